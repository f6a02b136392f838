/* The wiring a daemon needs between edge, hub and agents, and nothing else. A ticket is good when
 * its first 31 bytes are 0xa5; the last is the resource. POST /v1/close?resource=N ends some. */
#include "base/log.h"
#include "base/text.h"
#include "controller/edge/edge.h"
#include "shells.h"
#include "web-terminal/hub.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AGENT 1

struct app {
    struct kb_world *world;
    struct edge *edge;
    struct terminal_hub *hub; /* sockets thread */
    struct shells *shells;
    int64_t terminals, ended; /* sockets thread */
    uint64_t out_bytes, in_bytes;
    char last[48];
};

static int64_t now_ms(struct app *a)
{
    return a->world->mono_us(a->world->self) / 1000;
}

/* --- from the hub --- */

static int64_t hub_ws_send(void *self, void *ws, const void *head, size_t head_n, const void *bytes,
                           size_t n)
{
    (void)self;
    return edge_ws_send(ws, (struct edge_bytes[]){ { head, head_n }, { bytes, n } }, 2, false);
}

static void hub_ws_close(void *self, void *ws, int code, const char *reason)
{
    (void)self;
    edge_ws_close(ws, code, reason);
}

static bool hub_agent_send(void *self, int64_t agent_id, const struct stream_frame *f)
{
    struct app *a = self;
    if (agent_id != AGENT) return false;
    shells_send(a->shells, f);
    return true;
}

struct asked {
    struct app *app;
    uint64_t attempt;
    char ticket[48];
};

/* Where a daemon has its core: the answer comes later, on the sockets thread. */
static void answer(void *arg)
{
    struct asked *q = arg;
    struct app *a = q->app;
    unsigned char raw[32];
    size_t n = 0;
    bool good = kb_unbase64(q->ticket, raw, sizeof raw, &n) && n == 32;
    for (size_t i = 0; good && i < 31; i++) good = raw[i] == 0xa5;
    if (good) {
        char name[32];
        snprintf(name, sizeof name, "trm_%lld", (long long)++a->terminals);
        terminal_hub_admit(a->hub, q->attempt,
                           &(struct terminal_admission){
                               .terminal_id = a->terminals,
                               .agent_id = raw[31] == 255 ? 99 : AGENT,
                               .org_id = 1,
                               .user_id = 2,
                               .session_id = 3,
                               .resource_id = raw[31],
                               .name = name,
                               .open = "{\"driver\":\"ssh\",\"kind\":\"shell\",\"target\":{},"
                                       "\"resource\":1}",
                           },
                           now_ms(a));
    } else {
        terminal_hub_refuse(a->hub, q->attempt, "terminal.ticket");
    }
    free(q);
}

static void hub_redeem(void *self, uint64_t attempt, const char *ticket)
{
    struct app *a = self;
    struct asked *q = calloc(1, sizeof *q);
    KB_ASSERT(q);
    q->app = a;
    q->attempt = attempt;
    snprintf(q->ticket, sizeof q->ticket, "%s", ticket);
    if (!edge_ws_run(a->edge, answer, q)) free(q);
}

static void hub_ended(void *self, const struct terminal_end *end)
{
    struct app *a = self;
    a->ended++;
    a->out_bytes += end->out_bytes;
    a->in_bytes += end->in_bytes;
    snprintf(a->last, sizeof a->last, "%s", end->reason);
}

static void hub_wake(void *self, int64_t in_ms)
{
    struct app *a = self;
    edge_ws_timer(a->edge, in_ms);
}

/* --- from the agents --- */

struct arrived {
    struct app *app;
    struct stream_frame f;
    unsigned char bytes[];
};

static void deliver_now(void *arg)
{
    struct arrived *r = arg;
    terminal_hub_stream_frame(r->app->hub, AGENT, &r->f, now_ms(r->app));
    free(r);
}

static void deliver(void *self, const struct stream_frame *f)
{
    struct app *a = self;
    struct arrived *r = malloc(sizeof *r + f->len);
    KB_ASSERT(r);
    r->app = a;
    r->f = *f;
    if (f->len) memcpy(r->bytes, f->bytes, f->len);
    r->f.bytes = r->bytes;
    if (!edge_ws_run(a->edge, deliver_now, r)) free(r);
}

