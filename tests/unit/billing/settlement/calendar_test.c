/* When an edge is settled: China's days, weeks, months and quarters, and months that are short. */
#include "billing/settlement/settlement_priv.h"
#include "kt.h"
#include "ledger/day.h"

#include <string.h>

#define DAY INT64_C(86400000)

/* The instant a day of China's begins. */
static int64_t ms(const char *day)
{
    int64_t n = (day[8] - '0') * 10 + (day[9] - '0');
    return ledger_month_end_ms(ledger_month_add(ledger_day_month(day), -1), 480) + (n - 1) * DAY;
}

static void assert_day(int64_t at_ms, const char *day)
{
    char text[LEDGER_DAY_SIZE];
    ledger_day(at_ms, 480, text);
    assert_string_equal(text, day);
    assert_int_equal(at_ms, ms(day)); /* midnight in China */
}

TEST(a_period_ends_with_chinas_day_and_is_drawn_up_on_its_day)
{
    static const struct {
        const char *from, *cycle;
        int day;
        const char *end, *due;
    } cases[] = {
        { "2027-01-15", "day", 0, "2027-01-16", "2027-01-16" },
        { "2027-12-31", "day", 31, "2028-01-01", "2028-01-01" },
        { "2027-01-15", "week", 0, "2027-01-18", "2027-01-18" }, /* a Friday; a Monday */
        { "2027-01-17", "week", 5, "2027-01-18", "2027-01-22" },
        { "2027-01-18", "week", 7, "2027-01-25", "2027-01-31" },
        { "2027-01-15", "month", 0, "2027-02-01", "2027-02-01" },
        { "2027-01-31", "month", 5, "2027-02-01", "2027-02-05" },
        { "2027-01-01", "month", 31, "2027-02-01", "2027-02-28" },
        { "2028-01-01", "month", 31, "2028-02-01", "2028-02-29" },
        { "2027-02-28", "month", 31, "2027-03-01", "2027-03-31" },
        { "2027-03-31", "month", 31, "2027-04-01", "2027-04-30" },
        { "2027-12-31", "month", 31, "2028-01-01", "2028-01-31" },
        { "2027-01-15", "quarter", 0, "2027-04-01", "2027-04-01" },
        { "2027-03-31", "quarter", 31, "2027-04-01", "2027-04-30" },
        { "2027-12-01", "quarter", 15, "2028-01-01", "2028-01-15" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s from %s, day %d", cases[i].cycle, cases[i].from, cases[i].day);
        int64_t end = settle_period_end(ms(cases[i].from), cases[i].cycle);
        assert_day(end, cases[i].end);
        assert_day(settle_due(end, cases[i].cycle, cases[i].day), cases[i].due);
        /* the last millisecond of the day before midnight is still of the period */
        assert_int_equal(settle_period_end(end - 1, cases[i].cycle), end);
    }
}

/* Complaint 13 of billing elsewhere: zones and month ends make periods overlap, vanish or never
 * end. */
TEST(periods_follow_each_other_without_a_gap_and_each_falls_due_once)
{
    static const char *const cycles[] = { "day", "week", "month", "quarter" };
    uint64_t seed = 7;
    for (int i = 0; i < 4000; i++) {
        const char *cycle = cycles[kt_next(&seed) % 4];
        int64_t from = INT64_C(1600000000000) + (int64_t)(kt_next(&seed) % 900000000000u);
        int64_t day = (int64_t)(kt_next(&seed) % 32);
        kt_row("%s from %lld, day %lld", cycle, (long long)from, (long long)day);
        int64_t end = settle_period_end(from, cycle), next = settle_period_end(end, cycle);
        assert_true(end > from && end - from <= 92 * DAY);
        assert_true(next > end && next - end <= 92 * DAY);
        int64_t due = settle_due(end, cycle, day);
        assert_true(due >= end && due < settle_due(next, cycle, day));
        if (strcmp(cycle, "day") != 0) assert_true(due < next);
    }
}
