/* period - calendar months in China's time (UTC+8, no summer time since 1991): a period ends on
 * the anchor's day and time of day, or on the month's last day where there is no such day. */
#include "base/date.h"
#include "billing/billing.h"

int64_t billing_period_end(int64_t from_ms, const char *cycle, int64_t periods)
{
    if (cycle[0] == 'm') return billing_months_after(from_ms, periods);
    if (cycle[0] == 'y') return billing_months_after(from_ms, periods * 12);
    return 0;
}

int64_t billing_next_look(int64_t now_ms, int64_t end_ms)
{
    static const int64_t before_ms[] = { 7 * KB_DAY_MS, KB_DAY_MS, 0 };
    for (size_t i = 0; end_ms && i < COUNT(before_ms); i++)
        if (end_ms - before_ms[i] > now_ms) return end_ms - before_ms[i];
    return end_ms;
}

int64_t billing_months_after(int64_t anchor_ms, int64_t months)
{
    int64_t day = kb_day_of(anchor_ms, KB_CHINA_OFFSET_MIN);
    int64_t time_of_day = anchor_ms - kb_day_begin_ms(day, KB_CHINA_OFFSET_MIN);
    struct kb_date d = kb_day_date(day);
    int64_t month = d.month + months - 1;
    d.year += month / 12;
    d.month = month % 12 + 1;
    if (d.day > kb_month_days(d.year, d.month)) d.day = kb_month_days(d.year, d.month);
    return kb_day_begin_ms(kb_date_day(d), KB_CHINA_OFFSET_MIN) + time_of_day;
}
