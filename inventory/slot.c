/* slot - what is sold of a device: one for a whole machine, many for a hypervisor. A slot goes
 * free, held, opening, in use, closing and back; it is taken in the transaction that holds the
 * money, so nothing is sold twice. The device's stage and the free counts follow. */
#include "inventory/device_priv.h"
#include "slot_sql.h"

#include "base/states.h"

#include <string.h>

static const char *const slot_stages[] = { "free",    "held",    "opening", "in_use",
                                           "closing", "retired", NULL };
static const struct kb_field slot_fields[] = {
    ID(slot, id, "slt"),
    ID(slot, sku_id, "sku"),
    ID(slot, device_id, "dev"),
    INT(slot, n),
    STR(slot, stage, .one_of = slot_stages),
    ID(slot, resource_id, "res"),
    INT(slot, since_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(slot);

static const struct kb_move slot_moves[] = {
    { "free", "held" },       { "held", "opening" }, { "held", "free" },
    { "held", "in_use" },     { "held", "closing" }, { "opening", "in_use" },
    { "opening", "closing" }, { "opening", "free" }, { "in_use", "closing" },
    { "closing", "free" },    { "free", "retired" }, { NULL, NULL },
};
static const struct kb_states slot_states = { "slot", slot_moves };

static const struct kb_move device_moves[] = {
    { "draft", "verified" },  { "draft", "free" },       { "verified", "free" },
    { "free", "held" },       { "held", "opening" },     { "held", "free" },
    { "held", "in_use" },     { "held", "closing" },     { "opening", "in_use" },
    { "opening", "closing" }, { "opening", "free" },     { "in_use", "closing" },
    { "closing", "free" },    { "free", "in_use" },      { "in_use", "free" },
    { "free", "verified" },   { "verified", "retired" }, { "draft", "retired" },
    { NULL, NULL },
};
static const struct kb_states device_states = { "device", device_moves };

static const struct kb_field device_stage_fields[] = {
    INT(device_stage, id),    INT(device_stage, org_id), INT(device_stage, room_id),
    INT(device_stage, flags), STR(device_stage, stage),  { .name = NULL },
};
static SHAPE(device_stage);

enum kb_code inventory_device_stage(struct turn *t, int64_t id, struct device_stage *out)
{
    return turn_find(t, "device", &q_device_stage_find, ARGS(ARG_INT(id, id)), &device_stage_shape,
                     out);
}

enum kb_code inventory_device_move(struct turn *t, int64_t id, const char *to)
{
    struct device_stage d;
    TRY(inventory_device_stage(t, id, &d));
    if (strcmp(d.stage, to) == 0) return KB_OK;
    TRY(kb_states_check(&device_states, d.stage, to, t->err));
    TRY(turn_run_one(t, &q_device_stage_set,
                     ARGS(ARG_INT(id, id), ARG_STR(from, d.stage), ARG_STR(to, to))));
    return turn_change(t, d.org_id, "device", id, to, "");
}

enum kb_code inventory_slot_find(struct turn *t, int64_t slot_id, struct slot *out)
{
    return turn_find(t, "slot", &q_slot_find, ARGS(ARG_INT(id, slot_id)), &slot_shape, out);
}

enum kb_code inventory_slots_of(struct turn *t, int64_t device_id, struct kb_list *out)
{
    return turn_all(t, &q_slots_of, ARGS(ARG_INT(device_id, device_id)), &slot_shape, 200, out);
}

/* A machine sold whole shows its slot's stage; one sold in parts is in use while any part is. */
static enum kb_code device_follows(struct turn *t, const struct slot *s, const char *to)
{
    struct device_stage d;
    int64_t slots, busy;
    TRY(turn_int(t, &q_slot_last, ARGS(ARG_INT(device_id, s->device_id)), &slots));
    if (slots == 1) return inventory_device_move(t, s->device_id, to);
    TRY(inventory_device_stage(t, s->device_id, &d));
    bool frees = strcmp(to, "free") == 0;
    if (!frees && strcmp(d.stage, "in_use") == 0) return KB_OK;
    if (!frees) return inventory_device_move(t, s->device_id, "in_use");
    TRY(turn_int(t, &q_slots_busy, ARGS(ARG_INT(device_id, s->device_id)), &busy));
    return busy ? KB_OK : inventory_device_move(t, s->device_id, "free");
}

static enum kb_code count_free(struct turn *t, const struct slot *s, int64_t n)
{
    return turn_run_one(
        t, &q_loading_free,
        ARGS(ARG_INT(sku_id, s->sku_id), ARG_INT(device_id, s->device_id), ARG_INT(n, n)));
}

enum kb_code inventory_slot_hold(struct turn *t, int64_t slot_id, int64_t resource_id)
{
    struct slot s;
    TRY(inventory_slot_find(t, slot_id, &s));
    enum kb_code code = turn_run_one(
        t, &q_slot_take,
        ARGS(ARG_INT(id, slot_id), ARG_INT(resource_id, resource_id), ARG_INT(now_ms, t->now_ms)));
    if (code == KB_NOT_FOUND)
        return kb_fail(t->err, KB_CONFLICT, "slot.taken", "that slot is not free any more");
    TRY(code);
    TRY(count_free(t, &s, -1));
    return device_follows(t, &s, "held");
}

enum kb_code inventory_slot_move(struct turn *t, int64_t slot_id, const char *to)
{
    struct slot s;
    TRY(inventory_slot_find(t, slot_id, &s));
    if (strcmp(s.stage, to) == 0) return KB_OK;
    TRY(kb_states_check(&slot_states, s.stage, to, t->err));
    TRY(turn_run_one(t, &q_slot_move,
                     ARGS(ARG_INT(id, slot_id), ARG_STR(from, s.stage), ARG_STR(to, to),
                          ARG_INT(now_ms, t->now_ms))));
    if (strcmp(to, "free") == 0) TRY(count_free(t, &s, 1));
    return device_follows(t, &s, to);
}

enum kb_code inventory_free(struct turn *t, int64_t sku_id, int64_t *free)
{
    return turn_int(t, &q_free_of, ARGS(ARG_INT(sku_id, sku_id)), free);
}

static const struct kb_field free_place_fields[] = { STR(free_place, region), INT(free_place, free),
                                                     { .name = NULL } };
static SHAPE(free_place);

enum kb_code inventory_free_places(struct turn *t, int64_t sku_id, struct kb_list *out)
{
    return turn_all(t, &q_free_places, ARGS(ARG_INT(sku_id, sku_id)), &free_place_shape, 50, out);
}

/* --- loading a device into a product --- */

struct device_load {
    int64_t id, sku_id, slots;
};
static const struct kb_field device_load_fields[] = {
    ID(device_load, id, "dev"),
    ID(device_load, sku_id, "sku"),
    INT(device_load, slots, .min = 1, .max = 10000, .doc = "How many of the SKU it can carry."),
    { .name = NULL },
};
static SHAPE(device_load);

struct loaded {
    int64_t device_id, sku_id, slots;
};
static const struct kb_field loaded_fields[] = {
    ID(loaded, device_id, "dev"), ID(loaded, sku_id, "sku"), INT(loaded, slots), { .name = NULL }
};
static SHAPE(loaded);

static enum kb_code check_load(struct turn *t, const struct device_load *in, int64_t *last)
{
    struct device_stage d;
    struct sku sku;
    int64_t whole;
    TRY(inventory_device_stage(t, in->id, &d));
    if (d.org_id != t->actor.org_id)
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such device");
    TRY(catalog_sku_find(t, in->sku_id, &sku));
    if (strcmp(d.stage, "retired") == 0)
        return kb_fail(t->err, KB_CONFLICT, "state.move", "a retired device cannot be sold");
    TRY(turn_int(t, &q_slot_last, ARGS(ARG_INT(device_id, in->id)), last));
    TRY(turn_int(t, &q_slots_manual, ARGS(ARG_INT(device_id, in->id)), &whole));
    if (whole || (strcmp(sku.driver, "manual") == 0 && *last + in->slots > 1))
        return kb_fail_field(t->err, "slots", "device.sold_whole",
                             "a device opened by a technician is sold whole: one slot");
    if (*last == 1 && strcmp(d.stage, "free") != 0)
        return kb_fail(t->err, KB_CONFLICT, "device.sold_whole", "it is sold whole just now");
    return KB_OK;
}

static enum kb_code device_load(struct turn *t, const struct device_load *in, struct loaded *out)
{
    int64_t last;
    struct device_stage d;
    TRY(check_load(t, in, &last));
    for (int64_t i = 1; i <= in->slots; i++)
        TRY(turn_run(t, &q_slot_add,
                     ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(sku_id, in->sku_id),
                          ARG_INT(device_id, in->id), ARG_INT(n, last + i),
                          ARG_INT(since_ms, t->now_ms))));
    TRY(turn_run(
        t, &q_loading_add,
        ARGS(ARG_INT(sku_id, in->sku_id), ARG_INT(device_id, in->id), ARG_INT(n, in->slots))));
    TRY(inventory_device_stage(t, in->id, &d));
    if (strcmp(d.stage, "in_use") != 0) TRY(inventory_device_move(t, in->id, "free"));
    *out = (struct loaded){ in->id, in->sku_id, in->slots };
    return turn_change(t, t->actor.org_id, "device", in->id, "loaded", "");
}
HANDLER(device_load, device_load, loaded);

struct slots_in {
    const char *cursor, *stage;
    int64_t limit, sku_id;
};
static const struct kb_field slots_in_fields[] = {
    TURN_PAGE_FIELDS(slots_in),
    ID(slots_in, sku_id, "sku", .optional = true),
    STR(slots_in, stage, .max = 20, .optional = true),
    { .name = NULL },
};
static SHAPE(slots_in);

struct slots {
    struct kb_list items;
    const char *next;
};
static const struct kb_field slots_fields[] = { LIST(slots, items, slot_shape),
                                                STR(slots, next),
                                                { .name = NULL } };
static SHAPE(slots);

static enum kb_code slots_list(struct turn *t, const struct slots_in *in, struct slots *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_slots_list,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_INT(sku_id, in->sku_id), ARG_STR(stage, in->stage), ARG_INT(rows, rows)),
                 &slot_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &slot_shape);
    return KB_OK;
}
HANDLER(slots_list, slots_in, slots);

