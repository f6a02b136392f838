/* things - see things.h. */
#include "things.h"

#include "base/log.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- the module --- */

struct thing {
    int64_t id, qty;
    const char *name, *note;
};
static const struct kb_field thing_fields[] = {
    ID(thing, id, "thg"), STR(thing, name), INT(thing, qty), STR(thing, note), { .name = NULL },
};
static SHAPE(thing);

const struct db_query q_count = { "count", "SELECT count(*) FROM thing" };
const struct db_query q_total = { "total", "SELECT coalesce(sum(qty), 0) FROM thing" };
const struct db_query q_kept = { "kept", "SELECT count(*) FROM idempotency" };
const struct db_query q_due = { "due", "SELECT count(*) FROM outbox WHERE state = 'due'" };
const struct db_query q_dead = { "dead", "SELECT count(*) FROM outbox WHERE state = 'dead'" };
static const struct db_query q_table = {
    "table",
    "CREATE TABLE IF NOT EXISTS thing (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL "
    "UNIQUE, qty BIGINT NOT NULL CHECK (qty BETWEEN 0 AND 1000), note TEXT NOT NULL)"
};
static const struct db_query q_add = {
    "add", "INSERT INTO thing (id, name, qty, note) VALUES (:id, :name, :qty, :note)"
};
static const struct db_query q_find = { "find",
                                        "SELECT id, name, qty, note FROM thing WHERE id = :id" };
static const struct db_query q_list = {
    "list",
    "SELECT id, name, qty, note FROM thing WHERE id < :after_id ORDER BY id DESC LIMIT :rows"
};
static const struct db_query q_take = { "take", "UPDATE thing SET qty = qty - :n WHERE id = :id" };

struct thing_new {
    const char *name, *note;
    int64_t qty;
};
static const struct kb_field thing_new_fields[] = {
    STR(thing_new, name, .min = 1, .max = 40),
    STR(thing_new, note, .max = 200, .optional = true),
    INT(thing_new, qty, .min = 0, .max = 5000),
    { .name = NULL },
};
static SHAPE(thing_new);

static struct things *things_of(struct turn *t)
{
    return t->engine->self;
}

static enum kb_code thing_create(struct turn *t, const struct thing_new *in, struct thing *out)
{
    things_of(t)->runs++;
    *out =
        (struct thing){ .id = turn_new_id(t), .name = in->name, .qty = in->qty, .note = in->note };
    turn_then(t, "made", out->id, 0, "");
    return turn_put(t, &q_add, &thing_shape, out); /* over 1000: the schema refuses, late */
}
HANDLER(thing_create, thing_new, thing);

struct thing_key {
    int64_t id;
    int64_t n;
};
static const struct kb_field thing_key_fields[] = { ID(thing_key, id, "thg"),
                                                    INT(thing_key, n, .min = -99, .max = 99,
                                                        .optional = true),
                                                    { .name = NULL } };
static SHAPE(thing_key);

static enum kb_code thing_get(struct turn *t, const struct thing_key *in, struct thing *out)
{
    return turn_find(t, "thing", &q_find, ARGS(ARG_INT(id, in->id)), &thing_shape, out);
}
HANDLER(thing_get, thing_key, thing);

/* 7 is refused before, 13 after writing. */
static enum kb_code thing_take(struct turn *t, const struct thing_key *in, struct thing *out)
{
    things_of(t)->runs++;
    if (in->n == 7) return kb_fail(t->err, KB_CONFLICT, "state.move", "not seven");
    TRY(turn_run_one(t, &q_take, ARGS(ARG_INT(id, in->id), ARG_INT(n, in->n))));
    turn_then(t, "taken", in->id, in->n, "");
    if (in->n == 13) return kb_fail(t->err, KB_CONFLICT, "state.move", "not thirteen");
    return turn_find(t, "thing", &q_find, ARGS(ARG_INT(id, in->id)), &thing_shape, out);
}
HANDLER(thing_take, thing_key, thing);

/* What it counts stays although it refuses. */
static enum kb_code thing_guess(struct turn *t, const struct thing_key *in, struct done *out)
{
    out->ok = true;
    TRY(turn_run_one(t, &q_take, ARGS(ARG_INT(id, in->id), ARG_INT(n, 1))));
    if (kb_fail(t->err, KB_UNSIGNED, "login.wrong", "wrong") != KB_OK) t->refused = true;
    return KB_OK;
}
HANDLER(thing_guess, thing_key, done);

