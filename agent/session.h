/* session - the agent as a program: its socket to the controller, its core, its workers and its
 * terminals in one loop, until a signal ends it. */
#ifndef AGENT_SESSION_H
#define AGENT_SESSION_H

#include "agent/state.h"

struct session_options {
    const char *program; /* of workers; NULL: /proc/self/exe */
    int running_max;     /* attempts at once; 0: 8 */
    int terminals_max;   /* 0: 64 */
};

/* Returns after SIGTERM or SIGINT with KB_OK, or when the journal fails. The state is locked and
 * loaded. Signals are blocked meanwhile. */
MUST_USE enum kb_code session_run(struct agent_state *s, struct kb_world *w,
                                  const struct session_options *options, struct kb_error *err);

struct enrol_request {
    const char *name, *control, *stream, *server_key, *code, *templates_dir, *drivers;
    int wait_ms;
};
/* Asks the controller to admit our key and writes agent.json. KB_DENIED agent.enrol or the
 * controller's own reason; KB_UNAVAILABLE agent.enrol: no answer. Asking again after success
 * succeeds. */
MUST_USE enum kb_code session_enrol(struct agent_state *s, const struct enrol_request *request,
                                    struct kb_error *err);

#endif
