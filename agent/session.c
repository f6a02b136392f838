/* session - the loop. Everything that waits on something is a descriptor in one poll; everything
 * that decides is in core.c and link.c. */
#include "agent/session.h"
#include "agent/core.h"
#include "agent/dial.h"
#include "agent/link.h"
#include "agent/streams.h"
#include "agent/workers.h"
#include "base/log.h"
#include "base/text.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <zmq.h>

#define TURN_MAX        256
#define WAIT_MAX_MS     1000
#define COMPACT_MS      600000
#define KEEP_MAX        100000
#define WORKER_IDLE_MS  300000
#define WORKER_ATTEMPTS 200
#define STREAM_IDLE_MS  600000
#define RENEW_MESSAGES  160 /* libzmq's queues keep growing to some 60 kB in the controller */
#define RENEW_BEATS     12  /* not more often than this */
#define OLDER_MS        3000
#define SEND_MAX        2000
#define RECEIVE_MAX     2000

struct agent {
    struct agent_state *state;
    struct kb_world *world;
    struct agent_journal *journal;
    struct agent_core *core;
    struct workers *workers;
    struct streams_plan streams_plan;
    zactor_t *streams;
    struct dial dial, older; /* older: renewed, still read until older_ms */
    int64_t older_ms, dialled_ms;
    int messages; /* over the present connection */
    struct agent_link link;
    struct kb_arena arena; /* of one message */
    char boot[PROTOCOL_BOOT_MAX + 1];
    int signals;
    int64_t compact_ms;
    bool end;
};

static int64_t now_ms(void *self)
{
    struct agent *a = self;
    return a->world->mono_us(a->world->self) / 1000;
}

static uint32_t random_of(struct agent *a)
{
    uint32_t r;
    kb_random(a->world, &r, sizeof r);
    return r;
}

