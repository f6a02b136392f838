/* streams - frames pass through here once: from a worker's packet into a ZeroMQ message and back.
 * What cannot be sent stops the reading of all workers, and through their sockets the devices. */
#include "agent/streams_priv.h"
#include "base/log.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEND_MAX      20000
#define RECEIVE_MAX   20000
#define CLOSE_US      1000000 /* a worker that was told to close must be gone by then */
#define CONNECTING_US 3000000
#define TICK_MS       250

int64_t streams_now_us(struct streams *s)
{
    return s->plan->world->mono_us(s->plan->world->self);
}

void streams_put(struct streams *s, zmq_msg_t *m)
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

void streams_put_exit(struct streams *s, uint64_t id, uint64_t out_end, const char *reason)
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
    streams_put(s, &m);
}

static void from_controller(struct streams *s, zmq_msg_t *m)
{
    struct stream_frame f;
    struct kb_error err;
    const void *bytes = zmq_msg_data(m);
    size_t len = zmq_msg_size(m);
    if (zmq_msg_more(m) || stream_frame_read(bytes, len, &f, &err) != KB_OK) return;
    if (f.type == STREAM_OPEN) {
        streams_open(s, &f, bytes, len);
        return;
    }
    struct session *t = streams_find(s, f.session);
    if (!t || t->exit_told) return;
    if (f.type == STREAM_CLOSE) t->kill_us = streams_now_us(s) + CLOSE_US;
    /* Within its windows everything fits; a worker that lets it pile up has stopped reading. */
    if (!streams_give(t, bytes, len) && !t->dying) {
        t->dying = true;
        spawn_kill(&t->child);
    }
}

static bool read_controller(struct streams *s)
{
    void *z = s->dial.sock ? zsock_resolve(s->dial.sock) : NULL;
    for (int n = 0; z && n < STREAMS_TURN_MAX; n++) {
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

static void hang_up(struct streams *s)
{
    streams_end_all(s);
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
    s->dialled_us = s->idle_since_us = streams_now_us(s);
}

/* A connection the controller does not know of any more is replaced, one that is being made is not.
 * */
static void asked(struct streams *s)
{
    if (s->dial.sock && streams_now_us(s) - s->dialled_us < CONNECTING_US) return;
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
    int64_t now = streams_now_us(s);
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
    streams_put(s, &m);
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
        more = streams_read_workers(&s) || more;
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
