/* terminal - the stream socket. A connection belongs to an agent once its first message names the
 * run that said hello on the control socket; agents connect it only when asked, since a connection
 * costs memory. */
#include "base/log.h"
#include "controller/rooms/actor.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const bool from_agent[STREAM_TYPES] = {
    [STREAM_OPENED] = true, [STREAM_OUT] = true,  [STREAM_IN_ACK] = true,
    [STREAM_GAP] = true,    [STREAM_EXIT] = true,
};

static void undelivered(struct rooms *r, int64_t agent_id, uint64_t session)
{
    if (r->hooks.undelivered) r->hooks.undelivered(r->hooks.self, agent_id, "", session);
}

static void tell_link(struct rooms *r, struct rooms_agent *a, bool up)
{
    if (r->hooks.stream_link) r->hooks.stream_link(r->hooks.self, a->id, up);
}

void rooms_stream_unbind(struct rooms *r, struct rooms_agent *a)
{
    if (!a->stream.routing) return;
    cut_later(&r->cuts, &a->stream, rooms_now_us(r));
    a->stream = (struct cut_peer){ 0 };
    tell_link(r, a, false);
}

static void cut_sender(struct rooms *r, struct rooms_in *in)
{
    struct cut_peer p;
    rooms_in_peer(in, &p);
    cut_later(&r->cuts, &p, rooms_now_us(r));
    r->counts.refused++;
}

static struct rooms_waiting *take_waiting(struct rooms_agent *a)
{
    struct rooms_waiting *w = a->waiting;
    if (w) a->waiting = w->next;
    a->waiting_n -= w != NULL;
    return w;
}

static void bind_stream(struct rooms *r, struct rooms_agent *a, struct rooms_in *in)
{
    rooms_stream_unbind(r, a);
    rooms_in_peer(in, &a->stream);
    tell_link(r, a, true);
    for (struct rooms_waiting *w; (w = take_waiting(a)); free(w))
        if (rooms_put(r->stream, a->stream.routing, NULL, w->frame, w->len) != KB_OK)
            undelivered(r, a->id, w->session);
}

static void frame(struct rooms *r, struct rooms_agent *a, struct rooms_in *in)
{
    struct stream_frame f;
    struct kb_error err;
    bool ok = in->parts == 1 && stream_frame_read(zmq_msg_data(&in->part[0]),
                                                  zmq_msg_size(&in->part[0]), &f, &err) == KB_OK;
    if (ok && from_agent[f.type]) {
        r->hooks.stream(r->hooks.self, a->id, &f);
        return;
    }
    /* Offsets cannot be trusted after this, so neither can its terminals. */
    r->counts.malformed++;
    kb_log(KB_LOG_WARN, "rooms.frame", "agent=%" PRId64 " parts=%d", a->id, in->parts);
    rooms_stream_unbind(r, a);
}

void rooms_stream_message(struct rooms *r, struct rooms_in *in)
{
    char boot[STREAM_BIND_MAX];
    struct rooms_key *k = rooms_key_find(r, in->key);
    struct rooms_agent *a = k ? k->agent : NULL;
    if (a && in->routing && a->stream.routing == in->routing) {
        frame(r, a, in);
        return;
    }
    bool binds = a && in->routing && a->control.routing && in->parts == 1 &&
                 stream_bind_read(zmq_msg_data(&in->part[0]), zmq_msg_size(&in->part[0]), boot) &&
                 strcmp(boot, a->boot) == 0;
    if (binds)
        bind_stream(r, a, in);
    else
        cut_sender(r, in);
}

/* OPEN for an agent without a stream connection: ask for one and let the frame wait. */
static bool wait_for_stream(struct rooms *r, struct rooms_agent *a, const void *bytes, size_t len,
                            uint64_t session)
{
    struct protocol_stream ask = { .reason = "terminal" };
    struct rooms_waiting **at = &a->waiting;
    if (a->waiting_n >= OPENS_WAITING_MAX || !a->control.routing) return false;
    if (rooms_control_say(r, &a->control, PROTOCOL_STREAM, &ask) != KB_OK) return false;
    struct rooms_waiting *w = calloc(1, sizeof *w + len);
    KB_ASSERT(w);
    w->due_us = rooms_now_us(r) + OPEN_WAIT_US;
    w->session = session;
    w->len = len;
    memcpy(w->frame, bytes, len);
    while (*at) at = &(*at)->next;
    *at = w;
    a->waiting_n++;
    return true;
}

void rooms_stream_order(struct rooms *r, int64_t agent_id, const void *bytes, size_t len)
{
    struct rooms_agent *a = rooms_agent_find(r, agent_id);
    const unsigned char *head = bytes;
    uint64_t session = stream_u64(head + 4);
    enum kb_code sent = KB_NOT_FOUND;
    if (a && a->stream.routing) sent = rooms_put(r->stream, a->stream.routing, NULL, bytes, len);
    if (sent == KB_OK) return;
    if (a && sent == KB_NOT_FOUND) {
        rooms_stream_unbind(r, a);
        if (head[1] == STREAM_OPEN && wait_for_stream(r, a, bytes, len, session)) return;
    }
    undelivered(r, agent_id, session);
}

void rooms_stream_expire(struct rooms *r, struct rooms_agent *a, int64_t now_us)
{
    while (a->waiting && a->waiting->due_us <= now_us) {
        struct rooms_waiting *w = take_waiting(a);
        undelivered(r, a->id, w->session);
        free(w);
    }
}
