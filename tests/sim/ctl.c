/* ctl - as controller/core.c does it: what waits is one group, committed once, then the replies;
 * between groups what the clock asks of jobs, resources and outbox. */
#include "ctl.h"

#include "billing/billing.h"
#include "check.h"
#include "controller/app.h"
#include "sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GROUP_MAX 512
#define LOOK_EVERY_MS 30000
#define PURGE_EVERY_MS 3600000

static int64_t min64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void after(void *self, const struct turn_after *list)
{
    struct sim *s = self;
    if (s->ctl.dead) return;
    if (!sqlite3_get_autocommit(s->disk.raw))
        sim_wrong(s, "told_before_commit", "%s left before the commit", list->kind);
    for (const struct turn_after *x = list; x; x = x->next) {
        if (strcmp(x->kind, "clock") == 0)
            s->ctl.wake_ms = min64(s->ctl.wake_ms, x->a);
        else if (strncmp(x->kind, "agent.", 6) == 0)
            gate_after(s, x);
    }
}

bool ctl_refuses_commit(void *sim)
{
    struct ctl *c = &((struct sim *)sim)->ctl;
    if (c->dead) return true;
    if (c->dies_in < 0 || c->dies_in-- > 0) return false;
    c->dead = true;
    return !c->dies_behind;
}

void ctl_init(struct sim *s)
{
    struct ctl *c = &s->ctl;
    *c = (struct ctl){ .dies_in = -1, .last = &c->first, .wake_ms = INT64_MAX };
    c->clock = (struct turn_actor){ .who = WHO_SYSTEM, .name = "clock" };
    c->engine = (struct turn_engine){ .world = &s->world, .routes = app_routes,
                                      .listeners = app_listeners, .checks = app_checks,
                                      .after = after, .self = s };
    kb_random(&s->world, c->engine.seal.bytes, sizeof c->engine.seal.bytes);
}

bool ctl_system_now(struct sim *s, const char *op, const void *in, void *out, struct kb_arena *a)
{
    struct kb_error err = { 0 };
    if (turn_system(&s->ctl.engine, s->disk.db, op, &s->ctl.clock, in, out, a, &err) == KB_OK)
        return true;
    if (!s->ctl.dead) sim_wrong(s, "system_refused", "%s: %s: %s", op, err.reason, err.text);
    return false;
}

/* --- life and death --- */

void ctl_start(struct sim *s)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct ctl *c = &s->ctl;
    struct gateway_start g = { 0 };
    struct done done = { 0 };
    const struct nothing none = { 0 };
    c->dead = false;
    c->up = true;
    for (int i = 0; i < SITES_MAX; i++) c->gate[i].link = GATE_NONE;
    check_reopened(s);
    bool ok = ctl_system_now(s, "gateway_start", &none, &g, &a) &&
              ctl_system_now(s, "terminals_reset", &none, &done, &a);
    if (!ok) {
        ctl_kill(s);
        return;
    }
    c->engine.epoch = g.epoch;
    c->next_ms = 0;
    NOTE(s, "controller", "is up", g.epoch);
    ctl_look(s);
}

static void drop_waiting(struct ctl *c)
{
    for (struct turn_wait *x = c->first, *next; x; x = next) {
        next = x->next;
        turn_request_done(&x->r);
        free(x);
    }
    c->first = NULL;
    c->last = &c->first;
}

static void befall(struct sim *s)
{
    for (size_t i = 0; i < s->seen.live_n; i++) check_befell(s, s->seen.live[i], FAULT_CTL);
}

void ctl_kill(struct sim *s)
{
    struct ctl *c = &s->ctl;
    if (!c->up) return;
    NOTE(s, "controller",
         c->dead && c->dies_behind ? "dies behind a commit"
         : c->dead                 ? "dies before a commit"
                                   : "dies",
         0);
    if (c->dead && c->dies_behind)
        SAW(s, controller_died_after_commit);
    else if (c->dead)
        SAW(s, controller_died_before_commit);
    befall(s);
    c->up = false;
    c->wake_ms = INT64_MAX;
    c->dies_in = -1;
    c->dead = true; /* nothing more is written or told */
    drop_waiting(c);
    check_close(s);
    disk_crash(&s->disk);
    if (s->disk.kind == DISK_FILE) SAW(s, controller_file_reopened);
    for (int i = 0; i < s->sites_n; i++) net_break(s, i);
    sim_later(s, rng_skewed(&s->rng, 100, 60000), (struct event){ .kind = EV_CTL_UP });
}

