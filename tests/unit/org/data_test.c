/* What an organisation says of itself, and what of it its parent sees. */
#include "demo.h"

#include <string.h>

TEST(an_administrator_writes_what_his_organisation_says_of_itself)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/org",
             "{'name':'客户甲有限公司','form':'company','tax_number':'91310000MA1FL00001',"
             "'address':'上海','invoice_title':'客户甲','contact_name':'李四','contact_phone':"
             "'021-12345678','contact_email':'li@example.com','bank_account':'工行 6222'}");
    as(&w, &d.c.user);
    must_get(&w, "/v1/org");
    assert_string_equal(text_of(&w, "tax_number"), "91310000MA1FL00001");
    assert_string_equal(text_of(&w, "bank_account"), "工行 6222");
    say(&w, "POST", "/v1/org", "{'name':'x','form':'company'}");
    assert_said(&w, 403, "route.denied");
    as(&w, &d.d.sales); /* the parent: name, form, state, contact */
    must_get(&w, "/v1/customers/%s", d.customer);
    assert_string_equal(text_of(&w, "customer.name"), "客户甲有限公司");
    assert_string_equal(text_of(&w, "own_contact.contact_name"), "李四");
    assert_null(strstr(w.raw, "6222"));
    assert_null(strstr(w.raw, "91310000MA1FL00001"));
}

TEST(a_parent_sees_how_its_distributors_and_suppliers_are_reached_and_no_more)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    must_say(
        &w, "POST", "/v1/org",
        "{'name':'华东分销','form':'company','contact_phone':'12345','bank_account':'SECRET'}");
    as(&w, &d.p.sales);
    must_get(&w, "/v1/distributors/%s", d.distributor);
    assert_string_equal(text_of(&w, "contact.contact_phone"), "12345");
    assert_string_equal(text_of(&w, "org.state"), "active");
    assert_null(strstr(w.raw, "SECRET"));
    get(&w, "/v1/suppliers/%s", d.distributor); /* it is no supplier */
    assert_said(&w, 404, "not_found");
    get(&w, "/v1/distributors/%s", d.customer); /* nor its child */
    assert_said(&w, 404, "not_found");
    must_get(&w, "/v1/suppliers");
    must_get(&w, "/v1/suppliers/%s", text_of(&w, "items.0.id"));
    as(&w, &d.d.sales);
    get(&w, "/v1/distributors/%s", d.distributor); /* oneself is no child */
    assert_said(&w, 404, "not_found");
}

TEST(data_that_makes_no_sense_is_refused_by_the_field_and_stores_nothing)
{
    static const struct {
        const char *body, *field;
    } cases[] = {
        { "{'form':'company'}", "name" },
        { "{'name':'','form':'company'}", "name" },
        { "{'name':'x\\ty','form':'company'}", "name" },
        { "{'name':'x','form':'club'}", "form" },
        { "{'name':'x','form':'company','tax_number':'123'}", "tax_number" },
        { "{'name':'x','form':'company','tax_number':'91310000ma1fl00001'}", "tax_number" },
        { "{'name':'x','form':'company','contact_email':'@'}", "contact_email" },
        { "{'name':'x','form':'company','state':'active'}", "state" },
        { "{'name':'客户丁','form':'company'}", "name" }, /* its neighbour's */
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/customers",
             "{'name':'客户丁','admin_login':'ding','admin_name':'D','admin_password':'correct "
             "horse'}");
    as(&w, &d.c.admin);
    const char *before = world_digest(&w);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].body);
        say(&w, "POST", "/v1/org", "%s", cases[i].body);
        assert_int_equal(w.status, 400);
        assert_string_equal(text_of(&w, "field"), cases[i].field);
    }
    assert_string_equal(world_digest(&w), before);
    must_say(&w, "POST", "/v1/org", "{'name':'客户甲','form':'person'}"); /* its own name is free */
}

TEST(a_changed_name_is_in_the_journal_with_what_it_was)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    must_say(&w, "POST", "/v1/org", "{'name':'新名','form':'company'}");
    must_get(&w, "/v1/changes?object=distributor");
    const char *detail = text_of(&w, "items.0.detail");
    assert_non_null(strstr(detail, "华东分销"));
    assert_non_null(strstr(detail, "新名"));
}
