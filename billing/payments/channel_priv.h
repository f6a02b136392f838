/* channel - a way of paying from outside: the table of what a channel can do, the platform's
 * account there, and payments. Seen through payments_priv.h. */
#ifndef BILLING_PAYMENTS_CHANNEL_PRIV_H
#define BILLING_PAYMENTS_CHANNEL_PRIV_H

#include "billing/payments/payments_priv.h"

struct payment {
    int64_t id, org_id, seller_id, amount_fen, paid_fen, quote_id, order_id, tries, asked_ms,
        next_ms, expires_ms, created_by, created_ms, ended_ms;
    const char *channel, *out_trade_no, *channel_no, *alias, *ssh_key, *why_no_order, *state;
};

/* The platform's account; secret is opened, for the channel's own functions only. */
struct pay_account {
    int64_t id, org_id, fee_bp, collected_fen, paid_out_fen, back_fen, created_ms;
    const char *channel, *sealed, *secret;
    bool enabled;
};

/* What a channel says about a trade or a chargeback. */
enum pay_outcome { PAY_UNKNOWN, PAY_PENDING, PAY_DONE, PAY_FAILED }; /* as of jobs */
struct pay_notice {
    enum pay_outcome outcome;
    bool chargeback;          /* money taken back, else a trade */
    const char *out_trade_no; /* ours */
    const char *channel_no;   /* the channel's, of the trade or of the chargeback */
    const char *currency;
    int64_t amount_fen;
};

/* One row a channel. Pure but for what the turn writes: nothing here waits for a network. */
struct pay_channel {
    const char *name, *zh, *en;
    /* What the payer's page is opened with, a JSON text. */
    enum kb_code (*create)(struct turn *t, const struct pay_account *a, const struct payment *p,
                           const char **pay);
    /* Ask what became of it. PAY_UNKNOWN: the question is out, the answer comes as a notice. */
    enum kb_code (*query)(struct turn *t, const struct pay_account *a, const struct payment *p,
                          struct pay_notice *out);
    /* A notice from outside: payment.signature, or request.field about "event". */
    enum kb_code (*verify)(struct turn *t, const struct pay_account *a, const char *event_json,
                           const char *sign, struct pay_notice *out);
    /* Money back to the payer by the channel; NULL: it cannot, withdrawals go by bank. */
    enum kb_code (*refund)(struct turn *t, const struct pay_account *a, const struct payment *p,
                           int64_t amount_fen);
};
extern const struct pay_channel pay_simulator_channel;

/* NULL: there is no such channel. */
const struct pay_channel *pay_channel_named(const char *name);
/* not_found when the platform has none there. */
MUST_USE enum kb_code pay_account_find(struct turn *t, const char *channel,
                                       struct pay_account *out);
MUST_USE enum kb_code pay_account_collected(struct turn *t, const char *channel, int64_t fen);
MUST_USE enum kb_code pay_account_paid_out(struct turn *t, const char *channel, int64_t fen);
/* Taken back out of what the channel holds for us. */
MUST_USE enum kb_code pay_account_back(struct turn *t, const char *channel, int64_t fen);
static inline int64_t pay_account_left(const struct pay_account *a)
{
    return a->collected_fen - a->paid_out_fen - a->back_fen;
}

/* --- what happens to payments (pay_notify.c, pay_stray.c, chargeback.c) --- */
MUST_USE enum kb_code pay_heard(struct turn *t, const struct pay_account *a,
                                const struct pay_notice *n, const char *event_json);
MUST_USE enum kb_code pay_chargeback_heard(struct turn *t, const struct pay_account *a,
                                           const struct payment *p, const struct pay_notice *n,
                                           const char *event_json);
/* An open item for a person; the same one again changes nothing. */
MUST_USE enum kb_code pay_stray_add(struct turn *t, const struct pay_account *a,
                                    const char *channel_no, const char *why,
                                    const char *event_json);
/* Tell those who look after money in an organisation. */
MUST_USE enum kb_code pay_tell_finance(struct turn *t, const struct turn_notice *n);

/* --- withdrawals --- */
MUST_USE enum kb_code pay_withdrawal_decided(struct turn *t, const struct approval *a);
MUST_USE enum kb_code pay_chargebacks_open(struct turn *t, int64_t customer_id, int64_t *n);

#endif
