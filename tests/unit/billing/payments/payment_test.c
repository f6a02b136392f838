/* Payments through a channel: what is said about them, in whatever order, and what is not said. */
#include "payer.h"

#include <string.h>

static const char *state_of(struct world *w, const char *id)
{
    return sql_text(w, "SELECT state AS s FROM payment WHERE id = %lld",
                    (long long)inside(w, "pay", id));
}

static int64_t strays(struct world *w, const char *why)
{
    return sql_int(w, "SELECT count(*) FROM pay_stray WHERE why = '%s'", why);
}

TEST(a_payment_is_credited_along_the_whole_chain)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people e, c;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *below = demo_distributor(&w, &d.d, "分销三", 9000, &e);
    demo_customer(&w, &e, "客户丁", 100, &c);
    payer_paid(&payer, pays(&w, &c.admin, 20000), "N1", 20000);
    assert_said_ok(&w);
    assert_int_equal(account(&w, d.p.admin.org_id, "1012", NULL), 20000);
    assert_int_equal(account(&w, d.p.admin.org_id, "2241", d.distributor), -20000);
    assert_int_equal(account(&w, d.d.admin.org_id, "2241", below), -20000);
    assert_int_equal(spendable(&w, &c.admin), 20100);
    payer_paid(&payer, pays(&w, &d.c2.admin, 300), "N2", 300); /* the platform's own customer */
    assert_said_ok(&w);
    assert_int_equal(account(&w, d.p.admin.org_id, "1012", NULL), 20300);
    assert_int_equal(spendable(&w, &d.c2.admin), 1000300);
    assert_money_sound(&w);
}

TEST(what_is_not_signed_by_the_channel_says_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *id = pays(&w, &d.c.admin, 500);
    const char *before = world_digest(&w);
    struct said s = { "trade", id, "N1", "CNY", "done", 500, 0, NULL };
    s.sign = "0000000000000000000000000000000000000000000000000000000000000000";
    payer_says(&payer, &s);
    assert_said(&w, 403, "payment.signature");
    s.sign = "00";
    payer_says(&payer, &s);
    assert_said(&w, 403, "payment.signature");
    struct payer other = { &w, "another secret" };
    payer_paid(&other, id, "N1", 500);
    assert_said(&w, 403, "payment.signature");
    s.sign = NULL;
    s.at_ms = w.k.now_ms - 700000;
    payer_says(&payer, &s);
    assert_said(&w, 403, "payment.stale");
    s.at_ms = 0;
    s.no = NULL;
    payer_says(&payer, &s);
    assert_said(&w, 400, "request.missing");
    say(&w, "POST", "/v1/pay/none/notify", "{'event':{},'sign':'x'}");
    assert_said(&w, 404, "not_found");
    assert_string_equal(world_digest(&w), before);
}

TEST(money_that_comes_late_or_in_another_amount_still_lands)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *late = pays(&w, &d.c.admin, 500), *closed = pays(&w, &d.c.admin, 600);
    const char *less = pays(&w, &d.c.admin, 700);
    payer_says(&payer, &(struct said){ "trade", closed, NULL, NULL, "failed", 0, 0, NULL });
    assert_said_ok(&w);
    assert_string_equal(state_of(&w, closed), "closed");
    pass(&w, 40 * 60000); /* all have expired */
    payer_paid(&payer, late, "N1", 500);
    payer_paid(&payer, closed, "N2", 600);
    assert_string_equal(state_of(&w, closed), "paid");
    payer_paid(&payer, less, "N3", 650);
    assert_said_ok(&w);
    assert_int_equal(spendable(&w, &d.c.admin), 1000000 + 500 + 600 + 650);
    assert_int_equal(strays(&w, "amount"), 1);
    assert_money_sound(&w);
}

TEST(what_is_paid_for_nothing_known_or_twice_waits_unclaimed_with_the_platform)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *id = pays(&w, &d.c2.admin, 500);
    payer_paid(&payer, id, "N1", 500);
    for (int i = 0; i < 2; i++) {
        payer_paid(&payer, id, "N2", 500); /* the same trade, paid once more */
        assert_said_ok(&w);
        payer_paid(&payer, "pay_0000000000000", "N3", 70);
        assert_said_ok(&w);
    }
    assert_int_equal(spendable(&w, &d.c2.admin), 1000500);
    assert_int_equal(account(&w, d.p.admin.org_id, "2241.99", NULL), -570);
    assert_int_equal(account(&w, d.p.admin.org_id, "1012", NULL), 1070);
    assert_money_sound(&w);
    as(&w, &d.p.finance);
    must_get(&w, "/v1/arrivals?state=unclaimed");
    assert_int_equal(count_of(&w, "items"), 2);
    const char *nothing = text_of(&w, "items.0.id"), *twice = text_of(&w, "items.1.id");
    must_say(&w, "POST", at(&w, "/v1/arrivals/%s/claim", twice),
             "{'parts':[{'customer_id':'%s','amount_fen':500}]}", d.customer2);
    must_say(&w, "POST", at(&w, "/v1/arrivals/%s/return", nothing), "{'reason':'x'}");
    assert_int_equal(spendable(&w, &d.c2.admin), 1001000);
    assert_int_equal(account(&w, d.p.admin.org_id, "1012", NULL), 1000);
    assert_money_sound(&w);
}

