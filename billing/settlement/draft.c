/* draft - a run is drawn up of what the buyer's book holds about its seller and no run has yet, up
 * to the last voucher of the period: set by set, whatever its size. First it is compared with the
 * running totals of both books; what differs is refused with the difference. The clock draws up
 * what is due, a few edges a turn. */
#include "billing/settlement/settlement_priv.h"
#include "draft_sql.h"

#include <string.h>

#define AGAIN_MS INT64_C(86400000) /* a draft that was refused is tried again */

struct edge {
    int64_t id, seller_id, buyer_id, from_ms, due_ms, cut_id;
    const char *kind;
};
static const struct kb_field edge_fields[] = {
    INT(edge, id),     INT(edge, seller_id), INT(edge, buyer_id), INT(edge, from_ms),
    INT(edge, due_ms), INT(edge, cut_id),    STR(edge, kind),     { .name = NULL },
};
static SHAPE(edge);

struct edge_terms {
    int64_t agreement_id, settle_day;
    const char *settle_cycle;
};
static const struct kb_field edge_terms_fields[] = {
    INT(edge_terms, agreement_id),
    INT(edge_terms, settle_day),
    STR(edge_terms, settle_cycle),
    { .name = NULL },
};
static SHAPE(edge_terms);

/* The vouchers of one draft: of the buyer's book after_id < id <= cut_id. */
struct range {
    const struct edge *edge;
    int64_t after_id, cut_id;
};
#define RANGE_ARGS(r, ...)                                                                         \
    ARGS(ARG_INT(edge_id, (r)->edge->id), ARG_INT(seller_id, (r)->edge->seller_id),                \
         ARG_INT(buyer_id, (r)->edge->buyer_id), ARG_INT(after_id, (r)->after_id),                 \
         ARG_INT(cut_id, (r)->cut_id), __VA_ARGS__)

static enum kb_code sums_of(struct turn *t, const struct db_query *q, const struct db_arg *args,
                            struct settle_sums *out)
{
    return db_one(t->db, t->arena, q, args, &settle_sums_shape, out, t->err);
}

/* --- against the books --- */

static const char *const words[] = { "goods", "collected money", "commission" };

/* a is what the lines say, b what the books say, word by word. */
static enum kb_code same(struct turn *t, const struct settle_sums *a, const struct settle_sums *b,
                         const char *what)
{
    const int64_t x[] = { a->goods_fen, a->collected_fen, a->commission_fen };
    const int64_t y[] = { b->goods_fen, b->collected_fen, b->commission_fen };
    for (size_t i = 0; i < COUNT(words); i++)
        if (x[i] != y[i])
            return kb_fail(t->err, KB_CONFLICT, "settlement.difference",
                           "%s: %lld fen of %s here, %lld there: a difference of %lld fen", what,
                           (long long)x[i], words[i], (long long)y[i], (long long)(x[i] - y[i]));
    return KB_OK;
}

/* What a book holds as of a voucher, with the sign of the buyer's. */
static enum kb_code balance(struct turn *t, int64_t book_id, int64_t party, int64_t at_id,
                            struct settle_sums *out)
{
    TRY(sums_of(t, &q_edge_balance,
                ARGS(ARG_INT(book_id, book_id), ARG_INT(party, party), ARG_INT(at_id, at_id)),
                out));
    out->collected_fen = -out->collected_fen;
    out->commission_fen = -out->commission_fen;
    return KB_OK;
}

static void add(struct settle_sums *to, const struct settle_sums *s, int64_t sign)
{
    to->lines_n += s->lines_n;
    to->goods_fen += sign * s->goods_fen;
    to->collected_fen += sign * s->collected_fen;
    to->commission_fen += sign * s->commission_fen;
}

/* The buyer's book moved by what is taken now and was taken before, less what was paid. */
static enum kb_code check_own(struct turn *t, const struct range *r, const struct settle_sums *now,
                              const struct settle_sums *end)
{
    struct settle_sums begin, taken, paid, lines = *now, moved = *end;
    TRY(balance(t, r->edge->buyer_id, r->edge->seller_id, r->after_id, &begin));
    TRY(sums_of(t, &q_taken_sums, RANGE_ARGS(r, { .name = NULL }), &taken));
    TRY(sums_of(t, &q_paid_sums, RANGE_ARGS(r, { .name = NULL }), &paid));
    add(&lines, &taken, 1);
    add(&lines, &paid, -1);
    add(&moved, &begin, -1);
    return same(t, &lines, &moved, "the lines and the buyer's book do not agree");
}

/* The seller's book says the same as of the voucher of the same group. */
static enum kb_code check_above(struct turn *t, const struct range *r,
                                const struct settle_sums *end)
{
    struct settle_sums above, none = { 0 };
    int64_t cut_id;
    if (r->edge->kind[0] == 's') return KB_OK;
    TRY(turn_int(t, &q_edge_cut_above,
                 ARGS(ARG_INT(seller_id, r->edge->seller_id), ARG_INT(cut_id, r->cut_id)),
                 &cut_id));
    TRY(balance(t, r->edge->seller_id, r->edge->buyer_id, cut_id, &above));
    add(&none, &above, -1);
    return same(t, end, &none, "the buyer's book and the seller's do not agree");
}

