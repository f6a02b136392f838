/* export - a book as plain-text accounting, so that programs which know nothing of us can check it:
 * whole into a sink, or a page of vouchers at a time over a route. */
#include "ledger/export_priv.h"

#include "ledger/page_priv.h"

#include "export_sql.h"
#include <stdio.h>
#include <string.h>

#define ACCOUNTS_MAX ((size_t)64 << 20)

static const struct kb_field export_account_fields[] = {
    STR(export_account, code),
    STR(export_account, name_zh),
    STR(export_account, side),
    INT(export_account, party),
    INT(export_account, dr_fen),
    INT(export_account, cr_fen),
    END,
};
static SHAPE(export_account);

static const struct kb_field export_voucher_fields[] = {
    INT(export_voucher, id),          INT(export_voucher, no),
    INT(export_voucher, adjusts),     STR(export_voucher, acct_date),
    STR(export_voucher, event),       STR(export_voucher, hash),
    STR(export_voucher, biz_key),     STR(export_voucher, text),
    INT(export_voucher, reverses_no), END,
};
static SHAPE(export_voucher);

static const struct kb_field export_line_fields[] = {
    STR(export_line, code),         STR(export_line, side),
    INT(export_line, party),        INT(export_line, dr_fen),
    INT(export_line, cr_fen),       INT(export_line, after_dr_fen),
    INT(export_line, after_cr_fen), END,
};
static SHAPE(export_line);

struct export_book {
    const char *last_date;
    int64_t last_no;
};
static const struct kb_field export_book_fields[] = { STR(export_book, last_date),
                                                      INT(export_book, last_no), END };
static SHAPE(export_book);

struct export_day {
    const char *day;
};
static const struct kb_field export_day_fields[] = { STR(export_day, day), END };
static SHAPE(export_day);

static const struct export_format *const formats[] = { &export_hledger, &export_beancount };

/* --- pieces --- */

enum kb_code export_begin(struct export *x, struct kb_error *err)
{
    struct export_book book;
    for (size_t i = 0; i < COUNT(formats); i++)
        if (strcmp(formats[i]->name, x->what->format) == 0) x->format = formats[i];
    if (!x->format)
        return kb_fail_field(err, "format", "request.field", "%s is no format", x->what->format);
    enum kb_code code =
        db_one(x->db, &x->scratch, &q_export_book, ARGS(ARG_INT(book_id, x->what->book_id)),
               &export_book_shape, &book, err);
    if (code == KB_NOT_FOUND)
        return kb_fail(err, KB_NOT_FOUND, "ledger.book_missing", "this organisation keeps no book");
    TRY(code);
    snprintf(x->last_date, sizeof x->last_date, "%s", book.last_date);
    x->last_no = book.last_no;
    kb_text_init(&x->text, ACCOUNTS_MAX);
    return KB_OK;
}

void export_end(struct export *x)
{
    kb_text_done(&x->text);
    kb_arena_done(&x->scratch);
}

void export_words(struct export *x, const char *words, const char *without)
{
    for (const char *c = words; *c; c++) {
        bool other = (unsigned char)*c < 0x20 || *c == 0x7f || strchr(without, *c);
        kb_text_addn(&x->text, other ? " " : c, 1);
    }
}

static enum kb_code on_account(void *self, const void *row, struct kb_error *err)
{
    struct export *x = self;
    (void)err;
    x->format->account(x, row);
    return KB_OK;
}

static enum kb_code on_closing(void *self, const void *row, struct kb_error *err)
{
    struct export *x = self;
    (void)err;
    x->format->closing(x, row);
    return KB_OK;
}

static enum kb_code accounts(struct export *x,
                             enum kb_code (*row)(void *self, const void *row, struct kb_error *err),
                             struct kb_error *err)
{
    return db_each(x->db, &q_export_accounts, ARGS(ARG_INT(book_id, x->what->book_id)),
                   &export_account_shape, &(struct db_visitor){ row, x }, err);
}

enum kb_code export_head(struct export *x, struct kb_error *err)
{
    x->format->head(x);
    return accounts(x, on_account, err);
}

enum kb_code export_tail(struct export *x, struct kb_error *err)
{
    if (!x->format->closing || !x->last_no) return KB_OK;
    kb_text_add(&x->text, "\n");
    return accounts(x, on_closing, err);
}

static enum kb_code voucher(struct export *x, const struct export_voucher *row,
                            struct kb_error *err)
{
    struct export_voucher v = *row;
    struct kb_list list;
    if (strcmp(v.acct_date, x->entered) > 0)
        snprintf(x->entered, sizeof x->entered, "%s", v.acct_date);
    v.entered = x->entered;
    kb_arena_reset(&x->scratch);
    TRY(db_list(x->db, &x->scratch, &q_export_lines, ARGS(ARG_INT(voucher_id, v.id)),
                &export_line_shape, LEDGER_LINES_MAX, &list, err));
    x->format->voucher(x, &v);
    const struct export_line *l = list.at;
    for (int64_t i = 0; i < list.n; i++) x->format->line(x, &l[i]);
    return KB_OK;
}

/* --- whole --- */

struct whole {
    struct export x;
    const struct ledger_sink *sink;
};

