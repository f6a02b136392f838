/* trial - the trial balance: what every account was at one point, what moved, and what it is at
 * another; and that all debits are all credits, at the beginning, in between and at the end. */
#include "ledger/page_priv.h"
#include "ledger/point_priv.h"

#include "trial_sql.h"
#include <string.h>

#define ROWS_MAX 5000

struct trial_row {
    const char *code, *name, *name_en, *side, *party_name;
    int64_t id, party, opening_fen, dr_fen, cr_fen, balance_fen;
};
static const struct kb_field trial_row_fields[] = {
    ID(trial_row, id, "sbj"),
    STR(trial_row, code),
    STR(trial_row, name),
    STR(trial_row, name_en),
    STR(trial_row, side),
    ID(trial_row, party, "org"),
    STR(trial_row, party_name),
    INT(trial_row, opening_fen, .unit = "fen", .doc = "At the beginning, on its own side."),
    INT(trial_row, dr_fen, .unit = "fen", .doc = "All debits from there on."),
    INT(trial_row, cr_fen, .unit = "fen", .doc = "All credits from there on."),
    INT(trial_row, balance_fen, .unit = "fen", .doc = "At the end, on the subject's own side."),
    END,
};
static SHAPE(trial_row);

struct trial_balance {
    int64_t as_of, last_no, opening_dr_fen, opening_cr_fen, total_dr_fen, total_cr_fen,
        closing_dr_fen, closing_cr_fen;
    bool balanced, opening_balanced, closing_balanced;
    struct kb_list items;
    const char *next;
};
static const struct kb_field trial_balance_fields[] = {
    INT(trial_balance, as_of, .unit = "ms"),
    INT(trial_balance, last_no, .doc = "The book's last voucher, or the one that was asked for."),
    LIST(trial_balance, items, trial_row_shape),
    STR(trial_balance, next, .doc = "Always empty: all rows come at once."),
    INT(trial_balance, opening_dr_fen, .unit = "fen", .doc = "Of accounts that began in debit."),
    INT(trial_balance, opening_cr_fen, .unit = "fen", .doc = "Of accounts that began in credit."),
    INT(trial_balance, total_dr_fen, .unit = "fen"),
    INT(trial_balance, total_cr_fen, .unit = "fen"),
    INT(trial_balance, closing_dr_fen, .unit = "fen", .doc = "Of accounts that ended in debit."),
    INT(trial_balance, closing_cr_fen, .unit = "fen", .doc = "Of accounts that ended in credit."),
    BOOL(trial_balance, opening_balanced),
    BOOL(trial_balance, balanced),
    BOOL(trial_balance, closing_balanced),
    END,
};
static SHAPE(trial_balance);

struct trial_ask {
    const char *by, *cursor, *from, *to;
    int64_t limit, from_no, to_no;
};
static const char *const trial_by[] = { "party", "subject", NULL };
static const struct kb_field trial_ask_fields[] = {
    STR(trial_ask, by, .one_of = trial_by, .optional = true,
        .doc = "A row a party (when not given), or a row a subject."),
    LEDGER_SPAN_FIELDS(trial_ask),
    TURN_PAGE_FIELDS(trial_ask),
    END,
};
static SHAPE(trial_ask);

struct trial {
    struct turn *t;
    struct trial_balance *out;
    struct point from, to;
    bool subjects;
    struct trial_row *rows;
    int64_t subject_id; /* of the last row */
};

static int64_t own_side(const char *side, int64_t dr_fen, int64_t cr_fen)
{
    return side[0] == 'D' ? dr_fen - cr_fen : cr_fen - dr_fen;
}

/* Debit and credit accounts are counted apart, party by party, also where rows are by subject. */
static void count_side(int64_t net_fen, int64_t *dr_fen, int64_t *cr_fen)
{
    if (net_fen > 0)
        *dr_fen += net_fen;
    else
        *cr_fen -= net_fen;
}

static enum kb_code row_for(struct trial *x, const struct account *a, struct trial_row **out)
{
    int64_t n = x->out->items.n;
    *out = &x->rows[n - (n > 0)];
    if (x->subjects && n > 0 && x->subject_id == a->subject_id) return KB_OK;
    if (n == ROWS_MAX)
        return kb_fail_field(x->t->err, "by", "limit.reached",
                             "more than %d parties: ask by subject", ROWS_MAX);
    *out = &x->rows[x->out->items.n++];
    **out = (struct trial_row){ .id = a->subject_id,
                                .code = a->code,
                                .name = a->name,
                                .name_en = a->name_en,
                                .side = a->side,
                                .party = x->subjects ? 0 : a->party,
                                .party_name = x->subjects ? "" : a->party_name };
    x->subject_id = a->subject_id;
    return KB_OK;
}

static enum kb_code add_account(struct trial *x, const struct account *now)
{
    struct account open = *now, close;
    struct trial_row *row;
    struct trial_balance *out = x->out;
    open.dr_fen = open.cr_fen = 0;
    if (x->from.cut_id) TRY(ledger_point_total(x->t, &x->from, now, &open));
    TRY(ledger_point_total(x->t, &x->to, now, &close));
    if (!close.dr_fen && !close.cr_fen) return KB_OK; /* it was not there yet */
    count_side(open.dr_fen - open.cr_fen, &out->opening_dr_fen, &out->opening_cr_fen);
    count_side(close.dr_fen - close.cr_fen, &out->closing_dr_fen, &out->closing_cr_fen);
    out->total_dr_fen += close.dr_fen - open.dr_fen;
    out->total_cr_fen += close.cr_fen - open.cr_fen;
    TRY(row_for(x, now, &row));
    row->opening_fen += own_side(now->side, open.dr_fen, open.cr_fen);
    row->dr_fen += close.dr_fen - open.dr_fen;
    row->cr_fen += close.cr_fen - open.cr_fen;
    row->balance_fen += own_side(now->side, close.dr_fen, close.cr_fen);
    return KB_OK;
}

static enum kb_code trial_balance_get(struct turn *t, const struct trial_ask *in,
                                      struct trial_balance *out)
{
    struct trial x = { .t = t, .out = out, .subjects = strcmp(in->by, "subject") == 0 };
    struct kb_list accounts;
    const struct span_in span = { in->from, in->to, in->from_no, in->to_no };
    TRY(ledger_span(t, &span, &x.from, &x.to));
    TRY(turn_int(t, &q_trial_last, ARGS(ARG_INT(org_id, t->actor.org_id)), &out->last_no));
    if (in->to_no && in->to_no < out->last_no) out->last_no = in->to_no;
    TRY(ledger_accounts(t, "", -1, &accounts));
    int64_t most = accounts.n < ROWS_MAX ? accounts.n : ROWS_MAX;
    out->items.at = x.rows = kb_alloc(t->arena, (size_t)(most + 1) * sizeof *x.rows);
    const struct account *a = accounts.at;
    for (int64_t i = 0; i < accounts.n; i++) TRY(add_account(&x, &a[i]));
    out->as_of = t->now_ms;
    out->next = "";
    out->opening_balanced = out->opening_dr_fen == out->opening_cr_fen;
    out->balanced = out->total_dr_fen == out->total_cr_fen;
    out->closing_balanced = out->closing_dr_fen == out->closing_cr_fen;
    return KB_OK;
}
HANDLER(trial_balance_get, trial_ask, trial_balance);

const struct turn_route trial_routes[] = {
    { "GET", "/v1/trial-balance", WHO_FINANCE, &trial_balance_get_call, "trial_balance_get",
      "Show the trial balance of your organisation's book, now or between any two points.",
      TURN_LIST },
    { .method = NULL },
};
