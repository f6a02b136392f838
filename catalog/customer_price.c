/* customer_price - a price or discount of one customer, for a time: the most specific one counts,
 * of two alike the newer. One below the seller's own cost says so and is looked at by somebody
 * else before it counts. */
#include "catalog/grant.h"
#include "catalog/price_priv.h"
#include "catalog/scope.h"
#include "customer_price_sql.h"
#include "desk/approval.h"

#include <string.h>

static const char *const kinds[] = { "price", "discount", NULL };

static const struct kb_field customer_price_fields[] = {
    INT(customer_price, id),      INT(customer_price, price_ufen), INT(customer_price, rate_bp),
    STR(customer_price, kind),    BOOL(customer_price, under_cost),
    INT(customer_price, approval_id), { .name = NULL },
};
static SHAPE(customer_price);

enum kb_code catalog_customer_price(struct turn *t, const struct grant_ask *ask,
                                    struct customer_price *out)
{
    struct kb_error none;
    enum kb_code code = db_one(
        t->db, t->arena, &q_customer_price_for,
        ARGS(ARG_INT(customer_id, ask->customer_id), ARG_INT(org_id, ask->seller_id),
             ARG_INT(sku_id, ask->sku->id), ARG_INT(product_id, ask->sku->product_id),
             ARG_STR(kind, ask->sku->kind), ARG_STR(cycle, ask->cycle), ARG_INT(now_ms, t->now_ms)),
        &customer_price_shape, out, &none);
    if (code == KB_NOT_FOUND) *out = (struct customer_price){ .kind = "" };
    if (code != KB_OK && code != KB_NOT_FOUND) return *t->err = none, code;
    return KB_OK;
}

/* --- setting them --- */

struct customer_price_row {
    int64_t id, org_id, customer_id, price_fen, price_ufen, rate_bp, from_ms, to_ms, approval_id,
        created_by, created_ms;
    const char *customer, *cycle, *kind, *state, *note;
    bool under_cost;
    SCOPE_MEMBERS;
};
#define PRICE_FIELDS(S)                                                                            \
    ID(S, customer_id, "org"), SCOPE_FIELDS(S),                                                    \
        STR(S, cycle, .one_of = catalog_cycles, .optional = true),                                 \
        STR(S, kind, .one_of = kinds),                                                             \
        INT(S, price_fen, .min = 0, .max = PRICE_FEN_MAX, .optional = true, .unit = "fen"),        \
        INT(S, price_ufen, .min = 0, .max = PRICE_UFEN_MAX, .optional = true, .unit = "ufen"),     \
        INT(S, rate_bp, .min = 0, .max = 10000, .optional = true, .unit = "bp",                    \
            .doc = "Of a discount: what is paid of the price."),                                   \
        BOOL(S, under_cost, .optional = true, .doc = "May be below your own cost."),               \
        INT(S, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),           \
        INT(S, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),             \
        STR(S, note, .max = 200, .optional = true)
static const struct kb_field view_fields[] = {
    ID(customer_price_row, id, "cpr"),
    PRICE_FIELDS(customer_price_row),
    STR(customer_price_row, customer),
    STR(customer_price_row, state),
    ID(customer_price_row, approval_id, "apr"),
    ID(customer_price_row, created_by, "usr"),
    INT(customer_price_row, created_ms, .unit = "ms"),
    { .name = NULL },
};
static const struct kb_shape view_shape = { "customer_price", sizeof(struct customer_price_row),
                                            view_fields };
static const struct kb_field new_fields[] = { PRICE_FIELDS(customer_price_row), { .name = NULL } };
static const struct kb_shape new_shape = { "customer_price_new", sizeof(struct customer_price_row),
                                           new_fields };
