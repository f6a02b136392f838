/* Jobs on their way: sent until accepted, looked at when the answer is lost, believed once,
 * and never stuck. */
#include "demo.h"

#include "desk/work-orders/work_order.h"

#include <string.h>

static const char *phase(struct world *w)
{
    return sql_text(w, "SELECT phase AS s FROM job ORDER BY id LIMIT 1");
}

/* An order whose machine the agent was told to open. */
static struct agent_order opening(struct world *w, struct demo *d)
{
    struct agent_order o;
    world_open(w);
    world_demo(w, d);
    buy(w, &d->c.admin, d->vm_sku, 1, 1);
    assert_said_ok(w);
    tick(w);
    assert_true(agent_sent(w, d->agent, &o));
    return o;
}

/* The jobs sent since the last look. */
static int sent(struct world *w, int64_t agent, struct agent_order *newest)
{
    int n = 0;
    for (size_t i = 0; i < w->left_n; i++)
        n += strcmp(w->left[i].kind, "agent.job") == 0 && w->left[i].a == agent;
    if (n && newest) assert_true(agent_sent(w, agent, newest));
    world_forget(w);
    return n;
}

TEST(a_message_says_what_to_do_to_what_until_when)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o = opening(&w, &d);
    assert_string_equal(o.verb, "open");
    assert_string_equal(o.driver, "sim");
    assert_int_equal(o.epoch, 1);
    assert_int_equal(json_integer_value(json_object_get(o.doc, "controller_epoch")), 1);
    json_t *spec = json_object_get(o.doc, "spec");
    assert_int_equal(json_integer_value(json_object_get(spec, "vcpu")), 2);
    assert_null(
        json_object_get(spec, "note")); /* for people: a driver refuses what it does not know */
    assert_int_equal(o.resource, sql_int(&w, "SELECT id FROM resource"));
    int64_t until = json_integer_value(json_object_get(o.doc, "deadline_ms"));
    assert_true(until > w.k.now_ms && until <= sql_int(&w, "SELECT deadline_ms FROM job"));
    assert_false(json_is_true(json_object_get(o.doc, "lost")));
}

TEST(it_is_sent_again_every_five_seconds_until_it_is_accepted)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o = opening(&w, &d), again;
    sent(&w, d.agent, NULL);
    for (int i = 0; i < 3; i++) {
        kt_world_pass(&w.k, 4999);
        tick(&w);
        assert_int_equal(sent(&w, d.agent, NULL), 0);
        kt_world_pass(&w.k, 1);
        tick(&w);
        assert_int_equal(sent(&w, d.agent, &again), 1);
        assert_int_equal(again.job, o.job);
        assert_int_equal(again.epoch, 1); /* the same attempt */
    }
    agent_accepts(&w, d.agent, &again);
    agent_accepts(&w, d.agent, &again);
    kt_world_pass(&w.k, 60000);
    tick(&w);
    assert_int_equal(sent(&w, d.agent, NULL), 0);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM job_log WHERE text LIKE 'accepted%%'"), 1);
}

TEST(an_agent_that_is_back_is_told_again_what_it_was_given)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    struct done done;
    struct agent_order o = opening(&w, &d), again;
    agent_accepts(&w, d.agent, &o);
    agent_link(&w, d.agent, "lost");
    sent(&w, d.agent, NULL);
    agent_link(&w, d.agent, "online");
    assert_ok(
        world_system(&w, "jobs_agent_back", d.agent, &(struct agent_back){ d.agent }, &done, &err));
    assert_int_equal(sent(&w, d.agent, &again), 1);
    assert_int_equal(again.epoch, 1);
    agent_says(&w, d.agent, &again, "done", "{}"); /* from its journal */
    assert_string_equal(phase(&w), "done");
}

TEST(when_the_lease_is_over_the_outcome_is_unknown_and_looked_at)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o = opening(&w, &d), look;
    sent(&w, d.agent, NULL);
    kt_world_pass(&w.k, 120000); /* never accepted */
    tick(&w);
    assert_string_equal(phase(&w), "unknown");
    world_forget(&w);
    kt_world_pass(&w.k, 5000);
    tick(&w);
    assert_int_equal(sent(&w, d.agent, &look), 1);
    assert_int_equal(look.epoch, 2);
    assert_true(json_is_true(json_object_get(look.doc, "lost"))); /* observe first */
    agent_says(&w, d.agent, &o, "done", "{}"); /* the first attempt's, too late to be believed */
    assert_string_equal(phase(&w), "running");
    agent_accepts(&w, d.agent, &look);
    agent_says(&w, d.agent, &look, "done", "{}");
    assert_string_equal(phase(&w), "done");
    assert_books_sound(&w);
}

