/* legs - a line's money as every organisation of its chain books it: who stands where (sole, own,
 * middle, top), whether it buys and sells as a principal or an agent, and the amounts its entry
 * template names. For a charge all of it; for a refund also what is kept. */
#include "billing/order_priv.h"
#include "ledger/muldiv.h"
#include "legs_sql.h"

#include <string.h>

struct order_dims {
    int64_t staff_id, department_id;
};
static const struct kb_field order_dims_fields[] = { INT(order_dims, staff_id),
                                                     INT(order_dims, department_id),
                                                     { .name = NULL } };
static SHAPE(order_dims);

struct vars {
    struct ledger_leg *leg;
    size_t n;
    bool refund;
};

static void put(struct vars *v, const char *name, int64_t fen)
{
    KB_ASSERT(v->n < LEDGER_VARS_MAX);
    v->leg->vars[v->n++] = (struct ledger_var){ name, fen };
}

/* Of the charge, and of a refund what stays. */
static void put_kept(struct vars *v, const char *name, int64_t fen, const char *kept_name,
                     int64_t kept_fen)
{
    put(v, name, fen);
    if (v->refund) put(v, kept_name, kept_fen);
}

static bool agent(const struct order_leg *l)
{
    return strcmp(l->mode, "rebate") == 0;
}

/* A rate of the price, and the same rate of what is kept of it: never a rate of a difference. */
static enum kb_code put_commission(struct turn *t, struct vars *v, const struct order_leg *edge,
                                   int64_t price_fen, int64_t kept_fen, bool in)
{
    int64_t all = 0, kept = 0;
    TRY(ledger_rate(price_fen, edge->commission_bp, &all, t->err));
    TRY(ledger_rate(kept_fen, edge->commission_bp, &kept, t->err));
    put_kept(v, in ? "commission_in" : "commission_out", all,
             in ? "kept_commission_in" : "kept_commission_out", kept);
    return KB_OK;
}

static const char *role_of(int64_t i, int64_t n)
{
    if (n == 1) return "sole";
    return i == n - 1 ? "own" : i == 0 ? "top" : "middle";
}

static void parties(struct ledger_leg *g, const struct order_leg *legs, int64_t i, int64_t n,
                    const struct order_line *l)
{
    g->org_id = legs[i].buyer_id;
    if (i == 0)
        g->supplier_id = legs[i].seller_id;
    else
        g->parent_id = legs[i].seller_id;
    if (i == n - 1)
        g->customer_id = l->org_id;
    else
        g->child_id = legs[i + 1].buyer_id;
}

static enum kb_code one(struct turn *t, const struct order_line *l, const struct kb_list *list,
                        const struct line_kept *kept, int64_t i, struct ledger_leg *g)
{
    const struct order_leg *legs = list->at, *in = &legs[i], *out = &legs[i + 1];
    bool last = i == list->n - 1, buys_as_agent = agent(in), sells_by_agent = !last && agent(out);
    struct line_kept none = { 0 };
    const struct line_kept *k = kept ? kept : &none;
    struct vars v = { g, 0, kept != NULL };
    *g = (struct ledger_leg){ .role = role_of(i, list->n),
                              .mode = buys_as_agent    ? "agent"
                                      : sells_by_agent ? "principal_agent"
                                                       : "principal" };
    parties(g, legs, i, list->n, l);
    if (last || buys_as_agent || sells_by_agent)
        put_kept(&v, "price", l->price_fen, "kept_price", k->price_fen);
    else
        put_kept(&v, "transfer_out", out->transfer_fen, "kept_transfer_out",
                 k->transfer_fen[i + 1]);
    if (last) put_kept(&v, "coupon", l->coupon_fen, "kept_coupon", k->coupon_fen);
    if (buys_as_agent)
        TRY(put_commission(t, &v, in, l->price_fen, k->price_fen, true));
    else
        put_kept(&v, "transfer_in", in->transfer_fen, "kept_transfer_in", k->transfer_fen[i]);
    if (sells_by_agent) TRY(put_commission(t, &v, out, l->price_fen, k->price_fen, false));
    return KB_OK;
}

/* Whose business it is at the seller: as the order was counted, else as the customer is now. */
static enum kb_code dims(struct turn *t, const struct order_line *l, struct ledger_leg *g)
{
    struct order_dims d = { 0 };
    if (!l->order_id) return org_customer_dims(t, l->org_id, &g->staff_id, &g->department_id);
    TRY(turn_find(t, "order", &q_order_dims, ARGS(ARG_INT(id, l->order_id)), &order_dims_shape,
                  &d));
    g->staff_id = d.staff_id;
    g->department_id = d.department_id;
    return KB_OK;
}

enum kb_code billing_book_legs(struct turn *t, const struct order_line *l,
                               const struct kb_list *legs, const struct line_kept *kept,
                               struct ledger_leg *out)
{
    for (int64_t i = 0; i < legs->n; i++) TRY(one(t, l, legs, kept, i, &out[i]));
    return legs->n ? dims(t, l, &out[legs->n - 1]) : KB_OK;
}
