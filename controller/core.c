/* core - the one thread that writes. It takes what is waiting, runs it as one group, commits
 * once, and then lets the replies out; between groups it does what the clock asks of jobs,
 * resources and outbox. A commit that fails halts the daemon: stopping beats guessing. */
#include "controller/app.h"

#include "base/log.h"
#include "billing/billing.h"
#include "ledger/ledger.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define GROUP_MAX      512
#define WAITING_MAX    20000
#define SYSTEM_MAX     65536
#define LOOK_EVERY_MS  30000
#define WAL_MAX_BYTES  (64 << 20)
#define PURGE_EVERY_MS 3600000
#define PURGE_AGAIN_MS 2000
#define PURGE_MUCH     500

struct core {
    struct app *app;
    struct db *db;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct call *first, **last; /* calls and system turns in order; a system turn has no edge */
    size_t waiting;
    bool stop;
    int64_t wake_ms;  /* somebody asked for a look at this time */
    int64_t next_ms;  /* when the clock asks next; 0: at once */
    int64_t purge_ms; /* when what is too old is forgotten next */
};

/* A SYSTEM turn waiting in the same queue. */
struct system_call {
    struct call call;
    struct turn_actor actor;
    void (*done)(void *self, const struct kb_error *err, const void *out);
    void *self;
};

static void enqueue(struct core *core, struct call *c)
{
    pthread_mutex_lock(&core->lock);
    c->next = NULL;
    *core->last = c;
    core->last = &c->next;
    core->waiting++;
    pthread_cond_signal(&core->more);
    pthread_mutex_unlock(&core->lock);
}

void core_submit(struct core *core, struct call *c)
{
    pthread_mutex_lock(&core->lock);
    bool full = core->waiting >= WAITING_MAX || core->stop;
    pthread_mutex_unlock(&core->lock);
    if (!full) {
        enqueue(core, c);
        return;
    }
    if (kb_fail(&c->r.err, KB_UNAVAILABLE, "limit.reached", "too much is waiting") != KB_OK)
        turn_request_fail(&c->r, &c->r.err);
    call_reply(c);
}

/* Inputs of SYSTEM turns are flat structs of numbers and texts: the texts are copied one by one. */
static void *copy_input(struct kb_arena *a, const struct kb_shape *shape, const void *in)
{
    char *out = kb_alloc(a, shape->size + 1);
    if (!in) return out;
    memcpy(out, in, shape->size);
    for (const struct kb_field *f = shape->fields; f->name; f++) {
        if (f->type != KB_T_STR && f->type != KB_T_JSON) continue;
        const char **text = (const char **)(void *)(out + f->offset);
        *text = kb_strdup(a, *text ? *text : "");
    }
    return out;
}

/* Agents say again what was not heard; whoever waits for an answer is never dropped, and is one of
 * a bounded number of sockets. */
static bool may_drop(struct core *core, const struct core_job *job)
{
    pthread_mutex_lock(&core->lock);
    bool full = core->waiting >= SYSTEM_MAX;
    pthread_mutex_unlock(&core->lock);
    if (!full || job->done) return false;
    kb_log(KB_LOG_WARN, "system.dropped", "op=%s", job->op);
    return true;
}

void core_system(struct core *core, const struct core_job *job)
{
    if (may_drop(core, job)) return;
    struct system_call *s = calloc(1, sizeof *s);
    KB_ASSERT(s);
    struct turn_request *r = &s->call.r;
    r->route = turn_route_op(&core->app->engine, job->op);
    KB_ASSERT(r->route && r->route->who & WHO_SYSTEM);
    s->actor = (struct turn_actor){ .who = WHO_SYSTEM,
                                    .agent_id = job->agent_id,
                                    .name = job->agent_id ? "agent" : "system" };
    r->actor = &s->actor;
    r->in = copy_input(&r->arena, r->route->call->in, job->in);
    s->call.app = core->app;
    s->done = job->done;
    s->self = job->self;
    enqueue(core, &s->call);
}

