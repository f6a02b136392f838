/* withdrawal - a customer wants money of his balance back on his bank account. It is held when he
 * asks, so that it cannot be spent twice, approved as his seller wants it, and paid or released.
 * How much at least and how many at a time is the seller's rule. */
#include "billing/payments/withdrawal_priv.h"
#include "base/states.h"
#include "billing/price.h"
#include "withdrawal_sql.h"

#include <string.h>

static const char *const withdrawal_states[] = { "asked", "approved", "forwarded", "paid",
                                                 "rejected", "cancelled", NULL };
static const struct kb_move withdrawal_moves[] = {
    { "asked", "approved" },     { "asked", "rejected" },    { "asked", "cancelled" },
    { "approved", "forwarded" }, { "approved", "paid" },     { "approved", "rejected" },
    { "approved", "cancelled" }, { "forwarded", "approved" }, { "forwarded", "paid" },
    { NULL, NULL },
};
static const struct kb_states withdrawal_machine = { "withdrawal", withdrawal_moves };

static const struct kb_field withdrawal_fields[] = {
    ID(withdrawal, id, "wdr"),
    ID(withdrawal, org_id, "org"),
    INT(withdrawal, seller_id, .secret = true),
    ID(withdrawal, payer_id, "org", .doc = "Whose bank pays; empty until finance has said so."),
    INT(withdrawal, amount_fen, .unit = "fen"),
    STR(withdrawal, holder, .doc = "Name on the bank account."),
    STR(withdrawal, bank),
    STR(withdrawal, account_no),
    STR(withdrawal, memo),
    STR(withdrawal, state, .one_of = withdrawal_states,
        .doc = "asked until it is approved; forwarded: the platform pays it"),
    STR(withdrawal, bank_ref),
    ID(withdrawal, approval_id, "apr"),
    STR(withdrawal, reason),
    ID(withdrawal, created_by, "usr"),
    ID(withdrawal, ended_by, "usr"),
    INT(withdrawal, created_ms, .unit = "ms"),
    INT(withdrawal, ended_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(withdrawal);

static const struct kb_field withdrawal_key_fields[] = { ID(withdrawal_key, id, "wdr"),
                                                         { .name = NULL } };
SHAPE(withdrawal_key);

enum kb_code pay_withdrawal_find(struct turn *t, int64_t id, struct withdrawal *out)
{
    return turn_find(t, "withdrawal", &q_withdrawal_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &withdrawal_shape,
                     out);
}

enum kb_code pay_withdrawal_move(struct turn *t, struct withdrawal *w, const char *to)
{
    bool over = strcmp(to, "approved") != 0 && strcmp(to, "forwarded") != 0;
    TRY(kb_states_check(&withdrawal_machine, w->state, to, t->err));
    w->state = to;
    w->ended_by = over ? t->actor.user_id : 0;
    w->ended_ms = over ? t->now_ms : 0;
    TRY(turn_put(t, &q_withdrawal_move, &withdrawal_shape, w));
    turn_touch(t, w->org_id, "withdrawal", w->id);
    turn_touch(t, w->org_id, "balance", w->org_id);
    return turn_change(t, w->seller_id, "withdrawal", w->id, to, "");
}

enum kb_code pay_withdrawal_tell(struct turn *t, const struct withdrawal *w, const char *zh,
                                 const char *en)
{
    const char *yuan = price_yuan(t, w->amount_fen);
    return turn_notify(t, &(struct turn_notice){
                              .org_id = w->org_id,
                              .kind = "withdrawal",
                              .object = "withdrawal",
                              .object_id = w->id,
                              .text_zh = kb_printf(t->arena, "提现 %s 元%s", yuan, zh),
                              .text_en = kb_printf(t->arena, "Your withdrawal of %s %s", yuan,
                                                   en) });
}

static enum kb_code post(struct turn *t, const struct withdrawal *w, const char *event)
{
    return pay_post_own(t, w->seller_id, w->org_id,
                        &(struct pay_move){ .event = event,
                                            .object = "withdrawal",
                                            .object_id = w->id,
                                            .amount_fen = w->amount_fen,
                                            .bank_fen = -1,
                                            .biz_key = kb_printf(t->arena, "%s:wdr:%lld", event,
                                                                 (long long)w->id) });
}

enum kb_code pay_withdrawal_release(struct turn *t, const struct withdrawal *w)
{
    return post(t, w, "release");
}

/* --- the seller's rule --- */

struct withdrawal_rule {
    int64_t min_fen, open_max;
};
static const struct kb_field withdrawal_rule_fields[] = {
    INT(withdrawal_rule, min_fen, .min = 1, .max = PAY_FEN_MAX, .unit = "fen",
        .doc = "The least that can be withdrawn."),
    INT(withdrawal_rule, open_max, .min = 1, .max = 20, .doc = "How many a customer has open."),
    { .name = NULL },
};
static SHAPE(withdrawal_rule);

static enum kb_code rule_of(struct turn *t, int64_t seller_id, struct withdrawal_rule *out)
{
    struct kb_list list;
    TRY(turn_all(t, &q_withdrawal_rule_of, ARGS(ARG_INT(org_id, seller_id)),
                 &withdrawal_rule_shape, 1, &list));
    *out = (struct withdrawal_rule){ 1, 1 };
    if (list.n) *out = *(const struct withdrawal_rule *)list.at;
    return KB_OK;
}

static enum kb_code withdrawal_rule_get(struct turn *t, const struct nothing *in,
                                        struct withdrawal_rule *out)
{
    struct org me;
    (void)in;
    TRY(org_find(t, t->actor.org_id, &me));
    return rule_of(t, strcmp(me.kind, "customer") == 0 ? me.parent_id : me.id, out);
}
HANDLER(withdrawal_rule_get, nothing, withdrawal_rule);

static enum kb_code withdrawal_rule_put(struct turn *t, const struct withdrawal_rule *in,
                                        struct withdrawal_rule *out)
{
    *out = *in;
    TRY(turn_run(t, &q_withdrawal_rule_put,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(min_fen, in->min_fen),
                      ARG_INT(open_max, in->open_max), ARG_INT(updated_by, t->actor.user_id),
                      ARG_INT(updated_ms, t->now_ms))));
    return turn_change(t, t->actor.org_id, "withdrawal_rule", t->actor.org_id, "changed",
                       kb_write_text(&withdrawal_rule_shape, in, t->arena));
}
HANDLER(withdrawal_rule_put, withdrawal_rule, withdrawal_rule);

/* --- asking --- */

struct withdrawal_new {
    int64_t amount_fen;
    const char *holder, *bank, *account_no, *memo;
};
static const struct kb_field withdrawal_new_fields[] = {
    INT(withdrawal_new, amount_fen, .min = 1, .max = PAY_FEN_MAX, .unit = "fen"),
    STR(withdrawal_new, holder, .min = 1, .max = 120, .doc = "Name on the bank account."),
    STR(withdrawal_new, bank, .min = 1, .max = 120),
    STR(withdrawal_new, account_no, .min = 1, .max = 60),
    STR(withdrawal_new, memo, .max = 200, .optional = true),
    { .name = NULL },
};
static SHAPE(withdrawal_new);

static enum kb_code check(struct turn *t, const struct withdrawal *w)
{
    int64_t available, frozen, open;
    struct withdrawal_rule rule;
    TRY(rule_of(t, w->seller_id, &rule));
    if (w->amount_fen < rule.min_fen)
        return kb_fail_field(t->err, "amount_fen", "withdrawal.min", "at least %lld fen at a time",
                             (long long)rule.min_fen);
    TRY(turn_int(t, &q_withdrawals_open, ARGS(ARG_INT(org_id, w->org_id)), &open));
    if (open >= rule.open_max)
        return kb_fail(t->err, KB_CONFLICT, "withdrawal.open", "%lld are being dealt with already",
                       (long long)open);
    TRY(pay_chargebacks_open(t, w->org_id, &open));
    if (open)
        return kb_fail(t->err, KB_CONFLICT, "withdrawal.chargeback",
                       "a channel has taken a payment back, and that is still open");
    TRY(ledger_available(t, w->seller_id, w->org_id, &available, &frozen));
    if (w->amount_fen <= available) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.balance_short",
                   "%lld fen are there, %lld are needed", (long long)available,
                   (long long)w->amount_fen);
}

