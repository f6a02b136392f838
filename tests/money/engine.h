/* engine - the real books behind a chain of sellers: what the model says is done is done with the
 * program's own prices, legs, refunds and postings, and told back as it was written. */
#ifndef TESTS_MONEY_ENGINE_H
#define TESTS_MONEY_ENGINE_H

#include "base/text.h"
#include "ledger/ledger.h"

#define ENGINE_LEVELS 8

struct engine_edge {
    const char *mode; /* discount, rebate, floor */
    int64_t value;    /* basis points; floor: fen */
};
struct engine {
    struct kb_world world;
    struct kb_arena arena;
    struct kb_error err;
    struct db *db;
    struct turn t;
    const char *const *names; /* of the sellers from the top */
    int64_t serial, last_voucher_id;
    bool saved; /* on a file, to stay */

    /* the chain */
    size_t n;
    struct engine_edge edges[ENGINE_LEVELS];
    int64_t list_fen, price_fen, customer_id;
};

/* path NULL: in memory. Sellers of eight levels with their books, in a transaction. */
MUST_USE enum kb_code engine_open(struct engine *e, const char *path, const char *const *names);
/* End the transaction, kept on a file, else forgotten, and begin the next with empty books. */
MUST_USE enum kb_code engine_next(struct engine *e);
void engine_close(struct engine *e);
/* Another customer for every chain. */
void engine_customer(struct engine *e);
/* verb: capital, online, payout, offline, withdraw, hold, release, capture, refund, settle,
 * supplier. KB_NOT_FOUND: no such verb. Refusals are the engine's, in e->err. */
MUST_USE enum kb_code engine_do(struct engine *e, const char *verb, const int64_t args[3]);
/* The vouchers since the last call, one a line: "D1 | 1122.D2 5 | 6001 5". */
MUST_USE enum kb_code engine_told(struct engine *e, struct kb_text *out);
/* Every balance that is not 0: "D1 1122.D2 5", in the order of books and accounts. */
MUST_USE enum kb_code engine_balances(struct engine *e, struct kb_text *out);
/* All that verification recomputes; "" or the first offence. */
MUST_USE enum kb_code engine_verify(struct engine *e, const char **offence);
/* Each book in both formats into the folder, as NUMBER-NAME.hledger and .beancount. */
MUST_USE enum kb_code engine_export(struct engine *e, const char *folder, int64_t number);

#endif
