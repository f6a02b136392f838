/* upgrade - is this header a perfect WebSocket upgrade? Pure text, no sockets. Whatever is odd in
 * any way is not one and never reaches libwebsockets. */
#ifndef CONTROLLER_EDGE_UPGRADE_PRIV_H
#define CONTROLLER_EDGE_UPGRADE_PRIV_H

#include "controller/edge/edge.h"

#define EDGE_UPGRADE_MAX   4096 /* bytes of header */
#define EDGE_CANONICAL_MAX 512

struct edge_span {
    const char *at; /* inside the header; NULL when the field is absent */
    size_t n;
};

struct edge_upgrade {
    const struct edge_ws_route *route;
    struct edge_span upgrade, connection, version, key, host, protocol;
    struct edge_span origin, cookie, forwarded_for, forwarded_proto;
    struct edge_span content_length, transfer_encoding; /* always absent in a perfect one */
};

/* head: n bytes ending with the empty line. false: hand it to the HTTP server. */
bool edge_upgrade_parse(const char *head, size_t n, const struct edge_ws_route *routes,
                        struct edge_upgrade *out);
/* The header that libwebsockets gets instead: nothing of the client's but the checked key.
 * Returns its length. */
size_t edge_upgrade_write(const struct edge_upgrade *u, char out[EDGE_CANONICAL_MAX]);
/* Exactly one of the list, byte for byte. An absent origin (NULL) never is. */
bool edge_origin_allowed(const char *const *origins, const char *origin, size_t n);
/* RFC 9110 §5.6.2 */
bool edge_is_token_byte(unsigned char c);

#endif
