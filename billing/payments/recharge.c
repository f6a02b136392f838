/* recharge - money that a customer says he has sent, and what he was credited: claimed by the
 * customer or his seller, confirmed by finance, who has seen it on the account. A confirmation is
 * the receipt and its claim in one; nothing but a claim credits. */
#include "billing/payments/payments_priv.h"
#include "recharge_sql.h"

#include <string.h>

static const char *const recharge_states[] = { "waiting", "confirmed", "rejected", NULL };

static const struct kb_field recharge_fields[] = {
    ID(recharge, id, "rch"),
    ID(recharge, org_id, "org"),
    ID(recharge, customer_id, "org"),
    STR(recharge, customer),
    INT(recharge, amount_fen, .unit = "fen"),
    STR(recharge, payer),
    STR(recharge, memo),
    STR(recharge, state, .one_of = recharge_states),
    STR(recharge, reason),
    ID(recharge, claim_id, "clm", .doc = "The receipt's claim it is a part of."),
    ID(recharge, created_by, "usr"),
    ID(recharge, decided_by, "usr"),
    INT(recharge, created_ms, .unit = "ms"),
    INT(recharge, decided_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(recharge);

struct recharge_new {
    int64_t customer_id, amount_fen;
    const char *payer, *memo;
};
static const struct kb_field recharge_new_fields[] = {
    ID(recharge_new, customer_id, "org", .optional = true,
       .doc = "Whose; a customer's own when not given."),
    INT(recharge_new, amount_fen, .min = 1, .max = 100000000000, .unit = "fen"),
    STR(recharge_new, payer, .min = 1, .max = 120, .doc = "Name on the transfer."),
    STR(recharge_new, memo, .max = 200, .optional = true),
    { .name = NULL },
};
static SHAPE(recharge_new);

/* A customer claims for itself; its seller for any of its own customers. */
static enum kb_code parties(struct turn *t, const struct recharge_new *in, struct recharge *r)
{
    struct org me, customer;
    TRY(org_find(t, t->actor.org_id, &me));
    bool self = strcmp(me.kind, "customer") == 0;
    r->customer_id = self ? me.id : in->customer_id;
    r->org_id = self ? me.parent_id : me.id;
    if (self && in->customer_id && in->customer_id != me.id)
        return kb_fail_field(t->err, "customer_id", "not_found", "that is not you");
    if (!r->customer_id)
        return kb_fail_field(t->err, "customer_id", "request.missing", "say for which customer");
    TRY(org_find_child(t, r->org_id, r->customer_id, "customer", &customer));
    r->customer = customer.name;
    return KB_OK;
}

static enum kb_code recharge_create(struct turn *t, const struct recharge_new *in,
                                    struct recharge *out)
{
    *out = (struct recharge){ .id = turn_new_id(t),
                              .amount_fen = in->amount_fen,
                              .payer = in->payer,
                              .memo = in->memo,
                              .state = "waiting",
                              .reason = "",
                              .created_by = t->actor.user_id,
                              .created_ms = t->now_ms };
    TRY(parties(t, in, out));
    TRY(turn_put(t, &q_recharge_add, &recharge_shape, out));
    return turn_change(t, out->org_id, "recharge", out->id, "created", "");
}
HANDLER(recharge_create, recharge_new, recharge);

static enum kb_code find(struct turn *t, int64_t org_id, int64_t id, struct recharge *out)
{
    return turn_find(t, "recharge", &q_recharge_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, org_id)), &recharge_shape, out);
}

enum kb_code pay_recharge_free(struct turn *t, int64_t org_id, int64_t id, struct recharge *out)
{
    TRY(find(t, org_id, id, out));
    if (strcmp(out->state, "waiting") != 0)
        return kb_fail(t->err, KB_CONFLICT, "recharge.decided", "it was %s already", out->state);
    if (!out->claim_id) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "recharge.claimed",
                   "a receipt was claimed for it, and that is being decided");
}

