/* The session's rules. Credit is absolute and only grows; whoever sends beyond it, or not at the
 * next offset, is broken and the session ends with a reason rather than with a hole in the text. */
#include "web-terminal/relay.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define CREDIT_STEP (RELAY_HOLD / 4) /* smaller steps are saved up unless the agent waits */
#define IN_STEP     (STREAM_IN_WINDOW / 4)
#define OPEN_MAX    STREAM_JSON_MAX

static void over(struct terminal_relay *r, enum terminal_close code, const char *reason)
{
    if (r->phase == RELAY_OVER) return;
    r->phase = RELAY_OVER;
    r->deadline_ms = 0;
    r->resize_waits = false;
    snprintf(r->reason, sizeof r->reason, "%s", reason);
    r->sink.over(r->sink.self, code, r->reason);
}

static void say_close(struct terminal_relay *r, const char *reason)
{
    struct stream_frame f = { STREAM_CLOSE, r->session, 0, (const unsigned char *)reason,
                              strlen(reason) };
    if (r->phase != RELAY_OPENING && r->phase != RELAY_LIVE) return;
    (void)r->sink.to_agent(r->sink.self, &f); /* unreachable: the agent ends it by itself */
}

/* The browser broke the rules: no EXIT, the close frame tells. */
static void broken(struct terminal_relay *r, enum terminal_close code, const char *reason)
{
    say_close(r, reason);
    over(r, code, reason);
}

static void say_exit(struct terminal_relay *r, int32_t code, const char *reason, const char *text)
{
    unsigned char head[TERMINAL_HEAD_MAX];
    size_t n = strlen(text);
    struct terminal_frame f = { .type = TERMINAL_EXIT, .offset = r->out_next, .code = code };
    snprintf(f.reason, sizeof f.reason, "%s", reason);
    if (n > TERMINAL_TEXT_MAX || !kb_utf8_valid(text, n)) n = 0;
    (void)r->sink.to_browser(r->sink.self, head, terminal_frame_head(&f, head), text, n);
}

static void to_browser(struct terminal_relay *r, const struct terminal_frame *f)
{
    unsigned char head[TERMINAL_HEAD_MAX];
    size_t n = terminal_frame_head(f, head);
    int64_t queued = r->sink.to_browser(r->sink.self, head, n, f->bytes, f->n);
    if (queued < 0)
        broken(r, TERMINAL_CLOSE_WINDOW, "terminal.slow");
    else
        r->queued = (size_t)queued;
}

static bool to_agent(struct terminal_relay *r, enum stream_type type, uint64_t offset,
                     const void *bytes, size_t n)
{
    struct stream_frame f = { type, r->session, offset, bytes, n };
    if (r->sink.to_agent(r->sink.self, &f)) return true;
    terminal_relay_lost(r);
    return false;
}

void terminal_relay_end(struct terminal_relay *r, const char *reason)
{
    if (r->phase == RELAY_OVER) return;
    say_close(r, reason);
    if (r->phase != RELAY_WAITING) say_exit(r, 0, reason, "");
    over(r, TERMINAL_CLOSE_DONE, reason);
}

void terminal_relay_lost(struct terminal_relay *r)
{
    if (r->phase == RELAY_OVER) return;
    say_exit(r, 0, "terminal.agent_lost", "");
    over(r, TERMINAL_CLOSE_DONE, "terminal.agent_lost");
}

void terminal_relay_gone(struct terminal_relay *r)
{
    if (r->phase == RELAY_OVER) return;
    say_close(r, "terminal.left");
    over(r, TERMINAL_CLOSE_DONE, "terminal.left");
}

void terminal_relay_init(struct terminal_relay *r, const struct terminal_relay_sink *sink,
                         int64_t now_ms)
{
    *r = (struct terminal_relay){ .sink = *sink, .deadline_ms = now_ms + RELAY_HELLO_MS };
}

