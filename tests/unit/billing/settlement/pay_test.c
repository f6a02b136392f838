/* Both sides' word, approval and payment: each once, in order, and all of it or nothing. */
#include "stage.h"

#include "ledger/ledger.h"

#include <string.h>

/* A run in which the distributor owes the platform 80 yuan. */
static const char *run_of_80(struct stage *s)
{
    stage_open(s);
    open_vm(&s->w, &s->d);
    until(&s->w, FEBRUARY_MS);
    return run_between(&s->w, &s->d.d.finance, outside(&s->w, "org", s->w.platform_id));
}

static int step(struct world *w, const struct turn_actor *who, const char *run, const char *verb,
                const char *body)
{
    as(w, who);
    return say(w, "POST", at(w, "/v1/settlements/%s/%s", run, verb), "%s", body);
}

TEST(a_run_goes_through_its_states_in_order_by_the_right_people)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *run = run_of_80(&s);
    const struct people *up = &s.d.p, *low = &s.d.d;
    step(w, &low->finance, run, "submit", "{}");
    assert_said(w, 409, "settlement.state");
    step(w, &low->finance, run, "confirm", "{'note':'seen'}");
    assert_said_ok(w);
    assert_string_equal(text_of(w, "state"), "draft");
    assert_string_equal(text_of(w, "buyer_note"), "seen");
    step(w, &low->finance2, run, "confirm", "{}");
    assert_said(w, 409, "settlement.state");
    step(w, &up->op, run, "confirm", "{}");
    assert_said(w, 403, "settlement.other_side");
    step(w, &up->finance, run, "confirm", "{'for_supplier':true,'note':'x'}");
    assert_said(w, 400, "settlement.other_side");
    step(w, &up->finance, run, "confirm", "{}");
    assert_string_equal(text_of(w, "state"), "confirmed");
    step(w, &up->finance, run, "submit", "{}");
    assert_said(w, 403, "settlement.payer");
    step(w, &low->finance, run, "pay", "{'bank_ref':'B-1'}");
    assert_said(w, 409, "settlement.state");
    step(w, &low->finance, run, "submit", "{}");
    assert_string_equal(text_of(w, "state"), "approved"); /* no flow: by rule */
    step(w, &up->finance, run, "pay", "{'bank_ref':'B-1'}");
    assert_said(w, 403, "settlement.payer");
    step(w, &low->finance, run, "pay", "{}");
    assert_said(w, 400, "request.missing");
    assert_string_equal(text_of(w, "field"), "bank_ref");
    int64_t above = bank_fen(w, w->platform_id), below = bank_fen(w, low->admin.org_id);
    step(w, &low->finance, run, "pay", "{'bank_ref':'B-1'}");
    assert_string_equal(text_of(w, "state"), "paid");
    assert_int_equal(bank_fen(w, w->platform_id), above + 8000);
    assert_int_equal(bank_fen(w, low->admin.org_id), below - 8000);
    step(w, &low->finance, run, "close", "{}");
    assert_said(w, 403, "settlement.payer");
    step(w, &up->finance, run, "close", "{}");
    assert_string_equal(text_of(w, "state"), "closed");
    assert_string_equal(text_of(w, "bank_ref"), "B-1");
    assert_books_sound(w);
}

TEST(two_clicks_at_once_pay_once)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *run = run_of_80(&s);
    approve_run(&s, run, &s.d.p.finance, &s.d.d.finance);
    int64_t below = bank_fen(w, s.d.d.admin.org_id);
    as(w, &s.d.d.finance);
    w->key = "one-click-0000001";
    must_say(w, "POST", at(w, "/v1/settlements/%s/pay", run), "{'bank_ref':'B-1'}");
    must_say(w, "POST", at(w, "/v1/settlements/%s/pay", run), "{'bank_ref':'B-1'}");
    w->key = NULL;
    step(w, &s.d.d.finance2, run, "pay", "{'bank_ref':'B-2'}");
    assert_said(w, 409, "settlement.state");
    assert_int_equal(bank_fen(w, s.d.d.admin.org_id), below - 8000);
    assert_int_equal(sql_int(w, "SELECT count(*) FROM vgroup WHERE event = 'settle'"), 1);
    assert_books_sound(w);
}

