/* Months: on the anchor's day in China, at the month's end where there is no such day, never
 * drifting. */
#include "billing/billing.h"
#include "kt.h"

#include <stdio.h>
#include <time.h>

/* "2026-01-31 10:00" in China, as ms since 1970. */
static int64_t china(const char *text)
{
    struct tm tm = { 0 };
    assert_int_equal(sscanf(text, "%d-%d-%d %d:%d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday,
                            &tm.tm_hour, &tm.tm_min),
                     5);
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    return ((int64_t)timegm(&tm) - 8 * 3600) * 1000;
}

TEST(a_month_ends_on_the_anchors_day_or_on_the_last_day_there_is)
{
    static const struct {
        const char *anchor;
        int months;
        const char *end;
    } cases[] = {
        { "2026-01-15 10:00", 1, "2026-02-15 10:00" },
        { "2026-01-31 10:00", 1, "2026-02-28 10:00" },
        { "2026-01-31 10:00", 2, "2026-03-31 10:00" },
        { "2026-01-31 10:00", 3, "2026-04-30 10:00" },
        { "2026-01-31 10:00", 13, "2027-02-28 10:00" },
        { "2026-01-31 10:00", 25, "2028-02-29 10:00" },
        { "2026-01-29 10:00", 1, "2026-02-28 10:00" },
        { "2028-01-29 10:00", 1, "2028-02-29 10:00" },
        { "2028-02-29 10:00", 12, "2029-02-28 10:00" },
        { "2028-02-29 10:00", 48, "2032-02-29 10:00" },
        { "2096-02-29 10:00", 48, "2100-02-28 10:00" }, /* no leap year */
        { "1996-02-29 10:00", 48, "2000-02-29 10:00" }, /* one */
        { "2026-12-31 23:59", 1, "2027-01-31 23:59" },
        { "2026-12-01 00:00", 1, "2027-01-01 00:00" },
        { "2026-08-31 00:00", 6, "2027-02-28 00:00" },
        { "2026-03-31 10:00", 36, "2029-03-31 10:00" },
        { "2026-05-31 10:00", 0, "2026-05-31 10:00" },
        /* midnight in China is afternoon in UTC: the day is China's */
        { "2026-01-31 00:00", 1, "2026-02-28 00:00" },
        { "2026-02-01 07:59", 1, "2026-03-01 07:59" },
        { "2026-03-01 00:00", 12, "2027-03-01 00:00" },
        { "1971-01-31 00:00", 1, "1971-02-28 00:00" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s + %d", cases[i].anchor, cases[i].months);
        assert_int_equal(billing_months_after(china(cases[i].anchor), cases[i].months),
                         china(cases[i].end));
    }
}

TEST(later_is_never_earlier_and_the_day_never_drifts)
{
    for (int day = 1; day <= 31; day++) {
        int64_t anchor = china("2026-01-01 09:30") + (day - 1) * INT64_C(86400000), before = anchor;
        for (int m = 1; m <= 240; m++) {
            int64_t end = billing_months_after(anchor, m);
            kt_row("day %d, month %d", day, m);
            assert_true(end - before >= 28 * INT64_C(86400000));
            assert_true(end - before <= 31 * INT64_C(86400000));
            before = end;
        }
    }
}
