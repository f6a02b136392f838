/* sku - what is bought: a product with attributes, the driver that opens it, and a list price for
 * each cycle it is offered for. */
#include "catalog/price_priv.h"
#include "sku_sql.h"

#include <string.h>

static const char *const sku_states[] = { "on", "off", NULL };
static const char *const sku_drivers[] = { "libvirt", "manual", "sim", NULL };

#define SKU_FIELDS(S)                                                                              \
    ID(S, id, "sku"), ID(S, product_id, "prd"), STR(S, name), JSON(S, spec),                       \
        STR(S, driver, .one_of = sku_drivers), STR(S, unit, .doc = "What cycle usage counts."),    \
        INT(S, ready_s), STR(S, state, .one_of = sku_states), INT(S, created_ms, .unit = "ms"),    \
        STR(S, product), STR(S, kind)
static const struct kb_field sku_fields[] = { SKU_FIELDS(sku), ID(sku, supplier_id, "org"),
                                              { .name = NULL } };
SHAPE(sku);

/* With its prices, for people. */
struct sku_view {
    int64_t id, product_id, ready_s, created_ms;
    const char *name, *spec, *driver, *unit, *state, *product, *kind;
    struct kb_list prices;
};
static const struct kb_field sku_view_fields[] = {
    SKU_FIELDS(sku_view),
    LIST(sku_view, prices, cycle_price_shape, .doc = "List prices that count now."),
    { .name = NULL },
};
static SHAPE(sku_view);

static enum kb_code view_of(struct turn *t, const struct sku *s, struct sku_view *out)
{
    *out = (struct sku_view){ .id = s->id,
                              .product_id = s->product_id,
                              .ready_s = s->ready_s,
                              .created_ms = s->created_ms,
                              .name = s->name,
                              .spec = s->spec,
                              .driver = s->driver,
                              .unit = s->unit,
                              .state = s->state,
                              .product = s->product,
                              .kind = s->kind };
    return price_list_now(t, s->id, &out->prices);
}

enum kb_code catalog_sku_find(struct turn *t, int64_t id, struct sku *out)
{
    return turn_find(t, "SKU", &q_sku_find, ARGS(ARG_INT(id, id)), &sku_shape, out);
}

enum kb_code catalog_skus_shown(struct turn *t, int64_t seller_id, struct kb_list *out)
{
    if (!seller_id) TRY(org_platform(t, &seller_id));
    return turn_all(t, &q_skus_shown, ARGS(ARG_INT(seller_id, seller_id)), &sku_shape, 500, out);
}

/* --- making one --- */

struct sku_new {
    int64_t product_id, ready_s;
    const char *name, *spec, *driver, *unit;
    struct kb_list prices;
};
static const struct kb_field sku_new_fields[] = {
    ID(sku_new, product_id, "prd"),
    STR(sku_new, name, .min = 1, .max = 120),
    JSON(sku_new, spec, .max = 4000, .doc = "Its attributes, as the kind's schema has them."),
    STR(sku_new, driver, .one_of = sku_drivers, .doc = "Who opens it."),
    STR(sku_new, unit, .max = 24, .optional = true, .doc = "core_hour, gib…: with cycle usage."),
    INT(sku_new, ready_s, .min = 0, .max = 604800, .optional = true,
        .doc = "Usual seconds to open."),
    LIST(sku_new, prices, cycle_price_shape, .min = 1, .max = 5,
         .doc = "A list price for each cycle it is offered for."),
    { .name = NULL },
};
static SHAPE(sku_new);

static enum kb_code check_prices(struct turn *t, const struct sku_new *in, int64_t *ufen)
{
    const struct cycle_price *p = in->prices.at;
    for (int64_t i = 0; i < in->prices.n; i++) {
        TRY(price_read(t, &p[i], &ufen[i]));
        if (p[i].from_ms && p[i].from_ms < t->now_ms)
            return kb_fail_field(t->err, "prices", "price.past",
                                 "a price counts from now on or later");
        if (strcmp(p[i].cycle, "usage") == 0 && !in->unit[0])
            return kb_fail_field(t->err, "unit", "request.missing", "say what cycle usage counts");
        for (int64_t k = 0; k < i; k++)
            if (strcmp(p[i].cycle, p[k].cycle) == 0)
                return kb_fail_field(t->err, "prices", "price.there", "%s has two prices",
                                     p[i].cycle);
    }
    return KB_OK;
}

struct kind_row {
    const char *kind;
};
static const struct kb_field kind_row_fields[] = { STR(kind_row, kind), { .name = NULL } };
static SHAPE(kind_row);

