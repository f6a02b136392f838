/* What was bought: until when, what happens at its end, and how one ends it oneself. */
#include "demo.h"

#include <string.h>

#define DAY 86400000LL

static int64_t end_of(struct world *w, const char *id)
{
    return sql_int(w, "SELECT end_ms FROM resource WHERE id = %lld",
                   (long long)inside(w, "res", id));
}

static void renew(struct world *w, struct demo *d, const char *id, int months)
{
    as(w, &d->c.admin);
    must_say(w, "POST", "/v1/quotes", "{'resource_id':'%s','periods':%d}", id, months);
    say(w, "POST", at(w, "/v1/resources/%s/renew", id), "{'quote_id':'%s'}", text_of(w, "id"));
}

TEST(what_is_not_renewed_is_suspended_and_after_its_grace_closed)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    int64_t end = end_of(&w, vm); /* 2026-02-05 08:00 in China */
    assert_int_equal(end - w.k.now_ms, 31 * DAY);
    pass(&w, end - w.k.now_ms - 1000);
    assert_string_equal(demo_state(&w, vm), "active");
    world_forget(&w);
    pass(&w, 2000);
    assert_string_equal(demo_state(&w, vm), "suspended");
    assert_non_null(left_of(&w, "terminal.close"));
    as(&w, &d.c.user);
    must_get(&w, "/v1/resources/%s", vm);
    assert_string_equal(text_of(&w, "next.0.kind"), "close");
    pass(&w, 7 * DAY - 4000);
    assert_string_equal(demo_state(&w, vm), "suspended");
    world_forget(&w);
    pass(&w, 8000);
    assert_string_equal(demo_state(&w, vm), "closing");
    assert_true(agent_sent(&w, d.agent, &o));
    assert_string_equal(o.verb, "close");
    agent_accepts(&w, d.agent, &o);
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_string_equal(demo_state(&w, vm), "closed");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM slot WHERE stage = 'free'"), 5);
    assert_books_sound(&w);
}

TEST(after_a_long_outage_nothing_is_erased_without_its_grace)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    kt_world_pass(&w.k, 60 * DAY); /* nobody was there to tick */
    tick(&w);
    assert_string_equal(demo_state(&w, vm), "suspended");
    tick(&w);
    pass(&w, 6 * DAY);
    assert_string_equal(demo_state(&w, vm), "suspended");
    renew(&w, &d, vm, 1);
    assert_said_ok(&w);
    assert_string_equal(demo_state(&w, vm), "active");
}

TEST(a_renewal_extends_from_the_end_and_never_drifts)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    kt_world_pass(&w.k, 26 * DAY); /* 31 January */
    agent_link(&w, d.agent, "online");
    const char *vm = open_vm(&w, &d);
    int64_t start = w.k.now_ms;
    static const int days[] = { 28, 59, 89, 120 }; /* to 28 Feb, 31 Mar, 30 Apr, 31 May */
    for (size_t i = 0; i < COUNT(days); i++) {
        kt_row("%zu months", i + 1);
        assert_int_equal(end_of(&w, vm) - start, days[i] * DAY);
        renew(&w, &d, vm, 1);
        assert_said_ok(&w);
        assert_string_equal(text_of(&w, "order.kind"), "renew");
    }
    assert_books_sound(&w);
}

TEST(two_renewals_at_once_are_one_renewal_and_one_refusal)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','periods':1}", vm);
    const char *first = text_of(&w, "id");
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','periods':1}", vm);
    const char *second = text_of(&w, "id");
    must_say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}", first);
    int64_t changes = db_changes(w.db);
    say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}", second);
    assert_said(&w, 409, "resource.renewed");
    assert_int_equal(db_changes(w.db), changes);
    must_get(&w, "/v1/balance");
    assert_int_equal(number_of(&w, "available_fen"), 980000);
}

