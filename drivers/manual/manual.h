/* manual - a technician with a work order: the controller asks people, never an agent. The one verb
 * an agent has is verify: trying what the technician typed in. */
#ifndef DRIVERS_MANUAL_MANUAL_H
#define DRIVERS_MANUAL_MANUAL_H

#include "drivers/driver.h"

extern const struct drv_type manual_type;

#endif
