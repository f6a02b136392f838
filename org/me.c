/* me - who this is and what he may do here: the console's menus and buttons. */
#include "org/org_priv.h"

struct me {
    struct who_am_i *user;
    struct my_org *org;
    struct kb_list orgs;
    const char *operations;
    int64_t server_ms;
};
static const struct kb_field me_fields[] = {
    OBJ(me, user, who_am_i_shape),
    OBJ(me, org, my_org_shape),
    LIST(me, orgs, my_org_shape),
    JSON(me, operations, .doc = "Operation ids this user may call."),
    INT(me, server_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(me);

static const char *operations(struct turn *t)
{
    AUTO_JSON list = json_array();
    for (const struct turn_route *const *table = t->engine->routes; *table; table++)
        for (const struct turn_route *r = *table; r->method; r++)
            if (!(r->who & WHO_SYSTEM) && r->who & t->actor.who)
                json_array_append_new(list, json_string(r->op));
    return kb_json_text(list, t->arena);
}

static enum kb_code me_get(struct turn *t, const struct nothing *in, struct me *out)
{
    struct user_row u;
    (void)in;
    TRY(org_user_find(t, "", t->actor.user_id, &u));
    out->user = KB_NEW(t->arena, struct who_am_i);
    *out->user = (struct who_am_i){ .id = u.id, .login = u.login, .name = u.name };
    TRY(org_memberships(t, u.id, &out->orgs));
    struct my_org *orgs = out->orgs.at;
    for (int64_t i = 0; i < out->orgs.n; i++)
        if (orgs[i].id == t->actor.org_id) out->org = &orgs[i];
    out->operations = operations(t);
    out->server_ms = t->now_ms;
    return KB_OK;
}
HANDLER(me_get, nothing, me);

const struct turn_route me_routes[] = {
    { "GET", "/v1/me", WHO_SIGNED_IN, &me_get_call, "me_get",
      "Who you are, for which organisation, and what you may do." },
    { .method = NULL },
};
