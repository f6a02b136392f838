/* world - see world.h. Requests go through the same calls as in the daemon; only the threads and
 * the sockets are missing. */
#include "world.h"

#include "base/log.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* what the program is made of: controller/routes.c */
extern const struct turn_route *const app_routes[];
extern const struct turn_listener *const app_listeners[];
extern const struct turn_check *const app_checks[];

#define START_MS  INT64_C(1767571200000) /* 2026-01-05 08:00 in China */
#define SEAL_BYTE 0x5a

static void must(enum kb_code code, const struct kb_error *err)
{
    if (code != KB_OK) fail_msg("%s (%s): %s", err->reason, err->field, err->text);
}

const struct turn_route *const *world_routes(void)
{
    return app_routes;
}

const struct turn_route *world_route_after(const struct turn_route *r)
{
    const struct turn_route *const *table = app_routes;
    if (!r) return *table;
    if (r[1].method) return r + 1;
    for (; *table; table++) {
        const struct turn_route *last = *table;
        while (last[1].method) last++;
        if (last == r) return table[1];
    }
    return NULL;
}

/* --- opening --- */

static void after(void *self, const struct turn_after *list)
{
    struct world *w = self;
    for (const struct turn_after *x = list; x; x = x->next) {
        if (w->left_n == WORLD_LEFT_MAX) {
            memmove(w->left, w->left + 1, sizeof *w->left * (WORLD_LEFT_MAX - 1));
            w->left_n--;
        }
        struct world_left *l = &w->left[w->left_n++];
        *l = (struct world_left){ .a = x->a, .b = x->b };
        snprintf(l->kind, sizeof l->kind, "%s", x->kind);
        l->text = kb_strdup(&w->left_arena, x->text ? x->text : "");
    }
}

static void connect(struct world *w)
{
    struct kb_error err;
    must(db_open(w->path ? w->path : ":memory:", DB_WRITER, &w->db, &err), &err);
    must(db_migrate(w->db, db_migrations, w->k.now_ms, &err), &err);
}

static void open_at(struct world *w, const char *path)
{
    struct kb_error err;
    struct org platform;
    memset(w, 0, sizeof *w);
    kb_log_level(KB_LOG_ERROR);
    kt_world_init(&w->k, 11);
    w->k.now_ms = START_MS;
    w->path = path;
    w->engine = (struct turn_engine){ .world = &w->k.world,
                                      .routes = app_routes,
                                      .listeners = app_listeners,
                                      .checks = app_checks,
                                      .authenticate = org_authenticate,
                                      .after = after,
                                      .self = w,
                                      .epoch = 1 };
    memset(w->engine.seal.bytes, SEAL_BYTE, sizeof w->engine.seal.bytes);
    connect(w);
    struct platform_init in = { "开元云", "root", "Root", "$none$" };
    must(world_system(w, "platform_init", 0, &in, &platform, &err), &err);
    w->platform_id = platform.id;
    world_forget(w);
}

void world_open(struct world *w)
{
    open_at(w, NULL);
}

