/* The table of open terminals. A session is found by its pointer (the socket holds it), by its
 * number (agents name it; a hash) and by attempt while the core looks at its ticket (a walk). */
#include "web-terminal/hub.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS 1024

struct terminal_session {
    struct terminal_hub *hub;
    void *ws;
    struct terminal_session *next, **at; /* in hub->all */
    struct terminal_session *same, **in; /* in a bucket; in NULL: not admitted, or over */
    struct terminal_relay relay;
    uint64_t attempt; /* 0: not asking */
    struct terminal_where where;
};

struct terminal_hub {
    struct terminal_hub_sink sink;
    size_t sessions, sessions_max;
    uint64_t attempts;
    struct terminal_session *all;
    struct terminal_session *bucket[BUCKETS];
};

struct terminal_hub *terminal_hub_new(const struct terminal_hub_sink *sink, size_t sessions_max)
{
    struct terminal_hub *h = calloc(1, sizeof *h);
    KB_ASSERT(h);
    h->sink = *sink;
    h->sessions_max = sessions_max;
    return h;
}

void terminal_hub_free(struct terminal_hub *h)
{
    KB_ASSERT(!h || !h->all);
    free(h);
}

static struct terminal_session **bucket_of(struct terminal_hub *h, uint64_t session)
{
    return &h->bucket[(session ^ session >> 12 ^ session >> 22) % BUCKETS];
}

static struct terminal_session *find(struct terminal_hub *h, uint64_t session)
{
    struct terminal_session *s = *bucket_of(h, session);
    while (s && s->relay.session != session) s = s->same;
    return s;
}

static struct terminal_session *find_attempt(struct terminal_hub *h, uint64_t attempt)
{
    struct terminal_session *s = h->all;
    while (s && s->attempt != attempt) s = s->next;
    return s;
}

static void bucket_put(struct terminal_session *s)
{
    struct terminal_session **b = bucket_of(s->hub, s->relay.session);
    s->same = *b;
    s->in = b;
    if (s->same) s->same->in = &s->same;
    *b = s;
}

static void bucket_take(struct terminal_session *s)
{
    if (!s->in) return;
    *s->in = s->same;
    if (s->same) s->same->in = s->in;
    s->in = NULL;
}

/* --- what the relay wants --- */

static int64_t relay_to_browser(void *self, const void *head, size_t head_n, const void *bytes,
                                size_t n)
{
    struct terminal_session *s = self;
    const struct terminal_hub_sink *k = &s->hub->sink;
    return k->ws_send(k->self, s->ws, head, head_n, bytes, n);
}

static bool relay_to_agent(void *self, const struct stream_frame *f)
{
    struct terminal_session *s = self;
    const struct terminal_hub_sink *k = &s->hub->sink;
    return k->agent_send(k->self, s->where.agent_id, f);
}

static void relay_redeem(void *self, const char *ticket, const struct terminal_frame *hello)
{
    struct terminal_session *s = self;
    const struct terminal_hub_sink *k = &s->hub->sink;
    (void)hello;
    s->attempt = ++s->hub->attempts;
    k->redeem(k->self, s->attempt, ticket);
}

static void relay_over(void *self, enum terminal_close code, const char *reason)
{
    struct terminal_session *s = self;
    const struct terminal_hub_sink *k = &s->hub->sink;
    s->attempt = 0;
    if (s->in) {
        bucket_take(s);
        k->ended(k->self, &(struct terminal_end){ s->where.terminal_id, reason, s->relay.out_next,
                                                  s->relay.in_next });
    }
    if (s->ws) k->ws_close(k->self, s->ws, (int)code, reason);
}

/* After anything that may have set a deadline. */
static void settle(struct terminal_session *s, int64_t now_ms)
{
    int64_t in_ms = terminal_relay_tick(&s->relay, now_ms);
    if (in_ms >= 0) s->hub->sink.wake(s->hub->sink.self, in_ms);
}

/* --- the socket --- */

struct terminal_session *terminal_hub_ws_open(struct terminal_hub *h, void *ws, int64_t now_ms)
{
    if (h->sessions >= h->sessions_max) return NULL;
    struct terminal_session *s = calloc(1, sizeof *s);
    KB_ASSERT(s);
    struct terminal_relay_sink sink = { s, relay_to_browser, relay_to_agent, relay_redeem,
                                        relay_over };
    s->hub = h;
    s->ws = ws;
    s->next = h->all;
    s->at = &h->all;
    if (s->next) s->next->at = &s->next;
    h->all = s;
    h->sessions++;
    terminal_relay_init(&s->relay, &sink, now_ms);
    settle(s, now_ms);
    return s;
}

