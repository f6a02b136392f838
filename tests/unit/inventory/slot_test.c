/* Slots and placement: what is sold of a device, where an order goes, and that nothing is sold
 * twice. */
#include "demo.h"

#include "billing/billing.h"

#include <string.h>

/* A SYSTEM turn around one call of inventory's, for what no route does by itself. */
struct move {
    int64_t slot_id, resource_id;
    const char *to;
};
static enum kb_code move(struct turn *t, const struct move *in, struct done *out);
static const struct kb_field move_fields[] = {
    INT(move, slot_id), INT(move, resource_id), STR(move, to), { .name = NULL }
};
static SHAPE(move);
static enum kb_code move(struct turn *t, const struct move *in, struct done *out)
{
    out->ok = true;
    if (strcmp(in->to, "held") == 0) return inventory_slot_hold(t, in->slot_id, in->resource_id);
    return inventory_slot_move(t, in->slot_id, in->to);
}
HANDLER(move, move, done);
static const struct turn_route move_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &move_call, "move", "Move." }, { .method = NULL }
};
static const struct turn_route *const moves[] = { move_routes, NULL };

static enum kb_code slot_move(struct world *w, int64_t slot_id, const char *to,
                              struct kb_error *err)
{
    struct done done;
    w->engine.routes = moves;
    enum kb_code code = world_system(w, "move", 0, &(struct move){ slot_id, 77, to }, &done, err);
    w->engine.routes = world_routes();
    return code;
}

TEST(a_slot_moves_along_its_table_and_no_other_way)
{
    static const char *const stages[] = {
        "free", "held", "opening", "in_use", "closing", "retired"
    };
    static const char *const arrows =
        " free>held free>retired held>opening held>free held>in_use held>closing opening>in_use "
        "opening>closing opening>free in_use>closing closing>free ";
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    world_open(&w);
    world_demo(&w, &d);
    int64_t slot = sql_int(&w, "SELECT min(id) FROM slot WHERE device_id = %lld",
                           (long long)inside(&w, "dev", d.hypervisor));
    for (size_t from = 0; from < COUNT(stages); from++)
        for (size_t to = 0; to < COUNT(stages); to++) {
            const char *arrow = at(&w, " %s>%s ", stages[from], stages[to]);
            bool same = from == to, held = strcmp(stages[to], "held") == 0;
            sql(&w, "UPDATE slot SET stage = '%s' WHERE id = %lld", stages[from], (long long)slot);
            sql(&w, "UPDATE loading SET free = 2");
            sql(&w, "UPDATE device SET stage = 'in_use'");
            kt_row("%s", arrow);
            enum kb_code code = slot_move(&w, slot, stages[to], &err);
            bool good = strstr(arrows, arrow) != NULL || (same && !held);
            assert_int_equal(code == KB_OK, good);
            if (!good) assert_int_equal(code, KB_CONFLICT);
            assert_string_equal(
                sql_text(&w, "SELECT stage AS s FROM slot WHERE id = %lld", (long long)slot),
                good ? stages[to] : stages[from]);
        }
}

TEST(free_counts_and_the_devices_stage_follow_the_slots)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    world_open(&w);
    world_demo(&w, &d);
    long long hv = inside(&w, "dev", d.hypervisor), bm = inside(&w, "dev", d.machine);
    int64_t a = sql_int(&w, "SELECT min(id) FROM slot WHERE device_id = %lld", hv);
    int64_t b = sql_int(&w, "SELECT max(id) FROM slot WHERE device_id = %lld", hv);
    int64_t whole = sql_int(&w, "SELECT id FROM slot WHERE device_id = %lld", bm);
