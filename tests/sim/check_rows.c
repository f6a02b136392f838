/* check_rows - what must hold between rows once they are committed. */
#include "check.h"
#include "sim.h"

#include <string.h>

/* --- sums --- */

static struct purse *purse_of(struct sim *s, int64_t customer)
{
    for (int i = 0; i < s->check->purses_n; i++)
        if (s->check->purse[i].customer == customer) return &s->check->purse[i];
    return NULL;
}

void check_purse(struct sim *s, int64_t customer, int64_t seller)
{
    KB_ASSERT(s->check->purses_n < PURSES_MAX);
    s->check->purse[s->check->purses_n++] =
        (struct purse){ .customer = customer, .seller = seller };
}

static void met(struct sim *s, const struct job_row *j, enum outcome o)
{
    for (int f = 0; f < FAULT_KINDS; f++)
        if (j->faults & 1 << f) s->cover->met[f][o]++;
}

static void saw_phase(struct sim *s, const struct job_row *j)
{
    switch ((enum job_phase)j->phase) {
    case JOB_HELD:
        if (j->driver != DRIVER_MANUAL) SAW(s, order_degraded);
        met(s, j, OUTCOME_HELD);
        break;
    case JOB_WAITING: SAW(s, job_pending); break;
    case JOB_UNKNOWN: SAW(s, job_unknown); break;
    case JOB_DONE: met(s, j, OUTCOME_DONE); break;
    case JOB_FAILED: met(s, j, OUTCOME_FAILED); break;
    case JOB_QUEUED:
    case JOB_RUNNING: break;
    }
}

static void job_sums(struct sim *s, const struct job_row *before, const struct job_row *now)
{
    struct res_row *r = seen_find(&s->seen, SEEN_RES, now->resource);
    bool was = before->id && before->phase < JOB_DONE, is = now->phase < JOB_DONE;
    if (r && now->driver != DRIVER_SSH && now->verb >= 0 && was != is)
        r->live[now->verb] += is ? 1 : -1;
    if (now->phase == JOB_UNKNOWN && before->phase == JOB_RUNNING && before->lost != now->lost &&
        before->lease_ms <= s->wall_ms)
        SAW(s, job_lease_over);
    if (before->id && before->phase == JOB_HELD && now->phase == JOB_QUEUED)
        SAW(s, degraded_then_retried);
    if (before->id && before->deadline_ms <= s->wall_ms && before->deadline_ms)
        SAW(s, job_deadline_over);
    if (!before->id || before->phase != now->phase) saw_phase(s, now);
    if (s->check->reopening && now->phase != JOB_UNKNOWN)
        ((struct job_row *)seen_find(&s->seen, SEEN_JOB, now->id))->unanswered = 0;
}

static void line_sums(struct sim *s, const struct line_row *before, const struct line_row *now)
{
    struct res_row *r = seen_find(&s->seen, SEEN_RES, now->resource);
    struct purse *p = purse_of(s, now->org);
    bool was = before->id && before->state == LINE_HELD, is = now->state == LINE_HELD;
    if (r && was != is) r->held_lines += is ? 1 : -1;
    if (r && is) r->held_job = now->job;
    if (!p) return;
    p->touched = true;
    p->held_fen += (now->cash_fen - now->by_refund_fen) * (is - was);
    if (now->state == LINE_ACTIVE && (!before->id || was)) p->captured_fen += now->cash_fen;
    p->captured_fen -= now->back_fen - before->back_fen;
    if (now->back_fen > before->back_fen) SAW(s, line_refunded);
    if (now->state == LINE_ACTIVE && was) SAW(s, line_active);
    if (now->state == LINE_RELEASED && was) SAW(s, line_released);
    if (now->state == LINE_ACTIVE && !before->id) SAW(s, line_renewed);
    if (now->replaces && now->state == LINE_ACTIVE && was) SAW(s, plan_changed);
    if (now->replaces && now->state == LINE_RELEASED && was) SAW(s, plan_not_changed);
}

