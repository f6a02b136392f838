/* open - makes a machine and waits, step by step, until the room's key logs in to the host key that
 * was made for it. Each step first looks what is there, so an agent that died in the middle goes on
 * where it stopped. */
#include "drivers/libvirt/drive.h"
#include "drivers/libvirt/xml.h"

#include <inttypes.h>
#include <string.h>

#define LOOK_AGAIN_MS    1000
#define PROBE_CONNECT_MS 3000
#define PROBE_LOGIN_MS   15000

struct order {
    struct libvirt_template template;
    struct drv_keys keys;
    struct drv_key_pair host_key;
};

static enum kb_code within(int64_t value, int64_t min, int64_t max, const char *field,
                           struct kb_error *err)
{
    if (value >= min && value <= max) return KB_OK;
    return kb_fail_field(err, field, "driver.limit",
                         "%s is %" PRId64 "; the template and this room allow %" PRId64
                         " to %" PRId64,
                         field, value, min, max);
}

static enum kb_code check_hostname(const char *s, struct kb_error *err)
{
    if (*s && *s != '-' && !s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-")]) return KB_OK;
    return kb_fail_field(err, "hostname", "request.field",
                         "hostname is small letters, digits and dashes");
}

static enum kb_code read_order(struct libvirt_link *l, struct order *o, struct kb_error *err)
{
    const struct libvirt_spec *spec = l->c->spec;
    const struct drv_limits *limits = l->c->ctx->limits;
    TRY(check_hostname(spec->hostname, err));
    TRY(drv_keys_read(spec->ssh_keys, "ssh_keys", l->c->ctx->arena, &o->keys, err));
    TRY(libvirt_template_read(l->c->ctx, spec->template, &o->template, err));
    TRY(within(spec->memory_mib, o->template.memory_mib_min, limits->memory_mib, "memory_mib",
               err));
    TRY(within(spec->disk_gib, o->template.disk_gib_min, limits->disk_gib, "disk_gib", err));
    return within(spec->vcpu, 1, limits->vcpu, "vcpu", err);
}

static bool add_text(struct drive *d, const char *name, unsigned mode, const char *text)
{
    return drive_add(d, name, mode, text, strlen(text));
}

static enum kb_code write_drive(struct libvirt_link *l, const struct order *o, struct drive *d,
                                struct kb_error *err)
{
    const struct libvirt_spec *spec = l->c->spec;
    struct kb_arena *a = l->c->ctx->arena;
    const char *room = l->c->ctx->room_key_public;
    char *keys = kb_printf(a, "%s\n", room ? room : "");
    bool openssh = strcmp(o->template.host_key_format, "openssh") == 0;
    for (size_t i = 0; i < o->keys.n; i++) keys = kb_printf(a, "%s%s\n", keys, o->keys.at[i].line);
    bool ok = add_text(d, "hostname", 0644, kb_printf(a, "%s\n", spec->hostname));
    ok = ok && add_text(d, "resource", 0644, kb_printf(a, "%" PRId64 "\n", l->resource));
    ok = ok && add_text(d, "authorized_keys", 0600, keys);
    ok = ok && (openssh ? add_text(d, "host_key", 0600, o->host_key.openssh)
                        : drive_add(d, "host_key", 0600, o->host_key.dropbear,
                                    sizeof o->host_key.dropbear));
    return ok ? KB_OK
              : kb_fail_field(err, "ssh_keys", "request.too_large", "the config drive is full");
}

static enum kb_code define(struct libvirt_link *l, const struct order *o,
                           const struct libvirt_volumes *v, struct kb_error *err)
{
    const struct libvirt_spec *spec = l->c->spec;
    struct kb_text xml AUTO(kb_text_done);
    struct xml_machine m = { .target = &l->target,
                             .template = &o->template,
                             .mark = &l->mark,
                             .name = l->name,
                             .disk = v->disk,
                             .drive = v->drive,
                             .memory_mib = spec->memory_mib,
                             .vcpu = spec->vcpu };
    kb_text_init(&xml, XML_MAX);
    if (!xml_machine(&xml, &m))
        return kb_fail(err, KB_INTERNAL, "libvirt.failed", "the machine's description is too long");
    l->dom = virDomainDefineXML(l->conn, xml.at);
    return l->dom ? KB_OK : libvirt_failed("libvirt.failed", "defining the machine", err);
}

static enum kb_code make(struct libvirt_link *l, struct kb_error *err)
{
    AUTO(drive_done) struct drive drive = { 0 };
    struct order o = { 0 };
    struct libvirt_volumes volumes;
    TRY(read_order(l, &o, err));
    drv_key_make(l->c->ctx->world, l->name, l->c->ctx->arena, &o.host_key);
    l->mark =
        (struct libvirt_mark){ .resource = l->resource,
                               .ssh_port = o.template.ssh_port,
                               .ssh_user = o.template.ssh_user,
                               .host_key = kb_strdup(l->c->ctx->arena, o.host_key.fingerprint) };
    drive_init(&drive);
    TRY(write_drive(l, &o, &drive, err));
    TRY(libvirt_volumes_make(l, &o.template, &drive, &volumes, err));
    explicit_bzero(o.host_key.dropbear, sizeof o.host_key.dropbear);
    return define(l, &o, &volumes, err);
}

static enum kb_code start(struct libvirt_link *l, struct kb_error *err)
{
    if (virDomainCreate(l->dom) != 0)
        return libvirt_failed("libvirt.failed", "starting the machine", err);
    if (virDomainSetAutostart(l->dom, 1) != 0)
        return libvirt_failed("libvirt.failed", "setting autostart", err);
    return libvirt_refresh(l, err);
}

struct login {
    const char *host, *user, *host_key;
    int64_t port;
};
static const struct kb_field login_fields[] = {
    STR(login, host), STR(login, user), STR(login, host_key), INT(login, port), { 0 },
};
static SHAPE(login);

/* Does the room's key log in? *up false: not yet, the machine is still starting. */
static enum kb_code try_login(struct libvirt_link *l, bool *up, struct kb_error *err)
{
    struct drv_limits limits = *l->c->ctx->limits;
    struct drv_ctx ctx = *l->c->ctx;
    struct login login = { l->address, l->mark.ssh_user, l->mark.host_key, l->mark.ssh_port };
    struct drv_job job = { .key = l->c->job->key, .spec = "{\"need\":\"login\"}", .ticket = "" };
    struct drv_step step;
    const struct drv_offer *ssh = drv_find(&ctx, "ssh");
    if (!ssh)
        return kb_fail(err, KB_INVALID, "driver.unknown",
                       "this agent has no ssh driver to log in with");
    limits.connect_ms = PROBE_CONNECT_MS;
    limits.login_ms = PROBE_LOGIN_MS;
    ctx.limits = &limits;
    job.target = kb_write_text(&login_shape, &login, ctx.arena);
    enum kb_code code = drv_do(ssh, &ctx, DRV_VERIFY, &job, &step, err);
    *up = code == KB_OK;
    return code == KB_UNAVAILABLE ? KB_OK : code;
}

static void wait_more(struct libvirt_link *l)
{
    l->c->step->phase = DRV_PENDING;
    l->c->step->retry_ms = LOOK_AGAIN_MS;
    libvirt_tell(l);
}

static enum kb_code finish(struct libvirt_link *l, struct kb_error *err)
{
    bool up = l->pretend;
    if (!*l->address && !up) {
        wait_more(l);
        return KB_OK;
    }
    if (!up) TRY(try_login(l, &up, err));
    if (!up) {
        wait_more(l);
        return KB_OK;
    }
    l->mark.ready = true;
    TRY(libvirt_mark_set(l, err));
    TRY(libvirt_refresh(l, err));
    libvirt_tell(l);
    return KB_OK;
}

enum kb_code libvirt_open(struct drv_call *c, struct kb_error *err)
{
    AUTO(libvirt_unlink) struct libvirt_link l;
    TRY(libvirt_look(&l, c, err));
    if (l.state == DRV_ABSENT) TRY(make(&l, err));
    if (l.state == DRV_ABSENT || l.state == DRV_OFF) TRY(start(&l, err));
    if (l.state == DRV_STARTING) return finish(&l, err);
    libvirt_tell(&l);
    return KB_OK;
}
