/* The relay's conversation, and a thousand seeded sessions with odd sizes, small credits and slow
 * sides in which no byte is lost and every window holds. */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

/* --- a thousand sessions --- */

struct plan {
    uint64_t out_total, in_total, slow; /* slow: which side dawdles */
};

static void look_at_bounds(struct stage *s)
{
    assert_true(s->relay.out_granted <= s->granted);
    assert_true(s->relay.out_next <= s->relay.out_granted);
    /* what waits plus what the agent may still send fits the hold; other frames are small */
    uint64_t output = s->relay.out_next - s->shown;
    assert_true(output + (s->relay.out_granted - s->relay.out_next) <= RELAY_HOLD + 4096);
    assert_true(s->in_sent - s->taken <= STREAM_IN_WINDOW);
}

static void step_browser(struct stage *s, const struct plan *p)
{
    if (p->slow == 1 && stage_below(s, 8)) return;
    for (uint64_t n = stage_below(s, 4); n > 0 && stage_browser_takes_one(s); n--) continue;
    if (s->shown + s->window > s->granted && stage_below(s, 3) == 0) {
        struct terminal_frame f = { .type = TERMINAL_CREDIT, .offset = s->shown + s->window };
        s->granted = f.offset;
        stage_browser_says(s, &f);
        if (stage_below(s, 4) == 0) stage_browser_says(s, &f); /* twice is harmless */
        f.offset -= stage_below(s, f.offset);
        if (stage_below(s, 4) == 0) stage_browser_says(s, &f); /* and so is an old one */
    }
    uint64_t room = s->in_limit - s->in_sent, left = p->in_total - s->in_sent;
    if (room > left) room = left;
    if (room > TERMINAL_INPUT_MAX) room = TERMINAL_INPUT_MAX;
    if (room)
        stage_browser_types(s, 1 + stage_below(s, stage_below(s, 2) ? room : room < 8 ? room : 8));
}

static void step_agent(struct stage *s, const struct plan *p)
{
    if (p->slow == 2 && stage_below(s, 8)) return;
    for (uint64_t n = stage_below(s, 4); n > 0; n--) stage_agent_takes_one(s);
    uint64_t room = s->out_limit - s->out_sent, left = p->out_total - s->out_sent;
    if (room > left) room = left;
    if (room > STREAM_OUT_MAX) room = STREAM_OUT_MAX;
    if (room)
        stage_agent_prints(s, 1 + stage_below(s, stage_below(s, 3) ? room
                                                 : room < 100      ? room
                                                                   : 100));
    if (s->taken < s->in_got && stage_below(s, 2)) {
        uint64_t before = s->taken, limit_before = s->in_granted;
        s->taken += 1 + stage_below(s, s->in_got - s->taken);
        s->in_granted = s->taken + STREAM_IN_WINDOW;
        stage_agent_acks(s, s->taken, s->in_granted);
        if (stage_below(s, 5) == 0)
            stage_agent_acks(s, before, limit_before); /* an old one again */
    }
    for (uint64_t n = stage_below(s, 4); n > 0; n--) stage_relay_takes_one(s);
}

static void play(uint64_t seed)
{
    uint64_t mix = seed * 7919 + 1;
    uint64_t window = (uint64_t[]){ 1, 100, 5000, 65536, 262144 }[kt_next(&mix) % 5];
    struct plan p = { kt_next(&mix) % (window < 100 ? 300 : 300000), kt_next(&mix) % 100000,
                      kt_next(&mix) % 3 };
    uint64_t in_window = (uint64_t[]){ 1, 1000, STREAM_IN_WINDOW }[kt_next(&mix) % 3];
    AUTO(stage_free) struct stage *s = stage_live(seed, window, in_window);
    kt_row("seed %llu", (unsigned long long)seed);
    for (int i = 0; s->shown < p.out_total || s->taken < p.in_total; i++) {
        assert_true(i < 200000); /* nothing gets stuck */
        s->now_ms++;
        step_browser(s, &p);
        step_agent(s, &p);
        look_at_bounds(s);
        assert_int_equal(s->overs, 0);
    }
    stage_say_exit(s);
    stage_settle(s);
    assert_true(s->exited);
    assert_int_equal(s->out_end, p.out_total);
    assert_int_equal(s->shown, p.out_total);
    assert_int_equal(s->in_got, p.in_total);
    assert_int_equal(s->overs, 1);
    assert_int_equal(s->code, TERMINAL_CLOSE_DONE);
}

