/* arrival_import - a bank's statement as a file of comma-separated values: all of its lines are
 * recorded, or none. What was recorded before with the same content is counted and left alone, so
 * that a file may be sent again. */
#include "billing/payments/payments_priv.h"

#include "base/csv.h"

#include <string.h>

#define ROWS_MAX  1000
#define CELLS_MAX 16

enum column { REF, AMOUNT, PAYER, ACCOUNT, MEMO, DAY, COLUMNS };
static const struct {
    const char *name, *zh;
    size_t max;
    bool needed;
} columns[COLUMNS] = {
    [REF] = { "bank_ref", "流水号", 80, true },  [AMOUNT] = { "amount", "金额", 24, true },
    [PAYER] = { "payer", "付款人", 120, true },  [ACCOUNT] = { "payer_account", "付款账号", 60, false },
    [MEMO] = { "memo", "附言", 200, false },     [DAY] = { "day", "日期", 10, true },
};

struct reader {
    struct turn *t;
    struct kb_csv csv;
    int64_t place[COLUMNS]; /* of a column in the line; -1: the file has none */
};

static const char *where(const struct reader *r, enum column c)
{
    return kb_printf(r->t->arena, "line %lld, column %s: ", (long long)r->csv.line,
                     columns[c].name);
}

static enum kb_code bad(const struct reader *r, enum column c, const char *text)
{
    return kb_fail_field(r->t->err, "csv", "arrival.csv", "%s%s", where(r, c), text);
}

static enum kb_code bad_line(const struct reader *r, const char *text)
{
    return kb_fail_field(r->t->err, "csv", "arrival.csv", "line %lld: %s", (long long)r->csv.line,
                         text);
}

/* --- lines and cells --- */

static const char *trimmed(struct turn *t, const char *s)
{
    s += strspn(s, " \t");
    size_t n = strlen(s);
    while (n && strchr(" \t", s[n - 1])) n--;
    return kb_strndup(t->arena, s, n);
}

/* The next line that is not empty; *more false: there is none. */
static enum kb_code next_line(struct reader *r, bool *more)
{
    struct kb_csv *c = &r->csv;
    for (;;) {
        *more = *c->at != '\0';
        if (!*more) return KB_OK;
        enum kb_csv_fault fault = kb_csv_row(c);
        if (fault == KB_CSV_CELLS) return bad_line(r, "it has more than 16 columns");
        if (fault != KB_CSV_OK)
            return bad_line(r, "a quote does not end, or something stands behind it");
        if (c->blank) continue;
        for (int64_t i = 0; i < c->cells_n; i++) c->cells[i] = trimmed(r->t, c->cells[i]);
        return KB_OK;
    }
}

/* --- what they mean --- */

static enum kb_code heading(struct reader *r)
{
    bool more;
    TRY(next_line(r, &more));
    if (!more) return bad_line(r, "the file is empty");
    for (int c = 0; c < COLUMNS; c++) {
        r->place[c] = -1;
        for (int64_t i = 0; i < r->csv.cells_n; i++) {
            if (strcmp(r->csv.cells[i], columns[c].name) != 0 &&
                strcmp(r->csv.cells[i], columns[c].zh) != 0)
                continue;
            if (r->place[c] >= 0) return bad(r, (enum column)c, "it is there twice");
            r->place[c] = i;
        }
        if (r->place[c] < 0 && columns[c].needed)
            return bad(r, (enum column)c,
                       "the first line names the columns, and this one is missing");
    }
    return KB_OK;
}

static enum kb_code text(const struct reader *r, enum column c, const char **out)
{
    int64_t i = r->place[c];
    *out = i >= 0 && i < r->csv.cells_n ? r->csv.cells[i] : "";
    if (columns[c].needed && !(*out)[0]) return bad(r, c, "it is empty");
    if (strlen(*out) > columns[c].max)
        return bad(r, c, kb_printf(r->t->arena, "more than %zu bytes", columns[c].max));
    for (const char *p = *out; *p; p++)
        if ((unsigned char)*p < 0x20) return bad(r, c, "it has characters no text has");
    return KB_OK;
}

/* Yuan with at most two decimals, "1,234.5" too, as fen. */
static enum kb_code amount(const struct reader *r, const char *s, int64_t *fen)
{
    int64_t n = 0;
    int decimals = -1, digits = 0;
    for (; *s; s++) {
        if (*s == ',' && decimals < 0 && digits) continue;
        if (*s == '.' && decimals < 0 && digits) {
            decimals = 0;
            continue;
        }
        if (*s < '0' || *s > '9' || decimals == 2 || ++digits > 14)
            return bad(r, AMOUNT, "not an amount in yuan with at most two decimals");
        n = n * 10 + (*s - '0');
        if (decimals >= 0) decimals++;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 2; i++) n *= 10;
    if (n < 1 || n > PAY_FEN_MAX) return bad(r, AMOUNT, "it must be 0.01 to 1000000000.00");
    *fen = n;
    return KB_OK;
}

