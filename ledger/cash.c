/* cash - where the money came from and where it went: what stood against the lines of bank, channel
 * and till, subject by subject, between the cash there was and the cash there is. */
#include "ledger/page_priv.h"
#include "ledger/point_priv.h"
#include "ledger/range_priv.h"

#include "cash_sql.h"
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX   2100
#define MONTHS_MAX 120

struct cash_row {
    const char *subject, *name, *name_en, *activity;
    int64_t id, in_fen, out_fen, net_fen, was_in_fen, was_out_fen, was_net_fen;
};
static const struct kb_field cash_row_fields[] = {
    ID(cash_row, id, "sbj"),
    STR(cash_row, activity, .doc = "operating, investing or financing."),
    STR(cash_row, subject),
    STR(cash_row, name),
    STR(cash_row, name_en),
    INT(cash_row, in_fen, .unit = "fen"),
    INT(cash_row, out_fen, .unit = "fen"),
    INT(cash_row, net_fen, .unit = "fen"),
    INT(cash_row, was_in_fen, .unit = "fen", .doc = "Of what it is compared with."),
    INT(cash_row, was_out_fen, .unit = "fen"),
    INT(cash_row, was_net_fen, .unit = "fen"),
    END,
};
static SHAPE(cash_row);

struct cash_flow {
    const char *from, *to, *compare_from, *compare_to, *next;
    int64_t opening_fen, net_fen, closing_fen, was_opening_fen, was_net_fen, was_closing_fen;
    bool balanced;
    struct kb_list items;
};
static const struct kb_field cash_flow_fields[] = {
    STR(cash_flow, from),
    STR(cash_flow, to),
    STR(cash_flow, compare_from),
    STR(cash_flow, compare_to),
    INT(cash_flow, opening_fen, .unit = "fen", .doc = "Cash before the first day."),
    INT(cash_flow, net_fen, .unit = "fen"),
    INT(cash_flow, closing_fen, .unit = "fen"),
    INT(cash_flow, was_opening_fen, .unit = "fen", .doc = "Of what it is compared with."),
    INT(cash_flow, was_net_fen, .unit = "fen"),
    INT(cash_flow, was_closing_fen, .unit = "fen"),
    BOOL(cash_flow, balanced, .doc = "What there was and what moved is what there is."),
    LIST(cash_flow, items, cash_row_shape),
    STR(cash_flow, next, .doc = "Always empty: all rows come at once."),
    END,
};
static SHAPE(cash_flow);

struct cash_in {
    const char *cursor, *from, *to, *compare_from;
    int64_t limit, as_of_no, compare_no;
};
static const struct kb_field cash_in_fields[] = { LEDGER_RANGE_FIELDS(cash_in),
                                                  TURN_PAGE_FIELDS(cash_in), END };
static SHAPE(cash_in);

struct cash_sum {
    struct turn *t;
    struct cash_flow *out;
    struct cash_row *rows;
    bool before;
};

/* Capital and what was borrowed finance; what lasts is invested in; the rest is business. */
static const char *activity_of(const char *code)
{
    static const char *const financing[] = { "2001", "2501", "2502", "2232" };
    static const char *const investing[] = { "1101", "15", "16", "17" };
    if (code[0] == '4') return "financing";
    for (size_t i = 0; i < COUNT(financing); i++)
        if (strncmp(code, financing[i], strlen(financing[i])) == 0) return "financing";
    for (size_t i = 0; i < COUNT(investing); i++)
        if (strncmp(code, investing[i], strlen(investing[i])) == 0) return "investing";
    return "operating";
}

static enum kb_code on_move(void *self, const struct move *m, struct kb_error *err)
{
    struct cash_sum *x = self;
    int64_t i = 0;
    (void)err;
    while (i < x->out->items.n && strcmp(x->rows[i].subject, m->code) != 0) i++;
    KB_ASSERT(i < ROWS_MAX); /* a book has fewer subjects */
    struct cash_row *row = &x->rows[i];
    if (i == x->out->items.n) {
        x->out->items.n++;
        *row = (struct cash_row){ .subject = kb_strdup(x->t->arena, m->code),
                                  .activity = activity_of(m->code),
                                  .name = "",
                                  .name_en = "" };
    }
    *(x->before ? &row->was_in_fen : &row->in_fen) += m->cr_fen;
    *(x->before ? &row->was_out_fen : &row->out_fen) += m->dr_fen;
    return KB_OK;
}