TEST(a_late_done_settles_what_was_unknown)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o = opening(&w, &d);
    kt_world_pass(&w.k, 120000);
    tick(&w);
    assert_string_equal(phase(&w), "unknown");
    agent_fails(&w, d.agent, &o, "libvirt.failed", true); /* may be what it was before */
    assert_string_equal(phase(&w), "unknown");
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_string_equal(phase(&w), "done");
}

TEST(every_report_is_acknowledged_and_only_the_right_one_believed)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o = opening(&w, &d);
    agent_accepts(&w, d.agent, &o);
    as(&w, &d.p.tech);
    must_say(&w, "POST", "/v1/rooms", "{'region_id':'%s','name':'二号'}", d.region);
    int64_t stranger = agent_join(&w, text_of(&w, "id"), "agent-2");
    const struct {
        int64_t agent, job, epoch;
    } wrong[] = { { stranger, o.job, 1 },
                  { d.agent, o.job, 2 },
                  { d.agent, o.job, 0 },
                  { d.agent, 424242, 1 },
                  { 0, o.job, 1 } };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct agent_order other = o;
        other.job = wrong[i].job;
        other.epoch = wrong[i].epoch;
        world_forget(&w);
        kt_row("case %zu", i);
        agent_says(&w, wrong[i].agent, &other, "done", "{}");
        assert_string_equal(phase(&w), "running");
        const struct world_left *ack = left_of(&w, "agent.ack");
        assert_non_null(ack);
        assert_int_equal(ack->a, wrong[i].agent);
        assert_int_equal(ack->b, wrong[i].job);
        assert_string_equal(ack->text, at(&w, "%lld", (long long)wrong[i].epoch));
    }
    agent_says(&w, d.agent, &o, "done", "{}");
    assert_string_equal(phase(&w), "done");
}

TEST(another_agent_cannot_accept_what_it_was_not_given)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o = opening(&w, &d);
    agent_accepts(&w, d.agent + 1, &o);
    assert_int_equal(sql_int(&w, "SELECT accepted FROM job"), 0);
}

TEST(an_outcome_that_is_none_is_refused_and_changes_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct kb_error err;
    struct done done;
    struct agent_order o = opening(&w, &d);
    struct job_report r = { .job = o.job,
                            .epoch = 1,
                            .outcome = "great",
                            .reason = "",
                            .text = "",
                            .ticket = "",
                            .result = "{}" };
    assert_refused(world_system(&w, "job_reported", d.agent, &r, &done, &err), KB_INVALID,
                   "request.field");
    assert_string_equal(phase(&w), "running");
}

