/* streams - the thread that carries terminals: the stream socket on one side, a worker process a
 * terminal on the other. A thread of its own, so that a journal's fsync cannot hold up a key stroke
 * nor a flood of output a "power off". Connects when the controller asks, and lets an unused
 * connection go. */
#ifndef AGENT_STREAMS_H
#define AGENT_STREAMS_H

#include "agent/worker.h"
#include "protocol/key.h"

#include <czmq.h>

struct streams_plan {
    const char *endpoint, *boot, *program;
    unsigned char secret_key[PROTOCOL_KEY_BYTES], server_key[PROTOCOL_KEY_BYTES];
    struct worker_setup setup;
    int max;         /* terminals at once */
    int64_t idle_ms; /* a connection without terminals is let go after this */
    struct kb_world *world;
};

/* zactor_destroy ends it and every terminal. The plan must outlive it. */
zactor_t *streams_start(const struct streams_plan *plan);
/* Connect, unless that is being done or there is a connection. */
void streams_connect(zactor_t *streams);
/* End every terminal and the connection. */
void streams_close(zactor_t *streams);

#endif
