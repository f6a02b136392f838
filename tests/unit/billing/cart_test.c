/* A cart: what was put aside, priced as of now, bought together, line by line held and opened. */
#include "demo.h"

#include <stdio.h>
#include <string.h>

static const char *put(struct world *w, const char *sku, int periods, int quantity)
{
    must_say(w, "POST", "/v1/cart", "{'sku_id':'%s','periods':%d,'quantity':%d}", sku, periods,
             quantity);
    return text_of(w, at(w, "items.%zu.id", count_of(w, "items") - 1));
}

TEST(a_cart_is_its_organisations_and_is_bought_together)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.user);
    const char *vm = put(&w, d.vm_sku, 1, 2), *box = put(&w, d.box_sku, 2, 1);
    assert_int_equal(number_of(&w, "price_fen"), 20000 + 400000);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/cart");
    assert_int_equal(count_of(&w, "items"), 2);
    must_say(&w, "POST", "/v1/quotes", "{'cart':['%s','%s']}", vm, box);
    assert_int_equal(number_of(&w, "total_fen"), 420000);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(&w, "id"));
    assert_int_equal(count_of(&w, "lines"), 3);
    must_get(&w, "/v1/cart");
    assert_int_equal(count_of(&w, "items"), 0);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM vgroup WHERE event = 'hold'"), 3);
    /* one of the machines opens, the other does not: only that one's money comes back */
    const char *job =
        outside(&w, "job", sql_int(&w, "SELECT min(id) FROM job WHERE driver = 'sim'"));
    as(&w, &d.p.tech);
    must_say(&w, "POST", at(&w, "/v1/jobs/%s/give-up", job), "{'reason':'no such template'}");
    agent_does(&w, d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'active'"), 1);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'held'"), 1);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'released'"), 1);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/balance");
    assert_int_equal(number_of(&w, "available_fen"), 1000000 - 10000 - 400000);
    assert_int_equal(number_of(&w, "frozen_fen"), 400000);
    assert_books_sound(&w);
}

TEST(a_cart_shows_what_cannot_be_bought_and_why)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    const char *vm = put(&w, d.vm_sku, 1, 1), *box = put(&w, d.box_sku, 1, 1);
    as(&w, &d.p.op);
    must_say(&w, "POST", at(&w, "/v1/skus/%s/state", d.vm_sku), "{'state':'off'}");
    as(&w, &d.c.admin);
    must_get(&w, "/v1/cart");
    assert_string_equal(text_of(&w, "items.0.problem"), "quote.off_shelf");
    assert_string_equal(text_of(&w, "items.1.problem"), "");
    assert_int_equal(number_of(&w, "price_fen"), 200000);
    say(&w, "POST", "/v1/quotes", "{'cart':['%s','%s']}", vm, box);
    assert_said(&w, 400, "quote.off_shelf");
    must_say(&w, "POST", "/v1/quotes", "{'cart':['%s']}", box);
    say(&w, "POST", "/v1/cart", "{'sku_id':'%s'}", d.vm_sku);
    assert_said(&w, 400, "quote.off_shelf");
}

TEST(a_cart_is_changed_and_emptied_by_its_own_people)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    const char *vm = put(&w, d.vm_sku, 1, 1);
    must_say(&w, "POST", at(&w, "/v1/cart/%s", vm), "{'periods':3,'quantity':2}");
    assert_int_equal(number_of(&w, "price_fen"), 60000);
    say(&w, "POST", at(&w, "/v1/cart/%s", vm), "{'quantity':21}");
    assert_said(&w, 400, "request.field");
    as(&w, &d.c2.admin);
    say(&w, "POST", at(&w, "/v1/cart/%s", vm), "{'quantity':1}");
    assert_said(&w, 404, "not_found");
    say(&w, "POST", at(&w, "/v1/cart/%s/drop", vm), NULL);
    assert_said(&w, 404, "not_found");
    say(&w, "POST", "/v1/quotes", "{'cart':['%s']}", vm);
    assert_said(&w, 400, "not_found");
    as(&w, &d.c.admin);
    static const char *const carts[] = { "[]", "['crt_1']", "[1]", "'%s'", "{}" };
    for (size_t i = 0; i < COUNT(carts); i++) {
        kt_row("%s", carts[i]);
        say(&w, "POST", "/v1/quotes", "{'cart':%s}", carts[i]);
        assert_int_equal(w.status, 400);
    }
    say(&w, "POST", "/v1/quotes", "{'cart':['%s','%s']}", vm, vm);
    assert_said(&w, 400, "request.field");
    must_say(&w, "POST", at(&w, "/v1/cart/%s/drop", vm), NULL);
    assert_int_equal(count_of(&w, "items"), 0);
    say(&w, "POST", at(&w, "/v1/cart/%s/drop", vm), NULL);
    assert_said(&w, 404, "not_found");
}

TEST(a_cart_is_not_endless)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    for (int i = 0; i < 49; i++) put(&w, d.vm_sku, 1, 1);
    say(&w, "POST", "/v1/cart", "{'sku_id':'%s'}", d.vm_sku);
    assert_said(&w, 429, "cart.full");
}

/* 1.00 yuan over three lines of 1, 1 and 1: the parts add up to it. */
TEST(a_coupon_over_several_lines_is_split_without_a_rest)
{
    AUTO(world_close) struct world w;
    struct demo d;
    char ids[200] = "";
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/coupons",
             "{'name':'x','code':'ONE-YUAN','scope':'all','kind':'amount','amount_fen':100,"
             "'uses_max':9,'to_ms':%lld}",
             (long long)w.k.now_ms + 1000);
    as(&w, &d.c.admin);
    for (int i = 0; i < 3; i++) {
        size_t n = strlen(ids);
        snprintf(ids + n, sizeof ids - n, "%s'%s'", i ? "," : "", put(&w, d.vm_sku, 1, 1));
    }
    must_say(&w, "POST", "/v1/quotes", "{'cart':[%s],'coupon':'ONE-YUAN'}", ids);
    assert_int_equal(number_of(&w, "coupon_fen"), 100);
    assert_int_equal(number_of(&w, "lines.0.coupon_fen"), 34);
    assert_int_equal(number_of(&w, "lines.1.coupon_fen"), 33);
    assert_int_equal(number_of(&w, "lines.2.coupon_fen"), 33);
}
