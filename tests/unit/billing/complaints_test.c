/* What people complain of in other systems, as it is here: see tests/complaints/table. */
#include "demo.h"

#include <stdio.h>
#include <string.h>

#define DAY INT64_C(86400000)

static int64_t net(struct world *w, int64_t book, const char *code)
{
    return sql_int(w,
                   "SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) FROM balance b JOIN subject s ON "
                   "s.id = b.subject_id WHERE s.book_id = %lld AND s.code LIKE '%s%%'",
                   (long long)book, code);
}

static int64_t available(struct world *w, const struct turn_actor *who)
{
    as(w, who);
    must_get(w, "/v1/balance");
    return number_of(w, "available_fen");
}

/* --- 3: paid, nothing made, nobody told --- */

enum silence { NEVER_THERE, NEVER_ACCEPTED, NEVER_HEARD_OF, FAILED_FOR_GOOD, SILENCES };

static void fall_silent(struct world *w, struct demo *d, enum silence how)
{
    struct agent_order o;
    if (how == NEVER_THERE) agent_link(w, d->agent, "lost");
    tick(w);
    if (how == NEVER_THERE || how == NEVER_ACCEPTED) return;
    assert_true(agent_sent(w, d->agent, &o));
    agent_accepts(w, d->agent, &o);
    if (how == FAILED_FOR_GOOD) agent_fails(w, d->agent, &o, "libvirt.failed", false);
}

TEST(what_is_paid_and_never_opens_is_given_back_within_days_and_people_are_told)
{
    for (enum silence how = NEVER_THERE; how < SILENCES; how++) {
        AUTO(world_close) struct world w;
        struct demo d;
        kt_row("way %d", (int)how);
        world_open(&w);
        world_demo(&w, &d);
        buy(&w, &d.c.admin, d.vm_sku, 1, 1);
        assert_said_ok(&w);
        fall_silent(&w, &d, how);
        pass(&w, 3 * DAY);
        assert_string_equal(sql_text(&w, "SELECT state AS s FROM order_line"), "released");
        assert_true(sql_int(&w, "SELECT count(*) FROM work_order") > 0);
        assert_int_equal(available(&w, &d.c.admin), 1000000);
        must_get(&w, "/v1/messages");
        assert_non_null(strstr(w.raw, "\"not_opened\""));
        assert_books_sound(&w);
    }
}

/* --- 5 and 9: renewed twice for one period --- */

static void renew_by_hand(struct world *w, struct demo *d, const char *vm)
{
    as(w, &d->c.admin);
    must_say(w, "POST", "/v1/quotes", "{'resource_id':'%s'}", vm);
    must_say(w, "POST", at(w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}", text_of(w, "id"));
}

TEST(a_period_is_sold_once_whoever_renews_and_however_often_the_clock_looks)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/auto-renew", vm), "{'on':true}");
    for (int month = 0; month < 4; month++) {
        int64_t end = sql_int(&w, "SELECT end_ms FROM resource");
        if (month % 2) renew_by_hand(&w, &d, vm); /* before the clock would */
        pass(&w, end - DAY + 1 - w.k.now_ms);
        for (int i = 0; i < 3; i++) tick(&w);
        pass(&w, DAY);
        for (int i = 0; i < 3; i++) tick(&w);
    }
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM (SELECT 1 FROM order_line GROUP BY from_ms "
                                 "HAVING count(*) > 1)"),
                     0);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM order_line l JOIN order_line m ON m.from_ms "
                                 "< l.to_ms AND l.from_ms < m.to_ms AND m.id <> l.id"),
                     0);
    int64_t lines = sql_int(&w, "SELECT count(*) FROM order_line");
    assert_int_equal(available(&w, &d.c.admin), 1000000 - 10000 * lines);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM vgroup WHERE event = 'capture'"), lines);
}

/* --- 8 and 23: discounts that are not what is charged, or not for everybody --- */

/* A seller below a seller: its own price, its customer's discount, a promotion, and a coupon that
 * covers one of two products; and what is held and charged is what was said. */
