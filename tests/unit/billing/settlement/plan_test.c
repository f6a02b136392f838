/* In what order runs can be paid: against every order there is on small trees, and over the API. */
#include "stage.h"

#include "billing/settlement/pay_order_priv.h"
#include "ledger/ledger.h"

#include <string.h>

#define BANKS 4
#define ITEMS 6

/* Whether any order of what is left works: all of them are tried. */
static bool some_order(struct pay_item *items, int64_t n, int64_t *banks)
{
    bool all = true;
    for (int64_t i = 0; i < n; i++) {
        struct pay_item *x = &items[i];
        if (x->done) continue;
        all = false;
        if (x->payer >= 0 && banks[x->payer] < x->fen) continue;
        x->done = true;
        if (x->payer >= 0) banks[x->payer] -= x->fen;
        if (x->payee >= 0) banks[x->payee] += x->fen;
        bool found = some_order(items, n, banks);
        if (x->payer >= 0) banks[x->payer] += x->fen;
        if (x->payee >= 0) banks[x->payee] -= x->fen;
        x->done = false;
        if (found) return true;
    }
    return all;
}

/* Edges of a random tree of four banks, and a supplier of the first; runs in either direction. */
static int64_t draw(uint64_t *seed, struct pay_item *items, int64_t *banks)
{
    int64_t n = 1 + (int64_t)(kt_next(seed) % ITEMS);
    for (int i = 0; i < BANKS; i++) banks[i] = (int64_t)(kt_next(seed) % 12);
    for (int64_t i = 0; i < n; i++) {
        int64_t low = (int64_t)(kt_next(seed) % BANKS);
        int64_t high = low ? (int64_t)(kt_next(seed) % (uint64_t)low) : PAY_OUTSIDE;
        bool down = kt_next(seed) % 2;
        items[i] = (struct pay_item){ .payer = down ? high : low,
                                      .payee = down ? low : high,
                                      .fen = (int64_t)(kt_next(seed) % 12),
                                      .rank = (int64_t)(kt_next(seed) % 4) };
    }
    return n;
}

static void replay(const struct pay_order *p, int64_t *banks)
{
    for (int64_t i = 0; i < p->order_n; i++) {
        const struct pay_item *x = &p->items[p->order[i]];
        assert_true(x->done);
        if (x->payer >= 0) assert_true((banks[x->payer] -= x->fen) >= 0);
        if (x->payee >= 0) banks[x->payee] += x->fen;
    }
    for (int64_t i = 0; i < p->items_n; i++) /* what is left cannot be paid now */
        if (!p->items[i].done)
            assert_true(p->items[i].payer >= 0 && banks[p->items[i].payer] < p->items[i].fen);
}

TEST(an_order_is_found_whenever_there_is_one)
{
    uint64_t seed = 3;
    int64_t possible = 0;
    for (int i = 0; i < 20000; i++) {
        struct pay_item items[ITEMS];
        int64_t banks[BANKS], begin[BANKS], owed[BANKS] = { 0 }, order[ITEMS];
        struct pay_order p = { .items = items, .banks = banks, .owed = owed, .order = order };
        p.items_n = draw(&seed, items, banks);
        memcpy(begin, banks, sizeof begin);
        bool some = some_order(items, p.items_n, banks);
        kt_row("seed 3, tree %d", i);
        pay_order_find(&p);
        assert_true(p.sure);
        assert_int_equal(p.all, some);
        assert_int_equal(p.all, p.order_n == p.items_n);
        replay(&p, begin);
        assert_memory_equal(begin, banks, sizeof begin);
        possible += some;
    }
    assert_true(possible > 4000 && possible < 16000);
}

/* The first to pay is not the first that can: who is waited for goes before who is not. */
TEST(payers_who_wait_for_each_other_are_served_in_the_order_that_works)
{
    struct pay_item items[] = { { .payer = 0, .payee = 2, .fen = 10, .rank = 0 },
                                { .payer = 0, .payee = 1, .fen = 10, .rank = 1 },
                                { .payer = 1, .payee = 0, .fen = 10, .rank = 2 } };
    int64_t banks[3] = { 10, 0, 0 }, owed[3] = { 0 }, order[3];
    struct pay_order p = { items, 3, banks, owed, order, 0, false, false };
    pay_order_find(&p);
    assert_true(p.all);
    assert_int_equal(order[0], 1);
    assert_int_equal(order[1], 2);
    assert_int_equal(order[2], 0);
}

