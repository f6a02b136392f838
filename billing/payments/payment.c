/* payment - a customer pays through a channel into his balance, or for what a quote says. The
 * payment only says what was begun: money is credited by what the channel tells (pay_notify), and
 * what it does not tell is asked by the clock until a deadline. */
#include "billing/payments/payments_priv.h"
#include "payment_sql.h"

#include <string.h>

#define OPEN_MAX    10 /* of one customer */
#define EXPIRES_MS  (15 * 60 * 1000LL)
#define SHORTEST_MS (60 * 1000LL) /* to pay in */
#define ASK_MS      (60 * 1000LL)
#define DEADLINE_MS (3 * 86400000LL) /* after it expired: then a person looks */
#define DUE_MAX     32

static const char *const payment_states[] = { "open", "unknown", "paid", "closed", NULL };

static const struct kb_field payment_fields[] = {
    ID(payment, id, "pay"),
    ID(payment, org_id, "org"),
    INT(payment, seller_id, .secret = true),
    STR(payment, channel),
    STR(payment, out_trade_no),
    STR(payment, channel_no, .doc = "The channel's number, once it is paid."),
    INT(payment, amount_fen, .unit = "fen"),
    INT(payment, paid_fen, .unit = "fen", .doc = "What the channel says it got."),
    ID(payment, quote_id, "quo"),
    STR(payment, alias, .secret = true),
    STR(payment, ssh_key, .secret = true),
    ID(payment, order_id, "ord"),
    STR(payment, why_no_order, .doc = "The reason word; the money is in the balance."),
    STR(payment, state, .one_of = payment_states),
    INT(payment, tries, .secret = true),
    INT(payment, asked_ms, .secret = true),
    INT(payment, next_ms, .unit = "ms", .doc = "When the channel is asked next."),
    INT(payment, expires_ms, .unit = "ms"),
    ID(payment, created_by, "usr"),
    INT(payment, created_ms, .unit = "ms"),
    INT(payment, ended_ms, .unit = "ms"),
    { .name = NULL },
};
const struct kb_shape payment_shape = { "payment", sizeof(struct payment), payment_fields };

/* --- beginning one --- */

struct payment_new {
    int64_t amount_fen, quote_id;
    const char *channel, *alias, *ssh_key;
};
static const struct kb_field payment_new_fields[] = {
    STR(payment_new, channel, .min = 1, .max = 24),
    INT(payment_new, amount_fen, .min = 1, .max = PAY_FEN_MAX, .optional = true, .unit = "fen",
        .doc = "With a quote: what your balance lacks, when not given."),
    ID(payment_new, quote_id, "quo", .optional = true,
       .doc = "Bought, or renewed, as soon as it is paid; the money stays yours if that fails."),
    STR(payment_new, alias, .max = 40, .optional = true, .doc = "Your name for what is bought."),
    STR(payment_new, ssh_key, .max = 1000, .optional = true),
    { .name = NULL },
};
static SHAPE(payment_new);

struct payment_page {
    struct payment *payment;
    const char *pay;
};
static const struct kb_field payment_page_fields[] = {
    OBJ(payment_page, payment, payment_shape),
    JSON(payment_page, pay, .doc = "What the channel's page is opened with, while it is open."),
    { .name = NULL },
};
static SHAPE(payment_page);

static enum kb_code amount(struct turn *t, const struct payment_new *in, struct payment *p)
{
    int64_t available, frozen, cost, quote_ms;
    p->amount_fen = in->amount_fen;
    p->expires_ms = t->now_ms + EXPIRES_MS;
    if (!in->quote_id && !in->amount_fen)
        return kb_fail_field(t->err, "amount_fen", "request.missing", "say how much");
    if (!in->quote_id) return KB_OK;
    TRY(billing_quote_cost(t, in->quote_id, &cost, &quote_ms));
    TRY(ledger_available(t, p->seller_id, p->org_id, &available, &frozen));
    if (!p->amount_fen) p->amount_fen = cost - available;
    if (p->amount_fen <= 0)
        return kb_fail(t->err, KB_CONFLICT, "payment.not_needed", "your balance pays for it");
    if (p->amount_fen > PAY_FEN_MAX)
        return kb_fail_field(t->err, "quote_id", "request.field", "too much for one payment");
    if (quote_ms < p->expires_ms) p->expires_ms = quote_ms;
    if (p->expires_ms < t->now_ms + SHORTEST_MS) p->expires_ms = t->now_ms + SHORTEST_MS;
    return KB_OK;
}

