/* edge - one port for HTTP and WebSockets. An own acceptor looks at the whole header before anybody
 * parses it: a perfect WebSocket upgrade goes to libwebsockets behind a header written here, all
 * else goes untouched to libmicrohttpd. Owns limits, framing checks and slow peers; knows no route.
 * Threads: acceptor, HTTP, sockets, watchdog. Hooks must not block: hand the work on. */
#ifndef CONTROLLER_EDGE_EDGE_H
#define CONTROLLER_EDGE_EDGE_H

#include "base/world.h"

struct edge;
struct edge_ws;

/* 0 means the value in brackets, -1 means no limit where "or none" is said. */
struct edge_limits {
    int64_t connections;        /* open at once (8000) */
    int64_t per_address;        /* open at once from one address, proxies apart (512, or none) */
    int64_t requests_s;         /* per address and second (200, or none) */
    int64_t request_burst;      /* at once after a pause (600) */
    int64_t header_bytes;       /* of one request (8192) */
    int64_t body_bytes;         /* most of one request, whatever its hook says (32 MiB) */
    int64_t body_total_bytes;   /* of all requests at once (128 MiB) */
    int64_t header_ms;          /* first byte to end of the first header (10,000) */
    int64_t idle_ms;            /* between answer and next header; above the proxy's own (30,000) */
    int64_t body_ms;            /* end of the header to end of the body (60,000) */
    int64_t write_ms;           /* taking the answer (120,000) */
    int64_t sockets;            /* WebSockets at once (2000) */
    int64_t message_bytes;      /* one WebSocket message; longer closes with 1009 (65536) */
    int64_t messages_s;         /* one WebSocket, a second; more: 1008 (20,000, or none) */
    int64_t queue_bytes;        /* waiting for one WebSocket's peer (1 MiB) */
    int64_t ping_ms, silent_ms; /* a ping is sent; a silent peer is cut (20,000; 60,000) */
};

/* A path that takes upgrades, exactly so and without query, and the sub-protocol spoken there. */
struct edge_ws_route {
    const char *path, *protocol;
};

/* Everything pointed at must outlive the edge. */
struct edge_config {
    const char *address;        /* "127.0.0.1", "::1"; NULL: unix_path is used */
    int port;                   /* 0: any free one, see edge_port() */
    const char *unix_path;      /* socket of mode 0660; a dead one is replaced */
    bool trust_forwarded;       /* X-Forwarded-For and -Proto count from unix or loopback */
    const char *const *origins; /* "https://host[:port]" allowed to open WebSockets; NULL-ended */
    const struct edge_ws_route *sockets; /* ends with a NULL path */
    struct edge_limits limits;
    struct kb_world *world; /* clocks and randomness; used from several threads */
};

struct edge_pair {
    const char *name, *value;
};

/* One request, whole. Valid until edge_reply(). Names and values are text without control bytes. */
struct edge_request {
    const char *method; /* GET HEAD POST PUT PATCH DELETE; OPTIONS never arrives */
    const char *path;   /* decoded; begins with '/', no "." or ".." parts */
    const char *query;  /* raw, without '?'; "" when absent */
    const struct edge_pair *headers, *params; /* params: the query decoded, in order */
    size_t headers_n, params_n;
    const unsigned char *body; /* body_n bytes and a NUL */
    size_t body_n;
    const char *peer; /* address as text, "unix" when nothing better is known */
    const char *id;   /* the request's id, sent back as X-Request-Id */
    bool secure;      /* a trusted proxy says the client spoke TLS */
};
const char *edge_header(const struct edge_request *r, const char *name); /* NULL when absent */
const char *edge_param(const struct edge_request *r, const char *name);

enum edge_keep {
    EDGE_COPY,   /* the body is copied before edge_reply returns */
    EDGE_STATIC, /* the body outlives the edge */
    EDGE_OWNED,  /* done(arg) is called once, from any thread, when the body is no longer needed */
};
struct edge_answer {
    int status;
    const struct edge_pair *headers; /* copied; Content-Length, Connection and Date are added */
    size_t headers_n;
    const void *body;
    size_t body_n;
    enum edge_keep keep;
    void (*done)(void *arg);
    void *arg;
    bool close; /* no further request on this connection */
};
/* Answer r; from any thread, exactly once, also after edge_stop but not after edge_free. For HEAD
 * give what GET would get: the body is not sent. */
void edge_reply(struct edge_request *r, const struct edge_answer *a);

struct edge_ws_open {
    const char *path, *protocol, *origin, *cookie, *peer; /* cookie "" when absent */
    bool secure;
};
struct edge_bytes {
    const void *at;
    size_t n;
};

struct edge_hooks {
    void *self;
    /* HTTP thread, header only: bytes of body this request may have. NULL hook: 1 MiB for all. */
    int64_t (*body_limit)(void *self, const struct edge_request *r);
    /* HTTP thread, body complete. The hook owns r until edge_reply, which it may call at once. */
    void (*request)(void *self, struct edge_request *r);
    /* Sockets thread, all of these. ws_open: 0 accepts, an HTTP status refuses. After an accepted
     * open comes exactly one ws_closed (from edge_stop's thread when that ends it). */
    int (*ws_open)(void *self, struct edge_ws *ws, const struct edge_ws_open *open);
    void (*ws_message)(void *self, struct edge_ws *ws, const void *bytes, size_t n, bool text);
    void (*ws_drained)(void *self, struct edge_ws *ws, size_t queued); /* after each write */
    void (*ws_closed)(void *self, struct edge_ws *ws);
    void (*timer)(void *self); /* asked for with edge_ws_timer */
};

/* *out is set before the first hook is called; edge_ws_run may be used from then on. */
MUST_USE enum kb_code edge_start(const struct edge_config *c, const struct edge_hooks *h,
                                 struct edge **out, struct kb_error *err);
/* No new work, WebSockets closed with 1001, waiting requests answered 503, threads joined. */
void edge_stop(struct edge *e);
/* After edge_stop and after the last edge_reply, edge_ws_drop and edge_ws_run. NULL is fine. */
void edge_free(struct edge *e);
int edge_port(const struct edge *e); /* 0 on a unix socket */

/* Queue one message of n parts. The bytes now waiting, or -1: closed, or the queue limit is reached
 * and nothing was taken. From any thread that keeps ws. */
int64_t edge_ws_send(struct edge_ws *ws, const struct edge_bytes *parts, size_t n, bool text);
/* Close after what is queued has been written, within 5 s. Any thread; the first reason wins. */
void edge_ws_close(struct edge_ws *ws, int code, const char *reason);
/* ws stays valid from ws_open to the end of ws_closed; keep it to hold it longer or elsewhere. */
struct edge_ws *edge_ws_keep(struct edge_ws *ws);
void edge_ws_drop(struct edge_ws *ws);
void edge_ws_set(struct edge_ws *ws, void *user); /* sockets thread */
void *edge_ws_get(struct edge_ws *ws);
/* Run fn(arg) on the sockets thread, in order. false: the edge has stopped, fn will not run. What
 * was accepted is run, at the latest by edge_stop. */
bool edge_ws_run(struct edge *e, void (*fn)(void *arg), void *arg);
/* Sockets thread: call the timer hook once, in_ms from now at the latest. */
void edge_ws_timer(struct edge *e, int64_t in_ms);

struct edge_counts {
    int64_t accepted, open, refused, cut, requests, upgrades, bad_upgrades, limited;
    int64_t sockets, parked, body_bytes, http_in_lws; /* http_in_lws must stay 0 */
};
void edge_count(struct edge *e, struct edge_counts *out);

#endif
