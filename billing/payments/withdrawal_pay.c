/* withdrawal_pay - paying one by bank: from the seller's own account, or from the platform's, for
 * whom it was collected, when the seller forwards it there and the money is still on its way down.
 * Releasing what was held and paying it out is one group of vouchers. */
#include "billing/payments/withdrawal_priv.h"
#include "withdrawal_pay_sql.h"

#include <string.h>

static enum kb_code check_bank(struct turn *t, int64_t payer_id, int64_t amount_fen)
{
    int64_t fen;
    TRY(pay_bank_fen(t, payer_id, &fen));
    if (fen >= amount_fen) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "withdrawal.bank_short",
                   "the bank account has %lld fen, %lld are needed", (long long)fen,
                   (long long)amount_fen);
}

static enum kb_code check_room(struct turn *t, const struct pay_chain *c, int64_t amount_fen)
{
    int64_t fen;
    TRY(pay_chain_room(t, c, &fen));
    if (fen >= amount_fen) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "withdrawal.not_collected",
                   "only %lld fen of what was collected above are still there, %lld are needed",
                   (long long)fen, (long long)amount_fen);
}

/* The seller's customers, or those whose withdrawal was forwarded to the acting organisation. */
static enum kb_code mine_to_pay(struct turn *t, int64_t id, struct withdrawal *w)
{
    TRY(pay_withdrawal_find(t, id, w));
    bool forwarded = strcmp(w->state, "forwarded") == 0;
    if ((forwarded ? w->payer_id : w->seller_id) == t->actor.org_id) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "withdrawal.not_yours",
                   forwarded ? "the platform pays it now" : "it is not with you to pay");
}

/* --- paid --- */

static enum kb_code post(struct turn *t, const struct withdrawal *w, const struct pay_chain *c)
{
    struct ledger_leg legs[ORG_LEVELS_MAX + 2];
    struct pay_move m = { .event = "withdraw",
                          .object = "withdrawal",
                          .object_id = w->id,
                          .amount_fen = w->amount_fen,
                          .bank_fen = -1,
                          .biz_key = kb_printf(t->arena, "withdraw:wdr:%lld", (long long)w->id) };
    legs[0] = (struct ledger_leg){ .org_id = w->seller_id,
                                   .role = "own",
                                   .mode = "",
                                   .event = "release",
                                   .customer_id = w->org_id,
                                   .vars = { { "amount", w->amount_fen } } };
    size_t n = pay_chain_legs(c, &m, legs + 1);
    return pay_post(t, &m, legs, n + 1);
}

struct withdrawal_pay {
    int64_t id;
    const char *bank_ref;
};
static const struct kb_field withdrawal_pay_fields[] = {
    ID(withdrawal_pay, id, "wdr"),
    STR(withdrawal_pay, bank_ref, .min = 1, .max = 80, .doc = "The bank's number of the payment."),
    { .name = NULL },
};
static SHAPE(withdrawal_pay);

/* The seller pays alone, as if nobody stood above it; the platform by way of all in between. */
static enum kb_code way_of(struct turn *t, const struct withdrawal *w, struct pay_chain *c)
{
    if (strcmp(w->state, "forwarded") == 0) return pay_chain_of(t, w->seller_id, w->org_id, c);
    *c = (struct pay_chain){ .path = { w->seller_id }, .n = 1, .customer_id = w->org_id };
    return KB_OK;
}

static enum kb_code withdrawal_pay(struct turn *t, const struct withdrawal_pay *in,
                                   struct withdrawal *out)
{
    struct pay_chain c;
    int64_t there;
    TRY(mine_to_pay(t, in->id, out));
    if (strcmp(out->state, "approved") != 0 && strcmp(out->state, "forwarded") != 0)
        return kb_fail(t->err, KB_CONFLICT, "withdrawal.not_ready", "it is %s", out->state);
    TRY(way_of(t, out, &c));
    TRY(check_room(t, &c, out->amount_fen));
    TRY(check_bank(t, t->actor.org_id, out->amount_fen));
    TRY(turn_int(t, &q_withdrawal_paid_by,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(bank_ref, in->bank_ref)), &there));
    if (there)
        return kb_fail_field(t->err, "bank_ref", "withdrawal.bank_ref",
                             "that payment of the bank is another withdrawal's");
    out->payer_id = t->actor.org_id;
    out->bank_ref = in->bank_ref;
    TRY(pay_withdrawal_move(t, out, "paid"));
    TRY(post(t, out, &c));
    return pay_withdrawal_tell(t, out, "已付款", "has been paid");
}
HANDLER(withdrawal_pay, withdrawal_pay, withdrawal);

