/* bill - a day's usage of one resource, one bill for each price it was used at: units times price
 * and what the last bill left over, rounded once for the customer and once for every principal's
 * edge. Commissions are of the rounded price, like everywhere. */
#include "billing/metering/metering_priv.h"
#include "bill_sql.h"
#include "ledger/muldiv.h"

#include <string.h>

#define RATES_MAX 100 /* prices of one resource in one bill run: 31 days of hours have fewer */

/* What was used at one price and is not billed. */
struct open_usage {
    int64_t rate_id, unit_ufen, units_milli, late_milli, first_hour, last_hour;
};
static const struct kb_field open_usage_fields[] = {
    INT(open_usage, rate_id),    INT(open_usage, unit_ufen),  INT(open_usage, units_milli),
    INT(open_usage, late_milli), INT(open_usage, first_hour), INT(open_usage, last_hour),
    { .name = NULL },
};
static SHAPE(open_usage);

struct bill {
    int64_t id, org_id, seller_id, resource_id, rate_id, from_ms, to_ms, units_milli, late_milli,
        unit_ufen, carry_in_nfen, carry_out_nfen, amount_fen, created_ms;
};
static const struct kb_field bill_fields[] = {
    INT(bill, id),          INT(bill, org_id),        INT(bill, seller_id),
    INT(bill, resource_id), INT(bill, rate_id),       INT(bill, from_ms),
    INT(bill, to_ms),       INT(bill, units_milli),   INT(bill, late_milli),
    INT(bill, unit_ufen),   INT(bill, carry_in_nfen), INT(bill, carry_out_nfen),
    INT(bill, amount_fen),  INT(bill, created_ms),    { .name = NULL },
};
static SHAPE(bill);

/* Round with what was left over at this buyer, and keep what is left now. */
static enum kb_code rounded(struct turn *t, int64_t resource_id, int64_t buyer_id,
                            struct ledger_metered *m, int64_t *fen, int64_t *carry_nfen)
{
    const struct db_arg *key =
        ARGS(ARG_INT(resource_id, resource_id), ARG_INT(buyer_id, buyer_id));
    TRY(turn_int(t, &q_carry_of, key, &m->carry_nfen));
    TRY(ledger_metered_fen(m, fen, carry_nfen, t->err));
    return turn_run(t, &q_carry_set,
                    ARGS(ARG_INT(resource_id, resource_id), ARG_INT(buyer_id, buyer_id),
                         ARG_INT(nfen, *carry_nfen)));
}

static enum kb_code edges(struct turn *t, const struct bill *b, struct kb_list *legs)
{
    TRY(rate_legs(t, b->rate_id, legs));
    struct price_leg *l = legs->at;
    for (int64_t i = 0; i < legs->n; i++) {
        int64_t carry;
        struct ledger_metered m = { b->units_milli, l[i].transfer_fen, 0 };
        if (price_leg_agent(&l[i])) continue;
        TRY(rounded(t, b->resource_id, l[i].buyer_id, &m, &l[i].transfer_fen, &carry));
    }
    return KB_OK;
}

static enum kb_code bill_one(struct turn *t, const struct meter *m, const struct open_usage *u)
{
    struct resource r;
    struct kb_list legs;
    struct bill b = { .org_id = m->org_id,
                      .seller_id = m->seller_id,
                      .resource_id = m->resource_id,
                      .rate_id = u->rate_id,
                      .from_ms = u->first_hour * HOUR_MS,
                      .to_ms = (u->last_hour + 1) * HOUR_MS,
                      .units_milli = u->units_milli,
                      .late_milli = u->late_milli,
                      .unit_ufen = u->unit_ufen,
                      .created_ms = t->now_ms };
    struct ledger_metered price = { b.units_milli, b.unit_ufen, 0 };
    if (b.from_ms < m->start_ms) b.from_ms = m->start_ms;
    if (b.to_ms > t->now_ms) b.to_ms = t->now_ms;
    TRY(billing_resource_find(t, m->resource_id, &r));
    TRY(rounded(t, m->resource_id, m->org_id, &price, &b.amount_fen, &b.carry_out_nfen));
    b.carry_in_nfen = price.carry_nfen;
    TRY(edges(t, &b, &legs));
    struct charge charge = { &r, b.from_ms, b.to_ms, b.units_milli, b.amount_fen, legs };
    TRY(billing_charge_add(t, &charge, &b.id));
    TRY(turn_put(t, &q_bill_add, &bill_shape, &b));
    turn_touch(t, m->org_id, "bill", b.id);
    return KB_OK;
}

enum kb_code meter_bill(struct turn *t, struct meter *m, int64_t until_ms)
{
    struct kb_list list;
    int64_t before_hour = until_ms == INT64_MAX ? t->now_ms / HOUR_MS + 1 : until_ms / HOUR_MS;
    const struct db_arg *args =
        ARGS(ARG_INT(resource_id, m->resource_id), ARG_INT(org_id, m->org_id),
             ARG_INT(before_hour, before_hour),
             ARG_INT(late_hour, m->billed_ms / HOUR_MS), ARG_INT(rows, RATES_MAX));
    TRY(turn_all(t, &q_usage_open, args, &open_usage_shape, RATES_MAX, &list));
    const struct open_usage *u = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        TRY(bill_one(t, m, &u[i]));
        TRY(turn_run(t, &q_usage_billed,
                     ARGS(ARG_INT(resource_id, m->resource_id), ARG_INT(org_id, m->org_id),
                          ARG_INT(rate_id, u[i].rate_id),
                          ARG_INT(before_hour, before_hour))));
    }
    m->billed_ms = until_ms == INT64_MAX ? t->now_ms : until_ms;
    return KB_OK;
}
