/* Agents as rows: one code, one key, one room, and gone at once when revoked. */
#include "demo.h"

#include <string.h>

static enum kb_code enrol(struct world *w, const char *code, const char *key, struct agent *a,
                          struct kb_error *err)
{
    struct agent_enrol in = { code, key, "SHA256:x", "0.1.0" };
    return world_system(w, "agent_enrolled", 0, &in, a, err);
}

static const char *code_for(struct world *w, struct demo *d)
{
    as(w, &d->p.tech);
    must_say(w, "POST", "/v1/agents", "{'room_id':'%s','name':'n'}", d->room);
    return text_of(w, "code");
}

TEST(a_code_admits_one_key_within_a_quarter_of_an_hour)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent a;
    struct kb_error err;
    world_open(&w);
    world_demo(&w, &d);
    const char *code = code_for(&w, &d), *late = code_for(&w, &d);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM agent WHERE code_hash = '%s'", code), 0);
    assert_non_null(left_of(&w, "agent.window"));
    assert_refused(enrol(&w, "nonsense", "aa", &a, &err), KB_DENIED, "agent.code");
    assert_ok(enrol(&w, code, "aa", &a, &err));
    assert_string_equal(a.state, "enrolled");
    assert_refused(enrol(&w, code, "bb", &a, &err), KB_DENIED, "agent.code");
    kt_world_pass(&w.k, 15 * 60000);
    assert_refused(enrol(&w, late, "cc", &a, &err), KB_DENIED, "agent.code");
    assert_refused(enrol(&w, "", "dd", &a, &err), KB_DENIED, "agent.code");
}

TEST(one_key_is_one_agent_for_ever)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent a;
    struct kb_error err;
    world_open(&w);
    world_demo(&w, &d);
    assert_ok(enrol(&w, code_for(&w, &d), "aa", &a, &err));
    const char *id = outside(&w, "agt", a.id);
    assert_refused(enrol(&w, code_for(&w, &d), "aa", &a, &err), KB_DENIED, "agent.code");
    as(&w, &d.p.tech);
    must_say(&w, "POST", at(&w, "/v1/agents/%s/revoke", id), NULL);
    assert_refused(enrol(&w, code_for(&w, &d), "aa", &a, &err), KB_DENIED, "agent.code");
}

TEST(a_revoked_agent_is_cut_off_and_stays_so)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    struct done done;
    world_open(&w);
    world_demo(&w, &d);
    const char *id = outside(&w, "agt", d.agent);
    as(&w, &d.p.op);
    say(&w, "POST", at(&w, "/v1/agents/%s/revoke", id), NULL);
    assert_said(&w, 403, "route.denied");
    as(&w, &d.p.tech);
    must_say(&w, "POST", at(&w, "/v1/agents/%s/revoke", id), NULL);
    assert_string_equal(text_of(&w, "state"), "revoked");
    assert_true(left_of(&w, "agent.revoked")->text[0] != '\0'); /* the key to cut */
    say(&w, "POST", at(&w, "/v1/agents/%s/revoke", id), NULL);
    assert_said(&w, 404, "not_found");
    assert_ok(world_system(&w, "agent_linked", d.agent,
                           &(struct agent_link){ d.agent, "online", "" }, &done, &err));
    assert_false(done.ok);
    must_get(&w, "/v1/agents");
    assert_string_equal(text_of(&w, "items.0.link"), "lost");
}

TEST(a_starting_gateway_knows_its_agents_and_that_none_is_there_yet)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    struct gateway_start g;
    world_open(&w);
    world_demo(&w, &d);
    code_for(&w, &d);
    assert_ok(world_system(&w, "gateway_start", 0, &(struct nothing){ 0 }, &g, &err));
    int64_t epoch = g.epoch;
    assert_int_equal(g.agents.n, 1);
    assert_int_equal(g.window_ms, w.k.now_ms + 15 * 60000);
    assert_string_equal(
        sql_text(&w, "SELECT link AS s FROM agent WHERE id = %lld", (long long)d.agent), "lost");
    assert_ok(world_system(&w, "gateway_start", 0, &(struct nothing){ 0 }, &g, &err));
    assert_int_equal(g.epoch, epoch + 1);
}

TEST(an_agent_is_for_a_room_of_ones_own)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.tech);
    say(&w, "POST", "/v1/agents", "{'room_id':'%s','name':'n'}", outside(&w, "rom", 7));
    assert_said(&w, 400, "not_found");
}

TEST(a_code_comes_with_all_that_the_enrol_command_is_told)
{
    static const struct turn_gateway gateway = { "ab12", "tcp://k.example.com:7780",
                                                 "tcp://k.example.com:7781" };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    code_for(&w, &d);
    assert_string_equal(text_of(&w, "server_key"), ""); /* no gateway runs in a test */
    w.engine.gateway = &gateway;
    code_for(&w, &d);
    assert_string_equal(text_of(&w, "server_key"), gateway.server_key);
    assert_string_equal(text_of(&w, "controller"), gateway.control);
    assert_string_equal(text_of(&w, "stream"), gateway.stream);
}