/* --- forwarded to the platform, and back --- */

static enum kb_code withdrawal_forward(struct turn *t, const struct withdrawal_key *in,
                                       struct withdrawal *out)
{
    struct pay_chain c;
    TRY(mine_to_pay(t, in->id, out));
    if (out->seller_id == t->actor.platform_id)
        return kb_fail(t->err, KB_CONFLICT, "withdrawal.not_yours", "your own bank pays it");
    TRY(pay_chain_of(t, out->seller_id, out->org_id, &c));
    TRY(check_room(t, &c, out->amount_fen));
    out->payer_id = c.path[0];
    TRY(pay_withdrawal_move(t, out, "forwarded"));
    return pay_tell_finance(
        t, &(struct turn_notice){ .org_id = c.path[0],
                                  .kind = "withdrawal",
                                  .object = "withdrawal",
                                  .object_id = out->id,
                                  .text_zh = "下级分销商转来一笔提现，请付款",
                                  .text_en = "A distributor asks you to pay a withdrawal" });
}
HANDLER(withdrawal_forward, withdrawal_key, withdrawal);

struct withdrawal_refuse {
    int64_t id;
    const char *reason;
};
static const struct kb_field withdrawal_refuse_fields[] = { ID(withdrawal_refuse, id, "wdr"),
                                                            STR(withdrawal_refuse, reason, .min = 1,
                                                                .max = 200),
                                                            { .name = NULL } };
static SHAPE(withdrawal_refuse);

static enum kb_code withdrawal_hand_back(struct turn *t, const struct withdrawal_refuse *in,
                                         struct withdrawal *out)
{
    TRY(pay_withdrawal_find(t, in->id, out));
    if (strcmp(out->state, "forwarded") != 0)
        return kb_fail(t->err, KB_CONFLICT, "withdrawal.not_ready", "it is %s", out->state);
    out->reason = in->reason;
    out->payer_id = 0;
    TRY(pay_withdrawal_move(t, out, "approved"));
    return pay_tell_finance(
        t, &(struct turn_notice){ .org_id = out->seller_id,
                                  .kind = "withdrawal",
                                  .object = "withdrawal",
                                  .object_id = out->id,
                                  .text_zh = kb_printf(t->arena, "转交平台的提现被退回：%s",
                                                       in->reason),
                                  .text_en = kb_printf(t->arena,
                                                       "A withdrawal comes back from the "
                                                       "platform: %s",
                                                       in->reason) });
}
HANDLER(withdrawal_hand_back, withdrawal_refuse, withdrawal);

/* --- refused --- */

static enum kb_code withdrawal_reject(struct turn *t, const struct withdrawal_refuse *in,
                                      struct withdrawal *out)
{
    TRY(mine_to_pay(t, in->id, out));
    if (out->seller_id != t->actor.org_id)
        return kb_fail(t->err, KB_CONFLICT, "withdrawal.not_yours", "hand it back to its seller");
    out->reason = in->reason;
    TRY(pay_withdrawal_move(t, out, "rejected"));
    TRY(pay_withdrawal_release(t, out));
    if (out->approval_id) TRY(desk_approval_drop(t, out->approval_id));
    return pay_withdrawal_tell(t, out, "被拒绝，款项已退回余额",
                               "was refused; the money is in your balance");
}
HANDLER(withdrawal_reject, withdrawal_refuse, withdrawal);

const struct turn_route withdrawal_pay_routes[] = {
    { "POST", "/v1/withdrawals/{id}/pay", WHO_FINANCE, &withdrawal_pay_call, "withdrawals_pay",
      "Say that your bank has paid it.", TURN_MONEY },
    { "POST", "/v1/withdrawals/{id}/forward", WHO_ADMIN | WHO_D_FINANCE, &withdrawal_forward_call,
      "withdrawals_forward",
      "Have the platform pay it, out of what it has collected online for you.", TURN_MONEY },
    { "POST", "/v1/withdrawals/{id}/hand-back", WHO_FINANCE, &withdrawal_hand_back_call,
      "withdrawals_hand_back", "Give a forwarded withdrawal back to its seller, or take it back.",
      TURN_MONEY },
    { "POST", "/v1/withdrawals/{id}/reject", WHO_FINANCE, &withdrawal_reject_call,
      "withdrawals_reject", "Refuse it, with a reason: the money is released.", TURN_MONEY },
    { .method = NULL },
};
