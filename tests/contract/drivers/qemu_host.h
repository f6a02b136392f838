/* qemu_host - libvirtd with QEMU in the demo room that `run` has put up, as a peer of the
 * driver. */
#ifndef TESTS_CONTRACT_DRIVERS_QEMU_HOST_H
#define TESTS_CONTRACT_DRIVERS_QEMU_HOST_H

#include "suite.h"

#include <libvirt/libvirt.h>

#define HOST_URI "\"uri\":\"qemu:///system\",\"domain_type\":\"qemu\""
#define HOST_TARGET_OF(pool, network)                                                              \
    "{" HOST_URI ",\"pool\":\"" pool "\",\"network\":\"" network "\"}"
#define HOST_TARGET HOST_TARGET_OF("kboss", "default")

struct host {
    struct bench b;
    virConnectPtr conn;
    struct peer p;
};
/* Asked before a test owns anything: skip() jumps out. */
bool host_there(void);
void host_init(struct host *h);
void host_done(struct host *h); /* AUTO(host_done) */
/* Machines of the peer's resource: one counts with both its volumes, half a one fails. */
int host_count(struct bench *b, const struct peer *p);

#endif
