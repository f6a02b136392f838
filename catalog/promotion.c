/* promotion - a rule that makes a seller's prices lower for a time, with a budget that is money: an
 * order in the making holds its part, so that the last fen is promised once. */
#include "catalog/grant.h"
#include "catalog/scope.h"
#include "promotion_sql.h"

#include <string.h>

#define FEN_MAX INT64_C(100000000000)

static const char *const kinds[] = { "discount", "reduce", "price", NULL };
static const char *const states[] = { "on", "paused", "ended", NULL };
static const char *const cycles[] = { "once", "month", "year", NULL };

static const struct kb_field promotion_fields[] = {
    INT(promotion, id),       INT(promotion, rate_bp), INT(promotion, amount_fen),
    INT(promotion, left_fen), STR(promotion, name),    STR(promotion, kind),
    STR(promotion, stack_group), { .name = NULL },
};
static SHAPE(promotion);

enum kb_code catalog_promotions(struct turn *t, const struct grant_ask *ask, struct kb_list *out)
{
    return turn_all(t, &q_promotions_for,
                    ARGS(ARG_INT(org_id, ask->seller_id), ARG_INT(customer_id, ask->customer_id),
                         ARG_INT(sku_id, ask->sku->id), ARG_INT(product_id, ask->sku->product_id),
                         ARG_STR(kind, ask->sku->kind), ARG_STR(cycle, ask->cycle),
                         ARG_INT(now_ms, t->now_ms)),
                    &promotion_shape, CATALOG_PROMOTIONS_MAX, out);
}

static enum kb_code budget(struct turn *t, const struct db_query *q, int64_t id, int64_t fen)
{
    if (!fen) return KB_OK;
    enum kb_code code = turn_run_one(t, q, ARGS(ARG_INT(id, id), ARG_INT(fen, fen)));
    if (code != KB_NOT_FOUND) return code;
    return kb_fail(t->err, KB_CONFLICT, "promotion.budget",
                   "the promotion's budget has been used up since the quote");
}

enum kb_code catalog_promotion_check(struct turn *t, int64_t id, int64_t fen)
{
    int64_t n;
    TRY(turn_int(t, &q_promotion_has, ARGS(ARG_INT(id, id), ARG_INT(fen, fen)), &n));
    if (n) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "promotion.budget",
                   "the promotion's budget has been used up since the quote");
}

enum kb_code catalog_promotion_hold(struct turn *t, int64_t id, int64_t fen)
{
    return budget(t, &q_promotion_hold, id, fen);
}

enum kb_code catalog_promotion_use(struct turn *t, int64_t id, int64_t fen)
{
    return budget(t, &q_promotion_use, id, fen);
}

enum kb_code catalog_promotion_free(struct turn *t, int64_t id, int64_t fen)
{
    return budget(t, &q_promotion_free, id, fen);
}

/* --- making and steering them --- */

struct promotion_row {
    int64_t id, org_id, rate_bp, amount_fen, budget_fen, held_fen, used_fen, from_ms, to_ms,
        created_by, created_ms;
    const char *name, *cycle, *kind, *stack_group, *state;
    bool first_order, invited;
    SCOPE_MEMBERS;
};
#define PROMOTION_NEW_FIELDS                                                                       \
    STR(promotion_row, name, .min = 1, .max = 80), SCOPE_FIELDS(promotion_row),                    \
        STR(promotion_row, cycle, .one_of = cycles, .optional = true),                             \
        STR(promotion_row, kind, .one_of = kinds,                                                  \
            .doc = "discount: rate_bp of the price is paid; reduce: amount_fen off each unit; "    \
                   "price: amount_fen a cycle."),                                                  \
        INT(promotion_row, rate_bp, .min = 0, .max = 10000, .optional = true, .unit = "bp"),       \
        INT(promotion_row, amount_fen, .min = 0, .max = FEN_MAX, .optional = true,                 \
            .unit = "fen"),                                                                        \
        STR(promotion_row, stack_group, .max = 24, .optional = true,                               \
            .doc = "One promotion of a group counts, the best; groups add up."),                   \
        BOOL(promotion_row, first_order, .optional = true, .doc = "Of a customer's first order."), \
        BOOL(promotion_row, invited, .optional = true,                                             \
            .doc = "For customers who came by an invitation code of it."),                         \
        INT(promotion_row, budget_fen, .min = 0, .max = 100000000000000, .optional = true,         \
            .unit = "fen", .doc = "What it may cost; 0: without a budget."),                       \
        INT(promotion_row, from_ms, .min = 0, .max = 9999999999999, .optional = true,              \
            .unit = "ms"),                                                                         \
        INT(promotion_row, to_ms, .min = 1, .max = 9999999999999, .unit = "ms")
