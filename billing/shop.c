/* shop - what is on sale and what it costs whoever looks: for a customer by its seller's prices and
 * terms, for a passer-by at list price. Several suppliers' SKUs stand side by side, to be compared
 * by what they can do, what they cost, and where they are. And books for whoever starts to sell. */
#include "billing/price.h"
#include "ledger/muldiv.h"

#include <string.h>

#define PLACES_MAX 20

struct shop_price {
    const char *cycle;
    int64_t list_ufen, price_ufen;
};
static const struct kb_field shop_price_fields[] = {
    STR(shop_price, cycle),
    INT(shop_price, list_ufen, .unit = "ufen"),
    INT(shop_price, price_ufen, .unit = "ufen", .doc = "What you would pay for one."),
    { .name = NULL },
};
static SHAPE(shop_price);
struct shop_place {
    const char *region;
    int64_t free;
};
static const struct kb_field shop_place_fields[] = { STR(shop_place, region), INT(shop_place, free),
                                                     { .name = NULL } };
static SHAPE(shop_place);

struct shop_item {
    int64_t sku_id, product_id, ready_s, free, performance;
    const char *product, *kind, *name, *spec, *unit;
    struct kb_list prices, places;
    bool automatic;
};
static const struct kb_field shop_item_fields[] = {
    ID(shop_item, sku_id, "sku"),
    ID(shop_item, product_id, "prd"),
    STR(shop_item, product),
    STR(shop_item, kind),
    STR(shop_item, name),
    JSON(shop_item, spec),
    STR(shop_item, unit, .doc = "What cycle usage counts."),
    LIST(shop_item, prices, shop_price_shape),
    INT(shop_item, performance, .doc = "Its attributes weighed by the kind's schema; to compare."),
    INT(shop_item, ready_s, .doc = "Usual seconds until it is open."),
    INT(shop_item, free),
    LIST(shop_item, places, shop_place_shape),
    BOOL(shop_item, automatic, .doc = "Opens by itself, without a technician."),
    { .name = NULL },
};
static SHAPE(shop_item);

struct shop {
    struct kb_list items;
};
static const struct kb_field shop_fields[] = { LIST(shop, items, shop_item_shape),
                                               { .name = NULL } };
static SHAPE(shop);

static const char *const sorts[] = { "price", "performance", "ready", "free", NULL };
struct shop_in {
    const char *kind, *text, *region, *cycle, *sort, *need, *skus;
    int64_t max_fen;
};
static const struct kb_field shop_in_fields[] = {
    STR(shop_in, kind, .max = 20, .optional = true),
    STR(shop_in, text, .max = 60, .optional = true, .doc = "Part of a name or attribute."),
    STR(shop_in, region, .max = 60, .optional = true, .doc = "Where something of it is free."),
    STR(shop_in, cycle, .one_of = catalog_cycles, .optional = true, .doc = "Sold by this cycle."),
    INT(shop_in, max_fen, .min = 0, .max = 100000000000, .optional = true, .unit = "fen",
        .doc = "Costs at most so much for one of the cycle (of any, when none is named)."),
    STR(shop_in, need, .max = 400, .optional = true,
        .doc = "At least so large, or alike: {\"vcpu\":4,\"gpu_model\":\"A100\"}."),
    STR(shop_in, skus, .max = 200, .optional = true, .doc = "These only: ids with commas."),
    STR(shop_in, sort, .one_of = sorts, .optional = true,
        .doc = "price (when not given): cheapest first; performance, free: most first; ready."),
    { .name = NULL },
};
static SHAPE(shop_in);

struct looking {
    struct turn *t;
    const struct shop_in *in;
    json_t *need;
    int64_t customer_id, seller_id; /* 0: a passer-by, who sees list prices */
};

/* --- what is wanted --- */

static bool attr_suits(const json_t *have, const json_t *want)
{
    if (json_is_integer(want))
        return json_is_integer(have) && json_integer_value(have) >= json_integer_value(want);
    if (json_is_string(want) && json_is_string(have))
        return strcasestr(json_string_value(have), json_string_value(want)) != NULL;
    return json_equal(have, want);
}

