/* what_if - what was sold over one edge in a while, priced again as if a draft's terms had been in
 * force: what the seller would have got from the buyer. Nothing is written. */
#include "billing/order_priv.h"
#include "ledger/muldiv.h"
#include "what_if_sql.h"

#include <string.h>

#define LINES_MAX 5000
#define ROWS_MAX  200

struct what_if_in {
    int64_t id, from_ms, to_ms;
};
static const struct kb_field what_if_in_fields[] = {
    ID(what_if_in, id, "agr"),
    INT(what_if_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",
        .doc = "The last 31 days when not given."),
    INT(what_if_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(what_if_in);

struct what_if_row {
    int64_t sku_id, lines_n, old_fen, new_fen;
    const char *sku, *product, *cycle, *reason;
};
static const struct kb_field what_if_row_fields[] = {
    ID(what_if_row, sku_id, "sku"),
    STR(what_if_row, sku),
    STR(what_if_row, product),
    STR(what_if_row, cycle),
    INT(what_if_row, lines_n),
    INT(what_if_row, old_fen, .unit = "fen", .doc = "What the seller got."),
    INT(what_if_row, new_fen, .unit = "fen", .doc = "What it would have got."),
    STR(what_if_row, reason, .doc = "Why it could not have been sold; then not in the sums."),
    { .name = NULL },
};
static SHAPE(what_if_row);
struct what_if {
    int64_t lines_n, old_fen, new_fen, difference_fen;
    bool more;
    struct kb_list rows;
};
static const struct kb_field what_if_fields[] = {
    INT(what_if, lines_n),
    INT(what_if, old_fen, .unit = "fen"),
    INT(what_if, new_fen, .unit = "fen"),
    INT(what_if, difference_fen, .unit = "fen"),
    BOOL(what_if, more, .doc = "There were more lines than were looked at: ask for less time."),
    LIST(what_if, rows, what_if_row_shape, .doc = "By SKU and cycle."),
    { .name = NULL },
};
static SHAPE(what_if);

/* A line with its leg on the edge, as it was charged. */
struct sold {
    int64_t sku_id, units_milli, price_fen, transfer_fen, commission_bp, created_ms;
    const char *cycle, *mode;
};
static const struct kb_field sold_fields[] = {
    INT(sold, sku_id),        INT(sold, units_milli), INT(sold, price_fen), INT(sold, transfer_fen),
    INT(sold, commission_bp), INT(sold, created_ms),  STR(sold, cycle),     STR(sold, mode),
    { .name = NULL },
};
static SHAPE(sold);

/* One SKU and cycle: the edge as the draft makes it. */
struct rated {
    struct what_if_row *row;
    struct catalog_edge edge;
};

static enum kb_code edge_of(struct turn *t, const struct catalog_terms *terms, const struct sold *s,
                            struct rated *r)
{
    struct catalog_edge edges[CATALOG_EDGES_MAX];
    struct kb_error refused = { 0 }, *err = t->err;
    struct sku sku;
    int64_t n;
    TRY(catalog_sku_find(t, s->sku_id, &sku));
    r->row->sku_id = sku.id;
    r->row->sku = sku.name;
    r->row->product = sku.product;
    r->row->cycle = s->cycle;
    r->row->reason = "";
    t->err = &refused;
    enum kb_code code = catalog_chain(
        t, &(struct catalog_ask){ &sku, s->cycle, terms->buyer_id, true, terms->id }, edges, &n);
    t->err = err;
    if (code == KB_INTERNAL || code == KB_UNAVAILABLE) return *err = refused, code;
    if (code != KB_OK)
        r->row->reason = kb_strdup(t->arena, refused.reason);
    else
        r->edge = edges[n - 1];
    return KB_OK;
}

/* What the seller of an edge gets: the transfer price, or the price less the agent's commission. */
static enum kb_code gets_of(struct turn *t, const struct sold *s, const struct catalog_edge *e,
                            int64_t *old_fen, int64_t *new_fen)
{
    int64_t list_ufen, keep_bp = LEDGER_BP - s->commission_bp;
    *old_fen = s->transfer_fen;
    if (strcmp(s->mode, "rebate") == 0) TRY(ledger_rate(s->price_fen, keep_bp, old_fen, t->err));
    if (catalog_edge_agent(e))
        return ledger_rate(s->price_fen, LEDGER_BP - e->rate_bp, new_fen, t->err);
    TRY(catalog_list_price(t, s->sku_id, s->cycle, s->created_ms, &list_ufen));
    return catalog_transfer(e, list_ufen, s->units_milli, new_fen, t->err);
}

static enum kb_code rated_of(struct turn *t, const struct catalog_terms *terms,
                             const struct sold *s, struct rated *all, int64_t *n,
                             struct rated **out)
{
    for (int64_t i = 0; i < *n; i++)
        if (all[i].row->sku_id == s->sku_id && strcmp(all[i].row->cycle, s->cycle) == 0)
            return *out = &all[i], KB_OK;
    *out = &all[*n];
    TRY(edge_of(t, terms, s, *out));
    ++*n;
    return KB_OK;
}

static enum kb_code add(struct turn *t, const struct sold *s, struct rated *r, struct what_if *out)
{
    int64_t old_fen, new_fen;
    r->row->lines_n++;
    if (r->row->reason[0]) return KB_OK;
    TRY(gets_of(t, s, &r->edge, &old_fen, &new_fen));
    r->row->old_fen += old_fen;
    r->row->new_fen += new_fen;
    out->lines_n++;
    out->old_fen += old_fen;
    out->new_fen += new_fen;
    return KB_OK;
}

static enum kb_code what_if(struct turn *t, const struct what_if_in *in, struct what_if *out)
{
    struct catalog_terms terms;
    struct kb_list list;
    int64_t n = 0, to_ms = in->to_ms ? in->to_ms : t->now_ms + 1;
    int64_t from_ms = in->from_ms ? in->from_ms : to_ms - 31 * INT64_C(86400000);
    struct what_if_row *rows = kb_alloc(t->arena, sizeof *rows * ROWS_MAX);
    struct rated *all = kb_alloc(t->arena, sizeof *all * ROWS_MAX), *r;
    TRY(catalog_terms_of(t, in->id, &terms));
    if (from_ms >= to_ms)
        return kb_fail_field(t->err, "to_ms", "request.field", "it must be after from_ms");
    TRY(turn_all(t, &q_sold_on_edge,
                 ARGS(ARG_INT(seller_id, terms.seller_id), ARG_INT(buyer_id, terms.buyer_id),
                      ARG_INT(from_ms, from_ms), ARG_INT(to_ms, to_ms),
                      ARG_INT(rows, LINES_MAX + 1)),
                 &sold_shape, LINES_MAX + 1, &list));
    const struct sold *s = list.at;
    for (int64_t i = 0; i < ROWS_MAX; i++) all[i].row = &rows[i];
    for (int64_t i = 0; i < list.n && i < LINES_MAX && n < ROWS_MAX; i++) {
        TRY(rated_of(t, &terms, &s[i], all, &n, &r));
        TRY(add(t, &s[i], r, out));
    }
    out->more = list.n > LINES_MAX || n == ROWS_MAX;
    out->difference_fen = out->new_fen - out->old_fen;
    out->rows = (struct kb_list){ rows, n };
    return KB_OK;
}
HANDLER(what_if, what_if_in, what_if);

const struct turn_route what_if_routes[] = {
    { "GET", "/v1/agreements/{id}/what-if", WHO_SALES | WHO_FINANCE, &what_if_call,
      "agreements_what_if",
      "What was sold over this edge, priced again as if these terms had been in force." },
    { .method = NULL },
};
