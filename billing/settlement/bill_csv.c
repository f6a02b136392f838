/* bill_csv - a supplier's bill as a file: RFC 4180, UTF-8 with or without its mark, a header, one
 * line for each order line, amounts in yuan. It is taken whole or not at all. */
#include "bill_priv.h"

#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

enum column { REF, AMOUNT, MEMO, COLUMNS };
static const char *const columns[COLUMNS] = { "ref", "amount", "memo" };
#define CELLS_MAX 8
#define YUAN_MAX  INT64_C(9007199254740)

struct reader {
    struct kb_csv csv;
    struct kb_error *err;
    int64_t place[COLUMNS]; /* of each column among the cells; -1: it is not there */
};

static enum kb_code wrong(struct reader *r, const char *column, const char *what, const char *value)
{
    return kb_fail_field(r->err, "csv", "bill.csv", "line %lld, column %s: %s%s%.40s%s",
                         (long long)r->csv.line, column, what, value ? " \"" : "",
                         value ? value : "", value ? "\"" : "");
}

static const char *name_of(const struct reader *r, int64_t cell)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (r->place[i] == cell) return columns[i];
    return "?";
}

/* --- rows --- */

static enum kb_code row_read(struct reader *r)
{
    switch (kb_csv_row(&r->csv)) {
    case KB_CSV_OK: return KB_OK;
    case KB_CSV_CELLS: return wrong(r, "9", "there are too many columns", NULL);
    case KB_CSV_OPEN:
        return wrong(r, name_of(r, r->csv.cells_n), "the quote is never closed", NULL);
    case KB_CSV_BEHIND: break;
    }
    return wrong(r, name_of(r, r->csv.cells_n), "there is text behind the closing quote", NULL);
}

static enum kb_code header_read(struct reader *r)
{
    for (size_t i = 0; i < COLUMNS; i++) r->place[i] = -1;
    TRY(row_read(r));
    for (int64_t k = 0; k < r->csv.cells_n; k++) {
        size_t i = 0;
        while (i < COLUMNS && strcmp(columns[i], r->csv.cells[k]) != 0) i++;
        if (i == COLUMNS)
            return wrong(r, r->csv.cells[k], "the header knows ref, amount, memo", NULL);
        if (r->place[i] >= 0) return wrong(r, columns[i], "it stands in the header twice", NULL);
        r->place[i] = k;
    }
    for (size_t i = REF; i <= AMOUNT; i++)
        if (r->place[i] < 0) return wrong(r, columns[i], "the header does not have it", NULL);
    return KB_OK;
}

/* --- values --- */

/* Yuan with at most two decimals, a sign before it; no grouping. */
static bool fen_of(const char *s, int64_t *fen)
{
    int64_t yuan = 0, cents = 0;
    bool minus = *s == '-';
    if (minus || *s == '+') s++;
    const char *digits = s;
    for (; *s >= '0' && *s <= '9' && yuan <= YUAN_MAX; s++) yuan = yuan * 10 + (*s - '0');
    if (s == digits || yuan > YUAN_MAX) return false;
    if (*s == '.') {
        int64_t unit = 10;
        for (digits = ++s; *s >= '0' && *s <= '9' && unit; s++, unit /= 10)
            cents += (*s - '0') * unit;
        if (s == digits) return false;
    }
    *fen = (yuan * 100 + cents) * (minus ? -1 : 1);
    return *s == '\0';
}

static enum kb_code value_of(struct reader *r, enum column i, size_t max, const char **out)
{
    *out = r->place[i] < 0 ? "" : r->csv.cells[r->place[i]];
    if (strlen(*out) > max) return wrong(r, columns[i], "it is too long", NULL);
    return KB_OK;
}

static enum kb_code line_read(struct reader *r, const struct kb_id_key *ids, struct bill_row *row)
{
    const char *amount;
    if (r->csv.cells_n <= r->place[AMOUNT] || r->csv.cells_n <= r->place[REF] ||
        r->csv.cells_n <= r->place[MEMO])
        return wrong(r, "?", "there are fewer columns than in the header", NULL);
    TRY(value_of(r, REF, BILL_REF_MAX, &row->ref));
    TRY(value_of(r, MEMO, BILL_MEMO_MAX, &row->memo));
    TRY(value_of(r, AMOUNT, 40, &amount));
    if (!row->ref[0]) return wrong(r, "ref", "it is empty", NULL);
    if (!fen_of(amount, &row->theirs_fen))
        return wrong(r, "amount", "yuan with at most two decimals, not", amount);
    if (!kb_id_parse(ids, "lin", row->ref, &row->line_id)) row->line_id = 0;
    row->n = r->csv.line;
    return KB_OK;
}

static int by_ref(const void *a, const void *b)
{
    const struct bill_row *const *x = a, *const *y = b;
    int order = strcmp((*x)->ref, (*y)->ref);
    return order ? order : (*x)->n < (*y)->n ? -1 : 1;
}

static enum kb_code check_once(struct kb_arena *a, const struct kb_list *list, struct kb_error *err)
{
    const struct bill_row *rows = list->at,
                          **sorted = kb_alloc(a, (size_t)list->n * sizeof *sorted);
    for (int64_t i = 0; i < list->n; i++) sorted[i] = &rows[i];
    qsort(sorted, (size_t)list->n, sizeof *sorted, by_ref);
    for (int64_t i = 1; i < list->n; i++)
        if (strcmp(sorted[i - 1]->ref, sorted[i]->ref) == 0)
            return kb_fail_field(err, "csv", "bill.csv",
                                 "line %lld, column ref: it stands on line %lld already: one line "
                                 "for each thing, what is given back taken off",
                                 (long long)sorted[i]->n, (long long)sorted[i - 1]->n);
    return KB_OK;
}

enum kb_code bill_csv_read(struct kb_arena *a, const struct kb_id_key *ids, const char *csv,
                           struct kb_list *out, struct kb_error *err)
{
    struct reader r = { .err = err };
    struct bill_row *rows = kb_alloc(a, (BILL_LINES_MAX + 1) * sizeof *rows);
    kb_csv_open(&r.csv, a, csv, CELLS_MAX, false);
    TRY(header_read(&r));
    for (out->n = 0; *r.csv.at;) {
        TRY(row_read(&r));
        if (r.csv.cells_n == 1 && !r.csv.cells[0][0]) continue; /* an empty line */
        if (out->n == BILL_LINES_MAX)
            return kb_fail_field(err, "csv", "bill.csv", "line %lld: more than %d lines: split it",
                                 (long long)r.csv.line, BILL_LINES_MAX);
        rows[out->n] = (struct bill_row){ .note = "" };
        TRY(line_read(&r, ids, &rows[out->n]));
        out->n++;
    }
    out->at = rows;
    if (out->n) return check_once(a, out, err);
    return kb_fail_field(err, "csv", "bill.csv", "there is no line behind the header");
}
