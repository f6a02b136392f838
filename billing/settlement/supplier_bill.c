/* supplier_bill - what a supplier bills for a period comes in as a file, once, and is compared line
 * by line with what the platform's book holds as its cost. */
#include "bill_priv.h"

#include "base/date.h"
#include "ledger/day.h"
#include "supplier_bill_sql.h"

#include <string.h>

static const struct kb_field supplier_bill_fields[] = {
    ID(supplier_bill, id, "sbl"),
    ID(supplier_bill, supplier_id, "org"),
    STR(supplier_bill, supplier),
    STR(supplier_bill, bill_no),
    INT(supplier_bill, from_ms, .unit = "ms"),
    INT(supplier_bill, to_ms, .unit = "ms"),
    INT(supplier_bill, lines_n, .doc = "Of the file."),
    INT(supplier_bill, theirs_fen, .unit = "fen"),
    INT(supplier_bill, ours_fen, .unit = "fen", .doc = "What was bought in the period."),
    INT(supplier_bill, open_n, .doc = "Differences that are not decided."),
    INT(supplier_bill, disputed_n),
    INT(supplier_bill, created_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(supplier_bill);
static const struct kb_field row_fields[] = {
    INT(supplier_bill, id),          INT(supplier_bill, buyer_id),
    INT(supplier_bill, supplier_id), INT(supplier_bill, from_ms),
    INT(supplier_bill, to_ms),       INT(supplier_bill, lines_n),
    INT(supplier_bill, theirs_fen),  INT(supplier_bill, ours_fen),
    INT(supplier_bill, created_by),  INT(supplier_bill, created_ms),
    INT(supplier_bill, open_n),      INT(supplier_bill, disputed_n),
    STR(supplier_bill, bill_no),     STR(supplier_bill, digest),
    STR(supplier_bill, supplier),    { .name = NULL },
};
const struct kb_shape supplier_bill_row_shape = { "supplier_bill", sizeof(struct supplier_bill),
                                                  row_fields };
static const struct kb_field new_row_fields[] = {
    INT(bill_row, id),       INT(bill_row, bill_id), INT(bill_row, supplier_id),
    INT(bill_row, n),        INT(bill_row, line_id), INT(bill_row, theirs_fen),
    INT(bill_row, ours_fen), STR(bill_row, ref),     STR(bill_row, verdict),
    STR(bill_row, memo),     STR(bill_row, state),   { .name = NULL },
};
static const struct kb_shape new_row_shape = { "bill_row", sizeof(struct bill_row),
                                               new_row_fields };
static const struct kb_field bill_ours_fields[] = {
    INT(bill_ours, line_id), INT(bill_ours, when), INT(bill_ours, fen), { .name = NULL }
};
static SHAPE(bill_ours);
static const struct kb_field bill_billed_fields[] = {
    INT(bill_billed, line_id), INT(bill_billed, when), BOOL(bill_billed, shifted), { .name = NULL }
};
static SHAPE(bill_billed);

enum kb_code supplier_bill_find(struct turn *t, int64_t id, struct supplier_bill *out)
{
    return turn_find(t, "supplier bill", &q_bill_of,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)),
                     &supplier_bill_row_shape, out);
}

/* --- taking it in --- */

struct supplier_bill_new {
    int64_t supplier_id;
    const char *bill_no, *from, *to, *csv;
};
static const struct kb_field supplier_bill_new_fields[] = {
    ID(supplier_bill_new, supplier_id, "org", .optional = true,
       .doc = "Whose bill; a supplier's own when not given."),
    STR(supplier_bill_new, bill_no, .min = 1, .max = 80),
    STR(supplier_bill_new, from, .min = 10, .max = 10, .doc = "First day, YYYY-MM-DD."),
    STR(supplier_bill_new, to, .min = 10, .max = 10, .doc = "Last day."),
    STR(supplier_bill_new, csv, .min = 1, .max = BILL_CSV_MAX,
        .doc = "A header of ref, amount and memo (which may be left out), and one line for each "
               "order line: ref is its id (lin_…), amount yuan with what was given back taken "
               "off. 5000 lines at most."),
    { .name = NULL },
};
static SHAPE(supplier_bill_new);

static enum kb_code sides(struct turn *t, const struct supplier_bill_new *in,
                          struct supplier_bill *b)
{
    struct org supplier;
    bool own = t->actor.org_id != t->actor.platform_id;
    b->buyer_id = t->actor.platform_id;
    b->supplier_id = in->supplier_id ? in->supplier_id : t->actor.org_id;
    if (own && b->supplier_id != t->actor.org_id)
        return kb_fail_field(t->err, "supplier_id", "not_found", "that is not you");
    if (!own && !in->supplier_id)
        return kb_fail_field(t->err, "supplier_id", "request.missing", "say whose bill it is");
    TRY(org_find_supplier(t, b->supplier_id, &supplier));
    b->supplier = supplier.name;
    return KB_OK;
}

