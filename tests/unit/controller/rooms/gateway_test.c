/* The gateway: who gets in, who is heard, and what happens to connections that should be no more.
 * The traps of libzmq are tests of their own, each with the control experiment that shows the trap.
 * */
#include "controller/rooms/socket.h"
#include "controller/rooms/zap.h"
#include "gate.h"

#include <signal.h>
#include <string.h>
#include <zmq.h>

#define BOOT  "00112233aabbccdd"
#define BOOT2 "ffeeddccbbaa9988"
#define ENROL                                                                                      \
    "{\"protocol\":1,\"code\":\"c0de\",\"name\":\"n\",\"version\":\"t\",\"fingerprint\":\"SHA256:" \
    "x\"}"

static int64_t in_a_minute(struct gate *g)
{
    return kb_now_ms(&g->world) + 60000;
}

TEST(a_random_key_is_turned_away_in_the_handshake)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    peer_say(&p, "enrol", ENROL);
    assert_true(peer_is_turned_away(&p));
    assert_true(gate_quiet(&g, GATE_MESSAGE, 50));
}

/* M7: libzmq asks nobody and admits everybody when no handler runs, unless option 93 is set. */
TEST(with_the_zap_handler_dead_a_random_key_is_refused)
{
    unsigned char secret[PROTOCOL_KEY_BYTES] = { 9 }, public[PROTOCOL_KEY_BYTES];
    char at[128];
    struct kb_error err;
    zsock_t *sock = NULL;
    struct socket_plan plan = { "tcp://127.0.0.1:*", secret, 10, 10 };
    assert_ok(socket_router(&plan, &sock, &err));
    socket_public_key(secret, public);
    socket_local_endpoint(sock, at, sizeof at);
    assert_int_equal(socket_probe(at, public, 3000), SOCKET_REFUSED);
    zsock_destroy(&sock);
}

TEST(without_option_93_the_same_socket_would_admit_everybody)
{
    unsigned char secret[PROTOCOL_KEY_BYTES] = { 9 }, public[PROTOCOL_KEY_BYTES];
    char at[128];
    socket_public_key(secret, public);
    zcert_t *cert = zcert_new_from(public, secret);
    zsock_t *sock = zsock_new(ZMQ_ROUTER);
    zcert_apply(cert, sock);
    zsock_set_zap_domain(sock, ZAP_DOMAIN);
    zsock_set_curve_server(sock, 1);
    zsock_bind(sock, "tcp://127.0.0.1:*");
    socket_local_endpoint(sock, at, sizeof at);
    assert_int_equal(socket_probe(at, public, 3000), SOCKET_ADMITTED);
    zsock_destroy(&sock);
    zcert_destroy(&cert);
}

TEST(a_probe_nobody_answers_is_not_taken_for_a_refusal)
{
    unsigned char public[PROTOCOL_KEY_BYTES] = { 1 };
    assert_int_equal(socket_probe("tcp://127.0.0.1:1", public, 100), SOCKET_SILENT);
}

TEST(a_taken_port_or_a_second_gateway_is_an_error)
{
    AUTO(gate_close) struct gate g = { 0 };
    struct rooms_hooks none = { 0 };
    struct kb_error err;
    struct rooms *second;
    gate_open(&g);
    assert_refused(rooms_start(&g.config, &none, &second, &err), KB_UNAVAILABLE, "rooms.bind");
    assert_null(second);
}

TEST(starting_takes_no_signal_from_the_program)
{
    AUTO(gate_close) struct gate g = { 0 };
    struct sigaction before, after;
    sigaction(SIGTERM, NULL, &before);
    gate_open(&g);
    sigaction(SIGTERM, NULL, &after);
    assert_ptr_equal(before.sa_handler, after.sa_handler);
}

