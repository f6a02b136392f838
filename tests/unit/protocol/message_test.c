/* Control messages: what is written is read back, and nothing else is let in. */
#include "kt.h"
#include "protocol/message.h"

#include <stdlib.h>
#include <string.h>

#define MUTATIONS 4000

static const struct {
    const char *type, *body;
    enum protocol_side from;
} samples[] = {
    { "enrol",
      "{\"protocol\":1,\"code\":\"c0de\",\"name\":\"room 1\",\"version\":\"0.1.0\","
      "\"fingerprint\":\"SHA256:abc\"}",
      PROTOCOL_AGENT },
    { "enrolled",
      "{\"agent\":7,\"room\":3,\"name\":\"room 1\",\"agent_id\":\"agt_0123456789abc\","
      "\"room_id\":\"rom_0123456789abc\"}",
      PROTOCOL_CONTROLLER },
    { "hello",
      "{\"protocol\":1,\"version\":\"0.1.0\",\"boot\":\"00112233aabbccdd\",\"epoch_seen\":4,"
      "\"drivers\":[{\"name\":\"sim\",\"doc\":\"a simulator\"}],"
      "\"open\":[{\"job\":9,\"epoch\":2,\"state\":\"intent\"}]}",
      PROTOCOL_AGENT },
    { "welcome", "{\"agent\":7,\"room\":3,\"controller_epoch\":5,\"heartbeat_ms\":5000}",
      PROTOCOL_CONTROLLER },
    { "refuse", "{\"reason\":\"protocol.version\",\"text\":\"too old\"}", PROTOCOL_CONTROLLER },
    { "beat", "{\"at_ms\":1700000000000,\"answer\":true}", PROTOCOL_CONTROLLER },
    { "job",
      "{\"job\":9,\"key\":\"job-9\",\"epoch\":2,\"controller_epoch\":5,\"verb\":\"open\","
      "\"driver\":\"sim\",\"target\":{\"device\":\"d1\",\"password\":\"s3cret\"},"
      "\"spec\":{\"resource\":12},\"ticket\":\"\",\"deadline_ms\":1700000000000,\"lost\":false}",
      PROTOCOL_CONTROLLER },
    { "accepted", "{\"job\":9,\"epoch\":2}", PROTOCOL_AGENT },
    { "result",
      "{\"job\":9,\"epoch\":2,\"outcome\":\"pending\",\"reason\":\"\",\"text\":\"wait\","
      "\"retry\":false,\"ticket\":\"t1\",\"retry_ms\":1500,\"result\":{\"state\":\"starting\"}}",
      PROTOCOL_AGENT },
    { "ack", "{\"job\":9,\"epoch\":2}", PROTOCOL_CONTROLLER },
    { "cancel", "{\"job\":9,\"epoch\":2,\"reason\":\"closed\"}", PROTOCOL_CONTROLLER },
    { "stream", "{\"reason\":\"terminal\"}", PROTOCOL_CONTROLLER },
};

static enum kb_code read_text(enum protocol_side from, const char *type, const char *body, size_t n,
                              struct kb_arena *a, struct protocol_message *m, struct kb_error *err)
{
    return protocol_read(from, type, strlen(type), body, n, a, m, err);
}

TEST(every_message_type_has_a_sample_and_comes_back_as_it_was_written)
{
    assert_int_equal(COUNT(samples), PROTOCOL_TYPES);
    for (size_t i = 0; i < COUNT(samples); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct protocol_message m, again;
        struct kb_error err;
        const char *text, *text2;
        kt_row("%s", samples[i].type);
        assert_ok(read_text(samples[i].from, samples[i].type, samples[i].body,
                            strlen(samples[i].body), &a, &m, &err));
        assert_string_equal(protocol_type_name(m.type), samples[i].type);
        assert_ok(protocol_write(m.type, m.body, &a, &text, &err));
        assert_ok(
            read_text(samples[i].from, samples[i].type, text, strlen(text), &a, &again, &err));
        assert_ok(protocol_write(again.type, again.body, &a, &text2, &err));
        assert_string_equal(text, text2);
    }
}

TEST(a_job_carries_its_secrets_to_the_agent_but_a_plain_write_leaves_them_out)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct protocol_message m;
    struct kb_error err;
    const char *text;
    assert_ok(read_text(PROTOCOL_CONTROLLER, "job", samples[PROTOCOL_JOB].body,
                        strlen(samples[PROTOCOL_JOB].body), &a, &m, &err));
    assert_ok(protocol_write(m.type, m.body, &a, &text, &err));
    assert_non_null(strstr(text, "s3cret"));
    assert_null(strstr(kb_write_text(&protocol_job_shape, m.body, &a), "s3cret"));
}

TEST(no_message_cut_short_is_taken_for_a_whole_one)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        for (size_t n = 0; n < strlen(samples[i].body); n++) {
            AUTO(kb_arena_done) struct kb_arena a = { 0 };
            struct protocol_message m;
            struct kb_error err;
            kt_row("%s cut to %zu", samples[i].type, n);
            assert_refused(
                read_text(samples[i].from, samples[i].type, samples[i].body, n, &a, &m, &err),
                KB_INVALID, "request.body");
        }
    }
}