/* How far the agent may go: as the browser said, but never more than we could still hold. */
static uint64_t room(const struct terminal_relay *r)
{
    uint64_t cap = r->out_next + (r->queued < RELAY_HOLD ? RELAY_HOLD - r->queued : 0);
    return cap < r->out_limit ? cap : r->out_limit;
}

static void grant(struct terminal_relay *r)
{
    uint64_t limit = room(r);
    if (r->phase != RELAY_LIVE || limit <= r->out_granted) return;
    if (limit - r->out_granted < CREDIT_STEP && r->out_granted > r->out_next) return;
    r->out_granted = limit;
    (void)to_agent(r, STREAM_OUT_CREDIT, limit, NULL, 0);
}

void terminal_relay_drained(struct terminal_relay *r, size_t queued)
{
    r->queued = queued;
    grant(r);
}

/* --- from the browser --- */

static void on_hello(struct terminal_relay *r, const struct terminal_frame *f, int64_t now_ms)
{
    char ticket[TERMINAL_SECRET * 4 / 3 + 4];
    if (f->resume || f->out_have || f->in_next) {
        broken(r, TERMINAL_CLOSE_TICKET, "terminal.resume");
        return;
    }
    r->cols = r->next_cols = f->cols;
    r->rows = r->next_rows = f->rows;
    r->out_limit = f->out_limit;
    r->phase = RELAY_ASKING;
    r->deadline_ms = now_ms + RELAY_TICKET_MS;
    kb_base64(ticket, f->secret, sizeof f->secret);
    r->sink.redeem(r->sink.self, ticket, f);
    explicit_bzero(ticket, sizeof ticket);
}

static void on_input(struct terminal_relay *r, const struct terminal_frame *f)
{
    uint64_t end = f->offset + f->n, known;
    if (r->phase != RELAY_LIVE || end > r->in_limit) {
        broken(r, TERMINAL_CLOSE_WINDOW, "terminal.window");
        return;
    }
    if (f->offset > r->in_next) {
        broken(r, TERMINAL_CLOSE_BROKEN, "terminal.gap");
        return;
    }
    if (end <= r->in_next) return; /* said before */
    known = r->in_next - f->offset;
    if (to_agent(r, STREAM_IN, r->in_next, f->bytes + known, f->n - known)) r->in_next = end;
}

static void send_size(struct terminal_relay *r, int64_t now_ms)
{
    unsigned char size[4];
    r->resize_waits = false;
    if (r->next_cols == r->cols && r->next_rows == r->rows) return;
    r->cols = r->next_cols;
    r->rows = r->next_rows;
    r->resized_ms = now_ms;
    stream_size_write(size, r->cols, r->rows);
    (void)to_agent(r, STREAM_RESIZE, 0, size, sizeof size);
}

static void on_resize(struct terminal_relay *r, const struct terminal_frame *f, int64_t now_ms)
{
    if (f->number <= r->resize_number) return;
    r->resize_number = f->number;
    r->next_cols = f->cols;
    r->next_rows = f->rows;
    if (r->phase == RELAY_LIVE && now_ms - r->resized_ms >= RELAY_RESIZE_MS)
        send_size(r, now_ms);
    else
        r->resize_waits = true;
}

static void on_break(struct terminal_relay *r, int64_t now_ms)
{
    if (r->phase != RELAY_LIVE || now_ms - r->broke_ms < RELAY_BREAK_MS) return;
    r->broke_ms = now_ms;
    (void)to_agent(r, STREAM_BREAK, 0, NULL, 0);
}