#define STAGE(dev) sql_text(&w, "SELECT stage AS s FROM device WHERE id = %lld", dev)
#define FREE(dev)  sql_int(&w, "SELECT free FROM loading WHERE device_id = %lld", dev)
    assert_ok(slot_move(&w, a, "held", &err));
    assert_ok(slot_move(&w, b, "held", &err));
    assert_string_equal(STAGE(hv), "in_use");
    assert_int_equal(FREE(hv), 2);
    assert_ok(slot_move(&w, a, "free", &err));
    assert_string_equal(STAGE(hv), "in_use");
    assert_ok(slot_move(&w, b, "opening", &err));
    assert_ok(slot_move(&w, b, "in_use", &err));
    assert_ok(slot_move(&w, b, "closing", &err));
    assert_ok(slot_move(&w, b, "free", &err));
    assert_string_equal(STAGE(hv), "free");
    assert_int_equal(FREE(hv), 4);
    assert_int_equal(sql_int(&w, "SELECT sum(resource_id) FROM slot"), 0);
    static const char *const path[] = { "held", "opening", "in_use", "closing", "free" };
    for (size_t i = 0; i < COUNT(path); i++) {
        assert_ok(slot_move(&w, whole, path[i], &err));
        assert_string_equal(STAGE(bm), path[i]); /* sold whole: it shows its slot's */
    }
    assert_int_equal(FREE(bm), 1);
#undef STAGE
#undef FREE
}

TEST(a_slot_is_taken_once)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    world_open(&w);
    world_demo(&w, &d);
    int64_t slot = sql_int(&w, "SELECT min(id) FROM slot");
    assert_ok(slot_move(&w, slot, "held", &err));
    assert_refused(slot_move(&w, slot, "held", &err), KB_CONFLICT, "slot.taken");
    assert_refused(slot_move(&w, 424242, "free", &err), KB_NOT_FOUND, "not_found");
}

TEST(a_device_is_loaded_whole_or_in_parts_and_never_both)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
#define LOAD(dev, sku, n)                                                                          \
    say(&w, "POST", at(&w, "/v1/devices/%s/load", dev), "{'sku_id':'%s','slots':%d}", sku, n)
    LOAD(d.machine, d.box_sku, 1); /* a second time */
    assert_said(&w, 400, "device.sold_whole");
    LOAD(d.machine, d.vm_sku, 4); /* in parts beside the whole */
    assert_said(&w, 400, "device.sold_whole");
    LOAD(d.hypervisor, d.box_sku, 1); /* whole beside the parts */
    assert_said(&w, 400, "device.sold_whole");
    LOAD(d.hypervisor, d.vm_sku, 3);
    assert_said_ok(&w);
    assert_int_equal(sql_int(&w, "SELECT total FROM loading WHERE device_id = %lld",
                             (long long)inside(&w, "dev", d.hypervisor)),
                     7);
    assert_int_equal(sql_int(&w, "SELECT count(DISTINCT n) FROM slot WHERE device_id = %lld",
                             (long long)inside(&w, "dev", d.hypervisor)),
                     7);
    LOAD(d.hypervisor, d.vm_sku, 0);
    assert_said(&w, 400, "request.field");
    LOAD(d.hypervisor, d.vm_sku, 10001);
    assert_said(&w, 400, "request.field");
    LOAD(outside(&w, "dev", 7), d.vm_sku, 1);
    assert_said(&w, 404, "not_found");
    LOAD(d.hypervisor, outside(&w, "sku", 7), 1);
    assert_said(&w, 404, "not_found");
#undef LOAD
}

/* The explanation of the newest line's placement, as the platform sees it. */
static void explained(struct world *w, struct demo *d)
{
    const char *order = text_of(w, "order.id");
    as(w, &d->p.op);
    must_get(w, "/v1/orders/%s/placement", order);
}

