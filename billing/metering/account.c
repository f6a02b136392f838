/* account - a customer's balance against what it uses: bills that are due are paid as money is
 * there; a warning while it still lasts for some hours; hours of grace when it is used up, then
 * what is metered is suspended; and it goes on when what is due is paid and money is left. It is
 * looked at when money comes, when an hour was counted, and when the hours of grace end. */
#include "billing/metering/metering_priv.h"
#include "account_sql.h"
#include "ledger/muldiv.h"

#include <string.h>

#define ACCOUNTS_MAX  16 /* in one turn */
#define RESOURCES_MAX 64
#define MORE_LOOK_MS  INT64_C(1000) /* there was more to pay, stop or resume than one turn takes */

struct account {
    int64_t org_id, seller_id, short_ms, warned_ms, next_ms;
};
static const struct kb_field account_fields[] = {
    INT(account, org_id),    INT(account, seller_id), INT(account, short_ms),
    INT(account, warned_ms), INT(account, next_ms),   { .name = NULL },
};
static SHAPE(account);

enum kb_code account_wake(struct turn *t, int64_t org_id, int64_t seller_id)
{
    return turn_run(t, &q_account_wake,
                    ARGS(ARG_INT(org_id, org_id), ARG_INT(seller_id, seller_id),
                         ARG_INT(now_ms, t->now_ms)));
}

/* --- how the balance stands --- */

struct used_at {
    int64_t unit_ufen, units_milli;
};
static const struct kb_field used_at_fields[] = { INT(used_at, unit_ufen),
                                                  INT(used_at, units_milli),
                                                  { .name = NULL } };
static SHAPE(used_at);

static enum kb_code worth(struct turn *t, const struct db_query *q, const struct db_arg *args,
                          int64_t *fen)
{
    struct kb_list list;
    *fen = 0;
    TRY(turn_all(t, q, args, &used_at_shape, 1000, &list));
    const struct used_at *u = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        int64_t one;
        TRY(ledger_muldiv(u[i].units_milli, u[i].unit_ufen, LEDGER_NFEN_OF_FEN, &one, t->err));
        if (__builtin_add_overflow(*fen, one, fen)) *fen = INT64_MAX / 2;
    }
    return KB_OK;
}

struct stand {
    struct charges charges;
    int64_t left_fen, hour_fen; /* left of the balance after all that was used */
    bool more;                  /* has to be gone on with soon */
};

static enum kb_code stand_of(struct turn *t, const struct account *a, struct stand *s)
{
    int64_t available_fen, frozen_fen, used_fen, day_fen;
    const struct db_arg *who = ARGS(ARG_INT(org_id, a->org_id), ARG_INT(seller_id, a->seller_id));
    TRY(billing_charges_pay(t, a->org_id, a->seller_id, &s->charges));
    TRY(ledger_available(t, a->seller_id, a->org_id, &available_fen, &frozen_fen));
    TRY(worth(t, &q_usage_unbilled, who, &used_fen));
    TRY(worth(t, &q_running_now, who, &s->hour_fen));
    TRY(worth(t, &q_events_of_day,
              ARGS(ARG_INT(org_id, a->org_id), ARG_INT(seller_id, a->seller_id),
                   ARG_INT(from_hour, t->now_ms / HOUR_MS - 24)),
              &day_fen));
    s->hour_fen += day_fen / 24;
    s->left_fen = available_fen - s->charges.due_fen - used_fen;
    s->more = s->charges.paid_fen && s->charges.due_fen;
    return KB_OK;
}

/* --- what is done about it --- */

static enum kb_code tell(struct turn *t, const struct account *a, const char *kind, const char *zh,
                         const char *en)
{
    return turn_notify(t, &(struct turn_notice){ .org_id = a->org_id,
                                                 .kind = kind,
                                                 .object = "balance",
                                                 .object_id = a->org_id,
                                                 .text_zh = zh,
                                                 .text_en = en });
}

static enum kb_code warn(struct turn *t, struct account *a, const struct stand *s)
{
    long long hours = s->left_fen / s->hour_fen;
    if (a->warned_ms && t->now_ms - a->warned_ms < METER_DAY_MS) return KB_OK;
    a->warned_ms = t->now_ms;
    return tell(t, a, "balance_low",
                kb_printf(t->arena, "余额 %s 元按现在的用量约可用 %lld 小时，请及时充值",
                          price_yuan(t, s->left_fen), hours),
                kb_printf(t->arena, "The balance of %s lasts for %lld hours: recharge in time",
                          price_yuan(t, s->left_fen), hours));
}

struct metered {
    int64_t resource_id;
};
static const struct kb_field metered_fields[] = { INT(metered, resource_id), { .name = NULL } };
static SHAPE(metered);

