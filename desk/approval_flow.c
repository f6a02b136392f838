/* approval_flow - who must agree to what, as data of an organisation: up to five levels a kind,
 * each with a role or named people, how many of them, and the amount from which it applies. No
 * levels: nobody is asked. */
#include "approval_flow_sql.h"
#include "desk/approval_priv.h"

#include <string.h>

#define KINDS_MAX 16

const struct approval_kind approval_kinds[] = {
    { "recharge", "充值", "Recharge" },
    { "agreement", "协议", "Agreement" },
    { "customer_price", "客户价格", "Customer price" },
    { "under_cost_price", "低于成本的售价", "Price under cost" },
    { "withdrawal", "提现", "Withdrawal" },
    { "refund", "退款", "Refund" },
    { "settlement", "结算", "Settlement" },
    { "entry", "凭证", "Entry" },
    { NULL, NULL, NULL },
};
static const char *const kind_words[] = { "recharge",         "agreement",  "customer_price",
                                          "under_cost_price", "withdrawal", "refund", "settlement",
                                          "entry",            NULL };
_Static_assert(COUNT(kind_words) == COUNT(approval_kinds), "one word a kind");

/* --- for asking --- */

enum kb_code desk_flow_steps(struct turn *t, const struct approval_ask *ask, struct kb_list *out)
{
    return turn_all(t, &q_flow_steps,
                    ARGS(ARG_INT(org_id, ask->org_id), ARG_STR(kind, ask->kind),
                         ARG_INT(amount_fen, ask->amount_fen)),
                    &approval_step_shape, APPROVAL_LEVELS_MAX, out);
}

enum kb_code desk_flow_people(struct turn *t, int64_t org_id, const struct approval_step *s,
                              int64_t but_user_id, int64_t *n)
{
    if (s->role_bits) return org_people_with(t, org_id, s->role_bits, but_user_id, n);
    return turn_int(t, &q_flow_people,
                    ARGS(ARG_INT(org_id, org_id), ARG_INT(flow_id, s->flow_id),
                         ARG_INT(level, s->level), ARG_INT(user_id, but_user_id)),
                    n);
}

/* --- as people see it --- */

struct flow_person {
    int64_t flow_id, level, user_id;
    const char *name;
};
static const struct kb_field flow_person_fields[] = {
    INT(flow_person, flow_id, .secret = true), INT(flow_person, level, .secret = true),
    ID(flow_person, user_id, "usr"), STR(flow_person, name), { .name = NULL }
};
static SHAPE(flow_person);

struct flow_level {
    int64_t flow_id, level, min_fen, role_bits, need;
    const char *role;
    struct kb_list people;
};
static const struct kb_field flow_level_fields[] = {
    INT(flow_level, flow_id, .secret = true),
    INT(flow_level, level),
    INT(flow_level, min_fen, .unit = "fen"),
    INT(flow_level, role_bits, .secret = true),
    STR(flow_level, role, .doc = "Whoever has this role decides; empty: the people named."),
    LIST(flow_level, people, flow_person_shape),
    INT(flow_level, need, .doc = "How many must agree."),
    { .name = NULL },
};
static SHAPE(flow_level);

