/* The acceptor: waits until a connection's first header is complete without taking a byte of it
 * (MSG_PEEK), then gives the connection away. A peer that never completes a header costs a hundred
 * bytes here and nothing anywhere else. */
#include "controller/edge/inside_priv.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define EVENTS       256
#define ACCEPTS      64 /* in a row, before others get their turn */
#define PAUSE_MS     50 /* no accepting after the process ran out of descriptors */
#define ANSWER(line) "HTTP/1.1 " line "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

static const char too_slow[] = ANSWER("408 Request Timeout");
static const char bad_bytes[] = ANSWER("400 Bad Request");
static const char too_many[] = ANSWER("503 Service Unavailable\r\nRetry-After: 1");
static const char too_many_here[] = ANSWER("429 Too Many Requests\r\nRetry-After: 5");

/* A connection whose header is not complete yet; oldest first. */
struct waiter {
    struct waiter *next, *prev;
    int fd;
    int64_t since_ms;
    size_t seen; /* bytes already searched for the end of the header */
    socklen_t sa_n;
    struct sockaddr_storage sa;
};

struct acceptor {
    struct edge *edge;
    struct waiter *first, *last;
    int64_t paused_ms; /* 0: accepting */
    char *peek;        /* header_bytes of room */
};

static void unlink_waiter(struct acceptor *a, struct waiter *w)
{
    if (w->prev)
        w->prev->next = w->next;
    else
        a->first = w->next;
    if (w->next)
        w->next->prev = w->prev;
    else
        a->last = w->prev;
    free(w);
}

/* A courtesy: the connection is closed whether it arrives or not. What the peer has sent is thrown
 * away first, for closing on unread bytes resets the connection and may take the answer with it. */
static void say(struct acceptor *a, int fd, const char *text)
{
    size_t room = (size_t)a->edge->limits.header_bytes;
    ssize_t sent = send(fd, text, strlen(text), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) sent = recv(fd, a->peek, room, MSG_DONTWAIT);
    (void)sent;
}

/* Close it, with an answer when there is one to give. */
static void drop(struct acceptor *a, struct waiter *w, const char *answer)
{
    struct edge_address direct = edge_address_of((const struct sockaddr *)&w->sa, w->sa_n);
    if (answer) say(a, w->fd, answer);
    close(w->fd);
    edge_leave(a->edge, &direct);
    unlink_waiter(a, w);
}

static void give_to_http(struct acceptor *a, struct waiter *w)
{
    edge_http_take(a->edge, w->fd, (const struct sockaddr *)&w->sa, w->sa_n);
    unlink_waiter(a, w);
}

static struct edge_arrival *arrival_new(struct edge *e, struct waiter *w, const char *head,
                                        size_t n)
{
    struct edge_arrival *r = calloc(1, sizeof *r + n);
    KB_ASSERT(r);
    memcpy(r->head, head, n);
    if (!edge_upgrade_parse(r->head, n, e->config.sockets, &r->upgrade) ||
        !edge_origin_allowed(e->config.origins, r->upgrade.origin.at, r->upgrade.origin.n)) {
        free(r);
        return NULL;
    }
    r->fd = w->fd;
    r->direct = edge_address_of((const struct sockaddr *)&w->sa, w->sa_n);
    r->address = r->direct;
    if (edge_trusts(e, &r->direct)) {
        const struct edge_span *proto = &r->upgrade.forwarded_proto;
        r->address = edge_address_forwarded(&r->direct, r->upgrade.forwarded_for.at,
                                            r->upgrade.forwarded_for.n);
        r->secure = proto->n == 5 && memcmp(proto->at, "https", 5) == 0;
    }
    return r;
}

