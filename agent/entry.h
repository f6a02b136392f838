/* entry - the attempts the core has in hand: found by job, kept in the order they came, one list a
 * state. Each is one block of memory and a second for its result. */
#ifndef AGENT_ENTRY_H
#define AGENT_ENTRY_H

#include "agent/core.h"

#define ENTRY_BUCKETS 1024

enum entry_state { ENTRY_QUEUED, ENTRY_RUNNING, ENTRY_FINISHED, ENTRY_STATES };

struct entry {
    struct entry *same_bucket, *prev, *next, *next_dirty;
    struct protocol_job job;
    struct protocol_result *result; /* of FINISHED */
    enum entry_state state;
    enum agent_mode mode;
    uint64_t lane;
    int64_t due_ms;              /* QUEUED, RUNNING: deadline by our own clock */
    int64_t repeat_ms, again_ms; /* FINISHED: interval, and when the result is sent again */
    int slot; /* of the worker that is on it, or -1; also while it is being killed */
    bool dirty, say_accepted, say_result, start, kill, gone;
    char text[];
};

struct entry_list {
    struct entry *first, *last;
    int64_t n;
};

struct entry_table {
    struct entry *bucket[ENTRY_BUCKETS];
    struct entry_list list[ENTRY_STATES];
    struct entry *dirty, **dirty_end;
};

void entry_table_init(struct entry_table *t);
void entry_table_done(struct entry_table *t);
/* A copy of the job, QUEUED at the end. */
struct entry *entry_add(struct entry_table *t, const struct protocol_job *job);
struct entry *entry_find(const struct entry_table *t, int64_t job, int64_t epoch);
/* The entries of a job, newest epoch first is not promised: walk with entry_next_of. */
struct entry *entry_first_of(const struct entry_table *t, int64_t job);
struct entry *entry_next_of(const struct entry *e);
void entry_move(struct entry_table *t, struct entry *e, enum entry_state state);
void entry_set_result(struct entry *e, const struct protocol_result *result);
void entry_touch(struct entry_table *t, struct entry *e); /* flush will look at it */
struct entry *entry_take_dirty(struct entry_table *t);
void entry_remove(struct entry_table *t, struct entry *e); /* not while it is dirty */

#endif
