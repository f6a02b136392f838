/* stream - the terminal of a made-up device: a prompt that echoes, "flood N" that prints N numbered
 * lines, "exit N". No descriptors and no clock, so that terminals can be tested in one process. */
#include "drivers/sim/parts.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OUT_MAX        4096
#define LINE_MAX_BYTES 256
#define PROMPT         "sim$ "

struct sim_term {
    struct drv_stream stream;
    char out[OUT_MAX];
    size_t out_n;
    char line[LINE_MAX_BYTES];
    size_t line_n;
    int64_t flood, flood_to; /* next line, last line */
};

static void say(struct sim_term *t, const char *s, size_t n)
{
    if (n > sizeof t->out - t->out_n) n = sizeof t->out - t->out_n;
    memcpy(t->out + t->out_n, s, n);
    t->out_n += n;
}

static void say_text(struct sim_term *t, const char *s)
{
    say(t, s, strlen(s));
}

/* Lines are made when there is room for them: a flood costs what the reader takes. */
static void pour(struct sim_term *t)
{
    char text[32];
    while (t->flood <= t->flood_to && sizeof t->out - t->out_n >= sizeof text + sizeof PROMPT) {
        say(t, text, (size_t)snprintf(text, sizeof text, "%lld\r\n", (long long)t->flood++));
        if (t->flood > t->flood_to) say_text(t, PROMPT);
    }
}

static void obey(struct sim_term *t)
{
    int64_t n = 0;
    t->line[t->line_n] = 0;
    t->line_n = 0;
    say_text(t, "\r\n");
    if (strncmp(t->line, "exit", 4) == 0) {
        if (t->line[4] == ' ' && !kb_parse_int(t->line + 5, 0, 255, &n)) n = 2;
        drv_stream_end(&t->stream, "exit", (int)n, "the session ended");
        return;
    }
    if (strncmp(t->line, "flood ", 6) == 0 && kb_parse_int(t->line + 6, 1, 100000000, &n)) {
        t->flood = 1;
        t->flood_to = n;
        pour(t);
        return;
    }
    say_text(t, PROMPT);
}

static bool room_for_answer(const struct sim_term *t)
{
    return t->flood > t->flood_to && sizeof t->out - t->out_n >= 16;
}

static size_t term_write(struct drv_stream *s, const void *buf, size_t n)
{
    struct sim_term *t = CONTAINER(s, struct sim_term, stream);
    const char *in = buf;
    size_t taken = 0;
    while (taken < n && s->state == DRV_STREAM_OPEN && room_for_answer(t)) {
        char c = in[taken++];
        if (c == '\r' || c == '\n')
            obey(t);
        else if (t->line_n + 1 < sizeof t->line) {
            t->line[t->line_n++] = c;
            say(t, &c, 1);
        }
    }
    return taken;
}

static size_t term_read(struct drv_stream *s, void *buf, size_t cap, uint64_t *gap)
{
    struct sim_term *t = CONTAINER(s, struct sim_term, stream);
    size_t n = t->out_n < cap ? t->out_n : cap;
    (void)gap;
    memcpy(buf, t->out, n);
    t->out_n -= n;
    memmove(t->out, t->out + n, t->out_n);
    pour(t);
    return n;
}

static int term_poll(struct drv_stream *s, bool want_read, struct pollfd *fds, int *wait_ms)
{
    struct sim_term *t = CONTAINER(s, struct sim_term, stream);
    (void)fds;
    if (s->state == DRV_STREAM_OPENING || (want_read && t->out_n)) *wait_ms = 0;
    return 0;
}

static void term_turn(struct drv_stream *s)
{
    struct sim_term *t = CONTAINER(s, struct sim_term, stream);
    if (s->state != DRV_STREAM_OPENING) return;
    s->state = DRV_STREAM_OPEN;
    say_text(t, PROMPT);
}

static void term_resize(struct drv_stream *s, int64_t cols, int64_t rows)
{
    struct sim_term *t = CONTAINER(s, struct sim_term, stream);
    char text[48];
    say(t, text,
        (size_t)snprintf(text, sizeof text, "[%lldx%lld]", (long long)cols, (long long)rows));
}

static void term_break(struct drv_stream *s)
{
    say_text(CONTAINER(s, struct sim_term, stream), "[break]");
}

static void term_close(struct drv_stream *s)
{
    free(CONTAINER(s, struct sim_term, stream));
}

static enum kb_code term_open(struct drv_ctx *ctx, const void *target,
                              const struct drv_stream_want *want, struct drv_stream **out,
                              struct kb_error *err)
{
    struct sim_term *t = calloc(1, sizeof *t);
    (void)ctx, (void)target, (void)want, (void)err;
    KB_ASSERT(t);
    t->flood = 1;
    *out = &t->stream;
    return KB_OK;
}

static const char *const kinds[] = { "shell", "console", NULL };

const struct drv_stream_type sim_stream = {
    .kinds = kinds,
    .open = term_open,
    .poll = term_poll,
    .turn = term_turn,
    .read = term_read,
    .write = term_write,
    .resize = term_resize,
    .send_break = term_break,
    .close = term_close,
};
