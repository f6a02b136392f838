/* Tickets: the right to open one terminal, or the live channel, once, soon, and while one may. */
#include "demo.h"

#include "web-terminal/ticket.h"

#include <string.h>

/* The customer's administrator with a session of his own, so that it can end. */
static struct turn_actor signed_in(struct world *w, const struct turn_actor *who)
{
    struct turn_actor a = *who;
    a.session_id = kb_new_id(&w->k.world);
    sql(w,
        "INSERT INTO session (id, token_hash, user_id, peer, created_ms, seen_ms, ended_ms) VALUES "
        "(%lld, printf('%%064d', %lld), %lld, '', %lld, %lld, 0)",
        (long long)a.session_id, (long long)++w->serial, (long long)a.user_id,
        (long long)w->k.now_ms, (long long)w->k.now_ms);
    return a;
}

struct stage {
    struct world w;
    struct demo d;
    struct turn_actor user;
    const char *vm;
};
static void stage_open(struct stage *s)
{
    world_open(&s->w);
    world_demo(&s->w, &s->d);
    s->vm = open_vm(&s->w, &s->d);
    s->user = signed_in(&s->w, &s->d.c.user);
    as(&s->w, &s->user);
}
static void stage_close(struct stage *s)
{
    world_close(&s->w);
}

static const char *ticket(struct stage *s)
{
    must_say(&s->w, "POST", "/v1/terminals", "{'resource_id':'%s','kind':'shell'}", s->vm);
    return text_of(&s->w, "ticket");
}

static enum kb_code redeem(struct stage *s, const char *text, struct terminal_opening *out,
                           struct kb_error *err)
{
    return world_system(&s->w, "terminal_redeem", 0, &(struct terminal_redeem){ text }, out, err);
}

TEST(a_ticket_opens_its_terminal_once)
{
    AUTO(stage_close) struct stage s;
    struct terminal_opening o;
    struct kb_error err;
    stage_open(&s);
    const char *text = ticket(&s);
    assert_true(strlen(text) >= 43);
    assert_int_equal(number_of(&s.w, "expires_ms"), s.w.k.now_ms + 30000);
    assert_null(strstr(text_of(&s.w, "url"), text)); /* never in an address */
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM terminal WHERE ticket_hash = '%s'", text),
                     0);
    assert_ok(redeem(&s, text, &o, &err));
    assert_int_equal(o.resource_id, inside(&s.w, "res", s.vm));
    assert_int_equal(o.agent_id, s.d.agent);
    assert_int_equal(o.user_id, s.user.user_id);
    assert_int_equal(o.session_id, s.user.session_id);
    assert_non_null(strstr(o.open, "192.0.2.20"));
    assert_refused(redeem(&s, text, &o, &err), KB_DENIED, "terminal.ticket");
}

TEST(a_ticket_is_good_for_thirty_seconds)
{
    AUTO(stage_close) struct stage s;
    struct terminal_opening o;
    struct kb_error err;
    stage_open(&s);
    const char *first = ticket(&s), *second = ticket(&s);
    kt_world_pass(&s.w.k, 29999);
    assert_ok(redeem(&s, first, &o, &err));
    kt_world_pass(&s.w.k, 1);
    assert_refused(redeem(&s, second, &o, &err), KB_DENIED, "terminal.ticket");
}

TEST(a_ticket_nobody_made_opens_nothing)
{
    static const char *const texts[] = { "", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                         "'" };
    AUTO(stage_close) struct stage s;
    struct terminal_opening o;
    struct kb_error err;
    stage_open(&s);
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_refused(redeem(&s, texts[i], &o, &err), KB_DENIED, "terminal.ticket");
}

