/* Terminals through the gateway and the agent to a made-up device, by absolute offsets and credit.
 * */
#include "site.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SESSION 42
#define CREDIT  (16 * 1024)

static void send_frame(struct site *s, enum stream_type type, uint64_t offset, const void *bytes,
                       size_t len)
{
    struct stream_frame f = {
        .type = type, .session = SESSION, .offset = offset, .bytes = bytes, .len = len
    };
    assert_true(rooms_stream(s->gate.rooms, SITE_AGENT, &f));
}

static void open_terminal(struct site *s, const char *driver, uint64_t credit)
{
    char json[256];
    int n =
        snprintf(json, sizeof json,
                 "{\"driver\":\"%s\",\"kind\":\"shell\",\"target\":{\"device\":\"t1\",\"seed\":0},"
                 "\"cols\":80,\"rows\":24,\"resource\":5}",
                 driver);
    send_frame(s, STREAM_OPEN, credit, json, (size_t)n);
}

static void type_text(struct site *s, uint64_t offset, const char *text)
{
    send_frame(s, STREAM_IN, offset, text, strlen(text));
}

static struct gate_event next_frame(struct site *s, enum stream_type type)
{
    for (;;) {
        struct gate_event e = gate_next(&s->gate, GATE_FRAME);
        assert_int_equal(e.session, SESSION);
        if (e.value == (int)type) return e;
    }
}

/* Reads OUT until the text has come or the terminal is still; offsets must join without a hole. */
static uint64_t read_output(struct site *s, uint64_t from, uint64_t until)
{
    while (from < until) {
        struct gate_event e = next_frame(s, STREAM_OUT);
        assert_int_equal(e.offset, from);
        from += (uint64_t)e.len;
    }
    return from;
}

/* A device with a sim machine running on it. */
static void open_site(struct site *s)
{
    site_open(s);
    site_enrol(s);
    site_run(s);
    site_job(s, 1, 1, "open", "t1", "");
    site_hears(s, "result", 1);
}

TEST(a_terminal_opens_on_demand_echoes_and_tells_its_end)
{
    AUTO(site_close) struct site s = { 0 };
    open_site(&s);
    open_terminal(&s, "sim", CREDIT);
    assert_int_equal(gate_next(&s.gate, GATE_STREAM_LINK).value, 1);
    struct gate_event opened = next_frame(&s, STREAM_OPENED);
    assert_int_equal(opened.offset, STREAM_IN_WINDOW);
    type_text(&s, 0, "exit 3\r");
    struct gate_event ack = next_frame(&s, STREAM_IN_ACK);
    assert_true(ack.offset <= 7);
    struct gate_event end = next_frame(&s, STREAM_EXIT);
    assert_non_null(strstr(end.body, "\"reason\":\"exit\""));
    assert_non_null(strstr(end.body, "\"code\":3"));
    assert_true(end.offset > 0);
    assert_true(gate_quiet(&s.gate, GATE_FRAME, 100)); /* nothing comes behind the end */
}

TEST(a_device_that_floods_is_read_exactly_as_far_as_credit_goes)
{
    AUTO(site_close) struct site s = { 0 };
    open_site(&s);
    open_terminal(&s, "sim", CREDIT);
    next_frame(&s, STREAM_OPENED);
    type_text(&s, 0, "flood 1000000\r");
    uint64_t at = read_output(&s, 0, CREDIT);
    assert_int_equal(at, CREDIT);
    assert_true(gate_quiet(&s.gate, GATE_FRAME, 200));
    send_frame(&s, STREAM_OUT_CREDIT, CREDIT - 1, NULL, 0); /* old credit takes nothing back */
    assert_true(gate_quiet(&s.gate, GATE_FRAME, 100));
    send_frame(&s, STREAM_OUT_CREDIT, 3 * CREDIT, NULL, 0);
    at = read_output(&s, at, 3 * CREDIT);
    assert_int_equal(at, 3 * CREDIT);
    assert_true(gate_quiet(&s.gate, GATE_FRAME, 200));
}

TEST(input_is_taken_once_by_its_offset_and_a_hole_in_it_ends_the_terminal)
{
    AUTO(site_close) struct site s = { 0 };
    open_site(&s);
    open_terminal(&s, "sim", CREDIT);
    next_frame(&s, STREAM_OPENED);
    type_text(&s, 0, "abc");
    assert_int_equal(next_frame(&s, STREAM_IN_ACK).offset, 3);
    type_text(&s, 0, "abc"); /* again: its answer might have been lost */
    assert_int_equal(next_frame(&s, STREAM_IN_ACK).offset, 3);
    type_text(&s, 1, "bcd");
    assert_int_equal(next_frame(&s, STREAM_IN_ACK).offset, 4);
    type_text(&s, 9, "x");
    assert_non_null(strstr(next_frame(&s, STREAM_EXIT).body, "stream.frame"));
}