void terminal_hub_ws_message(struct terminal_session *s, const void *bytes, size_t n, bool text,
                             int64_t now_ms)
{
    /* a text message is none of ours: an empty frame is not one either */
    terminal_relay_browser(&s->relay, bytes, text ? 0 : n, now_ms);
    settle(s, now_ms);
}

void terminal_hub_ws_drained(struct terminal_session *s, size_t queued)
{
    terminal_relay_drained(&s->relay, queued);
}

void terminal_hub_ws_closed(struct terminal_session *s)
{
    s->ws = NULL;
    terminal_relay_gone(&s->relay);
    *s->at = s->next;
    if (s->next) s->next->at = s->at;
    s->hub->sessions--;
    free(s);
}

/* --- the core --- */

void terminal_hub_admit(struct terminal_hub *h, uint64_t attempt,
                        const struct terminal_admission *a, int64_t now_ms)
{
    struct terminal_session *s = attempt ? find_attempt(h, attempt) : NULL;
    struct terminal_grant grant = { (uint64_t)a->terminal_id, a->name, a->open };
    if (!s) { /* the browser left while the core was looking */
        h->sink.ended(h->sink.self,
                      &(struct terminal_end){ a->terminal_id, "terminal.left", 0, 0 });
        return;
    }
    s->attempt = 0;
    s->where = (struct terminal_where){ a->terminal_id, a->org_id,      a->user_id,
                                        a->session_id,  a->resource_id, a->agent_id };
    s->relay.session = grant.session;
    bucket_put(s);
    terminal_relay_admit(&s->relay, &grant, now_ms);
    settle(s, now_ms);
}

void terminal_hub_refuse(struct terminal_hub *h, uint64_t attempt, const char *reason)
{
    struct terminal_session *s = attempt ? find_attempt(h, attempt) : NULL;
    if (s) terminal_relay_refuse(&s->relay, reason);
}

/* --- the agents --- */

/* A session that ended here, or before this process began, while the agent still serves it. */
static void close_orphan(struct terminal_hub *h, int64_t agent_id, uint64_t session)
{
    static const char reason[] = "terminal.left";
    struct stream_frame f = { STREAM_CLOSE, session, 0, (const unsigned char *)reason,
                              sizeof reason - 1 };
    (void)h->sink.agent_send(h->sink.self, agent_id, &f);
}

void terminal_hub_stream_frame(struct terminal_hub *h, int64_t agent_id,
                               const struct stream_frame *f, int64_t now_ms)
{
    struct terminal_session *s = find(h, f->session);
    if (s && s->where.agent_id != agent_id) return;
    if (s) {
        terminal_relay_agent(&s->relay, f);
        settle(s, now_ms);
    } else if (f->type == STREAM_OPENED || f->type == STREAM_OUT) {
        close_orphan(h, agent_id, f->session);
    }
}

void terminal_hub_agent_lost(struct terminal_hub *h, int64_t agent_id)
{
    for (struct terminal_session *s = h->all; s; s = s->next)
        if (s->in && s->where.agent_id == agent_id) terminal_relay_lost(&s->relay);
}

static bool is_or_any(int64_t wanted, int64_t value)
{
    return wanted == 0 || wanted == value;
}

static bool matches(const struct terminal_where *w, const struct terminal_where *s)
{
    return is_or_any(w->terminal_id, s->terminal_id) && is_or_any(w->org_id, s->org_id) &&
           is_or_any(w->user_id, s->user_id) && is_or_any(w->session_id, s->session_id) &&
           is_or_any(w->resource_id, s->resource_id) && is_or_any(w->agent_id, s->agent_id);
}

size_t terminal_hub_close_where(struct terminal_hub *h, const struct terminal_where *w,
                                const char *reason)
{
    size_t n = 0;
    for (struct terminal_session *s = h->all; s; s = s->next) {
        if (!s->in || !matches(w, &s->where)) continue;
        terminal_relay_end(&s->relay, reason);
        n++;
    }
    return n;
}

void terminal_hub_tick(struct terminal_hub *h, int64_t now_ms)
{
    int64_t soonest_ms = -1;
    for (struct terminal_session *s = h->all; s; s = s->next) {
        int64_t in_ms = terminal_relay_tick(&s->relay, now_ms);
        if (in_ms >= 0 && (soonest_ms < 0 || in_ms < soonest_ms)) soonest_ms = in_ms;
    }
    if (soonest_ms >= 0) h->sink.wake(h->sink.self, soonest_ms);
}

struct terminal_hub_counts terminal_hub_count(const struct terminal_hub *h)
{
    struct terminal_hub_counts c = { .sockets = h->sessions };
    for (const struct terminal_session *s = h->all; s; s = s->next)
        c.live += s->relay.phase == RELAY_LIVE;
    return c;
}