TEST(an_unknown_key_enrols_while_a_window_is_open_and_goes_on_to_say_hello)
{
    char agent_id[KB_ID_TEXT_MAX], room_id[KB_ID_TEXT_MAX], said[160];
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    rooms_enrol_window(g.rooms, in_a_minute(&g));
    peer_open(&p, NULL);
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    peer_say(&p, "enrol", ENROL);
    struct gate_event e = gate_next(&g, GATE_MESSAGE);
    assert_string_equal(e.type, "enrol");
    assert_int_equal(e.agent, 0);
    assert_string_equal(e.key, p.hex);
    rooms_allow(g.rooms, e.key, 7, 3, "room three");
    peer_expects(&p, "enrolled");
    kb_id_text(&g.world.id_key, "agt", 7, agent_id);
    kb_id_text(&g.world.id_key, "rom", 3, room_id);
    snprintf(said, sizeof said,
             "{\"agent\":7,\"room\":3,\"name\":\"room three\",\"agent_id\":\"%s\","
             "\"room_id\":\"%s\"}",
             agent_id, room_id);
    assert_string_equal(p.body, said);
    peer_say(&p, "enrol", ENROL);
    peer_expects(&p, "enrolled");
    peer_hello(&p, BOOT);
    peer_expects(&p, "welcome");
    assert_string_equal(p.body,
                        "{\"agent\":7,\"room\":3,\"controller_epoch\":5,\"heartbeat_ms\":5000}");
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_ONLINE);
    assert_int_equal(gate_next(&g, GATE_MESSAGE).agent, 7);
}

TEST(a_refused_enrolment_is_told_why_and_its_connection_ends)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    rooms_enrol_window(g.rooms, in_a_minute(&g));
    peer_open(&p, NULL);
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    peer_say(&p, "enrol", ENROL);
    gate_next(&g, GATE_MESSAGE);
    rooms_enrol_refuse(g.rooms, p.hex, "agent.unknown_key", "the code was used");
    peer_expects(&p, "refuse");
    assert_non_null(strstr(p.body, "the code was used"));
    assert_true(peer_is_cut(&p));
}

TEST(codes_cannot_be_guessed_without_end_over_one_key)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    rooms_enrol_window(g.rooms, in_a_minute(&g));
    peer_open(&p, NULL);
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    for (int i = 0; i < 20; i++) peer_say(&p, "enrol", ENROL);
    for (int i = 0; i < 5; i++) gate_next(&g, GATE_MESSAGE);
    assert_true(gate_quiet(&g, GATE_MESSAGE, 100));
    assert_true(peer_is_cut(&p));
}

TEST(a_closed_window_shuts_out_keys_that_connected_while_it_was_open)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    rooms_enrol_window(g.rooms, in_a_minute(&g));
    peer_open(&p, NULL);
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    peer_say(&p, "enrol", ENROL);
    gate_next(&g, GATE_MESSAGE);
    rooms_enrol_window(g.rooms, 0);
    gate_settle(&g);
    peer_say(&p, "enrol", ENROL);
    peer_expects(&p, "refuse");
    assert_true(peer_is_cut(&p));
    assert_true(gate_quiet(&g, GATE_MESSAGE, 50));
}

/* G6: exactly one message exists before enrolment. */
TEST(a_stranger_who_says_anything_but_enrol_is_refused_cut_and_never_heard)
{
    static const struct {
        const char *type, *body;
    } rows[] = {
        { "hello", "{\"protocol\":1}" },
        { "result", "{\"job\":1,\"epoch\":1,\"outcome\":\"done\"}" },
        { "accepted", "{\"job\":1,\"epoch\":1}" },
        { "beat", "{\"at_ms\":1,\"answer\":true}" },
        { "job", "{}" },
        { "ack", "{\"job\":1,\"epoch\":1}" },
        { "enrol", "{\"protocol\":1" },
        { "enrol", "{}" },
        { "enroll", ENROL },
        { "", "" },
    };
    AUTO(gate_close) struct gate g = { 0 };
    gate_open(&g);
    rooms_enrol_window(g.rooms, in_a_minute(&g));
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(peer_close) struct peer p;
        kt_row("%s %s", rows[i].type, rows[i].body);
        peer_open(&p, NULL);
        peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
        peer_say(&p, rows[i].type, rows[i].body);
        peer_expects(&p, "refuse");
        assert_true(peer_is_cut(&p));
    }
    assert_true(gate_quiet(&g, GATE_MESSAGE, 20));
}