TEST(many_runs_that_cannot_all_be_paid_are_answered_in_bounded_work)
{
    static struct pay_item items[PAY_ITEMS_MAX];
    static int64_t order[PAY_ITEMS_MAX];
    int64_t banks[2] = { 100000, 0 }, owed[2] = { 0 };
    uint64_t seed = 5;
    for (int64_t i = 0; i < PAY_ITEMS_MAX; i++) {
        int64_t payer = (int64_t)(kt_next(&seed) % 2);
        items[i] = (struct pay_item){ payer, 1 - payer, 60001 + (int64_t)(kt_next(&seed) % 30000),
                                      0, false };
    }
    struct pay_order p = { items, PAY_ITEMS_MAX, banks, owed, order, 0, false, false };
    pay_order_find(&p);
    assert_true(p.order_n > 0);
    assert_true(p.all || !p.sure || p.order_n < PAY_ITEMS_MAX);
}

static void take_cash(struct world *w, int64_t org_id, int64_t leave_fen)
{
    struct ledger_leg away = { .org_id = org_id,
                               .role = "own",
                               .mode = "",
                               .vars = { { "amount", bank_fen(w, org_id) - leave_fen } } };
    assert_string_equal(
        post(w, &(struct ledger_event){ .event = "expense.paid",
                                        .biz_key = at(w, "x:%lld", (long long)++w->serial),
                                        .legs = &away,
                                        .legs_n = 1 }),
        "");
}

TEST(the_plan_says_who_pays_when_and_whose_bank_is_short)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    struct people e, c;
    stage_open(&s);
    const char *third = demo_distributor(w, &s.d.d, "分销三", 9000, &e);
    demo_customer(w, &e, "客户丁", 100000, &c);
    buy(w, &c.admin, s.d.vm_sku, 1, 1);
    agent_does(w, s.d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    until(w, FEBRUARY_MS);
    const char *low = run_between(w, &s.d.d.finance, third);
    const char *high = run_between(w, &s.d.p.finance, s.d.distributor);
    const char *supply = run_between(w, &s.d.p.finance, s.supplier);
    approve_run(&s, low, &s.d.d.finance, &e.finance);
    approve_run(&s, high, &s.d.p.finance, &s.d.d.finance);
    approve_supply(&s, supply);
    /* nobody but the lowest has anything: the money runs up and out */
    take_cash(w, s.d.d.admin.org_id, 0);
    take_cash(w, w->platform_id, 0);
    as(w, &s.d.p.finance);
    must_get(w, "/v1/settlement-plan");
    assert_int_equal(number_of(w, "feasible"), 1);
    assert_int_equal(count_of(w, "steps"), 3);
    assert_string_equal(text_of(w, "steps.0.id"), low);
    assert_string_equal(text_of(w, "steps.1.id"), high);
    assert_string_equal(text_of(w, "steps.2.id"), supply);
    assert_int_equal(number_of(w, "steps.2.amount_fen"), 7000);
    /* the middle buys at 80 and sells at 90; let it lack two */
    take_cash(w, e.admin.org_id, 8998);
    must_get(w, "/v1/settlement-plan");
    assert_int_equal(number_of(w, "feasible"), 0);
    json_t *step = row_of(w, "steps", "id", low);
    assert_string_equal(json_string_value(json_object_get(step, "state")), "stuck");
    assert_int_equal(json_integer_value(json_object_get(step, "short_fen")), 2);
    assert_string_equal(json_string_value(json_object_get(step, "payer")), "分销三");
    step = row_of(w, "steps", "id", high);
    assert_int_equal(json_integer_value(json_object_get(step, "short_fen")), 8000);
    /* who stands beside it is told that it is stuck, and nothing of a bank that is not his */
    as(w, &s.d.d.finance);
    must_get(w, "/v1/settlement-plan");
    assert_int_equal(count_of(w, "steps"), 2);
    step = row_of(w, "steps", "id", low);
    assert_int_equal(json_integer_value(json_object_get(step, "short_fen")), 0);
    step = row_of(w, "steps", "id", high);
    assert_int_equal(json_integer_value(json_object_get(step, "short_fen")), 8000);
    as(w, &e.finance);
    must_get(w, "/v1/settlement-plan");
    assert_int_equal(count_of(w, "steps"), 1);
    bank(w, e.admin.org_id, 2);
    must_get(w, "/v1/settlement-plan");
    assert_int_equal(number_of(w, "feasible"), 1);
}