/* --- the run --- */

static enum kb_code range_find(struct turn *t, const struct edge *e, int64_t to_ms,
                               struct range *out)
{
    int64_t cut_id;
    TRY(turn_int(t, &q_edge_cut,
                 ARGS(ARG_INT(seller_id, e->seller_id), ARG_INT(buyer_id, e->buyer_id),
                      ARG_INT(before_id, kb_id_first(to_ms))),
                 &cut_id));
    *out = (struct range){ e, e->cut_id, cut_id > e->cut_id ? cut_id : e->cut_id };
    return KB_OK;
}

static enum kb_code write(struct turn *t, const struct range *r, const struct edge_terms *terms,
                          int64_t to_ms, struct settlement *s)
{
    struct settle_sums sums;
    *s = (struct settlement){ .id = turn_new_id(t),
                              .edge_id = r->edge->id,
                              .seller_id = r->edge->seller_id,
                              .buyer_id = r->edge->buyer_id,
                              .kind = r->edge->kind,
                              .agreement_id = terms->agreement_id,
                              .from_ms = r->edge->from_ms,
                              .to_ms = to_ms,
                              .cut_id = r->cut_id,
                              .state = "draft",
                              .created_ms = t->now_ms };
    TRY(turn_run(t, &q_lines_add, RANGE_ARGS(r, ARG_INT(run_id, s->id))));
    TRY(turn_run(t, &q_waiting_take, ARGS(ARG_INT(edge_id, s->edge_id), ARG_INT(run_id, s->id))));
    TRY(settlement_sums(t, s, &sums));
    s->lines_n = sums.lines_n;
    s->goods_fen = sums.goods_fen;
    s->collected_fen = sums.collected_fen;
    s->commission_fen = sums.commission_fen;
    s->net_fen = s->goods_fen - s->collected_fen - s->commission_fen;
    return turn_put(t, &q_settlement_add, &settlement_row_shape, s);
}

static enum kb_code announce(struct turn *t, const struct settlement *s)
{
    const int64_t sides[] = { s->seller_id, s->buyer_id };
    for (size_t i = 0; i < COUNT(sides); i++) {
        turn_touch(t, sides[i], "settlement", s->id);
        TRY(turn_change(t, sides[i], "settlement", s->id, "drafted", ""));
        TRY(settlement_tell(t, s, sides[i], "结算单已生成，请核对",
                            "A settlement was drawn up: check it"));
    }
    return KB_OK;
}

static enum kb_code edge_move(struct turn *t, const struct edge *e, const struct edge_terms *terms,
                              int64_t from_ms, int64_t cut_id)
{
    int64_t end_ms = settle_period_end(from_ms, terms->settle_cycle);
    int64_t due_ms = settle_due(end_ms, terms->settle_cycle, terms->settle_day);
    return turn_run_one(t, &q_edge_move,
                        ARGS(ARG_INT(id, e->id), ARG_INT(from_ms, from_ms), ARG_INT(due_ms, due_ms),
                             ARG_INT(cut_id, cut_id)));
}

/* The edge's next period, compared with the books; any: there is something to settle. */
struct due {
    struct edge_terms terms;
    struct range range;
    int64_t to_ms;
    bool any;
};

static enum kb_code terms_of(struct turn *t, const struct edge *e, struct edge_terms *out)
{
    return turn_find(t, "agreement", &q_edge_terms,
                     ARGS(ARG_INT(buyer_id, e->buyer_id), ARG_INT(seller_id, e->seller_id)),
                     &edge_terms_shape, out);
}

/* Writes nothing. */
static enum kb_code look(struct turn *t, const struct edge *e, struct due *out)
{
    struct settle_sums now, end;
    int64_t waiting;
    TRY(terms_of(t, e, &out->terms));
    out->to_ms = settle_period_end(e->from_ms, out->terms.settle_cycle);
    if (out->to_ms > t->now_ms)
        return kb_fail(t->err, KB_CONFLICT, "settlement.not_over",
                       "the period has not ended yet: nothing is settled before");
    TRY(range_find(t, e, out->to_ms, &out->range));
    TRY(sums_of(t, &q_range_sums, RANGE_ARGS(&out->range, { .name = NULL }), &now));
    TRY(balance(t, e->buyer_id, e->seller_id, out->range.cut_id, &end));
    TRY(check_own(t, &out->range, &now, &end));
    TRY(check_above(t, &out->range, &end));
    TRY(turn_int(t, &q_waiting_n, ARGS(ARG_INT(edge_id, e->id)), &waiting));
    out->any = now.lines_n || waiting;
    return KB_OK;
}

