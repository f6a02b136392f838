/* wish - a module that asks for approvals and does what was approved, the way billing and its
 * neighbours do: a route that asks, a listener that carries out after comparing the content. */
#ifndef TESTS_UNIT_DESK_WISH_H
#define TESTS_UNIT_DESK_WISH_H

#include "demo.h"
#include "desk/approval.h"

/* The demo with the wishes' routes and listener, and a table of wishes. */
void wish_open(struct world *w, struct demo *d);
/* The actor wishes for something; the reply is the wish. Returns the status. */
int wish(struct world *w, int64_t amount_fen, const char *what);
/* The approval of the last reply's wish; its state and the wish's ("waiting", "granted", …). */
const char *wish_approval(struct world *w);
const char *wish_state(struct world *w, const char *approval);
const char *approval_state(struct world *w, const char *approval);
/* The digest the console would show. */
const char *wish_digest(struct world *w, const char *approval);
/* who approves or rejects what he sees. Returns the status. */
int approves(struct world *w, const struct turn_actor *who, const char *approval);
int rejects(struct world *w, const struct turn_actor *who, const char *approval, const char *why);
/* The distributor's flow for its wishes; levels as JSON with ' for ". */
void wish_flow(struct world *w, struct demo *d, const char *levels);

#endif
