/* The hub: many terminals in one table, found by socket, number, attempt, agent and owner. */
#include "web-terminal/hub.h"

#include "kt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOCKETS 64

/* Everybody the hub talks to, remembering what was said. */
struct scene {
    struct terminal_hub *hub;
    struct socket {
        struct terminal_session *session;
        int code, exits, messages;
        char reason[48];
        uint64_t attempt;
    } ws[SOCKETS];
    int64_t closed[SOCKETS * 2]; /* numbers of terminals agents were told to close */
    size_t closes, opens, ends, redeems;
    int64_t open_agent;
    struct terminal_end last;
    char last_reason[48];
    int64_t wake_ms;
    bool agent_down;
};

static int64_t send_ws(void *self, void *ws, const void *head, size_t head_n, const void *bytes,
                       size_t n)
{
    struct socket *s = ws;
    const unsigned char *type = head;
    (void)self, (void)bytes, (void)n;
    assert_true(head_n > 0);
    assert_int_equal(s->code, 0);
    s->messages++;
    if (*type == TERMINAL_EXIT) s->exits++;
    return 0;
}

static void close_ws(void *self, void *ws, int code, const char *reason)
{
    struct socket *s = ws;
    (void)self;
    assert_int_equal(s->code, 0);
    s->code = code;
    snprintf(s->reason, sizeof s->reason, "%s", reason);
}

static bool send_agent(void *self, int64_t agent_id, const struct stream_frame *f)
{
    struct scene *c = self;
    if (c->agent_down) return false;
    if (f->type == STREAM_CLOSE) c->closed[c->closes++] = (int64_t)f->session;
    if (f->type == STREAM_OPEN) {
        c->opens++;
        c->open_agent = agent_id;
    }
    return true;
}

static void redeem(void *self, uint64_t attempt, const char *ticket)
{
    struct scene *c = self;
    assert_int_equal(strlen(ticket), 43);
    c->ws[c->redeems++].attempt = attempt;
}

static void ended(void *self, const struct terminal_end *end)
{
    struct scene *c = self;
    c->ends++;
    c->last = *end;
    snprintf(c->last_reason, sizeof c->last_reason, "%s", end->reason);
}

static void wake(void *self, int64_t in_ms)
{
    struct scene *c = self;
    c->wake_ms = in_ms;
}

static void scene_open(struct scene *c, size_t max)
{
    struct terminal_hub_sink sink = { c, send_ws, close_ws, send_agent, redeem, ended, wake };
    *c = (struct scene){ .hub = terminal_hub_new(&sink, max) };
}

static void hang_up(struct scene *c, size_t i)
{
    terminal_hub_ws_closed(c->ws[i].session);
    c->ws[i].session = NULL;
}

static void scene_close(struct scene *c)
{
    for (size_t i = 0; i < SOCKETS; i++)
        if (c->ws[i].session) hang_up(c, i);
    assert_int_equal(terminal_hub_count(c->hub).sockets, 0);
    terminal_hub_free(c->hub);
}

static void say_hello(struct scene *c, size_t i)
{
    struct terminal_frame f = {
        .type = TERMINAL_HELLO, .version = 1, .cols = 80, .rows = 24, .out_limit = 1000
    };
    unsigned char head[TERMINAL_HEAD_MAX];
    size_t n = terminal_frame_head(&f, head);
    terminal_hub_ws_message(c->ws[i].session, head, n, false, 1000);
}

/* Terminal i: number 100+i, agent 1+i%3, session 50+i%4, resource 70+i%5, organisation 9. */
static struct terminal_admission admission(size_t i)
{
    int64_t n = (int64_t)i;
    return (struct terminal_admission){
        .terminal_id = 100 + n,
        .agent_id = 1 + n % 3,
        .org_id = 9,
        .user_id = 30 + n % 2,
        .session_id = 50 + n % 4,
        .resource_id = 70 + n % 5,
        .name = "trm_x",
        .open = "{}",
    };
}

