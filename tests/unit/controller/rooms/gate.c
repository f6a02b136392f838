/* gate - the hooks append to a record under a lock; tests read it in order. */
#include "gate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

#define SETTLE -1 /* an agent that never is: what is sent to it comes back undelivered */

/* A ring: what was read makes room. A flood of frames leaves the other half to everything else. */
static void add(struct gate *g, const struct gate_event *e)
{
    pthread_mutex_lock(&g->lock);
    if (g->n - g->seen < (e->kind == GATE_FRAME ? GATE_EVENTS_MAX / 2 : GATE_EVENTS_MAX))
        g->events[g->n++ % GATE_EVENTS_MAX] = *e;
    pthread_cond_broadcast(&g->more);
    pthread_mutex_unlock(&g->lock);
}

static void on_message(void *self, const struct rooms_message *m)
{
    struct gate_event e = { .kind = GATE_MESSAGE, .agent = m->agent_id };
    snprintf(e.key, sizeof e.key, "%s", m->key_hex);
    snprintf(e.type, sizeof e.type, "%s", protocol_type_name(m->read->type));
    snprintf(e.body, sizeof e.body, "%.*s", (int)m->len, m->body);
    add(self, &e);
}

static void on_link(void *self, int64_t agent, enum rooms_link link)
{
    add(self, &(struct gate_event){ .kind = GATE_LINK, .agent = agent, .value = (int)link });
}

static void on_stream(void *self, int64_t agent, const struct stream_frame *f)
{
    struct gate_event e = { .kind = GATE_FRAME,
                            .agent = agent,
                            .value = (int)f->type,
                            .session = f->session,
                            .offset = f->offset,
                            .len = f->len };
    snprintf(e.body, sizeof e.body, "%.*s", (int)f->len, (const char *)f->bytes);
    add(self, &e);
}

static void on_stream_link(void *self, int64_t agent, bool up)
{
    add(self, &(struct gate_event){ .kind = GATE_STREAM_LINK, .agent = agent, .value = up });
}

static void on_undelivered(void *self, int64_t agent, const char *type, uint64_t session)
{
    struct gate *g = self;
    struct gate_event e = { .kind = GATE_UNDELIVERED, .agent = agent, .session = session };
    if (agent == SETTLE) {
        pthread_mutex_lock(&g->lock);
        g->settled++;
        pthread_cond_broadcast(&g->more);
        pthread_mutex_unlock(&g->lock);
        return;
    }
    snprintf(e.type, sizeof e.type, "%s", type);
    add(self, &e);
}

static void start(struct gate *g)
{
    struct kb_error err;
    struct rooms_hooks hooks = {
        g, on_message, on_link, on_stream, on_stream_link, on_undelivered
    };
    enum kb_code code = KB_UNAVAILABLE;
    for (int i = 0; i < 200 && code == KB_UNAVAILABLE; i++) { /* libzmq frees ports a little late */
        if (i) usleep(10000);
        code = rooms_start(&g->config, &hooks, &g->rooms, &err);
    }
    assert_ok(code);
}

void gate_open(struct gate *g)
{
    struct kb_id_key none = { { 0 } };
    kb_world_real(&g->world, 1, &none);
    g->events = calloc(GATE_EVENTS_MAX, sizeof *g->events);
    g->n = g->seen = 0;
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->more, NULL);
    g->config.control = g->config.stream = "tcp://127.0.0.1:*";
    g->config.world = &g->world;
    g->config.agents_max = 100;
    if (!g->config.controller_epoch) g->config.controller_epoch = 5;
    kb_random(&g->world, g->config.secret_key, sizeof g->config.secret_key);
    start(g);
}

void gate_restart(struct gate *g, const char *control, const char *stream)
{
    rooms_stop(g->rooms);
    g->config.control = control;
    g->config.stream = stream;
    g->config.controller_epoch++;
    start(g);
}

void gate_close(struct gate *g)
{
    rooms_stop(g->rooms);
    pthread_cond_destroy(&g->more);
    pthread_mutex_destroy(&g->lock);
    free(g->events);
}

void gate_settle(struct gate *g)
{
    pthread_mutex_lock(&g->lock);
    int want = g->settled + 1;
    pthread_mutex_unlock(&g->lock);
    assert_true(rooms_send(g->rooms, SETTLE, "ack", "{}"));
    pthread_mutex_lock(&g->lock);
    while (g->settled < want) pthread_cond_wait(&g->more, &g->lock);
    pthread_mutex_unlock(&g->lock);
}

#define ANY -1

static bool wait_for(struct gate *g, int kind, int ms, struct gate_event *out)
{
    struct timespec until;
    bool found = false, timeout = false;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&g->lock);
    while (!found && !timeout) {
        for (; g->seen < g->n && !found; g->seen++) {
            *out = g->events[g->seen % GATE_EVENTS_MAX];
            found = kind == ANY || (int)out->kind == kind;
        }
        if (!found) timeout = pthread_cond_timedwait(&g->more, &g->lock, &until) != 0;
    }
    pthread_mutex_unlock(&g->lock);
    return found;
}

