/* Promotions and coupons: what they take off, whom they are for, and that neither a budget nor a
 * number of uses can be promised twice. */
#include "demo.h"

#include <stdio.h>
#include <string.h>

static const char *promotion(struct world *w, const struct turn_actor *who, const char *rule)
{
    as(w, who);
    must_say(w, "POST", "/v1/promotions", "{'name':'双十一','to_ms':%lld,%s}",
             (long long)w->k.now_ms + 86400000, rule);
    return text_of(w, "id");
}

static int64_t asked(struct world *w, const struct turn_actor *who, const char *sku, int periods)
{
    as(w, who);
    must_say(w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':%d}", sku, periods);
    return number_of(w, "price_fen");
}

TEST(a_promotion_takes_off_what_it_says)
{
    static const struct {
        const char *rule;
        int64_t price_fen; /* of two months at 100.00, of which 80.00 are the seller's own cost */
    } cases[] = {
        { "'scope':'all','kind':'discount','rate_bp':9000", 18000 },
        { "'scope':'all','kind':'discount','rate_bp':9999", 19998 },
        { "'scope':'all','kind':'reduce','amount_fen':300", 19400 },
        { "'scope':'kind','product_kind':'vm','kind':'reduce','amount_fen':1", 19998 },
        { "'scope':'kind','product_kind':'hpc','kind':'reduce','amount_fen':1", 20000 },
        { "'scope':'sku','sku_id':'%s','cycle':'month','kind':'price','amount_fen':8800", 17600 },
        { "'scope':'sku','sku_id':'%s','cycle':'month','kind':'price','amount_fen':10001", 20000 },
        { "'scope':'all','cycle':'year','kind':'discount','rate_bp':9000", 20000 },
        { "'scope':'all','kind':'reduce','amount_fen':300,'budget_fen':600", 19400 },
        { "'scope':'all','kind':'reduce','amount_fen':300,'budget_fen':599", 20000 },
        { "'scope':'all','kind':'reduce','amount_fen':300,'invited':true", 20000 },
        { "'scope':'all','kind':'reduce','amount_fen':300,'first_order':true", 19400 },
    };
    char rule[200];
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        const char *sku = strstr(cases[i].rule, "%s");
        kt_row("%s", cases[i].rule);
        world_open(&w);
        world_demo(&w, &d);
        snprintf(rule, sizeof rule, "%.*s%s%s",
                 sku ? (int)(sku - cases[i].rule) : (int)strlen(cases[i].rule), cases[i].rule,
                 sku ? d.vm_sku : "", sku ? sku + 2 : "");
        const char *id = promotion(&w, &d.d.sales, rule);
        assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, 2), cases[i].price_fen);
        assert_int_equal(asked(&w, &d.c2.admin, d.vm_sku, 2), 20000); /* another's customer */
        as(&w, &d.d.sales);
        must_say(&w, "POST", at(&w, "/v1/promotions/%s/steer", id), "{'state':'paused'}");
        assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, 2), 20000);
    }
}

TEST(the_best_of_a_group_counts_and_groups_add_up)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    promotion(&w, &d.d.sales, "'scope':'all','kind':'discount','rate_bp':9500,'stack_group':'a'");
    promotion(&w, &d.d.sales, "'scope':'all','kind':'reduce','amount_fen':600,'stack_group':'a'");
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, 1), 9400);
    promotion(&w, &d.d.sales, "'scope':'all','kind':'discount','rate_bp':9000,'stack_group':'b'");
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, 1), 8460); /* 90 % of what is left */
    assert_int_equal(count_of(&w, "lines.0.steps"), 3);
}

TEST(a_first_order_is_the_first)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    promotion(&w, &d.d.sales, "'scope':'all','kind':'discount','rate_bp':9000,'first_order':true");
    open_vm(&w, &d);
    assert_int_equal(sql_int(&w, "SELECT price_fen FROM order_line"), 9000);
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, 1), 10000);
    assert_books_sound(&w);
}

/* Two quotes with the last 10.00 of a budget: one becomes an order, the other is told. */
TEST(the_last_of_a_budget_is_promised_once_and_given_back_when_nothing_came_of_it)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const char *quotes[2];
    world_open(&w);
    world_demo(&w, &d);
    const char *id = promotion(&w, &d.d.sales,
                               "'scope':'all','kind':'reduce','amount_fen':1000,'budget_fen':1500");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, 1), 9000);
        quotes[i] = text_of(&w, "id");
    }
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quotes[0]);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quotes[1]);
    assert_said(&w, 409, "promotion.budget");
    assert_int_equal(sql_int(&w, "SELECT held_fen FROM promotion"), 1000);
    as(&w, &d.d.sales);
    say(&w, "POST", at(&w, "/v1/promotions/%s/steer", id), "{'budget_fen':999}");
    assert_said(&w, 400, "promotion.budget");
    struct agent_order o;
    tick(&w);
    assert_true(agent_sent(&w, d.agent, &o));
    agent_accepts(&w, d.agent, &o);
    agent_fails(&w, d.agent, &o, "driver.no_room", false);
    pass(&w, INT64_C(86400000));
    assert_int_equal(sql_int(&w, "SELECT held_fen FROM promotion"), 0);
    assert_int_equal(sql_int(&w, "SELECT used_fen FROM promotion"), 0);
    assert_books_sound(&w);
}

/* --- coupons --- */

static void coupon(struct world *w, const struct people *seller, const char *code, const char *rule)
{
    as(w, &seller->sales);
    must_say(w, "POST", "/v1/coupons", "{'name':'新客','code':'%s','to_ms':%lld,%s}", code,
             (long long)w->k.now_ms + 86400000, rule);
}

