/* payments - what its files share: the chain money goes through, receipts and claims, payments. */
#ifndef BILLING_PAYMENTS_PAYMENTS_PRIV_H
#define BILLING_PAYMENTS_PAYMENTS_PRIV_H

#include "billing/billing.h"
#include "billing/payments/payments.h"
#include "desk/approval.h"

#define PAY_FEN_MAX 100000000000 /* of one receipt, payment or withdrawal */

/* --- the chain from the platform down to a customer's seller (chain.c) --- */
struct pay_chain {
    int64_t path[ORG_LEVELS_MAX + 1], n, customer_id;
};
MUST_USE enum kb_code pay_chain_of(struct turn *t, int64_t seller_id, int64_t customer_id,
                                   struct pay_chain *out);
/* Post the event along the chain: sole, or top, middle and own. bank_fen: of the platform's part,
 * where the template asks for it; -1: it does not. */
struct pay_move {
    const char *event, *biz_key, *object;
    int64_t object_id, amount_fen, bank_fen;
};
MUST_USE enum kb_code pay_chain_post(struct turn *t, const struct pay_chain *c,
                                     const struct pay_move *m);
/* Its legs, n of the chain, and any legs posted as this movement: for groups of several events. */
size_t pay_chain_legs(const struct pay_chain *c, const struct pay_move *m, struct ledger_leg *legs);
MUST_USE enum kb_code pay_post(struct turn *t, const struct pay_move *m,
                               const struct ledger_leg *legs, size_t n);
/* How much the platform still holds for the seller: the least of what the organisations on the way
 * have with the one above them. A platform's own customer has no way: PAY_FEN_MAX. */
MUST_USE enum kb_code pay_chain_room(struct turn *t, const struct pay_chain *c, int64_t *fen);
/* A voucher of one organisation, role own. */
MUST_USE enum kb_code pay_post_own(struct turn *t, int64_t org_id, int64_t customer_id,
                                   const struct pay_move *m);
/* What an organisation's bank account has. */
MUST_USE enum kb_code pay_bank_fen(struct turn *t, int64_t org_id, int64_t *fen);

/* --- receipts (arrival.c) --- */
struct arrival {
    int64_t id, org_id, amount_fen, claim_id, created_by, ended_by, created_ms, ended_ms;
    const char *source, *bank_ref, *payer, *payer_account, *memo, *day, *state, *reason;
};
extern const struct kb_shape arrival_shape;
enum arrival_look { ARRIVAL_NEW, ARRIVAL_SAME, ARRIVAL_OTHER };
/* Whether the organisation has a receipt with this reference, and whether it says the same. */
MUST_USE enum kb_code pay_arrival_look(struct turn *t, const struct arrival *in,
                                       struct arrival *there, enum arrival_look *look);
/* Not in the future, and no more than two years ago: else a refusal about the field. */
MUST_USE enum kb_code pay_day_check(struct turn *t, const char *day, const char *field,
                                    const char *where);
/* Write it, unclaimed, and post that it arrived; the voucher is about object. */
MUST_USE enum kb_code pay_arrival_add(struct turn *t, struct arrival *a, const char *object,
                                      int64_t object_id);
MUST_USE enum kb_code pay_arrival_find(struct turn *t, int64_t org_id, int64_t id,
                                       struct arrival *out);
/* claim_id: the claim it belongs to from now on; 0: free again. */
MUST_USE enum kb_code pay_arrival_claim(struct turn *t, const struct arrival *a, int64_t claim_id,
                                        const char *state);
const char *pay_today(struct turn *t);

/* --- recharges (recharge.c) --- */
struct recharge {
    int64_t id, org_id, customer_id, claim_id, amount_fen, created_by, decided_by, created_ms,
        decided_ms;
    const char *customer, *payer, *memo, *state, *reason;
};
/* One of the organisation's that waits and that no claim has taken yet. */
MUST_USE enum kb_code pay_recharge_free(struct turn *t, int64_t org_id, int64_t id,
                                        struct recharge *out);
MUST_USE enum kb_code pay_recharge_take(struct turn *t, int64_t org_id, int64_t id,
                                        int64_t claim_id);
/* Credited: a recharge that waited, or (id 0) one made now. Posts, and tells the customer. */
struct pay_credit {
    int64_t org_id, recharge_id, customer_id, amount_fen;
    const char *payer, *memo;
};
MUST_USE enum kb_code pay_recharge_credit(struct turn *t, const struct pay_credit *c, int64_t *id);

/* --- claims (claim.c, claim_part.c) --- */
#define CLAIM_PARTS_MAX 50
struct claim {
    int64_t id, org_id, arrival_id, amount_fen, approval_id, created_by, decided_by, created_ms,
        decided_ms;
    const char *state, *reason;
};
struct claim_part {
    int64_t claim_id, n, customer_id, recharge_id, amount_fen;
};
/* The parts somebody names, a list of claim_new_part, or the first that is wrong with them. *own is
 * set when one is a recharge of whoever names it, and else left alone. */
extern const struct kb_shape claim_new_part_shape;
MUST_USE enum kb_code pay_claim_parts_read(struct turn *t, const struct kb_list *named,
                                           const struct arrival *a, struct kb_list *out, bool *own);
/* Ask for its approval, before anything else is written: its state is done or waiting then. */
MUST_USE enum kb_code pay_claim_ask(struct turn *t, struct claim *c, const struct arrival *a,
                                    const struct kb_list *parts);
/* Write it with its parts, of a receipt that is there; one that is done is credited. */
MUST_USE enum kb_code pay_claim_add(struct turn *t, struct claim *c, const struct arrival *a,
                                    const struct kb_list *parts);
MUST_USE enum kb_code pay_claim_decided(struct turn *t, const struct approval *a);

#include "billing/payments/channel_priv.h"

#endif
