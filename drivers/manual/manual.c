/* manual - only verify is for agents, and it is the ssh driver's: what was typed must be reachable,
 * show a host key and let us in. The other verbs end as driver.cannot, because an agent that got
 * such a job was given a work order by mistake. */
#include "drivers/manual/manual.h"

static enum kb_code verify(struct drv_call *c, struct kb_error *err)
{
    const struct drv_offer *ssh = drv_find(c->ctx, "ssh");
    if (!ssh)
        return kb_fail(err, KB_INVALID, "driver.unknown",
                       "this agent has no ssh driver to verify with");
    return drv_do(ssh, c->ctx, DRV_VERIFY, c->job, c->step, err);
}

const struct drv_type manual_type = {
    .name = "manual",
    .doc = "A person in the room does it and types in the access info; the agent verifies that.",
    .verb = { [DRV_VERIFY] = { verify, NULL } },
};