void core_wake(struct core *core, int64_t at_ms)
{
    pthread_mutex_lock(&core->lock);
    if (at_ms < core->wake_ms) core->wake_ms = at_ms;
    pthread_cond_signal(&core->more);
    pthread_mutex_unlock(&core->lock);
}

/* --- a group --- */

static void finish(struct call *c)
{
    if (c->edge) {
        call_reply(c);
        return;
    }
    struct system_call *s = CONTAINER(c, struct system_call, call);
    if (c->r.err.code != KB_OK && c->r.err.code != KB_NOT_FOUND && !s->done)
        kb_log(KB_LOG_WARN, "system.refused", "op=%s reason=%s text=%s", c->r.route->op,
               c->r.err.reason, c->r.err.text);
    if (s->done) s->done(s->self, &c->r.err, c->r.err.code == KB_OK ? c->r.out : NULL);
    turn_request_done(&c->r);
    free(s);
}

static void halt_if_broken(struct core *core)
{
    if (!db_broken(core->db) || atomic_exchange(&core->app->halted, true)) return;
    kb_log(KB_LOG_ERROR, "core.halt", "reason=store.failed");
    kill(getpid(), SIGTERM);
}

/* After a commit that failed nothing is believed any more, also not what comes before the end. */
static void refuse_group(struct call **calls, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct turn_request *r = &calls[i]->r;
        if (kb_fail(&r->err, KB_UNAVAILABLE, "app.stopping", "the daemon stops") != KB_OK)
            turn_request_fail(r, &r->err);
    }
}

static void run_group(struct core *core, struct call *list)
{
    struct turn_request *group[GROUP_MAX];
    struct call *calls[GROUP_MAX];
    struct kb_error err;
    size_t n = 0;
    for (struct call *c = list; c; c = c->next) {
        calls[n] = c;
        group[n++] = &c->r;
    }
    if (db_broken(core->db))
        refuse_group(calls, n);
    else if (turn_group_run(&core->app->engine, core->db, group, n, &err) != KB_OK)
        kb_log(KB_LOG_ERROR, "group.failed", "reason=%s text=%s", err.reason, err.text);
    halt_if_broken(core);
    for (size_t i = 0; i < n; i++) finish(calls[i]);
    db_wal_trim(core->db, WAL_MAX_BYTES);
}

/* --- what the clock asks --- */

static int64_t system_ticks(struct core *core)
{
    int64_t next_ms;
    struct kb_error err, refused;
    if (turn_ticks(&core->app->engine, core->db, app_ticks, &next_ms, &refused, &err) != KB_OK) {
        kb_log(KB_LOG_ERROR, "tick.failed", "reason=%s text=%s", err.reason, err.text);
        return kb_now_ms(&core->app->world) + 1000;
    }
    if (refused.code != KB_OK)
        kb_log(KB_LOG_ERROR, "tick.refused", "reason=%s text=%s", refused.reason, refused.text);
    return next_ms;
}

/* What is kept for a time only is forgotten a piece at a time, every hour. */
static void purge(struct core *core)
{
    struct turn_actor actor = { .who = WHO_SYSTEM, .name = "clock" };
    int64_t now = kb_now_ms(&core->app->world), most = 0;
    struct kb_error err;
    for (const char *const *op = app_purges; *op; op++) {
        struct purged out = { 0 };
        if (turn_system(&core->app->engine, core->db, *op, &actor, &(struct nothing){ 0 }, &out,
                        NULL, &err) != KB_OK)
            kb_log(KB_LOG_ERROR, "purge.failed", "op=%s reason=%s text=%s", *op, err.reason,
                   err.text);
        if (out.rows > most) most = out.rows;
    }
    core->purge_ms = now + (most >= PURGE_MUCH ? PURGE_AGAIN_MS : PURGE_EVERY_MS);
}

