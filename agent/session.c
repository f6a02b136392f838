/* session - the loop. Everything that waits on something is a descriptor in one poll; everything
 * that decides is in core.c and link.c. */
#include "agent/session_priv.h"
#include "base/log.h"
#include "base/text.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <zmq.h>

#define WAIT_MAX_MS     1000
#define COMPACT_MS      600000
#define KEEP_MAX        100000
#define WORKER_IDLE_MS  300000
#define WORKER_ATTEMPTS 200
#define STREAM_IDLE_MS  600000

int64_t session_now_ms(void *self)
{
    struct agent *a = self;
    return a->world->mono_us(a->world->self) / 1000;
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
    return workers_start(a->workers, job, mode, left_ms, session_now_ms(a)) ? NULL : "agent.worker";
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

static void take_signals(struct agent *a)
{
    struct signalfd_siginfo info;
    while (read(a->signals, &info, sizeof info) == (ssize_t)sizeof info) a->end = true;
}

static int wait_ms(struct agent *a)
{
    int64_t due = agent_link_due_ms(&a->link), core = agent_core_due_ms(a->core);
    int64_t left = (core < due ? core : due) - session_now_ms(a);
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
        workers_turn(a->workers, session_now_ms(a));
        more = session_listen(a);
        if (!more) session_look_at_news(a);
        session_keep_link(a);
        session_renew(a);
        if (session_now_ms(a) >= agent_core_due_ms(a->core)) agent_core_tick(a->core);
        TRY(agent_core_flush(a->core, err));
        kb_arena_reset(&a->arena);
        if (session_now_ms(a) < a->compact_ms) continue;
        a->compact_ms = session_now_ms(a) + COMPACT_MS;
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
    struct agent_ports ports = { a, session_now_ms, session_say, start, stop_worker };
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
    agent_link_init(&a.link, session_now_ms(&a));
    kb_log(KB_LOG_INFO, "agent.started", "name=%s controller=%s", s->config.name,
           s->config.control);
    enum kb_code code = loop(&a, err);
    kb_log(KB_LOG_INFO, "agent.stopped", "outcome=%s", code == KB_OK ? "signal" : err->reason);
    return code;
}
