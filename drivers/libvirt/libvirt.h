/* libvirt - virtual machines on a host with libvirt: made from a template, started, and DONE when
 * the room's key logs in. The agent makes the machine's SSH host key and hands it over on a config
 * drive, so its fingerprint is pinned before anybody has talked to the machine. Only machines that
 * carry our mark and their resource's number are ever touched. */
#ifndef DRIVERS_LIBVIRT_LIBVIRT_H
#define DRIVERS_LIBVIRT_LIBVIRT_H

#include "drivers/driver.h"

extern const struct drv_type libvirt_type;

#endif
