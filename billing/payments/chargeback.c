/* chargeback - a channel takes back what it was paid. The customer's balance gives it as far as it
 * is there, along the way the money came; the rest is an open item, taken later or written off by
 * the platform, which has the account at the channel. No balance ever goes below zero. */
#include "billing/payments/payments_priv.h"
#include "chargeback_sql.h"
#include "billing/price.h"

#include <string.h>

static const char *const chargeback_states[] = { "open", "done", NULL };

struct chargeback {
    int64_t id, org_id, customer_id, seller_id, payment_id, amount_fen, taken_fen, lost_fen, steps,
        ended_by, created_ms, ended_ms;
    const char *channel, *channel_no, *state, *reason;
};
static const struct kb_field chargeback_fields[] = {
    ID(chargeback, id, "cbk"),
    INT(chargeback, org_id, .secret = true),
    INT(chargeback, customer_id, .secret = true),
    INT(chargeback, seller_id, .secret = true),
    ID(chargeback, payment_id, "pay"),
    STR(chargeback, channel),
    STR(chargeback, channel_no),
    INT(chargeback, amount_fen, .unit = "fen"),
    INT(chargeback, taken_fen, .unit = "fen", .doc = "Out of the customer's balance."),
    INT(chargeback, lost_fen, .unit = "fen", .doc = "The platform's loss."),
    INT(chargeback, steps, .secret = true),
    STR(chargeback, state, .one_of = chargeback_states),
    STR(chargeback, reason),
    ID(chargeback, ended_by, "usr"),
    INT(chargeback, created_ms, .unit = "ms"),
    INT(chargeback, ended_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(chargeback);

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Of a sum that goes back: how much the bank pays, because the channel holds no more for us. */
static enum kb_code bank_part(struct turn *t, const struct chargeback *c, int64_t fen,
                              int64_t *bank_fen, int64_t *most_fen)
{
    int64_t held, bank;
    struct pay_account a;
    TRY(pay_account_find(t, c->channel, &a));
    TRY(ledger_account_fen(t, c->org_id, "1012", 0, &held));
    TRY(pay_bank_fen(t, c->org_id, &bank));
    held = least(held, pay_account_left(&a));
    *most_fen = least(fen, held + bank);
    *bank_fen = *most_fen > held ? *most_fen - held : 0;
    return KB_OK;
}

static struct pay_move move_of(struct turn *t, struct chargeback *c, const char *event, int64_t fen,
                               int64_t bank_fen)
{
    return (struct pay_move){ .event = event,
                              .object = "chargeback",
                              .object_id = c->id,
                              .amount_fen = fen,
                              .bank_fen = bank_fen,
                              .biz_key = kb_printf(t->arena, "back:cbk:%lld:%lld",
                                                   (long long)c->id, (long long)++c->steps) };
}

/* As much as is there of it: with the customer, on the way, and with the platform. */
static enum kb_code take(struct turn *t, struct chargeback *c)
{
    struct pay_chain chain;
    int64_t available, frozen, room, bank_fen, fen;
    TRY(pay_chain_of(t, c->seller_id, c->customer_id, &chain));
    TRY(ledger_available(t, c->seller_id, c->customer_id, &available, &frozen));
    TRY(pay_chain_room(t, &chain, &room));
    fen = least(c->amount_fen - c->taken_fen - c->lost_fen, least(available, room));
    TRY(bank_part(t, c, fen, &bank_fen, &fen));
    if (fen <= 0) return KB_OK;
    struct pay_move m = move_of(t, c, "recharge_online.back", fen, bank_fen);
    TRY(pay_chain_post(t, &chain, &m));
    TRY(pay_account_back(t, c->channel, fen - bank_fen));
    c->taken_fen += fen;
    turn_touch(t, c->customer_id, "balance", c->customer_id);
    return KB_OK;
}

static void settle(struct turn *t, struct chargeback *c)
{
    bool over = c->taken_fen + c->lost_fen == c->amount_fen;
    c->state = over ? "done" : "open";
    c->ended_by = over ? t->actor.user_id : 0;
    c->ended_ms = over ? t->now_ms : 0;
}

static enum kb_code tell(struct turn *t, const struct chargeback *c)
{
    const char *yuan = price_yuan(t, c->taken_fen);
    struct turn_notice n = { .org_id = c->customer_id,
                             .kind = "chargeback",
                             .object = "payment",
                             .object_id = c->payment_id,
                             .text_zh = kb_printf(t->arena, "支付渠道撤销了您的付款，已从余额扣回 %s 元",
                                                  yuan),
                             .text_en = kb_printf(t->arena,
                                                  "Your payment was taken back by its channel: %s "
                                                  "came out of your balance",
                                                  yuan) };
    TRY(turn_notify(t, &n));
    n.org_id = c->seller_id;
    n.text_zh = kb_printf(t->arena, "客户的一笔渠道付款被撤销，已从其余额扣回 %s 元", yuan);
    n.text_en = kb_printf(t->arena,
                          "A customer's payment was taken back: %s came out of its balance", yuan);
    TRY(pay_tell_finance(t, &n));
    if (strcmp(c->state, "done") == 0) return KB_OK;
    n.org_id = c->org_id;
    n.object = "chargeback";
    n.object_id = c->id;
    n.text_zh = "支付渠道扣回的款项未能全部从客户余额扣回，请处理";
    n.text_en = "A channel took back more than the customer's balance had: see to it";
    return pay_tell_finance(t, &n);
}

/* --- heard --- */

static enum kb_code there(struct turn *t, const struct pay_account *a, const struct pay_notice *n,
                          struct chargeback *out, bool *is)
{
    struct kb_list list;
    TRY(turn_all(t, &q_chargeback_by_no,
                 ARGS(ARG_STR(channel, a->channel), ARG_STR(channel_no, n->channel_no)),
                 &chargeback_shape, 1, &list));
    *is = list.n > 0;
    if (*is) *out = *(const struct chargeback *)list.at;
    return KB_OK;
}

enum kb_code pay_chargeback_heard(struct turn *t, const struct pay_account *a,
                                  const struct payment *p, const struct pay_notice *n,
                                  const char *event)
{
    bool is;
    int64_t before;
    struct chargeback c;
    TRY(there(t, a, n, &c, &is));
    if (is && c.payment_id == p->id && c.amount_fen == n->amount_fen) return KB_OK;
    TRY(turn_int(t, &q_chargebacks_of_payment, ARGS(ARG_INT(payment_id, p->id)), &before));
    if (is || before + n->amount_fen > p->paid_fen)
        return pay_stray_add(t, a, n->channel_no, "chargeback", event);
    c = (struct chargeback){ .id = turn_new_id(t),
                             .org_id = a->org_id,
                             .customer_id = p->org_id,
                             .seller_id = p->seller_id,
                             .payment_id = p->id,
                             .channel = a->channel,
                             .channel_no = n->channel_no,
                             .amount_fen = n->amount_fen,
                             .reason = "",
                             .created_ms = t->now_ms };
    TRY(take(t, &c));
    settle(t, &c);
    TRY(turn_put(t, &q_chargeback_add, &chargeback_shape, &c));
    TRY(turn_change(t, c.org_id, "chargeback", c.id, c.state, ""));
    turn_touch(t, c.customer_id, "payment", c.payment_id);
    return tell(t, &c);
}

enum kb_code pay_chargebacks_open(struct turn *t, int64_t customer_id, int64_t *n)
{
    return turn_int(t, &q_chargebacks_open, ARGS(ARG_INT(customer_id, customer_id)), n);
}

/* --- by a person --- */

struct chargeback_key {
    int64_t id;
};
static const struct kb_field chargeback_key_fields[] = { ID(chargeback_key, id, "cbk"),
                                                         { .name = NULL } };
static SHAPE(chargeback_key);

static enum kb_code find_open(struct turn *t, int64_t id, struct chargeback *out)
{
    TRY(turn_find(t, "chargeback", &q_chargeback_find,
                  ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &chargeback_shape, out));
    if (strcmp(out->state, "open") == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "chargeback.done", "nothing of it is open");
}

static enum kb_code stored(struct turn *t, struct chargeback *c)
{
    settle(t, c);
    TRY(turn_put(t, &q_chargeback_set, &chargeback_shape, c));
    return turn_change(t, c->org_id, "chargeback", c->id, c->state, "");
}

static enum kb_code chargeback_take(struct turn *t, const struct chargeback_key *in,
                                    struct chargeback *out)
{
    TRY(find_open(t, in->id, out));
    int64_t taken_fen = out->taken_fen;
    TRY(take(t, out));
    if (out->taken_fen == taken_fen)
        return kb_fail(t->err, KB_CONFLICT, "chargeback.nothing",
                       "there is nothing to take it from now");
    return stored(t, out);
}
HANDLER(chargeback_take, chargeback_key, chargeback);

struct chargeback_lose {
    int64_t id;
    const char *reason;
};
static const struct kb_field chargeback_lose_fields[] = { ID(chargeback_lose, id, "cbk"),
                                                          STR(chargeback_lose, reason, .min = 1,
                                                              .max = 200),
                                                          { .name = NULL } };
static SHAPE(chargeback_lose);

static enum kb_code chargeback_lose(struct turn *t, const struct chargeback_lose *in,
                                    struct chargeback *out)
{
    int64_t bank_fen, fen;
    TRY(find_open(t, in->id, out));
    int64_t rest = out->amount_fen - out->taken_fen - out->lost_fen;
    TRY(bank_part(t, out, rest, &bank_fen, &fen));
    if (fen < rest)
        return kb_fail(t->err, KB_CONFLICT, "withdrawal.bank_short",
                       "channel and bank together have %lld fen, %lld are needed", (long long)fen,
                       (long long)rest);
    struct pay_move m = move_of(t, out, "recharge_online.loss", rest, bank_fen);
    TRY(pay_post_own(t, out->org_id, 0, &m));
    TRY(pay_account_back(t, out->channel, rest - bank_fen));
    out->lost_fen += rest;
    out->reason = in->reason;
    return stored(t, out);
}
HANDLER(chargeback_lose, chargeback_lose, chargeback);

struct chargebacks_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field chargebacks_in_fields[] = {
    TURN_PAGE_FIELDS(chargebacks_in),
    STR(chargebacks_in, state, .one_of = chargeback_states, .optional = true),
    { .name = NULL },
};
static SHAPE(chargebacks_in);
struct chargebacks {
    struct kb_list items;
    const char *next;
};
static const struct kb_field chargebacks_fields[] = { LIST(chargebacks, items, chargeback_shape),
                                                      STR(chargebacks, next),
                                                      { .name = NULL } };
static SHAPE(chargebacks);

static enum kb_code chargebacks_list(struct turn *t, const struct chargebacks_in *in,
                                     struct chargebacks *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_chargebacks_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &chargeback_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &chargeback_shape);
    return KB_OK;
}
HANDLER(chargebacks_list, chargebacks_in, chargebacks);

#define P_FINANCE (WHO_P_ADMIN | WHO_P_FINANCE)
const struct turn_route chargeback_routes[] = {
    { "GET", "/v1/chargebacks", P_FINANCE, &chargebacks_list_call, "chargebacks_list",
      "List what payment channels took back, and what is still open of it.", TURN_LIST },
    { "POST", "/v1/chargebacks/{id}/take", P_FINANCE, &chargeback_take_call, "chargebacks_take",
      "Take what is open out of the customer's balance, as far as it is there now.", TURN_MONEY },
    { "POST", "/v1/chargebacks/{id}/lose", P_FINANCE, &chargeback_lose_call, "chargebacks_lose",
      "Write off what is open: the platform's loss.", TURN_MONEY },
    { .method = NULL },
};
