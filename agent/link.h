/* link - when to connect, when to beat, when to give a connection up: pure timing. Every attempt is
 * a fresh connection; failures back off with jitter, so that a thousand agents do not come back at
 * once. */
#ifndef AGENT_LINK_H
#define AGENT_LINK_H

#include "base/base.h"

enum agent_link_state { AGENT_LINK_IDLE, AGENT_LINK_TRYING, AGENT_LINK_UP };
enum agent_link_do { AGENT_LINK_NOTHING, AGENT_LINK_CONNECT, AGENT_LINK_CLOSE, AGENT_LINK_BEAT };

struct agent_link {
    enum agent_link_state state;
    int64_t due_ms; /* IDLE: connect then; TRYING: give up then; UP: beat then */
    int64_t heard_ms, heartbeat_ms;
    int failures; /* in a row */
};

/* Connects at once. Times are monotonic ms. */
void agent_link_init(struct agent_link *l, int64_t now_ms);
/* What to do now; ask again until NOTHING. CLOSE: drop the connection; failed is implied. */
enum agent_link_do agent_link_turn(struct agent_link *l, int64_t now_ms, uint32_t random);
void agent_link_heard(struct agent_link *l, int64_t now_ms);
void agent_link_welcome(struct agent_link *l, int64_t now_ms, int64_t heartbeat_ms);
/* The connection is gone. refused: by the controller, so do not come back soon. */
void agent_link_failed(struct agent_link *l, int64_t now_ms, uint32_t random, bool refused);
int64_t agent_link_due_ms(const struct agent_link *l);

#endif
