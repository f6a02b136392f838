/* authenticate - who asks: a session's cookie or an API key, and the organisation he acts for.
 * Looked at for every request, so that what was taken away is gone at once. */
#include "authenticate_sql.h"
#include "org/org_priv.h"

#include <string.h>

#define SESSION_SEEN_EVERY_MS 60000

struct session_row {
    int64_t id, user_id, seen_ms, created_ms;
    const char *name;
};
static const struct kb_field session_row_fields[] = {
    INT(session_row, id),         INT(session_row, user_id), INT(session_row, seen_ms),
    INT(session_row, created_ms), STR(session_row, name),    { .name = NULL },
};
static SHAPE(session_row);

struct key_row {
    int64_t id, org_id, user_id, roles;
    const char *name, *kind;
};
static const struct kb_field key_row_fields[] = {
    INT(key_row, id),   INT(key_row, org_id), INT(key_row, user_id), INT(key_row, roles),
    STR(key_row, name), STR(key_row, kind),   { .name = NULL },
};
static SHAPE(key_row);

static const struct kb_field my_org_fields[] = {
    ID(my_org, id, "org"), STR(my_org, kind),      ID(my_org, parent_id, "org"),
    STR(my_org, name),     INT(my_org, role_bits), JSON(my_org, roles),
    { .name = NULL },
};
SHAPE(my_org);

enum kb_code org_memberships(struct turn *t, int64_t user_id, struct kb_list *out)
{
    TRY(turn_all(t, &q_memberships_of, ARGS(ARG_INT(user_id, user_id)), &my_org_shape, 100, out));
    struct my_org *orgs = out->at;
    for (int64_t i = 0; i < out->n; i++)
        orgs[i].roles = org_roles_write(t, orgs[i].kind, orgs[i].role_bits);
    return KB_OK;
}

/* The organisation named, or the only one there is. Another's is not there at all. */
static enum kb_code act_for(struct turn *t, const char *org_text)
{
    struct kb_list list;
    int64_t wanted = 0;
    TRY(org_memberships(t, t->actor.user_id, &list));
    const struct my_org *orgs = list.at;
    if (org_text[0] && !kb_id_parse(&t->world->id_key, "org", org_text, &wanted))
        return kb_fail_field(t->err, "X-Kboss-Org", "request.field", "not an organisation's id");
    for (int64_t i = 0; i < list.n; i++) {
        if (wanted ? orgs[i].id != wanted : list.n > 1) continue;
        t->actor.org_id = orgs[i].id;
        t->actor.who |= org_who(orgs[i].kind, orgs[i].role_bits);
        return KB_OK;
    }
    if (!wanted) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such organisation");
}

static enum kb_code by_key(struct turn *t, const struct turn_request *r)
{
    struct key_row k;
    char hash[65];
    kb_digest(hash, r->bearer, strlen(r->bearer));
    if (db_one(t->db, t->arena, &q_key_find, ARGS(ARG_STR(secret_hash, hash)), &key_row_shape, &k,
               t->err) != KB_OK) {
        if (t->err->code != KB_NOT_FOUND) return t->err->code;
        return kb_fail(t->err, KB_UNSIGNED, "session.none", "this API key is not known");
    }
    t->actor = (struct turn_actor){ .user_id = k.user_id,
                                    .org_id = k.org_id,
                                    .key_id = k.id,
                                    .platform_id = t->actor.platform_id,
                                    .name = k.name };
    t->actor.who = WHO_ANYONE | WHO_SIGNED_IN | org_who(k.kind, k.roles);
    return KB_OK;
}

static enum kb_code by_session(struct turn *t, const struct turn_request *r)
{
    struct session_row s;
    char hash[65];
    kb_digest(hash, r->session, strlen(r->session));
    if (db_one(t->db, t->arena, &q_session_find,
               ARGS(ARG_STR(token_hash, hash), ARG_INT(idle_ms, t->now_ms - SESSION_IDLE_MS),
                    ARG_INT(age_ms, t->now_ms - SESSION_AGE_MS)),
               &session_row_shape, &s, t->err) != KB_OK)
        return t->err->code == KB_NOT_FOUND ? KB_OK : t->err->code;
    if (t->now_ms - s.seen_ms > SESSION_SEEN_EVERY_MS) turn_then(t, "session.seen", s.id, 0, "");
    t->actor.user_id = s.user_id;
    t->actor.session_id = s.id;
    t->actor.name = s.name;
    t->actor.who |= WHO_SIGNED_IN;
    return act_for(t, r->org ? r->org : "");
}

/* A browser that another site made ask is believed nothing: neither the cookie, nor that somebody
 * wants to be signed in here. */
static bool abused(const struct turn *t, const struct turn_request *r)
{
    if (!r->cross_site) return false;
    return (r->session && r->session[0]) || strcmp(t->route->method, "GET") != 0;
}

enum kb_code org_authenticate(struct turn *t, const struct turn_request *r)
{
    t->actor = (struct turn_actor){ .who = WHO_ANYONE, .name = "" };
    TRY(org_platform(t, &t->actor.platform_id));
    if (r->bearer && r->bearer[0]) return by_key(t, r);
    if (abused(t, r))
        return kb_fail(t->err, KB_DENIED, "session.cross_site",
                       "this request came from another site");
    if (!r->session || !r->session[0]) return KB_OK;
    return by_session(t, r);
}

/* --- whether what was let in may stay --- */

enum kb_code org_still_in(struct turn *t, const struct turn_actor *a, bool *in)
{
    int64_t n;
    const struct db_arg *args =
        ARGS(ARG_INT(id, a->session_id), ARG_INT(user_id, a->user_id), ARG_INT(org_id, a->org_id),
             ARG_INT(age_ms, t->now_ms - SESSION_AGE_MS));
    *in = false;
    TRY(turn_int(t, &q_member_in, args, &n));
    if (n != 1) return KB_OK;
    if (a->session_id) TRY(turn_int(t, &q_session_in, args, &n));
    *in = n == 1;
    return KB_OK;
}
