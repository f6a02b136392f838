/* change - another SKU in a resource's place: what the ways of a resource's life ask of it. */
#ifndef BILLING_CHANGE_H
#define BILLING_CHANGE_H

#include "billing/order_priv.h"

/* Refuses with resource.changing while another is about to take its place. */
MUST_USE enum kb_code billing_check_unchanging(struct turn *t, const struct resource *r);
/* The order that is about to put another in its place; 0: none. */
MUST_USE enum kb_code billing_changing(struct turn *t, const struct resource *r, int64_t *order_id);
/* What a quote's change may be refused for by now; nothing for other quotes. */
MUST_USE enum kb_code billing_change_check(struct turn *t, const struct quote *q);
/* What the old one gives back is set down: it waits until the new one opens. */
MUST_USE enum kb_code billing_change_begin(struct turn *t, const struct quote *q, int64_t order_id);
/* Add what the change of this line gives back, and what of that is held to pay it, to the legs of
 * its capture. */
MUST_USE enum kb_code billing_change_legs(struct turn *t, const struct order_line *l,
                                          struct ledger_leg *book, size_t *n);
/* Opened: the refunds are paid, the old one ends after the time to move. */
MUST_USE enum kb_code billing_change_end(struct turn *t, const struct order_line *l);
/* Not opened: nothing is given back. */
MUST_USE enum kb_code billing_change_drop(struct turn *t, const struct order_line *l,
                                          const char *reason);

#endif
