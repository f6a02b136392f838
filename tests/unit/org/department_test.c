/* Departments: a tree of an organisation's own, people in it, and nothing left hanging. */
#include "demo.h"
#include "door.h"

static const char *made(struct world *w, const char *name, const char *parent)
{
    must_say(w, "POST", "/v1/departments", "{'name':'%s','parent_id':'%s'}", name, parent);
    return text_of(w, "id");
}

/* What modules above are told. */
static int64_t dept_of(struct world *w, const struct turn_actor *who)
{
    struct kb_error err;
    int64_t id = -1;
    struct turn t = door_turn(w, &err);
    assert_ok(org_staff(&t, who->user_id, who->org_id, &id));
    return id;
}

TEST(departments_are_a_tree_that_is_listed_renamed_and_moved)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    const char *east = made(&w, "华东", ""), *west = made(&w, "华西", "");
    const char *sales = made(&w, "销售部", east);
    must_get(&w, "/v1/departments");
    assert_int_equal(count_of(&w, "items"), 3);
    must_get(&w, "/v1/departments?parent_id=%s", east);
    assert_string_equal(text_of(&w, "items.0.name"), "销售部");
    assert_string_equal(text_of(&w, "items.0.parent"), "华东");
    must_get(&w, "/v1/departments?text=%%E5%%8D%%8E");
    assert_int_equal(count_of(&w, "items"), 2);
    must_say(&w, "POST", at(&w, "/v1/departments/%s/rename", sales), "{'name':'Sales'}");
    must_say(&w, "POST", at(&w, "/v1/departments/%s/move", sales), "{'parent_id':'%s'}", west);
    assert_string_equal(text_of(&w, "parent_id"), west);
    must_say(&w, "POST", at(&w, "/v1/departments/%s/move", sales), NULL);
    assert_string_equal(text_of(&w, "parent_id"), "");
    as(&w, &d.d.tech); /* everybody of the organisation sees them, its administrator makes them */
    must_get(&w, "/v1/departments?text=sales");
    assert_int_equal(count_of(&w, "items"), 1);
    say(&w, "POST", "/v1/departments", "{'name':'x'}");
    assert_said(&w, 403, "route.denied");
}

TEST(a_department_with_people_customers_or_departments_in_it_is_not_closed)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    const char *top = made(&w, "top", ""), *below = made(&w, "below", top);
    const char *who = outside(&w, "usr", d.d.sales.user_id);
    const char *close = at(&w, "/v1/departments/%s/close", below);
    must_say(&w, "POST", at(&w, "/v1/members/%s/department", who), "{'department_id':'%s'}", below);
    assert_string_equal(text_of(&w, "department"), "below");
    say(&w, "POST", at(&w, "/v1/departments/%s/close", top), NULL);
    assert_said(&w, 409, "department.in_use");
    say(&w, "POST", close, NULL);
    assert_said(&w, 409, "department.in_use");
    must_say(&w, "POST", at(&w, "/v1/members/%s/department", who), NULL);
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer), "{'department_id':'%s'}",
             below);
    as(&w, &d.d.admin);
    say(&w, "POST", close, NULL);
    assert_said(&w, 409, "department.in_use");
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer), "{}");
    must_say(&w, "POST", close, NULL);
    assert_string_equal(text_of(&w, "state"), "closed");
    say(&w, "POST", close, NULL);
    assert_said(&w, 409, "department.closed");
    say(&w, "POST", at(&w, "/v1/members/%s/department", who), "{'department_id':'%s'}", below);
    assert_said(&w, 400, "department.closed");
    say(&w, "POST", at(&w, "/v1/departments/%s/rename", below), "{'name':'x'}");
    assert_said(&w, 409, "department.closed");
    must_get(&w, "/v1/departments?state=open");
    assert_int_equal(count_of(&w, "items"), 1);
    made(&w, "below", top); /* the name is free again */
}

TEST(who_was_removed_does_not_hold_a_department_open)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    const char *dept = made(&w, "x", ""), *who = outside(&w, "usr", d.d.tech.user_id);
    must_say(&w, "POST", at(&w, "/v1/members/%s/department", who), "{'department_id':'%s'}", dept);
    must_say(&w, "POST", at(&w, "/v1/members/%s/disable", who), NULL);
    must_say(&w, "POST", at(&w, "/v1/departments/%s/close", dept), NULL);
}

