/* streams - frames pass through here once: from a worker's packet into a ZeroMQ message and back.
 * What cannot be sent stops the reading of all workers, and through their sockets the devices. */
#include "agent/streams.h"
#include "agent/dial.h"
#include "agent/spawn.h"
#include "base/log.h"
#include "protocol/stream.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zmq.h>

#define SEND_MAX      20000
#define RECEIVE_MAX   20000
#define TURN_MAX      64      /* frames of one side before the other is asked */
#define CLOSE_US      1000000 /* a worker that was told to close must be gone by then */
#define CONNECTING_US 3000000
#define TICK_MS       250

struct session {
    uint64_t id; /* 0: free */
    struct spawn_child child;
    uint64_t out_end;
    bool exit_told, ready, dying, eof;
    int64_t kill_us; /* when it is killed, 0: not at all */
};

struct streams {
    const struct streams_plan *plan;
    zsock_t *pipe;
    struct dial dial;
    struct session *session;
    int live, epoll;
    bool up, end;
    int64_t dialled_us, idle_since_us;
    zmq_msg_t waiting; /* could not be sent yet */
    bool blocked;
};

static int64_t now_us(struct streams *s)
{
    return s->plan->world->mono_us(s->plan->world->self);
}

static struct session *find(struct streams *s, uint64_t id)
{
    for (int i = 0; i < s->plan->max && id; i++)
        if (s->session[i].id == id) return &s->session[i];
    return NULL;
}

/* Takes the message. While one waits nothing else is to be sent. */
static void put(struct streams *s, zmq_msg_t *m)
{
    void *z = s->dial.sock ? zsock_resolve(s->dial.sock) : NULL;
    if (!z) {
        zmq_msg_close(m);
        return;
    }
    if (zmq_msg_send(m, z, ZMQ_DONTWAIT) >= 0) return;
    if (zmq_errno() != EAGAIN) {
        zmq_msg_close(m);
        return;
    }
    zmq_msg_init(&s->waiting);
    zmq_msg_move(&s->waiting, m);
    zmq_msg_close(m);
    s->blocked = true;
}

static void put_exit(struct streams *s, uint64_t id, uint64_t out_end, const char *reason)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct stream_exit e = { .reason = reason, .text = "" };
    struct stream_frame f = { .type = STREAM_EXIT, .session = id, .offset = out_end };
    const char *json = kb_write_text(&stream_exit_shape, &e, &a);
    size_t n = strlen(json);
    zmq_msg_t m;
    if (s->blocked) return; /* the controller ends it when the agent stops answering for it */
    zmq_msg_init_size(&m, STREAM_HEADER + n);
    stream_header_write(zmq_msg_data(&m), &f);
    memcpy((char *)zmq_msg_data(&m) + STREAM_HEADER, json, n);
    put(s, &m);
}

static void watch(struct streams *s, struct session *t, int fd)
{
    struct epoll_event e = { .events = EPOLLIN, .data.ptr = t };
    KB_ASSERT(epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &e) == 0);
}

static bool give(struct session *t, const void *bytes, size_t len)
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
    return give(t, text, strlen(text)) && give(t, open, len);
}

static void open_session(struct streams *s, const struct stream_frame *f, const void *bytes,
                         size_t len)
{
    struct session *t = NULL;
    if (find(s, f->session)) return;
    for (int i = 0; i < s->plan->max && !t; i++)
        if (!s->session[i].id && s->session[i].child.pid <= 0) t = &s->session[i];
    if (!t) {
        put_exit(s, f->session, 0, "agent.streams");
        return;
    }
    *t = (struct session){ .id = f->session };
    if (start(s, t, bytes, len)) return;
    put_exit(s, f->session, 0, "agent.worker");
    t->exit_told = true;
    if (t->child.pid > 0)
        spawn_kill(&t->child);
    else
        t->id = 0;
}