static void say(void *self, enum protocol_type type, const void *message)
{
    struct agent *a = self;
    struct kb_error err;
    const char *text;
    if (!a->dial.sock) return;
    if (protocol_write(type, message, &a->arena, &text, &err) != KB_OK) {
        kb_log(KB_LOG_ERROR, "agent.unsayable", "type=%s reason=%s", protocol_type_name(type),
               err.reason);
        return;
    }
    const char *word = protocol_type_name(type);
    void *z = zsock_resolve(a->dial.sock);
    if (zmq_send(z, word, strlen(word), ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0)
        return; /* it is said again */
    zmq_send(z, text, strlen(text), ZMQ_DONTWAIT);
    a->messages++;
}

static const char *start(void *self, const struct protocol_job *job, enum agent_mode mode,
                         int64_t left_ms)
{
    struct agent *a = self;
    struct drv_ctx ctx = { .offers = worker_offers };
    kb_log(KB_LOG_INFO, mode == AGENT_ACT ? "agent.act" : "agent.look",
           "job=%" PRId64 " epoch=%" PRId64 " driver=%s verb=%s", job->job, job->epoch, job->driver,
           job->verb);
    if (!drv_find(&ctx, job->driver) || !agent_state_driver(a->state, job->driver))
        return "driver.unknown";
    return workers_start(a->workers, job, mode, left_ms, now_ms(a)) ? NULL : "agent.worker";
}

static void stop_worker(void *self, int64_t job, int64_t epoch)
{
    struct agent *a = self;
    kb_log(KB_LOG_WARN, "agent.kill", "job=%" PRId64 " epoch=%" PRId64, job, epoch);
    workers_kill(a->workers, job, epoch);
}

static void finished(void *self, const struct protocol_result *r)
{
    struct agent *a = self;
    kb_log(KB_LOG_INFO, "agent.result", "job=%" PRId64 " epoch=%" PRId64 " outcome=%s reason=%s",
           r->job, r->epoch, r->outcome, r->reason);
    agent_core_finished(a->core, r);
}

static void died(void *self, int64_t job, int64_t epoch, const char *text)
{
    struct agent *a = self;
    char value[128];
    kb_log(KB_LOG_WARN, "agent.worker_died", "job=%" PRId64 " epoch=%" PRId64 " how=%s", job, epoch,
           kb_log_value(value, sizeof value, text));
    agent_core_died(a->core, job, epoch, text);
}

static void hang_up(struct agent *a)
{
    dial_close(&a->dial);
    dial_close(&a->older);
    agent_core_unlinked(a->core);
}

static void lose(struct agent *a, bool refused, const char *why)
{
    char value[300];
    hang_up(a);
    agent_link_failed(&a->link, now_ms(a), random_of(a), refused);
    kb_log(KB_LOG_WARN, "agent.unlinked", "why=%s again_ms=%" PRId64,
           kb_log_value(value, sizeof value, why), agent_link_due_ms(&a->link) - now_ms(a));
}

static void hello(struct agent *a)
{
    struct protocol_hello h = { .protocol = PROTOCOL_VERSION,
                                .version = KBOSS_VERSION,
                                .boot = a->boot };
    struct protocol_driver driver[8];
    int64_t n = 0;
    for (const struct drv_offer *o = worker_offers; o->type && n < (int64_t)COUNT(driver); o++)
        if (agent_state_driver(a->state, o->type->name))
            driver[n++] = (struct protocol_driver){ o->type->name, o->type->doc };
    h.drivers = (struct kb_list){ driver, n };
    agent_core_hello(a->core, &a->arena, &h);
    say(a, PROTOCOL_HELLO, &h);
}

static void dial_controller(struct agent *a)
{
    struct dial_plan plan = { a->state->config.control, a->state->secret_key, a->state->server_key,
                              SEND_MAX, RECEIVE_MAX };
    dial_open(&a->dial, &plan);
    a->messages = 0;
    a->dialled_ms = now_ms(a);
    hello(a);
}

static void connect_now(struct agent *a)
{
    hang_up(a);
    dial_controller(a);
}

/* A fresh connection before the old one goes: from now on we speak on the new, and listen to both.
 * */
static void renew(struct agent *a)
{
    int64_t now = now_ms(a);
    if (a->older.sock && now >= a->older_ms) dial_close(&a->older);
    if (a->link.state != AGENT_LINK_UP || a->messages < RENEW_MESSAGES || a->older.sock) return;
    if (now - a->dialled_ms < RENEW_BEATS * a->link.heartbeat_ms) return;
    a->older = a->dial;
    a->older_ms = now + OLDER_MS;
    dial_controller(a);
}

static void beat(struct agent *a)
{
    struct protocol_beat b = { .at_ms = now_ms(a), .answer = true };
    say(a, PROTOCOL_BEAT, &b);
}

static void keep_link(struct agent *a)
{
    for (;;) {
        switch (agent_link_turn(&a->link, now_ms(a), random_of(a))) {
        case AGENT_LINK_NOTHING: return;
        case AGENT_LINK_CONNECT: connect_now(a); break;
        case AGENT_LINK_BEAT: beat(a); break;
        case AGENT_LINK_CLOSE:
            kb_log(KB_LOG_WARN, "agent.unlinked", "why=silence");
            hang_up(a);
            break;
        }
    }
}

static void welcomed(struct agent *a, const struct protocol_welcome *w)
{
    bool renewed = a->link.state == AGENT_LINK_UP;
    agent_link_welcome(&a->link, now_ms(a), w->heartbeat_ms);
    kb_log(renewed ? KB_LOG_DEBUG : KB_LOG_INFO, "agent.linked",
           "agent=%" PRId64 " room=%" PRId64 " controller_epoch=%" PRId64, w->agent, w->room,
           w->controller_epoch);
}

static void refused(struct agent *a, const struct protocol_refuse *r)
{
    lose(a, true, kb_printf(&a->arena, "%s %s", r->reason, r->text));
    streams_close(a->streams);
}

static void take(struct agent *a, const struct protocol_message *m)
{
    struct kb_error err = { 0 };
    enum kb_code code = agent_core_message(a->core, m, &err);
    if (m->type == PROTOCOL_REFUSE) {
        refused(a, m->body);
    } else if (m->type == PROTOCOL_WELCOME && code != KB_OK) {
        lose(a, true, err.text);
    } else if (m->type == PROTOCOL_WELCOME) {
        welcomed(a, m->body);
    } else if (m->type == PROTOCOL_STREAM) {
        streams_connect(a->streams);
    } else if (code != KB_OK) {
        char value[300];
        kb_log(KB_LOG_WARN, "agent.refused", "type=%s reason=%s text=%s",
               protocol_type_name(m->type), err.reason,
               kb_log_value(value, sizeof value, err.text));
    }
}

static void hear(struct agent *a, zmq_msg_t *type, zmq_msg_t *body)
{
    struct protocol_message m;
    struct kb_error err;
    agent_link_heard(&a->link, now_ms(a));
    if (protocol_read(PROTOCOL_CONTROLLER, zmq_msg_data(type), zmq_msg_size(type),
                      zmq_msg_data(body), zmq_msg_size(body), &a->arena, &m, &err) == KB_OK)
        take(a, &m);
    else
        kb_log(KB_LOG_WARN, "agent.malformed", "reason=%s", err.reason);
    kb_arena_reset(&a->arena);
}

/* One message of exactly two parts, or it is skipped whole. false: nothing there. */
static bool receive(struct agent *a, zsock_t *sock)
{
    zmq_msg_t part[2], spare;
    void *z = zsock_resolve(sock);
    int n = 0;
    bool more = true;
    zmq_msg_init(&part[0]);
    zmq_msg_init(&part[1]);
    zmq_msg_init(&spare);
    for (; more; n++) {
        zmq_msg_t *at = n < 2 ? &part[n] : &spare;
        if (zmq_msg_recv(at, z, n ? 0 : ZMQ_DONTWAIT) < 0) break;
        more = zmq_msg_more(at);
    }
    if (n == 2) hear(a, &part[0], &part[1]);
    zmq_msg_close(&part[0]);
    zmq_msg_close(&part[1]);
    zmq_msg_close(&spare);
    a->messages += n > 0;
    return n > 0;
}

/* What is heard may close the connection it is heard on. */
static bool listen_to_controller(struct agent *a)
{
    int n = 0;
    while (n < TURN_MAX && a->older.sock && receive(a, a->older.sock)) n++;
    while (n < TURN_MAX && a->dial.sock && receive(a, a->dial.sock)) n++;
    return n == TURN_MAX;
}

static void look_at_news(struct agent *a)
{
    while (a->older.sock && dial_news(&a->older) != DIAL_NOTHING) dial_close(&a->older);
    for (enum dial_news news; (news = dial_news(&a->dial)) != DIAL_NOTHING;) {
        if (news == DIAL_REFUSED) lose(a, true, "this key is not admitted");
        if (news == DIAL_WRONG) lose(a, true, "not the pinned controller");
        if (news == DIAL_GONE) lose(a, false, "connection");
    }
}

static void take_signals(struct agent *a)
{
    struct signalfd_siginfo info;
    while (read(a->signals, &info, sizeof info) == (ssize_t)sizeof info) a->end = true;
}

static int wait_ms(struct agent *a)
{
    int64_t due = agent_link_due_ms(&a->link), core = agent_core_due_ms(a->core);
    int64_t left = (core < due ? core : due) - now_ms(a);
    return left < 0 ? 0 : left > WAIT_MAX_MS ? WAIT_MAX_MS : (int)left;
}

static void wait_for_something(struct agent *a, bool more)
{
    zmq_pollitem_t items[6] = {
        { .fd = a->signals, .events = ZMQ_POLLIN },
        { .fd = workers_fd(a->workers), .events = ZMQ_POLLIN },
    };
    zsock_t *const socks[] = { a->dial.sock, a->dial.monitor, a->older.sock, a->older.monitor };
    int n = 2;
    for (size_t i = 0; i < COUNT(socks); i++)
        if (socks[i])
            items[n++] =
                (zmq_pollitem_t){ .socket = zsock_resolve(socks[i]), .events = ZMQ_POLLIN };
    zmq_poll(items, n, more ? 0 : wait_ms(a));
    if (items[0].revents) take_signals(a);
}

static enum kb_code loop(struct agent *a, struct kb_error *err)
{
    bool more = false;
    while (!a->end) {
        wait_for_something(a, more);
        workers_turn(a->workers, now_ms(a));
        more = listen_to_controller(a);
        if (!more) look_at_news(a);
        keep_link(a);
        renew(a);
        if (now_ms(a) >= agent_core_due_ms(a->core)) agent_core_tick(a->core);
        TRY(agent_core_flush(a->core, err));
        kb_arena_reset(&a->arena);
        if (now_ms(a) < a->compact_ms) continue;
        a->compact_ms = now_ms(a) + COMPACT_MS;
        TRY(agent_journal_compact(a->journal, KEEP_MAX, err));
    }
    return KB_OK;
}

static void block_signals(struct agent *a)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    a->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    KB_ASSERT(a->signals >= 0);
}

