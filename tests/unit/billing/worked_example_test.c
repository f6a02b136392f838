/* The worked example through the program as its people use it: agreements, prices, a cart, jobs,
 * a renewal with a coupon, closing early; in each of four modes every voucher of every book and
 * every balance as tests/golden/money has it, to the fen. */
#include "demo.h"

#include "base/text.h"
#include "ledger/ledger.h"

#include <stdio.h>
#include <string.h>

#define DAY INT64_C(86400000)

struct mode {
    const char *file;
    const char *items[3]; /* of the terms: supplier → platform → D1 → D2; %s is the SKU */
    const char *price;    /* of the customer, "" the list price */
};
#define ALL(mode, rate) "{'scope':'all','mode':'" mode "','rate_bp':" rate "}"
#define FLOOR(fen)                                                                                 \
    "{'scope':'sku','sku_id':'%s','cycle':'month','mode':'floor','floor_fen':" fen "}"
#define FIVE_OFF "'scope':'all','kind':'discount','rate_bp':9500"
static const struct mode modes[] = {
    { "discount",
      { ALL("discount", "7000"), ALL("discount", "8000"), ALL("discount", "8500") },
      FIVE_OFF },
    { "rebate", { ALL("rebate", "2500"), ALL("rebate", "1500"), ALL("rebate", "800") }, "" },
    { "floor",
      { FLOOR("65000"), FLOOR("72000"), FLOOR("78000") },
      "'scope':'sku','sku_id':'%s','cycle':'month','kind':'price','price_fen':88888" },
    { "mixed",
      { ALL("discount", "7000"), ALL("discount", "8000"), ALL("rebate", "1000") },
      FIVE_OFF },
};

struct example {
    struct world w;
    struct demo d;
    struct people d2, c;
    const char *customer;
    int64_t supplier, last_id; /* last_id: of the vouchers before the example */
};

static void example_close(struct example *x)
{
    world_close(&x->w);
}

/* --- the business --- */

/* text with the SKU where %s stands */
static const char *of_sku(struct example *x, const char *text)
{
    struct kb_text out;
    const char *cut = strstr(text, "%s");
    if (!cut) return text;
    kb_text_init(&out, 400);
    kb_text_addn(&out, text, (size_t)(cut - text));
    kb_text_add(&out, x->d.vm_sku);
    kb_text_add(&out, cut + 2);
    const char *kept = at(&x->w, "%s", out.at);
    kb_text_done(&out);
    return kept;
}

static void terms(struct example *x, const struct turn_actor *who, const char *side, const char *id,
                  const char *item)
{
    as(&x->w, who);
    must_say(&x->w, "POST", "/v1/agreements", "{'%s':'%s','title':'t','items':[%s]}", side, id,
             of_sku(x, item));
    demo_in_force(&x->w, text_of(&x->w, "agreement.id"), text_of(&x->w, "agreement.text_hash"));
}

static void customer_of_d2(struct example *x)
{
    struct world *w = &x->w;
    as(w, &x->d2.sales);
    must_say(w, "POST", "/v1/customers",
             "{'name':'客户','admin_login':'golden','admin_name':'A','admin_password':'correct "
             "horse'}");
    x->customer = text_of(w, "id");
    x->c.admin = x->d.c.admin;
    x->c.admin.org_id = inside(w, "org", x->customer);
    x->c.admin.user_id = sql_int(w, "SELECT user_id FROM membership WHERE org_id = %lld",
                                 (long long)x->c.admin.org_id);
}

/* In an order in which nobody sells below cost on the way: agents from below, others from above. */
static void all_terms(struct example *x, const struct mode *m, const char *own, const char *below)
{
    const struct turn_actor *p = &x->d.p.admin;
    const char *d1 = x->d.distributor;
    bool agents = strcmp(m->file, "rebate") == 0;
    if (agents) terms(x, &x->d.d.admin, "buyer_id", below, m->items[2]);
    if (agents) terms(x, p, "buyer_id", d1, m->items[1]);
    terms(x, p, "supplier_id", own, m->items[0]);
    if (!agents) terms(x, p, "buyer_id", d1, m->items[1]);
    if (!agents) terms(x, &x->d.d.admin, "buyer_id", below, m->items[2]);
}

