/* terminals - browser terminals in the daemon: redeems tickets, and carries frames between the
 * hub's sessions, their sockets and the rooms. On the sockets thread, except
 * terminals_post_stream. */
#ifndef CONTROLLER_TERMINALS_H
#define CONTROLLER_TERMINALS_H

#include "controller/app.h"

struct terminals;
struct terminals *terminals_new(struct app *app);
void terminals_free(struct terminals *t);
/* A new socket: its HELLO must come in time. NULL: too many. */
void *terminals_open(struct terminals *t, struct edge_ws *ws);
void terminals_message(struct terminals *t, void *one, const void *bytes, size_t n);
void terminals_drained(struct terminals *t, void *one, size_t queued);
void terminals_closed(struct terminals *t, void *one);
/* Deadlines; returns ms until the next, or -1. */
int64_t terminals_timer(struct terminals *t);

void terminals_close_resource(struct terminals *t, int64_t resource_id, const char *reason);
void terminals_end(struct terminals *t, int64_t terminal_id, const char *reason);
void terminals_session_ended(struct terminals *t, int64_t session_id);
/* A user's password changed, or his roles in one organisation (0: everywhere): his terminals there
 * end; he opens new ones if he still may. */
void terminals_user_changed(struct terminals *t, int64_t user_id, int64_t org_id);
void terminals_agent_gone(struct terminals *t, int64_t agent_id);
/* From the rooms thread: a frame of an agent. */
void terminals_post_stream(struct terminals *t, int64_t agent_id, const struct stream_frame *frame);

#endif
