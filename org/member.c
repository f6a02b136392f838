/* member - the people of one organisation, their roles and their department in it. The last
 * administrator stays; whoever leaves or is removed loses what he has open there, and nothing
 * elsewhere. */
#include "member_sql.h"
#include "org/org_priv.h"

#include <string.h>

struct member {
    int64_t id, role_bits, department_id, created_ms;
    const char *login, *name, *state, *roles, *department;
};
static const struct kb_field member_fields[] = {
    ID(member, id, "usr"),
    STR(member, login),
    STR(member, name),
    STR(member, state),
    INT(member, role_bits),
    JSON(member, roles),
    ID(member, department_id, "dpt"),
    STR(member, department),
    INT(member, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(member);

struct org_kind {
    const char *kind;
};
static const struct kb_field org_kind_fields[] = { STR(org_kind, kind), { .name = NULL } };
static SHAPE(org_kind);

static enum kb_code my_kind(struct turn *t, const char **kind)
{
    struct org_kind row;
    TRY(turn_find(t, "organisation", &q_org_kind, ARGS(ARG_INT(org_id, t->actor.org_id)),
                  &org_kind_shape, &row));
    *kind = row.kind;
    return KB_OK;
}

static enum kb_code member_find(struct turn *t, int64_t id, const char *kind, struct member *out)
{
    TRY(turn_find(t, "member", &q_member_find,
                  ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(id, id)), &member_shape, out));
    out->roles = org_roles_write(t, kind, out->role_bits);
    return KB_OK;
}

struct members {
    struct kb_list items;
    const char *next;
};
static const struct kb_field members_fields[] = { LIST(members, items, member_shape),
                                                  STR(members, next),
                                                  { .name = NULL } };
static SHAPE(members);

/* "removed" finds who left by himself, too. */
static const char *const member_states[] = { "active", "removed", NULL };

struct members_in {
    const char *cursor, *text, *state, *role;
    int64_t limit, department_id;
};
static const struct kb_field members_in_fields[] = {
    TURN_PAGE_FIELDS(members_in),
    STR(members_in, text, .max = 60, .optional = true, .doc = "Part of the name or login."),
    STR(members_in, state, .one_of = member_states, .optional = true),
    STR(members_in, role, .max = 20, .optional = true, .doc = "Only those with this role."),
    ID(members_in, department_id, "dpt", .optional = true),
    { .name = NULL },
};
static SHAPE(members_in);

/* The bit of a role that is filtered by; 0 when it is not. */
static enum kb_code role_filter(struct turn *t, const char *kind, const char *role, int64_t *bit)
{
    *bit = role[0] ? org_role_bit(kind, role) : 0;
    if (!role[0] || *bit) return KB_OK;
    return kb_fail_field(t->err, "role", "request.field", "there is no such role here");
}

static enum kb_code members_of(struct turn *t, const struct members_in *in, struct kb_list *out,
                               int64_t rows, int64_t after_id)
{
    const char *kind;
    int64_t bit;
    TRY(my_kind(t, &kind));
    TRY(role_filter(t, kind, in->role, &bit));
    TRY(turn_all(t, &q_members_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(text, in->text), ARG_STR(state, in->state), ARG_INT(role_bit, bit),
                      ARG_INT(department_id, in->department_id), ARG_INT(rows, rows)),
                 &member_shape, rows, out));
    struct member *list = out->at;
    for (int64_t i = 0; i < out->n; i++)
        list[i].roles = org_roles_write(t, kind, list[i].role_bits);
    return KB_OK;
}

static enum kb_code members_list(struct turn *t, const struct members_in *in, struct members *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(members_of(t, in, &out->items, rows, after_id));
    out->next = turn_page_next(t, &out->items, in->limit, &member_shape);
    return KB_OK;
}
HANDLER(members_list, members_in, members);

struct member_new {
    const char *login, *name, *password, *roles;
};
static const struct kb_field member_new_fields[] = {
    STR(member_new, login, .min = 3, .max = 64),
    STR(member_new, name, .min = 1, .max = 64),
    STR(member_new, password, .min = 10, .max = 200, .secret = true),
    JSON(member_new, roles, .max = 200, .doc = "A list of role words."),
    { .name = NULL },
};
static SHAPE(member_new);

static enum kb_code prepare_member(struct turn *t, const struct member_new *in)
{
    return org_prepare_hash(t, in->password);
}

