/* Work orders: a person takes one, says what he did, the agent looks, and only that ends it. */
#include "demo.h"

#include <string.h>

/* A device was bought; its work order waits. Returns the work order. */
static const char *waiting(struct world *w, struct demo *d)
{
    world_open(w);
    world_demo(w, d);
    buy(w, &d->c.admin, d->box_sku, 1, 1);
    assert_said_ok(w);
    as(w, &d->p.tech);
    must_get(w, "/v1/work-orders?open=true");
    return text_of(w, "items.0.id");
}

static const char *state(struct world *w, const char *id)
{
    return sql_text(w, "SELECT state AS s FROM work_order WHERE id = %lld",
                    (long long)inside(w, "wo", id));
}

static int fill(struct world *w, struct demo *d, const char *id, const char *body)
{
    as(w, &d->p.tech);
    return say(w, "POST", at(w, "/v1/work-orders/%s/fill", id), "%s", body);
}

static void accept(struct world *w, struct demo *d, const char *id)
{
    as(w, &d->p.tech);
    must_say(w, "POST", at(w, "/v1/work-orders/%s/accept", id), NULL);
}

/* The next job the agent is given. */
static struct agent_order next(struct world *w, struct demo *d, const char *verb)
{
    struct agent_order o;
    world_forget(w);
    tick(w);
    assert_true(agent_sent(w, d->agent, &o));
    assert_string_equal(o.verb, verb);
    agent_accepts(w, d->agent, &o);
    return o;
}

#define WAY "{'host':'192.0.2.30','port':22,'user':'root','password':'pw-1'}"

TEST(a_work_order_says_where_what_and_until_when)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const char *id = waiting(&w, &d);
    must_get(&w, "/v1/work-orders/%s", id);
    assert_string_equal(text_of(&w, "work_order.kind"), "open");
    assert_string_equal(text_of(&w, "work_order.alias"), "整机");
    assert_string_equal(text_of(&w, "device.asset_tag"), "BM-1");
    assert_string_equal(text_of(&w, "device.rack"), "A01");
    assert_int_equal(number_of(&w, "work_order.due_ms"), w.k.now_ms + 24 * 3600000);
    row_of(&w, "fields", "name", "host");
    json_t *password = row_of(&w, "fields", "name", "password");
    assert_true(json_is_true(json_object_get(password, "secret")));
}

TEST(accept_fill_verify_install_done)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const char *id = waiting(&w, &d);
    fill(&w, &d, id, WAY);
    assert_said(&w, 409, "state.move"); /* take it first */
    accept(&w, &d, id);
    assert_int_equal(number_of(&w, "work_order.created_ms"), w.k.now_ms);
    say(&w, "POST", at(&w, "/v1/work-orders/%s/accept", id), NULL);
    assert_said(&w, 409, "state.move");
    fill(&w, &d, id, WAY);
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "work_order.state"), "verifying");
    assert_null(strstr(w.raw, "pw-1"));
    fill(&w, &d, id, WAY);
    assert_said(&w, 409, "state.move"); /* the agent is at it */
    struct agent_order o = next(&w, &d, "verify");
    json_t *target = json_object_get(o.doc, "target"), *spec = json_object_get(o.doc, "spec");
    assert_string_equal(json_string_value(json_object_get(target, "password")), "pw-1");
    assert_string_equal(json_string_value(json_object_get(target, "host_key")), "");
    assert_null(json_object_get(target, "seal_owner"));
    assert_null(json_object_get(spec, "hostname")); /* the way in knows keys only */
    agent_says(&w, d.agent, &o, "done",
               "{'host_key':'SHA256:abc','checks':[{'name':'login','ok':true}]}");
    o = next(&w, &d, "open");
    target = json_object_get(o.doc, "target");
    assert_string_equal(json_string_value(json_object_get(target, "host_key")), "SHA256:abc");
    agent_says(&w, d.agent, &o, "done", "{'state':'on'}");
    assert_string_equal(state(&w, id), "done");
    as(&w, &d.c.user);
    must_get(&w, "/v1/resources");
    assert_string_equal(text_of(&w, "items.0.state"), "active");
    assert_books_sound(&w);
}