TEST(what_cannot_be_booked_is_an_open_item_and_posts_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *id = pays(&w, &d.c.admin, 500), *other = pays(&w, &d.c.admin, 500);
    payer_paid(&payer, id, "N1", 500);
    int64_t vouchers = sql_int(&w, "SELECT count(*) FROM voucher");
    payer_says(&payer, &(struct said){ "trade", other, "N9", "USD", "done", 500, 0, NULL });
    assert_said_ok(&w);
    payer_paid(&payer, id, "N1", 501); /* it was 500 before */
    payer_paid(&payer, other, "N1", 500); /* the number of another trade */
    payer_took_back(&payer, other, "C1", 500); /* never paid */
    payer_took_back(&payer, id, "C2", 501); /* more than was paid */
    assert_int_equal(strays(&w, "currency"), 1);
    assert_int_equal(strays(&w, "differs"), 1);
    assert_int_equal(strays(&w, "reused"), 1);
    assert_int_equal(strays(&w, "chargeback"), 2);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM voucher"), vouchers);
    as(&w, &d.p.finance);
    must_get(&w, "/v1/pay-strays?state=open");
    assert_int_equal(count_of(&w, "items"), 5);
    const char *path = at(&w, "/v1/pay-strays/%s/handle", text_of(&w, "items.0.id"));
    must_say(&w, "POST", path, "{'note':'asked them'}");
    say(&w, "POST", path, "{'note':'asked them'}");
    assert_said(&w, 409, "payment.handled");
    assert_money_sound(&w);
}

/* --- silence --- */

TEST(a_payment_nobody_speaks_of_is_asked_about_ever_more_slowly_until_a_person_must_look)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    const char *trade;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *id = pays(&w, &d.c.admin, 500);
    assert_int_equal(payer_asked(&payer, NULL), 0);
    pass(&w, 61000);
    assert_int_equal(payer_asked(&payer, &trade), 1);
    assert_string_equal(trade, id);
    payer_says(&payer, &(struct said){ "trade", id, NULL, NULL, "pending", 0, 0, NULL });
    assert_int_equal(payer_asked(&payer, NULL), 0); /* answered: asked again in its time */
    assert_string_equal(state_of(&w, id), "open");
    pass(&w, 60 * 60000);
    assert_string_equal(state_of(&w, id), "unknown");
    int64_t tries = sql_int(&w, "SELECT tries FROM payment");
    pass(&w, 5 * 86400000LL);
    assert_in_range(sql_int(&w, "SELECT tries FROM payment"), tries + 1, 25);
    assert_int_equal(strays(&w, "unknown"), 1);
    assert_string_equal(state_of(&w, id), "unknown");
    payer_paid(&payer, id, "N1", 500); /* and still it is never lost */
    assert_string_equal(state_of(&w, id), "paid");
    assert_int_equal(spendable(&w, &d.c.admin), 1000500);
    assert_money_sound(&w);
}

TEST(a_customer_has_at_most_ten_payments_open)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    say(&w, "POST", "/v1/payments", "{'channel':'simulator','amount_fen':1}");
    assert_said(&w, 400, "payment.channel"); /* the platform has no account there */
    payer_open(&payer, &w, &d);
    for (int i = 0; i < 10; i++) pays(&w, &d.c.admin, 500);
    say(&w, "POST", "/v1/payments", "{'channel':'simulator','amount_fen':1}");
    assert_said(&w, 429, "payment.too_many");
    as(&w, &d.p.admin);
    must_say(&w, "POST", "/v1/pay-accounts", "{'channel':'simulator','disabled':true}");
    assert_string_equal(text_of(&w, "secret_once"), "");
    as(&w, &d.c2.admin);
    must_get(&w, "/v1/pay-ways");
    assert_int_equal(count_of(&w, "items"), 0);
    say(&w, "POST", "/v1/payments", "{'channel':'simulator','amount_fen':1}");
    assert_said(&w, 400, "payment.channel");
}

/* --- paying for an order --- */

static const char *quote(struct world *w, const struct turn_actor *who, const char *sku)
{
    as(w, who);
    must_say(w, "POST", "/v1/quotes", "{'sku_id':'%s'}", sku);
    return text_of(w, "id");
}

