/* What was sold, from everybody's own place in the chain; and the shop, with everybody's prices. */
#include "demo.h"

#include <stdio.h>
#include <string.h>

TEST(each_sees_its_own_edges_and_nobody_beyond_them)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    open_vm(&w, &d);
    static const char *const alien[] = { "客户甲", ":10000", ":2000" };
    as(&w, &d.d.sales);
    must_get(&w, "/v1/sales");
    assert_string_equal(text_of(&w, "items.0.other"), "客户甲");
    assert_int_equal(number_of(&w, "items.0.sale_fen"), 10000);
    assert_int_equal(number_of(&w, "items.0.cost_fen"), 8000);
    assert_int_equal(number_of(&w, "items.0.margin_fen"), 2000);
    assert_null(strstr(w.raw, ":7000")); /* what the platform pays */
    as(&w, &d.p.finance);
    must_get(&w, "/v1/sales");
    assert_string_equal(text_of(&w, "items.0.other"), "华东分销");
    assert_int_equal(number_of(&w, "items.0.margin_fen"), 1000);
    for (size_t i = 0; i < COUNT(alien); i++) assert_null(strstr(w.raw, alien[i]));
    assert_false(has(&w, "items.0.order_id") && text_of(&w, "items.0.order_id")[0]);
    struct turn_actor supplier = d.p.finance;
    supplier.org_id = sql_int(&w, "SELECT id FROM org WHERE kind = 'supplier'");
    supplier.who = WHO_S_ADMIN | WHO_SIGNED_IN | WHO_ANYONE;
    as(&w, &supplier);
    must_get(&w, "/v1/supplies");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_non_null(strstr(w.raw, ":7000"));
    for (size_t i = 0; i < COUNT(alien); i++) assert_null(strstr(w.raw, alien[i]));
    assert_null(strstr(w.raw, ":8000"));
}

/* --- the shop --- */

static const char *shelved(struct world *w, const char *product, const char *name, const char *spec,
                           int64_t fen)
{
    must_say(w, "POST", "/v1/skus",
             "{'product_id':'%s','name':'%s','spec':%s,'driver':'manual','ready_s':%lld,'prices':[{"
             "'cycle':'month','price_fen':%lld}]}",
             product, name, spec, (long long)fen / 10, (long long)fen);
    return text_of(w, "id");
}

TEST(things_of_several_suppliers_are_found_and_put_in_order)
{
    static const struct {
        const char *query, *names; /* in order */
    } cases[] = {
        { "kind=ai", "small big" },
        { "kind=ai&sort=performance", "big small" },
        { "kind=ai&sort=ready", "small big" },
        { "kind=ai&max_fen=400000", "small" },
        { "kind=ai&max_fen=1", "" },
        { "kind=ai&cycle=year", "" },
        { "kind=ai&need=%7b%22gpu%22:4%7d", "big" },
        { "kind=ai&need=%7b%22gpu_model%22:%22a100%22%7d", "big" },
        { "kind=ai&need=%7b%22gpu_model%22:1%7d", "" },
        { "text=H800", "small" },
        { "text=no%20such%20thing", "" },
        { "region=%e5%8d%8e%e4%b8%9c&kind=vm", "云主机 2C2G" },
        { "region=nowhere", "" },
        { "kind=vm&sort=free", "云主机 2C2G" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    struct people s;
    world_open(&w);
    world_demo(&w, &d);
    const char *supplier = demo_supplier(&w, &d, "算力供应商", &s);
    as(&w, &d.p.op);
    must_say(&w, "POST", "/v1/products", "{'kind':'ai','name':'智算','supplier_id':'%s'}",
             supplier);
    shelved(&w, text_of(&w, "id"), "small", "{'gpu':1,'gpu_model':'H800'}", 300000);
    must_say(&w, "POST", "/v1/products", "{'kind':'ai','name':'智算乙'}");
    shelved(&w, text_of(&w, "id"), "big", "{'gpu':8,'gpu_model':'A100-80G'}", 900000);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char names[80] = "";
        kt_row("%s", cases[i].query);
        as(&w, NULL);
        must_get(&w, "/v1/shop?%s", cases[i].query);
        for (size_t k = 0; k < count_of(&w, "items"); k++) {
            size_t n = strlen(names);
            snprintf(names + n, sizeof names - n, "%s%s", k ? " " : "",
                     text_of(&w, at(&w, "items.%zu.name", k)));
        }
        assert_string_equal(names, cases[i].names);
    }
    /* the platform has no terms with that supplier yet: nothing of it can be sold to anybody */
    as(&w, &d.c2.admin);
    must_get(&w, "/v1/shop?kind=ai");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_string_equal(text_of(&w, "items.0.name"), "big");
    as(&w, &d.p.admin);
    must_say(&w, "POST", "/v1/agreements",
             "{'supplier_id':'%s','title':'t','items':[{'scope':'all','mode':'discount','rate_bp':"
             "6000}]}",
             supplier);
    demo_in_force(&w, text_of(&w, "agreement.id"), text_of(&w, "agreement.text_hash"));
    as(&w, &d.c2.admin);
    must_get(&w, "/v1/shop?kind=ai");
    assert_int_equal(count_of(&w, "items"), 2);
    get(&w, "/v1/shop?need=1");
    assert_said(&w, 400, "request.field");
}

TEST(a_distributor_shows_what_it_wants_and_so_do_those_below_it)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people e, below;
    world_open(&w);
    world_demo(&w, &d);
    demo_distributor(&w, &d.d, "分销三", 9000, &e);
    demo_customer(&w, &e, "客户丁", 100, &below);
    as(&w, &d.d.op);
    must_get(&w, "/v1/products");
    const char *vm =
        at(&w, "%s", json_string_value(json_object_get(row_of(&w, "items", "kind", "vm"), "id")));
    must_say(&w, "POST", at(&w, "/v1/products/%s/show", vm), "{'shown':false}");
    const struct {
        const struct turn_actor *who;
        size_t n;
    } sees[] = { { &d.c.admin, 1 }, { &below.admin, 1 }, { &d.c2.admin, 2 } };
    for (size_t i = 0; i < COUNT(sees); i++) {
        as(&w, sees[i].who);
        must_get(&w, "/v1/shop");
        assert_int_equal(count_of(&w, "items"), sees[i].n);
    }
    as(&w, &d.d.op);
    must_say(&w, "POST", at(&w, "/v1/products/%s/show", vm), "{'shown':true}");
    as(&w, &below.admin);
    must_get(&w, "/v1/shop");
    assert_int_equal(count_of(&w, "items"), 2);
}
