/* objection - one side says that a line of a run that is not confirmed is wrong. The other agrees,
 * and the line waits for the next run or is put right by vouchers in this one; or it answers why
 * not. Nothing is confirmed while an objection is open. */
#include "billing/settlement/settlement_priv.h"
#include "objection_sql.h"

#include <stdlib.h>
#include <string.h>

static const char *const states[] = { "open", "accepted", "refused", "withdrawn", NULL };
static const char *const hows[] = { "next", "correct", NULL };

struct objection {
    int64_t id, run_id, line_id, by_id, to_id, amount_fen, group_id, created_ms, ended_ms;
    const char *by_name, *reason, *state, *how, *answer;
};
static const struct kb_field objection_fields[] = {
    ID(objection, id, "obj"),
    ID(objection, run_id, "stl"),
    ID(objection, line_id, "sln"),
    ID(objection, by_id, "org", .doc = "Who objects."),
    STR(objection, by_name),
    STR(objection, reason),
    STR(objection, state, .one_of = states),
    STR(objection, how, .doc = "next: it waits for the next run; correct: put right in this one"),
    INT(objection, amount_fen, .unit = "fen", .doc = "Of a correction."),
    STR(objection, answer),
    INT(objection, created_ms, .unit = "ms"),
    INT(objection, ended_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(objection);
static const struct kb_field row_fields[] = {
    INT(objection, id),       INT(objection, run_id),     INT(objection, line_id),
    INT(objection, by_id),    INT(objection, to_id),      INT(objection, amount_fen),
    INT(objection, group_id), INT(objection, created_ms), INT(objection, ended_ms),
    STR(objection, by_name),  STR(objection, reason),     STR(objection, state),
    STR(objection, how),      STR(objection, answer),     { .name = NULL },
};
static const struct kb_shape row_shape = { "objection", sizeof(struct objection), row_fields };

/* The line it is about. */
struct about {
    int64_t id, goods_fen, collected_fen, commission_fen, line_id, product_id, sku_id, open_n;
};
static const struct kb_field about_fields[] = {
    INT(about, id),
    INT(about, goods_fen),
    INT(about, collected_fen),
    INT(about, commission_fen),
    INT(about, line_id),
    INT(about, product_id),
    INT(about, sku_id),
    INT(about, open_n),
    { .name = NULL },
};
static SHAPE(about);

static enum kb_code about_of(struct turn *t, const struct settlement *s, int64_t id,
                             struct about *out)
{
    return turn_find(t, "settlement line", &q_line_in_run,
                     ARGS(ARG_INT(id, id), ARG_INT(run_id, s->id), ARG_INT(edge_id, s->edge_id)),
                     &about_shape, out);
}

static enum kb_code check_draft(struct turn *t, const struct settlement *s)
{
    if (strcmp(s->state, "draft") == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "settlement.state",
                   "it is %s: objections are made before both sides have confirmed", s->state);
}

static enum kb_code find(struct turn *t, int64_t id, struct objection *out)
{
    return turn_find(t, "objection", &q_objection_of,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &row_shape, out);
}

/* --- objecting --- */

struct objection_new {
    int64_t id, line_id;
    const char *reason, *note;
    bool for_supplier;
};
static const struct kb_field objection_new_fields[] = {
    ID(objection_new, id, "stl"),
    ID(objection_new, line_id, "sln"),
    STR(objection_new, reason, .min = 1, .max = 200),
    BOOL(objection_new, for_supplier, .optional = true,
         .doc = "By the platform for a supplier without a login; with a note."),
    STR(objection_new, note, .max = 200, .optional = true),
    { .name = NULL },
};
static SHAPE(objection_new);

static enum kb_code objection_create(struct turn *t, const struct objection_new *in,
                                     struct objection *out)
{
    struct settlement s;
    struct about line;
    int64_t side;
    TRY(settlement_find(t, in->id, &s));
    TRY(check_draft(t, &s));
    TRY(settlement_speaks(t, &s, in->for_supplier, in->note, &side));
    TRY(about_of(t, &s, in->line_id, &line));
    if (line.open_n)
        return kb_fail(t->err, KB_CONFLICT, "objection.there",
                       "an objection to this line is open already");
    *out = (struct objection){ .id = turn_new_id(t),
                               .run_id = s.id,
                               .line_id = line.id,
                               .by_id = side,
                               .to_id = side == s.seller_id ? s.buyer_id : s.seller_id,
                               .reason = in->reason };
    TRY(turn_run(t, &q_objection_add,
                 ARGS(ARG_INT(id, out->id), ARG_INT(run_id, s.id), ARG_INT(line_id, line.id),
                      ARG_INT(by_id, out->by_id), ARG_INT(to_id, out->to_id),
                      ARG_STR(reason, in->reason), ARG_INT(created_by, t->actor.user_id),
                      ARG_INT(created_ms, t->now_ms))));
    TRY(settlement_recount(t, &s)); /* whoever had confirmed does it again */
    TRY(settlement_tell(t, &s, out->to_id, "对方对结算单的一行提出异议",
                        "The other side objects to a line"));
    return find(t, out->id, out);
}
HANDLER(objection_create, objection_new, objection);

/* --- its end --- */

struct objection_answer {
    int64_t id, amount_fen;
    const char *how, *answer;
    bool for_supplier;
};
#define ANSWER_FIELDS                                                                              \
    ID(objection_answer, id, "obj"),                                                               \
        BOOL(objection_answer, for_supplier, .optional = true,                                     \
             .doc = "By the platform for a supplier without a login.")
static const struct kb_field accept_fields[] = {
    ANSWER_FIELDS,
    STR(objection_answer, how, .one_of = hows,
        .doc = "next: the line waits for the next run; correct: put right by vouchers in this one"),
    INT(objection_answer, amount_fen, .min = 0, .max = SETTLE_FEN_MAX, .optional = true,
        .unit = "fen", .doc = "How much of the line is taken back; all of it when not given."),
    STR(objection_answer, answer, .max = 200, .optional = true),
    { .name = NULL },
};
static const struct kb_shape accept_shape = { "objection_accept", sizeof(struct objection_answer),
                                              accept_fields };
static const struct kb_field refuse_fields[] = {
    ANSWER_FIELDS,
    STR(objection_answer, answer, .min = 1, .max = 200),
    { .name = NULL },
};
static const struct kb_shape refuse_shape = { "objection_refuse", sizeof(struct objection_answer),
                                              refuse_fields };

static enum kb_code end(struct turn *t, struct objection *o, const char *state, const char *answer)
{
    o->state = state;
    o->answer = answer;
    o->ended_ms = t->now_ms;
    return turn_run_one(t, &q_objection_end,
                        ARGS(ARG_INT(id, o->id), ARG_STR(state, state), ARG_STR(how, o->how),
                             ARG_INT(amount_fen, o->amount_fen), ARG_INT(group_id, o->group_id),
                             ARG_STR(answer, answer), ARG_INT(ended_by, t->actor.user_id),
                             ARG_INT(now_ms, t->now_ms)));
}

/* The run and the line of an open objection that the actor answers. */
static enum kb_code begin_answer(struct turn *t, const struct objection_answer *in,
                                 struct objection *o, struct settlement *s, struct about *line)
{
    int64_t side;
    TRY(find(t, in->id, o));
    TRY(settlement_find(t, o->run_id, s));
    TRY(settlement_speaks(t, s, in->for_supplier, in->answer, &side));
    if (side != o->to_id)
        return kb_fail(t->err, KB_DENIED, "settlement.other_side",
                       "the other side answers; who objects may withdraw");
    if (strcmp(o->state, "open") != 0)
        return kb_fail(t->err, KB_CONFLICT, "objection.over", "it is %s already", o->state);
    TRY(check_draft(t, s));
    return about_of(t, s, o->line_id, line);
}

static enum kb_code correct(struct turn *t, struct settlement *s, const struct about *line,
                            struct objection *o)
{
    int64_t most = llabs(line->goods_fen);
    if (!o->amount_fen) o->amount_fen = most;
    if (!most || o->amount_fen > most)
        return kb_fail_field(t->err, "amount_fen", "settlement.correction",
                             "%lld fen of goods can be put right on this line", (long long)most);
    struct correction c = { .run = s,
                            .seller_id = s->seller_id,
                            .buyer_id = s->buyer_id,
                            .fen = line->goods_fen > 0 ? -o->amount_fen : o->amount_fen,
                            .line_id = line->line_id,
                            .product_id = line->product_id,
                            .sku_id = line->sku_id,
                            .key = kb_printf(t->arena, "adjust:obj:%lld", (long long)o->id),
                            .object = "settlement",
                            .object_id = s->id };
    TRY(settle_correct(t, &c, &o->group_id));
    return settle_take(t, s, o->group_id);
}

static enum kb_code objection_accept(struct turn *t, const struct objection_answer *in,
                                     struct objection *out)
{
    struct settlement s;
    struct about line;
    TRY(begin_answer(t, in, out, &s, &line));
    out->how = in->how;
    out->amount_fen = in->amount_fen;
    if (strcmp(in->how, "correct") == 0) {
        TRY(correct(t, &s, &line, out));
    } else {
        if (in->amount_fen)
            return kb_fail_field(t->err, "amount_fen", "settlement.correction",
                                 "a line waits for the next run as a whole");
        TRY(turn_run_one(t, &q_line_next, ARGS(ARG_INT(id, line.id), ARG_INT(run_id, s.id))));
        TRY(settlement_recount(t, &s));
    }
    TRY(end(t, out, "accepted", in->answer));
    return settlement_tell(t, &s, out->by_id, "您对结算单的异议已被接受",
                           "Your objection was accepted");
}
static enum kb_code objection_accept_run(struct turn *t, const void *in, void *out)
{
    return objection_accept(t, in, out);
}
static const struct turn_call objection_accept_call = { &accept_shape, &objection_shape,
                                                        objection_accept_run, NULL };

static enum kb_code objection_refuse_run(struct turn *t, const void *in_, void *out_)
{
    const struct objection_answer *in = in_;
    struct objection *out = out_;
    struct settlement s;
    struct about line;
    TRY(begin_answer(t, in, out, &s, &line));
    TRY(end(t, out, "refused", in->answer));
    TRY(settlement_store(t, &s, s.state));
    return settlement_tell(t, &s, out->by_id, "您对结算单的异议被拒绝",
                           "Your objection was refused");
}
static const struct turn_call objection_refuse_call = { &refuse_shape, &objection_shape,
                                                        objection_refuse_run, NULL };

struct objection_key {
    int64_t id;
    bool for_supplier;
};
static const struct kb_field objection_key_fields[] = { ID(objection_key, id, "obj"),
                                                        { .name = NULL } };
static SHAPE(objection_key);

/* Also what the platform made for a supplier without a login. */
static enum kb_code objection_withdraw(struct turn *t, const struct objection_key *in,
                                       struct objection *out)
{
    struct settlement s;
    TRY(find(t, in->id, out));
    TRY(settlement_find(t, out->run_id, &s));
    if (out->by_id != t->actor.org_id) {
        int64_t side;
        TRY(settlement_speaks(t, &s, true, "withdrawn", &side));
    }
    if (strcmp(out->state, "open") != 0)
        return kb_fail(t->err, KB_CONFLICT, "objection.over", "it is %s already", out->state);
    TRY(end(t, out, "withdrawn", ""));
    return settlement_store(t, &s, s.state);
}
HANDLER(objection_withdraw, objection_key, objection);

/* --- the list --- */

struct objections_in {
    const char *cursor, *state;
    int64_t limit, settlement_id;
};
static const struct kb_field objections_in_fields[] = {
    TURN_PAGE_FIELDS(objections_in),
    STR(objections_in, state, .one_of = states, .optional = true),
    ID(objections_in, settlement_id, "stl", .optional = true),
    { .name = NULL },
};
static SHAPE(objections_in);
struct objections {
    struct kb_list items;
    const char *next;
};
static const struct kb_field objections_fields[] = { LIST(objections, items, objection_shape),
                                                     STR(objections, next),
                                                     { .name = NULL } };
static SHAPE(objections);

static enum kb_code objections_list(struct turn *t, const struct objections_in *in,
                                    struct objections *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_objections_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_INT(run_id, in->settlement_id), ARG_INT(after_id, after_id),
                      ARG_INT(rows, rows)),
                 &row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &objection_shape);
    return KB_OK;
}
HANDLER(objections_list, objections_in, objections);

const struct turn_route objection_routes[] = {
    { "GET", "/v1/objections", WHO_SETTLES, &objections_list_call, "objections_list",
      "List objections to settlement lines, yours and to you.", TURN_LIST },
    { "POST", "/v1/settlements/{id}/objections", WHO_SETTLES, &objection_create_call,
      "objections_create", "Object to a line of a settlement that is not confirmed." },
    { "POST", "/v1/objections/{id}/accept", WHO_SETTLES, &objection_accept_call,
      "objections_accept", "Agree: the line waits for the next run, or is put right in this one.",
      TURN_MONEY },
    { "POST", "/v1/objections/{id}/refuse", WHO_SETTLES, &objection_refuse_call,
      "objections_refuse", "Answer why the line is right." },
    { "POST", "/v1/objections/{id}/withdraw", WHO_SETTLES, &objection_withdraw_call,
      "objections_withdraw", "Take an objection of your own back." },
    { .method = NULL },
};
