/* booking - what buying, renewing and changing share: the order's row, each unit's share of every
 * amount of the quote, its money held, and the chain kept for the day it is charged. */
#include "billing/change.h"
#include "billing/quote_priv.h"
#include "booking_sql.h"
#include "ledger/muldiv.h"

struct order {
    int64_t id, org_id, seller_id, quote_id, price_fen, coupon_fen, user_id, staff_id,
        department_id, created_ms;
    const char *kind;
};
static const struct kb_field order_row_fields[] = {
    INT(order, id),        INT(order, org_id),     INT(order, seller_id),
    INT(order, quote_id),  INT(order, price_fen),  INT(order, coupon_fen),
    INT(order, user_id),   INT(order, staff_id),   INT(order, department_id),
    INT(order, created_ms), STR(order, kind),      { .name = NULL },
};
static const struct kb_shape order_row_shape = { "order", sizeof(struct order), order_row_fields };

static const struct kb_field order_leg_fields[] = {
    INT(order_leg, line_id),      INT(order_leg, idx),
    INT(order_leg, seller_id),    INT(order_leg, buyer_id),
    INT(order_leg, agreement_id), INT(order_leg, item_id),
    STR(order_leg, mode),         INT(order_leg, transfer_fen),
    INT(order_leg, commission_bp), STR(order_leg, refund_policy),
    INT(order_leg, refund_days),  { .name = NULL },
};
static SHAPE(order_leg);

enum kb_code billing_legs_of(struct turn *t, int64_t line_id, struct kb_list *out)
{
    return turn_all(t, &q_legs_of, ARGS(ARG_INT(line_id, line_id)), &order_leg_shape,
                    CATALOG_EDGES_MAX, out);
}

enum kb_code billing_check_money(struct turn *t, const struct quote *q)
{
    int64_t available, frozen;
    TRY(ledger_available(t, q->seller_id, q->org_id, &available, &frozen));
    if (available >= quote_cash_fen(q)) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.balance_short",
                   "%lld fen are there, %lld are needed", (long long)available,
                   (long long)quote_cash_fen(q));
}

/* Of one promotion over all lines of the quote. */
static int64_t off_of(const struct quote_body *body, int64_t promotion_id)
{
    const struct quote_line *l = body->lines.at;
    int64_t fen = 0;
    for (int64_t i = 0; i < body->lines.n; i++) {
        const struct price_off *o = l[i].offs.at;
        for (int64_t k = 0; k < l[i].offs.n; k++)
            if (o[k].promotion_id == promotion_id) fen += o[k].off_fen;
    }
    return fen;
}

enum kb_code billing_check_grants(struct turn *t, const struct quote *q,
                                  const struct quote_body *body)
{
    const struct quote_line *l = body->lines.at;
    for (int64_t i = 0; i < body->lines.n; i++) {
        const struct price_off *o = l[i].offs.at;
        for (int64_t k = 0; k < l[i].offs.n; k++)
            TRY(catalog_promotion_check(t, o[k].promotion_id, off_of(body, o[k].promotion_id)));
    }
    struct coupon_hold hold = { q->coupon_id, q->org_id, 0, q->coupon_fen, 0 };
    return catalog_coupon_check(t, &hold);
}

enum kb_code billing_order_add(struct turn *t, const struct quote *q, const struct order_new_row *o,
                               int64_t coupon_lines_n)
{
    int64_t staff_id, department_id;
    TRY(quote_use(t, q->id));
    TRY(org_customer_dims(t, q->org_id, &staff_id, &department_id));
    TRY(turn_put(t, &q_order_add, &order_row_shape,
                 &(struct order){ .id = o->id,
                                  .org_id = q->org_id,
                                  .seller_id = q->seller_id,
                                  .quote_id = q->id,
                                  .price_fen = q->price_fen,
                                  .coupon_fen = q->coupon_fen,
                                  .user_id = o->user_id,
                                  .staff_id = staff_id,
                                  .department_id = department_id,
                                  .created_ms = t->now_ms,
                                  .kind = o->kind }));
    return catalog_coupon_hold(t, &(struct coupon_hold){ q->coupon_id, q->org_id, o->id,
                                                         q->coupon_fen, coupon_lines_n });
}

/* --- a unit's share --- */

static enum kb_code share(struct turn *t, const struct unit_share *u, int64_t total, int64_t *out)
{
    int64_t weights[QUOTE_UNITS_MAX], parts[QUOTE_UNITS_MAX];
    if (u->ql->quantity == 1) return *out = total, KB_OK;
    for (int64_t i = 0; i < u->ql->quantity; i++) weights[i] = 1;
    TRY(ledger_split(total, weights, (size_t)u->ql->quantity, parts, t->err));
    *out = parts[u->n];
    return KB_OK;
}

enum kb_code billing_unit_amounts(struct turn *t, const struct unit_share *u, struct order_line *l)
{
    TRY(share(t, u, u->ql->price_fen, &l->price_fen));
    TRY(share(t, u, u->ql->coupon_fen, &l->coupon_fen));
    l->coupon_id = l->coupon_fen ? u->q->coupon_id : 0;
    return KB_OK;
}

static enum kb_code leg_add(struct turn *t, int64_t line_id, int64_t idx, const struct price_leg *p,
                            int64_t transfer_fen)
{
    return turn_put(t, &q_leg_add, &order_leg_shape,
                    &(struct order_leg){ .line_id = line_id,
                                         .idx = idx,
                                         .seller_id = p->seller_id,
                                         .buyer_id = p->buyer_id,
                                         .agreement_id = p->agreement_id,
                                         .item_id = p->item_id,
                                         .mode = p->mode,
                                         .transfer_fen = transfer_fen,
                                         .commission_bp = p->commission_bp,
                                         .refund_policy = p->refund_policy,
                                         .refund_days = p->refund_days });
}

