/* The first numbers of the day: each role's own, of its own organisation. */
#include "demo.h"

#include <string.h>

static int64_t value(struct world *w, const char *key)
{
    json_t *row = row_of(w, "items", "key", key);
    return json_integer_value(json_object_get(row, "value"));
}

TEST(each_role_sees_its_own_numbers)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    open_vm(&w, &d);
    buy(&w, &d.c.admin, d.box_sku, 1, 1);
    as(&w, &d.c.user);
    must_get(&w, "/v1/home");
    assert_int_equal(value(&w, "resources_running"), 1);
    assert_int_equal(value(&w, "messages_unread"), 1);
    assert_int_equal(count_of(&w, "items"), 4);
    as(&w, &d.c2.user);
    must_get(&w, "/v1/home");
    assert_int_equal(value(&w, "resources_running"), 0);
    as(&w, &d.p.tech);
    must_get(&w, "/v1/home");
    assert_int_equal(value(&w, "work_orders_open"), 1);
    assert_int_equal(value(&w, "agents_away"), 0);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/home");
    assert_int_equal(value(&w, "customers"), 1);
    assert_null(strstr(w.raw, "jobs_open"));
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/recharges", "{'amount_fen':1,'payer':'x'}");
    as(&w, &d.d.finance);
    must_get(&w, "/v1/home");
    assert_int_equal(value(&w, "recharges_waiting"), 1);
    as(&w, &d.p.finance);
    must_get(&w, "/v1/home");
    assert_int_equal(value(&w, "recharges_waiting"), 0);
}
