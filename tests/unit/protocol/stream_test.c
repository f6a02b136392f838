/* Terminal frames: strict reading, offsets that cannot wrap, and the binding message. */
#include "kt.h"
#include "protocol/stream.h"

#include <string.h>

#define MUTATIONS 20000

struct sample {
    enum stream_type type;
    uint64_t offset;
    const char *payload;
    size_t len;
};

static const struct sample samples[] = {
    { STREAM_OPEN, 4096,
      "{\"driver\":\"ssh\",\"kind\":\"shell\",\"target\":{},\"cols\":80,\"rows\":24,\"resource\":"
      "5}",
      74 },
    { STREAM_OPENED, 65536, "", 0 },
    { STREAM_OUT, 12, "hello", 5 },
    { STREAM_OUT_CREDIT, 262144, "", 0 },
    { STREAM_IN, 0, "ls\r", 3 },
    { STREAM_IN_ACK, 3, "\0\0\0\0\0\1\0\3", 8 },
    { STREAM_RESIZE, 0, "\0\x50\0\x18", 4 },
    { STREAM_BREAK, 0, "", 0 },
    { STREAM_GAP, 10, "\0\0\0\0\0\0\0\x20", 8 },
    { STREAM_CLOSE, 0, "resource.closed", 15 },
    { STREAM_EXIT, 17, "{\"reason\":\"exit\",\"code\":0,\"text\":\"\"}", 36 },
};

static size_t make(unsigned char *buf, const struct sample *s)
{
    struct stream_frame f = { .type = s->type, .session = 77, .offset = s->offset };
    stream_header_write(buf, &f);
    memcpy(buf + STREAM_HEADER, s->payload, s->len);
    return STREAM_HEADER + s->len;
}

TEST(every_frame_type_is_read_back_as_written)
{
    assert_int_equal(COUNT(samples), STREAM_TYPES - 1);
    for (size_t i = 0; i < COUNT(samples); i++) {
        unsigned char buf[256];
        struct stream_frame f;
        struct kb_error err;
        kt_row("type %d", samples[i].type);
        assert_ok(stream_frame_read(buf, make(buf, &samples[i]), &f, &err));
        assert_int_equal(f.type, samples[i].type);
        assert_int_equal(f.session, 77);
        assert_int_equal(f.offset, samples[i].offset);
        assert_int_equal(f.len, samples[i].len);
        if (f.len) assert_memory_equal(f.bytes, samples[i].payload, f.len);
    }
}

TEST(a_frame_cut_inside_its_header_or_fixed_payload_is_refused)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        unsigned char buf[256];
        struct stream_frame f;
        struct kb_error err;
        size_t len = make(buf, &samples[i]), least = STREAM_HEADER;
        bool fixed = samples[i].type == STREAM_IN_ACK || samples[i].type == STREAM_RESIZE ||
                     samples[i].type == STREAM_GAP;
        for (size_t n = 0; n < (fixed ? len : least); n++) {
            kt_row("type %d cut to %zu", samples[i].type, n);
            assert_refused(stream_frame_read(buf, n, &f, &err), KB_INVALID, "stream.frame");
        }
    }
}

TEST(json_payloads_cut_anywhere_are_refused)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        if (samples[i].type != STREAM_OPEN && samples[i].type != STREAM_EXIT) continue;
        for (size_t n = 0; n < samples[i].len; n++) {
            AUTO(kb_arena_done) struct kb_arena a = { 0 };
            unsigned char buf[256];
            struct stream_frame f;
            struct stream_open open;
            struct stream_exit exit_;
            struct kb_error err = { 0 };
            kt_row("type %d payload cut to %zu", samples[i].type, n);
            make(buf, &samples[i]);
            enum kb_code got = stream_frame_read(buf, STREAM_HEADER + n, &f, &err);
            if (got == KB_OK && f.type == STREAM_OPEN)
                got = stream_open_read(&f, &a, &open, &err);
            else if (got == KB_OK)
                got = stream_exit_read(&f, &a, &exit_, &err);
            assert_int_equal(got, KB_INVALID);
        }
    }
}

