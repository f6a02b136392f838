/* What waits for an approval elsewhere: terms coming into force, prices under cost, large refunds.
 * Done when it is given, to exactly what was shown, and otherwise not at all. */
#include "payer.h"

static const char *signed_terms(struct world *w, struct demo *d, const char *buyer, int rate_bp)
{
    as(w, &d->p.sales);
    must_say(
        w, "POST", "/v1/agreements",
        "{'buyer_id':'%s','title':'新条款','items':[{'scope':'all','mode':'discount','rate_bp':"
        "%d}]}",
        buyer, rate_bp);
    const char *id = text_of(w, "agreement.id");
    must_say(w, "POST", at(w, "/v1/agreements/%s/sign", id), "{'text_hash':'%s','paper':true}",
             text_of(w, "agreement.text_hash"));
    return id;
}

static const char *agreement_state(struct world *w, const char *id)
{
    return sql_text(w, "SELECT state AS s FROM agreement WHERE id = %lld",
                    (long long)inside(w, "agr", id));
}

TEST(terms_come_into_force_with_their_approval_and_not_before)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    flow(&w, &d.p.admin, "agreement", "finance", 0);
    const char *id = signed_terms(&w, &d, d.distributor, 9000);
    must_say(&w, "POST", at(&w, "/v1/agreements/%s/activate", id), NULL);
    assert_string_equal(text_of(&w, "agreement.state"), "signed");
    assert_true(text_of(&w, "agreement.approval_id")[0]);
    say(&w, "POST", at(&w, "/v1/agreements/%s/activate", id), NULL);
    assert_said(&w, 409, "approval.waiting");
    rejects(&w, &d.p.finance);
    assert_said_ok(&w);
    assert_string_equal(agreement_state(&w, id), "signed");
    as(&w, &d.p.sales);
    must_say(&w, "POST", at(&w, "/v1/agreements/%s/activate", id), NULL);
    agrees(&w, &d.p.finance);
    assert_said_ok(&w);
    assert_string_equal(agreement_state(&w, id), "active");
}

TEST(terms_whose_day_has_come_wait_for_their_approval_too)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    flow(&w, &d.p.admin, "agreement", "finance", 0);
    const char *id = signed_terms(&w, &d, d.distributor, 9000);
    sql(&w, "UPDATE agreement SET valid_from_ms = %lld WHERE id = %lld",
        (long long)w.k.now_ms + 1000, (long long)inside(&w, "agr", id));
    pass(&w, 5000);
    assert_string_equal(agreement_state(&w, id), "signed");
    agrees(&w, &d.p.finance);
    assert_said_ok(&w);
    assert_string_equal(agreement_state(&w, id), "active");
}

/* --- prices --- */

static const char *under_cost(struct world *w, struct demo *d, int64_t fen)
{
    as(w, &d->d.sales);
    must_say(w, "POST", "/v1/customer-prices",
             "{'customer_id':'%s','scope':'sku','sku_id':'%s','cycle':'month','kind':'price',"
             "'price_fen':%lld,'under_cost':true}",
             d->customer, d->vm_sku, (long long)fen);
    return text_of(w, "id");
}

static int quote(struct world *w, struct demo *d)
{
    as(w, &d->c.admin);
    return say(w, "POST", "/v1/quotes", "{'sku_id':'%s'}", d->vm_sku);
}

TEST(a_price_under_cost_counts_only_when_it_was_approved_and_the_quote_says_by_which)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    flow(&w, &d.d.admin, "customer_price", "admin", 0);
    under_cost(&w, &d, 5000);
    assert_string_equal(text_of(&w, "state"), "waiting");
    quote(&w, &d);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "price_fen"), 10000); /* as if it were not there */
    rejects(&w, &d.d.admin);
    assert_string_equal(sql_text(&w, "SELECT state AS s FROM customer_price"), "rejected");
    under_cost(&w, &d, 6000);
    agrees(&w, &d.d.admin);
    assert_said_ok(&w);
    quote(&w, &d);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "price_fen"), 6000);
    assert_true(sql_int(&w, "SELECT approval_id FROM quote ORDER BY id DESC LIMIT 1") ==
                sql_int(&w, "SELECT max(id) FROM approval"));
    sql(&w, "UPDATE customer_price SET approval_id = 0"); /* one nobody has ever approved */
    quote(&w, &d);
    assert_said(&w, 409, "quote.under_cost");
}

TEST(without_a_flow_a_price_under_cost_is_approved_by_rule_and_that_is_on_record)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    under_cost(&w, &d, 5000);
    assert_string_equal(text_of(&w, "state"), "active");
    assert_true(text_of(&w, "approval_id")[0]);
    quote(&w, &d);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "price_fen"), 5000);
}

TEST(a_price_that_is_ended_while_it_waits_takes_its_approval_with_it)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    flow(&w, &d.d.admin, "customer_price", "admin", 0);
    const char *id = under_cost(&w, &d, 5000);
    must_say(&w, "POST", at(&w, "/v1/customer-prices/%s/end", id), NULL);
    agrees(&w, &d.d.admin);
    assert_said(&w, 409, "approval.over");
    assert_string_equal(sql_text(&w, "SELECT state AS s FROM customer_price"), "ended");
}

/* --- refunds --- */

static void close_it(struct world *w, struct demo *d, const char *vm)
{
    as(w, &d->c.admin);
    must_get(w, "/v1/resources/%s", vm);
    must_say(w, "POST", at(w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(w, "resource.alias"));
    agent_does(w, d->agent, "close", "{}");
}

TEST(a_refund_above_the_flows_amount_is_paid_when_it_is_approved_and_it_is_closed)
{
    static const bool agreed[] = { true, false };
    for (size_t i = 0; i < COUNT(agreed); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        kt_row("%d", agreed[i]);
        world_open(&w);
        world_demo(&w, &d);
        flow(&w, &d.d.admin, "refund", "finance", 100);
        const char *vm = open_vm(&w, &d);
        int64_t left = spendable(&w, &d.c.admin);
        close_it(&w, &d, vm);
        assert_int_equal(spendable(&w, &d.c.admin), left);
        agreed[i] ? agrees(&w, &d.d.finance) : rejects(&w, &d.d.finance);
        assert_said_ok(&w);
        assert_int_equal(spendable(&w, &d.c.admin), agreed[i] ? left + 10000 : left);
        assert_string_equal(sql_text(&w, "SELECT state AS s FROM refund"),
                            agreed[i] ? "done" : "dropped");
        assert_money_sound(&w);
    }
}

TEST(a_refund_that_is_approved_before_it_is_closed_is_paid_with_the_closing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    flow(&w, &d.d.admin, "refund", "finance", 100);
    const char *vm = open_vm(&w, &d);
    int64_t left = spendable(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s", vm);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(&w, "resource.alias"));
    agrees(&w, &d.d.finance);
    assert_said_ok(&w);
    assert_int_equal(spendable(&w, &d.c.admin), left);
    agent_does(&w, d.agent, "close", "{}");
    assert_int_equal(spendable(&w, &d.c.admin), left + 10000);
    assert_money_sound(&w);
}
