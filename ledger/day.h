/* day - dates of books: local days as "YYYY-MM-DD", which sort as text, and months as whole numbers
 * YYYYMM. Whoever settles by months counts them with it, too. */
#ifndef LEDGER_DAY_H
#define LEDGER_DAY_H

#include "base/base.h"

#define LEDGER_DAY_SIZE  11 /* with its NUL */
#define LEDGER_MONTH_MIN INT64_C(197001)
#define LEDGER_MONTH_MAX INT64_C(229912)

/* The day of an instant at an offset from UTC. */
void ledger_day(int64_t at_ms, int64_t utc_offset_min, char out[LEDGER_DAY_SIZE]);
/* A day there is, of the months above. */
bool ledger_day_ok(const char *day);
int64_t ledger_day_month(const char *day);
bool ledger_month_ok(int64_t month);
/* n months later; n may be negative. */
int64_t ledger_month_add(int64_t month, int64_t n);
/* How many months b is after a. */
int64_t ledger_months_between(int64_t a, int64_t b);
void ledger_month_first(int64_t month, char out[LEDGER_DAY_SIZE]);
void ledger_month_last(int64_t month, char out[LEDGER_DAY_SIZE]);
void ledger_day_next(const char *day, char out[LEDGER_DAY_SIZE]);
/* The first instant that is no more of the month, at an offset from UTC. */
int64_t ledger_month_end_ms(int64_t month, int64_t utc_offset_min);

#endif
