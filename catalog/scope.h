/* scope - what a line of terms, a customer's price, a promotion or a coupon is about: one SKU, a
 * product, a kind of product, or all. Private to catalog. */
#ifndef CATALOG_SCOPE_H
#define CATALOG_SCOPE_H

#include "catalog/catalog.h"

extern const char *const scope_words[]; /* sku product kind all */

/* As people give and see it, and (ref) as rows keep it. */
struct scope {
    const char *scope, *product_kind, *ref_kind;
    int64_t sku_id, product_id, ref_id;
};
/* Fill ref_id and ref_kind; the thing must be there. field: the input's, for refusals. */
MUST_USE enum kb_code scope_read(struct turn *t, const char *field, struct scope *s);
/* Fill sku_id, product_id and product_kind from the ref. */
void scope_show(struct scope *s);
/* Whether it is about this SKU. */
bool scope_covers(const struct scope *s, const struct sku *sku);

/* Of a struct with members of these names. */
#define SCOPE_FIELDS(S)                                                                            \
    STR(S, scope, .one_of = scope_words), ID(S, sku_id, "sku", .optional = true),                  \
        ID(S, product_id, "prd", .optional = true),                                                \
        STR(S, product_kind, .one_of = catalog_kinds, .optional = true,                            \
            .doc = "With scope kind.")
#define SCOPE_ROW_FIELDS(S) STR(S, scope), INT(S, ref_id), STR(S, ref_kind)
#define SCOPE_MEMBERS                                                                              \
    const char *scope, *product_kind, *ref_kind;                                                   \
    int64_t sku_id, product_id, ref_id
#define SCOPE_OF(x)                                                                                \
    { (x)->scope, (x)->product_kind, (x)->ref_kind, (x)->sku_id, (x)->product_id, (x)->ref_id }
#define SCOPE_BACK(x, s)                                                                           \
    ((x)->ref_kind = (s).ref_kind, (x)->ref_id = (s).ref_id, (x)->sku_id = (s).sku_id,             \
     (x)->product_id = (s).product_id, (x)->product_kind = (s).product_kind)

#endif
