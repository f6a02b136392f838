/* enrol - the one conversation an agent may have before it is admitted. */
#include "agent/dial.h"
#include "agent/session.h"

#include <string.h>
#include <zmq.h>

#define STEP_MS 50

struct enrolment {
    struct agent_state *state;
    const struct enrol_request *request;
    struct dial dial;
    struct kb_arena arena;
    struct protocol_enrolled admitted; /* agent 0: not yet */
};

static void done(struct enrolment *e)
{
    dial_close(&e->dial);
    kb_arena_done(&e->arena);
}

static enum kb_code ask(struct enrolment *e, struct kb_error *err)
{
    char fingerprint[PROTOCOL_FINGERPRINT_MAX];
    const char *text;
    protocol_key_fingerprint(e->state->public_key, fingerprint);
    struct protocol_enrol m = { .protocol = PROTOCOL_VERSION,
                                .code = e->request->code,
                                .name = e->request->name,
                                .version = KBOSS_VERSION,
                                .fingerprint = fingerprint };
    TRY(protocol_write(PROTOCOL_ENROL, &m, &e->arena, &text, err));
    zstr_sendx(e->dial.sock, "enrol", text, NULL);
    return KB_OK;
}

static enum kb_code hear(struct enrolment *e, struct kb_error *err)
{
    struct protocol_message m;
    zmsg_t *msg = zmsg_recv(e->dial.sock);
    zframe_t *type = zmsg_first(msg), *body = zmsg_next(msg);
    enum kb_code code =
        body ? protocol_read(PROTOCOL_CONTROLLER, (char *)zframe_data(type), zframe_size(type),
                             (char *)zframe_data(body), zframe_size(body), &e->arena, &m, err)
             : kb_fail(err, KB_INVALID, "protocol.type", "half a message");
    zmsg_destroy(&msg);
    TRY(code);
    if (m.type == PROTOCOL_ENROLLED) e->admitted = *(const struct protocol_enrolled *)m.body;
    if (m.type != PROTOCOL_REFUSE) return KB_OK;
    const struct protocol_refuse *r = m.body;
    return kb_fail(err, KB_DENIED, "agent.enrol", "the controller refuses: %s (%s)", r->text,
                   r->reason);
}

static enum kb_code look_at_news(struct enrolment *e, struct kb_error *err)
{
    switch (dial_news(&e->dial)) {
    case DIAL_NOTHING:
    case DIAL_UP: return KB_OK;
    case DIAL_REFUSED:
        return kb_fail(err, KB_DENIED, "agent.enrol",
                       "the controller does not let this key in: is an enrolment open there?");
    case DIAL_WRONG:
        return kb_fail(err, KB_DENIED, "agent.enrol",
                       "this is not the controller with that server key");
    case DIAL_GONE:
        return kb_fail(err, KB_UNAVAILABLE, "agent.enrol", "%s cannot be reached",
                       e->request->control);
    }
    kb_broken("news of a known kind", __FILE__, __LINE__);
}

static enum kb_code converse(struct enrolment *e, struct kb_error *err)
{
    for (int waited = 0; !e->admitted.agent; waited += STEP_MS) {
        zmq_pollitem_t item = { .socket = zsock_resolve(e->dial.sock), .events = ZMQ_POLLIN };
        if (waited >= e->request->wait_ms)
            return kb_fail(err, KB_UNAVAILABLE, "agent.enrol",
                           "no answer from %s: is the server key right?", e->request->control);
        if (zmq_poll(&item, 1, STEP_MS) > 0)
            TRY(hear(e, err));
        else
            TRY(look_at_news(e, err));
    }
    return KB_OK;
}

static enum kb_code save(struct enrolment *e, struct kb_error *err)
{
    const struct enrol_request *q = e->request;
    struct agent_config config = { .name = e->admitted.name,
                                   .control = q->control,
                                   .stream = q->stream,
                                   .server_key = q->server_key,
                                   .templates_dir = q->templates_dir,
                                   .drivers = q->drivers,
                                   .agent = e->admitted.agent,
                                   .room = e->admitted.room,
                                   .agent_id = e->admitted.agent_id,
                                   .room_id = e->admitted.room_id };
    return agent_state_save(e->state, &config, err);
}

enum kb_code session_enrol(struct agent_state *s, const struct enrol_request *request,
                           struct kb_error *err)
{
    unsigned char server[PROTOCOL_KEY_BYTES];
    AUTO(done) struct enrolment e = { .state = s, .request = request };
    struct dial_plan plan = { request->control, s->secret_key, server, 10, 10 };
    if (!protocol_key_parse(request->server_key, server))
        return kb_fail(err, KB_INVALID, "agent.config",
                       "the server key is not 64 lower-case hex digits");
    zsys_handler_set(NULL);
    dial_open(&e.dial, &plan);
    TRY(ask(&e, err));
    TRY(converse(&e, err));
    return save(&e, err);
}
