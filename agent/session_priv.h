/* session_priv - a session as its files see it: the loop (session.c) and the connection to the
 * controller (session_link.c). */
#ifndef AGENT_SESSION_PRIV_H
#define AGENT_SESSION_PRIV_H

#include "agent/core.h"
#include "agent/dial.h"
#include "agent/link.h"
#include "agent/session.h"
#include "agent/streams.h"
#include "agent/workers.h"

struct agent {
    struct agent_state *state;
    struct kb_world *world;
    struct agent_journal *journal;
    struct agent_core *core;
    struct workers *workers;
    struct streams_plan streams_plan;
    zactor_t *streams;
    struct dial dial, older; /* older: renewed, still read until older_ms */
    int64_t older_ms, dialled_ms;
    int messages; /* over the present connection */
    struct agent_link link;
    struct kb_arena arena; /* of one message */
    char boot[PROTOCOL_BOOT_MAX + 1];
    int signals;
    int64_t compact_ms;
    bool end;
};

int64_t session_now_ms(void *self); /* monotonic; self: struct agent */
/* A message to the controller, if there is a connection; it may be lost. self: struct agent */
void session_say(void *self, enum protocol_type type, const void *message);
/* Hears what has come. true: there may be more. */
bool session_listen(struct agent *a);
/* Whether connections came up or went. */
void session_look_at_news(struct agent *a);
/* Connects, beats and gives up, as the link says. */
void session_keep_link(struct agent *a);
/* A fresh connection before the old one goes: from now on we speak on the new, and listen to both.
 */
void session_renew(struct agent *a);

#endif
