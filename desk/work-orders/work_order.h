/* work_order - what technicians must do in the machine rooms: a job that waits for a person, with
 * typed backfill and the room's agent looking before it counts. Owns work_order. Never posts money:
 * it ends jobs, and whoever listens to jobs does the rest. */
#ifndef DESK_WORK_ORDERS_WORK_ORDER_H
#define DESK_WORK_ORDERS_WORK_ORDER_H

#include "inventory/job.h"

extern const struct turn_route work_order_routes[], work_order_view_routes[], backfill_routes[];
extern const struct turn_listener work_order_listeners[];

#endif