struct flow {
    int64_t id, updated_by, updated_ms;
    const char *kind, *title_zh, *title_en, *channel;
    struct kb_list levels;
};
static const struct kb_field flow_fields[] = {
    INT(flow, id, .secret = true),
    STR(flow, kind),
    STR(flow, title_zh),
    STR(flow, title_en),
    STR(flow, channel),
    LIST(flow, levels, flow_level_shape),
    ID(flow, updated_by, "usr"),
    INT(flow, updated_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(flow);

struct flows {
    struct kb_list items;
};
static const struct kb_field flows_fields[] = { LIST(flows, items, flow_shape), { .name = NULL } };
static SHAPE(flows);

/* All of the organisation's flows as they lie in the tables: a few rows each. */
struct flow_rows {
    struct kb_list flows, levels, people;
};

static enum kb_code rows_of(struct turn *t, struct flow_rows *out)
{
    const struct db_arg *args = ARGS(ARG_INT(org_id, t->actor.org_id));
    TRY(turn_all(t, &q_flows_of, args, &flow_shape, KINDS_MAX, &out->flows));
    TRY(turn_all(t, &q_levels_of, args, &flow_level_shape, KINDS_MAX * APPROVAL_LEVELS_MAX,
                 &out->levels));
    return turn_all(t, &q_people_of, args, &flow_person_shape,
                    KINDS_MAX * APPROVAL_LEVELS_MAX * APPROVAL_PEOPLE_MAX, &out->people);
}

/* Rows come in order, so those of one level lie together. */
static struct kb_list people_of(const struct flow_rows *rows, const struct flow_level *l)
{
    struct flow_person *p = rows->people.at;
    struct kb_list out = { 0 };
    for (int64_t i = 0; i < rows->people.n; i++) {
        if (p[i].flow_id != l->flow_id || p[i].level != l->level) continue;
        if (!out.n) out.at = &p[i];
        out.n++;
    }
    return out;
}

static struct kb_list levels_of(const struct flow_rows *rows, int64_t flow_id)
{
    struct flow_level *l = rows->levels.at;
    struct kb_list out = { 0 };
    for (int64_t i = 0; i < rows->levels.n; i++) {
        if (l[i].flow_id != flow_id) continue;
        if (!out.n) out.at = &l[i];
        out.n++;
    }
    return out;
}

static struct flow flow_of(const struct flow_rows *rows, const struct approval_kind *k)
{
    const struct flow *f = rows->flows.at;
    struct flow out = { .channel = approval_channels[0].name };
    for (int64_t i = 0; i < rows->flows.n; i++)
        if (strcmp(f[i].kind, k->kind) == 0) out = f[i];
    out.kind = k->kind;
    out.title_zh = k->zh;
    out.title_en = k->en;
    if (out.id) out.levels = levels_of(rows, out.id);
    return out;
}

static enum kb_code my_kind(struct turn *t, const char **kind)
{
    struct org me;
    TRY(org_find(t, t->actor.org_id, &me));
    *kind = me.kind;
    return KB_OK;
}

static enum kb_code rows_shown(struct turn *t, struct flow_rows *rows)
{
    const char *kind;
    TRY(my_kind(t, &kind));
    TRY(rows_of(t, rows));
    struct flow_level *l = rows->levels.at;
    for (int64_t i = 0; i < rows->levels.n; i++) {
        l[i].role = org_role_word(kind, l[i].role_bits);
        l[i].people = people_of(rows, &l[i]);
    }
    return KB_OK;
}

static enum kb_code flows_list(struct turn *t, const struct nothing *in, struct flows *out)
{
    struct flow_rows rows;
    (void)in;
    TRY(rows_shown(t, &rows));
    out->items.at = kb_alloc(t->arena, sizeof(struct flow) * KINDS_MAX);
    for (const struct approval_kind *k = approval_kinds; k->kind; k++)
        ((struct flow *)out->items.at)[out->items.n++] = flow_of(&rows, k);
    return KB_OK;
}
HANDLER(flows_list, nothing, flows);

/* --- writing one --- */

struct put_person {
    int64_t user_id;
};
static const struct kb_field put_person_fields[] = { ID(put_person, user_id, "usr"),
                                                     { .name = NULL } };
static SHAPE(put_person);

struct put_level {
    const char *role;
    struct kb_list people;
    int64_t need, min_fen;
    int64_t role_bits; /* of role, when it was looked up */
};
static const struct kb_field put_level_fields[] = {
    STR(put_level, role, .max = 20, .optional = true,
        .doc = "Whoever has it decides; or name people."),
    LIST(put_level, people, put_person_shape, .max = APPROVAL_PEOPLE_MAX, .optional = true),
    INT(put_level, need, .min = 1, .max = APPROVAL_PEOPLE_MAX, .optional = true,
        .doc = "How many must agree; 1 when not given."),
    INT(put_level, min_fen, .min = 0, .max = 9000000000000000, .optional = true, .unit = "fen",
        .doc = "The amount from which the level applies."),
    { .name = NULL },
};
static SHAPE(put_level);

struct flow_put {
    const char *kind, *channel;
    struct kb_list levels;
};
static const struct kb_field flow_put_fields[] = {
    STR(flow_put, kind, .one_of = kind_words),
    STR(flow_put, channel, .max = 20, .optional = true,
        .doc = "How people are asked besides the console."),
    LIST(flow_put, levels, put_level_shape, .max = APPROVAL_LEVELS_MAX,
         .doc = "In their order; none: nobody is asked."),
    { .name = NULL },
};
static SHAPE(flow_put);

PRINTF(4, 5)
static enum kb_code bad_level(struct turn *t, int64_t i, const char *name, const char *fmt, ...)
{
    char text[160], field[48];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    snprintf(field, sizeof field, "levels[%lld].%s", (long long)i, name);
    return kb_fail_field(t->err, field, "request.field", "%s", text);
}

/* Everybody named is one of the organisation's people, and nobody is named twice. */
static enum kb_code check_people(struct turn *t, int64_t i, const struct put_level *l)
{
    const struct put_person *p = l->people.at;
    for (int64_t k = 0; k < l->people.n; k++) {
        int64_t roles;
        TRY(org_roles_of(t, p[k].user_id, t->actor.org_id, &roles));
        if (!roles)
            return bad_level(t, i, "people", "number %lld is none of your people", (long long)k);
        for (int64_t before = 0; before < k; before++)
            if (p[before].user_id == p[k].user_id)
                return bad_level(t, i, "people", "number %lld is named twice", (long long)k);
    }
    return KB_OK;
}

static enum kb_code check_level(struct turn *t, int64_t i, const char *kind, struct put_level *l)
{
    if (!l->need) l->need = 1;
    if ((l->role[0] != 0) == (l->people.n > 0))
        return bad_level(t, i, "role", "name either a role or people");
    l->role_bits = l->role[0] ? org_role_bit(kind, l->role) : 0;
    if (l->role[0] && !l->role_bits) return bad_level(t, i, "role", "there is no such role here");
    if (l->people.n && l->need > l->people.n)
        return bad_level(t, i, "need", "only %lld are named", (long long)l->people.n);
    return check_people(t, i, l);
}

static enum kb_code level_add(struct turn *t, int64_t flow_id, int64_t level,
                              const struct put_level *l)
{
    const struct put_person *p = l->people.at;
    TRY(turn_run(t, &q_level_add,
                 ARGS(ARG_INT(flow_id, flow_id), ARG_INT(level, level),
                      ARG_INT(min_fen, l->min_fen), ARG_INT(role_bits, l->role_bits),
                      ARG_INT(need, l->need))));
    for (int64_t i = 0; i < l->people.n; i++)
        TRY(turn_run(t, &q_level_person_add,
                     ARGS(ARG_INT(flow_id, flow_id), ARG_INT(level, level),
                          ARG_INT(user_id, p[i].user_id))));
    return KB_OK;
}

static enum kb_code flow_store(struct turn *t, const struct flow_put *in, int64_t *flow_id)
{
    const struct db_arg *args =
        ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(org_id, t->actor.org_id), ARG_STR(kind, in->kind),
             ARG_STR(channel, in->channel[0] ? in->channel : approval_channels[0].name),
             ARG_INT(updated_by, t->actor.user_id), ARG_INT(updated_ms, t->now_ms));
    TRY(turn_run(t, &q_flow_put, args));
    TRY(turn_int(t, &q_flow_id, args, flow_id));
    const struct db_arg *of = ARGS(ARG_INT(flow_id, *flow_id));
    TRY(turn_run(t, &q_level_people_cut, of));
    return turn_run(t, &q_levels_cut, of);
}

/* What is in the journal of a flow: all of it, because it decides who may spend what. */
static const char *flow_detail(struct turn *t, const struct flow *f)
{
    AUTO_JSON doc = kb_write(&flow_shape, f, &t->world->id_key);
    return kb_json_text(doc, t->arena);
}

static const struct approval_kind *kind_named(const char *word)
{
    const struct approval_kind *k = approval_kinds;
    while (k->kind && strcmp(k->kind, word) != 0) k++;
    KB_ASSERT(k->kind);
    return k;
}

static enum kb_code flow_put(struct turn *t, const struct flow_put *in, struct flow *out)
{
    const char *kind;
    struct put_level *l = in->levels.at;
    struct flow_rows rows;
    int64_t flow_id;
    TRY(my_kind(t, &kind));
    if (in->channel[0] && !desk_channel(in->channel))
        return kb_fail_field(t->err, "channel", "request.field", "there is no such channel");
    for (int64_t i = 0; i < in->levels.n; i++) TRY(check_level(t, i, kind, &l[i]));
    TRY(flow_store(t, in, &flow_id));
    for (int64_t i = 0; i < in->levels.n; i++) TRY(level_add(t, flow_id, i + 1, &l[i]));
    TRY(rows_shown(t, &rows));
    *out = flow_of(&rows, kind_named(in->kind));
    return turn_change(t, t->actor.org_id, "approval_flow", flow_id, "changed",
                       flow_detail(t, out));
}
HANDLER(flow_put, flow_put, flow);

#define HEAD (WHO_ADMIN | WHO_S_ADMIN)
const struct turn_route approval_flow_routes[] = {
    { "GET", "/v1/approval-flows", HEAD, &flows_list_call, "approval_flows_list",
      "Who must agree to what in your organisation, kind by kind." },
    { "POST", "/v1/approval-flows", HEAD, &flow_put_call, "approval_flows_put",
      "Say who must agree to one kind of thing, level by level." },
    { .method = NULL },
};
