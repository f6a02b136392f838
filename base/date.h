/* date - days of the Gregorian calendar and local midnights, at an offset from UTC that is given:
 * time zones of the machine must not matter. China has had UTC+8 and no summer time since 1991. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/base.h"

#define KB_DAY_MS           INT64_C(86400000)
#define KB_CHINA_OFFSET_MIN 480

struct kb_date {
    int64_t year, month, day; /* 1 to 12, 1 to 31 */
};

/* Days since 1970-01-01 of a local instant, of a date; and the date of such a day. */
int64_t kb_day_of(int64_t at_ms, int64_t utc_offset_min);
int64_t kb_date_day(struct kb_date d);
struct kb_date kb_day_date(int64_t day);
/* The instant at which such a day begins. */
int64_t kb_day_begin_ms(int64_t day, int64_t utc_offset_min);
/* Midnight at or before an instant. */
int64_t kb_midnight_ms(int64_t at_ms, int64_t utc_offset_min);
int64_t kb_month_days(int64_t year, int64_t month);

#endif
