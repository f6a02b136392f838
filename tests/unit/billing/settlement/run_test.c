/* Runs: what is in one, when, and that the books say the same. */
#include "stage.h"

#include "ledger/ledger.h"

#include <string.h>

static void close_vm(struct stage *s, const char *vm)
{
    struct world *w = &s->w;
    as(w, &s->d.c.admin);
    must_get(w, "/v1/resources/%s", vm);
    must_say(w, "POST", at(w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}",
             text_of(w, "resource.alias"));
    agent_does(w, s->d.agent, "close", "{}");
}

TEST(a_run_holds_what_was_bought_given_back_and_collected_in_its_period)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    open_vm(w, &s.d); /* list price 100.00, the distributor pays 80, the platform 70 */
    const char *second = open_vm(w, &s.d);
    collect_online(&s, 5000);
    pass(w, 10 * DAY);
    close_vm(&s, second);
    as(w, &s.d.d.finance);
    must_get(w, "/v1/settlements");
    assert_int_equal(count_of(w, "items"), 0); /* nothing before the period has ended */
    until(w, FEBRUARY_MS);
    const char *platform = outside(w, "org", w->platform_id);
    const char *run = run_between(w, &s.d.d.finance, platform);
    assert_string_equal(text_of(w, "items.0.state"), "draft");
    assert_string_equal(text_of(w, "items.0.kind"), "distribution");
    assert_int_equal(number_of(w, "items.0.to_ms"), FEBRUARY_MS);
    assert_int_equal(number_of(w, "items.0.lines_n"), 4);
    int64_t kept = 8000 * 10 / 31 + 1; /* of the second, ten of 31 days, rounded half up */
    assert_int_equal(number_of(w, "items.0.goods_fen"), 8000 + kept);
    assert_int_equal(number_of(w, "items.0.collected_fen"), 5000);
    assert_int_equal(number_of(w, "items.0.commission_fen"), 0);
    assert_int_equal(number_of(w, "items.0.net_fen"), 3000 + kept);
    assert_string_equal(text_of(w, "items.0.payer"), "buyer");
    must_get(w, "/v1/settlements/%s/lines", run);
    static const struct {
        const char *event;
        int64_t goods, collected;
    } lines[] = { { "refund", 2581 - 8000, 0 },
                  { "recharge_online", 0, 5000 },
                  { "capture", 8000, 0 },
                  { "capture", 8000, 0 } };
    assert_int_equal(count_of(w, "items"), COUNT(lines));
    for (size_t i = 0; i < COUNT(lines); i++) {
        assert_string_equal(text_of(w, at(w, "items.%zu.event", i)), lines[i].event);
        assert_int_equal(number_of(w, at(w, "items.%zu.goods_fen", i)), lines[i].goods);
        assert_int_equal(number_of(w, at(w, "items.%zu.collected_fen", i)), lines[i].collected);
        assert_true(number_of(w, at(w, "items.%zu.voucher_no", i)) > 0);
    }
    assert_string_equal(text_of(w, "items.3.sku"), "云主机 2C2G");
    assert_true(strlen(text_of(w, "items.3.line_id")) > 4);
    const char *supply = run_between(w, &s.d.p.finance, s.supplier);
    assert_string_equal(text_of(w, "items.0.kind"), "supply");
    assert_int_equal(number_of(w, "items.0.goods_fen"), 7000 + 2258); /* 7000 * 10 / 31 */
    assert_string_not_equal(supply, run);
    assert_books_sound(w);
}

