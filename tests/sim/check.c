/* check - what changed is read once, sums are brought up to date, and then every row that
 * changed and every resource it belongs to must be right. */
#include "check.h"

#include "sim.h"

#include <stdlib.h>
#include <string.h>

void check_init(struct sim *s)
{
    s->check = calloc(1, sizeof *s->check);
    KB_ASSERT(s->check);
    seen_init(&s->seen);
}

void check_close(struct sim *s)
{
    sqlite3_finalize(s->check->money);
    sqlite3_finalize(s->check->message);
    s->check->money = s->check->message = NULL;
    seen_close(&s->seen);
}

void check_done(struct sim *s)
{
    check_close(s);
    seen_done(&s->seen);
    free(s->check->change);
    free(s->check);
}

static void collect(void *self, const struct seen_visit *v)
{
    struct check *c = ((struct sim *)self)->check;
    if (c->changes_n == c->changes_cap) {
        c->changes_cap = c->changes_cap ? c->changes_cap * 2 : 64;
        c->change = realloc(c->change, c->changes_cap * sizeof *c->change);
        KB_ASSERT(c->change);
    }
    struct change *x = &c->change[c->changes_n++];
    x->table = v->table;
    x->id = *(const int64_t *)v->now;
    memcpy(x->before, v->before, sizeof x->before);
}

void check_changes(struct sim *s)
{
    struct check *c = s->check;
    if (s->ctl.dead || !s->seen.dirty_n) return;
    c->changes_n = 0;
    seen_refresh(&s->seen, s->disk.raw, s, collect);
    for (size_t i = 0; i < c->changes_n; i++) check_row_sums(s, &c->change[i]);
    for (size_t i = 0; i < c->changes_n && !s->wrong.found; i++) check_row(s, &c->change[i]);
    check_money(s, false);
}

void check_reopened(struct sim *s)
{
    const char *table = "";
    if (s->check->started++ == 0) return;
    s->check->reopening = true; /* what was committed and not seen: reports among it */
    check_changes(s);
    s->check->reopening = false;
    int64_t id = seen_compare(&s->seen, s->disk.raw, &table);
    if (id)
        sim_wrong(s, "durable", "row %lld of %s is not what was committed", (long long)id, table);
}

/* --- time --- */

static void overdue(struct sim *s, const struct job_row *j)
{
    if (j->deadline_ms <= s->ctl.ticked_ms)
        sim_wrong(s, "deadline", "job %lld (verb %lld, phase %lld) is %lld ms past its deadline",
                  (long long)j->id, (long long)j->verb, (long long)j->phase,
                  (long long)(s->ctl.ticked_ms - j->deadline_ms));
    if (j->phase == JOB_RUNNING && j->lease_ms <= s->ctl.ticked_ms)
        sim_wrong(s, "lease", "job %lld runs %lld ms past its lease", (long long)j->id,
                  (long long)(s->ctl.ticked_ms - j->lease_ms));
}

static void effects_overdue(struct sim *s)
{
    const struct rows *r = &s->seen.rows[SEEN_EFFECT];
    int64_t due = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct effect_row *e = seen_row(&s->seen, SEEN_EFFECT, i);
        due += e->state == EFFECT_DUE && e->due_ms <= s->ctl.ticked_ms;
    }
    if (due > 64) sim_wrong(s, "outbox", "%lld effects are due and not tried", (long long)due);
}

/* As many as one look of the clock takes, so that none of these can be left over. */
#define LOOK_MAX 64

static void resources_overdue(struct sim *s)
{
    const struct rows *r = &s->seen.rows[SEEN_RES];
    const struct res_row *late = NULL;
    int64_t open = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct res_row *x = seen_row(&s->seen, SEEN_RES, i);
        bool ends = x->state == RES_ACTIVE || x->state == RES_SUSPENDED;
        open += ends;
        if (ends && x->next_ms <= s->ctl.ticked_ms) late = x;
    }
    if (late && open <= LOOK_MAX)
        sim_wrong(s, "expiry", "resource %lld (state %lld) is %lld ms past its time",
                  (long long)late->id, (long long)late->state,
                  (long long)(s->ctl.ticked_ms - late->next_ms));
}