struct gate_event gate_next(struct gate *g, enum gate_kind kind)
{
    struct gate_event e = { 0 };
    if (!wait_for(g, (int)kind, GATE_WAIT_MS, &e)) fail_msg("no event of kind %d came", (int)kind);
    return e;
}

struct gate_event gate_any(struct gate *g)
{
    struct gate_event e = { 0 };
    if (!wait_for(g, ANY, GATE_WAIT_MS, &e)) fail_msg("no event came");
    return e;
}

bool gate_try(struct gate *g, enum gate_kind kind, int ms, struct gate_event *out)
{
    return wait_for(g, (int)kind, ms, out);
}

bool gate_quiet(struct gate *g, enum gate_kind kind, int ms)
{
    struct gate_event e;
    return !wait_for(g, (int)kind, ms, &e);
}

void peer_open(struct peer *p, const struct peer *same_key)
{
    static int serial;
    char at[40];
    *p = (struct peer){ .cert = same_key ? zcert_dup(same_key->cert) : zcert_new() };
    protocol_key_hex(zcert_public_key(p->cert), p->hex);
    p->sock = zsock_new(ZMQ_DEALER);
    p->monitor = zsock_new(ZMQ_PAIR);
    zcert_apply(p->cert, p->sock);
    zsock_set_linger(p->sock, 0);
    zsock_set_reconnect_ivl(p->sock, -1);
    snprintf(at, sizeof at, "inproc://peer-%d", ++serial);
    zmq_socket_monitor(zsock_resolve(p->sock), at,
                       ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH |
                           ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
                           ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL);
    zsock_connect(p->monitor, "%s", at);
}

void peer_close(struct peer *p)
{
    zmq_socket_monitor(zsock_resolve(p->sock), NULL, 0);
    zsock_destroy(&p->monitor);
    zsock_destroy(&p->sock);
    zcert_destroy(&p->cert);
}

void peer_dial(struct peer *p, struct gate *g, const char *endpoint)
{
    unsigned char key[PROTOCOL_KEY_BYTES];
    char z85[41];
    gate_settle(g);
    assert_true(protocol_key_parse(rooms_key_hex(g->rooms), key));
    zmq_z85_encode(z85, key, sizeof key);
    zsock_set_curve_serverkey(p->sock, z85);
    assert_int_equal(zsock_connect(p->sock, "%s", endpoint), 0);
}

void peer_say(struct peer *p, const char *type, const char *body)
{
    assert_int_equal(zstr_sendx(p->sock, type, body, NULL), 0);
}

bool peer_hears(struct peer *p, int ms)
{
    char *type = NULL, *body = NULL;
    zsock_set_rcvtimeo(p->sock, ms);
    if (zstr_recvx(p->sock, &type, &body, NULL) < 0) return false;
    snprintf(p->type, sizeof p->type, "%s", type);
    snprintf(p->body, sizeof p->body, "%s", body ? body : "");
    zstr_free(&type);
    zstr_free(&body);
    return true;
}

void peer_expects(struct peer *p, const char *type)
{
    do {
        if (!peer_hears(p, GATE_WAIT_MS)) fail_msg("%s did not come", type);
    } while (strcmp(p->type, "beat") == 0 && strcmp(type, "beat") != 0);
    assert_string_equal(p->type, type);
}

static int next_event(struct peer *p)
{
    uint16_t event = 0;
    unsigned char frame[6];
    char address[256];
    zsock_set_rcvtimeo(p->monitor, GATE_WAIT_MS);
    if (zmq_recv(zsock_resolve(p->monitor), frame, sizeof frame, 0) != (int)sizeof frame) return 0;
    zmq_recv(zsock_resolve(p->monitor), address, sizeof address, 0);
    memcpy(&event, frame, sizeof event);
    return event;
}

bool peer_is_cut(struct peer *p)
{
    return next_event(p) == ZMQ_EVENT_DISCONNECTED;
}

bool peer_is_turned_away(struct peer *p)
{
    int event = next_event(p);
    return event != 0 && event != ZMQ_EVENT_DISCONNECTED;
}

void peer_hello(struct peer *p, const char *boot)
{
    char body[256];
    snprintf(body, sizeof body,
             "{\"protocol\":1,\"version\":\"t\",\"boot\":\"%s\",\"epoch_seen\":0,\"drivers\":[],"
             "\"open\":[]}",
             boot);
    peer_say(p, "hello", body);
}

void peer_join(struct peer *p, struct gate *g, int64_t agent_id, const char *boot)
{
    rooms_allow(g->rooms, p->hex, agent_id, 3, "room three");
    peer_dial(p, g, rooms_control_endpoint(g->rooms));
    peer_hello(p, boot);
    peer_expects(p, "welcome");
}