/* A period without anything leaves no run. */
static enum kb_code draw_up(struct turn *t, const struct edge *e, const struct due *d,
                            struct settlement *s)
{
    if (d->any) {
        TRY(write(t, &d->range, &d->terms, d->to_ms, s));
        TRY(announce(t, s));
    }
    return edge_move(t, e, &d->terms, d->to_ms, d->range.cut_id);
}

/* --- by hand --- */

struct settlement_new {
    int64_t other_id;
};
static const struct kb_field settlement_new_fields[] = {
    ID(settlement_new, other_id, "org", .reach = KB_REACH_PARENT,
       .reach_why = "one settles with the organisation one buys from",
       .doc = "The neighbour or supplier to settle with."),
    { .name = NULL },
};
static SHAPE(settlement_new);

static enum kb_code settlement_create(struct turn *t, const struct settlement_new *in,
                                      struct settlement *out)
{
    struct edge e;
    struct due due;
    TRY(turn_find(t, "agreement", &q_edge_between,
                  ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(other_id, in->other_id)),
                  &edge_shape, &e));
    TRY(look(t, &e, &due));
    if (!due.any)
        return kb_fail(t->err, KB_CONFLICT, "settlement.nothing",
                       "nothing was bought, refunded or collected in that period");
    TRY(draw_up(t, &e, &due, out));
    TRY(settlement_find(t, out->id, out));
    settlement_show(t, out);
    return KB_OK;
}
HANDLER(settlement_create, settlement_new, settlement);

/* --- by itself --- */

static enum kb_code on_terms(struct turn *t, int64_t agreement_id)
{
    struct edge e;
    enum kb_code code = db_one(t->db, t->arena, &q_edge_of_agreement,
                               ARGS(ARG_INT(id, agreement_id)), &edge_shape, &e, t->err);
    if (code == KB_NOT_FOUND) return turn_run(t, &q_edge_add, ARGS(ARG_INT(id, agreement_id)));
    if (code != KB_OK) return code;
    return turn_run_one(t, &q_edge_move, /* another calendar, perhaps */
                        ARGS(ARG_INT(id, e.id), ARG_INT(from_ms, e.from_ms), ARG_INT(due_ms, 0),
                             ARG_INT(cut_id, e.cut_id)));
}

const struct turn_listener settlement_listeners[] = {
    { "agreement.active", on_terms },
    { .event = NULL },
};

/* Whose books differ is told, and tried again a day later: the others go on. */
static enum kb_code refused(struct turn *t, const struct edge *e, const struct kb_error *why)
{
    TRY(turn_run_one(t, &q_edge_move,
                     ARGS(ARG_INT(id, e->id), ARG_INT(from_ms, e->from_ms),
                          ARG_INT(due_ms, t->now_ms + AGAIN_MS), ARG_INT(cut_id, e->cut_id))));
    return settlement_tell(
        t, &(struct settlement){ .id = 0 }, e->buyer_id,
        kb_printf(t->arena, "结算单无法生成：%s", why->text),
        kb_printf(t->arena, "A settlement could not be drawn up: %s", why->text));
}

static enum kb_code edge_due(struct turn *t, const struct edge *e)
{
    struct edge_terms terms;
    struct settlement s;
    struct due due;
    struct kb_error why = { 0 }, *err = t->err;
    TRY(terms_of(t, e, &terms));
    if (!e->due_ms) return edge_move(t, e, &terms, e->from_ms, e->cut_id);
    t->err = &why;
    enum kb_code code = look(t, e, &due);
    t->err = err;
    if (code == KB_OK) return draw_up(t, e, &due, &s);
    if (strcmp(why.reason, "settlement.difference") == 0) return refused(t, e, &why);
    *err = why;
    return code;
}

static enum kb_code settlements_tick(struct turn *t, const struct nothing *in, struct ticked *out)
{
    struct kb_list list;
    (void)in;
    TRY(turn_all(t, &q_edges_due, ARGS(ARG_INT(now_ms, t->now_ms)), &edge_shape, 8, &list));
    const struct edge *e = list.at;
    for (int64_t i = 0; i < list.n; i++)
        TRY(turn_due(t, "settle_edge", e[i].id, edge_due(t, &e[i])));
    TRY(turn_int(t, &q_edges_next, ARGS(ARG_INT(now_ms, t->now_ms)), &out->next_ms));
    if (list.n && !out->next_ms) out->next_ms = t->now_ms; /* others wait to be looked at */
    return KB_OK;
}
HANDLER(settlements_tick, nothing, ticked);

const struct turn_route settlement_draft_routes[] = {
    { "POST", "/v1/settlements", WHO_FINANCE, &settlement_create_call, "settlements_create",
      "Draw up the next settlement with a neighbour whose period has ended, before its day." },
    { "SYSTEM", "", WHO_SYSTEM, &settlements_tick_call, "settlements_tick",
      "Draw up the settlements that are due." },
    { .method = NULL },
};
