/* drive - ustar (POSIX.1-1988) headers and blocks of 512 bytes; zeros end the archive. busybox,
 * GNU tar and cloud images all read it straight from the block device. */
#include "drivers/libvirt/drive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 512

struct header {
    char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8], type, link[100];
    char magic[8], rest[247];
};
_Static_assert(sizeof(struct header) == BLOCK, "a tar header is one block");

void drive_init(struct drive *d)
{
    d->n = 0;
    d->at = calloc(1, DRIVE_BYTES);
    KB_ASSERT(d->at);
}

void drive_done(struct drive *d)
{
    if (d->at) explicit_bzero(d->at, DRIVE_BYTES);
    free(d->at);
    d->at = NULL;
}

static unsigned checksum(const struct header *h)
{
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof *h; i++) sum += ((const unsigned char *)h)[i];
    return sum;
}

bool drive_add(struct drive *d, const char *name, unsigned mode, const void *bytes, size_t n)
{
    struct header h = { .type = '0', .magic = "ustar\00000" };
    size_t body = (n + BLOCK - 1) / BLOCK * BLOCK;
    if (strlen(name) >= sizeof h.name || n > DRIVE_BYTES ||
        d->n + BLOCK + body + 2 * BLOCK > DRIVE_BYTES)
        return false;
    memcpy(h.name, name, strlen(name));
    snprintf(h.mode, sizeof h.mode, "%07o", mode & 0777);
    snprintf(h.uid, sizeof h.uid, "%07o", 0u);
    snprintf(h.gid, sizeof h.gid, "%07o", 0u);
    snprintf(h.size, sizeof h.size, "%011zo", n);
    snprintf(h.mtime, sizeof h.mtime, "%011o", 0u);
    memset(h.sum, ' ', sizeof h.sum);
    snprintf(h.sum, sizeof h.sum, "%06o", checksum(&h));
    memcpy(d->at + d->n, &h, BLOCK);
    memcpy(d->at + d->n + BLOCK, bytes, n);
    d->n += BLOCK + body;
    return true;
}
