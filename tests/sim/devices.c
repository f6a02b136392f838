/* devices - drivers with the documents of the real ones whose devices are in truth.h. What goes
 * wrong is said beforehand in truth.fault, by the worker that is about to call. */
#include "sim.h"

#include "drivers/libvirt/libvirt.h"
#include "drivers/libvirt/parts.h"
#include "drivers/sim/sim.h"
#include "drivers/ssh/access.h"
#include "drivers/ssh/ssh.h"

#include <stdlib.h>
#include <string.h>

#define SLOW_MS 400

/* --- what goes wrong --- */

static enum kb_code before_act(struct sim *s, const struct host *h, struct kb_error *err)
{
    if (!h || h->dead_until_ms > s->mono_ms)
        return kb_fail(err, KB_UNAVAILABLE, "driver.unreachable", "it does not answer");
    if (s->truth.fault == FAULT_REFUSE)
        return kb_fail(err, KB_UNAVAILABLE, "driver.refused", "it refuses just now");
    if (s->truth.fault == FAULT_BROKEN)
        return kb_fail(err, KB_CONFLICT, "driver.broken", "it cannot be done");
    return KB_OK;
}

static enum kb_code behind_act(struct sim *s, struct kb_error *err)
{
    if (s->truth.fault != FAULT_LOSE) return KB_OK;
    return kb_fail(err, KB_UNKNOWN, "driver.lost", "the answer was lost");
}

/* --- machines on a libvirt host --- */

static struct host *vm_host(const struct drv_call *c)
{
    const struct libvirt_target *target = c->target;
    char name[16] = "";
    size_t n = strcspn(target->name_prefix, "-");
    if (n < sizeof name) memcpy(name, target->name_prefix, n);
    return truth_host_named(c->self, name);
}

static enum drv_state vm_state(struct sim *s, int64_t resource)
{
    const struct thing *x = truth_find(s, THING_MACHINE, resource);
    if (!x) return DRV_ABSENT;
    return x->state == DRV_RUNNING && x->ready_ms > s->wall_ms ? DRV_STARTING : x->state;
}

static void vm_tell(struct drv_call *c, int64_t resource)
{
    struct libvirt_result *r = c->result;
    c->step->state = vm_state(c->self, resource);
    r->domain = kb_printf(c->ctx->arena, "kboss-%lld", (long long)resource);
    r->uuid = "";
    r->state = drv_state_name(c->step->state);
    r->address = kb_printf(c->ctx->arena, "m%lld", (long long)resource);
    r->ssh_port = 22;
    r->ssh_user = "root";
    r->host_key = "SHA256:machine";
    r->console = true;
}

static void vm_keys_gone(struct sim *s, int64_t resource)
{
    struct thing *keys = truth_find(s, THING_KEYS, resource);
    if (keys && keys->in_machine) keys->state = DRV_ABSENT;
}

static void vm_change(struct sim *s, enum drv_verb verb, struct host *h, int64_t resource)
{
    static const enum drv_state after[DRV_VERBS] = {
        [DRV_OPEN] = DRV_RUNNING,   [DRV_CLOSE] = DRV_ABSENT,     [DRV_SUSPEND] = DRV_SUSPENDED,
        [DRV_RESUME] = DRV_RUNNING, [DRV_POWER_ON] = DRV_RUNNING, [DRV_POWER_OFF] = DRV_OFF,
    };
    struct thing *x = verb == DRV_OPEN ? truth_put(s, THING_MACHINE, h, resource)
                                       : truth_find(s, THING_MACHINE, resource);
    if (!x || x->state == DRV_ABSENT) return;
    x->state = after[verb];
    x->closed += verb == DRV_CLOSE;
    x->ready_ms = verb == DRV_OPEN && s->truth.fault == FAULT_SLOW ? s->wall_ms + SLOW_MS : 0;
    if (verb == DRV_CLOSE) vm_keys_gone(s, resource);
}

