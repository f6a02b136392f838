/* approval_decide - one person's word on an approval, and its end: agreed at every level, rejected
 * by one, taken back, or not decided in time. Every word is checked against the digest of the
 * content, so that nobody agrees to what he has not seen. */
#include "approval_decide_sql.h"
#include "desk/approval_priv.h"

#include "base/states.h"

#include <string.h>

/* --- the end --- */

static const struct kb_move approval_moves[] = {
    { "waiting", "approved" },  { "waiting", "rejected" }, { "waiting", "withdrawn" },
    { "waiting", "expired" },   { NULL, NULL },
};
static const struct kb_states approval_states = { "approval", approval_moves };

static const struct {
    const char *state, *zh, *en;
} told[] = {
    { "approved", "审批已通过", "Approved" },
    { "rejected", "审批被拒绝", "Rejected" },
    { "expired", "审批已过期，无人处理", "The approval expired undecided" },
};

/* Whoever asked is told what he did not do himself. */
static enum kb_code tell_asker(struct turn *t, const struct approval *a)
{
    for (size_t i = 0; i < COUNT(told); i++) {
        if (strcmp(told[i].state, a->state) != 0 || !a->asker_id) continue;
        const char *why = a->reason[0] ? kb_printf(t->arena, ": %s", a->reason) : "";
        return turn_notify(
            t, &(struct turn_notice){
                   .org_id = a->org_id,
                   .user_id = a->asker_id,
                   .kind = "approval",
                   .object = "approval",
                   .object_id = a->id,
                   .text_zh = kb_printf(t->arena, "%s：%s%s", told[i].zh, a->title_zh, why),
                   .text_en = kb_printf(t->arena, "%s: %s%s", told[i].en, a->title_en, why) });
    }
    return KB_OK;
}

static enum kb_code end(struct turn *t, struct approval *a, const char *state, const char *reason)
{
    TRY(kb_states_check(&approval_states, a->state, state, t->err));
    a->state = state;
    a->reason = reason;
    a->ended_ms = t->now_ms;
    TRY(turn_run_one(t, &q_approval_end,
                     ARGS(ARG_INT(id, a->id), ARG_INT(org_id, a->org_id), ARG_STR(state, state),
                          ARG_STR(reason, reason), ARG_INT(ended_ms, a->ended_ms))));
    TRY(turn_change(t, a->org_id, "approval", a->id, state, ""));
    TRY(tell_asker(t, a));
    TRY(desk_channel(a->channel)->ended(t, a));
    return turn_tell(t, "approval.decided", a->id);
}

/* --- deciding --- */

static const struct kb_field approval_step_fields[] = {
    INT(approval_step, level),   INT(approval_step, role_bits), INT(approval_step, need),
    INT(approval_step, flow_id), STR(approval_step, channel),   { .name = NULL },
};
SHAPE(approval_step);

enum kb_code desk_step_now(struct turn *t, const struct approval *a, struct approval_step *out)
{
    return turn_find(t, "level", &q_step_find,
                     ARGS(ARG_INT(approval_id, a->id), ARG_INT(level, a->level)),
                     &approval_step_shape, out);
}

static enum kb_code is_named(struct turn *t, const struct approval *a, int64_t user_id, bool *yes)
{
    int64_t n;
    TRY(turn_int(t, &q_decider_is,
                 ARGS(ARG_INT(approval_id, a->id), ARG_INT(level, a->level),
                      ARG_INT(user_id, user_id)),
                 &n));
    *yes = n > 0;
    return KB_OK;
}

enum kb_code desk_may_decide(struct turn *t, const struct approval *a, int64_t user_id,
                             int64_t role_bits)
{
    struct approval_step s;
    bool named;
    int64_t decided;
    if (strcmp(a->state, "waiting") != 0)
        return kb_fail(t->err, KB_CONFLICT, "approval.over", "it is %s already", a->state);
    if (a->expires_ms <= t->now_ms)
        return kb_fail(t->err, KB_CONFLICT, "approval.expired", "it was not decided in time");
    if (a->asker_id == user_id)
        return kb_fail(t->err, KB_DENIED, "approval.own", "somebody else must decide what you ask");
    TRY(desk_step_now(t, a, &s));
    TRY(is_named(t, a, user_id, &named));
    if (!named && !(s.role_bits & role_bits))
        return kb_fail(t->err, KB_DENIED, "approval.not_yours", "level %lld is for others",
                       (long long)a->level);
    TRY(turn_int(t, &q_decided_by,
                 ARGS(ARG_INT(approval_id, a->id), ARG_INT(level, a->level),
                      ARG_INT(user_id, user_id)),
                 &decided));
    if (!decided) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "approval.once", "you have decided this level already");
}

static enum kb_code decision_add(struct turn *t, const struct approval *a,
                                 const struct approval_vote *v)
{
    return turn_run(t, &q_decision_add,
                    ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(approval_id, a->id),
                         ARG_INT(level, a->level), ARG_INT(user_id, v->user_id),
                         ARG_INT(agreed, v->agree), ARG_STR(reason, v->reason),
                         ARG_STR(digest, v->digest), ARG_INT(at_ms, t->now_ms)));
}

