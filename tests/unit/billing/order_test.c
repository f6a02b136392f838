/* Orders: a quote becomes lines, each with its money held, its slot taken, and its opening
 * queued; all of it or none. */
#include "demo.h"

#include <string.h>

TEST(what_is_bought_is_held_opened_and_charged)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.vm_sku, 3, 1);
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "lines.0.state"), "held");
    assert_int_equal(number_of(&w, "lines.0.price_fen"), 30000);
    assert_string_equal(text_of(&w, "lines.0.resource_state"), "opening");
    const char *order = text_of(&w, "order.id");
    assert_int_equal(demo_money(&w, &d.c.user, "available_fen"), 970000);
    assert_int_equal(demo_money(&w, &d.c.user, "frozen_fen"), 30000);
    agent_does(&w, d.agent, "open", "{'address':'192.0.2.20'}");
    assert_int_equal(demo_money(&w, &d.c.user, "available_fen"), 970000);
    assert_int_equal(demo_money(&w, &d.c.user, "frozen_fen"), 0);
    must_get(&w, "/v1/orders/%s", order);
    assert_string_equal(text_of(&w, "lines.0.state"), "active");
    assert_string_equal(text_of(&w, "lines.0.resource_state"), "active");
    assert_true(count_of(&w, "timeline") > 0);
    assert_books_sound(&w);
}

TEST(the_same_in_two_books_and_in_three)
{
    static const struct {
        bool through_distributor;
        int vouchers; /* of the capture */
    } cases[] = { { false, 1 }, { true, 2 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        world_open(&w);
        world_demo(&w, &d);
        kt_row("%s", cases[i].through_distributor ? "three" : "two");
        buy(&w, cases[i].through_distributor ? &d.c.admin : &d.c2.admin, d.vm_sku, 1, 1);
        assert_said_ok(&w);
        agent_does(&w, d.agent, "open", "{}");
        assert_int_equal(sql_int(&w, "SELECT count(*) FROM voucher WHERE event = 'capture'"),
                         cases[i].vouchers);
        assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_leg"), cases[i].vouchers);
        assert_books_sound(&w);
    }
}

TEST(an_order_for_several_is_a_line_each_whose_prices_add_up)
{
    AUTO(world_close) struct world w;
    struct demo d;
    int64_t sum = 0;
    world_open(&w);
    world_demo(&w, &d);
    sql(&w, "UPDATE list_price SET price_ufen = 10001000000 WHERE sku_id IN (SELECT id FROM sku "
            "WHERE driver = 'sim')");
    buy(&w, &d.c.admin, d.vm_sku, 1, 3);
    assert_said_ok(&w);
    assert_int_equal(count_of(&w, "lines"), 3);
    for (int i = 0; i < 3; i++) {
        sum += number_of(&w, at(&w, "lines.%d.price_fen", i));
        assert_string_equal(text_of(&w, at(&w, "lines.%d.alias", i)),
                            at(&w, "云主机 2C2G-%d", i + 1));
    }
    assert_int_equal(sum, number_of(&w, "order.total_fen"));
    assert_int_equal(sum, 30003);
    for (int idx = 0; idx < 2; idx++)
        assert_int_equal(sql_int(&w, "SELECT sum(transfer_fen) FROM order_leg WHERE idx = %d", idx),
                         idx == 0 ? 21002 : 24002); /* 70 % and 80 %, half up, of the whole */
    assert_int_equal(sql_int(&w, "SELECT count(DISTINCT slot_id) FROM resource"), 3);
    for (int i = 0; i < 3; i++) {
        struct agent_order o;
        world_forget(&w);
        kt_world_pass(&w.k, 5000); /* what was not accepted is sent again */
        tick(&w);
        assert_true(agent_sent(&w, d.agent, &o));
        agent_accepts(&w, d.agent, &o);
        agent_says(&w, d.agent, &o, "done", "{}");
    }
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM resource WHERE state = 'active'"), 3);
    assert_books_sound(&w);
}

TEST(several_fill_one_device_and_then_the_next)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    must_say(&w, "POST", "/v1/devices",
             "{'asset_tag':'HV-2','model_id':'%s','rack_id':'%s','u':20}", d.model, d.rack);
    const char *second = text_of(&w, "id");
    must_say(&w, "POST", at(&w, "/v1/devices/%s/endpoints", second),
             "{'driver':'sim','target':{'device':'hv-2','seed':2}}");
    must_say(&w, "POST", at(&w, "/v1/devices/%s/load", second), "{'sku_id':'%s','slots':2}",
             d.vm_sku);
    buy(&w, &d.c.admin, d.vm_sku, 1, 7);
    assert_said(&w, 409, "placement.none");
    buy(&w, &d.c.admin, d.vm_sku, 1, 6);
    assert_said_ok(&w);
    assert_int_equal(sql_int(&w, "SELECT sum(free) FROM loading l JOIN sku s ON s.id = l.sku_id "
                                 "WHERE s.driver = 'sim'"),
                     0);
    assert_int_equal(sql_int(&w, "SELECT count(DISTINCT device_id) FROM resource"), 2);
}

