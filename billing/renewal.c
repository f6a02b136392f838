/* renewal - money and end date move together, compared with the end the quote was made for, so that
 * two renewals at once are one renewal and one refusal. By hand, or by itself a day before the end
 * where its customer wants that. */
#include "billing/change.h"
#include "billing/quote_priv.h"
#include "renewal_sql.h"

#include <string.h>

static enum kb_code renewable(struct turn *t, const struct resource *r)
{
    if (strcmp(r->state, "active") != 0 && strcmp(r->state, "suspended") != 0)
        return kb_fail(t->err, KB_CONFLICT, "resource.not_active",
                       "only what is open can be renewed");
    return billing_check_unchanging(t, r);
}

/* All that can refuse has refused. */
static enum kb_code renew(struct turn *t, const struct quote *q, const struct quote_body *body,
                          const struct resource *r, const struct order_new_row *o)
{
    const struct quote_line *ql = body->lines.at;
    struct unit_share share = { q, ql, 0 };
    struct sku sku;
    struct extension x = { .old_end_ms = q->old_end_ms, .periods = ql->periods };
    TRY(billing_extension(t, r, &x));
    TRY(catalog_sku_find(t, r->sku_id, &sku));
    struct order_line l = { .id = turn_new_id(t),
                            .order_id = o->id,
                            .org_id = q->org_id,
                            .seller_id = q->seller_id,
                            .sku_id = r->sku_id,
                            .product_id = sku.product_id,
                            .resource_id = r->id,
                            .cycle = ql->cycle,
                            .periods = ql->periods,
                            .units_milli = ql->periods * 1000,
                            .from_ms = x.from_ms,
                            .to_ms = x.to_ms,
                            .state = "active",
                            .reason = "",
                            .created_ms = t->now_ms,
                            .ended_ms = t->now_ms };
    TRY(billing_unit_amounts(t, &share, &l));
    TRY(billing_order_add(t, q, o, 1));
    TRY(billing_line_book(t, &share, &l));
    TRY(billing_capture(t, &l));
    return billing_resource_extend(t, r, &x);
}

enum kb_code billing_renew(struct turn *t, const struct quote *q, const struct quote_body *body,
                           int64_t *order_id)
{
    struct resource r;
    struct order_new_row o = { turn_new_id(t), t->actor.user_id, "renew" };
    TRY(billing_resource_of(t, t->actor.org_id, q->resource_id, &r));
    TRY(renewable(t, &r));
    if (r.end_ms != q->old_end_ms)
        return kb_fail(t->err, KB_CONFLICT, "resource.renewed", "it was renewed since this quote");
    TRY(billing_check_money(t, q));
    TRY(billing_check_grants(t, q, body));
    TRY(renew(t, q, body, &r, &o));
    turn_touch(t, q->org_id, "order", o.id);
    turn_touch(t, q->org_id, "balance", q->org_id);
    *order_id = o.id;
    return KB_OK;
}

struct renewal {
    int64_t id, quote_id;
};
static const struct kb_field renewal_fields[] = { ID(renewal, id, "res"),
                                                  ID(renewal, quote_id, "quo"),
                                                  { .name = NULL } };
static SHAPE(renewal);

static enum kb_code resource_renew(struct turn *t, const struct renewal *in, struct order_page *out)
{
    struct quote q;
    struct quote_body body;
    struct resource r;
    int64_t order_id;
    TRY(quote_take(t, in->quote_id, &q, &body));
    TRY(billing_resource_of(t, t->actor.org_id, in->id, &r));
    if (q.resource_id != r.id || strcmp(q.kind, "renew") != 0)
        return kb_fail_field(t->err, "quote_id", "quote.for_other",
                             "this quote is for something else");
    TRY(billing_renew(t, &q, &body, &order_id));
    return billing_order_page(t, order_id, out);
}
HANDLER(resource_renew, renewal, order_page);

/* --- by itself --- */

/* Everything that can refuse, and the quote ready to be written. */
static enum kb_code priced(struct turn *t, const struct resource *r, struct quote *q,
                           struct quote_body *body)
{
    *q = (struct quote){ .kind = "renew", .state = "open", .created_ms = t->now_ms };
    TRY(org_check_trading(t, r->org_id));
    TRY(quote_renewal(t, r, 1, q, body));
    TRY(quote_close(t, q, body, ""));
    TRY(billing_check_money(t, q));
    return billing_check_grants(t, q, body);
}

enum kb_code billing_auto_renew(struct turn *t, const struct resource *r, bool *renewed,
                                const char **why)
{
    struct quote q;
    struct quote_body body;
    struct kb_error refused = { 0 }, *err = t->err;
    struct order_new_row o = { turn_new_id(t), 0, "renew" };
    t->err = &refused;
    enum kb_code code = priced(t, r, &q, &body);
    t->err = err;
    *renewed = code == KB_OK;
    *why = kb_strdup(t->arena, refused.reason);
    if (code == KB_INTERNAL || code == KB_UNAVAILABLE) return *err = refused, code;
    if (!*renewed) return KB_OK;
    q.id = turn_new_id(t);
    q.expires_ms = t->now_ms + 1;
    TRY(quote_write(t, &q, &body));
    TRY(renew(t, &q, &body, r, &o));
    turn_touch(t, r->org_id, "balance", r->org_id);
    return turn_notify(t, &(struct turn_notice){
                              .org_id = r->org_id,
                              .kind = "renewed",
                              .object = "resource",
                              .object_id = r->id,
                              .text_zh = kb_printf(t->arena, "%s 已自动续费，扣款 %s 元", r->alias,
                                                   price_yuan(t, quote_cash_fen(&q))),
                              .text_en = kb_printf(t->arena, "%s was renewed by itself for %s",
                                                   r->alias, price_yuan(t, quote_cash_fen(&q))) });
}

struct auto_renew {
    int64_t id;
    bool on;
};
static const struct kb_field auto_renew_fields[] = { ID(auto_renew, id, "res"),
                                                     BOOL(auto_renew, on),
                                                     { .name = NULL } };
static SHAPE(auto_renew);

static enum kb_code auto_renew(struct turn *t, const struct auto_renew *in, struct done *out)
{
    struct resource r;
    TRY(billing_resource_of(t, t->actor.org_id, in->id, &r));
    if (in->on && !r.end_ms)
        return kb_fail(t->err, KB_CONFLICT, "resource.no_end", "it has no end to be renewed");
    TRY(turn_run_one(t, &q_auto_renew_set,
                     ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id),
                          ARG_INT(auto_renew, in->on))));
    out->ok = true;
    return turn_change(t, r.org_id, "resource", r.id, in->on ? "auto_renew_on" : "auto_renew_off",
                       "");
}
HANDLER(auto_renew, auto_renew, done);

const struct turn_route renewal_routes[] = {
    { "POST", "/v1/resources/{id}/renew", WHO_C_ADMIN, &resource_renew_call, "resources_renew",
      "Extend a resource by a renewal quote.", TURN_MONEY },
    { "POST", "/v1/resources/{id}/auto-renew", WHO_C_ADMIN, &auto_renew_call,
      "resources_auto_renew", "Renew it by itself a day before its end, or do not." },
    { .method = NULL },
};
