/* price - what something costs a customer, and everybody above its seller: found from the rules in
 * force, with every step said in a sentence. Pure: nothing is written. Private to billing. */
#ifndef BILLING_PRICE_H
#define BILLING_PRICE_H

#include "billing/billing.h"
#include "catalog/grant.h"

struct price_ask {
    int64_t customer_id, seller_id;
    const struct sku *sku;
    const char *cycle;
    int64_t units_milli; /* thousandths of cycles times pieces; of what is metered one unit */
    bool running;        /* of what runs already: it may be off the shelf by now */
};

/* One edge of the chain, from the supplier's on. Of what is metered transfer_fen and cap_fen are
 * µfen of one unit. */
struct price_leg {
    int64_t agreement_id, item_id, version, seller_id, buyer_id, transfer_fen, commission_bp,
        cap_fen, refund_days;
    const char *mode, *refund_policy;
};
extern const struct kb_shape price_leg_shape;
bool price_leg_agent(const struct price_leg *l);

struct price_step {
    const char *rule, *text_zh, *text_en; /* rule: list, sale, customer, promotion, coupon, pay */
    int64_t rule_id, amount_fen;          /* after the step */
};
extern const struct kb_shape price_step_shape, price_step_told_shape;

struct price_off { /* by a promotion */
    int64_t promotion_id, off_fen;
};
extern const struct kb_shape price_off_shape;

/* Of what is metered, list_fen and price_fen are µfen of one unit: a million units' fen. */
struct price {
    int64_t list_ufen, unit_ufen, list_fen, price_fen;
    bool metered, under_cost; /* the customer's price was granted below cost */
    int64_t approval_id;      /* by this */
    struct kb_list legs, steps, offs;
};
/* quote.cycle when it is not offered for that cycle; agreement.* when there is no chain. */
MUST_USE enum kb_code price_find(struct turn *t, const struct price_ask *ask, struct price *out);
/* Nobody may sell below what it pays: quote.under_cost names the edge. coupon_fen is the
 * seller's. */
MUST_USE enum kb_code price_guard(struct turn *t, const struct price *p, int64_t coupon_fen);
void price_say(struct turn *t, struct price *p, const struct price_step *step);
/* "1234.50" */
const char *price_yuan(struct turn *t, int64_t fen);

#endif