static enum kb_code sku_write(struct turn *t, const struct sku_new *in, int64_t id,
                              const int64_t *ufen)
{
    const struct cycle_price *p = in->prices.at;
    TRY(turn_run(t, &q_sku_add,
                 ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(product_id, in->product_id), ARG_STR(name, in->name),
                      ARG_STR(spec, in->spec), ARG_STR(driver, in->driver), ARG_STR(unit, in->unit),
                      ARG_INT(ready_s, in->ready_s), ARG_INT(created_ms, t->now_ms))));
    for (int64_t i = 0; i < in->prices.n; i++)
        TRY(price_list_add(t, id, p[i].cycle, ufen[i], p[i].from_ms ? p[i].from_ms : t->now_ms));
    return KB_OK;
}

static enum kb_code sku_create(struct turn *t, const struct sku_new *in, struct sku_view *out)
{
    struct kind_row product;
    struct sku sku;
    int64_t id = turn_new_id(t), ufen[5];
    TRY(turn_find(t, "product", &q_product_kind, ARGS(ARG_INT(id, in->product_id)),
                  &kind_row_shape, &product));
    TRY(check_prices(t, in, ufen));
    TRY(catalog_attrs_check(t, product.kind, in->spec));
    TRY(sku_write(t, in, id, ufen));
    TRY(catalog_sku_find(t, id, &sku));
    TRY(view_of(t, &sku, out));
    return turn_change(t, t->actor.org_id, "sku", id, "created", "");
}
HANDLER(sku_create, sku_new, sku_view);

struct sku_state {
    int64_t id;
    const char *state;
};
static const struct kb_field sku_state_fields[] = { ID(sku_state, id, "sku"),
                                                    STR(sku_state, state, .one_of = sku_states),
                                                    { .name = NULL } };
static SHAPE(sku_state);

static enum kb_code sku_state(struct turn *t, const struct sku_state *in, struct sku_view *out)
{
    struct sku sku;
    TRY(catalog_sku_find(t, in->id, &sku));
    TRY(turn_run_one(t, &q_sku_state, ARGS(ARG_INT(id, in->id), ARG_STR(state, in->state))));
    TRY(catalog_sku_find(t, in->id, &sku));
    TRY(view_of(t, &sku, out));
    return turn_change(t, t->actor.org_id, "sku", in->id, in->state, "");
}
HANDLER(sku_state, sku_state, sku_view);

/* --- the list --- */

struct skus_in {
    const char *cursor, *kind, *text;
    int64_t limit, product_id;
};
static const struct kb_field skus_in_fields[] = {
    TURN_PAGE_FIELDS(skus_in),
    ID(skus_in, product_id, "prd", .optional = true),
    STR(skus_in, kind, .max = 20, .optional = true),
    STR(skus_in, text, .max = 60, .optional = true, .doc = "Part of its or its product's name."),
    { .name = NULL },
};
static SHAPE(skus_in);

struct skus {
    struct kb_list items;
    const char *next;
};
static const struct kb_field skus_fields[] = { LIST(skus, items, sku_view_shape),
                                               STR(skus, next),
                                               { .name = NULL } };
static SHAPE(skus);

static enum kb_code skus_list(struct turn *t, const struct skus_in *in, struct skus *out)
{
    struct kb_list list;
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_skus_of,
                 ARGS(ARG_INT(product_id, in->product_id), ARG_STR(kind, in->kind),
                      ARG_STR(text, in->text), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &sku_shape, rows, &list));
    out->next = turn_page_next(t, &list, in->limit, &sku_shape);
    const struct sku *s = list.at;
    struct sku_view *views = kb_alloc(t->arena, sizeof *views * (size_t)(list.n + 1));
    for (int64_t i = 0; i < list.n; i++) TRY(view_of(t, &s[i], &views[i]));
    out->items = (struct kb_list){ views, list.n };
    return KB_OK;
}
HANDLER(skus_list, skus_in, skus);

#define SHELF (WHO_P_ADMIN | WHO_P_OPERATOR)
const struct turn_route sku_routes[] = {
    { "GET", "/v1/skus", WHO_OPERATE | WHO_SALES | WHO_P_TECH, &skus_list_call, "skus_list",
      "List SKUs with their list prices.", TURN_LIST },
    { "POST", "/v1/skus", SHELF, &sku_create_call, "skus_create",
      "Create an SKU: attributes, driver and list prices." },
    { "POST", "/v1/skus/{id}/state", SHELF, &sku_state_call, "skus_state",
      "Put an SKU on the shelf or take it off." },
    { .method = NULL },
};
