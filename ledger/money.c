/* money - what a customer has: its balance and its own statement, read from its seller's book, and
 * the list of both for the seller. */
#include "ledger/ledger.h"

#include "money_sql.h"

#define END                                                                                        \
    {                                                                                              \
        .name = NULL                                                                               \
    }

/* --- the balance --- */

struct balance {
    int64_t available_fen, frozen_fen;
};
static const struct kb_field balance_fields[] = {
    INT(balance, available_fen, .unit = "fen", .doc = "Free to spend."),
    INT(balance, frozen_fen, .unit = "fen", .doc = "Held for orders that are being opened."),
    END,
};
static SHAPE(balance);

static enum kb_code balance_get(struct turn *t, const struct nothing *in, struct balance *out)
{
    int64_t seller = 0;
    (void)in;
    TRY(turn_int(t, &q_org_parent, ARGS(ARG_INT(org_id, t->actor.org_id)), &seller));
    return ledger_available(t, seller, t->actor.org_id, &out->available_fen, &out->frozen_fen);
}
HANDLER(balance_get, nothing, balance);

/* --- the statement --- */

struct flow_item {
    int64_t id, created_ms, order_id, in_fen, out_fen, held_fen, balance_fen, available_fen,
        frozen_fen;
    const char *kind, *text, *text_en;
};
static const struct kb_field flow_item_fields[] = {
    ID(flow_item, id, "vou"),
    STR(flow_item, kind),
    STR(flow_item, text),
    STR(flow_item, text_en),
    ID(flow_item, order_id, "ord"),
    INT(flow_item, in_fen, .unit = "fen"),
    INT(flow_item, out_fen, .unit = "fen"),
    INT(flow_item, held_fen, .unit = "fen", .doc = "Moved into being held; negative: out of it."),
    INT(flow_item, balance_fen, .unit = "fen", .doc = "Available and held together, afterwards."),
    INT(flow_item, available_fen, .unit = "fen"),
    INT(flow_item, frozen_fen, .unit = "fen"),
    INT(flow_item, created_ms, .unit = "ms"),
    END,
};
static SHAPE(flow_item);

struct flow {
    struct kb_list items;
    const char *next;
};
static const struct kb_field flow_fields[] = { LIST(flow, items, flow_item_shape), STR(flow, next),
                                               END };
static SHAPE(flow);

/* A voucher's effect on the account: the sum of both subjects is the customer's money. */
struct flow_row {
    int64_t id, created_ms, order_id, change_fen, held_fen, available_fen, frozen_fen;
    const char *kind, *text, *text_en;
};
static const struct kb_field flow_row_fields[] = {
    INT(flow_row, id),
    INT(flow_row, created_ms),
    INT(flow_row, order_id),
    INT(flow_row, change_fen),
    INT(flow_row, held_fen),
    INT(flow_row, available_fen),
    INT(flow_row, frozen_fen),
    STR(flow_row, kind),
    STR(flow_row, text),
    STR(flow_row, text_en),
    END,
};
static SHAPE(flow_row);

static struct flow_item flow_item_of(const struct flow_row *r)
{
    return (struct flow_item){
        .id = r->id,
        .created_ms = r->created_ms,
        .order_id = r->order_id,
        .kind = r->kind,
        .text = r->text,
        .text_en = r->text_en,
        .held_fen = r->held_fen,
        .in_fen = r->change_fen > 0 ? r->change_fen : 0,
        .out_fen = r->change_fen < 0 ? -r->change_fen : 0,
        .balance_fen = r->available_fen + r->frozen_fen,
        .available_fen = r->available_fen,
        .frozen_fen = r->frozen_fen,
    };
}

static enum kb_code flow_list(struct turn *t, const struct turn_list_in *in, struct flow *out)
{
    int64_t after_id, rows, seller = 0;
    struct kb_list found;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_int(t, &q_org_parent, ARGS(ARG_INT(org_id, t->actor.org_id)), &seller));
    TRY(turn_all(t, &q_flow,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(book_id, seller),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &flow_row_shape, rows, &found));
    struct flow_item *items = kb_alloc(t->arena, (size_t)(found.n + 1) * sizeof *items);
    for (int64_t i = 0; i < found.n; i++)
        items[i] = flow_item_of(&((const struct flow_row *)found.at)[i]);
    out->items = (struct kb_list){ items, found.n };
    out->next = turn_page_next(t, &out->items, in->limit, &flow_item_shape);
    return KB_OK;
}
HANDLER(flow_list, turn_list_in, flow);

/* --- for the seller --- */

struct customer_balance {
    int64_t id, created_ms, available_fen, frozen_fen;
    const char *name;
};
static const struct kb_field customer_balance_fields[] = {
    ID(customer_balance, id, "org"),
    STR(customer_balance, name),
    INT(customer_balance, available_fen, .unit = "fen"),
    INT(customer_balance, frozen_fen, .unit = "fen"),
    INT(customer_balance, created_ms, .unit = "ms"),
    END,
};
static SHAPE(customer_balance);

struct customer_balances {
    struct kb_list items;
    const char *next;
};
static const struct kb_field customer_balances_fields[] = {
    LIST(customer_balances, items, customer_balance_shape), STR(customer_balances, next), END
};
static SHAPE(customer_balances);

static enum kb_code customer_balances_list(struct turn *t, const struct turn_list_in *in,
                                           struct customer_balances *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(
        t, &q_customer_balances,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
        &customer_balance_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &customer_balance_shape);
    return KB_OK;
}
HANDLER(customer_balances_list, turn_list_in, customer_balances);

const struct turn_route money_routes[] = {
    { "GET", "/v1/balance", WHO_C_ANY, &balance_get_call, "balance_get",
      "Show your organisation's balance." },
    { "GET", "/v1/flow", WHO_C_ANY, &flow_list_call, "flow_list",
      "List what went into and out of your balance.", TURN_LIST },
    { "GET", "/v1/customer-balances", WHO_FINANCE | WHO_SALES, &customer_balances_list_call,
      "customer_balances_list", "List the balances of your organisation's own customers.",
      TURN_LIST },
    { .method = NULL },
};
