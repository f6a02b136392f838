/* approval - asking for one, and doing what was approved. The content is kept in one form of
 * words, so that the same content has the same digest whoever writes it. */
#include "approval_sql.h"
#include "desk/approval_priv.h"

#include <string.h>

#define PAYLOAD_MAX 65536

static const struct kb_field approval_fields[] = {
    ID(approval, id, "apr"),
    ID(approval, org_id, "org"),
    STR(approval, kind),
    STR(approval, object),
    INT(approval, object_id, .secret = true),
    STR(approval, object_ref, .doc = "The object's id."),
    INT(approval, amount_fen, .unit = "fen"),
    STR(approval, title_zh),
    STR(approval, title_en),
    STR(approval, digest, .doc = "Of the content: name it when you decide."),
    STR(approval, channel),
    STR(approval, state, .one_of = desk_approval_states),
    INT(approval, level, .doc = "The level that is being decided."),
    BOOL(approval, by_rule, .doc = "Approved because no level of the flow applies."),
    STR(approval, reason),
    ID(approval, asker_id, "usr"),
    STR(approval, asker),
    INT(approval, expires_ms, .unit = "ms"),
    INT(approval, created_ms, .unit = "ms"),
    INT(approval, ended_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(approval);

enum kb_code desk_approval_find(struct turn *t, int64_t id, struct approval *out)
{
    TRY(turn_find(t, "approval", &q_approval_find, ARGS(ARG_INT(id, id)), &approval_shape, out));
    out->object_ref = turn_id_text(t, turn_object_prefix(out->object), out->object_id);
    return KB_OK;
}

bool desk_approved(const struct approval *a)
{
    return strcmp(a->state, "approved") == 0;
}

/* --- the content --- */

const char *desk_approval_payload(struct turn *t, const struct kb_shape *shape, const void *in)
{
    AUTO_JSON doc = kb_write(shape, in, &t->world->id_key);
    return kb_json_text(doc, t->arena);
}

/* Names in one order and no blanks: equal content is equal text. */
static enum kb_code canonical(struct turn *t, const char *payload, const char **text,
                              char digest[65])
{
    const size_t flags = JSON_COMPACT | JSON_SORT_KEYS;
    AUTO_JSON doc = json_loads(payload, JSON_REJECT_DUPLICATES, NULL);
    KB_ASSERT(json_is_object(doc));
    size_t n = json_dumpb(doc, NULL, 0, flags);
    if (n > PAYLOAD_MAX)
        return kb_fail(t->err, KB_EXHAUSTED, "limit.reached",
                       "what needs an approval has %zu bytes; at most %d", n, PAYLOAD_MAX);
    char *out = kb_alloc(t->arena, n + 1);
    KB_ASSERT(json_dumpb(doc, out, n, flags) == n);
    kb_digest(digest, out, n);
    *text = out;
    return KB_OK;
}

enum kb_code desk_approval_check(struct turn *t, int64_t approval_id, const char *payload_json)
{
    struct approval a;
    const char *text;
    char digest[65];
    TRY(desk_approval_find(t, approval_id, &a));
    TRY(canonical(t, payload_json, &text, digest));
    if (strcmp(a.state, "approved") != 0)
        return kb_fail(t->err, KB_CONFLICT, "approval.not_given", "the approval is %s", a.state);
    if (strcmp(a.digest, digest) == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "approval.changed",
                   "this is not what was approved; it needs an approval of its own");
}

/* --- asking --- */

static bool is_kind(const char *word)
{
    for (const struct approval_kind *k = approval_kinds; k->kind; k++)
        if (strcmp(k->kind, word) == 0) return true;
    return false;
}

/* Whoever asks never decides, so every level needs its people besides him. */
static enum kb_code check_people(struct turn *t, const struct approval *a,
                                 const struct kb_list *steps)
{
    const struct approval_step *s = steps->at;
    for (int64_t i = 0; i < steps->n; i++) {
        int64_t n;
        TRY(desk_flow_people(t, a->org_id, &s[i], a->asker_id, &n));
        if (n < s[i].need)
            return kb_fail(t->err, KB_CONFLICT, "approval.nobody",
                           "level %lld needs %lld to agree; besides you %lld could",
                           (long long)s[i].level, (long long)s[i].need, (long long)n);
    }
    return KB_OK;
}

static enum kb_code check_once(struct turn *t, const struct approval *a)
{
    int64_t n;
    TRY(turn_int(t, &q_approval_waits,
                 ARGS(ARG_INT(org_id, a->org_id), ARG_INT(object_id, a->object_id),
                      ARG_STR(kind, a->kind), ARG_STR(digest, a->digest)),
                 &n));
    if (!n) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "approval.waiting", "exactly this waits for approval");
}

static const struct kb_field approval_due_fields[] = { INT(approval_due, id), { .name = NULL } };
SHAPE(approval_due);

/* The levels as they are now, whatever becomes of the flow meanwhile. */
static enum kb_code begin(struct turn *t, const struct approval *a, const struct approval_step *s)
{
    const struct db_arg *args =
        ARGS(ARG_INT(approval_id, a->id), ARG_INT(flow_id, s->flow_id),
             ARG_INT(amount_fen, a->amount_fen));
    TRY(turn_run(t, &q_steps_add, args));
    TRY(turn_run(t, &q_deciders_add, args));
    TRY(turn_effect(t, "approval.expire", kb_printf(t->arena, "apr-%lld", (long long)a->id),
                    &approval_due_shape, &(struct approval_due){ a->id }, a->expires_ms));
    return desk_channel(a->channel)->submit(t, a);
}

static struct approval as_asked(struct turn *t, const struct approval_ask *ask)
{
    KB_ASSERT(is_kind(ask->kind) && ask->org_id && ask->object_id && ask->amount_fen >= 0);
    return (struct approval){ .id = turn_new_id(t),
                              .org_id = ask->org_id,
                              .kind = ask->kind,
                              .object = ask->object,
                              .object_id = ask->object_id,
                              .object_ref = turn_id_text(t, turn_object_prefix(ask->object),
                                                         ask->object_id),
                              .amount_fen = ask->amount_fen,
                              .title_zh = ask->title_zh,
                              .title_en = ask->title_en,
                              .channel = approval_channels[0].name,
                              .state = "approved",
                              .by_rule = true,
                              .reason = "",
                              .asker_id = t->actor.user_id,
                              .asker = t->actor.user_id ? t->actor.name : "",
                              .expires_ms = t->now_ms + APPROVAL_MS,
                              .created_ms = t->now_ms,
                              .ended_ms = t->now_ms };
}

static enum kb_code ask_steps(struct turn *t, const struct approval_ask *ask,
                              const struct kb_list *steps, struct approval *out)
{
    const char *payload;
    char digest[65];
    TRY(canonical(t, ask->payload_json, &payload, digest));
    out->digest = kb_strdup(t->arena, digest);
    const struct approval_step *first = steps->at;
    TRY(check_people(t, out, steps));
    if (steps->n) {
        TRY(check_once(t, out));
        out->state = "waiting";
        out->by_rule = false;
        out->level = first->level;
        out->channel = first->channel;
        out->ended_ms = 0;
    }
    TRY(turn_put(t, &q_approval_add, &approval_shape, out));
    TRY(turn_run(t, &q_approval_payload_add,
                 ARGS(ARG_INT(approval_id, out->id), ARG_STR(payload, payload))));
    if (steps->n) TRY(begin(t, out, first));
    return turn_change(t, out->org_id, "approval", out->id, steps->n ? "asked" : "approved", "");
}

enum kb_code desk_approval_ask(struct turn *t, const struct approval_ask *ask, struct approval *out)
{
    struct kb_list steps;
    *out = as_asked(t, ask);
    TRY(desk_flow_steps(t, ask, &steps));
    return ask_steps(t, ask, &steps, out);
}

enum kb_code desk_approval_need(struct turn *t, const struct approval_ask *ask,
                                struct approval *out)
{
    struct kb_list steps;
    *out = as_asked(t, ask);
    TRY(desk_flow_steps(t, ask, &steps));
    if (steps.n) return ask_steps(t, ask, &steps, out);
    out->id = 0;
    return KB_OK;
}

enum kb_code desk_approval_needed(struct turn *t, const struct approval_ask *ask, bool *needed)
{
    struct kb_list steps;
    TRY(desk_flow_steps(t, ask, &steps));
    *needed = steps.n > 0;
    return KB_OK;
}

enum kb_code desk_approval_need_for(struct turn *t, const struct approval_ask *ask,
                                    struct approval *out)
{
    int64_t user_id = t->actor.user_id;
    t->actor.user_id = 0;
    enum kb_code code = desk_approval_need(t, ask, out);
    t->actor.user_id = user_id;
    return code;
}
