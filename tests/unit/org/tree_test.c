/* The tree: who is below whom, what a parent sees, and what being disabled ends. */
#include "door.h"

#include "ledger/ledger.h"

TEST(there_is_one_platform)
{
    AUTO(world_close) struct world w;
    struct kb_error err;
    struct org out;
    world_open(&w);
    struct platform_init in = { "second", "root2", "Root", "$none$" };
    assert_refused(world_system(&w, "platform_init", 0, &in, &out, &err), KB_CONFLICT,
                   "org.platform_there");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM org WHERE kind = 'platform'"), 1);
}

TEST(a_new_organisation_has_an_administrator_and_a_seller_has_a_book)
{
    AUTO(world_close) struct world w;
    struct turn_actor d, c;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/distributors", "D", &d, WHO_D_ADMIN);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM book WHERE id = %lld", (long long)d.org_id),
                     1);
    as(&w, &d);
    door_org(&w, "/v1/customers", "C", &c, WHO_C_ADMIN);
    assert_string_equal(text_of(&w, "form"), "company");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM book WHERE id = %lld", (long long)c.org_id),
                     0);
    as(&w, &c);
    must_get(&w, "/v1/members");
    assert_string_equal(text_of(&w, "items.0.roles.0"), "admin");
}

TEST(names_are_unique_beside_each_other)
{
    AUTO(world_close) struct world w;
    struct turn_actor d, c;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/distributors", "同名", &d, WHO_D_ADMIN);
    const char *before = world_digest(&w);
    say(&w, "POST", "/v1/distributors",
        "{'name':'同名','admin_login':'xyz','admin_name':'B','admin_password':'correct horse'}");
    assert_said(&w, 400, "org.name_taken");
    assert_string_equal(world_digest(&w), before);
    door_org(&w, "/v1/customers", "同名", &c, WHO_C_ADMIN); /* of another kind */
    as(&w, &d);
    door_org(&w, "/v1/customers", "同名", &c, WHO_C_ADMIN); /* of another parent */
}

TEST(a_parent_sees_its_own_children_and_nothing_below_them)
{
    AUTO(world_close) struct world w;
    struct turn_actor d, c, mine;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/distributors", "分销", &d, WHO_D_ADMIN);
    door_org(&w, "/v1/customers", "直客", &mine, WHO_C_ADMIN);
    as(&w, &d);
    const char *theirs = door_org(&w, "/v1/customers", "分销的客户", &c, WHO_C_ADMIN);
    must_get(&w, "/v1/customers");
    assert_int_equal(count_of(&w, "items"), 1);
    as(&w, &root);
    must_get(&w, "/v1/customers");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_string_equal(text_of(&w, "items.0.name"), "直客");
    must_get(&w, "/v1/customers?text=%%E7%%9B%%B4");
    assert_int_equal(count_of(&w, "items"), 1);
    must_get(&w, "/v1/customers?text=zzz");
    assert_int_equal(count_of(&w, "items"), 0);
    say(&w, "POST", at(&w, "/v1/orgs/%s/state", theirs), "{'state':'disabled'}");
    assert_said(&w, 404, "not_found");
}

TEST(a_disabled_organisation_lets_nobody_act_for_it)
{
    AUTO(world_close) struct world w;
    struct turn_actor d;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    const char *user = door_person(&w, "['tech']");
    as(&w, &root);
    const char *dist = door_org(&w, "/v1/distributors", "D", &d, WHO_D_ADMIN);
    sql(&w, "INSERT INTO membership (user_id, org_id, roles) VALUES (%lld, %lld, 1)",
        (long long)inside(&w, "usr", user), (long long)d.org_id);
    const char *token = door_in(&w);
    w.org = dist;
    must_say(&w, "POST", "/v1/api-keys", "{'name':'k','roles':['admin']}");
    const char *secret = text_of(&w, "secret");
    as(&w, &root);
    w.session = w.org = NULL;
    world_forget(&w);
    must_say(&w, "POST", at(&w, "/v1/orgs/%s/state", dist), "{'state':'disabled'}");
    int told = 0;
    for (size_t i = 0; i < w.left_n; i++)
        told += w.left[i].a == d.user_id || w.left[i].a == inside(&w, "usr", user);
    assert_int_equal(told, 2); /* what its people have open is looked at again */
    as(&w, NULL);
    w.session = token;
    w.org = dist;
    get(&w, "/v1/customers");
    assert_said(&w, 404, "not_found");
    w.session = w.org = NULL;
    w.bearer = secret;
    get(&w, "/v1/customers");
    assert_said(&w, 401, "session.none");
    w.bearer = NULL;
    as(&w, &root);
    must_say(&w, "POST", at(&w, "/v1/orgs/%s/state", dist), "{'state':'active'}");
    as(&w, NULL);
    w.session = token;
    w.org = dist;
    must_get(&w, "/v1/customers");
}

