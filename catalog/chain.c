/* chain - from the supplier down to a seller: on every edge the most specific line of the terms in
 * force. Modes along it must read principal… agent…, because an agent owns nothing it could sell
 * on as its own. */
#include "catalog/agreement_priv.h"
#include "chain_sql.h"
#include "ledger/muldiv.h"

#include <string.h>

#define MILLI_UFEN_OF_FEN INT64_C(1000000000)

static const struct kb_field catalog_edge_fields[] = {
    INT(catalog_edge, agreement_id), INT(catalog_edge, item_id),
    INT(catalog_edge, version),      INT(catalog_edge, seller_id),
    INT(catalog_edge, buyer_id),     INT(catalog_edge, rate_bp),
    INT(catalog_edge, floor_ufen),   INT(catalog_edge, cap_ufen),
    INT(catalog_edge, refund_days),  STR(catalog_edge, mode),
    STR(catalog_edge, refund_policy), { .name = NULL },
};
static SHAPE(catalog_edge);

bool catalog_edge_agent(const struct catalog_edge *e)
{
    return strcmp(e->mode, "rebate") == 0;
}

struct names {
    const char *seller, *buyer;
};
static const struct kb_field names_fields[] = { STR(names, seller), STR(names, buyer),
                                                { .name = NULL } };
static SHAPE(names);

/* Further down than its own children an organisation knows nobody by name. */
const char *agreement_edge_text(struct turn *t, int64_t seller_id, int64_t buyer_id)
{
    struct names n;
    struct kb_error none;
    const char *sides = "a distributor further down and the one below it";
    bool mine = seller_id == t->actor.org_id || buyer_id == t->actor.org_id;
    enum kb_code code =
        db_one(t->db, t->arena, &q_edge_names,
               ARGS(ARG_INT(seller_id, seller_id), ARG_INT(buyer_id, buyer_id)), &names_shape, &n,
               &none);
    if (code == KB_OK && mine) sides = kb_printf(t->arena, "%s → %s", n.seller, n.buyer);
    return sides;
}

static enum kb_code edge_check(struct turn *t, const struct catalog_edge *e, bool agents_begun)
{
    if (!e->agreement_id || !e->item_id)
        return kb_fail(t->err, KB_CONFLICT, "agreement.none", "no terms in force: %s",
                       agreement_edge_text(t, e->seller_id, e->buyer_id));
    if (strcmp(e->mode, "excluded") == 0)
        return kb_fail(t->err, KB_CONFLICT, "agreement.excluded", "left out of the terms: %s",
                       agreement_edge_text(t, e->seller_id, e->buyer_id));
    if (agents_begun && !catalog_edge_agent(e))
        return kb_fail(t->err, KB_CONFLICT, "agreement.mode_order",
                       "a principal cannot buy from an agent: %s",
                       agreement_edge_text(t, e->seller_id, e->buyer_id));
    return KB_OK;
}

enum kb_code catalog_chain(struct turn *t, const struct catalog_ask *ask,
                           struct catalog_edge edges[CATALOG_EDGES_MAX], int64_t *n)
{
    struct kb_list list;
    bool agents = false;
    TRY(turn_all(t, ask->draft_id ? &q_chain_with_draft : &q_chain,
                 ARGS(ARG_INT(seller_id, ask->seller_id), ARG_INT(sku_id, ask->sku->id),
                      ARG_INT(product_id, ask->sku->product_id), ARG_STR(kind, ask->sku->kind),
                      ARG_INT(supplier_id, ask->sku->supplier_id), ARG_STR(cycle, ask->cycle),
                      ARG_INT(running, ask->running), ARG_INT(draft_id, ask->draft_id)),
                 &catalog_edge_shape, CATALOG_EDGES_MAX, &list));
    const struct catalog_edge *found = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        TRY(edge_check(t, &found[i], agents));
        agents = agents || catalog_edge_agent(&found[i]);
        edges[i] = found[i];
    }
    *n = list.n;
    if (*n) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "agreement.none", "this organisation sells nothing");
}

enum kb_code catalog_transfer(const struct catalog_edge *e, int64_t list_ufen, int64_t units_milli,
                              int64_t *fen, struct kb_error *err)
{
    if (strcmp(e->mode, "floor") == 0)
        return ledger_muldiv(e->floor_ufen, units_milli, MILLI_UFEN_OF_FEN, fen, err);
    return ledger_muldiv3(list_ufen, units_milli, e->rate_bp, MILLI_UFEN_OF_FEN * LEDGER_BP, fen,
                          err);
}
