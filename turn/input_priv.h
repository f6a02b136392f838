/* input, reply, idempotency - the engine's own parts, seen by request.c and group.c only. */
#ifndef TURN_INPUT_PRIV_H
#define TURN_INPUT_PRIV_H

#include "base/text.h"
#include "turn/engine.h"

/* Fill r->in (zeroed memory of the route's input shape) or r->err. */
MUST_USE enum kb_code turn_input_read(const struct turn_engine *e, struct turn_request *r);
/* r->out as JSON or CSV becomes r's reply with status 200. */
void turn_reply_write(const struct turn_engine *e, struct turn_request *r);
/* Whether the key was used before: *replayed with the kept reply, or a conflict. */
MUST_USE enum kb_code turn_idempotency_find(struct turn *t, struct turn_request *r, bool *replayed);
MUST_USE enum kb_code turn_idempotency_keep(struct turn *t, struct turn_request *r);
/* t of r on this connection, with the actor not yet known. */
void turn_request_begin(const struct turn_engine *e, struct db *db, struct turn_request *r);
/* Hand what a committed turn left to the engine's hook, oldest first. */
void turn_after_run(const struct turn_engine *e, struct turn_after *list);

/* --- put_off.c --- */
/* Whether t failed at a row of its tick that can be put off. */
bool turn_stuck(const struct turn *t);
MUST_USE enum kb_code turn_put_off_next(struct db *db, int64_t now_ms, int64_t *next_ms,
                                        struct kb_error *err);
MUST_USE enum kb_code turn_put_off_purge(struct turn *t, int64_t keep_ms, int64_t *rows);

#endif
