/* template - names come from customers' orders by way of the catalogue, so they are names, never
 * paths; and every file is looked for before libvirt is asked to use it. */
#include "drivers/libvirt/template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define JSON_MAX 16384

static const char *const formats[] = { "dropbear", "openssh", NULL };

static const struct kb_field libvirt_template_fields[] = {
    STR(libvirt_template, doc, .max = 500, .optional = true),
    STR(libvirt_template, kernel, .min = 1, .max = 64),
    STR(libvirt_template, initrd, .min = 1, .max = 64),
    STR(libvirt_template, disk, .min = 1, .max = 64),
    STR(libvirt_template, cmdline, .max = 500, .optional = true),
    STR(libvirt_template, ssh_user, .min = 1, .max = 32),
    INT(libvirt_template, ssh_port, .min = 1, .max = 65535),
    STR(libvirt_template, host_key_format, .one_of = formats),
    INT(libvirt_template, memory_mib_min, .min = 1, .max = 1 << 20),
    INT(libvirt_template, disk_gib_min, .min = 1, .max = 1 << 16),
    { 0 },
};
static SHAPE(libvirt_template);

static bool name_ok(const char *s)
{
    return *s && *s != '.' && strlen(s) <= 63 &&
           !s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")];
}

static enum kb_code missing(const char *path, struct kb_error *err)
{
    return kb_fail(err, KB_CONFLICT, "libvirt.template", "%.160s: %.60s", path, strerror(errno));
}

static enum kb_code find_file(const char *folder, const char **file, struct kb_arena *a,
                              struct kb_error *err)
{
    if (!name_ok(*file))
        return kb_fail(err, KB_CONFLICT, "libvirt.template", "%.160s: \"%.64s\" is not a file name",
                       folder, *file);
    *file = kb_printf(a, "%s/%s", folder, *file);
    return access(*file, R_OK) == 0 ? KB_OK : missing(*file, err);
}

static enum kb_code parse(const char *path, struct kb_arena *a, struct libvirt_template *out,
                          struct kb_error *err)
{
    char text[JSON_MAX];
    AUTO_JSON json = NULL;
    struct kb_error why;
    FILE *f = fopen(path, "re");
    if (!f) return missing(path, err);
    size_t n = fread(text, 1, sizeof text, f);
    fclose(f);
    if (kb_json_parse(text, n, JSON_MAX - 1, &json, &why) == KB_OK &&
        kb_read(&libvirt_template_shape, json, NULL, out, a, &why) == KB_OK)
        return KB_OK;
    return kb_fail(err, KB_CONFLICT, "libvirt.template", "%.100s: %.120s", path, why.text);
}

enum kb_code libvirt_template_read(struct drv_ctx *ctx, const char *name,
                                   struct libvirt_template *out, struct kb_error *err)
{
    struct kb_arena *a = ctx->arena;
    if (!name_ok(name))
        return kb_fail_field(err, "template", "request.field", "template must be a plain name");
    const char *folder = kb_printf(a, "%s/%s", ctx->templates_dir, name);
    TRY(parse(kb_printf(a, "%s/template.json", folder), a, out, err));
    TRY(find_file(folder, &out->kernel, a, err));
    TRY(find_file(folder, &out->initrd, a, err));
    return find_file(folder, &out->disk, a, err);
}
