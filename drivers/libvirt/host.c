/* host - verifying a hypervisor: it answers, has the pool and the network that machines are made
 * in, and says what it is. What is missing is told check by check, for the person who racked it. */
#include "drivers/libvirt/parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { HOST_CHECKS = 3 };

struct host {
    struct libvirt_link link;
    struct libvirt_check checks[HOST_CHECKS];
    int64_t n;
    const char *missing;
};

static void check(struct host *h, const char *name, bool ok, const char *text)
{
    h->checks[h->n++] = (struct libvirt_check){ name, ok ? "ok" : text, ok };
    if (!ok && !h->missing) h->missing = text;
}

static void check_pool(struct host *h)
{
    struct kb_arena *a = h->link.c->ctx->arena;
    virStoragePoolPtr p = virStoragePoolLookupByName(h->link.conn, h->link.target.pool);
    bool active = p && virStoragePoolIsActive(p) == 1;
    check(h, "pool", active,
          kb_printf(a, "storage pool %.64s is %s", h->link.target.pool,
                    p ? "there but not started" : "not there"));
    if (p) virStoragePoolFree(p);
}

static void check_network(struct host *h)
{
    struct kb_arena *a = h->link.c->ctx->arena;
    virNetworkPtr n = virNetworkLookupByName(h->link.conn, h->link.target.network);
    bool active = n && virNetworkIsActive(n) == 1;
    check(h, "network", active,
          kb_printf(a, "network %.64s is %s", h->link.target.network,
                    n ? "there but not started" : "not there"));
    if (n) virNetworkFree(n);
}

static enum kb_code describe(struct host *h, struct libvirt_result *r, struct kb_error *err)
{
    struct kb_arena *a = h->link.c->ctx->arena;
    virNodeInfo info;
    if (virNodeGetInfo(h->link.conn, &info) != 0)
        return libvirt_failed("libvirt.failed", "asking what the host is", err);
    char *name = virConnectGetHostname(h->link.conn);
    r->host = kb_strdup(a, name ? name : "");
    free(name);
    r->cpus = info.cpus;
    r->memory_mib = (int64_t)(info.memory >> 10);
    r->machines = virConnectNumOfDomains(h->link.conn);
    check(h, "reach", true, "");
    return KB_OK;
}

enum kb_code libvirt_verify(struct drv_call *c, struct kb_error *err)
{
    AUTO(libvirt_unlink) struct libvirt_link link;
    struct libvirt_result *r = c->result;
    TRY(libvirt_reach(&link, c, err));
    struct host *h = KB_NEW(c->ctx->arena, struct host);
    h->link = link;
    TRY(describe(h, r, err));
    check_pool(h);
    check_network(h);
    r->checks = (struct kb_list){ h->checks, h->n };
    r->state = h->missing ? "incomplete" : "ready";
    c->show_result = true;
    c->step->state = DRV_RUNNING;
    if (!h->missing) return KB_OK;
    return kb_fail(err, KB_CONFLICT, "libvirt.host", "%s", h->missing);
}
