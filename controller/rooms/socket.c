/* socket - every option that keeps a ROUTER honest is set here, before it binds. Option 93 makes
 * libzmq refuse instead of admit when nobody answers at the ZAP endpoint; Debian's header hides its
 * name. */
#include "controller/rooms/socket.h"
#include "controller/rooms/zap.h"
#include "protocol/message.h"

#include <sodium.h>
#include <string.h>
#include <zmq.h>

#define ZAP_ENFORCE_DOMAIN 93
#define HEARTBEAT_MS       5000
#define HEARTBEAT_DEAD_MS  15000
#define HANDSHAKE_MS       5000
#define BACKLOG            4096
#define LINGER_MS          200
#define PROBE_EVENTS                                                                               \
    (ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH |                             \
     ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |                  \
     ZMQ_EVENT_DISCONNECTED)

void socket_public_key(const unsigned char *secret, unsigned char out[PROTOCOL_KEY_BYTES])
{
    KB_ASSERT(crypto_scalarmult_base(out, secret) == 0);
}

static void secure(zsock_t *sock, const unsigned char *secret)
{
    int one = 1;
    unsigned char public[PROTOCOL_KEY_BYTES];
    socket_public_key(secret, public);
    zcert_t *cert = zcert_new_from(public, secret);
    zcert_apply(cert, sock);
    zcert_destroy(&cert);
    zsock_set_zap_domain(sock, ZAP_DOMAIN);
    KB_ASSERT(zmq_setsockopt(zsock_resolve(sock), ZAP_ENFORCE_DOMAIN, &one, sizeof one) == 0);
    zsock_set_curve_server(sock, 1);
}

enum kb_code socket_router(const struct socket_plan *plan, zsock_t **out, struct kb_error *err)
{
    zsock_t *sock = zsock_new(ZMQ_ROUTER);
    KB_ASSERT(sock);
    secure(sock, plan->secret);
    zsock_set_router_mandatory(sock, 1);
    zsock_set_router_handover(sock, 0);
    zsock_set_maxmsgsize(sock, (int)PROTOCOL_BODY_MAX);
    zsock_set_sndhwm(sock, plan->send_max);
    zsock_set_rcvhwm(sock, plan->receive_max);
    zsock_set_heartbeat_ivl(sock, HEARTBEAT_MS);
    zsock_set_heartbeat_timeout(sock, HEARTBEAT_DEAD_MS);
    zsock_set_handshake_ivl(sock, HANDSHAKE_MS);
    zsock_set_backlog(sock, BACKLOG);
    zsock_set_linger(sock, LINGER_MS);
    *out = sock;
    if (zsock_bind(sock, "%s", plan->endpoint) >= 0) return KB_OK;
    int why = zmq_errno();
    zsock_destroy(out);
    return kb_fail(err, KB_UNAVAILABLE, "rooms.bind", "%s: %s", plan->endpoint, zmq_strerror(why));
}

void socket_local_endpoint(zsock_t *sock, char *out, size_t size)
{
    static const char any[] = "tcp://0.0.0.0:";
    char *last = zsock_last_endpoint(sock);
    if (strncmp(last, any, sizeof any - 1) == 0)
        snprintf(out, size, "tcp://127.0.0.1:%s", last + sizeof any - 1);
    else
        snprintf(out, size, "%s", last);
    zstr_free(&last);
}

/* The event of a monitor message: u16 event, u32 value, then a frame with the address. */
static int next_event(void *monitor)
{
    unsigned char frame[6];
    char address[256];
    uint16_t event = 0;
    if (zmq_recv(monitor, frame, sizeof frame, 0) != (int)sizeof frame) return 0;
    if (zmq_recv(monitor, address, sizeof address, 0) < 0) return 0;
    memcpy(&event, frame, sizeof event);
    return event;
}

static enum socket_verdict verdict(void *monitor, int wait_ms)
{
    zmq_pollitem_t item = { .socket = monitor, .events = ZMQ_POLLIN };
    if (zmq_poll(&item, 1, wait_ms) <= 0) return SOCKET_SILENT;
    int event = next_event(monitor);
    return event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED ? SOCKET_ADMITTED : SOCKET_REFUSED;
}

enum socket_verdict socket_probe(const char *endpoint, const unsigned char *server_public,
                                 int wait_ms)
{
    char server[41], at[96], hex[PROTOCOL_KEY_HEX];
    zmq_z85_encode(server, server_public, PROTOCOL_KEY_BYTES);
    zsock_t *sock = zsock_new(ZMQ_DEALER), *monitor = zsock_new(ZMQ_PAIR);
    zcert_t *cert = zcert_new();
    protocol_key_hex(zcert_public_key(cert),
                     hex); /* libzmq frees such names late: never the same */
    snprintf(at, sizeof at, "inproc://probe-%s", hex);
    zcert_apply(cert, sock);
    zcert_destroy(&cert);
    zsock_set_curve_serverkey(sock, server);
    zsock_set_linger(sock, 0);
    KB_ASSERT(zmq_socket_monitor(zsock_resolve(sock), at, PROBE_EVENTS) == 0);
    zsock_connect(monitor, "%s", at);
    zsock_connect(sock, "%s", endpoint);
    enum socket_verdict v = verdict(zsock_resolve(monitor), wait_ms);
    zmq_socket_monitor(zsock_resolve(sock), NULL, 0);
    zsock_destroy(&monitor);
    zsock_destroy(&sock);
    return v;
}
