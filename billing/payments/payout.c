/* payout - a channel pays to the platform's bank what it has collected, less its fee, which is the
 * platform's cost. Never more than it holds. */
#include "billing/payments/payments_priv.h"
#include "ledger/muldiv.h"
#include "payout_sql.h"

struct payout {
    int64_t id, org_id, amount_fen, fee_fen, created_by, created_ms;
    const char *channel, *bank_ref;
};
static const struct kb_field payout_fields[] = {
    ID(payout, id, "pot"),
    INT(payout, org_id, .secret = true),
    STR(payout, channel),
    INT(payout, amount_fen, .unit = "fen", .doc = "Of what was collected, the fee with it."),
    INT(payout, fee_fen, .unit = "fen"),
    STR(payout, bank_ref),
    ID(payout, created_by, "usr"),
    INT(payout, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(payout);

struct payout_new {
    const char *channel, *bank_ref;
    int64_t amount_fen, fee_fen;
    bool fee_known;
};
static const struct kb_field payout_new_fields[] = {
    STR(payout_new, channel, .min = 1, .max = 24),
    INT(payout_new, amount_fen, .min = 1, .max = 9000000000000000, .unit = "fen",
        .doc = "Of what was collected, before the fee."),
    INT(payout_new, fee_fen, .min = 0, .max = 9000000000000000, .optional = true, .unit = "fen",
        .doc = "As the channel's statement says, with fee_known."),
    BOOL(payout_new, fee_known, .optional = true,
         .doc = "Take fee_fen; else the account's rate of the amount."),
    STR(payout_new, bank_ref, .min = 1, .max = 80, .doc = "The bank's number of the receipt."),
    { .name = NULL },
};
static SHAPE(payout_new);

static enum kb_code check(struct turn *t, const struct payout *p, const struct pay_account *a)
{
    int64_t there;
    if (p->fee_fen > p->amount_fen)
        return kb_fail_field(t->err, "fee_fen", "request.field",
                             "the fee is more than what was collected");
    if (p->amount_fen > pay_account_left(a))
        return kb_fail(t->err, KB_CONFLICT, "payout.over", "the channel holds %lld fen for us",
                       (long long)pay_account_left(a));
    TRY(turn_int(t, &q_payout_there,
                 ARGS(ARG_INT(org_id, p->org_id), ARG_STR(bank_ref, p->bank_ref)), &there));
    if (!there) return KB_OK;
    return kb_fail_field(t->err, "bank_ref", "payout.there",
                         "this reference is of a payout that is recorded already");
}

static enum kb_code post(struct turn *t, const struct payout *p)
{
    struct ledger_leg leg = { .org_id = p->org_id,
                              .role = "top",
                              .mode = "",
                              .vars = { { "amount", p->amount_fen }, { "fee", p->fee_fen } } };
    return pay_post(t,
                    &(struct pay_move){ .event = "recharge_online.payout",
                                        .object = "payout",
                                        .object_id = p->id,
                                        .biz_key = kb_printf(t->arena, "payout:pot:%lld",
                                                             (long long)p->id) },
                    &leg, 1);
}

static enum kb_code payout_create(struct turn *t, const struct payout_new *in, struct payout *out)
{
    struct pay_account a;
    TRY(pay_account_find(t, in->channel, &a));
    *out = (struct payout){ .id = turn_new_id(t),
                            .org_id = t->actor.org_id,
                            .channel = in->channel,
                            .amount_fen = in->amount_fen,
                            .fee_fen = in->fee_fen,
                            .bank_ref = in->bank_ref,
                            .created_by = t->actor.user_id,
                            .created_ms = t->now_ms };
    if (!in->fee_known && in->fee_fen)
        return kb_fail_field(t->err, "fee_fen", "request.field", "say fee_known with it");
    if (!in->fee_known) TRY(ledger_rate(in->amount_fen, a.fee_bp, &out->fee_fen, t->err));
    TRY(check(t, out, &a));
    TRY(turn_put(t, &q_payout_add, &payout_shape, out));
    TRY(pay_account_paid_out(t, a.channel, out->amount_fen));
    TRY(post(t, out));
    return turn_change(t, out->org_id, "payout", out->id, "recorded", "");
}
HANDLER(payout_create, payout_new, payout);

struct payouts {
    struct kb_list items;
    const char *next;
};
static const struct kb_field payouts_fields[] = { LIST(payouts, items, payout_shape),
                                                  STR(payouts, next),
                                                  { .name = NULL } };
static SHAPE(payouts);

static enum kb_code payouts_list(struct turn *t, const struct turn_list_in *in, struct payouts *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(
        t, &q_payouts_of,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
        &payout_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &payout_shape);
    return KB_OK;
}
HANDLER(payouts_list, turn_list_in, payouts);

#define P_FINANCE (WHO_P_ADMIN | WHO_P_FINANCE)
const struct turn_route payout_routes[] = {
    { "GET", "/v1/payouts", P_FINANCE, &payouts_list_call, "payouts_list",
      "List what payment channels paid to the bank.", TURN_LIST },
    { "POST", "/v1/payouts", P_FINANCE, &payout_create_call, "payouts_create",
      "Record that a channel paid to the bank: the amount collected, less its fee.", TURN_MONEY },
    { .method = NULL },
};
