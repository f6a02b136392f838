/* muldiv - rounding and splitting in whole fen. Magnitudes are worked on unsigned, so that a refund
 * rounds like the charge it undoes. */
#include "ledger/muldiv.h"

typedef unsigned __int128 wide;

static uint64_t magnitude(int64_t x)
{
    return x < 0 ? UINT64_C(0) - (uint64_t)x : (uint64_t)x;
}

static enum kb_code sign_back(wide m, bool negative, int64_t *out, struct kb_error *err)
{
    if (m > (wide)INT64_MAX + (negative ? 1 : 0))
        return kb_fail(err, KB_INVALID, "ledger.overflow", "the result does not fit in 64 bits");
    *out = negative ? (int64_t)(UINT64_C(0) - (uint64_t)m) : (int64_t)m;
    return KB_OK;
}

enum kb_code ledger_muldiv(int64_t a, int64_t b, int64_t c, int64_t *out, struct kb_error *err)
{
    *out = 0;
    if (c == 0) return kb_fail(err, KB_INVALID, "ledger.amount", "division by zero");
    wide n = (wide)magnitude(a) * magnitude(b), d = magnitude(c);
    wide q = n / d, rest = n % d;
    if (rest >= d - rest) q++;
    return sign_back(q, (a < 0) ^ (b < 0) ^ (c < 0), out, err);
}

enum kb_code ledger_muldiv3(int64_t a, int64_t b, int64_t k, int64_t c, int64_t *out,
                            struct kb_error *err)
{
    wide n = (wide)magnitude(a) * magnitude(b), d = magnitude(c);
    *out = 0;
    if (c == 0) return kb_fail(err, KB_INVALID, "ledger.amount", "division by zero");
    if (__builtin_mul_overflow(n, (wide)magnitude(k), &n))
        return kb_fail(err, KB_INVALID, "ledger.overflow", "the product does not fit");
    wide q = n / d, rest = n % d;
    if (rest >= d - rest) q++;
    return sign_back(q, (a < 0) ^ (b < 0) ^ (k < 0) ^ (c < 0), out, err);
}

enum kb_code ledger_rate(int64_t amount_fen, int64_t rate_bp, int64_t *out_fen,
                         struct kb_error *err)
{
    return ledger_muldiv(amount_fen, rate_bp, LEDGER_BP, out_fen, err);
}

enum kb_code ledger_metered_fen(const struct ledger_metered *m, int64_t *fen, int64_t *carry_nfen,
                                struct kb_error *err)
{
    __int128 half = LEDGER_NFEN_OF_FEN / 2;
    *fen = *carry_nfen = 0;
    if (m->units_milli < 0 || m->unit_ufen < 0 || m->carry_nfen < -half || m->carry_nfen >= half)
        return kb_fail(err, KB_INVALID, "ledger.amount", "units, price or carry are out of range");
    __int128 exact = (__int128)m->units_milli * m->unit_ufen + m->carry_nfen;
    __int128 whole = (exact + half) / LEDGER_NFEN_OF_FEN; /* exact + half is never negative */
    if (whole > INT64_MAX)
        return kb_fail(err, KB_INVALID, "ledger.overflow", "the amount does not fit in 64 bits");
    *fen = (int64_t)whole;
    *carry_nfen = (int64_t)(exact - whole * LEDGER_NFEN_OF_FEN);
    return KB_OK;
}

static enum kb_code weights_sum(const int64_t *weights, size_t n, int64_t *sum,
                                struct kb_error *err)
{
    *sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (weights[i] < 0)
            return kb_fail(err, KB_INVALID, "ledger.amount", "part %zu has a negative weight", i);
        if (__builtin_add_overflow(*sum, weights[i], sum))
            return kb_fail(err, KB_INVALID, "ledger.overflow", "the weights do not fit in 64 bits");
    }
    return KB_OK;
}

/* Hands out the fen the floors left over, one each; taken parts are marked by a remainder of -1. */
static void leftovers(uint64_t left, int64_t *rest, size_t n, uint64_t *part)
{
    for (; left > 0; left--) {
        size_t best = 0;
        for (size_t i = 1; i < n; i++)
            if (rest[i] > rest[best]) best = i;
        rest[best] = -1;
        part[best]++;
    }
}

enum kb_code ledger_split(int64_t total_fen, const int64_t *weights, size_t n, int64_t *out_fen,
                          struct kb_error *err)
{
    int64_t sum = 0, rest[LEDGER_SPLIT_MAX];
    uint64_t part[LEDGER_SPLIT_MAX], total = magnitude(total_fen), left = total;
    if (n > LEDGER_SPLIT_MAX)
        return kb_fail(err, KB_INVALID, "ledger.amount", "%zu parts are too many", n);
    for (size_t i = 0; i < n; i++) out_fen[i] = 0;
    TRY(weights_sum(weights, n, &sum, err));
    if (sum == 0 && total == 0) return KB_OK;
    if (sum == 0) return kb_fail(err, KB_INVALID, "ledger.amount", "nothing to split over");
    for (size_t i = 0; i < n; i++) {
        wide product = (wide)total * (uint64_t)weights[i];
        part[i] = (uint64_t)(product / (uint64_t)sum);
        rest[i] = (int64_t)(product % (uint64_t)sum);
        left -= part[i];
    }
    leftovers(left, rest, n, part);
    for (size_t i = 0; i < n; i++) TRY(sign_back(part[i], total_fen < 0, &out_fen[i], err));
    return KB_OK;
}