void ctl_kill_at_commit(struct sim *s, int commits, bool behind)
{
    s->ctl.dies_in = commits;
    s->ctl.dies_behind = behind;
}

void ctl_done(struct sim *s)
{
    drop_waiting(&s->ctl);
}

/* --- what waits --- */

static void core_at(struct sim *s, int64_t mono_ms)
{
    struct ctl *c = &s->ctl;
    if (mono_ms < s->mono_ms) mono_ms = s->mono_ms;
    if (c->core_due && c->core_ms <= mono_ms) return;
    c->core_due = true;
    c->core_ms = mono_ms;
    sim_later(s, mono_ms - s->mono_ms, (struct event){ .kind = EV_CORE });
}

static void enqueue(struct sim *s, struct turn_wait *x)
{
    x->next = NULL;
    *s->ctl.last = x;
    s->ctl.last = &x->next;
    core_at(s, s->mono_ms + rng_in(&s->rng, 0, 2));
}

static void *copy_input(struct kb_arena *a, const struct kb_shape *shape, const void *in)
{
    char *out = kb_alloc(a, shape->size + 1);
    memcpy(out, in, shape->size);
    for (const struct kb_field *f = shape->fields; f->name; f++) {
        if (f->type != KB_T_STR && f->type != KB_T_JSON) continue;
        const char **text = (const char **)(void *)(out + f->offset);
        *text = kb_strdup(a, *text ? *text : "");
    }
    return out;
}

void ctl_system(struct sim *s, const char *op, int64_t agent_id, const void *in)
{
    struct turn_wait *x = calloc(1, sizeof *x);
    KB_ASSERT(x);
    x->r.route = turn_route_op(&s->ctl.engine, op);
    KB_ASSERT(x->r.route);
    x->actor = (struct turn_actor){ .who = WHO_SYSTEM, .agent_id = agent_id,
                                    .name = agent_id ? "agent" : "system" };
    x->r.actor = &x->actor;
    x->r.in = copy_input(&x->r.arena, x->r.route->call->in, in);
    if (strcmp(op, "job_reported") == 0) x->report = *(const struct job_report *)x->r.in;
    enqueue(s, x);
}

/* As a reader does it, up to the core's queue. */
void ctl_request(struct sim *s, struct ask *a)
{
    struct turn_wait *x = calloc(1, sizeof *x);
    struct turn_request *r = &x->r;
    KB_ASSERT(x);
    x->ask = a;
    *r = (struct turn_request){ .method = a->method, .path = a->path, .query = "", .body = a->body,
                                .body_len = strlen(a->body), .key = a->key, .session = "",
                                .bearer = "", .org = "", .origin = "", .peer = "", .accept = "",
                                .actor = &a->actor };
    snprintf(r->request_id, sizeof r->request_id, "r%llu",
             (unsigned long long)++s->ctl.requests);
    bool routed = turn_request_route(&s->ctl.engine, r) == KB_OK;
    bool writes = routed && turn_request_writes(r);
    if (routed && !writes) turn_request_read(&s->ctl.engine, s->disk.db, r);
    if (writes && turn_request_prepare(&s->ctl.engine, s->disk.db, r) == KB_OK) {
        enqueue(s, x);
        return;
    }
    ask_answered(s, a, r);
    turn_request_done(r);
    free(x);
}

/* --- a group --- */

static void finish(struct sim *s, struct turn_wait *x)
{
    const struct kb_error *err = &x->r.err;
    if (x->ask)
        ask_answered(s, x->ask, &x->r);
    else if (err->code != KB_OK && err->code != KB_NOT_FOUND)
        sim_wrong(s, "system_refused", "%s: %s: %s", x->r.route->op, err->reason, err->text);
    turn_request_done(&x->r);
    free(x->before);
    free(x);
}

static size_t take(struct ctl *c, struct turn_wait **calls, struct turn_request **group)
{
    size_t n = 0;
    while (c->first && n < GROUP_MAX) {
        calls[n] = c->first;
        group[n] = &c->first->r;
        c->first = c->first->next;
        n++;
    }
    if (!c->first) c->last = &c->first;
    return n;
}

