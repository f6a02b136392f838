/* order_view - orders as people see them: with their lines, what happened, and why each line went
 * where it went. */
#include "billing/order_priv.h"
#include "order_view_sql.h"

#include <string.h>

struct order_line_view {
    int64_t id, sku_id, resource_id, job_id, periods, price_fen, coupon_fen, replaces_id,
        by_refund_fen, back_fen, from_ms, to_ms, created_ms, ended_ms, deadline_ms;
    const char *sku, *cycle, *alias, *resource_state, *state, *reason, *job_phase, *on_deadline;
};
static const struct kb_field order_line_view_fields[] = {
    ID(order_line_view, id, "lin"),
    ID(order_line_view, sku_id, "sku"),
    STR(order_line_view, sku),
    ID(order_line_view, resource_id, "res"),
    STR(order_line_view, alias),
    STR(order_line_view, resource_state),
    ID(order_line_view, job_id, "job"),
    STR(order_line_view, cycle),
    INT(order_line_view, periods),
    INT(order_line_view, price_fen, .unit = "fen"),
    INT(order_line_view, coupon_fen, .unit = "fen", .doc = "Paid by a coupon of it."),
    ID(order_line_view, replaces_id, "res", .doc = "What it takes the place of."),
    INT(order_line_view, by_refund_fen, .unit = "fen", .doc = "Paid by what that gives back."),
    INT(order_line_view, back_fen, .unit = "fen", .doc = "Given back of it."),
    INT(order_line_view, from_ms, .unit = "ms", .doc = "What it paid for, from"),
    INT(order_line_view, to_ms, .unit = "ms", .doc = "to; 0: without end."),
    STR(order_line_view, state, .doc = "held, active or released"),
    STR(order_line_view, reason),
    INT(order_line_view, created_ms, .unit = "ms"),
    INT(order_line_view, ended_ms, .unit = "ms"),
    STR(order_line_view, job_phase),
    INT(order_line_view, deadline_ms, .unit = "ms"),
    STR(order_line_view, on_deadline),
    { .name = NULL },
};
static SHAPE(order_line_view);

struct order_head {
    int64_t id, seller_id, price_fen, coupon_fen, total_fen, created_ms, lines_n, active_n, held_n;
    const char *kind, *what;
};
static const struct kb_field order_head_fields[] = {
    ID(order_head, id, "ord"),
    ID(order_head, seller_id, "org"),
    STR(order_head, kind),
    STR(order_head, what, .doc = "The first thing that was bought."),
    INT(order_head, price_fen, .unit = "fen"),
    INT(order_head, coupon_fen, .unit = "fen"),
    INT(order_head, total_fen, .unit = "fen", .doc = "What was paid: the price less coupons."),
    INT(order_head, created_ms, .unit = "ms"),
    INT(order_head, lines_n),
    INT(order_head, active_n),
    INT(order_head, held_n),
    { .name = NULL },
};
static SHAPE(order_head);

struct timeline_entry {
    int64_t at_ms, line_id;
    const char *text;
};
static const struct kb_field timeline_entry_fields[] = {
    INT(timeline_entry, at_ms, .unit = "ms"),
    ID(timeline_entry, line_id, "lin"),
    STR(timeline_entry, text),
    { .name = NULL },
};
static SHAPE(timeline_entry);

static const struct kb_field order_page_fields[] = {
    OBJ(order_page, order, order_head_shape),
    LIST(order_page, lines, order_line_view_shape),
    LIST(order_page, timeline, timeline_entry_shape),
    { .name = NULL },
};
SHAPE(order_page);

enum kb_code billing_order_page(struct turn *t, int64_t id, struct order_page *out)
{
    const struct db_arg *args =
        ARGS(ARG_INT(id, id), ARG_INT(order_id, id), ARG_INT(org_id, t->actor.org_id));
    out->order = KB_NEW(t->arena, struct order_head);
    TRY(turn_find(t, "order", &q_order_find, args, &order_head_shape, out->order));
    TRY(turn_all(t, &q_lines_of, args, &order_line_view_shape, 50, &out->lines));
    return turn_all(t, &q_timeline_of, args, &timeline_entry_shape, 200, &out->timeline);
}

/* --- lists and pages --- */

struct orders {
    struct kb_list items;
    const char *next;
};
static const struct kb_field orders_fields[] = { LIST(orders, items, order_head_shape),
                                                 STR(orders, next),
                                                 { .name = NULL } };
