/* resource - what a customer has: until when, how it is reached, what happens next; and its own
 * doings with it, renaming and closing it by naming it. */
#include "billing/change.h"
#include "resource_sql.h"

#include <string.h>

static const char *const resource_states[] = { "opening", "active", "suspended", "closing",
                                               "closed",  "failed", NULL };
static const struct kb_field resource_fields[] = {
    ID(resource, id, "res"),
    ID(resource, org_id, "org"),
    ID(resource, seller_id, "org"),
    ID(resource, sku_id, "sku"),
    STR(resource, sku),
    STR(resource, kind),
    STR(resource, driver),
    ID(resource, slot_id, "slt"),
    ID(resource, device_id, "dev"),
    ID(resource, room_id, "rom"),
    STR(resource, alias),
    STR(resource, cycle),
    BOOL(resource, auto_renew),
    STR(resource, state, .one_of = resource_states),
    INT(resource, start_ms, .unit = "ms"),
    INT(resource, end_ms, .unit = "ms", .doc = "Paid until then; 0: it has no end."),
    INT(resource, next_ms, .unit = "ms", .doc = "When something happens by itself; 0: nothing."),
    INT(resource, created_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(resource);

static const struct kb_field resource_access_fields[] = {
    ID(resource_access, resource_id, "res"), STR(resource_access, driver),
    JSON(resource_access, access),           STR(resource_access, sealed, .secret = true),
    STR(resource_access, ssh_key),           { .name = NULL },
};
SHAPE(resource_access);

enum kb_code billing_resource_find(struct turn *t, int64_t id, struct resource *out)
{
    return turn_find(t, "resource", &q_resource_find, ARGS(ARG_INT(id, id)), &resource_shape, out);
}

enum kb_code billing_resource_of(struct turn *t, int64_t org_id, int64_t id, struct resource *out)
{
    TRY(billing_resource_find(t, id, out));
    if (out->org_id == org_id) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such resource");
}

enum kb_code billing_access_find(struct turn *t, int64_t resource_id, struct resource_access *out)
{
    return turn_find(t, "resource", &q_access_find, ARGS(ARG_INT(resource_id, resource_id)),
                     &resource_access_shape, out);
}

enum kb_code billing_resource_state(struct turn *t, int64_t id, const char *state, int64_t next_ms)
{
    return turn_run_one(t, &q_resource_state,
                        ARGS(ARG_INT(id, id), ARG_STR(state, state), ARG_INT(next_ms, next_ms)));
}

/* --- for the customer --- */

struct resources_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field resources_in_fields[] = {
    TURN_PAGE_FIELDS(resources_in),
    STR(resources_in, state, .optional = true, .max = 20),
    { .name = NULL },
};
static SHAPE(resources_in);
struct resources {
    struct kb_list items;
    const char *next;
};
static const struct kb_field resources_fields[] = { LIST(resources, items, resource_shape),
                                                    STR(resources, next),
                                                    { .name = NULL } };
static SHAPE(resources);

static enum kb_code resources_list(struct turn *t, const struct resources_in *in,
                                   struct resources *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_resources_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(state, in->state), ARG_INT(rows, rows)),
                 &resource_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &resource_shape);
    return KB_OK;
}
HANDLER(resources_list, resources_in, resources);

struct next_step {
    int64_t at_ms;
    const char *kind, *text_zh, *text_en;
};
static const struct kb_field next_step_fields[] = {
    INT(next_step, at_ms, .unit = "ms"),
    STR(next_step, kind),
    STR(next_step, text_zh),
    STR(next_step, text_en),
    { .name = NULL },
};
static SHAPE(next_step);

struct resource_page {
    struct resource *resource;
    struct resource_access *access;
    struct kb_list next;
    const char *terminals;
    int64_t changing_order_id;
};
static const struct kb_field resource_page_fields[] = {
    OBJ(resource_page, resource, resource_shape),
    OBJ(resource_page, access, resource_access_shape),
    LIST(resource_page, next, next_step_shape),
    JSON(resource_page, terminals, .doc = "Kinds that can be opened now."),
    ID(resource_page, changing_order_id, "ord", .doc = "That puts another in its place."),
    { .name = NULL },
};
static SHAPE(resource_page);