static void order_sums(struct sim *s, const struct wo_row *before, const struct wo_row *now)
{
    struct job_row *j = seen_find(&s->seen, SEEN_JOB, now->job);
    struct job_row *check = seen_find(&s->seen, SEEN_JOB, now->check);
    bool was = before->id && before->state < WO_DONE, is = now->state < WO_DONE;
    if (j && was != is) j->orders_open += is ? 1 : -1;
    if (check && now->state == WO_VERIFYING) check->checked_order = now->id;
    if (before->id && before->state == now->state) return;
    if (now->state == WO_RETURNED) SAW(s, work_order_returned);
    if (now->state == WO_CANCELED) SAW(s, work_order_cancelled);
    if (now->state == WO_DONE) SAW(s, work_order_done);
    if (now->state == WO_DONE && j && j->driver != DRIVER_MANUAL) SAW(s, degraded_done_by_a_person);
}

static void group_sums(struct sim *s, const struct group_row *g)
{
    struct line_row *l = seen_find(&s->seen, SEEN_LINE, g->object_id);
    struct recharge_row *r = seen_find(&s->seen, SEEN_RECHARGE, g->object_id);
    s->check->new_vouchers = true;
    if (l) {
        l->holds += g->event == GROUP_HOLD;
        l->captures += g->event == GROUP_CAPTURE;
        l->releases += g->event == GROUP_RELEASE;
        l->refunds += g->event == GROUP_REFUND;
        struct purse *p = purse_of(s, l->org);
        if (p) p->touched = true;
    }
    if (r) {
        r->arrivals += g->event == GROUP_ARRIVE;
        r->confirms += g->event == GROUP_CONFIRM;
    }
}

static void resource_sums(struct sim *s, const struct res_row *before, const struct res_row *now)
{
    if (!before->id || before->state == now->state) return;
    if (now->state == RES_SUSPENDED) SAW(s, suspended);
    if (now->state == RES_ACTIVE && before->state == RES_SUSPENDED) SAW(s, renewed_when_suspended);
    if (now->state == RES_CLOSING && before->state == RES_SUSPENDED) SAW(s, closed_at_end);
    if (now->state == RES_CLOSING && before->state == RES_ACTIVE) SAW(s, closed_by_customer);
}

static void refund_sums(struct sim *s, const struct refund_row *before,
                        const struct refund_row *now)
{
    struct res_row *r = seen_find(&s->seen, SEEN_RES, now->resource);
    struct line_row *l = seen_find(&s->seen, SEEN_LINE, now->line);
    bool was = before->id && before->state == REFUND_WAITING, is = now->state == REFUND_WAITING;
    if (r && was != is) *(now->change ? &r->refunds_of_change : &r->refunds_waiting) += is ? 1 : -1;
    /* it stands in the group of the new one's capture, which is of another line */
    if (l && now->change && was && now->state == REFUND_DONE) l->refunds++;
}

void check_row_sums(struct sim *s, const struct change *c)
{
    const void *before = c->before;
    void *now = seen_find(&s->seen, c->table, c->id);
    switch (c->table) {
    case SEEN_JOB: job_sums(s, before, now); break;
    case SEEN_LINE: line_sums(s, before, now); break;
    case SEEN_WO: order_sums(s, before, now); break;
    case SEEN_GROUP: group_sums(s, now); break;
    case SEEN_REFUND: refund_sums(s, before, now); break;
    case SEEN_RES: resource_sums(s, before, now); break;
    case SEEN_RECHARGE: {
        const struct recharge_row *was = before, *is = now;
        struct purse *p = purse_of(s, is->customer);
        if (!p || is->state != RECHARGE_CONFIRMED || was->state == RECHARGE_CONFIRMED) break;
        p->confirmed_fen += is->amount_fen;
        p->touched = true;
        break;
    }
    case SEEN_EFFECT: {
        const struct effect_row *was = before, *is = now;
        s->check->effects_due += (is->state == EFFECT_DUE) - (was->id && was->state == EFFECT_DUE);
        break;
    }
    case SEEN_SLOT:
    case SEEN_ORDER:
    case SEEN_DEVICE:
    case SEEN_AGENT:
    case SEEN_TABLES: break;
    }
}