static bool attrs_suit(const struct looking *l, const char *spec)
{
    const char *name;
    json_t *want;
    AUTO_JSON have = json_loads(spec, 0, NULL);
    json_object_foreach(l->need, name, want) {
        if (!attr_suits(json_object_get(have, name), want)) return false;
    }
    return true;
}

static bool named(const struct looking *l, int64_t sku_id)
{
    char id[KB_ID_TEXT_MAX];
    if (!l->in->skus[0]) return true;
    kb_id_text(&l->t->world->id_key, "sku", sku_id, id);
    return strstr(l->in->skus, id) != NULL;
}

static bool suits(const struct looking *l, const struct sku *s)
{
    const char *text = l->in->text;
    if (!named(l, s->id) || (l->in->kind[0] && strcmp(l->in->kind, s->kind) != 0)) return false;
    if (text[0] && !strcasestr(s->name, text) && !strcasestr(s->product, text) &&
        !strcasestr(s->spec, text))
        return false;
    return attrs_suit(l, s->spec);
}

/* --- what it costs --- */

/* Not sold by this cycle, or not along this customer's chain: ufen 0. */
static enum kb_code price_of(const struct looking *l, const struct sku *s, const char *cycle,
                             struct shop_price *out)
{
    struct turn *t = l->t;
    struct price p;
    struct kb_error why = { 0 }, *err = t->err;
    *out = (struct shop_price){ .cycle = cycle };
    TRY(catalog_list_price(t, s->id, cycle, t->now_ms, &out->list_ufen));
    out->price_ufen = out->list_ufen;
    if (!out->list_ufen || !l->customer_id) return KB_OK;
    struct price_ask ask = { l->customer_id, l->seller_id, s, cycle, 1000, false };
    t->err = &why;
    enum kb_code code = price_find(t, &ask, &p);
    if (code == KB_OK) code = price_guard(t, &p, 0);
    t->err = err;
    out->price_ufen = code == KB_OK ? p.unit_ufen : 0;
    bool whole = code == KB_OK && catalog_cycle_prepaid(cycle);
    if (whole) out->price_ufen = p.price_fen * 1000000; /* with discounts and promotions */
    if (code == KB_INTERNAL || code == KB_UNAVAILABLE) return *err = why, code;
    return KB_OK;
}

static enum kb_code prices_of(const struct looking *l, const struct sku *s, struct kb_list *out)
{
    struct shop_price *p = kb_alloc(l->t->arena, 5 * sizeof *p);
    *out = (struct kb_list){ p, 0 };
    for (const char *const *cycle = catalog_cycles; *cycle; cycle++) {
        TRY(price_of(l, s, *cycle, &p[out->n]));
        if (p[out->n].price_ufen) out->n++;
    }
    return KB_OK;
}

static bool affordable(const struct looking *l, const struct kb_list *prices)
{
    const struct shop_price *p = prices->at;
    for (int64_t i = 0; i < prices->n; i++) {
        bool cycle = !l->in->cycle[0] || strcmp(l->in->cycle, p[i].cycle) == 0;
        bool cheap = !l->in->max_fen || p[i].price_ufen <= l->in->max_fen * 1000000;
        if (cycle && cheap) return true;
    }
    return false;
}

/* --- where it is --- */

static enum kb_code places_of(const struct looking *l, const struct sku *s, struct shop_item *out,
                              bool *there)
{
    struct kb_list list;
    TRY(inventory_free_places(l->t, s->id, &list));
    const struct free_place *f = list.at;
    struct shop_place *p = kb_alloc(l->t->arena, sizeof *p * (size_t)(list.n + 1));
    *there = !l->in->region[0];
    for (int64_t i = 0; i < list.n; i++) {
        p[i] = (struct shop_place){ f[i].region, f[i].free };
        out->free += f[i].free;
        *there = *there || strcasestr(f[i].region, l->in->region);
    }
    out->places = (struct kb_list){ p, list.n };
    return KB_OK;
}

