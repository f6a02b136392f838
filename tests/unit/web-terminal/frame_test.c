/* The browser's frames: golden ones both ways, every truncation, every type byte, the limits. */
#include "web-terminal/frame.h"

#include "kt.h"

#include <stdio.h>
#include <string.h>

#define GOLDEN "tests/golden/terminal_frames.txt"

struct golden {
    char name[32];
    unsigned char bytes[256];
    size_t n;
};

static size_t read_golden(struct golden *out, size_t max)
{
    char line[700];
    size_t count = 0;
    FILE *f = fopen(GOLDEN, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        char hex[600];
        struct golden *g = &out[count];
        if (line[0] == '#' || sscanf(line, "%31s %599s", g->name, hex) != 2) continue;
        assert_true(++count <= max);
        g->n = strlen(hex) / 2;
        for (size_t i = 0; i < g->n; i++) {
            unsigned byte;
            assert_int_equal(sscanf(hex + 2 * i, "%2x", &byte), 1);
            g->bytes[i] = (unsigned char)byte;
        }
    }
    fclose(f);
    return count;
}

/* The frame in a copy of exactly its size, so that reading beyond it is seen. */
static enum kb_code read_exact(const unsigned char *bytes, size_t n, bool from_browser,
                               struct terminal_frame *f, struct kb_error *err)
{
    unsigned char *copy = test_malloc(n ? n : 1);
    memcpy(copy, bytes, n);
    enum kb_code code = terminal_frame_read(copy, n, from_browser, f, err);
    test_free(copy);
    return code;
}

TEST(golden_frames_are_read_and_written_back_byte_for_byte)
{
    struct golden all[32];
    size_t count = read_golden(all, COUNT(all));
    assert_int_equal(count, 18);
    for (size_t i = 0; i < count; i++) {
        const struct golden *g = &all[i];
        unsigned char out[TERMINAL_HEAD_MAX + 256];
        struct terminal_frame f;
        struct kb_error err;
        kt_row("%s", g->name);
        assert_ok(terminal_frame_read(g->bytes, g->n, g->bytes[0] < 128, &f, &err));
        size_t n = terminal_frame_head(&f, out);
        if (f.n) memcpy(out + n, f.bytes, f.n);
        assert_int_equal(n + f.n, g->n);
        assert_memory_equal(out, g->bytes, g->n);
    }
}

TEST(no_truncation_of_a_frame_is_that_frame_and_no_byte_may_follow)
{
    struct golden all[32];
    size_t count = read_golden(all, COUNT(all));
    for (size_t i = 0; i < count; i++) {
        const struct golden *g = &all[i];
        bool from_browser = g->bytes[0] < 128;
        struct terminal_frame f;
        struct kb_error err;
        for (size_t n = 0; n < g->n; n++) {
            kt_row("%s cut to %zu", g->name, n);
            if (read_exact(g->bytes, n, from_browser, &f, &err) == KB_OK)
                assert_true(f.n < g->n - 1 && f.bytes); /* only payload or text got shorter */
            else
                assert_string_equal(err.reason, "terminal.frame");
        }
        assert_refused(read_exact(g->bytes, g->n, !from_browser, &f, &err), KB_INVALID,
                       "terminal.frame");
    }
}

TEST(a_fixed_frame_with_one_byte_more_is_refused)
{
    static const char *const fixed[] = { "hello_ticket", "credit",  "resize", "break", "ping",
                                         "detach",       "welcome", "in_ack", "gap",   "pong" };
    struct golden all[32];
    size_t count = read_golden(all, COUNT(all)), tried = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < COUNT(fixed); k++) {
            struct golden *g = &all[i];
            struct terminal_frame f;
            struct kb_error err;
            if (strcmp(g->name, fixed[k]) != 0) continue;
            kt_row("%s", g->name);
            g->bytes[g->n] = 0;
            assert_refused(read_exact(g->bytes, g->n + 1, g->bytes[0] < 128, &f, &err), KB_INVALID,
                           "terminal.frame");
            tried++;
        }
    assert_int_equal(tried, COUNT(fixed));
}

TEST(types_nobody_may_send_are_refused)
{
    unsigned char bytes[64] = { 0 };
    struct terminal_frame f;
    struct kb_error err;
    for (int type = 0; type < 256; type++) {
        bool known = type >= TERMINAL_HELLO && type <= TERMINAL_DETACH;
        bool theirs = type >= TERMINAL_WELCOME && type <= TERMINAL_PONG;
        bytes[0] = (unsigned char)type;
        kt_row("type %d", type);
        for (size_t n = 1; n <= sizeof bytes; n++) {
            if (!known) assert_int_equal(read_exact(bytes, n, true, &f, &err), KB_INVALID);
            if (!theirs) assert_int_equal(read_exact(bytes, n, false, &f, &err), KB_INVALID);
        }
    }
}

