/* account - the ledger of one subject, line by line: what the balance was after each, and which
 * subjects stood on the other side. Newest first, a page at a time; the balance a page begins with
 * is read from the running totals, never added up. */
#include "ledger/page_priv.h"
#include "ledger/point_priv.h"

#include "account_sql.h"
#include <stdlib.h>
#include <string.h>

#define ACCOUNTS_MAX 20000
#define MERGED_MAX   200 /* parties whose lines are merged; of more the vouchers are walked */
#define ANY_PARTY    (-1)

struct account_line {
    int64_t id, no, adjusts, n, party, dr_fen, cr_fen, balance_fen;
    const char *date, *event, *event_zh, *event_en, *text, *party_name, *counter, *side;
};
static const struct kb_field account_line_fields[] = {
    ID(account_line, id, "vou"),
    INT(account_line, no),
    STR(account_line, date),
    INT(account_line, adjusts, .doc = "YYYYMM of the closed month it belongs to; 0: its own."),
    STR(account_line, event),
    STR(account_line, event_zh),
    STR(account_line, event_en),
    STR(account_line, text),
    ID(account_line, party, "org"),
    STR(account_line, party_name),
    STR(account_line, counter, .doc = "Subjects on the other side of the voucher."),
    INT(account_line, dr_fen, .unit = "fen"),
    INT(account_line, cr_fen, .unit = "fen"),
    STR(account_line, side, .doc = "D or C: where the balance stands; empty: it is 0."),
    INT(account_line, balance_fen, .unit = "fen", .doc = "After the line, on the subject's side."),
    END,
};
static SHAPE(account_line);

static const struct kb_field line_row_fields[] = {
    INT(account_line, id),         INT(account_line, no),
    STR(account_line, date),       INT(account_line, adjusts),
    STR(account_line, event),      STR(account_line, event_zh),
    STR(account_line, event_en),   STR(account_line, text),
    INT(account_line, n),          INT(account_line, party),
    INT(account_line, dr_fen),     INT(account_line, cr_fen),
    STR(account_line, party_name), END,
};
static const struct kb_shape line_row_shape = { "line", sizeof(struct account_line),
                                                line_row_fields };

struct account_page {
    const char *code, *name, *name_en, *side, *next;
    int64_t opening_fen, dr_fen, cr_fen, closing_fen;
    struct kb_list items;
};
static const struct kb_field account_page_fields[] = {
    STR(account_page, code),
    STR(account_page, name),
    STR(account_page, name_en),
    STR(account_page, side, .doc = "D: debits raise it; C: credits do."),
    INT(account_page, opening_fen, .unit = "fen", .doc = "At the beginning, on its own side."),
    INT(account_page, dr_fen, .unit = "fen", .doc = "All debits from there to the end."),
    INT(account_page, cr_fen, .unit = "fen"),
    INT(account_page, closing_fen, .unit = "fen"),
    LIST(account_page, items, account_line_shape),
    STR(account_page, next),
    END,
};
static SHAPE(account_page);

struct account_ask {
    const char *cursor, *subject, *from, *to;
    int64_t limit, party_id, from_no, to_no;
};
static const struct kb_field account_ask_fields[] = {
    STR(account_ask, subject, .min = 1, .max = 24, .doc = "Its code."),
    ID(account_ask, party_id, "org", .optional = true, .doc = "Lines about this party only."),
    LEDGER_SPAN_FIELDS(account_ask),
    TURN_PAGE_FIELDS(account_ask),
    END,
};
static SHAPE(account_ask);

struct counter_code {
    const char *code;
};
static const struct kb_field counter_code_fields[] = { STR(counter_code, code), END };
static SHAPE(counter_code);

struct walk {
    struct turn *t;
    struct account subject;
    int64_t party; /* ANY_PARTY: all */
    struct point from, to;
    struct kb_list accounts;
    int64_t after_id, rows;
};

static int64_t own_side(const struct walk *x, int64_t net_fen)
{
    return x->subject.side[0] == 'D' ? net_fen : -net_fen;
}

/* --- totals --- */

