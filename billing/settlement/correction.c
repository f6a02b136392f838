/* correction - what was agreed to be wrong is put right by vouchers in both books, never by
 * changing what is posted; they join the run they are about, or the next one. */
#include "billing/settlement/settlement_priv.h"
#include "correction_sql.h"

static size_t legs_of(const struct correction *c, struct ledger_leg legs[2])
{
    const char *mode = c->fen < 0 ? "less" : "more";
    struct ledger_var amount = { "amount", c->fen < 0 ? -c->fen : c->fen };
    if (!c->run || c->run->kind[0] == 's') {
        legs[0] = (struct ledger_leg){ .org_id = c->buyer_id,
                                       .role = "top",
                                       .mode = mode,
                                       .supplier_id = c->seller_id,
                                       .vars = { amount } };
        return 1;
    }
    legs[0] = (struct ledger_leg){ .org_id = c->buyer_id,
                                   .role = "child",
                                   .mode = mode,
                                   .parent_id = c->seller_id,
                                   .vars = { amount } };
    legs[1] = (struct ledger_leg){ .org_id = c->seller_id,
                                   .role = "parent",
                                   .mode = mode,
                                   .child_id = c->buyer_id,
                                   .vars = { amount } };
    return 2;
}

enum kb_code settle_correct(struct turn *t, const struct correction *c, int64_t *group_id)
{
    struct ledger_leg legs[2];
    struct ledger_posted posted;
    size_t n = legs_of(c, legs);
    TRY(ledger_post(t,
                    &(struct ledger_event){ .event = n == 1 ? "supplier.adjust" : "settle.adjust",
                                            .biz_key = c->key,
                                            .object = c->line_id ? "line" : c->object,
                                            .object_id = c->line_id ? c->line_id : c->object_id,
                                            .product_id = c->product_id,
                                            .sku_id = c->sku_id,
                                            .legs = legs,
                                            .legs_n = n },
                    &posted));
    *group_id = posted.group_id;
    return KB_OK;
}

enum kb_code settle_take(struct turn *t, struct settlement *s, int64_t group_id)
{
    TRY(turn_run(t, &q_group_lines_add,
                 ARGS(ARG_INT(edge_id, s->edge_id), ARG_INT(run_id, s->id),
                      ARG_INT(seller_id, s->seller_id), ARG_INT(buyer_id, s->buyer_id),
                      ARG_INT(group_id, group_id))));
    return settlement_recount(t, s);
}

enum kb_code settle_open_run(struct turn *t, int64_t seller_id, int64_t buyer_id,
                             struct settlement *out)
{
    enum kb_code code = db_one(t->db, t->arena, &q_open_run,
                               ARGS(ARG_INT(seller_id, seller_id), ARG_INT(buyer_id, buyer_id)),
                               &settlement_row_shape, out, t->err);
    if (code != KB_NOT_FOUND) return code;
    *out = (struct settlement){ 0 };
    return KB_OK;
}