static void from_controller(struct streams *s, zmq_msg_t *m)
{
    struct stream_frame f;
    struct kb_error err;
    const void *bytes = zmq_msg_data(m);
    size_t len = zmq_msg_size(m);
    if (zmq_msg_more(m) || stream_frame_read(bytes, len, &f, &err) != KB_OK) return;
    if (f.type == STREAM_OPEN) {
        open_session(s, &f, bytes, len);
        return;
    }
    struct session *t = find(s, f.session);
    if (!t || t->exit_told) return;
    if (f.type == STREAM_CLOSE) t->kill_us = now_us(s) + CLOSE_US;
    /* Within its windows everything fits; a worker that lets it pile up has stopped reading. */
    if (!give(t, bytes, len) && !t->dying) {
        t->dying = true;
        spawn_kill(&t->child);
    }
}

static bool read_controller(struct streams *s)
{
    void *z = s->dial.sock ? zsock_resolve(s->dial.sock) : NULL;
    for (int n = 0; z && n < TURN_MAX; n++) {
        zmq_msg_t m;
        zmq_msg_init(&m);
        bool got = zmq_msg_recv(&m, z, ZMQ_DONTWAIT) >= 0;
        if (got) from_controller(s, &m);
        zmq_msg_close(&m);
        if (!got) return false;
        if (!s->dial.sock) return false;
    }
    return z != NULL;
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
    put(s, m);
}

/* Packets taken; TURN_MAX: there may be more. */
static int read_worker(struct streams *s, struct session *t)
{
    zmq_msg_t m;
    int n = 0;
    for (; n < TURN_MAX && !s->blocked && read_packet(t, &m); n++) from_worker(s, t, &m);
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
    if (s->blocked || read_worker(s, t) == TURN_MAX || s->blocked) return;
    if (!t->exit_told) put_exit(s, t->id, t->out_end, "agent.worker_died");
    if (spawn_collect(&t->child) == -1) return;
    *t = (struct session){ 0 };
    if (--s->live == 0) s->idle_since_us = now_us(s);
}

/* Whether it has ended is asked when it has said nothing: epoll tells again. */
static bool turn_session(struct streams *s, struct session *t)
{
    int n = read_worker(s, t);
    if (n > 0 || s->blocked) return n == TURN_MAX && !s->blocked;
    if (has_ended(t)) {
        bury(s, t);
        return t->id != 0 && !s->blocked;
    }
    if (t->eof) epoll_ctl(s->epoll, EPOLL_CTL_DEL, t->child.fd, NULL); /* its end comes next */
    return false;
}

static bool read_workers(struct streams *s)
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

static void end_all(struct streams *s)
{
    for (int i = 0; i < s->plan->max; i++) {
        struct session *t = &s->session[i];
        if (t->child.pid <= 0) continue;
        t->exit_told = true; /* there is nobody to tell */
        spawn_kill(&t->child);
    }
}

static void hang_up(struct streams *s)
{
    end_all(s);
    if (s->blocked) zmq_msg_close(&s->waiting);
    s->blocked = s->up = false;
    dial_close(&s->dial);
}

static void connect_now(struct streams *s)
{
    unsigned char bind[STREAM_BIND_MAX];
    struct dial_plan plan = { s->plan->endpoint, s->plan->secret_key, s->plan->server_key, SEND_MAX,
                              RECEIVE_MAX };
    hang_up(s);
    dial_open(&s->dial, &plan);
    size_t n = stream_bind_write(bind, s->plan->boot);
    zmq_send(zsock_resolve(s->dial.sock), bind, n, ZMQ_DONTWAIT);
    s->dialled_us = s->idle_since_us = now_us(s);
}

/* A connection the controller does not know of any more is replaced, one that is being made is not.
 * */
static void asked(struct streams *s)
{
    if (s->dial.sock && now_us(s) - s->dialled_us < CONNECTING_US) return;
    connect_now(s);
}

