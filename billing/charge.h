/* charge - what was used, paid for afterwards: a line of no order, due until its customer's balance
 * pays it, then captured in the books of everyone in the chain like any other. */
#ifndef BILLING_CHARGE_H
#define BILLING_CHARGE_H

#include "billing/billing.h"
#include "billing/price.h"

struct charge {
    const struct resource *of;
    int64_t from_ms, to_ms, units_milli, price_fen; /* of the time it was used in */
    struct kb_list legs;               /* struct price_leg: what each edge comes to, in fen */
};
/* Its line, due. */
MUST_USE enum kb_code billing_charge_add(struct turn *t, const struct charge *c, int64_t *line_id);
/* Pay what is due to this seller, oldest first, as far as the balance goes; at most 64 at a
 * time. */
struct charges {
    int64_t paid_fen; /* now */
    int64_t due_fen;  /* still */
    int64_t since_ms; /* the oldest that is still due was made; 0: none is */
};
MUST_USE enum kb_code billing_charges_pay(struct turn *t, int64_t customer_id, int64_t seller_id,
                                          struct charges *out);

/* The price of one unit as the order of a metered resource promised it: struct price of a quote's
 * line, its µfen and legs. */
MUST_USE enum kb_code billing_quoted_unit(struct turn *t, int64_t resource_id, struct price *out);

/* Stop what has nothing left to be paid from; after the days of grace it is closed. Go on with it
 * when there is. Tell "resource.suspended" and "resource.resumed". */
MUST_USE enum kb_code billing_suspend_unpaid(struct turn *t, const struct resource *r);
MUST_USE enum kb_code billing_resume(struct turn *t, const struct resource *r);

#endif
