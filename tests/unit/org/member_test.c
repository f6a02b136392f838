/* People of an organisation: their roles, and that somebody always can still give them. */
#include "door.h"

TEST(a_member_has_the_roles_of_his_organisations_kind)
{
    static const struct {
        const char *roles, *reason;
    } cases[] = {
        { "['tech']", "" },
        { "['admin','finance','sales','operator','tech']", "" },
        { "[]", "request.field" },
        { "['user']", "request.field" },
        { "['Admin']", "request.field" },
        { "'admin'", "request.field" },
        { "[1]", "request.field" },
        { "{}", "request.field" },
        { "null", "request.field" },
        { "['admin',['tech']]", "request.field" },
    };
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].roles);
        say(&w, "POST", "/v1/members",
            "{'login':'m%zu.x','name':'M','password':'correct horse','roles':%s}", i,
            cases[i].roles);
        assert_said(&w, cases[i].reason[0] ? 400 : 200, cases[i].reason);
    }
}

TEST(a_customers_people_are_administrators_or_users)
{
    AUTO(world_close) struct world w;
    struct turn_actor boss;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/customers", "C", &boss, WHO_C_ADMIN);
    as(&w, &boss);
    must_say(&w, "POST", "/v1/members",
             "{'login':'abc','name':'M','password':'correct horse','roles':['user']}");
    say(&w, "POST", "/v1/members",
        "{'login':'abd','name':'M','password':'correct horse','roles':['tech']}");
    assert_said(&w, 400, "request.field");
}

TEST(a_login_is_one_persons_and_has_no_strange_letters)
{
    static const struct {
        const char *login, *reason;
    } cases[] = {
        { "a.b-c_d@e+f", "" },
        { "a.b-c_d@e+f", "user.login_taken" },
        { "with blank", "user.login_form" },
        { "王伟", "user.login_form" },
        { "a/b", "user.login_form" },
        { "ab", "request.field" },
    };
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].login);
        say(&w, "POST", "/v1/members",
            "{'login':'%s','name':'M','password':'correct horse','roles':['tech']}",
            cases[i].login);
        assert_said(&w, cases[i].reason[0] ? 400 : 200, cases[i].reason);
    }
}

TEST(the_last_administrator_stays)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    const char *me = outside(&w, "usr", root.user_id);
    say(&w, "POST", at(&w, "/v1/members/%s/roles", me), "{'roles':['tech']}");
    assert_said(&w, 409, "member.last_admin");
    say(&w, "POST", at(&w, "/v1/members/%s/disable", me), NULL);
    assert_said(&w, 409, "member.last_admin");
    const char *second = door_person(&w, "['admin']");
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/members/%s/roles", me), "{'roles':['tech']}");
    say(&w, "POST", at(&w, "/v1/members/%s/disable", second), NULL);
    assert_said(&w, 409, "member.last_admin");
}

TEST(who_loses_his_roles_loses_them_with_the_next_request)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    const char *user = door_person(&w, "['tech']");
    const char *token = door_in(&w);
    must_get(&w, "/v1/devices");
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/members/%s/disable", user), NULL);
    assert_int_equal(left_of(&w, "sessions.changed")->a, inside(&w, "usr", user));
    as(&w, NULL);
    w.session = token;
    get(&w, "/v1/devices");
    assert_said(&w, 403, "route.org");
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/members/%s/roles", user), "{'roles':['tech']}");
    as(&w, NULL);
    must_get(&w, "/v1/devices");
}

TEST(another_organisations_people_are_not_there)
{
    AUTO(world_close) struct world w;
    struct turn_actor boss;
    world_open(&w);
    const char *user = door_person(&w, "['tech']");
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/distributors", "D", &boss, WHO_D_ADMIN);
    as(&w, &boss);
    say(&w, "POST", at(&w, "/v1/members/%s/roles", user), "{'roles':['tech']}");
    assert_said(&w, 404, "not_found");
    say(&w, "POST", at(&w, "/v1/members/%s/disable", user), NULL);
    assert_said(&w, 404, "not_found");
    must_get(&w, "/v1/members");
    assert_int_equal(count_of(&w, "items"), 1);
}
