/* What users of other systems have complained of, each by its name. */
#include "payer.h"

#include <string.h>

struct shop {
    struct world w;
    struct demo d;
    struct payer payer;
};

static void open_shop(struct shop *s)
{
    world_open(&s->w);
    world_demo(&s->w, &s->d);
    payer_open(&s->payer, &s->w, &s->d);
}

TEST(complaint_06_a_notice_that_is_sent_three_times_in_any_order_credits_once)
{
    for (uint64_t seed = 1; seed <= 5; seed++) {
        static struct shop s;
        const char *ids[4];
        int order[12];
        uint64_t r = seed;
        kt_row("seed %d", (int)seed);
        open_shop(&s);
        for (int i = 0; i < 4; i++) ids[i] = pays(&s.w, &s.d.c.admin, 100 * (i + 1));
        for (int i = 0; i < 12; i++) {
            int k = (int)(kt_next(&r) % (uint64_t)(i + 1));
            order[i] = order[k];
            order[k] = i % 4;
        }
        for (int i = 0; i < 12; i++) {
            int k = order[i];
            payer_paid(&s.payer, ids[k], at(&s.w, "N%d", k), 100 * (k + 1));
            assert_said_ok(&s.w);
        }
        assert_int_equal(spendable(&s.w, &s.d.c.admin), 1001000);
        assert_money_sound(&s.w);
        world_close(&s.w);
    }
}

/* There is no other way to mark something as paid: recharge, claim and notice all credit the
 * balance, and an order takes its money from there. */
TEST(complaint_07_whatever_way_money_came_an_order_takes_it_from_the_balance)
{
    static struct shop s;
    struct people c;
    open_shop(&s);
    demo_customer(&s.w, &s.d.d, "客户丙", 4000, &c);
    payer_paid(&s.payer, pays(&s.w, &c.admin, 3000), "N1", 3000);
    as(&s.w, &s.d.d.finance);
    must_say(&s.w, "POST", "/v1/arrivals", "{'bank_ref':'B1','amount_fen':3000,'payer':'x'}");
    as(&s.w, &s.d.d.finance2);
    must_say(&s.w, "POST", at(&s.w, "/v1/arrivals/%s/claim", text_of(&s.w, "id")),
             "{'parts':[{'customer_id':'%s','amount_fen':3000}]}",
             outside(&s.w, "org", c.admin.org_id));
    buy(&s.w, &c.admin, s.d.vm_sku, 1, 1);
    assert_said_ok(&s.w);
    agent_does(&s.w, s.d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    assert_string_equal(sql_text(&s.w, "SELECT state AS s FROM order_line"), "active");
    assert_int_equal(spendable(&s.w, &c.admin), 0);
    assert_money_sound(&s.w);
    world_close(&s.w);
}

TEST(complaint_08_a_discounted_order_is_paid_at_its_quotes_amount_and_nothing_else)
{
    static struct shop s;
    struct people c;
    open_shop(&s);
    const char *id = demo_customer(&s.w, &s.d.d, "客户丙", 1000, &c);
    as(&s.w, &s.d.d.sales);
    must_say(&s.w, "POST", "/v1/customer-prices",
             "{'customer_id':'%s','scope':'all','kind':'discount','rate_bp':8500}", id);
    as(&s.w, &c.admin);
    must_say(&s.w, "POST", "/v1/quotes", "{'sku_id':'%s'}", s.d.vm_sku);
    must_say(&s.w, "POST", "/v1/payments", "{'channel':'simulator','quote_id':'%s'}",
             text_of(&s.w, "id"));
    assert_int_equal(number_of(&s.w, "payment.amount_fen"), 7500);
    payer_paid(&s.payer, text_of(&s.w, "payment.id"), "N1", 7500);
    as(&s.w, &c.admin);
    must_get(&s.w, "/v1/balance");
    assert_int_equal(number_of(&s.w, "available_fen"), 0);
    assert_int_equal(number_of(&s.w, "frozen_fen"), 8500);
    world_close(&s.w);
}

/* Everything a channel can say about one trade, in random order, against what it comes to. */
TEST(complaint_10_an_unknown_payment_that_succeeds_later_is_credited_once)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        static struct shop s;
        uint64_t r = seed;
        bool paid = false;
        open_shop(&s);
        const char *id = pays(&s.w, &s.d.c.admin, 500);
        for (int i = 0; i < 12; i++) {
            uint64_t what = kt_next(&r) % 5;
            kt_row("seed %d, step %d: %d", (int)seed, i, (int)what);
            if (what == 0) payer_paid(&s.payer, id, "N1", 500), paid = true;
            if (what == 1) pass(&s.w, (int64_t)(kt_next(&r) % 7200000));
            if (what == 2)
                payer_says(&s.payer,
                           &(struct said){ "trade", id, NULL, NULL, "failed", 0, 0, NULL });
            if (what == 3)
                payer_says(&s.payer,
                           &(struct said){ "trade", id, NULL, NULL, "pending", 0, 0, NULL });
            if (what == 4) pass(&s.w, 86400000);
            assert_int_equal(spendable(&s.w, &s.d.c.admin), 1000000 + (paid ? 500 : 0));
        }
        assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM vgroup WHERE event = "
                                       "'recharge_online'"),
                         paid);
        assert_money_sound(&s.w);
        world_close(&s.w);
    }
}

