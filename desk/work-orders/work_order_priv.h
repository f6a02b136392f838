/* work_order - what its own files share: the row, its page, and the agent's check of it. */
#ifndef DESK_WORK_ORDERS_WORK_ORDER_PRIV_H
#define DESK_WORK_ORDERS_WORK_ORDER_PRIV_H

#include "desk/work-orders/work_order.h"

struct work_order {
    int64_t id, org_id, job_id, device_id, room_id, resource_id, assignee_id, check_job_id, due_ms,
        created_ms, ended_ms;
    const char *kind, *alias, *reason, *state, *form, *sealed, *result;
};
extern const struct kb_shape work_order_shape;
/* One of the acting organisation's, else not_found. */
MUST_USE enum kb_code work_order_find(struct turn *t, int64_t id, struct work_order *out);
/* Write *w with its state moved to `to`, checked against the table. */
MUST_USE enum kb_code work_order_store(struct turn *t, struct work_order *w, const char *to);

struct work_order_key {
    int64_t id;
};
extern const struct kb_shape work_order_key_shape;
struct work_order_page {
    struct work_order *work_order;
    struct device_place *device;
    struct kb_list fields;
};
extern const struct kb_shape work_order_page_shape;
MUST_USE enum kb_code work_order_page_of(struct turn *t, int64_t id, struct work_order_page *out);

/* The room's agent has done what it was asked to check: the next step, or the end. */
MUST_USE enum kb_code work_order_checked(struct turn *t, struct work_order *w,
                                         const struct job *job);
/* A text of a JSON document, "" when it is not there. In the arena. */
const char *work_order_text(struct turn *t, const char *json, const char *name);

#endif
