/* cart - what a customer has put aside to buy together, of any suppliers. A cart has no prices of
 * its own: they are found when it is looked at and when it is quoted. */
#include "billing/order_priv.h"
#include "billing/quote_priv.h"
#include "cart_sql.h"

#include <string.h>

#define CART_MAX 50

struct cart_row {
    int64_t id, org_id, user_id, sku_id, periods, quantity, created_ms;
    const char *cycle, *alias, *ssh_key;
};
static const struct kb_field cart_row_fields[] = {
    INT(cart_row, id),       INT(cart_row, org_id),     INT(cart_row, user_id),
    INT(cart_row, sku_id),   STR(cart_row, cycle),      INT(cart_row, periods),
    INT(cart_row, quantity), STR(cart_row, alias),      STR(cart_row, ssh_key),
    INT(cart_row, created_ms), { .name = NULL },
};
static SHAPE(cart_row);

/* Priced as of now, or with the reason why it cannot be. */
struct cart_line {
    int64_t id, sku_id, periods, quantity, user_id, list_fen, price_fen, unit_ufen, created_ms;
    const char *cycle, *alias, *sku, *product, *kind, *unit, *problem, *problem_text;
};
static const struct kb_field cart_line_fields[] = {
    ID(cart_line, id, "crt"),
    ID(cart_line, sku_id, "sku"),
    STR(cart_line, sku),
    STR(cart_line, product),
    STR(cart_line, kind),
    STR(cart_line, cycle),
    INT(cart_line, periods),
    INT(cart_line, quantity),
    STR(cart_line, alias),
    ID(cart_line, user_id, "usr", .doc = "Who put it there."),
    INT(cart_line, list_fen, .unit = "fen"),
    INT(cart_line, price_fen, .unit = "fen"),
    INT(cart_line, unit_ufen, .unit = "ufen"),
    STR(cart_line, unit),
    STR(cart_line, problem, .doc = "A reason word when it cannot be bought now."),
    STR(cart_line, problem_text),
    INT(cart_line, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(cart_line);
struct cart {
    int64_t price_fen;
    struct kb_list items;
};
static const struct kb_field cart_fields[] = {
    LIST(cart, items, cart_line_shape),
    INT(cart, price_fen, .unit = "fen", .doc = "Of what can be bought, before coupons."),
    { .name = NULL },
};
static SHAPE(cart);

static enum kb_code rows_of(struct turn *t, struct kb_list *out)
{
    return turn_all(t, &q_cart_of, ARGS(ARG_INT(org_id, t->actor.org_id)), &cart_row_shape,
                    CART_MAX, out);
}

static struct quote_line line_of(const struct cart_row *r)
{
    return (struct quote_line){ .sku_id = r->sku_id,
                                .periods = r->periods,
                                .quantity = r->quantity,
                                .cart_line_id = r->id,
                                .cycle = r->cycle,
                                .alias = r->alias,
                                .ssh_key = r->ssh_key };
}

static enum kb_code price_row(struct turn *t, const struct quote *q, const struct cart_row *r,
                              struct quote_line *l)
{
    struct sku sku;
    *l = line_of(r);
    TRY(catalog_sku_find(t, r->sku_id, &sku));
    return quote_price_line(t, q, &sku, false, l);
}

static enum kb_code my_quote(struct turn *t, struct quote *q)
{
    struct org me;
    TRY(org_find(t, t->actor.org_id, &me));
    *q = (struct quote){ .org_id = me.id, .seller_id = me.parent_id, .kind = "new" };
    return KB_OK;
}

/* What cannot be priced just now stays in the cart and says why. */
static enum kb_code show(struct turn *t, const struct quote *q, const struct cart_row *r,
                         struct cart_line *out)
{
    struct quote_line l;
    struct sku sku;
    struct kb_error why = { 0 }, *err = t->err;
    TRY(catalog_sku_find(t, r->sku_id, &sku));
    t->err = &why;
    enum kb_code code = price_row(t, q, r, &l);
    t->err = err;
    if (code == KB_INTERNAL) return *err = why, code;
    *out = (struct cart_line){ .id = r->id,
                               .sku_id = r->sku_id,
                               .periods = r->periods,
                               .quantity = r->quantity,
                               .user_id = r->user_id,
                               .list_fen = code == KB_OK ? l.list_fen : 0,
                               .price_fen = code == KB_OK ? l.price_fen : 0,
                               .unit_ufen = code == KB_OK ? l.unit_ufen : 0,
                               .created_ms = r->created_ms,
                               .cycle = r->cycle,
                               .alias = r->alias,
                               .sku = sku.name,
                               .product = sku.product,
                               .kind = sku.kind,
                               .unit = sku.unit,
                               .problem = kb_strdup(t->arena, why.reason),
                               .problem_text = kb_strdup(t->arena, why.text) };
    return KB_OK;
}

static enum kb_code cart_show(struct turn *t, struct cart *out)
{
    struct quote q;
    struct kb_list rows;
    TRY(my_quote(t, &q));
    TRY(rows_of(t, &rows));
    const struct cart_row *r = rows.at;
    struct cart_line *lines = kb_alloc(t->arena, sizeof *lines * (size_t)(rows.n + 1));
    for (int64_t i = 0; i < rows.n; i++) {
        TRY(show(t, &q, &r[i], &lines[i]));
        out->price_fen += lines[i].price_fen;
    }
    out->items = (struct kb_list){ lines, rows.n };
    return KB_OK;
}

static enum kb_code cart_get(struct turn *t, const struct nothing *in, struct cart *out)
{
    (void)in;
    return cart_show(t, out);
}
HANDLER(cart_get, nothing, cart);

/* --- putting in and taking out --- */

struct cart_add {
    int64_t sku_id, periods, quantity;
    const char *cycle, *alias, *ssh_key;
};
static const struct kb_field cart_add_fields[] = {
    ID(cart_add, sku_id, "sku"),
    STR(cart_add, cycle, .one_of = catalog_cycles, .optional = true),
    INT(cart_add, periods, .min = 1, .max = 120, .optional = true),
    INT(cart_add, quantity, .min = 1, .max = 20, .optional = true),
    STR(cart_add, alias, .max = 40, .optional = true),
    STR(cart_add, ssh_key, .max = 1000, .optional = true),
    { .name = NULL },
};
static SHAPE(cart_add);

static enum kb_code cart_add(struct turn *t, const struct cart_add *in, struct cart *out)
{
    struct quote q;
    struct quote_line l;
    struct kb_list rows;
    struct cart_row r = { .id = turn_new_id(t),
                          .org_id = t->actor.org_id,
                          .user_id = t->actor.user_id,
                          .sku_id = in->sku_id,
                          .periods = in->periods ? in->periods : 1,
                          .quantity = in->quantity ? in->quantity : 1,
                          .cycle = in->cycle,
                          .alias = in->alias,
                          .ssh_key = in->ssh_key,
                          .created_ms = t->now_ms };
    TRY(billing_check_alias(t, in->alias));
    TRY(billing_check_ssh_key(t, in->ssh_key));
    TRY(my_quote(t, &q));
    if (!r.cycle[0]) TRY(catalog_usual_cycle(t, in->sku_id, &r.cycle));
    TRY(price_row(t, &q, &r, &l));
    TRY(rows_of(t, &rows));
    if (rows.n >= CART_MAX - 1)
        return kb_fail(t->err, KB_EXHAUSTED, "cart.full", "a cart holds %d lines", CART_MAX - 1);
    TRY(turn_put(t, &q_cart_add, &cart_row_shape, &r));
    turn_touch(t, r.org_id, "cart", r.id);
    return cart_show(t, out);
}
HANDLER(cart_add, cart_add, cart);

struct cart_change {
    int64_t id, periods, quantity;
};
static const struct kb_field cart_change_fields[] = {
    ID(cart_change, id, "crt"),
    INT(cart_change, periods, .min = 1, .max = 120, .optional = true),
    INT(cart_change, quantity, .min = 1, .max = 20, .optional = true),
    { .name = NULL },
};
static SHAPE(cart_change);

static enum kb_code cart_change(struct turn *t, const struct cart_change *in, struct cart *out)
{
    enum kb_code code = turn_run_one(
        t, &q_cart_change,
        ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id), ARG_INT(periods, in->periods),
             ARG_INT(quantity, in->quantity)));
    if (code == KB_NOT_FOUND)
        return kb_fail(t->err, code, "not_found", "there is no such line in the cart");
    TRY(code);
    turn_touch(t, t->actor.org_id, "cart", in->id);
    return cart_show(t, out);
}
HANDLER(cart_change, cart_change, cart);