/* --- a resource with its slot, its line and its jobs --- */

static bool owns(struct sim *s, const struct res_row *r, enum slot_stage a, enum slot_stage b)
{
    const struct slot_row *slot = seen_find(&s->seen, SEEN_SLOT, r->slot);
    return slot && slot->resource == r->id &&
           (slot->stage == (int64_t)a || slot->stage == (int64_t)b);
}

static bool there(struct sim *s, int64_t id)
{
    return truth_there(s, THING_MACHINE, id) || truth_there(s, THING_KEYS, id);
}

/* How many that are held take its place. */
static int replacements(struct sim *s, int64_t id)
{
    const struct rows *r = &s->seen.rows[SEEN_LINE];
    int n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct line_row *l = seen_row(&s->seen, SEEN_LINE, i);
        n += l->replaces == id && l->state == LINE_HELD;
    }
    return n;
}

static const char *wrong_with_change(struct sim *s, const struct res_row *r)
{
    int n = replacements(s, r->id);
    if (n > 1) return "more than one takes its place";
    if (r->refunds_of_change && !n)
        return "something is to be given back for a change that is not under way";
    return NULL;
}

static const char *wrong_with(struct sim *s, const struct res_row *r)
{
    const struct slot_row *slot = seen_find(&s->seen, SEEN_SLOT, r->slot);
    bool has_slot = slot && slot->resource == r->id;
    bool active = r->state == RES_ACTIVE || r->state == RES_SUSPENDED;
    if ((r->state == RES_OPENING) != (r->held_lines == 1) || r->held_lines > 1)
        return "its money is held although it is not being opened, or the reverse";
    if (r->state == RES_OPENING && !owns(s, r, SLOT_HELD, SLOT_OPENING))
        return "it is being opened without a slot";
    if (r->state == RES_OPENING && r->live[VERB_OPEN] != 1) return "nothing opens it";
    if (r->state != RES_OPENING && r->live[VERB_OPEN]) return "something still opens it";
    if (active && !owns(s, r, SLOT_IN_USE, SLOT_IN_USE)) return "it is open without a slot";
    if (active && r->live[VERB_CLOSE]) return "it is open and something closes it";
    if (active && (r->end_ms <= r->start_ms || !r->next_ms)) return "it has no end";
    if (r->state == RES_CLOSING && !owns(s, r, SLOT_CLOSING, SLOT_CLOSING))
        return "it is being closed without its slot";
    if (r->state == RES_CLOSING && r->live[VERB_CLOSE] != 1) return "nothing closes it";
    if (r->state == RES_CLOSED && (has_slot || r->live[VERB_CLOSE]))
        return "it is closed and is not";
    if (r->refunds_waiting && r->state != RES_CLOSING)
        return "something is to be given back of it, and it is not being closed";
    if (r->state == RES_FAILED && has_slot &&
        (slot->stage != SLOT_CLOSING || r->live[VERB_CLOSE] != 1))
        return "nothing cleans up behind it";
    if (r->state >= RES_CLOSED && !has_slot && there(s, r->id))
        return "it is gone, but not on the device";
    return NULL;
}

void check_resource(struct sim *s, int64_t id)
{
    const struct res_row *r = seen_find(&s->seen, SEEN_RES, id);
    const char *why = r ? wrong_with(s, r) : NULL;
    if (r && !why) why = wrong_with_change(s, r);
    if (why)
        sim_wrong(s, "resource", "resource %lld (state %lld, slot %lld): %s", (long long)id,
                  (long long)r->state, (long long)r->slot, why);
}

