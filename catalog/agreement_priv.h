/* agreement - what the files about terms share: a version's row, its items, finding it. */
#ifndef CATALOG_AGREEMENT_PRIV_H
#define CATALOG_AGREEMENT_PRIV_H

#include "catalog/scope.h"

#define AGREEMENT_ITEMS_MAX 500

struct agreement {
    int64_t id, root_id, version, seller_id, buyer_id, settle_day, refund_days, valid_from_ms,
        valid_to_ms, approval_id, drafted_by, signed_by, signed_ms, active_ms, winding_ms, ended_ms,
        created_ms;
    const char *kind, *title, *state, *settle_cycle, *refund_policy, *wind_policy, *text_hash,
        *reason, *seller, *buyer;
};
extern const struct kb_shape agreement_shape;

struct agreement_item {
    int64_t id, agreement_id, rate_bp, floor_fen, floor_ufen, cap_fen, cap_ufen;
    const char *cycle, *mode;
    SCOPE_MEMBERS;
};
extern const struct kb_shape agreement_item_shape;

/* The acting organisation is one of its two sides, else not_found. A supplier's and a distributor's
 * drafts are seen by both sides. */
MUST_USE enum kb_code agreement_find(struct turn *t, int64_t id, struct agreement *out);
MUST_USE enum kb_code agreement_items(struct turn *t, int64_t id, struct kb_list *out);
/* Which side writes the terms: the platform to its suppliers, a seller to its distributors. */
int64_t agreement_drafter(const struct agreement *a);
/* "the edge A → B": with the names the acting organisation may know. */
const char *agreement_edge_text(struct turn *t, int64_t seller_id, int64_t buyer_id);
/* What would be sold along the chain with these terms in force: agreement.chain names the edge and
 * the SKU that cannot be. Expensive; reads only. */
MUST_USE enum kb_code agreement_check_chains(struct turn *t, const struct agreement *a);
/* The whole of it for a reply. */
struct agreement_page;
extern const struct kb_shape agreement_page_shape;
MUST_USE enum kb_code agreement_page(struct turn *t, int64_t id, struct agreement_page *out);
struct agreement_key {
    int64_t id;
};
extern const struct kb_shape agreement_key_shape;

#endif
