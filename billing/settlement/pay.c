/* pay - from both sides' word to money: each side confirms, whoever pays asks its own people, and
 * what exactly they agreed to is posted in both books at once, or nothing is. The payer's bank may
 * not go below nothing: the ledger refuses. */
#include "billing/settlement/settlement_priv.h"
#include "pay_sql.h"

#include <stdlib.h>
#include <string.h>

static enum kb_code need_state(struct turn *t, const struct settlement *s, const char *state)
{
    if (strcmp(s->state, state) == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "settlement.state", "it is %s, not %s", s->state, state);
}

static enum kb_code reply(struct turn *t, int64_t id, struct settlement *out)
{
    TRY(settlement_find(t, id, out));
    settlement_show(t, out);
    return KB_OK;
}

/* --- both sides' word --- */

struct settlement_confirm {
    int64_t id;
    bool for_supplier;
    const char *note;
};
static const struct kb_field settlement_confirm_fields[] = {
    ID(settlement_confirm, id, "stl"),
    BOOL(settlement_confirm, for_supplier, .optional = true,
         .doc = "By the platform for a supplier without a login; with a note."),
    STR(settlement_confirm, note, .max = 200, .optional = true),
    { .name = NULL },
};
static SHAPE(settlement_confirm);

/* An operator writes down a supplier's word and gives none of his own. */
static enum kb_code may_confirm(struct turn *t, const struct settlement *s, int64_t side)
{
    bool operator_only = !(t->actor.who & WHO_SETTLES);
    if (operator_only && side == t->actor.org_id)
        return kb_fail(t->err, KB_DENIED, "settlement.other_side",
                       "your own side's word is given by finance");
    if (s->objections_n)
        return kb_fail(t->err, KB_CONFLICT, "settlement.objections",
                       "%lld objections are open: they are answered first",
                       (long long)s->objections_n);
    if (side == s->seller_id ? s->seller_ms : s->buyer_ms)
        return kb_fail(t->err, KB_CONFLICT, "settlement.state", "this side has confirmed already");
    if (t->actor.user_id == (side == s->seller_id ? s->buyer_by : s->seller_by))
        return kb_fail(t->err, KB_DENIED, "settlement.same_person",
                       "you have confirmed for the other side: someone else does for this one");
    return KB_OK;
}

static enum kb_code settlement_confirm(struct turn *t, const struct settlement_confirm *in,
                                       struct settlement *out)
{
    struct settlement s;
    int64_t side;
    TRY(settlement_find(t, in->id, &s));
    TRY(need_state(t, &s, "draft"));
    TRY(settlement_speaks(t, &s, in->for_supplier, in->note, &side));
    TRY(may_confirm(t, &s, side));
    if (side == s.seller_id) {
        s.seller_by = t->actor.user_id;
        s.seller_ms = t->now_ms;
        s.seller_note = in->note;
    } else {
        s.buyer_by = t->actor.user_id;
        s.buyer_ms = t->now_ms;
        s.buyer_note = in->note;
    }
    bool both = s.seller_ms && s.buyer_ms;
    TRY(settlement_store(t, &s, both ? "confirmed" : "draft"));
    if (both)
        TRY(settlement_tell(t, &s, settlement_pays(&s), "结算单双方已确认，请提交审批并付款",
                            "Both sides have confirmed a settlement: have it approved and pay"));
    return reply(t, s.id, out);
}
HANDLER(settlement_confirm, settlement_confirm, settlement);

/* --- the payer's own people agree --- */

static const struct kb_field payload_fields[] = {
    ID(settlement, id, "stl"),
    ID(settlement, seller_id, "org"),
    ID(settlement, buyer_id, "org"),
    INT(settlement, from_ms),
    INT(settlement, to_ms),
    INT(settlement, lines_n),
    INT(settlement, goods_fen),
    INT(settlement, collected_fen),
    INT(settlement, commission_fen),
    INT(settlement, net_fen),
    { .name = NULL },
};
static const struct kb_shape payload_shape = { "settlement_payload", sizeof(struct settlement),
                                               payload_fields };

static enum kb_code check_pays(struct turn *t, const struct settlement *s)
{
    if (settlement_pays(s) == t->actor.org_id) return KB_OK;
    return kb_fail(t->err, KB_DENIED, "settlement.payer", "the other side pays this one");
}