static void look_at_news(struct streams *s)
{
    for (enum dial_news news; (news = dial_news(&s->dial)) != DIAL_NOTHING;) {
        if (news == DIAL_UP) {
            s->up = true;
            continue;
        }
        bool had_terminals = s->up && s->live > 0;
        kb_log(KB_LOG_INFO, "streams.gone", "terminals=%d", s->live);
        hang_up(s);
        if (had_terminals) connect_now(s); /* so that the controller hears of their end */
        return;
    }
}

static void obey(struct streams *s)
{
    char *verb = zstr_recv(s->pipe);
    if (!verb || strcmp(verb, "$TERM") == 0)
        s->end = true;
    else if (strcmp(verb, "CONNECT") == 0)
        asked(s);
    else if (strcmp(verb, "CLOSE") == 0)
        hang_up(s);
    zstr_free(&verb);
}

static void tick(struct streams *s)
{
    int64_t now = now_us(s);
    for (int i = 0; i < s->plan->max; i++) {
        struct session *t = &s->session[i];
        if (!t->kill_us || t->kill_us > now) continue;
        t->kill_us = 0;
        spawn_kill(&t->child);
    }
    if (s->dial.sock && !s->live && now - s->idle_since_us > s->plan->idle_ms * 1000) hang_up(s);
}

static void unblock(struct streams *s)
{
    if (!s->blocked || !s->dial.sock) return;
    zmq_msg_t m = s->waiting;
    s->blocked = false;
    put(s, &m);
}

/* The connection can do something now. Asked after everything that sends, since sending may take in
 * unseen what its descriptor would have told. */
static bool can_go_on(struct streams *s)
{
    int events = s->dial.sock ? zsock_events(s->dial.sock) : 0;
    return events & ZMQ_POLLIN || (s->blocked && events & ZMQ_POLLOUT);
}

/* Descriptors rather than zmq_poll, which asks every socket three times for a wake. */
static void sleep_until_news(struct streams *s, bool more)
{
    bool dialled = s->dial.sock != NULL;
    struct pollfd fds[] = {
        { .fd = zsock_fd(s->pipe), .events = POLLIN },
        { .fd = s->blocked ? -1 : s->epoll, .events = POLLIN },
        { .fd = dialled ? zsock_fd(s->dial.monitor) : -1, .events = POLLIN },
        { .fd = dialled ? zsock_fd(s->dial.sock) : -1, .events = POLLIN },
    };
    poll(fds, COUNT(fds), more ? 0 : TICK_MS);
}

static void run(zsock_t *pipe, void *arg)
{
    const struct streams_plan *plan = arg;
    struct streams s = { .plan = plan, .pipe = pipe, .epoll = epoll_create1(EPOLL_CLOEXEC) };
    bool more = false;
    s.session = calloc((size_t)plan->max, sizeof *s.session);
    KB_ASSERT(s.session && s.epoll >= 0);
    zsock_signal(pipe, 0);
    while (!s.end) {
        sleep_until_news(&s, more);
        while (!s.end && zsock_events(pipe) & ZMQ_POLLIN) obey(&s);
        unblock(&s);
        look_at_news(&s);
        more = read_controller(&s);
        more = read_workers(&s) || more;
        tick(&s);
        more = more || can_go_on(&s);
    }
    hang_up(&s);
    for (int i = 0; i < plan->max; i++)
        if (s.session[i].child.pid > 0) {
            waitpid(s.session[i].child.pid, NULL, 0);
            close(s.session[i].child.pidfd);
            close(s.session[i].child.fd);
        }
    close(s.epoll);
    free(s.session);
}

zactor_t *streams_start(const struct streams_plan *plan)
{
    return zactor_new(run, (void *)plan);
}

void streams_connect(zactor_t *streams)
{
    zstr_send(streams, "CONNECT");
}

void streams_close(zactor_t *streams)
{
    zstr_send(streams, "CLOSE");
}
