/* sim - devices that are not there: in memory for the simulator, in files for demos and for tests
 * with real worker processes. They count what was done to them and fail when told to. */
#ifndef DRIVERS_SIM_SIM_H
#define DRIVERS_SIM_SIM_H

#include "drivers/driver.h"

/* WORKS acts at once. SLOW acts, and is PENDING for SIM_SLOW_MS. REFUSE does not act. LOSE acts and
 * loses the answer (KB_UNKNOWN). DIE acts, then the worker process ends with SIM_DIE_STATUS; in a
 * room in memory that reads as KB_UNKNOWN, as an agent would report it. */
enum sim_fault { SIM_WORKS, SIM_SLOW, SIM_REFUSE, SIM_LOSE, SIM_DIE, SIM_FAULTS };

#define SIM_SLOW_MS 400
#define SIM_DIE_STATUS 77
#define SIM_DEVICES_MAX 4096

struct sim_device {
    const char *device;      /* its name */
    const char *state;       /* a drv_state_name */
    int64_t resource;        /* who has it, 0: nobody */
    int64_t ready_ms;        /* STARTING until then */
    int64_t asked, switched; /* calls of acting verbs; changes really made */
    int64_t opened, closed;
};
extern const struct kb_shape sim_device_shape;

/* A room in memory: give it as drv_offer.self. NULL there: files in ctx->state_dir. */
struct sim_room;
struct sim_room *sim_room_new(void);
void sim_room_free(struct sim_room *room);
/* NULL: nothing was ever asked of it. */
const struct sim_device *sim_room_find(const struct sim_room *room, const char *device);

/* The device kept in files, for tests: how often was it switched? */
MUST_USE enum kb_code sim_file_read(const char *state_dir, const char *device, struct kb_arena *a,
                                    struct sim_device *out, struct kb_error *err);

/* target {device, seed}: seed 0 never fails by itself; others fail a third of the first tries.
 * spec {resource, fault}: "slow" "refuse" "lose" "die" fails this one, "" leaves it to the seed. */
extern const struct drv_type sim_type;

#endif
