/* core - see core.h. Messages and workers' answers come in, change entries and stage the journal;
 * flush is the only place that speaks, starts or kills, and it does so only behind a commit. */
#include "agent/core_priv.h"

#include <stdlib.h>

#define REPEAT_MAX_MS  60000
#define REPEATS_A_TICK 64
#define REPEAT_PACE_MS 20
#define NEVER          INT64_MAX

const struct agent_limits agent_limits_default = {
    .running_max = 8,
    .queue_max = 500,
    .open_max = PROTOCOL_OPEN_MAX,
    .observe_ms = 60000,
    .repeat_ms = 5000,
    .longest_ms = 86400000,
};

int64_t agent_core_now_ms(const struct agent_core *c)
{
    return c->ports.now_ms(c->ports.self);
}

void agent_core_wake(struct agent_core *c, int64_t ms)
{
    if (ms < c->next_ms) c->next_ms = ms;
}

bool agent_core_staged(struct agent_core *c, enum kb_code code, const struct kb_error *err)
{
    c->staged = true;
    if (code != KB_OK && !c->broken) c->broken_by = *err;
    c->broken = c->broken || code != KB_OK;
    return !c->broken;
}

int64_t agent_core_open(const struct agent_core *c)
{
    int64_t n = 0;
    for (int s = 0; s < ENTRY_STATES; s++) n += c->table.list[s].n;
    return n;
}

static void adopt(struct agent_core *c, const struct agent_record *r)
{
    if (r->state == AGENT_RECORD_INTENT) {
        struct entry *e = attempt_add(c, &r->job);
        e->mode = AGENT_OBSERVE;
        e->due_ms = NEVER; /* the look has a limit of its own once it starts */
        return;
    }
    struct entry *e = attempt_add_bare(c, r->result.job, r->result.epoch);
    entry_set_result(e, &r->result);
    entry_move(&c->table, e, ENTRY_FINISHED);
    e->repeat_ms = c->limits.repeat_ms;
    e->again_ms = agent_core_now_ms(c);
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

void agent_core_unlinked(struct agent_core *c)
{
    c->linked = false;
}

static void expire(struct agent_core *c, enum entry_state state, int64_t now)
{
    for (struct entry *e = c->table.list[state].first, *next; e; e = next) {
        next = e->next;
        if (e->due_ms > now)
            agent_core_wake(c, e->due_ms);
        else
            attempt_give_up(c, e, "agent.deadline",
                            state == ENTRY_RUNNING
                                ? "the worker was killed at the deadline"
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
        agent_core_wake(c, e->again_ms > now ? e->again_ms : now + REPEAT_PACE_MS);
    }
}

void agent_core_tick(struct agent_core *c)
{
    int64_t now = agent_core_now_ms(c);
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
        agent_core_schedule(c); /* what could not start is finished at once, and staged */
    } while (c->staged || c->table.dirty);
    return KB_OK;
}

void agent_core_hello(const struct agent_core *c, struct kb_arena *a, struct protocol_hello *out)
{
    int64_t n = 0,
            most = agent_core_open(c) < PROTOCOL_OPEN_MAX ? agent_core_open(c) : PROTOCOL_OPEN_MAX;
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