/* M8: to libzmq a key that ZAP refuses from now on is still good on the connection it has. */
TEST(a_revoked_key_is_cut_from_its_open_connection_and_gets_no_new_one)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p, again;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    gate_next(&g, GATE_MESSAGE);
    rooms_revoke(g.rooms, p.hex);
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_LOST);
    peer_say(&p, "result", "{\"job\":1,\"epoch\":1,\"outcome\":\"done\"}");
    peer_expects(&p, "refuse");
    assert_non_null(strstr(p.body, "agent.revoked"));
    assert_true(peer_is_cut(&p));
    peer_open(&again, &p);
    peer_dial(&again, &g, rooms_control_endpoint(g.rooms));
    peer_hello(&again, BOOT);
    assert_true(peer_is_turned_away(&again));
    assert_true(gate_quiet(&g, GATE_MESSAGE, 50));
}

TEST(one_of_two_keys_of_an_agent_can_go_while_the_other_stays)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer old, new;
    gate_open(&g);
    peer_open(&old, NULL);
    peer_open(&new, NULL);
    rooms_allow(g.rooms, old.hex, 7, 3, "n");
    peer_join(&new, &g, 7, BOOT);
    gate_next(&g, GATE_MESSAGE);
    rooms_revoke(g.rooms, old.hex);
    gate_settle(&g);
    peer_say(&new, "accepted", "{\"job\":1,\"epoch\":1}");
    assert_string_equal(gate_next(&g, GATE_MESSAGE).type, "accepted");
    assert_true(gate_quiet(&g, GATE_LINK, 20));
}

/* M6: a ROUTER that is not told otherwise drops what it cannot deliver, and says it was sent. */
TEST(sending_to_an_unknown_or_absent_agent_is_told_and_not_swallowed)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    assert_true(rooms_send(g.rooms, 99, "ack", "{\"job\":1,\"epoch\":1}"));
    struct gate_event e = gate_next(&g, GATE_UNDELIVERED);
    assert_int_equal(e.agent, 99);
    assert_string_equal(e.type, "ack");
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    gate_next(&g, GATE_LINK);
    peer_close(&p);
    for (int i = 0; gate_quiet(&g, GATE_LINK, 10); i++) { /* until the end has come through */
        assert_true(i < 200);
        assert_true(rooms_send(g.rooms, 7, "ack", "{\"job\":1,\"epoch\":1}"));
    }
    assert_true(rooms_send(g.rooms, 7, "ack", "{\"job\":2,\"epoch\":1}"));
    assert_int_equal(gate_next(&g, GATE_UNDELIVERED).agent, 7);
    peer_open(&p, NULL);
}

TEST(an_agent_whose_connection_broke_is_late_and_back_with_its_next_hello)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p, again;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_open(&again, &p);
    peer_join(&p, &g, 7, BOOT);
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_ONLINE);
    peer_close(&p);
    struct gate_event e = { 0 };
    for (int i = 0; !gate_try(&g, GATE_LINK, 10, &e); i++) {
        assert_true(i < 200);
        assert_true(rooms_send(g.rooms, 7, "ack", "{\"job\":1,\"epoch\":1}"));
    }
    assert_int_equal(e.value, ROOMS_LATE);
    peer_join(&again, &g, 7, BOOT);
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_ONLINE);
    peer_open(&p, NULL);
}

/* M6, the other half: a peer that does not read. Every message arrives or is told. */
TEST(what_does_not_fit_into_the_queue_of_an_agent_is_told_one_by_one)
{
    static char body[1024];
    const int n = 20000;
    int told = 0, heard = 0;
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    memset(body, ' ', sizeof body - 1);
    memcpy(body, "{}", 2);
    for (int i = 0; i < n; i++) {
        assert_true(rooms_send(g.rooms, 7, "ack", body));
        while (i % 100 == 0 && !gate_quiet(&g, GATE_UNDELIVERED, 0)) told++;
    }
    gate_settle(&g);
    while (!gate_quiet(&g, GATE_UNDELIVERED, 0)) told++;
    while (peer_hears(&p, 3000)) heard += strcmp(p.type, "ack") == 0;
    assert_true(told > 0);
    assert_int_equal(told + heard, n);
}

