/* work_order_view - work orders as people see them: where, what is asked, and what the agent
 * found. */
#include "desk/work-orders/work_order_priv.h"
#include "work_order_view_sql.h"

#include <string.h>

static const struct kb_field work_order_key_fields[] = { ID(work_order_key, id, "wo"),
                                                         { .name = NULL } };
SHAPE(work_order_key);

struct form_field {
    const char *name, *type, *label_zh, *label_en;
    bool required, secret;
};
static const struct kb_field form_field_fields[] = {
    STR(form_field, name),     STR(form_field, type),      STR(form_field, label_zh),
    STR(form_field, label_en), BOOL(form_field, required), BOOL(form_field, secret),
    { .name = NULL },
};
static SHAPE(form_field);

/* One table: what is asked of him when he opens a device. */
static const struct form_field open_form[] = {
    { "host", "host", "地址", "Address", true, false },
    { "port", "port", "端口", "Port", true, false },
    { "user", "text", "用户", "User", true, false },
    { "password", "text", "密码", "Password", false, true },
    { "note", "text", "备注", "Note", false, false },
};
static const struct form_field other_form[] = {
    { "note", "text", "做了什么", "What was done", true, false },
};

static const struct kb_field work_order_page_fields[] = {
    OBJ(work_order_page, work_order, work_order_shape),
    OBJ(work_order_page, device, device_place_shape),
    LIST(work_order_page, fields, form_field_shape),
    { .name = NULL },
};
SHAPE(work_order_page);

enum kb_code work_order_page_of(struct turn *t, int64_t id, struct work_order_page *out)
{
    out->work_order = KB_NEW(t->arena, struct work_order);
    out->device = KB_NEW(t->arena, struct device_place);
    TRY(work_order_find(t, id, out->work_order));
    out->work_order->form = job_shown(t, out->work_order->form);
    out->work_order->result = job_shown(t, out->work_order->result);
    TRY(inventory_device_place(t, out->work_order->device_id, out->device));
    bool open = strcmp(out->work_order->kind, "open") == 0;
    out->fields = open ? (struct kb_list){ (void *)(uintptr_t)open_form, COUNT(open_form) }
                       : (struct kb_list){ (void *)(uintptr_t)other_form, COUNT(other_form) };
    return KB_OK;
}

static enum kb_code work_order_get(struct turn *t, const struct work_order_key *in,
                                   struct work_order_page *out)
{
    return work_order_page_of(t, in->id, out);
}
HANDLER(work_order_get, work_order_key, work_order_page);

struct work_order_head {
    int64_t id, device_id, assignee_id, due_ms, created_ms, ended_ms;
    const char *kind, *device, *room, *alias, *reason, *state, *assignee;
};
static const struct kb_field work_order_head_fields[] = {
    ID(work_order_head, id, "wo"),
    STR(work_order_head, kind),
    ID(work_order_head, device_id, "dev"),
    STR(work_order_head, device),
    STR(work_order_head, room),
    STR(work_order_head, alias),
    STR(work_order_head, reason),
    STR(work_order_head, state),
    ID(work_order_head, assignee_id, "usr"),
    STR(work_order_head, assignee),
    INT(work_order_head, due_ms, .unit = "ms"),
    INT(work_order_head, created_ms, .unit = "ms"),
    INT(work_order_head, ended_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(work_order_head);

struct work_orders_in {
    const char *cursor, *state;
    int64_t limit;
    bool open;
};
static const struct kb_field work_orders_in_fields[] = {
    TURN_PAGE_FIELDS(work_orders_in),
    STR(work_orders_in, state, .max = 20, .optional = true),
    BOOL(work_orders_in, open, .optional = true, .doc = "Only those still to do."),
    { .name = NULL },
};
static SHAPE(work_orders_in);
struct work_orders {
    struct kb_list items;
    const char *next;
};
static const struct kb_field work_orders_fields[] = {
    LIST(work_orders, items, work_order_head_shape), STR(work_orders, next), { .name = NULL }
};
static SHAPE(work_orders);

static enum kb_code work_orders_list(struct turn *t, const struct work_orders_in *in,
                                     struct work_orders *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_wos_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(state, in->state), ARG_INT(open, in->open), ARG_INT(rows, rows)),
                 &work_order_head_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &work_order_head_shape);
    return KB_OK;
}
HANDLER(work_orders_list, work_orders_in, work_orders);

#define SEE (WHO_P_ADMIN | WHO_P_OPERATOR | WHO_P_TECH)
const struct turn_route work_order_view_routes[] = {
    { "GET", "/v1/work-orders", SEE, &work_orders_list_call, "work_orders_list",
      "List what is to be done in the machine rooms.", TURN_LIST },
    { "GET", "/v1/work-orders/{id}", SEE, &work_order_get_call, "work_orders_get",
      "Read a work order with its place, its form and the agent's findings." },
    { .method = NULL },
};
