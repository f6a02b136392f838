/* Rounding and splitting, against what the words say rather than against another division. */
#include "kt.h"
#include "ledger/muldiv.h"

#include <inttypes.h>

static int64_t any(uint64_t *seed)
{
    uint64_t bits = kt_next(seed) % 64;
    int64_t x = (int64_t)(kt_next(seed) >> bits);
    return kt_next(seed) & 1 ? x : -x;
}

static int64_t small(uint64_t *seed)
{
    return (int64_t)(kt_next(seed) % 2000001) - 1000000;
}

TEST(muldiv_rounds_half_away_from_zero)
{
    static const struct {
        int64_t a, b, c, want;
    } rows[] = {
        { 99999, 7000, 10000, 69999 },
        { 99999, 8500, 10000, 84999 },
        { 94999, 10, 30, 31666 },
        { 5, 1, 2, 3 },
        { -5, 1, 2, -3 },
        { 5, -1, 2, -3 },
        { 5, 1, -2, -3 },
        { -5, -1, 2, 3 },
        { 4, 1, 3, 1 },
        { 1, 1, 3, 0 },
        { -1, 1, 2, -1 },
        { 0, 7, 9, 0 },
        { INT64_MAX, 1, 1, INT64_MAX },
        { INT64_MIN, 1, 1, INT64_MIN },
        { INT64_MIN, 1, 2, INT64_MIN / 2 },
        { INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX },
        { INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN },
    };
    struct kb_error err;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t got = 0;
        kt_row("row %zu", i);
        assert_ok(ledger_muldiv(rows[i].a, rows[i].b, rows[i].c, &got, &err));
        assert_int_equal(got, rows[i].want);
    }
}

TEST(muldiv_is_never_further_than_half_from_the_exact_quotient)
{
    uint64_t seed = 3;
    struct kb_error err;
    for (int i = 0; i < 20000; i++) {
        int64_t a = any(&seed), b = any(&seed), c = any(&seed), q = 0;
        kt_row("%" PRId64 " * %" PRId64 " / %" PRId64, a, b, c);
        if (c == 0 || ledger_muldiv(a, b, c, &q, &err) != KB_OK) continue;
        __int128 gap = 2 * ((__int128)a * b - (__int128)q * c), whole = c < 0 ? -(__int128)c : c;
        assert_true(gap >= -whole && gap <= whole);
    }
}

TEST(muldiv_of_the_negative_is_the_negative)
{
    uint64_t seed = 4;
    struct kb_error err;
    for (int i = 0; i < 20000; i++) {
        int64_t a = small(&seed), b = small(&seed), c = small(&seed), plus = 0, minus = 0;
        kt_row("%" PRId64 " * %" PRId64 " / %" PRId64, a, b, c);
        if (c == 0) continue;
        assert_ok(ledger_muldiv(a, b, c, &plus, &err));
        assert_ok(ledger_muldiv(-a, b, c, &minus, &err));
        assert_int_equal(plus, -minus);
    }
}

TEST(what_does_not_fit_in_64_bits_is_refused)
{
    int64_t out = 0;
    struct kb_error err;
    assert_refused(ledger_muldiv(INT64_MAX, 2, 1, &out, &err), KB_INVALID, "ledger.overflow");
    assert_refused(ledger_muldiv(INT64_MIN, -1, 1, &out, &err), KB_INVALID, "ledger.overflow");
    assert_refused(ledger_muldiv(INT64_MAX, INT64_MAX, 1, &out, &err), KB_INVALID,
                   "ledger.overflow");
    assert_refused(ledger_muldiv(1, 1, 0, &out, &err), KB_INVALID, "ledger.amount");
    assert_refused(ledger_rate(INT64_MAX, 10001, &out, &err), KB_INVALID, "ledger.overflow");
    assert_ok(ledger_rate(99999, 9500, &out, &err));
    assert_int_equal(out, 94999);
}

/* Each part is the floor or one more, and no part got its fen before one with a larger claim. */
static void assert_fair(int64_t total, const int64_t *w, const int64_t *part, size_t n)
{
    __int128 sum = 0, given = 0;
    for (size_t i = 0; i < n; i++) sum += w[i];
    for (size_t i = 0; i < n; i++) {
        __int128 exact = (__int128)total * w[i];
        given += part[i];
        assert_true(part[i] >= exact / sum && part[i] <= exact / sum + 1);
        for (size_t k = 0; k < n; k++) {
            bool more = (__int128)total * w[k] % sum > exact % sum;
            bool first = k < i && (__int128)total * w[k] % sum == exact % sum;
            bool passed = part[i] > exact / sum && part[k] == (__int128)total * w[k] / sum;
            assert_false((more || first) && passed);
        }
    }
    assert_true(given == total);
}

