/* world_inside - the part of world.h that asks nobody: system turns, the clock, statements,
 * and agents played by hand. */
#include "world.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

extern const struct turn_topic *const app_topics[]; /* controller/routes.c */
extern const char *const app_ticks[];

static void must(enum kb_code code, const struct kb_error *err)
{
    if (code != KB_OK) fail_msg("%s (%s): %s", err->reason, err->field, err->text);
}

/* --- inside --- */

enum kb_code world_system(struct world *w, const char *op, int64_t agent_id, const void *in,
                          void *out, struct kb_error *err)
{
    struct turn_actor actor = { .who = WHO_SYSTEM,
                                .agent_id = agent_id,
                                .platform_id = w->platform_id,
                                .name = agent_id ? "agent" : "clock" };
    return turn_system(&w->engine, w->db, op, &actor, in, out, &w->arena, err);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return b && b < a ? b : a;
}

static int64_t tick_next(struct world *w)
{
    struct kb_error err, refused;
    int64_t tried, due, next;
    must(turn_ticks(&w->engine, w->db, app_ticks, &next, &refused, &err), &err);
    must(refused.code, &refused);
    must(turn_outbox_run(&w->engine, w->db, app_topics, &tried, &due, &err), &err);
    return sooner(next, due);
}

void tick(struct world *w)
{
    (void)tick_next(w);
}

void pass(struct world *w, int64_t ms)
{
    int64_t until = w->k.now_ms + ms;
    while (w->k.now_ms < until) {
        int64_t next = tick_next(w);
        if (next <= w->k.now_ms) next = w->k.now_ms + 60000; /* due, but nobody can do it now */
        if (next > until) next = until;
        kt_world_pass(&w->k, next - w->k.now_ms);
    }
    tick(w);
}

int64_t inside(struct world *w, const char *prefix, const char *id)
{
    int64_t n = 0;
    if (!kb_id_parse(&w->k.world.id_key, prefix, id, &n)) fail_msg("%s is no %s_ id", id, prefix);
    return n;
}

const char *outside(struct world *w, const char *prefix, int64_t id)
{
    char text[KB_ID_TEXT_MAX];
    kb_id_text(&w->k.world.id_key, prefix, id, text);
    return kb_strdup(&w->arena, text);
}

/* Statements are kept by the address of their query, so one text is one query for as long as the
 * world lives. */
struct kept_query {
    struct kept_query *next;
    struct db_query q;
};

const struct db_query *world_query(struct world *w, const char *text)
{
    struct kept_query *x = w->queries;
    while (x && strcmp(x->q.sql, text) != 0) x = x->next;
    if (!x) {
        x = KB_NEW(&w->arena, struct kept_query);
        *x = (struct kept_query){ w->queries, { "test", kb_strdup(&w->arena, text) } };
        w->queries = x;
    }
    return &x->q;
}

#define FORMATTED(buf, fmt)                                                                        \
    char buf[2048];                                                                                \
    va_list ap;                                                                                    \
    va_start(ap, fmt);                                                                             \
    vsnprintf(buf, sizeof buf, fmt, ap);                                                           \
    va_end(ap)

void sql(struct world *w, const char *fmt, ...)
{
    struct kb_error err;
    FORMATTED(text, fmt);
    must(db_run(w->db, world_query(w, text), NO_ARGS, &err), &err);
}

int64_t sql_int(struct world *w, const char *fmt, ...)
{
    struct kb_error err;
    int64_t n = 0;
    FORMATTED(text, fmt);
    must(db_int(w->db, world_query(w, text), NO_ARGS, &n, &err), &err);
    return n;
}

struct text_row {
    const char *s;
};
static const struct kb_field text_row_fields[] = { STR(text_row, s), { .name = NULL } };
static SHAPE(text_row);

const char *sql_text(struct world *w, const char *fmt, ...)
{
    struct kb_error err;
    struct text_row row = { "" };
    FORMATTED(text, fmt);
    enum kb_code code =
        db_one(w->db, &w->arena, world_query(w, text), NO_ARGS, &text_row_shape, &row, &err);
    if (code != KB_NOT_FOUND) must(code, &err);
    return row.s;
}

/* One query a table, that answers all its rows as one text. */
static struct kb_list table_queries(struct world *w)
{
    static const struct db_query tables = {
        "tables", "SELECT 'SELECT coalesce(group_concat(' || (SELECT group_concat('quote(' || name "
                  "|| ')', ' || '','' || ') FROM pragma_table_info(m.name)) || ', ''|''), '''') AS "
                  "s FROM ' || m.name AS s FROM sqlite_master m WHERE m.type = 'table' AND m.name "
                  "NOT LIKE 'sqlite_%' ORDER BY m.name"
    };
    struct kb_error err;
    struct kb_list list;
    must(db_list(w->db, &w->arena, &tables, NO_ARGS, &text_row_shape, 200, &list, &err), &err);
    return list;
}