TEST(every_filter_says_why_it_refused)
{
    static const struct {
        const char *spoil, *why;
    } cases[] = {
        { "UPDATE loading SET free = 0 WHERE device_id = ", "no free slot" },
        { "UPDATE device SET flags = 1 WHERE id = ", "flagged" },
        { "UPDATE device SET flags = 2 WHERE id = ", "flagged" },
        { "UPDATE device SET flags = 4 WHERE id = ", "flagged" },
        { "DELETE FROM endpoint WHERE device_id = ", "endpoint" },
        { "UPDATE agent SET link = 'late' WHERE room_id <> ", "agent" },
        { "UPDATE agent SET state = 'revoked' WHERE room_id <> ", "agent" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        world_open(&w);
        world_demo(&w, &d);
        kt_row("%s", cases[i].spoil);
        as(&w, &d.p.tech); /* a second one, in a second room, that will be chosen */
        must_say(&w, "POST", "/v1/rooms", "{'region_id':'%s','name':'二号'}", d.region);
        const char *room = text_of(&w, "id");
        must_say(&w, "POST", "/v1/racks", "{'room_id':'%s','name':'B','height_u':42}", room);
        must_say(&w, "POST", "/v1/devices",
                 "{'asset_tag':'HV-2','model_id':'%s','rack_id':'%s','u':1}", d.model,
                 text_of(&w, "id"));
        const char *second = text_of(&w, "id");
        must_say(&w, "POST", at(&w, "/v1/devices/%s/endpoints", second),
                 "{'driver':'sim','target':{'device':'hv-2','seed':2}}");
        must_say(&w, "POST", at(&w, "/v1/devices/%s/load", second), "{'sku_id':'%s','slots':1}",
                 d.vm_sku);
        agent_join(&w, room, "agent-2");
        bool agent = strstr(cases[i].spoil, "agent") != NULL;
        sql(&w, "%s%lld", cases[i].spoil,
            agent ? (long long)inside(&w, "rom", room)
                  : (long long)inside(&w, "dev", d.hypervisor));
        buy(&w, &d.c.admin, d.vm_sku, 1, 1);
        assert_said_ok(&w);
        explained(&w, &d);
        json_t *first = row_of(&w, "items.0.body.candidates", "device_id", d.hypervisor);
        assert_string_equal(json_string_value(json_object_get(first, "verdict")), "refused");
        assert_non_null(
            strstr(json_string_value(json_object_get(first, "reason_en")), cases[i].why));
        json_t *chosen = row_of(&w, "items.0.body.candidates", "device_id", second);
        assert_string_equal(json_string_value(json_object_get(chosen, "verdict")), "chosen");
    }
}

TEST(the_emptiest_device_is_chosen_also_among_very_many)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    /* 300 full ones that are older than the only one with a place */
    sql(&w,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) INSERT "
        "INTO device (id, org_id, asset_tag, serial, model_id, room_id, rack_id, u, attrs, "
        "stage, flags, flag_reason, observed, observed_ms, created_ms) SELECT i, d.org_id, 'F-' "
        "|| i, '', d.model_id, d.room_id, d.rack_id, 0, '{}', 'in_use', 0, '', '{}', 0, 1 FROM "
        "n, device d WHERE d.asset_tag = 'HV-1'");
    sql(&w,
        "INSERT INTO loading (sku_id, device_id, total, free) SELECT %lld, id, 1, 0 FROM device "
        "WHERE id <= 300",
        (long long)inside(&w, "sku", d.vm_sku));
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    assert_said_ok(&w);
    explained(&w, &d);
    assert_string_equal(text_of(&w, "items.0.body.device_id"), d.hypervisor);
}

TEST(the_shop_counts_only_what_could_be_opened_now)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
#define SHOWN(sku)                                                                                 \
    (get(&w, "/v1/shop"),                                                                          \
     json_integer_value(json_object_get(row_of(&w, "items", "sku_id", sku), "free")))
    as(&w, &d.c.user);
    assert_int_equal(SHOWN(d.vm_sku), 4);
    agent_link(&w, d.agent, "lost");
    assert_int_equal(SHOWN(d.vm_sku), 0);
    assert_int_equal(SHOWN(d.box_sku), 1); /* people are there */
    agent_link(&w, d.agent, "online");
    sql(&w, "UPDATE device SET flags = 1");
    assert_int_equal(SHOWN(d.vm_sku), 0);
    assert_int_equal(SHOWN(d.box_sku), 0);
#undef SHOWN
}
