/* sockets - WebSockets of both kinds, told apart when they open. Everything here runs on the
 * sockets thread; what other threads have to say comes through edge_ws_run. */
#include "controller/live.h"
#include "controller/terminals.h"

#include <stdlib.h>
#include <string.h>

struct sockets {
    struct app *app;
    struct live *live;
    struct terminals *terminals;
};

enum socket_kind { SOCKET_LIVE, SOCKET_TERMINAL };
struct one {
    enum socket_kind kind;
    void *it;
};

enum kb_code sockets_open(struct app *app, struct kb_error *err)
{
    struct sockets *s = calloc(1, sizeof *s);
    (void)err;
    KB_ASSERT(s);
    s->app = app;
    s->live = live_new(app);
    s->terminals = terminals_new(app);
    app->sockets = s;
    return KB_OK;
}

void sockets_free(struct sockets *s)
{
    if (!s) return;
    live_free(s->live);
    terminals_free(s->terminals);
    free(s);
}

/* --- hooks --- */

static int64_t sooner(int64_t a, int64_t b)
{
    if (a < 0) return b;
    return b < 0 || a < b ? a : b;
}

static void rearm(struct app *app)
{
    int64_t wait = sooner(live_timer(app->sockets->live), terminals_timer(app->sockets->terminals));
    if (wait >= 0) edge_ws_timer(app->edge, wait < 10 ? 10 : wait);
}

static int on_open(void *self, struct edge_ws *ws, const struct edge_ws_open *open)
{
    struct app *app = self;
    struct one *one = calloc(1, sizeof *one);
    KB_ASSERT(one);
    one->kind = strcmp(open->path, "/v1/ws/live") == 0 ? SOCKET_LIVE : SOCKET_TERMINAL;
    one->it = one->kind == SOCKET_LIVE ? live_open(app->sockets->live, ws)
                                       : terminals_open(app->sockets->terminals, ws);
    if (!one->it) {
        free(one);
        return 503;
    }
    edge_ws_set(ws, one);
    rearm(app);
    return 0;
}

static void on_message(void *self, struct edge_ws *ws, const void *bytes, size_t n, bool text)
{
    struct app *app = self;
    struct one *one = edge_ws_get(ws);
    if (one->kind == SOCKET_LIVE && text)
        live_message(app->sockets->live, one->it, bytes, n);
    else if (one->kind == SOCKET_TERMINAL && !text)
        terminals_message(app->sockets->terminals, one->it, bytes, n);
    else
        edge_ws_close(ws, 1003, "request.body");
}

static void on_drained(void *self, struct edge_ws *ws, size_t queued)
{
    struct app *app = self;
    struct one *one = edge_ws_get(ws);
    if (one->kind == SOCKET_TERMINAL) terminals_drained(app->sockets->terminals, one->it, queued);
}

static void on_closed(void *self, struct edge_ws *ws)
{
    struct app *app = self;
    struct one *one = edge_ws_get(ws);
    if (!one) return;
    if (one->kind == SOCKET_LIVE)
        live_closed(app->sockets->live, one->it);
    else
        terminals_closed(app->sockets->terminals, one->it);
    edge_ws_set(ws, NULL);
    free(one);
}

static void on_timer(void *self)
{
    rearm(self);
}

void sockets_hooks(struct app *app, struct edge_hooks *hooks)
{
    (void)app;
    hooks->ws_open = on_open;
    hooks->ws_message = on_message;
    hooks->ws_drained = on_drained;
    hooks->ws_closed = on_closed;
    hooks->timer = on_timer;
}

/* --- from other threads --- */

struct note {
    struct app *app;
    void (*run)(const struct note *n);
    int64_t a, b;
    char text[48];
};

static void note_run(void *arg)
{
    struct note *n = arg;
    n->run(n);
    free(n);
}

static void push(const struct note *n)
{
    live_push(n->app->sockets->live, n->a, n->text, n->b);
}
static void close_resource(const struct note *n)
{
    terminals_close_resource(n->app->sockets->terminals, n->a, n->text);
}
static void end_one(const struct note *n)
{
    terminals_end(n->app->sockets->terminals, n->a, n->text);
}
static void session_ended(const struct note *n)
{
    live_session_ended(n->app->sockets->live, n->a);
    terminals_session_ended(n->app->sockets->terminals, n->a);
}
/* In one organisation, or (b is 0) everywhere. */
static void user_changed(const struct note *n)
{
    live_user_changed(n->app->sockets->live, n->a, n->b);
    terminals_user_changed(n->app->sockets->terminals, n->a, n->b);
}
static void agent_gone(const struct note *n)
{
    terminals_agent_gone(n->app->sockets->terminals, n->a);
}

static void post(const struct note *proto)
{
    struct note *n = malloc(sizeof *n);
    KB_ASSERT(n);
    *n = *proto;
    if (!n->app->edge || !edge_ws_run(n->app->edge, note_run, n)) free(n);
}

void sockets_after(struct app *app, const struct turn_after *x)
{
    static const struct {
        const char *kind;
        void (*run)(const struct note *n);
    } kinds[] = { { "live", push },
                  { "terminal.close", close_resource },
                  { "terminal.end", end_one },
                  { "session.ended", session_ended },
                  { "sessions.changed", user_changed } };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (strcmp(kinds[i].kind, x->kind) != 0) continue;
        struct note n = { .app = app, .run = kinds[i].run, .a = x->a, .b = x->b };
        size_t len = strnlen(x->text, sizeof n.text - 1);
        memcpy(n.text, x->text, len);
        post(&n);
    }
}

void sockets_agent_gone(struct app *app, int64_t agent_id)
{
    post(&(struct note){ .app = app, .run = agent_gone, .a = agent_id });
}

void sockets_stream(struct app *app, int64_t agent_id, const struct stream_frame *frame)
{
    terminals_post_stream(app->sockets->terminals, agent_id, frame);
}
