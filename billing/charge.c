/* charge - lines of what was used: made due, and paid from the balance in one group with the
 * capture in every book, oldest first. */
#include "billing/charge.h"
#include "billing/order_priv.h"
#include "billing/quote_priv.h"
#include "charge_sql.h"

#include <string.h>

#define CHARGES_MAX 64 /* at a time */

enum kb_code billing_charge_add(struct turn *t, const struct charge *c, int64_t *line_id)
{
    struct sku sku;
    TRY(catalog_sku_find(t, c->of->sku_id, &sku));
    struct order_line l = { .id = turn_new_id(t),
                            .org_id = c->of->org_id,
                            .seller_id = c->of->seller_id,
                            .sku_id = sku.id,
                            .product_id = sku.product_id,
                            .resource_id = c->of->id,
                            .cycle = c->of->cycle,
                            .periods = 1,
                            .units_milli = c->units_milli,
                            .price_fen = c->price_fen,
                            .from_ms = c->from_ms,
                            .to_ms = c->to_ms,
                            .state = "due",
                            .reason = "",
                            .created_ms = t->now_ms };
    *line_id = l.id;
    return billing_line_due(t, &l, &c->legs);
}

/* Hold and capture at once: what the capture takes is there when it looks. */
static enum kb_code post(struct turn *t, const struct order_line *l)
{
    struct kb_list legs;
    struct ledger_leg book[CATALOG_EDGES_MAX + 1];
    struct ledger_posted posted;
    TRY(billing_legs_of(t, l->id, &legs));
    TRY(billing_book_legs(t, l, &legs, NULL, book + 1));
    book[0] = billing_hold_leg(l, "hold", l->price_fen);
    bool held = l->price_fen > 0;
    return ledger_post(t,
                       &(struct ledger_event){
                           .event = "capture",
                           .object = "line",
                           .object_id = l->id,
                           .product_id = l->product_id,
                           .sku_id = l->sku_id,
                           .legs = held ? book : book + 1,
                           .legs_n = (size_t)legs.n + held,
                           .biz_key = kb_printf(t->arena, "charge:lin:%lld", (long long)l->id) },
                       &posted);
}

/* A bill under half a fen moves nothing in any book. */
static enum kb_code anything(struct turn *t, const struct order_line *l, bool *out)
{
    struct kb_list legs;
    TRY(billing_legs_of(t, l->id, &legs));
    const struct order_leg *g = legs.at;
    *out = l->price_fen > 0;
    for (int64_t i = 0; i < legs.n; i++) *out = *out || g[i].transfer_fen > 0;
    return KB_OK;
}

static enum kb_code pay(struct turn *t, const struct order_line *l)
{
    bool any;
    TRY(anything(t, l, &any));
    if (any) TRY(post(t, l));
    return turn_run_one(t, &q_charge_paid, ARGS(ARG_INT(id, l->id), ARG_INT(now_ms, t->now_ms)));
}

enum kb_code billing_charges_pay(struct turn *t, int64_t customer_id, int64_t seller_id,
                                 struct charges *out)
{
    struct kb_list list;
    int64_t available_fen, frozen_fen;
    *out = (struct charges){ 0 };
    const struct db_arg *who = ARGS(ARG_INT(org_id, customer_id), ARG_INT(seller_id, seller_id),
                                    ARG_INT(rows, CHARGES_MAX));
    TRY(ledger_available(t, seller_id, customer_id, &available_fen, &frozen_fen));
    TRY(turn_all(t, &q_charges_due, who, &order_line_shape, CHARGES_MAX, &list));
    const struct order_line *l = list.at;
    for (int64_t i = 0; i < list.n && out->paid_fen + l[i].price_fen <= available_fen; i++) {
        TRY(pay(t, &l[i]));
        out->paid_fen += l[i].price_fen;
    }
    if (out->paid_fen) turn_touch(t, customer_id, "balance", customer_id);
    TRY(turn_int(t, &q_charges_due_fen, who, &out->due_fen));
    return turn_int(t, &q_charges_due_since, who, &out->since_ms);
}

/* --- what the order promised --- */

enum kb_code billing_quoted_unit(struct turn *t, int64_t resource_id, struct price *out)
{
    struct quote_body body;
    struct order_line l;
    int64_t quote_id;
    TRY(turn_find(t, "order line", &q_opening_line, ARGS(ARG_INT(resource_id, resource_id)),
                  &order_line_shape, &l));
    TRY(turn_int(t, &q_quote_of_order, ARGS(ARG_INT(id, l.order_id)), &quote_id));
    TRY(quote_body_of(t, quote_id, &body));
    const struct quote_line *q = body.lines.at;
    for (int64_t i = 0; i < body.lines.n; i++) {
        if (q[i].sku_id != l.sku_id || strcmp(q[i].cycle, l.cycle) != 0) continue;
        *out = (struct price){ .metered = true,
                               .list_ufen = q[i].list_ufen,
                               .unit_ufen = q[i].unit_ufen,
                               .price_fen = q[i].unit_ufen,
                               .legs = q[i].legs };
        return KB_OK;
    }
    return kb_fail(t->err, KB_INTERNAL, "internal", "quote %lld has no line of SKU %lld",
                   (long long)quote_id, (long long)l.sku_id);
}
