/* inside - what the edge's own files share. Nobody outside controller/edge includes it.
 * No thread holds two of its locks at once. */
#ifndef CONTROLLER_EDGE_INSIDE_PRIV_H
#define CONTROLLER_EDGE_INSIDE_PRIV_H

#include "controller/edge/edge.h"
#include "controller/edge/peers_priv.h"
#include "controller/edge/upgrade_priv.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>

struct MHD_Daemon;

enum edge_phase { EDGE_HEAD, EDGE_BODY, EDGE_WORK, EDGE_SEND }; /* what a connection waits for */

/* An HTTP connection as the watchdog sees it. */
struct edge_link {
    struct edge_link *next, **at;
    int fd;
    struct edge_address address;
    _Atomic enum edge_phase phase;
    _Atomic int64_t since_ms;
};

/* A checked upgrade on its way from the acceptor to the sockets thread. */
struct edge_arrival {
    struct edge_arrival *next;
    int fd;
    struct edge_address address, direct; /* behind the proxy; of the socket */
    bool secure;
    struct edge_upgrade upgrade; /* spans into head */
    char head[];
};

struct edge_sockets; /* the WebSocket side, in sockets_priv.h */
struct edge_private; /* a request with its inner side, in request_priv.h */

struct edge_http {
    struct MHD_Daemon *daemon;
    pthread_mutex_t requests; /* guards parked and the state of every request */
    struct edge_private *parked;
    bool stopping; /* under requests */
    pthread_mutex_t connections;
    struct edge_link *links;
    _Atomic int64_t body_bytes, parked_n, busy;
};

struct edge {
    struct edge_config config;
    struct edge_limits limits; /* with the defaults filled in */
    struct edge_hooks hooks;
    struct edge_peers *peers;
    int listener, port, wake_fd, epoll_fd;
    atomic_bool stopping;
    bool acceptor_runs, watch_runs;
    pthread_t acceptor, watch;
    uint32_t boot; /* random: keeps request ids of two runs apart */
    struct edge_http http;
    struct edge_sockets *ws;
    _Atomic int64_t next_request;
    _Atomic int64_t accepted, open, refused, cut, requests, upgrades, bad_upgrades, limited;
    _Atomic int64_t sockets, http_in_lws;
};

int64_t edge_now_ms(const struct edge *e);
/* The one place where a connection stops counting, whoever closed it. */
void edge_leave(struct edge *e, const struct edge_address *direct);
/* Is what this direct peer says about the client to be believed? */
bool edge_trusts(const struct edge *e, const struct edge_address *direct);

MUST_USE enum kb_code edge_listen(struct edge *e, struct kb_error *err);
void edge_unlisten(struct edge *e);

MUST_USE enum kb_code edge_acceptor_start(struct edge *e, struct kb_error *err);
void edge_acceptor_stop(struct edge *e);

MUST_USE enum kb_code edge_http_start(struct edge *e, struct kb_error *err);
void edge_http_take(struct edge *e, int fd, const struct sockaddr *sa, socklen_t sa_n);
void edge_http_stop(struct edge *e);
void edge_watch_tick(struct edge *e, int64_t now_ms);

void edge_sockets_new(struct edge *e);
void edge_sockets_free(struct edge *e);
MUST_USE enum kb_code edge_sockets_start(struct edge *e, struct kb_error *err);
void edge_sockets_take(struct edge *e, struct edge_arrival *a);
void edge_sockets_stop(struct edge *e);

#endif
