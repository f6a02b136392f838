/* device - what inventory's own files share about devices, slots and their stages. */
#ifndef INVENTORY_DEVICE_PRIV_H
#define INVENTORY_DEVICE_PRIV_H

#include "inventory/inventory.h"

struct device_stage {
    int64_t id, org_id, room_id, flags;
    const char *stage;
};
MUST_USE enum kb_code inventory_device_stage(struct turn *t, int64_t id, struct device_stage *out);
/* Along the table of device moves; nothing when it is there already. */
MUST_USE enum kb_code inventory_device_move(struct turn *t, int64_t id, const char *to);
/* Store what an agent saw; a draft becomes verified. */
MUST_USE enum kb_code inventory_device_observed(struct turn *t, int64_t device_id,
                                                const char *observed);
MUST_USE enum kb_code inventory_slots_of(struct turn *t, int64_t device_id, struct kb_list *out);

#endif
