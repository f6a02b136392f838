/* meter - one metered resource: it begins when the resource opens, stands still while it is
 * suspended, ends when it is closed. The clock counts its time by the hour, looks at its price and
 * makes its bills at midnight. */
#include "base/date.h"
#include "billing/metering/metering_priv.h"
#include "meter_sql.h"

#include <string.h>

#define METERS_MAX 32 /* in one turn */

static const struct kb_field meter_fields[] = {
    INT(meter, resource_id), INT(meter, org_id),    INT(meter, seller_id), STR(meter, cycle),
    INT(meter, start_ms),    INT(meter, stop_ms),   INT(meter, since_ms),  INT(meter, run_ms),
    INT(meter, billed_ms),   INT(meter, next_ms),   INT(meter, told_ms),   { .name = NULL },
};
SHAPE(meter);

enum kb_code meter_find(struct turn *t, int64_t resource_id, struct meter *out)
{
    return turn_find(t, "meter", &q_meter_find, ARGS(ARG_INT(resource_id, resource_id)),
                     &meter_shape, out);
}

enum kb_code meter_save(struct turn *t, const struct meter *m)
{
    return turn_put(t, &q_meter_save, &meter_shape, m);
}

enum kb_code meter_use(struct turn *t, const struct meter *m, int64_t at_ms, int64_t units_milli)
{
    return turn_run_one(t, &q_usage_add,
                        ARGS(ARG_INT(resource_id, m->resource_id), ARG_INT(hour, at_ms / HOUR_MS),
                             ARG_INT(org_id, m->org_id), ARG_INT(seller_id, m->seller_id),
                             ARG_INT(units_milli, units_milli)));
}

/* Thousandths of an hour by the difference of two sums, so that no slice is lost between hours. */
enum kb_code meter_count(struct turn *t, struct meter *m)
{
    while (m->since_ms && m->since_ms < t->now_ms) {
        int64_t end_ms = (m->since_ms / HOUR_MS + 1) * HOUR_MS, before = m->run_ms * 1000 / HOUR_MS;
        if (end_ms > t->now_ms) end_ms = t->now_ms;
        m->run_ms += end_ms - m->since_ms;
        int64_t units_milli = m->run_ms * 1000 / HOUR_MS - before;
        if (units_milli) TRY(meter_use(t, m, m->since_ms, units_milli));
        m->since_ms = end_ms;
    }
    return KB_OK;
}

/* --- with its resource --- */

static enum kb_code on_opened(struct turn *t, int64_t id)
{
    struct resource r;
    struct price p;
    TRY(billing_resource_find(t, id, &r));
    if (catalog_cycle_prepaid(r.cycle)) return KB_OK;
    TRY(billing_quoted_unit(t, id, &p));
    TRY(rate_add(t, id, t->now_ms / HOUR_MS, &p));
    TRY(turn_put(t, &q_meter_save, &meter_shape,
                 &(struct meter){ .resource_id = id,
                                  .org_id = r.org_id,
                                  .seller_id = r.seller_id,
                                  .cycle = r.cycle,
                                  .start_ms = t->now_ms,
                                  .since_ms = strcmp(r.cycle, "hour") == 0 ? t->now_ms : 0,
                                  .billed_ms = kb_midnight_ms(t->now_ms, KB_CHINA_OFFSET_MIN),
                                  .next_ms = (t->now_ms / HOUR_MS + 1) * HOUR_MS }));
    return account_wake(t, r.org_id, r.seller_id);
}

/* *there: of a resource that is metered. */
static enum kb_code of_resource(struct turn *t, int64_t id, struct meter *m, bool *there)
{
    struct kb_list list;
    TRY(turn_all(t, &q_meter_find, ARGS(ARG_INT(resource_id, id)), &meter_shape, 1, &list));
    *there = list.n == 1;
    if (*there) *m = *(const struct meter *)list.at;
    return KB_OK;
}

static enum kb_code on_suspended(struct turn *t, int64_t id)
{
    struct meter m;
    bool there;
    TRY(of_resource(t, id, &m, &there));
    if (!there) return KB_OK;
    TRY(meter_count(t, &m));
    m.since_ms = 0;
    return meter_save(t, &m);
}

static enum kb_code on_resumed(struct turn *t, int64_t id)
{
    struct meter m;
    bool there;
    TRY(of_resource(t, id, &m, &there));
    if (!there || strcmp(m.cycle, "hour") != 0) return KB_OK;
    m.since_ms = t->now_ms;
    return meter_save(t, &m);
}

/* The last bill is made at once; what is reported later comes in one more. */
static enum kb_code on_closing(struct turn *t, int64_t id)
{
    struct meter m;
    bool there;
    TRY(of_resource(t, id, &m, &there));
    if (!there || m.stop_ms) return KB_OK;
    TRY(meter_count(t, &m));
    m.since_ms = 0;
    m.stop_ms = t->now_ms;
    m.next_ms = 0;
    TRY(meter_bill(t, &m, INT64_MAX));
    TRY(meter_save(t, &m));
    return account_wake(t, m.org_id, m.seller_id);
}

const struct turn_listener meter_listeners[] = {
    { "resource.opened", on_opened },
    { "resource.suspended", on_suspended },
    { "resource.resumed", on_resumed },
    { "resource.closing", on_closing },
    { .event = NULL },
};

/* --- with the clock --- */

static enum kb_code look(struct turn *t, struct meter *m)
{
    int64_t today_ms = kb_midnight_ms(t->now_ms, KB_CHINA_OFFSET_MIN);
    if (!m->stop_ms) TRY(rate_refresh(t, m));
    TRY(meter_count(t, m));
    if (m->stop_ms || m->billed_ms < today_ms)
        TRY(meter_bill(t, m, m->stop_ms ? INT64_MAX : today_ms));
    m->next_ms = m->stop_ms ? 0 : (t->now_ms / HOUR_MS + 1) * HOUR_MS;
    TRY(meter_save(t, m));
    return account_wake(t, m->org_id, m->seller_id);
}

static enum kb_code meters_tick(struct turn *t, const struct nothing *in, struct ticked *out)
{
    struct kb_list list;
    int64_t accounts_ms;
    (void)in;
    TRY(turn_all(t, &q_meters_due, ARGS(ARG_INT(now_ms, t->now_ms), ARG_INT(rows, METERS_MAX)),
                 &meter_shape, METERS_MAX, &list));
    struct meter *m = list.at;
    for (int64_t i = 0; i < list.n; i++)
        TRY(turn_due(t, "meter", m[i].resource_id, look(t, &m[i])));
    TRY(accounts_tick(t, &accounts_ms));
    TRY(turn_int(t, &q_meter_next_due, ARGS(ARG_INT(now_ms, t->now_ms)), &out->next_ms));
    if (accounts_ms && (!out->next_ms || accounts_ms < out->next_ms)) out->next_ms = accounts_ms;
    return KB_OK;
}
HANDLER(meters_tick, nothing, ticked);

const struct turn_route meter_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &meters_tick_call, "meters_tick",
      "Count what is used by time, look at its prices, bill it, look at balances." },
    { .method = NULL },
};
