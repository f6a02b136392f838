/* range - from what people say to the days and vouchers that a report looks at. */
#include "ledger/range_priv.h"

#include "ledger/day.h"
#include "range_sql.h"
#include <string.h>

static enum kb_code day_check(struct turn *t, const char *name, const char *day)
{
    if (!day[0] || ledger_day_ok(day)) return KB_OK;
    return kb_fail_field(t->err, name, "ledger.date", "%s must be a day, YYYY-MM-DD", name);
}

/* The same day some months earlier or later; the last of a month stays the last of a month. */
static const char *moved(struct turn *t, const char *day, int64_t months)
{
    char last[LEDGER_DAY_SIZE];
    char *out = kb_alloc(t->arena, LEDGER_DAY_SIZE);
    int64_t month = ledger_day_month(day);
    ledger_month_last(month, last);
    bool is_last = strcmp(day, last) == 0;
    ledger_month_last(ledger_month_add(month, months), out);
    if (!is_last && strcmp(day + 8, out + 8) < 0) memcpy(out + 8, day + 8, 2);
    return out;
}

static enum kb_code range_check(struct turn *t, const struct range_in *in)
{
    TRY(day_check(t, "from", in->from));
    TRY(day_check(t, "to", in->to));
    return day_check(t, "compare_from", in->compare_from);
}

static enum kb_code fill(struct turn *t, const struct range_in *in, int64_t months_back,
                         struct range *out)
{
    int64_t offset_min = 0;
    char *today = kb_alloc(t->arena, LEDGER_DAY_SIZE), *first = kb_alloc(t->arena, LEDGER_DAY_SIZE);
    TRY(turn_int(t, &q_range_zone, ARGS(ARG_INT(org_id, t->actor.org_id)), &offset_min));
    ledger_day(t->now_ms, offset_min, today);
    out->now.to_day = in->to[0] ? in->to : today;
    int64_t month = ledger_month_add(ledger_day_month(out->now.to_day), -months_back);
    ledger_month_first(month < LEDGER_MONTH_MIN ? LEDGER_MONTH_MIN : month, first);
    out->now.from_day = in->from[0] ? in->from : first;
    out->now.as_of_no = in->as_of_no;
    out->first_month = ledger_day_month(out->now.from_day);
    out->months = ledger_months_between(out->first_month, ledger_day_month(out->now.to_day)) + 1;
    return KB_OK;
}

enum kb_code ledger_range(struct turn *t, const struct range_in *in, int64_t months_back,
                          int64_t months_max, struct range *out)
{
    *out = (struct range){ .before = { .from_day = "" } };
    TRY(range_check(t, in));
    TRY(fill(t, in, months_back, out));
    if (strcmp(out->now.from_day, out->now.to_day) > 0)
        return kb_fail_field(t->err, "to", "ledger.span", "to is before from");
    if (out->months > months_max)
        return kb_fail_field(t->err, "from", "limit.reached", "at most %lld months",
                             (long long)months_max);
    if (!in->compare_from[0] && !in->compare_no) return KB_OK;
    if (in->compare_from[0])
        out->shift = ledger_months_between(ledger_day_month(in->compare_from), out->first_month);
    out->before = (struct moves){ .from_day = moved(t, out->now.from_day, -out->shift),
                                  .to_day = moved(t, out->now.to_day, -out->shift),
                                  .as_of_no = in->compare_no };
    return KB_OK;
}
