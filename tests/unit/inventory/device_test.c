/* Devices: how they are reached, what an agent sees of them, and what is flagged. */
#include "demo.h"

#include <string.h>

static const char *stage_of(struct world *w, const char *id)
{
    return sql_text(w, "SELECT stage AS s FROM device WHERE id = %lld",
                    (long long)inside(w, "dev", id));
}

TEST(a_credential_is_sealed_to_its_place_and_never_shown)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    must_get(&w, "/v1/devices/%s", d.hypervisor);
    assert_int_equal(number_of(&w, "endpoints.0.has_secret"), 1);
    assert_null(strstr(w.raw, "s3cret"));
    const char *sealed = sql_text(&w, "SELECT secret AS s FROM endpoint");
    assert_null(strstr(sealed, "s3cret"));
    must_say(&w, "POST", at(&w, "/v1/devices/%s/verify", d.hypervisor), "{'driver':'sim'}");
    tick(&w);
    assert_true(agent_sent(&w, d.agent, &o)); /* only here */
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(o.doc, "target"), "password")), "s3cret");
    sql(&w, "UPDATE endpoint SET device_id = device_id + 1");
    sql(&w, "UPDATE job SET phase = 'queued', next_ms = 0");
    world_forget(&w);
    struct kb_error err;
    struct ticked out;
    assert_int_not_equal(world_system(&w, "jobs_tick", 0, &(struct nothing){ 0 }, &out, &err),
                         KB_OK);
    assert_string_equal(err.reason, "seal.open");
}

TEST(an_endpoint_is_replaced_by_a_newer_one_of_its_driver)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    must_say(&w, "POST", at(&w, "/v1/devices/%s/endpoints", d.hypervisor),
             "{'driver':'sim','target':{'device':'other','seed':1}}");
    must_get(&w, "/v1/devices/%s", d.hypervisor);
    assert_int_equal(count_of(&w, "endpoints"), 1);
    assert_string_equal(text_of(&w, "endpoints.0.target.device"), "other");
    assert_int_equal(number_of(&w, "endpoints.0.has_secret"), 0);
    say(&w, "POST", at(&w, "/v1/devices/%s/endpoints", d.hypervisor),
        "{'driver':'sim','target':[]}");
    assert_said(&w, 400, "request.field");
}

TEST(a_draft_that_an_agent_has_seen_is_verified)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    must_say(&w, "POST", "/v1/devices", "{'asset_tag':'N-1','model_id':'%s','rack_id':'%s','u':9}",
             d.model, d.rack);
    const char *dev = text_of(&w, "id");
    assert_string_equal(stage_of(&w, dev), "draft");
    say(&w, "POST", at(&w, "/v1/devices/%s/verify", dev), "{'driver':'sim'}");
    assert_said(&w, 400, "device.no_endpoint");
    must_say(&w, "POST", at(&w, "/v1/devices/%s/endpoints", dev),
             "{'driver':'sim','target':{'device':'n-1','seed':1}}");
    must_say(&w, "POST", at(&w, "/v1/devices/%s/verify", dev), "{'driver':'sim'}");
    struct agent_order o;
    tick(&w);
    assert_true(agent_sent(&w, d.agent, &o));
    agent_accepts(&w, d.agent, &o);
    agent_says(&w, d.agent, &o, "done", "{'cpu':64}");
    assert_string_equal(stage_of(&w, dev), "verified");
    as(&w, &d.p.op);
    must_get(&w, "/v1/devices/%s", dev);
    assert_int_equal(number_of(&w, "device.observed.cpu"), 64);
    assert_int_equal(number_of(&w, "device.observed_ms"), w.k.now_ms);
}

TEST(flags_stand_beside_the_stage_and_want_a_reason)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    say(&w, "POST", at(&w, "/v1/devices/%s/flag", d.machine),
        "{'flag':'fault','on':true,'reason':''}");
    assert_said(&w, 400, "request.field");
    must_say(&w, "POST", at(&w, "/v1/devices/%s/flag", d.machine),
             "{'flag':'fault','on':true,'reason':'fan'}");
    must_say(&w, "POST", at(&w, "/v1/devices/%s/flag", d.machine),
             "{'flag':'maintenance','on':true,'reason':'swap'}");
    assert_int_equal(number_of(&w, "flags"), 5);
    must_say(&w, "POST", at(&w, "/v1/devices/%s/flag", d.machine),
             "{'flag':'fault','on':false,'reason':'swapped'}");
    assert_int_equal(number_of(&w, "flags"), 1);
    assert_string_equal(stage_of(&w, d.machine), "free");
}
