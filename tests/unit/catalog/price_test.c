/* Prices from an instant on: the platform's list prices, a seller's own, and a customer's. */
#include "demo.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* What a customer is asked for one of it, and by which rules. */
static int64_t asked(struct world *w, const struct turn_actor *who, const char *sku,
                     const char *rules)
{
    AUTO(kb_text_done) struct kb_text said = { 0 };
    kb_text_init(&said, 200);
    as(w, who);
    must_say(w, "POST", "/v1/quotes", "{'sku_id':'%s'}", sku);
    for (size_t i = 0; i < count_of(w, "lines.0.steps"); i++)
        kb_text_addf(&said, "%s%s", i ? " " : "", text_of(w, at(w, "lines.0.steps.%zu.rule", i)));
    assert_string_equal(said.at, rules);
    return number_of(w, "total_fen");
}

TEST(a_list_price_counts_from_its_instant_until_the_next_one)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *path = at(&w, "/v1/skus/%s/prices", d.vm_sku);
    as(&w, &d.p.op);
    say(&w, "POST", path, "{'cycle':'month','price_fen':1,'from_ms':%lld}",
        (long long)w.k.now_ms - 1);
    assert_said(&w, 400, "price.past");
    must_say(&w, "POST", path, "{'cycle':'month','price_fen':12000,'from_ms':%lld}",
             (long long)w.k.now_ms + 1000);
    say(&w, "POST", path, "{'cycle':'month','price_fen':13000,'from_ms':%lld}",
        (long long)w.k.now_ms + 1000);
    assert_said(&w, 400, "price.there");
    must_say(&w, "POST", path, "{'cycle':'month','end':true,'from_ms':%lld}",
             (long long)w.k.now_ms + 2000);
    assert_int_equal(count_of(&w, "items"), 3);
    kt_world_pass(&w.k, 999);
    assert_int_equal(asked(&w, &d.c2.admin, d.vm_sku, "list"), 10000);
    kt_world_pass(&w.k, 1);
    assert_int_equal(asked(&w, &d.c2.admin, d.vm_sku, "list"), 12000);
    kt_world_pass(&w.k, 1000);
    as(&w, &d.c2.admin);
    say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
    assert_said(&w, 400, "quote.cycle");
}

TEST(a_price_is_one_amount_and_whole_fen_where_it_is_paid_in_advance)
{
    static const struct {
        const char *body, *reason;
    } cases[] = {
        { "{'cycle':'month','price_fen':1}", "" },
        { "{'cycle':'year','price_ufen':2000000}", "" },
        { "{'cycle':'usage','price_ufen':1}", "" },
        { "{'cycle':'hour','price_ufen':1234567}", "" },
        { "{'cycle':'once','price_fen':100000000000}", "" },
        { "{'cycle':'year','price_ufen':2000001}", "price.whole_fen" },
        { "{'cycle':'year','price_fen':1,'price_ufen':1000000}", "price.one_of" },
        { "{'cycle':'year'}", "price.one_of" },
        { "{'cycle':'year','price_fen':1,'end':true}", "price.one_of" },
        { "{'cycle':'week','price_fen':1}", "request.field" },
        { "{'cycle':'year','price_fen':100000000001}", "request.field" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].body);
        kt_world_pass(&w.k, 1);
        as(&w, &d.p.op);
        say(&w, "POST", at(&w, "/v1/skus/%s/prices", d.box_sku), "%s", cases[i].body);
        assert_said(&w, cases[i].reason[0] ? 400 : 200, cases[i].reason);
    }
}

TEST(a_seller_asks_its_own_customers_a_price_of_its_own)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *path = at(&w, "/v1/skus/%s/sale-prices", d.vm_sku);
    as(&w, &d.d.op);
    must_say(&w, "POST", path, "{'cycle':'month','price_fen':9000}");
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, "list sale"), 9000);
    assert_int_equal(asked(&w, &d.c2.admin, d.vm_sku, "list"), 10000);
    kt_world_pass(&w.k, 1);
    as(&w, &d.d.op);
    must_say(&w, "POST", path, "{'cycle':'month','price_fen':7999}"); /* pays 80 % itself */
    as(&w, &d.c.admin);
    say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
    assert_said(&w, 409, "quote.under_cost");
    assert_null(strstr(w.raw, "8000"));
    kt_world_pass(&w.k, 1);
    as(&w, &d.d.op);
    must_say(&w, "POST", path, "{'cycle':'month','end':true}");
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, "list"), 10000);
    must_get(&w, "/v1/shop"); /* shows what it will be asked, and list beside it */
    json_t *price =
        json_array_get(json_object_get(row_of(&w, "items", "sku_id", d.vm_sku), "prices"), 0);
    assert_int_equal(json_integer_value(json_object_get(price, "price_ufen")), 10000000000);
}

