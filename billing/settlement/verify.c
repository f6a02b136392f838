/* verify - settlements looked at from the books: every run is its lines, every payment what its run
 * says, and every edge's lines what the buyer's book holds about the seller. */
#include "billing/settlement/settlement_priv.h"
#include "verify_sql.h"

enum kb_code settlement_verify(struct db *db, struct settlement_check *out, struct kb_error *err)
{
    static const struct {
        const char *name;
        const struct db_query *q;
    } checks[SETTLEMENT_CHECKS] = {
        { "settlement_totals", &q_wrong_totals },
        { "settlement_payments", &q_wrong_payments },
        { "settlement_edges", &q_wrong_edges },
    };
    for (size_t i = 0; i < SETTLEMENT_CHECKS; i++) {
        out[i].name = checks[i].name;
        TRY(db_int(db, checks[i].q, NO_ARGS, &out[i].failures, err));
    }
    return KB_OK;
}
