/* Objections: what both sides agree to be wrong waits or is put right; before, nothing is
 * confirmed. */
#include "stage.h"

#include <string.h>

/* A run of two machines, 80 yuan each; *line is the newer one's. */
static const char *run_of_two(struct stage *s, const char **line)
{
    struct world *w = &s->w;
    stage_open(s);
    open_vm(w, &s->d);
    open_vm(w, &s->d);
    until(w, FEBRUARY_MS);
    const char *run = run_between(w, &s->d.d.finance, outside(w, "org", w->platform_id));
    must_get(w, "/v1/settlements/%s/lines", run);
    *line = text_of(w, "items.0.id");
    return run;
}

static const char *object(struct stage *s, const char *run, const char *line)
{
    struct world *w = &s->w;
    as(w, &s->d.d.finance);
    must_say(w, "POST", at(w, "/v1/settlements/%s/objections", run),
             "{'line_id':'%s','reason':'it was down for a week'}", line);
    return text_of(w, "id");
}

TEST(nothing_is_confirmed_while_an_objection_is_open)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *line, *run = run_of_two(&s, &line);
    as(w, &s.d.p.finance);
    must_say(w, "POST", at(w, "/v1/settlements/%s/confirm", run), "{}");
    const char *o = object(&s, run, line);
    say(w, "POST", at(w, "/v1/settlements/%s/objections", run), "{'line_id':'%s','reason':'x'}",
        line);
    assert_said(w, 409, "objection.there");
    say(w, "POST", at(w, "/v1/settlements/%s/confirm", run), "{}");
    assert_said(w, 409, "settlement.objections");
    must_get(w, "/v1/settlements/%s", run);
    assert_int_equal(number_of(w, "objections_n"), 1);
    assert_int_equal(number_of(w, "seller_ms"), 0); /* whoever had confirmed does it again */
    say(w, "POST", at(w, "/v1/objections/%s/refuse", o), "{'answer':'x'}");
    assert_said(w, 403, "settlement.other_side"); /* one's own */
    as(w, &s.d.p.finance);
    must_say(w, "POST", at(w, "/v1/objections/%s/refuse", o), "{'answer':'it was up'}");
    assert_string_equal(text_of(w, "state"), "refused");
    say(w, "POST", at(w, "/v1/objections/%s/accept", o), "{'how':'next'}");
    assert_said(w, 409, "objection.over");
    must_get(w, "/v1/objections?state=refused&settlement_id=%s", run);
    assert_string_equal(text_of(w, "items.0.answer"), "it was up");
    approve_run(&s, run, &s.d.p.finance, &s.d.d.finance);
    as(w, &s.d.d.finance);
    say(w, "POST", at(w, "/v1/settlements/%s/objections", run), "{'line_id':'%s','reason':'x'}",
        line);
    assert_said(w, 409, "settlement.state");
}

TEST(a_line_that_waits_is_billed_in_the_next_run_and_only_there)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *line, *run = run_of_two(&s, &line), *o = object(&s, run, line);
    as(w, &s.d.p.finance);
    say(w, "POST", at(w, "/v1/objections/%s/accept", o), "{'how':'next','amount_fen':5}");
    assert_said(w, 400, "settlement.correction");
    must_say(w, "POST", at(w, "/v1/objections/%s/accept", o), "{'how':'next'}");
    must_get(w, "/v1/settlements/%s", run);
    assert_int_equal(number_of(w, "lines_n"), 1);
    assert_int_equal(number_of(w, "net_fen"), 8000);
    approve_run(&s, run, &s.d.p.finance, &s.d.d.finance);
    pay_run(w, run, &s.d.d.finance);
    assert_books_sound(w);
    until(w, FEBRUARY_MS + 28 * DAY);
    const char *next = run_between(w, &s.d.d.finance, outside(w, "org", w->platform_id));
    assert_string_not_equal(next, run);
    assert_int_equal(number_of(w, "items.0.lines_n"), 1);
    assert_int_equal(number_of(w, "items.0.net_fen"), 8000);
    must_get(w, "/v1/settlements/%s/lines", next);
    assert_string_equal(text_of(w, "items.0.id"), line);
    approve_run(&s, next, &s.d.p.finance, &s.d.d.finance);
    pay_run(w, next, &s.d.d.finance);
    assert_int_equal(owed_between(w), 2 * 7000); /* the supplier's */
    assert_books_sound(w);
}