static void on_frame(struct terminal_relay *r, const struct terminal_frame *f, int64_t now_ms)
{
    struct terminal_frame pong = { .type = TERMINAL_PONG, .offset = f->offset };
    switch ((int)f->type) {
    case TERMINAL_INPUT: on_input(r, f); break;
    case TERMINAL_CREDIT:
        if (f->offset > r->out_limit) r->out_limit = f->offset;
        grant(r);
        break;
    case TERMINAL_RESIZE: on_resize(r, f, now_ms); break;
    case TERMINAL_BREAK: on_break(r, now_ms); break;
    case TERMINAL_PING: to_browser(r, &pong); break;
    case TERMINAL_DETACH: terminal_relay_end(r, "terminal.left"); break;
    default: broken(r, TERMINAL_CLOSE_BROKEN, "terminal.frame"); break; /* a second HELLO */
    }
}

void terminal_relay_browser(struct terminal_relay *r, const void *bytes, size_t n, int64_t now_ms)
{
    struct terminal_frame f;
    struct kb_error err;
    if (r->phase == RELAY_OVER) return;
    if (terminal_frame_read(bytes, n, true, &f, &err) != KB_OK)
        broken(r, TERMINAL_CLOSE_BROKEN, "terminal.frame");
    else if (r->phase != RELAY_WAITING)
        on_frame(r, &f, now_ms);
    else if (f.type == TERMINAL_HELLO)
        on_hello(r, &f, now_ms);
    else
        broken(r, TERMINAL_CLOSE_BROKEN, "terminal.hello_first");
    explicit_bzero(f.secret, sizeof f.secret);
}

/* --- the ticket's answer --- */

void terminal_relay_admit(struct terminal_relay *r, const struct terminal_grant *g, int64_t now_ms)
{
    AUTO(kb_text_done) struct kb_text open = { .max = 0 };
    size_t n = strlen(g->open);
    if (r->phase != RELAY_ASKING) return;
    KB_ASSERT(n >= 2 && g->open[n - 1] == '}');
    r->session = g->session;
    snprintf(r->name, sizeof r->name, "%s", g->name);
    r->phase = RELAY_OPENING;
    r->deadline_ms = now_ms + RELAY_OPEN_MS;
    r->cols = r->next_cols;
    r->rows = r->next_rows;
    r->resize_waits = false;
    r->out_granted = room(r);
    kb_text_init(&open, OPEN_MAX);
    kb_text_addn(&open, g->open, n - 1);
    kb_text_addf(&open, "%s\"cols\":%d,\"rows\":%d}", n > 2 ? "," : "", r->cols, r->rows);
    if (open.overflowed)
        terminal_relay_end(r, "terminal.open");
    else
        (void)to_agent(r, STREAM_OPEN, r->out_granted, open.at, open.len);
    explicit_bzero(open.at, open.len); /* holds credentials */
}

void terminal_relay_refuse(struct terminal_relay *r, const char *reason)
{
    if (r->phase != RELAY_ASKING) return;
    say_exit(r, 0, reason, "");
    over(r, TERMINAL_CLOSE_TICKET, reason);
}

/* --- from the agent --- */

/* The agent broke the rules: its side is told, the browser gets the reason. */
static void agent_broken(struct terminal_relay *r)
{
    terminal_relay_end(r, "terminal.stream");
}

/* Small steps are saved up while more of what was typed is still on its way, else a device that
 * takes a paste in crumbs makes the browser send crumbs. */
static void raise_in_limit(struct terminal_relay *r, uint64_t limit)
{
    uint64_t cap = r->in_taken + STREAM_IN_WINDOW;
    struct terminal_frame f = { .type = TERMINAL_IN_ACK, .offset = r->in_taken };
    if (limit > cap) limit = cap;
    if (limit < r->in_limit) limit = r->in_limit;
    if (r->in_taken < r->in_next && limit - r->in_limit < IN_STEP) return;
    r->in_limit = f.limit = limit;
    to_browser(r, &f);
}

static void on_opened(struct terminal_relay *r, const struct stream_frame *s)
{
    struct terminal_frame f = { .type = TERMINAL_WELCOME, .role = TERMINAL_OWNER };
    if (r->phase != RELAY_OPENING) {
        agent_broken(r);
        return;
    }
    r->phase = RELAY_LIVE;
    r->deadline_ms = 0;
    snprintf(f.name, sizeof f.name, "%s", r->name);
    to_browser(r, &f);
    if (r->phase == RELAY_LIVE) raise_in_limit(r, s->offset);
    grant(r);
}