/* --- from the edge --- */

static int on_ws_open(void *self, struct edge_ws *ws, const struct edge_ws_open *open)
{
    struct app *a = self;
    struct terminal_session *s = terminal_hub_ws_open(a->hub, ws, now_ms(a));
    (void)open;
    edge_ws_set(ws, s);
    return s ? 0 : 503;
}

static void on_ws_message(void *self, struct edge_ws *ws, const void *bytes, size_t n, bool text)
{
    terminal_hub_ws_message(edge_ws_get(ws), bytes, n, text, now_ms(self));
}

static void on_ws_drained(void *self, struct edge_ws *ws, size_t queued)
{
    (void)self;
    terminal_hub_ws_drained(edge_ws_get(ws), queued);
}

static void on_ws_closed(void *self, struct edge_ws *ws)
{
    (void)self;
    terminal_hub_ws_closed(edge_ws_get(ws));
}

static void on_timer(void *self)
{
    struct app *a = self;
    terminal_hub_tick(a->hub, now_ms(a));
}

struct http {
    struct app *app;
    struct edge_request *r;
};

static void http_now(void *arg)
{
    struct http *h = arg;
    struct app *a = h->app;
    const char *resource = edge_param(h->r, "resource");
    struct terminal_where w = { .resource_id = resource ? strtoll(resource, NULL, 10) : 0 };
    char text[300];
    size_t closed = 0;
    if (strcmp(h->r->path, "/v1/close") == 0 && w.resource_id)
        closed = terminal_hub_close_where(a->hub, &w, "state.move");
    struct terminal_hub_counts c = terminal_hub_count(a->hub);
    int n = snprintf(text, sizeof text,
                     "{\"closed\":%zu,\"sockets\":%zu,\"live\":%zu,\"ended\":%lld,\"last\":\"%s\","
                     "\"out\":%llu,\"in\":%llu,\"open\":1,\"parked\":0}",
                     closed, c.sockets, c.live, (long long)a->ended, a->last,
                     (unsigned long long)a->out_bytes, (unsigned long long)a->in_bytes);
    edge_reply(h->r, &(struct edge_answer){ .status = 200, .body = text, .body_n = (size_t)n });
    free(h);
}

static void on_request(void *self, struct edge_request *r)
{
    struct app *a = self;
    struct http *h = malloc(sizeof *h);
    KB_ASSERT(h);
    *h = (struct http){ a, r };
    if (!edge_ws_run(a->edge, http_now, h)) {
        edge_reply(r, &(struct edge_answer){ .status = 503 });
        free(h);
    }
}

static int serve(struct app *a, const struct edge_config *c)
{
    struct edge_hooks hooks = {
        a, NULL, on_request, on_ws_open, on_ws_message, on_ws_drained, on_ws_closed, on_timer
    };
    struct terminal_hub_sink sink = { a,          hub_ws_send, hub_ws_close, hub_agent_send,
                                      hub_redeem, hub_ended,   hub_wake };
    struct kb_error err = { 0 };
    sigset_t set;
    int sig;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    a->hub = terminal_hub_new(&sink, 1000);
    a->shells = shells_start(deliver, a); /* before SIGTERM is blocked: shells inherit the mask */
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (edge_start(c, &hooks, &a->edge, &err) != KB_OK) {
        fprintf(stderr, "%s: %s\n", err.reason, err.text);
        return 1;
    }
    printf("%d\n", edge_port(a->edge));
    fflush(stdout);
    sigwait(&set, &sig);
    edge_stop(a->edge);
    shells_stop(a->shells);
    terminal_hub_free(a->hub);
    edge_free(a->edge);
    return 0;
}

int main(void)
{
    static const char *const origins[] = { "https://kboss.test", NULL };
    static const struct edge_ws_route sockets[] = { { "/v1/ws/term", "kboss.term.1" },
                                                    { NULL, NULL } };
    static const struct kb_id_key key;
    struct kb_world world;
    struct app a = { .world = &world };
    kb_log_level(KB_LOG_INFO);
    kb_world_real(&world, 0, &key);
    return serve(&a, &(struct edge_config){ .address = "127.0.0.1",
                                            .origins = origins,
                                            .sockets = sockets,
                                            .limits = { .requests_s = -1, .per_address = -1 },
                                            .world = &world });
}