static void remove_file(const char *path)
{
    static const char *const endings[] = { "", "-wal", "-shm" };
    char name[256];
    for (size_t i = 0; i < COUNT(endings); i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

void world_open_file(struct world *w, const char *path)
{
    remove_file(path);
    open_at(w, path);
}

void world_restart(struct world *w)
{
    db_close(w->db);
    connect(w);
}

void world_close(struct world *w)
{
    json_decref(w->reply);
    json_decref(w->docs);
    db_close(w->db);
    kb_arena_done(&w->arena);
    kb_arena_done(&w->left_arena);
    if (w->path) remove_file(w->path);
}

/* --- asking --- */

void as(struct world *w, const struct turn_actor *actor)
{
    w->actor = actor;
}

const char *at(struct world *w, const char *fmt, ...)
{
    char buf[4096];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(buf, sizeof buf, fmt, ap);
    va_end(ap);
    return kb_strdup(&w->arena, buf);
}

/* Hashing a password takes as long as it should; most tests are about something else. */
static enum kb_code no_hash(struct turn *t, const void *in)
{
    (void)in;
    t->prepared = "$none$";
    return KB_OK;
}

static const struct turn_route *without_hash(struct world *w, const struct turn_route *route)
{
    static const char *const ops[] = { "distributors_create", "customers_create", "members_create",
                                       "suppliers_create", "invitations_accept" };
    for (size_t i = 0; !w->slow_hash && i < COUNT(ops); i++) {
        if (strcmp(ops[i], route->op) != 0) continue;
        struct turn_route *copy = KB_NEW(&w->arena, struct turn_route);
        struct turn_call *call = KB_NEW(&w->arena, struct turn_call);
        *call = *route->call;
        call->prepare = no_hash;
        *copy = *route;
        copy->call = call;
        return copy;
    }
    return route;
}

static void run(struct world *w, struct turn_request *r)
{
    struct turn_request *one = r;
    struct kb_error err;
    if (turn_request_route(&w->engine, r) != KB_OK) return;
    r->route = without_hash(w, r->route);
    if (!turn_request_writes(r)) {
        int64_t before = db_changes(w->db);
        turn_request_read(&w->engine, w->db, r);
        assert_int_equal(db_changes(w->db), before); /* what reads never writes */
    } else if (turn_request_prepare(&w->engine, w->db, r) == KB_OK) {
        must(turn_group_run(&w->engine, w->db, &one, 1, &err), &err);
    }
}

static void keep(struct world *w, struct turn_request *r)
{
    json_decref(w->reply);
    w->status = r->status;
    w->type = r->type;
    w->raw = kb_strndup(&w->arena, r->reply ? r->reply : "", r->reply_len);
    w->reply = json_loadb(r->reply, r->reply_len, 0, NULL);
    w->cookie = r->turn.set_cookie ? kb_strdup(&w->arena, r->turn.set_cookie) : NULL;
    turn_request_done(r);
}

int world_ask(struct world *w, const char *method, const char *path, const char *body, size_t n)
{
    struct turn_request r = { .method = method,
                              .body = body,
                              .body_len = n,
                              .key = w->key ? w->key : at(w, "key-%020lld", (long long)++w->serial),
                              .session = w->session,
                              .bearer = w->bearer,
                              .org = w->org,
                              .accept = w->accept,
                              .peer = "192.0.2.7",
                              .cross_site = w->cross_site,
                              .actor = w->actor };
    size_t cut = strcspn(path, "?");
    r.path = kb_strndup(&w->arena, path, cut);
    r.query = path[cut] ? path + cut + 1 : "";
    snprintf(r.request_id, sizeof r.request_id, "req-%d", (int)++w->serial);
    run(w, &r);
    keep(w, &r);
    return w->status;
}

int say(struct world *w, const char *method, const char *path, const char *fmt, ...)
{
    char body[8192] = "";
    va_list ap;
    va_start(ap, fmt);
    if (fmt) vsnprintf(body, sizeof body, fmt, ap);
    va_end(ap);
    for (char *c = body; *c; c++)
        if (*c == '\'') *c = '"';
    return world_ask(w, method, path, body, strlen(body));
}

int get(struct world *w, const char *fmt, ...)
{
    char path[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(path, sizeof path, fmt, ap);
    va_end(ap);
    return world_ask(w, "GET", path, "", 0);
}

/* --- looking at the reply --- */

static json_t *step(json_t *v, const char *name)
{
    if (json_is_array(v) && isdigit((unsigned char)name[0]))
        return json_array_get(v, strtoul(name, NULL, 10));
    return json_object_get(v, name);
}

static json_t *find(struct world *w, const char *path)
{
    char name[64];
    json_t *v = w->reply;
    while (v && *path) {
        size_t n = strcspn(path, ".");
        snprintf(name, sizeof name, "%.*s", (int)n, path);
        v = step(v, name);
        path += n + (path[n] == '.');
    }
    return v;
}

static json_t *there(struct world *w, const char *path)
{
    json_t *v = find(w, path);
    if (!v) fail_msg("no %s in %d %s", path, w->status, w->raw);
    return v;
}

const char *text_of(struct world *w, const char *path)
{
    json_t *v = there(w, path);
    if (!json_is_string(v)) fail_msg("%s is no text in %s", path, w->raw);
    return kb_strdup(&w->arena, json_string_value(v));
}

int64_t number_of(struct world *w, const char *path)
{
    json_t *v = there(w, path);
    if (json_is_boolean(v)) return json_is_true(v);
    if (!json_is_integer(v)) fail_msg("%s is no number in %s", path, w->raw);
    return json_integer_value(v);
}

size_t count_of(struct world *w, const char *path)
{
    return json_array_size(there(w, path));
}

bool has(struct world *w, const char *path)
{
    return find(w, path) != NULL;
}

json_t *row_of(struct world *w, const char *path, const char *field, const char *value)
{
    json_t *list = there(w, path), *row;
    size_t i;
    json_array_foreach(list, i, row) {
        const char *s = json_string_value(json_object_get(row, field));
        if (s && strcmp(s, value) == 0) return row;
    }
    fail_msg("no row with %s %s in %s", field, value, w->raw);
    return NULL;
}

void assert_answer(struct world *w, int status, const char *reason, const char *file, int line)
{
    const char *got = json_string_value(json_object_get(w->reply, "reason"));
    if (w->status == status && (status == 200 || (got && strcmp(got, reason) == 0))) return;
    fprintf(stderr, "wanted %d %s, got %d %s\n", status, reason, w->status, w->raw);
    _fail(file, line);
}
