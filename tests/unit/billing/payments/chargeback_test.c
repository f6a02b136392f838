/* Chargebacks: taken back as far as it is there, the rest by a person, never below zero. */
#include "payer.h"

static const char *open_one(struct world *w, struct demo *d)
{
    as(w, &d->p.finance);
    must_get(w, "/v1/chargebacks?state=open");
    assert_int_equal(count_of(w, "items"), 1);
    return text_of(w, "items.0.id");
}

TEST(what_the_balance_has_is_taken_back_the_way_it_came)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *id = pays(&w, &d.c.admin, 5000);
    payer_paid(&payer, id, "N1", 5000);
    for (int i = 0; i < 3; i++) {
        payer_took_back(&payer, id, "C1", 2000);
        assert_said_ok(&w);
    }
    payer_took_back(&payer, id, "C2", 3000); /* another of the same payment */
    assert_int_equal(spendable(&w, &d.c.admin), 1000000);
    assert_int_equal(account(&w, d.p.admin.org_id, "1012", NULL), 0);
    assert_int_equal(account(&w, d.p.admin.org_id, "2241", d.distributor), 0);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM chargeback WHERE state = 'done'"), 2);
    assert_money_sound(&w);
}

TEST(what_was_paid_out_already_comes_from_the_bank)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *id = pays(&w, &d.c.admin, 5000);
    payer_paid(&payer, id, "N1", 5000);
    as(&w, &d.p.finance);
    must_say(&w, "POST", "/v1/payouts", "{'channel':'simulator','amount_fen':4000,'bank_ref':'P'}");
    int64_t bank = account(&w, d.p.admin.org_id, "1002", NULL);
    payer_took_back(&payer, id, "C1", 5000);
    assert_int_equal(account(&w, d.p.admin.org_id, "1012", NULL), 0);
    assert_int_equal(account(&w, d.p.admin.org_id, "1002", NULL), bank - 4000);
    assert_int_equal(spendable(&w, &d.c.admin), 1000000);
    assert_money_sound(&w);
}

TEST(what_is_spent_is_an_open_item_and_taken_when_it_is_there_or_written_off)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people c;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    demo_customer(&w, &d.d, "客户丙", 1, &c);
    const char *id = pays(&w, &c.admin, 10999);
    payer_paid(&payer, id, "N1", 10999);
    buy(&w, &c.admin, d.vm_sku, 1, 1);
    assert_said_ok(&w);
    payer_took_back(&payer, id, "C1", 10999);
    assert_said_ok(&w);
    assert_int_equal(spendable(&w, &c.admin), 0); /* 1000 of it was there */
    as(&w, &c.admin);
    say(&w, "POST", "/v1/withdrawals", "{'amount_fen':1,'holder':'x','bank':'x','account_no':'1'}");
    assert_said(&w, 409, "withdrawal.chargeback");
    const char *cbk = open_one(&w, &d);
    say(&w, "POST", at(&w, "/v1/chargebacks/%s/take", cbk), NULL);
    assert_said(&w, 409, "chargeback.nothing");
    payer_paid(&payer, pays(&w, &c.admin, 500), "N2", 500);
    as(&w, &d.p.finance);
    must_say(&w, "POST", at(&w, "/v1/chargebacks/%s/take", cbk), NULL);
    assert_int_equal(number_of(&w, "taken_fen"), 1500);
    assert_string_equal(text_of(&w, "state"), "open");
    assert_money_sound(&w);
    must_say(&w, "POST", at(&w, "/v1/chargebacks/%s/lose", cbk), "{'reason':'gone'}");
    assert_int_equal(number_of(&w, "lost_fen"), 9499);
    assert_string_equal(text_of(&w, "state"), "done");
    assert_int_equal(account(&w, d.p.admin.org_id, "6711", NULL), 9499);
    say(&w, "POST", at(&w, "/v1/chargebacks/%s/take", cbk), NULL);
    assert_said(&w, 409, "chargeback.done");
    assert_money_sound(&w);
}
