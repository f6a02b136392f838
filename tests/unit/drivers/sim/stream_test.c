/* The made-up terminal: in memory, without descriptors, nothing lost at any reading speed. */
#include "drivers/sim/sim.h"
#include "drivers/stream.h"
#include "kt.h"

#include <stdio.h>
#include <string.h>

struct desk {
    struct kt_world w;
    struct kb_arena arena;
    struct drv_limits limits;
    struct drv_offer offers[2];
    struct drv_ctx ctx;
    struct drv_stream *s;
};

static void desk_done(struct desk *d)
{
    drv_stream_close(d->s);
    kb_arena_done(&d->arena);
}

static enum kb_code desk_open(struct desk *d, struct drv_stream_want *want, struct kb_error *err)
{
    memset(d, 0, sizeof *d);
    kt_world_init(&d->w, 1);
    d->limits = drv_limits_default;
    d->offers[0].type = &sim_type;
    d->ctx = (struct drv_ctx){ .world = &d->w.world, .arena = &d->arena, .offers = d->offers,
                               .limits = &d->limits };
    if (!want->target) want->target = "{\"device\":\"d1\"}";
    return drv_stream_open(&d->offers[0], &d->ctx, want, &d->s, err);
}

static size_t read_all(struct drv_stream *s, char *out, size_t cap, size_t step)
{
    uint64_t gap;
    size_t n = 0, got;
    while (n + step < cap && (got = drv_stream_read(s, out + n, step, &gap)) > 0) n += got;
    out[n] = 0;
    return n;
}

TEST(a_made_up_terminal_echoes_resizes_breaks_and_ends)
{
    AUTO(desk_done) struct desk d;
    struct drv_stream_want want = { .kind = "shell", .cols = 80, .rows = 24 };
    struct kb_error err;
    char out[4096];
    uint64_t gap;
    assert_ok(desk_open(&d, &want, &err));
    assert_int_equal(drv_stream_read(d.s, out, 10, &gap), 0);
    assert_int_equal(drv_stream_write(d.s, "x", 1), 0); /* not open yet */
    assert_int_equal(drv_stream_turn(d.s), DRV_STREAM_OPEN);
    read_all(d.s, out, sizeof out, 5);
    assert_string_equal(out, "sim$ ");
    assert_int_equal(drv_stream_write(d.s, "hi", 2), 2);
    drv_stream_resize(d.s, 100, 30);
    drv_stream_resize(d.s, 0, 30); /* nonsense is left out */
    assert_true(drv_stream_break(d.s));
    assert_int_equal(drv_stream_write(d.s, "\rexit 9\r", 8), 8);
    assert_int_equal(d.s->state, DRV_STREAM_ENDED);
    read_all(d.s, out, sizeof out, 7); /* what is left after the end */
    assert_string_equal(out, "hi[100x30][break]\r\nsim$ exit 9\r\n");
    assert_string_equal(drv_stream_exit(d.s)->reason, "exit");
    assert_int_equal(drv_stream_exit(d.s)->code, 9);
    assert_int_equal(drv_stream_write(d.s, "x", 1), 0);
}

TEST(a_flood_has_every_line_at_every_reading_speed)
{
    for (size_t step = 1; step < 9000; step = step * 3 + 1) {
        AUTO(desk_done) struct desk d;
        static char out[40000];
        char line[16];
        struct drv_stream_want want = { .kind = "console", .cols = 80, .rows = 24 };
        struct kb_error err;
        const char *at = out;
        assert_ok(desk_open(&d, &want, &err));
        drv_stream_turn(d.s);
        assert_int_equal(drv_stream_write(d.s, "flood 3000\r", 11), 11);
        read_all(d.s, out, sizeof out, step);
        for (int i = 1; i <= 3000; i++) {
            snprintf(line, sizeof line, "%d\r\n", i);
            at = strstr(at, line);
            kt_row("step %zu line %d", step, i);
            assert_non_null(at);
        }
    }
}

TEST(terminals_of_odd_sizes_and_kinds_are_refused)
{
    static const struct {
        struct drv_stream_want want;
        const char *reason, *field;
    } rows[] = {
        { { .kind = "vnc", .cols = 80, .rows = 24 }, "driver.cannot", "" },
        { { .kind = "shell", .cols = 0, .rows = 24 }, "request.field", "cols" },
        { { .kind = "shell", .cols = 80, .rows = 501 }, "request.field", "rows" },
        { { .kind = "shell", .cols = 8, .rows = 24, .target = "{}" }, "request.missing", "device" },
    };
    struct kb_error err;
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(desk_done) struct desk d;
        struct drv_stream_want want = rows[i].want;
        assert_refused(desk_open(&d, &want, &err), KB_INVALID, rows[i].reason);
        assert_string_equal(err.field, rows[i].field);
        assert_null(d.s);
    }
}
