/* voucher - vouchers read by their organisation's own finance: listed by what they are about, and
 * one with its lines, its group, what it reverses and its place in the hash chain. A list looks at
 * a bounded number of vouchers a page, however rare what it is asked for. */
#include "ledger/day.h"
#include "ledger/entry_priv.h"
#include "ledger/page_priv.h"

#include "voucher_sql.h"
#include <string.h>

#define WINDOW      20000 /* vouchers looked at in one query */
#define WINDOWS_MAX 5     /* of a page */

struct voucher_item {
    int64_t id, no, adjusts, total_fen, created_ms;
    bool reversal;
    const char *acct_date, *event, *event_zh, *event_en, *text;
};
static const struct kb_field voucher_item_fields[] = {
    ID(voucher_item, id, "vou"),
    INT(voucher_item, no),
    STR(voucher_item, acct_date, .doc = "Local date of the book."),
    INT(voucher_item, adjusts, .doc = "YYYYMM of the closed month it belongs to; 0: its own."),
    STR(voucher_item, event),
    STR(voucher_item, event_zh),
    STR(voucher_item, event_en),
    STR(voucher_item, text, .doc = "Of a manual entry."),
    BOOL(voucher_item, reversal),
    INT(voucher_item, total_fen, .unit = "fen"),
    INT(voucher_item, created_ms, .unit = "ms"),
    END,
};
static SHAPE(voucher_item);
PAGE_OUT(vouchers, voucher_item);

struct vouchers_in {
    const char *cursor, *subject, *event, *from, *to;
    int64_t limit, party_id, customer_id, distributor_id, supplier_id, department_id, staff_id,
        product_id, sku_id;
};
static const struct kb_field vouchers_in_fields[] = {
    TURN_PAGE_FIELDS(vouchers_in),
    STR(vouchers_in, subject, .max = 24, .optional = true, .doc = "With a line on this subject."),
    ID(vouchers_in, party_id, "org", .reach = KB_REACH_PARENT, .optional = true,
       .reach_why = "a book has lines about whom its organisation owes",
       .doc = "With a line about this party."),
    STR(vouchers_in, event, .max = LEDGER_NAME_MAX, .optional = true, .doc = "Of this event."),
    STR(vouchers_in, from, .max = 10, .optional = true, .doc = "From this day, YYYY-MM-DD."),
    STR(vouchers_in, to, .max = 10, .optional = true, .doc = "To this day, YYYY-MM-DD."),
    ID(vouchers_in, customer_id, "org", .optional = true, .doc = "Profit or loss with them."),
    ID(vouchers_in, distributor_id, "org", .optional = true),
    ID(vouchers_in, supplier_id, "org", .reach = KB_REACH_PARENT, .optional = true,
       .reach_why = "a distributor's supplier is the organisation above it"),
    ID(vouchers_in, department_id, LEDGER_DEPARTMENT, .optional = true),
    ID(vouchers_in, staff_id, LEDGER_STAFF, .optional = true),
    ID(vouchers_in, product_id, "prd", .optional = true),
    ID(vouchers_in, sku_id, "sku", .optional = true),
    END,
};
static SHAPE(vouchers_in);

/* --- the list --- */

struct look {
    struct turn *t;
    const struct vouchers_in *in;
    int64_t below_no, low_no, cut_no; /* cut_no: from here on only late ones are of the days */
    int64_t rows, dims;
    struct voucher_item *items;
    int64_t n;
};

static enum kb_code look_between(struct look *x, const struct db_query *q, int64_t low_no,
                                 int64_t below_no)
{
    const struct vouchers_in *in = x->in;
    struct kb_list found;
    if (low_no >= below_no || x->n == x->rows) return KB_OK;
    TRY(turn_all(
        x->t, q,
        ARGS(ARG_INT(org_id, x->t->actor.org_id), ARG_INT(below_no, below_no),
             ARG_INT(low_no, low_no), ARG_STR(from_day, in->from),
             ARG_STR(to_day, in->to[0] ? in->to : "9999-12-31"), ARG_STR(event, in->event),
             ARG_STR(subject, in->subject), ARG_INT(party, in->party_id), ARG_INT(dims, x->dims),
             ARG_INT(customer_id, in->customer_id), ARG_INT(distributor_id, in->distributor_id),
             ARG_INT(supplier_id, in->supplier_id), ARG_INT(department_id, in->department_id),
             ARG_INT(staff_id, in->staff_id), ARG_INT(product_id, in->product_id),
             ARG_INT(sku_id, in->sku_id), ARG_INT(rows, x->rows - x->n)),
        &voucher_item_shape, x->rows, &found));
    if (found.n) memcpy(x->items + x->n, found.at, (size_t)found.n * sizeof *x->items);
    x->n += found.n;
    return KB_OK;
}

