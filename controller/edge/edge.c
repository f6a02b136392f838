/* The edge put together: defaults, start, stop, the watchdog and the counters. */
#include "controller/edge/inside_priv.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define WATCH_MS 250

int64_t edge_now_ms(const struct edge *e)
{
    return e->config.world->mono_us(e->config.world->self) / 1000;
}

bool edge_trusts(const struct edge *e, const struct edge_address *direct)
{
    return e->config.trust_forwarded && edge_address_is_local(direct);
}

void edge_leave(struct edge *e, const struct edge_address *direct)
{
    e->open--;
    if (!edge_trusts(e, direct)) edge_peers_close(e->peers, direct);
}

static int64_t or_else(int64_t value, int64_t otherwise)
{
    return value == 0 ? otherwise : value;
}

static struct edge_limits with_defaults(const struct edge_limits *l)
{
    return (struct edge_limits){
        .connections = or_else(l->connections, 8000),
        .per_address = or_else(l->per_address, 512),
        .requests_s = or_else(l->requests_s, 200),
        .request_burst = or_else(l->request_burst, 600),
        .header_bytes = or_else(l->header_bytes, 8192),
        .body_bytes = or_else(l->body_bytes, 32 << 20),
        .body_total_bytes = or_else(l->body_total_bytes, 128 << 20),
        .header_ms = or_else(l->header_ms, 10000),
        .idle_ms = or_else(l->idle_ms, 30000),
        .body_ms = or_else(l->body_ms, 60000),
        .write_ms = or_else(l->write_ms, 120000),
        .sockets = or_else(l->sockets, 2000),
        .message_bytes = or_else(l->message_bytes, 65536),
        .messages_s = or_else(l->messages_s, 20000),
        .queue_bytes = or_else(l->queue_bytes, 1 << 20),
        .ping_ms = or_else(l->ping_ms, 20000),
        .silent_ms = or_else(l->silent_ms, 60000),
    };
}

static void *watch(void *arg)
{
    struct edge *e = arg;
    while (!e->stopping) {
        usleep(WATCH_MS * 1000);
        edge_watch_tick(e, edge_now_ms(e));
    }
    return NULL;
}

static struct edge *edge_new(const struct edge_config *c, const struct edge_hooks *h)
{
    struct edge *e = calloc(1, sizeof *e);
    uint64_t seed;
    KB_ASSERT(e && c->world);
    e->config = *c;
    e->hooks = *h;
    e->limits = with_defaults(&c->limits);
    e->listener = e->wake_fd = e->epoll_fd = -1;
    c->world->random(c->world->self, &seed, sizeof seed);
    c->world->random(c->world->self, &e->boot, sizeof e->boot);
    e->peers =
        edge_peers_new(e->limits.per_address, e->limits.requests_s, e->limits.request_burst, seed);
    pthread_mutex_init(&e->http.requests, NULL);
    pthread_mutex_init(&e->http.connections, NULL);
    edge_sockets_new(e);
    return e;
}

static enum kb_code start_all(struct edge *e, struct kb_error *err)
{
    TRY(edge_listen(e, err));
    TRY(edge_http_start(e, err));
    TRY(edge_sockets_start(e, err));
    if (pthread_create(&e->watch, NULL, watch, e) != 0)
        return kb_fail(err, KB_UNAVAILABLE, "edge.start", "the watchdog thread does not start");
    e->watch_runs = true;
    return edge_acceptor_start(e, err);
}

enum kb_code edge_start(const struct edge_config *c, const struct edge_hooks *h, struct edge **out,
                        struct kb_error *err)
{
    struct edge *e = edge_new(c, h);
    enum kb_code code;
    signal(SIGPIPE, SIG_IGN);
    *out = e; /* before the threads: a hook may come before we return */
    code = start_all(e, err);
    if (code != KB_OK) {
        *out = NULL;
        edge_stop(e);
        edge_free(e);
    }
    return code;
}

/* First nothing new comes in, then the sockets, then HTTP: its parked requests need the sockets no
 * more, and the library must not be stopped while any is parked. */
void edge_stop(struct edge *e)
{
    e->stopping = true;
    edge_acceptor_stop(e);
    edge_sockets_stop(e);
    edge_http_stop(e);
    if (e->watch_runs) pthread_join(e->watch, NULL);
    e->watch_runs = false;
}

void edge_free(struct edge *e)
{
    if (!e) return;
    edge_sockets_free(e);
    pthread_mutex_destroy(&e->http.requests);
    pthread_mutex_destroy(&e->http.connections);
    edge_peers_free(e->peers);
    free(e);
}

int edge_port(const struct edge *e)
{
    return e->port;
}

void edge_count(struct edge *e, struct edge_counts *out)
{
    *out = (struct edge_counts){
        .accepted = e->accepted,
        .open = e->open,
        .refused = e->refused,
        .cut = e->cut,
        .requests = e->requests,
        .upgrades = e->upgrades,
        .bad_upgrades = e->bad_upgrades,
        .limited = e->limited,
        .sockets = e->sockets,
        .parked = e->http.parked_n,
        .body_bytes = e->http.body_bytes,
        .http_in_lws = e->http_in_lws,
    };
}