enum kb_code pay_recharge_take(struct turn *t, int64_t org_id, int64_t id, int64_t claim_id)
{
    return turn_run_one(
        t, &q_recharge_take,
        ARGS(ARG_INT(id, id), ARG_INT(org_id, org_id), ARG_INT(claim_id, claim_id)));
}

static enum kb_code decide(struct turn *t, struct recharge *r, const char *state,
                           const char *reason)
{
    r->state = state;
    r->reason = reason;
    r->decided_by = t->actor.user_id;
    r->decided_ms = t->now_ms;
    TRY(turn_run_one(t, &q_recharge_decide,
                     ARGS(ARG_INT(id, r->id), ARG_INT(org_id, r->org_id), ARG_STR(state, state),
                          ARG_STR(reason, reason), ARG_INT(decided_by, r->decided_by),
                          ARG_INT(now_ms, r->decided_ms))));
    turn_touch(t, r->customer_id, "recharge", r->id);
    turn_touch(t, r->customer_id, "balance", r->customer_id);
    return turn_change(t, r->org_id, "recharge", r->id, state, "");
}

/* --- credited --- */

static enum kb_code made_now(struct turn *t, const struct pay_credit *c, struct recharge *r)
{
    *r = (struct recharge){ .id = turn_new_id(t),
                            .org_id = c->org_id,
                            .customer_id = c->customer_id,
                            .amount_fen = c->amount_fen,
                            .payer = c->payer,
                            .memo = c->memo,
                            .state = "waiting",
                            .reason = "",
                            .created_by = t->actor.user_id,
                            .created_ms = t->now_ms };
    return turn_put(t, &q_recharge_add, &recharge_shape, r);
}

enum kb_code pay_recharge_credit(struct turn *t, const struct pay_credit *c, int64_t *id)
{
    struct recharge r;
    TRY(c->recharge_id ? find(t, c->org_id, c->recharge_id, &r) : made_now(t, c, &r));
    TRY(decide(t, &r, "confirmed", ""));
    TRY(pay_post_own(t, r.org_id, r.customer_id,
                     &(struct pay_move){ .event = "recharge_offline.confirm",
                                         .object = "recharge",
                                         .object_id = r.id,
                                         .amount_fen = r.amount_fen,
                                         .bank_fen = -1,
                                         .biz_key = kb_printf(t->arena, "confirm:rch:%lld",
                                                              (long long)r.id) }));
    *id = r.id;
    return turn_notify(t, &(struct turn_notice){ .org_id = r.customer_id,
                                                 .kind = "recharged",
                                                 .object = "recharge",
                                                 .object_id = r.id,
                                                 .text_zh = "充值已到账",
                                                 .text_en = "Your recharge has arrived" });
}

/* --- the short way: seen on the account, and whose it is --- */

struct recharge_seen {
    int64_t id;
    const char *bank_ref, *day;
};
static const struct kb_field recharge_seen_fields[] = {
    ID(recharge_seen, id, "rch"),
    STR(recharge_seen, bank_ref, .max = 80, .optional = true,
        .doc = "The bank's number of the receipt; the recharge's own id when not given."),
    STR(recharge_seen, day, .max = 10, .optional = true,
        .doc = "Of the statement, YYYY-MM-DD; today when not given."),
    { .name = NULL },
};
static SHAPE(recharge_seen);

/* The receipt: recorded before, and free; or as it is recorded now (id 0). */
static enum kb_code receipt(struct turn *t, const struct recharge_seen *in,
                            const struct recharge *r, struct arrival *a)
{
    struct arrival there;
    enum arrival_look look;
    *a = (struct arrival){ .org_id = r->org_id,
                           .source = "bank",
                           .bank_ref = in->bank_ref[0] ? in->bank_ref
                                                       : turn_id_text(t, "rch", r->id),
                           .amount_fen = r->amount_fen,
                           .payer = r->payer,
                           .payer_account = "",
                           .memo = r->memo,
                           .day = in->day[0] ? in->day : pay_today(t) };
    TRY(pay_day_check(t, a->day, "day", ""));
    TRY(pay_arrival_look(t, a, &there, &look));
    if (look == ARRIVAL_NEW) return KB_OK;
    if (there.amount_fen != r->amount_fen)
        return kb_fail_field(t->err, "bank_ref", "arrival.other", "that receipt is of %lld fen",
                             (long long)there.amount_fen);
    if (strcmp(there.state, "unclaimed") != 0 || there.claim_id)
        return kb_fail(t->err, KB_CONFLICT, "arrival.claimed", "that receipt is claimed already");
    *a = there;
    return KB_OK;
}

