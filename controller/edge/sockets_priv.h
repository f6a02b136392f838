/* sockets - the inner side of the WebSockets: one libwebsockets context on one thread. Other
 * threads reach it through these lists and a wake-up; only this one calls libwebsockets. */
#ifndef CONTROLLER_EDGE_SOCKETS_PRIV_H
#define CONTROLLER_EDGE_SOCKETS_PRIV_H

#include "controller/edge/inside_priv.h"

#include <libwebsockets.h>

#define EDGE_CLOSE_MS   5000 /* from the wish to close to the cut */
#define EDGE_REASON_MAX 124  /* RFC 6455: a control frame holds 125 bytes, two are the code */

struct edge_frame {
    struct edge_frame *next;
    size_t n;
    bool text;
    unsigned char bytes[]; /* LWS_PRE of room, then n */
};

struct edge_ws {
    struct edge *edge;
    atomic_int holders;
    void *user;
    struct edge_address direct, counted; /* of the socket; counted per address, or EDGE_NOWHERE */
    /* sockets thread */
    struct lws *wsi;
    struct edge_ws *next, **at;
    bool opened, ping_due;
    int64_t heard_ms, pinged_ms, second_ms, messages;
    unsigned char *message; /* fragments so far, message_n bytes */
    size_t message_n, message_room;
    /* under the lock of struct edge_sockets */
    struct edge_ws *next_wanting;
    bool wanting, closing, gone;
    int code;
    int64_t close_by_ms;
    char reason[EDGE_REASON_MAX];
    struct edge_frame *first, **end;
    size_t queued;
};

struct edge_task {
    struct edge_task *next;
    void (*fn)(void *arg);
    void *arg;
};

struct edge_timer {
    lws_sorted_usec_list_t sul; /* must be first: the callback gets its address */
    struct edge *edge;
    int64_t due_ms; /* 0: not set */
};

struct edge_sockets {
    struct lws_context *context;
    struct lws_vhost *vhost;
    struct lws_protocols *protocols;
    pthread_t thread;
    _Atomic pthread_t owner; /* who may call libwebsockets */
    bool runs;
    atomic_bool quit;
    struct edge_timer tick, app;    /* sockets thread */
    struct edge_ws *all, *adopting; /* sockets thread */
    pthread_mutex_t lock;
    struct edge_arrival *arrivals, **arrivals_end;
    struct edge_task *tasks, **tasks_end;
    struct edge_ws *wanting;
    bool awake, stopped; /* a wake-up is on its way; nothing is accepted any more */
};

/* Sockets thread: take it in, or refuse it; the caller frees it. */
void edge_sockets_adopt(struct edge *e, struct edge_arrival *a);
/* Sockets thread: the end of an accepted socket, told once, whatever way it comes. */
void edge_ws_closed(struct edge_ws *ws);
/* Wake the sockets thread unless somebody has. Under the lock, so that the context still exists. */
void edge_wake(struct edge_sockets *s);
/* Sockets thread. WRITEABLE: write what waits. Returns -1 when the socket is to be closed. */
int edge_ws_write(struct edge_ws *ws);
/* Sockets thread. RECEIVE: one piece of a message. -1: close. */
int edge_ws_receive(struct edge_ws *ws, const unsigned char *in, size_t n);
/* Sockets thread: forget the queue, refuse what comes. */
void edge_ws_end(struct edge_ws *ws);

#endif
