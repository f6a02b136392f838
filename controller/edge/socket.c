/* One WebSocket: its bounded queue, its messages put together from fragments, its closing. */
#include "base/text.h"
#include "controller/edge/sockets_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WRITES        16   /* frames in a row, before other sockets get their turn */
#define MESSAGE_FIRST 8192 /* room for the first fragments */

void edge_wake(struct edge_sockets *s)
{
    if (s->awake || !s->context) return;
    s->awake = true;
    lws_cancel_service(s->context);
}

/* Ask for a WRITEABLE call, from whatever thread. Called without the lock, with a hold on ws. */
static void want(struct edge_ws *ws)
{
    struct edge_sockets *s = ws->edge->ws;
    if (pthread_equal(pthread_self(), s->owner)) {
        if (ws->wsi) lws_callback_on_writable(ws->wsi);
        return;
    }
    pthread_mutex_lock(&s->lock);
    if (!ws->wanting && !ws->gone && !s->stopped) {
        ws->wanting = true;
        ws->next_wanting = s->wanting;
        s->wanting = edge_ws_keep(ws);
        edge_wake(s);
    }
    pthread_mutex_unlock(&s->lock);
}

static struct edge_frame *frame_new(const struct edge_bytes *parts, size_t n, bool text)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++) total += parts[i].n;
    struct edge_frame *f = malloc(sizeof *f + LWS_PRE + total);
    KB_ASSERT(f);
    f->next = NULL;
    f->n = total;
    f->text = text;
    total = LWS_PRE;
    for (size_t i = 0; i < n; i++) {
        if (parts[i].n) memcpy(f->bytes + total, parts[i].at, parts[i].n);
        total += parts[i].n;
    }
    return f;
}

int64_t edge_ws_send(struct edge_ws *ws, const struct edge_bytes *parts, size_t n, bool text)
{
    struct edge_sockets *s = ws->edge->ws;
    struct edge_frame *f = frame_new(parts, n, text);
    int64_t queued = -1;
    pthread_mutex_lock(&s->lock);
    if (!ws->gone && !ws->closing && ws->queued + f->n <= (size_t)ws->edge->limits.queue_bytes) {
        *ws->end = f;
        ws->end = &f->next;
        ws->queued += f->n;
        queued = (int64_t)ws->queued;
    }
    pthread_mutex_unlock(&s->lock);
    if (queued < 0)
        free(f);
    else
        want(ws);
    return queued;
}

void edge_ws_close(struct edge_ws *ws, int code, const char *reason)
{
    struct edge_sockets *s = ws->edge->ws;
    pthread_mutex_lock(&s->lock);
    if (!ws->closing) {
        ws->closing = true;
        ws->code = code;
        ws->close_by_ms = edge_now_ms(ws->edge) + EDGE_CLOSE_MS;
        snprintf(ws->reason, sizeof ws->reason, "%s", reason);
    }
    pthread_mutex_unlock(&s->lock);
    want(ws);
}

static struct edge_frame *pop(struct edge_ws *ws)
{
    struct edge_sockets *s = ws->edge->ws;
    pthread_mutex_lock(&s->lock);
    struct edge_frame *f = ws->first;
    if (f) {
        ws->first = f->next;
        if (!ws->first) ws->end = &ws->first;
        ws->queued -= f->n;
    }
    pthread_mutex_unlock(&s->lock);
    return f;
}

static int write_ping(struct edge_ws *ws)
{
    unsigned char room[LWS_PRE + 4] = { 0 };
    if (!ws->ping_due || lws_send_pipe_choked(ws->wsi)) return 0;
    ws->ping_due = false;
    memcpy(room + LWS_PRE, "edge", 4); /* the library does not report the answer to an empty ping */
    return lws_write(ws->wsi, room + LWS_PRE, 4, LWS_WRITE_PING) < 0 ? -1 : 0;
}

static int write_close(struct edge_ws *ws)
{
    unsigned char why[EDGE_REASON_MAX];
    size_t n = strlen(ws->reason); /* closing is set: nobody writes reason any more */
    memcpy(why, ws->reason, n);
    lws_close_reason(ws->wsi, (enum lws_close_status)ws->code, why, n);
    return -1;
}

