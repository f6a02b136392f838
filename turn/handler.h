/* handler - what a handler may do: rows, effects, notices, the change journal, ids, pages of a
 * list. Every call fails into t->err and returns its code. Seen through turn/turn.h. */
#ifndef TURN_HANDLER_H
#define TURN_HANDLER_H

#include "turn/turn.h"

MUST_USE enum kb_code turn_run(struct turn *t, const struct db_query *q, const struct db_arg *args);
MUST_USE enum kb_code turn_run_one(struct turn *t, const struct db_query *q,
                                   const struct db_arg *args);
MUST_USE enum kb_code turn_put(struct turn *t, const struct db_query *q,
                               const struct kb_shape *shape, const void *row);
/* not_found with this thing's name when there is no row; another organisation's is absent too. */
MUST_USE enum kb_code turn_find(struct turn *t, const char *thing, const struct db_query *q,
                                const struct db_arg *args, const struct kb_shape *shape, void *out);
MUST_USE enum kb_code turn_int(struct turn *t, const struct db_query *q, const struct db_arg *args,
                               int64_t *out);
MUST_USE enum kb_code turn_all(struct turn *t, const struct db_query *q, const struct db_arg *args,
                               const struct kb_shape *shape, int64_t max, struct kb_list *out);
/* A durable effect: carried out by a runner at least once, with this key. body: shape's struct. */
MUST_USE enum kb_code turn_effect(struct turn *t, const char *topic, const char *key,
                                  const struct kb_shape *shape, const void *body, int64_t due_ms);
/* A notice to the people of an organisation: a message in the console, an outbox effect of topic
 * "notice.send". To everybody, or to one of them, or to those who have one of these roles there
 * (bits as of org's roles). */
struct turn_notice {
    int64_t org_id, object_id, user_id, role_bits;
    const char *kind, *object, *text_zh, *text_en;
};
extern const struct kb_shape turn_notice_shape;
MUST_USE enum kb_code turn_notify(struct turn *t, const struct turn_notice *n);
void turn_then(struct turn *t, const char *kind, int64_t a, int64_t b, const char *text);
/* Tell org's open pages that an object changed: topic is the object's word ("order", "job"). */
void turn_touch(struct turn *t, int64_t org_id, const char *object, int64_t id);
/* A line of the change journal; detail is a JSON object as text or "". Seen by org_id. */
MUST_USE enum kb_code turn_change(struct turn *t, int64_t org_id, const char *object, int64_t id,
                                  const char *verb, const char *detail);
/* Tell the modules above, at once and in this transaction, that something happened to id. Their
 * refusal is this turn's failure. */
MUST_USE enum kb_code turn_tell(struct turn *t, const char *event, int64_t id);
/* Forget what is older than keep_ms: q has :before_ms and a bound of :rows. *rows grows by what
 * went. */
MUST_USE enum kb_code turn_purge(struct turn *t, const struct db_query *q, int64_t keep_ms,
                                 int64_t *rows);
/* --- what is due by the clock --- */
/* Around what a tick does with one row: TRY(turn_due(t, "job", j->id, run(t, j))). When it failed
 * the tick is run again without this row, which is put off, and "row.put_off" is told. The query
 * that finds what is due passes over rows of put_off with this object until their time. */
MUST_USE enum kb_code turn_due(struct turn *t, const char *object, int64_t row_id,
                               enum kb_code code);
struct turn_put_off {
    int64_t id, row_id, tries, since_ms, until_ms;
    const char *object, *op, *reason, *text;
};
MUST_USE enum kb_code turn_put_off_find(struct turn *t, int64_t id, struct turn_put_off *out);

int64_t turn_new_id(struct turn *t);
/* The id prefix of an object's word ("order": "ord"); "" for a word that is none. */
const char *turn_object_prefix(const char *object);
/* Why ids with this prefix are no secret to anybody who trades; NULL: they are their owner's. */
const char *turn_object_open(const char *prefix);
/* "" when prefix is "": a thing that has no id outside. */
char *turn_id_text(struct turn *t, const char *prefix, int64_t id);

/* --- lists: newest first by id, cursor paging --- */
struct turn_list_in {
    const char *cursor;
    int64_t limit;
};
extern const struct kb_shape turn_list_in_shape;
/* after_id: rows with id < after_id come next. rows: how many to ask for (limit + 1). */
MUST_USE enum kb_code turn_page(struct turn *t, const char *cursor, int64_t limit,
                                int64_t *after_id, int64_t *rows);
/* Cut the extra row and make the next cursor from the last kept row's id. */
const char *turn_page_next(struct turn *t, struct kb_list *items, int64_t limit,
                           const struct kb_shape *shape);
#define TURN_PAGE_FIELDS(S)                                                                        \
    STR(S, cursor, .max = 40, .optional = true, .doc = "Where the page before ended."),            \
        INT(S, limit, .min = 0, .max = 200, .optional = true,                                      \
            .doc = "Rows a page; 50 when not given.")

struct nothing {
    int64_t unused;
};
extern const struct kb_shape nothing_shape; /* {} */
struct done {
    bool ok;
};
extern const struct kb_shape done_shape; /* { "ok": true } */

#endif
