/* core - see core.h. Messages and workers' answers come in, change entries and stage the journal;
 * flush is the only place that speaks, starts or kills, and it does so only behind a commit. */
#include "agent/core.h"
#include "agent/entry.h"
#include "agent/lane.h"

#include <stdlib.h>
#include <string.h>

#define REPEAT_MAX_MS  60000
#define REPEATS_A_TICK 64
#define REPEAT_PACE_MS 20
#define UNKNOWN_CLOCK_MS                                                                           \
    600000 /* an attempt may take this while the controller's clock is not known */
#define NEVER INT64_MAX

const struct agent_limits agent_limits_default = {
    .running_max = 8,
    .queue_max = 500,
    .open_max = PROTOCOL_OPEN_MAX,
    .observe_ms = 60000,
    .repeat_ms = 5000,
    .longest_ms = 86400000,
};

struct slot {
    bool busy;
    int64_t job;
    uint64_t lane;
};

struct agent_core {
    struct agent_limits limits;
    struct agent_ports ports;
    struct agent_journal_ops journal;
    struct entry_table table;
    struct slot slot[AGENT_RUNNING_MAX];
    int64_t epoch_seen, skew_ms, next_ms; /* skew: controller's clock minus ours */
    bool skew_known, linked, staged, broken;
    struct kb_error broken_by;
};

static int64_t now_of(const struct agent_core *c)
{
    return c->ports.now_ms(c->ports.self);
}

static void wake_at(struct agent_core *c, int64_t ms)
{
    if (ms < c->next_ms) c->next_ms = ms;
}

/* A journal that failed once is not asked again: what it holds is no longer known. */
static bool staged(struct agent_core *c, enum kb_code code, const struct kb_error *err)
{
    c->staged = true;
    if (code != KB_OK && !c->broken) c->broken_by = *err;
    c->broken = c->broken || code != KB_OK;
    return !c->broken;
}

static void finish(struct agent_core *c, struct entry *e, const struct protocol_result *result)
{
    struct kb_error err;
    struct protocol_result r = *result;
    r.job = e->job.job;
    r.epoch = e->job.epoch;
    if (c->broken || !staged(c, c->journal.result(c->journal.self, &r, &err), &err)) return;
    entry_set_result(e, &r);
    entry_move(&c->table, e, ENTRY_FINISHED);
    e->say_result = true;
    e->repeat_ms = c->limits.repeat_ms;
    e->again_ms = now_of(c) + e->repeat_ms;
    wake_at(c, e->again_ms);
    entry_touch(&c->table, e);
}

/* Whether the same again may go better. */
static bool can_retry(const char *reason)
{
    return strcmp(reason, "agent.cancelled") != 0 && strcmp(reason, "driver.unknown") != 0;
}

static void finish_as(struct agent_core *c, struct entry *e, const char *outcome,
                      const char *reason, const char *text)
{
    struct protocol_result r = { .outcome = outcome,
                                 .reason = reason,
                                 .text = text,
                                 .ticket = "",
                                 .result = "{}",
                                 .retry = can_retry(reason) };
    finish(c, e, &r);
}

/* Ends an attempt that has no answer: what never started did not happen, the rest may have. */
static void give_up(struct agent_core *c, struct entry *e, const char *reason, const char *text)
{
    bool untouched = e->state == ENTRY_QUEUED && e->mode == AGENT_ACT;
    if (e->state == ENTRY_RUNNING) {
        e->kill = true;
        entry_touch(&c->table, e);
    }
    finish_as(c, e, untouched ? "failed" : "unknown", reason, text);
}

/* By our own clock. */
static int64_t due_of(const struct agent_core *c, const struct protocol_job *j)
{
    int64_t now = now_of(c);
    int64_t left = c->skew_known ? j->deadline_ms - (now + c->skew_ms) : UNKNOWN_CLOCK_MS;
    return now + (left < c->limits.longest_ms ? left : c->limits.longest_ms);
}

