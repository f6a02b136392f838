/* Terms between neighbours: written, signed by who has read them, in force, and ended. Which terms
 * a chain may be made of is in chain_test.c. */
#include "demo.h"

#include <stdio.h>
#include <string.h>

static const char *draft(struct world *w, const char *buyer, const char *items)
{
    must_say(w, "POST", "/v1/agreements", "{'buyer_id':'%s','title':'t','items':[%s]}", buyer,
             items);
    return text_of(w, "agreement.id");
}

#define EIGHTY "{'scope':'all','mode':'discount','rate_bp':8000}"
#define NINETY "{'scope':'all','mode':'discount','rate_bp':9000}"

TEST(a_platform_has_terms_for_its_own_devices_from_the_start)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.sales);
    must_get(&w, "/v1/agreements?kind=virtual");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_int_equal(number_of(&w, "items.0.version"), 1);
    assert_string_equal(text_of(&w, "items.0.state"), "active");
    must_get(&w, "/v1/agreements/%s", text_of(&w, "items.0.id"));
    assert_int_equal(number_of(&w, "items.0.rate_bp"), 7000);
}

TEST(a_newer_version_replaces_the_terms_for_the_next_quote_and_no_earlier_one)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
    const char *before = text_of(&w, "id");
    as(&w, &d.p.sales);
    must_get(&w, "/v1/agreements?kind=distribution");
    const char *first = text_of(&w, "items.0.id");
    demo_terms(&w, d.distributor, 9000);
    assert_int_equal(number_of(&w, "agreement.version"), 2);
    assert_string_equal(text_of(&w, "agreement.root_id"), first);
    must_get(&w, "/v1/agreements/%s", first);
    assert_string_equal(text_of(&w, "agreement.state"), "ended");
    assert_string_equal(text_of(&w, "agreement.reason"), "superseded");
    buy(&w, &d.c.admin, d.vm_sku, 1, 1);
    assert_said_ok(&w);
    assert_int_equal(sql_int(&w, "SELECT transfer_fen FROM order_leg WHERE idx = 1"), 9000);
    assert_int_equal(sql_int(&w, "SELECT transfer_fen FROM order_leg WHERE idx = 0"), 7000);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", before);
    assert_int_equal(sql_int(&w, "SELECT min(transfer_fen) FROM order_leg WHERE idx = 1"), 8000);
}

TEST(the_other_side_signs_what_it_has_read_or_its_drafter_says_it_signed_on_paper)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.sales);
    const char *id = draft(&w, d.distributor, NINETY);
    const char *sign = at(&w, "/v1/agreements/%s/sign", id);
    const char *old = text_of(&w, "agreement.text_hash");
    must_say(&w, "POST", at(&w, "/v1/agreements/%s/draft", id),
             "{'title':'t','text':'第一条 结算','items':[" EIGHTY "]}");
    const char *hash = text_of(&w, "agreement.text_hash");
    assert_string_not_equal(old, hash);
    say(&w, "POST", at(&w, "/v1/agreements/%s/activate", id), NULL);
    assert_said(&w, 409, "state.move"); /* nobody has signed */
    say(&w, "POST", sign, "{'text_hash':'%s'}", hash);
    assert_said(&w, 403, "agreement.sign"); /* for the other side, without saying so */
    as(&w, &d.d.admin);
    say(&w, "POST", sign, "{'text_hash':'%s','paper':true}", hash);
    assert_said(&w, 403, "agreement.sign");
    say(&w, "POST", sign, "{'text_hash':'%s'}", old);
    assert_said(&w, 400, "agreement.text");
    must_say(&w, "POST", sign, "{'text_hash':'%s'}", hash);
    assert_int_equal(inside(&w, "usr", text_of(&w, "agreement.signed_by")), d.d.admin.user_id);
    say(&w, "POST", at(&w, "/v1/agreements/%s/activate", id), NULL);
    assert_said(&w, 404, "not_found"); /* who drafted it puts it in force */
    as(&w, &d.p.sales);
    say(&w, "POST", at(&w, "/v1/agreements/%s/draft", id), "{'title':'t','items':[" NINETY "]}");
    assert_said(&w, 409, "state.move"); /* what was signed stays as it was read */
    must_say(&w, "POST", at(&w, "/v1/agreements/%s/activate", id), NULL);
    assert_string_equal(text_of(&w, "agreement.state"), "active");
    assert_string_equal(text_of(&w, "text.body"), "第一条 结算");
}

