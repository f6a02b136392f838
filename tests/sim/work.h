/* work - the workers of an agent: one attempt each, through the real worker_run into the
 * devices. */
#ifndef TESTS_SIM_WORK_H
#define TESTS_SIM_WORK_H

#include "site.h"

void work_start(struct site *site, const struct protocol_job *job, enum agent_mode mode,
                int64_t left_ms);
void work_kill(struct site *site, int64_t job, int64_t epoch);
void work_act(struct site *site, const struct event *e);
void work_go_on(struct site *site, int at); /* it hung */

#endif