TEST(a_payment_for_a_quote_credits_and_orders_in_one)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people c;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    demo_customer(&w, &d.d, "客户丙", 1000, &c);
    const char *quo = quote(&w, &c.admin, d.vm_sku);
    must_say(&w, "POST", "/v1/payments", "{'channel':'simulator','quote_id':'%s','alias':'web'}",
             quo);
    assert_int_equal(number_of(&w, "payment.amount_fen"), 9000); /* what the balance lacks */
    const char *id = text_of(&w, "payment.id");
    payer_paid(&payer, id, "N1", 9000);
    assert_said_ok(&w);
    assert_int_equal(spendable(&w, &c.admin), 0);
    must_get(&w, "/v1/balance");
    assert_int_equal(number_of(&w, "frozen_fen"), 10000);
    must_get(&w, "/v1/payments/%s", id);
    const char *order = text_of(&w, "payment.order_id");
    must_get(&w, "/v1/orders/%s", order);
    assert_string_equal(text_of(&w, "lines.0.state"), "held");
    for (int i = 0; i < 3; i++) payer_paid(&payer, id, "N1", 9000);
    assert_int_equal(
        sql_int(&w, "SELECT count(*) FROM orders WHERE org_id = %lld", (long long)c.admin.org_id),
        1);
    agent_does(&w, d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    assert_money_sound(&w);
}

TEST(when_the_quote_is_no_good_any_more_the_money_stays_and_the_customer_is_told)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people c;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    demo_customer(&w, &d.d, "客户丙", 1000, &c);
    const char *quo = quote(&w, &c.admin, d.vm_sku);
    must_say(&w, "POST", "/v1/payments", "{'channel':'simulator','quote_id':'%s'}", quo);
    const char *id = text_of(&w, "payment.id");
    pass(&w, 16 * 60000);
    payer_paid(&payer, id, "N1", 9000);
    assert_said_ok(&w);
    tick(&w);
    assert_int_equal(spendable(&w, &c.admin), 10000);
    must_get(&w, "/v1/payments/%s", id);
    assert_string_equal(text_of(&w, "payment.state"), "paid");
    assert_string_equal(text_of(&w, "payment.why_no_order"), "quote.expired");
    assert_string_equal(text_of(&w, "payment.order_id"), "");
    must_get(&w, "/v1/messages");
    assert_non_null(strstr(text_of(&w, "items.0.text_zh"), "未能下单"));
    assert_int_equal(
        sql_int(&w, "SELECT count(*) FROM orders WHERE org_id = %lld", (long long)c.admin.org_id),
        0);
    assert_money_sound(&w);
}

TEST(a_payment_for_a_renewal_moves_the_end)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *res = open_vm(&w, &d);
    int64_t end = sql_int(&w, "SELECT end_ms FROM resource");
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s'}", res);
    must_say(&w, "POST", "/v1/payments",
             "{'channel':'simulator','quote_id':'%s','amount_fen':10000}", text_of(&w, "id"));
    payer_paid(&payer, text_of(&w, "payment.id"), "N1", 10000);
    assert_said_ok(&w);
    assert_true(sql_int(&w, "SELECT end_ms FROM resource") > end);
    assert_money_sound(&w);
}

/* --- payouts --- */

TEST(a_channel_pays_out_what_it_has_collected_less_its_fee_and_no_more)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    payer_paid(&payer, pays(&w, &d.c.admin, 200000), "N1", 200000);
    int64_t bank = account(&w, d.p.admin.org_id, "1002", NULL);
    as(&w, &d.p.finance);
    say(&w, "POST", "/v1/payouts", "{'channel':'simulator','amount_fen':200001,'bank_ref':'P1'}");
    assert_said(&w, 409, "payout.over");
    must_say(&w, "POST", "/v1/payouts",
             "{'channel':'simulator','amount_fen':150000,'bank_ref':'P1'}");
    assert_int_equal(number_of(&w, "fee_fen"), 900);
    say(&w, "POST", "/v1/payouts", "{'channel':'simulator','amount_fen':50000,'bank_ref':'P1'}");
    assert_said(&w, 400, "payout.there");
    say(&w, "POST", "/v1/payouts", "{'channel':'simulator','amount_fen':50001,'bank_ref':'P2'}");
    assert_said(&w, 409, "payout.over");
    must_say(&w, "POST", "/v1/payouts",
             "{'channel':'simulator','amount_fen':50000,'fee_fen':0,'fee_known':true,'bank_ref':"
             "'P2'}");
    assert_int_equal(account(&w, d.p.admin.org_id, "1012", NULL), 0);
    assert_int_equal(account(&w, d.p.admin.org_id, "1002", NULL), bank + 199100);
    assert_int_equal(account(&w, d.p.admin.org_id, "6603", NULL), 900);
    as(&w, &d.d.finance);
    say(&w, "POST", "/v1/payouts", "{'channel':'simulator','amount_fen':1,'bank_ref':'P3'}");
    assert_said(&w, 403, "route.denied");
    assert_money_sound(&w);
}
