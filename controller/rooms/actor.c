/* actor - the rooms thread: sleeps until a socket or the mailbox has something, then takes from all
 * of them in turns, so that none can starve the others. Also the calls other threads make. */
#include "controller/rooms/actor.h"
#include "base/log.h"
#include "controller/rooms/socket.h"
#include "controller/rooms/zap.h"

#include <malloc.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define TURN_MAX 256 /* messages of one socket before the others are asked again */
#define PROBE_MS 3000
/* libzmq's queue chunks of 16,400 bytes, as mappings of their own: what a connection has not used
 * yet is no memory, and what it leaves is given back. Half the memory of an agent. */
#define QUEUE_CHUNK  16480
#define FILES_BESIDE 256

static bool control_turn(struct rooms *r)
{
    struct rooms_in in;
    int n = 0;
    for (; n < TURN_MAX && rooms_take(r->control, &in); n++) {
        r->counts.messages++;
        rooms_control_message(r, &in);
        rooms_in_done(&in);
        kb_arena_reset(&r->arena);
    }
    return n == TURN_MAX;
}

static bool stream_turn(struct rooms *r)
{
    struct rooms_in in;
    int n = 0;
    for (; n < TURN_MAX && rooms_take(r->stream, &in); n++) {
        r->counts.frames++;
        rooms_stream_message(r, &in);
        rooms_in_done(&in);
    }
    return n == TURN_MAX;
}

static void send_order(struct rooms *r, const struct mailbox_order *o)
{
    struct rooms_agent *a = rooms_agent_find(r, o->agent);
    enum kb_code sent = KB_NOT_FOUND;
    if (a && a->control.routing)
        sent = rooms_put(r->control, a->control.routing, o->word, o->data, o->len);
    if (sent == KB_NOT_FOUND && a && a->control.routing) rooms_control_gone(r, a);
    if (sent != KB_OK && r->hooks.undelivered)
        r->hooks.undelivered(r->hooks.self, o->agent, o->word, 0);
}

static void mailbox_turn(struct rooms *r)
{
    for (struct mailbox_order *o = mailbox_take(&r->mailbox), *next; o; o = next) {
        next = o->next;
        switch (o->kind) {
        case MAILBOX_SEND: send_order(r, o); break;
        case MAILBOX_STREAM: rooms_stream_order(r, o->agent, o->data, o->len); break;
        case MAILBOX_STOP: r->stop = true; break;
        case MAILBOX_ALLOW:
        case MAILBOX_REVOKE:
        case MAILBOX_WINDOW:
        case MAILBOX_ENROL_REFUSE: rooms_registry_obey(r, o); break;
        }
        free(o);
        kb_arena_reset(&r->arena);
    }
}

static void look(struct rooms *r)
{
    int64_t now = rooms_now_us(r);
    if (now < r->next_look_us) return;
    int64_t step = r->config.late_ms * 1000 / 8;
    r->next_look_us = now + (step < 10000 ? 10000 : step > 250000 ? 250000 : step);
    rooms_registry_look(r, now);
    r->counts.cut = r->cuts.done;
    pthread_mutex_lock(&r->counts_lock);
    r->shown = r->counts;
    pthread_mutex_unlock(&r->counts_lock);
}

static int wait_ms(struct rooms *r, bool more)
{
    int64_t ms = (r->next_look_us - rooms_now_us(r)) / 1000 + 1;
    return more || r->stop || ms < 0 ? 0 : (int)ms;
}

/* A socket's descriptor tells only what came after it last said that it is empty. So whatever may
 * send comes first and the sockets are emptied last; zmq_poll would ask each of them three times.
 * */
static void *run(void *arg)
{
    struct rooms *r = arg;
    struct pollfd fds[] = {
        { .fd = zsock_fd(r->control), .events = POLLIN },
        { .fd = zsock_fd(r->stream), .events = POLLIN },
        { .fd = r->mailbox.wake, .events = POLLIN },
    };
    while (!r->stop) {
        if (fds[2].revents) mailbox_turn(r);
        look(r);
        bool more = control_turn(r);
        more = stream_turn(r) || more;
        poll(fds, COUNT(fds), wait_ms(r, more));
    }
    return NULL;
}

