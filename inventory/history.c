/* history - the change journal as people read it: who did what to which object, when. */
#include "history_sql.h"
#include "inventory/inventory.h"

#include <string.h>

struct change {
    int64_t id, at_ms, object_id, agent_id;
    const char *object, *verb, *detail, *actor, *request_id, *object_ref;
};
static const struct kb_field change_fields[] = {
    ID(change, id, "chg"),
    INT(change, at_ms, .unit = "ms"),
    STR(change, object),
    INT(change, object_id, .secret = true),
    STR(change, object_ref),
    STR(change, verb),
    STR(change, detail),
    STR(change, actor),
    ID(change, agent_id, "agt"),
    STR(change, request_id),
    { .name = NULL },
};
static SHAPE(change);

struct changes_in {
    const char *cursor, *object, *id;
    int64_t limit;
};
static const struct kb_field changes_in_fields[] = {
    TURN_PAGE_FIELDS(changes_in),
    STR(changes_in, object, .max = 20, .optional = true, .doc = "device, order, agent…"),
    STR(changes_in, id, .max = 20, .optional = true, .doc = "The object's id."),
    { .name = NULL },
};
static SHAPE(changes_in);

struct changes {
    struct kb_list items;
    const char *next;
};
static const struct kb_field changes_fields[] = { LIST(changes, items, change_shape),
                                                  STR(changes, next),
                                                  { .name = NULL } };
static SHAPE(changes);

/* The prefix is whatever stands before the line, as long as ids have prefixes of that length. */
static enum kb_code object_of(struct turn *t, const char *id, int64_t *out)
{
    char prefix[6] = "";
    size_t n = strcspn(id, "_");
    *out = 0;
    if (!id[0]) return KB_OK;
    if (n > 0 && n < sizeof prefix) memcpy(prefix, id, n);
    if (prefix[0] && kb_id_parse(&t->world->id_key, prefix, id, out)) return KB_OK;
    return kb_fail_field(t->err, "id", "request.field", "that is not an id");
}

static enum kb_code changes_list(struct turn *t, const struct changes_in *in, struct changes *out)
{
    int64_t after_id, rows, object_id = 0;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(object_of(t, in->id, &object_id));
    TRY(turn_all(t, &q_changes_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_INT(object_id, object_id), ARG_STR(object, in->object),
                      ARG_INT(rows, rows)),
                 &change_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &change_shape);
    struct change *c = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++)
        c[i].object_ref = turn_id_text(t, turn_object_prefix(c[i].object), c[i].object_id);
    return KB_OK;
}
HANDLER(changes_list, changes_in, changes);

#define SEE (WHO_P_ANY | WHO_D_ANY | WHO_C_ANY | WHO_S_ANY)
const struct turn_route history_routes[] = {
    { "GET", "/v1/changes", SEE, &changes_list_call, "changes_list",
      "The journal of changes of your organisation, or of one object.", TURN_LIST },
    { .method = NULL },
};
