/* price - list prices of SKUs and sale prices of sellers, each with the instant from which it
 * counts: a price is never changed, the next one follows it. */
#include "catalog/price_priv.h"
#include "price_sql.h"

#include <string.h>

const char *const catalog_cycles[] = { "once", "hour", "month", "year", "usage", NULL };

bool catalog_cycle_prepaid(const char *cycle)
{
    return strcmp(cycle, "hour") != 0 && strcmp(cycle, "usage") != 0;
}

static const struct kb_field cycle_price_fields[] = {
    STR(cycle_price, cycle, .one_of = catalog_cycles),
    INT(cycle_price, price_fen, .min = 0, .max = PRICE_FEN_MAX, .optional = true, .unit = "fen",
        .doc = "Of one cycle or unit; or"),
    INT(cycle_price, price_ufen, .min = 0, .max = PRICE_UFEN_MAX, .optional = true,
        .unit = "ufen", .doc = "in millionths of a fen, for hour and usage."),
    INT(cycle_price, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",
        .doc = "Since when; now when not given."),
    { .name = NULL },
};
SHAPE(cycle_price);

enum kb_code price_read(struct turn *t, const struct cycle_price *p, int64_t *price_ufen)
{
    if (!p->price_fen == !p->price_ufen)
        return kb_fail_field(t->err, "price_fen", "price.one_of",
                             "give price_fen or price_ufen, one of them");
    if (p->price_ufen && catalog_cycle_prepaid(p->cycle) && p->price_ufen % UFEN != 0)
        return kb_fail_field(t->err, "price_ufen", "price.whole_fen",
                             "what is paid in advance costs whole fen");
    *price_ufen = p->price_fen ? p->price_fen * UFEN : p->price_ufen;
    return KB_OK;
}

enum kb_code catalog_list_price(struct turn *t, int64_t sku_id, const char *cycle, int64_t at_ms,
                                int64_t *price_ufen)
{
    return turn_int(t, &q_list_price_at,
                    ARGS(ARG_INT(sku_id, sku_id), ARG_STR(cycle, cycle), ARG_INT(at_ms, at_ms)),
                    price_ufen);
}

enum kb_code catalog_sale_price(struct turn *t, int64_t seller_id, int64_t sku_id,
                                const char *cycle, int64_t *price_ufen)
{
    return turn_int(t, &q_sale_price_at,
                    ARGS(ARG_INT(org_id, seller_id), ARG_INT(sku_id, sku_id),
                         ARG_STR(cycle, cycle), ARG_INT(at_ms, t->now_ms)),
                    price_ufen);
}

enum kb_code catalog_usual_cycle(struct turn *t, int64_t sku_id, const char **cycle)
{
    static const char *const order[] = { "month", "once", "hour", "year", "usage" };
    for (size_t i = 0; i < COUNT(order); i++) {
        int64_t ufen;
        TRY(catalog_list_price(t, sku_id, order[i], t->now_ms, &ufen));
        *cycle = order[i];
        if (ufen) return KB_OK;
    }
    return kb_fail_field(t->err, "sku_id", "quote.cycle", "it has no price just now");
}

enum kb_code price_list_add(struct turn *t, int64_t sku_id, const char *cycle, int64_t price_ufen,
                            int64_t from_ms)
{
    return turn_run(t, &q_list_price_add,
                    ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(sku_id, sku_id),
                         ARG_STR(cycle, cycle), ARG_INT(price_ufen, price_ufen),
                         ARG_INT(from_ms, from_ms), ARG_INT(created_by, t->actor.user_id),
                         ARG_INT(created_ms, t->now_ms)));
}

enum kb_code price_list_now(struct turn *t, int64_t sku_id, struct kb_list *out)
{
    TRY(turn_all(t, &q_list_prices_now,
                 ARGS(ARG_INT(sku_id, sku_id), ARG_INT(at_ms, t->now_ms)), &cycle_price_shape, 10,
                 out));
    struct cycle_price *p = out->at;
    for (int64_t i = 0; i < out->n; i++)
        if (p[i].price_ufen % UFEN == 0) p[i].price_fen = p[i].price_ufen / UFEN;
    return KB_OK;
}

/* --- the platform's list prices --- */

struct list_price_new {
    int64_t id, price_fen, price_ufen, from_ms;
    const char *cycle;
    bool end;
};
#define PRICE_NEW_FIELDS(S)                                                                        \
    ID(S, id, "sku"), STR(S, cycle, .one_of = catalog_cycles),                                     \
        INT(S, price_fen, .min = 0, .max = PRICE_FEN_MAX, .optional = true, .unit = "fen"),        \
        INT(S, price_ufen, .min = 0, .max = PRICE_UFEN_MAX, .optional = true, .unit = "ufen"),     \
        INT(S, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",            \
            .doc = "Since when, not in the past; now when not given."),                            \
        BOOL(S, end, .optional = true, .doc = "Instead of a price: no longer.")
static const struct kb_field list_price_new_fields[] = { PRICE_NEW_FIELDS(list_price_new),
                                                         { .name = NULL } };
static SHAPE(list_price_new);

/* Into *price_ufen (0: it ends) and *from_ms. */
static enum kb_code price_next(struct turn *t, const struct list_price_new *in, int64_t *price_ufen,
                               int64_t *from_ms)
{
    struct cycle_price p = { in->cycle, in->price_fen, in->price_ufen, in->from_ms };
    *price_ufen = 0;
    *from_ms = in->from_ms ? in->from_ms : t->now_ms;
    if (in->end && (in->price_fen || in->price_ufen))
        return kb_fail_field(t->err, "end", "price.one_of", "give a price or end, one of them");
    if (!in->end) TRY(price_read(t, &p, price_ufen));
    if (*from_ms >= t->now_ms) return KB_OK;
    return kb_fail_field(t->err, "from_ms", "price.past", "a price counts from now on or later");
}

static enum kb_code not_at_once(struct turn *t, const struct db_query *there, int64_t sku_id,
                                const char *cycle, int64_t from_ms)
{
    int64_t n;
    TRY(turn_int(t, there,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(sku_id, sku_id),
                      ARG_STR(cycle, cycle), ARG_INT(from_ms, from_ms)),
                 &n));
    if (!n) return KB_OK;
    return kb_fail_field(t->err, "from_ms", "price.there",
                         "another price counts from that very instant");
}

