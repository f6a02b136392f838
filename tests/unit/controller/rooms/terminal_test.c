/* The stream socket: whose it is, what may come over it, and how an OPEN brings it about. */
#include "gate.h"

#include <string.h>

#define BOOT  "00112233aabbccdd"
#define BOOT2 "ffeeddccbbaa9988"

static void say_bytes(struct peer *p, const void *bytes, size_t n)
{
    zframe_t *f = zframe_new(bytes, n);
    assert_int_equal(zframe_send(&f, p->sock, 0), 0);
}

static void bind_as(struct peer *p, struct gate *g, const char *boot)
{
    unsigned char buf[STREAM_BIND_MAX];
    peer_dial(p, g, rooms_stream_endpoint(g->rooms));
    say_bytes(p, buf, stream_bind_write(buf, boot));
}

static void say_frame(struct peer *p, enum stream_type type, uint64_t session, const char *payload)
{
    unsigned char buf[256];
    struct stream_frame f = { .type = type, .session = session };
    stream_header_write(buf, &f);
    memcpy(buf + STREAM_HEADER, payload, strlen(payload));
    say_bytes(p, buf, STREAM_HEADER + strlen(payload));
}

static bool hears_frame(struct peer *p, enum stream_type type, uint64_t session)
{
    struct stream_frame f;
    struct kb_error err;
    zsock_set_rcvtimeo(p->sock, GATE_WAIT_MS);
    zframe_t *frame = zframe_recv(p->sock);
    bool ok = frame &&
              stream_frame_read(zframe_data(frame), zframe_size(frame), &f, &err) == KB_OK &&
              f.type == type && f.session == session;
    zframe_destroy(&frame);
    return ok;
}

TEST(a_stream_connection_belongs_to_the_run_that_said_hello_and_carries_frames_both_ways)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p, s;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_open(&s, &p);
    peer_join(&p, &g, 7, BOOT);
    bind_as(&s, &g, BOOT);
    assert_int_equal(gate_next(&g, GATE_STREAM_LINK).value, 1);
    say_frame(&s, STREAM_OUT, 5, "hello");
    struct gate_event e = gate_next(&g, GATE_FRAME);
    assert_int_equal(e.agent, 7);
    assert_int_equal(e.value, STREAM_OUT);
    assert_int_equal(e.session, 5);
    struct stream_frame f = {
        .type = STREAM_IN, .session = 5, .bytes = (const unsigned char *)"ls", .len = 2
    };
    assert_true(rooms_stream(g.rooms, 7, &f));
    assert_true(hears_frame(&s, STREAM_IN, 5));
}

TEST(a_stream_connection_with_another_boot_or_before_hello_is_cut)
{
    static const char *const boots[] = { BOOT2, "", "0011" };
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    for (size_t i = 0; i < COUNT(boots); i++) {
        AUTO(peer_close) struct peer s;
        kt_row("boot %s", boots[i]);
        peer_open(&s, &p);
        bind_as(&s, &g, boots[i]);
        assert_true(peer_is_cut(&s));
    }
    assert_true(gate_quiet(&g, GATE_STREAM_LINK, 20));
}

TEST(frames_before_the_binding_are_not_heard)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p, s;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_open(&s, &p);
    peer_join(&p, &g, 7, BOOT);
    peer_dial(&s, &g, rooms_stream_endpoint(g.rooms));
    say_frame(&s, STREAM_OUT, 5, "hello");
    assert_true(peer_is_cut(&s));
    assert_true(gate_quiet(&g, GATE_FRAME, 20));
}

TEST(a_malformed_or_wrong_way_frame_ends_the_stream_connection)
{
    static const char garbage[] = "\1\3 and so on, but no header";
    for (int i = 0; i < 3; i++) {
        AUTO(gate_close) struct gate g = { 0 };
        AUTO(peer_close) struct peer p, s;
        kt_row("case %d", i);
        gate_open(&g);
        peer_open(&p, NULL);
        peer_open(&s, &p);
        peer_join(&p, &g, 7, BOOT);
        bind_as(&s, &g, BOOT);
        assert_int_equal(gate_next(&g, GATE_STREAM_LINK).value, 1);
        if (i == 0) say_bytes(&s, garbage, sizeof garbage);
        if (i == 1) say_frame(&s, STREAM_IN, 5, "typed by the agent itself");
        if (i == 2) say_bytes(&s, "\1\3\0\0", 4);
        assert_int_equal(gate_next(&g, GATE_STREAM_LINK).value, 0);
        assert_true(peer_is_cut(&s));
    }
}

TEST(an_open_asks_the_agent_for_its_stream_connection_and_waits_for_it)
{
    static const char open[] = "{\"driver\":\"ssh\",\"kind\":\"shell\",\"target\":{},\"cols\":80,"
                               "\"rows\":24,\"resource\":1}";
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p, s;
    struct stream_frame f = { .type = STREAM_OPEN,
                              .session = 9,
                              .bytes = (const unsigned char *)open,
                              .len = sizeof open - 1 };
    gate_open(&g);
    peer_open(&p, NULL);
    peer_open(&s, &p);
    peer_join(&p, &g, 7, BOOT);
    assert_true(rooms_stream(g.rooms, 7, &f));
    peer_expects(&p, "stream");
    bind_as(&s, &g, BOOT);
    assert_true(hears_frame(&s, STREAM_OPEN, 9));
}

TEST(frames_for_an_agent_without_a_stream_connection_are_told_and_not_swallowed)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    struct stream_frame f = {
        .type = STREAM_IN, .session = 9, .bytes = (const unsigned char *)"x", .len = 1
    };
    gate_open(&g);
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    assert_true(rooms_stream(g.rooms, 7, &f));
    struct gate_event e = gate_next(&g, GATE_UNDELIVERED);
    assert_int_equal(e.agent, 7);
    assert_int_equal(e.session, 9);
    assert_true(rooms_stream(g.rooms, 99, &f));
    assert_int_equal(gate_next(&g, GATE_UNDELIVERED).agent, 99);
}

TEST(another_run_of_the_agent_ends_the_terminals_of_the_run_before)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p, s, later;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_open(&s, &p);
    peer_open(&later, &p);
    peer_join(&p, &g, 7, BOOT);
    bind_as(&s, &g, BOOT);
    assert_int_equal(gate_next(&g, GATE_STREAM_LINK).value, 1);
    peer_join(&later, &g, 7, BOOT2);
    assert_int_equal(gate_next(&g, GATE_STREAM_LINK).value, 0);
    assert_true(peer_is_cut(&s));
}