static enum kb_code try(const struct terminal_frame *f, struct kb_error *err)
{
    static unsigned char buf[TERMINAL_HEAD_MAX + TERMINAL_OUTPUT_MAX + 1];
    struct terminal_frame back;
    size_t n = terminal_frame_head(f, buf);
    if (f->n) memcpy(buf + n, f->bytes, f->n);
    return read_exact(buf, n + f->n, f->type < 128, &back, err);
}

TEST(every_limit_holds_to_the_byte)
{
    static const unsigned char payload[TERMINAL_OUTPUT_MAX + 1] = "x";
    const uint64_t far = TERMINAL_OFFSET_MAX;
    const struct {
        struct terminal_frame f;
        bool ok;
    } rows[] = {
        { { .type = TERMINAL_INPUT, .bytes = payload, .n = TERMINAL_INPUT_MAX }, true },
        { { .type = TERMINAL_INPUT, .bytes = payload, .n = TERMINAL_INPUT_MAX + 1 }, false },
        { { .type = TERMINAL_INPUT, .n = 0 }, false },
        { { .type = TERMINAL_INPUT, .offset = far, .bytes = payload, .n = 1 }, true },
        { { .type = TERMINAL_INPUT, .offset = far + 1, .bytes = payload, .n = 1 }, false },
        { { .type = TERMINAL_OUTPUT, .bytes = payload, .n = TERMINAL_OUTPUT_MAX }, true },
        { { .type = TERMINAL_OUTPUT, .bytes = payload, .n = TERMINAL_OUTPUT_MAX + 1 }, false },
        { { .type = TERMINAL_CREDIT, .offset = far }, true },
        { { .type = TERMINAL_CREDIT, .offset = UINT64_MAX }, false },
        { { .type = TERMINAL_RESIZE, .cols = 1, .rows = 1 }, true },
        { { .type = TERMINAL_RESIZE, .cols = 1000, .rows = 500 }, true },
        { { .type = TERMINAL_RESIZE, .cols = 0, .rows = 1 }, false },
        { { .type = TERMINAL_RESIZE, .cols = 1001, .rows = 1 }, false },
        { { .type = TERMINAL_RESIZE, .cols = 1, .rows = 501 }, false },
        { { .type = TERMINAL_HELLO, .version = 1, .cols = 80, .rows = 24, .out_limit = 1 }, true },
        { { .type = TERMINAL_HELLO, .version = 2, .cols = 80, .rows = 24 }, false },
        { { .type = TERMINAL_HELLO, .version = 1, .cols = 80, .rows = 24, .out_have = 1 }, false },
        { { .type = TERMINAL_IN_ACK, .offset = 5, .limit = 5 }, true },
        { { .type = TERMINAL_IN_ACK, .offset = 5, .limit = 4 }, false },
        { { .type = TERMINAL_GAP, .offset = 5, .limit = 6, .reason = "a" }, true },
        { { .type = TERMINAL_GAP, .offset = 5, .limit = 5, .reason = "a" }, false },
        { { .type = TERMINAL_GAP, .offset = 5, .limit = 6, .reason = "<b>" }, false },
        { { .type = TERMINAL_WELCOME, .role = TERMINAL_OBSERVER, .name = "trm_1" }, true },
        { { .type = TERMINAL_WELCOME, .role = 4, .name = "trm_1" }, false },
        { { .type = TERMINAL_WELCOME, .role = 1, .name = "a b" }, false },
        { { .type = TERMINAL_STATE, .state = 5 }, false },
        { { .type = TERMINAL_NOTICE, .language = "zh", .bytes = payload, .n = 1 }, true },
        { { .type = TERMINAL_NOTICE, .language = "zh", .bytes = payload, .n = 2 }, false },
        { { .type = TERMINAL_EXIT,
            .reason = "exit",
            .bytes = (const unsigned char *)"\xff",
            .n = 1 },
          false },
    };
    struct kb_error err;
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("row %zu", i);
        assert_int_equal(try(&rows[i].f, &err) == KB_OK, rows[i].ok);
    }
}

TEST(random_bytes_are_frames_or_refused_but_nothing_else_happens)
{
    uint64_t seed = 42;
    unsigned char bytes[96];
    struct terminal_frame f;
    struct kb_error err;
    for (int i = 0; i < 50000; i++) {
        size_t n = kt_next(&seed) % sizeof bytes;
        for (size_t k = 0; k < n; k++) bytes[k] = (unsigned char)kt_next(&seed);
        if (n && i % 2) bytes[0] = (unsigned char)(bytes[0] % 9 | (i % 4 == 1 ? 0 : 128));
        (void)!read_exact(bytes, n, true, &f, &err);
        (void)!read_exact(bytes, n, false, &f, &err);
    }
}