TEST(what_a_quote_says_step_by_step_is_what_is_held_and_charged)
{
    static const struct {
        const char *rule;
        int64_t amount_fen;
    } steps[] = { { "list", 10000 },     { "sale", 12000 },  { "customer", 11400 },
                  { "promotion", 10900 }, { "coupon", 9900 } };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.op);
    must_say(&w, "POST", at(&w, "/v1/skus/%s/sale-prices", d.vm_sku),
             "{'cycle':'month','price_fen':12000}");
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/customer-prices",
             "{'customer_id':'%s','scope':'all','kind':'discount','rate_bp':9500}", d.customer);
    must_say(&w, "POST", "/v1/promotions",
             "{'name':'five','scope':'sku','sku_id':'%s','kind':'reduce','amount_fen':500,"
             "'stack_group':'a','to_ms':%lld}",
             d.vm_sku, (long long)(w.k.now_ms + DAY));
    must_say(&w, "POST", "/v1/coupons",
             "{'name':'ten','code':'TENOFF','scope':'sku','sku_id':'%s','kind':'amount',"
             "'amount_fen':1000,'uses_max':9,'to_ms':%lld}",
             d.vm_sku, (long long)(w.k.now_ms + DAY));
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/cart", "{'sku_id':'%s'}", d.vm_sku);
    must_say(&w, "POST", "/v1/cart", "{'sku_id':'%s'}", d.box_sku);
    must_say(&w, "POST", "/v1/quotes", "{'cart':['%s','%s'],'coupon':'TENOFF'}",
             text_of(&w, "items.0.id"), text_of(&w, "items.1.id"));
    assert_int_equal(count_of(&w, "lines.0.steps"), COUNT(steps));
    for (size_t i = 0; i < COUNT(steps); i++) {
        assert_string_equal(text_of(&w, at(&w, "lines.0.steps.%zu.rule", i)), steps[i].rule);
        assert_int_equal(number_of(&w, at(&w, "lines.0.steps.%zu.amount_fen", i)),
                         steps[i].amount_fen);
    }
    assert_int_equal(count_of(&w, "lines.1.steps"), 2); /* its list price and his discount */
    assert_int_equal(number_of(&w, "lines.1.coupon_fen"), 0);
    assert_int_equal(number_of(&w, "total_fen"), 9900 + 190000);
    must_say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(&w, "id"));
    assert_int_equal(available(&w, &d.c.admin), 1000000 - 9900 - 190000);
    world_forget(&w);
    agent_does(&w, d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    assert_int_equal(net(&w, d.d.admin.org_id, "6001"), -9900); /* and nothing of the other one */
    assert_int_equal(available(&w, &d.c.admin), 1000000 - 9900 - 190000);
    assert_books_sound(&w);
}

/* --- 19: totals that follow a setting --- */

TEST(a_refund_is_by_the_price_and_terms_it_was_sold_under_whatever_they_are_now)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    kt_world_pass(&w.k, 1);
    as(&w, &d.p.op);
    must_say(&w, "POST", at(&w, "/v1/skus/%s/prices", d.vm_sku),
             "{'cycle':'month','price_fen':50000}");
    as(&w, &d.p.admin);
    demo_terms(&w, d.distributor, 9900);
    pass(&w, 31 * DAY / 2 - 1);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s", vm);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(&w, "resource.alias"));
    world_forget(&w);
    agent_does(&w, d.agent, "close", "{}");
    assert_int_equal(available(&w, &d.c.admin), 995000);
    assert_int_equal(net(&w, d.d.admin.org_id, "6401"), 4000); /* half of 80 % of 100.00 */
    assert_int_equal(net(&w, w.platform_id, "6401"), 3500);
    assert_books_sound(&w);
}

/* --- 22: a customer's money as its seller's income --- */

TEST(money_of_a_customer_is_owed_to_him_and_no_income_of_anybody)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    int64_t dist = d.d.admin.org_id;
    assert_int_equal(net(&w, dist, "1002"), 1000000);
    assert_int_equal(net(&w, dist, "2203.01"), -1000000);
    assert_int_equal(net(&w, dist, "6"), 0);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM balance b JOIN subject s ON s.id = "
                                 "b.subject_id WHERE s.code LIKE '2203%%' AND b.party NOT IN "
                                 "(SELECT id FROM org WHERE kind = 'customer')"),
                     0);
    as(&w, &d.d.admin); /* who sells has no balance to buy from */
    get(&w, "/v1/balance");
    assert_said(&w, 403, "route.denied");
}

/* --- 28: a part of a piece is not cut off silently --- */

TEST(a_part_of_a_piece_or_of_a_fen_is_refused_by_its_field)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    static const char *const fields[] = { "'quantity':1.5", "'periods':0.5", "'quantity':'2'" };
    for (size_t i = 0; i < COUNT(fields); i++) {
        kt_row("%s", fields[i]);
        say(&w, "POST", "/v1/quotes", "{'sku_id':'%s',%s}", d.vm_sku, fields[i]);
        assert_said(&w, 400, "request.field");
    }
    say(&w, "POST", "/v1/recharges", "{'amount_fen':100.5,'payer':'x'}");
    assert_said(&w, 400, "request.field");
    assert_string_equal(text_of(&w, "field"), "amount_fen");
}
