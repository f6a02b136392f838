/* volumes - the overlay and the config drive of a machine, by name in the pool. */
#include "drivers/libvirt/drive.h"
#include "drivers/libvirt/xml.h"

#include <libvirt/virterror.h>
#include <stdlib.h>

struct pool {
    struct libvirt_link *l;
    virStoragePoolPtr at;
    virStorageVolPtr vol; /* the one being handled */
};

static void pool_drop(struct pool *p)
{
    if (p->vol) virStorageVolFree(p->vol);
    if (p->at) virStoragePoolFree(p->at);
}

static enum kb_code pool_open(struct pool *p, struct libvirt_link *l, struct kb_error *err)
{
    *p = (struct pool){ .l = l };
    p->at = virStoragePoolLookupByName(l->conn, l->target.pool);
    if (!p->at) return libvirt_failed("libvirt.pool", l->target.pool, err);
    if (virStoragePoolIsActive(p->at) != 1)
        return kb_fail(err, KB_UNAVAILABLE, "libvirt.pool", "pool %.64s is not running",
                       l->target.pool);
    return KB_OK;
}

static const char *disk_name(const struct libvirt_link *l)
{
    return kb_printf(l->c->ctx->arena, "%s.qcow2", l->name);
}

static const char *drive_name(const struct libvirt_link *l)
{
    return kb_printf(l->c->ctx->arena, "%s-config.img", l->name);
}

/* p->vol, or NULL without an error when there is none. */
static enum kb_code find(struct pool *p, const char *name, struct kb_error *err)
{
    if (p->vol) virStorageVolFree(p->vol);
    p->vol = virStorageVolLookupByName(p->at, name);
    virErrorPtr e = p->vol ? NULL : virGetLastError();
    if (e && e->code != VIR_ERR_NO_STORAGE_VOL)
        return libvirt_failed("libvirt.pool", "looking for a volume", err);
    return KB_OK;
}

static enum kb_code remove_volume(struct pool *p, const char *name, struct kb_error *err)
{
    TRY(find(p, name, err));
    if (p->vol && virStorageVolDelete(p->vol, 0) != 0)
        return libvirt_failed("libvirt.pool", "deleting a volume", err);
    return KB_OK;
}

static enum kb_code make(struct pool *p, const char *name, int64_t bytes, const char *base,
                         struct kb_error *err)
{
    struct kb_text xml AUTO(kb_text_done);
    kb_text_init(&xml, XML_MAX);
    xml_volume(&xml, name, bytes, base);
    TRY(find(p, name, err));
    if (!p->vol) p->vol = virStorageVolCreateXML(p->at, xml.at, 0);
    return p->vol ? KB_OK : libvirt_failed("libvirt.pool", "making a volume", err);
}

static enum kb_code path_of(struct pool *p, const char **out, struct kb_error *err)
{
    char *path = virStorageVolGetPath(p->vol);
    if (!path) return libvirt_failed("libvirt.pool", "asking for a volume's path", err);
    *out = kb_strdup(p->l->c->ctx->arena, path);
    free(path);
    return KB_OK;
}

static bool send_all(virStreamPtr st, const struct drive *d)
{
    for (size_t at = 0; at < DRIVE_BYTES;) {
        int n = virStreamSend(st, (const char *)d->at + at, DRIVE_BYTES - at);
        if (n <= 0) return false;
        at += (size_t)n;
    }
    return true;
}

static enum kb_code upload(struct pool *p, const struct drive *d, struct kb_error *err)
{
    virStreamPtr st = virStreamNew(p->l->conn, 0);
    bool ok = st && virStorageVolUpload(p->vol, st, 0, DRIVE_BYTES, 0) == 0;
    ok = ok && send_all(st, d);
    ok = ok && virStreamFinish(st) == 0;
    enum kb_code code =
        ok ? KB_OK : libvirt_failed("libvirt.pool", "writing the config drive", err);
    if (st && !ok) virStreamAbort(st);
    if (st) virStreamFree(st);
    return code;
}

enum kb_code libvirt_volumes_make(struct libvirt_link *l, const struct libvirt_template *template,
                                  const struct drive *drive, struct libvirt_volumes *out,
                                  struct kb_error *err)
{
    AUTO(pool_drop) struct pool p;
    const struct libvirt_spec *spec = l->c->spec;
    TRY(pool_open(&p, l, err));
    TRY(make(&p, disk_name(l), spec->disk_gib << 30, template->disk, err));
    TRY(path_of(&p, &out->disk, err));
    TRY(remove_volume(&p, drive_name(l), err));
    TRY(make(&p, drive_name(l), DRIVE_BYTES, NULL, err));
    TRY(path_of(&p, &out->drive, err));
    return l->pretend ? KB_OK : upload(&p, drive, err);
}

enum kb_code libvirt_volumes_delete(struct libvirt_link *l, struct kb_error *err)
{
    AUTO(pool_drop) struct pool p;
    TRY(pool_open(&p, l, err));
    TRY(remove_volume(&p, disk_name(l), err));
    return remove_volume(&p, drive_name(l), err);
}
