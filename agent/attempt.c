/* attempt - how an attempt of a job comes into the core's hand and how it ends. */
#include "agent/core_priv.h"
#include "agent/lane.h"

#include <string.h>

void attempt_finish(struct agent_core *c, struct entry *e, const struct protocol_result *result)
{
    struct kb_error err;
    struct protocol_result r = *result;
    r.job = e->job.job;
    r.epoch = e->job.epoch;
    if (c->broken || !agent_core_staged(c, c->journal.result(c->journal.self, &r, &err), &err))
        return;
    entry_set_result(e, &r);
    entry_move(&c->table, e, ENTRY_FINISHED);
    e->say_result = true;
    e->repeat_ms = c->limits.repeat_ms;
    e->again_ms = agent_core_now_ms(c) + e->repeat_ms;
    agent_core_wake(c, e->again_ms);
    entry_touch(&c->table, e);
}

/* Whether the same again may go better. */
static bool can_retry(const char *reason)
{
    return strcmp(reason, "agent.cancelled") != 0 && strcmp(reason, "driver.unknown") != 0;
}

void attempt_finish_as(struct agent_core *c, struct entry *e, const char *outcome,
                       const char *reason, const char *text)
{
    struct protocol_result r = { .outcome = outcome,
                                 .reason = reason,
                                 .text = text,
                                 .ticket = "",
                                 .result = "{}",
                                 .retry = can_retry(reason) };
    attempt_finish(c, e, &r);
}

void attempt_give_up(struct agent_core *c, struct entry *e, const char *reason, const char *text)
{
    bool untouched = e->state == ENTRY_QUEUED && e->mode == AGENT_ACT;
    if (e->state == ENTRY_RUNNING) {
        e->kill = true;
        entry_touch(&c->table, e);
    }
    attempt_finish_as(c, e, untouched ? "failed" : "unknown", reason, text);
}

/* By our own clock. */
static int64_t due_of(const struct agent_core *c, const struct protocol_job *j)
{
    int64_t now = agent_core_now_ms(c);
    int64_t left = j->deadline_ms - (now + c->skew_ms);
    return now + (left < c->limits.longest_ms ? left : c->limits.longest_ms);
}

struct entry *attempt_add(struct agent_core *c, const struct protocol_job *j)
{
    struct entry *e = entry_add(&c->table, j);
    e->lane = agent_lane(j);
    e->due_ms = due_of(c, j);
    agent_core_wake(c, e->due_ms);
    return e;
}

struct entry *attempt_add_bare(struct agent_core *c, int64_t job, int64_t epoch)
{
    return attempt_add(c, &(struct protocol_job){ .job = job,
                                                  .epoch = epoch,
                                                  .key = "",
                                                  .verb = "",
                                                  .driver = "",
                                                  .target = "{}",
                                                  .spec = "{}",
                                                  .ticket = "" });
}