static enum kb_code parties(struct turn *t, struct payment *p)
{
    struct org me;
    int64_t open;
    TRY(org_check_trading(t, t->actor.org_id));
    TRY(org_find(t, t->actor.org_id, &me));
    p->org_id = me.id;
    p->seller_id = me.parent_id;
    TRY(turn_int(t, &q_payments_open, ARGS(ARG_INT(org_id, me.id)), &open));
    if (open < OPEN_MAX) return KB_OK;
    return kb_fail(t->err, KB_EXHAUSTED, "payment.too_many", "%lld payments are open already",
                   (long long)open);
}

static enum kb_code account_of(struct turn *t, const char *channel, struct pay_account *a)
{
    enum kb_code code = pay_account_find(t, channel, a);
    if (code != KB_OK && code != KB_NOT_FOUND) return code;
    if (code == KB_OK && a->enabled && pay_channel_named(channel)) return KB_OK;
    return kb_fail_field(t->err, "channel", "payment.channel", "nobody can pay by that now");
}

static enum kb_code payment_create(struct turn *t, const struct payment_new *in,
                                   struct payment_page *out)
{
    struct pay_account a;
    struct payment *p = KB_NEW(t->arena, struct payment);
    *p = (struct payment){ .id = turn_new_id(t),
                           .channel = in->channel,
                           .channel_no = "",
                           .quote_id = in->quote_id,
                           .alias = in->alias,
                           .ssh_key = in->ssh_key,
                           .why_no_order = "",
                           .state = "open",
                           .next_ms = t->now_ms + ASK_MS,
                           .created_by = t->actor.user_id,
                           .created_ms = t->now_ms };
    p->out_trade_no = turn_id_text(t, "pay", p->id);
    TRY(account_of(t, in->channel, &a));
    TRY(parties(t, p));
    TRY(amount(t, in, p));
    TRY(pay_channel_named(p->channel)->create(t, &a, p, &out->pay));
    TRY(turn_put(t, &q_payment_add, &payment_shape, p));
    out->payment = p;
    turn_then(t, "clock", p->next_ms, 0, NULL);
    return turn_change(t, p->org_id, "payment", p->id, "created", "");
}
HANDLER(payment_create, payment_new, payment_page);

/* --- the clock: what the channel has not told is asked, ever more slowly --- */

static int64_t wait_of(int64_t tries)
{
    static const int64_t minutes[] = { 1, 2, 5, 10, 30, 60, 120, 360, 720, 1440 };
    size_t i = (size_t)tries < COUNT(minutes) ? (size_t)tries : COUNT(minutes) - 1;
    return minutes[i] * 60000;
}

/* Nobody has answered for days: the money may have come or not, so a person asks the channel. */
static enum kb_code give_up(struct turn *t, const struct pay_account *a, struct payment *p)
{
    p->next_ms = 0;
    return pay_stray_add(t, a, p->out_trade_no, "unknown",
                         kb_printf(t->arena, "{\"out_trade_no\":\"%s\",\"amount_fen\":%lld}",
                                   p->out_trade_no, (long long)p->amount_fen));
}

