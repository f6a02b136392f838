/* run - a settlement between two neighbours for a period, as both of its sides see it: totals, who
 * has given its word, and line by line the vouchers it is made of. Neither sees beyond the edge: of
 * what was sold only the thing and what it cost between the two. */
#include "billing/settlement/settlement_priv.h"
#include "run_sql.h"

#include "base/states.h"

#include <string.h>

static const char *const run_states[] = {
    "draft", "confirmed", "approved", "paid", "closed", NULL
};
static const char *const run_kinds[] = { "supply", "distribution", NULL };

static const struct kb_field settlement_fields[] = {
    ID(settlement, id, "stl"),
    STR(settlement, kind, .doc = "distribution: with a neighbour; supply: with a supplier"),
    STR(settlement, state, .doc = "draft, confirmed by both sides, approved, paid, closed"),
    ID(settlement, seller_id, "org"),
    STR(settlement, seller),
    ID(settlement, buyer_id, "org"),
    STR(settlement, buyer),
    ID(settlement, agreement_id, "agr", .doc = "The terms whose calendar it follows."),
    INT(settlement, from_ms, .unit = "ms"),
    INT(settlement, to_ms, .unit = "ms"),
    INT(settlement, lines_n),
    INT(settlement, goods_fen, .unit = "fen", .doc = "What the buyer owes for what it bought."),
    INT(settlement, collected_fen, .unit = "fen", .doc = "Collected for the buyer by the seller."),
    INT(settlement, commission_fen, .unit = "fen", .doc = "The buyer's commission as an agent."),
    INT(settlement, net_fen, .unit = "fen",
        .doc = "Goods less collected less commission: above 0 the buyer pays, below the seller."),
    STR(settlement, payer, .doc = "seller or buyer; empty when there is nothing to pay"),
    INT(settlement, seller_ms, .unit = "ms", .doc = "When the seller confirmed; 0: not yet."),
    STR(settlement, seller_note),
    INT(settlement, buyer_ms, .unit = "ms"),
    STR(settlement, buyer_note),
    INT(settlement, objections_n, .doc = "Open ones."),
    ID(settlement, approval_id, "apr", .doc = "Of whoever pays."),
    STR(settlement, bank_ref),
    INT(settlement, paid_ms, .unit = "ms"),
    INT(settlement, closed_ms, .unit = "ms"),
    INT(settlement, created_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(settlement);
static const struct kb_field row_fields[] = {
    INT(settlement, id),
    INT(settlement, edge_id),
    INT(settlement, seller_id),
    INT(settlement, buyer_id),
    STR(settlement, kind),
    INT(settlement, agreement_id),
    INT(settlement, from_ms),
    INT(settlement, to_ms),
    INT(settlement, cut_id),
    INT(settlement, lines_n),
    INT(settlement, goods_fen),
    INT(settlement, collected_fen),
    INT(settlement, commission_fen),
    INT(settlement, net_fen),
    STR(settlement, state),
    INT(settlement, seller_by),
    INT(settlement, seller_ms),
    STR(settlement, seller_note),
    INT(settlement, buyer_by),
    INT(settlement, buyer_ms),
    STR(settlement, buyer_note),
    INT(settlement, approval_id),
    STR(settlement, bank_ref),
    INT(settlement, paid_id),
    INT(settlement, paid_by),
    INT(settlement, paid_ms),
    INT(settlement, closed_by),
    INT(settlement, closed_ms),
    INT(settlement, created_ms),
    STR(settlement, seller),
    STR(settlement, buyer),
    INT(settlement, objections_n),
    { .name = NULL },
};
const struct kb_shape settlement_row_shape = { "settlement", sizeof(struct settlement),
                                               row_fields };
static const struct kb_field settle_sums_fields[] = {
    INT(settle_sums, lines_n),
    INT(settle_sums, goods_fen),
    INT(settle_sums, collected_fen),
    INT(settle_sums, commission_fen),
    { .name = NULL },
};
SHAPE(settle_sums);
static const struct kb_field settlement_key_fields[] = { ID(settlement_key, id, "stl"),
                                                         { .name = NULL } };
SHAPE(settlement_key);

/* --- finding and storing --- */

enum kb_code settlement_find(struct turn *t, int64_t id, struct settlement *out)
{
    return turn_find(t, "settlement", &q_settlement_of,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &settlement_row_shape,
                     out);
}

static const struct kb_move settlement_moves[] = {
    { "draft", "draft" },         { "draft", "confirmed" },
    { "confirmed", "confirmed" }, { "confirmed", "draft" },
    { "confirmed", "approved" },  { "approved", "paid" },
    { "paid", "closed" },         { NULL, NULL },
};
static const struct kb_states settlement_states = { "settlement", settlement_moves };

enum kb_code settlement_store(struct turn *t, struct settlement *s, const char *to)
{
    TRY(kb_states_check(&settlement_states, s->state, to, t->err));
    bool moved = strcmp(s->state, to) != 0;
    s->state = to;
    TRY(turn_put(t, &q_settlement_put, &settlement_row_shape, s));
    turn_touch(t, s->seller_id, "settlement", s->id);
    turn_touch(t, s->buyer_id, "settlement", s->id);
    if (!moved) return KB_OK;
    TRY(turn_change(t, s->seller_id, "settlement", s->id, to, ""));
    return turn_change(t, s->buyer_id, "settlement", s->id, to, "");
}

void settlement_show(const struct turn *t, struct settlement *s)
{
    s->payer = !s->net_fen ? "" : s->net_fen < 0 ? "seller" : "buyer";
    if (settlement_pays(s) != t->actor.org_id) s->approval_id = 0;
}

enum kb_code settlement_sums(struct turn *t, const struct settlement *s, struct settle_sums *out)
{
    return db_one(t->db, t->arena, &q_settlement_sums,
                  ARGS(ARG_INT(edge_id, s->edge_id), ARG_INT(run_id, s->id)), &settle_sums_shape,
                  out, t->err);
}

enum kb_code settlement_recount(struct turn *t, struct settlement *s)
{
    struct settle_sums sums;
    TRY(settlement_sums(t, s, &sums));
    s->lines_n = sums.lines_n;
    s->goods_fen = sums.goods_fen;
    s->collected_fen = sums.collected_fen;
    s->commission_fen = sums.commission_fen;
    s->net_fen = s->goods_fen - s->collected_fen - s->commission_fen;
    s->seller_by = s->seller_ms = s->buyer_by = s->buyer_ms = 0;
    s->seller_note = s->buyer_note = "";
    return settlement_store(t, s, s->state);
}

enum kb_code settlement_tell(struct turn *t, const struct settlement *s, int64_t org_id,
                             const char *zh, const char *en)
{
    return turn_notify(t, &(struct turn_notice){ .org_id = org_id,
                                                 .role_bits = 1 | 2, /* admin, finance */
                                                 .kind = "settlement",
                                                 .object = s->id ? "settlement" : "",
                                                 .object_id = s->id,
                                                 .text_zh = zh,
                                                 .text_en = en });
}

enum kb_code settlement_speaks(struct turn *t, const struct settlement *s, bool for_supplier,
                               const char *note, int64_t *org_id)
{
    int64_t people = 0;
    *org_id = t->actor.org_id;
    if (!for_supplier) return KB_OK;
    if (s->kind[0] != 's' || t->actor.org_id != s->buyer_id)
        return kb_fail_field(t->err, "for_supplier", "settlement.other_side",
                             "only the platform speaks for a supplier");
    TRY(org_people_with(t, s->seller_id, 1 | 2, 0, &people));
    if (people)
        return kb_fail_field(t->err, "for_supplier", "settlement.other_side",
                             "the supplier has people of its own who can");
    if (!note[0])
        return kb_fail_field(t->err, "note", "request.missing",
                             "say how the supplier has agreed: a letter, a call, by whom");
    *org_id = s->seller_id;
    return KB_OK;
}

/* --- seeing --- */

static enum kb_code settlement_get(struct turn *t, const struct settlement_key *in,
                                   struct settlement *out)
{
    TRY(settlement_find(t, in->id, out));
    settlement_show(t, out);
    return KB_OK;
}
HANDLER(settlement_get, settlement_key, settlement);

struct settlements_in {
    const char *cursor, *state, *kind;
    int64_t limit, other_id, from_ms, to_ms;
};
static const struct kb_field settlements_in_fields[] = {
    TURN_PAGE_FIELDS(settlements_in),
    STR(settlements_in, state, .one_of = run_states, .optional = true),
    STR(settlements_in, kind, .one_of = run_kinds, .optional = true),
    ID(settlements_in, other_id, "org", .reach = KB_REACH_PARENT, .optional = true,
       .reach_why = "one settles with the organisation one buys from", .doc = "With this one."),
    INT(settlements_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",
        .doc = "Periods that end after it."),
    INT(settlements_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms",
        .doc = "Periods that begin before it."),
    { .name = NULL },
};
static SHAPE(settlements_in);
struct settlements {
    struct kb_list items;
    const char *next;
};
static const struct kb_field settlements_fields[] = { LIST(settlements, items, settlement_shape),
                                                      STR(settlements, next),
                                                      { .name = NULL } };
static SHAPE(settlements);

static enum kb_code settlements_list(struct turn *t, const struct settlements_in *in,
                                     struct settlements *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_settlements_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_STR(kind, in->kind), ARG_INT(other_id, in->other_id),
                      ARG_INT(from_ms, in->from_ms), ARG_INT(to_ms, in->to_ms),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &settlement_row_shape, rows, &out->items));
    struct settlement *s = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++) settlement_show(t, &s[i]);
    out->next = turn_page_next(t, &out->items, in->limit, &settlement_shape);
    return KB_OK;
}
HANDLER(settlements_list, settlements_in, settlements);

