/* coupon - a code that pays part of an order, so often for everybody and so often for each. Uses
 * and money are held with the order and counted in its row, so that a limit cannot be raced. */
#include "catalog/grant.h"
#include "catalog/scope.h"
#include "coupon_sql.h"

#include <string.h>

#define FEN_MAX INT64_C(100000000000)

static const char *const kinds[] = { "amount", "percent", NULL };
static const char *const states[] = { "on", "paused", "ended", NULL };

struct coupon_row {
    int64_t id, org_id, amount_fen, rate_bp, min_fen, customer_id, uses_max, each_max, uses_n,
        budget_fen, held_fen, used_fen, from_ms, to_ms, created_by, created_ms, mine_n;
    const char *name, *code, *kind, *state;
    SCOPE_MEMBERS;
};
#define COUPON_NEW_FIELDS                                                                          \
    STR(coupon_row, name, .min = 1, .max = 80), STR(coupon_row, code, .min = 4, .max = 32),        \
        SCOPE_FIELDS(coupon_row), STR(coupon_row, kind, .one_of = kinds),                          \
        INT(coupon_row, amount_fen, .min = 0, .max = FEN_MAX, .optional = true, .unit = "fen",     \
            .doc = "Its face; of percent: at most, 0: any."),                                      \
        INT(coupon_row, rate_bp, .min = 0, .max = 10000, .optional = true, .unit = "bp",           \
            .doc = "Of percent: what is taken off."),                                              \
        INT(coupon_row, min_fen, .min = 0, .max = 100000000000000, .optional = true,               \
            .unit = "fen", .doc = "For orders of at least so much of what it covers."),            \
        ID(coupon_row, customer_id, "org", .optional = true, .doc = "For this customer only."),    \
        INT(coupon_row, uses_max, .min = 1, .max = 1000000),                                       \
        INT(coupon_row, each_max, .min = 1, .max = 1000, .optional = true,                         \
            .doc = "By one customer; 1 when not given."),                                          \
        INT(coupon_row, budget_fen, .min = 0, .max = 100000000000000, .optional = true,            \
            .unit = "fen"),                                                                        \
        INT(coupon_row, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),  \
        INT(coupon_row, to_ms, .min = 1, .max = 9999999999999, .unit = "ms")
static const struct kb_field new_fields[] = { COUPON_NEW_FIELDS, { .name = NULL } };
static const struct kb_shape new_shape = { "coupon_new", sizeof(struct coupon_row), new_fields };
static const struct kb_field view_fields[] = {
    ID(coupon_row, id, "cou"),
    COUPON_NEW_FIELDS,
    INT(coupon_row, uses_n),
    INT(coupon_row, held_fen, .unit = "fen"),
    INT(coupon_row, used_fen, .unit = "fen"),
    STR(coupon_row, state, .one_of = states),
    INT(coupon_row, created_ms, .unit = "ms"),
    { .name = NULL },
};
static const struct kb_shape view_shape = { "coupon", sizeof(struct coupon_row), view_fields };
static const struct kb_field row_fields[] = {
    INT(coupon_row, id),         INT(coupon_row, org_id),      STR(coupon_row, name),
    STR(coupon_row, code),       SCOPE_ROW_FIELDS(coupon_row), STR(coupon_row, kind),
    INT(coupon_row, amount_fen), INT(coupon_row, rate_bp),     INT(coupon_row, min_fen),
    INT(coupon_row, customer_id), INT(coupon_row, uses_max),   INT(coupon_row, each_max),
    INT(coupon_row, uses_n),     INT(coupon_row, budget_fen),  INT(coupon_row, held_fen),
    INT(coupon_row, used_fen),   INT(coupon_row, from_ms),     INT(coupon_row, to_ms),
    STR(coupon_row, state),      INT(coupon_row, created_by),  INT(coupon_row, created_ms),
    INT(coupon_row, mine_n),     { .name = NULL },
};
static const struct kb_shape row_shape = { "coupon", sizeof(struct coupon_row), row_fields };

static void show(struct coupon_row *r)
{
    struct scope s = SCOPE_OF(r);
    scope_show(&s);
    SCOPE_BACK(r, s);
}

/* --- using one --- */

static enum kb_code unusable(struct kb_error *err, const char *reason, const char *what)
{
    return kb_fail_field(err, "coupon", reason, "%s", what);
}