static enum kb_code ask(struct turn *t, struct payment *p)
{
    struct pay_account a;
    struct pay_notice n;
    const struct pay_channel *c = pay_channel_named(p->channel);
    TRY(pay_account_find(t, p->channel, &a));
    KB_ASSERT(c);
    TRY(c->query(t, &a, p, &n));
    if (n.outcome == PAY_DONE || n.outcome == PAY_FAILED) return pay_heard(t, &a, &n, "{}");
    bool over = t->now_ms >= p->expires_ms;
    if (n.outcome == PAY_UNKNOWN) p->asked_ms = t->now_ms;
    if (n.outcome == PAY_UNKNOWN && over) p->state = "unknown";
    p->next_ms = t->now_ms + wait_of(++p->tries);
    if (t->now_ms >= p->expires_ms + DEADLINE_MS) TRY(give_up(t, &a, p));
    turn_touch(t, p->org_id, "payment", p->id);
    return turn_put(t, &q_payment_asked, &payment_shape, p);
}

static enum kb_code payments_tick(struct turn *t, const struct nothing *in, struct ticked *out)
{
    struct kb_list due;
    (void)in;
    TRY(turn_all(t, &q_payments_due, ARGS(ARG_INT(now_ms, t->now_ms)), &payment_shape, DUE_MAX,
                 &due));
    struct payment *p = due.at;
    for (int64_t i = 0; i < due.n; i++) TRY(turn_due(t, "payment", p[i].id, ask(t, &p[i])));
    return turn_int(t, &q_payment_next, ARGS(ARG_INT(now_ms, t->now_ms)), &out->next_ms);
}
HANDLER(payments_tick, nothing, ticked);

/* --- seen --- */

struct payment_key {
    int64_t id;
};
static const struct kb_field payment_key_fields[] = { ID(payment_key, id, "pay"),
                                                      { .name = NULL } };
static SHAPE(payment_key);

static enum kb_code payment_get(struct turn *t, const struct payment_key *in,
                                struct payment_page *out)
{
    struct pay_account a;
    struct payment *p = KB_NEW(t->arena, struct payment);
    TRY(turn_find(t, "payment", &q_payment_find,
                  ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id)), &payment_shape, p));
    out->payment = p;
    out->pay = "{}";
    if (strcmp(p->state, "open") != 0 || p->org_id != t->actor.org_id) return KB_OK;
    TRY(pay_account_find(t, p->channel, &a));
    return pay_channel_named(p->channel)->create(t, &a, p, &out->pay);
}
HANDLER(payment_get, payment_key, payment_page);

struct payments_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field payments_in_fields[] = {
    TURN_PAGE_FIELDS(payments_in),
    STR(payments_in, state, .one_of = payment_states, .optional = true),
    { .name = NULL },
};
static SHAPE(payments_in);
struct payments {
    struct kb_list items;
    const char *next;
};
static const struct kb_field payments_fields[] = { LIST(payments, items, payment_shape),
                                                   STR(payments, next),
                                                   { .name = NULL } };
static SHAPE(payments);

static enum kb_code payments_list(struct turn *t, const struct payments_in *in,
                                  struct payments *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_payments_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &payment_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &payment_shape);
    return KB_OK;
}
HANDLER(payments_list, payments_in, payments);

const struct turn_route payment_routes[] = {
    { "GET", "/v1/payments", WHO_C_ANY | WHO_FINANCE | WHO_SALES, &payments_list_call,
      "payments_list", "List payments through channels: your own, or your customers'.", TURN_LIST },
    { "GET", "/v1/payments/{id}", WHO_C_ANY | WHO_FINANCE | WHO_SALES, &payment_get_call,
      "payments_get", "Show a payment, and how to pay it while it is open." },
    { "POST", "/v1/payments", WHO_C_ADMIN, &payment_create_call, "payments_create",
      "Begin to pay through a channel: into your balance, or for what a quote says.", TURN_MONEY },
    { "SYSTEM", "", WHO_SYSTEM, &payments_tick_call, "payments_tick",
      "What the clock does to payments whose outcome nobody has told." },
    { .method = NULL },
};
