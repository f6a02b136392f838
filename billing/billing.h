/* billing - from price to money: shop, quotes, carts, orders with a hold per line, capture when it
 * opens, release when it fails, refunds, what was bought and until when. Owns quote, quote_body,
 * cart_line, orders, order_line, order_leg, order_promotion, order_placement, resource,
 * resource_access, refund. A quote is the only source of an amount. Listens to jobs; never talks
 * to a device. Tells "resource.opened", "resource.suspended", "resource.resumed" and
 * "resource.closing" with the resource's id. */
#ifndef BILLING_BILLING_H
#define BILLING_BILLING_H

#include "inventory/job.h"
#include "ledger/ledger.h"

struct resource {
    int64_t id, org_id, seller_id, sku_id, slot_id, device_id, room_id;
    int64_t start_ms, end_ms, next_ms, created_ms; /* end_ms 0: without end */
    const char *alias, *cycle, *state, *sku, *kind, *driver;
    bool auto_renew;
};
extern const struct kb_shape resource_shape;
MUST_USE enum kb_code billing_resource_find(struct turn *t, int64_t id, struct resource *out);
/* One of org_id's, else not_found. */
MUST_USE enum kb_code billing_resource_of(struct turn *t, int64_t org_id, int64_t id,
                                          struct resource *out);

/* How a terminal reaches it. target is a driver's JSON document without the credential, sealed
 * the credential (open with job_target_open), "" when the room's own key opens it. */
struct resource_access {
    int64_t resource_id;
    const char *driver, *access, *sealed, *ssh_key;
};
extern const struct kb_shape resource_access_shape;
MUST_USE enum kb_code billing_access_find(struct turn *t, int64_t resource_id,
                                          struct resource_access *out);

/* Buy what the acting customer's quote says, or renew by it: all of it, or a refusal before the
 * first write. The order's id. */
struct order_by {
    int64_t quote_id;
    const char *alias, *ssh_key; /* of what is bought; "" */
};
MUST_USE enum kb_code billing_order_place(struct turn *t, const struct order_by *by,
                                          int64_t *order_id);
/* What the acting customer's open quote costs now, and until when it counts. */
MUST_USE enum kb_code billing_quote_cost(struct turn *t, int64_t quote_id, int64_t *fen,
                                         int64_t *expires_ms);

/* n months after the anchor's day in China's time, clamped to the month's end, never drifting:
 * 31 Jan + 1 = 28 Feb, + 2 = 31 Mar. ms since 1970. */
int64_t billing_months_after(int64_t anchor_ms, int64_t months);
/* When so many cycles from an instant are over; 0 for what has no end. */
int64_t billing_period_end(int64_t from_ms, const char *cycle, int64_t periods);
/* When a resource with this end is looked at next: reminders a week and a day before, the end. */
int64_t billing_next_look(int64_t now_ms, int64_t end_ms);

extern const struct turn_route shop_routes[], quote_routes[], quote_view_routes[], cart_routes[],
    order_routes[], order_view_routes[], sale_routes[], renewal_routes[], resource_routes[],
    resource_end_routes[], refund_routes[], cancel_routes[], what_if_routes[];
extern const struct turn_listener billing_listeners[], opening_listeners[], refund_listeners[];

#endif
