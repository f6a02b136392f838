/* A customer as its seller keeps it: whose it is, how it is reached, and what it counts for. */
#include "demo.h"
#include "door.h"

#include <string.h>

struct dims {
    int64_t staff, department;
};

/* What modules above are told, asked the way a listener asks. */
static struct dims dims_of(struct world *w, const char *customer)
{
    struct kb_error err;
    struct dims out = { -1, -1 };
    struct turn t = door_turn(w, &err);
    assert_ok(org_customer_dims(&t, inside(w, "org", customer), &out.staff, &out.department));
    return out;
}

TEST(whoever_of_sales_makes_a_customer_has_it)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/customers/%s", d.customer);
    assert_string_equal(text_of(&w, "customer.staff_id"), outside(&w, "usr", d.d.sales.user_id));
    assert_string_equal(text_of(&w, "customer.source"), "direct");
    assert_int_equal(dims_of(&w, d.customer).staff, d.d.sales.user_id);
    assert_int_equal(dims_of(&w, d.customer).department, 0);
}

TEST(a_customers_department_is_its_sales_persons_unless_it_has_its_own)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    must_say(&w, "POST", "/v1/departments", "{'name':'销售一部'}");
    const char *first = text_of(&w, "id");
    must_say(&w, "POST", "/v1/departments", "{'name':'大客户部'}");
    const char *second = text_of(&w, "id");
    const char *who = outside(&w, "usr", d.d.sales.user_id);
    must_say(&w, "POST", at(&w, "/v1/members/%s/department", who), "{'department_id':'%s'}", first);
    assert_int_equal(dims_of(&w, d.customer).department, inside(&w, "dpt", first));
    must_get(&w, "/v1/customers/%s", d.customer);
    assert_string_equal(text_of(&w, "customer.department"), "销售一部");
    assert_int_equal(number_of(&w, "customer.department_set"), 0);
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer),
             "{'staff_id':'%s','department_id':'%s'}", who, second);
    assert_int_equal(number_of(&w, "customer.department_set"), 1);
    assert_int_equal(dims_of(&w, d.customer).department, inside(&w, "dpt", second));
    must_get(&w, "/v1/customers?department_id=%s", second);
    assert_int_equal(count_of(&w, "items"), 1);
    must_get(&w, "/v1/customers?department_id=%s", first);
    assert_int_equal(count_of(&w, "items"), 0);
    assert_int_equal(dims_of(&w, d.customer2).department, 0);
    assert_int_equal(dims_of(&w, outside(&w, "org", w.platform_id)).staff, 0); /* no customer */
}

TEST(a_profile_is_written_as_a_whole_and_read_again)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer),
             "{'contact_name':'王芳','contact_phone':'+86 138-0000-0000','contact_email':"
             "'wang@example.com','tags':['大客户','VIP'],'note':'两行\\n备注','source':'展会'}");
    must_get(&w, "/v1/customers/%s", d.customer);
    assert_string_equal(text_of(&w, "customer.contact_name"), "王芳");
    assert_string_equal(text_of(&w, "customer.tags.1"), "VIP");
    assert_string_equal(text_of(&w, "customer.note"), "两行\n备注");
    assert_string_equal(text_of(&w, "customer.source"), "展会");
    assert_string_equal(text_of(&w, "customer.staff_id"), "");
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer), "{'tags':[]}");
    assert_int_equal(count_of(&w, "customer.tags"), 0);
    assert_string_equal(text_of(&w, "customer.contact_name"), "");
    assert_string_equal(text_of(&w, "customer.source"), "展会");
}