static enum kb_code vm_act(struct drv_call *c, struct kb_error *err)
{
    struct sim *s = c->self;
    const struct libvirt_spec *spec = c->spec;
    struct host *h = vm_host(c);
    bool needed;
    TRY(before_act(s, h, err));
    TRY(drv_plan(c->verb, vm_state(s, spec->resource), &needed, err));
    if (needed) vm_change(s, c->verb, h, spec->resource);
    TRY(behind_act(s, err));
    vm_tell(c, spec->resource);
    if (c->step->state != DRV_STARTING) return KB_OK;
    c->step->phase = DRV_PENDING;
    c->step->retry_ms = SLOW_MS / 4;
    return KB_OK;
}

static enum kb_code vm_observe(struct drv_call *c, struct kb_error *err)
{
    const struct libvirt_spec *spec = c->spec;
    TRY(before_act(c->self, vm_host(c), err));
    vm_tell(c, spec->resource);
    return KB_OK;
}

/* --- an account behind an ssh server: a device's own, or that of a machine on a host --- */

struct account {
    struct host *host;
    bool in_machine, there;
};

static struct account account_of(struct sim *s, const struct drv_call *c)
{
    const struct ssh_target *target = c->target;
    struct account a = { .host = truth_host_named(s, target->host) };
    a.there = a.host && a.host->driver == DRIVER_MANUAL;
    if (target->host[0] != 'm') return a;
    const struct thing *m = truth_find(s, THING_MACHINE, strtoll(target->host + 1, NULL, 10));
    a.in_machine = true;
    a.there = m && m->state == DRV_RUNNING;
    if (m) a.host = &s->truth.host[m->host];
    return a;
}

static enum kb_code account_enter(struct sim *s, const struct drv_call *c, struct account *a,
                                  struct kb_error *err)
{
    const struct ssh_target *target = c->target;
    *a = account_of(s, c);
    if (!a->there) return kb_fail(err, KB_UNAVAILABLE, "ssh.unreachable", "nobody is there");
    TRY(before_act(s, a->host, err));
    if (strcmp(target->password, "wrong") == 0)
        return kb_fail(err, KB_DENIED, "ssh.auth", "it does not let us in");
    if (c->verb != DRV_VERIFY && !target->host_key[0])
        return kb_fail(err, KB_CONFLICT, "ssh.host_key_unpinned", "whose key should it be?");
    return KB_OK;
}

static void account_tell(struct drv_call *c, const struct account *a)
{
    const struct ssh_target *target = c->target;
    const struct ssh_spec *spec = c->spec;
    struct ssh_result *r = c->result;
    bool keys = truth_there(c->self, THING_KEYS, spec->resource);
    c->step->state = keys ? DRV_RUNNING : DRV_ABSENT;
    r->state = drv_state_name(c->step->state);
    r->user = r->ssh_user = target->user;
    r->address = target->host;
    r->ssh_port = target->port;
    r->host_key = kb_printf(c->ctx->arena, "SHA256:%s", a->host->name);
}

static enum kb_code account_verify(struct drv_call *c, struct kb_error *err)
{
    struct account a;
    TRY(account_enter(c->self, c, &a, err));
    account_tell(c, &a);
    return KB_OK;
}

static enum kb_code account_open(struct drv_call *c, struct kb_error *err)
{
    struct sim *s = c->self;
    const struct ssh_spec *spec = c->spec;
    struct account a;
    struct drv_keys keys;
    TRY(drv_keys_read(spec->ssh_keys, "ssh_keys", c->ctx->arena, &keys, err));
    TRY(account_enter(s, c, &a, err));
    struct thing *x = truth_put(s, THING_KEYS, a.host, spec->resource);
    x->in_machine = a.in_machine;
    TRY(behind_act(s, err));
    account_tell(c, &a);
    return KB_OK;
}

static enum kb_code account_close(struct drv_call *c, struct kb_error *err)
{
    struct sim *s = c->self;
    const struct ssh_spec *spec = c->spec;
    struct account a;
    TRY(account_enter(s, c, &a, err));
    struct thing *x = truth_find(s, THING_KEYS, spec->resource);
    if (x && x->state != DRV_ABSENT) x->state = DRV_ABSENT, x->closed++;
    TRY(behind_act(s, err));
    account_tell(c, &a);
    return KB_OK;
}

/* --- a made-up device: drivers/sim on its room in memory --- */

struct made_up_target {
    const char *device; /* as drivers/sim has it first */
};

