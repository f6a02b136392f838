/* From the supplier down to the seller: which line of the terms holds on an edge, and which chains
 * there cannot be. */
#include "demo.h"

#include <stdio.h>
#include <string.h>

/* The platform, a distributor below it and one below that, with the terms between them; the last
 * one's customer asks. */
struct three {
    struct people e, c;
    const char *below;
};

static void three_levels(struct world *w, struct demo *d, struct three *x)
{
    x->below = demo_distributor(w, &d->d, "分销三", 9000, &x->e);
    demo_customer(w, &x->e, "客户丁", 1000000, &x->c);
}

/* New terms in force, or the refusal of putting them there. */
static int terms(struct world *w, const struct turn_actor *who, const char *buyer,
                 const char *items)
{
    as(w, who);
    must_say(w, "POST", "/v1/agreements", "{'buyer_id':'%s','title':'t','items':[%s]}", buyer,
             items);
    const char *id = text_of(w, "agreement.id");
    must_say(w, "POST", at(w, "/v1/agreements/%s/sign", id), "{'text_hash':'%s','paper':true}",
             text_of(w, "agreement.text_hash"));
    int status = say(w, "POST", at(w, "/v1/agreements/%s/activate", id), NULL);
    if (status == 200) return status;
    const char *raw = w->raw;
    must_say(w, "POST", at(w, "/v1/agreements/%s/end", id), "{'reason':'x'}");
    w->raw = raw;
    return w->status = status;
}

#define ALL(mode, rate) "{'scope':'all','mode':'" mode "','rate_bp':" rate "}"

TEST(nobody_sells_below_what_it_pays)
{
    static const struct {
        const char *who; /* own: the platform's own devices; first, second: a distributor */
        const char *item;
        int status;
    } cases[] = {
        { "first", ALL("discount", "6999"), 409 }, /* the platform pays 70 % */
        { "first", ALL("discount", "7000"), 200 },
        { "first", ALL("discount", "9001"), 409 }, /* the second pays 90 % */
        { "own", ALL("discount", "7001"), 409 },
        { "own", ALL("discount", "6500"), 200 },
        { "first", ALL("discount", "6500"), 200 },
        { "second", ALL("discount", "6499"), 409 },
        { "second", ALL("discount", "6500"), 200 },
        { "second", ALL("rebate", "3500"), 200 },
        { "second", ALL("rebate", "3501"), 409 },
        { "first", ALL("rebate", "3400"), 409 }, /* and would pass on 35 % */
        { "first", ALL("rebate", "3500"), 200 },
        { "own", ALL("rebate", "3499"), 409 },
        { "own", ALL("rebate", "3500"), 200 },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    struct three x;
    world_open(&w);
    world_demo(&w, &d);
    three_levels(&w, &d, &x);
    as(&w, &d.p.admin);
    must_get(&w, "/v1/suppliers");
    const char *own = text_of(&w, "items.0.id");
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s %s", cases[i].who, cases[i].item);
        if (strcmp(cases[i].who, "own") == 0) {
            as(&w, &d.p.admin);
            must_say(&w, "POST", "/v1/agreements", "{'supplier_id':'%s','title':'t','items':[%s]}",
                     own, cases[i].item);
            const char *id = text_of(&w, "agreement.id");
            must_say(&w, "POST", at(&w, "/v1/agreements/%s/sign", id), "{'text_hash':'%s'}",
                     text_of(&w, "agreement.text_hash"));
            say(&w, "POST", at(&w, "/v1/agreements/%s/activate", id), NULL);
            assert_said(&w, cases[i].status, "agreement.chain");
            if (w.status != 200)
                must_say(&w, "POST", at(&w, "/v1/agreements/%s/end", id), "{'reason':'x'}");
            continue;
        }
        bool second = strcmp(cases[i].who, "second") == 0;
        int status = terms(&w, second ? &d.d.admin : &d.p.admin, second ? x.below : d.distributor,
                           cases[i].item);
        if (status != cases[i].status) fail_msg("%d: %s", status, w.raw);
    }
}

