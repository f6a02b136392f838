/* market - see market.h. */
#include "market.h"

#include <stdio.h>
#include <string.h>

const char *const market_org_words[MARKET_ORGS] = { "p",  "d1", "d2", "e1", "c1",
                                                    "c2", "c3", "c4", "s1" };

/* --- actors --- */

static void add(struct market *m, enum market_org org, const char *role,
                const struct turn_actor *actor)
{
    KB_ASSERT(m->actors_n < ACTORS_MAX);
    struct market_actor *a = &m->actors[m->actors_n++];
    snprintf(a->name, sizeof a->name, "%s %s", market_org_words[org], role);
    a->org = org;
    a->actor = *actor;
}

static void add_seller(struct market *m, enum market_org org, const struct people *p)
{
    add(m, org, "admin", &p->admin);
    add(m, org, "finance", &p->finance);
    add(m, org, "sales", &p->sales);
    add(m, org, "operator", &p->op);
    add(m, org, "tech", &p->tech);
}

static void add_customer(struct market *m, enum market_org org, const struct people *p)
{
    add(m, org, "admin", &p->admin);
    add(m, org, "user", &p->user);
}

static void add_supplier(struct market *m, enum market_org org, const struct people *p)
{
    add(m, org, "admin", &p->admin);
    add(m, org, "finance", &p->finance);
    add(m, org, "delivery", &p->delivery);
}

/* Every organisation: whose people, and what they are. */
struct party {
    enum market_org org;
    const struct people *people;
    void (*add)(struct market *m, enum market_org org, const struct people *p);
};

static void parties(struct market *m, struct party out[MARKET_ORGS])
{
    const struct party all[MARKET_ORGS] = {
        { ORG_P, &m->d.p, add_seller },    { ORG_D1, &m->d.d, add_seller },
        { ORG_D2, &m->d2, add_seller },    { ORG_E1, &m->e1, add_seller },
        { ORG_C1, &m->d.c, add_customer }, { ORG_C2, &m->d.c2, add_customer },
        { ORG_C3, &m->c3, add_customer },  { ORG_C4, &m->c4, add_customer },
        { ORG_S1, &m->s1, add_supplier },
    };
    memcpy(out, all, sizeof all);
}

static void add_actors(struct market *m)
{
    static const struct turn_actor nobody = { .who = WHO_ANYONE, .name = "" };
    struct party all[MARKET_ORGS];
    struct turn_actor homeless = m->d.c.user;
    homeless.org_id = 0;
    homeless.who = WHO_ANYONE | WHO_SIGNED_IN;
    m->d.p.admin.who = WHO_P_ADMIN | WHO_SIGNED_IN | WHO_ANYONE; /* the demo's has every role */
    parties(m, all);
    for (size_t i = 0; i < MARKET_ORGS; i++) {
        m->orgs[all[i].org] = all[i].people->admin.org_id;
        all[i].add(m, all[i].org, all[i].people);
    }
    add(m, ORG_C1, "of no org", &homeless);
    add(m, ORG_C1, "nobody", &nobody);
}

bool market_may(const struct market_actor *a, const struct turn_route *r)
{
    return (r->who & a->actor.who) != 0;
}

/* --- things of every organisation --- */

/* A book with an event, drafts and entries of its own: posted, waiting and reversed. */
static void keep_books(struct market *m, const char *word, const struct people *p)
{
    struct world *w = &m->w;
    as(w, &p->admin);
    must_say(w, "POST", "/v1/entry-events",
             "{'event':'own.rent','name_zh':'bk-%s 房租','name_en':'bk-%s rent'}", word, word);
    for (int i = 0; i < 2; i++)
        must_say(w, "POST", "/v1/templates",
                 "{'event':'own.rent','role':'own','lines':[{'side':'D','subject':'6602',"
                 "'amount':'amount'},{'side':'C','subject':'1002','amount':'amount'}]}");
    must_say(w, "POST", "/v1/subjects",
             "{'code':'6602.01','name_zh':'bk-%s 租金','name_en':'bk-%s','side':'D'}", word, word);
    for (int i = 0; i < 2; i++)
        must_say(w, "POST", "/v1/entries",
                 "{'event':'capital.in','ref':'cap-%d','text':'bk-%s','vars':{'amount':900}}", i,
                 word);
    must_say(w, "POST", at(w, "/v1/vouchers/%s/reverse", text_of(w, "voucher_id")),
             "{'reason':'bk-%s'}", word);
    must_say(w, "POST", "/v1/entries",
             "{'event':'capital.in','ref':'cap-9','text':'bk-%s','vars':{'amount':9000000}}", word);
}

