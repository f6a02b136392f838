/* handler - what handlers call: queries on their turn's connection, effects, journal, ids. */
#include "turn/engine.h"
#include "turn_sql.h"

#include <string.h>

enum kb_code turn_run(struct turn *t, const struct db_query *q, const struct db_arg *args)
{
    return db_run(t->db, q, args, t->err);
}

enum kb_code turn_run_one(struct turn *t, const struct db_query *q, const struct db_arg *args)
{
    return db_run_one(t->db, q, args, t->err);
}

enum kb_code turn_put(struct turn *t, const struct db_query *q, const struct kb_shape *shape,
                      const void *row)
{
    return db_put(t->db, q, shape, row, t->err);
}

enum kb_code turn_find(struct turn *t, const char *thing, const struct db_query *q,
                       const struct db_arg *args, const struct kb_shape *shape, void *out)
{
    enum kb_code code = db_one(t->db, t->arena, q, args, shape, out, t->err);
    if (code != KB_NOT_FOUND) return code;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such %s", thing);
}

enum kb_code turn_int(struct turn *t, const struct db_query *q, const struct db_arg *args,
                      int64_t *out)
{
    return db_int(t->db, q, args, out, t->err);
}

enum kb_code turn_all(struct turn *t, const struct db_query *q, const struct db_arg *args,
                      const struct kb_shape *shape, int64_t max, struct kb_list *out)
{
    return db_list(t->db, t->arena, q, args, shape, max, out, t->err);
}

enum kb_code turn_effect(struct turn *t, const char *topic, const char *key,
                         const struct kb_shape *shape, const void *body, int64_t due_ms)
{
    const char *text = kb_write_text(shape, body, t->arena);
    TRY(turn_run(t, &q_outbox_add,
                 ARGS(ARG_INT(id, turn_new_id(t)), ARG_STR(topic, topic), ARG_STR(effect_key, key),
                      ARG_STR(body, text), ARG_INT(due_ms, due_ms))));
    turn_then(t, "clock", due_ms, 0, "");
    return KB_OK;
}

static const struct kb_field turn_notice_fields[] = {
    INT(turn_notice, org_id),
    INT(turn_notice, object_id),
    INT(turn_notice, user_id, .optional = true),
    INT(turn_notice, role_bits, .optional = true),
    STR(turn_notice, kind),
    STR(turn_notice, object),
    STR(turn_notice, text_zh),
    STR(turn_notice, text_en),
    { .name = NULL },
};
SHAPE(turn_notice);

enum kb_code turn_notify(struct turn *t, const struct turn_notice *n)
{
    const char *key = kb_printf(
        t->arena, "%s-%lld-%lld-%lld-%lld-%lld", n->kind, (long long)n->object_id,
        (long long)n->org_id, (long long)n->user_id, (long long)n->role_bits, (long long)t->now_ms);
    return turn_effect(t, "notice.send", key, &turn_notice_shape, n, t->now_ms);
}

void turn_then(struct turn *t, const char *kind, int64_t a, int64_t b, const char *text)
{
    struct turn_after *x = KB_NEW(t->arena, struct turn_after);
    *x = (struct turn_after){ .next = t->after, .kind = kind, .a = a, .b = b, .text = text };
    x->more = "";
    t->after = x;
}

void turn_touch(struct turn *t, int64_t org_id, const char *object, int64_t id)
{
    turn_then(t, "live", org_id, id, object);
}

enum kb_code turn_change(struct turn *t, int64_t org_id, const char *object, int64_t id,
                         const char *verb, const char *detail)
{
    turn_touch(t, org_id, object, id);
    return turn_run(t, &q_change_add,
                    ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(at_ms, t->now_ms),
                         ARG_INT(org_id, org_id), ARG_STR(object, object), ARG_INT(object_id, id),
                         ARG_STR(verb, verb), ARG_STR(detail, detail),
                         ARG_INT(user_id, t->actor.user_id), ARG_INT(agent_id, t->actor.agent_id),
                         ARG_STR(actor, t->actor.name), ARG_STR(request_id, t->request_id)));
}

enum kb_code turn_tell(struct turn *t, const char *event, int64_t id)
{
    const struct turn_listener *const *table = t->engine ? t->engine->listeners : NULL;
    for (; table && *table; table++)
        for (const struct turn_listener *l = *table; l->event; l++)
            if (strcmp(l->event, event) == 0) TRY(l->run(t, id));
    return KB_OK;
}

int64_t turn_new_id(struct turn *t)
{
    return kb_new_id(t->world);
}

char *turn_id_text(struct turn *t, const char *prefix, int64_t id)
{
    char text[KB_ID_TEXT_MAX] = "";
    if (prefix[0]) kb_id_text(&t->world->id_key, prefix, id, text);
    return kb_strdup(t->arena, text);
}

#define PAGE_LIMIT 50

enum kb_code turn_page(struct turn *t, const char *cursor, int64_t limit, int64_t *after_id,
                       int64_t *rows)
{
    *after_id = INT64_MAX;
    *rows = (limit ? limit : PAGE_LIMIT) + 1;
    if (!cursor || !cursor[0]) return KB_OK;
    if (kb_id_parse(&t->world->id_key, "cur", cursor, after_id) && *after_id != KB_ID_NEVER)
        return KB_OK;
    return kb_fail_field(t->err, "cursor", "request.field", "cursor is not one of ours");
}

const char *turn_page_next(struct turn *t, struct kb_list *items, int64_t limit,
                           const struct kb_shape *shape)
{
    int64_t keep = limit ? limit : PAGE_LIMIT;
    if (items->n <= keep) return "";
    items->n = keep;
    const char *last = (const char *)items->at + (size_t)(keep - 1) * shape->size;
    const struct kb_field *id = kb_field_find(shape, "id");
    KB_ASSERT(id && id->type == KB_T_ID);
    return turn_id_text(t, "cur", *(const int64_t *)(const void *)(last + id->offset));
}

static const struct kb_field nothing_fields[] = { { .name = NULL } };
SHAPE(nothing);
static const struct kb_field done_fields[] = { BOOL(done, ok), { .name = NULL } };
SHAPE(done);
static const struct kb_field turn_list_in_fields[] = { TURN_PAGE_FIELDS(turn_list_in),
                                                       { .name = NULL } };
SHAPE(turn_list_in);
