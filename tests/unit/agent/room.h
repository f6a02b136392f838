/* room - an agent's core with a journal in memory, workers that do as they are told, and a record
 * of all it said and did. A crash loses the core, the workers and whatever was staged. */
#ifndef TESTS_UNIT_AGENT_ROOM_H
#define TESTS_UNIT_AGENT_ROOM_H

#include "agent/core.h"
#include "kt.h"

#define ROOM_SAID_MAX 256
#define ROOM_WORK_MAX 64

struct room_said {
    enum protocol_type type;
    int64_t job, epoch;
    char outcome[16], reason[48], text[64];
};

struct room_work {
    struct protocol_job job; /* numbers only */
    enum agent_mode mode;
    int64_t left_ms;
    bool killed;
};

struct room {
    struct kt_world world;
    struct kb_seal_key key;
    struct agent_journal *journal;
    struct agent_journal_ops real;
    struct agent_core *core;
    struct agent_limits limits;
    struct room_said said[ROOM_SAID_MAX];
    int said_n;
    struct room_work work[ROOM_WORK_MAX]; /* running now */
    int work_n;
    int staged;     /* journal writes since the last commit */
    bool no_worker; /* start fails */
    bool disk_full; /* commit fails */
    void (*on_start)(void *self, const struct protocol_job *job, enum agent_mode mode);
    void *self;
    /* Fault: the process ends after that many more calls out of the core (-1: never). */
    int calls_left;
    bool dead;
};

void room_open(struct room *r, uint64_t seed);
void room_close(struct room *r);
void room_restart(struct room *r); /* after a crash: the journal as it was committed */
void room_pass(struct room *r, int64_t ms);
/* Inputs, each followed by a flush that must succeed unless the room is dead. */
void room_link(struct room *r, int64_t controller_epoch);
enum kb_code room_message(struct room *r, enum protocol_type type, const void *body,
                          struct kb_error *err);
void room_flush(struct room *r);
struct protocol_job room_job(int64_t job, int64_t epoch, const char *target);
enum kb_code room_give(struct room *r, int64_t job, int64_t epoch, const char *target);
void room_finish(struct room *r, int64_t job, int64_t epoch, const char *outcome);
void room_die(struct room *r, int64_t job, int64_t epoch);

struct room_work *room_work_find(struct room *r, int64_t job, int64_t epoch);
/* How often that was said since the record was cleared, and the last of it. */
int room_count(const struct room *r, enum protocol_type type, int64_t job, int64_t epoch);
const struct room_said *room_last(const struct room *r, enum protocol_type type, int64_t job);
void room_clear(struct room *r);

#endif