/* What a seller makes of its prices. */
static void leave_offers(struct market *m, const char *word)
{
    struct world *w = &m->w;
    long long to_ms = w->k.now_ms + 86400000;
    must_get(w, "/v1/customers");
    must_say(w, "POST", "/v1/customer-prices",
             "{'customer_id':'%s','scope':'kind','product_kind':'line','kind':'discount','rate_bp':"
             "9000,'note':'bk-%s note'}",
             text_of(w, "items.0.id"), word);
    must_say(w, "POST", "/v1/promotions",
             "{'name':'bk-%s promotion','scope':'kind','product_kind':'line','kind':'discount',"
             "'rate_bp':9000,'to_ms':%lld}",
             word, to_ms);
    must_say(w, "POST", "/v1/coupons",
             "{'name':'bk-%s coupon','code':'CODE-%lld','scope':'all','kind':'amount','amount_fen':"
             "100,'uses_max':1,'to_ms':%lld}",
             word, (long long)++w->serial, to_ms);
    must_say(w, "POST", "/v1/invite-codes", "{'name':'bk-%s code','quota':1,'to_ms':%lld}", word,
             to_ms);
}

#define DIGEST "d1ge57d1ge57d1ge57d1ge57d1ge57d1ge57d1ge57d1ge57d1ge57d1ge57d1ge"

/* What a seller's or supplier's finance is asked, by its administrator. */
static void leave_approval(struct market *m, const char *word, const struct people *p)
{
    struct world *w = &m->w;
    int64_t id = kb_new_id(&w->k.world);
    sql(w,
        "INSERT INTO approval (id, org_id, kind, object, object_id, amount_fen, title_zh, "
        "title_en, digest, channel, state, level, reason, asker_id, expires_ms, created_ms, "
        "ended_ms) VALUES (%lld, %lld, 'entry', 'voucher', 1, 4200, 'bk-%s', 'bk-%s', '" DIGEST
        "', 'console', 'waiting', 1, '', %lld, %lld, %lld, 0)",
        (long long)id, (long long)p->admin.org_id, word, word, (long long)p->admin.user_id,
        (long long)w->k.now_ms + 86400000, (long long)w->k.now_ms);
    sql(w,
        "INSERT INTO approval_payload (approval_id, payload) VALUES (%lld, "
        "'{\"memo\":\"bk-%s\"}')",
        (long long)id, word);
    sql(w, "INSERT INTO approval_step (approval_id, level, role_bits, need) VALUES (%lld, 1, 2, 1)",
        (long long)id);
}

static void leave_session(struct market *m, const char *word, const struct people *p)
{
    struct world *w = &m->w;
    sql(w,
        "INSERT INTO session (id, token_hash, user_id, peer, created_ms, seen_ms, ended_ms) VALUES "
        "(%lld, printf('%%064d', %lld), %lld, 'pp-%s peer', %lld, %lld, 0)",
        (long long)kb_new_id(&w->k.world), (long long)++w->serial, (long long)p->admin.user_id,
        word, (long long)w->k.now_ms, (long long)w->k.now_ms);
}

/* Everybody's: a key, a session, a message, an invitation, what it says of itself, names. */
static void leave_traces(struct market *m, const char *word, const struct people *p)
{
    struct world *w = &m->w;
    as(w, &p->admin);
    must_say(w, "POST", "/v1/api-keys", "{'name':'pp-%s key','roles':['admin']}", word);
    must_say(w, "POST", "/v1/members/invite", "{'roles':['admin'],'note':'bk-%s invited'}", word);
    must_say(w, "POST", "/v1/org",
             "{'name':'nm-%s','form':'company','contact_name':'nm-%s contact','bank_account':"
             "'bk-%s account','address':'bk-%s street'}",
             word, word, word, word);
    leave_session(m, word, p);
    sql(w,
        "INSERT INTO message (id, org_id, user_id, role_bits, kind, object, object_id, text_zh, "
        "text_en, notice_key, created_ms) VALUES (%lld, %lld, 0, 0, 'opened', 'resource', 1, "
        "'mm-%s', 'mm-%s', 'k%s', %lld)",
        (long long)kb_new_id(&w->k.world), (long long)p->admin.org_id, word, word, word,
        (long long)w->k.now_ms);
    sql(w,
        "UPDATE users SET name = 'pp-%s ' || name WHERE id IN (SELECT user_id FROM membership "
        "WHERE org_id = %lld)",
        word, (long long)p->admin.org_id);
}

