/* API keys: shown once, never more than their maker, gone with him. */
#include "door.h"

#include <string.h>

/* A key of LOGIN with these roles; what follows is asked with it. */
static const char *key_with(struct world *w, const char *roles)
{
    must_say(w, "POST", "/v1/api-keys", "{'name':'ci','roles':%s}", roles);
    const char *secret = text_of(w, "secret");
    w->session = NULL;
    w->bearer = secret;
    return secret;
}

TEST(a_key_opens_what_its_roles_open)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['admin','tech','finance']");
    const char *token = door_in(&w);
    const char *secret = key_with(&w, "['tech']");
    assert_int_equal(strncmp(secret, "kb_", 3), 0);
    must_get(&w, "/v1/devices");
    get(&w, "/v1/vouchers");
    assert_said(&w, 403, "route.denied");
    w.bearer = NULL;
    w.session = token;
    must_get(&w, "/v1/api-keys");
    assert_null(strstr(w.raw, secret));
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM api_key WHERE secret_hash LIKE 'kb_%%'"), 0);
}

TEST(a_key_never_has_more_than_its_maker)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    const char *user = door_person(&w, "['admin','tech']");
    const char *token = door_in(&w);
    say(&w, "POST", "/v1/api-keys", "{'name':'x','roles':['finance']}");
    assert_said(&w, 400, "key.roles");
    const char *secret = key_with(&w, "['admin','tech']");
    must_get(&w, "/v1/devices");
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/members/%s/roles", user), "{'roles':['sales']}");
    as(&w, NULL);
    get(&w, "/v1/devices"); /* he lost both, and sales was never the key's */
    assert_said(&w, 401, "session.none");
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/members/%s/roles", user), "{'roles':['tech']}");
    as(&w, NULL);
    must_get(&w, "/v1/devices");
    say(&w, "POST", "/v1/members",
        "{'login':'xyz','name':'x','password':'correct horse','roles':['tech']}");
    assert_said(&w, 403, "route.denied"); /* admin no more */
    (void)token, (void)secret;
}

TEST(a_key_makes_no_key_that_can_do_more_than_itself)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['admin','finance']");
    door_in(&w);
    key_with(&w, "['admin']");
    say(&w, "POST", "/v1/api-keys", "{'name':'x','roles':['finance']}");
    assert_said(&w, 400, "key.roles");
    must_say(&w, "POST", "/v1/api-keys", "{'name':'x','roles':['admin']}");
}

TEST(a_revoked_key_is_over_at_once)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['admin']");
    const char *token = door_in(&w);
    const char *secret = key_with(&w, "['admin']");
    w.bearer = NULL;
    w.session = token;
    must_get(&w, "/v1/api-keys");
    const char *id = text_of(&w, "items.0.id");
    must_say(&w, "POST", at(&w, "/v1/api-keys/%s/revoke", id), NULL);
    say(&w, "POST", at(&w, "/v1/api-keys/%s/revoke", id), NULL);
    assert_said(&w, 404, "not_found");
    must_get(&w, "/v1/api-keys");
    assert_int_equal(count_of(&w, "items"), 0);
    w.bearer = secret;
    get(&w, "/v1/devices");
    assert_said(&w, 401, "session.none");
}

TEST(a_key_dies_with_its_makers_membership_and_his_account)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    const char *user = door_person(&w, "['admin','tech']");
    door_in(&w);
    key_with(&w, "['tech']");
    must_get(&w, "/v1/devices");
    sql(&w, "UPDATE users SET state = 'disabled' WHERE login = '" LOGIN "'");
    get(&w, "/v1/devices");
    assert_said(&w, 401, "session.none");
    sql(&w, "UPDATE users SET state = 'active' WHERE login = '" LOGIN "'");
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/members/%s/disable", user), NULL);
    as(&w, NULL);
    get(&w, "/v1/devices");
    assert_said(&w, 401, "session.none");
}

TEST(a_key_is_for_its_own_organisation_whatever_the_header_says)
{
    AUTO(world_close) struct world w;
    struct turn_actor root, boss;
    world_open(&w);
    door_person(&w, "['admin']");
    root = door_root(&w);
    as(&w, &root);
    w.org = door_org(&w, "/v1/distributors", "D", &boss, WHO_D_ADMIN);
    const char *org = w.org;
    w.org = NULL;
    door_in(&w);
    key_with(&w, "['admin']");
    w.org = org;
    must_get(&w, "/v1/me");
    assert_string_equal(text_of(&w, "org.kind"), "platform");
}

TEST(a_key_needs_no_site_of_its_own)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['admin','tech']");
    door_in(&w);
    key_with(&w, "['tech']");
    w.cross_site = true; /* a browser sends no Authorization by itself */
    must_get(&w, "/v1/devices");
}
