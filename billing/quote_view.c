/* quote_view - quotes as people see them: a customer its own with the price's steps, a seller those
 * it made for its customers with what they would cost and earn it. */
#include "billing/quote_priv.h"
#include "ledger/muldiv.h"
#include "quote_view_sql.h"

#include <string.h>

struct quote_line_view {
    int64_t sku_id, periods, quantity, cart_line_id, list_ufen, unit_ufen, list_fen, price_fen,
        coupon_fen;
    const char *cycle, *sku, *product, *unit, *alias;
    struct kb_list steps;
};
static const struct kb_field quote_line_view_fields[] = {
    ID(quote_line_view, sku_id, "sku"),
    STR(quote_line_view, sku),
    STR(quote_line_view, product),
    STR(quote_line_view, cycle),
    INT(quote_line_view, periods),
    INT(quote_line_view, quantity),
    STR(quote_line_view, alias),
    ID(quote_line_view, cart_line_id, "crt"),
    INT(quote_line_view, list_ufen, .unit = "ufen", .doc = "Of one cycle or unit."),
    INT(quote_line_view, unit_ufen, .unit = "ufen", .doc = "What is asked of this customer."),
    STR(quote_line_view, unit, .doc = "What cycle usage counts."),
    INT(quote_line_view, list_fen, .unit = "fen"),
    INT(quote_line_view, price_fen, .unit = "fen"),
    INT(quote_line_view, coupon_fen, .unit = "fen"),
    LIST(quote_line_view, steps, price_step_told_shape),
    { .name = NULL },
};
static SHAPE(quote_line_view);

struct quote_page {
    int64_t id, customer_id, resource_id, price_fen, coupon_fen, total_fen, back_fen, by_refund_fen,
        old_end_ms, expires_ms;
    const char *kind, *state;
    struct kb_list lines;
};
static const struct kb_field quote_page_fields[] = {
    ID(quote_page, id, "quo"),
    ID(quote_page, customer_id, "org"),
    STR(quote_page, kind),
    STR(quote_page, state),
    ID(quote_page, resource_id, "res"),
    INT(quote_page, old_end_ms, .unit = "ms"),
    INT(quote_page, price_fen, .unit = "fen"),
    INT(quote_page, coupon_fen, .unit = "fen"),
    INT(quote_page, back_fen, .unit = "fen", .doc = "Of a change: what is given back."),
    INT(quote_page, by_refund_fen, .unit = "fen", .doc = "Of that what pays for this."),
    INT(quote_page, total_fen, .unit = "fen",
        .doc = "To pay: the price less the coupon and what is given back."),
    INT(quote_page, expires_ms, .unit = "ms"),
    LIST(quote_page, lines, quote_line_view_shape),
    { .name = NULL },
};
SHAPE(quote_page);

static struct quote_line_view line_view(const struct quote_line *l)
{
    return (struct quote_line_view){ .sku_id = l->sku_id,
                                     .periods = l->periods,
                                     .quantity = l->quantity,
                                     .cart_line_id = l->cart_line_id,
                                     .list_ufen = l->list_ufen,
                                     .unit_ufen = l->unit_ufen,
                                     .list_fen = l->list_fen,
                                     .price_fen = l->price_fen,
                                     .coupon_fen = l->coupon_fen,
                                     .cycle = l->cycle,
                                     .sku = l->sku,
                                     .product = l->product,
                                     .unit = l->unit,
                                     .alias = l->alias,
                                     .steps = l->steps };
}

void quote_show(struct turn *t, const struct quote *q, const struct quote_body *body,
                struct quote_page *out)
{
    const struct quote_line *l = body->lines.at;
    struct quote_line_view *v = kb_alloc(t->arena, sizeof *v * (size_t)(body->lines.n + 1));
    for (int64_t i = 0; i < body->lines.n; i++) v[i] = line_view(&l[i]);
    *out = (struct quote_page){ .id = q->id,
                                .customer_id = q->org_id,
                                .resource_id = q->resource_id,
                                .price_fen = q->price_fen,
                                .coupon_fen = q->coupon_fen,
                                .total_fen = quote_cash_fen(q),
                                .back_fen = q->back_fen,
                                .by_refund_fen = quote_by_refund_fen(q),
                                .old_end_ms = q->old_end_ms,
                                .expires_ms = q->expires_ms,
                                .kind = q->kind,
                                .state = q->state,
                                .lines = { v, body->lines.n } };
}

/* --- one --- */

struct quote_key {
    int64_t id;
};
static const struct kb_field quote_key_fields[] = { ID(quote_key, id, "quo"), { .name = NULL } };
static SHAPE(quote_key);

static enum kb_code find(struct turn *t, int64_t id, struct quote *q, struct quote_body *body)
{
    TRY(turn_find(t, "quote", &q_quote_of_side,
                  ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &quote_shape, q));
    return quote_whole_of(t, id, body);
}

static enum kb_code quote_get(struct turn *t, const struct quote_key *in, struct quote_page *out)
{
    struct quote q;
    struct quote_body body;
    TRY(find(t, in->id, &q, &body));
    quote_show(t, &q, &body, out);
    return KB_OK;
}
HANDLER(quote_get, quote_key, quote_page);

/* --- what it costs and earns its seller --- */

