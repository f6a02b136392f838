/* demo - see demo.h. */
#include "demo.h"

#include "billing/settlement/settlement.h"
#include "ledger/ledger.h"

#include <stdio.h>
#include <string.h>

static struct turn_actor actor(struct world *w, const char *org, int64_t user, uint32_t who)
{
    return (struct turn_actor){ .user_id = user,
                                .org_id = inside(w, "org", org),
                                .platform_id = w->platform_id,
                                .who = who | WHO_SIGNED_IN | WHO_ANYONE,
                                .name = "tester" };
}

/* A member with one role, made by the organisation's administrator. */
static struct turn_actor member(struct world *w, const struct turn_actor *admin, const char *role,
                                uint32_t who)
{
    struct turn_actor a = *admin;
    as(w, admin);
    must_say(w, "POST", "/v1/members",
             "{'login':'%s%lld','name':'%s','password':'correct horse','roles':['%s']}", role,
             (long long)++w->serial, role, role);
    a.user_id = inside(w, "usr", text_of(w, "id"));
    a.who = who | WHO_SIGNED_IN | WHO_ANYONE;
    return a;
}

static void staff(struct world *w, struct people *p, bool platform)
{
    int shift = platform ? 0 : 8;
    p->finance = member(w, &p->admin, "finance", (uint32_t)WHO_P_FINANCE << shift);
    p->finance2 = member(w, &p->admin, "finance", (uint32_t)WHO_P_FINANCE << shift);
    p->sales = member(w, &p->admin, "sales", (uint32_t)WHO_P_SALES << shift);
    p->op = member(w, &p->admin, "operator", (uint32_t)WHO_P_OPERATOR << shift);
    p->tech = member(w, &p->admin, "tech", (uint32_t)WHO_P_TECH << shift);
}

static int64_t first_user(struct world *w, const char *org)
{
    return sql_int(w, "SELECT user_id FROM membership WHERE org_id = %lld",
                   (long long)inside(w, "org", org));
}

static const char *organisation(struct world *w, const struct turn_actor *who, const char *path,
                                const char *name, struct people *p, uint32_t admin)
{
    as(w, who);
    must_say(w, "POST", path,
             "{'name':'%s','admin_login':'admin%lld','admin_name':'A','admin_password':'correct "
             "horse'}",
             name, (long long)++w->serial);
    const char *id = text_of(w, "id");
    p->admin = actor(w, id, first_user(w, id), admin);
    return id;
}

void demo_in_force(struct world *w, const char *id, const char *text_hash)
{
    must_say(w, "POST", at(w, "/v1/agreements/%s/sign", id), "{'text_hash':'%s','paper':true}",
             text_hash);
    must_say(w, "POST", at(w, "/v1/agreements/%s/activate", id), NULL);
}

void demo_terms(struct world *w, const char *buyer, int rate_bp)
{
    must_say(w, "POST", "/v1/agreements",
             "{'buyer_id':'%s','title':'分销协议','items':[{'scope':'all','mode':'discount',"
             "'rate_bp':%d}]}",
             buyer, rate_bp);
    demo_in_force(w, text_of(w, "agreement.id"), text_of(w, "agreement.text_hash"));
}

static void people(struct world *w, struct demo *d)
{
    const char *platform = outside(w, "org", w->platform_id);
    d->p.admin = actor(w, platform, first_user(w, platform), WHO_P_ANY);
    staff(w, &d->p, true);
    d->distributor =
        organisation(w, &d->p.sales, "/v1/distributors", "华东分销", &d->d, WHO_D_ADMIN);
    staff(w, &d->d, false);
    as(w, &d->p.sales);
    demo_terms(w, d->distributor, 8000);
    d->customer = organisation(w, &d->d.sales, "/v1/customers", "客户甲", &d->c, WHO_C_ADMIN);
    d->customer2 = organisation(w, &d->p.sales, "/v1/customers", "客户乙", &d->c2, WHO_C_ADMIN);
    d->c.user = member(w, &d->c.admin, "user", WHO_C_USER);
    d->c2.user = member(w, &d->c2.admin, "user", WHO_C_USER);
}

static void recharge(struct world *w, const struct people *seller, const char *customer,
                     int64_t fen)
{
    as(w, &seller->finance);
    must_say(w, "POST", "/v1/recharges", "{'customer_id':'%s','amount_fen':%lld,'payer':'x'}",
             customer, (long long)fen);
    const char *id = text_of(w, "id");
    as(w, &seller->finance2);
    must_say(w, "POST", at(w, "/v1/recharges/%s/confirm", id), NULL);
}

static const char *made(struct world *w, const char *path, const char *body)
{
    must_say(w, "POST", path, "%s", body);
    return text_of(w, "id");
}

static const char *device(struct world *w, struct demo *d, const char *tag, int u)
{
    return made(w, "/v1/devices",
                at(w, "{'asset_tag':'%s','model_id':'%s','rack_id':'%s','u':%d}", tag, d->model,
                   d->rack, u));
}

static void room(struct world *w, struct demo *d)
{
    as(w, &d->p.tech);
    d->region = made(w, "/v1/regions", "{'name':'华东'}");
    d->room = made(w, "/v1/rooms", at(w, "{'region_id':'%s','name':'一号机房'}", d->region));
    d->rack = made(w, "/v1/racks", at(w, "{'room_id':'%s','name':'A01','height_u':42}", d->room));
    d->model = made(w, "/v1/models", "{'name':'R740','kind':'server','height_u':2}");
    d->hypervisor = device(w, d, "HV-1", 1);
    d->machine = device(w, d, "BM-1", 3);
    must_say(w, "POST", at(w, "/v1/devices/%s/endpoints", d->hypervisor),
             "{'driver':'sim','target':{'device':'hv-1','seed':1},'secret':'s3cret'}");
    d->agent = agent_join(w, d->room, "agent-1");
}