static enum kb_code member_create(struct turn *t, const struct member_new *in, struct member *out)
{
    int64_t roles, id;
    const char *kind;
    TRY(my_kind(t, &kind));
    TRY(org_roles_read(t, kind, in->roles, &roles));
    TRY(org_user_check(t, in->login, in->password));
    TRY(org_user_add(t,
                     &(struct user_new){ .login = in->login,
                                         .name = in->name,
                                         .password_hash = t->prepared,
                                         .org_id = t->actor.org_id,
                                         .roles = roles },
                     &id));
    TRY(turn_change(t, t->actor.org_id, "member", id, "created", ""));
    return member_find(t, id, kind, out);
}
HANDLER_PREPARED(member_create, member_new, member, prepare_member);

struct user_id {
    int64_t id;
};
static const struct kb_field user_id_fields[] = { INT(user_id, id), { .name = NULL } };
static SHAPE(user_id);

/* Of those in one organisation. */
struct changing {
    struct turn *t;
    int64_t org_id;
};

static enum kb_code user_changed(void *self, const void *row, struct kb_error *err)
{
    const struct changing *c = self;
    (void)err;
    turn_then(c->t, "sessions.changed", ((const struct user_id *)row)->id, c->org_id, "");
    return KB_OK;
}

enum kb_code org_people_changed(struct turn *t, int64_t org_id)
{
    struct changing changing = { t, org_id };
    const struct db_visitor each = { user_changed, &changing };
    return db_each(t->db, &q_users_of, ARGS(ARG_INT(org_id, org_id)), &user_id_shape, &each,
                   t->err);
}

enum kb_code org_roles_of(struct turn *t, int64_t user_id, int64_t org_id, int64_t *roles)
{
    return turn_int(t, &q_roles_of, ARGS(ARG_INT(user_id, user_id), ARG_INT(org_id, org_id)),
                    roles);
}

enum kb_code org_people_with(struct turn *t, int64_t org_id, int64_t roles, int64_t but_user_id,
                             int64_t *n)
{
    return turn_int(
        t, &q_people_with,
        ARGS(ARG_INT(org_id, org_id), ARG_INT(roles, roles), ARG_INT(user_id, but_user_id)), n);
}

struct member_roles {
    int64_t id;
    const char *roles;
};
static const struct kb_field member_roles_fields[] = {
    ID(member_roles, id, "usr"),
    JSON(member_roles, roles, .max = 200, .doc = "A list of role words."),
    { .name = NULL },
};
static SHAPE(member_roles);

/* With his last role here go the keys he made here: they would come back with him. */
static enum kb_code set_roles(struct turn *t, int64_t id, int64_t roles, const char *verb)
{
    int64_t admins;
    TRY(turn_int(t, &q_admins_left, ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(id, id)),
                 &admins));
    if (!(roles & 1) && admins == 0)
        return kb_fail(t->err, KB_CONFLICT, "member.last_admin",
                       "the last administrator must stay one");
    TRY(turn_run_one(
        t, &q_member_roles,
        ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id), ARG_INT(roles, roles))));
    if (!roles)
        TRY(turn_run(t, &q_member_keys_end,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id),
                          ARG_INT(now_ms, t->now_ms))));
    turn_then(t, "sessions.changed", id, t->actor.org_id, "");
    return turn_change(t, t->actor.org_id, "member", id, verb, "");
}

static enum kb_code member_roles(struct turn *t, const struct member_roles *in, struct member *out)
{
    int64_t roles;
    const char *kind;
    TRY(my_kind(t, &kind));
    TRY(member_find(t, in->id, kind, out));
    if (strcmp(out->state, "left") == 0)
        return kb_fail(t->err, KB_CONFLICT, "member.left", "he has left; invite him");
    TRY(org_roles_read(t, kind, in->roles, &roles));
    TRY(set_roles(t, in->id, roles, "roles"));
    return member_find(t, in->id, kind, out);
}
HANDLER(member_roles, member_roles, member);

struct member_key {
    int64_t id;
};
static const struct kb_field member_key_fields[] = { ID(member_key, id, "usr"), { .name = NULL } };
static SHAPE(member_key);

/* Out of this organisation: the user may still belong to others. */
static enum kb_code member_remove(struct turn *t, const struct member_key *in, struct done *out)
{
    struct member m;
    const char *kind;
    TRY(my_kind(t, &kind));
    TRY(member_find(t, in->id, kind, &m));
    out->ok = true;
    return set_roles(t, in->id, 0, "removed");
}
HANDLER(member_remove, member_key, done);

