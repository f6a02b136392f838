/* period - calendar months in China's time (UTC+8, no summer time since 1991): a period ends on
 * the anchor's day and time of day, or on the month's last day where there is no such day. */
#include "billing/billing.h"

#define DAY_MS   86400000LL
#define CHINA_MS (8 * 3600000LL)

/* Days since 1970-01-01 of a proleptic Gregorian date, by counting 400-year eras from 1 March. */
static int64_t days_of(int64_t y, int64_t m, int64_t d)
{
    y -= m <= 2;
    int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static void date_of(int64_t days, int64_t *y, int64_t *m, int64_t *d)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097, doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *d = doy - (153 * mp + 2) / 5 + 1;
    *m = mp < 10 ? mp + 3 : mp - 9;
    *y = yoe + era * 400 + (*m <= 2);
}

static int64_t last_day(int64_t y, int64_t m)
{
    return m == 12 ? 31 : days_of(y, m + 1, 1) - days_of(y, m, 1);
}

int64_t billing_period_end(int64_t from_ms, const char *cycle, int64_t periods)
{
    if (cycle[0] == 'm') return billing_months_after(from_ms, periods);
    if (cycle[0] == 'y') return billing_months_after(from_ms, periods * 12);
    return 0;
}

int64_t billing_next_look(int64_t now_ms, int64_t end_ms)
{
    static const int64_t before_ms[] = { 7 * DAY_MS, DAY_MS, 0 };
    for (size_t i = 0; end_ms && i < COUNT(before_ms); i++)
        if (end_ms - before_ms[i] > now_ms) return end_ms - before_ms[i];
    return end_ms;
}

int64_t billing_months_after(int64_t anchor_ms, int64_t months)
{
    int64_t y, m, d, local = anchor_ms + CHINA_MS;
    int64_t days = local / DAY_MS, time_of_day = local % DAY_MS;
    date_of(days, &y, &m, &d);
    m += months - 1;
    y += m / 12;
    m = m % 12 + 1;
    if (d > last_day(y, m)) d = last_day(y, m);
    return days_of(y, m, d) * DAY_MS + time_of_day - CHINA_MS;
}