static enum kb_code each_resource(struct turn *t, const struct account *a, const char *state,
                                  enum kb_code (*act)(struct turn *t, const struct resource *r),
                                  bool *more)
{
    struct kb_list list;
    TRY(turn_all(t, &q_metered_in,
                 ARGS(ARG_INT(org_id, a->org_id), ARG_INT(seller_id, a->seller_id),
                      ARG_STR(state, state), ARG_INT(rows, RESOURCES_MAX)),
                 &metered_shape, RESOURCES_MAX, &list));
    const struct metered *m = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        struct resource r;
        TRY(billing_resource_find(t, m[i].resource_id, &r));
        TRY(act(t, &r));
    }
    *more = *more || list.n == RESOURCES_MAX;
    return KB_OK;
}

static int64_t next_hour_ms(int64_t now_ms)
{
    return (now_ms / HOUR_MS + 1) * HOUR_MS;
}

static enum kb_code used_up(struct turn *t, struct account *a, struct stand *s)
{
    struct meter_policy p;
    TRY(meter_policy_of(t, a->seller_id, &p));
    bool told = a->short_ms != 0;
    if (!told) a->short_ms = t->now_ms;
    int64_t ends_ms = a->short_ms + p.grace_hours * HOUR_MS;
    a->next_ms = next_hour_ms(t->now_ms);
    if (t->now_ms < ends_ms && ends_ms < a->next_ms) a->next_ms = ends_ms;
    if (told && t->now_ms < ends_ms) return KB_OK;
    if (told) return each_resource(t, a, "active", billing_suspend_unpaid, &s->more);
    if (t->now_ms >= ends_ms) s->more = true; /* no hours of grace */
    long long hours = p.grace_hours;
    return tell(t, a, "balance_used_up",
                kb_printf(t->arena, "余额已用尽，%lld 小时后按量资源将停用，请充值", hours),
                kb_printf(t->arena,
                          "The balance is used up: what is metered is suspended in %lld hours",
                          hours));
}

static enum kb_code goes_on(struct turn *t, struct account *a, struct stand *s)
{
    struct meter_policy p;
    bool stopped = false;
    TRY(meter_policy_of(t, a->seller_id, &p));
    if (a->short_ms) TRY(each_resource(t, a, "suspended", billing_resume, &stopped));
    if (!stopped) a->short_ms = 0;
    s->more = s->more || stopped;
    bool low = s->hour_fen > 0 && s->left_fen / s->hour_fen < p.warn_hours;
    a->next_ms = next_hour_ms(t->now_ms);
    if (low) return warn(t, a, s);
    a->warned_ms = 0;
    return KB_OK;
}

/* Nothing runs any more: what is owed is paid as soon as money comes. */
static enum kb_code ended(struct turn *t, struct account *a, const struct stand *s)
{
    a->short_ms = 0;
    a->warned_ms = 0;
    return overdue_look(t, &(struct overdue){ a->org_id, a->seller_id, s->charges }, &a->next_ms);
}

static enum kb_code look(struct turn *t, struct account *a)
{
    struct stand s;
    int64_t running;
    TRY(stand_of(t, a, &s));
    TRY(turn_int(t, &q_metered_n,
                 ARGS(ARG_INT(org_id, a->org_id), ARG_INT(seller_id, a->seller_id)), &running));
    if (!running)
        TRY(ended(t, a, &s));
    else if (s.left_fen <= 0)
        TRY(used_up(t, a, &s));
    else
        TRY(goes_on(t, a, &s));
    if (s.more) a->next_ms = t->now_ms + MORE_LOOK_MS;
    return turn_put(t, &q_account_save, &account_shape, a);
}

/* However it came: what waits for it is looked at now. */
static enum kb_code on_credited(struct turn *t, int64_t org_id)
{
    int64_t before = db_changes(t->db);
    TRY(turn_run(t, &q_account_credited,
                 ARGS(ARG_INT(org_id, org_id), ARG_INT(now_ms, t->now_ms))));
    if (db_changes(t->db) != before) turn_then(t, "clock", t->now_ms, 0, NULL);
    return KB_OK;
}

const struct turn_listener account_listeners[] = {
    { "balance.credited", on_credited },
    { .event = NULL },
};

enum kb_code accounts_tick(struct turn *t, int64_t *next_ms)
{
    struct kb_list list;
    TRY(turn_all(t, &q_accounts_due, ARGS(ARG_INT(now_ms, t->now_ms), ARG_INT(rows, ACCOUNTS_MAX)),
                 &account_shape, ACCOUNTS_MAX, &list));
    struct account *a = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(turn_due(t, "balance", a[i].org_id, look(t, &a[i])));
    return turn_int(t, &q_account_next_due, ARGS(ARG_INT(now_ms, t->now_ms)), next_ms);
}
