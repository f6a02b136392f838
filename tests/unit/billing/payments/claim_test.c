/* Claims: a receipt split to the fen, by two people, once. */
#include "payer.h"

static const char *receipt(struct world *w, const struct turn_actor *who, const char *ref,
                           int64_t fen)
{
    as(w, who);
    must_say(w, "POST", "/v1/arrivals", "{'bank_ref':'%s','amount_fen':%lld,'payer':'某公司'}", ref,
             (long long)fen);
    return text_of(w, "id");
}

static const char *expected(struct world *w, const struct turn_actor *customer, int64_t fen)
{
    as(w, customer);
    must_say(w, "POST", "/v1/recharges", "{'amount_fen':%lld,'payer':'x'}", (long long)fen);
    return text_of(w, "id");
}

TEST(a_receipt_is_split_to_the_fen_over_customers_and_waiting_recharges)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people other;
    world_open(&w);
    world_demo(&w, &d);
    const char *second = demo_customer(&w, &d.d, "客户丙", 100, &other);
    const char *waits = expected(&w, &d.c.admin, 300);
    const char *id = receipt(&w, &d.d.finance, "B1", 1000);
    as(&w, &d.d.finance2);
    must_say(
        &w, "POST", at(&w, "/v1/arrivals/%s/claim", id),
        "{'parts':[{'recharge_id':'%s','amount_fen':300},{'customer_id':'%s','amount_fen':699},"
        "{'customer_id':'%s','amount_fen':1}]}",
        waits, second, d.customer);
    assert_string_equal(text_of(&w, "claim.state"), "done");
    assert_string_equal(text_of(&w, "arrival.state"), "claimed");
    assert_int_equal(count_of(&w, "parts"), 3);
    assert_int_equal(spendable(&w, &d.c.admin), 1000000 + 301);
    assert_int_equal(spendable(&w, &other.admin), 100 + 699);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/recharges?state=confirmed");
    assert_int_equal(count_of(&w, "items"), 3); /* the demo's, the one that waited, and one fen */
    assert_int_equal(account(&w, d.d.admin.org_id, "2241.99", NULL), 0);
    assert_money_sound(&w);
}

TEST(parts_that_are_not_right_are_refused_by_name_and_store_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *waits = expected(&w, &d.c.admin, 300);
    const char *id = receipt(&w, &d.d.finance, "B1", 1000);
    const char *path = at(&w, "/v1/arrivals/%s/claim", id);
    const char *before = world_digest(&w);
    as(&w, &d.d.finance2);
    say(&w, "POST", path, "{'parts':[{'customer_id':'%s','amount_fen':999}]}", d.customer);
    assert_said(&w, 400, "claim.sum");
    say(&w, "POST", path, "{'parts':[{'customer_id':'%s','amount_fen':1000}]}", d.customer2);
    assert_said(&w, 404, "not_found"); /* the platform's customer */
    say(&w, "POST", path, "{'parts':[{'amount_fen':1000}]}");
    assert_said(&w, 400, "claim.part");
    assert_string_equal(text_of(&w, "field"), "parts[0].customer_id");
    say(&w, "POST", path, "{'parts':[{'recharge_id':'%s','amount_fen':1000}]}", waits);
    assert_said(&w, 400, "claim.part");
    assert_string_equal(text_of(&w, "field"), "parts[0].amount_fen");
    say(&w, "POST", path,
        "{'parts':[{'recharge_id':'%s','amount_fen':300},{'recharge_id':'%s','amount_fen':300},{"
        "'customer_id':'%s','amount_fen':400}]}",
        waits, waits, d.customer);
    assert_said(&w, 400, "claim.part");
    assert_string_equal(text_of(&w, "field"), "parts[1].recharge_id");
    as(&w, &d.p.finance);
    say(&w, "POST", path, "{'parts':[{'customer_id':'%s','amount_fen':1000}]}", d.customer2);
    assert_said(&w, 404, "not_found"); /* not the platform's receipt */
    assert_string_equal(world_digest(&w), before);
}