TEST(a_split_adds_up_and_is_fair)
{
    uint64_t seed = 5;
    struct kb_error err;
    int64_t w[7], part[7], back[7];
    for (int i = 0; i < 3000; i++) {
        size_t n = 1 + kt_next(&seed) % COUNT(w);
        int64_t total = (int64_t)(kt_next(&seed) >> (kt_next(&seed) % 63 + 1));
        for (size_t k = 0; k < n; k++)
            w[k] = (int64_t)(kt_next(&seed) % 5 * (kt_next(&seed) >> 12));
        w[0]++;
        kt_row("case %d, %zu parts", i, n);
        assert_ok(ledger_split(total, w, n, part, &err));
        assert_fair(total, w, part, n);
        assert_ok(ledger_split(-total, w, n, back, &err));
        for (size_t k = 0; k < n; k++) assert_int_equal(back[k], -part[k]);
    }
}

TEST(a_split_over_nothing_or_over_negatives_is_refused)
{
    struct kb_error err;
    int64_t part[3];
    static const int64_t none[] = { 0, 0, 0 }, minus[] = { 3, -1, 2 };
    static const int64_t huge[] = { INT64_MAX, 1, 1 };
    static const int64_t many[LEDGER_SPLIT_MAX + 1];
    static int64_t parts[LEDGER_SPLIT_MAX + 1];
    assert_ok(ledger_split(0, none, 3, part, &err));
    assert_int_equal(part[0] + part[1] + part[2], 0);
    assert_refused(ledger_split(1, none, 3, part, &err), KB_INVALID, "ledger.amount");
    assert_refused(ledger_split(1, minus, 3, part, &err), KB_INVALID, "ledger.amount");
    assert_refused(ledger_split(1, huge, 3, part, &err), KB_INVALID, "ledger.overflow");
    assert_refused(ledger_split(1, many, LEDGER_SPLIT_MAX + 1, parts, &err), KB_INVALID,
                   "ledger.amount");
}

TEST(the_worked_refund_splits_cash_and_coupon_as_written)
{
    struct kb_error err;
    static const int64_t weights[] = { 89999, 5000 };
    int64_t part[2];
    assert_ok(ledger_split(31666, weights, 2, part, &err));
    assert_int_equal(part[0], 29999);
    assert_int_equal(part[1], 1667);
}

/* 0.0123 yuan an hour for 745.5 hours, in one bill and in one every hour. */
TEST(metered_bills_carry_what_they_leave_over)
{
    struct kb_error err;
    int64_t once, carry, fen, sum = 0, left = 0;
    assert_ok(ledger_metered_fen(&(struct ledger_metered){ 745500, 1230000, 0 }, &once, &carry,
                                 &err));
    assert_int_equal(once, 917);
    for (int i = 0; i < 1491; i++) {
        assert_ok(ledger_metered_fen(&(struct ledger_metered){ 500, 1230000, left }, &fen, &left,
                                     &err));
        sum += fen;
    }
    assert_int_equal(sum, once);
    assert_int_equal(left, carry);
}

TEST(metered_amounts_out_of_range_are_refused_and_half_a_fen_is_never_taken_back)
{
    struct kb_error err;
    int64_t fen, carry;
    static const struct {
        struct ledger_metered in;
        const char *reason;
    } cases[] = { { { -1, 1, 0 }, "ledger.amount" },
                  { { 1, -1, 0 }, "ledger.amount" },
                  { { 1, 1, 500000000 }, "ledger.amount" },
                  { { 1, 1, -500000001 }, "ledger.amount" },
                  { { INT64_MAX, INT64_MAX, 0 }, "ledger.overflow" } };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_refused(ledger_metered_fen(&cases[i].in, &fen, &carry, &err), KB_INVALID,
                       cases[i].reason);
    assert_ok(ledger_metered_fen(&(struct ledger_metered){ 0, 5, -500000000 }, &fen, &carry, &err));
    assert_int_equal(fen, 0);
    assert_int_equal(carry, -500000000);
}
