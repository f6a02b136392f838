/* Quotes: a price with its steps, for a quarter of an hour, for one order. */
#include "demo.h"

#include <string.h>

TEST(a_quote_says_what_it_is_made_of)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.user);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':3,'quantity':2}", d.vm_sku);
    assert_int_equal(number_of(&w, "total_fen"), 60000);
    assert_int_equal(number_of(&w, "expires_ms"), w.k.now_ms + 15 * 60000);
    assert_int_equal(count_of(&w, "lines"), 1);
    assert_int_equal(count_of(&w, "lines.0.steps"), 1);
    assert_int_equal(number_of(&w, "lines.0.steps.0.amount_fen"), 60000);
    assert_string_equal(text_of(&w, "lines.0.steps.0.rule"), "list");
    assert_null(strstr(w.raw, "transfer")); /* what others pay is not the customer's */
    assert_null(strstr(w.raw, "42000"));
    assert_null(strstr(w.raw, "48000"));
}

TEST(one_thing_is_priced_at_a_time)
{
    static const struct {
        bool sku, resource;
        int months, quantity, status;
    } cases[] = {
        { false, false, 1, 1, 400 },  { true, true, 1, 2, 400 },   { false, true, 1, 2, 400 },
        { true, false, -1, 1, 400 },   { true, false, 121, 1, 400 }, { true, false, 1, 21, 400 },
        { true, false, 120, 20, 200 }, { false, true, 1, 1, 200 },   { true, false, 1, 0, 200 },
        { true, false, 0, 1, 200 }, /* one */
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("case %zu", i);
        say(&w, "POST", "/v1/quotes", "{%s%s'periods':%d,'quantity':%d}",
            cases[i].sku ? at(&w, "'sku_id':'%s',", d.vm_sku) : "",
            cases[i].resource ? at(&w, "'resource_id':'%s',", vm) : "", cases[i].months,
            cases[i].quantity);
        assert_said(&w, cases[i].status, "request.field");
    }
}

TEST(a_seller_who_pays_the_whole_price_earns_nothing_but_may_sell)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    sql(&w, "UPDATE agreement_item SET rate_bp = 10000");
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    assert_said_ok(&w);
    agent_does(&w, d.agent, "open", "{}");
    assert_books_sound(&w);
}

TEST(a_quote_is_used_once_within_its_time_by_its_own_customer)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    const char *quote = text_of(&w, "id");
    as(&w, &d.c2.admin);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quote);
    assert_said(&w, 404, "not_found");
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quote);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quote);
    assert_said(&w, 409, "quote.used");
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    const char *old = text_of(&w, "id");
    kt_world_pass(&w.k, 15 * 60000 - 1);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    kt_world_pass(&w.k, 1);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", old);
    assert_said(&w, 409, "quote.expired");
}

TEST(a_quote_for_a_renewal_buys_nothing_new_and_the_other_way_round)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','periods':1}", vm);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(&w, "id"));
    assert_said(&w, 400, "quote.for_renewal");
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}", text_of(&w, "id"));
    assert_said(&w, 400, "quote.for_other");
}

TEST(unused_quotes_are_forgotten_and_used_ones_are_not)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    struct purged out = { 0 };
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    assert_said_ok(&w);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    kt_world_pass(&w.k, 31 * INT64_C(86400000));
    assert_ok(world_system(&w, "purge_quotes", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM quote"), 1);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM quote_body"), 1);
    assert_string_equal(sql_text(&w, "SELECT state AS s FROM quote"), "used");
}

TEST(a_customer_is_listed_what_its_seller_offered_and_not_what_it_looked_at)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const struct turn_actor *lookers[] = { &d.c.admin, &d.c.user };
    const char *looked = NULL;
    for (size_t i = 0; i < COUNT(lookers); i++) {
        as(&w, lookers[i]);
        must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
        looked = text_of(&w, "id");
        must_get(&w, "/v1/quotes");
        assert_int_equal(count_of(&w, "items"), 0);
    }
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/quotes", "{'customer_id':'%s','sku_id':'%s','periods':2}", d.customer,
             d.vm_sku);
    const char *offered = text_of(&w, "id");
    for (size_t i = 0; i < COUNT(lookers); i++) {
        as(&w, lookers[i]);
        must_get(&w, "/v1/quotes");
        assert_int_equal(count_of(&w, "items"), 1);
        assert_string_equal(text_of(&w, "items.0.id"), offered);
        must_get(&w, "/v1/quotes?state=open");
        assert_int_equal(count_of(&w, "items"), 1);
        must_get(&w, "/v1/quotes/%s", looked); /* it can still be read, and bought */
    }
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", looked);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/quotes");
    assert_int_equal(count_of(&w, "items"), 1);
}
