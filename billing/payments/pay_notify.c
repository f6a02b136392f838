/* pay_notify - what a channel says, however often, late or out of order. A signed notice is the
 * only thing that credits; money that came is never dropped: it goes to the customer's balance,
 * or, when nobody knows whose it is, to the unclaimed receipts of the platform. */
#include "billing/payments/payments_priv.h"
#include "billing/price.h"
#include "pay_notify_sql.h"

#include <string.h>

extern const struct kb_shape payment_shape;

static enum kb_code find(struct turn *t, const struct db_query *q, const char *channel,
                         const char *no, struct payment *out, bool *is)
{
    struct kb_list list;
    TRY(turn_all(t, q, ARGS(ARG_STR(channel, channel), ARG_STR(no, no)), &payment_shape, 1, &list));
    *is = list.n > 0;
    if (*is) *out = *(const struct payment *)list.at;
    return KB_OK;
}

/* --- what was to be bought --- */

/* In the name of whoever began the payment, if he may still buy. A refusal has written nothing. */
static enum kb_code buy(struct turn *t, struct payment *p)
{
    struct kb_error refused = { 0 }, *err = t->err;
    struct turn_actor was = t->actor;
    int64_t roles, before = db_changes(t->db);
    TRY(org_roles_of(t, p->created_by, p->org_id, &roles));
    if (!(org_who("customer", roles) & WHO_C_ADMIN)) return p->why_no_order = "route.denied", KB_OK;
    t->err = &refused;
    t->actor.user_id = p->created_by;
    t->actor.org_id = p->org_id;
    t->actor.who = WHO_C_ADMIN | WHO_SIGNED_IN | WHO_ANYONE;
    enum kb_code code = billing_order_place(
        t, &(struct order_by){ p->quote_id, p->alias, p->ssh_key }, &p->order_id);
    t->actor = was;
    t->err = err;
    if (code == KB_OK) return KB_OK;
    if (code == KB_INTERNAL || code == KB_UNAVAILABLE || db_changes(t->db) != before)
        return *err = refused, code;
    p->order_id = 0;
    p->why_no_order = kb_strdup(t->arena, refused.reason);
    return KB_OK;
}

static enum kb_code tell(struct turn *t, const struct payment *p)
{
    const char *yuan = price_yuan(t, p->paid_fen);
    const char *zh = kb_printf(t->arena, "已收到支付 %s 元", yuan);
    const char *en = kb_printf(t->arena, "Your payment of %s has arrived", yuan);
    const struct kb_reason *why = p->why_no_order[0] ? kb_reason_find(p->why_no_order) : NULL;
    if (p->order_id) {
        zh = kb_printf(t->arena, "%s，订单已下", zh);
        en = kb_printf(t->arena, "%s, and the order is placed", en);
    } else if (why) {
        zh = kb_printf(t->arena, "%s，但未能下单（%s）；款项已在余额中", zh, why->zh);
        en = kb_printf(t->arena, "%s, but nothing was ordered (%s); the money is in your balance",
                       en, why->en);
    }
    return turn_notify(t, &(struct turn_notice){ .org_id = p->org_id,
                                                 .kind = "recharged",
                                                 .object = "payment",
                                                 .object_id = p->id,
                                                 .text_zh = zh,
                                                 .text_en = en });
}

/* --- credited --- */

static enum kb_code credit(struct turn *t, struct payment *p, const struct pay_notice *n)
{
    struct pay_chain chain;
    p->state = "paid";
    p->paid_fen = n->amount_fen;
    p->channel_no = n->channel_no;
    p->ended_ms = t->now_ms;
    TRY(pay_chain_of(t, p->seller_id, p->org_id, &chain));
    TRY(pay_chain_post(t, &chain,
                       &(struct pay_move){ .event = "recharge_online",
                                           .object = "payment",
                                           .object_id = p->id,
                                           .amount_fen = p->paid_fen,
                                           .bank_fen = -1,
                                           .biz_key = kb_printf(t->arena, "online:pay:%lld",
                                                                (long long)p->id) }));
    TRY(pay_account_collected(t, p->channel, p->paid_fen));
    TRY(turn_put(t, &q_payment_paid, &payment_shape, p));
    TRY(turn_change(t, p->org_id, "payment", p->id, "paid", ""));
    if (p->quote_id) {
        TRY(buy(t, p));
        TRY(turn_put(t, &q_payment_bought, &payment_shape, p));
    }
    turn_touch(t, p->org_id, "payment", p->id);
    turn_touch(t, p->org_id, "balance", p->org_id);
    return tell(t, p);
}

/* Paid for nothing we know, or once more: the platform's finance finds out whose it is. */
static enum kb_code unclaimed(struct turn *t, const struct pay_account *a,
                              const struct pay_notice *n, const char *event)
{
    struct arrival there, in = { .org_id = a->org_id,
                                 .source = "channel",
                                 .bank_ref = kb_printf(t->arena, "%s:%s", a->channel,
                                                       n->channel_no),
                                 .amount_fen = n->amount_fen,
                                 .payer = a->channel,
                                 .payer_account = "",
                                 .memo = n->out_trade_no,
                                 .day = pay_today(t) };
    enum arrival_look look;
    TRY(pay_arrival_look(t, &in, &there, &look));
    if (look != ARRIVAL_NEW && there.amount_fen == in.amount_fen) return KB_OK;
    if (look != ARRIVAL_NEW) return pay_stray_add(t, a, n->channel_no, "differs", event);
    TRY(pay_arrival_add(t, &in, NULL, 0));
    TRY(pay_account_collected(t, a->channel, in.amount_fen));
    return pay_tell_finance(
        t, &(struct turn_notice){ .org_id = a->org_id,
                                  .kind = "payment",
                                  .object = "arrival",
                                  .object_id = in.id,
                                  .text_zh = "支付渠道收到一笔无法对应的款项，请认领或退回",
                                  .text_en = "A channel was paid for nothing known: claim it or "
                                             "return it" });
}

