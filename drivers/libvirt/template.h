/* template - what a machine is made from: a folder of the agent's with template.json, a kernel, an
 * initial RAM disk and a base image. */
#ifndef DRIVERS_LIBVIRT_TEMPLATE_H
#define DRIVERS_LIBVIRT_TEMPLATE_H

#include "drivers/driver.h"

struct libvirt_template {
    const char *doc, *kernel, *initrd, *disk;  /* file names; paths after reading */
    const char *cmdline, *ssh_user, *host_key_format;
    int64_t ssh_port, memory_mib_min, disk_gib_min;
};

/* libvirt.template when the folder or one of its files is missing; request.field for odd names. */
MUST_USE enum kb_code libvirt_template_read(struct drv_ctx *ctx, const char *name,
                                            struct libvirt_template *out, struct kb_error *err);

#endif
