/* bill_view - bills as their customer and its seller read them: units, price, what was left over
 * before and after, and whether it is paid. */
#include "billing/metering/metering_priv.h"
#include "bill_view_sql.h"

#include <string.h>

static const char *const bill_states[] = { "due", "paid", NULL };

struct bill_view {
    int64_t id, customer_id, resource_id, from_ms, to_ms, units_milli, late_milli, unit_ufen,
        carry_in_nfen, carry_out_nfen, amount_fen, created_ms, paid_ms;
    const char *customer, *alias, *sku, *unit, *state;
};
static const struct kb_field bill_view_fields[] = {
    ID(bill_view, id, "bil"),
    ID(bill_view, customer_id, "org"),
    STR(bill_view, customer),
    ID(bill_view, resource_id, "res"),
    STR(bill_view, alias, .doc = "The customer's name for it, for the customer."),
    STR(bill_view, sku),
    STR(bill_view, unit, .doc = "hour, or what the SKU counts."),
    INT(bill_view, from_ms, .unit = "ms"),
    INT(bill_view, to_ms, .unit = "ms"),
    INT(bill_view, units_milli, .doc = "Thousandths of a unit."),
    INT(bill_view, late_milli, .doc = "Of those: reported after their day was billed."),
    INT(bill_view, unit_ufen, .unit = "ufen"),
    INT(bill_view, carry_in_nfen, .unit = "nfen", .doc = "What the bill before left over."),
    INT(bill_view, carry_out_nfen, .unit = "nfen", .doc = "What this one leaves to the next."),
    INT(bill_view, amount_fen, .unit = "fen"),
    STR(bill_view, state, .one_of = bill_states),
    INT(bill_view, created_ms, .unit = "ms"),
    INT(bill_view, paid_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(bill_view);

struct bills_in {
    const char *cursor, *state;
    int64_t limit, resource_id, customer_id, from_ms, to_ms;
};
static const struct kb_field bills_in_fields[] = {
    TURN_PAGE_FIELDS(bills_in),
    STR(bills_in, state, .one_of = bill_states, .optional = true),
    ID(bills_in, resource_id, "res", .reach = KB_REACH_CUSTOMERS, .optional = true,
       .reach_why = "a seller's bills are about what its customers have"),
    ID(bills_in, customer_id, "org", .optional = true),
    INT(bills_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",
        .doc = "Made since then."),
    INT(bills_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",
        .doc = "Made before then."),
    { .name = NULL },
};
static SHAPE(bills_in);
struct bills {
    struct kb_list items;
    const char *next;
};
static const struct kb_field bills_fields[] = { LIST(bills, items, bill_view_shape),
                                                STR(bills, next),
                                                { .name = NULL } };
static SHAPE(bills);

static enum kb_code bills_list(struct turn *t, const struct bills_in *in, struct bills *out)
{
    int64_t after_id, rows;
    bool customer = (t->actor.who & WHO_C_ANY) != 0;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, customer ? &q_bills_of : &q_bills_made,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(state, in->state), ARG_INT(resource_id, in->resource_id),
                      ARG_INT(customer_id, in->customer_id), ARG_INT(from_ms, in->from_ms),
                      ARG_INT(to_ms, in->to_ms), ARG_INT(rows, rows)),
                 &bill_view_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &bill_view_shape);
    return KB_OK;
}
HANDLER(bills_list, bills_in, bills);

struct bill_key {
    int64_t id;
};
static const struct kb_field bill_key_fields[] = { ID(bill_key, id, "bil"), { .name = NULL } };
static SHAPE(bill_key);

static enum kb_code bill_get(struct turn *t, const struct bill_key *in, struct bill_view *out)
{
    return turn_find(t, "bill", &q_bill_of_side,
                     ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id)), &bill_view_shape,
                     out);
}
HANDLER(bill_get, bill_key, bill_view);

const struct turn_route bill_routes[] = {
    { "GET", "/v1/bills", WHO_C_ANY | WHO_SALES | WHO_FINANCE, &bills_list_call, "bills_list",
      "List bills of what was used: your own, or your customers'.", TURN_LIST },
    { "GET", "/v1/bills/{id}", WHO_C_ANY | WHO_SALES | WHO_FINANCE, &bill_get_call, "bills_get",
      "One bill." },
    { .method = NULL },
};