/* What is agreed to: how much, and to which account. */
struct withdrawal_terms {
    int64_t org_id, amount_fen;
    const char *holder, *bank, *account_no;
};
static const struct kb_field withdrawal_terms_fields[] = {
    ID(withdrawal_terms, org_id, "org"), INT(withdrawal_terms, amount_fen),
    STR(withdrawal_terms, holder),       STR(withdrawal_terms, bank),
    STR(withdrawal_terms, account_no),   { .name = NULL },
};
static SHAPE(withdrawal_terms);

static const char *terms(struct turn *t, const struct withdrawal *w)
{
    return desk_approval_payload(t, &withdrawal_terms_shape,
                                 &(struct withdrawal_terms){ w->org_id, w->amount_fen, w->holder,
                                                             w->bank, w->account_no });
}

static enum kb_code ask(struct turn *t, struct withdrawal *w, const char *customer)
{
    struct approval a;
    const char *yuan = price_yuan(t, w->amount_fen);
    TRY(desk_approval_need_for(
        t,
        &(struct approval_ask){
            .org_id = w->seller_id,
            .kind = "withdrawal",
            .object = "withdrawal",
            .object_id = w->id,
            .amount_fen = w->amount_fen,
            .payload_json = terms(t, w),
            .title_zh = kb_printf(t->arena, "%.60s 提现 %s 元", customer, yuan),
            .title_en = kb_printf(t->arena, "Withdrawal of %s by %.60s", yuan, customer) },
        &a));
    w->approval_id = a.id;
    w->state = desk_approved(&a) ? "approved" : "asked";
    return KB_OK;
}

