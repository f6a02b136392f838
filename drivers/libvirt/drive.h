/* drive - the config drive: a second disk that holds a tar archive with what only this machine has.
 * Files: hostname, resource, authorized_keys, host_key (secret). */
#ifndef DRIVERS_LIBVIRT_DRIVE_H
#define DRIVERS_LIBVIRT_DRIVE_H

#include "base/arena.h"

#define DRIVE_BYTES 65536

struct drive {
    unsigned char *at;  /* DRIVE_BYTES, zeroed: wipe and free with drive_done */
    size_t n;
};

void drive_init(struct drive *d);
void drive_done(struct drive *d);  /* AUTO(drive_done) */
/* False: it no longer fits. mode as in chmod. */
MUST_USE bool drive_add(struct drive *d, const char *name, unsigned mode, const void *bytes,
                        size_t n);

#endif
