/* calendar - when an edge is settled: whole days, weeks from Monday, months and quarters of China's
 * time, and the day on which what ended is drawn up. */
#include "base/date.h"
#include "billing/settlement/settlement_priv.h"
#include "ledger/day.h"

#include <string.h>

static int64_t month_of(int64_t at_ms)
{
    char day[LEDGER_DAY_SIZE];
    ledger_day(at_ms, KB_CHINA_OFFSET_MIN, day);
    return ledger_day_month(day);
}

int64_t settle_period_end(int64_t from_ms, const char *cycle)
{
    int64_t day = kb_day_of(from_ms, KB_CHINA_OFFSET_MIN), month = month_of(from_ms);
    if (strcmp(cycle, "day") == 0) return kb_day_begin_ms(day + 1, KB_CHINA_OFFSET_MIN);
    if (strcmp(cycle, "week") == 0) /* 1970-01-01 was a Thursday */
        return kb_day_begin_ms(day - (day + 3) % 7 + 7, KB_CHINA_OFFSET_MIN);
    if (strcmp(cycle, "quarter") == 0) month += 2 - (month % 100 - 1) % 3;
    return ledger_month_end_ms(month, KB_CHINA_OFFSET_MIN);
}

int64_t settle_due(int64_t to_ms, const char *cycle, int64_t settle_day)
{
    int64_t day = settle_day ? settle_day : 1;
    if (strcmp(cycle, "day") == 0) return to_ms;
    if (strcmp(cycle, "week") == 0) return to_ms + ((day > 7 ? 7 : day) - 1) * KB_DAY_MS;
    int64_t month_end_ms = ledger_month_end_ms(month_of(to_ms), KB_CHINA_OFFSET_MIN);
    int64_t last = (month_end_ms - to_ms) / KB_DAY_MS;
    return to_ms + ((day > last ? last : day) - 1) * KB_DAY_MS;
}
