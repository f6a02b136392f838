/* place - region, room, rack: where devices stand; and device models, what they are. */
#include "inventory/inventory.h"
#include "place_sql.h"

/* Every list of this file reads alike: a page of the acting organisation's rows. */
static enum kb_code page_of(struct turn *t, const struct db_query *q, const struct turn_list_in *in,
                            const struct kb_shape *shape, struct kb_list *items, const char **next)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, q,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_INT(rows, rows)),
                 shape, rows, items));
    *next = turn_page_next(t, items, in->limit, shape);
    return KB_OK;
}

/* What a row belongs to must be the acting organisation's own. */
static enum kb_code there(struct turn *t, const struct db_query *q, const char *field, int64_t id)
{
    int64_t n;
    TRY(turn_int(t, q, ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &n));
    if (n) return KB_OK;
    return kb_fail_field(t->err, field, "not_found", "%s is not one of yours", field);
}

/* --- regions --- */

struct region {
    int64_t id, org_id, created_ms;
    const char *name;
};
static const struct kb_field region_fields[] = {
    ID(region, id, "reg"), ID(region, org_id, "org"),
    STR(region, name),     INT(region, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(region);

struct region_new {
    const char *name;
};
static const struct kb_field region_new_fields[] = { STR(region_new, name, .min = 1, .max = 60),
                                                     { .name = NULL } };
static SHAPE(region_new);

static enum kb_code region_create(struct turn *t, const struct region_new *in, struct region *out)
{
    *out = (struct region){
        .id = turn_new_id(t), .org_id = t->actor.org_id, .name = in->name, .created_ms = t->now_ms
    };
    TRY(turn_put(t, &q_region_add, &region_shape, out));
    return turn_change(t, t->actor.org_id, "region", out->id, "created", "");
}
HANDLER(region_create, region_new, region);

struct regions {
    struct kb_list items;
    const char *next;
};
static const struct kb_field regions_fields[] = { LIST(regions, items, region_shape),
                                                  STR(regions, next),
                                                  { .name = NULL } };
static SHAPE(regions);

static enum kb_code regions_list(struct turn *t, const struct turn_list_in *in, struct regions *out)
{
    return page_of(t, &q_regions_of, in, &region_shape, &out->items, &out->next);
}
HANDLER(regions_list, turn_list_in, regions);

/* --- rooms --- */

struct room {
    int64_t id, org_id, region_id, created_ms, devices, agents_online;
    const char *name, *address, *region;
};
static const struct kb_field room_fields[] = {
    ID(room, id, "rom"), ID(room, org_id, "org"),  ID(room, region_id, "reg"),
    STR(room, name),     STR(room, address),       STR(room, region),
    INT(room, devices),  INT(room, agents_online), INT(room, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(room);

struct room_new {
    int64_t region_id;
    const char *name, *address;
};
static const struct kb_field room_new_fields[] = {
    ID(room_new, region_id, "reg"),
    STR(room_new, name, .min = 1, .max = 60),
    STR(room_new, address, .max = 200, .optional = true),
    { .name = NULL },
};
static SHAPE(room_new);

static enum kb_code room_create(struct turn *t, const struct room_new *in, struct room *out)
{
    TRY(there(t, &q_region_there, "region_id", in->region_id));
    *out = (struct room){ .id = turn_new_id(t),
                          .org_id = t->actor.org_id,
                          .name = in->name,
                          .region_id = in->region_id,
                          .address = in->address,
                          .region = "",
                          .created_ms = t->now_ms };
    TRY(turn_put(t, &q_room_add, &room_shape, out));
    return turn_change(t, t->actor.org_id, "room", out->id, "created", "");
}
HANDLER(room_create, room_new, room);

struct rooms {
    struct kb_list items;
    const char *next;
};
static const struct kb_field rooms_fields[] = { LIST(rooms, items, room_shape),
                                                STR(rooms, next),
                                                { .name = NULL } };
static SHAPE(rooms);

static enum kb_code rooms_list(struct turn *t, const struct turn_list_in *in, struct rooms *out)
{
    return page_of(t, &q_rooms_of, in, &room_shape, &out->items, &out->next);
}
HANDLER(rooms_list, turn_list_in, rooms);

/* --- racks --- */

struct rack {
    int64_t id, org_id, room_id, height_u, created_ms;
    const char *name, *room;
};
static const struct kb_field rack_fields[] = {
    ID(rack, id, "rck"),
    ID(rack, org_id, "org"),
    ID(rack, room_id, "rom"),
    STR(rack, name),
    STR(rack, room),
    INT(rack, height_u),
    INT(rack, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(rack);

struct rack_new {
    int64_t room_id, height_u;
    const char *name;
};
static const struct kb_field rack_new_fields[] = {
    ID(rack_new, room_id, "rom"),
    STR(rack_new, name, .min = 1, .max = 60),
    INT(rack_new, height_u, .min = 1, .max = 60),
    { .name = NULL },
};
static SHAPE(rack_new);

static enum kb_code rack_create(struct turn *t, const struct rack_new *in, struct rack *out)
{
    TRY(there(t, &q_room_there, "room_id", in->room_id));
    *out = (struct rack){ .id = turn_new_id(t),
                          .org_id = t->actor.org_id,
                          .room_id = in->room_id,
                          .name = in->name,
                          .height_u = in->height_u,
                          .room = "",
                          .created_ms = t->now_ms };
    TRY(turn_put(t, &q_rack_add, &rack_shape, out));
    return turn_change(t, t->actor.org_id, "rack", out->id, "created", "");
}
HANDLER(rack_create, rack_new, rack);

struct racks {
    struct kb_list items;
    const char *next;
};
static const struct kb_field racks_fields[] = { LIST(racks, items, rack_shape),
                                                STR(racks, next),
                                                { .name = NULL } };
static SHAPE(racks);

struct racks_in {
    const char *cursor;
    int64_t limit, room_id;
};
static const struct kb_field racks_in_fields[] = {
    TURN_PAGE_FIELDS(racks_in),
    ID(racks_in, room_id, "rom", .optional = true),
    { .name = NULL },
};
static SHAPE(racks_in);

static enum kb_code racks_list(struct turn *t, const struct racks_in *in, struct racks *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_racks_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_INT(rows, rows), ARG_INT(room_id, in->room_id)),
                 &rack_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &rack_shape);
    return KB_OK;
}
HANDLER(racks_list, racks_in, racks);

/* --- models --- */

static const char *const model_kinds[] = { "server", "hypervisor", "pdu", "switch", NULL };

struct device_model {
    int64_t id, org_id, height_u, created_ms;
    const char *name, *kind, *attrs;
};
static const struct kb_field device_model_fields[] = {
    ID(device_model, id, "mdl"),
    ID(device_model, org_id, "org"),
    STR(device_model, name),
    STR(device_model, kind, .one_of = model_kinds),
    JSON(device_model, attrs),
    INT(device_model, height_u),
    INT(device_model, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(device_model);

struct model_new {
    const char *name, *kind, *attrs;
    int64_t height_u;
};
static const struct kb_field model_new_fields[] = {
    STR(model_new, name, .min = 1, .max = 80),
    STR(model_new, kind, .one_of = model_kinds),
    JSON(model_new, attrs, .max = 4000, .optional = true, .doc = "What all of this model have."),
    INT(model_new, height_u, .min = 1, .max = 60),
    { .name = NULL },
};
static SHAPE(model_new);

static enum kb_code model_create(struct turn *t, const struct model_new *in,
                                 struct device_model *out)
{
    *out = (struct device_model){ .id = turn_new_id(t),
                                  .org_id = t->actor.org_id,
                                  .name = in->name,
                                  .kind = in->kind,
                                  .attrs = in->attrs,
                                  .height_u = in->height_u,
                                  .created_ms = t->now_ms };
    TRY(turn_put(t, &q_model_add, &device_model_shape, out));
    return turn_change(t, t->actor.org_id, "device_model", out->id, "created", "");
}
HANDLER(model_create, model_new, device_model);

struct models {
    struct kb_list items;
    const char *next;
};
static const struct kb_field models_fields[] = { LIST(models, items, device_model_shape),
                                                 STR(models, next),
                                                 { .name = NULL } };
static SHAPE(models);

static enum kb_code models_list(struct turn *t, const struct turn_list_in *in, struct models *out)
{
    return page_of(t, &q_models_of, in, &device_model_shape, &out->items, &out->next);
}
HANDLER(models_list, turn_list_in, models);

#define SEE  (WHO_P_ADMIN | WHO_P_OPERATOR | WHO_P_TECH)
#define MAKE (WHO_P_ADMIN | WHO_P_TECH)
const struct turn_route place_routes[] = {
    { "GET", "/v1/regions", SEE, &regions_list_call, "regions_list", "List regions.", TURN_LIST },
    { "POST", "/v1/regions", MAKE, &region_create_call, "regions_create", "Create a region." },
    { "GET", "/v1/rooms", SEE, &rooms_list_call, "rooms_list", "List machine rooms.", TURN_LIST },
    { "POST", "/v1/rooms", MAKE, &room_create_call, "rooms_create", "Create a machine room." },
    { "GET", "/v1/racks", SEE, &racks_list_call, "racks_list", "List racks.", TURN_LIST },
    { "POST", "/v1/racks", MAKE, &rack_create_call, "racks_create", "Create a rack in a room." },
    { "GET", "/v1/models", SEE, &models_list_call, "models_list", "List device models.",
      TURN_LIST },
    { "POST", "/v1/models", MAKE, &model_create_call, "models_create", "Create a device model." },
    { .method = NULL },
};
