/* check_end - everything at once, and what must be true when the faults have stopped. */
#include "check.h"
#include "sim.h"

#include <string.h>

#define BUSY_MS (4 * 60000) /* the clocks' difference, and some time to do it */

/* --- everything --- */

static void loading_right(struct sim *s)
{
    static const char sql[] =
        "SELECT count(*) FROM loading l WHERE l.free <> (SELECT count(*) FROM slot s"
        " WHERE s.sku_id = l.sku_id AND s.device_id = l.device_id AND s.stage = 'free')";
    sqlite3_stmt *st = NULL;
    KB_ASSERT(sqlite3_prepare_v2(s->disk.raw, sql, -1, &st, NULL) == SQLITE_OK);
    if (sqlite3_step(st) != SQLITE_ROW || sqlite3_column_int64(st, 0) != 0)
        sim_wrong(s, "loading", "a device's count of free slots is wrong");
    sqlite3_finalize(st);
}

static void active_there(struct sim *s, const struct res_row *r)
{
    bool machine = truth_there(s, THING_MACHINE, r->id);
    if (r->state != RES_ACTIVE && r->state != RES_SUSPENDED) return;
    if (!machine && !truth_there(s, THING_KEYS, r->id))
        sim_wrong(s, "not_there", "resource %lld is paid for and open, and is not on its device",
                  (long long)r->id);
}

void check_full(struct sim *s)
{
    const char *table = "";
    if (!s->ctl.up || s->ctl.dead) return;
    check_changes(s);
    int64_t id = seen_compare(&s->seen, s->disk.raw, &table);
    if (id) sim_wrong(s, "seen", "row %lld of %s changed unseen", (long long)id, table);
    check_money(s, true);
    loading_right(s);
    check_things(s);
    for (size_t i = 0; i < s->seen.rows[SEEN_RES].n; i++) {
        const struct res_row *r = seen_row(&s->seen, SEEN_RES, i);
        check_resource(s, r->id);
        active_there(s, r);
    }
}

/* --- liveness --- */

/* Had it to wait for an attempt before it that was not answered? */
static bool had_to_wait(struct sim *s, const struct job_row *j)
{
    const struct rows *r = &s->seen.rows[SEEN_JOB];
    for (size_t i = 0; j->resource && i < r->n; i++) {
        const struct job_row *o = seen_row(&s->seen, SEEN_JOB, i);
        if (o->resource == j->resource && o->id < j->id && o->busy_ms + BUSY_MS > s->wall_ms)
            return true;
    }
    return false;
}

static void job_settled(struct sim *s, const struct job_row *j, bool late)
{
    if (j->phase != JOB_HELD && (late || !had_to_wait(s, j)))
        sim_wrong(s, "settles", "job %lld (verb %lld) is still at phase %lld, %lld ms old",
                  (long long)j->id, (long long)j->verb, (long long)j->phase,
                  (long long)(s->wall_ms - j->created_ms));
}

void check_settled(struct sim *s, bool late)
{
    check_full(s);
    for (size_t i = 0; i < s->seen.live_n; i++)
        job_settled(s, seen_find(&s->seen, SEEN_JOB, s->seen.live[i]), late);
    if (s->check->effects_due)
        sim_wrong(s, "settles", "%lld effects wait", (long long)s->check->effects_due);
    for (int i = 0; i < s->sites_n; i++)
        if (late && !s->sites[i].revoked && !site_idle(&s->sites[i]))
            sim_wrong(s, "settles", "agent %d still has something in hand", i);
}

static void resource_drained(struct sim *s, const struct res_row *r)
{
    const struct thing *m = truth_find(s, THING_MACHINE, r->id);
    if (r->state == RES_OPENING || r->state == RES_CLOSING)
        sim_wrong(s, "drains", "resource %lld is still at state %lld", (long long)r->id,
                  (long long)r->state);
    if (r->driver != DRIVER_LIBVIRT || !m) return;
    if (r->state == RES_ACTIVE && m->state != DRV_RUNNING)
        sim_wrong(s, "drains", "resource %lld is paid for and its machine is %s", (long long)r->id,
                  drv_state_name(m->state));
    if (r->state == RES_SUSPENDED && m->state != DRV_SUSPENDED)
        sim_wrong(s, "drains", "resource %lld has expired and its machine is %s", (long long)r->id,
                  drv_state_name(m->state));
}

void check_drained(struct sim *s)
{
    check_full(s);
    if (s->seen.live_n)
        sim_wrong(s, "drains", "%d jobs are left, the first %lld", (int)s->seen.live_n,
                  (long long)s->seen.live[0]);
    for (size_t i = 0; i < s->seen.rows[SEEN_RES].n; i++)
        resource_drained(s, seen_row(&s->seen, SEEN_RES, i));
    for (int i = 0; i < s->check->purses_n; i++)
        if (s->check->purse[i].held_fen)
            sim_wrong(s, "drains", "customer %lld still has money held",
                      (long long)s->check->purse[i].customer);
}
