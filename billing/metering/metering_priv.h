/* metering_priv - what metering's own files share: a meter, its hours and prices, its bills, its
 * customer's account. */
#ifndef BILLING_METERING_METERING_PRIV_H
#define BILLING_METERING_METERING_PRIV_H

#include "billing/metering/metering.h"

#define HOUR_MS      INT64_C(3600000)
#define METER_DAY_MS (24 * HOUR_MS)
#define METER_LATE_MS (92 * METER_DAY_MS) /* what is older than a quarter is not billed any more */

struct meter {
    int64_t resource_id, org_id, seller_id, start_ms, stop_ms, since_ms, run_ms, billed_ms, next_ms,
        told_ms;
    const char *cycle;
};
extern const struct kb_shape meter_shape;
MUST_USE enum kb_code meter_find(struct turn *t, int64_t resource_id, struct meter *out);
MUST_USE enum kb_code meter_save(struct turn *t, const struct meter *m);
/* Count the time that it ran up to now. */
MUST_USE enum kb_code meter_count(struct turn *t, struct meter *m);
/* Units used in the hour of at_ms, at the price of that hour. */
MUST_USE enum kb_code meter_use(struct turn *t, const struct meter *m, int64_t at_ms,
                                int64_t units_milli);

/* --- rate --- */
/* The price that counts from this hour on. */
MUST_USE enum kb_code rate_add(struct turn *t, int64_t resource_id, int64_t from_hour,
                               const struct price *p);
/* Look whether the price has changed since; a new one counts from this hour on, or from the next
 * when something was used in this one already. When there is none any more the old one stays, and
 * its seller is told, once a day. */
MUST_USE enum kb_code rate_refresh(struct turn *t, struct meter *m);
/* Its edges: struct price_leg with transfer_fen in µfen of a unit. */
MUST_USE enum kb_code rate_legs(struct turn *t, int64_t rate_id, struct kb_list *out);

/* --- bill --- */
/* Bill what was used in hours before until_ms and is not billed. */
MUST_USE enum kb_code meter_bill(struct turn *t, struct meter *m, int64_t until_ms);

/* --- account --- */
/* Look at this customer's balance soon. */
MUST_USE enum kb_code account_wake(struct turn *t, int64_t org_id, int64_t seller_id);
/* Look at those that are due; *next_ms: when again. */
MUST_USE enum kb_code accounts_tick(struct turn *t, int64_t *next_ms);
/* What one customer still owes one seller when nothing of it runs any more. */
struct overdue {
    int64_t org_id, seller_id;
    struct charges charges;
};
/* When it is looked at next, if no money comes before; 0: not again by the clock. The seller's
 * finance is told when it has been owed for long. */
MUST_USE enum kb_code overdue_look(struct turn *t, const struct overdue *o, int64_t *next_ms);
struct meter_policy {
    int64_t warn_hours, grace_hours;
};
extern const struct kb_shape meter_policy_shape;
MUST_USE enum kb_code meter_policy_of(struct turn *t, int64_t seller_id, struct meter_policy *out);

#endif