/* The header is consumed here: libwebsockets gets one that we write. false: not for it. */
static bool give_to_sockets(struct acceptor *a, struct waiter *w, const char *head, size_t n)
{
    char eaten[EDGE_UPGRADE_MAX];
    struct edge_arrival *r;
    if (n > sizeof eaten) return false;
    r = arrival_new(a->edge, w, head, n);
    if (!r) return false;
    if (recv(w->fd, eaten, n, MSG_DONTWAIT) != (ssize_t)n) {
        free(r);
        drop(a, w, NULL);
        return true;
    }
    edge_sockets_take(a->edge, r);
    unlink_waiter(a, w);
    return true;
}

static bool wants_socket(const char *head, size_t n)
{
    static const char start[] = "GET /v1/ws/";
    return n >= sizeof start - 1 && memcmp(head, start, sizeof start - 1) == 0;
}

/* Look at what has arrived. true: the connection is no longer ours and w is gone. */
static bool look(struct acceptor *a, struct waiter *w, bool watched)
{
    struct edge *e = a->edge;
    size_t room = (size_t)e->limits.header_bytes, from = w->seen > 3 ? w->seen - 3 : 0;
    const char *end = NULL;
    ssize_t n;
    do n = recv(w->fd, a->peek, room, MSG_PEEK | MSG_DONTWAIT);
    while (n < 0 && errno == EINTR);
    if (n < 0 && errno == EAGAIN) return false;
    if (n <= 0) {
        drop(a, w, NULL);
        return true;
    }
    if ((size_t)n > from) end = memmem(a->peek + from, (size_t)n - from, "\r\n\r\n", 4);
    w->seen = (size_t)n;
    if (!end && (size_t)n < room) return false;
    if (watched) epoll_ctl(e->epoll_fd, EPOLL_CTL_DEL, w->fd, NULL);
    size_t head_n = end ? (size_t)(end - a->peek) + 4 : 0;
    if (memchr(a->peek, 0, head_n)) {
        e->refused++;
        drop(a, w, bad_bytes);
        return true;
    }
    /* bytes behind an upgrade are an attack: a client must wait for the 101 */
    if (head_n && wants_socket(a->peek, head_n)) {
        if (head_n == (size_t)n && give_to_sockets(a, w, a->peek, head_n)) return true;
        e->bad_upgrades++;
    }
    give_to_http(a, w);
    return true;
}

static void arm_listener(struct edge *e, uint32_t events, int op)
{
    struct epoll_event ev = { .events = events, .data.ptr = NULL };
    epoll_ctl(e->epoll_fd, op, e->listener, &ev);
}

/* Count it in; an answer for those there is no room for. */
static const char *admit(struct edge *e, const struct edge_address *direct)
{
    if (++e->open > e->limits.connections) {
        e->open--;
        return too_many;
    }
    if (!edge_trusts(e, direct) && !edge_peers_open(e->peers, direct)) {
        e->open--;
        return too_many_here;
    }
    return NULL;
}

static void take(struct acceptor *a, int fd, const struct sockaddr_storage *sa, socklen_t sa_n)
{
    struct edge *e = a->edge;
    struct edge_address direct = edge_address_of((const struct sockaddr *)sa, sa_n);
    const char *refusal = admit(e, &direct);
    int one = 1;
    e->accepted++;
    if (refusal) {
        e->refused++;
        say(a, fd, refusal);
        close(fd);
        return;
    }
    struct waiter *w = calloc(1, sizeof *w);
    KB_ASSERT(w);
    *w = (struct waiter){
        .prev = a->last, .fd = fd, .since_ms = edge_now_ms(e), .sa = *sa, .sa_n = sa_n
    };
    if (a->last)
        a->last->next = w;
    else
        a->first = w;
    a->last = w;
    if (direct.family != EDGE_UNIX) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (look(a, w, false)) return;
    /* edge-triggered: peeked bytes stay in the queue and would wake us for ever */
    struct epoll_event ev = { .events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.ptr = w };
    if (epoll_ctl(e->epoll_fd, EPOLL_CTL_ADD, fd, &ev) != 0) drop(a, w, NULL);
}

