/* desk - what people are told, and what they must agree to before it is done: messages and
 * approvals. Owns message, message_mark, message_read and the tables approval…. Never does what
 * was agreed to: it tells "approval.decided", and whoever asked does it. It stands low, so that
 * whoever sells, prices or posts can ask. */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "turn/engine.h"

/* How many messages the actor has not read in the acting organisation; 1000 at most. */
MUST_USE enum kb_code desk_messages_unread(struct turn *t, int64_t *n);

extern const struct turn_route message_routes[];
extern const struct turn_topic message_topics[];
extern const struct turn_listener put_off_listeners[];

#endif