TEST(a_thousand_sessions_lose_no_byte_and_stay_in_their_windows)
{
    for (uint64_t seed = 1; seed <= 1000; seed++) play(seed);
}

/* --- the conversation --- */

TEST(a_session_is_asked_for_opened_used_and_ended)
{
    AUTO(stage_free) struct stage *s = stage_live(1, 262144, 1000);
    assert_int_equal(s->redeems, 1);
    assert_string_equal(s->ticket, "paWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaU");
    assert_string_equal(s->open, "{\"driver\":\"ssh\",\"kind\":\"shell\",\"cols\":80,\"rows\":24}");
    assert_int_equal(s->out_limit, RELAY_HOLD); /* not the whole of the browser's window */
    assert_int_equal(s->in_limit, 1000);
    stage_browser_types(s, 10);
    stage_agent_prints(s, 100);
    stage_settle(s);
    assert_int_equal(s->in_got, 10);
    assert_int_equal(s->shown, 100);
    stage_say_exit(s);
    stage_settle(s);
    assert_true(s->exited);
    assert_string_equal(s->reason, "exit");
    assert_int_equal(s->closes, 0);
}

TEST(a_browser_that_stops_reading_stops_the_agent_after_64_kib)
{
    AUTO(stage_free) struct stage *s = stage_live(1, 1 << 20, 1000);
    while (s->out_sent < s->out_limit) {
        uint64_t n = s->out_limit - s->out_sent;
        stage_agent_prints(s, n < 1000 ? n : 1000);
        while (s->from_agent.first != s->from_agent.last) stage_relay_takes_one(s);
        while (s->to_agent.first != s->to_agent.last) stage_agent_takes_one(s);
    }
    assert_true(s->out_sent >= RELAY_HOLD - 4096 && s->out_sent <= RELAY_HOLD);
    stage_settle(s);
    assert_true(s->out_limit > s->out_sent); /* it reads again: on it goes */
}

TEST(an_agent_that_grants_too_much_input_is_held_to_64_kib)
{
    AUTO(stage_free) struct stage *s = stage_live(1, 1000, 1 << 20);
    assert_int_equal(s->in_limit, STREAM_IN_WINDOW);
    stage_browser_types(s, 100);
    stage_agent_takes_one(s);
    stage_agent_acks(s, 100, 1 << 20);
    stage_settle(s);
    assert_int_equal(s->in_limit, 100 + STREAM_IN_WINDOW);
}

TEST(a_device_that_takes_a_paste_in_crumbs_does_not_make_crumbs_of_it)
{
    AUTO(stage_free) struct stage *s = stage_live(1, 1000, STREAM_IN_WINDOW);
    int told = 0;
    for (int i = 0; i < 4; i++) stage_browser_types(s, STREAM_IN_WINDOW / 4);
    while (s->in_got < s->in_sent) stage_agent_takes_one(s);
    for (uint64_t taken = 100; taken < STREAM_IN_WINDOW; taken += 100) {
        uint64_t before = s->in_limit;
        stage_agent_acks(s, taken, taken + STREAM_IN_WINDOW);
        stage_settle(s);
        told += s->in_limit != before;
    }
    assert_int_equal(told, 3);
    stage_agent_acks(s, STREAM_IN_WINDOW, 2 * STREAM_IN_WINDOW); /* all of it: told at once */
    stage_settle(s);
    assert_int_equal(s->in_limit, 2 * STREAM_IN_WINDOW);
}

