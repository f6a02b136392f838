/* The played browser and agent. Output and input are functions of the offset, so that any byte that
 * is lost, doubled or moved is seen at once. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char out_byte(uint64_t at)
{
    return (unsigned char)(at * 31 + (at >> 8) * 7 + 5);
}
static unsigned char in_byte(uint64_t at)
{
    return (unsigned char)(at * 17 + (at >> 9) * 3 + 1);
}
/* One assertion for a whole frame: an assertion a byte takes longer than the session. */
static bool all_are(const unsigned char *bytes, size_t n, unsigned char (*byte)(uint64_t at),
                    uint64_t from)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i] != byte(from + i)) return false;
    return true;
}

uint64_t stage_below(struct stage *s, uint64_t n)
{
    return n ? kt_next(&s->seed) % n : 0;
}

static void push(struct queue *q, struct message m)
{
    assert_true(q->last - q->first < QUEUE);
    q->at[q->last++ % QUEUE] = m;
}
bool stage_pop(struct queue *q, struct message *m)
{
    if (q->first == q->last) return false;
    *m = q->at[q->first++ % QUEUE];
    return true;
}

static int64_t send_browser(void *self, const void *head, size_t head_n, const void *bytes,
                            size_t n)
{
    struct stage *s = self;
    struct message m = { .bytes = malloc(head_n + n), .n = head_n + n };
    assert_int_equal(s->overs, 0);
    if (s->refuse_after && s->to_browser.last - s->to_browser.first >= s->refuse_after) {
        free(m.bytes);
        return -1;
    }
    memcpy(m.bytes, head, head_n);
    if (n) memcpy(m.bytes + head_n, bytes, n);
    push(&s->to_browser, m);
    s->waiting += m.n;
    return (int64_t)s->waiting;
}

static bool send_agent(void *self, const struct stream_frame *f)
{
    struct stage *s = self;
    struct message m = { .bytes = malloc(f->len + 1), .n = f->len, .f = *f };
    assert_int_equal(s->overs, 0);
    if (f->len) memcpy(m.bytes, f->bytes, f->len);
    m.f.bytes = m.bytes;
    push(&s->to_agent, m);
    return true;
}

static void redeem(void *self, const char *ticket, const struct terminal_frame *hello)
{
    struct stage *s = self;
    (void)hello;
    s->redeems++;
    snprintf(s->ticket, sizeof s->ticket, "%s", ticket);
}

static void is_over(void *self, enum terminal_close code, const char *reason)
{
    struct stage *s = self;
    s->overs++;
    s->code = code;
    snprintf(s->reason, sizeof s->reason, "%s", reason);
}

struct stage *stage_new(uint64_t seed)
{
    struct stage *s = calloc(1, sizeof *s);
    struct terminal_relay_sink sink = { s, send_browser, send_agent, redeem, is_over };
    s->seed = seed;
    s->now_ms = 1000;
    terminal_relay_init(&s->relay, &sink, s->now_ms);
    return s;
}

static void empty(struct queue *q)
{
    struct message m;
    while (stage_pop(q, &m)) free(m.bytes);
}
void stage_free(struct stage **at)
{
    empty(&(*at)->to_browser);
    empty(&(*at)->to_agent);
    empty(&(*at)->from_agent);
    free(*at);
}

/* --- the browser --- */

void stage_browser_says(struct stage *s, const struct terminal_frame *f)
{
    unsigned char buf[TERMINAL_HEAD_MAX + TERMINAL_INPUT_MAX];
    size_t n = terminal_frame_head(f, buf);
    if (f->n) memcpy(buf + n, f->bytes, f->n);
    terminal_relay_browser(&s->relay, buf, n + f->n, s->now_ms);
}

void stage_browser_hello(struct stage *s, uint64_t window)
{
    struct terminal_frame f = {
        .type = TERMINAL_HELLO, .version = 1, .cols = 80, .rows = 24, .out_limit = window
    };
    memset(f.secret, 0xa5, sizeof f.secret);
    s->window = s->granted = window;
    stage_browser_says(s, &f);
}

void stage_browser_types(struct stage *s, size_t n)
{
    unsigned char bytes[TERMINAL_INPUT_MAX];
    struct terminal_frame f = {
        .type = TERMINAL_INPUT, .offset = s->in_sent, .bytes = bytes, .n = n
    };
    for (size_t i = 0; i < n; i++) bytes[i] = in_byte(s->in_sent + i);
    s->in_sent += n;
    stage_browser_says(s, &f);
}