static enum kb_code settlement_submit(struct turn *t, const struct settlement_key *in,
                                      struct settlement *out)
{
    struct settlement s;
    struct approval a;
    TRY(settlement_find(t, in->id, &s));
    TRY(need_state(t, &s, "confirmed"));
    TRY(check_pays(t, &s));
    TRY(desk_approval_ask(
        t,
        &(struct approval_ask){
            .org_id = t->actor.org_id,
            .kind = "settlement",
            .object = "settlement",
            .object_id = s.id,
            .amount_fen = llabs(s.net_fen),
            .payload_json = desk_approval_payload(t, &payload_shape, &s),
            .title_zh = kb_printf(t->arena, "与%s结算",
                                  s.seller_id == t->actor.org_id ? s.buyer : s.seller),
            .title_en = kb_printf(t->arena, "Settlement with %s",
                                  s.seller_id == t->actor.org_id ? s.buyer : s.seller) },
        &a));
    s.approval_id = a.id;
    TRY(settlement_store(t, &s, strcmp(a.state, "approved") == 0 ? "approved" : "confirmed"));
    return reply(t, s.id, out);
}
HANDLER(settlement_submit, settlement_key, settlement);

/* Rejected: both sides look at it again. Withdrawn or not decided in time: it can be asked anew. */
static enum kb_code on_decided(struct turn *t, int64_t approval_id)
{
    struct approval a;
    struct settlement s;
    enum kb_code code =
        db_one(t->db, t->arena, &q_run_of_approval, ARGS(ARG_INT(approval_id, approval_id)),
               &settlement_row_shape, &s, t->err);
    if (code == KB_NOT_FOUND) return KB_OK;
    if (code != KB_OK) return code;
    TRY(desk_approval_find(t, approval_id, &a));
    if (strcmp(a.state, "approved") == 0) {
        TRY(desk_approval_check(t, approval_id, desk_approval_payload(t, &payload_shape, &s)));
        return settlement_store(t, &s, "approved");
    }
    s.approval_id = 0;
    if (strcmp(a.state, "rejected") != 0) return settlement_store(t, &s, s.state);
    s.seller_by = s.seller_ms = s.buyer_by = s.buyer_ms = 0;
    s.seller_note = s.buyer_note = "";
    return settlement_store(t, &s, "draft");
}

const struct turn_listener settlement_pay_listeners[] = {
    { "approval.decided", on_decided },
    { .event = NULL },
};

/* --- the money --- */

struct settlement_pay {
    int64_t id;
    const char *bank_ref;
};
static const struct kb_field settlement_pay_fields[] = {
    ID(settlement_pay, id, "stl"),
    STR(settlement_pay, bank_ref, .max = 80, .optional = true,
        .doc = "The bank's number of the transfer; not needed when nothing is to be paid."),
    { .name = NULL },
};
static SHAPE(settlement_pay);

static void put(struct ledger_leg *g, const char *name, int64_t fen)
{
    size_t n = 0;
    while (g->vars[n].name) n++;
    g->vars[n] = (struct ledger_var){ name, fen };
}

/* One of each pair is 0: a period may give back more than it sold, or pay out more than came in. */
static void put_both(struct ledger_leg *g, bool mixed, const char *name, const char *back,
                     int64_t fen)
{
    put(g, name, fen > 0 ? fen : 0);
    if (mixed) put(g, back, fen < 0 ? -fen : 0);
}

static void amounts(const struct settlement *s, bool mixed, struct ledger_leg *g)
{
    put_both(g, mixed, "goods", "goods_back", s->goods_fen);
    if (s->kind[0] == 'd') put_both(g, mixed, "collected", "collected_back", s->collected_fen);
    put_both(g, mixed, "commission", "commission_back", s->commission_fen);
}

