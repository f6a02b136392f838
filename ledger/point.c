/* point - balances as of any day or voucher without adding up lines: every line carries the totals
 * of its account, so the last one before the point says them. A voucher that came after the next
 * day had begun is added by itself; there are few. */
#include "ledger/point_priv.h"

#include "ledger/day.h"
#include "ledger/page_priv.h"

#include "point_sql.h"
#include <string.h>

#define ACCOUNTS_MAX 100000
#define LATE_MAX     20000

static const struct kb_field account_fields[] = {
    INT(account, subject_id), INT(account, party),
    INT(account, dr_fen),     INT(account, cr_fen),
    STR(account, code),       STR(account, name),
    STR(account, name_en),    STR(account, side),
    STR(account, party_name), END,
};
SHAPE(account);

static const struct kb_field totals_fields[] = { INT(account, subject_id), INT(account, party),
                                                 INT(account, dr_fen), INT(account, cr_fen), END };
static const struct kb_shape totals_shape = { "totals", sizeof(struct account), totals_fields };

void ledger_point_now(struct point *out)
{
    *out = (struct point){ .cut_id = INT64_MAX, .before_day = "", .below_id = INT64_MAX };
}

static enum kb_code add_late(struct turn *t, struct point *out)
{
    TRY(turn_all(t, &q_point_late,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(cut_id, out->cut_id),
                      ARG_INT(below_id, out->below_id), ARG_STR(before_day, out->before_day),
                      ARG_INT(rows, LATE_MAX + 1)),
                 &totals_shape, LATE_MAX + 1, &out->late));
    if (out->late.n <= LATE_MAX) return KB_OK;
    return kb_fail(t->err, KB_EXHAUSTED, "limit.reached",
                   "more than %d accounts have late vouchers before this day", LATE_MAX);
}

static enum kb_code cut_at(struct turn *t, const char *day, struct point *out)
{
    ledger_point_now(out);
    out->before_day = day;
    TRY(turn_int(t, &q_point_of_day, ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(day, day)),
                 &out->cut_id));
    if (out->cut_id) return add_late(t, out);
    ledger_point_now(out); /* no such day has come: all there is */
    return KB_OK;
}

enum kb_code ledger_point_before(struct turn *t, const char *day, struct point *out)
{
    return cut_at(t, day, out);
}

/* A text between this day and the next: '~' sorts after every digit. */
enum kb_code ledger_point_after(struct turn *t, const char *day, struct point *out)
{
    return cut_at(t, kb_printf(t->arena, "%s~", day), out);
}

enum kb_code ledger_point_no(struct turn *t, int64_t no, struct point *out)
{
    ledger_point_now(out);
    TRY(turn_int(t, &q_point_of_no,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(next_no, no + 1)), &out->cut_id));
    if (!out->cut_id) ledger_point_now(out);
    return KB_OK;
}

enum kb_code ledger_point_known(struct turn *t, int64_t no, struct point *at)
{
    struct point known;
    TRY(ledger_point_no(t, no, &known));
    if (known.cut_id < at->cut_id) {
        *at = known;
        return KB_OK;
    }
    at->below_id = known.cut_id;
    at->late = (struct kb_list){ 0 };
    return at->before_day[0] ? add_late(t, at) : KB_OK;
}

static int compare(const struct account *a, int64_t subject_id, int64_t party)
{
    if (a->subject_id != subject_id) return a->subject_id < subject_id ? -1 : 1;
    return a->party == party ? 0 : a->party < party ? -1 : 1;
}

static const struct account *late_of(const struct point *at, const struct account *of)
{
    const struct account *rows = at->late.at;
    int64_t low = 0, high = at->late.n;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        int c = compare(&rows[middle], of->subject_id, of->party);
        if (c == 0) return &rows[middle];
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

enum kb_code ledger_point_total(struct turn *t, const struct point *at, const struct account *now,
                                struct account *out)
{
    struct account found = { 0 };
    *out = *now;
    if (at->cut_id == INT64_MAX) return KB_OK;
    enum kb_code code = db_one(t->db, t->arena, &q_point_line,
                               ARGS(ARG_INT(subject_id, now->subject_id),
                                    ARG_INT(party, now->party), ARG_INT(cut_id, at->cut_id)),
                               &totals_shape, &found, t->err);
    if (code != KB_OK && code != KB_NOT_FOUND) return code;
    const struct account *late = late_of(at, now);
    out->dr_fen = (code == KB_OK ? found.dr_fen : 0) + (late ? late->dr_fen : 0);
    out->cr_fen = (code == KB_OK ? found.cr_fen : 0) + (late ? late->cr_fen : 0);
    return KB_OK;
}

enum kb_code ledger_accounts(struct turn *t, const char *code, int64_t party, struct kb_list *out)
{
    TRY(turn_all(t, &q_point_accounts,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(code, code), ARG_INT(party, party),
                      ARG_INT(rows, ACCOUNTS_MAX + 1)),
                 &account_shape, ACCOUNTS_MAX + 1, out));
    if (out->n <= ACCOUNTS_MAX) return KB_OK;
    return kb_fail(t->err, KB_EXHAUSTED, "limit.reached", "more than %d accounts", ACCOUNTS_MAX);
}

/* --- spans --- */

static enum kb_code span_check(struct turn *t, const struct span_in *in)
{
    const char *const names[] = { "from", "to" }, *const days[] = { in->from, in->to };
    for (size_t i = 0; i < 2; i++)
        if (days[i][0] && !ledger_day_ok(days[i]))
            return kb_fail_field(t->err, names[i], "ledger.date", "%s must be a day, YYYY-MM-DD",
                                 names[i]);
    if (in->from[0] && in->from_no)
        return kb_fail_field(t->err, "from_no", "ledger.span", "give from or from_no, not both");
    if (in->to[0] && in->to_no)
        return kb_fail_field(t->err, "to_no", "ledger.span", "give to or to_no, not both");
    if (in->from[0] && in->to[0] && strcmp(in->from, in->to) > 0)
        return kb_fail_field(t->err, "to", "ledger.span", "to is before from");
    if (in->from_no && in->to_no && in->from_no > in->to_no)
        return kb_fail_field(t->err, "to_no", "ledger.span", "to_no is before from_no");
    return KB_OK;
}

enum kb_code ledger_span(struct turn *t, const struct span_in *in, struct point *from,
                         struct point *to)
{
    TRY(span_check(t, in));
    *from = (struct point){ .before_day = "" };
    ledger_point_now(to);
    if (in->from[0]) TRY(ledger_point_before(t, in->from, from));
    if (in->from_no) TRY(ledger_point_no(t, in->from_no, from));
    if (in->to[0]) TRY(ledger_point_after(t, in->to, to));
    if (in->to_no) TRY(ledger_point_no(t, in->to_no, to));
    if (from->cut_id && from->cut_id > to->cut_id)
        return kb_fail_field(t->err, in->to_no ? "to_no" : "to", "ledger.span",
                             "the end is before the beginning");
    return KB_OK;
}
