/* agent - the rooms' agents as rows: admitted by a one-time code for one room, known by their key
 * from then on, revoked at once. The gateway enforces what these rows say. */
#include "agent_sql.h"
#include "inventory/inventory.h"

#include <string.h>

#define CODE_MS (15 * 60 * 1000LL)

static const struct kb_field agent_fields[] = {
    ID(agent, id, "agt"),
    ID(agent, org_id, "org"),
    ID(agent, room_id, "rom"),
    STR(agent, name),
    STR(agent, room),
    STR(agent, key_hex),
    STR(agent, fingerprint),
    STR(agent, state),
    STR(agent, link),
    STR(agent, version),
    INT(agent, seen_ms, .unit = "ms"),
    INT(agent, code_expires_ms, .unit = "ms"),
    INT(agent, created_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(agent);

static enum kb_code agent_find(struct turn *t, int64_t id, struct agent *out)
{
    return turn_find(t, "agent", &q_agent_find, ARGS(ARG_INT(id, id)), &agent_shape, out);
}

enum kb_code inventory_room_agent(struct turn *t, int64_t room_id, int64_t *agent_id)
{
    return turn_int(t, &q_room_agent, ARGS(ARG_INT(room_id, room_id)), agent_id);
}

/* --- for people --- */

struct agent_new {
    int64_t room_id;
    const char *name;
};
static const struct kb_field agent_new_fields[] = { ID(agent_new, room_id, "rom"),
                                                    STR(agent_new, name, .min = 1, .max = 60),
                                                    { .name = NULL } };
static SHAPE(agent_new);

struct agent_code {
    int64_t id, expires_ms;
    const char *name, *code, *server_key, *controller, *stream;
};
static const struct kb_field agent_code_fields[] = {
    ID(agent_code, id, "agt"),
    STR(agent_code, name),
    STR(agent_code, code, .doc = "Shown once; give it to kboss-agent enrol within 15 minutes."),
    INT(agent_code, expires_ms, .unit = "ms"),
    STR(agent_code, server_key, .doc = "The key the agent pins: --server-key."),
    STR(agent_code, controller, .doc = "Where it connects: --controller."),
    STR(agent_code, stream, .doc = "Where its terminals connect: --stream."),
    { .name = NULL },
};
static SHAPE(agent_code);

/* All that kboss-agent enrol is told, so that nobody has to look it up on the controller. */
static void tell_gateway(const struct turn *t, struct agent_code *out)
{
    static const struct turn_gateway none = { "", "", "" };
    const struct turn_gateway *g = t->engine->gateway ? t->engine->gateway : &none;
    out->server_key = g->server_key;
    out->controller = g->control;
    out->stream = g->stream;
}

static enum kb_code agent_create(struct turn *t, const struct agent_new *in, struct agent_code *out)
{
    char hash[65];
    *out = (struct agent_code){ .id = turn_new_id(t),
                                .name = in->name,
                                .code = kb_token(t->world, 15, t->arena),
                                .expires_ms = t->now_ms + CODE_MS };
    tell_gateway(t, out);
    kb_digest(hash, out->code, strlen(out->code));
    enum kb_code code = turn_run_one(
        t, &q_agent_add,
        ARGS(ARG_INT(id, out->id), ARG_INT(org_id, t->actor.org_id), ARG_INT(room_id, in->room_id),
             ARG_STR(name, in->name), ARG_STR(code_hash, hash),
             ARG_INT(code_expires_ms, out->expires_ms), ARG_INT(created_ms, t->now_ms)));
    if (code == KB_NOT_FOUND)
        return kb_fail_field(t->err, "room_id", "not_found", "there is no such room");
    TRY(code);
    turn_then(t, "agent.window", out->expires_ms, 0, "");
    return turn_change(t, t->actor.org_id, "agent", out->id, "created", "");
}
HANDLER(agent_create, agent_new, agent_code);

struct agents {
    struct kb_list items;
    const char *next;
};
static const struct kb_field agents_fields[] = { LIST(agents, items, agent_shape),
                                                 STR(agents, next),
                                                 { .name = NULL } };
static SHAPE(agents);

static enum kb_code agents_list(struct turn *t, const struct turn_list_in *in, struct agents *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(
        t, &q_agents_of,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
        &agent_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &agent_shape);
    return KB_OK;
}
HANDLER(agents_list, turn_list_in, agents);

struct agent_key {
    int64_t id;
};
static const struct kb_field agent_key_fields[] = { ID(agent_key, id, "agt"), { .name = NULL } };
static SHAPE(agent_key);

static enum kb_code agent_revoke(struct turn *t, const struct agent_key *in, struct agent *out)
{
    TRY(agent_find(t, in->id, out));
    enum kb_code code = turn_run_one(t, &q_agent_revoke,
                                     ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id)));
    if (code == KB_NOT_FOUND) return kb_fail(t->err, code, "not_found", "there is no such agent");
    TRY(code);
    /* what it was at has no answer any more: look, and let another do it */
    TRY(turn_run(t, &q_agent_leases_end, ARGS(ARG_INT(id, in->id), ARG_INT(now_ms, t->now_ms))));
    turn_then(t, "clock", 0, 0, "");
    turn_then(t, "agent.revoked", in->id, 0, out->key_hex);
    TRY(turn_change(t, t->actor.org_id, "agent", in->id, "revoked", ""));
    return agent_find(t, in->id, out);
}
HANDLER(agent_revoke, agent_key, agent);