static void open_live(struct scene *c, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct terminal_admission a = admission(i);
        struct stream_frame opened = { STREAM_OPENED, (uint64_t)a.terminal_id, 100, NULL, 0 };
        c->ws[i].session = terminal_hub_ws_open(c->hub, &c->ws[i], 1000);
        say_hello(c, i);
        terminal_hub_admit(c->hub, c->ws[i].attempt, &a, 1000);
        terminal_hub_stream_frame(c->hub, a.agent_id, &opened, 1000);
    }
    assert_int_equal(terminal_hub_count(c->hub).live, count);
    assert_int_equal(c->opens, count);
}

TEST(terminals_of_a_resource_a_sign_in_or_anybody_can_be_ended)
{
    static const struct {
        struct terminal_where w;
        size_t n;
    } rows[] = {
        { { .resource_id = 71 }, 6 },
        { { .session_id = 52 }, 7 },
        { { .session_id = 52, .resource_id = 72 }, 2 },
        { { .user_id = 31 }, 15 },
        { { .agent_id = 2 }, 10 },
        { { .terminal_id = 107 }, 1 },
        { { .org_id = 9 }, 30 },
        { { .org_id = 8 }, 0 },
        { { 0 }, 30 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene c;
        scene_open(&c, SOCKETS);
        open_live(&c, 30);
        kt_row("row %zu", i);
        assert_int_equal(terminal_hub_close_where(c.hub, &rows[i].w, "session.none"), rows[i].n);
        assert_int_equal(c.closes, rows[i].n); /* the devices are told at once */
        assert_int_equal(c.ends, rows[i].n);
        assert_int_equal(terminal_hub_count(c.hub).live, 30 - rows[i].n);
        size_t closed = 0;
        for (size_t k = 0; k < 30; k++) {
            closed += c.ws[k].code == TERMINAL_CLOSE_DONE;
            assert_int_equal(c.ws[k].exits, c.ws[k].code ? 1 : 0);
        }
        assert_int_equal(closed, rows[i].n);
        assert_int_equal(terminal_hub_close_where(c.hub, &rows[i].w, "again"), 0);
        scene_close(&c);
        assert_int_equal(c.ends, 30); /* each told once */
    }
}

TEST(a_lost_agent_ends_its_terminals_and_no_others)
{
    struct scene c;
    scene_open(&c, SOCKETS);
    open_live(&c, 9);
    terminal_hub_agent_lost(c.hub, 2);
    assert_int_equal(terminal_hub_count(c.hub).live, 6);
    assert_int_equal(c.closes, 0);
    assert_string_equal(c.last_reason, "terminal.agent_lost");
    scene_close(&c);
}

TEST(an_agent_cannot_touch_anothers_terminal)
{
    struct scene c;
    scene_open(&c, SOCKETS);
    open_live(&c, 2);
    static const unsigned char byte = 'x';
    struct stream_frame out = { STREAM_OUT, 100, 0, &byte, 1 };
    int before = c.ws[0].messages;
    terminal_hub_stream_frame(c.hub, 2, &out, 1000);
    assert_int_equal(c.ws[0].messages, before);
    assert_int_equal(c.closes, 0);
    terminal_hub_stream_frame(c.hub, 1, &out, 1000);
    assert_int_equal(c.ws[0].messages, before + 1);
    scene_close(&c);
}

TEST(a_session_nobody_knows_is_closed_at_the_agent)
{
    struct scene c;
    scene_open(&c, SOCKETS);
    static const unsigned char byte = 'x';
    struct stream_frame out = { STREAM_OUT, 555, 0, &byte, 1 };
    terminal_hub_stream_frame(c.hub, 1, &out, 1000);
    assert_int_equal(c.closes, 1);
    assert_int_equal(c.closed[0], 555);
    struct stream_frame end = { STREAM_EXIT, 555, 0, (const unsigned char *)"{}", 2 };
    terminal_hub_stream_frame(c.hub, 1, &end, 1000);
    assert_int_equal(c.closes, 1); /* an end needs no answer */
    scene_close(&c);
}

TEST(a_socket_that_leaves_while_its_ticket_is_looked_at_opens_nothing)
{
    struct scene c;
    scene_open(&c, SOCKETS);
    struct terminal_admission a = admission(0);
    c.ws[0].session = terminal_hub_ws_open(c.hub, &c.ws[0], 1000);
    say_hello(&c, 0);
    assert_int_equal(c.redeems, 1);
    hang_up(&c, 0);
    terminal_hub_admit(c.hub, c.ws[0].attempt, &a, 1000);
    assert_int_equal(c.opens, 0);
    assert_int_equal(c.ends, 1);
    assert_int_equal(c.last.terminal_id, 100);
    terminal_hub_refuse(c.hub, c.ws[0].attempt, "terminal.ticket");
    terminal_hub_admit(c.hub, 0, &a, 1000); /* no attempt has the number 0 */
    assert_int_equal(c.opens, 0);
    scene_close(&c);
}

TEST(a_refused_ticket_closes_its_socket_only)
{
    struct scene c;
    scene_open(&c, SOCKETS);
    for (size_t i = 0; i < 2; i++) {
        c.ws[i].session = terminal_hub_ws_open(c.hub, &c.ws[i], 1000);
        say_hello(&c, i);
    }
    terminal_hub_refuse(c.hub, c.ws[0].attempt, "terminal.ticket");
    assert_int_equal(c.ws[0].code, TERMINAL_CLOSE_TICKET);
    assert_string_equal(c.ws[0].reason, "terminal.ticket");
    assert_int_equal(c.ws[1].code, 0);
    assert_int_equal(c.ends, 0);
    scene_close(&c);
}

TEST(an_agent_that_cannot_be_reached_ends_the_terminal_at_once)
{
    struct scene c;
    scene_open(&c, SOCKETS);
    struct terminal_admission a = admission(0);
    c.agent_down = true;
    c.ws[0].session = terminal_hub_ws_open(c.hub, &c.ws[0], 1000);
    say_hello(&c, 0);
    terminal_hub_admit(c.hub, c.ws[0].attempt, &a, 1000);
    assert_int_equal(c.ws[0].code, TERMINAL_CLOSE_DONE);
    assert_int_equal(c.ws[0].exits, 1);
    assert_int_equal(c.ends, 1);
    assert_string_equal(c.last_reason, "terminal.agent_lost");
    scene_close(&c);
}

TEST(there_is_a_limit_and_deadlines_are_kept_without_traffic)
{
    struct scene c;
    scene_open(&c, 2);
    for (size_t i = 0; i < 2; i++)
        c.ws[i].session = terminal_hub_ws_open(c.hub, &c.ws[i], 1000 + (int64_t)i * 500);
    assert_null(terminal_hub_ws_open(c.hub, &c.ws[2], 1000));
    assert_int_equal(c.wake_ms, RELAY_HELLO_MS);
    terminal_hub_tick(c.hub, 1000 + RELAY_HELLO_MS);
    assert_int_equal(c.ws[0].code, TERMINAL_CLOSE_LATE);
    assert_int_equal(c.ws[1].code, 0);
    assert_int_equal(c.wake_ms, 500);
    hang_up(&c, 0);
    c.ws[2].session = terminal_hub_ws_open(c.hub, &c.ws[2], 20000);
    assert_non_null(c.ws[2].session);
    scene_close(&c);
}

TEST(a_text_message_is_none_of_ours)
{
    struct scene c;
    scene_open(&c, 2);
    c.ws[0].session = terminal_hub_ws_open(c.hub, &c.ws[0], 1000);
    terminal_hub_ws_message(c.ws[0].session, "\x06\0\0\0\0\0\0\0\0", 9, true, 1000);
    assert_int_equal(c.ws[0].code, TERMINAL_CLOSE_BROKEN);
    scene_close(&c);
}
