/* core_message - what the controller says: jobs, cancels, acknowledgements. An attempt is accepted
 * once, one that is known gets what is known of it, and an older controller is not obeyed. */
#include "agent/core_priv.h"

static enum kb_code see_epoch(struct agent_core *c, int64_t epoch, struct kb_error *err)
{
    struct kb_error why;
    if (epoch < c->epoch_seen)
        return kb_fail(err, KB_CONFLICT, "agent.fenced", "controller epoch %lld; %lld is obeyed",
                       (long long)epoch, (long long)c->epoch_seen);
    if (epoch == c->epoch_seen) return KB_OK;
    c->epoch_seen = epoch;
    c->skew_known = false; /* it was started anew, its clock may have been set back */
    agent_core_staged(c, c->journal.epoch(c->journal.self, epoch, &why), &why);
    return KB_OK;
}

static int64_t newest_in_hand(const struct agent_core *c, int64_t job)
{
    int64_t newest = 0;
    for (struct entry *e = entry_first_of(&c->table, job); e; e = entry_next_of(e))
        if (e->job.epoch > newest) newest = e->job.epoch;
    return newest;
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
        agent_core_staged(c, code, &why);
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
    if (agent_core_open(c) >= c->limits.open_max)
        return kb_fail(err, KB_EXHAUSTED, "agent.full", "%lld results wait to be acknowledged",
                       (long long)agent_core_open(c));
    *fresh = true;
    return KB_OK;
}

/* Older attempts of the job that wait need not run any more. */
static void supersede(struct agent_core *c, const struct protocol_job *j)
{
    for (struct entry *e = entry_first_of(&c->table, j->job); e; e = entry_next_of(e))
        if (e->state == ENTRY_QUEUED && e->job.epoch < j->epoch)
            attempt_give_up(c, e, "agent.superseded", "a newer attempt of this job has come");
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
    if (!agent_core_staged(c, c->journal.intent(c->journal.self, &e->job, &err), &err)) return;
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
    /* until when it may run is not known before the first beat; it is sent again behind that */
    if (!c->skew_known) return KB_OK;
    supersede(c, j);
    bool busy = c->table.list[ENTRY_QUEUED].n >= c->limits.queue_max;
    e = attempt_add(c, j);
    if (e->due_ms <= agent_core_now_ms(c))
        attempt_give_up(c, e, "agent.deadline", "it came after its deadline");
    else if (busy)
        attempt_give_up(c, e, "agent.busy", "too many attempts wait for a worker");
    else
        accept(c, e);
    return KB_OK;
}

/* Cancelling what has not come yet leaves a result behind, so that it will not run when it does. */
static enum kb_code take_cancel(struct agent_core *c, const struct protocol_cancel *m,
                                struct kb_error *err)
{
    bool fresh;
    struct entry *e = entry_find(&c->table, m->job, m->epoch);
    if (e && e->state == ENTRY_FINISHED) {
        say_again(c, e);
        return KB_OK;
    }
    if (!e) {
        TRY(look_up(c, m->job, m->epoch, &fresh, err));
        if (!fresh) return KB_OK;
        e = attempt_add_bare(c, m->job, m->epoch);
    }
    attempt_give_up(c, e, "agent.cancelled",
                    e->state == ENTRY_RUNNING ? "cancelled while it ran"
                                              : "cancelled before it started");
    return KB_OK;
}

static void take_ack(struct agent_core *c, const struct protocol_ack *m)
{
    struct kb_error err;
    struct entry *e = entry_find(&c->table, m->job, m->epoch);
    if (!e || e->state != ENTRY_FINISHED || e->gone) return;
    if (!agent_core_staged(c, c->journal.acked(c->journal.self, m->job, m->epoch, &err), &err))
        return;
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
        e->again_ms = agent_core_now_ms(c);
        agent_core_wake(c, e->again_ms);
    }
    return KB_OK;
}

static void take_beat(struct agent_core *c, const struct protocol_beat *m)
{
    struct protocol_beat own = { .at_ms = agent_core_now_ms(c) };
    int64_t skew_ms = m->at_ms - agent_core_now_ms(c);
    /* one that was long on its way tells of an earlier hour, and would let work run too long */
    if (!c->skew_known || skew_ms > c->skew_ms) c->skew_ms = skew_ms;
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
