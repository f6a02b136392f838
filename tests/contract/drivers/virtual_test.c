/* libvirt's own test driver: the sentences without a daemon or a guest, and what must never be
 * touched. Its state lives as long as one connection of the process is open. */
#include "suite.h"

#include <inttypes.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define TARGET                                                                                     \
    "{\"uri\":\"test:///default\",\"pool\":\"default-pool\",\"network\":\"default\"}"

struct host {
    struct bench b;
    virConnectPtr conn;  /* keeps the made-up host alive */
};

static void host_done(struct host *h)
{
    if (h->conn) virConnectClose(h->conn);
    bench_done(&h->b);
}

static void quiet(void *unused, virErrorPtr e)
{
    (void)unused, (void)e;
}

static void host_init(struct host *h)
{
    static const char *const files[] = { "tpl/vmlinuz", "tpl/initrd.gz", "tpl/base.qcow2" };
    bench_init(&h->b);
    virSetErrorFunc(NULL, quiet);
    mkdir(kb_printf(&h->b.arena, "%s/tpl", h->b.folder), 0755);
    for (size_t i = 0; i < COUNT(files); i++) bench_file(&h->b, files[i], "x", 0644);
    bench_file(&h->b, "tpl/template.json",
               "{\"kernel\":\"vmlinuz\",\"initrd\":\"initrd.gz\",\"disk\":\"base.qcow2\","
               "\"cmdline\":\"a=\\\"<&>'\",\"ssh_user\":\"root\",\"ssh_port\":22,"
               "\"host_key_format\":\"openssh\",\"memory_mib_min\":64,\"disk_gib_min\":1}",
               0644);
    h->conn = virConnectOpen("test:///default");
    assert_non_null(h->conn);
}

static bool has_volume(struct host *h, const char *name)
{
    virStoragePoolPtr pool = virStoragePoolLookupByName(h->conn, "default-pool");
    virStorageVolPtr vol = virStorageVolLookupByName(pool, name);
    bool has = vol != NULL;
    if (vol) virStorageVolFree(vol);
    virStoragePoolFree(pool);
    return has;
}

/* One machine with both volumes counts one; anything half there fails. */
static int count(struct bench *b, const struct peer *p)
{
    struct host *h = p->more;
    const char *name = kb_printf(&b->arena, "kboss-%" PRId64, p->resource);
    virDomainPtr dom = virDomainLookupByName(h->conn, name);
    bool disk = has_volume(h, kb_printf(&b->arena, "%s.qcow2", name));
    bool drive = has_volume(h, kb_printf(&b->arena, "%s-config.img", name));
    if (dom) virDomainFree(dom);
    assert_int_equal(disk, dom != NULL);
    assert_int_equal(drive, dom != NULL);
    return dom != NULL;
}

static struct peer virtual_peer(struct host *h)
{
    struct kb_arena *a = &h->b.arena;
    return (struct peer){
        .driver = "libvirt", .resource = 51, .count = count, .more = h,
        .target = TARGET,
        .open_spec = kb_printf(a,
                               "{\"resource\":51,\"template\":\"tpl\",\"memory_mib\":64,\"vcpu\":1,"
                               "\"disk_gib\":1,\"hostname\":\"m51\",\"ssh_keys\":[\"%s\"]}",
                               h->b.customer.line),
        .refused_target = "{\"uri\":\"qemu+ext:///system?command=/bin/sh\",\"pool\":\"p\","
                          "\"network\":\"n\"}",
        .refused_field = "uri",
    };
}

TEST(a_virtual_machine_keeps_the_contract)
{
    AUTO(host_done) struct host h;
    host_init(&h);
    struct peer p = virtual_peer(&h);
    says_observe_absent(&h.b, &p);
    says_open_twice_is_once(&h.b, &p);
    says_close_twice_is_once(&h.b, &p);
    says_reopen_after_close(&h.b, &p);
    says_wrong_target_names_field(&h.b, &p);
    says_unknown_field_is_refused(&h.b, &p);
    says_no_time_left(&h.b, &p);
    says_power_and_suspension(&h.b, &p);
}

TEST(a_machine_without_our_mark_is_never_touched)
{
    static const enum drv_verb verbs[] = { DRV_OBSERVE, DRV_OPEN,     DRV_CLOSE,    DRV_SUSPEND,
                                           DRV_RESUME,  DRV_POWER_ON, DRV_POWER_OFF };
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    virDomainInfo info;
    host_init(&h);
    struct peer p = virtual_peer(&h);
    virDomainPtr dom =
        virDomainDefineXML(h.conn, "<domain type='test'><name>kboss-51</name><memory>65536</memory>"
                                   "<os><type>hvm</type></os></domain>");
    assert_non_null(dom);
    assert_int_equal(virDomainCreate(dom), 0);
    for (size_t i = 0; i < COUNT(verbs); i++) {
        kt_row("%s", drv_verb_name(verbs[i]));
        assert_refused(peer_step(&h.b, &p, verbs[i], "", &step, &err), KB_CONFLICT,
                       "libvirt.foreign");
        assert_int_equal(virDomainGetInfo(dom, &info), 0);
        assert_int_equal(info.state, VIR_DOMAIN_RUNNING);
    }
    assert_false(has_volume(&h, "kboss-51.qcow2"));
    assert_int_equal(virDomainDestroy(dom), 0);
    assert_int_equal(virDomainUndefine(dom), 0);
    virDomainFree(dom);
}

