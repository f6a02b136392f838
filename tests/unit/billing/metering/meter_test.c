/* Time is counted by the clock, at the price of each hour, billed at midnight and on closing. */
#include "metered.h"

#include <string.h>

#define PRICE INT64_C(1234567) /* µfen an hour */

static int64_t available(struct world *w, struct demo *d)
{
    as(w, &d->c.admin);
    must_get(w, "/v1/balance");
    return number_of(w, "available_fen");
}

TEST(complaint_14_many_small_bills_come_to_what_one_would)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    int64_t before = available(&w, &d);
    const char *vm = open_metered(&w, &d, "hour", PRICE);
    int64_t start = w.k.now_ms;
    for (int day = 0; day < 40; day++) pass_midnight(&w, 60000);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM bill"), 40);
    int64_t units = sql_int(&w, "SELECT sum(units_milli) FROM bill");
    int64_t run_ms = sql_int(&w, "SELECT max(billed_ms) FROM meter") - start;
    assert_int_equal(units, run_ms * 1000 / HOUR);
    int64_t fen = sql_int(&w, "SELECT sum(amount_fen) FROM bill");
    assert_int_equal(fen, (units * PRICE + 500000000) / 1000000000);
    int64_t carry = sql_int(&w, "SELECT carry_out_nfen FROM bill ORDER BY id DESC LIMIT 1");
    assert_int_equal(fen * 1000000000 + carry, units * PRICE);
    assert_int_equal(before - available(&w, &d), fen);
    /* the platform sold it for 80 %, rounded likewise over all bills */
    int64_t cost = sql_int(&w, "SELECT sum(transfer_fen) FROM order_leg WHERE idx = 1 AND line_id "
                               "IN (SELECT id FROM bill)");
    assert_int_equal(cost, (units * (PRICE * 8 / 10 + 1) + 500000000) / 1000000000);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'due'"), 0);
    assert_string_equal(state_of(&w, vm), "active");
    assert_books_sound(&w);
}

TEST(a_new_price_counts_from_the_next_hour_and_makes_a_bill_of_its_own)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    open_metered(&w, &d, "hour", 1000000);
    pass_midnight(&w, 90 * 60000); /* 01:30 */
    as(&w, &d.p.op);
    must_say(&w, "POST", at(&w, "/v1/skus/%s/prices", d.vm_sku),
             "{'cycle':'hour','price_ufen':3000000}");
    pass_midnight(&w, 60000);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM bill"), 3);
    assert_int_equal(sql_int(&w, "SELECT units_milli FROM bill WHERE unit_ufen = 3000000"), 22000);
    assert_int_equal(
        sql_int(&w, "SELECT units_milli FROM bill WHERE unit_ufen = 1000000 ORDER BY id DESC "
                    "LIMIT 1"),
        2000);
    assert_books_sound(&w);
}

TEST(when_its_price_is_gone_the_last_one_goes_on_and_the_seller_is_told)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    open_metered(&w, &d, "hour", 1000000);
    sql(&w, "DELETE FROM list_price WHERE cycle = 'hour'");
    pass_midnight(&w, 60000);
    pass_midnight(&w, 60000);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM rate"), 1);
    assert_in_range(messages_of(&w, "no_price"), 1, 2);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM bill"), 2);
}

TEST(closing_makes_the_last_bill_and_time_stops)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_metered(&w, &d, "hour", 1000000);
    pass(&w, 5 * HOUR / 2);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s", vm);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(&w, "resource.alias"));
    assert_int_equal(sql_int(&w, "SELECT units_milli FROM bill"), 2500);
    tick(&w);
    agent_does(&w, d.agent, "close", "{}");
    pass(&w, 3 * DAY);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM bill"), 1);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'due'"), 0);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s/usage?by=day", vm);
    assert_int_equal(number_of(&w, "units_milli"), 2500);
    assert_string_equal(text_of(&w, "unit"), "hour");
    must_get(&w, "/v1/bills?state=paid");
    assert_int_equal(count_of(&w, "items"), 1);
    const char *bill = text_of(&w, "items.0.id");
    must_get(&w, "/v1/bills/%s", bill);
    assert_int_equal(number_of(&w, "amount_fen"), 3); /* 2.5, half up */
    assert_int_equal(number_of(&w, "carry_out_nfen"), -500000000);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/bills/%s", bill);
    as(&w, &d.p.finance); /* its seller's parent has no business with it */
    get(&w, "/v1/bills/%s", bill);
    assert_said(&w, 404, "not_found");
    get(&w, "/v1/resources/%s/usage", vm);
    assert_said(&w, 404, "not_found");
    assert_books_sound(&w);
}