/* --- rows --- */

static void slot_right(struct sim *s, const struct slot_row *before, const struct slot_row *now)
{
    if ((now->stage == SLOT_FREE) != (now->resource == 0))
        sim_wrong(s, "slot", "slot %lld at stage %lld has resource %lld", (long long)now->id,
                  (long long)now->stage, (long long)now->resource);
    if (before->resource && before->resource != now->resource) {
        if (there(s, before->resource))
            sim_wrong(s, "freed_early", "slot %lld is free, resource %lld is still on the device",
                      (long long)now->id, (long long)before->resource);
        check_resource(s, before->resource);
    }
    if (now->resource) check_resource(s, now->resource);
}

static void order_right(struct sim *s, const struct wo_row *w)
{
    const struct job_row *j = seen_find(&s->seen, SEEN_JOB, w->job);
    const struct job_row *check = seen_find(&s->seen, SEEN_JOB, w->check);
    if (w->state < WO_DONE && (!j || j->phase >= JOB_DONE))
        sim_wrong(s, "work_order", "work order %lld is open, its job has ended", (long long)w->id);
    if (w->state == WO_VERIFYING && (!check || check->phase >= JOB_DONE))
        sim_wrong(s, "work_order", "work order %lld waits for a check that has ended",
                  (long long)w->id);
}

static void job_right(struct sim *s, const struct job_row *j)
{
    const struct wo_row *w = seen_find(&s->seen, SEEN_WO, j->checked_order);
    if (j->phase == JOB_HELD && j->orders_open != 1)
        sim_wrong(s, "work_order", "job %lld waits for a person and has %lld work orders",
                  (long long)j->id, (long long)j->orders_open);
    if (j->phase >= JOB_DONE && j->orders_open)
        sim_wrong(s, "work_order", "job %lld has ended, its work order is open", (long long)j->id);
    if (j->phase < JOB_DONE && (j->deadline_ms <= 0 || j->on_deadline > 2))
        sim_wrong(s, "deadline", "job %lld has no deadline", (long long)j->id);
    if (w && w->check == j->id) order_right(s, w);
    if (j->resource) check_resource(s, j->resource);
}

static void line_right(struct sim *s, const struct line_row *l)
{
    int64_t held_fen = l->cash_fen - l->by_refund_fen;
    bool right = l->holds == (held_fen > 0) && l->captures == (l->state == LINE_ACTIVE) &&
                 l->releases == (l->state == LINE_RELEASED && held_fen > 0) && l->refunds <= 1 &&
                 (l->refunds == 1 || !l->back_fen) && l->back_fen <= l->cash_fen;
    if (!right)
        sim_wrong(s, "line_money",
                  "line %lld, state %lld: %lld holds, %lld captures, %lld releases, %lld refunds "
                  "of %lld fen",
                  (long long)l->id, (long long)l->state, (long long)l->holds,
                  (long long)l->captures, (long long)l->releases, (long long)l->refunds,
                  (long long)l->back_fen);
    check_resource(s, l->resource);
    if (l->replaces) check_resource(s, l->replaces);
}

static void recharge_right(struct sim *s, const struct recharge_row *r)
{
    int64_t want = r->state == RECHARGE_CONFIRMED;
    if (r->arrivals != want || r->confirms != want)
        sim_wrong(s, "recharge", "recharge %lld, state %lld: %lld arrivals, %lld credits",
                  (long long)r->id, (long long)r->state, (long long)r->arrivals,
                  (long long)r->confirms);
}

static void quote_once(struct sim *s, const struct order_row *o)
{
    for (size_t i = 0; i < s->seen.rows[SEEN_ORDER].n; i++) {
        const struct order_row *x = seen_row(&s->seen, SEEN_ORDER, i);
        if (x->quote == o->quote && x->id != o->id)
            sim_wrong(s, "quote_once", "quote %lld has two orders", (long long)o->quote);
    }
}