TEST(lines_are_filtered_paged_and_exported)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    open_vm(w, &s.d);
    collect_online(&s, 5000);
    open_vm(w, &s.d);
    until(w, FEBRUARY_MS);
    const char *run = run_between(w, &s.d.p.finance, s.d.distributor);
    must_get(w, "/v1/settlements/%s/lines?event=capture", run);
    assert_int_equal(count_of(w, "items"), 2);
    const char *line = text_of(w, "items.0.line_id");
    must_get(w, "/v1/settlements/%s/lines?line_id=%s", run, line);
    assert_int_equal(count_of(w, "items"), 1);
    must_get(w, "/v1/settlements/%s/lines?limit=2", run);
    assert_int_equal(count_of(w, "items"), 2);
    must_get(w, "/v1/settlements/%s/lines?limit=2&cursor=%s", run, text_of(w, "next"));
    assert_int_equal(count_of(w, "items"), 1);
    assert_string_equal(text_of(w, "next"), "");
    must_get(w, "/v1/settlements?state=paid");
    assert_int_equal(count_of(w, "items"), 0);
    must_get(w, "/v1/settlements?kind=distribution&from_ms=%lld", (long long)FEBRUARY_MS - 1);
    assert_int_equal(count_of(w, "items"), 1);
    must_get(w, "/v1/settlements?from_ms=%lld", (long long)FEBRUARY_MS);
    assert_int_equal(count_of(w, "items"), 0);
    w->accept = "text/csv";
    must_get(w, "/v1/settlements/%s/lines", run);
    assert_int_equal(strncmp(w->type, "text/csv", 8), 0);
    int rows = 0;
    for (const char *p = w->raw; (p = strchr(p, '\n')); p++) rows++;
    assert_int_equal(rows, 4); /* a header and three lines */
}

/* Complaint 9: duplicate lines for one period. */
TEST(e9_a_period_is_settled_once_whoever_asks_and_however_often)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    open_vm(w, &s.d);
    as(w, &s.d.p.finance);
    say(w, "POST", "/v1/settlements", "{'other_id':'%s'}", s.d.distributor);
    assert_said(w, 409, "settlement.not_over");
    kt_world_pass(&w->k, FEBRUARY_MS - w->k.now_ms); /* the clock's own turn is still to come */
    must_say(w, "POST", "/v1/settlements", "{'other_id':'%s'}", s.d.distributor);
    assert_int_equal(number_of(w, "goods_fen"), 8000);
    const char *before = world_digest(w);
    say(w, "POST", "/v1/settlements", "{'other_id':'%s'}", s.d.distributor);
    assert_said(w, 409, "settlement.not_over"); /* February's */
    as(w, &s.d.d.finance);
    say(w, "POST", "/v1/settlements", "{'other_id':'%s'}", outside(w, "org", w->platform_id));
    assert_said(w, 409, "settlement.not_over");
    assert_string_equal(world_digest(w), before);
    until(w, FEBRUARY_MS + 40 * DAY);
    assert_int_equal(sql_int(w, "SELECT count(*) FROM settlement WHERE kind = 'distribution'"), 1);
    assert_int_equal(sql_int(w, "SELECT count(*) FROM settle_line WHERE edge_id = (SELECT id FROM "
                                "settle_edge WHERE kind = 'distribution')"),
                     1);
    /* the schema refuses what code forgot */
    assert_int_equal(sql_int(w, "SELECT count(*) FROM settle_edge e JOIN settlement r ON r.edge_id "
                                "= e.id WHERE e.from_ms <= r.from_ms"),
                     0);
}

TEST(what_comes_late_falls_into_the_next_run)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    open_vm(w, &s.d);
    as(w, &s.d.p.admin);
    must_say(w, "POST", "/v1/agreements",
             "{'buyer_id':'%s','title':'t','settle_day':10,'items':[{'scope':'all','mode':'discount"
             "','rate_bp':8000}]}",
             s.d.distributor);
    demo_in_force(w, text_of(w, "agreement.id"), text_of(w, "agreement.text_hash"));
    until(w, FEBRUARY_MS + 3 * DAY);
    assert_string_equal(run_between(w, &s.d.p.finance, s.d.distributor), "");
    open_vm(w, &s.d); /* after the cut, before the day */
    until(w, FEBRUARY_MS + 9 * DAY);
    run_between(w, &s.d.p.finance, s.d.distributor);
    assert_int_equal(number_of(w, "items.0.lines_n"), 1);
    assert_int_equal(number_of(w, "items.0.goods_fen"), 8000);
    until(w, FEBRUARY_MS + (28 + 9) * DAY);
    run_between(w, &s.d.p.finance, s.d.distributor);
    assert_int_equal(count_of(w, "items"), 2);
    assert_int_equal(number_of(w, "items.0.goods_fen"), 8000);
    assert_books_sound(w);
}