TEST(what_the_agent_finds_wrong_comes_back_and_is_tried_again)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const char *id = waiting(&w, &d);
    accept(&w, &d, id);
    fill(&w, &d, id, WAY);
    struct agent_order o = next(&w, &d, "verify");
    agent_fails(&w, d.agent, &o, "ssh.auth", false);
    assert_string_equal(state(&w, id), "returned");
    as(&w, &d.p.tech);
    must_get(&w, "/v1/work-orders/%s", id);
    assert_string_equal(text_of(&w, "work_order.result.reason"), "ssh.auth");
    assert_string_equal(text_of(&w, "work_order.form.host"), "192.0.2.30"); /* as it was typed */
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM resource WHERE state = 'opening'"), 1);
    fill(&w, &d, id, "{'host':'192.0.2.30','port':22,'user':'root','password':'pw-2'}");
    assert_said_ok(&w);
    o = next(&w, &d, "verify");
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(o.doc, "target"), "password")), "pw-2");
    agent_says(&w, d.agent, &o, "done", "{'host_key':'SHA256:abc'}");
    o = next(&w, &d, "open");
    agent_fails(&w, d.agent, &o, "ssh.keys_lost", false);
    assert_string_equal(state(&w, id), "returned");
    fill(&w, &d, id, "{'host':'192.0.2.30','port':22,'user':'root'}");
    assert_said_ok(&w);
    o = next(&w, &d, "verify"); /* the password that was typed for this way in */
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(o.doc, "target"), "password")), "pw-2");
    agent_says(&w, d.agent, &o, "done", "{'host_key':'SHA256:abc'}");
    o = next(&w, &d, "open");
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_string_equal(state(&w, id), "done");
}

TEST(a_password_is_not_sent_to_another_host_than_it_was_typed_for)
{
    static const char *const others[] = {
        "{'host':'192.0.2.66','port':22,'user':'root'}",
        "{'host':'192.0.2.30','port':23,'user':'root'}",
        "{'host':'192.0.2.30','port':22,'user':'admin'}",
    };
    for (size_t i = 0; i < COUNT(others); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        const char *id = waiting(&w, &d);
        accept(&w, &d, id);
        fill(&w, &d, id, WAY);
        struct agent_order o = next(&w, &d, "verify");
        agent_fails(&w, d.agent, &o, "ssh.unreachable", false);
        kt_row("%s", others[i]);
        fill(&w, &d, id, others[i]);
        assert_said_ok(&w);
        o = next(&w, &d, "verify");
        assert_null(json_object_get(json_object_get(o.doc, "target"), "password"));
    }
}

TEST(a_form_is_checked_before_anybody_is_sent)
{
    static const struct {
        const char *body, *field;
    } cases[] = {
        { "{}", "host" },
        { "{'host':'','port':22,'user':'root'}", "host" },
        { "{'host':'-oProxyCommand=id','port':22,'user':'root'}", "host" },
        { "{'host':'a b','port':22,'user':'root'}", "host" },
        { "{'host':'http://x','port':22,'user':'root'}", "host" },
        { "{'host':'x\\\"y','port':22,'user':'root'}", "host" },
        { "{'host':'192.0.2.1','user':'root'}", "port" },
        { "{'host':'192.0.2.1','port':0,'user':'root'}", "port" },
        { "{'host':'192.0.2.1','port':65536,'user':'root'}", "port" },
        { "{'host':'192.0.2.1','port':22}", "user" },
        { "{'host':'192.0.2.1','port':22,'user':'-x'}", "user" },
        { "{'host':'192.0.2.1','port':22,'user':'a b'}", "user" },
        { "{'host':'192.0.2.1','port':22,'user':'root','sudo':true}", "sudo" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    const char *id = waiting(&w, &d);
    accept(&w, &d, id);
    int64_t changes = db_changes(w.db);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].body);
        assert_int_equal(fill(&w, &d, id, cases[i].body), 400);
        assert_string_equal(text_of(&w, "field"), cases[i].field);
    }
    assert_int_equal(db_changes(w.db), changes);
    fill(&w, &d, id, "{'host':'2001:db8::1','port':2222,'user':'ops.x_1'}");
    assert_said_ok(&w);
}

