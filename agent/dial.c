/* dial - socket options and monitor events of one connection. */
#include "agent/dial.h"
#include "protocol/message.h"

#include <string.h>
#include <zmq.h>

#define HEARTBEAT_MS      5000
#define HEARTBEAT_DEAD_MS 15000
#define CONNECT_MS        5000
#define HANDSHAKE_MS      5000
#define EVENTS                                                                                     \
    (ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH |                             \
     ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |                  \
     ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_CLOSED | ZMQ_EVENT_CLOSE_FAILED)

/* libzmq frees such names late, so no name is used twice. */
static void watch(struct dial *d)
{
    zuuid_t *name = zuuid_new();
    char at[64];
    snprintf(at, sizeof at, "inproc://dial-%s", zuuid_str(name));
    zuuid_destroy(&name);
    d->monitor = zsock_new(ZMQ_PAIR);
    KB_ASSERT(zmq_socket_monitor(zsock_resolve(d->sock), at, EVENTS) == 0);
    KB_ASSERT(zsock_connect(d->monitor, "%s", at) == 0);
}

void dial_open(struct dial *d, const struct dial_plan *plan)
{
    char server[41], secret[41], own[41];
    zmq_z85_encode(server, plan->server, PROTOCOL_KEY_BYTES);
    zmq_z85_encode(secret, plan->secret, PROTOCOL_KEY_BYTES);
    KB_ASSERT(zmq_curve_public(own, secret) == 0);
    d->sock = zsock_new(ZMQ_DEALER);
    KB_ASSERT(d->sock);
    zsock_set_curve_serverkey(d->sock, server);
    zsock_set_curve_publickey(d->sock, own);
    zsock_set_curve_secretkey(d->sock, secret);
    explicit_bzero(secret, sizeof secret);
    zsock_set_linger(d->sock, 0);
    zsock_set_reconnect_ivl(d->sock, -1);
    zsock_set_heartbeat_ivl(d->sock, HEARTBEAT_MS);
    zsock_set_heartbeat_timeout(d->sock, HEARTBEAT_DEAD_MS);
    zsock_set_connect_timeout(d->sock, CONNECT_MS);
    zsock_set_handshake_ivl(d->sock, HANDSHAKE_MS);
    zsock_set_maxmsgsize(d->sock, (int)PROTOCOL_BODY_MAX);
    zsock_set_sndhwm(d->sock, plan->send_max);
    zsock_set_rcvhwm(d->sock, plan->receive_max);
    watch(d);
    zsock_connect(d->sock, "%s", plan->endpoint); /* what is wrong with it is told by silence */
}

void dial_close(struct dial *d)
{
    if (!d->sock) return;
    zmq_socket_monitor(zsock_resolve(d->sock), NULL, 0);
    zsock_destroy(&d->monitor);
    zsock_destroy(&d->sock);
}

static enum dial_news meaning(int event)
{
    switch (event) {
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: return DIAL_UP;
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: return DIAL_REFUSED;
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: return DIAL_WRONG;
    default: return DIAL_GONE;
    }
}

enum dial_news dial_news(struct dial *d)
{
    unsigned char frame[6];
    char address[256];
    uint16_t event = 0;
    if (!d->monitor) return DIAL_NOTHING;
    void *z = zsock_resolve(d->monitor);
    if (zmq_recv(z, frame, sizeof frame, ZMQ_DONTWAIT) != (int)sizeof frame) return DIAL_NOTHING;
    zmq_recv(z, address, sizeof address, 0);
    memcpy(&event, frame, sizeof event);
    return meaning(event);
}
