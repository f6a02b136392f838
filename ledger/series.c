/* series - a few figures a month for charts: what was earned and spent, and the cash and the
 * customers' deposits at the month's end. */
#include "ledger/page_priv.h"
#include "ledger/range_priv.h"

#include "ledger/day.h"
#include <string.h>

#define MONTHS_MAX 60
#define BEGINNING  "1970-01-01"

struct series_row {
    int64_t month, revenue_fen, cost_fen, gross_fen, expense_fen, profit_fen, cash_fen,
        deposits_fen;
};
static const struct kb_field series_row_fields[] = {
    INT(series_row, month, .doc = "YYYYMM."),
    INT(series_row, revenue_fen, .unit = "fen"),
    INT(series_row, cost_fen, .unit = "fen"),
    INT(series_row, gross_fen, .unit = "fen"),
    INT(series_row, expense_fen, .unit = "fen"),
    INT(series_row, profit_fen, .unit = "fen"),
    INT(series_row, cash_fen, .unit = "fen", .doc = "Bank, channels and till at its end."),
    INT(series_row, deposits_fen, .unit = "fen", .doc = "Owed to customers at its end."),
    END,
};
static SHAPE(series_row);

struct series {
    struct kb_list items;
};
static const struct kb_field series_fields[] = { LIST(series, items, series_row_shape), END };
static SHAPE(series);

struct series_in {
    int64_t months;
};
static const struct kb_field series_in_fields[] = {
    INT(series_in, months, .min = 1, .max = MONTHS_MAX, .optional = true,
        .doc = "How many, the current one last; 12 when not given."),
    END,
};
static SHAPE(series_in);

struct series_sum {
    struct series_row *rows;
    int64_t first, n;
    int64_t cash_fen, deposits_fen; /* before the first */
};

static enum kb_code on_move(void *self, const struct move *m, struct kb_error *err)
{
    struct series_sum *x = self;
    int64_t i = ledger_months_between(x->first, m->month), fen = m->cr_fen - m->dr_fen;
    struct series_row *row = i >= 0 && i < x->n ? &x->rows[i] : NULL;
    (void)err;
    if (ledger_code_is_cash(m->code)) *(row ? &row->cash_fen : &x->cash_fen) -= fen;
    if (strncmp(m->code, "2203", 4) == 0) *(row ? &row->deposits_fen : &x->deposits_fen) += fen;
    if (!row) return KB_OK;
    switch (ledger_class_of(m->code)) {
    case CLASS_INCOME: row->revenue_fen += fen; break;
    case CLASS_COST: row->cost_fen -= fen; break;
    case CLASS_EXPENSE: row->expense_fen -= fen; break;
    case CLASS_NONE: break;
    }
    return KB_OK;
}

static enum kb_code series_list(struct turn *t, const struct series_in *in, struct series *out)
{
    struct range range;
    struct series_sum x = { .n = in->months ? in->months : 12 };
    const struct range_in asked = { "", "", "", 0, 0 };
    TRY(ledger_range(t, &asked, x.n - 1, MONTHS_MAX, &range));
    x.first = range.first_month;
    x.rows = kb_alloc(t->arena, (size_t)x.n * sizeof *x.rows);
    range.now.from_day = BEGINNING;
    TRY(ledger_moves(t, &range.now, &(struct moves_visitor){ on_move, &x }));
    for (int64_t i = 0; i < x.n; i++) {
        struct series_row *row = &x.rows[i];
        row->month = ledger_month_add(x.first, i);
        row->gross_fen = row->revenue_fen - row->cost_fen;
        row->profit_fen = row->gross_fen - row->expense_fen;
        row->cash_fen += i ? row[-1].cash_fen : x.cash_fen;
        row->deposits_fen += i ? row[-1].deposits_fen : x.deposits_fen;
    }
    out->items = (struct kb_list){ x.rows, x.n };
    return KB_OK;
}
HANDLER(series_list, series_in, series);

const struct turn_route series_routes[] = {
    { "GET", "/v1/reports/series", WHO_FINANCE, &series_list_call, "series_list",
      "Show a few figures a month, for charts." },
    { .method = NULL },
};
