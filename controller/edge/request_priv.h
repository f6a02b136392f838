/* request - the inner side of one HTTP request: what the hook sees plus whose turn it is. Held by
 * the HTTP server until its connection moves on and by the application until it has answered. */
#ifndef CONTROLLER_EDGE_REQUEST_PRIV_H
#define CONTROLLER_EDGE_REQUEST_PRIV_H

#include "controller/edge/gate_priv.h"
#include "controller/edge/inside_priv.h"

#include <microhttpd.h>

enum edge_state {
    EDGE_RUNNING,  /* the hook has not been called, or has not returned */
    EDGE_PARKED,   /* the connection is suspended until the answer comes */
    EDGE_ANSWERED, /* response is there, to be sent */
    EDGE_GONE,     /* answered by edge_stop; the application's answer will be dropped */
};

struct edge_private {
    struct edge_request pub; /* must be first: edge_reply gets its address */
    struct edge *edge;
    struct edge_link *link;
    struct MHD_Connection *connection;
    struct MHD_Response *response; /* under http.requests */
    int status;
    enum edge_state state;           /* under http.requests */
    struct edge_private *next, **at; /* in http.parked, under http.requests */
    atomic_int holders;
    bool begun, handed;
    int refusal; /* a status, when the body turned out too much */
    int64_t body_limit, discarded, retry_s;
    size_t body_room;
    unsigned char *body;
    size_t raw_n;
    char *raw, *text; /* the target as sent; room of the strings below */
    struct edge_uri uri;
    struct edge_pair headers[EDGE_HEADERS_MAX];
    char id[24], peer[EDGE_ADDRESS_TEXT];
};

struct edge_private *edge_request_new(struct edge *e, const char *raw);
/* Copy target, headers and peer into pub. false: the target means nothing or two things. */
bool edge_request_fill(struct edge_private *r, const struct edge_gate *g, const char *method);
/* Add to the body; false when it is over its limit or the edge's (refusal tells). */
bool edge_request_grow(struct edge_private *r, const char *bytes, size_t n);
void edge_request_drop(struct edge_private *r); /* one holder fewer */

/* An error answer of the edge's own, in the API's form. allow: the Allow header, or NULL. */
struct MHD_Response *edge_refusal(const struct edge_private *r, int status, bool close);

#endif
