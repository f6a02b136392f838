/* grant - what a seller grants a customer beside the list price, as the price of a line is found:
 * a price of its own, promotions, a coupon; and how their budgets follow the order. */
#ifndef CATALOG_GRANT_H
#define CATALOG_GRANT_H

#include "catalog/catalog.h"

/* The most specific price that the seller has set for this customer; id 0: none. */
struct customer_price {
    int64_t id, price_ufen, rate_bp, approval_id;
    const char *kind; /* price, discount */
    bool under_cost;  /* and that was approved */
};
struct grant_ask {
    int64_t seller_id, customer_id;
    const struct sku *sku;
    const char *cycle;
};
MUST_USE enum kb_code catalog_customer_price(struct turn *t, const struct grant_ask *ask,
                                             struct customer_price *out);

/* Promotions that are for this line, by stack group and then by id. */
struct promotion {
    int64_t id, rate_bp, amount_fen, left_fen; /* left of the budget; -1: it has none */
    const char *name, *kind, *stack_group;     /* discount, reduce, price */
};
#define CATALOG_PROMOTIONS_MAX 32
MUST_USE enum kb_code catalog_promotions(struct turn *t, const struct grant_ask *ask,
                                         struct kb_list *out);
/* Whether a promise of so much off can still be kept, before anything is written. */
MUST_USE enum kb_code catalog_promotion_check(struct turn *t, int64_t id, int64_t fen);
/* An order holds of the budget what it was promised, uses it when it opens, or gives it back.
 * promotion.budget when it is not there any more. */
MUST_USE enum kb_code catalog_promotion_hold(struct turn *t, int64_t id, int64_t fen);
MUST_USE enum kb_code catalog_promotion_use(struct turn *t, int64_t id, int64_t fen);
MUST_USE enum kb_code catalog_promotion_free(struct turn *t, int64_t id, int64_t fen);

/* A coupon of the seller's that this customer may use now; coupon.* says why not. */
struct coupon {
    int64_t id, amount_fen, rate_bp, min_fen, ref_id, left_fen; /* left as above */
    const char *name, *kind, *scope, *ref_kind;                 /* amount, percent */
};
MUST_USE enum kb_code catalog_coupon(struct turn *t, int64_t seller_id, int64_t customer_id,
                                     const char *code, struct coupon *out);
bool catalog_coupon_covers(const struct coupon *c, const struct sku *sku);
struct coupon_hold {
    int64_t coupon_id, customer_id, order_id, fen, lines_n;
};
MUST_USE enum kb_code catalog_coupon_check(struct turn *t, const struct coupon_hold *h);
/* Its use and its money go with the order; coupon.limit when it has just been used up. */
MUST_USE enum kb_code catalog_coupon_hold(struct turn *t, const struct coupon_hold *h);
MUST_USE enum kb_code catalog_coupon_use(struct turn *t, int64_t coupon_id, int64_t fen);
/* A line gives its part back; the use itself with the order's last line. */
MUST_USE enum kb_code catalog_coupon_free(struct turn *t, int64_t coupon_id, int64_t order_id,
                                          int64_t fen);

/* Who brought the customer, while it counts; zeros: nobody. */
struct attribution {
    int64_t code_id, promotion_id, staff_id;
};
MUST_USE enum kb_code catalog_attribution(struct turn *t, int64_t customer_id,
                                          struct attribution *out);

extern const struct turn_route customer_price_routes[], promotion_routes[], coupon_routes[],
    invite_routes[];

#endif