struct cart_key {
    int64_t id;
};
static const struct kb_field cart_key_fields[] = { ID(cart_key, id, "crt"), { .name = NULL } };
static SHAPE(cart_key);

enum kb_code billing_cart_drop(struct turn *t, int64_t org_id, int64_t id)
{
    return turn_run(t, &q_cart_drop, ARGS(ARG_INT(id, id), ARG_INT(org_id, org_id)));
}

static enum kb_code cart_drop(struct turn *t, const struct cart_key *in, struct cart *out)
{
    int64_t before = db_changes(t->db);
    TRY(billing_cart_drop(t, t->actor.org_id, in->id));
    if (db_changes(t->db) == before)
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such line in the cart");
    turn_touch(t, t->actor.org_id, "cart", in->id);
    return cart_show(t, out);
}
HANDLER(cart_drop, cart_key, cart);

/* --- quoting --- */

static enum kb_code one_of(struct turn *t, json_t *word, const struct kb_list *rows,
                           const struct cart_row **out)
{
    int64_t id = 0;
    const char *text = json_string_value(word);
    const struct cart_row *r = rows->at;
    if (text && kb_id_parse(&t->world->id_key, "crt", text, &id))
        for (int64_t i = 0; i < rows->n; i++)
            if (r[i].id == id) return *out = &r[i], KB_OK;
    return kb_fail_field(t->err, "cart", "not_found", "there is no such line in the cart");
}