static size_t legs_of(const struct settlement *s, struct ledger_leg legs[2])
{
    bool pays = s->net_fen >= 0;
    bool mixed = s->goods_fen < 0 || s->collected_fen < 0 || s->commission_fen < 0;
    if (s->kind[0] == 's') {
        mixed |= !pays;
        legs[0] = (struct ledger_leg){ .org_id = s->buyer_id,
                                       .role = "top",
                                       .mode = !mixed ? ""
                                               : pays ? "pays_mixed"
                                                      : "is_paid_mixed",
                                       .supplier_id = s->seller_id };
        amounts(s, mixed, &legs[0]);
        return 1;
    }
    const char *mode = pays ? (mixed ? "child_pays_mixed" : "child_pays")
                            : (mixed ? "parent_pays_mixed" : "parent_pays");
    legs[0] = (struct ledger_leg){
        .org_id = s->buyer_id, .role = "child", .mode = mode, .parent_id = s->seller_id
    };
    legs[1] = (struct ledger_leg){
        .org_id = s->seller_id, .role = "parent", .mode = mode, .child_id = s->buyer_id
    };
    amounts(s, mixed, &legs[0]);
    amounts(s, mixed, &legs[1]);
    return 2;
}

static enum kb_code post(struct turn *t, struct settlement *s)
{
    struct ledger_leg legs[2];
    struct ledger_posted posted;
    if (!s->goods_fen && !s->collected_fen && !s->commission_fen) return KB_OK;
    size_t n = legs_of(s, legs);
    TRY(ledger_post(
        t,
        &(struct ledger_event){ .event = s->kind[0] == 's' ? "settle.supplier" : "settle",
                                .biz_key = kb_printf(t->arena, "settle:stl:%lld", (long long)s->id),
                                .object = "settlement",
                                .object_id = s->id,
                                .legs = legs,
                                .legs_n = n },
        &posted));
    return turn_int(t, &q_voucher_of_group,
                    ARGS(ARG_INT(group_id, posted.group_id), ARG_INT(book_id, s->buyer_id)),
                    &s->paid_id);
}

static enum kb_code settlement_pay(struct turn *t, const struct settlement_pay *in,
                                   struct settlement *out)
{
    struct settlement s;
    TRY(settlement_find(t, in->id, &s));
    TRY(need_state(t, &s, "approved"));
    TRY(check_pays(t, &s));
    if (s.net_fen && !in->bank_ref[0])
        return kb_fail_field(t->err, "bank_ref", "request.missing",
                             "give the bank's number of the transfer");
    TRY(desk_approval_check(t, s.approval_id, desk_approval_payload(t, &payload_shape, &s)));
    TRY(post(t, &s));
    s.bank_ref = in->bank_ref;
    s.paid_by = t->actor.user_id;
    s.paid_ms = t->now_ms;
    TRY(settlement_store(t, &s, "paid"));
    TRY(settlement_tell(t, &s, s.net_fen < 0 ? s.buyer_id : s.seller_id, "结算款已付出，请核对到账",
                        "A settlement was paid: see that it has arrived"));
    return reply(t, s.id, out);
}
HANDLER(settlement_pay, settlement_pay, settlement);

/* --- it has arrived --- */

static enum kb_code settlement_close(struct turn *t, const struct settlement_confirm *in,
                                     struct settlement *out)
{
    struct settlement s;
    int64_t side;
    TRY(settlement_find(t, in->id, &s));
    TRY(need_state(t, &s, "paid"));
    TRY(settlement_speaks(t, &s, in->for_supplier, in->note, &side));
    if (s.net_fen && side == settlement_payer(&s))
        return kb_fail(t->err, KB_DENIED, "settlement.payer",
                       "whoever was paid says that it has arrived");
    s.closed_by = t->actor.user_id;
    s.closed_ms = t->now_ms;
    TRY(settlement_store(t, &s, "closed"));
    return reply(t, s.id, out);
}
HANDLER(settlement_close, settlement_confirm, settlement);

const struct turn_route settlement_pay_routes[] = {
    { "POST", "/v1/settlements/{id}/confirm", WHO_SETTLES | WHO_P_OPERATOR,
      &settlement_confirm_call, "settlements_confirm",
      "Confirm a settlement for your side, or for a supplier without a login." },
    { "POST", "/v1/settlements/{id}/submit", WHO_FINANCE, &settlement_submit_call,
      "settlements_submit", "Ask your own organisation to approve a settlement that it pays.",
      TURN_MONEY },
    { "POST", "/v1/settlements/{id}/pay", WHO_FINANCE, &settlement_pay_call, "settlements_pay",
      "Record that an approved settlement was paid: both books are settled at once.", TURN_MONEY },
    { "POST", "/v1/settlements/{id}/close", WHO_SETTLES | WHO_P_OPERATOR, &settlement_close_call,
      "settlements_close", "Say that the money of a paid settlement has arrived." },
    { .method = NULL },
};
