/* overdue - what is owed for what has ended. It is paid when money comes, whenever that is; the
 * clock looks once a day for a month, then it is a receivable that the seller's finance is told of
 * and that stands in the checklist of every month until it is paid. */
#include "billing/metering/metering_priv.h"
#include "org/org.h"
#include "overdue_sql.h"

#define OVERDUE_MS (30 * METER_DAY_MS)

static enum kb_code tell(struct turn *t, const struct overdue *o)
{
    struct org customer, seller;
    TRY(org_find(t, o->org_id, &customer));
    TRY(org_find(t, o->seller_id, &seller));
    const char *owed = price_yuan(t, o->charges.due_fen);
    return turn_notify(
        t, &(struct turn_notice){
               .org_id = o->seller_id,
               .role_bits = org_role_bit(seller.kind, "finance"),
               .kind = "bills_overdue",
               .object = "customer",
               .object_id = o->org_id,
               .text_zh = kb_printf(t->arena, "%s 的按量账单 %s 元已逾期 30 天，资源已关闭",
                                    customer.name, owed),
               .text_en = kb_printf(t->arena, "%s has owed %s for 30 days for what is closed",
                                    customer.name, owed) });
}

enum kb_code overdue_look(struct turn *t, const struct overdue *o, int64_t *next_ms)
{
    *next_ms = 0;
    if (!o->charges.due_fen) return KB_OK;
    int64_t over_ms = o->charges.since_ms + OVERDUE_MS;
    if (t->now_ms >= over_ms) return tell(t, o);
    *next_ms = t->now_ms + METER_DAY_MS < over_ms ? t->now_ms + METER_DAY_MS : over_ms;
    return KB_OK;
}

static enum kb_code overdue_n(struct turn *t, int64_t until_ms, int64_t *n)
{
    return turn_int(t, &q_overdue_n,
                    ARGS(ARG_INT(org_id, t->actor.org_id),
                         ARG_INT(before_ms, until_ms - OVERDUE_MS)),
                    n);
}

const struct turn_check overdue_checks[] = {
    { "period.close", "bills_overdue", "逾期 30 天未付的按量账单",
      "Bills unpaid for 30 days", "/fin/bills?state=due", false, overdue_n },
    { .asked = NULL },
};