static struct entry *add_entry(struct agent_core *c, const struct protocol_job *j)
{
    struct entry *e = entry_add(&c->table, j);
    e->lane = agent_lane(j);
    e->due_ms = due_of(c, j);
    wake_at(c, e->due_ms);
    return e;
}

static void adopt(struct agent_core *c, const struct agent_record *r)
{
    struct protocol_job bare = { .job = r->result.job,
                                 .epoch = r->result.epoch,
                                 .key = "",
                                 .verb = "",
                                 .driver = "",
                                 .target = "{}",
                                 .spec = "{}",
                                 .ticket = "" };
    if (r->state == AGENT_RECORD_INTENT) {
        struct entry *e = add_entry(c, &r->job);
        e->mode = AGENT_OBSERVE;
        e->due_ms = NEVER; /* the look has a limit of its own once it starts */
        return;
    }
    struct entry *e = add_entry(c, &bare);
    entry_set_result(e, &r->result);
    entry_move(&c->table, e, ENTRY_FINISHED);
    e->repeat_ms = c->limits.repeat_ms;
    e->again_ms = now_of(c);
}

enum kb_code agent_core_new(const struct agent_limits *limits, const struct agent_ports *ports,
                            const struct agent_journal_ops *journal, struct agent_core **out,
                            struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_record *open = NULL;
    int64_t n = 0, epoch_seen = 0;
    *out = NULL;
    KB_ASSERT(limits->running_max >= 1 && limits->running_max <= AGENT_RUNNING_MAX);
    TRY(journal->load(journal->self, &a, &open, &n, &epoch_seen, err));
    struct agent_core *c = calloc(1, sizeof *c);
    KB_ASSERT(c);
    c->limits = *limits;
    c->ports = *ports;
    c->journal = *journal;
    c->epoch_seen = epoch_seen;
    c->next_ms = NEVER;
    entry_table_init(&c->table);
    for (int64_t i = 0; i < n; i++) adopt(c, &open[i]);
    *out = c;
    return KB_OK;
}

void agent_core_free(struct agent_core *c)
{
    if (!c) return;
    entry_table_done(&c->table);
    free(c);
}

static enum kb_code see_epoch(struct agent_core *c, int64_t epoch, struct kb_error *err)
{
    struct kb_error why;
    if (epoch < c->epoch_seen)
        return kb_fail(err, KB_CONFLICT, "agent.fenced", "controller epoch %lld; %lld is obeyed",
                       (long long)epoch, (long long)c->epoch_seen);
    if (epoch == c->epoch_seen) return KB_OK;
    c->epoch_seen = epoch;
    staged(c, c->journal.epoch(c->journal.self, epoch, &why), &why);
    return KB_OK;
}

static int64_t newest_in_hand(const struct agent_core *c, int64_t job)
{
    int64_t newest = 0;
    for (struct entry *e = entry_first_of(&c->table, job); e; e = entry_next_of(e))
        if (e->job.epoch > newest) newest = e->job.epoch;
    return newest;
}

static int64_t open_now(const struct agent_core *c)
{
    int64_t n = 0;
    for (int s = 0; s < ENTRY_STATES; s++) n += c->table.list[s].n;
    return n;
}

/* An attempt that is not in hand: room for it, and nothing newer known? Sends what is already known
 * of it. *fresh: it may be added. */
static enum kb_code look_up(struct agent_core *c, int64_t job, int64_t epoch, bool *fresh,
                            struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_record known = { 0 };
    struct kb_error why;
    *fresh = false;
    if (c->broken) return KB_OK;
    enum kb_code code = c->journal.find(c->journal.self, job, epoch, &a, &known, &why);
    if (code != KB_OK) {
        staged(c, code, &why);
        return KB_OK;
    }
    if (known.state == AGENT_RECORD_ACKED || known.state == AGENT_RECORD_RESULT) {
        c->ports.send(c->ports.self, PROTOCOL_RESULT, &known.result);
        return KB_OK;
    }
    int64_t in_hand = newest_in_hand(c, job);
    int64_t newest = in_hand > known.newest ? in_hand : known.newest;
    if (epoch < newest)
        return kb_fail(err, KB_CONFLICT, "agent.stale", "job %lld is at epoch %lld", (long long)job,
                       (long long)newest);
    if (open_now(c) >= c->limits.open_max)
        return kb_fail(err, KB_EXHAUSTED, "agent.full", "%lld results wait to be acknowledged",
                       (long long)open_now(c));
    *fresh = true;
    return KB_OK;
}

