/* gateway - agents' messages become SYSTEM turns, and what turns leave for agents is sent. Who an
 * agent is comes from its connection's key; what it may do from the rows. */
#include "controller/app.h"

#include "base/log.h"
#include "inventory/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- enrolment --- */

struct enrolling {
    struct app *app;
    char key_hex[PROTOCOL_KEY_HEX];
};

static void enrol_done(void *self, const struct kb_error *err, const void *out)
{
    struct enrolling *e = self;
    const struct agent *a = out;
    if (!e->app->rooms) {
        free(e);
        return;
    }
    if (a) {
        kb_log(KB_LOG_INFO, "agent.enrolled", "agent=%lld", (long long)a->id);
        rooms_allow(e->app->rooms, e->key_hex, a->id, a->room_id, a->name);
    } else {
        kb_log(KB_LOG_WARN, "agent.refused", "reason=%s", err->reason);
        rooms_enrol_refuse(e->app->rooms, e->key_hex, err->reason, err->text);
    }
    free(e);
}

static void enrol(struct app *app, const char *key_hex, const struct protocol_enrol *m)
{
    struct enrolling *e = calloc(1, sizeof *e);
    unsigned char key[PROTOCOL_KEY_BYTES];
    char fingerprint[PROTOCOL_FINGERPRINT_MAX] = "";
    KB_ASSERT(e);
    e->app = app;
    snprintf(e->key_hex, sizeof e->key_hex, "%s", key_hex);
    if (protocol_key_parse(key_hex, key)) protocol_key_fingerprint(key, fingerprint);
    struct agent_enrol in = { m->code, key_hex, fingerprint, m->version };
    core_system(app->core, &(struct core_job){
                               .op = "agent_enrolled", .in = &in, .done = enrol_done, .self = e });
}

/* --- messages --- */

static void linked(struct app *app, int64_t agent_id, const char *link, const char *version)
{
    struct agent_link in = { agent_id, link, version };
    core_system(app->core, &(struct core_job){ .op = "agent_linked", .in = &in });
}

static void take(struct app *app, const char *key_hex, int64_t agent_id,
                 const struct protocol_message *m)
{
    struct core_job job = { .agent_id = agent_id };
    switch (m->type) {
    case PROTOCOL_ENROL: enrol(app, key_hex, m->body); return;
    case PROTOCOL_HELLO: {
        const struct protocol_hello *hello = m->body;
        linked(app, agent_id, "online", hello->version);
        job.op = "jobs_agent_back";
        job.in = &(struct agent_back){ agent_id };
        core_system(app->core, &job);
        return;
    }
    case PROTOCOL_ACCEPTED: {
        const struct protocol_accepted *a = m->body;
        job.op = "job_accepted";
        job.in = &(struct job_accept){ a->job, a->epoch };
        core_system(app->core, &job);
        return;
    }
    case PROTOCOL_RESULT: {
        const struct protocol_result *r = m->body;
        job.op = "job_reported";
        job.in = &(struct job_report){ .job = r->job,
                                       .epoch = r->epoch,
                                       .retry_ms = r->retry_ms,
                                       .outcome = r->outcome,
                                       .reason = r->reason,
                                       .text = r->text,
                                       .ticket = r->ticket,
                                       .result = r->result,
                                       .retry = r->retry };
        core_system(app->core, &job);
        return;
    }
    case PROTOCOL_ENROLLED:
    case PROTOCOL_WELCOME:
    case PROTOCOL_REFUSE:
    case PROTOCOL_BEAT:
    case PROTOCOL_JOB:
    case PROTOCOL_ACK:
    case PROTOCOL_CANCEL:
    case PROTOCOL_STREAM:
    case PROTOCOL_TYPES: return; /* the gateway's own, or never from an agent */
    }
}

static void on_message(void *self, const struct rooms_message *m)
{
    take(self, m->key_hex, m->agent_id, m->read);
}

static void on_link(void *self, int64_t agent_id, enum rooms_link link)
{
    static const char *const names[] = {
        [ROOMS_ONLINE] = "online", [ROOMS_LATE] = "late", [ROOMS_LOST] = "lost"
    };
    kb_log(KB_LOG_INFO, "agent.link", "agent=%lld link=%s", (long long)agent_id, names[link]);
    linked(self, agent_id, names[link], "");
}

