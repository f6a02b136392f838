/* memo - an agent's journal in memory: what is not committed is lost when the agent dies. */
#ifndef TESTS_SIM_MEMO_H
#define TESTS_SIM_MEMO_H

#include "agent/journal.h"

struct memo_row {
    int64_t job, epoch;
    struct agent_record record;
};

/* A row as it was before; at < 0: the highest controller epoch was. */
struct memo_undo {
    int64_t at;
    bool fresh;
    struct memo_row row;
    int64_t epoch_seen;
};

struct memo {
    struct kb_arena *arena; /* texts live here */
    struct memo_row *row;
    size_t n, cap;
    struct memo_undo *undo;
    size_t undo_n, undo_cap;
    int64_t epoch_seen;
};

struct agent_journal_ops memo_ops(struct memo *m);
void memo_crash(struct memo *m);
void memo_done(struct memo *m);

struct protocol_job memo_copy_job(struct kb_arena *a, const struct protocol_job *j);
struct protocol_result memo_copy_result(struct kb_arena *a, const struct protocol_result *r);

#endif
