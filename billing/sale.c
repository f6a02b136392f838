/* sale - lines in which an organisation has a part, seen from its own place in the chain: what it
 * sells for, what it pays, and to whom it sells: its own customer, or the distributor below and
 * nobody beyond. A supplier sees what was sold of its products, never to whom. */
#include "billing/order_priv.h"
#include "ledger/muldiv.h"
#include "sale_sql.h"

#include <string.h>

struct sale {
    int64_t id, order_id, other_id, sku_id, product_id, periods, sale_fen, coupon_fen, cost_fen,
        commission_in_fen, commission_out_fen, margin_fen, from_ms, to_ms, created_ms, agreement_id;
    const char *other, *other_kind, *sku, *product, *kind, *cycle, *state, *mode;
};
static const struct kb_field sale_fields[] = {
    ID(sale, id, "lin"),
    ID(sale, order_id, "ord", .doc = "Of your own customer's order."),
    ID(sale, other_id, "org"),
    STR(sale, other, .doc = "Whom you sold it to."),
    STR(sale, other_kind, .doc = "customer or distributor"),
    ID(sale, product_id, "prd"),
    STR(sale, product),
    STR(sale, kind),
    ID(sale, sku_id, "sku"),
    STR(sale, sku),
    STR(sale, cycle),
    INT(sale, periods),
    STR(sale, state, .doc = "held, active or released"),
    STR(sale, mode, .doc = "How you buy it: discount, floor or rebate."),
    INT(sale, sale_fen, .unit = "fen", .doc = "What you sell it for."),
    INT(sale, coupon_fen, .unit = "fen", .doc = "Paid by your coupon."),
    INT(sale, cost_fen, .unit = "fen", .doc = "What you pay for it."),
    INT(sale, commission_in_fen, .unit = "fen", .doc = "What you earn as an agent."),
    INT(sale, commission_out_fen, .unit = "fen", .doc = "What you pay the agent below."),
    INT(sale, margin_fen, .unit = "fen"),
    ID(sale, agreement_id, "agr", .doc = "The version of terms you bought it on."),
    INT(sale, from_ms, .unit = "ms"),
    INT(sale, to_ms, .unit = "ms"),
    INT(sale, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(sale);

/* The line with its own leg and, where there is one, the leg below. */
struct sale_row {
    int64_t id, order_id, customer_id, seller_id, sku_id, product_id, periods, price_fen,
        coupon_fen, from_ms, to_ms, created_ms, agreement_id, transfer_fen, commission_bp, below_id,
        below_fen, below_bp;
    const char *customer, *below, *below_mode, *sku, *product, *kind, *cycle, *state, *mode;
};
static const struct kb_field sale_row_fields[] = {
    INT(sale_row, id),           INT(sale_row, order_id),     INT(sale_row, customer_id),
    INT(sale_row, seller_id),    INT(sale_row, sku_id),       INT(sale_row, product_id),
    INT(sale_row, periods),      INT(sale_row, price_fen),    INT(sale_row, coupon_fen),
    INT(sale_row, from_ms),      INT(sale_row, to_ms),        INT(sale_row, created_ms),
    INT(sale_row, agreement_id), INT(sale_row, transfer_fen), INT(sale_row, commission_bp),
    INT(sale_row, below_id),     INT(sale_row, below_fen),    INT(sale_row, below_bp),
    STR(sale_row, customer),     STR(sale_row, below),        STR(sale_row, below_mode),
    STR(sale_row, sku),          STR(sale_row, product),      STR(sale_row, kind),
    STR(sale_row, cycle),        STR(sale_row, state),        STR(sale_row, mode),
    { .name = NULL },
};
static SHAPE(sale_row);

static enum kb_code amounts(struct turn *t, const struct sale_row *r, struct sale *s)
{
    bool last = !r->below_id, agent = strcmp(r->mode, "rebate") == 0;
    bool by_agent = !last && strcmp(r->below_mode, "rebate") == 0;
    s->sale_fen = last || agent || by_agent ? r->price_fen : r->below_fen;
    s->coupon_fen = last ? r->coupon_fen : 0;
    s->cost_fen = agent ? r->price_fen : r->transfer_fen;
    if (agent) TRY(ledger_rate(r->price_fen, r->commission_bp, &s->commission_in_fen, t->err));
    if (by_agent) TRY(ledger_rate(r->price_fen, r->below_bp, &s->commission_out_fen, t->err));
    s->margin_fen =
        s->sale_fen - s->cost_fen + s->commission_in_fen - s->commission_out_fen - s->coupon_fen;
    return KB_OK;
}

static enum kb_code sale_of(struct turn *t, const struct sale_row *r, struct sale *s)
{
    bool last = !r->below_id;
    *s = (struct sale){ .id = r->id,
                        .order_id = last ? r->order_id : 0,
                        .other_id = last ? r->customer_id : r->below_id,
                        .other = last ? r->customer : r->below,
                        .other_kind = last ? "customer" : "distributor",
                        .sku_id = r->sku_id,
                        .product_id = r->product_id,
                        .product = r->product,
                        .kind = r->kind,
                        .sku = r->sku,
                        .cycle = r->cycle,
                        .periods = r->periods,
                        .state = r->state,
                        .mode = r->mode,
                        .agreement_id = r->agreement_id,
                        .from_ms = r->from_ms,
                        .to_ms = r->to_ms,
                        .created_ms = r->created_ms };
    return amounts(t, r, s);
}

struct sales_in {
    const char *cursor, *state, *kind;
    int64_t limit, other_id, product_id, from_ms, to_ms;
};
static const struct kb_field sales_in_fields[] = {
    TURN_PAGE_FIELDS(sales_in),
    STR(sales_in, state, .max = 20, .optional = true),
    STR(sales_in, kind, .max = 20, .optional = true, .doc = "Of product."),
    ID(sales_in, other_id, "org", .optional = true, .doc = "A customer or distributor of yours."),
    ID(sales_in, product_id, "prd", .optional = true),
    INT(sales_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    INT(sales_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(sales_in);
struct sales {
    struct kb_list items;
    const char *next;
};
static const struct kb_field sales_fields[] = { LIST(sales, items, sale_shape), STR(sales, next),
                                                { .name = NULL } };
static SHAPE(sales);

static enum kb_code sales_list(struct turn *t, const struct sales_in *in, struct sales *out)
{
    struct kb_list rows_list;
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_sales_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_STR(kind, in->kind), ARG_INT(other_id, in->other_id),
                      ARG_INT(product_id, in->product_id), ARG_INT(from_ms, in->from_ms),
                      ARG_INT(to_ms, in->to_ms), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &sale_row_shape, rows, &rows_list));
    const struct sale_row *r = rows_list.at;
    struct sale *s = kb_alloc(t->arena, sizeof *s * (size_t)(rows_list.n + 1));
    for (int64_t i = 0; i < rows_list.n; i++) TRY(sale_of(t, &r[i], &s[i]));
    out->items = (struct kb_list){ s, rows_list.n };
    out->next = turn_page_next(t, &out->items, in->limit, &sale_shape);
    return KB_OK;
}
HANDLER(sales_list, sales_in, sales);

/* --- a supplier's --- */

struct supply {
    int64_t id, sku_id, product_id, periods, sale_fen, from_ms, to_ms, created_ms, agreement_id;
    const char *sku, *product, *cycle, *state, *mode;
};
static const struct kb_field supply_fields[] = {
    ID(supply, id, "lin"),
    ID(supply, product_id, "prd"),
    STR(supply, product),
    ID(supply, sku_id, "sku"),
    STR(supply, sku),
    STR(supply, cycle),
    INT(supply, periods),
    STR(supply, state),
    STR(supply, mode),
    INT(supply, sale_fen, .unit = "fen", .doc = "What the platform pays you for it."),
    ID(supply, agreement_id, "agr"),
    INT(supply, from_ms, .unit = "ms"),
    INT(supply, to_ms, .unit = "ms"),
    INT(supply, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(supply);
struct supplies {
    struct kb_list items;
    const char *next;
};
static const struct kb_field supplies_fields[] = { LIST(supplies, items, supply_shape),
                                                   STR(supplies, next),
                                                   { .name = NULL } };
static SHAPE(supplies);

static enum kb_code supplies_list(struct turn *t, const struct turn_list_in *in,
                                  struct supplies *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(
        t, &q_supplies_of,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
        &supply_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &supply_shape);
    return KB_OK;
}
HANDLER(supplies_list, turn_list_in, supplies);

const struct turn_route sale_routes[] = {
    { "GET", "/v1/sales", WHO_SALES | WHO_FINANCE | WHO_OPERATE, &sales_list_call, "sales_list",
      "List what you sold, to customers and to distributors, with what it cost and earned you.",
      TURN_LIST },
    { "GET", "/v1/supplies", WHO_S_ANY, &supplies_list_call, "supplies_list",
      "List what was sold of a supplier's products.", TURN_LIST },
    { .method = NULL },
};
