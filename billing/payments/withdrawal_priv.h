/* withdrawal - what its two files share: asking for one's money, and paying it. */
#ifndef BILLING_PAYMENTS_WITHDRAWAL_PRIV_H
#define BILLING_PAYMENTS_WITHDRAWAL_PRIV_H

#include "billing/payments/payments_priv.h"

struct withdrawal {
    int64_t id, org_id, seller_id, payer_id, amount_fen, approval_id, created_by, ended_by,
        created_ms, ended_ms;
    const char *holder, *bank, *account_no, *memo, *state, *bank_ref, *reason;
};
extern const struct kb_shape withdrawal_shape;
/* The acting organisation is its customer, its seller, or the one that pays it; else not_found. */
MUST_USE enum kb_code pay_withdrawal_find(struct turn *t, int64_t id, struct withdrawal *out);
/* By the table of moves; the row is written with everything that is set in it. */
MUST_USE enum kb_code pay_withdrawal_move(struct turn *t, struct withdrawal *w, const char *to);
/* The money is the customer's to spend again. */
MUST_USE enum kb_code pay_withdrawal_release(struct turn *t, const struct withdrawal *w);
MUST_USE enum kb_code pay_withdrawal_tell(struct turn *t, const struct withdrawal *w,
                                          const char *zh, const char *en);

struct withdrawal_key {
    int64_t id;
};
extern const struct kb_shape withdrawal_key_shape;

#endif