static struct worker_setup setup_of(const struct agent_state *s)
{
    return (struct worker_setup){ .work_dir = s->work_dir,
                                  .templates_dir = s->config.templates_dir,
                                  .room_key_path = s->room_key_path,
                                  .room_key_public = s->room_key_public };
}

static void start_threads(struct agent *a, const struct session_options *o, int running)
{
    struct agent_state *s = a->state;
    struct workers_plan workers = { .program = o->program,
                                    .setup = setup_of(s),
                                    .lock = s->lock,
                                    .max = running * 2,
                                    .idle_ms = WORKER_IDLE_MS,
                                    .attempts_max = WORKER_ATTEMPTS,
                                    .self = a,
                                    .finished = finished,
                                    .died = died };
    a->workers = workers_new(&workers);
    a->streams_plan = (struct streams_plan){ .endpoint = s->config.stream,
                                             .boot = a->boot,
                                             .program = o->program,
                                             .setup = setup_of(s),
                                             .max = o->terminals_max ? o->terminals_max : 64,
                                             .idle_ms = STREAM_IDLE_MS,
                                             .world = a->world };
    memcpy(a->streams_plan.secret_key, s->secret_key, sizeof s->secret_key);
    memcpy(a->streams_plan.server_key, s->server_key, sizeof s->server_key);
    zsys_handler_set(NULL);
    a->streams = streams_start(&a->streams_plan);
}