TEST(without_router_mandatory_the_same_send_would_look_like_success)
{
    zsock_t *sock = zsock_new(ZMQ_ROUTER);
    zsock_bind(sock, "inproc://careless");
    assert_int_equal(zmq_send(zsock_resolve(sock), "nobody", 6, ZMQ_SNDMORE), 6);
    assert_int_equal(zmq_send(zsock_resolve(sock), "lost", 4, 0), 4);
    zsock_destroy(&sock);
}

TEST(the_newest_hello_of_a_key_wins_and_the_older_connection_is_refused)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer older, newer;
    gate_open(&g);
    peer_open(&older, NULL);
    peer_join(&older, &g, 7, BOOT);
    gate_next(&g, GATE_MESSAGE);
    peer_open(&newer, &older);
    peer_join(&newer, &g, 7, BOOT2);
    gate_next(&g, GATE_MESSAGE);
    peer_say(&older, "result", "{\"job\":1,\"epoch\":1,\"outcome\":\"done\"}");
    peer_expects(&older, "refuse");
    assert_non_null(strstr(older.body, "agent.replaced"));
    assert_true(peer_is_cut(&older));
    assert_true(gate_quiet(&g, GATE_MESSAGE, 50));
    assert_true(rooms_send(g.rooms, 7, "ack", "{\"job\":1,\"epoch\":1}"));
    peer_expects(&newer, "ack");
}

TEST(a_run_that_renews_its_connection_is_heard_on_both_until_the_old_one_goes)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer older, newer;
    gate_open(&g);
    peer_open(&older, NULL);
    peer_join(&older, &g, 7, BOOT);
    gate_next(&g, GATE_MESSAGE);
    peer_open(&newer, &older);
    peer_join(&newer, &g, 7, BOOT);
    assert_string_equal(gate_next(&g, GATE_MESSAGE).type, "hello");
    peer_say(&older, "accepted", "{\"job\":1,\"epoch\":1}");
    assert_string_equal(gate_next(&g, GATE_MESSAGE).type, "accepted");
    peer_say(&newer, "accepted", "{\"job\":2,\"epoch\":1}");
    assert_string_equal(gate_next(&g, GATE_MESSAGE).type, "accepted");
    assert_true(rooms_send(g.rooms, 7, "ack", "{\"job\":1,\"epoch\":1}"));
    peer_expects(&newer, "ack");
    assert_true(gate_quiet(&g, GATE_LINK, 20));
    rooms_revoke(g.rooms, newer.hex); /* ends both at once */
    assert_true(peer_is_cut(&older));
    assert_true(peer_is_cut(&newer));
}

TEST(messages_before_hello_are_refused_even_from_a_known_key)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    rooms_allow(g.rooms, p.hex, 7, 3, "n");
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    peer_say(&p, "result", "{\"job\":1,\"epoch\":1,\"outcome\":\"done\"}");
    peer_expects(&p, "refuse");
    assert_non_null(strstr(p.body, "agent.hello_first"));
    assert_true(gate_quiet(&g, GATE_MESSAGE, 20));
}

/* Identity reuse: whoever names its own routing id could wait for another's mail. */
TEST(a_peer_that_chose_its_own_routing_id_is_cut_unheard)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    rooms_allow(g.rooms, p.hex, 7, 3, "n");
    zmq_setsockopt(zsock_resolve(p.sock), ZMQ_ROUTING_ID, "agent-8", 7);
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    peer_hello(&p, BOOT);
    assert_true(peer_is_cut(&p));
    assert_true(gate_quiet(&g, GATE_LINK, 20));
}

TEST(another_protocol_version_is_refused_with_its_reason)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    rooms_allow(g.rooms, p.hex, 7, 3, "n");
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    peer_say(&p, "hello", "{\"protocol\":2,\"something\":\"new\"}");
    peer_expects(&p, "refuse");
    assert_non_null(strstr(p.body, "protocol.version"));
    assert_true(gate_quiet(&g, GATE_LINK, 20));
}

