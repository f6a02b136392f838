/* channel - the channels there are, and the platform's account at each: its sealed secret, its fee,
 * and how much of what it has collected it still holds. */
#include "billing/payments/payments_priv.h"
#include "channel_sql.h"

#include <string.h>

#define FEE_BP 60 /* until the contract says otherwise */

const struct pay_channel *pay_channel_named(const char *name)
{
    static const struct pay_channel *const all[] = { &pay_simulator_channel };
    for (size_t i = 0; i < COUNT(all); i++)
        if (strcmp(all[i]->name, name) == 0) return all[i];
    return NULL;
}

static const struct kb_field pay_account_fields[] = {
    ID(pay_account, id, "pac"),
    INT(pay_account, org_id, .secret = true),
    STR(pay_account, channel),
    STR(pay_account, sealed, .secret = true),
    BOOL(pay_account, enabled),
    INT(pay_account, fee_bp, .unit = "bp", .doc = "What the channel keeps; the platform's cost."),
    INT(pay_account, collected_fen, .unit = "fen"),
    INT(pay_account, paid_out_fen, .unit = "fen", .doc = "To the bank, fees with it."),
    INT(pay_account, back_fen, .unit = "fen", .doc = "Taken back by the channel, or returned."),
    INT(pay_account, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(pay_account);

static const char *place(struct turn *t, const char *channel)
{
    return kb_printf(t->arena, "pay_account|%s", channel);
}

enum kb_code pay_account_find(struct turn *t, const char *channel, struct pay_account *out)
{
    TRY(turn_find(t, "channel", &q_pay_account_find, ARGS(ARG_STR(channel, channel)),
                  &pay_account_shape, out));
    return kb_unseal(&t->engine->seal, place(t, channel), out->sealed, t->arena, &out->secret,
                     t->err);
}

static enum kb_code moved(struct turn *t, const struct db_query *q, const char *channel,
                          int64_t fen)
{
    if (!fen) return KB_OK;
    enum kb_code code = turn_run_one(t, q, ARGS(ARG_STR(channel, channel), ARG_INT(fen, fen)));
    if (code != KB_NOT_FOUND) return code;
    return kb_fail(t->err, KB_CONFLICT, "payout.over", "the channel does not hold %lld fen for us",
                   (long long)fen);
}

enum kb_code pay_account_collected(struct turn *t, const char *channel, int64_t fen)
{
    return moved(t, &q_pay_account_collected, channel, fen);
}

enum kb_code pay_account_paid_out(struct turn *t, const char *channel, int64_t fen)
{
    return moved(t, &q_pay_account_paid_out, channel, fen);
}

enum kb_code pay_account_back(struct turn *t, const char *channel, int64_t fen)
{
    return moved(t, &q_pay_account_back, channel, fen);
}

/* --- setting one up --- */

static const char *const channel_words[] = { "simulator", NULL };

struct pay_account_put {
    const char *channel;
    int64_t fee_bp;
    bool disabled, new_secret;
};
static const struct kb_field pay_account_put_fields[] = {
    STR(pay_account_put, channel, .one_of = channel_words),
    INT(pay_account_put, fee_bp, .min = 1, .max = 1000, .optional = true, .unit = "bp",
        .doc = "60, 0.6 %, when not given."),
    BOOL(pay_account_put, disabled, .optional = true,
         .doc = "Nothing new is paid by it; what was begun is still heard."),
    BOOL(pay_account_put, new_secret, .optional = true,
         .doc = "Make another secret; the old one is worth nothing at once."),
    { .name = NULL },
};
static SHAPE(pay_account_put);
struct pay_account_set {
    struct pay_account *account;
    const char *secret_once;
};
static const struct kb_field pay_account_set_fields[] = {
    OBJ(pay_account_set, account, pay_account_shape),
    STR(pay_account_set, secret_once, .doc = "Of the new account or secret; not shown again."),
    { .name = NULL },
};
static SHAPE(pay_account_set);

static enum kb_code there(struct turn *t, const char *channel, struct pay_account *out, bool *is)
{
    struct kb_list list;
    TRY(turn_all(t, &q_pay_account_find, ARGS(ARG_STR(channel, channel)), &pay_account_shape, 1,
                 &list));
    *is = list.n > 0;
    if (*is) *out = *(const struct pay_account *)list.at;
    return KB_OK;
}

static enum kb_code pay_account_put(struct turn *t, const struct pay_account_put *in,
                                    struct pay_account_set *out)
{
    bool is;
    struct pay_account *a = KB_NEW(t->arena, struct pay_account);
    *a = (struct pay_account){ .org_id = t->actor.org_id,
                               .channel = in->channel,
                               .fee_bp = FEE_BP,
                               .created_ms = t->now_ms };
    TRY(there(t, in->channel, a, &is));
    if (in->fee_bp) a->fee_bp = in->fee_bp;
    a->enabled = !in->disabled;
    out->account = a;
    out->secret_once = "";
    if (!is || in->new_secret) {
        out->secret_once = kb_token(t->world, 32, t->arena);
        a->sealed =
            kb_seal(&t->engine->seal, t->world, place(t, a->channel), out->secret_once, t->arena);
    }
    if (!is) a->id = turn_new_id(t);
    TRY(turn_put(t, is ? &q_pay_account_set : &q_pay_account_add, &pay_account_shape, a));
    return turn_change(t, a->org_id, "pay_account", a->id, is ? "changed" : "created", "");
}
HANDLER(pay_account_put, pay_account_put, pay_account_set);

struct pay_accounts {
    struct kb_list items;
};
static const struct kb_field pay_accounts_fields[] = {
    LIST(pay_accounts, items, pay_account_shape), { .name = NULL }
};
static SHAPE(pay_accounts);

static enum kb_code pay_accounts_list(struct turn *t, const struct nothing *in,
                                      struct pay_accounts *out)
{
    (void)in;
    return turn_all(t, &q_pay_accounts_of, ARGS(ARG_INT(org_id, t->actor.org_id)),
                    &pay_account_shape, 16, &out->items);
}
HANDLER(pay_accounts_list, nothing, pay_accounts);

struct pay_ways {
    struct kb_list items;
};
struct pay_way {
    const char *channel, *title_zh, *title_en;
};
static const struct kb_field pay_way_fields[] = {
    STR(pay_way, channel), STR(pay_way, title_zh), STR(pay_way, title_en), { .name = NULL }
};
static SHAPE(pay_way);
static const struct kb_field pay_ways_fields[] = { LIST(pay_ways, items, pay_way_shape),
                                                   { .name = NULL } };
static SHAPE(pay_ways);

static enum kb_code pay_ways_list(struct turn *t, const struct nothing *in, struct pay_ways *out)
{
    struct kb_list list;
    (void)in;
    TRY(turn_all(t, &q_pay_accounts_enabled, NO_ARGS, &pay_account_shape, 16, &list));
    const struct pay_account *a = list.at;
    struct pay_way *w = kb_alloc(t->arena, sizeof *w * (size_t)(list.n + 1));
    for (int64_t i = 0; i < list.n; i++) {
        const struct pay_channel *c = pay_channel_named(a[i].channel);
        if (c) w[out->items.n++] = (struct pay_way){ c->name, c->zh, c->en };
    }
    out->items.at = w;
    return KB_OK;
}
HANDLER(pay_ways_list, nothing, pay_ways);

#define P_FINANCE (WHO_P_ADMIN | WHO_P_FINANCE)
const struct turn_route pay_account_routes[] = {
    { "GET", "/v1/pay-accounts", P_FINANCE, &pay_accounts_list_call, "pay_accounts_list",
      "The platform's accounts at payment channels: collected, paid out, taken back." },
    { "POST", "/v1/pay-accounts", WHO_P_ADMIN, &pay_account_put_call, "pay_accounts_put",
      "Set up the platform's account at a channel, or change it.", TURN_NO_KEY },
    { "GET", "/v1/pay-ways", WHO_C_ANY, &pay_ways_list_call, "pay_ways_list",
      "The channels you can pay by." },
    { .method = NULL },
};