static void chain_of(struct example *x, const struct mode *m)
{
    struct world *w = &x->w;
    world_open(w);
    world_demo(w, &x->d);
    const char *below = demo_distributor(w, &x->d.d, "二级", 0, &x->d2);
    customer_of_d2(x);
    pass(w, 56 * DAY); /* to March: the month that is closed early has 30 days */
    as(w, &x->d.p.op);
    must_say(w, "POST", at(w, "/v1/skus/%s/prices", x->d.vm_sku),
             "{'cycle':'month','price_fen':99999}");
    as(w, &x->d.p.admin);
    must_get(w, "/v1/suppliers");
    const char *own = text_of(w, "items.0.id");
    x->supplier = inside(w, "org", own);
    all_terms(x, m, own, below);
    if (!m->price[0]) return;
    as(w, &x->d2.sales);
    must_say(w, "POST", "/v1/customer-prices", "{'customer_id':'%s',%s}", x->customer,
             of_sku(x, m->price));
}

/* --- what no handler does: posted as it will be --- */

static void post(struct example *x, const char *event, const char *key,
                 const struct ledger_leg *legs, size_t n)
{
    struct world *w = &x->w;
    struct kb_error err;
    struct ledger_posted posted;
    struct turn t = { .db = w->db,
                      .arena = &w->arena,
                      .world = &w->k.world,
                      .err = &err,
                      .now_ms = w->k.now_ms,
                      .request_id = "test",
                      .peer = "" };
    const struct ledger_event ev = { .event = event, .biz_key = key, .legs = legs, .legs_n = n };
    assert_ok(db_begin(w->db, &err));
    assert_ok(ledger_post(&t, &ev, &posted));
    assert_ok(db_commit(w->db, &err));
}

/* Money that passes through every book, from the top or from the bottom. */
static void through(struct example *x, const char *event, int64_t fen, bool upward)
{
    int64_t p = x->w.platform_id, d1 = x->d.d.admin.org_id, d2 = x->d2.admin.org_id;
    const struct ledger_leg legs[] = {
        { .org_id = p, .role = "top", .mode = "", .child_id = d1, .vars = { { "amount", fen } } },
        { .org_id = d1, .role = "middle", .mode = "", .child_id = d2, .parent_id = p,
          .vars = { { "amount", fen } } },
        { .org_id = d2, .role = "own", .mode = "", .parent_id = d1,
          .customer_id = x->c.admin.org_id, .vars = { { "amount", fen } } },
    };
    const struct ledger_leg turned[] = { legs[2], legs[1], legs[0] };
    post(x, event, at(&x->w, "test:%s", event), upward ? turned : legs, 3);
}

static int64_t net(struct example *x, int64_t org, const char *code, int64_t party)
{
    return sql_int(&x->w,
                   "SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) FROM balance b JOIN subject s ON "
                   "s.id = b.subject_id WHERE s.book_id = %lld AND s.code = '%s' AND b.party = "
                   "%lld",
                   (long long)org, code, (long long)party);
}

static void settle(struct example *x, int64_t above, int64_t own)
{
    int64_t goods = -net(x, own, "2202", above), collected = net(x, own, "1221", above);
    int64_t commission = net(x, own, "1122K", above);
    const char *mode = goods >= collected + commission ? "child_pays" : "parent_pays";
#define SETTLED { { "goods", goods }, { "collected", collected }, { "commission", commission } }
    const struct ledger_leg legs[] = {
        { .org_id = own, .role = "child", .mode = mode, .parent_id = above, .vars = SETTLED },
        { .org_id = above, .role = "parent", .mode = mode, .child_id = own, .vars = SETTLED },
    };
    post(x, "settle", at(&x->w, "test:settle:%lld", (long long)own), legs, 2);
}

static void settle_all(struct example *x)
{
    int64_t p = x->w.platform_id, d1 = x->d.d.admin.org_id, s = x->supplier;
    settle(x, p, d1);
    settle(x, d1, x->d2.admin.org_id);
    const struct ledger_leg top = { .org_id = p,
                                    .role = "top",
                                    .mode = "",
                                    .supplier_id = s,
                                    .vars = { { "goods", -net(x, p, "2202", s) },
                                              { "commission", net(x, p, "1122K", s) } } };
    post(x, "settle.supplier", "test:supplier", &top, 1);
}

/* --- the story --- */