/* One more agrees: perhaps the level is through, perhaps all of it. */
static enum kb_code agree(struct turn *t, struct approval *a)
{
    struct approval_step s;
    int64_t n, next;
    const struct db_arg *args = ARGS(ARG_INT(approval_id, a->id), ARG_INT(level, a->level));
    TRY(desk_step_now(t, a, &s));
    TRY(turn_int(t, &q_agreed, args, &n));
    if (n < s.need) return turn_change(t, a->org_id, "approval", a->id, "agreed", "");
    TRY(turn_int(t, &q_step_next, args, &next));
    if (!next) return end(t, a, "approved", "");
    a->level = next;
    TRY(turn_run_one(
        t, &q_approval_advance,
        ARGS(ARG_INT(id, a->id), ARG_INT(org_id, a->org_id), ARG_INT(level, a->level))));
    TRY(turn_change(t, a->org_id, "approval", a->id, "agreed", ""));
    return desk_channel(a->channel)->submit(t, a);
}

enum kb_code desk_approval_decide(struct turn *t, const struct approval_vote *v,
                                  struct approval *out)
{
    TRY(desk_approval_find(t, v->approval_id, out));
    TRY(desk_may_decide(t, out, v->user_id, v->role_bits));
    if (strcmp(v->digest, out->digest) != 0)
        return kb_fail(t->err, KB_CONFLICT, "approval.changed", "that is not its content");
    if (!v->agree && !v->reason[0])
        return kb_fail_field(t->err, "reason", "request.missing", "say why it is rejected");
    TRY(decision_add(t, out, v));
    return v->agree ? agree(t, out) : end(t, out, "rejected", v->reason);
}

enum kb_code desk_approval_drop(struct turn *t, int64_t approval_id)
{
    struct approval a;
    TRY(desk_approval_find(t, approval_id, &a));
    return strcmp(a.state, "waiting") == 0 ? end(t, &a, "withdrawn", "") : KB_OK;
}

/* --- routes --- */

struct approve {
    int64_t id;
    const char *digest, *note;
};
static const struct kb_field approve_fields[] = {
    ID(approve, id, "apr"),
    STR(approve, digest, .min = 64, .max = 64, .doc = "Of the content you have seen."),
    STR(approve, note, .max = 300, .optional = true),
    { .name = NULL },
};
static SHAPE(approve);

struct reject {
    int64_t id;
    const char *digest, *reason;
};
static const struct kb_field reject_fields[] = {
    ID(reject, id, "apr"),
    STR(reject, digest, .min = 64, .max = 64, .doc = "Of the content you have seen."),
    STR(reject, reason, .min = 1, .max = 300),
    { .name = NULL },
};
static SHAPE(reject);

static enum kb_code decide(struct turn *t, const struct approval_vote *v, struct approval_page *out)
{
    struct approval a;
    TRY(desk_approval_mine(t, v->approval_id, &a));
    TRY(desk_approval_decide(t, v, &a));
    return desk_approval_page(t, v->approval_id, out);
}

static enum kb_code approval_approve(struct turn *t, const struct approve *in,
                                     struct approval_page *out)
{
    return decide(t,
                  &(struct approval_vote){ .approval_id = in->id,
                                           .user_id = t->actor.user_id,
                                           .role_bits = org_acting_roles(&t->actor),
                                           .digest = in->digest,
                                           .reason = in->note,
                                           .agree = true },
                  out);
}
HANDLER(approval_approve, approve, approval_page);

static enum kb_code approval_reject(struct turn *t, const struct reject *in,
                                    struct approval_page *out)
{
    return decide(t,
                  &(struct approval_vote){ .approval_id = in->id,
                                           .user_id = t->actor.user_id,
                                           .role_bits = org_acting_roles(&t->actor),
                                           .digest = in->digest,
                                           .reason = in->reason },
                  out);
}
HANDLER(approval_reject, reject, approval_page);

static enum kb_code approval_withdraw(struct turn *t, const struct approval_key *in,
                                      struct approval_page *out)
{
    struct approval a;
    TRY(desk_approval_mine(t, in->id, &a));
    if (a.asker_id != t->actor.user_id)
        return kb_fail(t->err, KB_DENIED, "approval.not_yours", "who asked can withdraw it");
    if (strcmp(a.state, "waiting") != 0)
        return kb_fail(t->err, KB_CONFLICT, "approval.over", "it is %s already", a.state);
    TRY(end(t, &a, "withdrawn", ""));
    return desk_approval_page(t, in->id, out);
}
HANDLER(approval_withdraw, approval_key, approval_page);

/* --- what nobody decided --- */

static enum kb_code approval_expire(struct turn *t, const char *key, const void *body)
{
    struct approval a;
    (void)key;
    TRY(desk_approval_find(t, ((const struct approval_due *)body)->id, &a));
    if (strcmp(a.state, "waiting") != 0 || a.expires_ms > t->now_ms) return KB_OK;
    return end(t, &a, "expired", "");
}

const struct turn_topic approval_topics[] = {
    { "approval.expire", &approval_due_shape, approval_expire },
    { .topic = NULL },
};

#define DECIDE (WHO_P_ANY | WHO_D_ANY | WHO_S_ANY)
const struct turn_route approval_routes[] = {
    { "POST", "/v1/approvals/{id}/approve", DECIDE, &approval_approve_call, "approvals_approve",
      "Agree to exactly the content whose digest you name.", TURN_MONEY },
    { "POST", "/v1/approvals/{id}/reject", DECIDE, &approval_reject_call, "approvals_reject",
      "Reject it, with a reason.", TURN_MONEY },
    { "POST", "/v1/approvals/{id}/withdraw", DECIDE, &approval_withdraw_call,
      "approvals_withdraw", "Take back what you asked for.", TURN_MONEY },
    { .method = NULL },
};
