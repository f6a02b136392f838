/* spawn - a worker process: this same program as "kboss-agent worker <kind>", with one end of a
 * socket pair as descriptor 3 and nothing else of ours. What it is to do comes over the socket, so
 * no secret is ever an argument or in the environment. */
#ifndef AGENT_SPAWN_H
#define AGENT_SPAWN_H

#include "base/base.h"

#include <sys/types.h>

#define WORKER_FD      3 /* its end of the socket pair */
#define WORKER_LOCK_FD 4 /* the state folder's lock: held until the last worker that acts is gone */

struct spawn_child {
    pid_t pid;
    int pidfd; /* readable when it has ended */
    int fd;    /* our end, non-blocking */
};

struct spawn_plan {
    const char *program; /* NULL: /proc/self/exe */
    const char *kind;    /* a driver's name, or "stream" */
    const char *home;    /* HOME of the worker */
    int lock;            /* to pass on, or -1 */
    bool packets;        /* one frame a packet, rather than a stream of bytes */
};

/* false: no process to be had. */
MUST_USE bool spawn_child(const struct spawn_plan *plan, struct spawn_child *out);
/* SIGKILL to it and what it started. Its end is told by pidfd. */
void spawn_kill(const struct spawn_child *c);
/* After its end: collects it and closes the descriptors. Returns the wait status, -1: it still
 * runs. */
int spawn_collect(struct spawn_child *c);

#endif