enum kb_code catalog_coupon(struct turn *t, int64_t seller_id, int64_t customer_id,
                            const char *code, struct coupon *out)
{
    struct coupon_row r;
    struct kb_error none;
    enum kb_code found = db_one(t->db, t->arena, &q_coupon_by_code,
                                ARGS(ARG_INT(org_id, seller_id), ARG_STR(code, code),
                                     ARG_INT(customer_id, customer_id)),
                                &row_shape, &r, &none);
    if (found != KB_OK && found != KB_NOT_FOUND) return *t->err = none, found;
    if (found != KB_OK || (r.customer_id && r.customer_id != customer_id))
        return unusable(t->err, "coupon.none", "there is no such coupon");
    if (strcmp(r.state, "on") != 0 || r.from_ms > t->now_ms || r.to_ms <= t->now_ms)
        return unusable(t->err, "coupon.time", "it cannot be used now");
    if (r.uses_n >= r.uses_max || r.mine_n >= r.each_max)
        return unusable(t->err, "coupon.limit", "it has been used as often as it may");
    *out = (struct coupon){ .id = r.id,
                            .amount_fen = r.amount_fen,
                            .rate_bp = r.rate_bp,
                            .min_fen = r.min_fen,
                            .ref_id = r.ref_id,
                            .left_fen = r.budget_fen
                                            ? r.budget_fen - r.held_fen - r.used_fen
                                            : -1,
                            .name = r.name,
                            .kind = r.kind,
                            .scope = r.scope,
                            .ref_kind = r.ref_kind };
    return KB_OK;
}

bool catalog_coupon_covers(const struct coupon *c, const struct sku *sku)
{
    struct scope s = { c->scope, "", c->ref_kind, 0, 0, c->ref_id };
    return scope_covers(&s, sku);
}

enum kb_code catalog_coupon_check(struct turn *t, const struct coupon_hold *h)
{
    int64_t n;
    if (!h->fen) return KB_OK;
    TRY(turn_int(t, &q_coupon_has,
                 ARGS(ARG_INT(id, h->coupon_id), ARG_INT(fen, h->fen),
                      ARG_INT(customer_id, h->customer_id)),
                 &n));
    if (n) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "coupon.limit",
                   "the coupon has been used up since the quote");
}

enum kb_code catalog_coupon_hold(struct turn *t, const struct coupon_hold *h)
{
    if (!h->fen) return KB_OK;
    enum kb_code code = turn_run_one(t, &q_coupon_hold,
                                     ARGS(ARG_INT(id, h->coupon_id), ARG_INT(fen, h->fen),
                                          ARG_INT(customer_id, h->customer_id)));
    if (code == KB_NOT_FOUND)
        return kb_fail(t->err, KB_CONFLICT, "coupon.limit",
                       "the coupon has been used up since the quote");
    TRY(code);
    return turn_run(t, &q_coupon_use_add,
                    ARGS(ARG_INT(order_id, h->order_id), ARG_INT(coupon_id, h->coupon_id),
                         ARG_INT(customer_id, h->customer_id), ARG_INT(coupon_fen, h->fen),
                         ARG_INT(lines_n, h->lines_n), ARG_INT(created_ms, t->now_ms)));
}

enum kb_code catalog_coupon_use(struct turn *t, int64_t coupon_id, int64_t fen)
{
    if (!fen) return KB_OK;
    return turn_run_one(t, &q_coupon_used, ARGS(ARG_INT(id, coupon_id), ARG_INT(fen, fen)));
}

enum kb_code catalog_coupon_free(struct turn *t, int64_t coupon_id, int64_t order_id, int64_t fen)
{
    int64_t lines_n;
    if (!fen) return KB_OK;
    TRY(turn_run_one(t, &q_coupon_freed, ARGS(ARG_INT(id, coupon_id), ARG_INT(fen, fen))));
    TRY(turn_run_one(t, &q_coupon_line_back, ARGS(ARG_INT(order_id, order_id))));
    TRY(turn_int(t, &q_coupon_lines, ARGS(ARG_INT(order_id, order_id)), &lines_n));
    if (lines_n) return KB_OK;
    return turn_run_one(t, &q_coupon_use_back, ARGS(ARG_INT(id, coupon_id)));
}

/* --- making and steering them --- */

