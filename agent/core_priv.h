/* core_priv - what the files of the core share: its state (core.c), the life of an attempt
 * (attempt.c), what the controller says (core_message.c), and workers' slots (core_slot.c). */
#ifndef AGENT_CORE_PRIV_H
#define AGENT_CORE_PRIV_H

#include "agent/entry.h"

struct slot {
    bool busy;
    int64_t job;
    uint64_t lane;
};

struct agent_core {
    struct agent_limits limits;
    struct agent_ports ports;
    struct agent_journal_ops journal;
    struct entry_table table;
    struct slot slot[AGENT_RUNNING_MAX];
    int64_t epoch_seen, skew_ms, next_ms; /* skew: controller's clock minus ours */
    bool skew_known, linked, staged, broken;
    struct kb_error broken_by;
};

int64_t agent_core_now_ms(const struct agent_core *c);
/* The tick is to come then at the latest. */
void agent_core_wake(struct agent_core *c, int64_t ms);
/* After each write to the journal, with what it said. A journal that failed once is not asked
 * again: what it holds is no longer known. false: that is so. */
bool agent_core_staged(struct agent_core *c, enum kb_code code, const struct kb_error *err);
/* Attempts in hand. */
int64_t agent_core_open(const struct agent_core *c);

/* QUEUED, with its lane and its deadline by our own clock. */
struct entry *attempt_add(struct agent_core *c, const struct protocol_job *j);
/* One of which nothing is known but its name. */
struct entry *attempt_add_bare(struct agent_core *c, int64_t job, int64_t epoch);
/* Stage its result, which is then repeated until it is acknowledged. */
void attempt_finish(struct agent_core *c, struct entry *e, const struct protocol_result *result);
void attempt_finish_as(struct agent_core *c, struct entry *e, const char *outcome,
                       const char *reason, const char *text);
/* Ends an attempt that has no answer: what never started did not happen, the rest may have. */
void attempt_give_up(struct agent_core *c, struct entry *e, const char *reason, const char *text);

/* Start what can be started, oldest first; an attempt whose lane is busy holds up only its own
 * lane. */
void agent_core_schedule(struct agent_core *c);

#endif