TEST(a_period_without_anything_leaves_no_run)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    kt_world_pass(&w->k, FEBRUARY_MS - w->k.now_ms);
    as(w, &s.d.p.finance);
    say(w, "POST", "/v1/settlements", "{'other_id':'%s'}", s.d.distributor);
    assert_said(w, 409, "settlement.nothing");
    until(w, FEBRUARY_MS + 70 * DAY);
    assert_int_equal(sql_int(w, "SELECT count(*) FROM settlement"), 0);
    open_vm(w, &s.d);
    until(w, FEBRUARY_MS + 100 * DAY);
    run_between(w, &s.d.p.finance, s.d.distributor);
    assert_int_equal(count_of(w, "items"), 1);
}

#define TOP "= (SELECT id FROM org WHERE kind = 'platform')"
/* A book that was changed behind the ledger's back: the difference is named, and nothing is
 * made. */
TEST(a_run_that_the_books_do_not_confirm_is_refused_with_the_difference)
{
    static const struct {
        const char *what, *name, *sql;
    } cases[] = {
        { "a line less", "difference of 5 fen",
          "UPDATE vline SET cr_fen = cr_fen + 5 WHERE cr_fen = 8000 AND party " TOP },
        { "the running totals", "difference of -7 fen",
          "UPDATE vline SET after_cr_fen = after_cr_fen + 7 WHERE cr_fen = 8000 AND party " TOP },
        { "the book above", "difference of -3 fen",
          "UPDATE vline SET after_dr_fen = after_dr_fen + 3 WHERE dr_fen = 8000 AND party > 0 "
          "AND subject_id IN (SELECT id FROM subject WHERE mirror = 'goods')" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(stage_close) struct stage s;
        struct world *w = &s.w;
        kt_row("%s", cases[i].what);
        stage_open(&s);
        open_vm(w, &s.d);
        sql(w, "DROP TRIGGER vline_update");
        sql(w, "%s", cases[i].sql);
        kt_world_pass(&w->k, FEBRUARY_MS - w->k.now_ms);
        const char *before = world_digest(w);
        as(w, &s.d.p.finance);
        say(w, "POST", "/v1/settlements", "{'other_id':'%s'}", s.d.distributor);
        assert_said(w, 409, "settlement.difference");
        assert_non_null(strstr(w->raw, "goods"));
        assert_non_null(strstr(w->raw, cases[i].name));
        assert_string_equal(world_digest(w), before);
        tick(w); /* the clock tells it and goes on with the others */
        assert_int_equal(sql_int(w, "SELECT count(*) FROM settlement WHERE kind = 'distribution'"),
                         0);
        assert_int_equal(sql_int(w, "SELECT count(*) FROM settlement WHERE kind = 'supply'"), 1);
        assert_int_equal(sql_int(w, "SELECT count(*) FROM settle_edge WHERE due_ms = %lld",
                                 (long long)w->k.now_ms + DAY),
                         1);
    }
}

/* Complaint 26: pairs that do not agree because the other side's entry is made by hand. */
TEST(e26_both_sides_of_an_edge_see_the_same_run)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    open_vm(w, &s.d);
    collect_online(&s, 12345);
    until(w, FEBRUARY_MS);
    const char *run = run_between(w, &s.d.d.finance, outside(w, "org", w->platform_id));
    must_get(w, "/v1/settlements/%s", run);
    const char *below = at(w, "%s", w->raw);
    as(w, &s.d.p.finance);
    must_get(w, "/v1/settlements/%s", run);
    assert_string_equal(w->raw, below);
    assert_int_equal(sql_int(w,
                             "SELECT count(*) FROM voucher v JOIN settle_line x ON x.id = v.id "
                             "WHERE NOT EXISTS (SELECT 1 FROM voucher m WHERE m.group_id = "
                             "v.group_id AND m.book_id <> v.book_id) AND x.edge_id IN (SELECT id "
                             "FROM settle_edge WHERE kind = 'distribution')"),
                     0);
}

/* Complaint 19: a rounding setting changes, and documents of before change with it. Complaint 20: a
 * total is added up of everything there ever was. */