static enum kb_code withdrawal_create(struct turn *t, const struct withdrawal_new *in,
                                      struct withdrawal *out)
{
    struct org me;
    TRY(org_find(t, t->actor.org_id, &me));
    *out = (struct withdrawal){ .id = turn_new_id(t),
                                .org_id = me.id,
                                .seller_id = me.parent_id,
                                .amount_fen = in->amount_fen,
                                .holder = in->holder,
                                .bank = in->bank,
                                .account_no = in->account_no,
                                .memo = in->memo,
                                .bank_ref = "",
                                .reason = "",
                                .created_by = t->actor.user_id,
                                .created_ms = t->now_ms };
    TRY(check(t, out));
    TRY(ask(t, out, me.name));
    TRY(turn_put(t, &q_withdrawal_add, &withdrawal_shape, out));
    TRY(post(t, out, "hold"));
    turn_touch(t, out->org_id, "balance", out->org_id);
    TRY(turn_change(t, out->seller_id, "withdrawal", out->id, out->state, ""));
    return pay_tell_finance(
        t, &(struct turn_notice){ .org_id = out->seller_id,
                                  .kind = "withdrawal",
                                  .object = "withdrawal",
                                  .object_id = out->id,
                                  .text_zh = kb_printf(t->arena, "%s 申请提现", me.name),
                                  .text_en = kb_printf(t->arena, "%s asks for a withdrawal",
                                                       me.name) });
}
HANDLER(withdrawal_create, withdrawal_new, withdrawal);

enum kb_code pay_withdrawal_decided(struct turn *t, const struct approval *a)
{
    struct withdrawal w;
    TRY(turn_find(t, "withdrawal", &q_withdrawal_find,
                  ARGS(ARG_INT(id, a->object_id), ARG_INT(org_id, a->org_id)), &withdrawal_shape,
                  &w));
    if (strcmp(w.state, "asked") != 0 || w.approval_id != a->id) return KB_OK;
    if (desk_approved(a)) {
        TRY(desk_approval_check(t, a->id, terms(t, &w)));
        return pay_withdrawal_move(t, &w, "approved");
    }
    w.reason = a->reason[0] ? a->reason : a->state;
    TRY(pay_withdrawal_move(t, &w, "rejected"));
    TRY(pay_withdrawal_release(t, &w));
    return pay_withdrawal_tell(t, &w, "未获批准，款项已退回余额",
                               "was not approved; the money is in your balance");
}

static enum kb_code withdrawal_cancel(struct turn *t, const struct withdrawal_key *in,
                                      struct withdrawal *out)
{
    TRY(pay_withdrawal_find(t, in->id, out));
    TRY(pay_withdrawal_move(t, out, "cancelled"));
    TRY(pay_withdrawal_release(t, out));
    return out->approval_id ? desk_approval_drop(t, out->approval_id) : KB_OK;
}
HANDLER(withdrawal_cancel, withdrawal_key, withdrawal);

/* --- the list --- */

struct withdrawals_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field withdrawals_in_fields[] = {
    TURN_PAGE_FIELDS(withdrawals_in),
    STR(withdrawals_in, state, .one_of = withdrawal_states, .optional = true),
    { .name = NULL },
};
static SHAPE(withdrawals_in);
struct withdrawals {
    struct kb_list items;
    const char *next;
};
static const struct kb_field withdrawals_fields[] = { LIST(withdrawals, items, withdrawal_shape),
                                                      STR(withdrawals, next),
                                                      { .name = NULL } };
static SHAPE(withdrawals);

static enum kb_code withdrawals_list(struct turn *t, const struct withdrawals_in *in,
                                     struct withdrawals *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_withdrawals_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &withdrawal_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &withdrawal_shape);
    return KB_OK;
}
HANDLER(withdrawals_list, withdrawals_in, withdrawals);

const struct turn_route withdrawal_routes[] = {
    { "GET", "/v1/withdrawals", WHO_FINANCE | WHO_C_ADMIN, &withdrawals_list_call,
      "withdrawals_list", "List withdrawals: your own, your customers', or those you pay.",
      TURN_LIST },
    { "POST", "/v1/withdrawals", WHO_C_ADMIN, &withdrawal_create_call, "withdrawals_create",
      "Ask for money of your balance; it is held from now on.", TURN_MONEY },
    { "POST", "/v1/withdrawals/{id}/cancel", WHO_C_ADMIN, &withdrawal_cancel_call,
      "withdrawals_cancel", "Take your request back before it is paid.", TURN_MONEY },
    { "GET", "/v1/withdrawal-rule", WHO_FINANCE | WHO_C_ADMIN, &withdrawal_rule_get_call,
      "withdrawal_rule_get", "How much at least, and how many at a time." },
    { "POST", "/v1/withdrawal-rule", WHO_ADMIN, &withdrawal_rule_put_call, "withdrawal_rule_put",
      "Say how much at least, and how many at a time, your customers may withdraw." },
    { .method = NULL },
};
