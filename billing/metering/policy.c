/* policy - how a seller treats customers whose balance runs out: warned so many hours ahead,
 * suspended so many hours after. */
#include "billing/metering/metering_priv.h"
#include "policy_sql.h"

#define WARN_HOURS  24
#define GRACE_HOURS 24

static const struct kb_field meter_policy_fields[] = {
    INT(meter_policy, warn_hours, .min = 1, .max = 720,
        .doc = "Warn when the balance lasts for fewer hours."),
    INT(meter_policy, grace_hours, .min = 0, .max = 720,
        .doc = "Suspend so many hours after the balance is used up."),
    { .name = NULL },
};
SHAPE(meter_policy);

enum kb_code meter_policy_of(struct turn *t, int64_t seller_id, struct meter_policy *out)
{
    struct kb_list list;
    TRY(turn_all(t, &q_policy_of, ARGS(ARG_INT(org_id, seller_id)), &meter_policy_shape, 1, &list));
    *out = (struct meter_policy){ WARN_HOURS, GRACE_HOURS };
    if (list.n) *out = *(const struct meter_policy *)list.at;
    return KB_OK;
}

static enum kb_code policy_get(struct turn *t, const struct nothing *in, struct meter_policy *out)
{
    (void)in;
    return meter_policy_of(t, t->actor.org_id, out);
}
HANDLER(policy_get, nothing, meter_policy);

static enum kb_code policy_set(struct turn *t, const struct meter_policy *in,
                               struct meter_policy *out)
{
    TRY(turn_run(t, &q_policy_set,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(warn_hours, in->warn_hours),
                      ARG_INT(grace_hours, in->grace_hours))));
    *out = *in;
    return turn_change(t, t->actor.org_id, "org", t->actor.org_id, "meter_policy", "");
}
HANDLER(policy_set, meter_policy, meter_policy);

const struct turn_route meter_policy_routes[] = {
    { "GET", "/v1/meter-policy", WHO_SALES | WHO_FINANCE, &policy_get_call, "meter_policy_get",
      "When customers are warned and suspended whose balance runs out." },
    { "POST", "/v1/meter-policy", WHO_FINANCE, &policy_set_call, "meter_policy_set",
      "Set when customers are warned and suspended whose balance runs out." },
    { .method = NULL },
};
