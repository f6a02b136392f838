/* setup - sellers, customers, rooms with devices of three kinds, agents. The password hash of a new
 * organisation's administrator is left out: it costs a tenth of a second, and nobody signs in. */
#include "setup.h"

#include "check.h"
#include "org/org.h"
#include "sim.h"

#include <stdio.h>
#include <string.h>

#define SAY(s, ...) kb_printf(&(s)->arena, __VA_ARGS__)

static struct turn_actor actor_of(struct sim *s, int64_t org_id, uint32_t who, const char *name)
{
    return (struct turn_actor){ .user_id = kb_new_id(&s->world), .org_id = org_id,
                                .platform_id = s->people.seller[0].id, .who = who | WHO_SIGNED_IN,
                                .name = name };
}

/* As turn_request_prepare does it, without hashing a password. */
static bool prepare_plain(struct sim *s, struct turn_request *r)
{
    AUTO_JSON body = NULL;
    r->in = kb_alloc(&r->arena, r->route->call->in->size + 1);
    r->turn.prepared = (void *)(uintptr_t) "hash";
    kb_digest(r->body_hash, r->body, r->body_len);
    return kb_json_parse(r->body, r->body_len, 1 << 20, &body, &r->err) == KB_OK &&
           kb_read(r->route->call->in, body, &s->world.id_key, r->in, &r->arena, &r->err) == KB_OK;
}

struct setup_reply {
    char id[24], code[40], text_hash[68];
};

static void pick(char *out, size_t n, const char *reply, const char *name)
{
    const char *at = strstr(reply, name);
    size_t len = at ? strcspn(at + strlen(name), "\"") : 0;
    if (at && len < n) snprintf(out, n, "%.*s", (int)len, at + strlen(name));
}

static struct setup_reply post(struct sim *s, const struct turn_actor *who, const char *path,
                               const char *body)
{
    struct setup_reply out = { "", "", "" };
    struct kb_error err = { 0 };
    struct turn_request r = { .method = "POST", .path = path, .query = "", .body = body,
                              .body_len = strlen(body),
                              .key = SAY(s, "setup-%010d", (int)++s->ctl.requests),
                              .actor = who, .accept = "", .peer = "" };
    struct turn_request *one = &r;
    bool ok = turn_request_route(&s->ctl.engine, &r) == KB_OK;
    if (ok && r.route->call->prepare && !strchr(r.route->path, '{'))
        ok = prepare_plain(s, &r);
    else if (ok)
        ok = turn_request_prepare(&s->ctl.engine, s->disk.db, &r) == KB_OK;
    if (ok)
        ok = turn_group_run(&s->ctl.engine, s->disk.db, &one, 1, &err) == KB_OK && r.status == 200;
    if (!ok)
        sim_wrong(s, "setup", "%s %s: %.200s %s", path, body, r.reply ? r.reply : "", r.err.text);
    else {
        pick(out.id, sizeof out.id, r.reply, "\"id\":\"");
        pick(out.code, sizeof out.code, r.reply, "\"code\":\"");
        pick(out.text_hash, sizeof out.text_hash, r.reply, "\"text_hash\":\"");
    }
    turn_request_done(&r);
    return out;
}

static int64_t parsed(struct sim *s, const char *prefix, const char *text)
{
    int64_t id = 0;
    if (!kb_id_parse(&s->world.id_key, prefix, text, &id)) sim_wrong(s, "setup", "id %s", text);
    return id;
}

/* --- who --- */

static struct seller *seller_add(struct sim *s, int64_t org_id, uint32_t finance)
{
    struct people *p = &s->people;
    int n = p->sellers_n++;
    p->seller[n].id = org_id;
    p->finance[n][0] = actor_of(s, org_id, finance, "finance");
    p->finance[n][1] = actor_of(s, org_id, finance, "finance");
    return &p->seller[n];
}

static void platform(struct sim *s)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct platform_init in = { "Platform", "admin", "admin", "hash" };
    struct org out = { 0 };
    struct people *p = &s->people;
    if (!ctl_system_now(s, "platform_init", &in, &out, &a)) return;
    struct seller *first = seller_add(s, out.id, WHO_P_FINANCE);
    first->admin = p->admin = actor_of(s, out.id, WHO_P_ADMIN, "admin");
    first->rate_bp = 7000; /* of its own devices */
    p->operator= actor_of(s, out.id, WHO_P_OPERATOR, "operator");
    p->tech[0] = actor_of(s, out.id, WHO_P_TECH, "tech");
    p->tech[1] = actor_of(s, out.id, WHO_P_TECH, "tech");
    s->ctl.clock.platform_id = out.id;
}

