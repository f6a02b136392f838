/* control - what agents say on the control socket. Authority is looked up anew for every message,
 * by the key of the connection it came over; the connection must also be the one that said hello
 * last. */
#include "base/log.h"
#include "controller/rooms/actor.h"

#include <inttypes.h>
#include <string.h>

static enum protocol_type type_of(struct rooms_in *in)
{
    if (in->parts != 2) return PROTOCOL_TYPES;
    return protocol_type_find(zmq_msg_data(&in->part[0]), zmq_msg_size(&in->part[0]));
}

static enum kb_code read_in(struct rooms *r, struct rooms_in *in, struct protocol_message *m,
                            struct kb_error *err)
{
    return protocol_read(PROTOCOL_AGENT, zmq_msg_data(&in->part[0]), zmq_msg_size(&in->part[0]),
                         zmq_msg_data(&in->part[1]), zmq_msg_size(&in->part[1]), &r->arena, m, err);
}

static void hand_on(struct rooms *r, struct rooms_in *in, int64_t agent,
                    const struct protocol_message *read)
{
    struct rooms_message m = { .key_hex = in->key,
                               .body = zmq_msg_data(&in->part[1]),
                               .len = zmq_msg_size(&in->part[1]),
                               .agent_id = agent,
                               .read = read };
    r->hooks.message(r->hooks.self, &m);
}

enum kb_code rooms_control_say(struct rooms *r, const struct cut_peer *p, enum protocol_type type,
                               const void *message)
{
    struct kb_error err;
    const char *text;
    TRY(protocol_write(type, message, &r->arena, &text, &err));
    return rooms_put(r->control, p->routing, protocol_type_name(type), text, strlen(text));
}

void rooms_control_refuse(struct rooms *r, const struct cut_peer *p, const char *reason,
                          const char *text)
{
    struct protocol_refuse refuse = { .reason = reason, .text = text };
    r->counts.refused++;
    (void)!rooms_control_say(r, p, PROTOCOL_REFUSE, &refuse);
    cut_later(&r->cuts, p, rooms_now_us(r));
}

void rooms_control_enrolled(struct rooms *r, const struct cut_peer *p, const struct rooms_agent *a)
{
    char agent_id[KB_ID_TEXT_MAX], room_id[KB_ID_TEXT_MAX];
    const struct protocol_enrolled e = { .agent = a->id, .room = a->room, .name = a->name,
                                         .agent_id = agent_id, .room_id = room_id };
    kb_id_text(&r->world.id_key, "agt", a->id, agent_id);
    kb_id_text(&r->world.id_key, "rom", a->room, room_id);
    (void)!rooms_control_say(r, p, PROTOCOL_ENROLLED, &e);
}

void rooms_link_set(struct rooms *r, struct rooms_agent *a, enum rooms_link link)
{
    if (a->link == link) return;
    a->link = link;
    r->hooks.link(r->hooks.self, a->id, link);
}

void rooms_control_unbind(struct rooms *r, struct rooms_agent *a)
{
    rooms_stream_unbind(r, a);
    cut_later(&r->cuts, &a->control, rooms_now_us(r));
    cut_later(&r->cuts, &a->older, rooms_now_us(r));
    a->control = a->older = (struct cut_peer){ 0 };
    a->bound_by = NULL;
    a->boot[0] = '\0';
}

void rooms_control_gone(struct rooms *r, struct rooms_agent *a)
{
    a->control = a->older = (struct cut_peer){ 0 };
    a->bound_by = NULL;
    rooms_link_set(r, a, ROOMS_LATE);
}

static void refuse_sender(struct rooms *r, struct rooms_in *in, const char *reason,
                          const char *text)
{
    struct cut_peer p;
    rooms_in_peer(in, &p);
    rooms_control_refuse(r, &p, reason, text);
}

/* The only thing a stranger may say, while a window is open and not too often. */
static bool take_enrol(struct rooms *r, struct rooms_in *in)
{
    struct protocol_message m;
    struct kb_error err;
    if (kb_now_ms(&r->world) >= r->window_ms || type_of(in) != PROTOCOL_ENROL) return false;
    if (read_in(r, in, &m, &err) != KB_OK) {
        refuse_sender(r, in, err.reason, err.text);
        return true;
    }
    struct rooms_guest *g = rooms_guest_find(r, in->key);
    if (!g) g = rooms_guest_add(r, in->key, rooms_now_us(r));
    if (!g || ++g->tries > GUEST_TRIES_MAX) return false;
    rooms_in_peer(in, &g->peer);
    hand_on(r, in, 0, &m);
    return true;
}

/* An older connection of the same key makes way. The same run has renewed it, and what it said
 * there still counts for a while; another run is told why. */
static void replace(struct rooms *r, struct rooms_agent *a, const char *boot)
{
    cut_later(&r->cuts, &a->older, rooms_now_us(r));
    a->older = (struct cut_peer){ 0 };
    if (strcmp(a->boot, boot) == 0) {
        a->older = a->control;
        a->older_us = rooms_now_us(r) + RENEWAL_US;
        return;
    }
    kb_log(KB_LOG_INFO, "rooms.replaced", "agent=%" PRId64, a->id);
    rooms_control_refuse(r, &a->control, "agent.replaced", "a newer run of this agent said hello");
}