/* A receipt that is claimed, and one that is not. */
static void leave_receipts(struct market *m, const char *word)
{
    struct world *w = &m->w;
    must_get(w, "/v1/customers");
    const char *customer = text_of(w, "items.0.id");
    for (int i = 0; i < 2; i++)
        must_say(w, "POST", "/v1/arrivals",
                 "{'bank_ref':'bk-%s-%d','amount_fen':4200,'payer':'bk-%s payer'}", word, i, word);
    must_say(w, "POST", at(w, "/v1/arrivals/%s/claim", text_of(w, "id")),
             "{'parts':[{'customer_id':'%s','amount_fen':4200}]}", customer);
}

/* A seller's: a department, and what it keeps of its customer. */
static void leave_sellers(struct market *m, const char *word, const struct people *p)
{
    struct world *w = &m->w;
    as(w, &p->admin);
    must_say(w, "POST", "/v1/departments", "{'name':'bk-%s department'}", word);
    const char *dept = text_of(w, "id");
    must_get(w, "/v1/customers");
    must_say(w, "POST", at(w, "/v1/customers/%s/profile", text_of(w, "items.0.id")),
             "{'note':'bk-%s note','tags':['bk-%s tag'],'department_id':'%s'}", word, word, dept);
    leave_offers(m, word);
    leave_receipts(m, word);
    keep_books(m, word, p);
}

/* What a channel took back of the platform's customer, and what nobody understood. */
static void leave_channel(struct market *m)
{
    struct world *w = &m->w;
    long long now = w->k.now_ms;
    sql(w,
        "INSERT INTO chargeback (id, org_id, customer_id, seller_id, payment_id, channel, "
        "channel_no, amount_fen, taken_fen, lost_fen, steps, state, reason, ended_by, created_ms, "
        "ended_ms) SELECT %lld, %lld, org_id, seller_id, id, channel, 'bk-p chargeback', 100, 0, "
        "0, 0, 'open', '', 0, %lld, 0 FROM payment LIMIT 1",
        (long long)kb_new_id(&w->k.world), (long long)w->platform_id, now);
    sql(w,
        "INSERT INTO pay_stray (id, org_id, channel, channel_no, why, event, state, note, "
        "ended_by, created_ms, ended_ms) VALUES (%lld, %lld, 'simulator', 'bk-p stray', 'differs', "
        "'{}', 'open', '', 0, %lld, 0)",
        (long long)kb_new_id(&w->k.world), (long long)w->platform_id, now);
}