static void on_out(struct terminal_relay *r, const struct stream_frame *s)
{
    struct terminal_frame f = {
        .type = TERMINAL_OUTPUT, .offset = s->offset, .bytes = s->bytes, .n = s->len
    };
    if (s->offset != r->out_next || s->offset + s->len > r->out_granted) {
        agent_broken(r);
        return;
    }
    r->out_next += s->len;
    to_browser(r, &f);
    grant(r);
}

static void pass_gap(struct terminal_relay *r, uint64_t to)
{
    struct terminal_frame f = {
        .type = TERMINAL_GAP, .offset = r->out_next, .limit = to, .reason = "terminal.lost"
    };
    r->out_next = to;
    if (r->out_granted < to) r->out_granted = to;
    to_browser(r, &f);
    grant(r);
}

static void on_in_ack(struct terminal_relay *r, const struct stream_frame *s)
{
    if (s->offset < r->in_taken) return; /* an old one, overtaken */
    if (s->offset > r->in_next) {
        agent_broken(r);
        return;
    }
    r->in_taken = s->offset;
    raise_in_limit(r, stream_u64(s->bytes));
}

static void on_exit_frame(struct terminal_relay *r, const struct stream_frame *s)
{
    AUTO(kb_arena_done) struct kb_arena arena = { .limit = 1 << 20 };
    struct stream_exit exit;
    struct kb_error err;
    if (stream_exit_read(s, &arena, &exit, &err) != KB_OK || s->offset < r->out_next ||
        s->offset > TERMINAL_OFFSET_MAX) {
        agent_broken(r);
        return;
    }
    if (s->offset > r->out_next) pass_gap(r, s->offset);
    if (r->phase == RELAY_OVER) return;
    say_exit(r, (int32_t)exit.code, exit.reason, exit.text);
    over(r, TERMINAL_CLOSE_DONE, exit.reason);
}

void terminal_relay_agent(struct terminal_relay *r, const struct stream_frame *f)
{
    if (r->phase == RELAY_OVER || f->session != r->session) return;
    if (f->type == STREAM_OPENED)
        on_opened(r, f);
    else if (f->type == STREAM_EXIT)
        on_exit_frame(r, f);
    else if (r->phase != RELAY_LIVE)
        agent_broken(r);
    else if (f->type == STREAM_OUT)
        on_out(r, f);
    else if (f->type == STREAM_IN_ACK)
        on_in_ack(r, f);
    else if (f->type == STREAM_GAP && f->offset == r->out_next)
        pass_gap(r, stream_u64(f->bytes));
    else
        agent_broken(r);
}

/* --- time --- */

static void too_late(struct terminal_relay *r)
{
    if (r->phase == RELAY_WAITING)
        over(r, TERMINAL_CLOSE_LATE, "terminal.late");
    else
        terminal_relay_end(r, "terminal.late");
}

int64_t terminal_relay_tick(struct terminal_relay *r, int64_t now_ms)
{
    int64_t next_ms = -1;
    if (r->phase == RELAY_OVER) return -1;
    if (r->deadline_ms && now_ms >= r->deadline_ms) {
        too_late(r);
        return -1;
    }
    if (r->resize_waits && r->phase == RELAY_LIVE) {
        int64_t left_ms = r->resized_ms + RELAY_RESIZE_MS - now_ms;
        if (left_ms <= 0)
            send_size(r, now_ms);
        else
            next_ms = left_ms;
    }
    if (r->phase == RELAY_OVER) return -1;
    if (r->deadline_ms && (next_ms < 0 || r->deadline_ms - now_ms < next_ms))
        next_ms = r->deadline_ms - now_ms;
    return next_ms;
}
