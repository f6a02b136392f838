/* Reading and writing the browser's frames. Reading is one cursor that remembers when it ran over
 * the end, so that no truncation can be read as something else; a table says who may send what. */
#include "web-terminal/frame.h"

#include "base/text.h"

#include <string.h>

struct cursor {
    const unsigned char *at, *end;
    bool bad;
};

static uint64_t get(struct cursor *c, size_t bytes)
{
    uint64_t v = 0;
    if ((size_t)(c->end - c->at) < bytes) {
        c->bad = true;
        return 0;
    }
    while (bytes--) v = v << 8 | *c->at++;
    return v;
}

static uint64_t get_offset(struct cursor *c)
{
    uint64_t v = get(c, 8);
    if (v > TERMINAL_OFFSET_MAX) c->bad = true;
    return v;
}

static void get_bytes(struct cursor *c, void *out, size_t n)
{
    if ((size_t)(c->end - c->at) < n) {
        c->bad = true;
        return;
    }
    memcpy(out, c->at, n);
    c->at += n;
}

/* A length byte and so many characters of the allowed ones, into room bytes with a NUL. */
static void get_word(struct cursor *c, const char *allowed, char *out, size_t room)
{
    size_t n = (size_t)get(c, 1);
    if (n >= room) {
        c->bad = true;
        return;
    }
    get_bytes(c, out, n);
    if (c->bad) return;
    out[n] = 0;
    if (strspn(out, allowed) != n) c->bad = true;
}

#define WORD "abcdefghijklmnopqrstuvwxyz_."
#define NAME WORD "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"

static void get_size(struct cursor *c, struct terminal_frame *f)
{
    f->cols = (uint16_t)get(c, 2);
    f->rows = (uint16_t)get(c, 2);
    if (f->cols < 1 || f->cols > TERMINAL_COLS_MAX || f->rows < 1 || f->rows > TERMINAL_ROWS_MAX)
        c->bad = true;
}

static bool get_bool(struct cursor *c)
{
    uint64_t v = get(c, 1);
    if (v > 1) c->bad = true;
    return v == 1;
}

static void rest(struct cursor *c, struct terminal_frame *f, size_t min, size_t max)
{
    f->bytes = c->at;
    f->n = (size_t)(c->end - c->at);
    if (f->n < min || f->n > max) c->bad = true;
    c->at = c->end;
}

static void rest_text(struct cursor *c, struct terminal_frame *f)
{
    rest(c, f, 0, TERMINAL_TEXT_MAX);
    if (!kb_utf8_valid((const char *)f->bytes, f->n)) c->bad = true;
}

static void read_hello(struct cursor *c, struct terminal_frame *f)
{
    f->version = (uint8_t)get(c, 1);
    f->resume = get_bool(c);
    get_bytes(c, f->secret, sizeof f->secret);
    get_size(c, f);
    f->out_have = get_offset(c);
    f->out_limit = get_offset(c);
    f->in_next = get_offset(c);
    if (f->version != TERMINAL_VERSION || f->out_limit < f->out_have) c->bad = true;
}

static void read_input(struct cursor *c, struct terminal_frame *f)
{
    f->offset = get_offset(c);
    rest(c, f, 1, TERMINAL_INPUT_MAX);
}

static void read_offset(struct cursor *c, struct terminal_frame *f)
{
    f->offset = get_offset(c);
}

static void read_stamp(struct cursor *c, struct terminal_frame *f)
{
    f->offset = get(c, 8);
}

static void read_resize(struct cursor *c, struct terminal_frame *f)
{
    f->number = (uint32_t)get(c, 4);
    get_size(c, f);
}

static void read_nothing(struct cursor *c, struct terminal_frame *f)
{
    (void)c, (void)f;
}

static void read_welcome(struct cursor *c, struct terminal_frame *f)
{
    get_word(c, NAME, f->name, sizeof f->name);
    f->role = (enum terminal_role)get(c, 1);
    f->recording = get_bool(c);
    get_bytes(c, f->secret, sizeof f->secret);
    f->out_have = get_offset(c);
    f->out_limit = get_offset(c);
    f->in_next = get_offset(c);
    f->grace_s = (uint16_t)get(c, 2);
    if (f->role < TERMINAL_OWNER || f->role > TERMINAL_OBSERVER) c->bad = true;
}

static void read_output(struct cursor *c, struct terminal_frame *f)
{
    f->offset = get_offset(c);
    rest(c, f, 1, TERMINAL_OUTPUT_MAX);
}

static void read_in_ack(struct cursor *c, struct terminal_frame *f)
{
    f->offset = get_offset(c);
    f->limit = get_offset(c);
    if (f->limit < f->offset) c->bad = true;
}

static void read_gap(struct cursor *c, struct terminal_frame *f)
{
    f->offset = get_offset(c);
    f->limit = get_offset(c);
    get_word(c, WORD, f->reason, sizeof f->reason);
    if (f->limit <= f->offset) c->bad = true;
}

static void read_state(struct cursor *c, struct terminal_frame *f)
{
    f->state = (uint8_t)get(c, 1);
    f->offset = get(c, 8);
    rest_text(c, f);
    if (f->state < TERMINAL_PAUSED || f->state > TERMINAL_EXPIRY) c->bad = true;
}

static void read_notice(struct cursor *c, struct terminal_frame *f)
{
    get_bytes(c, f->language, 2);
    if (strspn(f->language, WORD) != 2) c->bad = true;
    rest_text(c, f);
}

static void read_exit(struct cursor *c, struct terminal_frame *f)
{
    f->offset = get_offset(c);
    f->code = (int32_t)(uint32_t)get(c, 4);
    get_word(c, WORD, f->reason, sizeof f->reason);
    rest_text(c, f);
}

