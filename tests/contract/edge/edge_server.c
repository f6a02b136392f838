/* A server made of nothing but the edge: an application small enough to be no excuse. It echoes,
 * answers late from another thread, serves big bodies in every ownership, and tells its counters.
 * Arguments are name=value pairs, one per limit; the first line it prints is the port. */
#include "base/log.h"
#include "controller/edge/edge.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BIG ((size_t)20 << 20)

struct late {
    struct late *next;
    struct edge_request *r;
    int64_t due_ms;
};

struct app {
    struct edge *edge;
    struct kb_world *world;
    pthread_mutex_t lock;
    pthread_t worker;
    struct late *late;
    bool stop;
    int64_t ws_opened, ws_closed, freed, timers;
    char *big;
};

static int64_t now_ms(struct app *a)
{
    return a->world->mono_us(a->world->self) / 1000;
}

static uint64_t fnv(const unsigned char *p, size_t n)
{
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < n; i++) h = (h ^ p[i]) * 1099511628211u;
    return h;
}

static void reply_json(struct edge_request *r, int status, const char *text)
{
    static const struct edge_pair json[] = { { "Content-Type", "application/json" } };
    edge_reply(r, &(struct edge_answer){ .status = status,
                                         .headers = json,
                                         .headers_n = 1,
                                         .body = text,
                                         .body_n = strlen(text) });
}

static void reply_echo(struct edge_request *r, const char *kind)
{
    char text[512];
    snprintf(text, sizeof text,
             "{\"%s\":1,\"m\":\"%s\",\"len\":%zu,\"fnv\":\"%016llx\",\"peer\":\"%s\","
             "\"secure\":%d,\"path\":\"%.80s\",\"params\":%zu}",
             kind, r->method, r->body_n, (unsigned long long)fnv(r->body, r->body_n), r->peer,
             r->secure, r->path, r->params_n);
    reply_json(r, 200, text);
}

static void reply_late(struct app *a, struct edge_request *r)
{
    struct late *l = calloc(1, sizeof *l);
    const char *ms = edge_param(r, "ms");
    KB_ASSERT(l);
    l->r = r;
    l->due_ms = now_ms(a) + (ms ? strtol(ms, NULL, 10) : 50);
    pthread_mutex_lock(&a->lock);
    l->next = a->late;
    a->late = l;
    pthread_mutex_unlock(&a->lock);
}

static void count_free(void *arg)
{
    struct app *a = arg;
    pthread_mutex_lock(&a->lock);
    a->freed++;
    pthread_mutex_unlock(&a->lock);
}

static void reply_counts(struct app *a, struct edge_request *r)
{
    struct edge_counts c;
    char text[512];
    edge_count(a->edge, &c);
    pthread_mutex_lock(&a->lock);
    snprintf(text, sizeof text,
             "{\"open\":%lld,\"parked\":%lld,\"sockets\":%lld,\"http_in_lws\":%lld,\"cut\":%lld,"
             "\"body_bytes\":%lld,\"upgrades\":%lld,\"bad_upgrades\":%lld,\"limited\":%lld,"
             "\"ws_opened\":%lld,\"ws_closed\":%lld,\"freed\":%lld,\"timers\":%lld}",
             (long long)c.open, (long long)c.parked, (long long)c.sockets, (long long)c.http_in_lws,
             (long long)c.cut, (long long)c.body_bytes, (long long)c.upgrades,
             (long long)c.bad_upgrades, (long long)c.limited, (long long)a->ws_opened,
             (long long)a->ws_closed, (long long)a->freed, (long long)a->timers);
    pthread_mutex_unlock(&a->lock);
    reply_json(r, 200, text);
}

static void on_request(void *self, struct edge_request *r)
{
    struct app *a = self;
    struct edge_answer big = { .status = 200, .body = a->big, .body_n = BIG, .keep = EDGE_STATIC };
    if (strcmp(r->path, "/v1/hello") == 0) {
        reply_json(r, 200, "{\"hello\":1}");
    } else if (strcmp(r->path, "/v1/late") == 0) {
        reply_late(a, r);
    } else if (strcmp(r->path, "/v1/big") == 0) {
        edge_reply(r, &big);
    } else if (strcmp(r->path, "/v1/owned") == 0) {
        big.keep = EDGE_OWNED;
        big.done = count_free;
        big.arg = a;
        edge_reply(r, &big);
    } else if (strcmp(r->path, "/v1/empty") == 0) {
        edge_reply(r, &(struct edge_answer){ .status = 204 });
    } else if (strcmp(r->path, "/v1/counts") == 0) {
        reply_counts(a, r);
    } else if (strncmp(r->path, "/v1/echo", 8) == 0) {
        reply_echo(r, "echo");
    } else {
        reply_json(r, 404, "{\"reason\":\"route.unknown\"}");
    }
}