static enum kb_code row(const struct reader *r, struct arrival *a)
{
    const char *yuan;
    *a = (struct arrival){ .org_id = r->t->actor.org_id, .source = "bank" };
    TRY(text(r, REF, &a->bank_ref));
    TRY(text(r, AMOUNT, &yuan));
    TRY(text(r, PAYER, &a->payer));
    TRY(text(r, ACCOUNT, &a->payer_account));
    TRY(text(r, MEMO, &a->memo));
    TRY(text(r, DAY, &a->day));
    TRY(amount(r, yuan, &a->amount_fen));
    return pay_day_check(r->t, a->day, "csv", where(r, DAY));
}

static bool alike(const struct arrival *a, const struct arrival *b)
{
    return a->amount_fen == b->amount_fen && strcmp(a->payer, b->payer) == 0 &&
           strcmp(a->payer_account, b->payer_account) == 0 && strcmp(a->memo, b->memo) == 0 &&
           strcmp(a->day, b->day) == 0;
}

/* Known from before, or from a line above. */
static enum kb_code known(const struct reader *r, const struct arrival *rows, int64_t n,
                          const struct arrival *a, bool *repeat)
{
    struct arrival there;
    enum arrival_look look;
    TRY(pay_arrival_look(r->t, a, &there, &look));
    *repeat = look == ARRIVAL_SAME;
    if (look == ARRIVAL_OTHER)
        return bad(r, REF,
                   kb_printf(r->t->arena, "it was recorded before as %lld fen from %.40s on %s",
                             (long long)there.amount_fen, there.payer, there.day));
    for (int64_t i = 0; i < n; i++) {
        if (strcmp(rows[i].bank_ref, a->bank_ref) != 0) continue;
        if (!alike(&rows[i], a)) return bad(r, REF, "a line above has it with another content");
        *repeat = true;
    }
    return KB_OK;
}

/* --- the route --- */

struct arrival_import {
    const char *csv;
};
static const struct kb_field arrival_import_fields[] = {
    STR(arrival_import, csv, .min = 1, .max = 400000,
        .doc = "UTF-8; the first line names the columns: bank_ref, amount (yuan), payer, "
               "payer_account, memo, day, or 流水号, 金额, 付款人, 付款账号, 附言, 日期. At most "
               "1000 lines."),
    { .name = NULL },
};
static SHAPE(arrival_import);
struct arrivals_imported {
    int64_t added, repeated, amount_fen;
};
static const struct kb_field arrivals_imported_fields[] = {
    INT(arrivals_imported, added),
    INT(arrivals_imported, repeated, .doc = "Recorded before with the same content."),
    INT(arrivals_imported, amount_fen, .unit = "fen", .doc = "Of those added."),
    { .name = NULL },
};
static SHAPE(arrivals_imported);

static enum kb_code rows_of(struct reader *r, struct arrival *rows, struct arrivals_imported *out)
{
    bool more, repeat;
    TRY(heading(r));
    for (;;) {
        struct arrival a;
        TRY(next_line(r, &more));
        if (!more) break;
        if (out->added + out->repeated == ROWS_MAX)
            return bad_line(r, "a file has at most 1000 receipts: cut it in two");
        TRY(row(r, &a));
        TRY(known(r, rows, out->added, &a, &repeat));
        if (repeat)
            out->repeated++;
        else
            rows[out->added++] = a;
    }
    if (out->added + out->repeated) return KB_OK;
    return bad_line(r, "there is no receipt below the names of the columns");
}

static enum kb_code arrivals_import(struct turn *t, const struct arrival_import *in,
                                    struct arrivals_imported *out)
{
    struct reader r = { .t = t };
    struct arrival *rows = kb_alloc(t->arena, sizeof *rows * ROWS_MAX);
    kb_csv_open(&r.csv, t->arena, in->csv, CELLS_MAX, true);
    TRY(rows_of(&r, rows, out));
    for (int64_t i = 0; i < out->added; i++) {
        TRY(pay_arrival_add(t, &rows[i], NULL, 0));
        out->amount_fen += rows[i].amount_fen;
    }
    return KB_OK;
}
HANDLER(arrivals_import, arrival_import, arrivals_imported);

const struct turn_route arrival_import_routes[] = {
    { "POST", "/v1/arrivals/import", WHO_FINANCE, &arrivals_import_call, "arrivals_import",
      "Record the receipts of a bank's statement: the whole file or nothing of it.", TURN_MONEY },
    { .method = NULL },
};
