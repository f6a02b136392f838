/* chain - one movement of money in the books of everybody between the platform, which has the
 * account at the channel, and the customer's seller: each owes the one below it what the one above
 * owes to it. */
#include "billing/payments/payments_priv.h"

enum kb_code pay_chain_of(struct turn *t, int64_t seller_id, int64_t customer_id,
                          struct pay_chain *out)
{
    out->customer_id = customer_id;
    TRY(org_path(t, seller_id, out->path, &out->n));
    KB_ASSERT(out->n > 0);
    return KB_OK;
}

static const char *role_of(int64_t i, int64_t n)
{
    if (n == 1) return "sole";
    return i == 0 ? "top" : i == n - 1 ? "own" : "middle";
}

static struct ledger_leg leg_of(const struct pay_chain *c, const struct pay_move *m, int64_t i)
{
    struct ledger_leg leg = { .org_id = c->path[i],
                              .role = role_of(i, c->n),
                              .mode = "",
                              .parent_id = i ? c->path[i - 1] : 0,
                              .vars = { { "amount", m->amount_fen } } };
    if (i == c->n - 1)
        leg.customer_id = c->customer_id;
    else
        leg.child_id = c->path[i + 1];
    if (!i && m->bank_fen >= 0) leg.vars[1] = (struct ledger_var){ "bank", m->bank_fen };
    return leg;
}

enum kb_code pay_post(struct turn *t, const struct pay_move *m, const struct ledger_leg *legs,
                      size_t n)
{
    struct ledger_posted posted;
    return ledger_post(t,
                       &(struct ledger_event){ .event = m->event,
                                               .biz_key = m->biz_key,
                                               .object = m->object,
                                               .object_id = m->object_id,
                                               .legs = legs,
                                               .legs_n = n },
                       &posted);
}

size_t pay_chain_legs(const struct pay_chain *c, const struct pay_move *m, struct ledger_leg *legs)
{
    for (int64_t i = 0; i < c->n; i++) legs[i] = leg_of(c, m, i);
    return (size_t)c->n;
}

enum kb_code pay_chain_post(struct turn *t, const struct pay_chain *c, const struct pay_move *m)
{
    struct ledger_leg legs[ORG_LEVELS_MAX + 1];
    return pay_post(t, m, legs, pay_chain_legs(c, m, legs));
}

enum kb_code pay_post_own(struct turn *t, int64_t org_id, int64_t customer_id,
                          const struct pay_move *m)
{
    struct ledger_leg leg = { .org_id = org_id,
                              .role = "own",
                              .mode = "",
                              .customer_id = customer_id,
                              .vars = { { "amount", m->amount_fen } } };
    if (m->bank_fen >= 0) leg.vars[1] = (struct ledger_var){ "bank", m->bank_fen };
    return pay_post(t, m, &leg, 1);
}

enum kb_code pay_chain_room(struct turn *t, const struct pay_chain *c, int64_t *fen)
{
    *fen = PAY_FEN_MAX;
    for (int64_t i = 1; i < c->n; i++) {
        int64_t with_parent;
        TRY(ledger_account_fen(t, c->path[i], "1221", c->path[i - 1], &with_parent));
        if (with_parent < 0) with_parent = 0;
        if (with_parent < *fen) *fen = with_parent;
    }
    return KB_OK;
}

enum kb_code pay_bank_fen(struct turn *t, int64_t org_id, int64_t *fen)
{
    return ledger_account_fen(t, org_id, "1002", 0, fen);
}