TEST(payloads_are_bounded_per_type)
{
    static unsigned char buf[STREAM_FRAME_MAX + 2];
    static const struct {
        enum stream_type type;
        size_t most;
    } rows[] = {
        { STREAM_OPENED, 0 },
        { STREAM_OUT, STREAM_OUT_MAX },
        { STREAM_OUT_CREDIT, 0 },
        { STREAM_IN, STREAM_IN_MAX },
        { STREAM_BREAK, 0 },
        { STREAM_EXIT, STREAM_JSON_MAX },
        { STREAM_OPEN, STREAM_JSON_MAX },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct stream_frame f = { .type = rows[i].type, .session = 1 };
        struct kb_error err;
        kt_row("type %d", rows[i].type);
        memset(buf, 'x', sizeof buf);
        stream_header_write(buf, &f);
        assert_ok(stream_frame_read(buf, STREAM_HEADER + rows[i].most, &f, &err));
        assert_refused(stream_frame_read(buf, STREAM_HEADER + rows[i].most + 1, &f, &err),
                       KB_INVALID, "stream.frame");
    }
}

TEST(what_a_header_must_not_say_is_refused)
{
    static const struct {
        const char *what;
        size_t at;
        unsigned char byte;
    } rows[] = {
        { "version 0", 0, 0 },  { "version 2", 0, 2 },         { "type 0", 1, 0 },
        { "type 12", 1, 12 },   { "reserved high", 2, 1 },     { "reserved low", 3, 1 },
        { "session 0", 11, 0 }, { "offset beyond", 12, 0x80 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        unsigned char buf[256];
        struct stream_frame f;
        struct kb_error err;
        kt_row("%s", rows[i].what);
        size_t n = make(buf, &samples[2]);
        buf[rows[i].at] = rows[i].byte;
        assert_refused(stream_frame_read(buf, n, &f, &err), KB_INVALID, "stream.frame");
    }
}

TEST(sizes_gaps_and_reason_words_are_looked_at)
{
    static const struct sample rows[] = {
        { STREAM_RESIZE, 0, "\0\0\0\x18", 4 },       { STREAM_RESIZE, 0, "\0\x50\0\0", 4 },
        { STREAM_RESIZE, 0, "\x3\xe9\0\x18", 4 },    { STREAM_RESIZE, 0, "\0\x50\x1\xf5", 4 },
        { STREAM_GAP, 32, "\0\0\0\0\0\0\0\x20", 8 }, { STREAM_GAP, 0, "\x80\0\0\0\0\0\0\0", 8 },
        { STREAM_CLOSE, 0, "no such\nword", 12 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        unsigned char buf[256];
        struct stream_frame f;
        struct kb_error err;
        kt_row("row %zu", i);
        assert_refused(stream_frame_read(buf, make(buf, &rows[i]), &f, &err), KB_INVALID,
                       "stream.frame");
    }
}

TEST(mutated_frames_are_read_within_bounds_or_refused)
{
    uint64_t seed = 7;
    for (int k = 0; k < MUTATIONS; k++) {
        unsigned char buf[256];
        struct stream_frame f;
        struct kb_error err;
        size_t n = make(buf, &samples[kt_next(&seed) % COUNT(samples)]);
        for (uint64_t flips = 1 + kt_next(&seed) % 4; flips; flips--)
            buf[kt_next(&seed) % n] = (unsigned char)kt_next(&seed);
        n = kt_next(&seed) % 4 ? n : kt_next(&seed) % (n + 1);
        kt_row("mutation %d", k);
        if (stream_frame_read(buf, n, &f, &err) != KB_OK) continue;
        assert_ptr_equal(f.bytes, buf + STREAM_HEADER);
        assert_int_equal(f.len, n - STREAM_HEADER);
    }
}

TEST(the_binding_message_is_no_frame_and_no_frame_is_a_binding)
{
    unsigned char buf[256];
    char boot[STREAM_BIND_MAX];
    struct stream_frame f;
    struct kb_error err;
    size_t n = stream_bind_write(buf, "00112233aabbccdd");
    assert_true(stream_bind_read(buf, n, boot));
    assert_string_equal(boot, "00112233aabbccdd");
    assert_refused(stream_frame_read(buf, n, &f, &err), KB_INVALID, "stream.frame");
    for (size_t i = 0; i < COUNT(samples); i++)
        assert_false(stream_bind_read(buf, make(buf, &samples[i]), boot));
    assert_false(stream_bind_read("", 0, boot));
    assert_false(stream_bind_read("\0ab\0c", 5, boot));
}
