/* pay_stray - what a channel said that could not be acted on, or never said: kept as it was said,
 * for the platform's finance to look into. Nothing is posted for it. */
#include "billing/payments/payments_priv.h"
#include "pay_stray_sql.h"

#include <string.h>

static const char *const stray_states[] = { "open", "done", NULL };

struct pay_stray {
    int64_t id, org_id, ended_by, created_ms, ended_ms;
    const char *channel, *channel_no, *why, *event, *state, *note;
};
static const struct kb_field pay_stray_fields[] = {
    ID(pay_stray, id, "pst"),
    INT(pay_stray, org_id, .secret = true),
    STR(pay_stray, channel),
    STR(pay_stray, channel_no),
    STR(pay_stray, why,
        .doc = "amount: credited, but not what was asked; currency, differs, reused, chargeback: "
               "not acted on; unknown: never answered"),
    STR(pay_stray, event),
    STR(pay_stray, state, .one_of = stray_states),
    STR(pay_stray, note),
    ID(pay_stray, ended_by, "usr"),
    INT(pay_stray, created_ms, .unit = "ms"),
    INT(pay_stray, ended_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(pay_stray);

enum kb_code pay_tell_finance(struct turn *t, const struct turn_notice *n)
{
    struct org o;
    struct turn_notice x = *n;
    TRY(org_find(t, n->org_id, &o));
    x.role_bits = org_role_bit(o.kind, "finance") | org_role_bit(o.kind, "admin");
    return turn_notify(t, &x);
}

enum kb_code pay_stray_add(struct turn *t, const struct pay_account *a, const char *channel_no,
                           const char *why, const char *event_json)
{
    int64_t n;
    struct pay_stray s = { .id = turn_new_id(t),
                           .org_id = a->org_id,
                           .channel = a->channel,
                           .channel_no = channel_no,
                           .why = why,
                           .event = event_json,
                           .created_ms = t->now_ms };
    TRY(turn_int(t, &q_pay_stray_there,
                 ARGS(ARG_STR(channel, a->channel), ARG_STR(channel_no, channel_no),
                      ARG_STR(why, why)),
                 &n));
    if (n) return KB_OK;
    TRY(turn_put(t, &q_pay_stray_add, &pay_stray_shape, &s));
    return pay_tell_finance(
        t, &(struct turn_notice){ .org_id = a->org_id,
                                  .kind = "payment",
                                  .object = "pay_stray",
                                  .object_id = s.id,
                                  .text_zh = "支付渠道有一条通知需要人工处理",
                                  .text_en = "Something about a payment needs a person" });
}

struct pay_stray_done {
    int64_t id;
    const char *note;
};
static const struct kb_field pay_stray_done_fields[] = { ID(pay_stray_done, id, "pst"),
                                                         STR(pay_stray_done, note, .min = 1,
                                                             .max = 300),
                                                         { .name = NULL } };
static SHAPE(pay_stray_done);

static enum kb_code find(struct turn *t, int64_t id, struct pay_stray *out)
{
    return turn_find(t, "payment notice", &q_pay_stray_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &pay_stray_shape,
                     out);
}

static enum kb_code pay_stray_handle(struct turn *t, const struct pay_stray_done *in,
                                     struct pay_stray *out)
{
    TRY(find(t, in->id, out));
    if (strcmp(out->state, "open") != 0)
        return kb_fail(t->err, KB_CONFLICT, "payment.handled", "somebody has dealt with it");
    TRY(turn_run_one(t, &q_pay_stray_done,
                     ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id),
                          ARG_STR(note, in->note), ARG_INT(ended_by, t->actor.user_id),
                          ARG_INT(now_ms, t->now_ms))));
    TRY(turn_change(t, out->org_id, "pay_stray", out->id, "handled", ""));
    return find(t, in->id, out);
}
HANDLER(pay_stray_handle, pay_stray_done, pay_stray);

struct pay_strays_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field pay_strays_in_fields[] = {
    TURN_PAGE_FIELDS(pay_strays_in),
    STR(pay_strays_in, state, .one_of = stray_states, .optional = true),
    { .name = NULL },
};
static SHAPE(pay_strays_in);
struct pay_strays {
    struct kb_list items;
    const char *next;
};
static const struct kb_field pay_strays_fields[] = { LIST(pay_strays, items, pay_stray_shape),
                                                     STR(pay_strays, next),
                                                     { .name = NULL } };
static SHAPE(pay_strays);

static enum kb_code pay_strays_list(struct turn *t, const struct pay_strays_in *in,
                                    struct pay_strays *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_pay_strays_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &pay_stray_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &pay_stray_shape);
    return KB_OK;
}
HANDLER(pay_strays_list, pay_strays_in, pay_strays);

#define P_FINANCE (WHO_P_ADMIN | WHO_P_FINANCE)
const struct turn_route pay_stray_routes[] = {
    { "GET", "/v1/pay-strays", P_FINANCE, &pay_strays_list_call, "pay_strays_list",
      "List what channels said, or never said, that a person must look into.", TURN_LIST },
    { "POST", "/v1/pay-strays/{id}/handle", P_FINANCE, &pay_stray_handle_call,
      "pay_strays_handle", "Note what was done about it." },
    { .method = NULL },
};