static void browser_reads(struct stage *s, const struct terminal_frame *f)
{
    switch ((int)f->type) {
    case TERMINAL_WELCOME: s->welcome = true; break;
    case TERMINAL_OUTPUT:
        assert_true(s->welcome && !s->exited);
        assert_int_equal(f->offset, s->shown);
        assert_true(f->offset + f->n <= s->granted);
        assert_true(all_are(f->bytes, f->n, out_byte, s->shown));
        s->shown += f->n;
        break;
    case TERMINAL_IN_ACK:
        assert_true(f->offset >= s->in_taken && f->offset <= s->in_sent);
        assert_true(f->limit >= s->in_limit && f->limit - f->offset <= STREAM_IN_WINDOW);
        s->in_taken = f->offset;
        s->in_limit = f->limit;
        break;
    case TERMINAL_GAP: s->shown = f->limit; break;
    case TERMINAL_EXIT:
        s->exited = true;
        s->out_end = f->offset;
        break;
    default: break;
    }
}

bool stage_browser_takes_one(struct stage *s)
{
    struct message m;
    struct terminal_frame f;
    struct kb_error err;
    if (!stage_pop(&s->to_browser, &m)) return false;
    s->waiting -= m.n;
    assert_ok(terminal_frame_read(m.bytes, m.n, false, &f, &err));
    browser_reads(s, &f);
    free(m.bytes);
    terminal_relay_drained(&s->relay, s->waiting);
    return true;
}

/* --- the agent --- */

void stage_agent_says(struct stage *s, enum stream_type type, uint64_t offset, const void *bytes,
                      size_t n)
{
    struct message m = { .bytes = malloc(n + 1), .n = n, .f = { type, 7, offset, NULL, n } };
    if (n) memcpy(m.bytes, bytes, n);
    m.f.bytes = m.bytes;
    push(&s->from_agent, m);
}

void stage_agent_prints(struct stage *s, size_t n)
{
    unsigned char bytes[STREAM_OUT_MAX];
    for (size_t i = 0; i < n; i++) bytes[i] = out_byte(s->out_sent + i);
    stage_agent_says(s, STREAM_OUT, s->out_sent, bytes, n);
    s->out_sent += n;
}

void stage_agent_acks(struct stage *s, uint64_t taken, uint64_t limit)
{
    unsigned char v[8];
    stream_u64_write(v, limit);
    stage_agent_says(s, STREAM_IN_ACK, taken, v, 8);
}

void stage_agent_takes_one(struct stage *s)
{
    struct message m;
    if (!stage_pop(&s->to_agent, &m)) return;
    assert_int_equal(m.f.session, 7);
    switch ((int)m.f.type) {
    case STREAM_OPEN:
        s->opens++;
        s->out_limit = m.f.offset;
        memcpy(s->open, m.bytes, m.n < sizeof s->open ? m.n : sizeof s->open - 1);
        break;
    case STREAM_OUT_CREDIT:
        if (m.f.offset > s->out_limit) s->out_limit = m.f.offset;
        break;
    case STREAM_IN:
        assert_int_equal(m.f.offset, s->in_got);
        assert_true(s->in_got + m.n <= s->in_granted);
        assert_true(all_are(m.bytes, m.n, in_byte, s->in_got));
        s->in_got += m.n;
        break;
    case STREAM_RESIZE: s->resizes++; break;
    case STREAM_BREAK: s->breaks++; break;
    case STREAM_CLOSE: s->closes++; break;
    default: fail();
    }
    free(m.bytes);
}

void stage_relay_takes_one(struct stage *s)
{
    struct message m;
    if (!stage_pop(&s->from_agent, &m)) return;
    terminal_relay_agent(&s->relay, &m.f);
    free(m.bytes);
}

void stage_settle(struct stage *s)
{
    while (s->to_agent.first != s->to_agent.last || s->from_agent.first != s->from_agent.last ||
           s->to_browser.first != s->to_browser.last) {
        stage_agent_takes_one(s);
        stage_relay_takes_one(s);
        (void)stage_browser_takes_one(s);
    }
}

void stage_admit(struct stage *s)
{
    struct terminal_grant g = { 7, "trm_7", "{\"driver\":\"ssh\",\"kind\":\"shell\"}" };
    terminal_relay_admit(&s->relay, &g, s->now_ms);
}

/* Everything up to the first prompt. */
struct stage *stage_live(uint64_t seed, uint64_t window, uint64_t in_window)
{
    struct stage *s = stage_new(seed);
    stage_browser_hello(s, window);
    stage_admit(s);
    stage_agent_takes_one(s);
    s->in_granted = in_window;
    stage_agent_says(s, STREAM_OPENED, in_window, NULL, 0);
    stage_settle(s);
    assert_true(s->welcome);
    assert_int_equal(s->relay.phase, RELAY_LIVE);
    return s;
}

void stage_say_exit(struct stage *s)
{
    static const char json[] = "{\"reason\":\"exit\",\"code\":3,\"text\":\"bye\"}";
    stage_agent_says(s, STREAM_EXIT, s->out_sent, json, sizeof json - 1);
}
