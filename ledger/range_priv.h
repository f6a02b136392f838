/* range_priv - the days that a report of what moved is about, as people ask for them, and the days
 * of as many months before that they are compared with. */
#ifndef LEDGER_RANGE_PRIV_H
#define LEDGER_RANGE_PRIV_H

#include "ledger/moves_priv.h"

struct range_in {
    const char *from, *to, *compare_from;
    int64_t as_of_no, compare_no;
};
#define LEDGER_RANGE_FIELDS(S)                                                                     \
    STR(S, from, .max = 10, .optional = true, .doc = "The first day, YYYY-MM-DD."),                \
        STR(S, to, .max = 10, .optional = true, .doc = "The last day; today when not given."),     \
        INT(S, as_of_no, .min = 0, .max = LEDGER_FEN_MAX, .optional = true,                        \
            .doc = "As it was known after the voucher of this number."),                           \
        STR(S, compare_from, .max = 10, .optional = true,                                          \
            .doc = "Compare with as many days from the month of this day on."),                    \
        INT(S, compare_no, .min = 0, .max = LEDGER_FEN_MAX, .optional = true,                      \
            .doc = "Compare with what was known after the voucher of this number.")

struct range {
    struct moves now, before;           /* before.from_day "": nothing is compared */
    int64_t first_month, months, shift; /* before is shift months earlier */
};
/* from: months_back months before that of the last day when it is not given. At most months_max. */
MUST_USE enum kb_code ledger_range(struct turn *t, const struct range_in *in, int64_t months_back,
                                   int64_t months_max, struct range *out);

#endif
