/* profit - profit and loss by month and by who or what it was made with: departments, people,
 * products, SKUs, customers, suppliers, distributors, or subjects; and the same of another time
 * beside it. Whoever made most comes first; a page is so many of them with all their months. */
#include "ledger/entry_priv.h"
#include "ledger/page_priv.h"
#include "ledger/range_priv.h"

#include "ledger/day.h"
#include "profit_sql.h"
#include <stdlib.h>
#include <string.h>

#define CELLS_MAX   100000
#define MONTHS_MAX  36
#define MONTHS_BACK 11
#define CODES_MAX   2100

static const struct {
    const char *by;
    enum moves_kind kind;
} dimensions[] = {
    { "department", MOVES_DEPARTMENT }, { "person", MOVES_STAFF },
    { "product", MOVES_PRODUCT },       { "sku", MOVES_SKU },
    { "customer", MOVES_CUSTOMER },     { "supplier", MOVES_UPSTREAM },
    { "distributor", MOVES_CHILD },     { "subject", MOVES_SUBJECT },
};
static const char *const by_words[] = { "department", "person",      "product", "sku", "customer",
                                        "supplier",   "distributor", "subject", NULL };

struct profit_row {
    int64_t id, org_id, product_id, sku_id, department_id, staff_id, month, revenue_fen, cost_fen,
        gross_fen, expense_fen, profit_fen, was_revenue_fen, was_cost_fen, was_gross_fen,
        was_expense_fen, was_profit_fen;
    const char *subject, *name;
};
static const struct kb_field profit_row_fields[] = {
    ID(profit_row, id, "row", .doc = "The same for the same row of the same report."),
    ID(profit_row, org_id, "org", .doc = "The customer, supplier or distributor; empty: none."),
    ID(profit_row, product_id, "prd"),
    ID(profit_row, sku_id, "sku"),
    ID(profit_row, department_id, LEDGER_DEPARTMENT),
    ID(profit_row, staff_id, LEDGER_STAFF),
    STR(profit_row, subject),
    STR(profit_row, name),
    INT(profit_row, month, .doc = "YYYYMM."),
    INT(profit_row, revenue_fen, .unit = "fen", .doc = "60 to 63, less allowances."),
    INT(profit_row, cost_fen, .unit = "fen", .doc = "64."),
    INT(profit_row, gross_fen, .unit = "fen"),
    INT(profit_row, expense_fen, .unit = "fen", .doc = "65 to 69."),
    INT(profit_row, profit_fen, .unit = "fen"),
    INT(profit_row, was_revenue_fen, .unit = "fen", .doc = "Of what it is compared with."),
    INT(profit_row, was_cost_fen, .unit = "fen"),
    INT(profit_row, was_gross_fen, .unit = "fen"),
    INT(profit_row, was_expense_fen, .unit = "fen"),
    INT(profit_row, was_profit_fen, .unit = "fen"),
    END,
};
static SHAPE(profit_row);

struct profit {
    const char *from, *to, *compare_from, *compare_to, *next;
    int64_t values, revenue_fen, cost_fen, gross_fen, expense_fen, profit_fen, was_profit_fen;
    struct kb_list items;
};
static const struct kb_field profit_fields[] = {
    STR(profit, from),
    STR(profit, to),
    STR(profit, compare_from),
    STR(profit, compare_to),
    INT(profit, values, .doc = "How many there are of what was asked by."),
    INT(profit, revenue_fen, .unit = "fen", .doc = "Of all of them."),
    INT(profit, cost_fen, .unit = "fen"),
    INT(profit, gross_fen, .unit = "fen"),
    INT(profit, expense_fen, .unit = "fen"),
    INT(profit, profit_fen, .unit = "fen"),
    INT(profit, was_profit_fen, .unit = "fen"),
    LIST(profit, items, profit_row_shape),
    STR(profit, next),
    END,
};
static SHAPE(profit);

struct profit_in {
    const char *by, *cursor, *from, *to, *compare_from;
    int64_t limit, as_of_no, compare_no;
};
static const struct kb_field profit_in_fields[] = {
    STR(profit_in, by, .one_of = by_words),
    LEDGER_RANGE_FIELDS(profit_in),
    TURN_PAGE_FIELDS(profit_in),
    END,
};
static SHAPE(profit_in);

/* --- adding up --- */

struct cell {
    int64_t value, month; /* month of the range that is not the compared one */
    int64_t sums[2][4];   /* now and before, by enum moves_class */
    bool used;
};
struct value {
    int64_t value, profit_fen, revenue_fen, first, n; /* its cells */
};

struct profit_sum {
    struct turn *t;
    struct range range;
    enum moves_kind kind;
    struct cell *cells;
    size_t room, n;
    bool before;
    const char *codes[CODES_MAX]; /* by subject: what a value stands for */
    int64_t codes_n;
};

