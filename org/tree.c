/* tree - who stands below whom: distributors under the platform, customers under a seller. A
 * parent sees its own children and nothing below them. */
#include "org/org_priv.h"
#include "tree_sql.h"

#include <string.h>

static const char *const org_kinds[] = { "platform", "distributor", "customer", "supplier", NULL };
const char *const org_forms[] = { "company", "person", NULL };
const char *const org_states[] = { "active", "disabled", NULL };

static const struct kb_field org_fields[] = {
    ID(org, id, "org"),
    STR(org, kind, .one_of = org_kinds),
    ID(org, parent_id, "org"),
    STR(org, name),
    STR(org, form, .one_of = org_forms),
    INT(org, level, .doc = "How far below the platform."),
    BOOL(org, own_devices, .doc = "The virtual supplier of the operator's own devices."),
    STR(org, state, .one_of = org_states),
    INT(org, created_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(org);

enum kb_code org_find(struct turn *t, int64_t id, struct org *out)
{
    return turn_find(t, "organisation", &q_org_find, ARGS(ARG_INT(id, id)), &org_shape, out);
}

enum kb_code org_find_child(struct turn *t, int64_t parent_id, int64_t id, const char *kind,
                            struct org *out)
{
    TRY(org_find(t, id, out));
    if (out->parent_id == parent_id && strcmp(out->kind, kind) == 0) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such organisation");
}

enum kb_code org_platform(struct turn *t, int64_t *id)
{
    return turn_int(t, &q_org_platform, NO_ARGS, id);
}

enum kb_code org_own_devices(struct turn *t, int64_t *id)
{
    int64_t platform_id;
    TRY(org_platform(t, &platform_id));
    return turn_int(t, &q_org_own_devices, ARGS(ARG_INT(platform_id, platform_id)), id);
}

enum kb_code org_find_supplier(struct turn *t, int64_t id, struct org *out)
{
    TRY(org_find(t, id, out));
    if (strcmp(out->kind, "supplier") == 0) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such organisation");
}

struct node {
    int64_t node_id;
};
static const struct kb_field node_fields[] = { INT(node, node_id), { .name = NULL } };
static SHAPE(node);

enum kb_code org_path(struct turn *t, int64_t seller_id, int64_t path[ORG_LEVELS_MAX + 1],
                      int64_t *n)
{
    struct kb_list list;
    TRY(turn_all(t, &q_path_of, ARGS(ARG_INT(id, seller_id)), &node_shape, ORG_LEVELS_MAX + 1,
                 &list));
    const struct node *nodes = list.at;
    for (int64_t i = 0; i < list.n; i++) path[i] = nodes[i].node_id;
    *n = list.n;
    return KB_OK;
}

/* --- making one --- */

enum kb_code org_check_level(struct turn *t, const struct org *parent, const char *kind)
{
    if (strcmp(kind, "distributor") != 0 || parent->level < ORG_LEVELS_MAX) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "org.level", "%lld below the platform already",
                   (long long)parent->level);
}

enum kb_code org_name_free(struct turn *t, const struct org *o, const char *field)
{
    int64_t taken;
    TRY(turn_int(t, &q_org_name_taken,
                 ARGS(ARG_INT(org_id, o->parent_id), ARG_STR(kind, o->kind), ARG_STR(name, o->name),
                      ARG_INT(id, o->id)),
                 &taken));
    if (!taken) return KB_OK;
    return kb_fail_field(t->err, field, "org.name_taken", "%s is there already", o->name);
}

enum kb_code org_plan(struct turn *t, const struct org_plan *p, struct org *out)
{
    struct org parent;
    TRY(org_find(t, p->parent_id, &parent));
    TRY(org_check_level(t, &parent, p->kind));
    *out = (struct org){ .id = turn_new_id(t),
                         .kind = p->kind,
                         .level = strcmp(p->kind, "supplier") == 0 ? 0 : parent.level + 1,
                         .parent_id = p->parent_id,
                         .name = p->name,
                         .form = p->form[0] ? p->form : "company",
                         .state = "active",
                         .created_ms = t->now_ms };
    return org_name_free(t, out, p->field);
}

enum kb_code org_found(struct turn *t, const struct org *o)
{
    TRY(turn_put(t, &q_org_add, &org_shape, o));
    if (strcmp(o->kind, "platform") != 0 && strcmp(o->kind, "distributor") != 0) return KB_OK;
    return turn_run(
        t, &q_path_add,
        ARGS(ARG_INT(id, o->id), ARG_INT(parent_id, o->parent_id), ARG_INT(level, o->level)));
}

/* What the operator owns is bought from a virtual supplier, so that every chain looks the same. */
static enum kb_code own_devices_supplier(struct turn *t, const struct org *platform)
{
    struct org s = { .id = turn_new_id(t),
                     .kind = "supplier",
                     .parent_id = platform->id,
                     .name = "自有设备 Own devices",
                     .form = "company",
                     .own_devices = true,
                     .state = "active",
                     .created_ms = t->now_ms };
    TRY(org_found(t, &s));
    return turn_tell(t, "org.created", s.id);
}

static enum kb_code platform_init(struct turn *t, const struct platform_init *in, struct org *out)
{
    int64_t there, user_id;
    TRY(org_platform(t, &there));
    if (there) return kb_fail(t->err, KB_CONFLICT, "org.platform_there", "the platform is there");
    *out = (struct org){ .id = turn_new_id(t),
                         .kind = "platform",
                         .name = in->name,
                         .form = "company",
                         .state = "active",
                         .created_ms = t->now_ms };
    TRY(org_found(t, out));
    TRY(org_user_add(t,
                     &(struct user_new){ .login = in->admin_login,
                                         .name = in->admin_name,
                                         .password_hash = in->password_hash,
                                         .org_id = out->id,
                                         .roles = 31 },
                     &user_id));
    TRY(turn_tell(t, "org.created", out->id));
    TRY(own_devices_supplier(t, out));
    return turn_change(t, out->id, "platform", out->id, "created", "");
}
static const struct kb_field platform_init_fields[] = {
    STR(platform_init, name),
    STR(platform_init, admin_login),
    STR(platform_init, admin_name),
    STR(platform_init, password_hash, .secret = true),
    { .name = NULL },
};
static SHAPE(platform_init);
HANDLER(platform_init, platform_init, org);

enum kb_code org_check_trading(struct turn *t, int64_t customer_id)
{
    int64_t n;
    TRY(turn_int(t, &q_org_trading, ARGS(ARG_INT(id, customer_id)), &n));
    if (n) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "org.disabled",
                   "this organisation or a seller above it is disabled");
}

const struct turn_route org_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &platform_init_call, "platform_init", "Make the platform." },
    { .method = NULL },
};
