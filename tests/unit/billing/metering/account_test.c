/* A balance that runs low, is used up, and is filled again. */
#include "metered.h"

#include <string.h>

/* Nearly everything is spent, so that an hour of 10 yuan matters. */
static void spend(struct world *w, struct demo *d, int64_t left_fen)
{
    as(w, &d->c.admin);
    must_get(w, "/v1/balance");
    int64_t have = number_of(w, "available_fen");
    as(w, &d->d.sales);
    must_say(w, "POST", "/v1/customer-prices",
             "{'customer_id':'%s','scope':'sku','sku_id':'%s','cycle':'month','kind':'price',"
             "'price_fen':%lld}",
             d->customer, d->box_sku, (long long)(have - left_fen));
    open_box(w, d);
    as(w, &d->c.admin);
    must_get(w, "/v1/balance");
    assert_int_equal(number_of(w, "available_fen"), left_fen);
}

TEST(complaint_15_it_is_warned_then_suspended_and_goes_on_when_paid_never_below_zero)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_metered(&w, &d, "hour", 1000 * INT64_C(1000000));
    spend(&w, &d, 30000); /* 30 hours */
    pass(&w, 2 * HOUR);
    assert_int_equal(messages_of(&w, "balance_low"), 0);
    pass(&w, 6 * HOUR);
    assert_int_equal(messages_of(&w, "balance_low"), 1);
    pass(&w, 20 * HOUR);
    assert_int_equal(messages_of(&w, "balance_low"), 1); /* once a day */
    assert_int_equal(messages_of(&w, "balance_used_up"), 0);
    pass(&w, 3 * HOUR);
    assert_int_equal(messages_of(&w, "balance_used_up"), 1);
    assert_string_equal(state_of(&w, vm), "active");
    pass(&w, 24 * HOUR);
    assert_string_equal(state_of(&w, vm), "suspended");
    int64_t units = sql_int(&w, "SELECT sum(units_milli) FROM usage_hour");
    pass(&w, 2 * DAY);
    assert_int_equal(sql_int(&w, "SELECT sum(units_milli) FROM usage_hour"), units);
    assert_true(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'due'") > 0);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM balance WHERE cr_fen < dr_fen AND "
                                 "subject_id IN (8, 9)"),
                     0);
    recharged(&w, &d, 10000000);
    tick(&w); /* at once: nobody waits for the next look of the clock */
    assert_string_equal(state_of(&w, vm), "active");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'due'"), 0);
    assert_int_equal(messages_of(&w, "resumed"), 1);
    pass(&w, HOUR);
    assert_true(sql_int(&w, "SELECT sum(units_milli) FROM usage_hour") > units);
    assert_books_sound(&w);
}

TEST(what_stays_unpaid_is_closed_after_the_days_of_grace_and_its_bill_stays_due)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.finance);
    must_say(&w, "POST", "/v1/meter-policy", "{'warn_hours':2,'grace_hours':0}");
    must_get(&w, "/v1/meter-policy");
    assert_int_equal(number_of(&w, "grace_hours"), 0);
    const char *vm = open_metered(&w, &d, "hour", 1000 * INT64_C(1000000));
    spend(&w, &d, 2500);
    pass(&w, 4 * HOUR);
    assert_string_equal(state_of(&w, vm), "suspended");
    pass(&w, 8 * DAY);
    assert_string_equal(state_of(&w, vm), "closing");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'due'"), 1);
    recharged(&w, &d, 10000);
    pass(&w, HOUR);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'due'"), 0);
    assert_books_sound(&w);
}

/* --- money wakes it --- */

static int64_t next_ms(struct world *w)
{
    return sql_int(w, "SELECT next_ms FROM meter_account");
}

TEST(money_that_comes_wakes_the_account_at_once_and_nothing_polls_it_before)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    open_metered(&w, &d, "hour", 1000 * INT64_C(1000000));
    spend(&w, &d, 2500);
    pass(&w, 4 * HOUR);
    assert_int_equal(messages_of(&w, "balance_used_up"), 1);
    assert_true(next_ms(&w) - w.k.now_ms > 50 * 60000); /* the hour, no minute */
    world_forget(&w);
    recharged(&w, &d, 100);
    assert_int_equal(next_ms(&w), w.k.now_ms);
    bool clock = false;
    for (size_t i = 0; i < w.left_n; i++)
        clock = clock || (strcmp(w.left[i].kind, "clock") == 0 && w.left[i].a == w.k.now_ms);
    assert_true(clock);
    tick(&w);
    assert_true(next_ms(&w) > w.k.now_ms); /* not enough: it waits again */
    assert_books_sound(&w);
}

TEST(the_hours_of_grace_end_to_the_minute_though_nobody_polls)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.finance);
    must_say(&w, "POST", "/v1/meter-policy", "{'warn_hours':2,'grace_hours':3}");
    const char *vm = open_metered(&w, &d, "hour", 1000 * INT64_C(1000000));
    spend(&w, &d, 2500);
    pass(&w, 3 * HOUR);
    int64_t short_ms = sql_int(&w, "SELECT short_ms FROM meter_account");
    assert_true(short_ms > 0);
    pass(&w, short_ms + 3 * HOUR - w.k.now_ms - 60000);
    assert_string_equal(state_of(&w, vm), "active");
    pass(&w, 60000);
    assert_string_equal(state_of(&w, vm), "suspended");
}

/* --- what is owed for what has ended --- */

static int64_t overdue_in_checklist(struct world *w, struct demo *d, const char *month)
{
    as(w, &d->d.finance);
    must_get(w, "/v1/periods/%s", month);
    json_t *row = row_of(w, "checks", "name", "bills_overdue");
    return json_integer_value(json_object_get(row, "count"));
}

TEST(what_is_owed_for_what_has_ended_is_told_to_finance_and_collected_when_money_comes)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.finance);
    must_say(&w, "POST", "/v1/meter-policy", "{'warn_hours':2,'grace_hours':0}");
    const char *vm = open_metered(&w, &d, "hour", 1000 * INT64_C(1000000));
    spend(&w, &d, 2500);
    pass(&w, 9 * DAY);
    assert_string_equal(state_of(&w, vm), "closing");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'due'"), 1);
    assert_true(next_ms(&w) > w.k.now_ms); /* by the day */
    assert_true(next_ms(&w) <= w.k.now_ms + DAY);
    pass(&w, 20 * DAY);
    assert_int_equal(messages_of(&w, "bills_overdue"), 0);
    assert_true(next_ms(&w) > 0);
    pass(&w, 5 * DAY);
    assert_int_equal(messages_of(&w, "bills_overdue"), 1);
    assert_int_equal(next_ms(&w), 0); /* the clock has done with it */
    pass(&w, 60 * DAY);
    assert_int_equal(messages_of(&w, "bills_overdue"), 1);
    assert_int_equal(overdue_in_checklist(&w, &d, "202602"), 1);
    as(&w, &d.d.finance);
    must_get(&w, "/v1/bills?state=due");
    assert_int_equal(count_of(&w, "items"), 1);
    recharged(&w, &d, 10000);
    tick(&w);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line WHERE state = 'due'"), 0);
    assert_int_equal(overdue_in_checklist(&w, &d, "202602"), 0);
    assert_books_sound(&w);
}
