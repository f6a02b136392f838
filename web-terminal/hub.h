/* hub - every terminal that is open: which socket, which agent, which resource and sign-in each
 * belongs to. All calls come from one thread (the edge's sockets thread); what must leave it goes
 * through the sink. Times are monotonic milliseconds. */
#ifndef WEB_TERMINAL_HUB_H
#define WEB_TERMINAL_HUB_H

#include "web-terminal/relay.h"

struct terminal_hub;
struct terminal_session; /* from terminal_hub_ws_open to terminal_hub_ws_closed */

/* What the core answers to a ticket. Texts are used during the call only. */
struct terminal_admission {
    int64_t terminal_id, agent_id; /* terminal_id is the stream's session number */
    int64_t org_id, user_id, session_id, resource_id;
    const char *name; /* the terminal's id as the API tells it */
    const char *open; /* JSON of struct stream_open without cols and rows */
};

/* Told once for every admitted terminal, for the core to note. reason: a word of reasons.def, or
 * "exit". out_bytes, in_bytes: passed on. */
struct terminal_end {
    int64_t terminal_id;
    const char *reason;
    uint64_t out_bytes, in_bytes;
};

struct terminal_hub_sink {
    void *self;
    /* As edge_ws_send: the bytes now waiting, or -1. Two parts, one binary message. */
    int64_t (*ws_send)(void *self, void *ws, const void *head, size_t head_n, const void *bytes,
                       size_t n);
    /* As edge_ws_close: after what is queued. terminal_hub_ws_closed must follow. */
    void (*ws_close)(void *self, void *ws, int code, const char *reason);
    /* As rooms_stream. false: the agent cannot take it. */
    bool (*agent_send)(void *self, int64_t agent_id, const struct stream_frame *f);
    /* Ask the core about a ticket; answer with terminal_hub_admit or _refuse, in the order in which
     * the core decided, so that a revocation is never overtaken by an older admission. */
    void (*redeem)(void *self, uint64_t attempt, const char *ticket);
    void (*ended)(void *self, const struct terminal_end *end);
    /* Call terminal_hub_tick within so many ms (as edge_ws_timer). */
    void (*wake)(void *self, int64_t in_ms);
};

struct terminal_hub *terminal_hub_new(const struct terminal_hub_sink *sink, size_t sessions_max);
void terminal_hub_free(struct terminal_hub *h); /* after every ws_closed; NULL is fine */

/* A socket of kboss.term.1 is open. NULL: there is no room; refuse it (503). */
struct terminal_session *terminal_hub_ws_open(struct terminal_hub *h, void *ws, int64_t now_ms);
void terminal_hub_ws_message(struct terminal_session *s, const void *bytes, size_t n, bool text,
                             int64_t now_ms);
void terminal_hub_ws_drained(struct terminal_session *s, size_t queued);
void terminal_hub_ws_closed(struct terminal_session *s); /* s is gone after it */

/* The core's answer; an attempt whose socket has gone meanwhile is ended at once. */
void terminal_hub_admit(struct terminal_hub *h, uint64_t attempt,
                        const struct terminal_admission *a, int64_t now_ms);
void terminal_hub_refuse(struct terminal_hub *h, uint64_t attempt, const char *reason);

/* A frame of this agent. Unknown sessions are told to close; another agent's stay untouched. */
void terminal_hub_stream_frame(struct terminal_hub *h, int64_t agent_id,
                               const struct stream_frame *f, int64_t now_ms);
/* The agent's stream connection is down: its terminals are over. */
void terminal_hub_agent_lost(struct terminal_hub *h, int64_t agent_id);

/* End all terminals that match: each member that is not 0 must be equal; all 0 ends them all.
 * Returns how many. Their devices are told at once. */
struct terminal_where {
    int64_t terminal_id, org_id, user_id, session_id, resource_id, agent_id;
};
size_t terminal_hub_close_where(struct terminal_hub *h, const struct terminal_where *w,
                                const char *reason);

void terminal_hub_tick(struct terminal_hub *h, int64_t now_ms);

struct terminal_hub_counts {
    size_t sockets, live; /* open sockets; terminals between OPENED and the end */
};
struct terminal_hub_counts terminal_hub_count(const struct terminal_hub *h);

#endif
