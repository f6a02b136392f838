/* Places and racks: what belongs to whom, and what fits where. */
#include "demo.h"

TEST(a_room_belongs_to_a_region_and_a_rack_to_a_room_of_ones_own)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    say(&w, "POST", "/v1/rooms", "{'region_id':'%s','name':'x'}", outside(&w, "reg", 7));
    assert_said(&w, 400, "not_found");
    say(&w, "POST", "/v1/racks", "{'room_id':'%s','name':'x','height_u':42}",
        outside(&w, "rom", 7));
    assert_said(&w, 400, "not_found");
    must_get(&w, "/v1/rooms");
    assert_int_equal(number_of(&w, "items.0.devices"), 2);
    assert_int_equal(number_of(&w, "items.0.agents_online"), 1);
}

TEST(a_device_stands_where_there_is_room_for_it)
{
    /* the rack has 42 units; HV-1 stands in 1-2, BM-1 in 3-4; this model is 2 units high */
    static const struct {
        int u, status;
        const char *reason;
    } cases[] = {
        { 1, 400, "device.no_space" },
        { 2, 400, "device.no_space" },
        { 4, 400, "device.no_space" },
        { 5, 200, "" },
        { 41, 200, "" },
        { 42, 400, "device.no_space" },
        { 60, 400, "device.no_space" },
        { 61, 400, "request.field" },
        { 0, 200, "" },
        { 0, 200, "" }, /* beside the rails */
        { 7, 200, "" },
        { 6, 400, "device.no_space" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("unit %d", cases[i].u);
        say(&w, "POST", "/v1/devices",
            "{'asset_tag':'T-%zu','model_id':'%s','rack_id':'%s','u':%d}", i, d.model, d.rack,
            cases[i].u);
        assert_said(&w, cases[i].status, cases[i].reason);
    }
}

TEST(an_asset_tag_is_one_devices_own)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    say(&w, "POST", "/v1/devices", "{'asset_tag':'HV-1','model_id':'%s','rack_id':'%s','u':20}",
        d.model, d.rack);
    assert_said(&w, 400, "device.tag_taken");
}

TEST(devices_are_found_by_room_stage_and_part_of_their_tag)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.op);
    must_get(&w, "/v1/devices?text=V-1");
    assert_int_equal(count_of(&w, "items"), 1);
    must_get(&w, "/v1/devices?stage=free");
    assert_int_equal(count_of(&w, "items"), 2);
    must_get(&w, "/v1/devices?stage=draft&room_id=%s", d.room);
    assert_int_equal(count_of(&w, "items"), 0);
}