TEST(what_is_closing_cannot_be_renewed_and_costs_nothing_to_try)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','periods':1}", vm);
    const char *quote = text_of(&w, "id");
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'云主机 2C2G'}");
    int64_t changes = db_changes(w.db);
    say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}", quote);
    assert_said(&w, 409, "resource.not_active");
    assert_int_equal(db_changes(w.db), changes);
}

TEST(a_renewal_that_cannot_be_paid_changes_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    sql(&w, "UPDATE list_price SET price_ufen = 90000000000000 WHERE sku_id IN (SELECT id FROM sku "
            "WHERE driver = 'sim')");
    int64_t end = end_of(&w, vm);
    renew(&w, &d, vm, 12);
    assert_said(&w, 409, "ledger.balance_short");
    assert_int_equal(end_of(&w, vm), end);
}

TEST(closing_wants_the_name_typed_again)
{
    static const char *const wrong[] = { "x", "云主机", "云主机 2C2G ", "yun" };
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}", wrong[i]);
        assert_said(&w, 400, "resource.confirm");
    }
    as(&w, &d.c.user);
    say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'云主机 2C2G'}");
    assert_said(&w, 403, "route.denied");
    as(&w, &d.c.admin);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'云主机 2C2G'}");
    assert_string_equal(text_of(&w, "resource.state"), "closing");
    assert_int_equal(count_of(&w, "terminals"), 0);
    say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'云主机 2C2G'}");
    assert_said(&w, 409, "resource.not_active");
    world_forget(&w);
    tick(&w);
    assert_true(agent_sent(&w, d.agent, &o));
    assert_string_equal(o.verb, "close");
    agent_accepts(&w, d.agent, &o);
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_string_equal(demo_state(&w, vm), "closed");
    assert_string_equal(sql_text(&w, "SELECT access AS s FROM resource_access"), "{}");
}

TEST(another_name_is_given_and_is_then_the_one_to_type)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/rename", vm), "{'alias':'web-1'}");
    assert_string_equal(text_of(&w, "resource.alias"), "web-1");
    say(&w, "POST", at(&w, "/v1/resources/%s/rename", vm), "{'alias':'a\\tb'}");
    assert_said(&w, 400, "request.field");
    say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'云主机 2C2G'}");
    assert_said(&w, 400, "resource.confirm");
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'web-1'}");
}

TEST(another_customers_things_are_not_there)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c2.admin);
    get(&w, "/v1/resources/%s", vm);
    assert_said(&w, 404, "not_found");
    say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'云主机 2C2G'}");
    assert_said(&w, 404, "not_found");
    say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','periods':1}", vm);
    assert_said(&w, 404, "not_found");
    must_get(&w, "/v1/resources");
    assert_int_equal(count_of(&w, "items"), 0);
}

TEST(a_renewal_while_it_is_being_suspended_ends_in_a_running_machine)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    sql(&w, "UPDATE sku SET driver = 'libvirt' WHERE driver = 'sim'"); /* which can suspend */
    sql(&w, "UPDATE endpoint SET driver = 'libvirt', secret = ''");
    world_forget(&w);
    pass(&w, end_of(&w, vm) - w.k.now_ms + 1000);
    assert_true(agent_sent(&w, d.agent, &o));
    assert_string_equal(o.verb, "suspend");
    struct agent_order suspend = o;
    agent_accepts(&w, d.agent, &o);
    world_forget(&w);
    renew(&w, &d, vm, 1);
    assert_said_ok(&w);
    assert_string_equal(demo_state(&w, vm), "active");
    tick(&w);
    assert_false(agent_sent(&w, d.agent, &o)); /* not beside the suspension */
    agent_says(&w, d.agent, &suspend, "done", "{}");
    pass(&w, 60000);
    assert_true(agent_sent(&w, d.agent, &o));
    assert_string_equal(o.verb, "resume");
    agent_accepts(&w, d.agent, &o);
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_string_equal(demo_state(&w, vm), "active");
    assert_books_sound(&w);
}