/* Two connections an agent, and a kbossd beside them. */
static enum kb_code raise_files(int64_t agents, struct kb_error *err)
{
    struct rlimit have;
    rlim_t need = (rlim_t)agents * 2 + FILES_BESIDE;
    KB_ASSERT(getrlimit(RLIMIT_NOFILE, &have) == 0);
    if (have.rlim_cur >= need) return KB_OK;
    struct rlimit want = { .rlim_cur = need, .rlim_max = have.rlim_max };
    if (have.rlim_max >= need && setrlimit(RLIMIT_NOFILE, &want) == 0) return KB_OK;
    return kb_fail(err, KB_EXHAUSTED, "rooms.files",
                   "%lld agents need %llu open files; %llu are allowed", (long long)agents,
                   (unsigned long long)need, (unsigned long long)have.rlim_max);
}

static enum kb_code open_sockets(struct rooms *r, struct kb_error *err)
{
    struct socket_plan control = { r->config.control, r->config.secret_key, 2000, 2000 };
    struct socket_plan stream = { r->config.stream, r->config.secret_key, 20000, 1000 };
    r->zap = zap_start(&r->world);
    if (!r->zap)
        return kb_fail(err, KB_UNAVAILABLE, "rooms.bind", "another gateway runs in this process");
    TRY(socket_router(&control, &r->control, err));
    TRY(socket_router(&stream, &r->stream, err));
    socket_local_endpoint(r->control, r->control_at, sizeof r->control_at);
    socket_local_endpoint(r->stream, r->stream_at, sizeof r->stream_at);
    return KB_OK;
}

/* A gateway that lets a random key in would let everybody in. */
static enum kb_code probe(struct rooms *r, struct kb_error *err)
{
    const char *const ends[] = { r->control_at, r->stream_at };
    unsigned char public[PROTOCOL_KEY_BYTES];
    socket_public_key(r->config.secret_key, public);
    protocol_key_hex(public, r->key_hex);
    for (size_t i = 0; i < COUNT(ends); i++) {
        enum socket_verdict v = socket_probe(ends[i], public, PROBE_MS);
        if (v == SOCKET_REFUSED) continue;
        return kb_fail(err, KB_INTERNAL, "rooms.open", "%s %s a random key", ends[i],
                       v == SOCKET_ADMITTED ? "admits" : "does not turn away");
    }
    return KB_OK;
}

static void free_rooms(struct rooms *r)
{
    zsock_destroy(&r->control);
    zsock_destroy(&r->stream);
    zactor_destroy(&r->zap);
    rooms_registry_done(r);
    mailbox_done(&r->mailbox);
    pthread_mutex_destroy(&r->counts_lock);
    kb_arena_done(&r->arena);
    free(r);
}

static struct rooms *new_rooms(const struct rooms_config *config, const struct rooms_hooks *hooks)
{
    struct rooms *r = calloc(1, sizeof *r);
    KB_ASSERT(r);
    r->config = *config;
    r->hooks = *hooks;
    r->world = *config->world;
    if (!r->config.heartbeat_ms) r->config.heartbeat_ms = 5000;
    if (!r->config.late_ms) r->config.late_ms = 15000;
    if (!r->config.lost_ms) r->config.lost_ms = 60000;
    if (!r->config.agents_max) r->config.agents_max = 1000;
    mailbox_init(&r->mailbox);
    rooms_registry_init(r);
    KB_ASSERT(pthread_mutex_init(&r->counts_lock, NULL) == 0);
    return r;
}

