/* checks - usage of a month that no bill has yet stands in the way of closing it. */
#include "billing/metering/metering_priv.h"
#include "checks_sql.h"

static enum kb_code unbilled(struct turn *t, int64_t until_ms, int64_t *n)
{
    return turn_int(
        t, &q_count_unbilled,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(until_hour, until_ms / HOUR_MS)), n);
}

const struct turn_check metering_checks[] = {
    { "period.close", "usage_unbilled", "未出账的用量（小时）", "Hours of usage that are not billed",
      "/fin/bills", false, unbilled },
    { .asked = NULL },
};
