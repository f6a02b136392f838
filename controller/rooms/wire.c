/* wire - taking whole messages from a ROUTER and putting them to one peer. Only libzmq's own calls:
 * they show the User-Id and descriptor of the connection and allocate nothing for small messages.
 * */
#include "controller/rooms/actor.h"

#include <string.h>

#define ROUTING_BYTES 5
#define ROUTING_SET   ((uint64_t)1 << 32)

/* libzmq's own ids are a zero byte and four more; others were chosen by the peer and are not
 * believed. */
static uint64_t routing_read(zmq_msg_t *m)
{
    const unsigned char *b = zmq_msg_data(m);
    if (zmq_msg_size(m) != ROUTING_BYTES || b[0] != 0) return 0;
    return ROUTING_SET | (uint64_t)b[1] << 24 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 8 | b[4];
}

static void routing_write(unsigned char out[ROUTING_BYTES], uint64_t routing)
{
    out[0] = 0;
    for (int i = 0; i < 4; i++) out[1 + i] = (unsigned char)(routing >> (24 - 8 * i) & 0xff);
}

bool rooms_take(zsock_t *sock, struct rooms_in *in)
{
    void *z = zsock_resolve(sock);
    zmq_msg_t m;
    zmq_msg_init(&m);
    if (zmq_msg_recv(&m, z, ZMQ_DONTWAIT) < 0) {
        zmq_msg_close(&m);
        return false;
    }
    *in = (struct rooms_in){ .routing = routing_read(&m), .key = "" };
    bool more = zmq_msg_more(&m);
    while (more) {
        zmq_msg_close(&m);
        zmq_msg_init(&m);
        if (zmq_msg_recv(&m, z, 0) < 0) break;
        more = zmq_msg_more(&m);
        if (in->parts >= PARTS_MAX) {
            in->parts = PARTS_MAX + 1;
            continue;
        }
        zmq_msg_init(&in->part[in->parts]);
        zmq_msg_move(&in->part[in->parts++], &m);
    }
    zmq_msg_close(&m);
    if (!in->parts) return true;
    const char *user = zmq_msg_gets(&in->part[0], "User-Id");
    if (user) in->key = user;
    return true;
}

void rooms_in_peer(struct rooms_in *in, struct cut_peer *out)
{
    int fd = in->parts ? zmq_msg_get(&in->part[0], ZMQ_SRCFD) : -1;
    cut_peer_note(out, in->routing ? in->routing : 1, fd);
}

void rooms_in_done(struct rooms_in *in)
{
    int n = in->parts < PARTS_MAX ? in->parts : PARTS_MAX;
    for (int i = 0; i < n; i++) zmq_msg_close(&in->part[i]);
}

enum kb_code rooms_put(zsock_t *sock, uint64_t routing, const char *type, const void *body,
                       size_t len)
{
    void *z = zsock_resolve(sock);
    unsigned char id[ROUTING_BYTES];
    routing_write(id, routing);
    if (zmq_send(z, id, sizeof id, ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0)
        return zmq_errno() == EHOSTUNREACH ? KB_NOT_FOUND : KB_EXHAUSTED;
    if (type && zmq_send(z, type, strlen(type), ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0) return KB_INTERNAL;
    if (zmq_send(z, body, len, ZMQ_DONTWAIT) < 0) return KB_INTERNAL;
    return KB_OK;
}
