/* key - API keys: a secret shown once, stored as a digest, with at most its maker's roles. */
#include "key_sql.h"
#include "org/org_priv.h"

#include <string.h>

struct api_key {
    int64_t id, user_id, role_bits, created_ms;
    const char *name, *roles, *secret;
};
static const struct kb_field api_key_fields[] = {
    ID(api_key, id, "key"),
    STR(api_key, name),
    ID(api_key, user_id, "usr"),
    INT(api_key, role_bits),
    JSON(api_key, roles),
    INT(api_key, created_ms, .unit = "ms"),
    STR(api_key, secret, .doc = "Shown once, when it is made."),
    { .name = NULL },
};
static SHAPE(api_key);

struct my_kind {
    const char *kind;
    int64_t role_bits;
};
static const struct kb_field my_kind_fields[] = { STR(my_kind, kind),
                                                  INT(my_kind, role_bits),
                                                  { .name = NULL } };
static SHAPE(my_kind);

static enum kb_code my_kind(struct turn *t, struct my_kind *out)
{
    return turn_find(t, "organisation", &q_key_org_kind,
                     ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(user_id, t->actor.user_id)),
                     &my_kind_shape, out);
}

struct api_keys {
    struct kb_list items;
    const char *next;
};
static const struct kb_field api_keys_fields[] = { LIST(api_keys, items, api_key_shape),
                                                   STR(api_keys, next),
                                                   { .name = NULL } };
static SHAPE(api_keys);

static enum kb_code api_keys_list(struct turn *t, const struct turn_list_in *in,
                                  struct api_keys *out)
{
    int64_t after_id, rows;
    struct my_kind mine;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(my_kind(t, &mine));
    TRY(turn_all(
        t, &q_api_keys_of,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
        &api_key_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &api_key_shape);
    struct api_key *list = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++)
        list[i].roles = org_roles_write(t, mine.kind, list[i].role_bits);
    return KB_OK;
}
HANDLER(api_keys_list, turn_list_in, api_keys);

struct api_key_new {
    const char *name, *roles;
};
static const struct kb_field api_key_new_fields[] = {
    STR(api_key_new, name, .min = 1, .max = 64),
    JSON(api_key_new, roles, .max = 200, .doc = "A list of role words."),
    { .name = NULL },
};
static SHAPE(api_key_new);

static enum kb_code api_key_create(struct turn *t, const struct api_key_new *in,
                                   struct api_key *out)
{
    struct my_kind mine;
    int64_t roles;
    char hash[65];
    TRY(my_kind(t, &mine));
    TRY(org_roles_read(t, mine.kind, in->roles, &roles));
    /* also not more than the key that asks, if it is one */
    if (org_who(mine.kind, roles) & ~t->actor.who)
        return kb_fail_field(t->err, "roles", "key.roles", "a key cannot have more roles than you");
    const char *secret = kb_printf(t->arena, "kb_%s", kb_token(t->world, 32, t->arena));
    kb_digest(hash, secret, strlen(secret));
    *out = (struct api_key){ .id = turn_new_id(t),
                             .name = in->name,
                             .user_id = t->actor.user_id,
                             .role_bits = roles,
                             .created_ms = t->now_ms,
                             .secret = secret,
                             .roles = org_roles_write(t, mine.kind, roles) };
    TRY(turn_run(t, &q_api_key_add,
                 ARGS(ARG_INT(id, out->id), ARG_STR(secret_hash, hash),
                      ARG_INT(org_id, t->actor.org_id), ARG_INT(user_id, t->actor.user_id),
                      ARG_STR(name, in->name), ARG_INT(roles, roles),
                      ARG_INT(created_ms, t->now_ms))));
    return turn_change(t, t->actor.org_id, "api_key", out->id, "created", "");
}
HANDLER(api_key_create, api_key_new, api_key);

struct api_key_end {
    int64_t id;
};
static const struct kb_field api_key_end_fields[] = { ID(api_key_end, id, "key"),
                                                      { .name = NULL } };
static SHAPE(api_key_end);

static enum kb_code api_key_revoke(struct turn *t, const struct api_key_end *in, struct done *out)
{
    enum kb_code code = turn_run_one(
        t, &q_api_key_end,
        ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id), ARG_INT(now_ms, t->now_ms)));
    if (code == KB_NOT_FOUND) return kb_fail(t->err, code, "not_found", "there is no such key");
    TRY(code);
    out->ok = true;
    return turn_change(t, t->actor.org_id, "api_key", in->id, "revoked", "");
}
HANDLER(api_key_revoke, api_key_end, done);

const struct turn_route key_routes[] = {
    { "GET", "/v1/api-keys", WHO_HEAD, &api_keys_list_call, "api_keys_list",
      "List the API keys of your organisation.", TURN_LIST },
    { "POST", "/v1/api-keys", WHO_HEAD, &api_key_create_call, "api_keys_create",
      "Make an API key; its secret is shown once.", TURN_NO_KEY },
    { "POST", "/v1/api-keys/{id}/revoke", WHO_HEAD, &api_key_revoke_call,
      "api_keys_revoke", "End an API key at once." },
    { .method = NULL },
};
