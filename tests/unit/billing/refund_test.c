/* Refunds: what closing early gives back on every edge, by that edge's own terms. */
#include "demo.h"

#include <string.h>

#define DAY INT64_C(86400000)

/* The platform pays 70 %, the distributor 80 %, its customer the list price of 300.00 for January
 * (31 days); closed after 10 days, of which the parts kept are rounded half up. */
struct kept {
    int64_t price, from_platform, from_supplier; /* fen */
};

static void price_of_january(struct world *w, struct demo *d)
{
    kt_world_pass(&w->k, 1);
    as(w, &d->p.op);
    must_say(w, "POST", at(w, "/v1/skus/%s/prices", d->vm_sku),
             "{'cycle':'month','price_fen':30000}");
}

static void close_it(struct world *w, struct demo *d, const char *vm)
{
    as(w, &d->c.admin);
    must_get(w, "/v1/resources/%s", vm);
    must_say(w, "POST", at(w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(w, "resource.alias"));
    agent_does(w, d->agent, "close", "{}");
}

static int64_t leg_balance(struct world *w, int64_t book, const char *code)
{
    return sql_int(w,
                   "SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) FROM balance b JOIN subject s ON "
                   "s.id = b.subject_id WHERE s.book_id = %lld AND s.code LIKE '%s%%'",
                   (long long)book, code);
}

TEST(closing_early_gives_back_the_rest_on_every_edge_by_its_own_terms)
{
    static const struct {
        const char *platform, *distributor; /* refund policy of what each buys */
        int days;
        struct kept kept;
    } cases[] = {
        { "'refund_policy':'prorata'", "'refund_policy':'prorata'", 10, { 9677, 7742, 6774 } },
        { "'refund_policy':'none'", "'refund_policy':'prorata'", 10, { 9677, 7742, 21000 } },
        { "'refund_policy':'prorata'", "'refund_policy':'none'", 10, { 30000, 24000, 6774 } },
        { "'refund_policy':'prorata'", "'refund_policy':'days','refund_days':9", 10,
          { 30000, 24000, 6774 } },
        { "'refund_policy':'prorata'", "'refund_policy':'days','refund_days':10", 10,
          { 9677, 7742, 6774 } },
        { "'refund_policy':'prorata'", "'refund_policy':'prorata'", 0, { 0, 0, 0 } },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        const struct kept *k = &cases[i].kept;
        kt_row("%s, %s, %d days", cases[i].platform, cases[i].distributor, cases[i].days);
        world_open(&w);
        world_demo(&w, &d);
        price_of_january(&w, &d);
        as(&w, &d.p.admin);
        must_say(&w, "POST", "/v1/agreements",
                 "{'buyer_id':'%s','title':'t',%s,'items':[{'scope':'all','mode':'discount',"
                 "'rate_bp':8000}]}",
                 d.distributor, cases[i].distributor);
        demo_in_force(&w, text_of(&w, "agreement.id"), text_of(&w, "agreement.text_hash"));
        must_get(&w, "/v1/suppliers");
        must_say(&w, "POST", "/v1/agreements",
                 "{'supplier_id':'%s','title':'t',%s,'items':[{'scope':'all','mode':'discount',"
                 "'rate_bp':7000}]}",
                 text_of(&w, "items.0.id"), cases[i].platform);
        demo_in_force(&w, text_of(&w, "agreement.id"), text_of(&w, "agreement.text_hash"));
        const char *vm = open_vm(&w, &d);
        pass(&w, cases[i].days * DAY);
        as(&w, &d.c.user);
        must_get(&w, "/v1/resources/%s/refund", vm);
        assert_int_equal(number_of(&w, "back_fen"), 30000 - k->price);
        close_it(&w, &d, vm);
        as(&w, &d.c.admin);
        must_get(&w, "/v1/balance");
        assert_int_equal(number_of(&w, "available_fen"), 1000000 - k->price);
        must_get(&w, "/v1/refunds");
        assert_string_equal(text_of(&w, "items.0.state"), "done");
        assert_int_equal(number_of(&w, "items.0.back_fen"), 30000 - k->price);
        int64_t dist = d.d.admin.org_id, platform = w.platform_id;
        assert_int_equal(leg_balance(&w, dist, "6001"), -k->price);
        assert_int_equal(leg_balance(&w, dist, "6401"), k->from_platform);
        assert_int_equal(leg_balance(&w, platform, "6001"), -k->from_platform);
        assert_int_equal(leg_balance(&w, platform, "6401"), k->from_supplier);
        assert_books_sound(&w);
    }
}

/* What is kept is rounded first and split between money and coupon then; a commission is the rate
 * of what is kept, not of what was given back. */
TEST(a_coupon_and_a_commission_shrink_with_what_is_kept)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    price_of_january(&w, &d);
    as(&w, &d.p.admin);
    must_say(&w, "POST", "/v1/agreements",
             "{'buyer_id':'%s','title':'t','items':[{'scope':'all','mode':'rebate','rate_bp':1500}"
             "]}",
             d.distributor);
    demo_in_force(&w, text_of(&w, "agreement.id"), text_of(&w, "agreement.text_hash"));
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/coupons",
             "{'name':'x','code':'FIFTY','scope':'all','kind':'amount','amount_fen':4001,'uses_max'"
             ":1,'to_ms':%lld}",
             (long long)w.k.now_ms + 1000000);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'sku_id':'%s','coupon':'FIFTY'}", d.vm_sku);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(&w, "id"));
    const char *vm = text_of(&w, "lines.0.resource_id");
    agent_does(&w, d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    pass(&w, 10 * DAY);
    close_it(&w, &d, vm);
    /* 9677 of 30000 is kept: 8386 of money and 1291 of the coupon; 15 % of it is 1452 */
    as(&w, &d.c.admin);
    must_get(&w, "/v1/balance");
    assert_int_equal(number_of(&w, "available_fen"), 1000000 - 8386);
    assert_int_equal(leg_balance(&w, d.d.admin.org_id, "6601.01"), 1291);
    assert_int_equal(leg_balance(&w, d.d.admin.org_id, "6051"), -1452);
    assert_int_equal(leg_balance(&w, w.platform_id, "6001"), -9677);
    assert_books_sound(&w);
}

