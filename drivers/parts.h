/* parts - what drivers are made of: the steps that drv_do and drv_stream_open share, and the rule
 * of what a verb means in a state, so that every driver answers the same question the same way. */
#ifndef DRIVERS_PARTS_H
#define DRIVERS_PARTS_H

#include "drivers/driver.h"

/* A copy whose until_us holds both the job's deadline and the limit of one call. */
struct drv_ctx drv_bounded(const struct drv_ctx *ctx);
/* The struct of a document; NULL when the shape is. */
MUST_USE enum kb_code drv_read(const struct kb_shape *shape, const char *text, struct kb_arena *a,
                               void **out, struct kb_error *err);

/* Does the verb have to act on what is in this state? Power and suspension need something that
 * exists: driver.absent. A suspended machine is resumed, not powered on: driver.suspended. A
 * machine that is off has nothing to suspend or resume: done as it is. */
MUST_USE enum kb_code drv_plan(enum drv_verb verb, enum drv_state state, bool *act,
                               struct kb_error *err);
#endif