static SHAPE(orders);

struct orders_in {
    const char *cursor, *kind, *text;
    int64_t limit, from_ms, to_ms;
    bool open;
};
static const struct kb_field orders_in_fields[] = {
    TURN_PAGE_FIELDS(orders_in),
    STR(orders_in, kind, .max = 20, .optional = true, .doc = "new, renew or change"),
    STR(orders_in, text, .max = 60, .optional = true, .doc = "Part of what was bought."),
    BOOL(orders_in, open, .optional = true, .doc = "With something that is not open yet."),
    INT(orders_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    INT(orders_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(orders_in);

static enum kb_code orders_list(struct turn *t, const struct orders_in *in, struct orders *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_orders_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(kind, in->kind),
                      ARG_STR(text, in->text), ARG_INT(open, in->open),
                      ARG_INT(from_ms, in->from_ms), ARG_INT(to_ms, in->to_ms),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &order_head_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &order_head_shape);
    return KB_OK;
}
HANDLER(orders_list, orders_in, orders);

struct order_key {
    int64_t id;
};
static const struct kb_field order_key_fields[] = { ID(order_key, id, "ord"), { .name = NULL } };
static SHAPE(order_key);

static enum kb_code order_get(struct turn *t, const struct order_key *in, struct order_page *out)
{
    return billing_order_page(t, in->id, out);
}
HANDLER(order_get, order_key, order_page);

struct placement_key {
    int64_t id;
};
static const struct kb_field placement_key_fields[] = {
    ID(placement_key, id, "ord", .reach = KB_REACH_ALL,
       .reach_why = "asked by the platform's people only, on whose machines the order stands"),
    { .name = NULL },
};
static SHAPE(placement_key);

struct placement_row {
    int64_t line_id;
    const char *body;
};
static const struct kb_field placement_row_fields[] = { INT(placement_row, line_id),
                                                        STR(placement_row, body),
                                                        { .name = NULL } };
static SHAPE(placement_row);

struct placement_view {
    int64_t line_id;
    struct placement *body;
};
static const struct kb_field placement_view_fields[] = { ID(placement_view, line_id, "lin"),
                                                         OBJ(placement_view, body,
                                                             placement_body_shape),
                                                         { .name = NULL } };
static SHAPE(placement_view);
struct placements {
    struct kb_list items;
};
static const struct kb_field placements_fields[] = { LIST(placements, items, placement_view_shape),
                                                     { .name = NULL } };
static SHAPE(placements);

/* As it was stored, with numbers for ids, so that it can be told with ids for numbers. */
static enum kb_code placement_read(struct turn *t, const char *text, struct placement **out)
{
    AUTO_JSON json = NULL;
    *out = KB_NEW(t->arena, struct placement);
    TRY(kb_json_parse(text, strlen(text), 1 << 20, &json, t->err));
    return kb_read(&placement_body_shape, json, NULL, *out, t->arena, t->err);
}

static enum kb_code order_placement(struct turn *t, const struct placement_key *in,
                                    struct placements *out)
{
    struct kb_list rows;
    int64_t n;
    TRY(turn_int(t, &q_order_there, ARGS(ARG_INT(order_id, in->id)), &n));
    if (!n) return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such order");
    TRY(turn_all(t, &q_placements_of, ARGS(ARG_INT(order_id, in->id)), &placement_row_shape, 50,
                 &rows));
    const struct placement_row *row = rows.at;
    struct placement_view *views = kb_alloc(t->arena, sizeof *views * (size_t)(rows.n + 1));
    for (int64_t i = 0; i < rows.n; i++) {
        views[i].line_id = row[i].line_id;
        TRY(placement_read(t, row[i].body, &views[i].body));
    }
    out->items = (struct kb_list){ views, rows.n };
    return KB_OK;
}
HANDLER(order_placement, placement_key, placements);

const struct turn_route order_view_routes[] = {
    { "GET", "/v1/orders", WHO_C_ANY, &orders_list_call, "orders_list", "List your orders.",
      TURN_LIST },
    { "GET", "/v1/orders/{id}", WHO_C_ANY, &order_get_call, "orders_get",
      "Read an order with its lines and what happened." },
    { "GET", "/v1/orders/{id}/placement", WHO_P_ADMIN | WHO_P_OPERATOR | WHO_P_TECH,
      &order_placement_call, "orders_placement", "Why each line went where it went." },
    { .method = NULL },
};