static enum kb_code open_core(struct agent *a, int running, struct kb_error *err)
{
    struct agent_limits limits = agent_limits_default;
    struct agent_ports ports = { a, now_ms, say, start, stop_worker };
    const char *path = kb_printf(&a->state->arena, "%s/journal.db", a->state->dir);
    limits.running_max = running;
    TRY(agent_journal_open(path, &a->state->journal_key, a->world, &a->journal, err));
    struct agent_journal_ops ops = agent_journal_ops(a->journal);
    return agent_core_new(&limits, &ports, &ops, &a->core, err);
}

static void close_agent(struct agent *a)
{
    dial_close(&a->dial);
    dial_close(&a->older);
    workers_free(a->workers);
    zactor_destroy(&a->streams);
    agent_core_free(a->core);
    agent_journal_close(a->journal);
    kb_arena_done(&a->arena);
    if (a->signals >= 0) close(a->signals);
}

enum kb_code session_run(struct agent_state *s, struct kb_world *w,
                         const struct session_options *options, struct kb_error *err)
{
    AUTO(close_agent) struct agent a = { .state = s, .world = w, .signals = -1 };
    unsigned char boot[PROTOCOL_BOOT_MAX / 2];
    int running =
        options->running_max ? options->running_max : (int)agent_limits_default.running_max;
    kb_random(w, boot, sizeof boot);
    kb_hex(a.boot, boot, sizeof boot);
    TRY(open_core(&a, running, err));
    block_signals(&a);
    start_threads(&a, options, running);
    agent_link_init(&a.link, now_ms(&a));
    kb_log(KB_LOG_INFO, "agent.started", "name=%s controller=%s", s->config.name,
           s->config.control);
    enum kb_code code = loop(&a, err);
    kb_log(KB_LOG_INFO, "agent.stopped", "outcome=%s", code == KB_OK ? "signal" : err->reason);
    return code;
}
