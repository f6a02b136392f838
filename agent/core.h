/* core - the rules of the room's daemon, and nothing else: no sockets, threads, processes or
 * clocks. A job's attempt (job, epoch) is journaled before it is accepted, runs at most once, and
 * ends in one stored result that is repeated until the controller acknowledges it. After a restart
 * an attempt without a result is looked at, never repeated. Inputs only change state and stage
 * journal writes; agent_core_flush commits the journal and then does what follows (sends, starts,
 * kills). Flush after every batch of inputs. */
#ifndef AGENT_CORE_H
#define AGENT_CORE_H

#include "agent/journal.h"
#include "protocol/message.h"

struct agent_core;

/* ACT: the verb. OBSERVE: look, and answer done only if the verb's work is there, else unknown. */
enum agent_mode { AGENT_ACT, AGENT_OBSERVE };

struct agent_limits {
    int64_t running_max; /* workers at once, at most AGENT_RUNNING_MAX */
    int64_t queue_max;   /* accepted and waiting for a worker; beyond: refused, agent.busy */
    int64_t open_max;    /* with results that nobody acknowledged; beyond: not answered at all */
    int64_t observe_ms;  /* one look after a restart */
    int64_t repeat_ms;   /* an unacknowledged result, first; doubles up to a minute */
    int64_t longest_ms;  /* any attempt, whatever its deadline says */
};
#define AGENT_RUNNING_MAX 64
extern const struct agent_limits agent_limits_default;

/* now_ms: monotonic. send: may lose. start: NULL when a worker is on it, and then exactly one
 * agent_core_finished or agent_core_died follows, also after kill, and not before start returns;
 * else the reason word why not. left_ms: until it is killed. */
struct agent_ports {
    void *self;
    int64_t (*now_ms)(void *self);
    void (*send)(void *self, enum protocol_type type, const void *message);
    const char *(*start)(void *self, const struct protocol_job *job, enum agent_mode mode,
                         int64_t left_ms);
    void (*kill)(void *self, int64_t job, int64_t epoch);
};

/* Loads what the journal has open. The ports and the journal must outlive it. */
MUST_USE enum kb_code agent_core_new(const struct agent_limits *limits,
                                     const struct agent_ports *ports,
                                     const struct agent_journal_ops *journal,
                                     struct agent_core **out, struct kb_error *err);
void agent_core_free(struct agent_core *c); /* NULL is fine */

/* welcome, beat, job, ack, cancel; others are ignored. An error tells why the message was not
 * obeyed: KB_CONFLICT agent.fenced, agent.stale; KB_EXHAUSTED agent.full. It is for the log. */
enum kb_code agent_core_message(struct agent_core *c, const struct protocol_message *m,
                                struct kb_error *err);
/* The connection is gone. (It is there once a welcome has come.) */
void agent_core_unlinked(struct agent_core *c);
/* A worker is done with its attempt. */
void agent_core_finished(struct agent_core *c, const struct protocol_result *result);
/* A worker is gone without an answer. */
void agent_core_died(struct agent_core *c, int64_t job, int64_t epoch, const char *text);
/* Deadlines and repeats; call at agent_core_due_ms, by the clock of the ports. */
void agent_core_tick(struct agent_core *c);
int64_t agent_core_due_ms(const struct agent_core *c);
/* An error means that the journal cannot be written: nothing was sent or started, and the agent
 * must end, for what it says from now on would not survive it. */
MUST_USE enum kb_code agent_core_flush(struct agent_core *c, struct kb_error *err);

/* epoch_seen and open of a hello; the list lives in the arena. */
void agent_core_hello(const struct agent_core *c, struct kb_arena *a, struct protocol_hello *out);
struct agent_core_counts {
    int64_t queued, running, unacknowledged;
};
struct agent_core_counts agent_core_counts(const struct agent_core *c);

#endif