/* The instant a day of China's begins. */
static enum kb_code day_begins(struct turn *t, const char *field, const char *day, int64_t *ms)
{
    if (!ledger_day_ok(day))
        return kb_fail_field(t->err, field, "bill.period", "%.20s is not a day, YYYY-MM-DD", day);
    int64_t month = ledger_day_month(day);
    const struct kb_date d = { month / 100, month % 100, (day[8] - '0') * 10 + (day[9] - '0') };
    *ms = kb_day_begin_ms(kb_date_day(d), KB_CHINA_OFFSET_MIN);
    return KB_OK;
}

static enum kb_code period(struct turn *t, const struct supplier_bill_new *in,
                           struct supplier_bill *b)
{
    TRY(day_begins(t, "from", in->from, &b->from_ms));
    TRY(day_begins(t, "to", in->to, &b->to_ms));
    b->to_ms += INT64_C(86400000);
    if (b->to_ms > b->from_ms && b->to_ms - b->from_ms <= 366 * INT64_C(86400000)) return KB_OK;
    return kb_fail_field(t->err, "to", "bill.period", "a period of a day to a year");
}

static const char *digest_of(struct turn *t, const struct supplier_bill_new *in)
{
    char *out = kb_alloc(t->arena, 65);
    const char *text = kb_printf(t->arena, "%s\n%s\n%s", in->from, in->to, in->csv);
    kb_digest(out, text, strlen(text));
    return out;
}

/* The same file again answers what was made of it; another under its number is refused. */
static enum kb_code repeated(struct turn *t, const struct supplier_bill *b, int64_t *id)
{
    static const struct kb_field seen_fields[] = { INT(supplier_bill, id),
                                                   STR(supplier_bill, digest),
                                                   { .name = NULL } };
    static const struct kb_shape seen_shape = { "supplier_bill", sizeof(struct supplier_bill),
                                                seen_fields };
    struct supplier_bill seen;
    enum kb_code code =
        db_one(t->db, t->arena, &q_bill_by_no,
               ARGS(ARG_INT(supplier_id, b->supplier_id), ARG_STR(bill_no, b->bill_no)),
               &seen_shape, &seen, t->err);
    *id = 0;
    if (code == KB_NOT_FOUND) return KB_OK;
    if (code != KB_OK) return code;
    *id = seen.id;
    if (strcmp(seen.digest, b->digest) == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "bill.there",
                   "another bill of this supplier has that number");
}

static enum kb_code list_of(struct turn *t, const struct db_query *q, const struct db_arg *args,
                            const struct kb_shape *shape, struct kb_list *out)
{
    enum kb_code code = turn_all(t, q, args, shape, BILL_OURS_MAX, out);
    if (code == KB_OK || strcmp(t->err->reason, "store.too_many") != 0) return code;
    return kb_fail_field(t->err, "to", "bill.period",
                         "more than %d order lines: bill a shorter period", BILL_OURS_MAX);
}

/* With the periods of the same length before and behind it. */
static enum kb_code books_of(struct turn *t, const struct supplier_bill *b, struct bill_books *out)
{
    int64_t before_ms = b->from_ms - (b->to_ms - b->from_ms);
    int64_t after_ms = b->to_ms + (b->to_ms - b->from_ms);
    TRY(list_of(t, &q_ours_of,
                ARGS(ARG_INT(buyer_id, b->buyer_id), ARG_INT(supplier_id, b->supplier_id),
                     ARG_INT(before_id, kb_id_first(before_ms)),
                     ARG_INT(from_id, kb_id_first(b->from_ms)),
                     ARG_INT(to_id, kb_id_first(b->to_ms)),
                     ARG_INT(after_id, kb_id_first(after_ms)), ARG_INT(rows, BILL_OURS_MAX + 1)),
                &bill_ours_shape, &out->ours));
    return list_of(t, &q_billed_of,
                   ARGS(ARG_INT(buyer_id, b->buyer_id), ARG_INT(supplier_id, b->supplier_id),
                        ARG_INT(before_ms, before_ms), ARG_INT(from_ms, b->from_ms),
                        ARG_INT(to_ms, b->to_ms), ARG_INT(after_ms, after_ms),
                        ARG_INT(rows, BILL_OURS_MAX + 1)),
                   &bill_billed_shape, &out->billed);
}