TEST(closing_ends_the_device_side_at_once_even_in_a_flood)
{
    AUTO(site_close) struct site s = { 0 };
    open_site(&s);
    open_terminal(&s, "sim", CREDIT);
    next_frame(&s, STREAM_OPENED);
    type_text(&s, 0, "flood 1000000\r");
    read_output(&s, 0, CREDIT);
    send_frame(&s, STREAM_CLOSE, 0, "resource.closed", 15);
    struct gate_event end = next_frame(&s, STREAM_EXIT);
    assert_non_null(strstr(end.body, "resource.closed"));
    assert_int_equal(end.offset, CREDIT);
    for (int i = 0; site_worker(s.agent, "stream"); i++) {
        assert_true(i < 100);
        usleep(10000);
    }
}

TEST(what_cannot_be_opened_ends_with_its_reason)
{
    AUTO(site_close) struct site s = { 0 };
    open_site(&s);
    open_terminal(&s, "teleport", CREDIT);
    assert_non_null(strstr(next_frame(&s, STREAM_EXIT).body, "driver.unknown"));
}

TEST(a_terminal_process_that_dies_is_told_and_the_next_one_opens)
{
    AUTO(site_close) struct site s = { 0 };
    open_site(&s);
    open_terminal(&s, "sim", CREDIT);
    next_frame(&s, STREAM_OPENED);
    pid_t worker = site_worker(s.agent, "stream");
    assert_true(worker > 0);
    kill(worker, SIGKILL);
    assert_non_null(strstr(next_frame(&s, STREAM_EXIT).body, "agent.worker_died"));
    open_terminal(&s, "sim", CREDIT);
    next_frame(&s, STREAM_OPENED);
}

TEST(when_the_agent_dies_its_terminals_die_with_it_and_the_gateway_says_so)
{
    AUTO(site_close) struct site s = { 0 };
    open_site(&s);
    open_terminal(&s, "sim", CREDIT);
    next_frame(&s, STREAM_OPENED);
    pid_t worker = site_worker(s.agent, "stream");
    site_kill(&s, SIGKILL);
    for (int i = 0; kill(worker, 0) == 0; i++) {
        assert_true(i < 200);
        usleep(10000);
    }
    type_text(&s, 0, "anybody there?");
    struct gate_event e = { 0 };
    for (int i = 0; i < 100 && e.session != SESSION;
         i++) { /* until the end of TCP has come through */
        type_text(&s, 0, "anybody there?");
        if (gate_quiet(&s.gate, GATE_STREAM_LINK, 20)) continue;
        type_text(&s, 0, "anybody there?");
        e = gate_next(&s.gate, GATE_UNDELIVERED);
    }
    assert_int_equal(e.session, SESSION);
}

TEST(a_revoked_agent_loses_its_terminals)
{
    AUTO(site_close) struct site s = { 0 };
    open_site(&s);
    open_terminal(&s, "sim", CREDIT);
    next_frame(&s, STREAM_OPENED);
    assert_true(site_worker(s.agent, "stream") > 0);
    rooms_revoke(s.gate.rooms, s.key);
    assert_int_equal(gate_next(&s.gate, GATE_STREAM_LINK).value, 0);
    for (int i = 0; site_worker(s.agent, "stream"); i++) {
        assert_true(i < 200);
        usleep(10000);
    }
}

/* By order, not by time: a job that is sent into a flood is answered while the flood still runs. */
TEST(a_flood_on_the_stream_socket_does_not_hold_up_a_job)
{
    AUTO(site_close) struct site s = { 0 };
    const uint64_t much = 256u << 20;
    uint64_t at = 0;
    bool answered = false;
    open_site(&s);
    open_terminal(&s, "sim", CREDIT);
    next_frame(&s, STREAM_OPENED);
    type_text(&s, 0, "flood 100000000\r");
    at = read_output(&s, at, CREDIT);
    send_frame(&s, STREAM_OUT_CREDIT, much, NULL, 0);
    site_job(&s, 2, 1, "power_off", "t1", "");
    while (at < much && !answered) {
        struct gate_event e = gate_any(&s.gate);
        if (e.kind == GATE_FRAME && e.value == STREAM_OUT) at = e.offset + e.len;
        answered = e.kind == GATE_MESSAGE && strcmp(e.type, "result") == 0;
    }
    assert_true(answered);
    assert_true(at < much / 2);
}
