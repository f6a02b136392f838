/* product - what is on the shelf: products of the seed's kinds, each of one supplier. A seller may
 * leave one out of its own shop; the platform takes it off for all. */
#include "catalog/catalog.h"
#include "product_sql.h"

#include <string.h>

const char *const catalog_kinds[] = { "hpc", "ai", "vm", "line", "device", NULL };
static const char *const shelf_states[] = { "on", "off", NULL };

struct product {
    int64_t id, org_id, supplier_id, created_ms;
    const char *kind, *name, *summary, *state, *supplier;
    bool shown;
};
static const struct kb_field product_row_fields[] = {
    ID(product, id, "prd"),
    ID(product, org_id, "org"),
    ID(product, supplier_id, "org"),
    STR(product, supplier),
    STR(product, kind, .one_of = catalog_kinds),
    STR(product, name),
    STR(product, summary),
    STR(product, state, .one_of = shelf_states),
    BOOL(product, shown, .doc = "In your own shop."),
    INT(product, created_ms, .unit = "ms"),
    { .name = NULL },
};
static const struct kb_shape product_shape = { "product", sizeof(struct product),
                                               product_row_fields };

struct product_new {
    int64_t supplier_id;
    const char *kind, *name, *summary;
};
static const struct kb_field product_new_fields[] = {
    STR(product_new, kind, .one_of = catalog_kinds,
        .doc = "hpc 超算, ai 智算, vm 云主机, line 专线, device 设备."),
    STR(product_new, name, .min = 1, .max = 120),
    STR(product_new, summary, .max = 500, .optional = true),
    ID(product_new, supplier_id, "org", .optional = true,
       .doc = "Whose it is; own devices when not given."),
    { .name = NULL },
};
static SHAPE(product_new);

static enum kb_code product_create(struct turn *t, const struct product_new *in,
                                   struct product *out)
{
    struct org supplier;
    int64_t supplier_id = in->supplier_id;
    if (!supplier_id) TRY(org_own_devices(t, &supplier_id));
    TRY(org_find_supplier(t, supplier_id, &supplier));
    *out = (struct product){ .id = turn_new_id(t),
                             .org_id = t->actor.org_id,
                             .supplier_id = supplier_id,
                             .supplier = supplier.name,
                             .kind = in->kind,
                             .name = in->name,
                             .summary = in->summary,
                             .state = "on",
                             .shown = true,
                             .created_ms = t->now_ms };
    TRY(turn_put(t, &q_product_add, &product_shape, out));
    return turn_change(t, t->actor.org_id, "product", out->id, "created", "");
}
HANDLER(product_create, product_new, product);

struct products_in {
    const char *cursor, *kind, *state, *text;
    int64_t limit, supplier_id;
};
static const struct kb_field products_in_fields[] = {
    TURN_PAGE_FIELDS(products_in),
    STR(products_in, kind, .max = 20, .optional = true),
    STR(products_in, state, .max = 20, .optional = true),
    STR(products_in, text, .max = 60, .optional = true, .doc = "Part of the name."),
    ID(products_in, supplier_id, "org", .optional = true),
    { .name = NULL },
};
static SHAPE(products_in);

struct products {
    struct kb_list items;
    const char *next;
};
static const struct kb_field products_fields[] = { LIST(products, items, product_shape),
                                                   STR(products, next),
                                                   { .name = NULL } };
static SHAPE(products);

/* Products are the platform's; a distributor sees them to choose what its shop shows. */
static enum kb_code products_list(struct turn *t, const struct products_in *in,
                                  struct products *out)
{
    int64_t after_id, rows;
    bool seller = (t->actor.who & WHO_D_ANY) != 0; /* who supplies is the platform's business */
    int64_t supplier_id = seller && in->supplier_id ? KB_ID_NEVER : in->supplier_id;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_products_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(kind, in->kind),
                      ARG_STR(state, in->state), ARG_STR(text, in->text),
                      ARG_INT(supplier_id, supplier_id),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &product_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &product_shape);
    struct product *p = out->items.at;
    for (int64_t i = 0; seller && i < out->items.n; i++) p[i].supplier = "", p[i].supplier_id = 0;
    return KB_OK;
}
HANDLER(products_list, products_in, products);

struct product_state {
    int64_t id;
    const char *state;
};
static const struct kb_field product_state_fields[] = { ID(product_state, id, "prd"),
                                                        STR(product_state, state,
                                                            .one_of = shelf_states),
                                                        { .name = NULL } };
static SHAPE(product_state);

static enum kb_code product_find(struct turn *t, int64_t id, struct product *out)
{
    return turn_find(t, "product", &q_product_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &product_shape, out);
}

static enum kb_code product_state(struct turn *t, const struct product_state *in,
                                  struct product *out)
{
    TRY(product_find(t, in->id, out));
    out->state = in->state;
    TRY(turn_run_one(t, &q_product_state, ARGS(ARG_INT(id, in->id), ARG_STR(state, in->state))));
    return turn_change(t, t->actor.org_id, "product", in->id, in->state, "");
}
HANDLER(product_state, product_state, product);

struct product_show {
    int64_t id;
    bool shown;
};
static const struct kb_field product_show_fields[] = { ID(product_show, id, "prd"),
                                                       BOOL(product_show, shown),
                                                       { .name = NULL } };
static SHAPE(product_show);

static enum kb_code product_show(struct turn *t, const struct product_show *in, struct done *out)
{
    struct product p;
    const struct db_arg *args =
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(product_id, in->id));
    TRY(product_find(t, in->id, &p));
    TRY(turn_run(t, in->shown ? &q_unshown_end : &q_unshown_add, args));
    out->ok = true;
    return turn_change(t, t->actor.org_id, "product", in->id, in->shown ? "shown" : "unshown", "");
}
HANDLER(product_show, product_show, done);

#define SHELF (WHO_P_ADMIN | WHO_P_OPERATOR)
const struct turn_route product_routes[] = {
    { "GET", "/v1/products", WHO_OPERATE | WHO_SALES | WHO_P_TECH, &products_list_call,
      "products_list", "List products.", TURN_LIST },
    { "POST", "/v1/products", SHELF, &product_create_call, "products_create", "Create a product." },
    { "POST", "/v1/products/{id}/state", SHELF, &product_state_call, "products_state",
      "Put a product on the shelf or take it off, for everybody." },
    { "POST", "/v1/products/{id}/show", WHO_OPERATE, &product_show_call, "products_show",
      "Show a product in your own shop, or do not." },
    { .method = NULL },
};