static enum kb_code rows_write(struct turn *t, const struct supplier_bill *b,
                               const struct kb_list *list)
{
    struct bill_row *r = list->at;
    for (int64_t i = 0; i < list->n; i++) {
        r[i].id = turn_new_id(t);
        r[i].bill_id = b->id;
        r[i].supplier_id = b->supplier_id;
        TRY(turn_put(t, &q_row_add, &new_row_shape, &r[i]));
    }
    return KB_OK;
}

static void totals(struct supplier_bill *b, const struct kb_list *rows,
                   const struct bill_books *books)
{
    const struct bill_row *r = rows->at;
    const struct bill_ours *o = books->ours.at;
    b->lines_n = rows->n;
    for (int64_t i = 0; i < rows->n; i++) b->theirs_fen += r[i].theirs_fen;
    for (int64_t i = 0; i < books->ours.n; i++)
        if (o[i].when == BILL_IN) b->ours_fen += o[i].fen;
}

static enum kb_code supplier_bill_create(struct turn *t, const struct supplier_bill_new *in,
                                         struct supplier_bill *out)
{
    struct kb_list rows, missing;
    struct bill_books books;
    int64_t there;
    struct supplier_bill b = { .bill_no = in->bill_no,
                               .digest = digest_of(t, in),
                               .created_by = t->actor.user_id,
                               .created_ms = t->now_ms };
    TRY(sides(t, in, &b));
    TRY(period(t, in, &b));
    TRY(repeated(t, &b, &there));
    if (there) return supplier_bill_find(t, there, out);
    TRY(bill_csv_read(t->arena, &t->world->id_key, in->csv, &rows, t->err));
    TRY(books_of(t, &b, &books));
    bill_compare(t->arena, &books, &rows, &missing);
    totals(&b, &rows, &books);
    b.id = turn_new_id(t);
    TRY(turn_put(t, &q_bill_add, &supplier_bill_row_shape, &b));
    TRY(rows_write(t, &b, &rows));
    TRY(rows_write(t, &b, &missing));
    TRY(turn_change(t, b.buyer_id, "supplier_bill", b.id, "created", ""));
    turn_touch(t, b.buyer_id, "supplier_bill", b.id);
    turn_touch(t, b.supplier_id, "supplier_bill", b.id);
    return supplier_bill_find(t, b.id, out);
}
HANDLER(supplier_bill_create, supplier_bill_new, supplier_bill);

/* --- seeing --- */

struct supplier_bill_key {
    int64_t id;
};
static const struct kb_field supplier_bill_key_fields[] = { ID(supplier_bill_key, id, "sbl"),
                                                            { .name = NULL } };
static SHAPE(supplier_bill_key);

static enum kb_code supplier_bill_get(struct turn *t, const struct supplier_bill_key *in,
                                      struct supplier_bill *out)
{
    return supplier_bill_find(t, in->id, out);
}
HANDLER(supplier_bill_get, supplier_bill_key, supplier_bill);

struct supplier_bills_in {
    const char *cursor;
    int64_t limit, supplier_id, from_ms, to_ms;
};
static const struct kb_field supplier_bills_in_fields[] = {
    TURN_PAGE_FIELDS(supplier_bills_in),
    ID(supplier_bills_in, supplier_id, "org", .optional = true),
    INT(supplier_bills_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    INT(supplier_bills_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(supplier_bills_in);
struct supplier_bills {
    struct kb_list items;
    const char *next;
};
static const struct kb_field supplier_bills_fields[] = {
    LIST(supplier_bills, items, supplier_bill_shape),
    STR(supplier_bills, next),
    { .name = NULL },
};
static SHAPE(supplier_bills);

static enum kb_code supplier_bills_list(struct turn *t, const struct supplier_bills_in *in,
                                        struct supplier_bills *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_bills_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(supplier_id, in->supplier_id),
                      ARG_INT(from_ms, in->from_ms), ARG_INT(to_ms, in->to_ms),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &supplier_bill_row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &supplier_bill_shape);
    return KB_OK;
}
HANDLER(supplier_bills_list, supplier_bills_in, supplier_bills);

#define WHO_BILLS (WHO_P_ADMIN | WHO_P_FINANCE | WHO_S_ADMIN | WHO_S_FINANCE)
const struct turn_route supplier_bill_routes[] = {
    { "GET", "/v1/supplier-bills", WHO_BILLS, &supplier_bills_list_call, "supplier_bills_list",
      "List suppliers' bills.", TURN_LIST },
    { "POST", "/v1/supplier-bills", WHO_BILLS, &supplier_bill_create_call, "supplier_bills_create",
      "Take in a supplier's bill and compare it line by line." },
    { "GET", "/v1/supplier-bills/{id}", WHO_BILLS, &supplier_bill_get_call, "supplier_bills_get",
      "A supplier's bill." },
    { .method = NULL },
};