TEST(a_tree_has_no_loops_no_two_of_one_name_and_eight_levels)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const char *at_level[8], *parent = "";
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    for (int i = 0; i < 8; i++) parent = at_level[i] = made(&w, at(&w, "level %d", i), parent);
    const char *side = made(&w, "side", "");
    made(&w, "beside", side);
    const char *before = world_digest(&w);
    say(&w, "POST", "/v1/departments", "{'name':'too deep','parent_id':'%s'}", at_level[7]);
    assert_said(&w, 400, "department.depth");
    say(&w, "POST", at(&w, "/v1/departments/%s/move", side), "{'parent_id':'%s'}", at_level[6]);
    assert_said(&w, 400, "department.depth");
    say(&w, "POST", at(&w, "/v1/departments/%s/move", at_level[2]), "{'parent_id':'%s'}",
        at_level[5]);
    assert_said(&w, 400, "department.loop");
    say(&w, "POST", at(&w, "/v1/departments/%s/move", side), "{'parent_id':'%s'}", side);
    assert_said(&w, 400, "department.loop");
    say(&w, "POST", "/v1/departments", "{'name':'side'}");
    assert_said(&w, 400, "department.name_taken");
    say(&w, "POST", at(&w, "/v1/departments/%s/rename", side), "{'name':'level 0'}");
    assert_said(&w, 400, "department.name_taken");
    say(&w, "POST", "/v1/departments", "{'name':'a\\nb'}");
    assert_said(&w, 400, "request.field");
    assert_string_equal(world_digest(&w), before);
    must_say(&w, "POST", at(&w, "/v1/departments/%s/move", side), "{'parent_id':'%s'}",
             at_level[5]);
}

TEST(another_organisations_departments_are_not_there)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.admin);
    const char *theirs = made(&w, "平台", "");
    as(&w, &d.d.admin);
    const char *before = world_digest(&w);
    must_get(&w, "/v1/departments");
    assert_int_equal(count_of(&w, "items"), 0);
    say(&w, "POST", "/v1/departments", "{'name':'x','parent_id':'%s'}", theirs);
    assert_said(&w, 404, "not_found");
    say(&w, "POST", at(&w, "/v1/departments/%s/close", theirs), NULL);
    assert_said(&w, 404, "not_found");
    say(&w, "POST", at(&w, "/v1/members/%s/department", outside(&w, "usr", d.d.tech.user_id)),
        "{'department_id':'%s'}", theirs);
    assert_said(&w, 404, "not_found");
    assert_string_equal(world_digest(&w), before);
}

TEST(people_are_found_by_words_role_state_and_department)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    const char *dept = made(&w, "x", ""), *tech = outside(&w, "usr", d.d.tech.user_id);
    must_say(&w, "POST", at(&w, "/v1/members/%s/department", tech), "{'department_id':'%s'}", dept);
    assert_int_equal(dept_of(&w, &d.d.tech), inside(&w, "dpt", dept));
    assert_int_equal(dept_of(&w, &d.d.sales), 0);
    assert_int_equal(dept_of(&w, &d.c.user), 0);
    must_say(&w, "POST", at(&w, "/v1/members/%s/disable", outside(&w, "usr", d.d.op.user_id)),
             NULL);
    const struct {
        const char *query;
        size_t members, staff;
    } cases[] = {
        { "?limit=200", 6, 5 },
        { "?text=FIN", 2, 2 },
        { "?role=finance", 2, 2 },
        { at(&w, "?department_id=%s", dept), 1, 1 },
        { "?text=nobody", 0, 0 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].query);
        must_get(&w, "/v1/members%s", cases[i].query);
        assert_int_equal(count_of(&w, "items"), cases[i].members);
        must_get(&w, "/v1/staff%s", cases[i].query);
        assert_int_equal(count_of(&w, "items"), cases[i].staff);
    }
    must_get(&w, "/v1/members?state=removed");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_string_equal(text_of(&w, "items.0.state"), "removed");
    must_get(&w, "/v1/members?state=active");
    assert_int_equal(count_of(&w, "items"), 5);
    get(&w, "/v1/members?role=user");
    assert_said(&w, 400, "request.field");
    as(&w, &d.d.sales); /* colleagues are everybody's, logins the administrator's */
    must_get(&w, "/v1/staff");
    assert_false(has(&w, "items.0.login"));
    get(&w, "/v1/members");
    assert_said(&w, 403, "route.denied");
}

static void record(struct world *w, const char *ref, const char *department, const char *person)
{
    say(w, "POST", "/v1/entries",
        "{'event':'capital.in','ref':'%s','text':'x','vars':{'amount':5000},'department_id':'%s',"
        "'staff_id':'%s'}",
        ref, department, person);
}

TEST(an_entry_names_departments_and_people_of_its_own_organisation)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    const char *sales = made(&w, "销售部", ""), *gone = made(&w, "旧部门", "");
    const char *person = outside(&w, "usr", d.d.sales.user_id);
    const char *other = outside(&w, "usr", d.p.admin.user_id);
    must_say(&w, "POST", at(&w, "/v1/departments/%s/close", gone), NULL);
    record(&w, "A-1", sales, person);
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "department_id"), sales);
    assert_string_equal(text_of(&w, "staff_id"), person);
    record(&w, "A-2", sales, other);
    assert_said(&w, 404, "not_found");
    record(&w, "A-3", gone, person);
    assert_said(&w, 400, "department.closed");
    as(&w, &d.p.admin);
    record(&w, "A-4", sales, other);
    assert_said(&w, 404, "not_found");
}