static const struct {
    const char *name;
    void (*read)(struct cursor *c, struct terminal_frame *f);
} browser_frames[] = {
    [TERMINAL_HELLO] = { "HELLO", read_hello },    [TERMINAL_INPUT] = { "INPUT", read_input },
    [TERMINAL_CREDIT] = { "CREDIT", read_offset }, [TERMINAL_RESIZE] = { "RESIZE", read_resize },
    [TERMINAL_BREAK] = { "BREAK", read_nothing },  [TERMINAL_PING] = { "PING", read_stamp },
    [TERMINAL_DETACH] = { "DETACH", read_nothing },
}, controller_frames[] = {
    [TERMINAL_WELCOME - 128] = { "WELCOME", read_welcome },
    [TERMINAL_OUTPUT - 128] = { "OUTPUT", read_output },
    [TERMINAL_IN_ACK - 128] = { "IN_ACK", read_in_ack },
    [TERMINAL_GAP - 128] = { "GAP", read_gap },
    [TERMINAL_STATE - 128] = { "STATE", read_state },
    [TERMINAL_NOTICE - 128] = { "NOTICE", read_notice },
    [TERMINAL_EXIT - 128] = { "EXIT", read_exit },
    [TERMINAL_PONG - 128] = { "PONG", read_stamp },
};

enum kb_code terminal_frame_read(const void *buf, size_t len, bool from_browser,
                                 struct terminal_frame *f, struct kb_error *err)
{
    struct cursor c = { .at = buf, .end = (const unsigned char *)buf + len };
    size_t type, i;
    *f = (struct terminal_frame){ .type = 0 };
    if (len == 0) return kb_fail(err, KB_INVALID, "terminal.frame", "an empty frame");
    type = (size_t)get(&c, 1);
    i = from_browser ? type : type - 128;
    if (i >= (from_browser ? COUNT(browser_frames) : COUNT(controller_frames)) || i == 0)
        return kb_fail(err, KB_INVALID, "terminal.frame", "a frame of unknown type %zu", type);
    f->type = (enum terminal_type)type;
    if (from_browser)
        browser_frames[i].read(&c, f);
    else
        controller_frames[i].read(&c, f);
    if (c.bad || c.at != c.end)
        return kb_fail(err, KB_INVALID, "terminal.frame", "a %s frame of %zu bytes is not one",
                       from_browser ? browser_frames[i].name : controller_frames[i].name, len);
    return KB_OK;
}

struct pen {
    unsigned char *start, *at;
};

static void put(struct pen *p, uint64_t v, size_t bytes)
{
    KB_ASSERT((size_t)(p->at - p->start) + bytes <= TERMINAL_HEAD_MAX);
    for (size_t i = bytes; i-- > 0;) *p->at++ = (unsigned char)(v >> (8 * i) & 0xff);
}

static void put_bytes(struct pen *p, const void *bytes, size_t n)
{
    KB_ASSERT((size_t)(p->at - p->start) + n <= TERMINAL_HEAD_MAX);
    memcpy(p->at, bytes, n);
    p->at += n;
}

static void put_word(struct pen *p, const char *word)
{
    size_t n = strlen(word);
    put(p, n, 1);
    put_bytes(p, word, n);
}

static void put_size(struct pen *p, const struct terminal_frame *f)
{
    put(p, f->cols, 2);
    put(p, f->rows, 2);
}

static void put_positions(struct pen *p, const struct terminal_frame *f)
{
    put(p, f->out_have, 8);
    put(p, f->out_limit, 8);
    put(p, f->in_next, 8);
}

static void write_hello(struct pen *p, const struct terminal_frame *f)
{
    put(p, f->version, 1);
    put(p, f->resume, 1);
    put_bytes(p, f->secret, sizeof f->secret);
    put_size(p, f);
    put_positions(p, f);
}

static void write_welcome(struct pen *p, const struct terminal_frame *f)
{
    put_word(p, f->name);
    put(p, f->role, 1);
    put(p, f->recording, 1);
    put_bytes(p, f->secret, sizeof f->secret);
    put_positions(p, f);
    put(p, f->grace_s, 2);
}

static void write_two(struct pen *p, const struct terminal_frame *f)
{
    put(p, f->offset, 8);
    put(p, f->limit, 8);
    if (f->type == TERMINAL_GAP) put_word(p, f->reason);
}

static void write_exit(struct pen *p, const struct terminal_frame *f)
{
    put(p, f->offset, 8);
    put(p, (uint32_t)f->code, 4);
    put_word(p, f->reason);
}

size_t terminal_frame_head(const struct terminal_frame *f, unsigned char out[TERMINAL_HEAD_MAX])
{
    struct pen p = { out, out };
    put(&p, f->type, 1);
    switch (f->type) {
    case TERMINAL_HELLO: write_hello(&p, f); break;
    case TERMINAL_WELCOME: write_welcome(&p, f); break;
    case TERMINAL_INPUT:
    case TERMINAL_OUTPUT:
    case TERMINAL_CREDIT:
    case TERMINAL_PING:
    case TERMINAL_PONG: put(&p, f->offset, 8); break;
    case TERMINAL_RESIZE:
        put(&p, f->number, 4);
        put_size(&p, f);
        break;
    case TERMINAL_IN_ACK:
    case TERMINAL_GAP: write_two(&p, f); break;
    case TERMINAL_STATE:
        put(&p, f->state, 1);
        put(&p, f->offset, 8);
        break;
    case TERMINAL_NOTICE: put_bytes(&p, f->language, 2); break;
    case TERMINAL_EXIT: write_exit(&p, f); break;
    case TERMINAL_BREAK:
    case TERMINAL_DETACH: break;
    }
    return (size_t)(p.at - out);
}
