/* Days, dates and midnights. */
#include "base/date.h"
#include "kt.h"

#define HOUR INT64_C(3600000)

TEST(a_day_and_its_date_are_each_others_inverse_and_follow_one_another)
{
    struct kb_date before = kb_day_date(-800000);
    for (int64_t day = -799999; day < 800000; day++) {
        struct kb_date d = kb_day_date(day);
        kt_row("day %lld", (long long)day);
        assert_int_equal(kb_date_day(d), day);
        bool first = d.day == 1, january = first && d.month == 1;
        assert_int_equal(d.day, first ? 1 : before.day + 1);
        assert_int_equal(d.month, january ? 1 : before.month + first);
        assert_int_equal(d.year, before.year + january);
        if (first) assert_int_equal(before.day, kb_month_days(before.year, before.month));
        before = d;
    }
}

TEST(known_dates)
{
    static const struct {
        struct kb_date date;
        int64_t day;
    } cases[] = {
        { { 1970, 1, 1 }, 0 },       { { 1969, 12, 31 }, -1 },  { { 2000, 2, 29 }, 11016 },
        { { 2000, 3, 1 }, 11017 },   { { 2026, 1, 5 }, 20458 }, { { 2100, 2, 28 }, 47540 },
        { { 2100, 3, 1 }, 47541 },   { { 1900, 3, 1 }, -25508 }, { { 2299, 12, 31 }, 120529 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%lld", (long long)cases[i].day);
        assert_int_equal(kb_date_day(cases[i].date), cases[i].day);
    }
}

TEST(months_have_their_days)
{
    static const struct {
        int64_t year, month, days;
    } cases[] = {
        { 2023, 2, 28 }, { 2024, 2, 29 }, { 2000, 2, 29 }, { 2100, 2, 28 },
        { 2026, 4, 30 }, { 2026, 12, 31 }, { 2026, 1, 31 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%lld-%lld", (long long)cases[i].year, (long long)cases[i].month);
        assert_int_equal(kb_month_days(cases[i].year, cases[i].month), cases[i].days);
    }
}

/* In China a day begins at 16:00 UTC of the day before. */
TEST(a_day_begins_at_local_midnight)
{
    int64_t midnight = 20458 * KB_DAY_MS - 8 * HOUR;
    static const int64_t after[] = { 0, 1, 7 * HOUR, 8 * HOUR, 24 * HOUR - 1 };
    for (size_t i = 0; i < COUNT(after); i++) {
        kt_row("%lld ms after midnight", (long long)after[i]);
        assert_int_equal(kb_midnight_ms(midnight + after[i], KB_CHINA_OFFSET_MIN), midnight);
        assert_int_equal(kb_day_of(midnight + after[i], KB_CHINA_OFFSET_MIN), 20458);
    }
    assert_int_equal(kb_midnight_ms(midnight - 1, KB_CHINA_OFFSET_MIN), midnight - KB_DAY_MS);
    assert_int_equal(kb_midnight_ms(-1, 0), -KB_DAY_MS);
    assert_int_equal(kb_day_begin_ms(20458, KB_CHINA_OFFSET_MIN), midnight);
}