TEST(of_two_people_who_claim_one_receipt_one_wins)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct people other;
    world_open(&w);
    world_demo(&w, &d);
    const char *second = demo_customer(&w, &d.d, "客户丙", 100, &other);
    const char *id = receipt(&w, &d.d.admin, "B1", 1000);
    const char *path = at(&w, "/v1/arrivals/%s/claim", id);
    as(&w, &d.d.finance);
    must_say(&w, "POST", path, "{'parts':[{'customer_id':'%s','amount_fen':1000}]}", d.customer);
    as(&w, &d.d.finance2);
    say(&w, "POST", path, "{'parts':[{'customer_id':'%s','amount_fen':1000}]}", second);
    assert_said(&w, 409, "arrival.claimed");
    assert_int_equal(spendable(&w, &other.admin), 100);
    assert_money_sound(&w);
}

TEST(what_sales_ask_or_who_recorded_it_another_of_finance_decides)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const struct turn_actor *askers[] = { &d.d.sales, &d.d.finance };
    for (size_t i = 0; i < COUNT(askers); i++) {
        const char *id = receipt(&w, &d.d.finance, at(&w, "B%d", (int)i), 500);
        int64_t had = spendable(&w, &d.c.admin);
        kt_row("%zu", i);
        as(&w, askers[i]);
        must_say(&w, "POST", at(&w, "/v1/arrivals/%s/claim", id),
                 "{'parts':[{'customer_id':'%s','amount_fen':500}]}", d.customer);
        assert_string_equal(text_of(&w, "claim.state"), "asked");
        const char *claim = text_of(&w, "claim.id");
        say(&w, "POST", at(&w, "/v1/claims/%s/confirm", claim), NULL);
        assert_int_equal(w.status, 403);
        as(&w, &d.d.finance);
        say(&w, "POST", at(&w, "/v1/arrivals/%s/return", id), "{'reason':'x'}");
        assert_said(&w, 409, "arrival.claimed");
        assert_int_equal(spendable(&w, &d.c.admin), had);
        as(&w, &d.d.finance2);
        must_say(&w, "POST", at(&w, "/v1/claims/%s/confirm", claim), NULL);
        assert_int_equal(spendable(&w, &d.c.admin), had + 500);
        as(&w, &d.d.finance2);
        say(&w, "POST", at(&w, "/v1/claims/%s/confirm", claim), NULL);
        assert_said(&w, 409, "claim.decided");
    }
    assert_money_sound(&w);
}

TEST(a_refused_claim_leaves_the_receipt_and_its_recharges_as_they_were)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *waits = expected(&w, &d.c.admin, 500);
    const char *id = receipt(&w, &d.d.finance, "B1", 500);
    const char *parts = at(&w, "{'parts':[{'recharge_id':'%s','amount_fen':500}]}", waits);
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/arrivals/%s/claim", id), "%s", parts);
    const char *claim = text_of(&w, "claim.id");
    as(&w, &d.d.finance2);
    say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", waits), NULL);
    assert_said(&w, 409, "recharge.claimed"); /* not twice */
    say(&w, "POST", at(&w, "/v1/recharges/%s/reject", waits), "{'reason':'x'}");
    assert_said(&w, 409, "recharge.claimed");
    must_say(&w, "POST", at(&w, "/v1/claims/%s/reject", claim), "{'reason':'not theirs'}");
    assert_string_equal(text_of(&w, "arrival.state"), "unclaimed");
    must_say(&w, "POST", at(&w, "/v1/arrivals/%s/claim", id), "%s", parts);
    assert_string_equal(text_of(&w, "claim.state"), "done");
    assert_int_equal(spendable(&w, &d.c.admin), 1000500);
    assert_money_sound(&w);
}

/* --- with an approval --- */

