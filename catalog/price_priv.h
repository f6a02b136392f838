/* price - what catalog's own files share about prices: a cycle's price as people give it. */
#ifndef CATALOG_PRICE_PRIV_H
#define CATALOG_PRICE_PRIV_H

#include "catalog/catalog.h"

#define UFEN            INT64_C(1000000)  /* of a fen */
#define PRICE_UFEN_MAX  INT64_C(100000000000000000)
#define PRICE_FEN_MAX   (PRICE_UFEN_MAX / UFEN)

/* Given in fen or, for what is metered finely, in µfen. */
struct cycle_price {
    const char *cycle;
    int64_t price_fen, price_ufen, from_ms;
};
extern const struct kb_shape cycle_price_shape;
/* Exactly one of the two, a whole fen for what is paid in advance. */
MUST_USE enum kb_code price_read(struct turn *t, const struct cycle_price *p, int64_t *price_ufen);
MUST_USE enum kb_code price_list_add(struct turn *t, int64_t sku_id, const char *cycle,
                                     int64_t price_ufen, int64_t from_ms);
/* What is in force now, of every cycle: struct cycle_price. */
MUST_USE enum kb_code price_list_now(struct turn *t, int64_t sku_id, struct kb_list *out);

#endif