static void leave_customers(struct market *m, const char *word, const struct people *p)
{
    struct world *w = &m->w;
    as(w, &p->admin);
    must_say(w, "POST", "/v1/recharges",
             "{'amount_fen':4200,'payer':'mm-%s payer','memo':'mm-%s memo'}", word, word);
    must_say(w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':2}", m->d.vm_sku);
    must_say(w, "POST", "/v1/cart", "{'sku_id':'%s','alias':'al-%s'}", m->d.box_sku, word);
    must_say(w, "POST", "/v1/payments", "{'channel':'simulator','amount_fen':4200}");
    must_say(w, "POST", "/v1/withdrawals",
             "{'amount_fen':1,'holder':'mm-%s holder','bank':'x','account_no':'1'}", word);
}

/* What the demo leaves out. */
static void leave(struct market *m)
{
    struct party all[MARKET_ORGS];
    parties(m, all);
    as(&m->w, &m->d.p.admin);
    must_say(&m->w, "POST", "/v1/pay-accounts", "{'channel':'simulator'}");
    for (size_t i = 0; i < MARKET_ORGS; i++) {
        const char *word = market_org_words[all[i].org];
        leave_traces(m, word, all[i].people);
        if (all[i].add == add_customer)
            leave_customers(m, word, all[i].people);
        else
            leave_approval(m, word, all[i].people);
        if (all[i].add == add_seller) leave_sellers(m, word, all[i].people);
    }
    leave_channel(m);
}

static void buy_named(struct market *m, const struct people *p, enum market_org org,
                      const char *sku)
{
    struct world *w = &m->w;
    as(w, &p->admin);
    must_say(w, "POST", "/v1/quotes", "{'sku_id':'%s','periods':%d}", sku,
             org == ORG_C4 ? MARKET_C4_MONTHS : 1);
    must_say(w, "POST", "/v1/orders",
             "{'quote_id':'%s','alias':'al-%s','ssh_key':'ssh-ed25519 "
             "AAAAC3NzaC1lZDI1NTE5AAAAIJRD8lVxVJQZs7NU8Bb2rN9YVjUQ1w7Q2Jq0Jx0Xx0Xx al-%s'}",
             text_of(w, "id"), market_org_words[org], market_org_words[org]);
}

static void open_terminal(struct market *m, const struct people *p)
{
    struct world *w = &m->w;
    as(w, &p->admin);
    must_get(w, "/v1/resources?state=active");
    must_say(w, "POST", "/v1/terminals", "{'resource_id':'%s','kind':'shell'}",
             text_of(w, "items.0.id"));
}

static void trade(struct market *m)
{
    struct world *w = &m->w;
    buy_named(m, &m->d.c, ORG_C1, m->d.vm_sku);
    agent_does(w, m->d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    buy_named(m, &m->d.c2, ORG_C2, m->d.vm_sku);
    agent_does(w, m->d.agent, "open", "{'address':'192.0.2.21','ssh_port':22,'ssh_user':'root'}");
    buy_named(m, &m->c3, ORG_C3, m->d.vm_sku);
    agent_does(w, m->d.agent, "open", "{'address':'192.0.2.22','ssh_port':22,'ssh_user':'root'}");
    buy_named(m, &m->c4, ORG_C4, m->d.vm_sku);
    agent_does(w, m->d.agent, "open", "{'address':'192.0.2.23','ssh_port':22,'ssh_user':'root'}");
    open_box(w, &m->d); /* c1's, through a work order */
    as(w, &m->d.p.tech);
    must_say(w, "POST", "/v1/devices", "{'asset_tag':'BM-2','model_id':'%s','rack_id':'%s','u':10}",
             m->d.model, m->d.rack);
    must_say(w, "POST", at(w, "/v1/devices/%s/load", text_of(w, "id")), "{'sku_id':'%s','slots':1}",
             m->d.box_sku);
    open_terminal(m, &m->d.c);
    open_terminal(m, &m->d.c2);
    open_terminal(m, &m->c3);
    open_terminal(m, &m->c4);
    buy_named(m, &m->c3, ORG_C3, m->d.box_sku); /* a work order waits */
    tick(w);
    sql(w,
        "INSERT INTO bill SELECT id, org_id, seller_id, resource_id, 1, from_ms, to_ms, 1000, 0, "
        "5, 0, 5000, 0, created_ms FROM order_line WHERE state = 'active'");
}

/* Every edge is settled by the day, and a day ends: runs, an objection, a supplier's bill. */
static void settle(struct market *m)
{
    struct world *w = &m->w;
    struct kb_error err;
    struct ticked out;
    sql(w, "UPDATE agreement SET settle_cycle = 'day'");
    sql(w, "UPDATE settle_edge SET due_ms = 0");
    kt_world_pass(&w->k, 16 * INT64_C(3600000)); /* midnight in China */
    for (int i = 0; i < 2; i++)
        assert_ok(world_system(w, "settlements_tick", 0, &(struct nothing){ 0 }, &out, &err));
    as(w, &m->d.d.finance);
    must_get(w, "/v1/settlements");
    const char *run = text_of(w, "items.0.id");
    must_get(w, "/v1/settlements/%s/lines", run);
    must_say(w, "POST", at(w, "/v1/settlements/%s/objections", run),
             "{'line_id':'%s','reason':'x'}", text_of(w, "items.0.id"));
    as(w, &m->s1.finance);
    must_say(w, "POST", "/v1/supplier-bills",
             "{'bill_no':'1','from':'2026-01-01','to':'2026-01-31','csv':'ref,amount\\nx,1\\n'}");
}

/* --- opening --- */

void market_open(struct market *m)
{
    memset(m, 0, sizeof *m);
    world_open(&m->w);
    world_demo(&m->w, &m->d);
    demo_distributor(&m->w, &m->d.p, "分销二", 9000, &m->d2);
    demo_customer(&m->w, &m->d2, "客户丙", 1000000, &m->c3);
    demo_distributor(&m->w, &m->d.d, "分销三", MARKET_E1_RATE_BP, &m->e1);
    demo_customer(&m->w, &m->e1, "客户丁", MARKET_C4_MONEY, &m->c4);
    demo_supplier(&m->w, &m->d, "供应商", &m->s1);
    trade(m);
    leave(m);
    settle(m);
    add_actors(m);
    market_objects(m);
    world_forget(&m->w);
}

void market_close(struct market *m)
{
    world_close(&m->w);
}
