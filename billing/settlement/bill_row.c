/* bill_row - the differences of a supplier's bill, decided one by one: accepted, and the book is
 * put right by a voucher that the supplier's next settlement takes in; or disputed, and it goes out
 * with a note. */
#include "bill_priv.h"

#include "bill_row_sql.h"

#include <string.h>

static const char *const verdicts[] = { "matched", "drift", "orphan", "missing", "shift", NULL };
static const char *const states[] = { "matched", "open", "accepted", "disputed", NULL };

static const struct kb_field bill_row_fields[] = {
    ID(bill_row, id, "sbr"),
    ID(bill_row, bill_id, "sbl"),
    INT(bill_row, n, .doc = "Line of the file; 0: it is not billed."),
    STR(bill_row, ref, .doc = "As the file has it."),
    ID(bill_row, line_id, "lin"),
    STR(bill_row, product),
    STR(bill_row, sku),
    INT(bill_row, theirs_fen, .unit = "fen"),
    INT(bill_row, ours_fen, .unit = "fen"),
    STR(bill_row, verdict, .one_of = verdicts,
        .doc = "drift: another price; orphan: not known here, or billed already; missing: bought "
               "and not billed; shift: bought in the period before or behind."),
    STR(bill_row, memo),
    STR(bill_row, state, .one_of = states),
    STR(bill_row, note),
    INT(bill_row, decided_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(bill_row);
static const struct kb_field row_fields[] = {
    INT(bill_row, id),         INT(bill_row, bill_id),  INT(bill_row, supplier_id),
    INT(bill_row, n),          INT(bill_row, line_id),  INT(bill_row, theirs_fen),
    INT(bill_row, ours_fen),   INT(bill_row, group_id), INT(bill_row, decided_by),
    INT(bill_row, decided_ms), STR(bill_row, ref),      STR(bill_row, verdict),
    STR(bill_row, memo),       STR(bill_row, state),    STR(bill_row, note),
    STR(bill_row, product),    STR(bill_row, sku),      { .name = NULL },
};
const struct kb_shape bill_row_row_shape = { "bill_row", sizeof(struct bill_row), row_fields };

/* The order line, when it is one that this supplier sold. */
struct thing {
    int64_t line_id, product_id, sku_id;
};
static const struct kb_field thing_fields[] = {
    INT(thing, line_id), INT(thing, product_id), INT(thing, sku_id), { .name = NULL }
};
static SHAPE(thing);

static enum kb_code find(struct turn *t, int64_t id, struct bill_row *out)
{
    return turn_find(t, "bill row", &q_row_of,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &bill_row_row_shape,
                     out);
}

/* --- deciding --- */

struct bill_row_decide {
    int64_t id;
    const char *note;
};
static const struct kb_field accept_fields[] = {
    ID(bill_row_decide, id, "sbr"),
    STR(bill_row_decide, note, .max = 200, .optional = true),
    { .name = NULL },
};
static const struct kb_shape accept_shape = { "bill_row_accept", sizeof(struct bill_row_decide),
                                              accept_fields };
static const struct kb_field dispute_fields[] = {
    ID(bill_row_decide, id, "sbr"),
    STR(bill_row_decide, note, .min = 1, .max = 200, .doc = "The supplier reads it."),
    { .name = NULL },
};
static const struct kb_shape dispute_shape = { "bill_row_dispute", sizeof(struct bill_row_decide),
                                               dispute_fields };

static enum kb_code check_open(struct turn *t, const struct bill_row *r, bool disputed_too)
{
    if (strcmp(r->state, "open") == 0) return KB_OK;
    if (disputed_too && strcmp(r->state, "disputed") == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "bill.decided", "it is %s already", r->state);
}

static enum kb_code decide(struct turn *t, struct bill_row *r, const char *state, const char *note)
{
    r->state = state;
    r->note = note;
    r->decided_ms = t->now_ms;
    turn_touch(t, r->supplier_id, "supplier_bill", r->bill_id);
    turn_touch(t, t->actor.org_id, "supplier_bill", r->bill_id);
    TRY(turn_run_one(t, &q_row_decide,
                     ARGS(ARG_INT(id, r->id), ARG_STR(state, state), ARG_STR(note, note),
                          ARG_INT(group_id, r->group_id), ARG_INT(decided_by, t->actor.user_id),
                          ARG_INT(now_ms, t->now_ms))));
    return turn_change(t, t->actor.org_id, "supplier_bill", r->bill_id, state, "");
}

/* The book says afterwards what the bill says; a run nobody has confirmed yet takes it in. */
static enum kb_code adjust(struct turn *t, struct bill_row *r)
{
    struct settlement run;
    struct thing thing = { 0 };
    enum kb_code code =
        db_one(t->db, t->arena, &q_row_thing,
               ARGS(ARG_INT(line_id, r->line_id), ARG_INT(supplier_id, r->supplier_id)),
               &thing_shape, &thing, t->err);
    if (code != KB_OK && code != KB_NOT_FOUND) return code;
    struct correction c = { .seller_id = r->supplier_id,
                            .buyer_id = t->actor.org_id,
                            .fen = r->theirs_fen - r->ours_fen,
                            .line_id = thing.line_id,
                            .product_id = thing.product_id,
                            .sku_id = thing.sku_id,
                            .key = kb_printf(t->arena, "adjust:sbr:%lld", (long long)r->id),
                            .object = "supplier_bill",
                            .object_id = r->bill_id };
    if (!c.fen) return KB_OK;
    TRY(settle_correct(t, &c, &r->group_id));
    TRY(settle_open_run(t, r->supplier_id, t->actor.org_id, &run));
    return run.id ? settle_take(t, &run, r->group_id) : KB_OK;
}

static enum kb_code bill_row_accept(struct turn *t, const void *in_, void *out_)
{
    const struct bill_row_decide *in = in_;
    struct bill_row *r = out_;
    TRY(find(t, in->id, r));
    TRY(check_open(t, r, true));
    TRY(adjust(t, r));
    return decide(t, r, "accepted", in->note);
}
static const struct turn_call bill_row_accept_call = { &accept_shape, &bill_row_shape,
                                                       bill_row_accept, NULL };

static enum kb_code bill_row_dispute(struct turn *t, const void *in_, void *out_)
{
    const struct bill_row_decide *in = in_;
    struct bill_row *r = out_;
    TRY(find(t, in->id, r));
    TRY(check_open(t, r, false));
    TRY(decide(t, r, "disputed", in->note));
    return turn_notify(
        t, &(struct turn_notice){
               .org_id = r->supplier_id,
               .role_bits = 1 | 2, /* admin, finance */
               .kind = "settlement",
               .object = "supplier_bill",
               .object_id = r->bill_id,
               .text_zh = kb_printf(t->arena, "账单有一行被提出异议：%s", in->note),
               .text_en = kb_printf(t->arena, "A line of your bill is disputed: %s", in->note) });
}
static const struct turn_call bill_row_dispute_call = { &dispute_shape, &bill_row_shape,
                                                        bill_row_dispute, NULL };

/* --- the list --- */

struct bill_rows_in {
    const char *cursor, *verdict, *state;
    int64_t id, limit;
};
static const struct kb_field bill_rows_in_fields[] = {
    ID(bill_rows_in, id, "sbl"),
    TURN_PAGE_FIELDS(bill_rows_in),
    STR(bill_rows_in, verdict, .one_of = verdicts, .optional = true),
    STR(bill_rows_in, state, .one_of = states, .optional = true),
    { .name = NULL },
};
static SHAPE(bill_rows_in);
struct bill_rows {
    struct kb_list items;
    const char *next;
};
static const struct kb_field bill_rows_fields[] = { LIST(bill_rows, items, bill_row_shape),
                                                    STR(bill_rows, next),
                                                    { .name = NULL } };
static SHAPE(bill_rows);

static enum kb_code bill_rows_list(struct turn *t, const struct bill_rows_in *in,
                                   struct bill_rows *out)
{
    struct supplier_bill b;
    int64_t after_id, rows;
    TRY(supplier_bill_find(t, in->id, &b));
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_rows_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(bill_id, b.id),
                      ARG_STR(verdict, in->verdict), ARG_STR(state, in->state),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &bill_row_row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &bill_row_shape);
    return KB_OK;
}
HANDLER(bill_rows_list, bill_rows_in, bill_rows);

#define WHO_DECIDES (WHO_P_ADMIN | WHO_P_FINANCE)
const struct turn_route bill_row_routes[] = {
    { "GET", "/v1/supplier-bills/{id}/rows", WHO_DECIDES | WHO_S_ADMIN | WHO_S_FINANCE,
      &bill_rows_list_call, "supplier_bill_rows_list",
      "List how the lines of a supplier's bill compare with what was bought.", TURN_LIST },
    { "POST", "/v1/supplier-bill-rows/{id}/accept", WHO_DECIDES, &bill_row_accept_call,
      "supplier_bill_rows_accept", "Accept a difference: the book is put right.", TURN_MONEY },
    { "POST", "/v1/supplier-bill-rows/{id}/dispute", WHO_DECIDES, &bill_row_dispute_call,
      "supplier_bill_rows_dispute", "Dispute a difference: the supplier is told why." },
    { .method = NULL },
};
