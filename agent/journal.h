/* journal - what the agent must not forget: each attempt it accepted, each result it owes. Writes
 * are staged and become durable together at commit. The SQLite journal below is the real one; in
 * memory it also serves tests and the simulator. */
#ifndef AGENT_JOURNAL_H
#define AGENT_JOURNAL_H

#include "base/seal.h"
#include "protocol/message.h"

enum agent_record_state {
    AGENT_RECORD_NONE,
    AGENT_RECORD_INTENT,
    AGENT_RECORD_RESULT,
    AGENT_RECORD_ACKED
};

struct agent_record {
    enum agent_record_state state;
    int64_t newest;                /* epoch of the job, when found; 0: none */
    struct protocol_job job;       /* of an INTENT; else only job and epoch are set */
    struct protocol_result result; /* of RESULT and ACKED */
};

struct agent_journal_ops {
    void *self;
    enum kb_code (*intent)(void *self, const struct protocol_job *job, struct kb_error *err);
    /* Also without an intent before: an attempt that was refused is remembered too. */
    enum kb_code (*result)(void *self, const struct protocol_result *result, struct kb_error *err);
    enum kb_code (*acked)(void *self, int64_t job, int64_t epoch, struct kb_error *err);
    /* Raises the highest controller epoch seen. */
    enum kb_code (*epoch)(void *self, int64_t controller_epoch, struct kb_error *err);
    /* That attempt (state NONE: not known), and the newest epoch of its job. */
    enum kb_code (*find)(void *self, int64_t job, int64_t epoch, struct kb_arena *a,
                         struct agent_record *out, struct kb_error *err);
    /* Every INTENT and RESULT, oldest first. */
    enum kb_code (*load)(void *self, struct kb_arena *a, struct agent_record **open, int64_t *n,
                         int64_t *epoch_seen, struct kb_error *err);
    enum kb_code (*commit)(void *self, struct kb_error *err);
};

struct agent_journal;

/* path ":memory:" for none on disk. key seals jobs at rest (their targets hold secrets); they are
 * erased when the result is in. KB_INTERNAL agent.journal: it is damaged, or of a newer version. */
MUST_USE enum kb_code agent_journal_open(const char *path, const struct kb_seal_key *key,
                                         struct kb_world *world, struct agent_journal **out,
                                         struct kb_error *err);
void agent_journal_close(struct agent_journal *j); /* NULL is fine; what is staged is lost */
struct agent_journal_ops agent_journal_ops(struct agent_journal *j);
/* Forgets what was acknowledged more than a day ago, and the oldest beyond keep_max. */
MUST_USE enum kb_code agent_journal_compact(struct agent_journal *j, int64_t keep_max,
                                            struct kb_error *err);
/* Drops what is staged, as a crash would. For tests and the simulator. */
void agent_journal_crash(struct agent_journal *j);

#endif