static const char *sku(struct world *w, const char *kind, const char *name, const char *driver,
                       int64_t list_fen)
{
    const char *product = made(w, "/v1/products", at(w, "{'kind':'%s','name':'%s'}", kind, name));
    return made(w, "/v1/skus",
                at(w,
                   "{'product_id':'%s','name':'%s','spec':{'vcpu':2,'memory_mib':2048,'disk_gib':"
                   "20,'note':'x'},'driver':'%s','prices':[{'cycle':'month','price_fen':%lld}]}",
                   product, name, driver, (long long)list_fen));
}

static void shelf(struct world *w, struct demo *d)
{
    as(w, &d->p.op);
    d->vm_sku = sku(w, "vm", "云主机 2C2G", "sim", 10000);
    d->box_sku = sku(w, "device", "整机", "manual", 200000);
    must_say(w, "POST", at(w, "/v1/devices/%s/load", d->hypervisor), "{'sku_id':'%s','slots':4}",
             d->vm_sku);
    must_say(w, "POST", at(w, "/v1/devices/%s/load", d->machine), "{'sku_id':'%s','slots':1}",
             d->box_sku);
}

const char *demo_distributor(struct world *w, const struct people *above, const char *name,
                             int rate_bp, struct people *dist)
{
    const char *id = organisation(w, &above->admin, "/v1/distributors", name, dist, WHO_D_ADMIN);
    staff(w, dist, false);
    as(w, &above->admin);
    if (rate_bp) demo_terms(w, id, rate_bp);
    return id;
}

const char *demo_customer(struct world *w, const struct people *seller, const char *name,
                          int64_t fen, struct people *c)
{
    const char *id = organisation(w, &seller->sales, "/v1/customers", name, c, WHO_C_ADMIN);
    c->user = member(w, &c->admin, "user", WHO_C_USER);
    recharge(w, seller, id, fen);
    return id;
}

const char *demo_supplier(struct world *w, struct demo *d, const char *name, struct people *s)
{
    const char *id = organisation(w, &d->p.admin, "/v1/suppliers", name, s, WHO_S_ADMIN);
    s->finance = member(w, &s->admin, "finance", WHO_S_FINANCE);
    s->delivery = member(w, &s->admin, "delivery", WHO_S_DELIVERY);
    return id;
}

void world_demo(struct world *w, struct demo *d)
{
    memset(d, 0, sizeof *d);
    people(w, d);
    recharge(w, &d->d, d->customer, 1000000);
    recharge(w, &d->p, d->customer2, 1000000);
    room(w, d);
    shelf(w, d);
    world_forget(w);
}

int buy(struct world *w, const struct turn_actor *who, const char *sku_id, int months, int quantity)
{
    as(w, who);
    say(w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':%d,'quantity':%d}", sku_id, months,
        quantity);
    if (w->status != 200) return w->status;
    return say(w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(w, "id"));
}

const char *open_vm(struct world *w, struct demo *d)
{
    buy(w, &d->c.admin, d->vm_sku, 1, 1);
    assert_said_ok(w);
    const char *id = text_of(w, "lines.0.resource_id");
    agent_does(w, d->agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    return id;
}

const char *open_box(struct world *w, struct demo *d)
{
    buy(w, &d->c.admin, d->box_sku, 1, 1);
    assert_said_ok(w);
    const char *id = text_of(w, "lines.0.resource_id");
    as(w, &d->p.tech);
    must_get(w, "/v1/work-orders?open=true");
    const char *order = text_of(w, "items.0.id");
    must_say(w, "POST", at(w, "/v1/work-orders/%s/accept", order), NULL);
    must_say(w, "POST", at(w, "/v1/work-orders/%s/fill", order),
             "{'host':'192.0.2.30','port':22,'user':'root','password':'pw'}");
    agent_does(w, d->agent, "verify", "{'host_key':'SHA256:abc','checks':[]}");
    agent_does(w, d->agent, "open", "{'state':'on'}");
    return id;
}

int64_t demo_money(struct world *w, const struct turn_actor *who, const char *what)
{
    as(w, who);
    must_get(w, "/v1/balance");
    return number_of(w, what);
}

const char *demo_state(struct world *w, const char *resource)
{
    return sql_text(w, "SELECT state AS s FROM resource WHERE id = %lld",
                    (long long)inside(w, "res", resource));
}

void assert_books_sound(struct world *w)
{
    struct ledger_report r;
    struct kb_error err;
    assert_ok(db_begin(w->db, &err));
    assert_ok(ledger_verify(w->db, &w->arena, 0, &r, &err));
    db_rollback(w->db);
    for (size_t i = 0; i < LEDGER_CHECKS; i++)
        if (!r.checks[i].ok) fail_msg("%s: %s", r.checks[i].name, r.checks[i].text);
    struct settlement_check runs[SETTLEMENT_CHECKS];
    assert_ok(settlement_verify(w->db, runs, &err));
    for (size_t i = 0; i < SETTLEMENT_CHECKS; i++)
        if (runs[i].failures) fail_msg("%s is wrong", runs[i].name);
}

int64_t in_the_way(struct world *w, int64_t month, const char *check)
{
    must_get(w, "/v1/periods/%lld", (long long)month);
    return json_integer_value(json_object_get(row_of(w, "checks", "name", check), "count"));
}