TEST(one_draft_at_a_time_and_a_dropped_one_makes_room)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.admin);
    const char *id = draft(&w, d.distributor, NINETY);
    say(&w, "POST", "/v1/agreements", "{'buyer_id':'%s','title':'t','items':[" EIGHTY "]}",
        d.distributor);
    assert_said(&w, 409, "agreement.draft_there");
    must_say(&w, "POST", at(&w, "/v1/agreements/%s/end", id), "{'reason':'too dear'}");
    draft(&w, d.distributor, EIGHTY);
    assert_int_equal(number_of(&w, "agreement.version"), 3);
    buy(&w, &d.c.admin, d.vm_sku, 1, 1); /* the version in force is still the first */
    assert_said_ok(&w);
    assert_int_equal(sql_int(&w, "SELECT transfer_fen FROM order_leg WHERE idx = 1"), 8000);
}

TEST(terms_are_between_neighbours_and_nobody_else_reads_them)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people e;
    world_open(&w);
    world_demo(&w, &d);
    const char *below = demo_distributor(&w, &d.d, "分销三", 0, &e);
    as(&w, &d.d.admin);
    demo_terms(&w, below, 9300);
    const char *terms = text_of(&w, "agreement.id");
    as(&w, &e.admin);
    must_get(&w, "/v1/agreements/%s", terms);
    as(&w, &d.p.admin); /* two levels up */
    get(&w, "/v1/agreements/%s", terms);
    assert_said(&w, 404, "not_found");
    must_get(&w, "/v1/agreements?kind=distribution");
    assert_int_equal(count_of(&w, "items"), 1);
    const char *const strangers[] = { d.customer, d.customer2, below };
    for (size_t i = 0; i < COUNT(strangers); i++) {
        say(&w, "POST", "/v1/agreements", "{'buyer_id':'%s','title':'t','items':[" NINETY "]}",
            strangers[i]);
        assert_said(&w, 404, "not_found");
    }
    as(&w, &d.d.admin);
    say(&w, "POST", "/v1/agreements", "{'supplier_id':'%s','title':'t','items':[" NINETY "]}",
        below);
    assert_said(&w, 404, "not_found");
    as(&w, &d.d.sales); /* a distributor's administrator writes its terms */
    say(&w, "POST", "/v1/agreements", "{'buyer_id':'%s','title':'t','items':[" NINETY "]}", below);
    assert_said(&w, 403, "route.denied");
}

TEST(a_line_says_one_thing_and_says_it_whole)
{
    static const struct {
        const char *item;
        const char *reason; /* "": good */
    } cases[] = {
        { EIGHTY, "" },
        { "{'scope':'all','mode':'rebate','rate_bp':800}", "" },
        { "{'scope':'all','mode':'rebate'}", "" }, /* sells without a commission */
        { "{'scope':'kind','product_kind':'vm','mode':'excluded'}", "" },
        { "{'scope':'sku','sku_id':'%s','cycle':'month','mode':'floor','floor_fen':1}", "" },
        { "{'scope':'sku','sku_id':'%s','cycle':'usage','mode':'floor','floor_ufen':7}", "" },
        { "{'scope':'sku','sku_id':'%s','cycle':'month','mode':'floor','floor_ufen':7}",
          "price.whole_fen" },
        { "{'scope':'sku','sku_id':'%s','cycle':'month','mode':'floor','floor_fen':9,'cap_fen':8}",
          "agreement.item" },
        { "{'scope':'sku','sku_id':'%s','mode':'floor','floor_fen':1}", "agreement.item" },
        { "{'scope':'all','cycle':'month','mode':'floor','floor_fen':1}", "agreement.item" },
        { "{'scope':'all','mode':'discount','rate_bp':1,'floor_fen':1}", "agreement.item" },
        { "{'scope':'all','mode':'discount'}", "agreement.item" },
        { "{'scope':'all','mode':'excluded','rate_bp':1}", "agreement.item" },
        { "{'scope':'all','mode':'discount','rate_bp':10001}", "request.field" },
        { "{'scope':'kind','product_kind':'tea','mode':'excluded'}", "request.field" },
        { "{'scope':'sku','mode':'excluded'}", "catalog.scope" },
        { "{'scope':'all','product_kind':'vm','mode':'excluded'}", "catalog.scope" },
        { EIGHTY "," NINETY, "agreement.item" },
        { "", "request.field" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    char item[200];
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.admin);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *at_sku = strstr(cases[i].item, "%s");
        kt_row("%s", cases[i].item);
        snprintf(item, sizeof item, "%.*s%s%s",
                 at_sku ? (int)(at_sku - cases[i].item) : (int)strlen(cases[i].item), cases[i].item,
                 at_sku ? d.vm_sku : "", at_sku ? at_sku + 2 : "");
        say(&w, "POST", "/v1/agreements", "{'buyer_id':'%s','title':'t','items':[%s]}",
            d.distributor, item);
        assert_said(&w, cases[i].reason[0] ? 400 : 200, cases[i].reason);
        if (w.status != 200) continue;
        must_say(&w, "POST", at(&w, "/v1/agreements/%s/end", text_of(&w, "agreement.id")),
                 "{'reason':'x'}");
    }
}

