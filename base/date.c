/* date - see date.h. Years are counted from 1 March, so that the leap day is the last of its year,
 * in eras of 400 years, which all have 146,097 days. */
#include "base/date.h"

#define ERA_DAYS   146097
#define ERA_1_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int64_t kb_day_of(int64_t at_ms, int64_t utc_offset_min)
{
    return floor_div(at_ms + utc_offset_min * 60000, KB_DAY_MS);
}

int64_t kb_date_day(struct kb_date d)
{
    int64_t y = d.year - (d.month <= 2), era = floor_div(y, 400), of_era = y - era * 400;
    int64_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - ERA_1_DAYS;
}

struct kb_date kb_day_date(int64_t day)
{
    int64_t days = day + ERA_1_DAYS, era = floor_div(days, ERA_DAYS);
    int64_t in_era = days - era * ERA_DAYS;
    int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t in_year = in_era - (365 * year + year / 4 - year / 100),
            march = (5 * in_year + 2) / 153;
    struct kb_date d = { .day = in_year - (153 * march + 2) / 5 + 1 };
    d.month = march < 10 ? march + 3 : march - 9;
    d.year = year + era * 400 + (d.month <= 2);
    return d;
}

int64_t kb_day_begin_ms(int64_t day, int64_t utc_offset_min)
{
    return day * KB_DAY_MS - utc_offset_min * 60000;
}

int64_t kb_midnight_ms(int64_t at_ms, int64_t utc_offset_min)
{
    return kb_day_begin_ms(kb_day_of(at_ms, utc_offset_min), utc_offset_min);
}

int64_t kb_month_days(int64_t year, int64_t month)
{
    struct kb_date next = { year + month / 12, month % 12 + 1, 1 };
    return kb_date_day(next) - kb_date_day((struct kb_date){ year, month, 1 });
}