static void on_stream(void *self, int64_t agent_id, const struct stream_frame *frame)
{
    sockets_stream(self, agent_id, frame);
}

static void on_stream_link(void *self, int64_t agent_id, bool up)
{
    if (!up) sockets_agent_gone(self, agent_id);
}

/* Jobs are sent again by their timer; a terminal whose agent is away is over. */
static void on_undelivered(void *self, int64_t agent_id, const char *type, uint64_t session)
{
    (void)type;
    if (session) sockets_agent_gone(self, agent_id);
}

/* --- what turns leave for agents --- */

static void send_ack(struct app *app, const struct turn_after *x)
{
    char body[96];
    snprintf(body, sizeof body, "{\"job\":%lld,\"epoch\":%s}", (long long)x->b, x->text);
    if (!rooms_send(app->rooms, x->a, "ack", body))
        kb_log(KB_LOG_WARN, "agent.mailbox", "agent=%lld full", (long long)x->a);
}

static void send_job(struct app *app, const struct turn_after *x)
{
    if (!rooms_send(app->rooms, x->a, "job", x->text))
        kb_log(KB_LOG_WARN, "agent.mailbox", "agent=%lld full", (long long)x->a);
}

static void open_window(struct app *app, const struct turn_after *x)
{
    rooms_enrol_window(app->rooms, x->a);
}

static void revoke(struct app *app, const struct turn_after *x)
{
    if (x->text[0]) rooms_revoke(app->rooms, x->text);
}

void gateway_after(struct app *app, const struct turn_after *x)
{
    static const struct {
        const char *kind;
        void (*run)(struct app *app, const struct turn_after *x);
    } kinds[] = { { "agent.job", send_job },
                  { "agent.ack", send_ack },
                  { "agent.window", open_window },
                  { "agent.revoked", revoke } };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, x->kind) == 0) kinds[i].run(app, x);
}

/* --- start --- */

static void allow_all(struct app *app, const struct gateway_start *g)
{
    const struct agent *agents = g->agents.at;
    for (int64_t i = 0; i < g->agents.n; i++)
        rooms_allow(app->rooms, agents[i].key_hex, agents[i].id, agents[i].room_id, agents[i].name);
    if (g->window_ms) rooms_enrol_window(app->rooms, g->window_ms);
}

static enum kb_code gateway_rows(struct app *app, struct gateway_start *g, struct kb_arena *arena,
                                 struct kb_error *err)
{
    struct db *db = NULL;
    struct done done;
    struct turn_actor actor = { .who = WHO_SYSTEM, .name = "start" };
    TRY(app_database(app, DB_WRITER, &db, err));
    enum kb_code code = turn_system(&app->engine, db, "gateway_start", &actor,
                                    &(struct nothing){ 0 }, g, arena, err);
    if (code == KB_OK)
        code = turn_system(&app->engine, db, "terminals_reset", &actor, &(struct nothing){ 0 },
                           &done, NULL, err);
    db_close(db);
    return code;
}

/* For whoever enrols an agent. Before any thread runs a turn. */
static void tell(struct app *app)
{
    app->gateway = (struct turn_gateway){
        .server_key = rooms_key_hex(app->rooms),
        .control = gateway_dial(&app->config, rooms_control_endpoint(app->rooms), app->dial_control,
                                sizeof app->dial_control),
        .stream = gateway_dial(&app->config, rooms_stream_endpoint(app->rooms), app->dial_stream,
                               sizeof app->dial_stream),
    };
    app->engine.gateway = &app->gateway;
}

enum kb_code gateway_start(struct app *app, struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena arena = { 0 };
    struct gateway_start g = { 0 };
    char path[1024];
    struct rooms_config config = { .control = app->config.control,
                                   .stream = app->config.stream,
                                   .world = &app->world };
    const struct rooms_hooks hooks = { app,       on_message,     on_link,
                                       on_stream, on_stream_link, on_undelivered };
    TRY(gateway_rows(app, &g, &arena, err));
    app->engine.epoch = g.epoch;
    config.controller_epoch = g.epoch;
    snprintf(path, sizeof path, "%s/rooms.key", app->config.data_dir);
    TRY(kb_key_load(path, true, config.secret_key, sizeof config.secret_key, err));
    TRY(rooms_start(&config, &hooks, &app->rooms, err));
    tell(app);
    allow_all(app, &g);
    return KB_OK;
}