TEST(complaint_12_a_chargeback_takes_the_balance_back)
{
    static struct shop s;
    open_shop(&s);
    const char *id = pays(&s.w, &s.d.c.admin, 700);
    payer_paid(&s.payer, id, "N1", 700);
    payer_took_back(&s.payer, id, "C1", 700);
    assert_int_equal(spendable(&s.w, &s.d.c.admin), 1000000);
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM vgroup WHERE event = "
                                   "'recharge_online.back'"),
                     1);
    assert_money_sound(&s.w);
    world_close(&s.w);
}

TEST(complaint_15_no_balance_goes_below_zero_whatever_a_channel_takes_back)
{
    static struct shop s;
    struct people c;
    open_shop(&s);
    demo_customer(&s.w, &s.d.d, "客户丙", 1, &c);
    const char *id = pays(&s.w, &c.admin, 9999);
    payer_paid(&s.payer, id, "N1", 9999);
    buy(&s.w, &c.admin, s.d.vm_sku, 1, 1);
    assert_said_ok(&s.w);
    payer_took_back(&s.payer, id, "C1", 9999);
    assert_said_ok(&s.w);
    assert_int_equal(spendable(&s.w, &c.admin), 0);
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM balance b JOIN subject s ON s.id = "
                                   "b.subject_id WHERE s.code LIKE '2203%%' AND b.cr_fen < "
                                   "b.dr_fen"),
                     0);
    assert_money_sound(&s.w);
    world_close(&s.w);
}

/* A withdrawal that is paid or refused at once, and cannot be a second time. */
static void withdraw(struct shop *s, struct people *c, int64_t fen, int i, bool paid, int64_t *had)
{
    as(&s->w, &c->admin);
    say(&s->w, "POST", "/v1/withdrawals",
        "{'amount_fen':%lld,'holder':'x','bank':'x','account_no':'1'}", (long long)fen);
    assert_int_equal(s->w.status, fen <= *had ? 200 : 409);
    if (s->w.status != 200) return;
    const char *path =
        at(&s->w, "/v1/withdrawals/%s/%s", text_of(&s->w, "id"), paid ? "pay" : "reject");
    const char *body = at(&s->w, "{'%s':'W%d'}", paid ? "bank_ref" : "reason", i);
    as(&s->w, &s->d.d.finance);
    must_say(&s->w, "POST", path, "%s", body);
    say(&s->w, "POST", path, "%s", body);
    assert_int_equal(s->w.status, 409);
    if (paid) *had -= fen;
}

/* Orders and withdrawals take from one balance; what is held by one is not there for the other. */
TEST(complaint_16_what_is_held_is_counted_and_a_hold_is_taken_once)
{
    for (uint64_t seed = 1; seed <= 6; seed++) {
        static struct shop s;
        struct people c;
        uint64_t r = seed;
        int64_t held = 0, had = 25000;
        open_shop(&s);
        demo_customer(&s.w, &s.d.d, "客户丙", had, &c);
        for (int i = 0; i < 10; i++) {
            kt_row("seed %d, step %d", (int)seed, i);
            int64_t fen = (int64_t)(kt_next(&r) % 9000) + 1;
            bool orders = kt_next(&r) % 3 == 0, bought = orders && had >= 10000;
            if (orders)
                assert_int_equal(buy(&s.w, &c.admin, s.d.vm_sku, 1, 1), bought ? 200 : 409);
            else
                withdraw(&s, &c, fen, i, kt_next(&r) % 2, &had);
            if (bought) had -= 10000, held += 10000;
            as(&s.w, &c.admin);
            must_get(&s.w, "/v1/balance");
            assert_int_equal(number_of(&s.w, "available_fen"), had);
            assert_int_equal(number_of(&s.w, "frozen_fen"), held);
        }
        assert_money_sound(&s.w);
        world_close(&s.w);
    }
}

TEST(complaint_22_recharging_a_customer_leaves_its_sellers_own_money_alone)
{
    static struct shop s;
    open_shop(&s);
    int64_t bank = account(&s.w, s.d.d.admin.org_id, "1002", NULL);
    int64_t other = account(&s.w, s.d.p.admin.org_id, "1002", NULL);
    payer_paid(&s.payer, pays(&s.w, &s.d.c.admin, 700), "N1", 700);
    assert_int_equal(account(&s.w, s.d.d.admin.org_id, "1002", NULL), bank);
    assert_int_equal(account(&s.w, s.d.p.admin.org_id, "1002", NULL), other);
    assert_int_equal(account(&s.w, s.d.d.admin.org_id, "2203.01", s.d.customer), -1000700);
    assert_int_equal(sql_int(&s.w, "SELECT count(*) FROM balance b JOIN subject s ON s.id = "
                                   "b.subject_id WHERE s.code LIKE '6%%'"),
                     0);
    world_close(&s.w);
}

/* What a channel holds is a budget, too: it is counted when it is taken, not afterwards. */
TEST(complaint_24_a_limit_is_counted_when_it_is_taken)
{
    static struct shop s;
    int paid_out = 0;
    open_shop(&s);
    payer_paid(&s.payer, pays(&s.w, &s.d.c.admin, 1000), "N1", 1000);
    as(&s.w, &s.d.p.finance);
    for (int i = 0; i < 5; i++) {
        say(&s.w, "POST", "/v1/payouts",
            "{'channel':'simulator','amount_fen':300,'bank_ref':'P%d'}", i);
        paid_out += s.w.status == 200;
    }
    assert_int_equal(paid_out, 3);
    assert_int_equal(account(&s.w, s.d.p.admin.org_id, "1012", NULL), 100);
    assert_money_sound(&s.w);
    world_close(&s.w);
}
