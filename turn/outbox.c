/* outbox - effects whose time has come: each is handed to its topic's runner in a turn of its
 * own, which also closes the row; what fails is tried again later, ever more slowly, at most 20
 * times. */
#include "outbox_sql.h"
#include "turn/input_priv.h"

#include "base/log.h"

#include <string.h>

#define EFFECTS_MAX 64

struct effect {
    int64_t id, due_ms, tries;
    const char *topic, *effect_key, *body;
};
static const struct kb_field effect_fields[] = {
    INT(effect, id),         INT(effect, due_ms), INT(effect, tries), STR(effect, topic),
    STR(effect, effect_key), STR(effect, body),   { .name = NULL },
};
static SHAPE(effect);

static const struct turn_topic *topic_named(const struct turn_topic *const *topics,
                                            const char *name)
{
    for (; *topics; topics++)
        for (const struct turn_topic *t = *topics; t->topic; t++)
            if (strcmp(t->topic, name) == 0) return t;
    return NULL;
}

static enum kb_code carry_out(struct turn *t, const struct turn_topic *topic,
                              const struct effect *e)
{
    AUTO_JSON body = NULL;
    if (!topic)
        return kb_fail(t->err, KB_INTERNAL, "outbox.topic", "nobody carries out %s", e->topic);
    TRY(kb_json_parse(e->body, strlen(e->body), (size_t)1 << 20, &body, t->err));
    void *in = kb_alloc(t->arena, topic->shape->size);
    TRY(kb_read(topic->shape, body, NULL, in, t->arena, t->err));
    TRY(topic->run(t, e->effect_key, in));
    return turn_run_one(t, &q_outbox_done, ARGS(ARG_INT(id, e->id)));
}

static enum kb_code put_off(struct turn *t, const struct effect *e, const char *reason)
{
    int64_t wait_ms = (int64_t)1000 << (e->tries < 12 ? e->tries : 12);
    return turn_run(
        t, &q_outbox_later,
        ARGS(ARG_INT(id, e->id), ARG_INT(due_ms, t->now_ms + wait_ms), ARG_STR(reason, reason)));
}

/* Those that were due together share one transaction, as a group of requests does. */
struct batch {
    const struct turn_engine *e;
    struct db *db;
    const struct turn_topic *const *topics;
    struct kb_arena *arena;
    struct turn turns[EFFECTS_MAX];
    struct kb_error errs[EFFECTS_MAX]; /* of those that failed */
};

static void turn_of(struct batch *b, int64_t i)
{
    b->turns[i] = (struct turn){ .db = b->db,
                                 .arena = b->arena,
                                 .world = b->e->world,
                                 .err = &b->errs[i],
                                 .engine = b->e,
                                 .now_ms = kb_now_ms(b->e->world),
                                 .request_id = "outbox",
                                 .peer = "",
                                 .actor = { .who = WHO_SYSTEM, .name = "system" } };
}

/* false: one failed after it had written, and all must run again without it. */
static bool run_all(struct batch *b, const struct effect *rows, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        if (b->errs[i].code != KB_OK) continue;
        int64_t before = db_changes(b->db);
        turn_of(b, i);
        if (carry_out(&b->turns[i], topic_named(b->topics, rows[i].topic), &rows[i]) == KB_OK) {
            b->errs[i] = (struct kb_error){ 0 };
            continue;
        }
        b->turns[i].after = NULL;
        kb_log(KB_LOG_WARN, "outbox.failed", "topic=%s reason=%s", rows[i].topic,
               b->errs[i].reason);
        if (db_changes(b->db) != before || !db_in_transaction(b->db)) return false;
    }
    return true;
}

static enum kb_code put_off_failed(struct batch *b, const struct effect *rows, int64_t n,
                                   struct kb_error *err)
{
    for (int64_t i = 0; i < n; i++) {
        if (b->errs[i].code == KB_OK) continue;
        struct kb_error why = b->errs[i];
        if (put_off(&b->turns[i], &rows[i], why.reason) != KB_OK)
            return *err = b->errs[i], err->code;
    }
    return KB_OK;
}

static enum kb_code run_batch(struct batch *b, const struct effect *rows, int64_t n,
                              struct kb_error *err)
{
    for (;;) {
        TRY(db_begin(b->db, err));
        if (run_all(b, rows, n)) break;
        db_rollback(b->db);
    }
    if (put_off_failed(b, rows, n, err) != KB_OK) {
        db_rollback(b->db);
        return err->code;
    }
    TRY(db_commit(b->db, err));
    for (int64_t i = 0; i < n; i++) turn_after_run(b->e, b->turns[i].after);
    return KB_OK;
}

enum kb_code turn_outbox_run(const struct turn_engine *e, struct db *writer,
                             const struct turn_topic *const *topics, int64_t *tried,
                             int64_t *next_ms, struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena arena = { 0 };
    struct kb_list due;
    *tried = 0;
    TRY(db_list(writer, &arena, &q_outbox_due,
                ARGS(ARG_INT(now_ms, kb_now_ms(e->world)), ARG_INT(rows, EFFECTS_MAX)),
                &effect_shape, EFFECTS_MAX, &due, err));
    if (due.n) {
        struct batch *b = kb_alloc(&arena, sizeof *b);
        b->e = e;
        b->db = writer;
        b->topics = topics;
        b->arena = &arena;
        TRY(run_batch(b, due.at, due.n, err));
    }
    *tried = due.n;
    return db_int(writer, &q_outbox_next, NO_ARGS, next_ms, err);
}
