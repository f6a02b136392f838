/* events - libvirt's event loop without a loop: what it wants watched is handed to the caller's
 * poll, and turned when the caller says. libvirt knows one loop per process, so this is one per
 * process. */
#ifndef DRIVERS_LIBVIRT_EVENTS_H
#define DRIVERS_LIBVIRT_EVENTS_H

#include "base/world.h"

#include <poll.h>

/* Before a connection that shall have events. The world is used until as many stops have
 * followed as starts; then timers stand still. */
void libvirt_events_start(struct kb_world *w);
void libvirt_events_stop(void);
/* What is registered from now on belongs to owner; NULL: to everybody. */
void libvirt_events_owner(const void *owner);
int libvirt_events_poll(const void *owner, struct pollfd *fds, int max, int *wait_ms);
/* Call back whatever is ready, of every owner. Never waits; does nothing before the first start.
 * Also for whoever closed a connection: with a loop libvirt lets go of a socket only inside a
 * turn. */
void libvirt_events_turn(void);

#endif
