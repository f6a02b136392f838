/* verify_sums - the sums by day and month against the lines they were made from, in one walk: each
 * amount is weighed with a number made from its book, kind, day, value and subject, so that the
 * weighed totals of both sides are equal when every sum is, and differ when one is a fen wrong.
 * Only then is the sum looked for. */
#include "ledger/verify_priv.h"

#include "ledger/day.h"
#include "ledger/moves_priv.h"
#include "verify_sums_sql.h"
#include <string.h>

#define KINDS MOVES_KINDS

struct stored_sum {
    int64_t id, kind, value, subject_id, dr_fen, cr_fen, month;
    const char *day;
};
static const struct kb_field stored_sum_fields[] = {
    INT(stored_sum, id),         INT(stored_sum, kind),   INT(stored_sum, value),
    INT(stored_sum, subject_id), INT(stored_sum, dr_fen), INT(stored_sum, cr_fen),
    INT(stored_sum, month),      STR(stored_sum, day),    { .name = NULL },
};
static SHAPE(stored_sum);

static uint64_t mixed(uint64_t h, int64_t x)
{
    h = (h ^ (uint64_t)x) * UINT64_C(0xff51afd7ed558ccd);
    return h ^ (h >> 32);
}

/* Odd, so that one fen never weighs nothing. */
static uint64_t weight(const struct stored_sum *s)
{
    const int64_t words[] = { s->id, s->kind, s->month, s->value, s->subject_id };
    uint64_t h = UINT64_C(0x9e3779b97f4a7c15);
    for (size_t i = 0; i < COUNT(words); i++) h = mixed(h, words[i]);
    return h | 1;
}

/* A day as a number, apart from every month. */
static int64_t day_number(const char *day)
{
    int64_t n = 0;
    for (const char *c = day; *c; c++)
        if (*c != '-') n = n * 10 + (*c - '0');
    return n;
}

static void add(struct verify *v, bool monthly, const struct stored_sum *s, uint64_t sign)
{
    uint64_t w = weight(s) * sign;
    v->sums[monthly][s->kind].dr += w * (uint64_t)s->dr_fen;
    v->sums[monthly][s->kind].cr += w * (uint64_t)s->cr_fen;
}

static void add_kind(struct verify *v, const struct seen_voucher *s, const struct seen_line *l,
                     enum moves_kind kind, int64_t value)
{
    struct stored_sum sum = { .id = s->book_id,
                              .kind = kind,
                              .value = value,
                              .subject_id = l->subject_id,
                              .dr_fen = l->dr_fen,
                              .cr_fen = l->cr_fen,
                              .month = day_number(s->acct_date) };
    add(v, false, &sum, 1);
    sum.month = ledger_day_month(s->acct_date);
    if (kind > MOVES_CASH) add(v, true, &sum, 1);
}

void verify_sums_add(struct verify *v, const struct seen_voucher *s, const struct kb_list *lines)
{
    const int64_t values[KINDS] = {
        [MOVES_DEPARTMENT] = s->department_id, [MOVES_STAFF] = s->staff_id,
        [MOVES_PRODUCT] = s->product_id,       [MOVES_SKU] = s->sku_id,
        [MOVES_CUSTOMER] = s->customer_id,     [MOVES_UPSTREAM] = s->upstream_id,
        [MOVES_CHILD] = s->child_id,
    };
    const struct seen_line *l = lines->at;
    bool cash = false;
    if (s->no > s->folded_no) return;
    for (int64_t i = 0; i < lines->n; i++) cash |= ledger_code_is_cash(l[i].code);
    for (int64_t i = 0; i < lines->n; i++) {
        add_kind(v, s, &l[i], MOVES_SUBJECT, 0);
        if (cash && !ledger_code_is_cash(l[i].code)) add_kind(v, s, &l[i], MOVES_CASH, 0);
        for (int k = MOVES_DEPARTMENT; s->dims_of && l[i].code[0] == '6' && k < KINDS; k++)
            add_kind(v, s, &l[i], (enum moves_kind)k, values[k]);
    }
}

static enum kb_code on_daily(void *self, const void *row, struct kb_error *err)
{
    struct stored_sum s = *(const struct stored_sum *)row;
    (void)err;
    s.month = day_number(s.day);
    add(self, false, &s, UINT64_MAX); /* -1 */
    return KB_OK;
}

static enum kb_code on_monthly(void *self, const void *row, struct kb_error *err)
{
    (void)err;
    add(self, true, row, UINT64_MAX);
    return KB_OK;
}

/* Which sum it is: by the database, since it is known now that there is one. */
static enum kb_code tell(struct verify *v, bool monthly, int64_t kind, struct kb_error *err)
{
    struct stored_sum found = { .day = "" };
    const struct db_query *q = monthly                 ? &q_sum_month_wrong
                               : kind == MOVES_SUBJECT ? &q_sum_subject_wrong
                               : kind == MOVES_CASH    ? &q_sum_cash_wrong
                                                       : &q_sum_day_wrong;
    enum kb_code code = db_one(
        v->db, &v->scratch, q,
        ARGS(ARG_INT(book_low, v->book_low), ARG_INT(book_high, v->book_high), ARG_INT(kind, kind)),
        &stored_sum_shape, &found, err);
    if (code != KB_OK && code != KB_NOT_FOUND) return code;
    verify_offence(v, SUMS_EQUAL_LINES, &(struct seen_voucher){ .book_id = found.id },
                   "the sums of kind %lld differ from their lines on %s%.0lld by %lld and %lld fen",
                   (long long)kind, found.day, (long long)found.month, (long long)found.dr_fen,
                   (long long)found.cr_fen);
    return KB_OK;
}

enum kb_code verify_sums_whole(struct verify *v, struct kb_error *err)
{
    const struct db_arg *args =
        ARGS(ARG_INT(book_low, v->book_low), ARG_INT(book_high, v->book_high));
    TRY(db_each(v->db, &q_sums_daily, args, &stored_sum_shape, &(struct db_visitor){ on_daily, v },
                err));
    TRY(db_each(v->db, &q_sums_monthly, args, &stored_sum_shape,
                &(struct db_visitor){ on_monthly, v }, err));
    for (int monthly = 0; monthly < 2; monthly++)
        for (int64_t kind = 0; kind < KINDS; kind++)
            if (v->sums[monthly][kind].dr || v->sums[monthly][kind].cr)
                TRY(tell(v, monthly, kind, err));
    return KB_OK;
}
