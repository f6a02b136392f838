/* terminals - the hub's hands: sockets, rooms and core. Frames of agents are gathered on the
 * rooms thread and carried over in batches, so that a flood costs one wake and a keystroke none
 * more. */
#include "controller/terminals.h"

#include "base/log.h"
#include "web-terminal/hub.h"
#include "web-terminal/ticket.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SESSIONS_MAX 2000
#define GATHERED_MAX ((size_t)64 << 20) /* Σ windows bounds it long before */

struct gathered {
    struct gathered *next;
    int64_t agent_id;
    struct stream_frame frame;
    unsigned char bytes[];
};

struct terminals {
    struct app *app;
    struct terminal_hub *hub;
    int64_t wake_ms; /* asked for by the hub; -1: not */
    pthread_mutex_t lock;
    struct gathered *first, **last;
    size_t gathered_bytes;
};

static int64_t mono_ms(struct terminals *t)
{
    return t->app->world.mono_us(t->app->world.self) / 1000;
}

/* --- sink --- */

static int64_t ws_send(void *self, void *ws, const void *head, size_t head_n, const void *bytes,
                       size_t n)
{
    const struct edge_bytes parts[] = { { head, head_n }, { bytes, n } };
    (void)self;
    return edge_ws_send(ws, parts, n ? 2 : 1, false);
}

static void ws_close(void *self, void *ws, int code, const char *reason)
{
    (void)self;
    edge_ws_close(ws, code, reason);
}

static bool agent_send(void *self, int64_t agent_id, const struct stream_frame *f)
{
    struct terminals *t = self;
    return t->app->rooms && rooms_stream(t->app->rooms, agent_id, f);
}

static void ended(void *self, const struct terminal_end *end)
{
    struct terminals *t = self;
    kb_log(KB_LOG_INFO, "terminal.ended", "terminal=%lld reason=%s out=%llu in=%llu",
           (long long)end->terminal_id, end->reason, (unsigned long long)end->out_bytes,
           (unsigned long long)end->in_bytes);
    core_system(t->app->core, &(struct core_job){ .op = "terminal_ended",
                                                  .in = &(struct terminal_ended){ end->terminal_id,
                                                                                  end->reason } });
}

static void wake(void *self, int64_t in_ms)
{
    struct terminals *t = self;
    t->wake_ms = mono_ms(t) + in_ms;
    edge_ws_timer(t->app->edge, in_ms < 1 ? 1 : in_ms);
}

/* --- tickets: asked on the core, answered here --- */

struct redeeming {
    struct terminals *t;
    uint64_t attempt;
    struct terminal_opening opening; /* open: a copy of ours; wiped */
    char *open;
    char reason[48];
};

static void redeeming_free(struct redeeming *r)
{
    if (r->open) explicit_bzero(r->open, strlen(r->open));
    free(r->open);
    free(r);
}

static void redeemed_here(void *arg)
{
    struct redeeming *r = arg;
    char name[KB_ID_TEXT_MAX];
    if (!r->open) {
        terminal_hub_refuse(r->t->hub, r->attempt, r->reason);
        redeeming_free(r);
        return;
    }
    kb_id_text(&r->t->app->world.id_key, "trm", r->opening.id, name);
    struct terminal_admission a = { .terminal_id = r->opening.id,
                                    .agent_id = r->opening.agent_id,
                                    .org_id = r->opening.org_id,
                                    .user_id = r->opening.user_id,
                                    .session_id = r->opening.session_id,
                                    .resource_id = r->opening.resource_id,
                                    .name = name,
                                    .open = r->open };
    terminal_hub_admit(r->t->hub, r->attempt, &a, mono_ms(r->t));
    redeeming_free(r);
}

static void redeemed(void *self, const struct kb_error *err, const void *out)
{
    struct redeeming *r = self;
    if (out) {
        r->opening = *(const struct terminal_opening *)out;
        r->open = strdup(r->opening.open);
        KB_ASSERT(r->open);
        r->opening.open = NULL;
    }
    memcpy(r->reason, err->reason, sizeof r->reason);
    if (!edge_ws_run(r->t->app->edge, redeemed_here, r)) redeeming_free(r);
}