TEST(bytes_that_are_gone_are_marked)
{
    unsigned char to[8];
    AUTO(stage_free) struct stage *s = stage_live(1, 1000, 1000);
    stream_u64_write(to, 5000);
    stage_agent_says(s, STREAM_GAP, 0, to, 8);
    stage_settle(s);
    assert_int_equal(s->shown, 5000);
    struct terminal_frame credit = { .type = TERMINAL_CREDIT, .offset = 6000 };
    s->granted = 6000;
    stage_browser_says(s, &credit);
    stage_settle(s);
    assert_int_equal(s->out_limit, 6000);
    s->out_sent = 5000;
    stage_agent_prints(s, 1000);
    s->out_sent += 77; /* the last bytes are lost on the way: EXIT knows better */
    stage_say_exit(s);
    stage_settle(s);
    assert_int_equal(s->shown, 6077);
    assert_int_equal(s->out_end, 6077);
}

TEST(input_said_twice_reaches_the_device_once)
{
    AUTO(stage_free) struct stage *s = stage_live(1, 1000, 1000);
    stage_browser_types(s, 10);
    s->in_sent = 4;
    stage_browser_types(s, 10); /* 4..14, of which 4..9 are known */
    s->in_sent = 0;
    stage_browser_types(s, 5);
    stage_settle(s);
    assert_int_equal(s->in_got, 14);
    assert_int_equal(s->overs, 0);
}

TEST(resizes_are_thinned_and_the_last_one_wins)
{
    AUTO(stage_free) struct stage *s = stage_live(1, 1000, 1000);
    struct terminal_frame f = { .type = TERMINAL_RESIZE, .rows = 30 };
    for (uint32_t i = 1; i <= 200; i++) { /* one second of dragging */
        f.number = i;
        f.cols = (uint16_t)(80 + i);
        stage_browser_says(s, &f);
        s->now_ms += 5;
        (void)terminal_relay_tick(&s->relay, s->now_ms);
    }
    f.number = 3; /* an old one, late */
    f.cols = 10;
    stage_browser_says(s, &f);
    s->now_ms += RELAY_RESIZE_MS;
    (void)terminal_relay_tick(&s->relay, s->now_ms);
    stage_settle(s);
    assert_in_range(s->resizes, 10, 21);
    assert_int_equal(s->relay.cols, 280);
    assert_int_equal(terminal_relay_tick(&s->relay, s->now_ms), -1);
}

TEST(a_resize_before_the_device_is_there_is_in_the_open_or_follows_it)
{
    AUTO(stage_free) struct stage *s = stage_new(1);
    struct terminal_frame f = { .type = TERMINAL_RESIZE, .cols = 132, .rows = 43, .number = 1 };
    stage_browser_hello(s, 1000);
    stage_browser_says(s, &f);
    stage_admit(s);
    stage_agent_takes_one(s);
    assert_non_null(strstr(s->open, "\"cols\":132,\"rows\":43}"));
    f.cols = 140;
    f.number = 2;
    stage_browser_says(s, &f);
    stage_agent_says(s, STREAM_OPENED, 10, NULL, 0);
    stage_settle(s);
    assert_int_equal(s->resizes, 0);
    (void)terminal_relay_tick(&s->relay, s->now_ms);
    stage_settle(s);
    assert_int_equal(s->resizes, 1);
    assert_int_equal(s->relay.cols, 140);
}

TEST(a_ping_is_answered_and_breaks_are_thinned)
{
    AUTO(stage_free) struct stage *s = stage_live(1, 1000, 1000);
    struct terminal_frame ping = { .type = TERMINAL_PING, .offset = 77 };
    struct terminal_frame brk = { .type = TERMINAL_BREAK };
    struct message m;
    stage_browser_says(s, &ping);
    assert_true(stage_pop(&s->to_browser, &m));
    assert_int_equal(m.bytes[0], TERMINAL_PONG);
    assert_int_equal(m.bytes[8], 77);
    free(m.bytes);
    for (int i = 0; i < 20; i++) stage_browser_says(s, &brk);
    s->now_ms += RELAY_BREAK_MS;
    stage_browser_says(s, &brk);
    stage_settle(s);
    assert_int_equal(s->breaks, 2);
}