static enum kb_code flush(struct whole *w, struct kb_error *err)
{
    if (w->x.text.overflowed)
        return kb_fail(err, KB_EXHAUSTED, "limit.reached", "the book has too many accounts");
    TRY(w->sink->write(w->sink->self, w->x.text.at ? w->x.text.at : "", w->x.text.len, err));
    kb_text_clear(&w->x.text);
    return KB_OK;
}

static enum kb_code on_voucher(void *self, const void *row, struct kb_error *err)
{
    struct whole *w = self;
    TRY(voucher(&w->x, row, err));
    return flush(w, err);
}

static enum kb_code export_all(struct whole *w, struct kb_error *err)
{
    struct export *x = &w->x;
    TRY(export_begin(x, err));
    TRY(export_head(x, err));
    TRY(flush(w, err));
    TRY(db_each(
        x->db, &q_export_vouchers,
        ARGS(ARG_INT(book_id, x->what->book_id), ARG_INT(after_no, 0), ARG_INT(to_no, INT64_MAX)),
        &export_voucher_shape, &(struct db_visitor){ on_voucher, w }, err));
    TRY(export_tail(x, err));
    return flush(w, err);
}

enum kb_code ledger_export_as(struct db *db, const struct ledger_export *what,
                              const struct ledger_sink *sink, struct kb_error *err)
{
    struct whole w = { .x = { .db = db, .what = what }, .sink = sink };
    enum kb_code code = export_all(&w, err);
    export_end(&w.x);
    return code;
}

enum kb_code ledger_export(struct db *db, int64_t book_id, const struct kb_id_key *ids,
                           const struct ledger_sink *sink, struct kb_error *err)
{
    return ledger_export_as(db, &(struct ledger_export){ "hledger", book_id, ids }, sink, err);
}

/* --- the route --- */

struct export_piece {
    int64_t id, no;
    const char *text;
};
static const struct kb_field export_piece_fields[] = {
    ID(export_piece, id, "vou", .doc = "Empty: what stands before and behind the vouchers."),
    INT(export_piece, no),
    STR(export_piece, text),
    END,
};
static SHAPE(export_piece);
PAGE_OUT(export_pieces, export_piece);

static const char *const format_words[] = { "hledger", "beancount", NULL };
struct export_in {
    const char *cursor, *format;
    int64_t limit;
};
static const struct kb_field export_in_fields[] = {
    STR(export_in, format, .one_of = format_words),
    TURN_PAGE_FIELDS(export_in),
    END,
};
static SHAPE(export_in);

static void add_piece(struct turn *t, struct export *x, struct kb_list *items, int64_t id,
                      int64_t no)
{
    struct export_piece *all = items->at;
    if (x->text.len == 0) return;
    all[items->n++] =
        (struct export_piece){ id, no, kb_strndup(t->arena, x->text.at, x->text.len) };
    kb_text_clear(&x->text);
}

static enum kb_code page(struct turn *t, struct export *x, int64_t after_no, int64_t rows,
                         struct export_pieces *out)
{
    struct kb_list list;
    struct export_day day = { "" };
    int64_t book_id = x->what->book_id;
    out->items.at = kb_alloc(t->arena, (size_t)(rows + 2) * sizeof(struct export_piece));
    if (after_no == 0) TRY(export_head(x, t->err));
    add_piece(t, x, &out->items, 0, 0);
    enum kb_code code = db_one(t->db, t->arena, &q_export_day,
                               ARGS(ARG_INT(book_id, book_id), ARG_INT(no, after_no)),
                               &export_day_shape, &day, t->err);
    if (code != KB_OK && code != KB_NOT_FOUND) return code;
    snprintf(x->entered, sizeof x->entered, "%s", code == KB_OK ? day.day : "");
    TRY(turn_all(t, &q_export_vouchers,
                 ARGS(ARG_INT(book_id, book_id), ARG_INT(after_no, after_no),
                      ARG_INT(to_no, after_no + rows)),
                 &export_voucher_shape, rows, &list));
    const struct export_voucher *v = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        TRY(voucher(x, &v[i], t->err));
        add_piece(t, x, &out->items, v[i].id, v[i].no);
    }
    out->next = after_no + list.n < x->last_no ? turn_id_text(t, "cur", v[list.n - 1].id) : "";
    if (!out->next[0]) TRY(export_tail(x, t->err));
    add_piece(t, x, &out->items, 0, 0);
    return KB_OK;
}

static enum kb_code book_export(struct turn *t, const struct export_in *in,
                                struct export_pieces *out)
{
    const struct ledger_export what = { in->format, t->actor.org_id, &t->world->id_key };
    struct export x = { .db = t->db, .what = &what };
    int64_t after_id, rows, after_no = 0;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    if (after_id != INT64_MAX) {
        TRY(turn_int(t, &q_export_no_of,
                     ARGS(ARG_INT(id, after_id), ARG_INT(book_id, t->actor.org_id)), &after_no));
        if (!after_no) return out->next = "", KB_OK; /* a cursor of another list */
    }
    enum kb_code code = export_begin(&x, t->err);
    if (code == KB_OK) code = page(t, &x, after_no, rows - 1, out);
    export_end(&x);
    return code;
}
HANDLER(book_export, export_in, export_pieces);

const struct turn_route export_routes[] = {
    { "GET", "/v1/book/export", WHO_FINANCE, &book_export_call, "book_export",
      "Export your organisation's book as plain-text accounting, voucher by voucher.", TURN_LIST },
    { .method = NULL },
};
