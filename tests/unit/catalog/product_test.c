/* The shelf: what is on it, at what price, and what is taken off. */
#include "demo.h"

TEST(an_sku_belongs_to_a_product_and_says_who_opens_it)
{
    static const struct {
        const char *spec, *driver, *fen;
        int status;
    } cases[] = {
        { "{}", "sim", "1", 200 },   { "{}", "libvirt", "100000000000", 200 },
        { "[]", "sim", "1", 400 },   { "1", "sim", "1", 400 },
        { "null", "sim", "1", 400 }, { "'x'", "sim", "1", 400 },
        { "{}", "ssh", "1", 400 },   { "{}", "sim", "0", 400 },
        { "{}", "sim", "-1", 400 },  { "{}", "sim", "100000000001", 400 },
        { "{}", "sim", "1.5", 400 },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.op);
    must_get(&w, "/v1/products");
    const char *product = text_of(&w, "items.0.id");
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s %s %s", cases[i].spec, cases[i].driver, cases[i].fen);
        assert_int_equal(say(&w, "POST", "/v1/skus",
                             "{'product_id':'%s','name':'x','spec':%s,'driver':'%s','prices':[{'"
                             "cycle':'month','price_fen':%s}]}",
                             product, cases[i].spec, cases[i].driver, cases[i].fen),
                         cases[i].status);
    }
}

TEST(the_shop_shows_what_is_on_sale_with_its_price_and_how_many_are_free)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, NULL);
    must_get(&w, "/v1/shop");
    json_t *vm = row_of(&w, "items", "sku_id", d.vm_sku);
    json_t *price = json_array_get(json_object_get(vm, "prices"), 0);
    assert_string_equal(json_string_value(json_object_get(price, "cycle")), "month");
    assert_int_equal(json_integer_value(json_object_get(price, "price_ufen")), 10000000000);
    assert_int_equal(json_integer_value(json_object_get(vm, "free")), 4);
    json_t *box = row_of(&w, "items", "sku_id", d.box_sku);
    assert_int_equal(json_integer_value(json_object_get(box, "free")), 1);
}

TEST(what_is_off_the_shelf_is_neither_shown_nor_priced)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.p.op);
    must_get(&w, "/v1/skus");
    json_t *sku = row_of(&w, "items", "id", d.vm_sku);
    const char *product = at(&w, "%s", json_string_value(json_object_get(sku, "product_id")));
    must_say(&w, "POST", at(&w, "/v1/products/%s/state", product), "{'state':'off'}");
    as(&w, NULL);
    must_get(&w, "/v1/shop");
    assert_int_equal(count_of(&w, "items"), 1);
    as(&w, &d.c.admin);
    say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    assert_said(&w, 400, "quote.off_shelf");
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','periods':1}",
             vm); /* who has it keeps it */
    as(&w, &d.p.op);
    must_say(&w, "POST", at(&w, "/v1/products/%s/state", product), "{'state':'on'}");
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
}

TEST(a_price_of_long_ago_is_kept_by_its_quote)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':3}", d.vm_sku);
    const char *quote = text_of(&w, "id");
    sql(&w, "UPDATE list_price SET price_ufen = 99999000000");
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quote);
    assert_int_equal(number_of(&w, "order.total_fen"), 30000);
}
