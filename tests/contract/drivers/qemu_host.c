/* qemu_host - see qemu_host.h. */
#include "qemu_host.h"

#include <inttypes.h>
#include <libvirt/virterror.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void host_done(struct host *h)
{
    if (h->conn) virConnectClose(h->conn);
    bench_done(&h->b);
}

static void quiet(void *unused, virErrorPtr e)
{
    (void)unused, (void)e;
}

static const char *room_says(struct bench *b, const char *key)
{
    char line[512];
    const char *room = getenv("KBOSS_ROOM"), *found = "";
    FILE *f = fopen(kb_printf(&b->arena, "%s/room.state", room ? room : "/nonexistent"), "re");
    while (f && fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = 0;
        if (strncmp(line, key, strlen(key)) == 0 && line[strlen(key)] == '=')
            found = kb_strdup(&b->arena, line + strlen(key) + 1);
    }
    if (f) fclose(f);
    return found;
}

int host_count(struct bench *b, const struct peer *p)
{
    struct host *h = p->more;
    const char *name = kb_printf(&b->arena, "kboss-%" PRId64, p->resource);
    virDomainPtr dom = virDomainLookupByName(h->conn, name);
    virStoragePoolPtr pool = virStoragePoolLookupByName(h->conn, "kboss");
    int volumes = 0;
    assert_non_null(pool);
    assert_int_equal(virStoragePoolRefresh(pool, 0), 0);
    static const char *const ends[] = { ".qcow2", "-config.img" };
    for (size_t i = 0; i < COUNT(ends); i++) {
        virStorageVolPtr vol =
            virStorageVolLookupByName(pool, kb_printf(&b->arena, "%s%s", name, ends[i]));
        volumes += vol != NULL;
        if (vol) virStorageVolFree(vol);
    }
    if (dom) virDomainFree(dom);
    virStoragePoolFree(pool);
    assert_int_equal(volumes, dom ? 2 : 0);
    return dom != NULL;
}

bool host_there(void)
{
    AUTO(bench_done) struct bench b;
    bench_init(&b);
    virSetErrorFunc(NULL, quiet);
    bool up = strcmp(room_says(&b, "libvirt"), "yes") == 0;
    virConnectPtr conn = up ? virConnectOpen("qemu:///system") : NULL;
    if (conn) virConnectClose(conn);
    const char *why = room_says(&b, "libvirt_reason");
    if (!conn) printf("SKIP no libvirt here: %s\n", *why ? why : "no demo room (needs root)");
    return conn != NULL;
}

void host_init(struct host *h)
{
    memset(h, 0, sizeof *h);
    bench_init(&h->b);
    h->conn = virConnectOpen("qemu:///system");
    assert_non_null(h->conn);
    h->b.ctx.templates_dir = room_says(&h->b, "templates");
    h->p = (struct peer){
        .driver = "libvirt", .target = HOST_TARGET, .count = host_count, .more = h,
        .resource = 900000000 + getpid(), /* not anybody's in a room that was up before */
    };
    h->p.open_spec = kb_printf(&h->b.arena,
                               "{\"resource\":%" PRId64 ",\"template\":\"tiny-linux\","
                               "\"memory_mib\":128,\"vcpu\":1,\"disk_gib\":2,"
                               "\"hostname\":\"tried\",\"ssh_keys\":[\"%s\"]}",
                               h->p.resource, h->b.customer.line);
}