static enum kb_code thing_prepare(struct turn *t, const struct thing_key *in)
{
    if (in->n < 0) return kb_fail_field(t->err, "n", "request.field", "less than nothing");
    t->prepared = kb_printf(t->arena, "prepared %lld", (long long)in->n);
    return KB_OK;
}

static enum kb_code thing_note(struct turn *t, const struct thing_key *in, struct thing *out)
{
    static const struct db_query q_note = { "note", "UPDATE thing SET note = :s WHERE id = :id" };
    TRY(turn_run_one(t, &q_note, ARGS(ARG_INT(id, in->id), ARG_STR(s, t->prepared))));
    return turn_find(t, "thing", &q_find, ARGS(ARG_INT(id, in->id)), &thing_shape, out);
}
HANDLER_PREPARED(thing_note, thing_key, thing, thing_prepare);

static enum kb_code thing_ring(struct turn *t, const struct thing_key *in, struct done *out)
{
    out->ok = true;
    return turn_effect(t, in->n == 2 ? "nobody" : "ring",
                       kb_printf(t->arena, "ring-%lld", (long long)in->id), &thing_key_shape, in,
                       t->now_ms);
}
HANDLER(thing_ring, thing_key, done);

struct things_page {
    struct kb_list items;
    const char *next;
};
static const struct kb_field things_page_fields[] = { LIST(things_page, items, thing_shape),
                                                      STR(things_page, next),
                                                      { .name = NULL } };
static SHAPE(things_page);

static enum kb_code things_list(struct turn *t, const struct turn_list_in *in,
                                struct things_page *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_list, ARGS(ARG_INT(after_id, after_id), ARG_INT(rows, rows)), &thing_shape,
                 rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &thing_shape);
    return KB_OK;
}
HANDLER(things_list, turn_list_in, things_page);

static const struct turn_route thing_routes[] = {
    { "GET", "/v1/things", WHO_P_ANY, &things_list_call, "things_list", "List.", TURN_LIST },
    { "POST", "/v1/things", WHO_P_ADMIN | WHO_P_TECH, &thing_create_call, "things_create",
      "Make one." },
    { "GET", "/v1/things/{id}", WHO_P_ANY, &thing_get_call, "things_get", "Read one." },
    { "POST", "/v1/things/{id}/take", WHO_P_ADMIN, &thing_take_call, "things_take", "Take n.",
      TURN_MONEY },
    { "POST", "/v1/things/{id}/guess", WHO_ANYONE, &thing_guess_call, "things_guess", "Guess.",
      TURN_NO_KEY },
    { "POST", "/v1/things/{id}/note", WHO_P_ADMIN, &thing_note_call, "things_note", "Note n." },
    { "POST", "/v1/things/{id}/ring", WHO_P_ADMIN, &thing_ring_call, "things_ring", "Ring." },
    { "POST", "/v1/count", WHO_SIGNED_IN, &things_list_call, "things_count", "Count.", TURN_READ },
    { .method = NULL },
};
static const struct turn_route *const all_routes[] = { thing_routes, turn_routes, NULL };

/* A runner that fails when it is asked to, after it has written. */
static enum kb_code ring(struct turn *t, const char *key, const void *body)
{
    const struct thing_key *in = body;
    (void)key;
    TRY(turn_run_one(t, &q_take, ARGS(ARG_INT(id, in->id), ARG_INT(n, 1))));
    turn_then(t, "rang", in->id, 0, "");
    if (in->n == 1) return kb_fail(t->err, KB_UNAVAILABLE, "edge.busy", "not now");
    return KB_OK;
}
static const struct turn_topic ring_topics[] = { { "ring", &thing_key_shape, ring },
                                                 { .topic = NULL } };
const struct turn_topic *const things_topics[] = { ring_topics, NULL };

/* --- who asks --- */

static enum kb_code authenticate(struct turn *t, const struct turn_request *r)
{
    static const struct {
        const char *bearer;
        int64_t user_id, org_id;
        uint32_t who;
    } askers[] = {
        { "admin", 10, 1, WHO_P_ADMIN | WHO_SIGNED_IN },
        { "other", 11, 1, WHO_P_ADMIN | WHO_SIGNED_IN },
        { "tech", 12, 1, WHO_P_TECH | WHO_SIGNED_IN },
        { "homeless", 13, 0, WHO_SIGNED_IN },
    };
    t->actor = (struct turn_actor){ .who = WHO_ANYONE, .name = "" };
    if (strcmp(r->bearer, "broken") == 0)
        return kb_fail(t->err, KB_DENIED, "session.cross_site", "no");
    for (size_t i = 0; i < COUNT(askers); i++) {
        if (strcmp(askers[i].bearer, r->bearer) != 0) continue;
        t->actor.user_id = askers[i].user_id;
        t->actor.org_id = askers[i].org_id;
        t->actor.who |= askers[i].who;
    }
    return KB_OK;
}

