/* Taking an order back: what nobody has begun with, and nothing else. */
#include "demo.h"

#include <string.h>

TEST(what_nobody_began_with_is_taken_back_unit_by_unit)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.vm_sku, 1, 3);
    const char *order = text_of(&w, "order.id"), *second = text_of(&w, "lines.1.id");
    must_say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), "{'line_id':'%s'}", second);
    assert_string_equal(text_of(&w, "lines.0.state"), "held");
    assert_string_equal(text_of(&w, "lines.1.state"), "released");
    assert_string_equal(text_of(&w, "lines.1.reason"), "order.cancelled");
    assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 20000);
    must_say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), NULL);
    assert_int_equal(number_of(&w, "order.held_n"), 0);
    assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 0);
    assert_int_equal(demo_money(&w, &d.c.admin, "available_fen"), 1000000);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM slot WHERE stage = 'free'"), 5);
    pass(&w, 1000);
    must_get(&w, "/v1/messages");
    assert_string_equal(text_of(&w, "items.0.kind"), "cancelled");
    say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), NULL);
    assert_said(&w, 409, "order.nothing_held");
    assert_books_sound(&w);
}

TEST(a_technicians_work_is_taken_back_until_he_takes_it_on)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.box_sku, 1, 1);
    const char *order = text_of(&w, "order.id");
    must_say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), NULL);
    assert_string_equal(sql_text(&w, "SELECT state AS s FROM work_order"), "canceled");
    buy(&w, &d.c.admin, d.box_sku, 1, 1);
    order = text_of(&w, "order.id");
    as(&w, &d.p.tech);
    must_get(&w, "/v1/work-orders?open=true");
    must_say(&w, "POST", at(&w, "/v1/work-orders/%s/accept", text_of(&w, "items.0.id")), NULL);
    as(&w, &d.c.admin);
    say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), NULL);
    assert_said(&w, 409, "order.begun");
    assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 200000);
}

/* Of an order of two one has begun: all is refused, the other alone is taken back. */
TEST(what_has_been_sent_to_the_room_is_not_taken_back)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.vm_sku, 1, 2);
    const char *order = text_of(&w, "order.id"), *second = text_of(&w, "lines.1.id");
    sql_int(&w, "UPDATE slot SET stage = 'opening' WHERE id = (SELECT slot_id FROM resource ORDER "
                "BY id LIMIT 1) RETURNING 1");
    say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), NULL);
    assert_said(&w, 409, "order.begun");
    must_say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), "{'line_id':'%s'}", second);
    assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 10000);
}

TEST(only_its_own_customers_administrator_takes_an_order_back)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.box_sku, 1, 1);
    const char *order = text_of(&w, "order.id");
    as(&w, &d.c2.admin);
    say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), NULL);
    assert_said(&w, 404, "not_found");
    as(&w, &d.c.user);
    say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), NULL);
    assert_int_equal(w.status, 403);
    as(&w, &d.c.admin);
    say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), "{'line_id':'lin_0000000000000'}");
    assert_true(w.status == 400 || w.status == 409);
    say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), "{'lines':1}");
    assert_said(&w, 400, "request.unknown_field");
    assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 200000);
}