/* A chain reads principal… agent…: below an agent everybody is one. */
const char *setup_terms(struct sim *s, const struct seller *parent, struct seller *child)
{
    child->agent = parent->agent || rng_hit(&s->rng, 250);
    int64_t dearest = parent->rate_bp < 9900 ? 9950 : parent->rate_bp;
    child->rate_bp = !child->agent ? rng_in(&s->rng, parent->rate_bp, dearest)
                     : parent->agent ? rng_in(&s->rng, 0, parent->rate_bp)
                                     : rng_in(&s->rng, 0, (10000 - parent->rate_bp) / 2);
    return SAY(s,
               "{\"buyer_id\":\"%s\",\"title\":\"T\",\"items\":[{\"scope\":\"all\","
               "\"mode\":\"%s\",\"rate_bp\":%d}]}",
               id_text(s, "org", child->id), child->agent ? "rebate" : "discount",
               (int)child->rate_bp);
}

static void distributors(struct sim *s)
{
    struct people *p = &s->people;
    for (int i = 0; i < s->dice.distributors; i++) {
        const struct seller *parent = &p->seller[rng_in(&s->rng, 0, p->sellers_n - 1)];
        struct setup_reply r =
            post(s, &parent->admin, "/v1/distributors",
                 SAY(s,
                     "{\"name\":\"D%d\",\"admin_login\":\"dist%d\",\"admin_name\":\"d\","
                     "\"admin_password\":\"0123456789\"}",
                     i, i));
        struct seller *child = seller_add(s, parsed(s, "org", r.id), WHO_D_FINANCE);
        child->admin = actor_of(s, child->id, WHO_D_ADMIN, "admin");
        child->parent = parent - p->seller;
        struct setup_reply t =
            post(s, &parent->admin, "/v1/agreements", setup_terms(s, parent, child));
        post(s, &parent->admin, SAY(s, "/v1/agreements/%s/sign", t.id),
             SAY(s, "{\"text_hash\":\"%s\",\"paper\":true}", t.text_hash));
        post(s, &parent->admin, SAY(s, "/v1/agreements/%s/activate", t.id), "{}");
    }
}

static void customers(struct sim *s)
{
    struct people *p = &s->people;
    for (int i = 0; i < s->dice.customers; i++) {
        int seller = (int)rng_in(&s->rng, 0, p->sellers_n - 1);
        uint32_t sales = seller ? WHO_D_SALES : WHO_P_SALES;
        struct turn_actor who = actor_of(s, p->seller[seller].id, sales, "sales");
        struct setup_reply r =
            post(s, &who, "/v1/customers",
                 SAY(s,
                     "{\"name\":\"C%d\",\"admin_login\":\"cust%d\",\"admin_name\":\"c\","
                     "\"admin_password\":\"0123456789\"}",
                     i, i));
        struct customer *c = &p->customer[p->customers_n++];
        c->org_id = parsed(s, "org", r.id);
        c->seller_id = p->seller[seller].id;
        c->actor = actor_of(s, c->org_id, WHO_C_ADMIN, "customer");
        check_purse(s, c->org_id, c->seller_id);
    }
}

/* --- what and where --- */

static const struct {
    const char *kind, *driver, *spec;
    enum sold_driver sold;
} kinds[] = {
    { "vm", "libvirt",
      "{\"template\":\"t\",\"memory_mib\":128,\"vcpu\":1,\"disk_gib\":1}", DRIVER_LIBVIRT },
    { "device", "manual", "{}", DRIVER_MANUAL },
    { "hpc", "sim", "{}", DRIVER_SIM },
    { "vm", "libvirt", /* that the first can be changed to */
      "{\"template\":\"t\",\"memory_mib\":256,\"vcpu\":2,\"disk_gib\":2}", DRIVER_LIBVIRT },
};