TEST(e19_e20_a_runs_totals_stay_when_terms_change_and_are_kept_with_it)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    open_vm(w, &s.d);
    until(w, FEBRUARY_MS);
    const char *run = run_between(w, &s.d.p.finance, s.d.distributor);
    must_get(w, "/v1/settlements/%s", run);
    const char *before = at(w, "%s", w->raw);
    as(w, &s.d.p.admin);
    demo_terms(w, s.d.distributor, 9001);
    as(w, &s.d.p.op);
    kt_world_pass(&w->k, 1);
    must_say(w, "POST", at(w, "/v1/skus/%s/prices", s.d.vm_sku),
             "{'cycle':'month','price_fen':77777}");
    open_vm(w, &s.d);
    as(w, &s.d.p.finance);
    must_get(w, "/v1/settlements/%s", run);
    assert_string_equal(w->raw, before);
    until(w, FEBRUARY_MS + 28 * DAY);
    run_between(w, &s.d.p.finance, s.d.distributor);
    assert_int_equal(number_of(w, "items.0.goods_fen"), 70007); /* 77777 * 0.9001 = 70007.08 */
    assert_books_sound(w);
}

/* Complaint 27, and the rule of the edge: a neighbour's leg, never what is beyond it. */
TEST(nobody_sees_beyond_his_own_edge)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    struct people e, c, supplier;
    stage_open(&s);
    const char *third = demo_distributor(w, &s.d.d, "分销三", 9000, &e);
    demo_customer(w, &e, "客户丁", 100000, &c);
    demo_supplier(w, &s.d, "算力供应商", &supplier);
    buy(w, &c.admin, s.d.vm_sku, 1, 1);
    agent_does(w, s.d.agent, "open", "{'address':'192.0.2.20','ssh_port':22,'ssh_user':'root'}");
    until(w, FEBRUARY_MS);
    const char *low = run_between(w, &e.finance, s.d.distributor);
    const char *high = run_between(w, &s.d.d.finance, outside(w, "org", w->platform_id));
    static const char *const alien[] = { "客户丁", ":10000", ":9000", ":7000", "分销三" };
    as(w, &s.d.p.finance);
    must_get(w, "/v1/settlements/%s/lines", high);
    for (size_t i = 0; i < COUNT(alien); i++) assert_null(strstr(w->raw, alien[i]));
    assert_non_null(strstr(w->raw, ":8000"));
    as(w, &s.d.d.finance); /* the middle sees both its edges and no customer of the lower one */
    must_get(w, "/v1/settlements/%s/lines", low);
    assert_non_null(strstr(w->raw, ":9000"));
    assert_null(strstr(w->raw, "客户丁"));
    assert_null(strstr(w->raw, ":10000"));
    const struct {
        const struct turn_actor *who;
        const char *run;
    } foreign[] = { { &s.d.p.finance, low },
                    { &e.finance, high },
                    { &supplier.finance, low },
                    { &supplier.finance, high } };
    static const char *const paths[] = { "", "/lines" };
    static const char *const verbs[] = { "confirm", "submit", "pay", "close" };
    const char *before = world_digest(w);
    for (size_t i = 0; i < COUNT(foreign); i++) {
        as(w, foreign[i].who);
        kt_row("foreign %zu", i);
        for (size_t k = 0; k < COUNT(paths); k++) {
            get(w, "/v1/settlements/%s%s", foreign[i].run, paths[k]);
            assert_said(w, 404, "not_found");
        }
        for (size_t k = 0; k < COUNT(verbs); k++) {
            if (foreign[i].who == &supplier.finance && (k == 1 || k == 2)) continue;
            say(w, "POST", at(w, "/v1/settlements/%s/%s", foreign[i].run, verbs[k]), "{}");
            assert_said(w, 404, "not_found");
        }
        must_get(w, "/v1/settlements");
        assert_null(strstr(w->raw, foreign[i].run));
    }
    as(w, &s.d.p.finance);
    say(w, "POST", "/v1/settlements", "{'other_id':'%s'}", third);
    assert_said(w, 404, "not_found");
    assert_string_equal(world_digest(w), before);
}
