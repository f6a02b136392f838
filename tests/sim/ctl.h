/* ctl - the controller: its core's loop, the clock's work and the gateway, around the real turn
 * engine, routes, listeners and outbox. It dies before or behind any commit. */
#ifndef TESTS_SIM_CTL_H
#define TESTS_SIM_CTL_H

#include "inventory/job.h"
#include "net.h"
#include "turn/engine.h"

struct sim;
struct ask;

enum gate_link { GATE_NONE, GATE_ONLINE, GATE_LATE };

/* What the gateway knows of an agent. */
struct gate {
    enum gate_link link;
    int64_t heard_ms;
    bool revoked;
};

/* A turn that waits for its group: somebody's request, or a SYSTEM turn. */
struct turn_wait {
    struct turn_request r;
    struct turn_actor actor;
    struct ask *ask;
    struct job_report report; /* of job_reported; job 0: another op */
    struct job_row *before;   /* that job as it was before the group, a copy; or NULL */
    struct turn_wait *next;
};

struct ctl {
    struct turn_engine engine;
    struct turn_actor clock;  /* SYSTEM */
    struct turn_wait *first, **last;
    struct gate gate[SITES_MAX];
    bool up, dead, core_due;
    int64_t core_ms;          /* monotonic, when EV_CORE comes */
    int64_t next_ms, wake_ms, ticked_ms, purge_ms; /* wall clock */
    int dies_in;              /* commits until death; -1: none */
    bool dies_behind;         /* that commit is still made */
    uint64_t requests;
};

void ctl_init(struct sim *s);
void ctl_start(struct sim *s);
void ctl_kill(struct sim *s);
void ctl_kill_at_commit(struct sim *s, int commits, bool behind);
bool ctl_refuses_commit(void *sim);
void ctl_done(struct sim *s);

/* A request came in; its reply goes to ask_reply. */
void ctl_request(struct sim *s, struct ask *a);
/* A SYSTEM turn; in is a struct of the route's input, copied. */
void ctl_system(struct sim *s, const char *op, int64_t agent_id, const void *in);
/* At once and outside of any group, for setting up; false: refused. */
bool ctl_system_now(struct sim *s, const char *op, const void *in, void *out, struct kb_arena *a);
void ctl_core(struct sim *s);
void ctl_look(struct sim *s); /* the clock may have moved: within a second */
bool ctl_idle(const struct sim *s);

/* --- gate.c --- */
void gate_message(struct sim *s, const struct event *e);
void gate_after(struct sim *s, const struct turn_after *x);
/* Both ends of every line: heartbeats, silence, hello. */
void gate_pulse(struct sim *s);
/* Time went by with heartbeats coming in. */
void gate_heard(struct sim *s);

#endif
