/* scope - see scope.h. */
#include "catalog/scope.h"
#include "scope_sql.h"

#include <string.h>

const char *const scope_words[] = { "sku", "product", "kind", "all", NULL };

enum kb_code scope_read(struct turn *t, const char *field, struct scope *s)
{
    int64_t n = 1;
    bool sku = strcmp(s->scope, "sku") == 0, product = strcmp(s->scope, "product") == 0;
    bool kind = strcmp(s->scope, "kind") == 0;
    if ((s->sku_id != 0) != sku || (s->product_id != 0) != product ||
        (s->product_kind[0] != 0) != kind)
        return kb_fail_field(t->err, field, "catalog.scope",
                             "scope %s goes with its own sku_id, product_id or product_kind",
                             s->scope);
    s->ref_id = sku ? s->sku_id : s->product_id;
    s->ref_kind = s->product_kind;
    if (sku) TRY(turn_int(t, &q_sku_there, ARGS(ARG_INT(id, s->ref_id)), &n));
    if (product) TRY(turn_int(t, &q_product_there, ARGS(ARG_INT(id, s->ref_id)), &n));
    if (n) return KB_OK;
    return kb_fail_field(t->err, field, "not_found", "there is no such %s", s->scope);
}

void scope_show(struct scope *s)
{
    s->sku_id = strcmp(s->scope, "sku") == 0 ? s->ref_id : 0;
    s->product_id = strcmp(s->scope, "product") == 0 ? s->ref_id : 0;
    s->product_kind = s->ref_kind;
}

bool scope_covers(const struct scope *s, const struct sku *sku)
{
    if (strcmp(s->scope, "sku") == 0) return s->ref_id == sku->id;
    if (strcmp(s->scope, "product") == 0) return s->ref_id == sku->product_id;
    return strcmp(s->scope, "all") == 0 || strcmp(s->ref_kind, sku->kind) == 0;
}
