/* job - what job.c and job_run.c share: storing a move and the ways a job ends. */
#ifndef INVENTORY_JOB_PRIV_H
#define INVENTORY_JOB_PRIV_H

#include "inventory/job.h"

#define JOB_LOG_LINES 200 /* kept of one job, the newest */

/* An attempt that an agent was given acts no later than this after it was sent, and after it was
 * accepted: its message says so, and the agent keeps to it. */
#define JOB_ATTEMPT_MS (5 * 60 * 1000LL)
/* How far the clocks of controller and agent may be apart. */
#define JOB_CLOCKS_MS 60000
/* The end of the attempt that is out. */
int64_t job_attempt_until(const struct turn *t, const struct job *j);
/* Write *j with its phase moved to `to`, checked against the table. */
MUST_USE enum kb_code job_store(struct turn *t, struct job *j, const char *to);
MUST_USE enum kb_code job_fail(struct turn *t, struct job *j, const char *reason, const char *text);
MUST_USE enum kb_code job_degrade(struct turn *t, struct job *j, const char *reason,
                                  const char *text);
MUST_USE enum kb_code job_result_keep(struct turn *t, int64_t id, const char *result,
                                      const char *ticket);

#endif
