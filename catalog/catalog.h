/* catalog - products, SKUs with typed attributes and list prices, the terms between neighbours of
 * the selling chain, and what a seller makes of them: sale prices, customers' prices, promotions,
 * coupons, invitation codes. Owns product, attr_schema, sku, list_price, agreement(_text, _item),
 * sale_price, unshown, customer_price, promotion, coupon(_use), invite_code, attribution. Never
 * knows an order or a device. Tells "agreement.active" with the id of the version. */
#ifndef CATALOG_CATALOG_H
#define CATALOG_CATALOG_H

#include "org/org.h"

extern const char *const catalog_kinds[];  /* hpc ai vm line device */
extern const char *const catalog_cycles[]; /* once hour month year usage */
/* A period is paid in advance: once, month, year. Else what was used is. */
bool catalog_cycle_prepaid(const char *cycle);

struct sku {
    int64_t id, product_id, supplier_id, ready_s, created_ms;
    const char *name, *spec, *driver, *unit, *state;
    const char *product, *kind; /* of its product */
};
extern const struct kb_shape sku_shape;
/* state is "off" also when its product is. */
MUST_USE enum kb_code catalog_sku_find(struct turn *t, int64_t id, struct sku *out);
/* Those on sale that this seller (0: the platform) and nobody above it leaves out of the shop: at
 * most 500. */
MUST_USE enum kb_code catalog_skus_shown(struct turn *t, int64_t seller_id, struct kb_list *out);
/* The list price of a cycle at an instant; 0: not offered for it. */
MUST_USE enum kb_code catalog_list_price(struct turn *t, int64_t sku_id, const char *cycle,
                                         int64_t at_ms, int64_t *price_ufen);
/* By the month where it is sold so, else the first cycle of catalog_cycles; quote.cycle: by
 * none. */
MUST_USE enum kb_code catalog_usual_cycle(struct turn *t, int64_t sku_id, const char **cycle);
/* What a seller asks of all its customers instead of the list price; 0: it has set none. */
MUST_USE enum kb_code catalog_sale_price(struct turn *t, int64_t seller_id, int64_t sku_id,
                                         const char *cycle, int64_t *price_ufen);

/* --- attributes --- */
/* The kind's newest schema accepts the attributes, else catalog.attributes about field "spec". */
MUST_USE enum kb_code catalog_attrs_check(struct turn *t, const char *kind, const char *attrs);
/* The attributes weighed as the kind's schema says: only to be compared with one another. */
MUST_USE enum kb_code catalog_performance(struct turn *t, const struct sku *sku, int64_t *out);

/* --- the chain --- */
/* One edge: what its buyer pays for an SKU and cycle, by which line of which version. */
struct catalog_edge {
    int64_t agreement_id, item_id, version, seller_id, buyer_id;
    int64_t rate_bp, floor_ufen, cap_ufen, refund_days;
    const char *mode;          /* discount, floor: the buyer is a principal; rebate: an agent */
    const char *refund_policy; /* prorata, none, days */
};
#define CATALOG_EDGES_MAX (ORG_LEVELS_MAX + 1)
struct catalog_ask {
    const struct sku *sku;
    const char *cycle;
    int64_t seller_id; /* who sells to the customer */
    bool running;      /* to go on with what runs: terms that are winding down may still do */
    int64_t draft_id;  /* terms taken as if they were in force; 0: none */
};
/* From the supplier down to seller_id. agreement.none names the neighbours without terms for this
 * SKU, agreement.excluded those whose terms leave it out; agreement.mode_order the edge on which a
 * principal would buy from an agent: modes read principal… agent…. */
MUST_USE enum kb_code catalog_chain(struct turn *t, const struct catalog_ask *ask,
                                    struct catalog_edge edges[CATALOG_EDGES_MAX], int64_t *n);
bool catalog_edge_agent(const struct catalog_edge *e);
/* Terms that the acting organisation is a side of, else not_found. */
struct catalog_terms {
    int64_t id, seller_id, buyer_id;
    const char *kind, *state;
};
MUST_USE enum kb_code catalog_terms_of(struct turn *t, int64_t id, struct catalog_terms *out);
/* What the buyer of a principal's edge pays for so many thousandths of a unit or cycle at this list
 * price: the rate of it, or so many floors. Rounded once. */
MUST_USE enum kb_code catalog_transfer(const struct catalog_edge *e, int64_t list_ufen,
                                       int64_t units_milli, int64_t *fen, struct kb_error *err);

extern const struct turn_route product_routes[], sku_routes[], attr_routes[], price_routes[],
    agreement_routes[], agreement_state_routes[], agreement_view_routes[];
extern const struct turn_listener catalog_listeners[], customer_price_listeners[];

#endif