/* Window by window downwards; where it had to stop goes into *stopped_no, 0: at the end. */
static enum kb_code look_down(struct look *x, int64_t *stopped_no)
{
    int64_t below = x->below_no < x->cut_no ? x->below_no : x->cut_no;
    *stopped_no = 0;
    for (int i = 0; below > x->low_no && x->n < x->rows; i++) {
        int64_t low = below - WINDOW > x->low_no ? below - WINDOW : x->low_no;
        if (i == WINDOWS_MAX) return *stopped_no = below, KB_OK;
        TRY(look_between(x, &q_vouchers, low, below));
        below = low;
    }
    return KB_OK;
}

static enum kb_code day_no(struct turn *t, const char *day, int64_t *no)
{
    *no = INT64_MAX;
    if (!day[0]) return KB_OK;
    TRY(turn_int(t, &q_voucher_first_of_day,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(day, day)), no));
    if (!*no) *no = INT64_MAX;
    return KB_OK;
}

static enum kb_code days_check(struct turn *t, const struct vouchers_in *in)
{
    const char *const names[] = { "from", "to" }, *const days[] = { in->from, in->to };
    for (size_t i = 0; i < 2; i++)
        if (days[i][0] && !ledger_day_ok(days[i]))
            return kb_fail_field(t->err, names[i], "ledger.date", "%s must be a day, YYYY-MM-DD",
                                 names[i]);
    return KB_OK;
}

static enum kb_code look_begin(struct look *x, int64_t after_id)
{
    struct turn *t = x->t;
    const struct vouchers_in *in = x->in;
    const int64_t dims[] = { in->customer_id,   in->distributor_id, in->supplier_id,
                             in->department_id, in->staff_id,       in->product_id,
                             in->sku_id };
    int64_t last_no;
    for (size_t i = 0; i < COUNT(dims); i++) x->dims |= dims[i] != 0;
    TRY(days_check(t, in));
    TRY(turn_int(t, &q_voucher_last_no, ARGS(ARG_INT(org_id, t->actor.org_id)), &last_no));
    TRY(turn_int(t, &q_voucher_no_of, ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(id, after_id)),
                 &x->below_no));
    if (!x->below_no) x->below_no = last_no + 1;
    TRY(day_no(t, in->from, &x->low_no));
    if (!in->from[0]) x->low_no = 1;
    TRY(day_no(t, in->to[0] ? kb_printf(t->arena, "%s~", in->to) : "", &x->cut_no));
    x->items = kb_alloc(t->arena, (size_t)(x->rows + 1) * sizeof *x->items);
    return KB_OK;
}

static enum kb_code vouchers_list(struct turn *t, const struct vouchers_in *in,
                                  struct vouchers *out)
{
    struct look x = { .t = t, .in = in };
    int64_t after_id, stopped_no, id = 0;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &x.rows));
    TRY(look_begin(&x, after_id));
    if (x.cut_no != INT64_MAX) TRY(look_between(&x, &q_vouchers_late, x.cut_no, x.below_no));
    TRY(look_down(&x, &stopped_no));
    out->items = (struct kb_list){ x.items, x.n };
    out->next = turn_page_next(t, &out->items, in->limit, &voucher_item_shape);
    if (!stopped_no || out->next[0]) return KB_OK;
    TRY(turn_int(t, &q_voucher_id_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(no, stopped_no)), &id));
    out->next = turn_id_text(t, "cur", id);
    return KB_OK;
}
HANDLER(vouchers_list, vouchers_in, vouchers);

/* --- one --- */

struct voucher_line {
    int64_t n, party, dr_fen, cr_fen;
    const char *subject, *name, *name_en, *party_name;
};
static const struct kb_field voucher_line_fields[] = {
    INT(voucher_line, n),
    STR(voucher_line, subject),
    STR(voucher_line, name),
    STR(voucher_line, name_en),
    ID(voucher_line, party, "org"),
    STR(voucher_line, party_name),
    INT(voucher_line, dr_fen, .unit = "fen"),
    INT(voucher_line, cr_fen, .unit = "fen"),
    END,
};
static SHAPE(voucher_line);

static const struct kb_field voucher_member_fields[] = {
    ID(voucher_item, id, "vou"),
    INT(voucher_item, no),
    STR(voucher_item, acct_date),
    STR(voucher_item, event),
    STR(voucher_item, event_zh),
    STR(voucher_item, event_en),
    INT(voucher_item, total_fen, .unit = "fen"),
    END,
};
static const struct kb_shape voucher_member_shape = { "voucher_member", sizeof(struct voucher_item),
                                                      voucher_member_fields };