static enum kb_code rule_check(struct turn *t, const struct coupon_row *r)
{
    bool percent = strcmp(r->kind, "percent") == 0;
    if (percent != (r->rate_bp > 0) || (!percent && !r->amount_fen))
        return kb_fail_field(t->err, "rate_bp", "price.one_of",
                             "amount has amount_fen, percent has rate_bp");
    for (const char *p = r->code; *p; p++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", *p))
            return kb_fail_field(t->err, "code", "coupon.code", "capital letters, digits and -");
    if (r->to_ms > (r->from_ms ? r->from_ms : t->now_ms)) return KB_OK;
    return kb_fail_field(t->err, "to_ms", "catalog.dates", "it would end before it begins");
}

static enum kb_code coupon_create(struct turn *t, const void *in, void *out)
{
    struct coupon_row *r = out;
    struct org customer;
    int64_t taken;
    *r = *(const struct coupon_row *)in;
    struct scope s = SCOPE_OF(r);
    TRY(scope_read(t, "scope", &s));
    SCOPE_BACK(r, s);
    TRY(rule_check(t, r));
    if (r->customer_id)
        TRY(org_find_child(t, t->actor.org_id, r->customer_id, "customer", &customer));
    TRY(turn_int(t, &q_coupon_taken,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(code, r->code)), &taken));
    if (taken) return kb_fail_field(t->err, "code", "coupon.code", "this code is in use");
    r->id = turn_new_id(t);
    r->org_id = t->actor.org_id;
    r->state = "on";
    if (!r->each_max) r->each_max = 1;
    r->created_by = t->actor.user_id;
    r->created_ms = t->now_ms;
    TRY(turn_put(t, &q_coupon_add, &row_shape, r));
    return turn_change(t, r->org_id, "coupon", r->id, "created", "");
}
static const struct turn_call coupon_create_call = { &new_shape, &view_shape, coupon_create, NULL };

struct coupon_steer {
    int64_t id;
    const char *state;
};
static const struct kb_field coupon_steer_fields[] = { ID(coupon_steer, id, "cou"),
                                                       STR(coupon_steer, state, .one_of = states),
                                                       { .name = NULL } };
static SHAPE(coupon_steer);

static enum kb_code coupon_steer(struct turn *t, const struct coupon_steer *in, struct done *out)
{
    enum kb_code code = turn_run_one(
        t, &q_coupon_steer,
        ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state)));
    if (code == KB_NOT_FOUND)
        return kb_fail(t->err, code, "not_found", "there is no such coupon, or it has ended");
    TRY(code);
    out->ok = true;
    return turn_change(t, t->actor.org_id, "coupon", in->id, in->state, "");
}
HANDLER(coupon_steer, coupon_steer, done);

struct coupons {
    struct kb_list items;
    const char *next;
};
static const struct kb_field coupons_fields[] = { LIST(coupons, items, view_shape),
                                                  STR(coupons, next),
                                                  { .name = NULL } };
static SHAPE(coupons);

/* A seller's own; a customer's are those of its seller that are for it by name. */
static enum kb_code coupons_list(struct turn *t, const struct turn_list_in *in, struct coupons *out)
{
    int64_t after_id, rows;
    bool customer = (t->actor.who & WHO_C_ANY) != 0;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, customer ? &q_coupons_for : &q_coupons_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_INT(now_ms, t->now_ms), ARG_INT(rows, rows)),
                 &row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &view_shape);
    struct coupon_row *r = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++) {
        show(&r[i]);
        if (customer) r[i].uses_n = r[i].mine_n, r[i].uses_max = r[i].each_max;
        if (customer) r[i].budget_fen = r[i].held_fen = r[i].used_fen = 0;
    }
    return KB_OK;
}
HANDLER(coupons_list, turn_list_in, coupons);

#define MARKET (WHO_SALES | WHO_OPERATE)
const struct turn_route coupon_routes[] = {
    { "GET", "/v1/coupons", MARKET | WHO_FINANCE | WHO_C_ANY, &coupons_list_call, "coupons_list",
      "List your coupons: a seller's own, a customer's that are for it by name.", TURN_LIST },
    { "POST", "/v1/coupons", MARKET, &coupon_create_call, "coupons_create",
      "Make a coupon for your customers." },
    { "POST", "/v1/coupons/{id}/state", MARKET, &coupon_steer_call, "coupons_state",
      "Pause a coupon, go on, or end it." },
    { .method = NULL },
};