/* --- placement: filters first, then the emptiest; every candidate says why --- */

static const struct kb_field candidate_fields[] = {
    ID(candidate, device_id, "dev"),
    STR(candidate, device),
    STR(candidate, room),
    INT(candidate, free),
    STR(candidate, verdict),
    STR(candidate, reason_zh),
    STR(candidate, reason_en),
    INT(candidate, score),
    { .name = NULL },
};
SHAPE(candidate);

struct candidate_row {
    int64_t device_id, free, flags, room_id, agents, endpoints;
    const char *stage, *device, *room;
};
static const struct kb_field candidate_row_fields[] = {
    INT(candidate_row, device_id), INT(candidate_row, free),
    INT(candidate_row, flags),     INT(candidate_row, room_id),
    INT(candidate_row, agents),    INT(candidate_row, endpoints),
    STR(candidate_row, stage),     STR(candidate_row, device),
    STR(candidate_row, room),      { .name = NULL },
};
static SHAPE(candidate_row);

struct filter {
    bool (*refuses)(const struct candidate_row *c, bool automatic);
    const char *zh, *en;
};
static bool no_slot(const struct candidate_row *c, bool automatic)
{
    (void)automatic;
    return c->free <= 0;
}
static bool flagged(const struct candidate_row *c, bool automatic)
{
    (void)automatic;
    return c->flags != 0;
}
static bool unreachable(const struct candidate_row *c, bool automatic)
{
    return automatic && c->endpoints == 0;
}
static bool no_agent(const struct candidate_row *c, bool automatic)
{
    return automatic && c->agents == 0;
}
static const struct filter filters[] = {
    { no_slot, "没有空闲名额", "no free slot" },
    { flagged, "设备处于维护、保护或故障状态",
      "the device is flagged: maintenance, protected or fault" },
    { unreachable, "设备没有该驱动的接入方式", "the device has no endpoint of this driver" },
    { no_agent, "机房没有在线的代理", "no agent of the room is online" },
};