/* Older attempts of the job that wait need not run any more. */
static void supersede(struct agent_core *c, const struct protocol_job *j)
{
    for (struct entry *e = entry_first_of(&c->table, j->job); e; e = entry_next_of(e))
        if (e->state == ENTRY_QUEUED && e->job.epoch < j->epoch)
            give_up(c, e, "agent.superseded", "a newer attempt of this job has come");
}

static void say_again(struct agent_core *c, struct entry *e)
{
    if (e->state == ENTRY_FINISHED)
        e->say_result = true;
    else
        e->say_accepted = true;
    entry_touch(&c->table, e);
}

static void accept(struct agent_core *c, struct entry *e)
{
    struct kb_error err;
    if (!staged(c, c->journal.intent(c->journal.self, &e->job, &err), &err)) return;
    e->say_accepted = true;
    entry_touch(&c->table, e);
}

static enum kb_code take_job(struct agent_core *c, const struct protocol_job *j,
                             struct kb_error *err)
{
    bool fresh;
    TRY(see_epoch(c, j->controller_epoch, err));
    struct entry *e = entry_find(&c->table, j->job, j->epoch);
    if (e) {
        say_again(c, e);
        return KB_OK;
    }
    TRY(look_up(c, j->job, j->epoch, &fresh, err));
    if (!fresh) return KB_OK;
    supersede(c, j);
    bool busy = c->table.list[ENTRY_QUEUED].n >= c->limits.queue_max;
    e = add_entry(c, j);
    if (e->due_ms <= now_of(c))
        give_up(c, e, "agent.deadline", "it came after its deadline");
    else if (busy)
        give_up(c, e, "agent.busy", "too many attempts wait for a worker");
    else
        accept(c, e);
    return KB_OK;
}

/* Cancelling what has not come yet leaves a result behind, so that it will not run when it does. */
static enum kb_code take_cancel(struct agent_core *c, const struct protocol_cancel *m,
                                struct kb_error *err)
{
    struct protocol_job bare = { .job = m->job,
                                 .epoch = m->epoch,
                                 .key = "",
                                 .verb = "",
                                 .driver = "",
                                 .target = "{}",
                                 .spec = "{}",
                                 .ticket = "" };
    bool fresh;
    struct entry *e = entry_find(&c->table, m->job, m->epoch);
    if (e && e->state == ENTRY_FINISHED) {
        say_again(c, e);
        return KB_OK;
    }
    if (!e) {
        TRY(look_up(c, m->job, m->epoch, &fresh, err));
        if (!fresh) return KB_OK;
        e = add_entry(c, &bare);
    }
    give_up(c, e, "agent.cancelled",
            e->state == ENTRY_RUNNING ? "cancelled while it ran" : "cancelled before it started");
    return KB_OK;
}

static void take_ack(struct agent_core *c, const struct protocol_ack *m)
{
    struct kb_error err;
    struct entry *e = entry_find(&c->table, m->job, m->epoch);
    if (!e || e->state != ENTRY_FINISHED || e->gone) return;
    if (!staged(c, c->journal.acked(c->journal.self, m->job, m->epoch, &err), &err)) return;
    e->gone = true;
    e->say_result = false;
    entry_touch(&c->table, e);
}

static enum kb_code take_welcome(struct agent_core *c, const struct protocol_welcome *m,
                                 struct kb_error *err)
{
    TRY(see_epoch(c, m->controller_epoch, err));
    c->linked = true;
    for (struct entry *e = c->table.list[ENTRY_FINISHED].first; e; e = e->next) {
        e->repeat_ms = c->limits.repeat_ms;
        e->again_ms = now_of(c);
        wake_at(c, e->again_ms);
    }
    return KB_OK;
}