TEST(above_the_flows_amount_a_claim_waits_and_is_credited_by_its_approval)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    flow(&w, &d.d.admin, "recharge", "admin", 10000);
    const char *small = receipt(&w, &d.d.finance, "B1", 9999);
    const char *large = receipt(&w, &d.d.finance, "B2", 10000);
    as(&w, &d.d.finance2);
    must_say(&w, "POST", at(&w, "/v1/arrivals/%s/claim", small),
             "{'parts':[{'customer_id':'%s','amount_fen':9999}]}", d.customer);
    assert_string_equal(text_of(&w, "claim.state"), "done");
    must_say(&w, "POST", at(&w, "/v1/arrivals/%s/claim", large),
             "{'parts':[{'customer_id':'%s','amount_fen':10000}]}", d.customer);
    assert_string_equal(text_of(&w, "claim.state"), "waiting");
    assert_int_equal(spendable(&w, &d.c.admin), 1009999);
    assert_int_equal(account(&w, d.d.admin.org_id, "2241.99", NULL), -10000);
    agrees(&w, &d.d.admin);
    assert_said_ok(&w);
    assert_int_equal(spendable(&w, &d.c.admin), 1019999);
    assert_money_sound(&w);
}

TEST(a_rejected_approval_leaves_the_money_unclaimed_and_it_can_be_claimed_again)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    flow(&w, &d.d.admin, "recharge", "admin", 0);
    const char *waits = expected(&w, &d.c.admin, 700);
    for (int round = 0; round < 2; round++) {
        as(&w, &d.d.finance);
        must_say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", waits), NULL);
        assert_string_equal(text_of(&w, "state"), "waiting");
        assert_int_equal(account(&w, d.d.admin.org_id, "2241.99", NULL), -700);
        say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", waits), NULL);
        assert_said(&w, 409, "recharge.claimed");
        round ? agrees(&w, &d.d.admin) : rejects(&w, &d.d.admin);
        assert_said_ok(&w);
        assert_int_equal(spendable(&w, &d.c.admin), 1000000 + round * 700);
        assert_money_sound(&w);
    }
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM arrival WHERE amount_fen = 700"), 1);
}

TEST(a_confirmation_may_name_a_receipt_that_is_recorded)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    receipt(&w, &d.d.finance, "B1", 700);
    receipt(&w, &d.d.finance, "B2", 701);
    const char *waits = expected(&w, &d.c.admin, 700);
    as(&w, &d.d.finance);
    say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", waits), "{'bank_ref':'B2'}");
    assert_said(&w, 400, "arrival.other");
    must_say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", waits), "{'bank_ref':'B1'}");
    assert_string_equal(text_of(&w, "state"), "confirmed");
    assert_int_equal(account(&w, d.d.admin.org_id, "2241.99", NULL), -701);
    const char *again = expected(&w, &d.c.admin, 700);
    as(&w, &d.d.finance);
    say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", again), "{'bank_ref':'B1'}");
    assert_said(&w, 409, "arrival.claimed");
    assert_money_sound(&w);
}

TEST(what_waits_to_be_confirmed_stands_on_the_list_before_a_month_is_closed)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    pass(&w, INT64_C(32) * 86400000); /* into February */
    const char *waits = expected(&w, &d.c.admin, 300);
    const char *id = receipt(&w, &d.d.finance, "B1", 500);
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/arrivals/%s/claim", id),
             "{'parts':[{'customer_id':'%s','amount_fen':500}]}", d.customer);
    const char *claim = text_of(&w, "claim.id");
    as(&w, &d.d.finance);
    assert_int_equal(in_the_way(&w, 202602, "recharges_waiting"), 1);
    assert_int_equal(in_the_way(&w, 202602, "claims_open"), 1);
    assert_int_equal(in_the_way(&w, 202601, "claims_open"), 0);
    as(&w, &d.p.finance); /* the distributor's, not the platform's */
    assert_int_equal(in_the_way(&w, 202602, "recharges_waiting"), 0);
    assert_int_equal(in_the_way(&w, 202602, "claims_open"), 0);
    as(&w, &d.d.finance2);
    must_say(&w, "POST", at(&w, "/v1/claims/%s/confirm", claim), "{}");
    must_say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", waits), "{}");
    assert_int_equal(in_the_way(&w, 202602, "recharges_waiting"), 0);
    assert_int_equal(in_the_way(&w, 202602, "claims_open"), 0);
}