static void redeem(void *self, uint64_t attempt, const char *ticket)
{
    struct terminals *t = self;
    struct redeeming *r = calloc(1, sizeof *r);
    KB_ASSERT(r);
    r->t = t;
    r->attempt = attempt;
    core_system(t->app->core, &(struct core_job){ .op = "terminal_redeem",
                                                  .in = &(struct terminal_redeem){ ticket },
                                                  .done = redeemed,
                                                  .self = r });
}

/* --- life --- */

struct terminals *terminals_new(struct app *app)
{
    struct terminals *t = calloc(1, sizeof *t);
    KB_ASSERT(t);
    t->app = app;
    t->wake_ms = -1;
    t->last = &t->first;
    pthread_mutex_init(&t->lock, NULL);
    struct terminal_hub_sink sink = { t, ws_send, ws_close, agent_send, redeem, ended, wake };
    t->hub = terminal_hub_new(&sink, SESSIONS_MAX);
    return t;
}

void terminals_free(struct terminals *t)
{
    if (!t) return;
    terminal_hub_free(t->hub);
    while (t->first) {
        struct gathered *g = t->first;
        t->first = g->next;
        free(g);
    }
    free(t);
}

void *terminals_open(struct terminals *t, struct edge_ws *ws)
{
    return terminal_hub_ws_open(t->hub, ws, mono_ms(t));
}

void terminals_message(struct terminals *t, void *one, const void *bytes, size_t n)
{
    terminal_hub_ws_message(one, bytes, n, false, mono_ms(t));
}

void terminals_drained(struct terminals *t, void *one, size_t queued)
{
    (void)t;
    terminal_hub_ws_drained(one, queued);
}

void terminals_closed(struct terminals *t, void *one)
{
    (void)t;
    terminal_hub_ws_closed(one);
}

int64_t terminals_timer(struct terminals *t)
{
    int64_t now = mono_ms(t);
    if (t->wake_ms < 0) return -1;
    if (t->wake_ms > now) return t->wake_ms - now;
    t->wake_ms = -1;
    terminal_hub_tick(t->hub, now);
    return t->wake_ms < 0 ? -1 : t->wake_ms - now;
}

/* --- endings --- */

static void close_where(struct terminals *t, struct terminal_where where, const char *reason)
{
    terminal_hub_close_where(t->hub, &where, reason);
}

void terminals_close_resource(struct terminals *t, int64_t resource_id, const char *reason)
{
    close_where(t, (struct terminal_where){ .resource_id = resource_id }, reason);
}

void terminals_end(struct terminals *t, int64_t terminal_id, const char *reason)
{
    close_where(t, (struct terminal_where){ .terminal_id = terminal_id }, reason);
}

void terminals_session_ended(struct terminals *t, int64_t session_id)
{
    close_where(t, (struct terminal_where){ .session_id = session_id }, "session.none");
}

void terminals_user_changed(struct terminals *t, int64_t user_id, int64_t org_id)
{
    close_where(t, (struct terminal_where){ .user_id = user_id, .org_id = org_id },
                "session.none");
}

void terminals_agent_gone(struct terminals *t, int64_t agent_id)
{
    terminal_hub_agent_lost(t->hub, agent_id);
}

/* --- frames of agents --- */

static void carry_over(void *arg)
{
    struct terminals *t = arg;
    pthread_mutex_lock(&t->lock);
    struct gathered *list = t->first;
    t->first = NULL;
    t->last = &t->first;
    t->gathered_bytes = 0;
    pthread_mutex_unlock(&t->lock);
    while (list) {
        struct gathered *g = list;
        list = g->next;
        terminal_hub_stream_frame(t->hub, g->agent_id, &g->frame, mono_ms(t));
        free(g);
    }
}

void terminals_post_stream(struct terminals *t, int64_t agent_id, const struct stream_frame *frame)
{
    struct gathered *g = malloc(sizeof *g + frame->len);
    KB_ASSERT(g);
    g->next = NULL;
    g->agent_id = agent_id;
    g->frame = *frame;
    if (frame->len) memcpy(g->bytes, frame->bytes, frame->len);
    g->frame.bytes = g->bytes;
    pthread_mutex_lock(&t->lock);
    bool first = !t->first, full = t->gathered_bytes > GATHERED_MAX;
    if (!full) {
        *t->last = g;
        t->last = &g->next;
        t->gathered_bytes += frame->len;
    }
    pthread_mutex_unlock(&t->lock);
    if (full)
        free(g);
    else if (first && t->app->edge)
        edge_ws_run(t->app->edge, carry_over, t);
}