static int64_t on_body_limit(void *self, const struct edge_request *r)
{
    (void)self;
    return strcmp(r->path, "/v1/echo-big") == 0 ? (int64_t)64 << 20 : (int64_t)1 << 20;
}

static int on_ws_open(void *self, struct edge_ws *ws, const struct edge_ws_open *open)
{
    struct app *a = self;
    char text[300];
    if (strcmp(open->path, "/v1/ws/closed") == 0) return 404;
    if (strcmp(open->path, "/v1/ws/who") == 0) {
        int n = snprintf(text, sizeof text,
                         "{\"peer\":\"%s\",\"origin\":\"%s\",\"cookie\":\"%.60s\","
                         "\"protocol\":\"%s\",\"secure\":%d}",
                         open->peer, open->origin, open->cookie, open->protocol, open->secure);
        edge_ws_send(ws, &(struct edge_bytes){ text, (size_t)n }, 1, true);
    }
    pthread_mutex_lock(&a->lock);
    a->ws_opened++;
    pthread_mutex_unlock(&a->lock);
    return 0;
}

struct say {
    struct edge_ws *ws;
    size_t n;
    bool text;
    unsigned char bytes[];
};

static void say_now(void *arg)
{
    struct say *s = arg;
    struct edge_bytes parts[2] = { { s->bytes, s->n / 2 },
                                   { s->bytes + s->n / 2, s->n - s->n / 2 } };
    edge_ws_send(s->ws, parts, 2, s->text);
    edge_ws_drop(s->ws);
    free(s);
}

static void *say_from_elsewhere(void *arg)
{
    say_now(arg);
    return NULL;
}

static struct say *say_new(struct edge_ws *ws, const void *bytes, size_t n, bool text)
{
    struct say *s = malloc(sizeof *s + n);
    KB_ASSERT(s);
    *s = (struct say){ .ws = edge_ws_keep(ws), .n = n, .text = text };
    memcpy(s->bytes, bytes, n);
    return s;
}

static void flood(struct edge_ws *ws, const char *spec)
{
    static const char block[32768];
    for (long n = strtol(spec, NULL, 10); n > 0; n--)
        if (edge_ws_send(ws, &(struct edge_bytes){ block, sizeof block }, 1, false) < 0) return;
}

/* "close CODE", "flood BLOCKS", "task …", "thread …" do what they say; all else is echoed. */
static void on_ws_message(void *self, struct edge_ws *ws, const void *bytes, size_t n, bool text)
{
    struct app *a = self;
    const char *p = bytes;
    char word[32] = "";
    pthread_t t;
    if (text) memcpy(word, p, n < sizeof word ? n : sizeof word - 1);
    if (strncmp(word, "close ", 6) == 0) {
        edge_ws_close(ws, (int)strtol(word + 6, NULL, 10), "asked");
    } else if (strncmp(word, "flood ", 6) == 0) {
        flood(ws, word + 6);
    } else if (strncmp(word, "timer", 5) == 0) {
        edge_ws_timer(a->edge, 30);
    } else if (strncmp(word, "task ", 5) == 0) {
        struct say *s = say_new(ws, bytes, n, text);
        if (!edge_ws_run(a->edge, say_now, s)) say_now(s);
    } else if (strncmp(word, "thread ", 7) == 0) {
        if (pthread_create(&t, NULL, say_from_elsewhere, say_new(ws, bytes, n, text)) == 0)
            pthread_detach(t);
    } else {
        edge_ws_send(ws, &(struct edge_bytes){ bytes, n }, 1, text);
    }
}

static void on_ws_drained(void *self, struct edge_ws *ws, size_t queued)
{
    (void)self, (void)ws, (void)queued;
}

static void on_ws_closed(void *self, struct edge_ws *ws)
{
    struct app *a = self;
    (void)ws;
    pthread_mutex_lock(&a->lock);
    a->ws_closed++;
    pthread_mutex_unlock(&a->lock);
}