static enum kb_code total(struct walk *x, const struct point *at, struct account *out)
{
    const struct account *a = x->accounts.at;
    *out = (struct account){ 0 };
    for (int64_t i = 0; i < x->accounts.n; i++) {
        struct account one;
        TRY(ledger_point_total(x->t, at, &a[i], &one));
        out->dr_fen += one.dr_fen;
        out->cr_fen += one.cr_fen;
    }
    return KB_OK;
}

static enum kb_code late(struct walk *x, const char *before_day, int64_t low_id, int64_t high_id,
                         int64_t *net_fen)
{
    int64_t sum = 0;
    if (!before_day[0] || low_id >= high_id) return KB_OK;
    TRY(turn_int(x->t, &q_account_late,
                 ARGS(ARG_INT(org_id, x->t->actor.org_id), ARG_STR(before_day, before_day),
                      ARG_INT(low_id, low_id), ARG_INT(high_id, high_id),
                      ARG_INT(subject_id, x->subject.subject_id), ARG_INT(party, x->party)),
                 &sum));
    *net_fen += sum;
    return KB_OK;
}

/* Of all lines that are listed before this voucher, and of those before the beginning. */
static enum kb_code balance_before(struct walk *x, int64_t id, int64_t *net_fen)
{
    struct account sum;
    struct point at = { .cut_id = id < x->to.cut_id ? id : x->to.cut_id, .before_day = "" };
    TRY(total(x, &at, &sum));
    *net_fen = sum.dr_fen - sum.cr_fen;
    TRY(late(x, x->to.before_day, x->to.cut_id, id, net_fen));
    return late(x, x->from.before_day, id > x->from.cut_id ? id : x->from.cut_id, INT64_MAX,
                net_fen);
}

static enum kb_code head(struct walk *x, struct account_page *out)
{
    struct account open = { 0 }, close;
    if (x->from.cut_id) TRY(total(x, &x->from, &open));
    TRY(total(x, &x->to, &close));
    out->code = x->subject.code;
    out->name = x->subject.name;
    out->name_en = x->subject.name_en;
    out->side = x->subject.side;
    out->opening_fen = own_side(x, open.dr_fen - open.cr_fen);
    out->closing_fen = own_side(x, close.dr_fen - close.cr_fen);
    out->dr_fen = close.dr_fen - open.dr_fen;
    out->cr_fen = close.cr_fen - open.cr_fen;
    return KB_OK;
}

/* --- lines --- */

static int newer(const void *a, const void *b)
{
    const struct account_line *x = a, *y = b;
    if (x->id != y->id) return x->id > y->id ? -1 : 1;
    return x->n > y->n ? -1 : 1;
}

static enum kb_code lines_of(struct walk *x, int64_t party, struct kb_list *out)
{
    return turn_all(x->t, &q_account_lines,
                    ARGS(ARG_INT(org_id, x->t->actor.org_id),
                         ARG_INT(subject_id, x->subject.subject_id), ARG_INT(party, party),
                         ARG_INT(after_id, x->after_id), ARG_INT(low_id, x->from.cut_id),
                         ARG_STR(low_day, x->from.before_day), ARG_INT(high_id, x->to.cut_id),
                         ARG_STR(high_day, x->to.before_day), ARG_INT(rows, x->rows)),
                    &line_row_shape, x->rows, out);
}

static enum kb_code lines_merged(struct walk *x, struct kb_list *out)
{
    const struct account *a = x->accounts.at;
    struct kb_list one;
    struct account_line *all =
        kb_alloc(x->t->arena, (size_t)(x->accounts.n * x->rows + 1) * sizeof *all);
    for (int64_t i = 0; i < x->accounts.n; i++) {
        TRY(lines_of(x, a[i].party, &one));
        if (one.n) memcpy(all + out->n, one.at, (size_t)one.n * sizeof *all);
        out->n += one.n;
    }
    out->at = all;
    qsort(all, (size_t)out->n, sizeof *all, newer);
    if (out->n > x->rows) out->n = x->rows;
    return KB_OK;
}