TEST(no_field_can_be_missing_unless_its_shape_says_so_and_none_can_be_added)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        const struct kb_shape *shape = protocol_shape((enum protocol_type)i);
        for (const struct kb_field *f = shape->fields;; f++) {
            AUTO(kb_arena_done) struct kb_arena a = { 0 };
            AUTO_JSON json = json_loads(samples[i].body, 0, NULL);
            struct protocol_message m;
            struct kb_error err;
            if (!f->name)
                json_object_set_new(json, "surprise", json_true());
            else if (f->optional || json_object_del(json, f->name) < 0)
                continue;
            kt_row("%s without %s", samples[i].type, f->name ? f->name : "(one too many)");
            char *text = kb_json_text(json, &a);
            assert_refused(
                read_text(samples[i].from, samples[i].type, text, strlen(text), &a, &m, &err),
                KB_INVALID, f->name ? "request.missing" : "request.unknown_field");
            if (!f->name) break;
        }
    }
}

TEST(only_the_side_a_message_belongs_to_may_send_it)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct protocol_message m;
        struct kb_error err;
        if (i == PROTOCOL_BEAT) continue; /* both do */
        kt_row("%s", samples[i].type);
        enum protocol_side other =
            samples[i].from == PROTOCOL_AGENT ? PROTOCOL_CONTROLLER : PROTOCOL_AGENT;
        assert_refused(read_text(other, samples[i].type, samples[i].body, strlen(samples[i].body),
                                 &a, &m, &err),
                       KB_INVALID, "protocol.direction");
    }
}

TEST(a_type_word_is_known_whole_or_not_at_all)
{
    static const char *const words[] = { "", "h", "hell", "helloo", "HELLO", "hello ", "shutdown" };
    for (size_t i = 0; i < COUNT(words); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct protocol_message m;
        struct kb_error err;
        kt_row("%s", words[i]);
        assert_refused(read_text(PROTOCOL_AGENT, words[i], "{}", 2, &a, &m, &err), KB_INVALID,
                       "protocol.type");
    }
}

TEST(another_protocol_version_is_told_apart_from_a_malformed_message)
{
    static const struct {
        const char *body, *reason;
        enum kb_code code;
    } rows[] = {
        { "{\"protocol\":2,\"new_in_two\":[1,2]}", "protocol.version", KB_CONFLICT },
        { "{\"protocol\":0}", "protocol.version", KB_CONFLICT },
        { "{\"protocol\":\"1\"}", "request.missing", KB_INVALID },
        { "{}", "request.missing", KB_INVALID },
        { "[]", "request.missing", KB_INVALID },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct protocol_message m;
        struct kb_error err;
        kt_row("%s", rows[i].body);
        assert_refused(
            read_text(PROTOCOL_AGENT, "hello", rows[i].body, strlen(rows[i].body), &a, &m, &err),
            rows[i].code, rows[i].reason);
    }
}

TEST(a_body_beyond_its_limit_is_neither_read_nor_written)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct protocol_message m;
    struct kb_error err;
    const char *text;
    char *big = kb_alloc(&a, PROTOCOL_BODY_MAX + 2);
    memset(big, ' ', PROTOCOL_BODY_MAX + 1);
    assert_refused(read_text(PROTOCOL_AGENT, "beat", big, PROTOCOL_BODY_MAX + 1, &a, &m, &err),
                   KB_INVALID, "protocol.size");
    memset(big, 'x', PROTOCOL_BODY_MAX + 1);
    struct protocol_refuse refuse = { .reason = "internal", .text = big };
    assert_refused(protocol_write(PROTOCOL_REFUSE, &refuse, &a, &text, &err), KB_INVALID,
                   "protocol.size");
}

TEST(nesting_beyond_the_limit_is_refused_before_it_is_parsed)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct protocol_message m;
    struct kb_error err;
    char *deep = kb_alloc(&a, 100001);
    memset(deep, '[', 100000);
    assert_refused(read_text(PROTOCOL_AGENT, "beat", deep, 100000, &a, &m, &err), KB_INVALID,
                   "request.body");
}

TEST(random_mutations_are_read_whole_or_refused_with_a_reason)
{
    uint64_t seed = 42;
    for (int k = 0; k < MUTATIONS; k++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        size_t i = kt_next(&seed) % COUNT(samples);
        char *body = kb_strdup(&a, samples[i].body);
        size_t n = strlen(body);
        for (uint64_t flips = 1 + kt_next(&seed) % 3; flips; flips--)
            body[kt_next(&seed) % n] = (char)(kt_next(&seed) % 256);
        struct protocol_message m;
        struct kb_error err = { 0 };
        kt_row("mutation %d of %s: %s", k, samples[i].type, body);
        if (read_text(samples[i].from, samples[i].type, body, n, &a, &m, &err) == KB_OK)
            assert_non_null(m.body);
        else
            assert_non_null(kb_reason_find(err.reason));
    }
}