static int64_t min64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void tick(struct core *core)
{
    struct kb_error err;
    int64_t tried, next_ms = INT64_MAX, now = kb_now_ms(&core->app->world);
    core->next_ms = now + LOOK_EVERY_MS;
    if (db_broken(core->db)) return; /* the end is near */
    core->next_ms = system_ticks(core);
    if (turn_outbox_run(&core->app->engine, core->db, app_topics, &tried, &next_ms, &err) != KB_OK)
        kb_log(KB_LOG_ERROR, "outbox.failed", "reason=%s text=%s", err.reason, err.text);
    /* also when nothing is known to wait: a look that finds nothing is cheap */
    core->next_ms = min64(min64(core->next_ms, next_ms), now + LOOK_EVERY_MS);
    /* what is due but cannot run (no agent online) is looked at again, not in a tight loop */
    if (core->next_ms <= now) core->next_ms = now + 200;
    if (core->purge_ms <= now) purge(core);
    core->next_ms = min64(core->next_ms, core->purge_ms);
    halt_if_broken(core);
}

/* --- the thread --- */

static struct call *take(struct core *core)
{
    struct call *list = core->first, **end = &core->first;
    size_t n = 0;
    while (*end && n < GROUP_MAX) end = &(*end)->next, n++;
    core->first = *end;
    if (!core->first) core->last = &core->first;
    *end = NULL;
    if (list == core->first) list = NULL;
    core->waiting -= n;
    return n ? list : NULL;
}

static void wait_until(struct core *core, int64_t next_ms)
{
    struct timespec ts;
    int64_t wait = next_ms - kb_now_ms(&core->app->world);
    if (wait > 1000) wait = 1000;
    if (wait <= 0) return;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    ts.tv_nsec += (long)(wait % 1000) * 1000000;
    ts.tv_sec += (time_t)(wait / 1000) + ts.tv_nsec / 1000000000;
    ts.tv_nsec %= 1000000000;
    pthread_cond_timedwait(&core->more, &core->lock, &ts);
}

/* What was asked for meanwhile counts from now on. Under the lock. */
static void hear_wakes(struct core *core)
{
    core->next_ms = min64(core->next_ms, core->wake_ms);
    core->wake_ms = INT64_MAX;
}

static void *core_thread(void *arg)
{
    struct core *core = arg;
    for (;;) {
        pthread_mutex_lock(&core->lock);
        hear_wakes(core);
        if (!core->first && !core->stop) wait_until(core, core->next_ms);
        hear_wakes(core);
        struct call *list = take(core);
        bool stop = core->stop && !list;
        pthread_mutex_unlock(&core->lock);
        if (stop) return NULL;
        if (list) run_group(core, list);
        if (core->next_ms <= kb_now_ms(&core->app->world)) tick(core);
    }
}

enum kb_code core_open(struct app *app, struct kb_error *err)
{
    struct core *core = calloc(1, sizeof *core);
    pthread_condattr_t attr;
    KB_ASSERT(core);
    app->core = core;
    core->app = app;
    core->wake_ms = INT64_MAX;
    core->last = &core->first;
    TRY(app_database(app, DB_WRITER, &core->db, err));
    pthread_mutex_init(&core->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&core->more, &attr);
    pthread_condattr_destroy(&attr);
    return KB_OK;
}

enum kb_code core_run(struct core *core, struct kb_error *err)
{
    if (pthread_create(&core->thread, NULL, core_thread, core) != 0)
        return kb_fail(err, KB_UNAVAILABLE, "app.thread", "cannot start a thread");
    return KB_OK;
}

void core_stop(struct core *core)
{
    if (!core) return;
    pthread_mutex_lock(&core->lock);
    core->stop = true;
    pthread_cond_signal(&core->more);
    pthread_mutex_unlock(&core->lock);
    if (core->thread) pthread_join(core->thread, NULL);
    core->thread = 0;
}

void core_free(struct core *core)
{
    struct call *next;
    if (!core) return;
    for (struct call *c = core->first; c; c = next) {
        next = c->next;
        if (kb_fail(&c->r.err, KB_UNAVAILABLE, "app.stopping", "the daemon stops") != KB_OK)
            finish(c);
    }
    db_close(core->db);
    free(core);
}
