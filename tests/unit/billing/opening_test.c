/* What jobs do to money: charged when it opens, given back when it does not, closed when it
 * ends. */
#include "demo.h"

#include <string.h>

/* An order whose machine is about to be opened. Returns the resource. */
static const char *ordered(struct world *w, struct demo *d, const char *sku)
{
    buy(w, &d->c.admin, sku, 1, 1);
    assert_said_ok(w);
    return text_of(w, "lines.0.resource_id");
}

TEST(what_nobody_began_to_open_is_given_back_and_free_at_once)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = ordered(&w, &d, d.vm_sku);
    const char *job = outside(&w, "job", sql_int(&w, "SELECT id FROM job"));
    as(&w, &d.p.tech);
    must_say(&w, "POST", at(&w, "/v1/jobs/%s/give-up", job), "{'reason':'no such template'}");
    assert_string_equal(demo_state(&w, vm), "failed");
    assert_int_equal(demo_money(&w, &d.c.user, "available_fen"), 1000000);
    assert_int_equal(demo_money(&w, &d.c.user, "frozen_fen"), 0);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM slot WHERE stage = 'free'"), 5);
    must_get(&w, "/v1/orders");
    assert_int_equal(number_of(&w, "items.0.held_n"), 0);
    assert_books_sound(&w);
}

TEST(what_may_be_half_open_is_closed_before_it_is_sold_again)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = ordered(&w, &d, d.vm_sku);
    tick(&w);
    assert_true(agent_sent(&w, d.agent, &o));
    agent_accepts(&w, d.agent, &o);
    agent_fails(&w, d.agent, &o, "libvirt.failed", false); /* for good: a person is asked */
    as(&w, &d.p.tech);
    must_get(&w, "/v1/work-orders?open=true");
    must_say(&w, "POST", at(&w, "/v1/work-orders/%s/cancel", text_of(&w, "items.0.id")),
             "{'reason':'no space'}");
    assert_string_equal(demo_state(&w, vm), "failed");
    assert_int_equal(demo_money(&w, &d.c.user, "available_fen"), 1000000);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM slot WHERE stage = 'closing'"), 1);
    world_forget(&w);
    pass(&w, 10 * 60000);
    assert_true(agent_sent(&w, d.agent, &o));
    assert_string_equal(o.verb, "close");
    agent_accepts(&w, d.agent, &o);
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM slot WHERE stage = 'free'"), 5);
    assert_string_equal(demo_state(&w, vm), "failed");
    assert_books_sound(&w);
}

TEST(an_opening_that_a_person_cannot_do_in_a_day_is_given_back)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *box = ordered(&w, &d, d.box_sku);
    pass(&w, 24 * 3600000 - 1000);
    assert_string_equal(demo_state(&w, box), "opening");
    pass(&w, 2000);
    assert_string_equal(demo_state(&w, box), "failed");
    assert_int_equal(demo_money(&w, &d.c.user, "available_fen"), 1000000);
    assert_string_equal(sql_text(&w, "SELECT state AS s FROM work_order"), "canceled");
    assert_books_sound(&w);
}

TEST(a_result_that_comes_twice_is_charged_once)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    ordered(&w, &d, d.vm_sku);
    tick(&w);
    assert_true(agent_sent(&w, d.agent, &o));
    agent_accepts(&w, d.agent, &o);
    agent_says(&w, d.agent, &o, "done", "{}");
    const char *before = world_digest(&w);
    agent_says(&w, d.agent, &o, "done", "{}");
    agent_fails(&w, d.agent, &o, "driver.lost", false);
    assert_string_equal(world_digest(&w), before);
    assert_int_equal(demo_money(&w, &d.c.user, "available_fen"), 990000);
    assert_books_sound(&w);
}

TEST(the_customer_is_told_once_that_it_is_open)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    const struct world_left *l = left_of(&w, "live");
    assert_non_null(l);
    bool order_told = false;
    for (size_t i = 0; i < w.left_n; i++)
        if (strcmp(w.left[i].kind, "live") == 0 && strcmp(w.left[i].text, "order") == 0)
            order_told |= sql_int(&w, "SELECT count(*) FROM orders WHERE id = %lld",
                                  (long long)w.left[i].b) == 1;
    assert_true(order_told); /* under its own number */
    tick(&w);
    tick(&w);
    as(&w, &d.c.user);
    must_get(&w, "/v1/messages");
    assert_int_equal(count_of(&w, "items"), 2); /* the recharge, and this */
    assert_string_equal(text_of(&w, "items.0.kind"), "opened");
    assert_string_equal(text_of(&w, "items.0.object_ref"), vm);
}

TEST(how_it_is_reached_is_kept_without_its_credential)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *box = open_box(&w, &d);
    as(&w, &d.c.user);
    must_get(&w, "/v1/resources/%s", box);
    assert_string_equal(text_of(&w, "access.access.host"), "192.0.2.30");
    assert_string_equal(text_of(&w, "access.access.host_key"), "SHA256:abc");
    assert_false(has(&w, "access.access.seal_owner"));
    assert_null(strstr(w.raw, "sealed"));
    assert_string_equal(text_of(&w, "terminals.0"), "shell");
}
