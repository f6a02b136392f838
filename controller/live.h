/* live - the channel that tells open pages what changed: only that, never what it is; the page
 * reads again by GET, with its own permissions. All calls are on the sockets thread. */
#ifndef CONTROLLER_LIVE_H
#define CONTROLLER_LIVE_H

#include "controller/app.h"

struct live;
struct live *live_new(struct app *app);
void live_free(struct live *l);
/* A new socket; it has 10 s to send its ticket. NULL: too many. */
void *live_open(struct live *l, struct edge_ws *ws);
void live_message(struct live *l, void *one, const void *bytes, size_t n);
void live_closed(struct live *l, void *one);
/* Cut those that never sent a ticket, send what gathered. Returns ms until the next call, or -1. */
int64_t live_timer(struct live *l);
/* Push {"topic","id"} to the organisation's sockets. */
void live_push(struct live *l, int64_t org_id, const char *topic, int64_t id);
void live_session_ended(struct live *l, int64_t session_id);
/* A user lost something in an organisation (0: in all): what he hears there ends; he asks anew. */
void live_user_changed(struct live *l, int64_t user_id, int64_t org_id);

#endif
