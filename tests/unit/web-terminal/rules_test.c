/* Every way to break the relay's rules, from the browser's side and from the agent's. */
#include "stage.h"

#include <string.h>

/* --- breaking the rules --- */

static void expect_end(struct stage *s, enum terminal_close code, const char *reason, int closes)
{
    assert_int_equal(s->overs, 1);
    assert_int_equal(s->code, code);
    assert_string_equal(s->reason, reason);
    stage_settle(s);
    assert_int_equal(s->closes, closes);
    stage_browser_types(s, 1); /* the dead say nothing: the sinks assert it */
    stage_agent_prints(s, 1);
    stage_settle(s);
    terminal_relay_end(&s->relay, "again");
    terminal_relay_gone(&s->relay);
    assert_int_equal(terminal_relay_tick(&s->relay, s->now_ms + 1000000), -1);
    assert_int_equal(s->overs, 1);
}

TEST(the_first_frame_must_be_hello_and_come_in_time)
{
    struct terminal_frame ping = { .type = TERMINAL_PING };
    AUTO(stage_free) struct stage *early = stage_new(1);
    stage_browser_says(early, &ping);
    expect_end(early, TERMINAL_CLOSE_BROKEN, "terminal.hello_first", 0);
    AUTO(stage_free) struct stage *late = stage_new(1);
    assert_int_equal(terminal_relay_tick(&late->relay, late->now_ms), RELAY_HELLO_MS);
    late->now_ms += RELAY_HELLO_MS;
    assert_int_equal(terminal_relay_tick(&late->relay, late->now_ms), -1);
    expect_end(late, TERMINAL_CLOSE_LATE, "terminal.late", 0);
    AUTO(stage_free) struct stage *twice = stage_live(1, 1000, 1000);
    stage_browser_hello(twice, 1000);
    expect_end(twice, TERMINAL_CLOSE_BROKEN, "terminal.frame", 1);
}

TEST(a_bad_ticket_and_a_resume_are_refused)
{
    AUTO(stage_free) struct stage *bad = stage_new(1);
    stage_browser_hello(bad, 1000);
    terminal_relay_refuse(&bad->relay, "terminal.ticket");
    expect_end(bad, TERMINAL_CLOSE_TICKET, "terminal.ticket", 0);
    assert_true(bad->exited);
    AUTO(stage_free) struct stage *resume = stage_new(1);
    struct terminal_frame f = {
        .type = TERMINAL_HELLO, .version = 1, .cols = 80, .rows = 24, .resume = true
    };
    stage_browser_says(resume, &f);
    expect_end(resume, TERMINAL_CLOSE_TICKET, "terminal.resume", 0);
    AUTO(stage_free) struct stage *silent = stage_new(1);
    stage_browser_hello(silent, 1000);
    (void)terminal_relay_tick(&silent->relay, silent->now_ms + RELAY_TICKET_MS);
    expect_end(silent, TERMINAL_CLOSE_DONE, "terminal.late", 0);
    stage_admit(silent); /* too late: nothing is opened */
    assert_int_equal(silent->to_agent.last, 0);
}

TEST(input_beyond_the_credit_or_with_a_hole_ends_the_session)
{
    AUTO(stage_free) struct stage *window = stage_live(1, 1000, 10);
    stage_browser_types(window, 10);
    assert_int_equal(window->overs, 0);
    stage_browser_types(window, 1);
    expect_end(window, TERMINAL_CLOSE_WINDOW, "terminal.window", 1);
    assert_int_equal(window->in_got, 10);
    AUTO(stage_free) struct stage *hole = stage_live(1, 1000, 100);
    hole->in_sent = 1;
    stage_browser_types(hole, 1);
    expect_end(hole, TERMINAL_CLOSE_BROKEN, "terminal.gap", 1);
    AUTO(stage_free) struct stage *early = stage_new(1);
    stage_browser_hello(early, 1000);
    stage_browser_types(early, 1);
    expect_end(early, TERMINAL_CLOSE_WINDOW, "terminal.window", 0);
}

