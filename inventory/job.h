/* job - work on a device or resource as a row: verb x phase, with a lease, a deadline, and what
 * happens at the deadline, so that nothing can be stuck for ever. An answer that was lost is the
 * phase unknown and is resolved by looking, never by repeating blindly. Tells "job.done",
 * "job.failed" (for good) and "job.held" (a person is needed) with the job's id. */
#ifndef INVENTORY_JOB_H
#define INVENTORY_JOB_H

#include "inventory/inventory.h"

struct job {
    int64_t id, org_id, room_id, agent_id, device_id, slot_id, resource_id;
    int64_t attempt, epoch, accepted, lost, lease_ms, next_ms, deadline_ms, created_ms, ended_ms;
    int64_t busy_ms; /* an attempt without an answer may still act until then */
    const char *verb, *driver, *phase, *on_deadline, *reason, *text;
    bool answered; /* by the report in hand; not stored */
};
extern const struct kb_shape job_shape;

struct job_new {
    int64_t room_id, device_id, slot_id, resource_id, endpoint_id, deadline_ms;
    const char *verb, *driver; /* driver manual: held for a person at once */
    const char *spec, *target; /* JSON; target "{}": the endpoint's */
    const char *sealed;        /* with a target of its own: its sealed credential, or NULL */
    const char *on_deadline;   /* degrade (to a person), give_up, remind */
};
MUST_USE enum kb_code job_add(struct turn *t, const struct job_new *in, struct job *out);
MUST_USE enum kb_code job_find(struct turn *t, int64_t id, struct job *out);
MUST_USE enum kb_code job_of_device(struct turn *t, int64_t device_id, struct kb_list *out);
/* JSON object the driver brought back; "{}" before that. */
MUST_USE enum kb_code job_result(struct turn *t, int64_t id, const char **result);
/* A document as people may see it: without credentials, sealed or not, and without numbers of
 * rows. */
const char *job_shown(struct turn *t, const char *document);
/* What the job was given: its own target (still sealed) and spec, JSON objects. */
struct job_document {
    const char *target, *sealed, *spec;
};
MUST_USE enum kb_code job_document(struct turn *t, int64_t id, struct job_document *out);
/* What will have to be known to take down what is being made, should the job not end well. */
MUST_USE enum kb_code job_remember(struct turn *t, int64_t id, const char *result);
/* A held job ends by a person's hand. */
MUST_USE enum kb_code job_finish(struct turn *t, int64_t id, const char *result);
MUST_USE enum kb_code job_give_up(struct turn *t, int64_t id, const char *reason, const char *text);
/* Put a held or unknown job back in the queue, looking at the device first. */
MUST_USE enum kb_code job_retry(struct turn *t, int64_t id);
/* Suspending and resuming that waits, or waits for a person, is overtaken by what is added next.
 * What runs goes on, and what is added comes behind it. */
MUST_USE enum kb_code job_overtake(struct turn *t, int64_t resource_id);
/* A line of its log: a phase or one of these words. The console has a sentence for each in every
 * language, and whoever ordered the work reads them too. */
#define JOB_NOTE_ACCEPTED      "accepted" /* by the room's agent */
#define JOB_NOTE_TAKEN         "taken"    /* by a technician */
#define JOB_NOTE_STILL_WAITING "still_waiting"
MUST_USE enum kb_code job_note(struct turn *t, int64_t id, const char *word);
/* What a person wrote, for those who do the work and run the room: never for a customer. */
MUST_USE enum kb_code job_remark(struct turn *t, int64_t id, const char *text);
/* The place a job's own sealed credential is bound to: the work order that was filled in. */
const char *job_seal_place(struct turn *t, int64_t owner_id);
/* A target document with its credential as the driver wants it ("password"); seal_owner leaves
 * the document. Only for what goes into an agent's encrypted channel. */
MUST_USE enum kb_code job_target_open(struct turn *t, const char *target, const char *sealed,
                                      const char **out);
/* An endpoint's target with its credential, likewise. */
MUST_USE enum kb_code job_endpoint_open(struct turn *t, int64_t endpoint_id, const char **driver,
                                        const char **target);

/* What an agent brings back of a job (SYSTEM op job_result). */
struct job_report {
    int64_t job, epoch, retry_ms;
    const char *outcome, *reason, *text, *ticket, *result;
    bool retry;
};

/* SYSTEM ops jobs_tick (nothing in), jobs_agent_back, job_accepted; job_reported takes a
 * job_report. */
struct agent_back {
    int64_t agent_id;
};
struct job_accept {
    int64_t job, epoch;
};

extern const struct turn_route job_routes[], job_run_routes[];

#endif
