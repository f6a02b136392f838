/* session_link - the session's connection to the controller: dialled, renewed and lost, and what is
 * said and heard on it. When to do so is decided in link.c. */
#include "agent/session_priv.h"
#include "base/log.h"

#include <inttypes.h>
#include <string.h>
#include <zmq.h>

#define TURN_MAX       256
#define RENEW_MESSAGES 160 /* libzmq's queues keep growing to some 60 kB in the controller */
#define RENEW_BEATS    12  /* not more often than this */
#define OLDER_MS       3000
#define SEND_MAX       2000
#define RECEIVE_MAX    2000

static uint32_t random_of(struct agent *a)
{
    uint32_t r;
    kb_random(a->world, &r, sizeof r);
    return r;
}

void session_say(void *self, enum protocol_type type, const void *message)
{
    struct agent *a = self;
    struct kb_error err;
    const char *text;
    if (!a->dial.sock) return;
    if (protocol_write(type, message, &a->arena, &text, &err) != KB_OK) {
        kb_log(KB_LOG_ERROR, "agent.unsayable", "type=%s reason=%s", protocol_type_name(type),
               err.reason);
        return;
    }
    const char *word = protocol_type_name(type);
    void *z = zsock_resolve(a->dial.sock);
    if (zmq_send(z, word, strlen(word), ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0)
        return; /* it is said again */
    zmq_send(z, text, strlen(text), ZMQ_DONTWAIT);
    a->messages++;
}

static void hang_up(struct agent *a)
{
    dial_close(&a->dial);
    dial_close(&a->older);
    agent_core_unlinked(a->core);
}

static void lose(struct agent *a, bool refused, const char *why)
{
    char value[300];
    hang_up(a);
    agent_link_failed(&a->link, session_now_ms(a), random_of(a), refused);
    kb_log(KB_LOG_WARN, "agent.unlinked", "why=%s again_ms=%" PRId64,
           kb_log_value(value, sizeof value, why), agent_link_due_ms(&a->link) - session_now_ms(a));
}

static void hello(struct agent *a)
{
    struct protocol_hello h = { .protocol = PROTOCOL_VERSION,
                                .version = KBOSS_VERSION,
                                .boot = a->boot };
    struct protocol_driver driver[8];
    int64_t n = 0;
    for (const struct drv_offer *o = worker_offers; o->type && n < (int64_t)COUNT(driver); o++)
        if (agent_state_driver(a->state, o->type->name))
            driver[n++] = (struct protocol_driver){ o->type->name, o->type->doc };
    h.drivers = (struct kb_list){ driver, n };
    agent_core_hello(a->core, &a->arena, &h);
    session_say(a, PROTOCOL_HELLO, &h);
}

static void dial_controller(struct agent *a)
{
    struct dial_plan plan = { a->state->config.control, a->state->secret_key, a->state->server_key,
                              SEND_MAX, RECEIVE_MAX };
    dial_open(&a->dial, &plan);
    a->messages = 0;
    a->dialled_ms = session_now_ms(a);
    hello(a);
}

static void connect_now(struct agent *a)
{
    hang_up(a);
    dial_controller(a);
}

void session_renew(struct agent *a)
{
    int64_t now = session_now_ms(a);
    if (a->older.sock && now >= a->older_ms) dial_close(&a->older);
    if (a->link.state != AGENT_LINK_UP || a->messages < RENEW_MESSAGES || a->older.sock) return;
    if (now - a->dialled_ms < RENEW_BEATS * a->link.heartbeat_ms) return;
    a->older = a->dial;
    a->older_ms = now + OLDER_MS;
    dial_controller(a);
}

static void beat(struct agent *a)
{
    struct protocol_beat b = { .at_ms = session_now_ms(a), .answer = true };
    session_say(a, PROTOCOL_BEAT, &b);
}

void session_keep_link(struct agent *a)
{
    for (;;) {
        switch (agent_link_turn(&a->link, session_now_ms(a), random_of(a))) {
        case AGENT_LINK_NOTHING: return;
        case AGENT_LINK_CONNECT: connect_now(a); break;
        case AGENT_LINK_BEAT: beat(a); break;
        case AGENT_LINK_CLOSE:
            kb_log(KB_LOG_WARN, "agent.unlinked", "why=silence");
            hang_up(a);
            break;
        }
    }
}

static void welcomed(struct agent *a, const struct protocol_welcome *w)
{
    bool renewed = a->link.state == AGENT_LINK_UP;
    agent_link_welcome(&a->link, session_now_ms(a), w->heartbeat_ms);
    kb_log(renewed ? KB_LOG_DEBUG : KB_LOG_INFO, "agent.linked",
           "agent=%" PRId64 " room=%" PRId64 " controller_epoch=%" PRId64, w->agent, w->room,
           w->controller_epoch);
}

static void refused(struct agent *a, const struct protocol_refuse *r)
{
    lose(a, true, kb_printf(&a->arena, "%s %s", r->reason, r->text));
    streams_close(a->streams);
}

static void take(struct agent *a, const struct protocol_message *m)
{
    struct kb_error err = { 0 };
    enum kb_code code = agent_core_message(a->core, m, &err);
    if (m->type == PROTOCOL_REFUSE) {
        refused(a, m->body);
    } else if (m->type == PROTOCOL_WELCOME && code != KB_OK) {
        lose(a, true, err.text);
    } else if (m->type == PROTOCOL_WELCOME) {
        welcomed(a, m->body);
    } else if (m->type == PROTOCOL_STREAM) {
        streams_connect(a->streams);
    } else if (code != KB_OK) {
        char value[300];
        kb_log(KB_LOG_WARN, "agent.refused", "type=%s reason=%s text=%s",
               protocol_type_name(m->type), err.reason,
               kb_log_value(value, sizeof value, err.text));
    }
}

static void hear(struct agent *a, zmq_msg_t *type, zmq_msg_t *body)
{
    struct protocol_message m;
    struct kb_error err;
    agent_link_heard(&a->link, session_now_ms(a));
    if (protocol_read(PROTOCOL_CONTROLLER, zmq_msg_data(type), zmq_msg_size(type),
                      zmq_msg_data(body), zmq_msg_size(body), &a->arena, &m, &err) == KB_OK)
        take(a, &m);
    else
        kb_log(KB_LOG_WARN, "agent.malformed", "reason=%s", err.reason);
    kb_arena_reset(&a->arena);
}

/* One message of exactly two parts, or it is skipped whole. false: nothing there. */
static bool receive(struct agent *a, zsock_t *sock)
{
    zmq_msg_t part[2], spare;
    void *z = zsock_resolve(sock);
    int n = 0;
    bool more = true;
    zmq_msg_init(&part[0]);
    zmq_msg_init(&part[1]);
    zmq_msg_init(&spare);
    for (; more; n++) {
        zmq_msg_t *at = n < 2 ? &part[n] : &spare;
        if (zmq_msg_recv(at, z, n ? 0 : ZMQ_DONTWAIT) < 0) break;
        more = zmq_msg_more(at);
    }
    if (n == 2) hear(a, &part[0], &part[1]);
    zmq_msg_close(&part[0]);
    zmq_msg_close(&part[1]);
    zmq_msg_close(&spare);
    a->messages += n > 0;
    return n > 0;
}

/* What is heard may close the connection it is heard on. */
bool session_listen(struct agent *a)
{
    int n = 0;
    while (n < TURN_MAX && a->older.sock && receive(a, a->older.sock)) n++;
    while (n < TURN_MAX && a->dial.sock && receive(a, a->dial.sock)) n++;
    return n == TURN_MAX;
}

void session_look_at_news(struct agent *a)
{
    while (a->older.sock && dial_news(&a->older) != DIAL_NOTHING) dial_close(&a->older);
    for (enum dial_news news; (news = dial_news(&a->dial)) != DIAL_NOTHING;) {
        if (news == DIAL_REFUSED) lose(a, true, "this key is not admitted");
        if (news == DIAL_WRONG) lose(a, true, "not the pinned controller");
        if (news == DIAL_GONE) lose(a, false, "connection");
    }
}