struct sku_prices {
    struct kb_list items; /* every price there is, newest first */
};
static const struct kb_field sku_prices_fields[] = { LIST(sku_prices, items, cycle_price_shape),
                                                     { .name = NULL } };
static SHAPE(sku_prices);

static enum kb_code history(struct turn *t, const struct db_query *q, int64_t sku_id,
                            struct sku_prices *out)
{
    TRY(turn_all(t, q, ARGS(ARG_INT(sku_id, sku_id), ARG_INT(org_id, t->actor.org_id)),
                 &cycle_price_shape, 200, &out->items));
    struct cycle_price *p = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++)
        if (p[i].price_ufen % UFEN == 0) p[i].price_fen = p[i].price_ufen / UFEN;
    return KB_OK;
}

static enum kb_code list_price_put(struct turn *t, const struct list_price_new *in,
                                   struct sku_prices *out)
{
    struct sku sku;
    int64_t price_ufen, from_ms;
    TRY(catalog_sku_find(t, in->id, &sku));
    TRY(price_next(t, in, &price_ufen, &from_ms));
    TRY(not_at_once(t, &q_list_price_there, in->id, in->cycle, from_ms));
    TRY(price_list_add(t, in->id, in->cycle, price_ufen, from_ms));
    TRY(turn_change(t, t->actor.org_id, "sku", in->id, "priced", ""));
    return history(t, &q_list_prices, in->id, out);
}
HANDLER(list_price_put, list_price_new, sku_prices);

struct sku_key {
    int64_t id;
};
static const struct kb_field sku_key_fields[] = { ID(sku_key, id, "sku"), { .name = NULL } };
static SHAPE(sku_key);

static enum kb_code list_prices(struct turn *t, const struct sku_key *in, struct sku_prices *out)
{
    struct sku sku;
    TRY(catalog_sku_find(t, in->id, &sku));
    return history(t, &q_list_prices, in->id, out);
}
HANDLER(list_prices, sku_key, sku_prices);

/* --- what a seller asks --- */

static enum kb_code sale_price_put(struct turn *t, const struct list_price_new *in,
                                   struct sku_prices *out)
{
    struct sku sku;
    int64_t price_ufen, from_ms;
    TRY(catalog_sku_find(t, in->id, &sku));
    TRY(price_next(t, in, &price_ufen, &from_ms));
    TRY(not_at_once(t, &q_sale_price_there, in->id, in->cycle, from_ms));
    TRY(turn_run(t, &q_sale_price_add,
                 ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(sku_id, in->id), ARG_STR(cycle, in->cycle),
                      ARG_INT(price_ufen, price_ufen), ARG_INT(from_ms, from_ms),
                      ARG_INT(created_by, t->actor.user_id), ARG_INT(created_ms, t->now_ms))));
    TRY(turn_change(t, t->actor.org_id, "sku", in->id, "sale_priced", ""));
    return history(t, &q_sale_prices, in->id, out);
}
HANDLER(sale_price_put, list_price_new, sku_prices);

static enum kb_code sale_prices(struct turn *t, const struct sku_key *in, struct sku_prices *out)
{
    struct sku sku;
    TRY(catalog_sku_find(t, in->id, &sku));
    return history(t, &q_sale_prices, in->id, out);
}
HANDLER(sale_prices, sku_key, sku_prices);

#define SEES (WHO_OPERATE | WHO_SALES | WHO_FINANCE)
const struct turn_route price_routes[] = {
    { "GET", "/v1/skus/{id}/prices", SEES, &list_prices_call, "skus_prices",
      "Every list price of an SKU, past, present and to come." },
    { "POST", "/v1/skus/{id}/prices", WHO_P_ADMIN | WHO_P_OPERATOR, &list_price_put_call,
      "skus_price", "Set the list price of a cycle from an instant on, or end it." },
    { "GET", "/v1/skus/{id}/sale-prices", SEES, &sale_prices_call, "skus_sale_prices",
      "Every price that your organisation asks of its own customers." },
    { "POST", "/v1/skus/{id}/sale-prices", WHO_OPERATE, &sale_price_put_call, "skus_sale_price",
      "Ask another price than the list price of your own customers, or end that." },
    { .method = NULL },
};