TEST(what_no_agent_can_reach_is_no_place)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    must_say(&w, "POST", "/v1/rooms", "{'region_id':'%s','name':'二号机房'}", d.region);
    must_say(&w, "POST", "/v1/racks", "{'room_id':'%s','name':'B01','height_u':42}",
             text_of(&w, "id"));
    must_say(&w, "POST", "/v1/devices", "{'asset_tag':'HV-9','model_id':'%s','rack_id':'%s','u':1}",
             d.model, text_of(&w, "id"));
    const char *dark = text_of(&w, "id");
    must_say(&w, "POST", at(&w, "/v1/devices/%s/endpoints", dark),
             "{'driver':'sim','target':{'device':'hv-9','seed':9}}");
    must_say(&w, "POST", at(&w, "/v1/devices/%s/load", dark), "{'sku_id':'%s','slots':10}",
             d.vm_sku);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1,'quantity':5}", d.vm_sku);
    const char *quote = text_of(&w, "id");
    int64_t changes = db_changes(w.db);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quote);
    assert_said(&w, 409, "placement.none");
    assert_int_equal(db_changes(w.db), changes); /* refused before anything was written */
}

TEST(a_refused_order_leaves_nothing_behind)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':36,'quantity':4}", d.vm_sku);
    const char *dear = text_of(&w, "id"); /* 1,440,000 fen; 1,000,000 are there */
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1,'quantity':5}", d.vm_sku);
    const char *many = text_of(&w, "id");
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    const char *fine = text_of(&w, "id");
    const char *before = world_digest(&w);
    int64_t changes = db_changes(w.db);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", dear);
    assert_said(&w, 409, "ledger.balance_short");
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", many);
    assert_said(&w, 409, "placement.none");
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s','ssh_key':'ssh-rsa AAAAB3Nz x'}", fine);
    assert_said(&w, 400, "order.ssh_key");
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s','alias':'two\\nlines'}", fine);
    assert_said(&w, 400, "request.field");
    as(&w, &d.c.user);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", fine);
    assert_said(&w, 403, "route.denied");
    assert_int_equal(db_changes(w.db), changes);
    assert_string_equal(world_digest(&w), before);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", fine);
}

#define ED25519 "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"

TEST(an_ssh_key_is_a_whole_public_key_on_one_line)
{
    static const struct {
        const char *key;
        bool good;
    } cases[] = {
        { "", true },
        { ED25519, true },
        { ED25519 " wang@laptop", true },
        { ED25519 "x", false },
        { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", false },
        { "ssh-ed25519", false },
        { "ssh-ed25519 ", false },
        { " " ED25519, false },
        { ED25519 "\\nssh-ed25519 AAAA", false },
        { "command=\\\"id\\\" " ED25519, false },
        { "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ", false },
        { "-----BEGIN OPENSSH PRIVATE KEY-----", false },
        { "ecdsa-sha2-nistp256 AAAA", false },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].key);
        as(&w, &d.c.admin);
        must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
        say(&w, "POST", "/v1/orders", "{'quote_id':'%s','ssh_key':'%s'}", text_of(&w, "id"),
            cases[i].key);
        assert_said(&w, cases[i].good ? 200 : 400, "order.ssh_key");
    }
}

TEST(an_alias_is_never_longer_than_can_be_typed_again)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    sql(&w, "UPDATE sku SET name = '一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十' "
            "WHERE "
            "driver = 'sim'");
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s", vm);
    const char *alias = text_of(&w, "resource.alias");
    assert_string_equal(alias, "一二三四五六七八九十一二三"); /* whole characters */
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}", alias);
}

TEST(who_is_disabled_does_not_buy_nor_does_a_disabled_sellers_customer)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    const char *quote = text_of(&w, "id");
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','periods':1}", vm);
    const char *renewal = text_of(&w, "id");
    as(&w, &d.p.admin);
    must_say(&w, "POST", at(&w, "/v1/orgs/%s/state", d.distributor), "{'state':'disabled'}");
    as(&w, &d.c.admin);
    int64_t changes = db_changes(w.db);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quote);
    assert_said(&w, 409, "org.disabled");
    say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}", renewal);
    assert_said(&w, 409, "org.disabled");
    say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    assert_said(&w, 409, "org.disabled");
    assert_int_equal(db_changes(w.db), changes);
    must_get(&w, "/v1/resources/%s", vm); /* what he has, he has */
    as(&w, &d.p.admin);
    must_say(&w, "POST", at(&w, "/v1/orgs/%s/state", d.distributor), "{'state':'active'}");
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", quote);
    sql(&w, "UPDATE org SET state = 'disabled' WHERE id = %lld", (long long)d.c.admin.org_id);
    say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':1}", d.vm_sku);
    assert_said(&w, 409, "org.disabled");
}

TEST(the_platform_sees_why_a_line_went_where_it_went)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    assert_said_ok(&w);
    const char *order = text_of(&w, "order.id");
    as(&w, &d.p.op);
    must_get(&w, "/v1/orders/%s/placement", order);
    assert_string_equal(text_of(&w, "items.0.body.device_id"), d.hypervisor);
    assert_string_equal(text_of(&w, "items.0.body.candidates.0.verdict"), "chosen");
    as(&w, &d.c.admin);
    get(&w, "/v1/orders/%s/placement", order);
    assert_said(&w, 403, "route.denied");
}

TEST(two_orders_in_one_group_do_not_get_one_slot)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    for (int i = 0; i < 4; i++) {
        buy(&w, &d.c.admin, d.vm_sku, 1, 1);
        assert_said_ok(&w);
    }
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    assert_said(&w, 409, "placement.none");
    assert_int_equal(sql_int(&w, "SELECT count(DISTINCT slot_id) FROM resource"), 4);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM slot WHERE stage = 'held'"), 4);
}