static int with_coupon(struct world *w, const struct turn_actor *who, const char *sku,
                       const char *code)
{
    as(w, who);
    return say(w, "POST", "/v1/quotes", "{'sku_id':'%s','coupon':'%s'}", sku, code);
}

TEST(a_coupon_pays_part_of_an_order)
{
    static const struct {
        const char *rule, *reason;
        int64_t coupon_fen;
    } cases[] = {
        { "'scope':'all','kind':'amount','amount_fen':500,'uses_max':1", "", 500 },
        { "'scope':'all','kind':'percent','rate_bp':1000,'uses_max':1", "", 1000 },
        { "'scope':'all','kind':'percent','rate_bp':1000,'amount_fen':700,'uses_max':1", "", 700 },
        { "'scope':'all','kind':'amount','amount_fen':500,'min_fen':10000,'uses_max':1", "", 500 },
        { "'scope':'all','kind':'amount','amount_fen':500,'min_fen':10001,'uses_max':1",
          "coupon.under", 0 },
        { "'scope':'kind','product_kind':'line','kind':'amount','amount_fen':5,'uses_max':1",
          "coupon.under", 0 },
        { "'scope':'all','kind':'amount','amount_fen':500,'budget_fen':499,'uses_max':1",
          "coupon.limit", 0 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        kt_row("%s", cases[i].rule);
        world_open(&w);
        world_demo(&w, &d);
        coupon(&w, &d.d, "HELLO-1", cases[i].rule);
        with_coupon(&w, &d.c.admin, d.vm_sku, "HELLO-1");
        assert_said(&w, cases[i].reason[0] ? 400 : 200, cases[i].reason);
        if (w.status != 200) continue;
        assert_int_equal(number_of(&w, "price_fen"), 10000);
        assert_int_equal(number_of(&w, "coupon_fen"), cases[i].coupon_fen);
        assert_int_equal(number_of(&w, "total_fen"), 10000 - cases[i].coupon_fen);
        with_coupon(&w, &d.c2.admin, d.vm_sku, "HELLO-1");
        assert_said(&w, 400, "coupon.none"); /* the platform has none of this name */
    }
}

/* The seller pays the coupon: its cost rises by the face, nobody else's books know of it. */
TEST(a_coupon_is_its_sellers_expense)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    coupon(&w, &d.d, "HELLO-1", "'scope':'all','kind':'amount','amount_fen':500,'uses_max':2");
    with_coupon(&w, &d.c.admin, d.vm_sku, "HELLO-1");
    assert_said_ok(&w);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(&w, "id"));
    assert_int_equal(sql_int(&w, "SELECT held_fen FROM coupon"), 500);
    agent_does(&w, d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    assert_int_equal(sql_int(&w, "SELECT used_fen FROM coupon"), 500);
    as(&w, &d.d.finance);
    must_get(&w, "/v1/sales");
    assert_int_equal(number_of(&w, "items.0.coupon_fen"), 500);
    assert_int_equal(number_of(&w, "items.0.margin_fen"), 10000 - 8000 - 500);
    as(&w, &d.p.finance);
    must_get(&w, "/v1/sales");
    assert_int_equal(number_of(&w, "items.0.sale_fen"), 8000);
    assert_int_equal(number_of(&w, "items.0.coupon_fen"), 0);
    assert_books_sound(&w);
}

TEST(a_coupon_never_makes_its_seller_sell_below_cost)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    coupon(&w, &d.d, "MUCH-OFF", "'scope':'all','kind':'amount','amount_fen':2001,'uses_max':2");
    with_coupon(&w, &d.c.admin, d.vm_sku, "MUCH-OFF");
    assert_said(&w, 409, "quote.under_cost");
}

TEST(a_coupon_is_used_as_often_as_it_may_by_each_and_by_all)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people other;
    const char *quotes[2];
    world_open(&w);
    world_demo(&w, &d);
    demo_customer(&w, &d.d, "客户戊", 1000000, &other);
    coupon(&w, &d.d, "TWICE", "'scope':'all','kind':'amount','amount_fen':100,'uses_max':2");
    for (int i = 0; i < 2; i++) {
        with_coupon(&w, &d.c.admin, d.vm_sku, "TWICE");
        assert_said_ok(&w);
        quotes[i] = text_of(&w, "id");
    }
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quotes[0]);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quotes[1]); /* once for each customer */
    assert_said(&w, 409, "coupon.limit");
    with_coupon(&w, &d.c.admin, d.vm_sku, "TWICE");
    assert_said(&w, 400, "coupon.limit");
    with_coupon(&w, &other.admin, d.vm_sku, "TWICE");
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(&w, "id"));
    with_coupon(&w, &d.c.user, d.vm_sku, "TWICE");
    assert_said(&w, 400, "coupon.limit");
    as(&w, &d.d.sales);
    must_get(&w, "/v1/coupons");
    assert_int_equal(number_of(&w, "items.0.uses_n"), 2);
}

TEST(a_coupon_for_one_customer_is_no_ones_else)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people other;
    world_open(&w);
    world_demo(&w, &d);
    demo_customer(&w, &d.d, "客户戊", 1000000, &other);
    coupon(&w, &d.d, "YOURS",
           at(&w, "'scope':'all','kind':'amount','amount_fen':100,'uses_max':9,'customer_id':'%s'",
              d.customer));
    with_coupon(&w, &other.admin, d.vm_sku, "YOURS");
    assert_said(&w, 400, "coupon.none");
    with_coupon(&w, &d.c.admin, d.vm_sku, "YOURS");
    assert_said_ok(&w);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/coupons");
    assert_int_equal(count_of(&w, "items"), 1);
    as(&w, &other.admin);
    must_get(&w, "/v1/coupons");
    assert_int_equal(count_of(&w, "items"), 0);
}
