/* site - one agent: the real core, its journal, its workers and its end of the line. It dies at any
 * call out of the core, and starts again from what its journal kept. */
#ifndef TESTS_SIM_SITE_H
#define TESTS_SIM_SITE_H

#include "agent/core.h"
#include "memo.h"
#include "queue.h"

#define WORKS_MAX 8

struct sim;

struct work {
    bool used, killed, hung, answered;
    uint32_t serial;
    struct protocol_job job;
    enum agent_mode mode;
    int64_t until_ms;
    struct protocol_result result;
};

struct site {
    struct sim *s;
    int at;                        /* its number, as the net counts */
    int64_t agent_id, room_id;
    struct agent_core *core;
    struct memo memo;              /* the journal, or */
    struct agent_journal *journal; /* the real one */
    struct agent_journal_ops real;
    struct kb_seal_key key;
    bool up, linked, dead, revoked;
    bool unanswered;               /* the core is being told that a worker died */
    int staged;                    /* journal writes since the last commit */
    int calls_left;                /* calls out of the core until it dies; -1: it does not */
    int64_t heard_ms, tick_ms, epoch_seen;
    uint32_t boot, serial;
    struct work work[WORKS_MAX];
};

void site_open(struct sim *s, struct site *site, int64_t agent_id, int64_t room_id);
void site_done(struct site *site);
void site_start(struct site *site);
void site_kill(struct site *site);
/* Dies at the call out of the core after that many more. */
void site_kill_soon(struct site *site, int calls);
void site_message(struct site *site, const struct event *e);
void site_tick(struct site *site, const struct event *e);
/* A heartbeat of the controller came, with its clock. */
void site_beat(struct site *site);
/* How long was it silent? Unlinks itself, says hello again. */
void site_pulse(struct site *site);
void site_work(struct site *site, const struct event *e);
void site_work_end(struct site *site, const struct event *e);
/* Hung workers go on: the faults are over. */
void site_unhang(struct site *site);
bool site_idle(const struct site *site); /* nothing runs, nothing is owed */

#endif
