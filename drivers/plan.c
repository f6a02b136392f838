/* plan - what a verb means in a state, as a table: act, nothing left to do, or a refusal. Drivers
 * observe, ask here, and act only when told to; that makes every verb safe to repeat. */
#include "drivers/parts.h"

enum plan { DONE, ACT, ABSENT, SUSPENDED };

static const enum plan plans[DRV_VERBS][DRV_STATES] = {
    [DRV_OPEN] = { [DRV_UNSEEN] = ACT,
                   [DRV_ABSENT] = ACT,
                   [DRV_STARTING] = DONE,
                   [DRV_RUNNING] = DONE,
                   [DRV_SUSPENDED] = DONE,
                   [DRV_OFF] = ACT },
    [DRV_CLOSE] = { [DRV_UNSEEN] = ACT,
                    [DRV_ABSENT] = DONE,
                    [DRV_STARTING] = ACT,
                    [DRV_RUNNING] = ACT,
                    [DRV_SUSPENDED] = ACT,
                    [DRV_OFF] = ACT },
    [DRV_SUSPEND] = { [DRV_UNSEEN] = ACT,
                      [DRV_ABSENT] = ABSENT,
                      [DRV_STARTING] = ACT,
                      [DRV_RUNNING] = ACT,
                      [DRV_SUSPENDED] = DONE,
                      [DRV_OFF] = DONE },
    [DRV_RESUME] = { [DRV_UNSEEN] = ACT,
                     [DRV_ABSENT] = ABSENT,
                     [DRV_STARTING] = DONE,
                     [DRV_RUNNING] = DONE,
                     [DRV_SUSPENDED] = ACT,
                     [DRV_OFF] = DONE },
    [DRV_POWER_ON] = { [DRV_UNSEEN] = ACT,
                       [DRV_ABSENT] = ABSENT,
                       [DRV_STARTING] = DONE,
                       [DRV_RUNNING] = DONE,
                       [DRV_SUSPENDED] = SUSPENDED,
                       [DRV_OFF] = ACT },
    [DRV_POWER_OFF] = { [DRV_UNSEEN] = ACT,
                        [DRV_ABSENT] = ABSENT,
                        [DRV_STARTING] = ACT,
                        [DRV_RUNNING] = ACT,
                        [DRV_SUSPENDED] = ACT,
                        [DRV_OFF] = DONE },
};

enum kb_code drv_plan(enum drv_verb verb, enum drv_state state, bool *act, struct kb_error *err)
{
    enum plan plan = verb < DRV_VERBS && state < DRV_STATES ? plans[verb][state] : DONE;
    *act = plan == ACT;
    if (plan == ABSENT)
        return kb_fail(err, KB_NOT_FOUND, "driver.absent", "there is nothing to %s",
                       drv_verb_name(verb));
    if (plan == SUSPENDED)
        return kb_fail(err, KB_CONFLICT, "driver.suspended", "it is suspended: resume it instead");
    return KB_OK;
}