/* --- line by line --- */

struct settlement_line {
    int64_t id, voucher_id, voucher_no, line_id, product_id, sku_id, from_ms, to_ms, at_ms,
        goods_fen, collected_fen, commission_fen;
    const char *event, *date, *product, *sku, *cycle, *objection;
    bool correction;
};
static const struct kb_field settlement_line_fields[] = {
    ID(settlement_line, id, "sln"),
    STR(settlement_line, event, .doc = "capture, refund, recharge_online, …"),
    STR(settlement_line, date, .doc = "Of the buyer's book."),
    INT(settlement_line, at_ms, .unit = "ms"),
    ID(settlement_line, voucher_id, "vou", .doc = "Of your own book."),
    INT(settlement_line, voucher_no),
    ID(settlement_line, line_id, "lin", .doc = "The order line it is about."),
    ID(settlement_line, product_id, "prd"),
    STR(settlement_line, product),
    ID(settlement_line, sku_id, "sku"),
    STR(settlement_line, sku),
    STR(settlement_line, cycle),
    INT(settlement_line, from_ms, .unit = "ms"),
    INT(settlement_line, to_ms, .unit = "ms"),
    INT(settlement_line, goods_fen, .unit = "fen", .doc = "Below 0: given back."),
    INT(settlement_line, collected_fen, .unit = "fen"),
    INT(settlement_line, commission_fen, .unit = "fen"),
    BOOL(settlement_line, correction, .doc = "Posted after the cut, when an objection was agreed."),
    STR(settlement_line, objection, .doc = "open, refused or withdrawn; empty: none"),
    { .name = NULL },
};
static SHAPE(settlement_line);

