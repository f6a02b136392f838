/* settlement - between neighbours and with suppliers: runs drawn up by each agreement's calendar
 * from the vouchers that the books hold about the pair, objections, both sides' word, approval,
 * payment; in what order approved runs can be paid; suppliers' bills compared with what was
 * bought. Owns settle_edge, settlement, settle_line, settle_objection, supplier_bill, bill_row.
 * Never prices: amounts are the ledger's. Listens to "agreement.active" and "approval.decided". */
#ifndef BILLING_SETTLEMENT_SETTLEMENT_H
#define BILLING_SETTLEMENT_SETTLEMENT_H

#include "catalog/catalog.h"
#include "desk/approval.h"
#include "ledger/ledger.h"

/* Runs against the books, all recomputed. */
#define SETTLEMENT_CHECKS 3
struct settlement_check {
    const char *name; /* "settlement_totals", … */
    int64_t failures; /* runs or edges that are wrong */
};
MUST_USE enum kb_code settlement_verify(struct db *db, struct settlement_check *out,
                                        struct kb_error *err);

extern const struct turn_route settlement_draft_routes[], settlement_routes[],
    settlement_pay_routes[], settlement_plan_routes[], objection_routes[], supplier_bill_routes[],
    bill_row_routes[];
/* Before a month is closed. */
extern const struct turn_check settlement_checks[];
extern const struct turn_listener settlement_listeners[], settlement_pay_listeners[];

#endif
