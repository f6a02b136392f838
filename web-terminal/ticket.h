/* ticket - the right to open one terminal once: 32 random bytes shown to the page, kept as a
 * digest, good for 30 s, bound to user, session and resource, sent in the first frame and never
 * in a URL. Owns terminal and live_ticket. */
#ifndef WEB_TERMINAL_TICKET_H
#define WEB_TERMINAL_TICKET_H

#include "turn/engine.h"

/* SYSTEM op terminal_redeem: the ticket is used up and everything needed to open is returned. */
struct terminal_redeem {
    const char *ticket;
};
struct terminal_opening {
    int64_t id, org_id, user_id, session_id, resource_id, agent_id;
    const char *open; /* JSON of struct stream_open without cols and rows; holds credentials */
};
/* SYSTEM op terminal_ended. */
struct terminal_ended {
    int64_t id;
    const char *reason;
};
/* SYSTEM op live_redeem. */
struct live_redeem {
    const char *ticket;
};
struct live_opening {
    int64_t org_id, user_id, session_id;
};

extern const struct turn_route ticket_routes[];

#endif