/* The connection that said hello last, or the one it has just renewed. */
static bool is_bound(const struct rooms_agent *a, uint64_t routing)
{
    return a->control.routing == routing || a->older.routing == routing;
}

static void welcome(struct rooms *r, struct rooms_agent *a)
{
    struct protocol_welcome w = { .agent = a->id,
                                  .room = a->room,
                                  .controller_epoch = r->config.controller_epoch,
                                  .heartbeat_ms = r->config.heartbeat_ms };
    struct protocol_beat b = { .at_ms = kb_now_ms(&r->world) };
    (void)!rooms_control_say(r, &a->control, PROTOCOL_WELCOME, &w);
    (void)!rooms_control_say(r, &a->control, PROTOCOL_BEAT, &b);
}

static void hello(struct rooms *r, struct rooms_in *in, struct rooms_key *k)
{
    struct rooms_agent *a = k->agent;
    struct protocol_message m;
    struct kb_error err;
    if (read_in(r, in, &m, &err) != KB_OK) {
        refuse_sender(r, in, err.reason, err.text);
        return;
    }
    const struct protocol_hello *h = m.body;
    if (h->epoch_seen > r->config.controller_epoch) {
        kb_log(KB_LOG_ERROR, "rooms.fenced", "agent=%" PRId64 " seen=%" PRId64 " own=%" PRId64,
               a->id, h->epoch_seen, r->config.controller_epoch);
        refuse_sender(r, in, "agent.fenced", "this agent obeys a newer controller");
        return;
    }
    if (a->control.routing && a->control.routing != in->routing) replace(r, a, h->boot);
    if (strcmp(a->boot, h->boot) != 0) rooms_stream_unbind(r, a);
    rooms_in_peer(in, &a->control);
    a->bound_by = k;
    snprintf(a->boot, sizeof a->boot, "%s", h->boot);
    a->heard_us = rooms_now_us(r);
    a->malformed = 0;
    welcome(r, a);
    rooms_link_set(r, a, ROOMS_ONLINE);
    hand_on(r, in, a->id, &m);
}

static void beat(struct rooms *r, struct rooms_in *in, struct rooms_agent *a,
                 const struct protocol_message *m)
{
    const struct protocol_beat *b = m->body;
    struct protocol_beat own = { .at_ms = kb_now_ms(&r->world) };
    if (b->answer)
        (void)!rooms_control_say(r, &a->control, PROTOCOL_BEAT, &own);
    else
        hand_on(r, in, a->id, m);
}

/* One bad message is a bug to be told; a hundred are somebody trying. */
static void malformed(struct rooms *r, struct rooms_agent *a, const char *reason)
{
    r->counts.malformed++;
    if (++a->malformed <= 10)
        kb_log(KB_LOG_WARN, "rooms.malformed", "agent=%" PRId64 " reason=%s", a->id, reason);
    if (a->malformed < MALFORMED_MAX) return;
    rooms_control_refuse(r, &a->control, reason, "too many messages could not be read");
    rooms_control_unbind(r, a);
    rooms_link_set(r, a, ROOMS_LOST);
}

static void from_agent(struct rooms *r, struct rooms_in *in, struct rooms_agent *a)
{
    struct protocol_message m;
    struct kb_error err = { .reason = "protocol.type" };
    a->heard_us = rooms_now_us(r);
    rooms_link_set(r, a, ROOMS_ONLINE);
    if (in->parts != 2 || read_in(r, in, &m, &err) != KB_OK)
        malformed(r, a, err.reason);
    else if (m.type == PROTOCOL_BEAT)
        beat(r, in, a, &m);
    else
        hand_on(r, in, a->id, &m);
}

void rooms_control_message(struct rooms *r, struct rooms_in *in)
{
    struct rooms_key *k = rooms_key_find(r, in->key);
    if (!in->routing) { /* it would be answered at an id of its own choosing */
        struct cut_peer p;
        rooms_in_peer(in, &p);
        cut_later(&r->cuts, &p, rooms_now_us(r));
        r->counts.refused++;
        return;
    }
    if (!k) {
        if (!take_enrol(r, in))
            refuse_sender(r, in, "agent.unknown_key", "this key is not admitted");
        return;
    }
    enum protocol_type type = type_of(in);
    if (type == PROTOCOL_HELLO) {
        hello(r, in, k);
    } else if (type == PROTOCOL_ENROL) { /* again: the answer was lost */
        struct cut_peer p = { .routing = in->routing };
        rooms_control_enrolled(r, &p, k->agent);
    } else if (!is_bound(k->agent, in->routing)) {
        refuse_sender(r, in, "agent.hello_first", "say hello on this connection first");
    } else {
        from_agent(r, in, k->agent);
    }
}
