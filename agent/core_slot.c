/* core_slot - workers' slots: which attempt starts on which, and what comes back from it. */
#include "agent/core_priv.h"

#include <string.h>

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
    attempt_finish(c, e, &r);
}

void agent_core_died(struct agent_core *c, int64_t job, int64_t epoch, const char *text)
{
    struct entry *e = entry_find(&c->table, job, epoch);
    if (!e || e->slot < 0) return;
    free_slot(c, e);
    if (e->state == ENTRY_RUNNING) attempt_finish_as(c, e, "unknown", "agent.worker_died", text);
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
    int64_t now = agent_core_now_ms(c);
    if (e->mode == AGENT_OBSERVE) e->due_ms = now + c->limits.observe_ms;
    c->slot[slot] = (struct slot){ .busy = true, .job = e->job.job, .lane = e->lane };
    e->slot = slot;
    entry_move(&c->table, e, ENTRY_RUNNING);
    agent_core_wake(c, e->due_ms);
    const char *why = c->ports.start(c->ports.self, &e->job, e->mode, e->due_ms - now);
    if (!why) return;
    free_slot(c, e);
    attempt_finish_as(c, e, e->mode == AGENT_ACT ? "failed" : "unknown", why, "no worker is on it");
}

void agent_core_schedule(struct agent_core *c)
{
    for (struct entry *e = c->table.list[ENTRY_QUEUED].first, *next; e && any_slot(c); e = next) {
        next = e->next;
        int slot = slot_for(c, e);
        if (slot >= 0 && e->due_ms > agent_core_now_ms(c)) run(c, e, slot);
    }
}