static enum kb_code recharge_confirm(struct turn *t, const struct recharge_seen *in,
                                     struct recharge *out)
{
    struct arrival a;
    TRY(pay_recharge_free(t, t->actor.org_id, in->id, out));
    if (out->created_by == t->actor.user_id)
        return kb_fail(t->err, KB_DENIED, "recharge.own",
                       "someone else must confirm what you entered");
    TRY(receipt(t, in, out, &a));
    struct claim_part part = { .customer_id = out->customer_id,
                               .recharge_id = out->id,
                               .amount_fen = out->amount_fen };
    struct kb_list parts = { &part, 1 };
    struct claim c = { .state = "asked" };
    TRY(pay_claim_ask(t, &c, &a, &parts));
    if (!a.id) TRY(pay_arrival_add(t, &a, "recharge", out->id));
    TRY(pay_claim_add(t, &c, &a, &parts));
    return find(t, t->actor.org_id, in->id, out);
}
HANDLER(recharge_confirm, recharge_seen, recharge);

struct recharge_refuse {
    int64_t id;
    const char *reason;
};
static const struct kb_field recharge_refuse_fields[] = { ID(recharge_refuse, id, "rch"),
                                                          STR(recharge_refuse, reason, .min = 1,
                                                              .max = 200),
                                                          { .name = NULL } };
static SHAPE(recharge_refuse);

static enum kb_code recharge_reject(struct turn *t, const struct recharge_refuse *in,
                                    struct recharge *out)
{
    TRY(pay_recharge_free(t, t->actor.org_id, in->id, out));
    return decide(t, out, "rejected", in->reason);
}
HANDLER(recharge_reject, recharge_refuse, recharge);

struct recharges_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field recharges_in_fields[] = {
    TURN_PAGE_FIELDS(recharges_in),
    STR(recharges_in, state, .optional = true, .max = 20),
    { .name = NULL },
};
static SHAPE(recharges_in);
struct recharges {
    struct kb_list items;
    const char *next;
};
static const struct kb_field recharges_fields[] = { LIST(recharges, items, recharge_shape),
                                                    STR(recharges, next),
                                                    { .name = NULL } };
static SHAPE(recharges);

static enum kb_code recharges_list(struct turn *t, const struct recharges_in *in,
                                   struct recharges *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_recharges_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(state, in->state), ARG_INT(rows, rows)),
                 &recharge_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &recharge_shape);
    return KB_OK;
}
HANDLER(recharges_list, recharges_in, recharges);

const struct turn_route recharge_routes[] = {
    { "GET", "/v1/recharges", WHO_FINANCE | WHO_SALES | WHO_C_ADMIN, &recharges_list_call,
      "recharges_list", "List recharges: your own, or your customers'.", TURN_LIST },
    { "POST", "/v1/recharges", WHO_FINANCE | WHO_SALES | WHO_C_ADMIN, &recharge_create_call,
      "recharges_create", "Claim an offline transfer for a customer.", TURN_MONEY },
    { "POST", "/v1/recharges/{id}/confirm", WHO_FINANCE, &recharge_confirm_call,
      "recharges_confirm",
      "Confirm that the money arrived; it is credited at once, or when that is approved.",
      TURN_MONEY },
    { "POST", "/v1/recharges/{id}/reject", WHO_FINANCE, &recharge_reject_call, "recharges_reject",
      "Refuse a claim, with a reason.", TURN_MONEY },
    { .method = NULL },
};
