/* request - the part of a turn before and around its handler: who asks, whether he may, what he
 * says; and the whole of a read. Runs on readers' connections, so it never waits for the writer. */
#include "turn/input_priv.h"

#include <string.h>

void turn_request_begin(const struct turn_engine *e, struct db *db, struct turn_request *r)
{
    struct turn_actor actor = r->turn.actor;
    void *prepared = r->turn.prepared;
    r->turn = (struct turn){ .db = db,
                             .arena = &r->arena,
                             .world = e->world,
                             .err = &r->err,
                             .engine = e,
                             .route = r->route,
                             .now_ms = kb_now_ms(e->world),
                             .request_id = r->request_id,
                             .peer = r->peer ? r->peer : "",
                             .prepared = prepared };
    r->turn.actor = r->actor ? *r->actor : actor;
    if (!r->turn.actor.name) r->turn.actor.name = "";
    r->err = (struct kb_error){ 0 };
}

static enum kb_code may(struct turn *t, const struct turn_route *route)
{
    if (route->who & WHO_ANYONE || route->who & t->actor.who) return KB_OK;
    if (!(t->actor.who & ~(uint32_t)WHO_ANYONE))
        return kb_fail(t->err, KB_UNSIGNED, "session.none", "sign in first");
    if (!t->actor.org_id)
        return kb_fail(t->err, KB_DENIED, "route.org",
                       "say for which organisation, in X-Kboss-Org");
    return kb_fail(t->err, KB_DENIED, "route.denied", "your role may not do this");
}

static bool key_ok(const char *key)
{
    size_t n = strlen(key);
    if (n < 16 || n > 64) return false;
    for (; *key; key++)
        if (*key < 0x21 || *key > 0x7e) return false;
    return true;
}

static enum kb_code check_key(struct turn_request *r)
{
    if (!turn_request_writes(r) || r->route->flags & TURN_NO_KEY || r->route->who & WHO_SYSTEM) {
        r->key = "";
        return KB_OK;
    }
    if (!r->key || !key_ok(r->key))
        return kb_fail_field(&r->err, "Idempotency-Key", "idempotency.missing",
                             "a write needs an Idempotency-Key of 16 to 64 characters");
    AUTO(kb_text_done) struct kb_text all = { 0 };
    kb_text_init(&all, (size_t)2 << 20);
    kb_text_addf(&all, "%s %s\n", r->method, r->path);
    kb_text_addn(&all, r->body ? r->body : "", r->body_len);
    kb_digest(r->body_hash, all.at, all.len);
    return KB_OK;
}

static enum kb_code prepare(const struct turn_engine *e, struct turn_request *r)
{
    struct turn *t = &r->turn;
    if (!r->actor) TRY(e->authenticate(t, r));
    TRY(may(t, r->route));
    TRY(check_key(r));
    r->in = kb_alloc(&r->arena, r->route->call->in->size + 1);
    TRY(turn_input_read(e, r));
    if (r->route->call->prepare) TRY(r->route->call->prepare(t, r->in));
    return KB_OK;
}

enum kb_code turn_request_prepare(const struct turn_engine *e, struct db *reader,
                                  struct turn_request *r)
{
    turn_request_begin(e, reader, r);
    if (prepare(e, r) == KB_OK) return KB_OK;
    turn_request_fail(r, &r->err);
    return r->err.code;
}

void turn_request_read(const struct turn_engine *e, struct db *reader, struct turn_request *r)
{
    if (db_begin(reader, &r->err) != KB_OK) {
        turn_request_fail(r, &r->err);
        return;
    }
    if (turn_request_prepare(e, reader, r) == KB_OK) {
        r->out = kb_alloc(&r->arena, r->route->call->out->size);
        if (r->route->call->run(&r->turn, r->in, r->out) == KB_OK)
            turn_reply_write(e, r);
        else
            turn_request_fail(r, &r->err);
    }
    db_rollback(reader);
    turn_after_run(e, r->turn.after);
}

void turn_request_done(struct turn_request *r)
{
    kb_arena_done(&r->arena);
}

void turn_after_run(const struct turn_engine *e, struct turn_after *list)
{
    struct turn_after *first = NULL;
    while (list) {
        struct turn_after *next = list->next;
        list->next = first;
        first = list;
        list = next;
    }
    if (first && e->after) e->after(e->self, first);
}