static const struct kb_field new_fields[] = { PROMOTION_NEW_FIELDS, { .name = NULL } };
static const struct kb_shape new_shape = { "promotion_new", sizeof(struct promotion_row),
                                           new_fields };
static const struct kb_field view_fields[] = {
    ID(promotion_row, id, "pro"),
    PROMOTION_NEW_FIELDS,
    INT(promotion_row, held_fen, .unit = "fen"),
    INT(promotion_row, used_fen, .unit = "fen"),
    STR(promotion_row, state, .one_of = states),
    ID(promotion_row, created_by, "usr"),
    INT(promotion_row, created_ms, .unit = "ms"),
    { .name = NULL },
};
static const struct kb_shape view_shape = { "promotion", sizeof(struct promotion_row),
                                            view_fields };
static const struct kb_field row_fields[] = {
    INT(promotion_row, id),          INT(promotion_row, org_id),
    STR(promotion_row, name),        SCOPE_ROW_FIELDS(promotion_row),
    STR(promotion_row, cycle),       STR(promotion_row, kind),
    INT(promotion_row, rate_bp),     INT(promotion_row, amount_fen),
    STR(promotion_row, stack_group), BOOL(promotion_row, first_order),
    BOOL(promotion_row, invited),    INT(promotion_row, budget_fen),
    INT(promotion_row, held_fen),    INT(promotion_row, used_fen),
    INT(promotion_row, from_ms),     INT(promotion_row, to_ms),
    STR(promotion_row, state),       INT(promotion_row, created_by),
    INT(promotion_row, created_ms),  { .name = NULL },
};
static const struct kb_shape row_shape = { "promotion", sizeof(struct promotion_row), row_fields };

static void show(struct promotion_row *r)
{
    struct scope s = SCOPE_OF(r);
    scope_show(&s);
    SCOPE_BACK(r, s);
}

static enum kb_code rule_check(struct turn *t, const struct promotion_row *r)
{
    bool discount = strcmp(r->kind, "discount") == 0, price = strcmp(r->kind, "price") == 0;
    if (discount != (r->rate_bp > 0) || discount == (r->amount_fen > 0))
        return kb_fail_field(t->err, "rate_bp", "price.one_of",
                             "a discount has rate_bp, the other kinds have amount_fen");
    if (price && (strcmp(r->scope, "sku") != 0 || !r->cycle[0]))
        return kb_fail_field(t->err, "scope", "catalog.scope",
                             "a price is of one SKU and one cycle");
    if (r->to_ms > (r->from_ms ? r->from_ms : t->now_ms)) return KB_OK;
    return kb_fail_field(t->err, "to_ms", "catalog.dates", "it would end before it begins");
}