/* Its room is the truth; this keeps the list of things in step. */
static void made_up_sync(struct sim *s, struct host *h)
{
    const struct sim_device *d = sim_room_find(s->truth.room, h->name);
    int at = (int)(h - s->truth.host);
    if (!d) return;
    bool absent = strcmp(d->state, "absent") == 0;
    for (size_t i = 0; i < s->truth.things_n; i++) {
        struct thing *x = &s->truth.thing[i];
        if (x->kind == THING_MACHINE && x->host == at && (absent || x->resource != d->resource))
            x->state = DRV_ABSENT;
    }
    if (absent) return;
    struct thing *x = truth_find(s, THING_MACHINE, d->resource);
    if (!x || x->state == DRV_ABSENT) x = truth_put(s, THING_MACHINE, h, d->resource);
    x->state = strcmp(d->state, "suspended") == 0 ? DRV_SUSPENDED : DRV_RUNNING;
}

static enum kb_code made_up(struct drv_call *c, struct kb_error *err)
{
    struct sim *s = c->self;
    const struct made_up_target *target = c->target;
    struct host *h = truth_host_named(s, target->device);
    struct drv_call inner = *c;
    TRY(before_act(s, h, err));
    inner.self = s->truth.room;
    enum kb_code code = sim_type.verb[c->verb].act(&inner, err);
    made_up_sync(s, h);
    TRY(code);
    return c->verb == DRV_OBSERVE ? KB_OK : behind_act(s, err);
}

/* --- by hand --- */

static void made_up_by_hand(struct sim *s, struct host *h, int64_t resource, enum drv_verb verb)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err;
    struct drv_step step;
    struct drv_offer offer = { &sim_type, s->truth.room };
    struct drv_ctx ctx = { .world = &s->world, .arena = &a, .limits = &drv_limits_default };
    struct drv_job job = {
        .key = "hand", .ticket = "",
        .target = kb_printf(&a, "{\"device\":\"%s\",\"seed\":0}", h->name),
        .spec = kb_printf(&a, "{\"resource\":%lld}", (long long)resource),
    };
    (void)!drv_do(&offer, &ctx, verb, &job, &step, &err);
    made_up_sync(s, h);
}

void truth_by_hand(struct sim *s, struct host *h, int64_t resource, enum drv_verb verb)
{
    if (h->driver == DRIVER_SIM)
        made_up_by_hand(s, h, resource, verb);
    else if (h->driver == DRIVER_LIBVIRT)
        vm_change(s, verb, h, resource);
}

/* --- the types: the real ones with other acts --- */

static struct drv_type types[3];

static void with_acts(struct drv_type *t, const struct drv_type *real, drv_act *observe,
                      drv_act *act)
{
    *t = *real;
    for (int v = 0; v < DRV_VERBS; v++)
        if (real->verb[v].act) t->verb[v].act = v == DRV_OBSERVE ? observe : act;
}

void truth_offers(struct sim *s, struct drv_offer offers[4])
{
    if (!types[0].name) {
        with_acts(&types[0], &libvirt_type, vm_observe, vm_act);
        with_acts(&types[1], &sim_type, made_up, made_up);
        with_acts(&types[2], &ssh_type, account_verify, account_verify);
        types[2].verb[DRV_OPEN].act = account_open;
        types[2].verb[DRV_CLOSE].act = account_close;
    }
    for (int i = 0; i < 3; i++) offers[i] = (struct drv_offer){ &types[i], s };
    offers[3] = (struct drv_offer){ NULL, NULL };
}

/* The name behind the field's quote: enough for documents that we made ourselves. */
static struct host *host_in(struct sim *s, const char *target, const char *field)
{
    char name[16] = "";
    const char *at = strstr(target, field);
    if (!at) return NULL;
    at += strlen(field);
    size_t n = strcspn(at, "\"-");
    if (n >= sizeof name) return NULL;
    memcpy(name, at, n);
    return truth_host_named(s, name);
}

struct host *truth_target(struct sim *s, const char *driver, const char *target)
{
    if (strcmp(driver, "libvirt") == 0) return host_in(s, target, "\"name_prefix\":\"");
    if (strcmp(driver, "sim") == 0) return host_in(s, target, "\"device\":\"");
    return host_in(s, target, "\"host\":\"");
}
