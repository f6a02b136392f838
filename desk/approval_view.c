/* approval_view - approvals as people see them: what waits for me, what I asked for, and for
 * administrators all of them. An approval's content may be nobody else's business, so whoever
 * neither asks nor decides does not see that it is there. */
#include "approval_view_sql.h"
#include "desk/approval_priv.h"

#include <string.h>

/* --- lists --- */

static const char *const views[] = { "mine", "asked", "all", NULL };
const char *const desk_approval_states[] = { "waiting",   "approved", "rejected",
                                             "withdrawn", "expired",  NULL };

struct approvals_in {
    const char *cursor, *view, *kind, *state, *text;
    int64_t limit, from_ms, to_ms;
};
static const struct kb_field approvals_in_fields[] = {
    TURN_PAGE_FIELDS(approvals_in),
    STR(approvals_in, view, .one_of = views, .optional = true,
        .doc = "mine: those I can decide (when not given); asked: those I asked for; all: for "
               "administrators."),
    STR(approvals_in, kind, .max = 30, .optional = true),
    STR(approvals_in, state, .one_of = desk_approval_states, .optional = true),
    STR(approvals_in, text, .max = 60, .optional = true, .doc = "Part of the title."),
    INT(approvals_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    INT(approvals_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(approvals_in);

struct approvals {
    struct kb_list items;
    const char *next;
};
static const struct kb_field approvals_fields[] = { LIST(approvals, items, approval_shape),
                                                    STR(approvals, next),
                                                    { .name = NULL } };
static SHAPE(approvals);

static bool is_head(const struct turn *t)
{
    return (t->actor.who & (WHO_ADMIN | WHO_S_ADMIN)) != 0;
}

static enum kb_code query_of(struct turn *t, const char *view, const struct db_query **q)
{
    if (!view[0] || strcmp(view, "mine") == 0) return *q = &q_approvals_mine, KB_OK;
    if (strcmp(view, "asked") == 0) return *q = &q_approvals_asked, KB_OK;
    *q = &q_approvals_all;
    if (is_head(t)) return KB_OK;
    return kb_fail(t->err, KB_DENIED, "route.denied", "administrators see all approvals");
}

static enum kb_code approvals_list(struct turn *t, const struct approvals_in *in,
                                   struct approvals *out)
{
    int64_t after_id, rows;
    const struct db_query *q;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(query_of(t, in->view, &q));
    TRY(turn_all(t, q,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(user_id, t->actor.user_id),
                      ARG_INT(role_bits, org_acting_roles(&t->actor)), ARG_STR(kind, in->kind),
                      ARG_STR(state, in->state), ARG_STR(text, in->text),
                      ARG_INT(from_ms, in->from_ms), ARG_INT(to_ms, in->to_ms),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &approval_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &approval_shape);
    struct approval *a = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++)
        a[i].object_ref = turn_id_text(t, turn_object_prefix(a[i].object), a[i].object_id);
    return KB_OK;
}
HANDLER(approvals_list, approvals_in, approvals);

enum kb_code desk_approvals_mine(struct turn *t, int64_t *n)
{
    return turn_int(t, &q_approvals_mine_count,
                    ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(user_id, t->actor.user_id),
                         ARG_INT(role_bits, org_acting_roles(&t->actor))),
                    n);
}

/* --- one --- */

static const struct kb_field approval_key_fields[] = { ID(approval_key, id, "apr"),
                                                       { .name = NULL } };
SHAPE(approval_key);

struct seen_person {
    int64_t level, user_id;
    const char *name;
};
static const struct kb_field seen_person_fields[] = { INT(seen_person, level, .secret = true),
                                                      ID(seen_person, user_id, "usr"),
                                                      STR(seen_person, name),
                                                      { .name = NULL } };
static SHAPE(seen_person);

struct seen_step {
    int64_t level, role_bits, need, agreed;
    const char *role;
    struct kb_list people;
};
static const struct kb_field seen_step_fields[] = {
    INT(seen_step, level),
    INT(seen_step, role_bits, .secret = true),
    STR(seen_step, role),
    LIST(seen_step, people, seen_person_shape),
    INT(seen_step, need, .doc = "How many must agree."),
    INT(seen_step, agreed, .doc = "How many have."),
    { .name = NULL },
};
static SHAPE(seen_step);

struct seen_decision {
    int64_t level, user_id, at_ms;
    const char *name, *reason;
    bool agreed;
};
static const struct kb_field seen_decision_fields[] = {
    INT(seen_decision, level),
    ID(seen_decision, user_id, "usr"),
    STR(seen_decision, name),
    BOOL(seen_decision, agreed),
    STR(seen_decision, reason),
    INT(seen_decision, at_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(seen_decision);

static const struct kb_field approval_page_fields[] = {
    OBJ(approval_page, approval, approval_shape),
    JSON(approval_page, payload, .doc = "The content the digest is of."),
    LIST(approval_page, steps, seen_step_shape),
    LIST(approval_page, decisions, seen_decision_shape),
    BOOL(approval_page, may_decide),
    STR(approval_page, why_not, .doc = "The reason word when you may not decide it now."),
    { .name = NULL },
};
SHAPE(approval_page);

/* Administrators, who asked, and whoever decides at any level or has. */
static enum kb_code concerns(struct turn *t, const struct approval *a, bool *yes)
{
    int64_t n;
    *yes = is_head(t) || a->asker_id == t->actor.user_id;
    if (*yes) return KB_OK;
    TRY(turn_int(t, &q_approval_concerns,
                 ARGS(ARG_INT(approval_id, a->id), ARG_INT(user_id, t->actor.user_id),
                      ARG_INT(role_bits, org_acting_roles(&t->actor))),
                 &n));
    *yes = n > 0;
    return KB_OK;
}

enum kb_code desk_approval_mine(struct turn *t, int64_t id, struct approval *out)
{
    bool yes = false;
    TRY(desk_approval_find(t, id, out));
    if (out->org_id == t->actor.org_id) TRY(concerns(t, out, &yes));
    if (yes) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such approval");
}

struct payload_row {
    const char *payload;
};
static const struct kb_field payload_row_fields[] = { STR(payload_row, payload), { .name = NULL } };
static SHAPE(payload_row);

static void people_of(const struct kb_list *people, struct seen_step *s)
{
    struct seen_person *p = people->at;
    for (int64_t i = 0; i < people->n; i++) {
        if (p[i].level != s->level) continue;
        if (!s->people.n) s->people.at = &p[i];
        s->people.n++;
    }
}

static enum kb_code steps_of(struct turn *t, const struct approval *a, struct kb_list *out)
{
    struct org org;
    struct kb_list people;
    const struct db_arg *args = ARGS(ARG_INT(approval_id, a->id));
    TRY(org_find(t, a->org_id, &org));
    TRY(turn_all(t, &q_approval_steps, args, &seen_step_shape, APPROVAL_LEVELS_MAX, out));
    TRY(turn_all(t, &q_approval_people, args, &seen_person_shape,
                 APPROVAL_LEVELS_MAX * APPROVAL_PEOPLE_MAX, &people));
    struct seen_step *s = out->at;
    for (int64_t i = 0; i < out->n; i++) {
        s[i].role = org_role_word(org.kind, s[i].role_bits);
        people_of(&people, &s[i]);
    }
    return KB_OK;
}

/* Why not is for the page's sentence, not this turn's failure. */
static void may_i(struct turn *t, const struct approval *a, struct approval_page *out)
{
    struct kb_error kept = *t->err;
    out->why_not = "";
    out->may_decide = desk_may_decide(t, a, t->actor.user_id, org_acting_roles(&t->actor)) == KB_OK;
    if (!out->may_decide) out->why_not = kb_strdup(t->arena, t->err->reason);
    *t->err = kept;
}

enum kb_code desk_approval_page(struct turn *t, int64_t id, struct approval_page *out)
{
    struct payload_row row;
    const struct db_arg *args = ARGS(ARG_INT(approval_id, id));
    out->approval = KB_NEW(t->arena, struct approval);
    TRY(desk_approval_mine(t, id, out->approval));
    TRY(turn_find(t, "approval", &q_payload_find, args, &payload_row_shape, &row));
    out->payload = row.payload;
    TRY(steps_of(t, out->approval, &out->steps));
    TRY(turn_all(t, &q_approval_decisions, args, &seen_decision_shape,
                 APPROVAL_LEVELS_MAX * (APPROVAL_PEOPLE_MAX + 1), &out->decisions));
    may_i(t, out->approval, out);
    return KB_OK;
}

static enum kb_code approval_get(struct turn *t, const struct approval_key *in,
                                 struct approval_page *out)
{
    return desk_approval_page(t, in->id, out);
}
HANDLER(approval_get, approval_key, approval_page);

#define SEE (WHO_P_ANY | WHO_D_ANY | WHO_S_ANY)
const struct turn_route approval_view_routes[] = {
    { "GET", "/v1/approvals", SEE, &approvals_list_call, "approvals_list",
      "List approvals: those you can decide, those you asked for, or all.", TURN_LIST },
    { "GET", "/v1/approvals/{id}", SEE, &approval_get_call, "approvals_get",
      "Read an approval with its content, its digest, its levels and who has decided." },
    { .method = NULL },
};