static void what_next(struct turn *t, const struct resource *r, struct kb_list *out)
{
    struct next_step *s = kb_alloc(t->arena, 3 * sizeof *s);
    int64_t n = 0;
    bool active = strcmp(r->state, "active") == 0, suspended = strcmp(r->state, "suspended") == 0;
    int64_t close_ms = suspended ? r->next_ms : r->end_ms + BILLING_GRACE_MS;
    bool ends = r->end_ms > 0;
    if (active && ends && r->auto_renew)
        s[n++] = (struct next_step){ r->end_ms - 86400000LL, "renew", "余额足够则自动续费",
                                     "renewed by itself if the balance allows it" };
    if (active && ends)
        s[n++] = (struct next_step){ r->end_ms, "suspend", "到期未续费则停用",
                                     "suspended unless renewed" };
    if (suspended || (active && ends))
        s[n++] = (struct next_step){ close_ms, "close", "宽限期后关闭并清除数据",
                                     "closed and erased after the grace period" };
    *out = (struct kb_list){ s, n };
}

static enum kb_code resource_page(struct turn *t, int64_t id, struct resource_page *out)
{
    out->resource = KB_NEW(t->arena, struct resource);
    out->access = KB_NEW(t->arena, struct resource_access);
    TRY(billing_resource_of(t, t->actor.org_id, id, out->resource));
    TRY(billing_access_find(t, id, out->access));
    out->access->access = job_shown(t, out->access->access);
    what_next(t, out->resource, &out->next);
    TRY(billing_changing(t, out->resource, &out->changing_order_id));
    bool open = strcmp(out->resource->state, "active") == 0;
    bool libvirt = strcmp(out->resource->driver, "libvirt") == 0;
    bool sim = strcmp(out->resource->driver, "sim") == 0;
    out->terminals = !open     ? "[]"
                     : libvirt ? "[\"shell\",\"console\"]"
                     : sim     ? "[]"
                               : "[\"shell\"]";
    return KB_OK;
}

struct resource_key {
    int64_t id;
};
static const struct kb_field resource_key_fields[] = { ID(resource_key, id, "res"),
                                                       { .name = NULL } };
static SHAPE(resource_key);

static enum kb_code resource_get(struct turn *t, const struct resource_key *in,
                                 struct resource_page *out)
{
    return resource_page(t, in->id, out);
}
HANDLER(resource_get, resource_key, resource_page);

struct resource_close {
    int64_t id;
    const char *confirm;
};
static const struct kb_field resource_close_fields[] = {
    ID(resource_close, id, "res"),
    STR(resource_close, confirm, .min = 1, .max = 60, .doc = "Its alias, typed again."),
    { .name = NULL },
};
static SHAPE(resource_close);

static enum kb_code resource_close(struct turn *t, const struct resource_close *in,
                                   struct resource_page *out)
{
    struct resource r;
    struct job job;
    TRY(billing_resource_of(t, t->actor.org_id, in->id, &r));
    if (strcmp(r.alias, in->confirm) != 0)
        return kb_fail_field(t->err, "confirm", "resource.confirm", "type its name, %s", r.alias);
    if (strcmp(r.state, "active") != 0 && strcmp(r.state, "suspended") != 0)
        return kb_fail(t->err, KB_CONFLICT, "resource.not_active",
                       "only what is open can be closed");
    TRY(billing_check_unchanging(t, &r));
    TRY(billing_start_closing(t, &r, &job));
    TRY(turn_change(t, r.org_id, "resource", r.id, "closed", ""));
    return resource_page(t, in->id, out);
}
HANDLER(resource_close, resource_close, resource_page);

struct resource_rename {
    int64_t id;
    const char *alias;
};
static const struct kb_field resource_rename_fields[] = { ID(resource_rename, id, "res"),
                                                          STR(resource_rename, alias, .min = 1,
                                                              .max = 40),
                                                          { .name = NULL } };
static SHAPE(resource_rename);

static enum kb_code resource_rename(struct turn *t, const struct resource_rename *in,
                                    struct resource_page *out)
{
    struct resource r;
    TRY(billing_check_alias(t, in->alias));
    TRY(billing_resource_of(t, t->actor.org_id, in->id, &r));
    TRY(turn_run_one(
        t, &q_resource_alias,
        ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id), ARG_STR(alias, in->alias))));
    TRY(turn_change(t, r.org_id, "resource", r.id, "renamed", ""));
    return resource_page(t, in->id, out);
}
HANDLER(resource_rename, resource_rename, resource_page);

const struct turn_route resource_routes[] = {
    { "GET", "/v1/resources", WHO_C_ANY, &resources_list_call, "resources_list",
      "List what your organisation has.", TURN_LIST },
    { "GET", "/v1/resources/{id}", WHO_C_ANY, &resource_get_call, "resources_get",
      "Read a resource: how it is reached, what happens next and when." },
    { "POST", "/v1/resources/{id}/close", WHO_C_ADMIN, &resource_close_call, "resources_close",
      "Close a resource for good; its data are erased." },
    { "POST", "/v1/resources/{id}/rename", WHO_C_ADMIN, &resource_rename_call, "resources_rename",
      "Give a resource another name." },
    { .method = NULL },
};
