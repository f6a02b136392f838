/* device - what stands in the racks: declared and observed attributes, how it is reached
 * (endpoints with sealed credentials), stage along the table of moves, and flags beside the
 * stage. */
#include "device_sql.h"
#include "inventory/device_priv.h"
#include "inventory/job.h"

#include <string.h>

static const char *const device_drivers[] = { "libvirt", "ssh", "manual", "sim", NULL };

struct device {
    int64_t id, model_id, room_id, rack_id, u, flags, observed_ms, created_ms;
    const char *asset_tag, *serial, *model, *kind, *room, *rack, *attrs, *stage, *flag_reason,
        *observed;
};
static const struct kb_field device_fields[] = {
    ID(device, id, "dev"),
    STR(device, asset_tag),
    STR(device, serial),
    ID(device, model_id, "mdl"),
    STR(device, model),
    STR(device, kind),
    ID(device, room_id, "rom"),
    STR(device, room),
    ID(device, rack_id, "rck"),
    STR(device, rack),
    INT(device, u),
    JSON(device, attrs),
    STR(device, stage),
    INT(device, flags, .doc = "1 maintenance, 2 protected, 4 fault"),
    STR(device, flag_reason),
    JSON(device, observed),
    INT(device, observed_ms, .unit = "ms"),
    INT(device, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(device);

static enum kb_code device_find(struct turn *t, int64_t id, struct device *out)
{
    return turn_find(t, "device", &q_device_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &device_shape, out);
}

static const struct kb_field device_place_fields[] = {
    ID(device_place, device_id, "dev"),
    ID(device_place, room_id, "rom"),
    STR(device_place, asset_tag),
    STR(device_place, serial),
    STR(device_place, model),
    STR(device_place, region),
    STR(device_place, room),
    STR(device_place, rack),
    INT(device_place, u),
    { .name = NULL },
};
SHAPE(device_place);

enum kb_code inventory_device_place(struct turn *t, int64_t device_id, struct device_place *out)
{
    return turn_find(t, "device", &q_device_place, ARGS(ARG_INT(id, device_id)),
                     &device_place_shape, out);
}

/* --- racking one --- */

struct device_new {
    const char *asset_tag, *serial, *attrs;
    int64_t model_id, rack_id, u;
};
static const struct kb_field device_new_fields[] = {
    STR(device_new, asset_tag, .min = 1, .max = 64, .doc = "On its label; unique."),
    STR(device_new, serial, .max = 64, .optional = true),
    ID(device_new, model_id, "mdl"),
    ID(device_new, rack_id, "rck"),
    INT(device_new, u, .min = 0, .max = 60, .doc = "Lowest unit; 0: beside the rails."),
    JSON(device_new, attrs, .max = 4000, .optional = true, .doc = "Declared attributes."),
    { .name = NULL },
};
static SHAPE(device_new);

static enum kb_code check_place(struct turn *t, const struct device_new *in)
{
    int64_t n;
    const struct db_arg *args =
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(rack_id, in->rack_id), ARG_INT(u, in->u),
             ARG_INT(model_id, in->model_id), ARG_STR(asset_tag, in->asset_tag));
    TRY(turn_int(t, &q_device_tag_taken, args, &n));
    if (n)
        return kb_fail_field(t->err, "asset_tag", "device.tag_taken", "%s is there already",
                             in->asset_tag);
    TRY(turn_int(t, &q_device_fits, args, &n));
    if (!n)
        return kb_fail_field(t->err, "u", "device.no_space",
                             "the rack or model is not yours, or the rack ends below that unit");
    TRY(turn_int(t, &q_device_space, args, &n));
    if (n && in->u)
        return kb_fail_field(t->err, "u", "device.no_space", "another device is in that unit");
    return KB_OK;
}

static enum kb_code device_create(struct turn *t, const struct device_new *in, struct device *out)
{
    int64_t id = turn_new_id(t);
    TRY(check_place(t, in));
    TRY(turn_run_one(t, &q_device_add,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id),
                          ARG_STR(asset_tag, in->asset_tag), ARG_STR(serial, in->serial),
                          ARG_INT(model_id, in->model_id), ARG_INT(rack_id, in->rack_id),
                          ARG_INT(u, in->u), ARG_STR(attrs, in->attrs),
                          ARG_INT(created_ms, t->now_ms))));
    TRY(turn_change(t, t->actor.org_id, "device", id, "created", ""));
    return device_find(t, id, out);
}
HANDLER(device_create, device_new, device);

