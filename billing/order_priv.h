/* order - what billing's own files share: a line with its chain, its capture, release and refund,
 * the resource's dates. */
#ifndef BILLING_ORDER_PRIV_H
#define BILLING_ORDER_PRIV_H

#include "billing/billing.h"
#include "billing/price.h"

/* One unit of what was ordered. */
struct order_line {
    int64_t id, order_id, org_id, seller_id, sku_id, product_id, resource_id, job_id, periods,
        units_milli, price_fen, coupon_fen, coupon_id, replaces_id, by_refund_fen, from_ms, to_ms,
        back_fen, created_ms, ended_ms;
    const char *cycle, *state, *reason;
};
extern const struct kb_shape order_line_shape;
static inline int64_t line_cash_fen(const struct order_line *l)
{
    return l->price_fen - l->coupon_fen;
}
/* Of that what is held until it opens: the rest is paid by what it replaces gives back. */
static inline int64_t line_held_fen(const struct order_line *l)
{
    return line_cash_fen(l) - l->by_refund_fen;
}

/* Its edge i, as the price was found. */
struct order_leg {
    int64_t line_id, idx, seller_id, buyer_id, agreement_id, item_id, transfer_fen, commission_bp,
        refund_days;
    const char *mode, *refund_policy;
};
MUST_USE enum kb_code billing_legs_of(struct turn *t, int64_t line_id, struct kb_list *out);

struct quote;
struct quote_body;
struct quote_line;

/* An order with its lines and what happened, for its customer. */
struct order_page {
    struct order_head *order;
    struct kb_list lines, timeline;
};
extern const struct kb_shape order_page_shape;
MUST_USE enum kb_code billing_order_page(struct turn *t, int64_t id, struct order_page *out);
/* The stored explanation of a placement: struct placement without what only the turn needs. */
extern const struct kb_shape placement_body_shape;

/* --- booking --- */
/* ledger.balance_short before anything is written. */
MUST_USE enum kb_code billing_check_money(struct turn *t, const struct quote *q);
/* The budgets that the quote's promotions and coupon need are still there. */
MUST_USE enum kb_code billing_check_grants(struct turn *t, const struct quote *q,
                                           const struct quote_body *body);
struct order_new_row {
    int64_t id, user_id;
    const char *kind; /* new, renew, change */
};
/* The order's row; uses the quote and its coupon up. lines_n: of the order, over which the coupon
 * may come back. */
MUST_USE enum kb_code billing_order_add(struct turn *t, const struct quote *q,
                                        const struct order_new_row *o, int64_t coupon_lines_n);
/* Unit n of a quote's line: its shares of the price, the coupon, every edge's price, and what
 * promotions took off. */
struct unit_share {
    const struct quote *q;
    const struct quote_line *ql;
    int64_t n;
};
MUST_USE enum kb_code billing_unit_amounts(struct turn *t, const struct unit_share *u,
                                           struct order_line *l);
/* The line's row with its legs and promotions; its money is held where state is held, and whatever
 * budgets it takes from. */
MUST_USE enum kb_code billing_line_book(struct turn *t, const struct unit_share *u,
                                        const struct order_line *l);
/* A line of what was used, with its legs: struct price_leg, in fen. Nothing is held for it. */
MUST_USE enum kb_code billing_line_due(struct turn *t, const struct order_line *l,
                                       const struct kb_list *legs);
/* Post the line's money in the books of everyone in the chain: vouchers of one group; budgets are
 * used. */
MUST_USE enum kb_code billing_capture(struct turn *t, const struct order_line *l);
/* The seller's side of money that moves between free and held: event "hold" or "release". */
struct ledger_leg billing_hold_leg(const struct order_line *l, const char *event, int64_t fen);
/* What was held goes back, of budgets too, and what it replaces stays. */
MUST_USE enum kb_code billing_release(struct turn *t, const struct order_line *l,
                                      const char *reason);
#define BILLING_CANCELLED "order.cancelled" /* why a line was released: its customer's wish */
/* The held line of a resource; not_found when none is held. */
MUST_USE enum kb_code billing_held_line(struct turn *t, int64_t resource_id,
                                        struct order_line *out);

/* Renew the acting customer's resource by a quote that was taken: the order's id. */
MUST_USE enum kb_code billing_renew(struct turn *t, const struct quote *q,
                                    const struct quote_body *body, int64_t *order_id);

/* --- the books of a line (legs.c) --- */
/* One leg of the ledger for every organisation of the chain: with kept NULL what the line costs,
 * else what is taken back of it. */
struct line_kept {
    int64_t price_fen, coupon_fen;              /* kept of the customer's side */
    int64_t transfer_fen[CATALOG_EDGES_MAX];    /* kept on every principal's edge */
};
MUST_USE enum kb_code billing_book_legs(struct turn *t, const struct order_line *l,
                                        const struct kb_list *legs, const struct line_kept *kept,
                                        struct ledger_leg *out);

/* --- resources --- */
/* Move the end by so many cycles from the anchor, compared with old_end_ms; a suspended one is
 * resumed. The new line's period is *from_ms to *to_ms. */
struct extension {
    int64_t old_end_ms, periods, from_ms, to_ms;
};
MUST_USE enum kb_code billing_extension(struct turn *t, const struct resource *r,
                                        struct extension *x);
MUST_USE enum kb_code billing_resource_extend(struct turn *t, const struct resource *r,
                                              const struct extension *x);
/* A customer's word for a thing: text on one line. */
MUST_USE enum kb_code billing_check_alias(struct turn *t, const char *alias);
MUST_USE enum kb_code billing_check_ssh_key(struct turn *t, const char *key);
/* The same as short as an alias is, with "-n" behind it unless n is 0. */
const char *billing_alias(struct turn *t, const char *wanted, int64_t n);
/* The spec of a job for this resource, JSON in the arena. */
struct provision {
    const char *driver, *sku_spec, *alias, *ssh_key;
    int64_t resource_id;
};
const char *billing_provision(struct turn *t, const struct provision *p);
#define BILLING_GRACE_MS (7 * 86400000LL) /* between being suspended and being closed */
/* Its refunds are found, its slot and itself are closing, and the job that does it is queued. */
MUST_USE enum kb_code billing_start_closing(struct turn *t, const struct resource *r,
                                            struct job *job);
MUST_USE enum kb_code billing_close_job(struct turn *t, const struct resource *r, struct job *out);
MUST_USE enum kb_code billing_resource_state(struct turn *t, int64_t id, const char *state,
                                             int64_t next_ms);
/* *renewed, or why not: a reason word. */
MUST_USE enum kb_code billing_auto_renew(struct turn *t, const struct resource *r, bool *renewed,
                                         const char **why);
/* At its end it is stopped; after the days of grace it is closed. */
MUST_USE enum kb_code billing_suspend(struct turn *t, const struct resource *r);
MUST_USE enum kb_code billing_cart_drop(struct turn *t, int64_t org_id, int64_t id);

#endif
