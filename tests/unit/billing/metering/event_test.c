/* What is measured outside: once for every fact, in its own hour, also when it comes late. */
#include "metered.h"

#include <string.h>

TEST(complaint_29_a_fact_sent_again_is_counted_once_and_a_late_one_is_on_the_next_bill)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_metered(&w, &d, "usage", 2500000);
    pass(&w, HOUR);
    int64_t then = w.k.now_ms;
    for (int i = 0; i < 4; i++) {
        report(&w, &d, "e1", vm, then, 7000);
        assert_said_ok(&w);
        assert_int_equal(number_of(&w, "repeated"), i > 0);
    }
    report(&w, &d, "e1", vm, then, 7001);
    assert_said(&w, 409, "meter.event_other");
    pass_midnight(&w, 60000);
    assert_int_equal(sql_int(&w, "SELECT amount_fen FROM bill"), 18); /* 17.5 */
    report(&w, &d, "e2", vm, then + 1, 1000);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "late"), 1);
    report(&w, &d, "e3", vm, w.k.now_ms, 3000);
    assert_int_equal(number_of(&w, "late"), 0);
    pass_midnight(&w, 60000);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM bill"), 2);
    assert_int_equal(sql_int(&w, "SELECT units_milli FROM bill ORDER BY id DESC LIMIT 1"), 4000);
    assert_int_equal(sql_int(&w, "SELECT late_milli FROM bill ORDER BY id DESC LIMIT 1"), 1000);
    assert_int_equal(sql_int(&w, "SELECT sum(amount_fen) FROM bill"), 28); /* 11 x 2.5 */
    assert_books_sound(&w);
}

TEST(after_the_end_what_was_used_before_makes_one_more_bill)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_metered(&w, &d, "usage", 1000000);
    pass(&w, HOUR);
    int64_t then = w.k.now_ms;
    as(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s", vm);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(&w, "resource.alias"));
    pass(&w, DAY);
    report(&w, &d, "late", vm, then, 5000);
    assert_said_ok(&w);
    report(&w, &d, "after", vm, then + HOUR, 5000);
    assert_said(&w, 400, "meter.outside");
    pass(&w, 60000);
    assert_int_equal(sql_int(&w, "SELECT amount_fen FROM bill"), 5);
    assert_books_sound(&w);
}

TEST(a_bad_event_is_named_and_nothing_of_its_batch_counts)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_metered(&w, &d, "usage", 2000000);
    const char *box = open_box(&w, &d);
    pass(&w, HOUR);
    int64_t now = w.k.now_ms;
    const struct {
        const char *resource;
        int64_t at_ms, units_milli;
        const char *field, *reason;
    } cases[] = {
        { vm, now + 6 * 60000, 1, "events[1].at_ms", "meter.future" },
        { vm, now - 93 * DAY, 1, "events[1].at_ms", "meter.too_old" },
        { vm, now - 2 * HOUR, 1, "events[1].at_ms", "meter.outside" },
        { box, now, 1, "events[1].resource_id", "not_found" },
        { vm, now, 1000000000000, "events[1].units_milli", "meter.amount" },
        { vm, now, 0, "", "request.field" },
        { vm, now, -1, "", "request.field" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].reason);
        as(&w, &d.p.op);
        say(&w, "POST", "/v1/meter-events",
            "{'events':[{'event_id':'ok','resource_id':'%s','at_ms':%lld,'units_milli':1},"
            "{'event_id':'bad','resource_id':'%s','at_ms':%lld,'units_milli':%lld}]}",
            vm, (long long)now, cases[i].resource, (long long)cases[i].at_ms,
            (long long)cases[i].units_milli);
        assert_said(&w, 400, cases[i].reason);
        if (cases[i].field[0]) assert_string_equal(text_of(&w, "field"), cases[i].field);
        assert_int_equal(sql_int(&w, "SELECT count(*) FROM meter_event"), 0);
    }
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM usage_hour"), 0);
}

TEST(a_supplier_reports_only_what_is_its_own)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people s, s2;
    world_open(&w);
    world_demo(&w, &d);
    const char *one = demo_supplier(&w, &d, "算力供应", &s);
    demo_supplier(&w, &d, "另一供应", &s2);
    const char *vm = open_metered(&w, &d, "usage", 1000000);
    sql(&w, "UPDATE product SET supplier_id = %lld", (long long)inside(&w, "org", one));
    const struct {
        const struct turn_actor *who;
        int status;
    } cases[] = { { &s.delivery, 200 }, { &s2.delivery, 400 }, { &d.c.admin, 403 },
                  { &d.d.op, 403 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("case %zu", i);
        as(&w, cases[i].who);
        assert_int_equal(say(&w, "POST", "/v1/meter-events",
                             "{'events':[{'event_id':'x','resource_id':'%s','at_ms':%lld,"
                             "'units_milli':5}]}",
                             vm, (long long)w.k.now_ms),
                         cases[i].status);
    }
}

TEST(usage_without_a_bill_stands_on_its_sellers_list_before_a_month_is_closed)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    pass(&w, 32 * DAY); /* into February */
    const char *vm = open_metered(&w, &d, "usage", 2500000);
    pass(&w, HOUR);
    report(&w, &d, "e1", vm, w.k.now_ms, 7000);
    assert_said_ok(&w);
    as(&w, &d.d.finance);
    assert_int_equal(in_the_way(&w, 202602, "usage_unbilled"), 1);
    assert_int_equal(in_the_way(&w, 202601, "usage_unbilled"), 0);
    as(&w, &d.p.finance);
    assert_int_equal(in_the_way(&w, 202602, "usage_unbilled"), 0);
    pass_midnight(&w, 60000);
    as(&w, &d.d.finance);
    assert_int_equal(in_the_way(&w, 202602, "usage_unbilled"), 0);
}
