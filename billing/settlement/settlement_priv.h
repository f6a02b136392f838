/* settlement - what its own files share: a run, whose word it needs, its lines' sums, and
 * corrections. */
#ifndef BILLING_SETTLEMENT_SETTLEMENT_PRIV_H
#define BILLING_SETTLEMENT_SETTLEMENT_PRIV_H

#include "billing/settlement/settlement.h"

#define SETTLE_FEN_MAX        LEDGER_FEN_MAX
#define WHO_SETTLES           (WHO_FINANCE | WHO_S_ADMIN | WHO_S_FINANCE)

/* With the sign they have in the buyer's book. */
struct settle_sums {
    int64_t lines_n, goods_fen, collected_fen, commission_fen;
};
extern const struct kb_shape settle_sums_shape;

struct settlement {
    int64_t id, edge_id, seller_id, buyer_id, agreement_id, from_ms, to_ms, cut_id, lines_n,
        goods_fen, collected_fen, commission_fen, net_fen, seller_by, seller_ms, buyer_by, buyer_ms,
        approval_id, paid_id, paid_by, paid_ms, closed_by, closed_ms, created_ms, objections_n;
    const char *kind, *state, *seller, *buyer, *seller_note, *buyer_note, *bank_ref, *payer;
};
extern const struct kb_shape settlement_shape, settlement_row_shape;
struct settlement_key {
    int64_t id;
};
extern const struct kb_shape settlement_key_shape;

/* --- the calendar: instants in ms, days of China's --- */
/* Where the period in which from_ms lies ends: its last instant and one ms. */
int64_t settle_period_end(int64_t from_ms, const char *cycle);
/* When what ended at to_ms is drawn up: that day of the week or month that begins there, the last
 * there is when it has no such day; 0: its first. */
int64_t settle_due(int64_t to_ms, const char *cycle, int64_t settle_day);

/* --- a run --- */
/* The acting organisation is one of its two sides, else not_found. */
MUST_USE enum kb_code settlement_find(struct turn *t, int64_t id, struct settlement *out);
/* Write *s, its state moved to `to` (its own: it stays), and tell both sides' pages. */
MUST_USE enum kb_code settlement_store(struct turn *t, struct settlement *s, const char *to);
/* What the acting organisation may see of it: for a reply. */
void settlement_show(const struct turn *t, struct settlement *s);
MUST_USE enum kb_code settlement_sums(struct turn *t, const struct settlement *s,
                                      struct settle_sums *out);
/* Its lines have changed: totals anew, and both sides' word is asked again. */
MUST_USE enum kb_code settlement_recount(struct turn *t, struct settlement *s);
static inline int64_t settlement_payer(const struct settlement *s)
{
    return s->net_fen < 0 ? s->seller_id : s->buyer_id;
}
/* The organisation that acts for whoever pays: a supplier's bookkeeping is the platform's. */
static inline int64_t settlement_pays(const struct settlement *s)
{
    return s->kind[0] == 's' ? s->buyer_id : settlement_payer(s);
}
/* Tell the finance people of one side. */
MUST_USE enum kb_code settlement_tell(struct turn *t, const struct settlement *s, int64_t org_id,
                                      const char *zh, const char *en);

/* The side the actor speaks for: its own, or with for_supplier, of the platform only, a supplier
 * that nobody of has a login, with a note of what was agreed. settlement.other_side. */
MUST_USE enum kb_code settlement_speaks(struct turn *t, const struct settlement *s,
                                        bool for_supplier, const char *note, int64_t *org_id);

/* --- corrections (correction.c) --- */
struct correction {
    const struct settlement *run; /* of the edge; NULL: of a supplier */
    int64_t seller_id, buyer_id;
    int64_t fen;                         /* above 0: the buyer owes more */
    int64_t line_id, product_id, sku_id; /* the order line it is about; 0: none */
    const char *key;                     /* business key */
    const char *object;
    int64_t object_id;
};
MUST_USE enum kb_code settle_correct(struct turn *t, const struct correction *c, int64_t *group_id);
/* Put the vouchers of a group into a draft run: beyond its cut, never twice. */
MUST_USE enum kb_code settle_take(struct turn *t, struct settlement *s, int64_t group_id);
/* The newest run of the pair that nobody has confirmed yet; id 0: there is none. */
MUST_USE enum kb_code settle_open_run(struct turn *t, int64_t seller_id, int64_t buyer_id,
                                      struct settlement *out);

#endif