struct quote_margin_line {
    int64_t sku_id, price_fen, coupon_fen, cost_fen, commission_fen, margin_fen, agreement_id,
        agreement_version;
    const char *sku, *mode;
};
static const struct kb_field quote_margin_line_fields[] = {
    ID(quote_margin_line, sku_id, "sku"),
    STR(quote_margin_line, sku),
    STR(quote_margin_line, mode, .doc = "How you buy it: discount, floor or rebate."),
    INT(quote_margin_line, price_fen, .unit = "fen"),
    INT(quote_margin_line, coupon_fen, .unit = "fen"),
    INT(quote_margin_line, cost_fen, .unit = "fen", .doc = "What you pay for it."),
    INT(quote_margin_line, commission_fen, .unit = "fen", .doc = "What you earn as an agent."),
    INT(quote_margin_line, margin_fen, .unit = "fen"),
    ID(quote_margin_line, agreement_id, "agr"),
    INT(quote_margin_line, agreement_version),
    { .name = NULL },
};
static SHAPE(quote_margin_line);
struct quote_margin {
    int64_t id, margin_fen;
    struct kb_list lines;
};
static const struct kb_field quote_margin_fields[] = {
    ID(quote_margin, id, "quo"),
    INT(quote_margin, margin_fen, .unit = "fen"),
    LIST(quote_margin, lines, quote_margin_line_shape),
    { .name = NULL },
};
static SHAPE(quote_margin);

static enum kb_code margin_of(struct turn *t, const struct quote_line *l,
                              struct quote_margin_line *m)
{
    const struct price_leg *last = (const struct price_leg *)l->legs.at + (l->legs.n - 1);
    bool agent = price_leg_agent(last), metered = !catalog_cycle_prepaid(l->cycle);
    *m = (struct quote_margin_line){ .sku_id = l->sku_id,
                                     .sku = l->sku,
                                     .mode = last->mode,
                                     .price_fen = l->price_fen,
                                     .coupon_fen = l->coupon_fen,
                                     .cost_fen = metered ? 0 : last->transfer_fen,
                                     .agreement_id = last->agreement_id,
                                     .agreement_version = last->version };
    if (agent)
        TRY(ledger_rate(l->price_fen, last->commission_bp, &m->commission_fen, t->err));
    m->margin_fen = (agent ? m->commission_fen : l->price_fen - m->cost_fen) - l->coupon_fen;
    return KB_OK;
}

static enum kb_code quote_margin(struct turn *t, const struct quote_key *in,
                                 struct quote_margin *out)
{
    struct quote q;
    struct quote_body body;
    TRY(find(t, in->id, &q, &body));
    if (q.seller_id != t->actor.org_id)
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such quote");
    const struct quote_line *l = body.lines.at;
    struct quote_margin_line *m = kb_alloc(t->arena, sizeof *m * (size_t)(body.lines.n + 1));
    out->id = q.id;
    for (int64_t i = 0; i < body.lines.n; i++) {
        TRY(margin_of(t, &l[i], &m[i]));
        out->margin_fen += m[i].margin_fen;
    }
    out->lines = (struct kb_list){ m, body.lines.n };
    return KB_OK;
}
HANDLER(quote_margin, quote_key, quote_margin);

/* --- the list --- */

struct quote_head {
    int64_t id, customer_id, price_fen, coupon_fen, total_fen, expires_ms, created_by, created_ms;
    const char *customer, *kind, *state;
};
static const struct kb_field quote_head_fields[] = {
    ID(quote_head, id, "quo"),
    ID(quote_head, customer_id, "org"),
    STR(quote_head, customer),
    STR(quote_head, kind),
    STR(quote_head, state, .doc = "open, used or expired"),
    INT(quote_head, price_fen, .unit = "fen"),
    INT(quote_head, coupon_fen, .unit = "fen"),
    INT(quote_head, total_fen, .unit = "fen"),
    INT(quote_head, expires_ms, .unit = "ms"),
    ID(quote_head, created_by, "usr"),
    INT(quote_head, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(quote_head);
struct quotes_in {
    const char *cursor, *state;
    int64_t limit, customer_id;
};
static const struct kb_field quotes_in_fields[] = {
    TURN_PAGE_FIELDS(quotes_in),
    STR(quotes_in, state, .max = 20, .optional = true),
    ID(quotes_in, customer_id, "org", .optional = true),
    { .name = NULL },
};
static SHAPE(quotes_in);
struct quotes {
    struct kb_list items;
    const char *next;
};
static const struct kb_field quotes_fields[] = { LIST(quotes, items, quote_head_shape),
                                                 STR(quotes, next),
                                                 { .name = NULL } };
static SHAPE(quotes);

/* Those that a seller's people made, for the seller and for the customer they were made for: what a
 * customer is told while it looks around is no offer to come back to. */
static enum kb_code quotes_list(struct turn *t, const struct quotes_in *in, struct quotes *out)
{
    int64_t after_id, rows;
    bool customer = (t->actor.who & WHO_C_ANY) != 0;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, customer ? &q_quotes_of : &q_quotes_made,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_INT(customer_id, in->customer_id), ARG_INT(now_ms, t->now_ms),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &quote_head_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &quote_head_shape);
    return KB_OK;
}
HANDLER(quotes_list, quotes_in, quotes);

const struct turn_route quote_view_routes[] = {
    { "GET", "/v1/quotes", WHO_C_ANY | WHO_SALES, &quotes_list_call, "quotes_list",
      "List quotes: a customer's own, or those your people made for customers.", TURN_LIST },
    { "GET", "/v1/quotes/{id}", WHO_C_ANY | WHO_SALES, &quote_get_call, "quotes_get",
      "Read a quote with every step of its prices." },
    { "GET", "/v1/quotes/{id}/margin", WHO_SALES | WHO_FINANCE, &quote_margin_call,
      "quotes_margin", "What a quote of yours would cost and earn you." },
    { .method = NULL },
};