void check_clock(struct sim *s)
{
    resources_overdue(s);
    for (size_t i = 0; i < s->seen.live_n; i++)
        overdue(s, seen_find(&s->seen, SEEN_JOB, s->seen.live[i]));
    if (s->check->effects_due > 0) effects_overdue(s);
}

/* --- reports and messages --- */

static bool alone(struct turn_wait **group, size_t n, size_t at)
{
    for (size_t i = 0; i < n; i++)
        if (i != at && (!group[i]->report.job || group[i]->report.job == group[at]->report.job))
            return false;
    return true;
}

void check_report(struct sim *s, struct turn_wait **group, size_t n, size_t at)
{
    const struct turn_wait *c = group[at];
    struct job_row *now = c->before ? seen_find(&s->seen, SEEN_JOB, c->before->id) : NULL;
    if (!now) return;
    bool current = c->report.epoch == c->before->epoch && c->actor.agent_id == c->before->agent &&
                   c->before->phase < JOB_DONE;
    if (current && strcmp(c->report.outcome, "unknown") != 0) now->unanswered = 0;
    if (current) return;
    if (c->report.epoch == c->before->epoch && c->actor.agent_id == c->before->agent)
        SAW(s, result_repeated);
    else
        SAW(s, result_late_ignored);
    if (alone(group, n, at) && memcmp(c->before, now, offsetof(struct job_row, orders_open)) != 0)
        sim_wrong(s, "stale_report", "job %lld at epoch %lld believed a report of epoch %lld",
                  (long long)now->id, (long long)c->before->epoch, (long long)c->report.epoch);
}

static int64_t number_in(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at ? strtoll(at + strlen(name), NULL, 10) : 0;
}

void check_sent(struct sim *s, int64_t job, const char *text)
{
    struct job_row *j = seen_find(&s->seen, SEEN_JOB, job);
    int64_t epoch = number_in(text, "\"epoch\":");
    if (!j || epoch <= j->sent_epoch) return;
    if (j->unanswered && !strstr(text, "\"lost\":true"))
        sim_wrong(s, "blind_repeat",
                  "attempt %lld of job %lld does not say that an answer was lost", (long long)epoch,
                  (long long)job);
    j->sent_epoch = epoch;
    j->unanswered = 1;
}

void check_befell(struct sim *s, int64_t job, enum fault f)
{
    struct job_row *j = seen_find(&s->seen, SEEN_JOB, job);
    if (j && j->phase < JOB_DONE) j->faults |= 1 << f;
}

/* --- devices --- */

/* A machine, or keys, may be there only while their resource has the slot. */
static void thing_right(struct sim *s, const struct thing *x, int64_t *machines)
{
    const struct res_row *r = seen_find(&s->seen, SEEN_RES, x->resource);
    const struct slot_row *slot = r ? seen_find(&s->seen, SEEN_SLOT, r->slot) : NULL;
    const char *what = x->kind == THING_MACHINE ? "a machine" : "keys";
    if (x->state == DRV_ABSENT) return;
    if (x->kind == THING_MACHINE) machines[x->host]++;
    if (!slot || slot->resource != x->resource)
        sim_wrong(s, "left_behind",
                  "%s of resource %lld (state %lld) on %s, whose slot is not its own", what,
                  (long long)x->resource, (long long)(r ? r->state : -1),
                  s->truth.host[x->host].name);
}

void check_things(struct sim *s)
{
    int64_t machines[HOSTS_MAX] = { 0 };
    for (size_t i = 0; i < s->truth.things_n; i++) thing_right(s, &s->truth.thing[i], machines);
    for (int i = 0; i < s->truth.hosts_n; i++)
        if (machines[i] > s->truth.host[i].slots)
            sim_wrong(s, "sold_twice", "%s carries %lld machines and has %lld slots",
                      s->truth.host[i].name, (long long)machines[i],
                      (long long)s->truth.host[i].slots);
}
