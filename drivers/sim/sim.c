/* sim - the verbs of a made-up device. What fails is decided by the job (spec.fault) or by the
 * seed, the device and how often it was asked: the same run fails the same way, and a repeat gets
 * through. */
#include "drivers/sim/sim.h"

#include "drivers/parts.h"
#include "drivers/sim/parts.h"

#include <string.h>
#include <unistd.h>

struct sim_target {
    const char *device;
    int64_t seed;
};
static const struct kb_field sim_target_fields[] = {
    STR(sim_target, device, .min = 1, .max = 63, .doc = "Name of the made-up device."),
    INT(sim_target, seed, .min = 0, .max = INT64_MAX, .optional = true,
        .doc = "0: never fails by itself."),
    { 0 },
};
static SHAPE(sim_target);

static const char *const fault_names[SIM_FAULTS + 1] = {
    [SIM_WORKS] = "",    [SIM_SLOW] = "slow", [SIM_REFUSE] = "refuse",
    [SIM_LOSE] = "lose", [SIM_DIE] = "die",
};

struct sim_spec {
    int64_t resource;
    const char *fault;
    const char *ssh_keys, *hostname, *template;
    int64_t memory_mib, vcpu, disk_gib;
};
static const struct kb_field sim_spec_fields[] = {
    INT(sim_spec, resource, .min = 1, .max = INT64_MAX, .doc = "Number of the resource."),
    STR(sim_spec, fault, .one_of = fault_names, .optional = true, .doc = "How this one fails."),
    JSON(sim_spec, ssh_keys, .optional = true),
    STR(sim_spec, hostname, .max = 63, .optional = true),
    STR(sim_spec, template, .max = 63, .optional = true),
    INT(sim_spec, memory_mib, .max = 1 << 24, .optional = true),
    INT(sim_spec, vcpu, .max = 1024, .optional = true),
    INT(sim_spec, disk_gib, .max = 1 << 20, .optional = true),
    { 0 },
};
static SHAPE(sim_spec);

struct sim_result {
    const char *device, *state, *address;
    int64_t resource, switched;
};
/* Verifying looks at the device, also when nobody has it. */
static const struct kb_field sim_verify_fields[] = {
    INT(sim_spec, resource, .min = 0, .max = INT64_MAX, .optional = true),
    JSON(sim_spec, ssh_keys, .optional = true),
    { 0 },
};
static const struct kb_shape sim_verify_shape = { "sim_verify", sizeof(struct sim_spec),
                                                  sim_verify_fields };

static const struct kb_field sim_result_fields[] = {
    STR(sim_result, device),
    STR(sim_result, state),
    STR(sim_result, address, .doc = "From the range that is kept for examples."),
    INT(sim_result, resource),
    INT(sim_result, switched, .doc = "How often it was really changed."),
    { 0 },
};
static SHAPE(sim_result);

static uint64_t mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9E3779B97F4A7C15u;
    return h ^ (h >> 29);
}

static uint64_t mix_text(uint64_t h, const char *s)
{
    for (; *s; s++) h = mix(h, (unsigned char)*s);
    return h;
}

static enum sim_fault fault_of(const struct drv_call *c, const struct sim_device *d)
{
    const struct sim_target *target = c->target;
    const struct sim_spec *spec = c->spec;
    for (size_t i = SIM_SLOW; i < SIM_FAULTS; i++)
        if (strcmp(spec->fault, fault_names[i]) == 0) return (enum sim_fault)i;
    if (!target->seed) return SIM_WORKS;
    uint64_t h = mix_text(mix(0, (uint64_t)target->seed), d->device);
    h = mix(mix(mix(h, (uint64_t)c->verb), (uint64_t)spec->resource), (uint64_t)d->asked);
    if (h % 3) return SIM_WORKS;
    return (enum sim_fault)(1 + h / 3 % (SIM_FAULTS - 1));
}

static enum drv_state state_of(const struct sim_device *d)
{
    for (size_t i = 0; i < DRV_STATES; i++)
        if (strcmp(drv_state_name((enum drv_state)i), d->state) == 0) return (enum drv_state)i;
    return DRV_UNSEEN;
}

/* What this resource sees: somebody else's device is not its own. */
static enum drv_state seen(const struct drv_call *c, const struct sim_device *d)
{
    const struct sim_spec *spec = c->spec;
    if (d->resource != spec->resource) return DRV_ABSENT;
    if (state_of(d) == DRV_RUNNING && kb_now_ms(c->ctx->world) < d->ready_ms) return DRV_STARTING;
    return state_of(d);
}