/* 底价 is a price and not a rate: compared with what the edge above costs, SKU by SKU. */
TEST(a_floor_is_compared_with_what_its_seller_pays)
{
    static const struct {
        int floor_fen, cap_fen, status;
    } cases[] = {
        { 7999, 0, 409 }, { 8000, 0, 200 }, { 10000, 0, 200 }, { 10000, 10000, 200 },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    struct three x;
    char items[240];
    world_open(&w);
    world_demo(&w, &d);
    three_levels(&w, &d, &x);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%d %d", cases[i].floor_fen, cases[i].cap_fen);
        snprintf(items, sizeof items,
                 "{'scope':'sku','sku_id':'%s','cycle':'month','mode':'floor','floor_fen':%d%s}",
                 d.vm_sku, cases[i].floor_fen,
                 cases[i].cap_fen ? at(&w, ",'cap_fen':%d", cases[i].cap_fen) : "");
        int status = terms(&w, &d.d.admin, x.below, items);
        if (status != cases[i].status) fail_msg("%d: %s", status, w.raw);
    }
    buy(&w, &x.c.admin, d.vm_sku, 3, 1);
    assert_said_ok(&w);
    assert_int_equal(sql_int(&w, "SELECT transfer_fen FROM order_leg WHERE idx = 2"), 30000);
    assert_int_equal(sql_int(&w, "SELECT transfer_fen FROM order_leg WHERE idx = 1"), 24000);
    as(&w, &x.e.op); /* the platform's cap on what the last one may ask */
    must_say(&w, "POST", at(&w, "/v1/skus/%s/sale-prices", d.vm_sku),
             "{'cycle':'month','price_fen':10001}");
    as(&w, &x.c.admin);
    say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
    assert_said(&w, 409, "quote.under_cost");
    assert_null(strstr(w.raw, "allows")); /* why is its seller's business */
}

TEST(a_principal_cannot_buy_from_an_agent)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct three x;
    world_open(&w);
    world_demo(&w, &d);
    three_levels(&w, &d, &x);
    assert_int_equal(terms(&w, &d.p.admin, d.distributor, ALL("rebate", "500")), 409);
    assert_non_null(strstr(w.raw, "agreement.mode_order"));
    assert_int_equal(terms(&w, &d.d.admin, x.below, ALL("rebate", "500")), 200);
    assert_int_equal(terms(&w, &d.p.admin, d.distributor, ALL("rebate", "500")), 200);
    assert_int_equal(terms(&w, &d.d.admin, x.below, ALL("discount", "9500")), 409);
    assert_non_null(strstr(w.raw, "agreement.mode_order"));
}

/* Whoever asks is told between whom it breaks where he is one of them, and nothing of others. */
TEST(a_refusal_names_only_who_the_asker_deals_with)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct three x;
    world_open(&w);
    world_demo(&w, &d);
    three_levels(&w, &d, &x);
    assert_int_equal(terms(&w, &d.p.admin, d.distributor, ALL("discount", "9500")), 409);
    assert_non_null(strstr(w.raw, "further down"));
    assert_null(strstr(w.raw, "分销三"));
    assert_int_equal(terms(&w, &d.d.admin, x.below, ALL("discount", "100")), 409);
    assert_non_null(strstr(w.raw, "分销三"));
    assert_null(strstr(w.raw, "开元云"));
}

