/* checks - what of settling stands in the way of closing a month. */
#include "billing/settlement/settlement_priv.h"
#include "checks_sql.h"

static enum kb_code count(struct turn *t, const struct db_query *q, int64_t until_ms, int64_t *n)
{
    return turn_int(t, q, ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(until_ms, until_ms)), n);
}

static enum kb_code unconfirmed(struct turn *t, int64_t until_ms, int64_t *n)
{
    return count(t, &q_count_unconfirmed, until_ms, n);
}

static enum kb_code objections(struct turn *t, int64_t until_ms, int64_t *n)
{
    return count(t, &q_count_objections, until_ms, n);
}

const struct turn_check settlement_checks[] = {
    { "period.close", "settlements_unconfirmed", "未确认的结算单",
      "Settlements that both sides have not confirmed", "/fin/settlements?state=draft", false,
      unconfirmed },
    { "period.close", "objections_open", "未处理的结算异议", "Objections that are still open",
      "/fin/objections?state=open", false, objections },
    { .asked = NULL },
};
