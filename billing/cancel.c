/* cancel - a customer takes back what nobody has begun with: its opening is given up, which
 * releases the money and the place as when it fails. What has been begun opens, and is closed
 * afterwards. */
#include "billing/order_priv.h"
#include "cancel_sql.h"

#include <string.h>

struct held_unit {
    int64_t id, job_id;
    const char *stage; /* of its slot */
};
static const struct kb_field held_unit_fields[] = {
    INT(held_unit, id),
    INT(held_unit, job_id),
    STR(held_unit, stage),
    { .name = NULL },
};
static SHAPE(held_unit);

struct order_cancel {
    int64_t id, line_id;
};
static const struct kb_field order_cancel_fields[] = {
    ID(order_cancel, id, "ord"),
    ID(order_cancel, line_id, "lin", .optional = true,
       .doc = "This unit alone; else all that still wait."),
    { .name = NULL },
};
static SHAPE(order_cancel);

static enum kb_code check(struct turn *t, const struct kb_list *units)
{
    const struct held_unit *u = units->at;
    if (!units->n)
        return kb_fail(t->err, KB_CONFLICT, "order.nothing_held",
                       "nothing of it waits to be opened");
    for (int64_t i = 0; i < units->n; i++)
        if (strcmp(u[i].stage, "held") != 0)
            return kb_fail(t->err, KB_CONFLICT, "order.begun", "it is being opened");
    return KB_OK;
}

static enum kb_code order_cancel(struct turn *t, const struct order_cancel *in,
                                 struct order_page *out)
{
    struct kb_list units;
    TRY(billing_order_page(t, in->id, out)); /* not_found comes first */
    TRY(turn_all(t, &q_held_lines_of,
                 ARGS(ARG_INT(order_id, in->id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(line_id, in->line_id)),
                 &held_unit_shape, 50, &units));
    TRY(check(t, &units));
    const struct held_unit *u = units.at;
    for (int64_t i = 0; i < units.n; i++)
        TRY(job_give_up(t, u[i].job_id, BILLING_CANCELLED, "its customer took it back"));
    TRY(turn_change(t, t->actor.org_id, "order", in->id, "cancelled", ""));
    return billing_order_page(t, in->id, out);
}
HANDLER(order_cancel, order_cancel, order_page);

const struct turn_route cancel_routes[] = {
    { "POST", "/v1/orders/{id}/cancel", WHO_C_ADMIN, &order_cancel_call, "orders_cancel",
      "Take back what nobody has begun to open: its money is free again.", TURN_MONEY },
    { .method = NULL },
};