static void tell(struct drv_call *c, const struct sim_device *d)
{
    struct sim_result *r = c->result;
    const struct sim_spec *spec = c->spec;
    c->step->state = seen(c, d);
    r->device = d->device;
    r->state = drv_state_name(c->step->state);
    r->resource = spec->resource;
    r->switched = d->switched;
    if (c->step->state != DRV_ABSENT)
        r->address =
            kb_printf(c->ctx->arena, "192.0.2.%d", (int)(mix_text(0, d->device) % 254 + 1));
}

static enum kb_code observe(struct drv_call *c, struct kb_error *err)
{
    const struct sim_target *target = c->target;
    AUTO(sim_drop) struct sim_hold h;
    TRY(sim_take(c, target->device, &h, err));
    tell(c, &h.now);
    return KB_OK;
}

static const enum drv_state after[DRV_VERBS] = {
    [DRV_OPEN] = DRV_RUNNING,   [DRV_CLOSE] = DRV_ABSENT,     [DRV_SUSPEND] = DRV_SUSPENDED,
    [DRV_RESUME] = DRV_RUNNING, [DRV_POWER_ON] = DRV_RUNNING, [DRV_POWER_OFF] = DRV_OFF,
};

static void change(struct drv_call *c, struct sim_device *d, enum sim_fault fault)
{
    const struct sim_spec *spec = c->spec;
    d->state = drv_state_name(after[c->verb]);
    d->resource = c->verb == DRV_CLOSE ? 0 : spec->resource;
    d->switched++;
    d->opened += c->verb == DRV_OPEN;
    d->closed += c->verb == DRV_CLOSE;
    d->ready_ms = fault == SIM_SLOW ? kb_now_ms(c->ctx->world) + SIM_SLOW_MS : 0;
}

static enum kb_code answer(struct drv_call *c, const struct sim_device *d)
{
    tell(c, d);
    if (kb_now_ms(c->ctx->world) < d->ready_ms) {
        c->step->phase = DRV_PENDING;
        c->step->retry_ms = SIM_SLOW_MS / 4;
    }
    return KB_OK;
}

static enum kb_code do_fault(struct drv_call *c, enum sim_fault fault, struct kb_error *err)
{
    if (fault == SIM_DIE && !c->self) _exit(SIM_DIE_STATUS);
    if (fault == SIM_DIE || fault == SIM_LOSE)
        return kb_fail(err, KB_UNKNOWN, "driver.lost", "the answer to %s was lost",
                       drv_verb_name(c->verb));
    return KB_OK;
}

static enum kb_code act(struct drv_call *c, struct kb_error *err)
{
    const struct sim_target *target = c->target;
    const struct sim_spec *spec = c->spec;
    AUTO(sim_drop) struct sim_hold h;
    bool needed;
    TRY(sim_take(c, target->device, &h, err));
    if (c->verb == DRV_OPEN && h.now.resource && h.now.resource != spec->resource)
        return kb_fail(err, KB_CONFLICT, "driver.occupied", "%s is in use by resource %lld",
                       h.now.device, (long long)h.now.resource);
    TRY(drv_plan(c->verb, seen(c, &h.now), &needed, err));
    if (!needed) return answer(c, &h.now);
    enum sim_fault fault = fault_of(c, &h.now);
    h.now.asked++;
    if (fault != SIM_REFUSE) change(c, &h.now, fault);
    TRY(sim_keep(c, &h, err));
    if (fault == SIM_REFUSE)
        return kb_fail(err, KB_UNAVAILABLE, "driver.refused", "%s refused to %s", h.now.device,
                       drv_verb_name(c->verb));
    TRY(do_fault(c, fault, err));
    return answer(c, &h.now);
}

const struct drv_type sim_type = {
    .name = "sim",
    .doc = "A made-up device that fails when told to.",
    .target = &sim_target_shape,
    .result = &sim_result_shape,
    .verb = {
        [DRV_OBSERVE] = { observe, &sim_spec_shape },
        [DRV_OPEN] = { act, &sim_spec_shape },
        [DRV_CLOSE] = { act, &sim_spec_shape },
        [DRV_SUSPEND] = { act, &sim_spec_shape },
        [DRV_RESUME] = { act, &sim_spec_shape },
        [DRV_POWER_ON] = { act, &sim_spec_shape },
        [DRV_POWER_OFF] = { act, &sim_spec_shape },
        [DRV_VERIFY] = { observe, &sim_verify_shape },
    },
    .stream = &sim_stream,
};