static void accept_some(struct acceptor *a)
{
    struct edge *e = a->edge;
    for (int i = 0; i < ACCEPTS; i++) {
        struct sockaddr_storage sa = { 0 };
        socklen_t n = sizeof sa;
        int fd = accept4(e->listener, (struct sockaddr *)&sa, &n, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            take(a, fd, &sa, n);
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            arm_listener(e, 0, EPOLL_CTL_MOD);
            a->paused_ms = edge_now_ms(e);
        }
        if (errno != EINTR && errno != ECONNABORTED) return;
    }
}

static int wait_ms(const struct acceptor *a)
{
    int64_t now = edge_now_ms(a->edge), ms = -1;
    if (a->first) {
        ms = a->first->since_ms + a->edge->limits.header_ms - now;
        if (ms < 0) ms = 0;
        ms++;
    }
    if (a->paused_ms && (ms < 0 || ms > PAUSE_MS)) ms = PAUSE_MS;
    return (int)ms;
}

static void look_after(struct acceptor *a)
{
    struct edge *e = a->edge;
    int64_t now = edge_now_ms(e);
    if (a->paused_ms && now - a->paused_ms >= PAUSE_MS) {
        arm_listener(e, EPOLLIN, EPOLL_CTL_MOD);
        a->paused_ms = 0;
    }
    while (a->first && now - a->first->since_ms >= e->limits.header_ms) {
        e->cut++;
        drop(a, a->first, too_slow);
    }
}

static void on_event(struct acceptor *a, const struct epoll_event *ev)
{
    struct waiter *w = ev->data.ptr;
    bool gone = ev->events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP);
    if ((ev->events & EPOLLIN) && look(a, w, true)) return;
    if (gone) drop(a, w, NULL);
}

static void *run(void *arg)
{
    struct edge *e = arg;
    struct acceptor a = { .edge = e, .peek = malloc((size_t)e->limits.header_bytes) };
    struct epoll_event evs[EVENTS];
    KB_ASSERT(a.peek);
    while (!e->stopping) {
        bool accepting = false;
        int n = epoll_wait(e->epoll_fd, evs, EVENTS, wait_ms(&a));
        for (int i = 0; i < n; i++) {
            if (!evs[i].data.ptr)
                accepting = true;
            else if (evs[i].data.ptr != e)
                on_event(&a, &evs[i]);
        }
        if (accepting) accept_some(&a);
        look_after(&a);
    }
    while (a.first) drop(&a, a.first, NULL);
    free(a.peek);
    return NULL;
}

enum kb_code edge_acceptor_start(struct edge *e, struct kb_error *err)
{
    struct epoll_event ev = { .events = EPOLLIN, .data.ptr = e };
    e->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    e->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (e->epoll_fd < 0 || e->wake_fd < 0 ||
        epoll_ctl(e->epoll_fd, EPOLL_CTL_ADD, e->wake_fd, &ev) != 0)
        return kb_fail(err, KB_UNAVAILABLE, "edge.start", "epoll: %s", strerror(errno));
    arm_listener(e, EPOLLIN, EPOLL_CTL_ADD);
    if (pthread_create(&e->acceptor, NULL, run, e) != 0)
        return kb_fail(err, KB_UNAVAILABLE, "edge.start", "the acceptor thread does not start");
    e->acceptor_runs = true;
    return KB_OK;
}

void edge_acceptor_stop(struct edge *e)
{
    uint64_t one = 1;
    if (e->acceptor_runs) {
        while (write(e->wake_fd, &one, sizeof one) < 0 && errno == EINTR) continue;
        pthread_join(e->acceptor, NULL);
        e->acceptor_runs = false;
    }
    edge_unlisten(e);
    if (e->epoll_fd >= 0) close(e->epoll_fd);
    if (e->wake_fd >= 0) close(e->wake_fd);
    e->epoll_fd = e->wake_fd = -1;
}
