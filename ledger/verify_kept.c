/* verify_kept - what a voucher is kept with: its dimensions, the entry it was recorded by, what it
 * reverses, the day it was entered on, the month it must not be of; and rows of all that, which no
 * voucher leads to. */
#include "ledger/verify_priv.h"

#include "ledger/day.h"
#include "verify_kept_sql.h"
#include <stdio.h>
#include <string.h>

/* --- dimensions --- */

/* Dimensions are there for vouchers of class 6 and for no others, and name the customer in its
 * seller's book only. */
static void check_dims(struct verify *v, const struct seen_voucher *s, const struct kb_list *list)
{
    const struct seen_line *l = list->at;
    bool profit = false, seller = strcmp(s->role, "own") == 0 || strcmp(s->role, "sole") == 0;
    for (int64_t i = 0; i < list->n; i++) profit |= l[i].code[0] == '6';
    if (profit != (s->dims_of > 0))
        verify_offence(v, DIMS_KEPT, s, "its dimensions are %s",
                       profit ? "missing" : "out of place");
    if (s->customer_id && !seller)
        verify_offence(v, DIMS_KEPT, s, "it names a customer of another organisation");
}

/* --- entries and reversals --- */

static void check_entry(struct verify *v, const struct seen_voucher *s)
{
    if (strcmp(s->object, "entry") != 0) return;
    if (!s->entry_id || strcmp(s->entry_state, "posted") != 0 || s->entry_group_id != s->group_id)
        verify_offence(v, ENTRIES_AGREE, s, "it was recorded by no entry");
    else if (s->entry_total_fen != s->total_fen || strcmp(s->entry_date, s->acct_date) != 0)
        verify_offence(v, ENTRIES_AGREE, s, "its entry is of %lld fen, %s",
                       (long long)s->entry_total_fen, s->entry_date);
    if ((s->entry_reverses > 0) != (s->reverses_id > 0))
        verify_offence(v, REVERSALS_EXACT, s, "its entry and its group do not reverse alike");
}

static enum kb_code check_reversal(struct verify *v, const struct seen_voucher *s,
                                   struct kb_error *err)
{
    int64_t gap = 0;
    if (!s->reverses_id) return KB_OK;
    TRY(db_int(v->db, &q_reversal_gap,
               ARGS(ARG_INT(id, s->id), ARG_INT(reverses_id, s->reverses_id),
                    ARG_INT(book_id, s->book_id)),
               &gap, err));
    if (gap) verify_offence(v, REVERSALS_EXACT, s, "it is not the exchange of what it reverses");
    return KB_OK;
}

/* --- days --- */

struct verify_day {
    struct verify_day *next;
    int64_t book_id;
    char latest[LEDGER_DAY_SIZE];
};

/* The latest day of the book before this voucher: known from the walk, or looked up where it
 * began. */
static enum kb_code latest_of(struct verify *v, const struct seen_voucher *s,
                              struct verify_day **out, struct kb_error *err)
{
    struct seen_book found = { .day = "" };
    struct verify_day **at = &v->days[(uint64_t)s->book_id * UINT64_C(0x9e3779b97f4a7c15) >> 56];
    for (*out = *at; *out; *out = (*out)->next)
        if ((*out)->book_id == s->book_id) return KB_OK;
    enum kb_code code = db_one(v->db, &v->scratch, &q_day_before,
                               ARGS(ARG_INT(book_id, s->book_id), ARG_INT(no, s->no)),
                               &seen_book_shape, &found, err);
    if (code != KB_OK && code != KB_NOT_FOUND) return code;
    *out = KB_NEW(v->keep, struct verify_day);
    **out = (struct verify_day){ .next = *at, .book_id = s->book_id };
    if (code == KB_OK) snprintf((*out)->latest, sizeof(*out)->latest, "%.10s", found.day);
    *at = *out;
    return KB_OK;
}

static enum kb_code check_day(struct verify *v, const struct seen_voucher *s, struct kb_error *err)
{
    struct verify_day *d;
    TRY(latest_of(v, s, &d, err));
    int order = strcmp(s->acct_date, d->latest);
    if ((order < 0) != (s->late == 1))
        verify_offence(v, DAYS_KEPT, s, "of %s, entered on %s: it is marked wrongly", s->acct_date,
                       d->latest);
    if (order > 0 && (s->day_no != s->no || s->day_id != s->id))
        verify_offence(v, DAYS_KEPT, s, "%s begins with it, and the book does not say so",
                       s->acct_date);
    if (order < 0 && s->day_no == s->no)
        verify_offence(v, DAYS_KEPT, s, "%s did not begin with it", s->acct_date);
    if (order > 0) snprintf(d->latest, sizeof d->latest, "%.10s", s->acct_date);
    return KB_OK;
}

/* --- months --- */

static void check_month(struct verify *v, const struct seen_voucher *s)
{
    int64_t month = ledger_day_month(s->acct_date);
    if (!s->adjusts) return;
    if (!ledger_month_ok(s->adjusts) || s->adjusts >= month || strcmp(s->acct_date + 8, "01") != 0)
        verify_offence(v, PERIODS_KEPT, s, "of %s it cannot adjust %lld", s->acct_date,
                       (long long)s->adjusts);
}

enum kb_code verify_kept(struct verify *v, const struct seen_voucher *s,
                         const struct kb_list *lines, struct kb_error *err)
{
    check_dims(v, s, lines);
    check_entry(v, s);
    check_month(v, s);
    TRY(check_reversal(v, s, err));
    return check_day(v, s, err);
}

/* --- what no voucher leads to --- */

struct whole {
    struct verify *v;
    enum check which;
    const char *fmt; /* takes found_no */
};

static enum kb_code on_row(void *self, const void *row, struct kb_error *err)
{
    const struct whole *w = self;
    const struct seen_book *b = row;
    (void)err;
    if (b->found_no)
        verify_offence(w->v, w->which, &(struct seen_voucher){ .book_id = b->id }, "%lld %s",
                       (long long)b->found_no, w->fmt);
    return KB_OK;
}

enum kb_code verify_kept_whole(struct verify *v, struct kb_error *err)
{
    const struct {
        const struct db_query *q;
        enum check which;
        const char *text;
    } passes[] = {
        { &q_dims_orphans, DIMS_KEPT, "rows of dimensions are of no voucher" },
        { &q_entries_lost, ENTRIES_AGREE, "posted entries have no voucher" },
        { &q_days_lost, DAYS_KEPT, "days do not begin with the voucher they name" },
        { &q_days_last, DAYS_KEPT, "days are missing behind the book's last" },
        { &q_periods_open, PERIODS_KEPT, "months up to the closed one are not closed" },
        { &q_periods_beyond, PERIODS_KEPT, "months are closed that the book holds open" },
        { &q_periods_late, PERIODS_KEPT, "vouchers came into closed months afterwards" },
        { &q_periods_steps, PERIODS_KEPT, "months are in a state their last step did not bring" },
    };
    for (size_t i = 0; i < COUNT(passes); i++) {
        struct whole w = { v, passes[i].which, passes[i].text };
        TRY(db_each(v->db, passes[i].q,
                    ARGS(ARG_INT(book_low, v->book_low), ARG_INT(book_high, v->book_high)),
                    &seen_book_shape, &(struct db_visitor){ on_row, &w }, err));
    }
    return KB_OK;
}