static const struct kb_field row_fields[] = {
    INT(customer_price_row, id),         INT(customer_price_row, org_id),
    INT(customer_price_row, customer_id), STR(customer_price_row, customer),
    SCOPE_ROW_FIELDS(customer_price_row), STR(customer_price_row, cycle),
    STR(customer_price_row, kind),       INT(customer_price_row, price_ufen),
    INT(customer_price_row, rate_bp),    BOOL(customer_price_row, under_cost),
    INT(customer_price_row, from_ms),    INT(customer_price_row, to_ms),
    STR(customer_price_row, state),      INT(customer_price_row, approval_id),
    STR(customer_price_row, note),       INT(customer_price_row, created_by),
    INT(customer_price_row, created_ms), { .name = NULL },
};
static const struct kb_shape row_shape = { "customer_price", sizeof(struct customer_price_row),
                                           row_fields };

static void show(struct customer_price_row *r)
{
    struct scope s = SCOPE_OF(r);
    scope_show(&s);
    SCOPE_BACK(r, s);
    r->price_fen = r->price_ufen % UFEN == 0 ? r->price_ufen / UFEN : 0;
}

static enum kb_code amount_check(struct turn *t, struct customer_price_row *r)
{
    bool price = strcmp(r->kind, "price") == 0;
    if (price && (strcmp(r->scope, "sku") != 0 || !r->cycle[0]))
        return kb_fail_field(t->err, "scope", "catalog.scope",
                             "a price is of one SKU and one cycle");
    if (price == (r->rate_bp != 0))
        return kb_fail_field(t->err, "rate_bp", "price.one_of",
                             "rate_bp goes with kind discount, a price with kind price");
    if (!price && (r->price_fen || r->price_ufen))
        return kb_fail_field(t->err, "price_fen", "price.one_of", "a discount has no price");
    if (!price) return KB_OK;
    struct cycle_price p = { r->cycle, r->price_fen, r->price_ufen, 0 };
    return price_read(t, &p, &r->price_ufen);
}

/* What is agreed to. */
static const char *terms(struct turn *t, const struct customer_price_row *r)
{
    struct customer_price_row shown = *r;
    shown.price_fen = 0; /* the same as price_ufen, when it is whole */
    shown.note = "";
    struct scope s = SCOPE_OF(r);
    scope_show(&s);
    SCOPE_BACK(&shown, s);
    return desk_approval_payload(t, &new_shape, &shown);
}

/* One under cost counts only with an approval that says so, even where nobody needs to be asked. */
static enum kb_code ask(struct turn *t, struct customer_price_row *r)
{
    struct approval a;
    struct approval_ask what = {
        .org_id = r->org_id,
        .kind = "customer_price",
        .object = "customer_price",
        .object_id = r->id,
        .amount_fen = r->price_ufen / UFEN,
        .payload_json = terms(t, r),
        .title_zh = kb_printf(t->arena, "%.60s 的专属价格%s", r->customer,
                              r->under_cost ? "（可低于成本）" : ""),
        .title_en = kb_printf(t->arena, "A price for %.60s%s", r->customer,
                              r->under_cost ? ", may be under cost" : "")
    };
    TRY(r->under_cost ? desk_approval_ask(t, &what, &a) : desk_approval_need(t, &what, &a));
    r->approval_id = a.id;
    r->state = desk_approved(&a) ? "active" : "waiting";
    return KB_OK;
}

static enum kb_code find(struct turn *t, int64_t org_id, int64_t id, struct customer_price_row *out)
{
    return turn_find(t, "price", &q_customer_price_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, org_id)), &row_shape, out);
}

static enum kb_code on_decided(struct turn *t, int64_t approval_id)
{
    struct approval a;
    struct customer_price_row r;
    TRY(desk_approval_find(t, approval_id, &a));
    if (strcmp(a.object, "customer_price") != 0) return KB_OK;
    TRY(find(t, a.org_id, a.object_id, &r));
    if (strcmp(r.state, "waiting") != 0 || r.approval_id != a.id) return KB_OK;
    bool yes = desk_approved(&a);
    if (yes) TRY(desk_approval_check(t, a.id, terms(t, &r)));
    TRY(turn_run_one(t, &q_customer_price_decided,
                     ARGS(ARG_INT(id, r.id), ARG_INT(org_id, r.org_id),
                          ARG_STR(state, yes ? "active" : "rejected"))));
    return turn_change(t, r.org_id, "customer_price", r.id, yes ? "approved" : "rejected", "");
}

