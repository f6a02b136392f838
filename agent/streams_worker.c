/* streams_worker - the worker processes behind the terminals: started, heard, buried. */
#include "agent/streams_priv.h"

#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct session *streams_find(struct streams *s, uint64_t id)
{
    for (int i = 0; i < s->plan->max && id; i++)
        if (s->session[i].id == id) return &s->session[i];
    return NULL;
}

static void watch(struct streams *s, struct session *t, int fd)
{
    struct epoll_event e = { .events = EPOLLIN, .data.ptr = t };
    KB_ASSERT(epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &e) == 0);
}

bool streams_give(struct session *t, const void *bytes, size_t len)
{
    return send(t->child.fd, bytes, len, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)len;
}

static bool start(struct streams *s, struct session *t, const void *open, size_t len)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct worker_setup setup = s->plan->setup;
    struct spawn_plan plan = { .program = s->plan->program,
                               .kind = "stream",
                               .home = setup.work_dir,
                               .lock = -1,
                               .packets = true };
    if (!spawn_child(&plan, &t->child)) return false;
    setup.parent = getpid();
    const char *text = kb_write_text(&worker_setup_shape, &setup, &a);
    watch(s, t, t->child.fd);
    watch(s, t, t->child.pidfd);
    s->live++;
    /* The socket is new and both fit; a worker that died already is told by its pidfd. */
    return streams_give(t, text, strlen(text)) && streams_give(t, open, len);
}

void streams_open(struct streams *s, const struct stream_frame *f, const void *bytes, size_t len)
{
    struct session *t = NULL;
    if (streams_find(s, f->session)) return;
    for (int i = 0; i < s->plan->max && !t; i++)
        if (!s->session[i].id && s->session[i].child.pid <= 0) t = &s->session[i];
    if (!t) {
        streams_put_exit(s, f->session, 0, "agent.streams");
        return;
    }
    *t = (struct session){ .id = f->session };
    if (start(s, t, bytes, len)) return;
    streams_put_exit(s, f->session, 0, "agent.worker");
    t->exit_told = true;
    if (t->child.pid > 0)
        spawn_kill(&t->child);
    else
        t->id = 0;
}

/* false: nothing there. Its length is asked first, so that the message is made to measure. */
static bool read_packet(struct session *t, zmq_msg_t *m)
{
    ssize_t n = recv(t->child.fd, NULL, 0, MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT);
    t->eof = n == 0;
    if (n <= 0 || (size_t)n > STREAM_FRAME_MAX) return false;
    zmq_msg_init_size(m, (size_t)n);
    if (recv(t->child.fd, zmq_msg_data(m), (size_t)n, MSG_DONTWAIT) == n) return true;
    zmq_msg_close(m);
    return false;
}

static void from_worker(struct streams *s, struct session *t, zmq_msg_t *m)
{
    struct stream_frame f;
    struct kb_error err;
    bool ok = stream_frame_read(zmq_msg_data(m), zmq_msg_size(m), &f, &err) == KB_OK &&
              f.session == t->id && !t->exit_told;
    if (!ok) {
        zmq_msg_close(m);
        return;
    }
    if (f.type == STREAM_OUT) t->out_end = f.offset + f.len;
    if (f.type == STREAM_GAP) t->out_end = stream_u64(f.bytes);
    if (f.type == STREAM_EXIT) t->exit_told = true;
    streams_put(s, m);
}

/* Packets taken; STREAMS_TURN_MAX: there may be more. */
static int read_worker(struct streams *s, struct session *t)
{
    zmq_msg_t m;
    int n = 0;
    for (; n < STREAMS_TURN_MAX && !s->blocked && read_packet(t, &m); n++) from_worker(s, t, &m);
    return n;
}

static bool has_ended(const struct session *t)
{
    siginfo_t info = { 0 };
    return waitid(P_PIDFD, (id_t)t->child.pidfd, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid != 0;
}

/* Collects an ended worker once everything it told has been passed on. */
static void bury(struct streams *s, struct session *t)
{
    if (s->blocked || read_worker(s, t) == STREAMS_TURN_MAX || s->blocked) return;
    if (!t->exit_told) streams_put_exit(s, t->id, t->out_end, "agent.worker_died");
    if (spawn_collect(&t->child) == -1) return;
    *t = (struct session){ 0 };
    if (--s->live == 0) s->idle_since_us = streams_now_us(s);
}

/* Whether it has ended is asked when it has said nothing: epoll tells again. */
static bool turn_session(struct streams *s, struct session *t)
{
    int n = read_worker(s, t);
    if (n > 0 || s->blocked) return n == STREAMS_TURN_MAX && !s->blocked;
    if (has_ended(t)) {
        bury(s, t);
        return t->id != 0 && !s->blocked;
    }
    if (t->eof) epoll_ctl(s->epoll, EPOLL_CTL_DEL, t->child.fd, NULL); /* its end comes next */
    return false;
}

bool streams_read_workers(struct streams *s)
{
    struct epoll_event e[64];
    bool more = false;
    if (s->blocked) return false;
    int n = epoll_wait(s->epoll, e, COUNT(e), 0);
    for (int i = 0; i < n; i++) ((struct session *)e[i].data.ptr)->ready = true;
    for (int i = 0; i < s->plan->max && !s->blocked; i++) {
        struct session *t = &s->session[i];
        if (t->ready) t->ready = turn_session(s, t);
        more = more || t->ready;
    }
    return more;
}

void streams_end_all(struct streams *s)
{
    for (int i = 0; i < s->plan->max; i++) {
        struct session *t = &s->session[i];
        if (t->child.pid <= 0) continue;
        t->exit_told = true; /* there is nobody to tell */
        spawn_kill(&t->child);
    }
}
