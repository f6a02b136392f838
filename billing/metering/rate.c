/* rate - what a unit costs from which hour on: first as the order promised it, then whenever the
 * rules that make the price have changed. An hour that was used keeps its price. */
#include "billing/metering/metering_priv.h"
#include "rate_sql.h"

#include <string.h>

struct rate {
    int64_t id, resource_id, from_hour, list_ufen, unit_ufen, created_ms;
};
static const struct kb_field rate_fields[] = {
    INT(rate, id),        INT(rate, resource_id), INT(rate, from_hour), INT(rate, list_ufen),
    INT(rate, unit_ufen), INT(rate, created_ms),  { .name = NULL },
};
static SHAPE(rate);

struct rate_leg {
    int64_t rate_id, idx, seller_id, buyer_id, agreement_id, item_id, version, unit_ufen,
        commission_bp, refund_days;
    const char *mode, *refund_policy;
};
static const struct kb_field rate_leg_fields[] = {
    INT(rate_leg, rate_id),      INT(rate_leg, idx),         INT(rate_leg, seller_id),
    INT(rate_leg, buyer_id),     INT(rate_leg, agreement_id), INT(rate_leg, item_id),
    INT(rate_leg, version),      STR(rate_leg, mode),        INT(rate_leg, unit_ufen),
    INT(rate_leg, commission_bp), STR(rate_leg, refund_policy), INT(rate_leg, refund_days),
    { .name = NULL },
};
static SHAPE(rate_leg);

static enum kb_code leg_add(struct turn *t, int64_t rate_id, int64_t idx, const struct price_leg *p)
{
    return turn_put(t, &q_rate_leg_add, &rate_leg_shape,
                    &(struct rate_leg){ .rate_id = rate_id,
                                        .idx = idx,
                                        .seller_id = p->seller_id,
                                        .buyer_id = p->buyer_id,
                                        .agreement_id = p->agreement_id,
                                        .item_id = p->item_id,
                                        .version = p->version,
                                        .unit_ufen = p->transfer_fen,
                                        .commission_bp = p->commission_bp,
                                        .refund_days = p->refund_days,
                                        .mode = p->mode,
                                        .refund_policy = p->refund_policy });
}

enum kb_code rate_add(struct turn *t, int64_t resource_id, int64_t from_hour, const struct price *p)
{
    const struct price_leg *legs = p->legs.at;
    struct rate r = { .id = turn_new_id(t),
                      .resource_id = resource_id,
                      .from_hour = from_hour,
                      .list_ufen = p->list_ufen,
                      .unit_ufen = p->unit_ufen,
                      .created_ms = t->now_ms };
    TRY(turn_put(t, &q_rate_add, &rate_shape, &r));
    for (int64_t i = 0; i < p->legs.n; i++) TRY(leg_add(t, r.id, i, &legs[i]));
    return KB_OK;
}

enum kb_code rate_legs(struct turn *t, int64_t rate_id, struct kb_list *out)
{
    struct kb_list list;
    TRY(turn_all(t, &q_rate_legs, ARGS(ARG_INT(rate_id, rate_id)), &rate_leg_shape,
                 CATALOG_EDGES_MAX, &list));
    const struct rate_leg *l = list.at;
    struct price_leg *legs = kb_alloc(t->arena, sizeof *legs * (size_t)(list.n + 1));
    for (int64_t i = 0; i < list.n; i++)
        legs[i] = (struct price_leg){ .seller_id = l[i].seller_id,
                                      .buyer_id = l[i].buyer_id,
                                      .agreement_id = l[i].agreement_id,
                                      .item_id = l[i].item_id,
                                      .version = l[i].version,
                                      .transfer_fen = l[i].unit_ufen,
                                      .commission_bp = l[i].commission_bp,
                                      .refund_days = l[i].refund_days,
                                      .mode = l[i].mode,
                                      .refund_policy = l[i].refund_policy };
    *out = (struct kb_list){ legs, list.n };
    return KB_OK;
}

static bool same_leg(const struct price_leg *a, const struct price_leg *b)
{
    return a->seller_id == b->seller_id && a->buyer_id == b->buyer_id && a->item_id == b->item_id &&
           a->transfer_fen == b->transfer_fen && a->commission_bp == b->commission_bp &&
           strcmp(a->mode, b->mode) == 0;
}

static enum kb_code same(struct turn *t, const struct rate *r, const struct price *p, bool *out)
{
    struct kb_list list;
    TRY(rate_legs(t, r->id, &list));
    const struct price_leg *a = list.at, *b = p->legs.at;
    *out = r->unit_ufen == p->unit_ufen && r->list_ufen == p->list_ufen && list.n == p->legs.n;
    for (int64_t i = 0; *out && i < list.n; i++) *out = same_leg(&a[i], &b[i]);
    return KB_OK;
}

static enum kb_code find_price(struct turn *t, const struct meter *m, struct price *p)
{
    struct resource r;
    struct sku sku;
    TRY(billing_resource_find(t, m->resource_id, &r));
    TRY(catalog_sku_find(t, r.sku_id, &sku));
    TRY(price_find(t,
                   &(struct price_ask){ .customer_id = m->org_id,
                                        .seller_id = m->seller_id,
                                        .sku = &sku,
                                        .cycle = m->cycle,
                                        .running = true },
                   p));
    return price_guard(t, p, 0);
}

static enum kb_code tell_seller(struct turn *t, struct meter *m, const char *why)
{
    if (t->now_ms - m->told_ms < METER_DAY_MS) return KB_OK;
    m->told_ms = t->now_ms;
    return turn_notify(
        t, &(struct turn_notice){
               .org_id = m->seller_id,
               .kind = "no_price",
               .object = "resource",
               .object_id = m->resource_id,
               .text_zh = kb_printf(t->arena, "按量资源没有现行价格（%s），继续按原价计费", why),
               .text_en = kb_printf(
                   t->arena, "A metered resource has no price now (%s); its last one goes on",
                   why) });
}

enum kb_code rate_refresh(struct turn *t, struct meter *m)
{
    struct price p;
    struct rate r;
    struct kb_error refused = { 0 }, *err = t->err;
    int64_t hour = t->now_ms / HOUR_MS, begun;
    bool unchanged;
    t->err = &refused;
    enum kb_code code = find_price(t, m, &p);
    t->err = err;
    if (code == KB_INTERNAL || code == KB_UNAVAILABLE) return *err = refused, code;
    if (code != KB_OK) return tell_seller(t, m, refused.reason);
    TRY(turn_find(t, "rate", &q_rate_last, ARGS(ARG_INT(resource_id, m->resource_id)), &rate_shape,
                  &r));
    TRY(same(t, &r, &p, &unchanged));
    if (unchanged || r.from_hour >= hour) return KB_OK;
    TRY(turn_int(t, &q_hour_begun,
                 ARGS(ARG_INT(resource_id, m->resource_id), ARG_INT(org_id, m->org_id),
                      ARG_INT(hour, hour)), &begun));
    return rate_add(t, m->resource_id, hour + (begun > 0), &p);
}