const struct turn_listener customer_price_listeners[] = {
    { "approval.decided", on_decided },
    { .event = NULL },
};

static enum kb_code customer_price_create(struct turn *t, const void *in_, void *out_)
{
    struct customer_price_row *r = out_;
    struct org customer;
    *r = *(const struct customer_price_row *)in_;
    struct scope s = SCOPE_OF(r);
    TRY(org_find_child(t, t->actor.org_id, r->customer_id, "customer", &customer));
    TRY(scope_read(t, "scope", &s));
    SCOPE_BACK(r, s);
    TRY(amount_check(t, r));
    if (r->to_ms && r->to_ms <= (r->from_ms ? r->from_ms : t->now_ms))
        return kb_fail_field(t->err, "to_ms", "catalog.dates", "it would end before it begins");
    r->id = turn_new_id(t);
    r->org_id = t->actor.org_id;
    r->customer = customer.name;
    r->created_by = t->actor.user_id;
    r->created_ms = t->now_ms;
    TRY(ask(t, r));
    TRY(turn_put(t, &q_customer_price_add, &row_shape, r));
    show(r);
    return turn_change(t, r->org_id, "customer_price", r->id, "created", "");
}
static const struct turn_call customer_price_create_call = { &new_shape, &view_shape,
                                                             customer_price_create, NULL };

struct customer_price_key {
    int64_t id;
};
static const struct kb_field customer_price_key_fields[] = { ID(customer_price_key, id, "cpr"),
                                                             { .name = NULL } };
static SHAPE(customer_price_key);

static enum kb_code customer_price_end(struct turn *t, const struct customer_price_key *in,
                                       struct done *out)
{
    struct customer_price_row r;
    TRY(find(t, t->actor.org_id, in->id, &r));
    enum kb_code code = turn_run_one(t, &q_customer_price_end,
                                     ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id)));
    if (code == KB_NOT_FOUND) return kb_fail(t->err, code, "not_found", "there is no such price");
    TRY(code);
    if (r.approval_id) TRY(desk_approval_drop(t, r.approval_id));
    out->ok = true;
    return turn_change(t, t->actor.org_id, "customer_price", in->id, "ended", "");
}
HANDLER(customer_price_end, customer_price_key, done);

struct customer_prices_in {
    const char *cursor, *state;
    int64_t limit, customer_id;
};
static const struct kb_field customer_prices_in_fields[] = {
    TURN_PAGE_FIELDS(customer_prices_in),
    ID(customer_prices_in, customer_id, "org", .optional = true),
    STR(customer_prices_in, state, .max = 20, .optional = true),
    { .name = NULL },
};
static SHAPE(customer_prices_in);
struct customer_prices {
    struct kb_list items;
    const char *next;
};
static const struct kb_field customer_prices_fields[] = { LIST(customer_prices, items, view_shape),
                                                          STR(customer_prices, next),
                                                          { .name = NULL } };
static SHAPE(customer_prices);

static enum kb_code customer_prices_list(struct turn *t, const struct customer_prices_in *in,
                                         struct customer_prices *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_customer_prices_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(customer_id, in->customer_id),
                      ARG_STR(state, in->state), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &view_shape);
    struct customer_price_row *r = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++) show(&r[i]);
    return KB_OK;
}
HANDLER(customer_prices_list, customer_prices_in, customer_prices);

const struct turn_route customer_price_routes[] = {
    { "GET", "/v1/customer-prices", WHO_SALES | WHO_OPERATE | WHO_FINANCE,
      &customer_prices_list_call, "customer_prices_list",
      "List the prices and discounts of your customers.", TURN_LIST },
    { "POST", "/v1/customer-prices", WHO_SALES, &customer_price_create_call,
      "customer_prices_create", "Give a customer a price or a discount of its own." },
    { "POST", "/v1/customer-prices/{id}/end", WHO_SALES, &customer_price_end_call,
      "customer_prices_end", "End a customer's price." },
    { .method = NULL },
};
