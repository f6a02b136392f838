/* parts - what the files of drivers/libvirt share. */
#ifndef DRIVERS_LIBVIRT_PARTS_H
#define DRIVERS_LIBVIRT_PARTS_H

#include "drivers/parts.h"
#include "drivers/sshkey.h"
#include "drivers/stream.h"

#include <libvirt/libvirt.h>

#define LIBVIRT_MARK_URI "urn:kboss:machine:1"

struct libvirt_target {
    const char *uri, *domain_type, *name_prefix, *pool, *network;
};
extern const struct kb_shape libvirt_target_shape;

struct libvirt_spec {
    int64_t resource, memory_mib, vcpu, disk_gib;
    const char *template, *hostname, *ssh_keys;
};

struct libvirt_check {
    const char *name, *text;
    bool ok;
};

/* Of a machine; verify tells of the host instead: host to checks. */
struct libvirt_result {
    const char *domain, *uuid, *state, *address, *ssh_user, *host_key, *host;
    int64_t ssh_port, cpus, memory_mib, machines;
    struct kb_list checks; /* struct libvirt_check */
    bool console;
};

/* What we write into a machine's metadata: it is ours, whose it is, how to log in, whether it has
 * been seen to work. */
struct libvirt_mark {
    int64_t resource, ssh_port;
    const char *ssh_user, *host_key;
    bool ready;
};

/* A machine while a verb looks at it; dom is NULL when there is none. */
struct libvirt_link {
    struct drv_call *c;
    struct libvirt_target target;  /* with its defaults filled in */
    int64_t resource;
    const char *name;
    virConnectPtr conn;
    virDomainPtr dom;
    struct libvirt_mark mark;
    enum drv_state state;
    const char *address;  /* "" while there is none */
    bool pretend;         /* libvirt's test driver: nothing boots, there is nobody to log in to */
};

/* Connect, look, and refuse machines that are not ours. Needs c->ctx, target and spec. */
MUST_USE enum kb_code libvirt_look(struct libvirt_link *l, struct drv_call *c,
                                   struct kb_error *err);
/* Connect only: for verbs about the host. */
MUST_USE enum kb_code libvirt_reach(struct libvirt_link *l, struct drv_call *c,
                                    struct kb_error *err);
void libvirt_unlink(struct libvirt_link *l);  /* AUTO(libvirt_unlink) */
/* Read state, mark and address again. */
MUST_USE enum kb_code libvirt_refresh(struct libvirt_link *l, struct kb_error *err);
void libvirt_tell(struct libvirt_link *l);
/* libvirt's last error as ours. After a broken connection: KB_UNKNOWN libvirt.answer_lost. */
MUST_USE enum kb_code libvirt_failed(const char *reason, const char *what, struct kb_error *err);
MUST_USE enum kb_code libvirt_mark_set(struct libvirt_link *l, struct kb_error *err);

/* A machine's two volumes in the target's pool. Made again where they are missing: an overlay that
 * is there is kept, since it may hold data; the config drive is written anew. */
struct libvirt_volumes {
    const char *disk, *drive;  /* paths */
};
struct libvirt_template;
struct drive;
MUST_USE enum kb_code libvirt_volumes_make(struct libvirt_link *l,
                                           const struct libvirt_template *template,
                                           const struct drive *drive, struct libvirt_volumes *out,
                                           struct kb_error *err);
MUST_USE enum kb_code libvirt_volumes_delete(struct libvirt_link *l, struct kb_error *err);

drv_act libvirt_observe, libvirt_open, libvirt_close, libvirt_power, libvirt_verify;
extern const struct drv_stream_type libvirt_console;

#endif
