/* WebSockets by libwebsockets 4.1.6, which can be hung or worse by HTTP: it never gets any. Every
 * connection arrives checked, with a header written by upgrade.c; a callback about HTTP is counted
 * and closes. Permessage-deflate and TLS are off; nginx does TLS. */
#include "controller/edge/sockets_priv.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SPARE_FDS   32
#define RX_BYTES    4096 /* a piece of a message; also held per socket by the library */
#define TICK_MAX_MS 1000
#define GOODBYE_MS  300 /* for close frames when stopping */

static void kill_socket(struct edge_ws *ws)
{
    /* the library's own macro for this names a variable of its caller */
    if (ws->wsi) lws_set_timeout(ws->wsi, (enum pending_timeout)1, LWS_TO_KILL_ASYNC);
}

void edge_ws_closed(struct edge_ws *ws)
{
    struct edge *e = ws->edge;
    edge_ws_end(ws);
    if (ws->at) {
        *ws->at = ws->next;
        if (ws->next) ws->next->at = ws->at;
    }
    ws->wsi = NULL;
    e->hooks.ws_closed(e->hooks.self, ws);
    edge_peers_close(e->peers, &ws->counted);
    edge_leave(e, &ws->direct);
    e->sockets--;
    edge_ws_drop(ws);
}

static void serve_others(struct edge *e)
{
    struct edge_sockets *s = e->ws;
    pthread_mutex_lock(&s->lock);
    struct edge_arrival *a = s->arrivals;
    struct edge_task *t = s->tasks;
    struct edge_ws *w = s->wanting, *next;
    s->arrivals = NULL;
    s->arrivals_end = &s->arrivals;
    s->tasks = NULL;
    s->tasks_end = &s->tasks;
    s->wanting = NULL;
    s->awake = false;
    for (struct edge_ws *i = w; i; i = i->next_wanting) i->wanting = false;
    pthread_mutex_unlock(&s->lock);
    for (; w; w = next) {
        next = w->next_wanting;
        if (w->wsi) lws_callback_on_writable(w->wsi);
        edge_ws_drop(w);
    }
    while (t) {
        struct edge_task *done = t;
        t = t->next;
        done->fn(done->arg);
        free(done);
    }
    while (a) {
        struct edge_arrival *done = a;
        a = a->next;
        edge_sockets_adopt(e, done);
        free(done);
    }
}

static void look_after(struct edge_ws *ws, int64_t now)
{
    const struct edge_limits *l = &ws->edge->limits;
    struct edge_sockets *s = ws->edge->ws;
    int64_t last = ws->heard_ms > ws->pinged_ms ? ws->heard_ms : ws->pinged_ms;
    pthread_mutex_lock(&s->lock);
    bool late = ws->closing && now >= ws->close_by_ms;
    pthread_mutex_unlock(&s->lock);
    if (late || now - ws->heard_ms >= l->silent_ms) {
        kill_socket(ws);
    } else if (now - last >= l->ping_ms && ws->wsi) {
        ws->pinged_ms = now;
        ws->ping_due = true;
        lws_callback_on_writable(ws->wsi);
    }
}

static void tick(lws_sorted_usec_list_t *sul)
{
    struct edge_timer *t = (struct edge_timer *)(void *)sul;
    struct edge *e = t->edge;
    int64_t now = edge_now_ms(e), ms = e->limits.ping_ms / 4;
    for (struct edge_ws *ws = e->ws->all, *next; ws; ws = next) {
        next = ws->next;
        look_after(ws, now);
    }
    if (ms > TICK_MAX_MS) ms = TICK_MAX_MS;
    lws_sul_schedule(e->ws->context, 0, sul, tick, (ms + 1) * LWS_US_PER_MS);
}

static void app_timer(lws_sorted_usec_list_t *sul)
{
    struct edge_timer *t = (struct edge_timer *)(void *)sul;
    t->due_ms = 0;
    t->edge->hooks.timer(t->edge->hooks.self);
}

