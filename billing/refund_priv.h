/* refund - what is given back of a line that ends early: what is kept of it, all refunds of a
 * resource, and one line's refund by itself, found, set down, posted, done. */
#ifndef BILLING_REFUND_PRIV_H
#define BILLING_REFUND_PRIV_H

#include "billing/order_priv.h"

/* What is kept of every amount when the line is closed at at_ms, after used_s of its total_s: each
 * edge by its own terms. */
struct line_use {
    int64_t used_s, total_s, at_ms;
};
MUST_USE enum kb_code billing_kept(struct turn *t, const struct order_line *l,
                                   const struct kb_list *legs, const struct line_use *u,
                                   struct line_kept *k);

/* What closing it at this instant gives back of each line, decided now; paid when it is closed. */
MUST_USE enum kb_code billing_refunds_add(struct turn *t, const struct resource *r,
                                          const char *reason);
MUST_USE enum kb_code billing_refunds_pay(struct turn *t, int64_t resource_id);

struct refund {
    int64_t id, org_id, seller_id, line_id, resource_id, order_id, used_s, total_s, price_fen,
        kept_fen, back_fen, approval_id, created_by, created_ms, ended_ms;
    const char *state, *reason, *customer, *alias;
};

/* Lines of a resource that paid for time after at_ms and are not refunded already: struct
 * order_line, at most 200. */
MUST_USE enum kb_code billing_lines_with_time_left(struct turn *t, int64_t resource_id,
                                                   int64_t at_ms, struct kb_list *out);
/* The refund of a line that ends at at_ms, for which nobody has been asked; nothing is written. */
MUST_USE enum kb_code billing_refund_of(struct turn *t, const struct order_line *l, int64_t at_ms,
                                        struct refund *out);
MUST_USE enum kb_code billing_refund_add(struct turn *t, const struct refund *f);
/* Add its legs to a group of legs, each of event "refund" and of the product it is about. */
MUST_USE enum kb_code billing_refund_legs(struct turn *t, const struct refund *f,
                                          struct ledger_leg *book, size_t *n);
/* Posted: the line knows what was given back of it. */
MUST_USE enum kb_code billing_refund_done(struct turn *t, const struct refund *f);
/* Those that the order of this line has set down as a change and that still wait. */
MUST_USE enum kb_code billing_refunds_of_change(struct turn *t, const struct order_line *l,
                                                struct kb_list *out);

#endif
