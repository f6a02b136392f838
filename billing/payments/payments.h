/* payments - money that comes in and goes out beside orders: receipts on a seller's bank account
 * and whose they are, recharges, payments through channels with their payouts and chargebacks,
 * withdrawals of balances. Owns arrival, claim(_part), recharge, pay_account, payment, payout,
 * chargeback, pay_stray, withdrawal(_rule). Every movement is a voucher; what waits for approval is
 * done by the listener of "approval.decided". */
#ifndef BILLING_PAYMENTS_PAYMENTS_H
#define BILLING_PAYMENTS_PAYMENTS_H

#include "turn/engine.h"

/* --- the rows against the books --- */
struct payments_check {
    const char *name; /* "unclaimed_receipts", … */
    int64_t failures; /* organisations in whose books it is otherwise */
    int64_t rows_fen, books_fen; /* of the first of them */
};
#define PAYMENTS_CHECKS 4
/* What the rows say lies unclaimed, at channels and held for withdrawals, compared with the
 * accounts. Fails only when the database does. */
MUST_USE enum kb_code payments_verify(struct db *db, struct kb_arena *a,
                                      struct payments_check out[PAYMENTS_CHECKS],
                                      struct kb_error *err);

extern const struct turn_route recharge_routes[], arrival_routes[], arrival_import_routes[],
    claim_routes[], pay_account_routes[], payment_routes[], pay_notify_routes[], payout_routes[],
    chargeback_routes[], pay_stray_routes[], withdrawal_routes[], withdrawal_pay_routes[];
extern const struct turn_listener payments_listeners[];
extern const struct turn_check payments_checks[]; /* before a month is closed */

#endif