TEST(an_agent_that_obeys_a_newer_controller_is_left_alone)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    rooms_allow(g.rooms, p.hex, 7, 3, "n");
    peer_dial(&p, &g, rooms_control_endpoint(g.rooms));
    peer_say(&p, "hello",
             "{\"protocol\":1,\"version\":\"t\",\"boot\":\"" BOOT "\",\"epoch_seen\":6,"
             "\"drivers\":[],\"open\":[]}");
    peer_expects(&p, "refuse");
    assert_non_null(strstr(p.body, "agent.fenced"));
}

TEST(malformed_messages_are_counted_and_dropped_and_the_connection_goes_on)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    gate_next(&g, GATE_MESSAGE);
    zstr_send(p.sock, "result");
    zstr_sendx(p.sock, "result", "{}", "{}", NULL);
    zstr_sendx(p.sock, "result", "{}", "{}", "{}", "{}", "{}", "{}", NULL);
    peer_say(&p, "result", "{\"job\":1,\"epoch\":1,\"outco");
    peer_say(&p, "result", "{\"job\":1,\"epoch\":1,\"outcome\":\"splendid\"}");
    peer_say(&p, "welcome", "{\"agent\":1,\"room\":1,\"controller_epoch\":9,\"heartbeat_ms\":50}");
    peer_say(&p, "accepted", "{\"job\":1,\"epoch\":1}");
    assert_string_equal(gate_next(&g, GATE_MESSAGE).type, "accepted");
}

TEST(a_connection_that_keeps_sending_nonsense_is_cut)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    for (int i = 0; i < 120; i++) peer_say(&p, "result", "{}");
    peer_expects(&p, "refuse");
    assert_true(peer_is_cut(&p));
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_ONLINE);
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_LOST);
}

TEST(a_message_beyond_the_limit_ends_only_the_connection_it_came_over)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p, other;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_open(&other, NULL);
    peer_join(&p, &g, 7, BOOT);
    peer_join(&other, &g, 8, BOOT2);
    gate_next(&g, GATE_MESSAGE);
    gate_next(&g, GATE_MESSAGE);
    zframe_t *big = zframe_new(NULL, PROTOCOL_BODY_MAX + 100);
    memset(zframe_data(big), ' ', zframe_size(big));
    zstr_sendm(p.sock, "result");
    zframe_send(&big, p.sock, 0);
    assert_true(peer_is_cut(&p));
    peer_say(&other, "accepted", "{\"job\":1,\"epoch\":1}");
    assert_int_equal(gate_next(&g, GATE_MESSAGE).agent, 8);
}

TEST(beats_are_answered_once_and_answers_to_our_own_are_handed_on)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    gate_next(&g, GATE_MESSAGE);
    peer_expects(&p, "beat");
    peer_say(&p, "beat", "{\"at_ms\":1,\"answer\":true}");
    peer_expects(&p, "beat");
    assert_null(strstr(p.body, "true"));
    assert_true(gate_quiet(&g, GATE_MESSAGE, 20));
    peer_say(&p, "beat", "{\"at_ms\":1}");
    assert_string_equal(gate_next(&g, GATE_MESSAGE).type, "beat");
    assert_false(peer_hears(&p, 50));
}

TEST(a_silent_agent_is_late_then_lost_and_a_word_in_time_brings_it_back)
{
    AUTO(gate_close) struct gate g = { 0 };
    AUTO(peer_close) struct peer p;
    g.config.heartbeat_ms = 50;
    g.config.late_ms = 150;
    g.config.lost_ms = 600;
    gate_open(&g);
    peer_open(&p, NULL);
    peer_join(&p, &g, 7, BOOT);
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_ONLINE);
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_LATE);
    peer_say(&p, "beat", "{\"at_ms\":1,\"answer\":true}");
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_ONLINE);
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_LATE);
    assert_int_equal(gate_next(&g, GATE_LINK).value, ROOMS_LOST);
    assert_true(peer_is_cut(&p));
}