int edge_ws_write(struct edge_ws *ws)
{
    struct edge_sockets *s = ws->edge->ws;
    struct edge_frame *f;
    int wrote = 0;
    while (wrote < WRITES && !lws_send_pipe_choked(ws->wsi) && (f = pop(ws)) != NULL) {
        int n = (int)f->n;
        int sent = lws_write(ws->wsi, f->bytes + LWS_PRE, f->n,
                             f->text ? LWS_WRITE_TEXT : LWS_WRITE_BINARY);
        free(f);
        if (sent < n) return -1;
        wrote++;
    }
    if (write_ping(ws) != 0) return -1;
    pthread_mutex_lock(&s->lock);
    size_t queued = ws->queued;
    bool more = ws->first || ws->ping_due, close = ws->closing;
    pthread_mutex_unlock(&s->lock);
    if (more) {
        lws_callback_on_writable(ws->wsi);
    } else if (close) {
        if (!lws_partial_buffered(ws->wsi)) return write_close(ws);
        lws_callback_on_writable(ws->wsi);
    }
    if (wrote && !close) ws->edge->hooks.ws_drained(ws->edge->hooks.self, ws, queued);
    return 0;
}

static int refuse(struct edge_ws *ws, enum lws_close_status code, const char *why)
{
    unsigned char text[EDGE_REASON_MAX];
    size_t n = strlen(why);
    memcpy(text, why, n);
    lws_close_reason(ws->wsi, code, text, n);
    return -1;
}

static bool is_flooding(struct edge_ws *ws)
{
    struct edge *e = ws->edge;
    int64_t now = edge_now_ms(e);
    ws->heard_ms = now;
    if (now - ws->second_ms >= 1000) {
        ws->second_ms = now;
        ws->messages = 0;
    }
    return e->limits.messages_s > 0 && ++ws->messages > e->limits.messages_s;
}

/* Add a piece to the message. false: it would be too long. */
static bool gather(struct edge_ws *ws, const unsigned char *in, size_t n)
{
    size_t want_n = ws->message_n + n, room = ws->message_room ? ws->message_room : MESSAGE_FIRST;
    if (want_n > (size_t)ws->edge->limits.message_bytes) return false;
    while (room < want_n) room *= 2;
    if (room != ws->message_room) {
        ws->message = realloc(ws->message, room);
        KB_ASSERT(ws->message);
        ws->message_room = room;
    }
    if (n) memcpy(ws->message + ws->message_n, in, n);
    ws->message_n = want_n;
    return true;
}

static void forget_message(struct edge_ws *ws)
{
    free(ws->message);
    ws->message = NULL;
    ws->message_n = ws->message_room = 0;
}

static int deliver(struct edge_ws *ws, const unsigned char *in, size_t n, bool text)
{
    const struct edge_hooks *h = &ws->edge->hooks;
    if (text && !kb_utf8_valid((const char *)in, n))
        return refuse(ws, LWS_CLOSE_STATUS_INVALID_PAYLOAD, "not UTF-8");
    if (!ws->closing) h->ws_message(h->self, ws, in, n, text);
    return 0;
}

int edge_ws_receive(struct edge_ws *ws, const unsigned char *in, size_t n)
{
    bool final = lws_is_final_fragment(ws->wsi) && !lws_remaining_packet_payload(ws->wsi);
    bool text = !lws_frame_is_binary(ws->wsi);
    if (is_flooding(ws)) return refuse(ws, LWS_CLOSE_STATUS_POLICY_VIOLATION, "message rate");
    if (n + ws->message_n > (size_t)ws->edge->limits.message_bytes)
        return refuse(ws, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE, "message too long");
    if (final && ws->message_n == 0) return deliver(ws, in, n, text);
    if (!gather(ws, in, n))
        return refuse(ws, LWS_CLOSE_STATUS_MESSAGE_TOO_LARGE, "message too long");
    if (!final) return 0;
    int rc = deliver(ws, ws->message, ws->message_n, text);
    forget_message(ws);
    return rc;
}

void edge_ws_end(struct edge_ws *ws)
{
    struct edge_sockets *s = ws->edge->ws;
    pthread_mutex_lock(&s->lock);
    ws->gone = true;
    struct edge_frame *f = ws->first;
    ws->first = NULL;
    ws->end = &ws->first;
    ws->queued = 0;
    pthread_mutex_unlock(&s->lock);
    while (f) {
        struct edge_frame *next = f->next;
        free(f);
        f = next;
    }
    forget_message(ws);
}

struct edge_ws *edge_ws_keep(struct edge_ws *ws)
{
    ws->holders++;
    return ws;
}

void edge_ws_drop(struct edge_ws *ws)
{
    if (ws && atomic_fetch_sub(&ws->holders, 1) == 1) free(ws);
}

void edge_ws_set(struct edge_ws *ws, void *user)
{
    ws->user = user;
}

void *edge_ws_get(struct edge_ws *ws)
{
    return ws->user;
}
