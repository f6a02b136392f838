/* Invitation codes: whoever comes by one is its seller's customer, and counted. */
#include "demo.h"

#include <string.h>

static const char *code(struct world *w, const struct people *seller, const char *more)
{
    as(w, &seller->sales);
    must_say(w, "POST", "/v1/invite-codes", "{'name':'春招','to_ms':%lld%s}",
             (long long)w->k.now_ms + 86400000, more);
    return text_of(w, "code");
}

static int registers(struct world *w, const char *by, const char *login)
{
    as(w, NULL);
    return say(w, "POST", "/v1/register",
               "{'code':'%s','name':'新公司%lld','login':'%s','person':'王五','password':'correct "
               "horse'}",
               by, (long long)++w->serial, login);
}

TEST(who_registers_by_a_code_is_the_sellers_customer_and_counted)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/promotions",
             "{'name':'新客','to_ms':%lld,'scope':'all','kind':'discount','rate_bp':9000,'invited':"
             "true}",
             (long long)w.k.now_ms + 86400000);
    const char *c = code(&w, &d.d, at(&w, ",'quota':2,'promotion_id':'%s'", text_of(&w, "id")));
    as(&w, NULL);
    must_get(&w, "/v1/invite-codes/%s", c);
    assert_non_null(strstr(text_of(&w, "seller"), "华东分销"));
    registers(&w, c, "wangwu");
    assert_said_ok(&w);
    int64_t id = sql_int(&w, "SELECT id FROM org WHERE name LIKE '新公司%%'");
    assert_int_equal(sql_int(&w, "SELECT parent_id FROM org WHERE id = %lld", (long long)id),
                     d.d.admin.org_id);
    struct turn_actor who = d.c.admin;
    who.org_id = id;
    who.user_id = sql_int(&w, "SELECT id FROM users WHERE login = 'wangwu'");
    as(&w, &d.d.finance);
    must_say(&w, "POST", "/v1/recharges", "{'customer_id':'%s','amount_fen':100000,'payer':'x'}",
             outside(&w, "org", id));
    const char *recharge = text_of(&w, "id");
    as(&w, &d.d.finance2);
    must_say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", recharge), NULL);
    buy(&w, &who, d.vm_sku, 1, 1);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "order.price_fen"), 9000); /* the code's promotion */
    assert_int_equal(sql_int(&w, "SELECT staff_id FROM orders"), d.d.sales.user_id);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/invite-codes");
    assert_int_equal(number_of(&w, "items.0.used_n"), 1);
    assert_int_equal(number_of(&w, "items.0.orders_n"), 1);
    assert_int_equal(number_of(&w, "items.0.price_fen"), 9000);
    as(&w, &d.p.sales);
    must_get(&w, "/v1/invite-codes");
    assert_int_equal(count_of(&w, "items"), 0);
}

TEST(a_code_brings_as_many_as_it_may_while_it_may)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *one = code(&w, &d.d, ",'quota':1");
    registers(&w, one, "first");
    assert_said_ok(&w);
    registers(&w, one, "second");
    assert_said(&w, 400, "invite.used_up");
    const char *late = code(&w, &d.d, ",'quota':9,'code':'SPRING-2027'");
    const char *id = text_of(&w, "id");
    registers(&w, late, "first"); /* the login is taken: nothing is left behind */
    assert_said(&w, 400, "user.login_taken");
    assert_int_equal(sql_int(&w, "SELECT used_n FROM invite_code WHERE code = 'SPRING-2027'"), 0);
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/invite-codes/%s/state", id), "{'state':'paused'}");
    registers(&w, late, "third");
    assert_said(&w, 404, "not_found");
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/invite-codes/%s/state", id), "{'state':'on'}");
    say(&w, "POST", "/v1/invite-codes", "{'name':'x','code':'SPRING-2027','quota':1,'to_ms':%lld}",
        (long long)w.k.now_ms + 1);
    assert_said(&w, 400, "coupon.code");
    kt_world_pass(&w.k, 86400000);
    registers(&w, late, "third");
    assert_said(&w, 404, "not_found");
    as(&w, NULL);
    get(&w, "/v1/invite-codes/NO-SUCH-CODE");
    assert_said(&w, 404, "not_found");
}
