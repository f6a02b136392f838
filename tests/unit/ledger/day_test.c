/* Days and months of the books. */
#include "kt.h"
#include "ledger/day.h"

#include <string.h>

TEST(a_day_that_there_is_not_is_none)
{
    static const char *const good[] = { "2026-01-31", "2024-02-29", "2000-02-29", "1970-01-01" };
    static const char *const bad[] = {
        "",           "2026-1-05",   "2026-02-29", "2100-02-29", "2026-13-01",
        "2026-00-10", "2026-04-31",  "2026-01-00", "2026/01/05", "2026-01-5x",
        "20260105",   "2026-01-051", "1969-12-31", "2300-01-01",
    };
    for (size_t i = 0; i < COUNT(good); i++) {
        kt_row("%s", good[i]);
        assert_true(ledger_day_ok(good[i]));
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        kt_row("%s", bad[i]);
        assert_false(ledger_day_ok(bad[i]));
    }
}

TEST(months_are_counted_over_the_years)
{
    assert_int_equal(ledger_month_add(202601, -1), 202512);
    assert_int_equal(ledger_month_add(202512, 1), 202601);
    assert_int_equal(ledger_month_add(202601, 26), 202803);
    assert_int_equal(ledger_month_add(202601, -13), 202412);
    assert_int_equal(ledger_months_between(202411, 202602), 15);
    assert_int_equal(ledger_months_between(202602, 202411), -15);
    assert_false(ledger_month_ok(202613));
    assert_false(ledger_month_ok(202600));
}

/* Two ways to the same instant: a day's text, and the end of its month. */
TEST(the_last_instant_of_a_month_is_of_its_last_day_everywhere)
{
    static const int64_t offsets[] = { -720, 0, 330, 480, 840 };
    for (int64_t month = 197001; month <= 210012; month = ledger_month_add(month, 1))
        for (size_t i = 0; i < COUNT(offsets); i++) {
            char day[LEDGER_DAY_SIZE], want[LEDGER_DAY_SIZE];
            int64_t end = ledger_month_end_ms(month, offsets[i]);
            kt_row("%lld at %lld", (long long)month, (long long)offsets[i]);
            ledger_month_last(month, want);
            ledger_day(end - 1, offsets[i], day);
            assert_string_equal(day, want);
            ledger_month_first(ledger_month_add(month, 1), want);
            ledger_day(end, offsets[i], day);
            assert_string_equal(day, want);
            assert_true(ledger_day_ok(day));
        }
}
