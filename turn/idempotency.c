/* idempotency - a repeated key with the same body gets the reply of the first time; with another
 * body it is refused. Kept in the same transaction as what the request wrote: for ever where
 * money moved, else for 90 days. */
#include "idempotency_sql.h"
#include "turn/input_priv.h"

#include <stdlib.h>
#include <string.h>

struct kept {
    const char *body_hash, *reply, *op;
};
static const struct kb_field kept_fields[] = {
    STR(kept, body_hash), STR(kept, reply), STR(kept, op), { .name = NULL }
};
static SHAPE(kept);

/* Keys are the user's own in the acting organisation; API keys and agents have a scope each. Ids
 * made in one millisecond differ in a few bits only, so they are mixed before they are joined. */
static int64_t scope_of(const struct turn_actor *a)
{
    const int64_t who[] = { a->user_id, a->org_id, a->key_id, a->agent_id };
    char hex[65], first[16];
    kb_digest(hex, who, sizeof who);
    memcpy(first, hex, sizeof first - 1);
    first[sizeof first - 1] = '\0';
    return (int64_t)strtoull(first, NULL, 16);
}

enum kb_code turn_idempotency_find(struct turn *t, struct turn_request *r, bool *replayed)
{
    struct kept kept;
    struct kb_error none;
    *replayed = false;
    if (!r->key || !r->key[0]) return KB_OK;
    enum kb_code code = db_one(t->db, t->arena, &q_idempotency_find,
                               ARGS(ARG_INT(scope, scope_of(&t->actor)), ARG_STR(idem_key, r->key)),
                               &kept_shape, &kept, &none);
    if (code == KB_NOT_FOUND) return KB_OK;
    if (code != KB_OK) return *t->err = none, code;
    if (strcmp(kept.body_hash, r->body_hash) != 0 || strcmp(kept.op, r->route->op) != 0)
        return kb_fail(t->err, KB_CONFLICT, "idempotency.other_body",
                       "this Idempotency-Key was used for another request");
    *replayed = true;
    r->replayed = true;
    r->status = 200;
    r->type = "application/json";
    r->reply = kept.reply;
    r->reply_len = strlen(kept.reply);
    return KB_OK;
}

enum kb_code turn_idempotency_keep(struct turn *t, struct turn_request *r)
{
    if (!r->key || !r->key[0]) return KB_OK;
    return turn_run(t, &q_idempotency_add,
                    ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(scope, scope_of(&t->actor)),
                         ARG_STR(idem_key, r->key), ARG_STR(op, r->route->op),
                         ARG_STR(body_hash, r->body_hash), ARG_STR(reply, r->reply),
                         ARG_INT(money, (r->route->flags & TURN_MONEY) != 0),
                         ARG_INT(created_ms, t->now_ms)));
}