static void after(void *self, const struct turn_after *list)
{
    struct things *s = self;
    for (const struct turn_after *x = list; x; x = x->next) {
        size_t n = strlen(s->after);
        snprintf(s->after + n, sizeof s->after - n, "%s ", x->kind);
        s->after_n++;
        s->after_open_n += db_in_transaction(s->db);
    }
}

/* --- opening --- */

static void connect(struct things *s)
{
    struct kb_error err;
    assert_ok(db_open(s->path ? s->path : ":memory:", DB_WRITER, &s->db, &err));
    assert_ok(db_migrate(s->db, db_migrations, s->k.now_ms, &err));
    assert_ok(db_run(s->db, &q_table, NO_ARGS, &err));
}

static void remove_file(const char *path)
{
    static const char *const endings[] = { "", "-wal", "-shm" };
    char name[128];
    for (size_t i = 0; i < COUNT(endings); i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static void open_at(struct things *s, const char *path)
{
    memset(s, 0, sizeof *s);
    kb_log_level(KB_LOG_ERROR); /* effects that fail on purpose */
    kt_world_init(&s->k, 3);
    s->path = path;
    s->engine = (struct turn_engine){ .world = &s->k.world,
                                      .routes = all_routes,
                                      .authenticate = authenticate,
                                      .after = after,
                                      .self = s };
    connect(s);
}

void things_open(struct things *s)
{
    open_at(s, NULL);
}

void things_open_file(struct things *s, const char *path)
{
    remove_file(path);
    open_at(s, path);
}

void things_restart(struct things *s)
{
    things_forget(s);
    db_close(s->db);
    connect(s);
}

void things_forget(struct things *s)
{
    for (size_t i = 0; i < s->n; i++) turn_request_done(&s->group[i]);
    memset(s->group, 0, sizeof s->group);
    s->n = 0;
}

void things_close(struct things *s)
{
    things_forget(s);
    db_close(s->db);
    if (s->path) remove_file(s->path);
}

/* --- asking --- */

struct turn_request *ask(struct things *s, const char *bearer, const char *method, const char *path,
                         const char *body, const char *key)
{
    KB_ASSERT(s->n < THINGS_GROUP_MAX);
    struct turn_request *r = &s->group[s->n++];
    *r = (struct turn_request){ .method = method, .bearer = bearer, .session = "", .org = "" };
    size_t cut = strcspn(path, "?");
    r->path = kb_strndup(&r->arena, path, cut);
    r->query = path[cut] ? kb_strdup(&r->arena, path + cut + 1) : "";
    char *text = kb_strdup(&r->arena, body ? body : "");
    for (char *c = text; *c; c++)
        if (*c == '\'') *c = '"';
    r->body = text;
    r->body_len = strlen(text);
    r->key = key ? kb_strdup(&r->arena, key)
                 : kb_printf(&r->arena, "fresh-key-%010lld", (long long)++s->serial);
    snprintf(r->request_id, sizeof r->request_id, "req-%zu", s->n);
    if (turn_request_route(&s->engine, r) != KB_OK) return r;
    if (!turn_request_writes(r))
        turn_request_read(&s->engine, s->db, r);
    else if (turn_request_prepare(&s->engine, s->db, r) == KB_OK)
        r->owner = s; /* waits */
    return r;
}

enum kb_code run_group(struct things *s, struct kb_error *err)
{
    struct turn_request *waiting[THINGS_GROUP_MAX];
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!s->group[i].owner) continue;
        s->group[i].owner = NULL;
        waiting[n++] = &s->group[i];
    }
    return turn_group_run(&s->engine, s->db, waiting, n, err);
}

int one(struct things *s, const char *bearer, const char *method, const char *path,
        const char *body, const char *key)
{
    struct kb_error err;
    things_forget(s);
    struct turn_request *r = ask(s, bearer, method, path, body, key);
    if (r->owner) assert_ok(run_group(s, &err));
    return r->status;
}

const char *reply(struct things *s)
{
    return s->group[s->n - 1].reply;
}

bool replied(struct things *s, const char *part)
{
    return strstr(reply(s), part) != NULL;
}

int64_t things_int(struct things *s, const struct db_query *q)
{
    struct kb_error err;
    int64_t n = -1;
    assert_ok(db_int(s->db, q, NO_ARGS, &n, &err));
    return n;
}