static enum kb_code again(struct turn *t, const struct pay_account *a, const struct payment *p,
                          const struct pay_notice *n, const char *event)
{
    if (strcmp(p->channel_no, n->channel_no) != 0) return unclaimed(t, a, n, event);
    if (p->paid_fen == n->amount_fen) return KB_OK;
    return pay_stray_add(t, a, n->channel_no, "differs", event);
}

static enum kb_code done(struct turn *t, const struct pay_account *a, struct payment *p, bool is,
                         const struct pay_notice *n, const char *event)
{
    struct payment other;
    bool used;
    if (is && strcmp(p->state, "paid") == 0) return again(t, a, p, n, event);
    TRY(find(t, &q_payment_by_no, a->channel, n->channel_no, &other, &used));
    if (used) return pay_stray_add(t, a, n->channel_no, "reused", event);
    if (!is) return unclaimed(t, a, n, event);
    TRY(credit(t, p, n));
    if (p->paid_fen == p->amount_fen) return KB_OK;
    return pay_stray_add(t, a, n->channel_no, "amount", event);
}

/* Not paid: over when the channel says that it never will be, else asked again in its time. */
static enum kb_code not_paid(struct turn *t, struct payment *p, const struct pay_notice *n)
{
    bool failed = n->outcome == PAY_FAILED;
    if (strcmp(p->state, "open") != 0 && strcmp(p->state, "unknown") != 0) return KB_OK;
    if (failed) p->state = "closed";
    if (failed) p->ended_ms = t->now_ms;
    if (failed) p->next_ms = 0;
    p->asked_ms = 0;
    turn_touch(t, p->org_id, "payment", p->id);
    return turn_put(t, &q_payment_answered, &payment_shape, p);
}

enum kb_code pay_heard(struct turn *t, const struct pay_account *a, const struct pay_notice *n,
                       const char *event)
{
    struct payment p;
    bool is, money = n->chargeback || n->outcome == PAY_DONE;
    TRY(find(t, &q_payment_by_trade, a->channel, n->out_trade_no, &p, &is));
    if (money && strcmp(n->currency, "CNY") != 0)
        return pay_stray_add(t, a, n->channel_no, "currency", event);
    if (n->chargeback && !(is && strcmp(p.state, "paid") == 0))
        return pay_stray_add(t, a, n->channel_no, "chargeback", event);
    if (n->chargeback) return pay_chargeback_heard(t, a, &p, n, event);
    if (n->outcome == PAY_DONE) return done(t, a, &p, is, n, event);
    return is ? not_paid(t, &p, n) : KB_OK;
}

/* --- from outside: the signature is the permission --- */

struct pay_notify {
    const char *channel, *event, *sign;
};
static const struct kb_field pay_notify_fields[] = {
    STR(pay_notify, channel, .min = 1, .max = 24),
    JSON(pay_notify, event, .max = 4000, .doc = "As the channel says it."),
    STR(pay_notify, sign, .min = 1, .max = 400),
    { .name = NULL },
};
static SHAPE(pay_notify);

static enum kb_code verified(struct turn *t, const struct pay_notify *in, struct pay_account *a,
                             struct pay_notice *n)
{
    const struct pay_channel *c = pay_channel_named(in->channel);
    if (!c) return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such channel");
    TRY(pay_account_find(t, in->channel, a));
    return c->verify(t, a, in->event, in->sign, n);
}

static enum kb_code pay_notify(struct turn *t, const struct pay_notify *in, struct done *out)
{
    struct pay_account a;
    struct pay_notice n;
    TRY(verified(t, in, &a, &n));
    TRY(pay_heard(t, &a, &n, in->event));
    out->ok = true;
    return KB_OK;
}
HANDLER(pay_notify, pay_notify, done);

/* --- what we want to know: a channel that cannot be called reads it here --- */

struct pay_question {
    const char *out_trade_no;
    int64_t asked_ms;
};
static const struct kb_field pay_question_fields[] = {
    STR(pay_question, out_trade_no), INT(pay_question, asked_ms, .unit = "ms"), { .name = NULL }
};
static SHAPE(pay_question);
struct pay_questions {
    struct kb_list items;
};
static const struct kb_field pay_questions_fields[] = {
    LIST(pay_questions, items, pay_question_shape), { .name = NULL }
};
static SHAPE(pay_questions);

static enum kb_code pay_questions(struct turn *t, const struct pay_notify *in,
                                  struct pay_questions *out)
{
    struct pay_account a;
    struct pay_notice n;
    TRY(verified(t, in, &a, &n));
    return turn_all(t, &q_pay_questions, ARGS(ARG_STR(channel, a.channel)), &pay_question_shape,
                    100, &out->items);
}
HANDLER(pay_questions, pay_notify, pay_questions);

const struct turn_route pay_notify_routes[] = {
    { "POST", "/v1/pay/{channel}/notify", WHO_ANYONE, &pay_notify_call, "pay_notify",
      "A channel's notice about a trade or a chargeback; what signs it is its permission.",
      TURN_NO_KEY },
    { "POST", "/v1/pay/{channel}/questions", WHO_ANYONE, &pay_questions_call, "pay_questions",
      "The trades a channel is asked about; it answers by notices.", TURN_NO_KEY | TURN_READ },
    { .method = NULL },
};
