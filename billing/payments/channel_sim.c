/* channel_sim - the simulator: a payment channel that nobody should pay with. It speaks as real
 * ones do: signed orders, signed notices, questions that are answered later or never. A peer
 * with the same secret plays the payer. */
#include "billing/payments/payments_priv.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>

#define PREFIX      "KBOSS-PAYMENT-SIMULATOR-1\n"
#define AGE_MS      (10 * 60 * 1000LL) /* of a notice; its sender signs it anew each time */
#define SIGN_LENGTH (2 * crypto_auth_hmacsha256_BYTES)

/* HMAC-SHA256 of the prefix and the object with its names in order and no blanks. */
static const char *sign_of(struct turn *t, const struct pay_account *a, const json_t *object)
{
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    char *hex = kb_alloc(t->arena, SIGN_LENGTH + 1);
    crypto_auth_hmacsha256_state state;
    const size_t flags = JSON_COMPACT | JSON_SORT_KEYS;
    size_t n = json_dumpb(object, NULL, 0, flags);
    char *text = kb_alloc(t->arena, n + 1);
    KB_ASSERT(json_dumpb(object, text, n, flags) == n);
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)a->secret, strlen(a->secret));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)PREFIX, strlen(PREFIX));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)text, n);
    crypto_auth_hmacsha256_final(&state, mac);
    kb_hex(hex, mac, sizeof mac);
    return hex;
}

/* --- paying --- */

struct sim_order {
    const char *channel, *out_trade_no, *currency, *subject, *notify;
    int64_t amount_fen, expires_ms;
};
static const struct kb_field sim_order_fields[] = {
    STR(sim_order, channel),   STR(sim_order, out_trade_no), STR(sim_order, currency),
    STR(sim_order, subject),   STR(sim_order, notify),       INT(sim_order, amount_fen),
    INT(sim_order, expires_ms), { .name = NULL },
};
static SHAPE(sim_order);

static enum kb_code sim_create(struct turn *t, const struct pay_account *a, const struct payment *p,
                               const char **pay)
{
    AUTO_JSON order = kb_write(&sim_order_shape,
                               &(struct sim_order){ .channel = "simulator",
                                                    .out_trade_no = p->out_trade_no,
                                                    .currency = "CNY",
                                                    .subject = "SIMULATED PAYMENT 模拟支付",
                                                    .notify = "/v1/pay/simulator/notify",
                                                    .amount_fen = p->amount_fen,
                                                    .expires_ms = p->expires_ms },
                               NULL);
    json_object_set_new(order, "sign", json_string(sign_of(t, a, order)));
    *pay = kb_json_text(order, t->arena);
    return KB_OK;
}

/* The clock marks it as asked: the peer reads its questions, and answers by a notice. */
static enum kb_code sim_query(struct turn *t, const struct pay_account *a, const struct payment *p,
                              struct pay_notice *out)
{
    (void)t, (void)a;
    *out = (struct pay_notice){ .outcome = PAY_UNKNOWN,
                                .out_trade_no = p->out_trade_no,
                                .channel_no = "",
                                .currency = "CNY" };
    return KB_OK;
}

/* --- being told --- */

static const char *const event_kinds[] = { "trade", "chargeback", "questions", NULL };
static const char *const outcomes[] = { "done", "pending", "failed", NULL };

struct sim_event {
    const char *kind, *out_trade_no, *channel_no, *currency, *outcome;
    int64_t amount_fen, timestamp_ms;
};
static const struct kb_field sim_event_fields[] = {
    STR(sim_event, kind, .one_of = event_kinds),
    STR(sim_event, out_trade_no, .max = 64, .optional = true),
    STR(sim_event, channel_no, .max = 60, .optional = true),
    STR(sim_event, currency, .max = 3, .optional = true),
    STR(sim_event, outcome, .one_of = outcomes, .optional = true),
    INT(sim_event, amount_fen, .min = 0, .max = PAY_FEN_MAX, .optional = true),
    INT(sim_event, timestamp_ms, .min = 1, .max = 9999999999999),
    { .name = NULL },
};
static SHAPE(sim_event);

static enum kb_code check_sign(struct turn *t, const struct pay_account *a, const json_t *event,
                               const char *sign)
{
    if (strlen(sign) == SIGN_LENGTH && kb_same(sign_of(t, a, event), sign)) return KB_OK;
    return kb_fail(t->err, KB_DENIED, "payment.signature", "it was not signed with the secret");
}

static enum kb_code whole(struct turn *t, const struct sim_event *e)
{
    bool money = strcmp(e->outcome, "done") == 0 || strcmp(e->kind, "chargeback") == 0;
    if (strcmp(e->kind, "questions") == 0) return KB_OK;
    if (!e->out_trade_no[0] || (strcmp(e->kind, "trade") == 0 && !e->outcome[0]))
        return kb_fail_field(t->err, "event", "request.missing",
                             "out_trade_no and outcome belong to it");
    if (money && (!e->channel_no[0] || !e->currency[0] || !e->amount_fen))
        return kb_fail_field(t->err, "event", "request.missing",
                             "channel_no, currency and amount_fen belong to it");
    return KB_OK;
}

/* The signature first: what is not signed is not looked at. */
static enum kb_code sim_verify(struct turn *t, const struct pay_account *a, const char *event_json,
                               const char *sign, struct pay_notice *out)
{
    struct sim_event e;
    AUTO_JSON event = NULL;
    TRY(kb_json_parse(event_json, strlen(event_json), 4096, &event, t->err));
    TRY(check_sign(t, a, event, sign));
    if (kb_read(&sim_event_shape, event, NULL, &e, t->arena, t->err) != KB_OK)
        return kb_fail_field(t->err, "event", "request.field", "it is not an event as agreed");
    if (e.timestamp_ms < t->now_ms - AGE_MS || e.timestamp_ms > t->now_ms + AGE_MS)
        return kb_fail(t->err, KB_DENIED, "payment.stale",
                       "it was signed more than ten minutes away from now");
    TRY(whole(t, &e));
    *out = (struct pay_notice){ .chargeback = strcmp(e.kind, "chargeback") == 0,
                                .outcome = strcmp(e.outcome, "done") == 0      ? PAY_DONE
                                           : strcmp(e.outcome, "failed") == 0  ? PAY_FAILED
                                           : strcmp(e.outcome, "pending") == 0 ? PAY_PENDING
                                                                               : PAY_UNKNOWN,
                                .out_trade_no = e.out_trade_no,
                                .channel_no = e.channel_no,
                                .currency = e.currency,
                                .amount_fen = e.amount_fen };
    return KB_OK;
}

const struct pay_channel pay_simulator_channel = { .name = "simulator",
                                                   .zh = "模拟支付（仅供测试）",
                                                   .en = "Simulator (for tests only)",
                                                   .create = sim_create,
                                                   .query = sim_query,
                                                   .verify = sim_verify };