static enum kb_code legs_add(struct turn *t, const struct unit_share *u, int64_t line_id)
{
    const struct price_leg *legs = u->ql->legs.at;
    bool metered = !catalog_cycle_prepaid(u->ql->cycle); /* priced when it is used */
    for (int64_t i = 0; i < u->ql->legs.n; i++) {
        int64_t transfer_fen = 0;
        if (!metered) TRY(share(t, u, legs[i].transfer_fen, &transfer_fen));
        TRY(leg_add(t, line_id, i, &legs[i], transfer_fen));
    }
    return KB_OK;
}

enum kb_code billing_line_due(struct turn *t, const struct order_line *l,
                              const struct kb_list *legs)
{
    const struct price_leg *p = legs->at;
    TRY(turn_put(t, &q_line_add, &order_line_shape, l));
    for (int64_t i = 0; i < legs->n; i++) TRY(leg_add(t, l->id, i, &p[i], p[i].transfer_fen));
    return KB_OK;
}

static enum kb_code promotions_add(struct turn *t, const struct unit_share *u, int64_t line_id)
{
    const struct price_off *offs = u->ql->offs.at;
    for (int64_t i = 0; i < u->ql->offs.n; i++) {
        int64_t off_fen;
        TRY(share(t, u, offs[i].off_fen, &off_fen));
        if (!off_fen) continue;
        TRY(catalog_promotion_hold(t, offs[i].promotion_id, off_fen));
        TRY(turn_run(t, &q_promotion_add,
                     ARGS(ARG_INT(line_id, line_id), ARG_INT(promotion_id, offs[i].promotion_id),
                          ARG_INT(off_fen, off_fen))));
    }
    return KB_OK;
}

struct ledger_leg billing_hold_leg(const struct order_line *l, const char *event, int64_t fen)
{
    return (struct ledger_leg){ .org_id = l->seller_id,
                                .event = event,
                                .role = "own",
                                .mode = "",
                                .customer_id = l->org_id,
                                .vars = { { "amount", fen } } };
}

/* Hold, or release, what the line holds. */
static enum kb_code move_held(struct turn *t, const struct order_line *l, const char *event)
{
    struct ledger_posted posted;
    struct ledger_leg leg = billing_hold_leg(l, event, line_held_fen(l));
    if (!line_held_fen(l)) return KB_OK;
    return ledger_post(t,
                       &(struct ledger_event){ .event = event,
                                               .object = "line",
                                               .object_id = l->id,
                                               .biz_key = kb_printf(t->arena, "%s:lin:%lld", event,
                                                                    (long long)l->id),
                                               .order_id = l->order_id,
                                               .legs = &leg,
                                               .legs_n = 1 },
                       &posted);
}

enum kb_code billing_line_book(struct turn *t, const struct unit_share *u,
                               const struct order_line *l)
{
    TRY(move_held(t, l, "hold"));
    TRY(promotions_add(t, u, l->id));
    TRY(turn_put(t, &q_line_add, &order_line_shape, l));
    return legs_add(t, u, l->id);
}

/* --- charging it, and giving it back --- */

struct off_row {
    int64_t promotion_id, off_fen;
};
static const struct kb_field off_row_fields[] = { INT(off_row, promotion_id),
                                                  INT(off_row, off_fen),
                                                  { .name = NULL } };
static SHAPE(off_row);

static enum kb_code budgets(struct turn *t, const struct order_line *l, bool used)
{
    struct kb_list list;
    TRY(turn_all(t, &q_promotions_of, ARGS(ARG_INT(line_id, l->id)), &off_row_shape,
                 CATALOG_PROMOTIONS_MAX, &list));
    const struct off_row *o = list.at;
    for (int64_t i = 0; i < list.n; i++)
        TRY(used ? catalog_promotion_use(t, o[i].promotion_id, o[i].off_fen)
                 : catalog_promotion_free(t, o[i].promotion_id, o[i].off_fen));
    if (!l->coupon_fen) return KB_OK;
    return used ? catalog_coupon_use(t, l->coupon_id, l->coupon_fen)
                : catalog_coupon_free(t, l->coupon_id, l->order_id, l->coupon_fen);
}

enum kb_code billing_capture(struct turn *t, const struct order_line *l)
{
    struct kb_list legs;
    struct ledger_leg book[LEDGER_LEGS_MAX];
    struct ledger_posted posted;
    size_t n = 0;
    TRY(budgets(t, l, true));
    if (!catalog_cycle_prepaid(l->cycle)) return KB_OK;
    TRY(billing_change_legs(t, l, book, &n));
    TRY(billing_legs_of(t, l->id, &legs));
    TRY(billing_book_legs(t, l, &legs, NULL, book + n));
    return ledger_post(t,
                       &(struct ledger_event){
                           .event = "capture",
                           .object = "line",
                           .object_id = l->id,
                           .order_id = l->order_id,
                           .product_id = l->product_id,
                           .sku_id = l->sku_id,
                           .legs = book,
                           .legs_n = n + (size_t)legs.n,
                           .biz_key = kb_printf(t->arena, "capture:lin:%lld", (long long)l->id) },
                       &posted);
}

enum kb_code billing_release(struct turn *t, const struct order_line *l, const char *reason)
{
    TRY(budgets(t, l, false));
    TRY(move_held(t, l, "release"));
    TRY(billing_change_drop(t, l, reason));
    return turn_run_one(t, &q_line_released,
                        ARGS(ARG_INT(id, l->id), ARG_STR(reason, reason),
                             ARG_INT(now_ms, t->now_ms)));
}
