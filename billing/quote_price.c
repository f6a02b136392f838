/* quote_price - the amounts of a quote: each line by the rules in force, then the coupon over the
 * lines it covers, so that the parts add up to what it pays. */
#include "billing/change.h"
#include "billing/quote_priv.h"
#include "ledger/muldiv.h"

#include <string.h>

enum kb_code quote_price_line(struct turn *t, const struct quote *q, const struct sku *sku,
                              bool running, struct quote_line *l)
{
    struct price p;
    bool metered = !catalog_cycle_prepaid(l->cycle);
    struct price_ask ask = { .customer_id = q->org_id,
                             .seller_id = q->seller_id,
                             .sku = sku,
                             .cycle = l->cycle,
                             .units_milli = l->periods * l->quantity * 1000,
                             .running = running };
    if (strcmp(l->cycle, "once") == 0 && l->periods != 1)
        return kb_fail_field(t->err, "periods", "request.field", "once is once");
    TRY(price_find(t, &ask, &p));
    TRY(price_guard(t, &p, 0));
    l->sku_id = sku->id;
    l->approval_id = p.approval_id;
    l->sku = sku->name;
    l->product = sku->product;
    l->unit = sku->unit;
    l->list_ufen = p.list_ufen;
    l->unit_ufen = p.unit_ufen;
    l->list_fen = metered ? 0 : p.list_fen; /* what is used is paid when it is known */
    l->price_fen = metered ? 0 : p.price_fen;
    l->legs = p.legs;
    l->steps = p.steps;
    l->offs = p.offs;
    return KB_OK;
}

/* --- the coupon --- */

static enum kb_code coupon_worth(struct turn *t, const struct coupon *c, int64_t covered_fen,
                                 int64_t *fen)
{
    *fen = c->amount_fen;
    if (strcmp(c->kind, "percent") == 0) {
        TRY(ledger_rate(covered_fen, c->rate_bp, fen, t->err));
        if (c->amount_fen && *fen > c->amount_fen) *fen = c->amount_fen;
    }
    if (*fen > covered_fen) *fen = covered_fen;
    if (covered_fen < c->min_fen)
        return kb_fail_field(t->err, "coupon", "coupon.under", "it is for orders of %s or more",
                             price_yuan(t, c->min_fen));
    if (!covered_fen)
        return kb_fail_field(t->err, "coupon", "coupon.under", "it covers nothing of this");
    if (c->left_fen >= 0 && *fen > c->left_fen)
        return kb_fail_field(t->err, "coupon", "coupon.limit", "its budget is used up");
    return KB_OK;
}

static enum kb_code covered(struct turn *t, const struct coupon *c, const struct quote_body *body,
                            int64_t *weights, int64_t *sum_fen)
{
    const struct quote_line *l = body->lines.at;
    *sum_fen = 0;
    for (int64_t i = 0; i < body->lines.n; i++) {
        struct sku sku;
        TRY(catalog_sku_find(t, l[i].sku_id, &sku));
        weights[i] = catalog_coupon_covers(c, &sku) ? l[i].price_fen : 0;
        *sum_fen += weights[i];
    }
    return KB_OK;
}

static enum kb_code take_coupon(struct turn *t, struct quote *q, struct quote_body *body,
                                const char *code)
{
    struct coupon c;
    int64_t weights[QUOTE_LINES_MAX], parts[QUOTE_LINES_MAX], sum_fen, fen;
    struct quote_line *l = body->lines.at;
    TRY(catalog_coupon(t, q->seller_id, q->org_id, code, &c));
    TRY(covered(t, &c, body, weights, &sum_fen));
    TRY(coupon_worth(t, &c, sum_fen, &fen));
    TRY(ledger_split(fen, weights, (size_t)body->lines.n, parts, t->err));
    q->coupon_id = c.id;
    for (int64_t i = 0; i < body->lines.n; i++) {
        if (!parts[i]) continue;
        l[i].coupon_fen = parts[i];
        struct price p = { .steps = l[i].steps };
        const char *yuan = price_yuan(t, parts[i]);
        price_say(t, &p,
                  &(struct price_step){ "coupon",
                                        kb_printf(t->arena, "优惠券“%s” −%s", c.name, yuan),
                                        kb_printf(t->arena, "coupon “%s” -%s", c.name, yuan),
                                        c.id, l[i].price_fen - parts[i] });
        l[i].steps = p.steps;
    }
    return KB_OK;
}

enum kb_code quote_close(struct turn *t, struct quote *q, struct quote_body *body, const char *code)
{
    struct quote_line *l = body->lines.at;
    if (code[0]) TRY(take_coupon(t, q, body, code));
    for (int64_t i = 0; i < body->lines.n; i++) {
        struct price p = { .price_fen = l[i].price_fen, .legs = l[i].legs };
        if (l[i].coupon_fen) TRY(price_guard(t, &p, l[i].coupon_fen));
        q->price_fen += l[i].price_fen;
        if (l[i].approval_id) q->approval_id = l[i].approval_id;
        q->coupon_fen += l[i].coupon_fen;
    }
    return KB_OK;
}

enum kb_code quote_renewal(struct turn *t, const struct resource *r, int64_t periods,
                           struct quote *q, struct quote_body *body)
{
    struct sku sku;
    struct quote_line *l = KB_NEW(t->arena, struct quote_line);
    if (!catalog_cycle_prepaid(r->cycle) || strcmp(r->cycle, "once") == 0)
        return kb_fail(t->err, KB_CONFLICT, "resource.no_end", "it has no end to be renewed");
    TRY(billing_check_unchanging(t, r));
    TRY(catalog_sku_find(t, r->sku_id, &sku));
    *l = (struct quote_line){ .cycle = r->cycle,
                              .periods = periods,
                              .quantity = 1,
                              .alias = r->alias,
                              .ssh_key = "" };
    q->org_id = r->org_id;
    q->seller_id = r->seller_id;
    q->kind = "renew";
    q->resource_id = r->id;
    q->old_end_ms = r->end_ms;
    body->lines = (struct kb_list){ l, 1 };
    return quote_price_line(t, q, &sku, true, l);
}
