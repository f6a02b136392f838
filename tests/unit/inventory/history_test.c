/* The journal of changes: of one's own organisation, or of one object of it. */
#include "demo.h"

TEST(the_journal_tells_who_did_what_to_an_object)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    must_say(&w, "POST", at(&w, "/v1/devices/%s/flag", d.machine),
             "{'flag':'maintenance','on':true,'reason':'fan'}");
    must_get(&w, "/v1/changes?id=%s", d.machine);
    assert_string_equal(text_of(&w, "items.0.verb"), "flagged");
    assert_string_equal(text_of(&w, "items.0.object_ref"), d.machine);
    must_get(&w, "/v1/changes?id=%s&object=room", d.machine);
    assert_int_equal(count_of(&w, "items"), 0);
    as(&w, &d.d.tech);
    must_get(&w, "/v1/changes?id=%s", d.machine);
    assert_int_equal(count_of(&w, "items"), 0);
}

TEST(what_is_no_id_is_refused_however_it_begins)
{
    static const char *const ids[] = { "x",         "_",          "_x",      "abcdef_x",
                                       "abcdefg_x", "abcdefgh_x", "dev_",    "dev",
                                       "dev__",     "______",     "%20_000", "dev_000000000000" };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    for (size_t i = 0; i < COUNT(ids); i++) {
        kt_row("%s", ids[i]);
        get(&w, "/v1/changes?id=%s", ids[i]);
        assert_said(&w, 400, "request.field");
    }
}

TEST(a_change_of_something_without_an_id_outside_does_not_spoil_the_list)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    sql(&w,
        "INSERT INTO change_log (id, at_ms, org_id, object, object_id, verb, detail, user_id, "
        "agent_id, actor, request_id) VALUES (%lld, 1, %lld, 'thing', 7, 'made', '', 0, 0, '', '')",
        (long long)kb_new_id(&w.k.world), (long long)d.p.admin.org_id);
    as(&w, &d.p.admin);
    must_get(&w, "/v1/changes");
    assert_string_equal(text_of(&w, "items.0.object_ref"), "");
}