static void products(struct sim *s)
{
    struct people *p = &s->people;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct setup_reply r =
            post(s, &p->operator, "/v1/products",
                 SAY(s, "{\"kind\":\"%s\",\"name\":\"P%d\"}", kinds[i].kind, (int)i));
        struct setup_reply k =
            post(s, &p->operator, "/v1/skus",
                 SAY(s,
                     "{\"product_id\":\"%s\",\"name\":\"S\",\"spec\":%s,\"driver\":\"%s\","
                     "\"prices\":[{\"cycle\":\"month\",\"price_fen\":%d}]}",
                     r.id, kinds[i].spec, kinds[i].driver, (int)rng_in(&s->rng, 1, 60000)));
        p->sku[p->skus_n].driver = kinds[i].driver;
        p->sku[p->skus_n].product_id = parsed(s, "prd", r.id);
        p->sku[p->skus_n++].id = parsed(s, "sku", k.id);
    }
}

static void device(struct sim *s, const char *rack, const char *model, int64_t room, int n)
{
    size_t k = n < (int)COUNT(kinds) ? (size_t)n : (size_t)rng_in(&s->rng, 0, COUNT(kinds) - 1);
    struct host *h = truth_host_add(s, kinds[k].sold);
    struct setup_reply d =
        post(s, &s->people.tech[0], "/v1/devices",
             SAY(s, "{\"asset_tag\":\"T%d\",\"model_id\":\"%s\",\"rack_id\":\"%s\",\"u\":0}", n,
                 model, rack));
    const char *path = SAY(s, "/v1/devices/%s/endpoints", d.id);
    h->device_id = parsed(s, "dev", d.id);
    h->room_id = room;
    h->slots = h->driver == DRIVER_LIBVIRT ? rng_in(&s->rng, 1, 3) : 1;
    if (h->driver == DRIVER_LIBVIRT)
        post(s, &s->people.tech[0], path,
             SAY(s,
                 "{\"driver\":\"libvirt\",\"target\":{\"uri\":\"qemu:///system\","
                 "\"name_prefix\":\"%s-\",\"pool\":\"kboss\",\"network\":\"default\"}}",
                 h->name));
    if (h->driver == DRIVER_SIM)
        post(s, &s->people.tech[0], path,
             SAY(s, "{\"driver\":\"sim\",\"target\":{\"device\":\"%s\",\"seed\":0}}", h->name));
    post(s, &s->people.tech[0], SAY(s, "/v1/devices/%s/load", d.id),
         SAY(s, "{\"sku_id\":\"%s\",\"slots\":%d}", id_text(s, "sku", s->people.sku[k].id),
             (int)h->slots));
}

static void agent(struct sim *s, const char *room)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent out = { 0 };
    struct setup_reply r = post(s, &s->people.tech[0], "/v1/agents",
                                SAY(s, "{\"room_id\":\"%s\",\"name\":\"a%d\"}", room, s->sites_n));
    struct agent_enrol in = { r.code, SAY(s, "%064d", s->sites_n + 1), "sim", "sim" };
    if (!ctl_system_now(s, "agent_enrolled", &in, &out, &a)) return;
    struct site *site = &s->sites[s->sites_n++];
    site_open(s, site, out.id, out.room_id);
}

static void rooms(struct sim *s)
{
    struct setup_reply room[2], rack[2];
    struct setup_reply region = post(s, &s->people.tech[0], "/v1/regions", "{\"name\":\"R\"}");
    struct setup_reply model =
        post(s, &s->people.tech[0], "/v1/models",
             "{\"name\":\"M\",\"kind\":\"server\",\"attrs\":{},\"height_u\":1}");
    for (int i = 0; i < s->dice.rooms; i++) {
        room[i] =
            post(s, &s->people.tech[0], "/v1/rooms",
                 SAY(s, "{\"region_id\":\"%s\",\"name\":\"r%d\",\"address\":\"x\"}", region.id, i));
        s->people.room[i] = parsed(s, "rom", room[i].id);
        rack[i] = post(s, &s->people.tech[0], "/v1/racks",
                       SAY(s, "{\"room_id\":\"%s\",\"name\":\"k\",\"height_u\":42}", room[i].id));
    }
    for (int i = 0; i < s->dice.hosts; i++) {
        int at = i % s->dice.rooms;
        device(s, rack[at].id, model.id, s->people.room[at], i);
    }
    for (int i = 0; i < s->dice.sites; i++) agent(s, room[i % s->dice.rooms].id);
}

void setup_world(struct sim *s)
{
    void (*const steps[])(struct sim *s) = { platform, distributors, customers, products, rooms };
    s->ctl.up = true;
    for (size_t i = 0; i < COUNT(steps) && !s->wrong.found; i++) steps[i](s);
    s->people.started_ms = s->wall_ms;
    check_changes(s);
}