static void on_timer(void *self)
{
    struct app *a = self;
    pthread_mutex_lock(&a->lock);
    a->timers++;
    pthread_mutex_unlock(&a->lock);
}

static struct late *take_due(struct app *a, bool *stop)
{
    struct late *due = NULL, **at = &a->late;
    int64_t now = now_ms(a);
    pthread_mutex_lock(&a->lock);
    *stop = a->stop;
    while (*at) {
        struct late *l = *at;
        if (!a->stop && l->due_ms > now) {
            at = &l->next;
            continue;
        }
        *at = l->next;
        l->next = due;
        due = l;
    }
    pthread_mutex_unlock(&a->lock);
    return due;
}

static void *work(void *arg)
{
    struct app *a = arg;
    bool stop = false;
    while (!stop) {
        usleep(2000);
        struct late *due = take_due(a, &stop);
        while (due) {
            struct late *next = due->next;
            reply_echo(due->r, "late");
            free(due);
            due = next;
        }
    }
    return NULL;
}

static const struct {
    const char *name;
    size_t offset;
} knobs[] = {
#define KNOB(member)                                                                               \
    {                                                                                              \
#member, offsetof(struct edge_limits, member)                                              \
    }
    KNOB(connections), KNOB(per_address),      KNOB(requests_s),  KNOB(request_burst),
    KNOB(header_ms),   KNOB(idle_ms),          KNOB(body_ms),     KNOB(write_ms),
    KNOB(sockets),     KNOB(messages_s),       KNOB(queue_bytes), KNOB(ping_ms),
    KNOB(silent_ms),   KNOB(body_total_bytes), KNOB(body_bytes),
};

static void turn(struct edge_config *c, char *arg)
{
    char *value = strchr(arg, '=');
    if (!value) return;
    *value++ = 0;
    if (strcmp(arg, "unix") == 0) c->unix_path = value;
    if (strcmp(arg, "address") == 0) c->address = value;
    if (strcmp(arg, "trust") == 0) c->trust_forwarded = true;
    for (size_t i = 0; i < COUNT(knobs); i++)
        if (strcmp(knobs[i].name, arg) == 0)
            *(int64_t *)(void *)((char *)&c->limits + knobs[i].offset) = strtoll(value, NULL, 10);
}

static int serve(struct app *a, const struct edge_config *c)
{
    struct edge_hooks hooks = {
        a,       on_body_limit, on_request, on_ws_open, on_ws_message, on_ws_drained, on_ws_closed,
        on_timer
    };
    struct kb_error err = { 0 };
    sigset_t set;
    int sig;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (edge_start(c, &hooks, &a->edge, &err) != KB_OK) {
        fprintf(stderr, "%s: %s\n", err.reason, err.text);
        return 1;
    }
    if (pthread_create(&a->worker, NULL, work, a) != 0) return 1;
    printf("%d\n", edge_port(a->edge));
    fflush(stdout);
    sigwait(&set, &sig);
    edge_stop(a->edge);
    pthread_mutex_lock(&a->lock);
    a->stop = true;
    pthread_mutex_unlock(&a->lock);
    pthread_join(a->worker, NULL);
    edge_free(a->edge);
    printf("stopped opened=%lld closed=%lld\n", (long long)a->ws_opened, (long long)a->ws_closed);
    return a->ws_opened == a->ws_closed ? 0 : 2;
}

int main(int argc, char **argv)
{
    static const char *const origins[] = { "https://kboss.test", "http://127.0.0.1:8080", NULL };
    static const struct edge_ws_route sockets[] = { { "/v1/ws/echo", "kboss.term.1" },
                                                    { "/v1/ws/who", "kboss.term.1" },
                                                    { "/v1/ws/live", "kboss.live.1" },
                                                    { "/v1/ws/closed", "kboss.live.1" },
                                                    { NULL, NULL } };
    static const struct kb_id_key key;
    struct kb_world world;
    struct app a = { .world = &world, .big = malloc(BIG) };
    KB_ASSERT(a.big);
    memset(a.big, 'z', BIG);
    pthread_mutex_init(&a.lock, NULL);
    kb_log_level(KB_LOG_INFO);
    kb_world_real(&world, 0, &key);
    struct edge_config c = {
        .address = "127.0.0.1", .origins = origins, .sockets = sockets, .world = &world
    };
    for (int i = 1; i < argc; i++) turn(&c, argv[i]);
    if (c.unix_path) c.address = NULL;
    int code = serve(&a, &c);
    free(a.big);
    return code;
}