static void recharges(struct example *x)
{
    struct world *w = &x->w;
    const struct ledger_leg paid_out = { .org_id = w->platform_id,
                                         .role = "top",
                                         .mode = "",
                                         .vars = { { "amount", 200000 }, { "fee", 1200 } } };
    through(x, "recharge_online", 200000, false);
    post(x, "recharge_online.payout", "test:payout", &paid_out, 1);
    as(w, &x->d2.finance);
    must_say(w, "POST", "/v1/recharges", "{'customer_id':'%s','amount_fen':50000,'payer':'x'}",
             x->customer);
    const char *id = text_of(w, "id");
    as(w, &x->d2.finance2);
    must_say(w, "POST", at(w, "/v1/recharges/%s/confirm", id), NULL);
}

/* Two lines of a cart; one opens, the other cannot. Returns the resource that is open. */
static const char *cart(struct example *x)
{
    struct world *w = &x->w;
    struct agent_order o;
    as(w, &x->c.admin);
    must_say(w, "POST", "/v1/cart", "{'sku_id':'%s','periods':1,'quantity':1}", x->d.vm_sku);
    must_say(w, "POST", "/v1/cart", "{'sku_id':'%s','periods':1,'quantity':1}", x->d.vm_sku);
    must_say(w, "POST", "/v1/quotes", "{'cart':['%s','%s']}", text_of(w, "items.0.id"),
             text_of(w, "items.1.id"));
    must_say(w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(w, "id"));
    tick(w);
    assert_true(agent_sent(w, x->d.agent, &o)); /* both were; this one is opened */
    const char *never =
        outside(w, "job", sql_int(w, "SELECT id FROM job WHERE id <> %lld", (long long)o.job));
    agent_accepts(w, x->d.agent, &o);
    agent_says(w, x->d.agent, &o, "done",
               "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    as(w, &x->d.p.tech);
    must_say(w, "POST", at(w, "/v1/jobs/%s/give-up", never), "{'reason':'no such template'}");
    return outside(w, "res", o.resource);
}

static void renew_and_close(struct example *x, const char *vm)
{
    struct world *w = &x->w;
    as(w, &x->d2.sales);
    must_say(w, "POST", "/v1/coupons",
             "{'name':'x','code':'FIFTY','scope':'all','kind':'amount','amount_fen':5000,"
             "'uses_max':1,'to_ms':%lld}",
             (long long)(w->k.now_ms + 90 * DAY));
    as(w, &x->c.admin);
    must_say(w, "POST", "/v1/quotes", "{'resource_id':'%s','coupon':'FIFTY'}", vm);
    must_say(w, "POST", at(w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}", text_of(w, "id"));
    int64_t end_ms =
        sql_int(w, "SELECT end_ms FROM resource WHERE id = %lld", (long long)inside(w, "res", vm));
    pass(w, end_ms - 20 * DAY - w->k.now_ms); /* 10 of the renewed month's 30 days */
    as(w, &x->c.admin);
    must_get(w, "/v1/resources/%s", vm);
    must_say(w, "POST", at(w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(w, "resource.alias"));
    world_forget(w);
    agent_does(w, x->d.agent, "close", "{}");
}

/* --- as the model writes it --- */

struct entry {
    int64_t id, book_id, party, dr_fen, cr_fen;
    const char *code;
};
static const struct kb_field entry_fields[] = {
    INT(entry, id),     INT(entry, book_id), INT(entry, party), INT(entry, dr_fen),
    INT(entry, cr_fen), STR(entry, code),    { .name = NULL },
};
static SHAPE(entry);

static const char *name_of(const struct example *x, int64_t id)
{
    const struct { int64_t id; const char *name; } names[] = {
        { x->w.platform_id, "P" }, { x->d.d.admin.org_id, "D1" }, { x->d2.admin.org_id, "D2" },
        { x->supplier, "S" },      { x->c.admin.org_id, "C" },
    };
    for (size_t i = 0; i < COUNT(names); i++)
        if (names[i].id == id) return names[i].name;
    return "?";
}

static const char *account(struct example *x, const struct entry *e)
{
    return e->party ? at(&x->w, "%s.%s", e->code, name_of(x, e->party)) : e->code;
}

static void side(struct example *x, struct kb_text *out, const struct entry *e, int64_t n,
                 bool debit)
{
    const char *between = "";
    for (int64_t i = 0; i < n; i++) {
        int64_t fen = debit ? e[i].dr_fen : e[i].cr_fen;
        if (!fen) continue;
        kb_text_addf(out, "%s%s %lld", between, account(x, &e[i]), (long long)fen);
        between = "; ";
    }
}

static struct kb_list entries(struct example *x, const char *select)
{
    struct kb_list list;
    struct kb_error err;
    assert_ok(db_list(x->w.db, &x->w.arena, world_query(&x->w, select), NO_ARGS, &entry_shape, 1000,
                      &list, &err));
    return list;
}

static void add_vouchers(struct example *x, struct kb_text *out)
{
    static const char *const events[] = {
        "E1", "E1", "E1", "E1b", "E2a", "E2b", "E3.hold.1", "E3.hold.2", "E3.capture.1",
        "E3.capture.1", "E3.capture.1", "E3.release.2", "E4.hold", "E4.capture", "E4.capture",
        "E4.capture", "E5", "E5", "E5", "E8", "E8", "E8", "E7.D1-P", "E7.D1-P", "E7.D2-D1",
        "E7.D2-D1", "E6",
    };
    struct kb_list list = entries(
        x,
        at(&x->w,
           "SELECT v.id, v.book_id, s.code, l.party, l.dr_fen, l.cr_fen FROM voucher v JOIN vline "
           "l ON l.voucher_id = v.id JOIN subject s ON s.id = l.subject_id WHERE v.id > %lld "
           "ORDER BY v.id, l.n",
           (long long)x->last_id));
    const struct entry *e = list.at;
    size_t voucher = 0;
    for (int64_t i = 0, n; i < list.n; i += n, voucher++) {
        for (n = 1; i + n < list.n && e[i + n].id == e[i].id; n++) {
        }
        kb_text_addf(out, "%s | %s | ", voucher < COUNT(events) ? events[voucher] : "?",
                     name_of(x, e[i].book_id));
        side(x, out, e + i, n, true);
        kb_text_add(out, " | ");
        side(x, out, e + i, n, false);
        kb_text_add(out, "\n");
    }
}

/* Of what the example moved: others are in these books, too. */
static void add_balances(struct example *x, struct kb_text *out)
{
    struct kb_list list = entries(
        x,
        at(&x->w,
           "SELECT 0 AS id, v.book_id, s.code, l.party, sum(l.dr_fen) AS dr_fen, sum(l.cr_fen) AS "
           "cr_fen FROM voucher v JOIN vline l ON l.voucher_id = v.id JOIN subject s ON s.id = "
           "l.subject_id WHERE v.id > %lld GROUP BY v.book_id, s.code, l.party ORDER BY s.code",
           (long long)x->last_id));
    static const char *const books[] = { "D1", "D2", "P" };
    const struct entry *e = list.at;
    for (size_t b = 0; b < COUNT(books); b++)
        for (int64_t i = 0; i < list.n; i++)
            if (strcmp(name_of(x, e[i].book_id), books[b]) == 0 && e[i].dr_fen != e[i].cr_fen)
                kb_text_addf(out, "balance | %s | %s %lld\n", books[b], account(x, &e[i]),
                             (long long)(e[i].dr_fen - e[i].cr_fen));
}

static void assert_golden(struct example *x, const char *file)
{
    char path[80], want[16384];
    AUTO(kb_text_done) struct kb_text got;
    snprintf(path, sizeof path, "tests/golden/money/%s.txt", file);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = fread(want, 1, sizeof want - 1, f);
    fclose(f);
    want[n] = 0;
    kb_text_init(&got, sizeof want);
    add_vouchers(x, &got);
    add_balances(x, &got);
    assert_string_equal(got.at, want);
}

TEST(the_worked_example_in_every_mode_is_posted_to_the_fen_by_the_handlers)
{
    for (size_t i = 0; i < COUNT(modes); i++) {
        AUTO(example_close) struct example x = { 0 };
        kt_row("%s", modes[i].file);
        chain_of(&x, &modes[i]);
        x.last_id = sql_int(&x.w, "SELECT max(id) FROM voucher");
        recharges(&x);
        renew_and_close(&x, cart(&x));
        through(&x, "withdraw", 10000, true);
        settle_all(&x);
        assert_golden(&x, modes[i].file);
        assert_books_sound(&x.w);
    }
}
