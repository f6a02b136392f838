/* link - one connection to libvirt and one machine in it: found by name, recognised by our mark,
 * its state and address read. Everything that is not ours is refused here, before any verb acts. */
#include "drivers/libvirt/events.h"
#include "drivers/libvirt/xml.h"

#include <inttypes.h>
#include <libvirt/virterror.h>
#include <stdlib.h>
#include <string.h>

#define NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789-"

static void quiet(void *unused, virErrorPtr e)
{
    (void)unused, (void)e; /* libvirt prints to standard error by itself; we return errors */
}

enum kb_code libvirt_failed(const char *reason, const char *what, struct kb_error *err)
{
    virErrorPtr e = virGetLastError();
    const char *text = e && e->message ? e->message : "no reason given";
    bool broken = e && (e->domain == VIR_FROM_RPC || e->code == VIR_ERR_RPC ||
                        e->code == VIR_ERR_INVALID_CONN);
    if (broken) return kb_fail(err, KB_UNKNOWN, "libvirt.answer_lost", "%s: %.200s", what, text);
    return kb_fail(err, KB_UNAVAILABLE, reason, "%s: %.200s", what, text);
}

/* Nothing was asked yet, so nothing can be unknown. */
static enum kb_code link_open(struct libvirt_link *l, struct kb_error *err)
{
    const char *uri = l->target.uri;
    virSetErrorFunc(NULL, quiet);
    l->conn = virConnectOpen(uri);
    if (!l->conn)
        return kb_fail(err, KB_UNAVAILABLE, "libvirt.unreachable", "%.60s: %.150s", uri,
                       virGetLastErrorMessage());
    const char *type = virConnectGetType(l->conn);
    l->pretend = type && strcmp(type, "TEST") == 0;
    if (l->pretend) l->target.domain_type = "test"; /* it knows no other */
    return KB_OK;
}

static enum kb_code read_mark(struct libvirt_link *l, struct kb_error *err)
{
    struct kb_arena *a = l->c->ctx->arena;
    char *xml = virDomainGetMetadata(l->dom, VIR_DOMAIN_METADATA_ELEMENT, LIBVIRT_MARK_URI,
                                     VIR_DOMAIN_AFFECT_CURRENT);
    l->mark = (struct libvirt_mark){ .ssh_user = "", .host_key = "" };
    if (xml) {
        (void)!kb_parse_int(xml_attribute(xml, "resource", a), 1, INT64_MAX, &l->mark.resource);
        (void)!kb_parse_int(xml_attribute(xml, "ssh_port", a), 1, 65535, &l->mark.ssh_port);
        l->mark.ssh_user = xml_attribute(xml, "ssh_user", a);
        l->mark.host_key = xml_attribute(xml, "host_key", a);
        l->mark.ready = strcmp(xml_attribute(xml, "ready", a), "yes") == 0;
        free(xml);
    }
    if (l->mark.resource == l->resource) return KB_OK;
    return kb_fail(err, KB_CONFLICT, "libvirt.foreign",
                   "machine %.64s exists and does not carry the mark of resource %" PRId64, l->name,
                   l->resource);
}

enum kb_code libvirt_mark_set(struct libvirt_link *l, struct kb_error *err)
{
    struct kb_text t AUTO(kb_text_done);
    unsigned flags = VIR_DOMAIN_AFFECT_CONFIG;
    if (virDomainIsActive(l->dom) == 1) flags |= VIR_DOMAIN_AFFECT_LIVE;
    kb_text_init(&t, XML_MAX);
    xml_mark(&t, &l->mark);
    if (virDomainSetMetadata(l->dom, VIR_DOMAIN_METADATA_ELEMENT, t.at, "kboss", LIBVIRT_MARK_URI,
                             flags) == 0)
        return KB_OK;
    return libvirt_failed("libvirt.failed", "marking the machine", err);
}

static const char *first_ipv4(virDomainInterfacePtr *ifs, int n, struct kb_arena *a)
{
    for (int i = 0; i < n; i++)
        for (unsigned j = 0; j < ifs[i]->naddrs; j++)
            if (ifs[i]->addrs[j].type == VIR_IP_ADDR_TYPE_IPV4)
                return kb_strdup(a, ifs[i]->addrs[j].addr);
    return "";
}