static enum kb_code member_leave(struct turn *t, const struct nothing *in, struct done *out)
{
    (void)in;
    out->ok = true;
    TRY(set_roles(t, t->actor.user_id, 0, "left"));
    return turn_run_one(t, &q_member_gone,
                        ARGS(ARG_INT(id, t->actor.user_id), ARG_INT(org_id, t->actor.org_id)));
}
HANDLER(member_leave, nothing, done);

struct member_department {
    int64_t id, department_id;
};
static const struct kb_field member_department_fields[] = {
    ID(member_department, id, "usr"),
    ID(member_department, department_id, "dpt", .optional = true, .doc = "None when not given."),
    { .name = NULL },
};
static SHAPE(member_department);

static enum kb_code member_department(struct turn *t, const struct member_department *in,
                                      struct member *out)
{
    const char *kind;
    TRY(my_kind(t, &kind));
    TRY(member_find(t, in->id, kind, out));
    TRY(org_department_open(t, in->department_id, "department_id"));
    TRY(turn_run_one(t, &q_member_department,
                     ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id),
                          ARG_INT(department_id, in->department_id))));
    TRY(turn_change(t, t->actor.org_id, "member", in->id, "department", ""));
    return member_find(t, in->id, kind, out);
}
HANDLER(member_department, member_department, member);

/* --- colleagues, as everybody of a seller sees them --- */

struct colleague {
    int64_t id, role_bits, department_id;
    const char *name, *roles, *department;
};
static const struct kb_field colleague_fields[] = {
    ID(colleague, id, "usr"),
    STR(colleague, name),
    INT(colleague, role_bits, .secret = true),
    JSON(colleague, roles),
    ID(colleague, department_id, "dpt"),
    STR(colleague, department),
    { .name = NULL },
};
static SHAPE(colleague);
struct colleagues {
    struct kb_list items;
    const char *next;
};
static const struct kb_field colleagues_fields[] = { LIST(colleagues, items, colleague_shape),
                                                     STR(colleagues, next),
                                                     { .name = NULL } };
static SHAPE(colleagues);

struct staff_in {
    const char *cursor, *text, *role;
    int64_t limit, department_id;
};
static const struct kb_field staff_in_fields[] = {
    TURN_PAGE_FIELDS(staff_in),
    STR(staff_in, text, .max = 60, .optional = true, .doc = "Part of the name."),
    STR(staff_in, role, .max = 20, .optional = true, .doc = "Only those with this role."),
    ID(staff_in, department_id, "dpt", .optional = true),
    { .name = NULL },
};
static SHAPE(staff_in);

static enum kb_code staff_list(struct turn *t, const struct staff_in *in, struct colleagues *out)
{
    int64_t after_id, rows, bit;
    const char *kind;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(my_kind(t, &kind));
    TRY(role_filter(t, kind, in->role, &bit));
    TRY(turn_all(t, &q_staff_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(text, in->text), ARG_INT(role_bit, bit),
                      ARG_INT(department_id, in->department_id), ARG_INT(rows, rows)),
                 &colleague_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &colleague_shape);
    struct colleague *list = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++)
        list[i].roles = org_roles_write(t, kind, list[i].role_bits);
    return KB_OK;
}
HANDLER(staff_list, staff_in, colleagues);

const struct turn_route member_routes[] = {
    { "GET", "/v1/members", WHO_HEAD, &members_list_call, "members_list",
      "List the people of your organisation.", TURN_LIST },
    { "POST", "/v1/members", WHO_HEAD, &member_create_call, "members_create",
      "Add a person who has no login yet to your organisation, with roles." },
    { "POST", "/v1/members/{id}/roles", WHO_HEAD, &member_roles_call, "members_roles",
      "Change a member's roles." },
    { "POST", "/v1/members/{id}/department", WHO_ADMIN, &member_department_call,
      "members_department", "Say which department a member belongs to." },
    { "POST", "/v1/members/{id}/disable", WHO_HEAD, &member_remove_call, "members_disable",
      "Take all roles in your organisation from a member." },
    { "POST", "/v1/leave", WHO_P_ANY | WHO_D_ANY | WHO_C_ANY | WHO_S_ANY, &member_leave_call,
      "org_leave", "Leave the organisation you act for; you stay in your others." },
    { "GET", "/v1/staff", WHO_P_ANY | WHO_D_ANY, &staff_list_call, "staff_list",
      "List your colleagues with their roles and departments.", TURN_LIST },
    { .method = NULL },
};