static uint64_t hash_of(int64_t value, int64_t month)
{
    return ((uint64_t)value * UINT64_C(0x9e3779b97f4a7c15)) ^ ((uint64_t)month << 20);
}

static struct cell *slot_of(struct cell *cells, size_t room, int64_t value, int64_t month)
{
    size_t at = (size_t)(hash_of(value, month) >> 17) & (room - 1);
    while (cells[at].used && (cells[at].value != value || cells[at].month != month))
        at = (at + 1) & (room - 1);
    return &cells[at];
}

static void grow(struct profit_sum *x)
{
    size_t room = x->room ? x->room * 2 : 1024;
    struct cell *cells = kb_alloc(x->t->arena, room * sizeof *cells);
    for (size_t i = 0; i < x->room; i++)
        if (x->cells[i].used)
            *slot_of(cells, room, x->cells[i].value, x->cells[i].month) = x->cells[i];
    x->cells = cells;
    x->room = room;
}

static int64_t code_value(struct profit_sum *x, const char *code)
{
    int64_t i = 0;
    while (i < x->codes_n && strcmp(x->codes[i], code) != 0) i++;
    KB_ASSERT(i < CODES_MAX); /* a book has fewer subjects */
    if (i == x->codes_n) x->codes[x->codes_n++] = kb_strdup(x->t->arena, code);
    return i;
}

static enum kb_code on_move(void *self, const struct move *m, struct kb_error *err)
{
    struct profit_sum *x = self;
    enum moves_class class = ledger_class_of(m->code);
    if (class == CLASS_NONE) return KB_OK;
    int64_t value = x->kind == MOVES_SUBJECT ? code_value(x, m->code) : m->value;
    int64_t month = x->before ? ledger_month_add(m->month, x->range.shift) : m->month;
    if (x->n == CELLS_MAX)
        return kb_fail_field(err, "from", "limit.reached", "more than %d figures: ask for less",
                             CELLS_MAX);
    if (x->n * 2 >= x->room) grow(x);
    struct cell *c = slot_of(x->cells, x->room, value, month);
    x->n += !c->used;
    c->used = true;
    c->value = value;
    c->month = month;
    c->sums[x->before][class] += m->cr_fen - m->dr_fen;
    return KB_OK;
}

static enum kb_code add_up(struct profit_sum *x)
{
    const struct moves_visitor visitor = { on_move, x };
    x->range.now.kind = x->range.before.kind = x->kind;
    TRY(ledger_moves(x->t, &x->range.now, &visitor));
    if (!x->range.before.from_day[0]) return KB_OK;
    x->before = true;
    return ledger_moves(x->t, &x->range.before, &visitor);
}

/* --- in order --- */

static int64_t profit_of(const struct cell *c, int when)
{
    const int64_t *s = c->sums[when];
    return s[CLASS_INCOME] + s[CLASS_COST] + s[CLASS_EXPENSE];
}

static int by_value(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;
    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return x->month < y->month ? -1 : x->month > y->month;
}

static int by_profit(const void *a, const void *b)
{
    const struct value *x = a, *y = b;
    if (x->profit_fen != y->profit_fen) return x->profit_fen > y->profit_fen ? -1 : 1;
    if (x->revenue_fen != y->revenue_fen) return x->revenue_fen > y->revenue_fen ? -1 : 1;
    return x->value < y->value ? -1 : 1;
}

/* Cells close together and sorted, and the values they are of. */
static struct value *order(struct profit_sum *x, struct profit *out)
{
    size_t n = 0;
    for (size_t i = 0; i < x->room; i++)
        if (x->cells[i].used) x->cells[n++] = x->cells[i];
    struct value *values = kb_alloc(x->t->arena, (n + 1) * sizeof *values);
    if (n) qsort(x->cells, n, sizeof *x->cells, by_value);
    for (size_t i = 0; i < n; i++) {
        const struct cell *c = &x->cells[i];
        if (i == 0 || c->value != c[-1].value)
            values[out->values++] = (struct value){ .value = c->value, .first = (int64_t)i };
        struct value *v = &values[out->values - 1];
        v->n++;
        v->profit_fen += profit_of(c, 0);
        v->revenue_fen += c->sums[0][CLASS_INCOME];
        out->revenue_fen += c->sums[0][CLASS_INCOME];
        out->cost_fen -= c->sums[0][CLASS_COST];
        out->expense_fen -= c->sums[0][CLASS_EXPENSE];
        out->was_profit_fen += profit_of(c, 1);
    }
    qsort(values, (size_t)out->values, sizeof *values, by_profit);
    out->gross_fen = out->revenue_fen - out->cost_fen;
    out->profit_fen = out->gross_fen - out->expense_fen;
    return values;
}

