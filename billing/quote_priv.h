/* quote - the price as a stored object, and what an order takes from it. */
#ifndef BILLING_QUOTE_PRIV_H
#define BILLING_QUOTE_PRIV_H

#include "billing/price.h"

#define QUOTE_LINES_MAX 20
#define QUOTE_UNITS_MAX 50 /* of all lines */

/* So many pieces of one thing for so many cycles; its amounts are of all of them. Of what is
 * metered price_fen is 0 and its legs are as of struct price. */
struct quote_line {
    int64_t sku_id, periods, quantity, cart_line_id, list_ufen, unit_ufen, list_fen, price_fen,
        coupon_fen, approval_id; /* of a price under cost; 0: none */
    const char *cycle, *sku, *product, *unit, *alias, *ssh_key;
    struct kb_list legs, steps, offs; /* struct price_leg, price_step, price_off */
};
extern const struct kb_shape quote_line_shape;
struct quote_body {
    struct kb_list lines;
};
extern const struct kb_shape quote_body_shape;

struct quote {
    int64_t id, org_id, seller_id, resource_id, old_end_ms, price_fen, coupon_id, coupon_fen,
        back_fen, approval_id, expires_ms, created_by, created_ms;
    const char *kind, *state;
};
extern const struct kb_shape quote_shape;

/* Of a change: what the old one's refund pays of it. */
static inline int64_t quote_by_refund_fen(const struct quote *q)
{
    int64_t fen = q->price_fen - q->coupon_fen;
    return q->back_fen < fen ? q->back_fen : fen;
}
/* What the customer pays: its price less what its seller's coupon and the old one's refund pay. */
static inline int64_t quote_cash_fen(const struct quote *q)
{
    return q->price_fen - q->coupon_fen - quote_by_refund_fen(q);
}

/* Write it with its lines. */
MUST_USE enum kb_code quote_write(struct turn *t, const struct quote *q,
                                  const struct quote_body *body);
/* The acting customer's, open and in time; refuses with quote.expired or quote.used. */
MUST_USE enum kb_code quote_take(struct turn *t, int64_t id, struct quote *q,
                                 struct quote_body *body);
MUST_USE enum kb_code quote_use(struct turn *t, int64_t id);
/* Its lines and their amounts; steps are empty. */
MUST_USE enum kb_code quote_body_of(struct turn *t, int64_t id, struct quote_body *body);
/* With the steps, for people. */
MUST_USE enum kb_code quote_whole_of(struct turn *t, int64_t id, struct quote_body *body);
/* Price one line for the customer of q, as of what runs already or not. */
MUST_USE enum kb_code quote_price_line(struct turn *t, const struct quote *q, const struct sku *sku,
                                       bool running, struct quote_line *l);
/* Take the coupon off the lines it covers, guard every line, and sum up. code "": none. */
MUST_USE enum kb_code quote_close(struct turn *t, struct quote *q, struct quote_body *body,
                                  const char *code);
/* As the customer sees it: no cost of anybody above. */
struct quote_page;
extern const struct kb_shape quote_page_shape;
void quote_show(struct turn *t, const struct quote *q, const struct quote_body *body,
                struct quote_page *out);
/* The lines of the acting customer's cart that are named, priced. ids: a JSON list of ids. */
MUST_USE enum kb_code billing_cart_quote(struct turn *t, const char *ids, struct quote *q,
                                         struct quote_body *body);
#define QUOTE_MS (15 * 60 * 1000LL) /* that it counts for, unless people made it for people */
/* What it costs to put a SKU in the place of a resource: price, cycle and periods stand in *l, what
 * the old one gives back as of now in q. */
MUST_USE enum kb_code quote_change(struct turn *t, const struct resource *r, const struct sku *sku,
                                   struct quote *q, struct quote_line *l);
/* What the renewal of a resource for so many cycles costs its customer now; nothing is written. */
MUST_USE enum kb_code quote_renewal(struct turn *t, const struct resource *r, int64_t periods,
                                    struct quote *q, struct quote_body *body);

#endif