static enum kb_code cash_at(struct turn *t, const struct point *at, int64_t *fen)
{
    struct kb_list accounts;
    TRY(ledger_accounts(t, "", 0, &accounts));
    const struct account *a = accounts.at;
    *fen = 0;
    for (int64_t i = 0; i < accounts.n; i++) {
        struct account one;
        if (!ledger_code_is_cash(a[i].code)) continue;
        TRY(ledger_point_total(t, at, &a[i], &one));
        *fen += one.dr_fen - one.cr_fen;
    }
    return KB_OK;
}

static enum kb_code ends(struct turn *t, const struct moves *m, int64_t *opening_fen,
                         int64_t *closing_fen)
{
    struct point from, to;
    TRY(ledger_point_before(t, m->from_day, &from));
    TRY(ledger_point_after(t, m->to_day, &to));
    if (m->as_of_no) {
        TRY(ledger_point_known(t, m->as_of_no, &from));
        TRY(ledger_point_known(t, m->as_of_no, &to));
    }
    TRY(cash_at(t, &from, opening_fen));
    return cash_at(t, &to, closing_fen);
}

static int by_activity(const void *a, const void *b)
{
    const struct cash_row *x = a, *y = b;
    int order = strcmp(y->activity, x->activity); /* operating, investing, financing */
    return order ? order : strcmp(x->subject, y->subject);
}

static enum kb_code finish(struct cash_sum *x)
{
    struct turn *t = x->t;
    struct cash_flow *out = x->out;
    qsort(x->rows, (size_t)out->items.n, sizeof *x->rows, by_activity);
    for (int64_t i = 0; i < out->items.n; i++) {
        struct cash_row *row = &x->rows[i], names = { 0 };
        TRY(turn_find(t, "subject", &q_cash_subject,
                      ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(code, row->subject)),
                      &cash_row_shape, &names));
        row->id = names.id;
        row->name = names.name;
        row->name_en = names.name_en;
        row->net_fen = row->in_fen - row->out_fen;
        row->was_net_fen = row->was_in_fen - row->was_out_fen;
        out->net_fen += row->net_fen;
        out->was_net_fen += row->was_net_fen;
    }
    out->balanced = out->opening_fen + out->net_fen == out->closing_fen &&
                    out->was_opening_fen + out->was_net_fen == out->was_closing_fen;
    return KB_OK;
}

static enum kb_code cash_flow_list(struct turn *t, const struct cash_in *in, struct cash_flow *out)
{
    struct cash_sum x = { .t = t, .out = out };
    struct range range;
    const struct range_in asked = { in->from, in->to, in->compare_from, in->as_of_no,
                                    in->compare_no };
    const struct moves_visitor visitor = { on_move, &x };
    TRY(ledger_range(t, &asked, 0, MONTHS_MAX, &range));
    out->items.at = x.rows = kb_alloc(t->arena, ROWS_MAX * sizeof *x.rows);
    range.now.kind = range.before.kind = MOVES_CASH;
    TRY(ledger_moves(t, &range.now, &visitor));
    TRY(ends(t, &range.now, &out->opening_fen, &out->closing_fen));
    if (range.before.from_day[0]) {
        x.before = true;
        TRY(ledger_moves(t, &range.before, &visitor));
        TRY(ends(t, &range.before, &out->was_opening_fen, &out->was_closing_fen));
    }
    out->from = range.now.from_day;
    out->to = range.now.to_day;
    out->compare_from = range.before.from_day;
    out->compare_to = range.before.to_day ? range.before.to_day : "";
    out->next = "";
    return finish(&x);
}
HANDLER(cash_flow_list, cash_in, cash_flow);

const struct turn_route cash_routes[] = {
    { "GET", "/v1/reports/cash-flow", WHO_FINANCE, &cash_flow_list_call, "cash_flow_list",
      "Show where cash came from and went, by the subjects against it.", TURN_LIST },
    { .method = NULL },
};