static void look_before(struct sim *s, struct turn_wait **calls, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct job_row *j = seen_find(&s->seen, SEEN_JOB, calls[i]->report.job);
        if (!j) continue;
        calls[i]->before = malloc(sizeof *j);
        KB_ASSERT(calls[i]->before);
        *calls[i]->before = *j;
    }
}

static void saw_clicks(struct sim *s, struct turn_wait **calls, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (calls[i]->ask && calls[i]->ask == calls[i - 1]->ask) SAW(s, two_clicks_in_one_group);
}

static void run_group(struct sim *s)
{
    struct turn_wait *calls[GROUP_MAX];
    struct turn_request *group[GROUP_MAX];
    struct kb_error err = { 0 };
    int64_t rollbacks = s->disk.rollbacks;
    size_t n = take(&s->ctl, calls, group);
    if (!n) return;
    look_before(s, calls, n);
    saw_clicks(s, calls, n);
    s->cover->turns += (int64_t)n;
    enum kb_code code = turn_group_run(&s->ctl.engine, s->disk.db, group, n, &err);
    if (code != KB_OK && !s->ctl.dead) sim_wrong(s, "commit", "%s: %s", err.reason, err.text);
    if (code == KB_OK && s->disk.rollbacks != rollbacks) SAW(s, group_rolled_back);
    if (!s->ctl.dead) check_changes(s);
    for (size_t i = 0; i < n; i++) {
        if (!s->ctl.dead) check_report(s, calls, n, i);
    }
    for (size_t i = 0; i < n; i++) {
        if (s->ctl.dead) {
            turn_request_done(&calls[i]->r);
            free(calls[i]->before);
            free(calls[i]);
        } else {
            finish(s, calls[i]);
        }
    }
}

/* --- what the clock asks --- */

/* What is too old is forgotten; nothing that the invariants are about may go with it. */
static void purge(struct sim *s)
{
    const struct nothing none = { 0 };
    for (const char *const *op = app_purges; *op; op++) {
        struct purged out = { 0 };
        if (s->ctl.dead || !ctl_system_now(s, *op, &none, &out, NULL)) return;
        if (out.rows) SAW(s, purged);
    }
    s->ctl.purge_ms = s->wall_ms + PURGE_EVERY_MS;
    check_changes(s);
}

static void tick(struct sim *s)
{
    struct ctl *c = &s->ctl;
    struct kb_error err = { 0 }, refused;
    int64_t tried, next_ms = INT64_MAX, now = s->wall_ms;
    if (turn_ticks(&c->engine, s->disk.db, app_ticks, &c->next_ms, &refused, &err) != KB_OK &&
        !c->dead)
        sim_wrong(s, "tick", "%s: %s", err.reason, err.text);
    if (c->dead) return;
    if (refused.code != KB_OK) sim_wrong(s, "tick", "%s: %s", refused.reason, refused.text);
    check_changes(s);
    if (turn_outbox_run(&c->engine, s->disk.db, app_topics, &tried, &next_ms, &err) != KB_OK &&
        !c->dead)
        sim_wrong(s, "outbox_run", "%s: %s", err.reason, err.text);
    c->next_ms = min64(min64(c->next_ms, next_ms), now + LOOK_EVERY_MS);
    if (c->next_ms <= now) c->next_ms = now + 200;
    if (c->dead) return;
    c->ticked_ms = now;
    check_changes(s);
    check_clock(s);
    if (c->purge_ms <= now) purge(s);
    c->next_ms = min64(c->next_ms, c->purge_ms);
}

static void hear_wakes(struct ctl *c)
{
    c->next_ms = min64(c->next_ms, c->wake_ms);
    c->wake_ms = INT64_MAX;
}

void ctl_core(struct sim *s)
{
    struct ctl *c = &s->ctl;
    if (s->mono_ms < c->core_ms) return; /* one that was overtaken */
    c->core_due = false;
    if (!c->up) return;
    hear_wakes(c);
    run_group(s);
    if (!c->dead && c->next_ms <= s->wall_ms) tick(s);
    if (c->dead) {
        ctl_kill(s);
        return;
    }
    hear_wakes(c);
    core_at(s, c->first ? s->mono_ms : s->mono_ms + c->next_ms - s->wall_ms);
}

void ctl_look(struct sim *s)
{
    if (s->ctl.up) core_at(s, s->mono_ms + rng_in(&s->rng, 0, 1000));
}

bool ctl_idle(const struct sim *s)
{
    return s->ctl.up && !s->ctl.first && s->ctl.next_ms > s->wall_ms;
}
