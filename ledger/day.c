/* day - the calendar of the books. Written here because time zones of the machine must not matter:
 * a book has its own offset, and a day once written down is never computed again. */
#include "ledger/day.h"

#include "base/date.h"

#include <string.h>

static void write_day(int64_t year, int64_t month, int64_t day, char out[LEDGER_DAY_SIZE])
{
    const int64_t parts[] = { year / 100, year % 100, month, day };
    static const size_t places[] = { 0, 2, 5, 8 };
    memcpy(out, "0000-00-00", LEDGER_DAY_SIZE);
    for (size_t i = 0; i < COUNT(parts); i++) {
        out[places[i]] = (char)('0' + parts[i] / 10 % 10);
        out[places[i] + 1] = (char)('0' + parts[i] % 10);
    }
}

void ledger_day(int64_t at_ms, int64_t utc_offset_min, char out[LEDGER_DAY_SIZE])
{
    struct kb_date d = kb_day_date(kb_day_of(at_ms, utc_offset_min));
    write_day(d.year, d.month, d.day, out);
}

static int64_t number(const char *s, size_t n)
{
    int64_t x = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9') return -1;
        x = x * 10 + (s[i] - '0');
    }
    return x;
}

static int64_t days_in(int64_t month)
{
    return kb_month_days(month / 100, month % 100);
}

bool ledger_month_ok(int64_t month)
{
    int64_t m = month % 100;
    return month >= LEDGER_MONTH_MIN && month <= LEDGER_MONTH_MAX && m >= 1 && m <= 12;
}

int64_t ledger_day_month(const char *day)
{
    return number(day, 4) * 100 + number(day + 5, 2);
}

bool ledger_day_ok(const char *day)
{
    if (strlen(day) != LEDGER_DAY_SIZE - 1 || day[4] != '-' || day[7] != '-') return false;
    if (number(day, 4) < 0 || number(day + 5, 2) < 0 || number(day + 8, 2) < 1) return false;
    int64_t month = ledger_day_month(day);
    return ledger_month_ok(month) && number(day + 8, 2) <= days_in(month);
}

int64_t ledger_month_add(int64_t month, int64_t n)
{
    int64_t all = month / 100 * 12 + month % 100 - 1 + n;
    return all / 12 * 100 + all % 12 + 1;
}

int64_t ledger_months_between(int64_t a, int64_t b)
{
    return b / 100 * 12 + b % 100 - (a / 100 * 12 + a % 100);
}

void ledger_month_first(int64_t month, char out[LEDGER_DAY_SIZE])
{
    write_day(month / 100, month % 100, 1, out);
}

void ledger_month_last(int64_t month, char out[LEDGER_DAY_SIZE])
{
    write_day(month / 100, month % 100, days_in(month), out);
}

void ledger_day_next(const char *day, char out[LEDGER_DAY_SIZE])
{
    int64_t month = ledger_day_month(day), d = number(day + 8, 2);
    if (d < days_in(month))
        write_day(month / 100, month % 100, d + 1, out);
    else
        ledger_month_first(ledger_month_add(month, 1), out);
}

int64_t ledger_month_end_ms(int64_t month, int64_t utc_offset_min)
{
    int64_t next = ledger_month_add(month, 1);
    return kb_day_begin_ms(kb_date_day((struct kb_date){ next / 100, next % 100, 1 }),
                           utc_offset_min);
}