/* The most specific one: of the SKU before its product, its kind and all; of a cycle before any. */
TEST(a_customer_has_a_price_of_its_own)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/customer-prices",
             "{'customer_id':'%s','scope':'all','kind':'discount','rate_bp':9500}", d.customer);
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, "list customer"), 9500);
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/customer-prices",
             "{'customer_id':'%s','scope':'kind','product_kind':'vm','kind':'discount','rate_bp':"
             "9000}",
             d.customer);
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, "list customer"), 9000);
    as(&w, &d.d.op);
    must_say(&w, "POST", at(&w, "/v1/skus/%s/sale-prices", d.vm_sku),
             "{'cycle':'month','price_fen':9990}");
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, "list sale customer"), 8991);
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/customer-prices",
             "{'customer_id':'%s','scope':'sku','sku_id':'%s','cycle':'month','kind':'price',"
             "'price_fen':8500,'to_ms':%lld}",
             d.customer, d.vm_sku, (long long)w.k.now_ms + 1000);
    const char *mine = text_of(&w, "id");
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, "list sale customer"), 8500);
    assert_int_equal(asked(&w, &d.c.admin, d.box_sku, "list customer"), 190000);
    kt_world_pass(&w.k, 1000);
    assert_int_equal(asked(&w, &d.c.admin, d.vm_sku, "list sale customer"), 8991);
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/customer-prices/%s/end", mine), NULL);
    say(&w, "POST", at(&w, "/v1/customer-prices/%s/end", mine), NULL);
    assert_said(&w, 404, "not_found");
    as(&w, &d.p.sales); /* somebody else's customer */
    say(&w, "POST", "/v1/customer-prices",
        "{'customer_id':'%s','scope':'all','kind':'discount','rate_bp':9500}", d.customer);
    assert_said(&w, 404, "not_found");
}

TEST(a_customers_price_says_one_thing)
{
    static const struct {
        const char *rule, *reason;
    } cases[] = {
        { "'scope':'all','kind':'discount','rate_bp':10000", "" },
        { "'scope':'all','kind':'discount'", "price.one_of" },
        { "'scope':'all','kind':'discount','rate_bp':1,'price_fen':1", "price.one_of" },
        { "'scope':'all','kind':'price','price_fen':1", "catalog.scope" },
        { "'scope':'sku','sku_id':'%s','kind':'price','price_fen':1", "catalog.scope" },
        { "'scope':'sku','sku_id':'%s','cycle':'month','kind':'price'", "price.one_of" },
        { "'scope':'sku','sku_id':'%s','cycle':'month','kind':'price','price_fen':1,'rate_bp':1",
          "price.one_of" },
        { "'scope':'sku','sku_id':'%s','cycle':'month','kind':'price','price_ufen':1",
          "price.whole_fen" },
        { "'scope':'sku','sku_id':'%s','cycle':'usage','kind':'price','price_ufen':1", "" },
        { "'scope':'all','kind':'discount','rate_bp':1,'to_ms':1", "catalog.dates" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    char rule[200];
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.sales);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *sku = strstr(cases[i].rule, "%s");
        kt_row("%s", cases[i].rule);
        snprintf(rule, sizeof rule, "%.*s%s%s",
                 sku ? (int)(sku - cases[i].rule) : (int)strlen(cases[i].rule), cases[i].rule,
                 sku ? d.vm_sku : "", sku ? sku + 2 : "");
        say(&w, "POST", "/v1/customer-prices", "{'customer_id':'%s',%s}", d.customer, rule);
        assert_said(&w, cases[i].reason[0] ? 400 : 200, cases[i].reason);
    }
}