static void take_beat(struct agent_core *c, const struct protocol_beat *m)
{
    struct protocol_beat own = { .at_ms = now_of(c) };
    c->skew_ms = m->at_ms - now_of(c);
    c->skew_known = true;
    if (m->answer) c->ports.send(c->ports.self, PROTOCOL_BEAT, &own);
}

enum kb_code agent_core_message(struct agent_core *c, const struct protocol_message *m,
                                struct kb_error *err)
{
    if (c->broken) return KB_OK;
    if (m->type == PROTOCOL_WELCOME) return take_welcome(c, m->body, err);
    if (m->type == PROTOCOL_JOB) return take_job(c, m->body, err);
    if (m->type == PROTOCOL_CANCEL) return take_cancel(c, m->body, err);
    if (m->type == PROTOCOL_ACK) take_ack(c, m->body);
    if (m->type == PROTOCOL_BEAT) take_beat(c, m->body);
    return KB_OK;
}

void agent_core_unlinked(struct agent_core *c)
{
    c->linked = false;
}

static void free_slot(struct agent_core *c, struct entry *e)
{
    if (e->slot >= 0) c->slot[e->slot].busy = false;
    e->slot = -1;
    e->kill = false;
    entry_touch(&c->table, e); /* it may be gone but for its slot, and others may start now */
}

void agent_core_finished(struct agent_core *c, const struct protocol_result *result)
{
    struct entry *e = entry_find(&c->table, result->job, result->epoch);
    struct protocol_result r = *result;
    if (!e || e->slot < 0) return;
    free_slot(c, e);
    if (e->state != ENTRY_RUNNING) return;
    bool plain = strcmp(r.outcome, "done") == 0 || strcmp(r.outcome, "unknown") == 0;
    if (e->mode == AGENT_OBSERVE && !plain) r.outcome = "unknown";
    finish(c, e, &r);
}

void agent_core_died(struct agent_core *c, int64_t job, int64_t epoch, const char *text)
{
    struct entry *e = entry_find(&c->table, job, epoch);
    if (!e || e->slot < 0) return;
    free_slot(c, e);
    if (e->state == ENTRY_RUNNING) finish_as(c, e, "unknown", "agent.worker_died", text);
}

static void expire(struct agent_core *c, enum entry_state state, int64_t now)
{
    for (struct entry *e = c->table.list[state].first, *next; e; e = next) {
        next = e->next;
        if (e->due_ms > now)
            wake_at(c, e->due_ms);
        else
            give_up(c, e, "agent.deadline",
                    state == ENTRY_RUNNING ? "the worker was killed at the deadline"
                                           : "the deadline passed before a worker was free");
    }
}

static void repeat_results(struct agent_core *c, int64_t now)
{
    int budget = REPEATS_A_TICK;
    for (struct entry *e = c->table.list[ENTRY_FINISHED].first; e && c->linked; e = e->next) {
        if (e->again_ms <= now && budget-- > 0) {
            e->say_result = !e->gone;
            e->again_ms = now + e->repeat_ms;
            e->repeat_ms = e->repeat_ms * 2 < REPEAT_MAX_MS ? e->repeat_ms * 2 : REPEAT_MAX_MS;
            entry_touch(&c->table, e);
        }
        wake_at(c, e->again_ms > now ? e->again_ms : now + REPEAT_PACE_MS);
    }
}

void agent_core_tick(struct agent_core *c)
{
    int64_t now = now_of(c);
    if (c->broken) return;
    c->next_ms = NEVER;
    expire(c, ENTRY_QUEUED, now);
    expire(c, ENTRY_RUNNING, now);
    repeat_results(c, now);
}

int64_t agent_core_due_ms(const struct agent_core *c)
{
    return c->next_ms;
}

