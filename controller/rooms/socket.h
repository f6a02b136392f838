/* socket - the gateway's ROUTER sockets, and proof that they turn strangers away. */
#ifndef CONTROLLER_ROOMS_SOCKET_H
#define CONTROLLER_ROOMS_SOCKET_H

#include "base/base.h"
#include "protocol/key.h"

#include <czmq.h>

struct socket_plan {
    const char *endpoint;
    const unsigned char *secret; /* PROTOCOL_KEY_BYTES; the public half is computed */
    int send_max, receive_max;   /* messages queued per peer */
};

/* A CURVE server that asks ZAP about every key and, should no handler run, admits nobody.
 * KB_UNAVAILABLE rooms.bind. */
MUST_USE enum kb_code socket_router(const struct socket_plan *plan, zsock_t **out,
                                    struct kb_error *err);
/* Where it listens, as a client on this machine reaches it: wildcards become 127.0.0.1. In out. */
void socket_local_endpoint(zsock_t *sock, char *out, size_t size);
void socket_public_key(const unsigned char *secret, unsigned char out[PROTOCOL_KEY_BYTES]);

enum socket_verdict { SOCKET_REFUSED, SOCKET_ADMITTED, SOCKET_SILENT };
/* Connects with a fresh random key and tells what came of the handshake within wait_ms. */
enum socket_verdict socket_probe(const char *endpoint, const unsigned char *server_public,
                                 int wait_ms);

#endif