/* Two months paid in advance, closed in the first: the second comes back whole. */
TEST(a_renewal_that_has_not_begun_comes_back_whole)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s'}", vm);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}",
             text_of(&w, "id"));
    pass(&w, 30 * DAY);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s/refund", vm);
    assert_int_equal(count_of(&w, "lines"), 2);
    close_it(&w, &d, vm);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/balance"); /* 30 of 31 days of the first are kept */
    assert_int_equal(number_of(&w, "available_fen"), 1000000 - 9677);
    assert_books_sound(&w);
}

/* Given back when it is really closed, once, as of when closing was asked for. */
TEST(a_refund_waits_for_the_machine_to_be_closed_and_is_paid_once)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct agent_order o;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    pass(&w, 10 * DAY);
    world_forget(&w);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s", vm);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(&w, "resource.alias"));
    say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'x'}");
    pass(&w, 1000);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/refunds");
    assert_string_equal(text_of(&w, "items.0.state"), "waiting");
    must_get(&w, "/v1/balance");
    assert_int_equal(number_of(&w, "available_fen"), 990000);
    assert_true(agent_sent(&w, d.agent, &o));
    agent_accepts(&w, d.agent, &o);
    for (int i = 0; i < 3; i++) agent_says(&w, d.agent, &o, "done", "{}");
    as(&w, &d.c.admin);
    must_get(&w, "/v1/balance"); /* 10 of 31 days of 100.00 are kept */
    assert_int_equal(number_of(&w, "available_fen"), 1000000 - 3226);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM vgroup WHERE event = 'refund'"), 1);
    as(&w, &d.d.finance);
    must_get(&w, "/v1/refunds");
    assert_int_equal(count_of(&w, "items"), 1);
    as(&w, &d.p.finance); /* not its customer's */
    must_get(&w, "/v1/refunds");
    assert_int_equal(count_of(&w, "items"), 0);
}