TEST(a_bank_that_holds_less_pays_nothing_at_all)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *run = run_of_80(&s);
    approve_run(&s, run, &s.d.p.finance, &s.d.d.finance);
    int64_t dist = s.d.d.admin.org_id;
    struct ledger_leg away = { .org_id = dist,
                               .role = "own",
                               .mode = "",
                               .vars = { { "amount", bank_fen(w, dist) - 7999 } } };
    assert_string_equal(post(w, &(struct ledger_event){ .event = "expense.paid",
                                                        .biz_key = "rent",
                                                        .legs = &away,
                                                        .legs_n = 1 }),
                        "");
    const char *before = world_digest(w);
    step(w, &s.d.d.finance, run, "pay", "{'bank_ref':'B-1'}");
    assert_said(w, 409, "ledger.rule_broken");
    assert_string_equal(world_digest(w), before);
    bank(w, dist, 1);
    step(w, &s.d.d.finance, run, "pay", "{'bank_ref':'B-1'}");
    assert_said_ok(w);
    assert_int_equal(bank_fen(w, dist), 0);
}

static const char *flow_and_submit(struct stage *s, const char *run)
{
    struct world *w = &s->w;
    as(w, &s->d.d.admin);
    must_say(w, "POST", "/v1/approval-flows",
             "{'kind':'settlement','levels':[{'role':'admin','min_fen':1}]}");
    approve_run(s, run, &s->d.p.finance, &s->d.d.finance);
    assert_string_equal(text_of(w, "state"), "confirmed");
    return text_of(w, "approval_id");
}

static void decide(struct stage *s, const char *approval, const char *verb)
{
    struct world *w = &s->w;
    const char *digest = sql_text(w, "SELECT digest AS s FROM approval WHERE id = %lld",
                                  (long long)inside(w, "apr", approval));
    as(w, &s->d.d.admin);
    must_say(w, "POST", at(w, "/v1/approvals/%s/%s", approval, verb), "{'digest':'%s'%s}", digest,
             strcmp(verb, "reject") == 0 ? ",'reason':'too much'" : "");
}

TEST(what_the_payers_people_agreed_to_is_what_is_paid)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *run = run_of_80(&s), *approval = flow_and_submit(&s, run);
    as(w, &s.d.p.finance);
    must_get(w, "/v1/settlements/%s", run);
    assert_string_equal(text_of(w, "approval_id"), ""); /* the payer's own business */
    decide(&s, approval, "approve");
    as(w, &s.d.d.finance);
    must_get(w, "/v1/settlements/%s", run);
    assert_string_equal(text_of(w, "state"), "approved");
    sql(w, "UPDATE settlement SET goods_fen = 9000, net_fen = 9000");
    step(w, &s.d.d.finance, run, "pay", "{'bank_ref':'B-1'}");
    assert_said(w, 409, "approval.changed");
    sql(w, "UPDATE settlement SET goods_fen = 8000, net_fen = 8000");
    step(w, &s.d.d.finance, run, "pay", "{'bank_ref':'B-1'}");
    assert_said_ok(w);
}

TEST(what_they_reject_is_looked_at_by_both_sides_again)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *run = run_of_80(&s), *approval = flow_and_submit(&s, run);
    decide(&s, approval, "reject");
    as(w, &s.d.d.finance);
    must_get(w, "/v1/settlements/%s", run);
    assert_string_equal(text_of(w, "state"), "draft");
    assert_int_equal(number_of(w, "seller_ms"), 0);
    assert_int_equal(number_of(w, "buyer_ms"), 0);
    approve_run(&s, run, &s.d.p.finance, &s.d.d.finance);
    decide(&s, text_of(w, "approval_id"), "approve");
    pay_run(w, run, &s.d.d.finance);
}