/* --- ending --- */

TEST(terms_that_wind_down_sell_nothing_new_and_let_run_what_was_agreed)
{
    static const struct {
        const char *policy;
        int renewal;
    } cases[] = { { "renew", 200 }, { "expire", 409 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        kt_row("%s", cases[i].policy);
        world_open(&w);
        world_demo(&w, &d);
        const char *vm = open_vm(&w, &d);
        as(&w, &d.p.admin);
        must_say(&w, "POST", "/v1/agreements",
                 "{'buyer_id':'%s','title':'t','wind_policy':'%s','items':[" NINETY "]}",
                 d.distributor, cases[i].policy);
        const char *id = text_of(&w, "agreement.id");
        demo_in_force(&w, id, text_of(&w, "agreement.text_hash"));
        must_say(&w, "POST", at(&w, "/v1/agreements/%s/wind-down", id), "{'reason':'over'}");
        as(&w, &d.c.admin);
        say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
        assert_said(&w, 409, "agreement.none");
        say(&w, "POST", "/v1/quotes", "{'resource_id':'%s'}", vm);
        assert_said(&w, cases[i].renewal, "agreement.none");
        as(&w, &d.p.admin);
        must_say(&w, "POST", at(&w, "/v1/agreements/%s/end", id), "{'reason':'over'}");
        as(&w, &d.c.admin);
        say(&w, "POST", "/v1/quotes", "{'resource_id':'%s'}", vm);
        assert_said(&w, 409, "agreement.none");
        must_get(&w, "/v1/resources/%s", vm); /* which runs to the end of its term */
        assert_string_equal(text_of(&w, "resource.state"), "active");
    }
}

TEST(terms_begin_and_end_by_the_clock)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    int64_t from_ms = w.k.now_ms + 1000, to_ms = from_ms + 60000;
    as(&w, &d.p.admin);
    must_say(&w, "POST", "/v1/agreements",
             "{'buyer_id':'%s','title':'t','valid_from_ms':%lld,'valid_to_ms':%lld,'items':[" NINETY
             "]}",
             d.distributor, (long long)from_ms, (long long)to_ms);
    const char *id = text_of(&w, "agreement.id"), *hash = text_of(&w, "agreement.text_hash");
    must_say(&w, "POST", at(&w, "/v1/agreements/%s/sign", id), "{'text_hash':'%s','paper':true}",
             hash);
    say(&w, "POST", at(&w, "/v1/agreements/%s/activate", id), NULL);
    assert_said(&w, 409, "agreement.not_yet");
    static const struct {
        int64_t after_ms;
        const char *state;
    } moments[] = { { 999, "signed" }, { 1, "active" }, { 59999, "active" }, { 1, "ended" } };
    for (size_t i = 0; i < COUNT(moments); i++) {
        pass(&w, moments[i].after_ms);
        as(&w, &d.p.admin);
        must_get(&w, "/v1/agreements/%s", id);
        assert_string_equal(text_of(&w, "agreement.state"), moments[i].state);
    }
    as(&w, &d.c.admin);
    say(&w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d.vm_sku);
    assert_said(&w, 409, "agreement.none");
}

/* The terms were right when they were signed; what the platform pays has risen since. */
TEST(terms_whose_time_has_come_do_not_come_into_force_broken)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.p.admin);
    must_say(&w, "POST", "/v1/agreements",
             "{'buyer_id':'%s','title':'t','valid_from_ms':%lld,'items':[{'scope':'all','mode':"
             "'discount','rate_bp':6900}]}",
             d.distributor, (long long)w.k.now_ms + 1000);
    const char *id = text_of(&w, "agreement.id");
    must_say(&w, "POST", at(&w, "/v1/agreements/%s/sign", id), "{'text_hash':'%s','paper':true}",
             text_of(&w, "agreement.text_hash"));
    pass(&w, 5000);
    as(&w, &d.p.admin);
    must_get(&w, "/v1/agreements/%s", id);
    assert_string_equal(text_of(&w, "agreement.state"), "signed");
    assert_int_equal(sql_int(&w,
                             "SELECT count(*) FROM message WHERE org_id = %lld AND kind = "
                             "'agreement' AND text_zh LIKE '%%不能生效%%'",
                             (long long)w.platform_id),
                     1);
    buy(&w, &d.c.admin, d.vm_sku, 1, 1); /* what was in force still is */
    assert_said_ok(&w);
}