static enum kb_code item_of(const struct looking *l, const struct sku *s, struct shop_item *out,
                            bool *shown)
{
    *out = (struct shop_item){ .sku_id = s->id,
                               .product_id = s->product_id,
                               .ready_s = s->ready_s,
                               .product = s->product,
                               .kind = s->kind,
                               .name = s->name,
                               .spec = s->spec,
                               .unit = s->unit,
                               .automatic = strcmp(s->driver, "manual") != 0 };
    TRY(prices_of(l, s, &out->prices));
    *shown = affordable(l, &out->prices);
    if (!*shown) return KB_OK;
    TRY(catalog_performance(l->t, s, &out->performance));
    return places_of(l, s, out, shown);
}

/* --- in order --- */

static int64_t cheapest(const struct shop_item *i)
{
    const struct shop_price *p = i->prices.at;
    int64_t least = INT64_MAX;
    for (int64_t k = 0; k < i->prices.n; k++)
        if (p[k].price_ufen < least) least = p[k].price_ufen;
    return least;
}

static int64_t rank(const struct shop_item *i, const char *sort)
{
    if (strcmp(sort, "performance") == 0) return -i->performance;
    if (strcmp(sort, "free") == 0) return -i->free;
    if (strcmp(sort, "ready") == 0) return i->ready_s;
    return cheapest(i);
}

/* Few enough for the simplest way that keeps equals in their order. */
static void put_in_order(struct shop_item *items, int64_t n, const char *sort)
{
    for (int64_t i = 1; i < n; i++) {
        struct shop_item x = items[i];
        int64_t r = rank(&x, sort), k = i;
        for (; k > 0 && rank(&items[k - 1], sort) > r; k--) items[k] = items[k - 1];
        items[k] = x;
    }
}

static enum kb_code looking_of(struct turn *t, const struct shop_in *in, struct looking *l)
{
    struct org me;
    *l = (struct looking){ .t = t, .in = in };
    if (in->need[0]) {
        l->need = json_loads(in->need, 0, NULL);
        if (!json_is_object(l->need))
            return kb_fail_field(t->err, "need", "request.field", "need must be a JSON object");
    }
    if (!(t->actor.who & WHO_C_ANY)) return KB_OK;
    TRY(org_find(t, t->actor.org_id, &me));
    l->customer_id = me.id;
    l->seller_id = me.parent_id;
    return KB_OK;
}

static enum kb_code collect(const struct looking *l, struct shop *out)
{
    struct kb_list skus;
    TRY(catalog_skus_shown(l->t, l->seller_id, &skus));
    const struct sku *s = skus.at;
    struct shop_item *items = kb_alloc(l->t->arena, sizeof *items * (size_t)(skus.n + 1));
    int64_t n = 0;
    for (int64_t i = 0; i < skus.n; i++) {
        bool shown;
        if (!suits(l, &s[i])) continue;
        TRY(item_of(l, &s[i], &items[n], &shown));
        n += shown;
    }
    put_in_order(items, n, l->in->sort);
    out->items = (struct kb_list){ items, n };
    return KB_OK;
}

static enum kb_code shop_list(struct turn *t, const struct shop_in *in, struct shop *out)
{
    struct looking l;
    enum kb_code code = looking_of(t, in, &l);
    if (code == KB_OK) code = collect(&l, out);
    json_decref(l.need);
    return code;
}
HANDLER(shop_list, shop_in, shop);

static enum kb_code on_org_created(struct turn *t, int64_t id)
{
    struct org o;
    TRY(org_find(t, id, &o));
    if (strcmp(o.kind, "platform") != 0 && strcmp(o.kind, "distributor") != 0) return KB_OK;
    return ledger_book_open(t, id, o.kind);
}

const struct turn_listener billing_listeners[] = {
    { "org.created", on_org_created },
    { .event = NULL },
};

const struct turn_route shop_routes[] = {
    { "GET", "/v1/shop", WHO_ANYONE, &shop_list_call, "shop_list",
      "What is on sale, found and ordered by function, performance, price and place." },
    { .method = NULL },
};