TEST(what_is_pending_is_asked_about_when_the_driver_said)
{
    static const struct {
        int64_t said, waits;
    } cases[] = { { 2500, 2500 }, { 0, 100 }, { -5, 100 }, { 99999999, 3600000 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        struct kb_error err;
        struct done done;
        struct agent_order o = opening(&w, &d), again;
        agent_accepts(&w, d.agent, &o);
        kt_row("%lld ms", (long long)cases[i].said);
        struct job_report r = { .job = o.job,
                                .epoch = 1,
                                .outcome = "pending",
                                .reason = "",
                                .text = "creating",
                                .ticket = "t-1",
                                .result = "{}",
                                .retry_ms = cases[i].said };
        assert_ok(world_system(&w, "job_reported", d.agent, &r, &done, &err));
        assert_string_equal(phase(&w), "waiting");
        assert_int_equal(sql_int(&w, "SELECT next_ms FROM job"), w.k.now_ms + cases[i].waits);
        if (cases[i].waits > 60000) continue;
        sent(&w, d.agent, NULL);
        kt_world_pass(&w.k, cases[i].waits);
        tick(&w);
        assert_int_equal(sent(&w, d.agent, &again), 1);
        assert_int_equal(again.epoch, 2);
        assert_string_equal(json_string_value(json_object_get(again.doc, "ticket")), "t-1");
    }
}

TEST(a_failure_that_a_retry_may_help_is_tried_five_times_ever_later)
{
    AUTO(world_close) struct world w;
    struct demo d;
    int64_t waited = 0;
    struct agent_order o = opening(&w, &d);
    for (int attempt = 1; attempt <= 5; attempt++) {
        kt_row("attempt %d", attempt);
        assert_int_equal(o.epoch, attempt);
        agent_accepts(&w, d.agent, &o);
        agent_fails(&w, d.agent, &o, "libvirt.unreachable", true);
        if (attempt == 5) break;
        assert_string_equal(phase(&w), "queued");
        int64_t wait = sql_int(&w, "SELECT next_ms FROM job") - w.k.now_ms;
        assert_true(wait > waited);
        waited = wait;
        sent(&w, d.agent, NULL);
        kt_world_pass(&w.k, wait);
        tick(&w);
        assert_true(agent_sent(&w, d.agent, &o));
    }
    assert_string_equal(phase(&w), "held"); /* a person is asked */
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM work_order WHERE state = 'open'"), 1);
}

TEST(what_a_retry_cannot_help_goes_to_a_person_or_ends)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o = opening(&w, &d);
    agent_accepts(&w, d.agent, &o);
    agent_fails(&w, d.agent, &o, "driver.cannot", false);
    assert_string_equal(phase(&w), "held");
    assert_string_equal(sql_text(&w, "SELECT on_deadline AS s FROM job"), "give_up");
    as(&w, &d.p.tech);
    must_say(&w, "POST", at(&w, "/v1/devices/%s/verify", d.hypervisor), "{'driver':'sim'}");
    agent_does(&w, d.agent, strcmp(text_of(&w, "verb"), "observe") == 0 ? "observe" : "verify",
               "{}");
}

TEST(a_deadline_does_what_the_job_said)
{
    static const struct {
        const char *on_deadline, *phase;
    } cases[] = { { "degrade", "held" }, { "give_up", "failed" }, { "remind", "queued" } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        world_open(&w);
        world_demo(&w, &d);
        agent_link(&w, d.agent, "lost");
        as(&w, &d.p.tech);
        must_say(&w, "POST", at(&w, "/v1/devices/%s/verify", d.hypervisor), "{'driver':'sim'}");
        sql(&w, "UPDATE job SET on_deadline = '%s', deadline_ms = %lld", cases[i].on_deadline,
            (long long)w.k.now_ms + 1000);
        kt_row("%s", cases[i].on_deadline);
        kt_world_pass(&w.k, 999);
        tick(&w);
        assert_string_equal(phase(&w), "queued");
        kt_world_pass(&w.k, 1);
        tick(&w);
        assert_string_equal(phase(&w), cases[i].phase);
        if (strcmp(cases[i].phase, "failed") != 0)
            assert_true(sql_int(&w, "SELECT deadline_ms FROM job") > w.k.now_ms);
    }
}

TEST(nothing_is_sent_to_who_is_not_there)
{
    static const char *const links[] = { "late", "lost" };
    for (size_t i = 0; i < COUNT(links); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        world_open(&w);
        world_demo(&w, &d);
        as(&w, &d.p.tech);
        must_say(&w, "POST", at(&w, "/v1/devices/%s/verify", d.hypervisor), "{'driver':'sim'}");
        agent_link(&w, d.agent, links[i]);
        tick(&w);
        kt_row("%s", links[i]);
        assert_int_equal(sent(&w, d.agent, NULL), 0);
        agent_link(&w, d.agent, "online");
        tick(&w);
        assert_int_equal(sent(&w, d.agent, NULL), 1);
    }
}

TEST(a_revoked_agents_work_is_looked_at_by_another)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o = opening(&w, &d), look;
    agent_accepts(&w, d.agent, &o);
    as(&w, &d.p.tech);
    int64_t second = agent_join(&w, d.room, "agent-2");
    must_say(&w, "POST", at(&w, "/v1/agents/%s/revoke", outside(&w, "agt", d.agent)), NULL);
    world_forget(&w);
    pass(&w, 15 * 60000);
    assert_string_not_equal(phase(&w), "done");
    assert_true(agent_sent(&w, second, &look));
    assert_true(json_is_true(json_object_get(look.doc, "lost")));
}