TEST(a_supplier_without_a_login_is_spoken_for_and_one_with_a_login_is_not)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    run_of_80(&s);
    const char *run = run_between(w, &s.d.p.finance, s.supplier);
    step(w, &s.d.p.op, run, "confirm", "{'for_supplier':true}");
    assert_said(w, 400, "request.missing");
    assert_string_equal(text_of(w, "field"), "note");
    step(w, &s.d.p.finance, run, "confirm", "{'for_supplier':true,'note':'by letter of 3 Feb'}");
    assert_said_ok(w);
    assert_string_equal(text_of(w, "seller_note"), "by letter of 3 Feb");
    step(w, &s.d.p.finance, run, "confirm", "{}");
    assert_said(w, 403, "settlement.same_person");
    step(w, &s.d.p.finance2, run, "confirm", "{}");
    assert_string_equal(text_of(w, "state"), "confirmed");
    step(w, &s.d.p.finance, run, "submit", "{}");
    pay_run(w, run, &s.d.p.finance);
    step(w, &s.d.p.finance, run, "close", "{'for_supplier':true,'note':'they wrote'}");
    assert_string_equal(text_of(w, "state"), "closed");
    /* from now on it has people of its own */
    struct turn_actor own = s.d.p.finance;
    own.org_id = inside(w, "org", s.supplier);
    own.user_id = s.d.c.user.user_id;
    own.who = WHO_S_FINANCE | WHO_SIGNED_IN | WHO_ANYONE;
    sql(w, "INSERT INTO membership (user_id, org_id, roles) VALUES (%lld, %lld, 2)",
        (long long)own.user_id, (long long)own.org_id);
    open_vm(w, &s.d);
    until(w, FEBRUARY_MS + 28 * DAY);
    run = run_between(w, &own, outside(w, "org", w->platform_id));
    step(w, &s.d.p.op, run, "confirm", "{'for_supplier':true,'note':'x'}");
    assert_said(w, 400, "settlement.other_side");
    step(w, &own, run, "confirm", "{}");
    assert_said_ok(w);
    assert_true(number_of(w, "seller_ms") > 0);
}

/* Complaint 26 and the model's last check: when every run is paid nobody owes anybody. The platform
 * collected more than its distributor bought, so money flows down. */
TEST(when_all_runs_are_paid_nobody_owes_anybody)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    open_vm(w, &s.d);
    collect_online(&s, 50000);
    until(w, FEBRUARY_MS);
    const char *down = run_between(w, &s.d.p.finance, s.d.distributor);
    assert_string_equal(text_of(w, "items.0.payer"), "seller");
    const char *supply = run_between(w, &s.d.p.finance, s.supplier);
    assert_int_equal(owed_between(w), 2 * 8000 + 2 * 50000 + 7000);
    approve_run(&s, down, &s.d.p.finance, &s.d.d.finance);
    approve_supply(&s, supply);
    int64_t above = bank_fen(w, w->platform_id), below = bank_fen(w, s.d.d.admin.org_id);
    pay_run(w, down, &s.d.p.finance);
    pay_run(w, supply, &s.d.p.finance);
    assert_int_equal(owed_between(w), 0);
    assert_int_equal(bank_fen(w, w->platform_id), above - 42000 - 7000);
    assert_int_equal(bank_fen(w, s.d.d.admin.org_id), below + 42000);
    assert_books_sound(w);
    until(w, FEBRUARY_MS + 60 * DAY); /* and what was paid is nobody's new line */
    assert_int_equal(sql_int(w, "SELECT count(*) FROM settlement"), 2);
}

