/* gate - what the HTTP server lets through and we do not: ambiguous framing, odd names and values,
 * odd targets. Pure text, no sockets. */
#ifndef CONTROLLER_EDGE_GATE_PRIV_H
#define CONTROLLER_EDGE_GATE_PRIV_H

#include "controller/edge/edge.h"

#define EDGE_HEADERS_MAX 100
#define EDGE_PARAMS_MAX  64
#define EDGE_URI_MAX     2048

/* Zero it, show it every header, then ask is_open. */
struct edge_gate {
    unsigned seen; /* bit per header that may come once */
    bool bad;
    size_t headers, bytes;
    int64_t length; /* Content-Length, or -1 */
    bool chunked;
};
void edge_gate_show(struct edge_gate *g, const struct edge_bytes *name,
                    const struct edge_bytes *value);
bool edge_gate_is_open(const struct edge_gate *g);

/* A request target taken apart; everything lies in room, which has EDGE_URI_ROOM(n) bytes. */
#define EDGE_URI_ROOM(n) (2 * (n) + EDGE_PARAMS_MAX * 2 + 4)
struct edge_uri {
    const char *path, *query;
    struct edge_pair params[EDGE_PARAMS_MAX];
    size_t params_n;
};
/* false: not a path that means the same to everybody (NUL or control bytes, %2F, "..", too many
 * parameters, not beginning with '/'). */
bool edge_uri_parse(const char *raw, size_t n, char *room, struct edge_uri *out);

#endif