struct devices_in {
    const char *cursor, *stage, *text;
    int64_t limit, room_id;
};
static const struct kb_field devices_in_fields[] = {
    TURN_PAGE_FIELDS(devices_in),
    STR(devices_in, stage, .max = 20, .optional = true),
    ID(devices_in, room_id, "rom", .optional = true),
    STR(devices_in, text, .max = 60, .optional = true, .doc = "Part of tag or serial."),
    { .name = NULL },
};
static SHAPE(devices_in);

struct devices {
    struct kb_list items;
    const char *next;
};
static const struct kb_field devices_fields[] = { LIST(devices, items, device_shape),
                                                  STR(devices, next),
                                                  { .name = NULL } };
static SHAPE(devices);

static enum kb_code devices_list(struct turn *t, const struct devices_in *in, struct devices *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_devices_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(stage, in->stage), ARG_INT(room_id, in->room_id),
                      ARG_STR(text, in->text), ARG_INT(rows, rows)),
                 &device_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &device_shape);
    return KB_OK;
}
HANDLER(devices_list, devices_in, devices);

/* --- endpoints --- */

struct endpoint {
    int64_t id, device_id, created_ms;
    const char *driver, *target;
    bool has_secret;
};
static const struct kb_field endpoint_fields[] = {
    ID(endpoint, id, "end"),    ID(endpoint, device_id, "dev"),
    STR(endpoint, driver),      JSON(endpoint, target),
    BOOL(endpoint, has_secret), INT(endpoint, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(endpoint);

struct device_key {
    int64_t id;
};
static const struct kb_field device_key_fields[] = { ID(device_key, id, "dev"), { .name = NULL } };
static SHAPE(device_key);

struct device_page {
    struct device *device;
    struct kb_list endpoints, slots, jobs;
};
static const struct kb_field device_page_fields[] = {
    OBJ(device_page, device, device_shape),
    LIST(device_page, endpoints, endpoint_shape),
    LIST(device_page, slots, slot_shape),
    LIST(device_page, jobs, job_shape),
    { .name = NULL },
};
static SHAPE(device_page);

static enum kb_code device_get(struct turn *t, const struct device_key *in, struct device_page *out)
{
    out->device = KB_NEW(t->arena, struct device);
    TRY(device_find(t, in->id, out->device));
    TRY(turn_all(t, &q_endpoints_of,
                 ARGS(ARG_INT(device_id, in->id), ARG_INT(org_id, t->actor.org_id)),
                 &endpoint_shape, 20, &out->endpoints));
    TRY(inventory_slots_of(t, in->id, &out->slots));
    return job_of_device(t, in->id, &out->jobs);
}
HANDLER(device_get, device_key, device_page);

struct endpoint_new {
    int64_t id;
    const char *driver, *target, *secret;
};
static const struct kb_field endpoint_new_fields[] = {
    ID(endpoint_new, id, "dev"),
    STR(endpoint_new, driver, .one_of = device_drivers),
    JSON(endpoint_new, target, .max = 4000,
         .doc = "As the driver knows it: uri, host, port, user…"),
    STR(endpoint_new, secret, .max = 4000, .optional = true, .secret = true,
        .doc = "Its credential; sealed, never shown again."),
    { .name = NULL },
};
static SHAPE(endpoint_new);

static enum kb_code endpoint_create(struct turn *t, const struct endpoint_new *in,
                                    struct endpoint *out)
{
    struct device d;
    TRY(device_find(t, in->id, &d));
    if (in->target[0] != '{')
        return kb_fail_field(t->err, "target", "request.field", "target must be an object");
    const char *place = kb_printf(t->arena, "endpoint|%lld|%s", (long long)in->id, in->driver);
    const char *sealed =
        in->secret[0] ? kb_seal(&t->engine->seal, t->world, place, in->secret, t->arena) : "";
    *out = (struct endpoint){ .id = turn_new_id(t),
                              .device_id = in->id,
                              .driver = in->driver,
                              .target = in->target,
                              .has_secret = in->secret[0] != 0,
                              .created_ms = t->now_ms };
    TRY(turn_run(t, &q_endpoint_put,
                 ARGS(ARG_INT(id, out->id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(device_id, in->id), ARG_STR(driver, in->driver),
                      ARG_STR(target, in->target), ARG_STR(secret, sealed),
                      ARG_INT(created_ms, t->now_ms))));
    TRY(turn_int(t, &q_endpoint_id, ARGS(ARG_INT(device_id, in->id), ARG_STR(driver, in->driver)),
                 &out->id));
    return turn_change(t, t->actor.org_id, "device", in->id, "endpoint", "");
}
HANDLER(endpoint_create, endpoint_new, endpoint);

enum kb_code inventory_endpoint(struct turn *t, int64_t device_id, const char *driver,
                                int64_t *endpoint_id)
{
    TRY(turn_int(t, &q_endpoint_id, ARGS(ARG_INT(device_id, device_id), ARG_STR(driver, driver)),
                 endpoint_id));
    if (*endpoint_id) return KB_OK;
    return kb_fail_field(t->err, "driver", "device.no_endpoint", "it has no %s endpoint", driver);
}

/* --- flags --- */

static const struct {
    const char *word;
    int64_t bit;
} flag_words[] = {
    { "maintenance", DEVICE_MAINTENANCE },
    { "protected", DEVICE_PROTECTED },
    { "fault", DEVICE_FAULT },
};
static const char *const flag_names[] = { "maintenance", "protected", "fault", NULL };

struct device_flag_set {
    int64_t id;
    const char *flag, *reason;
    bool on;
};
static const struct kb_field device_flag_set_fields[] = {
    ID(device_flag_set, id, "dev"),
    STR(device_flag_set, flag, .one_of = flag_names),
    BOOL(device_flag_set, on),
    STR(device_flag_set, reason, .min = 1, .max = 200),
    { .name = NULL },
};
static SHAPE(device_flag_set);

static enum kb_code device_flag(struct turn *t, const struct device_flag_set *in,
                                struct device *out)
{
    int64_t bit = 0;
    TRY(device_find(t, in->id, out));
    for (size_t i = 0; i < COUNT(flag_words); i++)
        if (strcmp(flag_words[i].word, in->flag) == 0) bit = flag_words[i].bit;
    out->flags = in->on ? out->flags | bit : out->flags & ~bit;
    out->flag_reason = in->reason;
    TRY(turn_run_one(t, &q_device_flags,
                     ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id),
                          ARG_INT(flags, out->flags), ARG_STR(flag_reason, in->reason))));
    return turn_change(t, t->actor.org_id, "device", in->id, in->on ? "flagged" : "unflagged", "");
}
HANDLER(device_flag, device_flag_set, device);

/* --- verifying: the agent looks at the device through its endpoint --- */

struct device_verify {
    int64_t id;
    const char *driver;
};
static const struct kb_field device_verify_fields[] = {
    ID(device_verify, id, "dev"),
    STR(device_verify, driver, .one_of = device_drivers),
    { .name = NULL },
};
static SHAPE(device_verify);

static enum kb_code device_verify(struct turn *t, const struct device_verify *in, struct job *out)
{
    struct device d;
    int64_t endpoint_id;
    TRY(device_find(t, in->id, &d));
    TRY(inventory_endpoint(t, in->id, in->driver, &endpoint_id));
    return job_add(t,
                   &(struct job_new){ .room_id = d.room_id,
                                      .device_id = d.id,
                                      .verb = "verify",
                                      .driver = in->driver,
                                      .endpoint_id = endpoint_id,
                                      .spec = "{}",
                                      .target = "{}",
                                      .deadline_ms = t->now_ms + 120000,
                                      .on_deadline = "give_up" },
                   out);
}
HANDLER(device_verify, device_verify, job);

enum kb_code inventory_device_observed(struct turn *t, int64_t device_id, const char *observed)
{
    struct device_stage s;
    TRY(turn_run(
        t, &q_device_observed,
        ARGS(ARG_INT(id, device_id), ARG_STR(observed, observed), ARG_INT(now_ms, t->now_ms))));
    TRY(inventory_device_stage(t, device_id, &s));
    if (strcmp(s.stage, "draft") != 0) return KB_OK;
    return inventory_device_move(t, device_id, "verified");
}

#define SEE  (WHO_P_ADMIN | WHO_P_OPERATOR | WHO_P_TECH)
#define MAKE (WHO_P_ADMIN | WHO_P_TECH)
const struct turn_route device_routes[] = {
    { "GET", "/v1/devices", SEE, &devices_list_call, "devices_list", "List devices.", TURN_LIST },
    { "POST", "/v1/devices", MAKE, &device_create_call, "devices_create",
      "Rack a device: tag, model, rack and unit." },
    { "GET", "/v1/devices/{id}", SEE, &device_get_call, "devices_get",
      "Read a device with its endpoints, slots and jobs." },
    { "POST", "/v1/devices/{id}/endpoints", MAKE, &endpoint_create_call, "devices_endpoint",
      "Say how a driver reaches a device; the credential is sealed." },
    { "POST", "/v1/devices/{id}/flag", MAKE, &device_flag_call, "devices_flag",
      "Set or clear maintenance, protected or fault, with a reason." },
    { "POST", "/v1/devices/{id}/verify", MAKE, &device_verify_call, "devices_verify",
      "Let the room's agent look at the device through its endpoint." },
    { .method = NULL },
};
