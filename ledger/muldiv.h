/* muldiv - the one place where money is rounded: products in 128 bits, half up on the magnitude,
 * the sign put back afterwards; and a total split so that the parts add up. Amounts are int64
 * fen, rates basis points. What does not fit is refused (ledger.overflow), never wrapped. */
#ifndef LEDGER_MULDIV_H
#define LEDGER_MULDIV_H

#include "base/base.h"

#define LEDGER_SPLIT_MAX 256
#define LEDGER_BP        INT64_C(10000) /* the whole, in basis points */

/* a * b / c. c = 0 is refused as ledger.amount. */
MUST_USE enum kb_code ledger_muldiv(int64_t a, int64_t b, int64_t c, int64_t *out,
                                    struct kb_error *err);
/* a * b * k / c with one rounding: a metered price of some units at a rate. k: 0..10000. */
MUST_USE enum kb_code ledger_muldiv3(int64_t a, int64_t b, int64_t k, int64_t c, int64_t *out,
                                     struct kb_error *err);
/* amount * rate_bp / 10000. */
MUST_USE enum kb_code ledger_rate(int64_t amount_fen, int64_t rate_bp, int64_t *out_fen,
                                  struct kb_error *err);
/* What units at a price come to, with what earlier bills left over: fen rounded half up, and the
 * rest that the next bill takes on, in nano-fen (1e-9), -5e8..5e8-1. What several bills come to
 * is then what one of all their units would. units_milli and unit_ufen >= 0. */
#define LEDGER_NFEN_OF_FEN INT64_C(1000000000)
struct ledger_metered {
    int64_t units_milli, unit_ufen, carry_nfen;
};
MUST_USE enum kb_code ledger_metered_fen(const struct ledger_metered *m, int64_t *fen,
                                         int64_t *carry_nfen, struct kb_error *err);
/* Largest remainder: parts in proportion to weights (>= 0) that sum to the total exactly; a
 * left-over fen goes to the largest remainder, ties to the lowest index. All weights 0 needs a
 * total of 0. */
MUST_USE enum kb_code ledger_split(int64_t total_fen, const int64_t *weights, size_t n,
                                   int64_t *out_fen, struct kb_error *err);

#endif
