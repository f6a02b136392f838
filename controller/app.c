/* app - kbossd is opened and closed: keys, database, threads, in an order in which nothing is
 * called before it is there or after it is gone. */
#include "controller/app.h"

#include "base/log.h"
#include "org/org.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *data_path(const struct app *app, const char *name, char *buf, size_t n)
{
    snprintf(buf, n, "%s/%s", app->config.data_dir, name);
    return buf;
}

enum kb_code app_database(struct app *app, enum db_mode mode, struct db **out, struct kb_error *err)
{
    char path[1024];
    return db_open(data_path(app, "kboss.db", path, sizeof path), mode, out, err);
}

static enum kb_code migrate(struct app *app, struct kb_error *err)
{
    struct db *db = NULL;
    TRY(app_database(app, DB_WRITER, &db, err));
    enum kb_code code = db_migrate(db, db_migrations, kb_now_ms(&app->world), err);
    db_close(db);
    return code;
}

/* All requests of one page find its session unseen at once; one telling is enough. */
static bool told_lately(struct app *app, int64_t session_id)
{
    int64_t minute = kb_now_ms(&app->world) / 60000;
    uint64_t hash = (uint64_t)session_id * UINT64_C(0x9e3779b97f4a7c15) >> 32;
    int64_t mark = session_id ^ minute;
    return atomic_exchange(&app->seen[hash % COUNT(app->seen)], mark) == mark;
}

/* What committed turns leave behind. Runs on the thread that ran the turn: core, or a reader. */
static void after(void *self, const struct turn_after *list)
{
    struct app *app = self;
    for (const struct turn_after *x = list; x; x = x->next) {
        if (strcmp(x->kind, "clock") == 0)
            core_wake(app->core, x->a);
        else if (strncmp(x->kind, "agent.", 6) == 0)
            gateway_after(app, x);
        else if (strcmp(x->kind, "session.seen") != 0)
            sockets_after(app, x);
        else if (!told_lately(app, x->a))
            core_system(app->core, &(struct core_job){ .op = "session_seen",
                                                       .in = &(struct session_seen){ x->a } });
    }
}

static char *reasons_document(void)
{
    AUTO_JSON items = json_array();
    for (const struct kb_reason *r = kb_reasons; r->reason; r++)
        json_array_append_new(items, json_pack("{s:s,s:s,s:s,s:s,s:s}", "reason", r->reason, "zh",
                                               r->zh, "en", r->en, "zh_advice", r->zh_advice,
                                               "en_advice", r->en_advice));
    AUTO_JSON doc = json_pack("{s:O}", "items", items);
    return json_dumps(doc, JSON_COMPACT);
}

static void documents(struct app *app)
{
    AUTO_JSON openapi = turn_openapi(&app->engine);
    app->openapi = json_dumps(openapi, JSON_COMPACT);
    app->reasons = reasons_document();
    KB_ASSERT(app->openapi && app->reasons);
}

enum kb_code app_open(const struct app_config *config, struct app **out, struct kb_error *err)
{
    struct app *app = calloc(1, sizeof *app);
    struct kb_id_key ids;
    char path[1024];
    KB_ASSERT(app);
    *out = app;
    app->config = *config;
    if (app->config.readers < 1) app->config.readers = 2;
    app->secure = config->origin && strncmp(config->origin, "https://", 8) == 0;
    if (mkdir(config->data_dir, 0700) != 0 && access(config->data_dir, W_OK) != 0)
        return kb_fail(err, KB_UNAVAILABLE, "app.data", "cannot use %s", config->data_dir);
    TRY(kb_key_load(data_path(app, "ids.key", path, sizeof path), true, ids.bytes, sizeof ids.bytes,
                    err));
    TRY(kb_key_load(data_path(app, "seal.key", path, sizeof path), true, app->engine.seal.bytes,
                    sizeof app->engine.seal.bytes, err));
    kb_world_real(&app->world, 1, &ids);
    app->engine.world = &app->world;
    app->engine.routes = app_routes;
    app->engine.listeners = app_listeners;
    app->engine.checks = app_checks;
    app->engine.authenticate = org_authenticate;
    app->engine.after = after;
    app->engine.self = app;
    documents(app);
    return migrate(app, err);
}

static enum kb_code edge_open(struct app *app, struct kb_error *err)
{
    static const struct edge_ws_route sockets[] = { { "/v1/ws/term", "kboss.term.1" },
                                                    { "/v1/ws/live", "kboss.live.1" },
                                                    { NULL, NULL } };
    struct edge_hooks hooks = { 0 };
    app->origins[0] = app->config.origin;
    struct edge_config c = { .address = app->config.address,
                             .port = app->config.port,
                             .unix_path = app->config.unix_path,
                             .trust_forwarded = app->config.trust_forwarded,
                             .origins = app->origins,
                             .sockets = sockets,
                             .world = &app->world,
                             .limits = { .requests_s = app->config.requests_s,
                                         .per_address = app->config.requests_s < 0 ? -1 : 0 } };
    http_hooks(app, &hooks);
    sockets_hooks(app, &hooks);
    return edge_start(&c, &hooks, &app->edge, err);
}

/* Queues first, then who fills them, last the threads that empty them: none meets a thing that is
 * not there yet, and starting a thread makes all of it visible to it. */
enum kb_code app_start(struct app *app, struct kb_error *err)
{
    TRY(assets_open(app->config.console_dir, &app->assets, err));
    TRY(sockets_open(app, err));
    TRY(core_open(app, err));
    TRY(readers_open(app, err));
    TRY(edge_open(app, err));
    TRY(gateway_start(app, err));
    TRY(core_run(app->core, err));
    return readers_run(app->readers, err);
}

void app_stop(struct app *app)
{
    if (!app) return;
    if (app->edge) edge_stop(app->edge);
    readers_stop(app->readers);
    core_stop(app->core);
    rooms_stop(app->rooms);
    app->rooms = NULL;
    core_free(app->core);
    if (app->edge) edge_free(app->edge);
    sockets_free(app->sockets);
    assets_free(app->assets);
    free(app->openapi);
    free(app->reasons);
    free(app);
}
