/* agreement_check - before terms come into force: every SKU on sale, in every cycle it has a price
 * for, along every chain that would run through them. Modes must read principal… agent…, and
 * nobody may pay more than he gets. Named is an edge that whoever asks may know of. */
#include "catalog/agreement_priv.h"
#include "catalog/price_priv.h"
#include "agreement_check_sql.h"
#include "ledger/muldiv.h"

#include <string.h>

#define SELLERS_MAX 5000

struct offered {
    int64_t sku_id, product_id, supplier_id, price_ufen;
    const char *kind, *cycle, *name;
};
static const struct kb_field offered_fields[] = {
    INT(offered, sku_id),     INT(offered, product_id), INT(offered, supplier_id),
    INT(offered, price_ufen), STR(offered, kind),       STR(offered, cycle),
    STR(offered, name),       { .name = NULL },
};
static SHAPE(offered);

struct seller_row {
    int64_t id;
};
static const struct kb_field seller_row_fields[] = { INT(seller_row, id), { .name = NULL } };
static SHAPE(seller_row);

/* Thousandths of a million cycles or units, so that µfen do not round away. */
#define MANY INT64_C(1000000000)

struct looking {
    struct turn *t;
    const struct offered *o;
    const struct catalog_edge *edges;
    int64_t n;
};

static enum kb_code broken(const struct looking *l, int64_t at, const char *what)
{
    const struct catalog_edge *e = &l->edges[at];
    return kb_fail(l->t->err, KB_CONFLICT, "agreement.chain", "%s (%s, %s): %s", l->o->name,
                   l->o->cycle, agreement_edge_text(l->t, e->seller_id, e->buyer_id), what);
}

/* A principal gets at least what it pays; an agent passes on no more than it earns. */
static enum kb_code edge_fair(const struct looking *l, int64_t i, int64_t pays_fen)
{
    const struct catalog_edge *in = &l->edges[i], *out = &l->edges[i + 1];
    int64_t gets_fen;
    if (catalog_edge_agent(in))
        return out->rate_bp <= in->rate_bp
                   ? KB_OK
                   : broken(l, i + 1, "pays a larger commission than its seller earns");
    if (catalog_edge_agent(out)) {
        TRY(ledger_rate(l->o->price_ufen, LEDGER_BP - out->rate_bp, &gets_fen, l->t->err));
    } else {
        TRY(catalog_transfer(out, l->o->price_ufen, MANY, &gets_fen, l->t->err));
    }
    if (gets_fen < pays_fen) return broken(l, i + 1, "its seller would get less than it pays");
    if (in->cap_ufen && !catalog_edge_agent(out) && gets_fen > in->cap_ufen)
        return broken(l, i + 1, "its seller may not ask that much");
    return KB_OK;
}

static enum kb_code chain_fair(const struct looking *l)
{
    for (int64_t i = 0; i + 1 < l->n; i++) {
        int64_t pays_fen = 0;
        if (!catalog_edge_agent(&l->edges[i]))
            TRY(catalog_transfer(&l->edges[i], l->o->price_ufen, MANY, &pays_fen, l->t->err));
        TRY(edge_fair(l, i, pays_fen));
    }
    return KB_OK;
}

static enum kb_code look(struct turn *t, const struct offered *o, int64_t seller_id,
                         int64_t draft_id)
{
    struct catalog_edge edges[CATALOG_EDGES_MAX];
    struct sku sku = { .id = o->sku_id,
                       .product_id = o->product_id,
                       .supplier_id = o->supplier_id,
                       .kind = o->kind };
    struct looking l = { .t = t, .o = o, .edges = edges };
    enum kb_code code = catalog_chain(
        t, &(struct catalog_ask){ &sku, o->cycle, seller_id, false, draft_id }, edges, &l.n);
    if (code == KB_CONFLICT && strcmp(t->err->reason, "agreement.mode_order") != 0)
        return KB_OK; /* not sold there, which is no fault of these terms */
    TRY(code);
    return chain_fair(&l);
}

enum kb_code agreement_check_chains(struct turn *t, const struct agreement *a)
{
    struct kb_list skus, sellers;
    bool supply = strcmp(a->kind, "distribution") != 0;
    TRY(turn_all(t, &q_offered,
                 ARGS(ARG_INT(supplier_id, supply ? a->seller_id : 0), ARG_INT(at_ms, t->now_ms)),
                 &offered_shape, 2500, &skus));
    TRY(turn_all(t, &q_sellers_from, ARGS(ARG_INT(node_id, a->buyer_id)), &seller_row_shape,
                 SELLERS_MAX, &sellers));
    const struct offered *o = skus.at;
    const struct seller_row *s = sellers.at;
    for (int64_t i = 0; i < sellers.n; i++)
        for (int64_t k = 0; k < skus.n; k++) TRY(look(t, &o[k], s[i].id, a->id));
    *t->err = (struct kb_error){ 0 };
    return KB_OK;
}