TEST(an_agent_that_breaks_the_rules_loses_the_session)
{
    unsigned char v[8];
    for (int kind = 0; kind < 8; kind++) {
        AUTO(stage_free) struct stage *s = stage_live(1, 1000, 1000);
        kt_row("kind %d", kind);
        switch (kind) {
        case 0: stage_agent_prints(s, 1001); break; /* beyond the browser's credit */
        case 1:
            s->out_sent = 1;
            stage_agent_prints(s, 1);
            break; /* a hole */
        case 2:
            stage_agent_prints(s, 5);
            s->out_sent = 0;
            stage_agent_prints(s, 5);
            break;                                   /* again */
        case 3: stage_agent_acks(s, 1, 1000); break; /* took what was never sent */
        case 4: stage_agent_says(s, STREAM_OPENED, 5, NULL, 0); break;
        case 5: stage_agent_says(s, STREAM_EXIT, 0, "{\"code\":", 8); break;
        case 6:
            stream_u64_write(v, 9);
            stage_agent_says(s, STREAM_GAP, 5, v, 8);
            break;
        default: stage_agent_says(s, STREAM_IN, 0, "x", 1); break; /* not an agent's frame */
        }
        while (s->from_agent.first != s->from_agent.last) stage_relay_takes_one(s);
        expect_end(s, TERMINAL_CLOSE_DONE, "terminal.stream", 1);
        assert_true(s->exited);
    }
}

TEST(nothing_comes_before_opened_but_the_end)
{
    AUTO(stage_free) struct stage *s = stage_new(1);
    stage_browser_hello(s, 1000);
    stage_admit(s);
    stage_agent_prints(s, 1);
    stage_settle(s);
    expect_end(s, TERMINAL_CLOSE_DONE, "terminal.stream", 1);
    AUTO(stage_free) struct stage *failed = stage_new(1);
    stage_browser_hello(failed, 1000);
    stage_admit(failed);
    stage_agent_takes_one(failed);
    static const char json[] = "{\"reason\":\"ssh.auth\",\"code\":0,\"text\":\"refused\"}";
    stage_agent_says(failed, STREAM_EXIT, 0, json, sizeof json - 1);
    stage_settle(failed);
    expect_end(failed, TERMINAL_CLOSE_DONE, "ssh.auth", 0);
    AUTO(stage_free) struct stage *mute = stage_new(1);
    stage_browser_hello(mute, 1000);
    stage_admit(mute);
    (void)terminal_relay_tick(&mute->relay, mute->now_ms + RELAY_OPEN_MS);
    expect_end(mute, TERMINAL_CLOSE_DONE, "terminal.late", 1);
}

TEST(leaving_detaching_revoking_and_losing_the_agent_end_it)
{
    struct terminal_frame detach = { .type = TERMINAL_DETACH };
    AUTO(stage_free) struct stage *left = stage_live(1, 1000, 1000);
    terminal_relay_gone(&left->relay);
    expect_end(left, TERMINAL_CLOSE_DONE, "terminal.left", 1);
    AUTO(stage_free) struct stage *detached = stage_live(1, 1000, 1000);
    stage_browser_says(detached, &detach);
    expect_end(detached, TERMINAL_CLOSE_DONE, "terminal.left", 1);
    AUTO(stage_free) struct stage *revoked = stage_live(1, 1000, 1000);
    stage_agent_prints(revoked, 500);
    stage_relay_takes_one(revoked);
    terminal_relay_end(&revoked->relay, "session.none");
    expect_end(revoked, TERMINAL_CLOSE_DONE, "session.none", 1);
    assert_int_equal(revoked->out_end, 500); /* what was on its way is shown first */
    AUTO(stage_free) struct stage *lost = stage_live(1, 1000, 1000);
    terminal_relay_lost(&lost->relay);
    expect_end(lost, TERMINAL_CLOSE_DONE, "terminal.agent_lost", 0);
    assert_true(lost->exited);
}

TEST(a_browser_whose_queue_is_full_is_given_up)
{
    struct terminal_frame ping = { .type = TERMINAL_PING };
    AUTO(stage_free) struct stage *s = stage_live(1, 1000, 1000);
    s->refuse_after = 100;
    for (int i = 0; i < 101; i++) stage_browser_says(s, &ping);
    expect_end(s, TERMINAL_CLOSE_WINDOW, "terminal.slow", 1);
}

TEST(no_bytes_a_browser_can_send_do_more_than_end_its_own_session)
{
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        AUTO(stage_free)
        struct stage *s = seed % 2 ? stage_live(seed, 1000, 1000) : stage_new(seed);
        kt_row("seed %llu", (unsigned long long)seed);
        for (int i = 0; i < 30 && !s->overs; i++) {
            unsigned char bytes[80];
            size_t n = stage_below(s, sizeof bytes);
            for (size_t k = 0; k < n; k++)
                bytes[k] = (unsigned char)stage_below(s, stage_below(s, 2) ? 3 : 256);
            if (n) bytes[0] = (unsigned char)stage_below(s, 9);
            terminal_relay_browser(&s->relay, bytes, n, s->now_ms);
        }
        assert_true(s->overs <= 1);
    }
}