TEST(the_supplier_of_own_devices_is_no_organisation_to_switch)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    const char *id = outside(&w, "org", sql_int(&w, "SELECT id FROM org WHERE kind = 'supplier'"));
    say(&w, "POST", at(&w, "/v1/orgs/%s/state", id), "{'state':'disabled'}");
    assert_said(&w, 404, "not_found");
    say(&w, "POST", at(&w, "/v1/orgs/%s/state", outside(&w, "org", w.platform_id)),
        "{'state':'disabled'}");
    assert_said(&w, 404, "not_found");
}

TEST(distributors_stand_below_distributors_to_eight_levels)
{
    AUTO(world_close) struct world w;
    struct turn_actor at_level, c;
    world_open(&w);
    struct turn_actor above = door_root(&w);
    for (int level = 1; level <= ORG_LEVELS_MAX; level++) {
        as(&w, &above);
        door_org(&w, "/v1/distributors", "D", &at_level, WHO_D_ADMIN);
        assert_int_equal(number_of(&w, "level"), level);
        assert_int_equal(sql_int(&w, "SELECT count(*) FROM org_path WHERE org_id = %lld",
                                 (long long)at_level.org_id),
                         level + 1);
        assert_int_equal(sql_int(&w,
                                 "SELECT node_id FROM org_path WHERE org_id = %lld AND idx = "
                                 "%d",
                                 (long long)at_level.org_id, level - 1),
                         above.org_id);
        above = at_level;
    }
    as(&w, &above);
    door_org(&w, "/v1/customers", "C", &c, WHO_C_ADMIN);
    const char *before = world_digest(&w);
    say(&w, "POST", "/v1/distributors",
        "{'name':'E','admin_login':'xyz','admin_name':'B','admin_password':'correct horse'}");
    assert_said(&w, 409, "org.level");
    assert_string_equal(world_digest(&w), before);
}

TEST(a_grandparent_does_not_see_the_distributors_of_its_distributors)
{
    AUTO(world_close) struct world w;
    struct turn_actor d, below;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/distributors", "上级", &d, WHO_D_ADMIN);
    as(&w, &d);
    door_org(&w, "/v1/distributors", "下级", &below, WHO_D_ADMIN);
    const char *id = outside(&w, "org", below.org_id);
    as(&w, &root);
    must_get(&w, "/v1/distributors");
    assert_int_equal(count_of(&w, "items"), 1);
    say(&w, "POST", at(&w, "/v1/orgs/%s/state", id), "{'state':'disabled'}");
    assert_said(&w, 404, "not_found");
}

TEST(a_supplier_has_people_of_its_own_and_the_virtual_one_is_left_alone)
{
    AUTO(world_close) struct world w;
    struct turn_actor s;
    world_open(&w);
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    door_org(&w, "/v1/suppliers", "云厂商", &s, WHO_S_ADMIN);
    must_get(&w, "/v1/suppliers");
    assert_int_equal(count_of(&w, "items"), 2);
    const char *own = text_of(&w, "items.1.id");
    assert_true(json_is_true(json_object_get(row_of(&w, "items", "id", own), "own_devices")));
    say(&w, "POST", at(&w, "/v1/orgs/%s/state", own), "{'state':'disabled'}");
    assert_said(&w, 404, "not_found");
    as(&w, &s);
    must_say(&w, "POST", "/v1/members",
             "{'login':'deliver','name':'D','password':'correct horse','roles':['delivery']}");
    say(&w, "GET", "/v1/suppliers", NULL);
    assert_said(&w, 403, "route.denied");
}