const char *world_digest(struct world *w)
{
    char hash[65];
    AUTO(kb_text_done) struct kb_text all = { 0 };
    kb_text_init(&all, (size_t)256 << 20);
    if (!w->tables.n) w->tables = table_queries(w);
    const struct text_row *rows = w->tables.at;
    for (int64_t i = 0; i < w->tables.n; i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct text_row one;
        struct kb_error err;
        must(db_one(w->db, &a, world_query(w, rows[i].s), NO_ARGS, &text_row_shape, &one, &err),
             &err);
        kb_text_add(&all, one.s);
        kb_text_add(&all, "\n");
    }
    assert_false(all.overflowed);
    kb_digest(hash, all.at, all.len);
    return kb_strdup(&w->arena, hash);
}

void world_forget(struct world *w)
{
    w->left_n = 0;
}

const struct world_left *left_of(struct world *w, const char *kind)
{
    for (size_t i = w->left_n; i-- > 0;)
        if (strcmp(w->left[i].kind, kind) == 0) return &w->left[i];
    return NULL;
}

/* --- agents --- */

int64_t agent_join(struct world *w, const char *room_id, const char *name)
{
    struct kb_error err;
    struct agent a;
    must_say(w, "POST", "/v1/agents", "{'room_id':'%s','name':'%s'}", room_id, name);
    const char *key = at(w, "%064lld", (long long)++w->serial);
    struct agent_enrol in = { text_of(w, "code"), key, "SHA256:test", "0.1.0" };
    must(world_system(w, "agent_enrolled", 0, &in, &a, &err), &err);
    agent_link(w, a.id, "online");
    return a.id;
}

void agent_link(struct world *w, int64_t agent_id, const char *link)
{
    struct kb_error err;
    struct done done;
    struct agent_link in = { agent_id, link, "" };
    must(world_system(w, "agent_linked", agent_id, &in, &done, &err), &err);
}

bool agent_sent(struct world *w, int64_t agent_id, struct agent_order *o)
{
    for (size_t i = w->left_n; i-- > 0;) {
        if (strcmp(w->left[i].kind, "agent.job") != 0 || w->left[i].a != agent_id) continue;
        json_t *doc = json_loads(w->left[i].text, 0, NULL);
        assert_non_null(doc);
        if (!w->docs) w->docs = json_array();
        json_array_append_new(w->docs, doc);
        *o = (struct agent_order){ .job = json_integer_value(json_object_get(doc, "job")),
                                   .epoch = json_integer_value(json_object_get(doc, "epoch")),
                                   .resource = json_integer_value(
                                       json_object_get(json_object_get(doc, "spec"), "resource")),
                                   .verb = json_string_value(json_object_get(doc, "verb")),
                                   .driver = json_string_value(json_object_get(doc, "driver")),
                                   .doc = doc };
        return true;
    }
    return false;
}

void agent_accepts(struct world *w, int64_t agent_id, const struct agent_order *o)
{
    struct kb_error err;
    struct done done;
    must(world_system(w, "job_accepted", agent_id, &(struct job_accept){ o->job, o->epoch }, &done,
                      &err),
         &err);
}

static void report(struct world *w, int64_t agent_id, const struct job_report *r)
{
    struct kb_error err;
    struct done done;
    must(world_system(w, "job_reported", agent_id, r, &done, &err), &err);
}

void agent_says(struct world *w, int64_t agent_id, const struct agent_order *o, const char *outcome,
                const char *result)
{
    char *json = kb_strdup(&w->arena, result);
    for (char *c = json; *c; c++)
        if (*c == '\'') *c = '"';
    report(w, agent_id,
           &(struct job_report){ .job = o->job,
                                 .epoch = o->epoch,
                                 .retry_ms = 1000,
                                 .outcome = outcome,
                                 .reason = "",
                                 .text = "",
                                 .ticket = "",
                                 .result = json });
}

void agent_fails(struct world *w, int64_t agent_id, const struct agent_order *o, const char *reason,
                 bool retry)
{
    report(w, agent_id,
           &(struct job_report){ .job = o->job,
                                 .epoch = o->epoch,
                                 .outcome = "failed",
                                 .reason = reason,
                                 .text = "it did not work",
                                 .ticket = "",
                                 .result = "{}",
                                 .retry = retry });
}

void agent_does(struct world *w, int64_t agent_id, const char *verb, const char *result)
{
    struct agent_order o;
    tick(w);
    assert_true(agent_sent(w, agent_id, &o));
    assert_string_equal(o.verb, verb);
    agent_accepts(w, agent_id, &o);
    agent_says(w, agent_id, &o, "done", result);
}
