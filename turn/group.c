/* group - writing turns share one transaction: run in order, commit once, then the replies may
 * leave. A handler checks before it writes, so a refusal costs nothing; one that fails late takes
 * the group back and the others run again without it, which is safe because a turn has no other
 * effects. */
#include "turn/input_priv.h"

#include <string.h>

/* Who asks is looked at again on the writing connection: a session may have ended since. */
static enum kb_code run_one(const struct turn_engine *e, struct db *db, struct turn_request *r)
{
    bool replayed;
    turn_request_begin(e, db, r);
    struct turn *t = &r->turn;
    if (!r->actor) TRY(e->authenticate(t, r));
    if (!(r->route->who & (t->actor.who | WHO_SYSTEM)) && !(r->route->who & WHO_ANYONE))
        return kb_fail(t->err, KB_DENIED, "route.denied", "your role may not do this any more");
    TRY(turn_idempotency_find(t, r, &replayed));
    if (replayed) return KB_OK;
    if (!r->out) r->out = kb_alloc(&r->arena, r->route->call->out->size);
    memset(r->out, 0, r->route->call->out->size);
    TRY(r->route->call->run(t, r->in, r->out));
    if (t->refused) return turn_request_fail(r, t->err), t->err->code = KB_OK, KB_OK;
    if (r->route->who & WHO_SYSTEM) return KB_OK;
    turn_reply_write(e, r);
    return turn_idempotency_keep(t, r);
}

/* Runs those not yet refused; -1: all ran; else the index of one that failed after writing, or
 * whose failure took the transaction away (a full disk). */
static long run_all(const struct turn_engine *e, struct db *db, struct turn_request **requests,
                    size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct turn_request *r = requests[i];
        if (r->err.code != KB_OK) continue;
        int64_t before = db_changes(db);
        if (run_one(e, db, r) == KB_OK) {
            r->err = (struct kb_error){ 0 }; /* a look-up that found nothing may have left words */
            continue;
        }
        r->turn.after = NULL;
        if (db_changes(db) != before || !db_in_transaction(db)) return (long)i;
    }
    return -1;
}

static void let_out(const struct turn_engine *e, struct turn_request *r)
{
    if (r->err.code != KB_OK)
        turn_request_fail(r, &r->err);
    else
        turn_after_run(e, r->turn.after);
}

/* The database does not work: nothing of this group is there, and every reply says so. */
static enum kb_code none(struct turn_request **requests, size_t n, const struct kb_error *err)
{
    for (size_t i = 0; i < n; i++) {
        requests[i]->err = *err;
        requests[i]->turn.after = NULL;
        turn_request_fail(requests[i], err);
    }
    return err->code;
}

enum kb_code turn_group_run(const struct turn_engine *e, struct db *writer,
                            struct turn_request **requests, size_t n, struct kb_error *err)
{
    for (size_t i = 0; i < n; i++) requests[i]->err = (struct kb_error){ 0 };
    for (;;) {
        if (db_begin(writer, err) != KB_OK) return none(requests, n, err);
        if (run_all(e, writer, requests, n) < 0) break;
        db_rollback(writer);
    }
    if (db_commit(writer, err) != KB_OK) return none(requests, n, err);
    for (size_t i = 0; i < n; i++) let_out(e, requests[i]);
    return KB_OK;
}

enum kb_code turn_system(const struct turn_engine *e, struct db *writer, const char *op,
                         const struct turn_actor *actor, const void *in, void *out,
                         struct kb_arena *arena, struct kb_error *err)
{
    struct turn_request r = { .route = turn_route_op(e, op), .actor = actor, .input = in };
    struct turn_request *one = &r;
    KB_ASSERT(r.route && r.route->who & WHO_SYSTEM);
    r.in = (void *)(uintptr_t)in;
    r.out = out;
    if (arena) r.arena = *arena;
    enum kb_code code = turn_group_run(e, writer, &one, 1, err);
    if (code == KB_OK && r.err.code != KB_OK) *err = r.err, code = r.err.code;
    if (arena)
        *arena = r.arena;
    else
        kb_arena_done(&r.arena);
    return code;
}