enum kb_code billing_cart_quote(struct turn *t, const char *ids, struct quote *q,
                                struct quote_body *body)
{
    struct kb_list rows;
    int64_t units = 0;
    AUTO_JSON list = json_loads(ids, 0, NULL);
    size_t n = json_array_size(list);
    if (!json_is_array(list) || n < 1 || n > QUOTE_LINES_MAX)
        return kb_fail_field(t->err, "cart", "request.field", "name 1 to %d lines",
                             QUOTE_LINES_MAX);
    if (q->org_id != t->actor.org_id)
        return kb_fail_field(t->err, "cart", "request.field", "a cart is its customer's own");
    TRY(rows_of(t, &rows));
    struct quote_line *lines = kb_alloc(t->arena, n * sizeof *lines);
    for (size_t i = 0; i < n; i++) {
        const struct cart_row *r = NULL;
        TRY(one_of(t, json_array_get(list, i), &rows, &r));
        TRY(price_row(t, q, r, &lines[i]));
        units += r->quantity;
        for (size_t k = 0; k < i; k++)
            if (lines[k].cart_line_id == r->id)
                return kb_fail_field(t->err, "cart", "request.field", "a line is named twice");
    }
    if (units > QUOTE_UNITS_MAX)
        return kb_fail_field(t->err, "cart", "request.field", "at most %d pieces at a time",
                             QUOTE_UNITS_MAX);
    body->lines = (struct kb_list){ lines, (int64_t)n };
    return KB_OK;
}

const struct turn_route cart_routes[] = {
    { "GET", "/v1/cart", WHO_C_ANY, &cart_get_call, "cart_get",
      "Your organisation's cart, priced as of now." },
    { "POST", "/v1/cart", WHO_C_ANY, &cart_add_call, "cart_add", "Put something into the cart." },
    { "POST", "/v1/cart/{id}", WHO_C_ANY, &cart_change_call, "cart_change",
      "Change how many, or for how long, of a line of the cart." },
    { "POST", "/v1/cart/{id}/drop", WHO_C_ANY, &cart_drop_call, "cart_drop",
      "Take a line out of the cart." },
    { .method = NULL },
};
