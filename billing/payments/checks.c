/* checks - what the rows of this module say against the books, and what stands in the way of
 * closing a month. */
#include "billing/payments/payments_priv.h"
#include "checks_sql.h"

struct difference {
    int64_t rows_fen, books_fen;
};
static const struct kb_field difference_fields[] = { INT(difference, rows_fen),
                                                     INT(difference, books_fen),
                                                     { .name = NULL } };
static SHAPE(difference);

enum kb_code payments_verify(struct db *db, struct kb_arena *a,
                             struct payments_check out[PAYMENTS_CHECKS], struct kb_error *err)
{
    static const struct {
        const char *name;
        const struct db_query *query; /* one row for each organisation of which it is not so */
    } all[PAYMENTS_CHECKS] = {
        { "unclaimed_receipts", &q_differs_unclaimed },
        { "channel_money", &q_differs_channel },
        { "channel_payments", &q_differs_collected },
        { "credited_once", &q_differs_credited },
    };
    for (size_t i = 0; i < PAYMENTS_CHECKS; i++) {
        struct kb_list list;
        TRY(db_list(db, a, all[i].query, NO_ARGS, &difference_shape, 1000, &list, err));
        const struct difference *d = list.at;
        out[i] = (struct payments_check){ .name = all[i].name, .failures = list.n };
        if (list.n) out[i].rows_fen = d->rows_fen, out[i].books_fen = d->books_fen;
    }
    return KB_OK;
}

/* --- before a month is closed --- */

static enum kb_code count(struct turn *t, const struct db_query *q, int64_t until_ms, int64_t *n)
{
    return turn_int(t, q, ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(until_ms, until_ms)), n);
}

static enum kb_code unclaimed(struct turn *t, int64_t until_ms, int64_t *n)
{
    return count(t, &q_count_unclaimed, until_ms, n);
}

static enum kb_code recharges(struct turn *t, int64_t until_ms, int64_t *n)
{
    return count(t, &q_count_recharges, until_ms, n);
}

static enum kb_code claims(struct turn *t, int64_t until_ms, int64_t *n)
{
    return count(t, &q_count_claims, until_ms, n);
}

static enum kb_code withdrawals(struct turn *t, int64_t until_ms, int64_t *n)
{
    return count(t, &q_count_withdrawals, until_ms, n);
}

static enum kb_code chargebacks(struct turn *t, int64_t until_ms, int64_t *n)
{
    return count(t, &q_count_chargebacks, until_ms, n);
}

static enum kb_code strays(struct turn *t, int64_t until_ms, int64_t *n)
{
    return count(t, &q_count_strays, until_ms, n);
}

const struct turn_check payments_checks[] = {
    { "period.close", "arrivals_unclaimed", "待认领的到账", "Receipts nobody has claimed",
      "/fin/arrivals?state=unclaimed", false, unclaimed },
    { "period.close", "recharges_waiting", "待确认的线下充值", "Recharges waiting to be confirmed",
      "/fin/arrivals?state=waiting", false, recharges },
    { "period.close", "claims_open", "未确认的认领", "Claims that are not decided",
      "/fin/claims", false, claims },
    { "period.close", "withdrawals_open", "未付的提现", "Withdrawals not paid yet",
      "/fin/withdrawals", false, withdrawals },
    { "period.close", "chargebacks_open", "未处理完的渠道扣回", "Chargebacks that are still open",
      "/fin/chargebacks?state=open", false, chargebacks },
    { "period.close", "pay_strays_open", "需人工处理的支付通知",
      "Payment notices that need a person", "/fin/pay-strays?state=open", false, strays },
    { .asked = NULL },
};