static struct candidate judged(const struct candidate_row *row, bool automatic)
{
    struct candidate c = { .device_id = row->device_id,
                           .device = row->device,
                           .room = row->room,
                           .free = row->free,
                           .verdict = "fits",
                           .reason_zh = "可用",
                           .reason_en = "fits",
                           .score = row->free };
    for (size_t i = 0; i < COUNT(filters); i++) {
        if (!filters[i].refuses(row, automatic)) continue;
        c.verdict = "refused";
        c.reason_zh = filters[i].zh;
        c.reason_en = filters[i].en;
        c.score = 0;
        break;
    }
    return c;
}

enum kb_code inventory_place(struct turn *t, const struct sku *sku, struct placement *out)
{
    struct kb_list rows;
    bool automatic = strcmp(sku->driver, "manual") != 0;
    int64_t best = -1;
    TRY(turn_all(t, &q_candidates, ARGS(ARG_INT(sku_id, sku->id), ARG_STR(driver, sku->driver)),
                 &candidate_row_shape, 200, &rows));
    const struct candidate_row *row = rows.at;
    struct candidate *c = kb_alloc(t->arena, sizeof *c * (size_t)(rows.n + 1));
    for (int64_t i = 0; i < rows.n; i++) {
        c[i] = judged(&row[i], automatic);
        if (c[i].score > 0 && (best < 0 || c[i].score > c[best].score)) best = i;
    }
    *out = (struct placement){ .candidates = { c, rows.n }, .driver = sku->driver };
    if (best < 0) return KB_OK;
    c[best].verdict = "chosen";
    out->device_id = c[best].device_id;
    out->room_id = row[best].room_id;
    return turn_int(t, &q_slot_pick,
                    ARGS(ARG_INT(sku_id, sku->id), ARG_INT(device_id, out->device_id)),
                    &out->slot_id);
}

const struct turn_route slot_routes[] = {
    { "POST", "/v1/devices/{id}/load", WHO_P_ADMIN | WHO_P_OPERATOR | WHO_P_TECH, &device_load_call,
      "devices_load", "Load a device into a product: how many of the SKU it carries." },
    { "GET", "/v1/slots", WHO_P_ADMIN | WHO_P_OPERATOR | WHO_P_TECH, &slots_list_call, "slots_list",
      "List what is sold of the devices.", TURN_LIST },
    { .method = NULL },
};