struct voucher {
    int64_t id, group_id, no, book, adjusts, template_id, version, total_fen, order_id, entry_id,
        reverses_id, reversed_by, customer_id, distributor_id, supplier_id, department_id, staff_id,
        product_id, sku_id, created_ms;
    const char *acct_date, *event, *event_zh, *event_en, *group_event, *role, *mode, *text,
        *customer_name, *distributor_name, *supplier_name, *prev_hash, *hash;
    struct kb_list lines, group;
};
static const struct kb_field voucher_fields[] = {
    ID(voucher, id, "vou"),
    INT(voucher, no),
    ID(voucher, book, "org", .doc = "Whose book."),
    STR(voucher, acct_date),
    INT(voucher, adjusts, .doc = "YYYYMM of the closed month it belongs to; 0: its own."),
    STR(voucher, event),
    STR(voucher, event_zh),
    STR(voucher, event_en),
    STR(voucher, group_event, .doc = "Of the whole group."),
    STR(voucher, role),
    STR(voucher, mode),
    ID(voucher, template_id, "tpl"),
    INT(voucher, version, .doc = "Of the entry template it was made from."),
    INT(voucher, total_fen, .unit = "fen"),
    ID(voucher, order_id, "ord", .doc = "The own customer's order."),
    ID(voucher, entry_id, "ent", .doc = "What was recorded by hand."),
    STR(voucher, text),
    ID(voucher, reverses_id, "vou", .doc = "The voucher that it reverses."),
    ID(voucher, reversed_by, "vou"),
    ID(voucher, customer_id, "org"),
    STR(voucher, customer_name),
    ID(voucher, distributor_id, "org"),
    STR(voucher, distributor_name),
    ID(voucher, supplier_id, "org", .doc = "Whom it was bought from: a supplier or the parent."),
    STR(voucher, supplier_name),
    ID(voucher, department_id, LEDGER_DEPARTMENT),
    ID(voucher, staff_id, LEDGER_STAFF),
    ID(voucher, product_id, "prd"),
    ID(voucher, sku_id, "sku"),
    STR(voucher, prev_hash),
    STR(voucher, hash),
    LIST(voucher, lines, voucher_line_shape),
    LIST(voucher, group, voucher_member_shape, .doc = "This event's vouchers in this book."),
    INT(voucher, created_ms, .unit = "ms"),
    END,
};
static SHAPE(voucher);

/* The row: the shape above and the group's number, which stays inside. */
static const struct kb_field voucher_row_fields[] = {
    INT(voucher, id),
    INT(voucher, group_id),
    INT(voucher, no),
    INT(voucher, book),
    STR(voucher, acct_date),
    INT(voucher, adjusts),
    STR(voucher, event),
    STR(voucher, event_zh),
    STR(voucher, event_en),
    STR(voucher, group_event),
    STR(voucher, role),
    STR(voucher, mode),
    INT(voucher, template_id),
    INT(voucher, version),
    INT(voucher, total_fen),
    INT(voucher, order_id),
    INT(voucher, entry_id),
    STR(voucher, text),
    INT(voucher, reverses_id),
    INT(voucher, reversed_by),
    INT(voucher, customer_id),
    STR(voucher, customer_name),
    INT(voucher, distributor_id),
    STR(voucher, distributor_name),
    INT(voucher, supplier_id),
    STR(voucher, supplier_name),
    INT(voucher, department_id),
    INT(voucher, staff_id),
    INT(voucher, product_id),
    INT(voucher, sku_id),
    STR(voucher, prev_hash),
    STR(voucher, hash),
    INT(voucher, created_ms),
    END,
};
static const struct kb_shape voucher_row_shape = { "voucher", sizeof(struct voucher),
                                                   voucher_row_fields };

struct voucher_get {
    int64_t id;
};
static const struct kb_field voucher_get_fields[] = { ID(voucher_get, id, "vou"), END };
static SHAPE(voucher_get);

static enum kb_code vouchers_get(struct turn *t, const struct voucher_get *in, struct voucher *out)
{
    const struct db_arg *args = ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id));
    TRY(turn_find(t, "voucher", &q_voucher_find, args, &voucher_row_shape, out));
    TRY(turn_all(t, &q_voucher_find_lines, args, &voucher_line_shape, LEDGER_LINES_MAX,
                 &out->lines));
    return turn_all(t, &q_voucher_group,
                    ARGS(ARG_INT(group_id, out->group_id), ARG_INT(org_id, t->actor.org_id)),
                    &voucher_member_shape, LEDGER_LEGS_MAX, &out->group);
}
HANDLER(vouchers_get, voucher_get, voucher);

const struct turn_route voucher_routes[] = {
    { "GET", "/v1/vouchers", WHO_FINANCE, &vouchers_list_call, "vouchers_list",
      "List the vouchers of your organisation's book.", TURN_LIST },
    { "GET", "/v1/vouchers/{id}", WHO_FINANCE, &vouchers_get_call, "vouchers_get",
      "Show a voucher with its lines, its group and its place in the hash chain." },
    { .method = NULL },
};
