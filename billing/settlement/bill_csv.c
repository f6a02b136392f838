/* bill_csv - a supplier's bill as a file: RFC 4180, UTF-8 with or without its mark, a header, one
 * line for each order line, amounts in yuan. It is taken whole or not at all. */
#include "bill_priv.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum column { REF, AMOUNT, MEMO, COLUMNS };
static const char *const columns[COLUMNS] = { "ref", "amount", "memo" };
#define CELLS_MAX 8
#define YUAN_MAX  INT64_C(9007199254740)

struct csv {
    const char *at;
    char *room;   /* for cells: what was read never needs more than what it was read from */
    int64_t line; /* of the file, from 1 */
    struct kb_error *err;
    const char *cells[CELLS_MAX];
    int64_t cells_n;
    int64_t place[COLUMNS]; /* of each column among the cells; -1: it is not there */
};

static enum kb_code wrong(struct csv *c, const char *column, const char *what, const char *value)
{
    return kb_fail_field(c->err, "csv", "bill.csv", "line %lld, column %s: %s%s%.40s%s",
                         (long long)c->line, column, what, value ? " \"" : "", value ? value : "",
                         value ? "\"" : "");
}

static const char *name_of(const struct csv *c, int64_t cell)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (c->place[i] == cell) return columns[i];
    return "?";
}

/* --- cells --- */

/* In quotes "" is one quote, and a cell may run over lines. */
static enum kb_code quoted(struct csv *c, int64_t *lines)
{
    for (c->at++; *c->at; c->at++) {
        if (*c->at == '"' && *++c->at != '"') {
            if (!*c->at || strchr(",\r\n", *c->at)) return KB_OK;
            return wrong(c, name_of(c, c->cells_n), "there is text behind the closing quote", NULL);
        }
        *lines += *c->at == '\n';
        *c->room++ = *c->at;
    }
    return wrong(c, name_of(c, c->cells_n), "the quote is never closed", NULL);
}

static enum kb_code cell_read(struct csv *c, int64_t *lines)
{
    if (c->cells_n == CELLS_MAX) return wrong(c, "9", "there are too many columns", NULL);
    char *cell = c->room;
    if (*c->at == '"') {
        TRY(quoted(c, lines));
    } else {
        size_t n = strcspn(c->at, ",\r\n");
        memcpy(c->room, c->at, n);
        c->at += n;
        c->room += n;
    }
    *c->room++ = '\0';
    c->cells[c->cells_n++] = cell;
    return KB_OK;
}

/* lines: how many of the file's it took. */
static enum kb_code row_read(struct csv *c, int64_t *lines)
{
    c->cells_n = 0;
    *lines = 1;
    TRY(cell_read(c, lines));
    while (*c->at == ',') {
        c->at++;
        TRY(cell_read(c, lines));
    }
    if (*c->at == '\r') c->at++;
    if (*c->at == '\n') c->at++;
    return KB_OK;
}

static enum kb_code header_read(struct csv *c)
{
    int64_t lines;
    for (size_t i = 0; i < COLUMNS; i++) c->place[i] = -1;
    TRY(row_read(c, &lines));
    for (int64_t k = 0; k < c->cells_n; k++) {
        size_t i = 0;
        while (i < COLUMNS && strcmp(columns[i], c->cells[k]) != 0) i++;
        if (i == COLUMNS) return wrong(c, c->cells[k], "the header knows ref, amount, memo", NULL);
        if (c->place[i] >= 0) return wrong(c, columns[i], "it stands in the header twice", NULL);
        c->place[i] = k;
    }
    for (size_t i = REF; i <= AMOUNT; i++)
        if (c->place[i] < 0) return wrong(c, columns[i], "the header does not have it", NULL);
    c->line += lines;
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

static enum kb_code value_of(struct csv *c, enum column i, size_t max, const char **out)
{
    *out = c->place[i] < 0 ? "" : c->cells[c->place[i]];
    if (strlen(*out) > max) return wrong(c, columns[i], "it is too long", NULL);
    return KB_OK;
}

static enum kb_code line_read(struct csv *c, const struct kb_id_key *ids, struct bill_row *row)
{
    const char *amount;
    if (c->cells_n <= c->place[AMOUNT] || c->cells_n <= c->place[REF] ||
        c->cells_n <= c->place[MEMO])
        return wrong(c, "?", "there are fewer columns than in the header", NULL);
    TRY(value_of(c, REF, BILL_REF_MAX, &row->ref));
    TRY(value_of(c, MEMO, BILL_MEMO_MAX, &row->memo));
    TRY(value_of(c, AMOUNT, 40, &amount));
    if (!row->ref[0]) return wrong(c, "ref", "it is empty", NULL);
    if (!fen_of(amount, &row->theirs_fen))
        return wrong(c, "amount", "yuan with at most two decimals, not", amount);
    if (!kb_id_parse(ids, "lin", row->ref, &row->line_id)) row->line_id = 0;
    row->n = c->line;
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
    int64_t lines;
    if (strncmp(csv, "\xef\xbb\xbf", 3) == 0) csv += 3;
    struct csv c = { .at = csv, .room = kb_alloc(a, strlen(csv) + 2), .line = 1, .err = err };
    struct bill_row *rows = kb_alloc(a, (BILL_LINES_MAX + 1) * sizeof *rows);
    TRY(header_read(&c));
    for (out->n = 0; *c.at; c.line += lines) {
        TRY(row_read(&c, &lines));
        if (c.cells_n == 1 && !c.cells[0][0]) continue; /* an empty line */
        if (out->n == BILL_LINES_MAX)
            return kb_fail_field(err, "csv", "bill.csv", "line %lld: more than %d lines: split it",
                                 (long long)c.line, BILL_LINES_MAX);
        rows[out->n] = (struct bill_row){ .note = "" };
        TRY(line_read(&c, ids, &rows[out->n]));
        out->n++;
    }
    out->at = rows;
    if (out->n) return check_once(a, out, err);
    return kb_fail_field(err, "csv", "bill.csv", "there is no line behind the header");
}