TEST(a_machine_with_the_mark_of_another_resource_is_not_ours_either)
{
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    host_init(&h);
    struct peer p = virtual_peer(&h);
    virDomainPtr dom = virDomainDefineXML(
        h.conn, "<domain type='test'><name>kboss-51</name><metadata><k:machine "
                "xmlns:k='urn:kboss:machine:1' resource='151' ready='yes'/></metadata>"
                "<memory>65536</memory><os><type>hvm</type></os></domain>");
    assert_non_null(dom);
    assert_refused(peer_step(&h.b, &p, DRV_CLOSE, "", &step, &err), KB_CONFLICT, "libvirt.foreign");
    assert_int_equal(virDomainUndefine(dom), 0);
    virDomainFree(dom);
}

TEST(orders_that_do_not_fit_are_refused_by_field_and_leave_nothing)
{
    static const struct {
        const char *from, *to, *field, *reason;
    } rows[] = {
        { "\"memory_mib\":64", "\"memory_mib\":63", "memory_mib", "driver.limit" },
        { "\"memory_mib\":64", "\"memory_mib\":999999", "memory_mib", "driver.limit" },
        { "\"vcpu\":1", "\"vcpu\":65", "vcpu", "driver.limit" },
        { "\"disk_gib\":1", "\"disk_gib\":5000", "disk_gib", "driver.limit" },
        { "\"hostname\":\"m51\"", "\"hostname\":\"a b\"", "hostname", "request.field" },
        { "\"template\":\"tpl\"", "\"template\":\"../tpl\"", "template", "request.field" },
        { "\"template\":\"tpl\"", "\"template\":\".\"", "template", "request.field" },
        { "\"resource\":51", "\"resource\":0", "resource", "request.field" },
    };
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    host_init(&h);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct peer p = virtual_peer(&h);
        const char *at = strstr(p.open_spec, rows[i].from);
        assert_non_null(at);
        p.open_spec = kb_printf(&h.b.arena, "%.*s%s%s", (int)(at - p.open_spec), p.open_spec,
                                rows[i].to, at + strlen(rows[i].from));
        kt_row("%s", rows[i].to);
        assert_refused(peer_step(&h.b, &p, DRV_OPEN, "", &step, &err), KB_INVALID, rows[i].reason);
        assert_string_equal(err.field, rows[i].field);
        assert_int_equal(count(&h.b, &p), 0);
    }
}

TEST(a_template_with_a_file_missing_and_a_pool_that_is_not_there_say_so)
{
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    host_init(&h);
    struct peer p = virtual_peer(&h);
    assert_int_equal(remove(kb_printf(&h.b.arena, "%s/tpl/initrd.gz", h.b.folder)), 0);
    assert_refused(peer_step(&h.b, &p, DRV_OPEN, "", &step, &err), KB_CONFLICT, "libvirt.template");
    assert_non_null(strstr(err.text, "initrd.gz"));
    bench_file(&h.b, "tpl/initrd.gz", "x", 0644);
    p.target = "{\"uri\":\"test:///default\",\"pool\":\"elsewhere\",\"network\":\"default\"}";
    assert_refused(peer_step(&h.b, &p, DRV_OPEN, "", &step, &err), KB_UNAVAILABLE, "libvirt.pool");
    assert_true(step.retry);
}

TEST(what_a_dead_agent_left_half_made_is_finished_by_the_next)
{
    AUTO(host_done) struct host h;
    struct drv_step step;
    struct kb_error err;
    host_init(&h);
    struct peer p = virtual_peer(&h);
    assert_ok(peer_step(&h.b, &p, DRV_OPEN, "", &step, &err));
    virDomainPtr dom =
        virDomainLookupByName(h.conn, "kboss-51"); /* as if it had died before this */
    assert_int_equal(virDomainDestroy(dom), 0);
    assert_int_equal(virDomainUndefine(dom), 0);
    virDomainFree(dom);
    assert_true(has_volume(&h, "kboss-51.qcow2"));
    assert_ok(peer_do(&h.b, &p, DRV_OBSERVE, &step, &err));
    assert_int_equal(step.state, DRV_ABSENT);
    assert_ok(peer_do(&h.b, &p, DRV_OPEN, &step, &err));
    assert_int_equal(count(&h.b, &p), 1);
    assert_ok(peer_do(&h.b, &p, DRV_CLOSE, &step, &err));
    assert_int_equal(count(&h.b, &p), 0);
}

TEST(a_console_of_a_machine_that_is_not_there_is_refused)
{
    AUTO(host_done) struct host h;
    struct drv_stream *s = NULL;
    struct kb_error err;
    host_init(&h);
    struct drv_stream_want want = { .kind = "console", .target = TARGET, .resource = 51,
                                    .cols = 80, .rows = 24 };
    assert_refused(drv_stream_open(drv_find(&h.b.ctx, "libvirt"), &h.b.ctx, &want, &s, &err),
                   KB_CONFLICT, "libvirt.console");
    want.kind = "shell";
    assert_refused(drv_stream_open(drv_find(&h.b.ctx, "libvirt"), &h.b.ctx, &want, &s, &err),
                   KB_INVALID, "driver.cannot");
    assert_null(s);
}
