/* arrival - a receipt on the organisation's bank account, as its statement shows it: one row for
 * one reference of the bank, in the books as unclaimed until somebody says whose it is, or it is
 * sent back to its payer. */
#include "billing/payments/payments_priv.h"
#include "arrival_sql.h"
#include "ledger/day.h"

#include <string.h>

#define CHINA_OFFSET_MIN 480
#define DAY_MS           INT64_C(86400000)
#define DAYS_BACK        730

static const char *const arrival_states[] = { "unclaimed", "claimed", "returned", NULL };
static const char *const sources[] = { "bank", "channel", NULL };

static const struct kb_field arrival_fields[] = {
    ID(arrival, id, "arv"),
    ID(arrival, org_id, "org"),
    STR(arrival, source, .one_of = sources),
    STR(arrival, bank_ref, .doc = "The bank's number of the receipt."),
    INT(arrival, amount_fen, .unit = "fen"),
    STR(arrival, payer),
    STR(arrival, payer_account),
    STR(arrival, memo),
    STR(arrival, day),
    STR(arrival, state, .one_of = arrival_states),
    ID(arrival, claim_id, "clm", .doc = "The claim that is open, or that was done."),
    STR(arrival, reason),
    ID(arrival, created_by, "usr"),
    ID(arrival, ended_by, "usr"),
    INT(arrival, created_ms, .unit = "ms"),
    INT(arrival, ended_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(arrival);

/* --- days --- */

static const char *day_of(struct turn *t, int64_t at_ms)
{
    char day[LEDGER_DAY_SIZE];
    ledger_day(at_ms, CHINA_OFFSET_MIN, day);
    return kb_strdup(t->arena, day);
}

const char *pay_today(struct turn *t)
{
    return day_of(t, t->now_ms);
}

enum kb_code pay_day_check(struct turn *t, const char *day, const char *field, const char *where)
{
    if (!ledger_day_ok(day))
        return kb_fail_field(t->err, field, "request.field",
                             "%sthere is no day “%.20s”: YYYY-MM-DD", where, day);
    if (strcmp(day, pay_today(t)) > 0)
        return kb_fail_field(t->err, field, "arrival.day", "%s%s is still to come", where, day);
    if (strcmp(day, day_of(t, t->now_ms - DAYS_BACK * DAY_MS)) < 0)
        return kb_fail_field(t->err, field, "arrival.day", "%s%s is more than two years ago", where,
                             day);
    return KB_OK;
}

/* Noon of a day that is over; 0, now, for today. A closed month moves it by itself. */
static int64_t instant_of(struct turn *t, const char *day)
{
    int64_t month = ledger_day_month(day), n = (day[8] - '0') * 10 + day[9] - '0';
    if (strcmp(day, pay_today(t)) == 0) return 0;
    return ledger_month_end_ms(ledger_month_add(month, -1), CHINA_OFFSET_MIN) + (n - 1) * DAY_MS +
           DAY_MS / 2;
}

/* --- writing one --- */

enum kb_code pay_arrival_look(struct turn *t, const struct arrival *in, struct arrival *there,
                              enum arrival_look *look)
{
    struct kb_list list;
    TRY(turn_all(t, &q_arrival_by_ref,
                 ARGS(ARG_INT(org_id, in->org_id), ARG_STR(bank_ref, in->bank_ref)), &arrival_shape,
                 1, &list));
    *look = ARRIVAL_NEW;
    if (!list.n) return KB_OK;
    *there = *(const struct arrival *)list.at;
    bool same = there->amount_fen == in->amount_fen && strcmp(there->payer, in->payer) == 0 &&
                strcmp(there->payer_account, in->payer_account) == 0 &&
                strcmp(there->memo, in->memo) == 0 && strcmp(there->day, in->day) == 0;
    *look = same ? ARRIVAL_SAME : ARRIVAL_OTHER;
    return KB_OK;
}

static enum kb_code post_arrived(struct turn *t, const struct arrival *a, const char *object,
                                 int64_t object_id)
{
    struct ledger_posted posted;
    bool bank = strcmp(a->source, "bank") == 0;
    struct ledger_leg leg = {
        .org_id = a->org_id, .role = "own", .mode = "", .vars = { { "amount", a->amount_fen } }
    };
    return ledger_post(
        t,
        &(struct ledger_event){ .event = bank ? "recharge_offline.arrive" : "recharge_online.stray",
                                .object = object,
                                .object_id = object_id,
                                .at_ms = instant_of(t, a->day),
                                .legs = &leg,
                                .legs_n = 1,
                                .biz_key = kb_printf(t->arena, "arrive:arv:%lld",
                                                     (long long)a->id) },
        &posted);
}

enum kb_code pay_arrival_add(struct turn *t, struct arrival *a, const char *object,
                             int64_t object_id)
{
    a->id = turn_new_id(t);
    a->state = "unclaimed";
    a->reason = "";
    a->created_by = t->actor.user_id;
    a->created_ms = t->now_ms;
    TRY(turn_put(t, &q_arrival_add, &arrival_shape, a));
    TRY(post_arrived(t, a, object ? object : "arrival", object ? object_id : a->id));
    turn_touch(t, a->org_id, "arrival", a->id);
    return turn_change(t, a->org_id, "arrival", a->id, "recorded", "");
}

enum kb_code pay_arrival_find(struct turn *t, int64_t org_id, int64_t id, struct arrival *out)
{
    return turn_find(t, "receipt", &q_arrival_find, ARGS(ARG_INT(id, id), ARG_INT(org_id, org_id)),
                     &arrival_shape, out);
}

enum kb_code pay_arrival_claim(struct turn *t, const struct arrival *a, int64_t claim_id,
                               const char *state)
{
    bool claimed = strcmp(state, "claimed") == 0;
    turn_touch(t, a->org_id, "arrival", a->id);
    return turn_run_one(t, &q_arrival_claim,
                        ARGS(ARG_INT(id, a->id), ARG_INT(org_id, a->org_id),
                             ARG_INT(claim_id, claim_id), ARG_STR(state, state),
                             ARG_INT(ended_by, claimed ? t->actor.user_id : 0),
                             ARG_INT(ended_ms, claimed ? t->now_ms : 0)));
}

/* --- by hand --- */

struct arrival_new {
    int64_t amount_fen;
    const char *bank_ref, *payer, *payer_account, *memo, *day;
};
static const struct kb_field arrival_new_fields[] = {
    STR(arrival_new, bank_ref, .min = 1, .max = 80, .doc = "The bank's number of the receipt."),
    INT(arrival_new, amount_fen, .min = 1, .max = PAY_FEN_MAX, .unit = "fen"),
    STR(arrival_new, payer, .min = 1, .max = 120),
    STR(arrival_new, payer_account, .max = 60, .optional = true),
    STR(arrival_new, memo, .max = 200, .optional = true),
    STR(arrival_new, day, .min = 10, .max = 10, .optional = true,
        .doc = "Of the statement, YYYY-MM-DD; today when not given."),
    { .name = NULL },
};
static SHAPE(arrival_new);

static enum kb_code arrival_create(struct turn *t, const struct arrival_new *in,
                                   struct arrival *out)
{
    struct arrival there;
    enum arrival_look look;
    *out = (struct arrival){ .org_id = t->actor.org_id,
                             .source = "bank",
                             .bank_ref = in->bank_ref,
                             .amount_fen = in->amount_fen,
                             .payer = in->payer,
                             .payer_account = in->payer_account,
                             .memo = in->memo,
                             .day = in->day[0] ? in->day : pay_today(t) };
    TRY(pay_day_check(t, out->day, "day", ""));
    TRY(pay_arrival_look(t, out, &there, &look));
    if (look == ARRIVAL_OTHER)
        return kb_fail_field(t->err, "bank_ref", "arrival.other",
                             "this reference was recorded with %lld fen from %.60s on %s",
                             (long long)there.amount_fen, there.payer, there.day);
    if (look == ARRIVAL_SAME) return *out = there, KB_OK;
    return pay_arrival_add(t, out, NULL, 0);
}
HANDLER(arrival_create, arrival_new, arrival);

/* --- sent back --- */

struct arrival_return {
    int64_t id;
    const char *reason;
};
static const struct kb_field arrival_return_fields[] = { ID(arrival_return, id, "arv"),
                                                         STR(arrival_return, reason, .min = 1,
                                                             .max = 200),
                                                         { .name = NULL } };
static SHAPE(arrival_return);

static enum kb_code free_one(struct turn *t, const struct arrival *a)
{
    if (strcmp(a->state, "unclaimed") != 0)
        return kb_fail(t->err, KB_CONFLICT, "arrival.claimed", "it is %s already", a->state);
    if (!a->claim_id) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "arrival.claimed",
                   "somebody has claimed it already, and that is being decided");
}

/* What came by a channel has its name before the channel's number. */
static const char *channel_of(struct turn *t, const struct arrival *a)
{
    return kb_strndup(t->arena, a->bank_ref, strcspn(a->bank_ref, ":"));
}

static enum kb_code arrival_return(struct turn *t, const struct arrival_return *in,
                                   struct arrival *out)
{
    TRY(pay_arrival_find(t, t->actor.org_id, in->id, out));
    TRY(free_one(t, out));
    bool bank = strcmp(out->source, "bank") == 0;
    TRY(turn_run_one(t, &q_arrival_return,
                     ARGS(ARG_INT(id, out->id), ARG_INT(org_id, out->org_id),
                          ARG_STR(reason, in->reason), ARG_INT(ended_by, t->actor.user_id),
                          ARG_INT(now_ms, t->now_ms))));
    TRY(pay_post_own(
        t, out->org_id, 0,
        &(struct pay_move){ .event = bank ? "recharge_offline.return" : "recharge_online.return",
                            .object = "arrival",
                            .object_id = out->id,
                            .amount_fen = out->amount_fen,
                            .bank_fen = -1,
                            .biz_key = kb_printf(t->arena, "return:arv:%lld",
                                                 (long long)out->id) }));
    if (!bank) TRY(pay_account_back(t, channel_of(t, out), out->amount_fen));
    TRY(turn_change(t, out->org_id, "arrival", out->id, "returned", ""));
    turn_touch(t, out->org_id, "arrival", out->id);
    return pay_arrival_find(t, out->org_id, out->id, out);
}
HANDLER(arrival_return, arrival_return, arrival);

/* --- the list --- */

struct arrivals_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field arrivals_in_fields[] = {
    TURN_PAGE_FIELDS(arrivals_in),
    STR(arrivals_in, state, .one_of = arrival_states, .optional = true),
    { .name = NULL },
};
static SHAPE(arrivals_in);
struct arrivals {
    struct kb_list items;
    const char *next;
};
static const struct kb_field arrivals_fields[] = { LIST(arrivals, items, arrival_shape),
                                                   STR(arrivals, next),
                                                   { .name = NULL } };
static SHAPE(arrivals);

static enum kb_code arrivals_list(struct turn *t, const struct arrivals_in *in,
                                  struct arrivals *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_arrivals_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &arrival_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &arrival_shape);
    return KB_OK;
}
HANDLER(arrivals_list, arrivals_in, arrivals);

const struct turn_route arrival_routes[] = {
    { "GET", "/v1/arrivals", WHO_FINANCE | WHO_SALES, &arrivals_list_call, "arrivals_list",
      "List what arrived on your bank account.", TURN_LIST },
    { "POST", "/v1/arrivals", WHO_FINANCE, &arrival_create_call, "arrivals_create",
      "Record a receipt of the bank's statement; the same one again changes nothing.", TURN_MONEY },
    { "POST", "/v1/arrivals/{id}/return", WHO_FINANCE, &arrival_return_call, "arrivals_return",
      "Say that a receipt nobody could place was sent back to its payer.", TURN_MONEY },
    { .method = NULL },
};