static enum kb_code lines_walked(struct walk *x, struct kb_list *out)
{
    int64_t below_no = 0;
    int64_t start = x->to.late.n || x->after_id < x->to.cut_id ? x->after_id : x->to.cut_id;
    TRY(turn_int(x->t, &q_account_no_of,
                 ARGS(ARG_INT(id, start), ARG_INT(org_id, x->t->actor.org_id)), &below_no));
    return turn_all(
        x->t, &q_account_lines_all,
        ARGS(ARG_INT(org_id, x->t->actor.org_id), ARG_INT(subject_id, x->subject.subject_id),
             ARG_INT(below_no, below_no ? below_no : INT64_MAX), ARG_INT(low_id, x->from.cut_id),
             ARG_STR(low_day, x->from.before_day), ARG_INT(high_id, x->to.cut_id),
             ARG_STR(high_day, x->to.before_day), ARG_INT(rows, x->rows)),
        &line_row_shape, x->rows, out);
}

/* Whole vouchers only: the last may have more lines on the subject than were read. */
static const char *cut(struct walk *x, struct kb_list *list, int64_t limit)
{
    const struct account_line *l = list->at;
    if (list->n <= limit) return "";
    int64_t n = limit;
    while (n < list->n && l[n].id == l[n - 1].id) n++;
    if (n == list->n) return "";
    list->n = n;
    return turn_id_text(x->t, "cur", l[n - 1].id);
}

static enum kb_code fill(struct walk *x, struct account_line *l, int64_t *net_fen)
{
    struct kb_list codes;
    struct turn *t = x->t;
    TRY(turn_all(t, &q_account_counter,
                 ARGS(ARG_INT(voucher_id, l->id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(debit, l->dr_fen > 0)),
                 &counter_code_shape, LEDGER_LINES_MAX, &codes));
    const struct counter_code *c = codes.at;
    l->counter = "";
    for (int64_t i = 0; i < codes.n; i++)
        l->counter = kb_printf(t->arena, "%s%s%s", l->counter, i ? " " : "", c[i].code);
    *net_fen += l->dr_fen - l->cr_fen;
    l->side = *net_fen > 0 ? "D" : *net_fen < 0 ? "C" : "";
    l->balance_fen = own_side(x, *net_fen);
    return KB_OK;
}

static enum kb_code begin(struct walk *x, const struct account_ask *in)
{
    struct turn *t = x->t;
    const struct span_in span = { in->from, in->to, in->from_no, in->to_no };
    TRY(turn_page(t, in->cursor, in->limit, &x->after_id, &x->rows));
    x->rows += LEDGER_LINES_MAX;
    TRY(turn_find(t, "subject", &q_account_subject,
                  ARGS(ARG_STR(code, in->subject), ARG_INT(org_id, t->actor.org_id)),
                  &account_shape, &x->subject));
    TRY(ledger_span(t, &span, &x->from, &x->to));
    x->party = in->party_id ? in->party_id : ANY_PARTY;
    TRY(ledger_accounts(t, in->subject, x->party, &x->accounts));
    if (x->accounts.n <= ACCOUNTS_MAX) return KB_OK;
    return kb_fail_field(t->err, "party_id", "limit.reached", "more than %d parties: say which",
                         ACCOUNTS_MAX);
}

static enum kb_code subject_ledger_list(struct turn *t, const struct account_ask *in,
                                        struct account_page *out)
{
    struct walk x = { .t = t };
    int64_t net_fen = 0;
    TRY(begin(&x, in));
    TRY(head(&x, out));
    TRY(x.accounts.n <= MERGED_MAX ? lines_merged(&x, &out->items) : lines_walked(&x, &out->items));
    out->next = cut(&x, &out->items, x.rows - LEDGER_LINES_MAX - 1);
    struct account_line *l = out->items.at;
    if (out->items.n) TRY(balance_before(&x, l[out->items.n - 1].id, &net_fen));
    for (int64_t i = out->items.n; i-- > 0;) TRY(fill(&x, &l[i], &net_fen));
    return KB_OK;
}
HANDLER(subject_ledger_list, account_ask, account_page);

const struct turn_route account_routes[] = {
    { "GET", "/v1/subject-ledger", WHO_FINANCE, &subject_ledger_list_call, "subject_ledger_list",
      "List the lines of a subject with the balance after each, newest first.", TURN_LIST },
    { .method = NULL },
};