/* --- for the gateway --- */

static const struct kb_field agent_enrol_fields[] = {
    STR(agent_enrol, code, .secret = true),
    STR(agent_enrol, key_hex),
    STR(agent_enrol, fingerprint),
    STR(agent_enrol, version),
    { .name = NULL },
};
static SHAPE(agent_enrol);

/* The code is used up with the key it admits; a wrong one says nothing about why. */
static enum kb_code agent_enrolled(struct turn *t, const struct agent_enrol *in, struct agent *out)
{
    int64_t id, taken;
    char hash[65];
    kb_digest(hash, in->code, strlen(in->code));
    TRY(turn_int(t, &q_agent_by_code, ARGS(ARG_STR(code_hash, hash), ARG_INT(now_ms, t->now_ms)),
                 &id));
    TRY(turn_int(t, &q_agent_key_taken, ARGS(ARG_STR(key_hex, in->key_hex)), &taken));
    if (!id || taken)
        return kb_fail(t->err, KB_DENIED, "agent.code", "the code is wrong, used or too old");
    TRY(turn_run_one(t, &q_agent_enrol,
                     ARGS(ARG_INT(id, id), ARG_STR(key_hex, in->key_hex),
                          ARG_STR(fingerprint, in->fingerprint), ARG_STR(version, in->version),
                          ARG_INT(now_ms, t->now_ms))));
    TRY(agent_find(t, id, out));
    return turn_change(t, out->org_id, "agent", id, "enrolled", "");
}
HANDLER(agent_enrolled, agent_enrol, agent);

static const struct kb_field agent_link_fields[] = {
    INT(agent_link, id), STR(agent_link, link), STR(agent_link, version), { .name = NULL }
};
static SHAPE(agent_link);

static enum kb_code agent_linked(struct turn *t, const struct agent_link *in, struct done *out)
{
    struct agent a;
    TRY(agent_find(t, in->id, &a));
    out->ok = strcmp(a.state, "enrolled") == 0;
    TRY(turn_run(t, &q_agent_link,
                 ARGS(ARG_INT(id, in->id), ARG_STR(link, in->link), ARG_STR(version, in->version),
                      ARG_INT(now_ms, t->now_ms))));
    if (strcmp(a.link, in->link) != 0) turn_touch(t, a.org_id, "agent", in->id);
    turn_then(t, "clock", 0, 0, "");
    return KB_OK;
}
HANDLER(agent_linked, agent_link, done);

/* At start: nobody is connected yet; who is enrolled, and until when codes are open. */
static const struct kb_field gateway_start_fields[] = {
    LIST(gateway_start, agents, agent_shape),
    INT(gateway_start, window_ms),
    INT(gateway_start, epoch),
    { .name = NULL },
};
static SHAPE(gateway_start);

static enum kb_code gateway_start(struct turn *t, const struct nothing *in,
                                  struct gateway_start *out)
{
    (void)in;
    TRY(turn_run(t, &q_agents_offline, NO_ARGS));
    TRY(turn_run(t, &q_epoch_next, NO_ARGS));
    TRY(turn_int(t, &q_epoch_now, NO_ARGS, &out->epoch));
    TRY(turn_int(t, &q_enrol_window, NO_ARGS, &out->window_ms));
    return turn_all(t, &q_agents_enrolled, NO_ARGS, &agent_shape, 20000, &out->agents);
}
HANDLER(gateway_start, nothing, gateway_start);

#define SEE  (WHO_P_ADMIN | WHO_P_OPERATOR | WHO_P_TECH)
#define MAKE (WHO_P_ADMIN | WHO_P_TECH)
const struct turn_route agent_routes[] = {
    { "GET", "/v1/agents", SEE, &agents_list_call, "agents_list", "List the rooms' agents.",
      TURN_LIST },
    { "POST", "/v1/agents", MAKE, &agent_create_call, "agents_create",
      "Make a one-time code that admits an agent to a room.", TURN_NO_KEY },
    { "POST", "/v1/agents/{id}/revoke", MAKE, &agent_revoke_call, "agents_revoke",
      "Cut an agent off at once and for good." },
    { "SYSTEM", "", WHO_SYSTEM, &agent_enrolled_call, "agent_enrolled", "A code is used." },
    { "SYSTEM", "", WHO_SYSTEM, &agent_linked_call, "agent_linked", "An agent's link changed." },
    { "SYSTEM", "", WHO_SYSTEM, &gateway_start_call, "gateway_start", "The gateway starts." },
    { .method = NULL },
};