TEST(a_profile_that_makes_no_sense_is_refused_by_the_field_and_stores_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const struct {
        const char *body, *field;
        int status;
    } cases[] = {
        { "{'contact_phone':'call me'}", "contact_phone", 400 },
        { "{'contact_phone':'--'}", "contact_phone", 400 },
        { "{'contact_email':'wang'}", "contact_email", 400 },
        { "{'contact_email':'a@b@c.d'}", "contact_email", 400 },
        { "{'contact_email':'a b@c.d'}", "contact_email", 400 },
        { "{'tags':'VIP'}", "tags", 400 },
        { "{'tags':['']}", "tags[0]", 400 },
        { "{'tags':[1]}", "tags[0]", 400 },
        { "{'tags':['a','b','a']}", "tags[2]", 400 },
        { "{'tags':['a\\nb']}", "tags[0]", 400 },
        { "{'tags':['1','2','3','4','5','6','7','8','9','10','11']}", "tags", 400 },
        { at(&w, "{'staff_id':'%s'}", outside(&w, "usr", d.d.tech.user_id)), "staff_id", 400 },
        { at(&w, "{'staff_id':'%s'}", outside(&w, "usr", d.p.sales.user_id)), "", 404 },
        { "{'name':'x'}", "name", 400 },
    };
    as(&w, &d.d.sales);
    const char *before = world_digest(&w);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].body);
        say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer), "%s", cases[i].body);
        assert_int_equal(w.status, cases[i].status);
        assert_string_equal(text_of(&w, "field"), cases[i].field);
    }
    assert_string_equal(world_digest(&w), before);
}

TEST(customers_are_found_by_words_person_tag_state_source_and_time)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer),
             "{'contact_phone':'13800001111','tags':['VIP','大'],'staff_id':'%s'}",
             outside(&w, "usr", d.d.sales.user_id));
    kt_world_pass(&w.k, 86400000);
    int64_t later = w.k.now_ms;
    as(&w, &d.d.admin);
    must_say(&w, "POST", "/v1/customers",
             "{'name':'Later Ltd','admin_login':'later1','admin_name':'L','admin_password':"
             "'correct horse'}");
    const struct {
        const char *query;
        size_t n;
    } cases[] = {
        { "", 2 },
        { "?text=LATER", 1 },
        { "?text=0000111", 1 },
        { "?tag=VIP", 1 },
        { "?tag=VI", 0 },
        { "?tag=vip", 0 },
        { "?state=active", 2 },
        { "?state=disabled", 0 },
        { "?source=direct", 2 },
        { "?source=invitation", 0 },
        { "?mine=true", 0 },
        { at(&w, "?staff_id=%s", outside(&w, "usr", d.d.sales.user_id)), 1 },
        { at(&w, "?from_ms=%lld", (long long)later), 1 },
        { at(&w, "?to_ms=%lld", (long long)later), 1 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].query);
        must_get(&w, "/v1/customers%s", cases[i].query);
        assert_int_equal(count_of(&w, "items"), cases[i].n);
    }
    as(&w, &d.d.sales); /* sees all of them, and can ask for his own */
    must_get(&w, "/v1/customers");
    assert_int_equal(count_of(&w, "items"), 2);
    must_get(&w, "/v1/customers?mine=true");
    assert_int_equal(count_of(&w, "items"), 1);
}

TEST(a_sales_person_who_has_left_keeps_what_was_his_until_it_is_given_away)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *who = outside(&w, "usr", d.d.sales.user_id);
    as(&w, &d.d.admin);
    must_say(&w, "POST", at(&w, "/v1/members/%s/disable", who), NULL);
    assert_int_equal(dims_of(&w, d.customer).staff, d.d.sales.user_id);
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer),
             "{'staff_id':'%s','note':'x'}", who);
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer), "{}");
    say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer), "{'staff_id':'%s'}", who);
    assert_said(&w, 404, "not_found");
}

TEST(a_customer_is_its_sellers_and_nobody_elses)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer), "{'note':'秘密'}");
    const struct turn_actor *others[] = { &d.p.admin, &d.p.sales };
    for (size_t i = 0; i < COUNT(others); i++) {
        as(&w, others[i]);
        get(&w, "/v1/customers/%s", d.customer);
        assert_said(&w, 404, "not_found");
        say(&w, "POST", at(&w, "/v1/customers/%s/profile", d.customer), "{'note':'x'}");
        assert_said(&w, 404, "not_found");
    }
    as(&w, &d.c.admin);
    must_get(&w, "/v1/org");
    assert_null(strstr(w.raw, "秘密"));
    get(&w, "/v1/customers/%s", d.customer);
    assert_said(&w, 403, "route.denied");
}
