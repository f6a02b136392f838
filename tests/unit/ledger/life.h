/* life - a book with five months of sales, refunds, expenses of earlier days, reversals and a
 * closed quarter behind it, folded into sums now and then; and the plainest way to its figures: all
 * lines of D1's book added up by SQL. */
#ifndef TESTS_UNIT_LEDGER_LIFE_H
#define TESTS_UNIT_LEDGER_LIFE_H

#include "asking.h"

#define DAY_MS INT64_C(86400000)

/* D1 sells to C2, and to C through D2. */
void live(struct books *b, struct kb_error *err, uint64_t *seed);
/* Fold a piece of what is not folded yet. */
void roll_up(struct books *b);
int64_t pick(uint64_t *seed, int64_t n); /* 0 to n - 1 */
/* The day so many days ago, not before the book's first month. */
const char *day_back(struct books *b, int64_t days);
/* The number of an organisation from its id outside. */
int64_t inside(struct books *b, const char *text);

/* Which lines: side D or C, or "" for debits less credits; code with % for any; party -1 for any;
 * kind and value as in ledger_daily. */
struct plain {
    const char *side, *code, *from_day, *to_day;
    int64_t party, from_no, to_no, kind, value;
};
int64_t plain(struct books *b, struct plain p);

#endif