TEST(when_no_agent_comes_to_check_it_comes_back)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const char *id = waiting(&w, &d);
    agent_link(&w, d.agent, "lost");
    accept(&w, &d, id);
    fill(&w, &d, id, WAY);
    pass(&w, 61000);
    assert_string_equal(state(&w, id), "returned");
}

TEST(an_opening_can_be_cancelled_and_the_money_is_back)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const char *id = waiting(&w, &d);
    as(&w, &d.p.tech);
    say(&w, "POST", at(&w, "/v1/work-orders/%s/cancel", id), "{'reason':''}");
    assert_said(&w, 400, "request.field");
    must_say(&w, "POST", at(&w, "/v1/work-orders/%s/cancel", id), "{'reason':'broken'}");
    assert_string_equal(state(&w, id), "canceled");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM slot WHERE stage = 'free'"), 5);
    as(&w, &d.c.user);
    must_get(&w, "/v1/balance");
    assert_int_equal(number_of(&w, "available_fen"), 1000000);
    as(&w, &d.p.tech);
    say(&w, "POST", at(&w, "/v1/work-orders/%s/cancel", id), "{'reason':'again'}");
    assert_said(&w, 409, "state.move");
    assert_books_sound(&w);
}

/* The box is open; its customer closes it. Returns the closing's work order. */
static const char *closing(struct world *w, struct demo *d)
{
    world_open(w);
    world_demo(w, d);
    const char *box = open_box(w, d);
    as(w, &d->c.admin);
    must_say(w, "POST", at(w, "/v1/resources/%s/close", box), "{'confirm':'整机'}");
    as(w, &d->p.tech);
    must_get(w, "/v1/work-orders?open=true");
    assert_int_equal(count_of(w, "items"), 1);
    return text_of(w, "items.0.id");
}

TEST(a_closing_ends_when_the_agent_has_seen_that_the_keys_are_gone)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const char *id = closing(&w, &d);
    assert_string_equal(text_of(&w, "items.0.kind"), "close");
    say(&w, "POST", at(&w, "/v1/work-orders/%s/cancel", id), "{'reason':'no'}");
    assert_said(&w, 409, "work_order.must");
    accept(&w, &d, id);
    fill(&w, &d, id, "{}");
    assert_said(&w, 400, "request.missing");
    fill(&w, &d, id, "{'note':'disks wiped'}");
    assert_said_ok(&w);
    struct agent_order o = next(&w, &d, "close");
    json_t *target = json_object_get(o.doc, "target");
    assert_string_equal(json_string_value(json_object_get(target, "password")), "pw");
    assert_string_equal(json_string_value(json_object_get(target, "host_key")), "SHA256:abc");
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_string_equal(state(&w, id), "done");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM slot WHERE stage = 'free'"), 5);
    assert_string_equal(sql_text(&w, "SELECT state AS s FROM resource"), "closed");
    assert_string_equal(sql_text(&w, "SELECT sealed AS s FROM resource_access"), "");
    assert_books_sound(&w);
}

TEST(a_device_that_lets_nobody_in_any_more_is_closed_by_the_technicians_second_word)
{
    static const struct {
        const char *reason;
        bool ends;
    } cases[] = {
        { "ssh.unreachable", true }, { "ssh.host_key_changed", true },
        { "ssh.auth", true },        { "ssh.keys_lost", false },
        { "driver.lost", false },    { "agent.worker_died", false },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        const char *id = closing(&w, &d);
        kt_row("%s", cases[i].reason);
        accept(&w, &d, id);
        fill(&w, &d, id, "{'note':'reinstalled'}");
        struct agent_order o = next(&w, &d, "close");
        agent_fails(&w, d.agent, &o, cases[i].reason, false);
        assert_string_equal(state(&w, id), "returned");
        fill(&w, &d, id, "{'note':'it was wiped: nobody can log in'}");
        assert_said_ok(&w);
        assert_string_equal(state(&w, id), cases[i].ends ? "done" : "verifying");
    }
}