/* Only given back in a period: the amounts turn round, and so does the payment. */
TEST(a_period_in_which_more_is_given_back_than_sold_is_paid_the_other_way)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    buy(w, &s.d.c.admin, s.d.vm_sku, 2, 1);
    const char *vm = text_of(w, "lines.0.resource_id");
    agent_does(w, s.d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    until(w, FEBRUARY_MS);
    const char *first = run_between(w, &s.d.p.finance, s.d.distributor);
    approve_run(&s, first, &s.d.p.finance, &s.d.d.finance);
    pay_run(w, first, &s.d.d.finance);
    const char *supply = run_between(w, &s.d.p.finance, s.supplier);
    approve_supply(&s, supply);
    pay_run(w, supply, &s.d.p.finance);
    as(w, &s.d.c.admin);
    must_get(w, "/v1/resources/%s", vm);
    must_say(w, "POST", at(w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(w, "resource.alias"));
    agent_does(w, s.d.agent, "close", "{}");
    until(w, FEBRUARY_MS + 28 * DAY);
    const char *second = run_between(w, &s.d.p.finance, s.d.distributor);
    assert_true(number_of(w, "items.0.goods_fen") < 0);
    assert_string_equal(text_of(w, "items.0.payer"), "seller");
    approve_run(&s, second, &s.d.p.finance, &s.d.d.finance);
    pay_run(w, second, &s.d.p.finance);
    supply = run_between(w, &s.d.p.finance, s.supplier);
    assert_string_equal(text_of(w, "items.0.payer"), "seller"); /* the supplier pays */
    approve_supply(&s, supply);
    pay_run(w, supply, &s.d.p.finance);
    assert_int_equal(owed_between(w), 0);
    assert_books_sound(w);
}

/* Complaints 21 and 25: money lost below the first level; a commission that is not taken back. */
TEST(e21_e25_chains_of_every_depth_and_mode_come_out_even_with_refunds)
{
    static const int depths[] = { 1, 3, 6 };
    for (size_t i = 0; i < 2 * COUNT(depths); i++) {
        AUTO(stage_close) struct stage s;
        struct world *w = &s.w;
        struct people level[8], c;
        const char *ids[8], *mode = i % 2 ? "'rebate','rate_bp':500" : "'discount','rate_bp':9000";
        int n = depths[i / 2];
        kt_row("depth %d, %s", n, mode);
        stage_open(&s);
        as(w, &s.d.p.op);
        kt_world_pass(&w->k, 1);
        level[0] = s.d.p;
        for (int k = 1; k <= n; k++) {
            ids[k] = demo_distributor(w, &level[k - 1], at(w, "级%d", k), 0, &level[k]);
            as(w, &level[k - 1].admin);
            must_say(w, "POST", "/v1/agreements",
                     "{'buyer_id':'%s','title':'t','items':[{'scope':'all','mode':%s}]}", ids[k],
                     mode);
            demo_in_force(w, text_of(w, "agreement.id"), text_of(w, "agreement.text_hash"));
            bank(w, level[k].admin.org_id, 100000);
        }
        bank(w, w->platform_id, 100000);
        demo_customer(w, &level[n], "客户末", 100000, &c);
        const char *vm[2];
        for (int k = 0; k < 2; k++) {
            buy(w, &c.admin, s.d.vm_sku, 1, 1);
            vm[k] = text_of(w, "lines.0.resource_id");
            agent_does(w, s.d.agent, "open",
                       "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
        }
        pass(w, 7 * DAY);
        as(w, &c.admin);
        must_get(w, "/v1/resources/%s", vm[1]);
        must_say(w, "POST", at(w, "/v1/resources/%s/close", vm[1]), "{'confirm':'%s'}",
                 text_of(w, "resource.alias"));
        agent_does(w, s.d.agent, "close", "{}");
        until(w, FEBRUARY_MS);
        for (int k = n; k >= 1; k--) {
            const char *run = run_between(w, &level[k - 1].finance, ids[k]);
            int64_t commission = number_of(w, "items.0.commission_fen");
            if (i % 2) assert_int_equal(commission, 500 + 113); /* 5 % of 100.00 and of 22.58 */
            approve_run(&s, run, &level[k - 1].finance, &level[k].finance);
            pay_run(w, run, &level[k].finance);
        }
        const char *supply = run_between(w, &s.d.p.finance, s.supplier);
        approve_supply(&s, supply);
        pay_run(w, supply, &s.d.p.finance);
        assert_int_equal(owed_between(w), 0);
        assert_books_sound(w);
    }
}