static void read_address(struct libvirt_link *l)
{
    virDomainInterfacePtr *ifs = NULL;
    int n = virDomainInterfaceAddresses(l->dom, &ifs, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE, 0);
    l->address = n > 0 ? first_ipv4(ifs, n, l->c->ctx->arena) : "";
    for (int i = 0; i < n; i++) virDomainInterfaceFree(ifs[i]);
    free(ifs);
}

static enum drv_state state_of(const struct libvirt_link *l, int state)
{
    switch ((virDomainState)state) {
    case VIR_DOMAIN_PAUSED:
    case VIR_DOMAIN_PMSUSPENDED: return DRV_SUSPENDED;
    case VIR_DOMAIN_RUNNING:
    case VIR_DOMAIN_BLOCKED:
    case VIR_DOMAIN_SHUTDOWN:
        return l->mark.ready && (*l->address || l->pretend) ? DRV_RUNNING : DRV_STARTING;
    case VIR_DOMAIN_SHUTOFF:
    case VIR_DOMAIN_CRASHED: return DRV_OFF;
    case VIR_DOMAIN_NOSTATE: break;
#ifdef VIR_ENUM_SENTINELS
    case VIR_DOMAIN_LAST: break;
#endif
    }
    return DRV_UNSEEN;
}

enum kb_code libvirt_refresh(struct libvirt_link *l, struct kb_error *err)
{
    int state = 0, why = 0;
    l->state = DRV_ABSENT;
    l->address = "";
    if (!l->dom) return KB_OK;
    if (virDomainGetState(l->dom, &state, &why, 0) != 0)
        return libvirt_failed("libvirt.failed", "asking for the state", err);
    TRY(read_mark(l, err));
    if (virDomainIsActive(l->dom) == 1) read_address(l);
    l->state = state_of(l, state);
    return KB_OK;
}

static enum kb_code find(struct libvirt_link *l, struct kb_error *err)
{
    l->dom = virDomainLookupByName(l->conn, l->name);
    virErrorPtr e = l->dom ? NULL : virGetLastError();
    if (e && e->code != VIR_ERR_NO_DOMAIN)
        return libvirt_failed("libvirt.failed", "looking for the machine", err);
    return libvirt_refresh(l, err);
}

static enum kb_code choose(struct libvirt_link *l, struct kb_error *err)
{
    const struct libvirt_target *t = l->c->target;
    const struct libvirt_spec *spec = l->c->spec;
    l->target = *t;
    if (!*t->name_prefix) l->target.name_prefix = "kboss-";
    if (!*t->domain_type) l->target.domain_type = "qemu";
    if (t->name_prefix[strspn(t->name_prefix, NAME_CHARS)])
        return kb_fail_field(err, "name_prefix", "request.field",
                             "name_prefix is small letters, digits and dashes");
    l->resource = spec->resource;
    l->name = kb_printf(l->c->ctx->arena, "%s%" PRId64, l->target.name_prefix, l->resource);
    return KB_OK;
}

enum kb_code libvirt_reach(struct libvirt_link *l, struct drv_call *c, struct kb_error *err)
{
    *l = (struct libvirt_link){ .c = c, .address = "" };
    TRY(choose(l, err));
    return link_open(l, err);
}

enum kb_code libvirt_look(struct libvirt_link *l, struct drv_call *c, struct kb_error *err)
{
    TRY(libvirt_reach(l, c, err));
    return find(l, err);
}

void libvirt_unlink(struct libvirt_link *l)
{
    if (l->dom) virDomainFree(l->dom);
    if (l->conn) virConnectClose(l->conn);
    if (l->conn) libvirt_events_turn();
    l->dom = NULL;
    l->conn = NULL;
}

void libvirt_tell(struct libvirt_link *l)
{
    struct libvirt_result *r = l->c->result;
    struct kb_arena *a = l->c->ctx->arena;
    char uuid[VIR_UUID_STRING_BUFLEN] = "";
    l->c->step->state = l->state;
    r->state = drv_state_name(l->state);
    r->domain = l->name;
    if (!l->dom) return;
    if (virDomainGetUUIDString(l->dom, uuid) == 0) r->uuid = kb_strdup(a, uuid);
    r->address = l->address;
    r->ssh_port = l->mark.ssh_port;
    r->ssh_user = l->mark.ssh_user;
    r->host_key = l->mark.host_key;
    r->console = true;
}