void edge_ws_timer(struct edge *e, int64_t in_ms)
{
    struct edge_timer *t = &e->ws->app;
    int64_t due_ms = edge_now_ms(e) + (in_ms > 0 ? in_ms : 0);
    if (!e->ws->context || (t->due_ms && t->due_ms <= due_ms)) return;
    t->due_ms = due_ms;
    lws_sul_schedule(e->ws->context, 0, &t->sul, app_timer,
                     (in_ms > 0 ? in_ms : 0) * LWS_US_PER_MS);
}

static int on_http(struct edge *e)
{
    e->http_in_lws++;
    return -1;
}

static void on_destroy(struct lws *wsi)
{
    struct edge_ws *ws = lws_get_opaque_user_data(wsi);
    if (!ws) return;
    lws_set_opaque_user_data(wsi, NULL);
    edge_ws_closed(ws);
}

/* What libwebsockets says. Its enum has a hundred values; only these concern us. */
static int on_event(struct lws *wsi, enum lws_callback_reasons why, void *user, void *in, size_t n)
{
    struct edge *e = lws_context_user(lws_get_context(wsi));
    struct edge_ws *ws = lws_get_opaque_user_data(wsi);
    (void)user;
    switch ((int)why) {
    case LWS_CALLBACK_EVENT_WAIT_CANCELLED: serve_others(e); return 0;
    case LWS_CALLBACK_SERVER_NEW_CLIENT_INSTANTIATED:
        lws_set_opaque_user_data(wsi, e->ws->adopting);
        if (e->ws->adopting) e->ws->adopting->wsi = wsi;
        e->ws->adopting = NULL;
        return 0;
    case LWS_CALLBACK_ESTABLISHED:
        if (!ws) return -1;
        ws->opened = true;
        lws_callback_on_writable(wsi);
        return 0;
    case LWS_CALLBACK_RECEIVE: return ws ? edge_ws_receive(ws, in, n) : -1;
    case LWS_CALLBACK_RECEIVE_PONG:
        if (ws) ws->heard_ms = edge_now_ms(e);
        return 0;
    case LWS_CALLBACK_SERVER_WRITEABLE: return ws && ws->opened ? edge_ws_write(ws) : 0;
    case LWS_CALLBACK_CLOSED:
    case LWS_CALLBACK_WSI_DESTROY: on_destroy(wsi); return 0;
    case LWS_CALLBACK_HTTP:
    case LWS_CALLBACK_HTTP_BODY:
    case LWS_CALLBACK_HTTP_BODY_COMPLETION:
    case LWS_CALLBACK_FILTER_HTTP_CONNECTION:
    case LWS_CALLBACK_HTTP_WRITEABLE: return on_http(e);
    default: return 0;
    }
}

/* The library logs at error level on every adoption; nothing of it is news to an operator. */
static void on_log(int level, const char *line)
{
    char buf[300];
    (void)level;
    kb_log(KB_LOG_DEBUG, "edge.lws", "text=%s", kb_log_value(buf, sizeof buf, line));
}

static void *run(void *arg)
{
    struct edge *e = arg;
    e->ws->owner = pthread_self();
    while (!e->ws->quit && lws_service(e->ws->context, 0) >= 0) continue;
    return NULL;
}

static struct lws_protocols *protocols_new(const struct edge_ws_route *routes)
{
    size_t n = 0, made = 0;
    while (routes && routes[n].path) n++;
    struct lws_protocols *p = calloc(n + 2, sizeof *p);
    KB_ASSERT(p);
    for (size_t i = 0; i < n; i++) {
        bool known = false;
        for (size_t j = 0; j < made; j++) known |= strcmp(p[j].name, routes[i].protocol) == 0;
        if (known) continue;
        p[made++] = (struct lws_protocols){ .name = routes[i].protocol,
                                            .callback = on_event,
                                            .rx_buffer_size = RX_BYTES };
    }
    if (made == 0) p[0] = (struct lws_protocols){ .name = "none", .callback = on_event };
    return p;
}