TEST(a_job_that_an_agent_could_not_do_is_done_by_a_person)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    o = next(&w, &d, "open");
    agent_fails(&w, d.agent, &o, "libvirt.failed", false);
    as(&w, &d.p.tech);
    must_get(&w, "/v1/work-orders?open=true");
    const char *id = text_of(&w, "items.0.id");
    assert_string_equal(text_of(&w, "items.0.reason"), "it did not work");
    accept(&w, &d, id);
    fill(&w, &d, id, WAY);
    o = next(&w, &d, "verify");
    agent_says(&w, d.agent, &o, "done", "{'host_key':'SHA256:abc'}");
    o = next(&w, &d, "open");
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_string_equal(state(&w, id), "done");
    assert_string_equal(sql_text(&w, "SELECT state AS s FROM resource"), "active");
    assert_books_sound(&w);
}

TEST(technicians_are_told_once_that_there_is_work)
{
    AUTO(world_close) struct world w;
    struct demo d;
    waiting(&w, &d);
    tick(&w);
    tick(&w);
    must_get(&w, "/v1/messages");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_string_equal(text_of(&w, "items.0.kind"), "work_order");
    sql(&w, "UPDATE outbox SET state = 'due'"); /* as after a crash before it was closed */
    tick(&w);
    must_get(&w, "/v1/messages");
    assert_int_equal(count_of(&w, "items"), 1);
}

TEST(a_notice_for_two_organisations_at_once_reaches_both)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    sql(&w, "DELETE FROM message");
    for (int i = 0; i < 2; i++)
        sql(&w,
            "INSERT INTO outbox (id, topic, effect_key, body, state, due_ms, tries, reason) VALUES "
            "(%d, 'notice.send', 'k-%d', "
            "'{\"org_id\":%lld,\"object_id\":1,\"kind\":\"x\",\"object\":"
            "\"order\",\"text_zh\":\"a\",\"text_en\":\"b\"}', 'due', 1, 0, '')",
            i + 1, i, (long long)(i ? d.c.admin.org_id : d.c2.admin.org_id));
    tick(&w);
    assert_int_equal(sql_int(&w, "SELECT count(DISTINCT org_id) FROM message"), 2);
}

/* Whatever kind of work it is that stands on an order's line. */
TEST(what_a_technician_writes_is_read_by_the_operator_and_not_by_the_customer)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    buy(&w, &d.c.admin, d.box_sku, 1, 1);
    const char *order = text_of(&w, "order.id"), *job = text_of(&w, "lines.0.job_id");
    as(&w, &d.p.tech);
    must_get(&w, "/v1/work-orders?open=true");
    const char *id = text_of(&w, "items.0.id");
    accept(&w, &d, id);
    sql(&w, "UPDATE work_order SET kind = 'fix' WHERE id = %lld", (long long)inside(&w, "wo", id));
    fill(&w, &d, id, "{'note':'the customer next door had left his disks'}");
    assert_said_ok(&w);
    const struct turn_actor *readers[] = { &d.p.op, &d.p.tech };
    for (size_t i = 0; i < COUNT(readers); i++) {
        as(&w, readers[i]);
        must_get(&w, "/v1/jobs/%s", job);
        assert_non_null(strstr(w.raw, "next door"));
    }
    const struct turn_actor *customers[] = { &d.c.admin, &d.c.user };
    for (size_t i = 0; i < COUNT(customers); i++) {
        as(&w, customers[i]);
        must_get(&w, "/v1/orders/%s", order);
        assert_null(strstr(w.raw, "next door"));
        assert_non_null(strstr(w.raw, "\"text\":\"taken\"")); /* what happened is told */
        assert_non_null(strstr(w.raw, "\"text\":\"done\""));
    }
}