struct lines_in {
    const char *cursor, *event;
    int64_t id, limit, line_id, product_id;
};
static const struct kb_field lines_in_fields[] = {
    ID(lines_in, id, "stl"),
    TURN_PAGE_FIELDS(lines_in),
    STR(lines_in, event, .max = 32, .optional = true),
    ID(lines_in, line_id, "lin", .reach = KB_REACH_BELOW, .optional = true,
       .reach_why = "a run between neighbours is about the orders of all below the buyer"),
    ID(lines_in, product_id, "prd", .optional = true),
    { .name = NULL },
};
static const struct kb_shape lines_in_shape = { "settlement_lines_in", sizeof(struct lines_in),
                                                lines_in_fields };
struct lines {
    struct kb_list items;
    const char *next;
};
static const struct kb_field lines_fields[] = { LIST(lines, items, settlement_line_shape),
                                                STR(lines, next),
                                                { .name = NULL } };
static const struct kb_shape lines_shape = { "settlement_lines", sizeof(struct lines),
                                             lines_fields };

static enum kb_code lines_list(struct turn *t, const struct lines_in *in, struct lines *out)
{
    int64_t after_id, rows;
    struct settlement s;
    TRY(settlement_find(t, in->id, &s));
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_lines_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(edge_id, s.edge_id),
                      ARG_INT(run_id, s.id), ARG_INT(cut_id, s.cut_id), ARG_STR(event, in->event),
                      ARG_INT(line_id, in->line_id), ARG_INT(product_id, in->product_id),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &settlement_line_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &settlement_line_shape);
    return KB_OK;
}
HANDLER(lines_list, lines_in, lines);

const struct turn_route settlement_routes[] = {
    { "GET", "/v1/settlements", WHO_SETTLES, &settlements_list_call, "settlements_list",
      "List settlements with neighbours and suppliers.", TURN_LIST },
    { "GET", "/v1/settlements/{id}", WHO_SETTLES, &settlement_get_call, "settlements_get",
      "A settlement." },
    { "GET", "/v1/settlements/{id}/lines", WHO_SETTLES, &lines_list_call, "settlement_lines_list",
      "List the vouchers a settlement is made of.", TURN_LIST },
    { .method = NULL },
};