/* --- rows --- */

struct name_row {
    const char *text;
};
static const struct kb_field name_row_fields[] = { STR(name_row, text), END };
static SHAPE(name_row);

static enum kb_code name_of(struct profit_sum *x, int64_t value, struct profit_row *row)
{
    struct turn *t = x->t;
    struct name_row name = { "" };
    const struct db_query *q = NULL;
    switch (x->kind) {
    case MOVES_DEPARTMENT: row->department_id = value; break;
    case MOVES_STAFF: row->staff_id = value; break;
    case MOVES_PRODUCT: row->product_id = value, q = &q_profit_product; break;
    case MOVES_SKU: row->sku_id = value, q = &q_profit_sku; break;
    case MOVES_CUSTOMER:
    case MOVES_UPSTREAM:
    case MOVES_CHILD: row->org_id = value, q = &q_profit_org; break;
    case MOVES_SUBJECT: row->subject = x->codes[value], q = &q_profit_subject; break;
    case MOVES_CASH:
    case MOVES_KINDS: break;
    }
    row->name = "";
    if (!q || (!value && x->kind != MOVES_SUBJECT)) return KB_OK;
    enum kb_code code = db_one(
        t->db, t->arena, q,
        ARGS(ARG_INT(id, value), ARG_INT(book_id, t->actor.org_id), ARG_STR(code, row->subject)),
        &name_row_shape, &name, t->err);
    row->name = name.text;
    return code == KB_NOT_FOUND ? KB_OK : code;
}

static void figures(const struct cell *c, struct profit_row *row)
{
    const int64_t *now = c->sums[0], *was = c->sums[1];
    row->id = (int64_t)(hash_of(c->value, c->month) & INT64_MAX) | 1;
    row->month = c->month;
    row->revenue_fen = now[CLASS_INCOME];
    row->cost_fen = -now[CLASS_COST];
    row->gross_fen = now[CLASS_INCOME] + now[CLASS_COST];
    row->expense_fen = -now[CLASS_EXPENSE];
    row->profit_fen = profit_of(c, 0);
    row->was_revenue_fen = was[CLASS_INCOME];
    row->was_cost_fen = -was[CLASS_COST];
    row->was_gross_fen = was[CLASS_INCOME] + was[CLASS_COST];
    row->was_expense_fen = -was[CLASS_EXPENSE];
    row->was_profit_fen = profit_of(c, 1);
}

/* The cursor is how many values were shown: the order is made anew each time. */
static enum kb_code page(struct profit_sum *x, const struct profit_in *in,
                         const struct value *values, struct profit *out)
{
    int64_t shown, rows;
    TRY(turn_page(x->t, in->cursor, in->limit, &shown, &rows));
    int64_t first = shown == INT64_MAX ? 0 : shown, last = first;
    last = first < out->values && out->values - first > rows - 1 ? first + rows - 1 : out->values;
    struct profit_row *items =
        kb_alloc(x->t->arena, (size_t)((rows + 1) * (MONTHS_MAX + 1)) * sizeof *items);
    out->items.at = items;
    for (int64_t v = first; v < last; v++) {
        struct profit_row head = { .subject = "" };
        TRY(name_of(x, values[v].value, &head));
        for (int64_t i = 0; i < values[v].n; i++) {
            struct profit_row *row = &items[out->items.n++];
            *row = head;
            figures(&x->cells[values[v].first + i], row);
        }
    }
    out->next = last < out->values ? turn_id_text(x->t, "cur", last) : "";
    return KB_OK;
}

static enum kb_code profit_list(struct turn *t, const struct profit_in *in, struct profit *out)
{
    struct profit_sum *x = KB_NEW(t->arena, struct profit_sum);
    const struct range_in range = { in->from, in->to, in->compare_from, in->as_of_no,
                                    in->compare_no };
    x->t = t;
    TRY(ledger_range(t, &range, MONTHS_BACK, MONTHS_MAX, &x->range));
    for (size_t i = 0; i < COUNT(dimensions); i++)
        if (strcmp(dimensions[i].by, in->by) == 0) x->kind = dimensions[i].kind;
    TRY(add_up(x));
    out->from = x->range.now.from_day;
    out->to = x->range.now.to_day;
    out->compare_from = x->range.before.from_day;
    out->compare_to = x->range.before.to_day ? x->range.before.to_day : "";
    return page(x, in, order(x, out), out);
}
HANDLER(profit_list, profit_in, profit);

const struct turn_route profit_routes[] = {
    { "GET", "/v1/reports/profit", WHO_FINANCE, &profit_list_call, "profit_list",
      "Show profit and loss by month and by one dimension.", TURN_LIST },
    { .method = NULL },
};
