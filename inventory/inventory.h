/* inventory - places, device models, devices and how they are reached, what is sold of them
 * (slots), the rooms' agents, and work on devices as job rows (job.h). Owns region, room, rack,
 * device_model, device, endpoint, loading, slot, agent, job, job_body, job_log. Never knows a
 * price. */
#ifndef INVENTORY_INVENTORY_H
#define INVENTORY_INVENTORY_H

#include "catalog/catalog.h"

/* --- slots: one sellable place on a device; free, held, opening, in_use, closing, free --- */
struct slot {
    int64_t id, sku_id, device_id, n, resource_id, since_ms;
    const char *stage;
};
extern const struct kb_shape slot_shape;

struct candidate {
    int64_t device_id, score, free;
    const char *device, *room, *verdict, *reason_zh, *reason_en;
};
extern const struct kb_shape candidate_shape;

/* Where could one unit of the SKU go: every loaded device with the filter that refused it or its
 * score. chosen is 0 when none fits (placement.none is for the caller to say). Writes nothing. */
struct placement {
    struct kb_list candidates; /* struct candidate */
    int64_t device_id, slot_id, room_id;
    const char *driver;
};
MUST_USE enum kb_code inventory_place(struct turn *t, const struct sku *sku, struct placement *out);
/* Take the slot placement chose for this resource; fails when it is not free any more. */
MUST_USE enum kb_code inventory_slot_hold(struct turn *t, int64_t slot_id, int64_t resource_id);
/* Along the table of moves; keeps the device's stage and the free counts in step. */
MUST_USE enum kb_code inventory_slot_move(struct turn *t, int64_t slot_id, const char *to);
MUST_USE enum kb_code inventory_slot_find(struct turn *t, int64_t slot_id, struct slot *out);
/* How many are free of an SKU, over all devices that could take an order now. */
struct free_place {
    const char *region;
    int64_t free;
};
/* Where slots of an SKU are free, region by region: at most 50. */
MUST_USE enum kb_code inventory_free_places(struct turn *t, int64_t sku_id, struct kb_list *out);
MUST_USE enum kb_code inventory_free(struct turn *t, int64_t sku_id, int64_t *free);

/* --- where a device stands, for people --- */
struct device_place {
    int64_t device_id, room_id;
    const char *asset_tag, *serial, *model, *region, *room, *rack;
    int64_t u;
};
extern const struct kb_shape device_place_shape;
/* The device's endpoint of this driver; device.no_endpoint when there is none. */
MUST_USE enum kb_code inventory_endpoint(struct turn *t, int64_t device_id, const char *driver,
                                         int64_t *endpoint_id);
MUST_USE enum kb_code inventory_device_place(struct turn *t, int64_t device_id,
                                             struct device_place *out);

/* --- agents --- */
struct agent {
    int64_t id, org_id, room_id, code_expires_ms, seen_ms, created_ms;
    const char *name, *room, *key_hex, *fingerprint, *state, *link, *version;
};
extern const struct kb_shape agent_shape;
/* SYSTEM op gateway_start: what the gateway must know; a new epoch begins. */
struct gateway_start {
    struct kb_list agents; /* struct agent, enrolled */
    int64_t window_ms, epoch;
};
/* SYSTEM ops agent_enrolled and agent_linked. */
struct agent_enrol {
    const char *code, *key_hex, *fingerprint, *version;
};
struct agent_link {
    int64_t id;
    const char *link, *version;
};
/* An agent of the room that is online; 0 when there is none. */
MUST_USE enum kb_code inventory_room_agent(struct turn *t, int64_t room_id, int64_t *agent_id);

enum device_flag { DEVICE_MAINTENANCE = 1, DEVICE_PROTECTED = 2, DEVICE_FAULT = 4 };

extern const struct turn_route place_routes[], device_routes[], slot_routes[], agent_routes[],
    history_routes[];

#endif
