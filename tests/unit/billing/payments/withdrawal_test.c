/* Withdrawals: held when asked for, approved, paid once by whoever has the money, or released. */
#include "payer.h"

static const char *asks(struct world *w, const struct turn_actor *who, int64_t fen)
{
    as(w, who);
    must_say(w, "POST", "/v1/withdrawals",
             "{'amount_fen':%lld,'holder':'客户','bank':'某银行','account_no':'6222 0000'}",
             (long long)fen);
    return text_of(w, "id");
}

TEST(the_sellers_bank_pays_what_was_held)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    int64_t bank = account(&w, d.d.admin.org_id, "1002", NULL);
    const char *id = asks(&w, &d.c.admin, 1000);
    assert_string_equal(text_of(&w, "state"), "approved");
    assert_int_equal(spendable(&w, &d.c.admin), 999000);
    as(&w, &d.p.finance);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    assert_said(&w, 404, "not_found"); /* not the platform's customer */
    as(&w, &d.d.finance);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    assert_string_equal(text_of(&w, "state"), "paid");
    assert_int_equal(account(&w, d.d.admin.org_id, "1002", NULL), bank - 1000);
    assert_int_equal(spendable(&w, &d.c.admin), 999000);
    as(&w, &d.d.finance);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W2'}");
    assert_said(&w, 409, "withdrawal.not_ready");
    const char *other = asks(&w, &d.c.admin, 5);
    as(&w, &d.d.finance);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", other), "{'bank_ref':'W1'}");
    assert_said(&w, 400, "withdrawal.bank_ref");
    assert_money_sound(&w);
}

TEST(no_more_than_is_there_one_at_a_time_and_at_least_what_the_seller_says)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    must_say(&w, "POST", "/v1/withdrawal-rule", "{'min_fen':1000,'open_max':2}");
    as(&w, &d.c.admin);
    must_get(&w, "/v1/withdrawal-rule");
    assert_int_equal(number_of(&w, "min_fen"), 1000);
    say(&w, "POST", "/v1/withdrawals",
        "{'amount_fen':999,'holder':'x','bank':'x','account_no':'1'}");
    assert_said(&w, 400, "withdrawal.min");
    say(&w, "POST", "/v1/withdrawals",
        "{'amount_fen':1000001,'holder':'x','bank':'x','account_no':'1'}");
    assert_said(&w, 409, "ledger.balance_short");
    asks(&w, &d.c.admin, 1000000);
    say(&w, "POST", "/v1/withdrawals",
        "{'amount_fen':1000,'holder':'x','bank':'x','account_no':'1'}");
    assert_said(&w, 409, "ledger.balance_short"); /* held is spent */
    as(&w, &d.c2.admin);
    asks(&w, &d.c2.admin, 1);
    say(&w, "POST", "/v1/withdrawals", "{'amount_fen':1,'holder':'x','bank':'x','account_no':'1'}");
    assert_said(&w, 409, "withdrawal.open"); /* the platform has no rule: one at a time */
    assert_money_sound(&w);
}

TEST(cancelled_or_refused_the_money_is_there_again)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *id = asks(&w, &d.c.admin, 1000);
    as(&w, &d.c2.admin);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/cancel", id), NULL);
    assert_said(&w, 404, "not_found");
    as(&w, &d.c.admin);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/cancel", id), NULL);
    assert_int_equal(spendable(&w, &d.c.admin), 1000000);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/cancel", id), NULL);
    assert_said(&w, 409, "state.move");
    id = asks(&w, &d.c.admin, 1000);
    as(&w, &d.d.finance);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/reject", id), "{'reason':'wrong account'}");
    assert_int_equal(spendable(&w, &d.c.admin), 1000000);
    assert_money_sound(&w);
}

TEST(with_a_flow_it_waits_for_its_approval_and_is_released_when_that_is_refused)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    flow(&w, &d.d.admin, "withdrawal", "admin", 0);
    const char *id = asks(&w, &d.c.admin, 1000);
    assert_string_equal(text_of(&w, "state"), "asked");
    as(&w, &d.d.finance);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    assert_said(&w, 409, "withdrawal.not_ready");
    agrees(&w, &d.d.admin);
    assert_said_ok(&w);
    as(&w, &d.d.finance);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    asks(&w, &d.c.admin, 2000);
    rejects(&w, &d.d.admin);
    assert_said_ok(&w);
    assert_int_equal(spendable(&w, &d.c.admin), 999000);
    id = asks(&w, &d.c.admin, 3000);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/cancel", id), NULL);
    agrees(&w, &d.d.admin); /* its approval went with it */
    assert_said(&w, 409, "approval.over");
    assert_int_equal(spendable(&w, &d.c.admin), 999000);
    assert_money_sound(&w);
}

TEST(what_was_collected_online_the_platform_pays_by_way_of_all_in_between)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people e, c;
    struct payer payer;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    const char *below = demo_distributor(&w, &d.d, "分销三", 9000, &e);
    demo_customer(&w, &e, "客户丁", 5000, &c);
    payer_paid(&payer, pays(&w, &c.admin, 3000), "N1", 3000);
    const char *id = asks(&w, &c.admin, 4000);
    as(&w, &e.finance);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/forward", id), NULL);
    assert_said(&w, 409, "withdrawal.not_collected"); /* 3000 of it was paid online */
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/reject", id), "{'reason':'less'}");
    id = asks(&w, &c.admin, 2000);
    as(&w, &e.finance);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/forward", id), NULL);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    assert_said(&w, 409, "withdrawal.not_yours");
    as(&w, &d.d.finance);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    assert_said(&w, 404, "not_found"); /* in between: it sees nothing of it */
    as(&w, &d.p.finance);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/hand-back", id), "{'reason':'not now'}");
    as(&w, &e.finance);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/forward", id), NULL);
    int64_t bank = account(&w, d.p.admin.org_id, "1002", NULL);
    as(&w, &d.p.finance);
    must_get(&w, "/v1/withdrawals?state=forwarded");
    assert_int_equal(count_of(&w, "items"), 1);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    assert_int_equal(account(&w, d.p.admin.org_id, "1002", NULL), bank - 2000);
    assert_int_equal(account(&w, d.p.admin.org_id, "2241", d.distributor), -1000);
    assert_int_equal(account(&w, d.d.admin.org_id, "2241", below), -1000);
    assert_int_equal(spendable(&w, &c.admin), 6000);
    assert_money_sound(&w);
}

TEST(a_bank_that_has_not_enough_pays_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people c;
    struct payer payer;
    struct people e;
    world_open(&w);
    world_demo(&w, &d);
    payer_open(&payer, &w, &d);
    demo_distributor(&w, &d.p, "分销二", 9000, &e);
    demo_customer(&w, &e, "客户丁", 1, &c);
    payer_paid(&payer, pays(&w, &c.admin, 3000), "N1",
               3000); /* the platform has it, not the seller */
    const char *id = asks(&w, &c.admin, 3000);
    as(&w, &e.finance);
    say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    assert_said(&w, 409, "withdrawal.bank_short");
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/forward", id), NULL);
    as(&w, &d.p.finance);
    must_say(&w, "POST", at(&w, "/v1/withdrawals/%s/pay", id), "{'bank_ref':'W1'}");
    assert_money_sound(&w);
}
