/* Recharges: claimed by one, confirmed by another, credited once. */
#include "demo.h"

static int64_t available(struct world *w, const struct demo *d)
{
    as(w, &d->c.user);
    must_get(w, "/v1/balance");
    return number_of(w, "available_fen");
}

TEST(a_customers_claim_is_credited_when_his_seller_confirms_it)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/recharges", "{'amount_fen':500,'payer':'客户甲'}");
    assert_string_equal(text_of(&w, "state"), "waiting");
    const char *id = text_of(&w, "id");
    assert_int_equal(available(&w, &d), 1000000);
    as(&w, &d.p.finance);
    say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
    assert_said(&w, 404, "not_found"); /* not the platform's customer */
    as(&w, &d.d.sales);
    say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
    assert_said(&w, 403, "route.denied");
    as(&w, &d.d.finance);
    must_say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
    assert_int_equal(available(&w, &d), 1000500);
    as(&w, &d.d.finance2);
    say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
    assert_said(&w, 409, "recharge.decided");
    say(&w, "POST", at(&w, "/v1/recharges/%s/reject", id), "{'reason':'x'}");
    assert_said(&w, 409, "recharge.decided");
    assert_int_equal(available(&w, &d), 1000500);
    assert_books_sound(&w);
}

TEST(nobody_confirms_what_he_entered_himself)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.finance);
    must_say(&w, "POST", "/v1/recharges", "{'customer_id':'%s','amount_fen':500,'payer':'x'}",
             d.customer);
    const char *id = text_of(&w, "id");
    say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
    assert_said(&w, 403, "recharge.own");
    struct turn_actor key = d.d.finance; /* his API key is he */
    key.key_id = 77;
    as(&w, &key);
    say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
    assert_said(&w, 403, "recharge.own");
    as(&w, &d.d.finance);
    must_say(&w, "POST", at(&w, "/v1/recharges/%s/reject", id), "{'reason':'typed wrong'}");
    assert_int_equal(available(&w, &d), 1000000);
}

TEST(a_claim_is_for_ones_own_customer_or_for_oneself)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.finance);
    say(&w, "POST", "/v1/recharges", "{'customer_id':'%s','amount_fen':500,'payer':'x'}",
        d.customer2);
    assert_said(&w, 404, "not_found");
    say(&w, "POST", "/v1/recharges", "{'amount_fen':500,'payer':'x'}");
    assert_said(&w, 400, "request.missing");
    as(&w, &d.c.admin);
    say(&w, "POST", "/v1/recharges", "{'customer_id':'%s','amount_fen':500,'payer':'x'}",
        d.customer2);
    assert_said(&w, 400, "not_found");
    must_say(&w, "POST", "/v1/recharges", "{'customer_id':'%s','amount_fen':500,'payer':'x'}",
             d.customer);
}

TEST(a_rejected_claim_says_why_and_credits_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/recharges", "{'amount_fen':500,'payer':'客户甲'}");
    const char *id = text_of(&w, "id");
    int64_t vouchers = sql_int(&w, "SELECT count(*) FROM voucher");
    as(&w, &d.d.finance);
    say(&w, "POST", at(&w, "/v1/recharges/%s/reject", id), "{'reason':''}");
    assert_said(&w, 400, "request.field");
    must_say(&w, "POST", at(&w, "/v1/recharges/%s/reject", id), "{'reason':'没有到账'}");
    as(&w, &d.c.admin);
    must_get(&w, "/v1/recharges");
    assert_string_equal(text_of(&w, "items.0.reason"), "没有到账");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM voucher"), vouchers);
}

TEST(the_same_confirmation_sent_twice_credits_once)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.c.admin);
    must_say(&w, "POST", "/v1/recharges", "{'amount_fen':500,'payer':'客户甲'}");
    const char *id = text_of(&w, "id");
    as(&w, &d.d.finance);
    w.key = "one-key-for-both-of-them";
    must_say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
    must_say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
    w.key = NULL;
    assert_int_equal(available(&w, &d), 1000500);
}