enum kb_code rooms_start(const struct rooms_config *config, const struct rooms_hooks *hooks,
                         struct rooms **out, struct kb_error *err)
{
    *out = NULL;
    mallopt(M_MMAP_THRESHOLD, QUEUE_CHUNK);
    zsys_handler_set(NULL); /* before the first socket: signals are the program's business */
    struct rooms *r = new_rooms(config, hooks);
    enum kb_code code = raise_files(r->config.agents_max, err);
    if (code == KB_OK) code = open_sockets(r, err);
    if (code == KB_OK) code = probe(r, err);
    if (code != KB_OK) {
        free_rooms(r);
        return code;
    }
    KB_ASSERT(pthread_create(&r->thread, NULL, run, r) == 0);
    *out = r;
    return KB_OK;
}

void rooms_stop(struct rooms *r)
{
    if (!r) return;
    mailbox_post(&r->mailbox, mailbox_order_new(MAILBOX_STOP, 0), true);
    pthread_join(r->thread, NULL);
    free_rooms(r);
}

const char *rooms_control_endpoint(const struct rooms *r)
{
    return r->control_at;
}

const char *rooms_stream_endpoint(const struct rooms *r)
{
    return r->stream_at;
}

const char *rooms_key_hex(const struct rooms *r)
{
    return r->key_hex;
}

static void set_text(char *out, size_t size, const char *text)
{
    snprintf(out, size, "%s", text);
}

void rooms_allow(struct rooms *r, const char *key_hex, int64_t agent_id, int64_t room_id,
                 const char *name)
{
    struct mailbox_order *o = mailbox_order_new(MAILBOX_ALLOW, 0);
    o->agent = agent_id;
    o->number = room_id;
    set_text(o->key, sizeof o->key, key_hex);
    set_text(o->word, sizeof o->word, name);
    mailbox_post(&r->mailbox, o, true);
}

void rooms_revoke(struct rooms *r, const char *key_hex)
{
    struct mailbox_order *o = mailbox_order_new(MAILBOX_REVOKE, 0);
    set_text(o->key, sizeof o->key, key_hex);
    mailbox_post(&r->mailbox, o, true);
}

void rooms_enrol_window(struct rooms *r, int64_t until_ms)
{
    struct mailbox_order *o = mailbox_order_new(MAILBOX_WINDOW, 0);
    o->number = until_ms;
    mailbox_post(&r->mailbox, o, true);
}

void rooms_enrol_refuse(struct rooms *r, const char *key_hex, const char *reason, const char *text)
{
    size_t n = strnlen(text, 255);
    struct mailbox_order *o = mailbox_order_new(MAILBOX_ENROL_REFUSE, n);
    set_text(o->key, sizeof o->key, key_hex);
    set_text(o->word, sizeof o->word, reason);
    memcpy(o->data, text, n);
    mailbox_post(&r->mailbox, o, true);
}

bool rooms_send(struct rooms *r, int64_t agent_id, const char *type, const char *body)
{
    size_t n = strlen(body);
    if (n > PROTOCOL_BODY_MAX) return false;
    struct mailbox_order *o = mailbox_order_new(MAILBOX_SEND, n);
    o->agent = agent_id;
    set_text(o->word, sizeof o->word, type);
    memcpy(o->data, body, n);
    return mailbox_post(&r->mailbox, o, false);
}

bool rooms_stream(struct rooms *r, int64_t agent_id, const struct stream_frame *frame)
{
    if (frame->len > STREAM_JSON_MAX) return false;
    struct mailbox_order *o = mailbox_order_new(MAILBOX_STREAM, STREAM_HEADER + frame->len);
    o->agent = agent_id;
    stream_header_write((unsigned char *)o->data, frame);
    if (frame->len) memcpy(o->data + STREAM_HEADER, frame->bytes, frame->len);
    return mailbox_post(&r->mailbox, o, false);
}

struct rooms_counts rooms_counts(struct rooms *r)
{
    pthread_mutex_lock(&r->counts_lock);
    struct rooms_counts c = r->shown;
    pthread_mutex_unlock(&r->counts_lock);
    return c;
}