/* A free slot, unless the lane or the job has one already. */
static int slot_for(const struct agent_core *c, const struct entry *e)
{
    int free = -1;
    for (int i = 0; i < c->limits.running_max; i++) {
        const struct slot *s = &c->slot[i];
        if (s->busy && (s->lane == e->lane || s->job == e->job.job)) return -1;
        if (!s->busy && free < 0) free = i;
    }
    return free;
}

static bool any_slot(const struct agent_core *c)
{
    for (int i = 0; i < c->limits.running_max; i++)
        if (!c->slot[i].busy) return true;
    return false;
}

static void run(struct agent_core *c, struct entry *e, int slot)
{
    int64_t now = now_of(c);
    if (e->mode == AGENT_OBSERVE) e->due_ms = now + c->limits.observe_ms;
    c->slot[slot] = (struct slot){ .busy = true, .job = e->job.job, .lane = e->lane };
    e->slot = slot;
    entry_move(&c->table, e, ENTRY_RUNNING);
    wake_at(c, e->due_ms);
    const char *why = c->ports.start(c->ports.self, &e->job, e->mode, e->due_ms - now);
    if (!why) return;
    free_slot(c, e);
    finish_as(c, e, e->mode == AGENT_ACT ? "failed" : "unknown", why, "no worker is on it");
}

/* Oldest first; an attempt whose lane is busy holds up only its own lane. */
static void schedule(struct agent_core *c)
{
    for (struct entry *e = c->table.list[ENTRY_QUEUED].first, *next; e && any_slot(c); e = next) {
        next = e->next;
        int slot = slot_for(c, e);
        if (slot >= 0 && e->due_ms > now_of(c)) run(c, e, slot);
    }
}

static void speak(struct agent_core *c, struct entry *e)
{
    struct protocol_accepted accepted = { .job = e->job.job, .epoch = e->job.epoch };
    if (e->kill && e->slot >= 0) c->ports.kill(c->ports.self, e->job.job, e->job.epoch);
    if (e->say_accepted && !e->gone) c->ports.send(c->ports.self, PROTOCOL_ACCEPTED, &accepted);
    if (e->say_result) c->ports.send(c->ports.self, PROTOCOL_RESULT, e->result);
    e->kill = e->say_accepted = e->say_result = false;
    if (e->gone && e->slot < 0) entry_remove(&c->table, e);
}

static enum kb_code commit(struct agent_core *c, struct kb_error *err)
{
    if (c->staged && !c->broken) {
        enum kb_code code = c->journal.commit(c->journal.self, &c->broken_by);
        c->broken = code != KB_OK;
        c->staged = false;
    }
    if (!c->broken) return KB_OK;
    *err = c->broken_by;
    return err->code;
}

enum kb_code agent_core_flush(struct agent_core *c, struct kb_error *err)
{
    do {
        TRY(commit(c, err));
        for (struct entry *e; (e = entry_take_dirty(&c->table));) speak(c, e);
        schedule(c); /* what could not start is finished at once, and staged */
    } while (c->staged || c->table.dirty);
    return KB_OK;
}

void agent_core_hello(const struct agent_core *c, struct kb_arena *a, struct protocol_hello *out)
{
    int64_t n = 0, most = open_now(c) < PROTOCOL_OPEN_MAX ? open_now(c) : PROTOCOL_OPEN_MAX;
    struct protocol_open_job *open = kb_alloc(a, (size_t)(most + 1) * sizeof *open);
    for (int s = 0; s < ENTRY_STATES; s++)
        for (struct entry *e = c->table.list[s].first; e && n < most; e = e->next)
            if (!e->gone)
                open[n++] = (struct protocol_open_job){
                    .job = e->job.job,
                    .epoch = e->job.epoch,
                    .state = s == ENTRY_FINISHED ? "result" : "intent",
                };
    out->epoch_seen = c->epoch_seen;
    out->open = (struct kb_list){ open, n };
}

struct agent_core_counts agent_core_counts(const struct agent_core *c)
{
    const struct entry_list *l = c->table.list;
    return (struct agent_core_counts){ l[ENTRY_QUEUED].n, l[ENTRY_RUNNING].n, l[ENTRY_FINISHED].n };
}