TEST(the_most_specific_line_of_the_terms_holds)
{
    AUTO(world_close) struct world w;
    struct demo d;
    char items[700];
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.op);
    must_get(&w, "/v1/skus");
    json_t *sku = row_of(&w, "items", "id", d.vm_sku);
    const char *product = at(&w, "%s", json_string_value(json_object_get(sku, "product_id")));
    /* From the widest to the narrowest; each rate is said once. */
    const char *const lines[] = {
        ALL("discount", "8100"),
        "{'scope':'all','cycle':'month','mode':'discount','rate_bp':8200}",
        "{'scope':'kind','product_kind':'vm','mode':'discount','rate_bp':8300}",
        "{'scope':'kind','product_kind':'vm','cycle':'month','mode':'discount','rate_bp':8400}",
        at(&w, "{'scope':'product','product_id':'%s','mode':'discount','rate_bp':8500}", product),
        at(&w,
           "{'scope':'product','product_id':'%s','cycle':'month','mode':'discount','rate_bp':"
           "8600}",
           product),
        at(&w, "{'scope':'sku','sku_id':'%s','mode':'discount','rate_bp':8700}", d.vm_sku),
        at(&w, "{'scope':'sku','sku_id':'%s','cycle':'month','mode':'discount','rate_bp':8800}",
           d.vm_sku),
    };
    items[0] = '\0';
    for (size_t i = 0; i < COUNT(lines); i++) {
        size_t n = strlen(items);
        kt_row("%s", lines[i]);
        snprintf(items + n, sizeof items - n, "%s%s", i ? "," : "", lines[i]);
        assert_int_equal(terms(&w, &d.p.admin, d.distributor, items), 200);
        as(&w, &d.d.sales);
        must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','customer_id':'%s'}", d.vm_sku,
                 d.customer);
        must_get(&w, "/v1/quotes/%s/margin", text_of(&w, "id"));
        assert_int_equal(number_of(&w, "lines.0.cost_fen"), 8100 + 100 * (int64_t)i);
    }
}

TEST(what_is_left_out_of_the_terms_is_not_sold_below_them)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    assert_int_equal(
        terms(&w, &d.p.admin, d.distributor,
              ALL("discount", "8000") ",{'scope':'kind','product_kind':'vm','mode':'excluded'}"),
        200);
    as(&w, &d.c.admin);
    say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
    assert_said(&w, 409, "agreement.excluded");
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.box_sku);
    as(&w, &d.c2.admin); /* the platform's own customer */
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
}

TEST(a_seller_without_terms_sells_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct three x;
    world_open(&w);
    world_demo(&w, &d);
    three_levels(&w, &d, &x);
    sql(&w, "UPDATE agreement SET state = 'ended' WHERE buyer_id = %lld",
        (long long)d.d.admin.org_id);
    const struct turn_actor *const below[] = { &d.c.admin, &x.c.admin };
    for (size_t i = 0; i < COUNT(below); i++) {
        as(&w, below[i]);
        say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
        assert_said(&w, 409, "agreement.none");
    }
    as(&w, &d.c2.admin); /* the platform's own customer still can */
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
}

/* Eight levels below the platform and no ninth. */
TEST(a_chain_of_eight_levels_sells_and_each_keeps_its_part)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people levels[ORG_LEVELS_MAX], c;
    const struct people *above;
    world_open(&w);
    world_demo(&w, &d);
    above = &d.d;
    for (int i = 1; i < ORG_LEVELS_MAX; i++) {
        demo_distributor(&w, above, at(&w, "第%d级", i + 1), 8000 + 200 * i, &levels[i]);
        above = &levels[i];
    }
    as(&w, &above->admin);
    say(&w, "POST", "/v1/distributors",
        "{'name':'x','admin_login':'toodeep','admin_name':'A','admin_password':'correct horse'}");
    assert_said(&w, 409, "org.level");
    demo_customer(&w, above, "客户", 1000000, &c);
    buy(&w, &c.admin, d.vm_sku, 1, 1);
    assert_said_ok(&w);
    agent_does(&w, d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_leg"), ORG_LEVELS_MAX + 1);
    for (int i = 1; i < ORG_LEVELS_MAX; i++) {
        int64_t pays = 8000 + 200 * i, gets = i == ORG_LEVELS_MAX - 1 ? 10000 : pays + 200;
        as(&w, &levels[i].finance);
        must_get(&w, "/v1/sales");
        assert_int_equal(count_of(&w, "items"), 1);
        assert_int_equal(number_of(&w, "items.0.margin_fen"), gets - pays);
    }
    assert_books_sound(&w);
}