/* An effect that is done has been carried out: its notice is there. */
static void effect_right(struct sim *s, const struct effect_row *e)
{
    static const char sql[] = "SELECT count(*) FROM outbox o JOIN message m"
                              " ON m.notice_key = o.effect_key WHERE o.id = ?";
    if (e->state == EFFECT_DEAD)
        sim_wrong(s, "outbox", "effect %lld was given up", (long long)e->id);
    if (e->state != EFFECT_DONE) return;
    if (!s->check->message)
        KB_ASSERT(sqlite3_prepare_v2(s->disk.raw, sql, -1, &s->check->message, NULL) == SQLITE_OK);
    sqlite3_bind_int64(s->check->message, 1, e->id);
    if (sqlite3_step(s->check->message) != SQLITE_ROW ||
        sqlite3_column_int64(s->check->message, 0) != 1)
        sim_wrong(s, "outbox", "effect %lld is closed and was not carried out", (long long)e->id);
    sqlite3_reset(s->check->message);
}

/* The end moves with money only: each month paid, and not twice for one quote; but what was
 * replaced is there for a day at most. */
static void end_right(struct sim *s, const struct res_row *before, const struct res_row *now)
{
    const struct check *c = s->check;
    int64_t months = 0, moved = now->end_ms - before->end_ms;
    bool replaced = false;
    if (!before->end_ms || moved == 0) return;
    for (size_t i = 0; i < c->changes_n; i++) {
        const struct line_row *l = seen_find(&s->seen, SEEN_LINE, c->change[i].id);
        if (c->change[i].table != SEEN_LINE) continue;
        if (l->resource == now->id && !c->change[i].before[0]) months += l->periods;
        replaced |= l->replaces == now->id && l->state == LINE_ACTIVE;
    }
    if (replaced && !months) {
        if (moved > 0 || now->end_ms < s->wall_ms || now->end_ms > s->wall_ms + 86400000)
            sim_wrong(s, "changed", "resource %lld was replaced, its end moved by %lld ms",
                      (long long)now->id, (long long)moved);
        return;
    }
    if (months == 0 || moved < months * 28 * 86400000)
        sim_wrong(s, "renewal", "resource %lld: %lld months were paid, its end moved by %lld ms",
                  (long long)now->id, (long long)months, (long long)moved);
}

static void renewal_moved(struct sim *s, const struct change *c)
{
    const struct line_row *l = seen_find(&s->seen, SEEN_LINE, c->id);
    if (c->before[0] || l->state != LINE_ACTIVE) return;
    for (size_t i = 0; i < s->check->changes_n; i++)
        if (s->check->change[i].table == SEEN_RES && s->check->change[i].id == l->resource) return;
    sim_wrong(s, "renewal", "resource %lld was paid for and not extended", (long long)l->resource);
}

void check_row(struct sim *s, const struct change *c)
{
    const void *before = c->before, *now = seen_find(&s->seen, c->table, c->id);
    switch (c->table) {
    case SEEN_SLOT: slot_right(s, before, now); break;
    case SEEN_RES:
        check_resource(s, c->id);
        end_right(s, before, now);
        break;
    case SEEN_JOB: job_right(s, now); break;
    case SEEN_LINE:
        line_right(s, now);
        renewal_moved(s, c);
        break;
    case SEEN_ORDER: quote_once(s, now); break;
    case SEEN_REFUND: check_resource(s, ((const struct refund_row *)now)->resource); break;
    case SEEN_WO: order_right(s, now); break;
    case SEEN_RECHARGE: recharge_right(s, now); break;
    case SEEN_EFFECT: effect_right(s, now); break;
    case SEEN_GROUP:
    case SEEN_DEVICE:
    case SEEN_AGENT:
    case SEEN_TABLES: break;
    }
}
