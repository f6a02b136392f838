/* claim_part - whose a receipt is, as somebody says it: customers, and recharges that wait for
 * money, with what each gets. Together they are all of the receipt. */
#include "billing/payments/payments_priv.h"

#include <stdarg.h>
#include <stdio.h>

struct claim_new_part {
    int64_t customer_id, recharge_id, amount_fen;
};
static const struct kb_field claim_new_part_fields[] = {
    ID(claim_new_part, customer_id, "org", .optional = true, .doc = "Credit this customer; or"),
    ID(claim_new_part, recharge_id, "rch", .optional = true, .doc = "this recharge that waits."),
    INT(claim_new_part, amount_fen, .min = 1, .max = PAY_FEN_MAX, .unit = "fen"),
    { .name = NULL },
};
SHAPE(claim_new_part);

PRINTF(4, 5)
static enum kb_code bad(struct turn *t, int64_t i, const char *name, const char *fmt, ...)
{
    char text[160], field[48];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    snprintf(field, sizeof field, "parts[%lld].%s", (long long)i, name);
    return kb_fail_field(t->err, field, "claim.part", "%s", text);
}

/* Somebody who says that money is expected does not also say that it came. */
static enum kb_code part_of(struct turn *t, const struct claim_new_part *in, int64_t i,
                            struct claim_part *p, bool *own)
{
    struct recharge r;
    struct org customer;
    if ((in->customer_id != 0) == (in->recharge_id != 0))
        return bad(t, i, "customer_id", "name either a customer or a recharge");
    *p = (struct claim_part){ .customer_id = in->customer_id,
                              .recharge_id = in->recharge_id,
                              .amount_fen = in->amount_fen };
    if (in->customer_id)
        return org_find_child(t, t->actor.org_id, in->customer_id, "customer", &customer);
    TRY(pay_recharge_free(t, t->actor.org_id, in->recharge_id, &r));
    if (r.amount_fen != in->amount_fen)
        return bad(t, i, "amount_fen", "that recharge is of %lld fen", (long long)r.amount_fen);
    *own |= r.created_by == t->actor.user_id;
    p->customer_id = r.customer_id;
    return KB_OK;
}

enum kb_code pay_claim_parts_read(struct turn *t, const struct kb_list *named,
                                  const struct arrival *a, struct kb_list *out, bool *own)
{
    const struct claim_new_part *from = named->at;
    struct claim_part *to = kb_alloc(t->arena, sizeof *to * (size_t)named->n);
    int64_t sum = 0;
    for (int64_t i = 0; i < named->n; i++) {
        TRY(part_of(t, &from[i], i, &to[i], own));
        sum += to[i].amount_fen;
        for (int64_t k = 0; k < i && to[i].recharge_id; k++)
            if (to[k].recharge_id == to[i].recharge_id)
                return bad(t, i, "recharge_id", "it is named twice");
    }
    if (sum != a->amount_fen)
        return kb_fail_field(t->err, "parts", "claim.sum",
                             "the parts are %lld fen, the receipt is %lld", (long long)sum,
                             (long long)a->amount_fen);
    *out = (struct kb_list){ to, named->n };
    return KB_OK;
}