static bool make_context(struct edge *e, struct lws_context **context)
{
    struct edge_sockets *s = e->ws;
    struct lws_context_creation_info info = {
        .port = CONTEXT_PORT_NO_LISTEN_SERVER,
        .protocols = s->protocols,
        .vhost_name = "edge",
        .options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME,
        .pt_serv_buf_size = RX_BYTES,
        .timeout_secs = 10,
        .user = e,
        .gid = (gid_t)-1,
        .uid = (uid_t)-1,
        .fd_limit_per_thread = (unsigned)e->limits.sockets + SPARE_FDS,
    };
    lws_set_log_level(LLL_ERR | LLL_WARN, on_log);
    *context = lws_create_context(&info);
    if (!*context) return false;
    info.options = 0;
    s->vhost = lws_create_vhost(*context, &info);
    return s->vhost != NULL;
}

void edge_sockets_new(struct edge *e)
{
    struct edge_sockets *s = calloc(1, sizeof *s);
    KB_ASSERT(s);
    e->ws = s;
    pthread_mutex_init(&s->lock, NULL);
    s->arrivals_end = &s->arrivals;
    s->tasks_end = &s->tasks;
    s->tick.edge = s->app.edge = e;
    s->protocols = protocols_new(e->config.sockets);
}

void edge_sockets_free(struct edge *e)
{
    pthread_mutex_destroy(&e->ws->lock);
    free(e->ws->protocols);
    free(e->ws);
}

/* Tasks may have come since edge_sockets_new: they run as soon as the thread does. */
enum kb_code edge_sockets_start(struct edge *e, struct kb_error *err)
{
    struct edge_sockets *s = e->ws;
    struct lws_context *context;
    bool made = make_context(e, &context);
    pthread_mutex_lock(&s->lock);
    s->context = context;
    edge_wake(s);
    pthread_mutex_unlock(&s->lock);
    if (!made) return kb_fail(err, KB_UNAVAILABLE, "edge.start", "libwebsockets does not start");
    lws_sul_schedule(s->context, 0, &s->tick.sul, tick, LWS_US_PER_MS);
    if (pthread_create(&s->thread, NULL, run, e) != 0)
        return kb_fail(err, KB_UNAVAILABLE, "edge.start", "the sockets thread does not start");
    s->runs = true;
    return KB_OK;
}

void edge_sockets_take(struct edge *e, struct edge_arrival *a)
{
    struct edge_sockets *s = e->ws;
    pthread_mutex_lock(&s->lock);
    *s->arrivals_end = a;
    s->arrivals_end = &a->next;
    edge_wake(s);
    pthread_mutex_unlock(&s->lock);
}

bool edge_ws_run(struct edge *e, void (*fn)(void *arg), void *arg)
{
    struct edge_sockets *s = e->ws;
    struct edge_task *t = malloc(sizeof *t);
    bool taken;
    KB_ASSERT(t);
    *t = (struct edge_task){ .fn = fn, .arg = arg };
    pthread_mutex_lock(&s->lock);
    taken = !s->stopped;
    if (taken) {
        *s->tasks_end = t;
        s->tasks_end = &t->next;
        edge_wake(s);
    }
    pthread_mutex_unlock(&s->lock);
    if (!taken) free(t);
    return taken;
}

static void say_goodbye(void *arg)
{
    struct edge *e = arg;
    for (struct edge_ws *ws = e->ws->all; ws; ws = ws->next)
        edge_ws_close(ws, LWS_CLOSE_STATUS_GOINGAWAY, "shutdown");
}

/* After the thread: what was accepted is run here, connections that never were one are closed. */
static void drain(struct edge *e)
{
    struct edge_sockets *s = e->ws;
    pthread_mutex_lock(&s->lock);
    s->stopped = true;
    pthread_mutex_unlock(&s->lock);
    s->owner = pthread_self();
    serve_others(e);
}

void edge_sockets_stop(struct edge *e)
{
    struct edge_sockets *s = e->ws;
    if (s->runs) {
        edge_ws_run(e, say_goodbye, e);
        for (int ms = 0; ms < GOODBYE_MS && e->sockets > 0; ms += 5) usleep(5000);
        s->quit = true;
        lws_cancel_service(s->context);
        pthread_join(s->thread, NULL);
        s->runs = false;
    }
    drain(e);
    pthread_mutex_lock(&s->lock);
    struct lws_context *context = s->context;
    s->context = NULL;
    pthread_mutex_unlock(&s->lock);
    if (context) lws_context_destroy(context);
}
