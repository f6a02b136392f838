/* moves - sums of lines over days, from the fewest rows there are: whole months and single days of
 * what is folded, vouchers one by one of what is not. As of a voucher of the past: what is folded
 * of the days before its own, less what came late since, and its own day voucher by voucher. */
#include "ledger/moves_priv.h"

#include "ledger/day.h"
#include "moves_sql.h"
#include <string.h>

struct moves_book {
    int64_t last_no, folded_no;
    const char *last_date;
};
static const struct kb_field moves_book_fields[] = { INT(moves_book, last_no),
                                                     INT(moves_book, folded_no),
                                                     STR(moves_book, last_date),
                                                     { .name = NULL } };
static SHAPE(moves_book);

struct moves_day {
    const char *day;
    int64_t first_no;
};
static const struct kb_field moves_day_fields[] = { STR(moves_day, day),
                                                    INT(moves_day, first_no),
                                                    { .name = NULL } };
static SHAPE(moves_day);

static const struct kb_field move_fields[] = {
    INT(move, month),  INT(move, value), INT(move, dr_fen),
    INT(move, cr_fen), STR(move, code),  { .name = NULL },
};
static SHAPE(move);

enum moves_class ledger_class_of(const char *code)
{
    if (code[0] != '6') return CLASS_NONE;
    return code[1] < '4' ? CLASS_INCOME : code[1] == '4' ? CLASS_COST : CLASS_EXPENSE;
}

bool ledger_code_is_cash(const char *code)
{
    static const char *const cash[] = { "1001", "1002", "1012" };
    for (size_t i = 0; i < COUNT(cash); i++)
        if (strncmp(code, cash[i], 4) == 0) return true;
    return false;
}

/* --- one piece --- */

struct piece {
    struct turn *t;
    const struct moves *wanted;
    const struct moves_visitor *visitor;
    int64_t sign;
    struct moves_book book;
};

static enum kb_code on_row(void *self, const void *row, struct kb_error *err)
{
    const struct piece *x = self;
    struct move m = *(const struct move *)row;
    m.dr_fen *= x->sign;
    m.cr_fen *= x->sign;
    return x->visitor->row(x->visitor->self, &m, err);
}

static enum kb_code each(struct piece *x, const struct db_query *q, const struct db_arg *args,
                         int64_t sign)
{
    x->sign = sign;
    return db_each(x->t->db, q, args, &move_shape, &(struct db_visitor){ on_row, x }, x->t->err);
}

static enum kb_code days(struct piece *x, const char *from_day, const char *to_day)
{
    if (strcmp(from_day, to_day) > 0) return KB_OK;
    return each(x, &q_moves_days,
                ARGS(ARG_INT(org_id, x->t->actor.org_id), ARG_INT(kind, x->wanted->kind),
                     ARG_STR(from_day, from_day), ARG_STR(to_day, to_day)),
                1);
}

/* Whole months where there are sums by month, and the days before and after them. */
static enum kb_code folded(struct piece *x, const char *from_day, const char *to_day)
{
    char first[LEDGER_DAY_SIZE], last[LEDGER_DAY_SIZE];
    int64_t from_month = ledger_day_month(from_day), to_month = ledger_day_month(to_day);
    if (strcmp(from_day, to_day) > 0) return KB_OK;
    ledger_month_first(from_month, first);
    ledger_month_last(to_month, last);
    if (strcmp(from_day, first) != 0) from_month = ledger_month_add(from_month, 1);
    if (strcmp(to_day, last) != 0) to_month = ledger_month_add(to_month, -1);
    if (x->wanted->kind <= MOVES_CASH || from_month > to_month) return days(x, from_day, to_day);
    TRY(each(x, &q_moves_months,
             ARGS(ARG_INT(org_id, x->t->actor.org_id), ARG_INT(kind, x->wanted->kind),
                  ARG_INT(from_month, from_month), ARG_INT(to_month, to_month)),
             1));
    ledger_month_last(ledger_month_add(from_month, -1), last);
    ledger_month_first(ledger_month_add(to_month, 1), first);
    TRY(days(x, from_day, last));
    return days(x, first, to_day);
}

struct direct {
    int64_t after_no, to_no;
    const char *from_day, *to_day;
};

static enum kb_code vouchers(struct piece *x, const struct db_query *q, const struct direct *d,
                             int64_t sign)
{
    if (d->after_no >= d->to_no || strcmp(d->from_day, d->to_day) > 0) return KB_OK;
    return each(x, q,
                ARGS(ARG_INT(org_id, x->t->actor.org_id), ARG_INT(kind, x->wanted->kind),
                     ARG_INT(after_no, d->after_no), ARG_INT(to_no, d->to_no),
                     ARG_STR(from_day, d->from_day), ARG_STR(to_day, d->to_day)),
                sign);
}

/* --- together --- */

static const char *earlier(const char *a, const char *b)
{
    return strcmp(a, b) < 0 ? a : b;
}

static const char *later(const char *a, const char *b)
{
    return strcmp(a, b) > 0 ? a : b;
}

static enum kb_code as_of_past(struct piece *x, int64_t no)
{
    struct turn *t = x->t;
    const struct moves *w = x->wanted;
    struct moves_day own, before;
    TRY(turn_find(t, "voucher", &q_moves_day_of,
                  ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(no, no)), &moves_day_shape, &own));
    TRY(turn_find(t, "day", &q_moves_day_before,
                  ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(day, own.day)), &moves_day_shape,
                  &before));
    if (before.day[0]) {
        const char *to_day = earlier(w->to_day, before.day);
        TRY(folded(x, w->from_day, to_day));
        TRY(vouchers(x, &q_moves_late,
                     &(struct direct){ no, x->book.folded_no, w->from_day, to_day }, -1));
    }
    return vouchers(x, &q_moves_vouchers,
                    &(struct direct){ own.first_no - 1, no, later(own.day, w->from_day),
                                      earlier(own.day, w->to_day) },
                    1);
}

enum kb_code ledger_moves(struct turn *t, const struct moves *wanted,
                          const struct moves_visitor *visitor)
{
    struct piece x = { .t = t, .wanted = wanted, .visitor = visitor };
    TRY(turn_find(t, "book", &q_moves_book, ARGS(ARG_INT(org_id, t->actor.org_id)),
                  &moves_book_shape, &x.book));
    int64_t no = wanted->as_of_no ? wanted->as_of_no : x.book.last_no;
    if (no < x.book.folded_no) return as_of_past(&x, no);
    TRY(folded(&x, wanted->from_day, wanted->to_day));
    return vouchers(&x, &q_moves_vouchers,
                    &(struct direct){ x.book.folded_no, no, wanted->from_day, wanted->to_day }, 1);
}