TEST(a_correction_is_posted_in_both_books_and_joins_the_run)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *line, *run = run_of_two(&s, &line), *o = object(&s, run, line);
    as(w, &s.d.p.finance);
    say(w, "POST", at(w, "/v1/objections/%s/accept", o), "{'how':'correct','amount_fen':8001}");
    assert_said(w, 400, "settlement.correction");
    must_say(w, "POST", at(w, "/v1/objections/%s/accept", o),
             "{'how':'correct','amount_fen':2000,'answer':'a week'}");
    must_get(w, "/v1/settlements/%s", run);
    assert_int_equal(number_of(w, "lines_n"), 3);
    assert_int_equal(number_of(w, "net_fen"), 14000);
    must_get(w, "/v1/settlements/%s/lines", run);
    assert_string_equal(text_of(w, "items.0.event"), "settle.adjust");
    assert_int_equal(number_of(w, "items.0.goods_fen"), -2000);
    assert_int_equal(number_of(w, "items.0.correction"), 1);
    assert_books_sound(w);
    approve_run(&s, run, &s.d.p.finance, &s.d.d.finance);
    pay_run(w, run, &s.d.d.finance);
    assert_int_equal(owed_between(w), 2 * 7000);
    open_vm(w, &s.d);
    until(w, FEBRUARY_MS + 28 * DAY); /* the correction is not billed again */
    run_between(w, &s.d.d.finance, outside(w, "org", w->platform_id));
    assert_int_equal(number_of(w, "items.0.lines_n"), 1);
    assert_int_equal(number_of(w, "items.0.net_fen"), 8000);
    assert_books_sound(w);
}

TEST(others_objections_and_lines_are_not_there)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    struct people other;
    const char *line, *run = run_of_two(&s, &line), *o = object(&s, run, line);
    demo_distributor(w, &s.d.p, "分销二", 9000, &other);
    const char *supply = run_between(w, &s.d.p.finance, s.supplier);
    const char *before = world_digest(w);
    static const char *const verbs[] = { "accept", "refuse", "withdraw" };
    static const char *const bodies[] = { "{'how':'next'}", "{'answer':'x'}", "{}" };
    as(w, &other.finance);
    for (size_t i = 0; i < COUNT(verbs); i++) {
        say(w, "POST", at(w, "/v1/objections/%s/%s", o, verbs[i]), "%s", bodies[i]);
        assert_said(w, 404, "not_found");
    }
    must_get(w, "/v1/objections");
    assert_int_equal(count_of(w, "items"), 0);
    as(w, &s.d.p.finance); /* a line of another run */
    say(w, "POST", at(w, "/v1/settlements/%s/objections", supply), "{'line_id':'%s','reason':'x'}",
        line);
    assert_said(w, 404, "not_found");
    say(w, "POST", at(w, "/v1/objections/%s/withdraw", o), "{}");
    assert_said(w, 400, "settlement.other_side");
    assert_string_equal(world_digest(w), before);
    as(w, &s.d.d.finance);
    must_say(w, "POST", at(w, "/v1/objections/%s/withdraw", o), "{}");
    approve_run(&s, run, &s.d.p.finance, &s.d.d.finance);
}

TEST(unconfirmed_runs_and_open_objections_stand_on_the_list_before_a_month_is_closed)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    const char *line, *run = run_of_two(&s, &line);
    const char *objection = object(&s, run, line);
    const struct turn_actor *sides[] = { &s.d.d.finance, &s.d.p.finance };
    for (size_t i = 0; i < COUNT(sides); i++) {
        as(w, sides[i]);
        assert_true(in_the_way(w, 202601, "settlements_unconfirmed") > 0);
        assert_int_equal(in_the_way(w, 202601, "objections_open"), 0); /* it came later */
        assert_int_equal(in_the_way(w, 202602, "objections_open"), 1);
    }
    as(w, &s.d.d.finance);
    must_say(w, "POST", at(w, "/v1/objections/%s/withdraw", objection), NULL);
    assert_int_equal(in_the_way(w, 202602, "objections_open"), 0);
    must_say(w, "POST", at(w, "/v1/settlements/%s/confirm", run), "{}");
    as(w, &s.d.p.finance);
    int64_t before = in_the_way(w, 202601, "settlements_unconfirmed");
    must_say(w, "POST", at(w, "/v1/settlements/%s/confirm", run), "{}");
    assert_int_equal(in_the_way(w, 202601, "settlements_unconfirmed"), before - 1);
}