TEST(what_was_taken_away_since_the_ticket_was_made_stays_closed)
{
    static const struct {
        const char *taken; /* with the id of whom it concerns at its end */
        char whose;
        const char *reason;
    } cases[] = {
        { "UPDATE session SET ended_ms = 1 WHERE user_id = ", 'u', "terminal.ticket" },
        { "UPDATE users SET state = 'disabled' WHERE id = ", 'u', "terminal.ticket" },
        { "UPDATE membership SET roles = 0 WHERE user_id = ", 'u', "terminal.ticket" },
        { "UPDATE org SET state = 'disabled' WHERE id = ", 'o', "terminal.ticket" },
        { "UPDATE resource SET state = 'suspended' WHERE org_id = ", 'o', "resource.not_active" },
        { "UPDATE resource SET state = 'closing' WHERE org_id = ", 'o', "resource.not_active" },
        { "UPDATE agent SET link = 'lost' WHERE id <> ", 'o', "terminal.no_agent" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(stage_close) struct stage s;
        struct terminal_opening o;
        struct kb_error err;
        stage_open(&s);
        const char *text = ticket(&s);
        must_say(&s.w, "POST", "/v1/live-tickets", NULL);
        const char *live = text_of(&s.w, "ticket");
        kt_row("%s", cases[i].taken);
        sql(&s.w, "%s%lld", cases[i].taken,
            (long long)(cases[i].whose == 'u' ? s.user.user_id : s.user.org_id));
        assert_int_not_equal(redeem(&s, text, &o, &err), KB_OK);
        assert_string_equal(err.reason, cases[i].reason);
        if (strcmp(cases[i].reason, "terminal.ticket") != 0) continue;
        struct live_opening l;
        assert_refused(
            world_system(&s.w, "live_redeem", 0, &(struct live_redeem){ live }, &l, &err),
            KB_DENIED, "terminal.ticket");
    }
}

TEST(a_terminal_is_for_what_is_ones_own_open_and_has_one)
{
    AUTO(stage_close) struct stage s;
    stage_open(&s);
    say(&s.w, "POST", "/v1/terminals", "{'resource_id':'%s','kind':'console'}", s.vm);
    assert_said(&s.w, 400, "terminal.kind");
    say(&s.w, "POST", "/v1/terminals", "{'resource_id':'%s','kind':'desktop'}", s.vm);
    assert_said(&s.w, 400, "request.field");
    as(&s.w, &s.d.c2.admin);
    say(&s.w, "POST", "/v1/terminals", "{'resource_id':'%s','kind':'shell'}", s.vm);
    assert_said(&s.w, 404, "not_found");
    as(&s.w, &s.user);
    agent_link(&s.w, s.d.agent, "late");
    say(&s.w, "POST", "/v1/terminals", "{'resource_id':'%s','kind':'shell'}", s.vm);
    assert_said(&s.w, 503, "terminal.no_agent");
    agent_link(&s.w, s.d.agent, "online");
    sql(&s.w, "UPDATE resource SET state = 'suspended'");
    say(&s.w, "POST", "/v1/terminals", "{'resource_id':'%s','kind':'shell'}", s.vm);
    assert_said(&s.w, 409, "resource.not_active");
}

TEST(an_organisation_has_twenty_terminals_at_once)
{
    AUTO(stage_close) struct stage s;
    struct terminal_opening o;
    struct kb_error err;
    struct done done;
    stage_open(&s);
    for (int i = 0; i < 20; i++) assert_ok(redeem(&s, ticket(&s), &o, &err));
    say(&s.w, "POST", "/v1/terminals", "{'resource_id':'%s','kind':'shell'}", s.vm);
    assert_said(&s.w, 429, "limit.reached");
    assert_ok(world_system(&s.w, "terminal_ended", 0, &(struct terminal_ended){ o.id, "exit" },
                           &done, &err));
    ticket(&s);
    kt_world_pass(&s.w.k, 30000); /* one that was not used does not count any more */
    ticket(&s);
}

TEST(ending_a_terminal_is_for_ones_own_organisation)
{
    AUTO(stage_close) struct stage s;
    struct terminal_opening o;
    struct kb_error err;
    stage_open(&s);
    assert_ok(redeem(&s, ticket(&s), &o, &err));
    const char *id = outside(&s.w, "trm", o.id);
    as(&s.w, &s.d.c2.admin);
    say(&s.w, "POST", at(&s.w, "/v1/terminals/%s/close", id), NULL);
    assert_said(&s.w, 404, "not_found");
    as(&s.w, &s.user);
    must_say(&s.w, "POST", at(&s.w, "/v1/terminals/%s/close", id), NULL);
    assert_int_equal(left_of(&s.w, "terminal.end")->a, o.id);
    assert_string_equal(sql_text(&s.w, "SELECT reason AS s FROM terminal"), "terminal.closed");
}

TEST(a_live_ticket_tells_whose_page_it_is_and_works_once)
{
    AUTO(stage_close) struct stage s;
    struct live_opening l;
    struct kb_error err;
    stage_open(&s);
    must_say(&s.w, "POST", "/v1/live-tickets", NULL);
    struct live_redeem in = { text_of(&s.w, "ticket") };
    assert_ok(world_system(&s.w, "live_redeem", 0, &in, &l, &err));
    assert_int_equal(l.org_id, s.user.org_id);
    assert_int_equal(l.session_id, s.user.session_id);
    assert_refused(world_system(&s.w, "live_redeem", 0, &in, &l, &err), KB_DENIED,
                   "terminal.ticket");
    must_say(&s.w, "POST", "/v1/live-tickets", NULL);
    in.ticket = text_of(&s.w, "ticket");
    kt_world_pass(&s.w.k, 30000);
    assert_refused(world_system(&s.w, "live_redeem", 0, &in, &l, &err), KB_DENIED,
                   "terminal.ticket");
}

TEST(tickets_are_forgotten_and_terminals_kept_for_a_year)
{
    AUTO(stage_close) struct stage s;
    struct terminal_opening o;
    struct purged out;
    struct kb_error err;
    struct done done;
    stage_open(&s);
    assert_ok(redeem(&s, ticket(&s), &o, &err));
    ticket(&s); /* never used */
    must_say(&s.w, "POST", "/v1/live-tickets", NULL);
    kt_world_pass(&s.w.k, 86400000LL + 30001);
    assert_ok(world_system(&s.w, "purge_tickets", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM live_ticket"), 0);
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM terminal WHERE state = 'waiting'"), 0);
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM terminal WHERE state = 'open'"), 1);
    assert_ok(world_system(&s.w, "terminals_reset", 0, &(struct nothing){ 0 }, &done, &err));
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM terminal WHERE state = 'ended'"), 2);
    kt_world_pass(&s.w.k, 400 * 86400000LL);
    assert_ok(world_system(&s.w, "purge_tickets", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM terminal"), 0);
}
