/* parts - what the files of drivers/sim share. */
#ifndef DRIVERS_SIM_PARTS_H
#define DRIVERS_SIM_PARTS_H

#include "drivers/sim/sim.h"
#include "drivers/stream.h"

/* The device while somebody works on it: from memory, or from its locked file. */
struct sim_hold {
    struct sim_room *room;
    int fd;                  /* the lock, -1: memory */
    const char *path;
    struct sim_device now;
};
MUST_USE enum kb_code sim_take(struct drv_call *c, const char *device, struct sim_hold *h,
                               struct kb_error *err);
/* Store what was changed; only then may the answer be given. */
MUST_USE enum kb_code sim_keep(struct drv_call *c, struct sim_hold *h, struct kb_error *err);
void sim_drop(struct sim_hold *h);  /* AUTO(sim_drop) */

extern const struct drv_stream_type sim_stream;

#endif
