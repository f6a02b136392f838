/* workers - the pool of worker processes: one process a driver and slot, one attempt at a time,
 * reused while healthy. Owned by the thread that polls it. */
#ifndef AGENT_WORKERS_H
#define AGENT_WORKERS_H

#include "agent/core.h"
#include "agent/worker.h"

struct workers;

struct workers_plan {
    const char *program; /* NULL: /proc/self/exe */
    struct worker_setup setup;
    int lock;             /* of the state folder, or -1 */
    int max;              /* processes */
    int64_t idle_ms;      /* an unused one is let go after this */
    int64_t attempts_max; /* and a used one after so many */
    void *self;
    void (*finished)(void *self, const struct protocol_result *result);
    void (*died)(void *self, int64_t job, int64_t epoch, const char *text);
};

/* The plan's strings must outlive it. */
struct workers *workers_new(const struct workers_plan *plan);
void workers_free(struct workers *w); /* kills them all */
/* A descriptor that is readable when workers_turn has something to do. */
int workers_fd(const struct workers *w);
/* false: no process to be had. */
MUST_USE bool workers_start(struct workers *w, const struct protocol_job *job, enum agent_mode mode,
                            int64_t left_ms, int64_t now_ms);
void workers_kill(struct workers *w, int64_t job, int64_t epoch);
/* Takes answers and deaths, calls finished and died, lets idle ones go. */
void workers_turn(struct workers *w, int64_t now_ms);
int workers_count(const struct workers *w);

#endif