static enum kb_code promotion_create(struct turn *t, const void *in, void *out)
{
    struct promotion_row *r = out;
    *r = *(const struct promotion_row *)in;
    struct scope s = SCOPE_OF(r);
    TRY(scope_read(t, "scope", &s));
    SCOPE_BACK(r, s);
    TRY(rule_check(t, r));
    r->id = turn_new_id(t);
    r->org_id = t->actor.org_id;
    r->state = "on";
    r->created_by = t->actor.user_id;
    r->created_ms = t->now_ms;
    TRY(turn_put(t, &q_promotion_add, &row_shape, r));
    return turn_change(t, r->org_id, "promotion", r->id, "created", "");
}
static const struct turn_call promotion_create_call = { &new_shape, &view_shape, promotion_create,
                                                        NULL };

static enum kb_code find(struct turn *t, int64_t id, struct promotion_row *out)
{
    TRY(turn_find(t, "promotion", &q_promotion_find,
                  ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &row_shape, out));
    show(out);
    return KB_OK;
}

struct promotion_steer {
    int64_t id, budget_fen;
    const char *state;
};
static const struct kb_field promotion_steer_fields[] = {
    ID(promotion_steer, id, "pro"),
    STR(promotion_steer, state, .one_of = states, .optional = true),
    INT(promotion_steer, budget_fen, .min = 0, .max = 100000000000000, .optional = true,
        .unit = "fen", .doc = "A new budget, not below what is held and used."),
    { .name = NULL },
};
static SHAPE(promotion_steer);

static enum kb_code promotion_steer(struct turn *t, const struct promotion_steer *in,
                                    struct promotion_row *out)
{
    TRY(find(t, in->id, out));
    if (strcmp(out->state, "ended") == 0)
        return kb_fail(t->err, KB_CONFLICT, "state.move", "what has ended does not come back");
    if (in->budget_fen && in->budget_fen < out->held_fen + out->used_fen)
        return kb_fail_field(t->err, "budget_fen", "promotion.budget",
                             "%lld fen are held or used already",
                             (long long)(out->held_fen + out->used_fen));
    if (in->state[0]) out->state = in->state;
    if (in->budget_fen) out->budget_fen = in->budget_fen;
    TRY(turn_put(t, &q_promotion_steer, &row_shape, out));
    return turn_change(t, out->org_id, "promotion", in->id, out->state, "");
}
static enum kb_code promotion_steer_run(struct turn *t, const void *in, void *out)
{
    return promotion_steer(t, in, out);
}
static const struct turn_call promotion_steer_call = { &promotion_steer_shape, &view_shape,
                                                       promotion_steer_run, NULL };

struct promotions_in {
    const char *cursor, *state, *text;
    int64_t limit;
};
static const struct kb_field promotions_in_fields[] = {
    TURN_PAGE_FIELDS(promotions_in),
    STR(promotions_in, state, .max = 20, .optional = true),
    STR(promotions_in, text, .max = 60, .optional = true),
    { .name = NULL },
};
static SHAPE(promotions_in);
struct promotions {
    struct kb_list items;
    const char *next;
};
static const struct kb_field promotions_fields[] = { LIST(promotions, items, view_shape),
                                                     STR(promotions, next),
                                                     { .name = NULL } };
static SHAPE(promotions);

static enum kb_code promotions_list(struct turn *t, const struct promotions_in *in,
                                    struct promotions *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_promotions_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_STR(text, in->text), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &view_shape);
    struct promotion_row *r = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++) show(&r[i]);
    return KB_OK;
}
HANDLER(promotions_list, promotions_in, promotions);

#define MARKET (WHO_SALES | WHO_OPERATE)
const struct turn_route promotion_routes[] = {
    { "GET", "/v1/promotions", MARKET | WHO_FINANCE, &promotions_list_call, "promotions_list",
      "List your promotions with what of their budgets is held and used.", TURN_LIST },
    { "POST", "/v1/promotions", MARKET, &promotion_create_call, "promotions_create",
      "Make your prices lower for a time, within a budget." },
    { "POST", "/v1/promotions/{id}/steer", MARKET, &promotion_steer_call, "promotions_steer",
      "Pause a promotion, go on, end it, or change its budget." },
    { .method = NULL },
};
