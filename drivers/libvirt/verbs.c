/* verbs - what is done to machines that exist: look, close, suspend, resume, power. Machines come
 * back by themselves after the host was restarted exactly when they are meant to run. */
#include "drivers/libvirt/parts.h"

#include "base/text.h"

#include <inttypes.h>
#include <libvirt/virterror.h>
#include <string.h>

#define SOFT_OFF_MS   15000
#define LOOK_AGAIN_MS 1000
#define UNDEFINE_ALL                                                                               \
    (VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA |                   \
     VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA | VIR_DOMAIN_UNDEFINE_NVRAM)

enum kb_code libvirt_observe(struct drv_call *c, struct kb_error *err)
{
    AUTO(libvirt_unlink) struct libvirt_link l;
    TRY(libvirt_look(&l, c, err));
    libvirt_tell(&l);
    return KB_OK;
}

static enum kb_code destroy(struct libvirt_link *l, struct kb_error *err)
{
    if (virDomainIsActive(l->dom) != 1 || virDomainDestroy(l->dom) == 0) return KB_OK;
    if (virDomainIsActive(l->dom) == 0) return KB_OK; /* it went by itself meanwhile */
    return libvirt_failed("libvirt.failed", "stopping the machine", err);
}

static enum kb_code undefine(struct libvirt_link *l, struct kb_error *err)
{
    /* the test driver knows fewer flags, and has nothing that they are about */
    if (virDomainUndefineFlags(l->dom, l->pretend ? 0 : UNDEFINE_ALL) != 0)
        return libvirt_failed("libvirt.failed", "removing the machine", err);
    virDomainFree(l->dom);
    l->dom = virDomainLookupByName(l->conn, l->name);
    return libvirt_refresh(l, err);
}

enum kb_code libvirt_close(struct drv_call *c, struct kb_error *err)
{
    AUTO(libvirt_unlink) struct libvirt_link l;
    TRY(libvirt_look(&l, c, err));
    if (l.dom) {
        TRY(destroy(&l, err));
        TRY(undefine(&l, err));
    }
    if (l.state != DRV_ABSENT)
        return kb_fail(err, KB_UNAVAILABLE, "libvirt.failed", "%s is still there", l.name);
    TRY(libvirt_volumes_delete(&l, err));
    libvirt_tell(&l);
    return KB_OK;
}

/* The guest is asked first, so that its file systems are whole; after SOFT_OFF_MS it is off
 * anyway. The ticket is when that is. */
static enum kb_code power_off(struct libvirt_link *l, struct kb_error *err)
{
    struct drv_step *step = l->c->step;
    int64_t now = kb_now_ms(l->c->ctx->world), until = 0;
    bool asked = kb_parse_int(l->c->job->ticket, 1, INT64_MAX, &until);
    if (l->state == DRV_SUSPENDED || (asked && now >= until)) return destroy(l, err);
    if (!asked) until = now + SOFT_OFF_MS;
    if (!asked && virDomainShutdown(l->dom) != 0) return destroy(l, err);
    step->phase = DRV_PENDING;
    step->retry_ms = LOOK_AGAIN_MS;
    int n = snprintf(step->ticket, sizeof step->ticket, "%" PRId64, until);
    KB_ASSERT(n > 0 && (size_t)n < sizeof step->ticket);
    return KB_OK;
}

static enum kb_code suspend(struct libvirt_link *l, struct kb_error *err)
{
    if (virDomainSuspend(l->dom) == 0) return KB_OK;
    return libvirt_failed("libvirt.failed", "suspending the machine", err);
}

static enum kb_code resume(struct libvirt_link *l, struct kb_error *err)
{
    if (virDomainResume(l->dom) == 0) return KB_OK;
    return libvirt_failed("libvirt.failed", "resuming the machine", err);
}

static enum kb_code power_on(struct libvirt_link *l, struct kb_error *err)
{
    if (virDomainCreate(l->dom) == 0) return KB_OK;
    return libvirt_failed("libvirt.failed", "starting the machine", err);
}

struct change {
    enum kb_code (*act)(struct libvirt_link *, struct kb_error *);
    int autostart;
};
static const struct change changes[DRV_VERBS] = {
    [DRV_SUSPEND] = { suspend, 0 },
    [DRV_RESUME] = { resume, 1 },
    [DRV_POWER_ON] = { power_on, 1 },
    [DRV_POWER_OFF] = { power_off, 0 },
};

enum kb_code libvirt_power(struct drv_call *c, struct kb_error *err)
{
    AUTO(libvirt_unlink) struct libvirt_link l;
    const struct change *change = &changes[c->verb];
    bool needed;
    TRY(libvirt_look(&l, c, err));
    TRY(drv_plan(c->verb, l.state, &needed, err));
    if (needed && virDomainSetAutostart(l.dom, change->autostart) != 0)
        return libvirt_failed("libvirt.failed", "setting autostart", err);
    if (needed) TRY(change->act(&l, err));
    TRY(libvirt_refresh(&l, err));
    if (c->verb == DRV_POWER_OFF && l.state == DRV_OFF) c->step->phase = DRV_DONE;
    if (c->verb == DRV_POWER_ON && l.state == DRV_STARTING && l.mark.ready) {
        c->step->phase = DRV_PENDING; /* it has no address yet */
        c->step->retry_ms = LOOK_AGAIN_MS;
    }
    libvirt_tell(&l);
    return KB_OK;
}
