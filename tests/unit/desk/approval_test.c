/* Approvals: somebody else agrees to exactly what is done, as the organisation's flow says. */
#include "wish.h"

#include "desk/desk.h"

#include <string.h>

TEST(without_a_flow_it_is_approved_at_once_by_rule)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    as(&w, &d.d.sales);
    wish(&w, 100, "a pony");
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "state"), "granted");
    const char *id = wish_approval(&w);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/approvals/%s", id);
    assert_string_equal(text_of(&w, "approval.state"), "approved");
    assert_int_equal(number_of(&w, "approval.by_rule"), 1);
    assert_int_equal(number_of(&w, "approval.amount_fen"), 100);
    assert_string_equal(text_of(&w, "payload.what"), "a pony");
}

TEST(a_level_applies_from_its_amount_on)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance','min_fen':1000},{'role':'admin','min_fen':50000}]");
    as(&w, &d.d.sales);
    wish(&w, 999, "small");
    assert_string_equal(text_of(&w, "state"), "granted");
    wish(&w, 1000, "middle");
    assert_string_equal(text_of(&w, "state"), "waiting");
    const char *middle = wish_approval(&w);
    wish(&w, 50000, "large");
    const char *large = wish_approval(&w);
    approves(&w, &d.d.finance, middle);
    assert_said_ok(&w);
    assert_string_equal(wish_state(&w, middle), "granted");
    approves(&w, &d.d.finance, large);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "approval.level"), 2);
    assert_string_equal(wish_state(&w, large), "waiting");
    approves(&w, &d.d.admin, large);
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "approval.state"), "approved");
    assert_int_equal(count_of(&w, "decisions"), 2);
    assert_string_equal(wish_state(&w, large), "granted");
}

TEST(a_level_that_needs_two_waits_for_the_second_and_one_person_is_one)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance','need':2}]");
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    const char *id = wish_approval(&w);
    approves(&w, &d.d.finance, id);
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "approval.state"), "waiting");
    assert_int_equal(number_of(&w, "steps.0.agreed"), 1);
    assert_string_equal(text_of(&w, "why_not"), "approval.once");
    approves(&w, &d.d.finance, id);
    assert_said(&w, 409, "approval.once");
    approves(&w, &d.d.finance2, id);
    assert_said_ok(&w);
    assert_string_equal(wish_state(&w, id), "granted");
    approves(&w, &d.d.finance2, id);
    assert_said(&w, 409, "approval.over");
}

TEST(whoever_asks_never_decides)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'}]");
    as(&w, &d.d.finance);
    wish(&w, 1, "for myself");
    const char *id = wish_approval(&w);
    must_get(&w, "/v1/approvals");
    assert_int_equal(count_of(&w, "items"), 0);
    const char *before = world_digest(&w);
    approves(&w, &d.d.finance, id);
    assert_said(&w, 403, "approval.own");
    rejects(&w, &d.d.finance, id, "no");
    assert_said(&w, 403, "approval.own");
    assert_string_equal(world_digest(&w), before);
    approves(&w, &d.d.finance2, id);
    assert_said_ok(&w);
}

TEST(nobody_agrees_to_what_he_has_not_seen)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'}]");
    as(&w, &d.d.sales);
    wish(&w, 1, "one thing");
    const char *one = wish_approval(&w);
    wish(&w, 2, "another");
    const char *other = wish_approval(&w);
    assert_string_not_equal(wish_digest(&w, one), wish_digest(&w, other));
    const char *before = world_digest(&w);
    as(&w, &d.d.finance);
    say(&w, "POST", at(&w, "/v1/approvals/%s/approve", one), "{'digest':'%s'}",
        wish_digest(&w, other));
    assert_said(&w, 409, "approval.changed");
    say(&w, "POST", at(&w, "/v1/approvals/%s/reject", one), "{'digest':'%s','reason':'x'}",
        wish_digest(&w, other));
    assert_said(&w, 409, "approval.changed");
    assert_string_equal(world_digest(&w), before);
}

/* Approve, then edit: what is done is compared with what was approved, in the same turn. */
TEST(what_was_changed_after_it_was_asked_for_is_not_done)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'}]");
    as(&w, &d.d.sales);
    wish(&w, 100, "a pony");
    const char *id = wish_approval(&w);
    sql(&w, "UPDATE wish SET amount_fen = 100000");
    approves(&w, &d.d.finance, id);
    assert_said(&w, 409, "approval.changed");
    assert_string_equal(approval_state(&w, id), "waiting");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM approval_decision"), 0);
    sql(&w, "UPDATE wish SET amount_fen = 100");
    approves(&w, &d.d.finance, id);
    assert_said_ok(&w);
}

TEST(what_cannot_be_carried_out_is_not_approved)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'}]");
    as(&w, &d.d.sales);
    wish(&w, 100, "trouble");
    const char *id = wish_approval(&w), *before = world_digest(&w);
    approves(&w, &d.d.finance, id);
    assert_said(&w, 409, "state.move");
    assert_string_equal(world_digest(&w), before);
}

TEST(one_rejection_with_a_reason_ends_it)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance','need':2},{'role':'admin'}]");
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    const char *id = wish_approval(&w);
    rejects(&w, &d.d.finance, id, "");
    assert_said(&w, 400, "request.field");
    rejects(&w, &d.d.finance, id, "too dear");
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "approval.state"), "rejected");
    assert_string_equal(text_of(&w, "approval.reason"), "too dear");
    assert_string_equal(wish_state(&w, id), "rejected");
    approves(&w, &d.d.finance2, id);
    assert_said(&w, 409, "approval.over");
    as(&w, &d.d.sales);
    say(&w, "POST", at(&w, "/v1/approvals/%s/withdraw", id), NULL);
    assert_said(&w, 409, "approval.over");
}

TEST(who_asked_and_nobody_else_takes_it_back)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'}]");
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    const char *id = wish_approval(&w);
    as(&w, &d.d.admin);
    say(&w, "POST", at(&w, "/v1/approvals/%s/withdraw", id), NULL);
    assert_said(&w, 403, "approval.not_yours");
    as(&w, &d.d.sales);
    must_say(&w, "POST", at(&w, "/v1/approvals/%s/withdraw", id), NULL);
    assert_string_equal(wish_state(&w, id), "withdrawn");
    approves(&w, &d.d.finance, id);
    assert_said(&w, 409, "approval.over");
}

TEST(what_nobody_decides_expires_after_fourteen_days)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'}]");
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    const char *id = wish_approval(&w);
    pass(&w, APPROVAL_MS - 1000);
    assert_string_equal(approval_state(&w, id), "waiting");
    kt_world_pass(&w.k, 1000); /* the clock has not been looked at yet */
    approves(&w, &d.d.finance, id);
    assert_said(&w, 409, "approval.expired");
    tick(&w);
    assert_string_equal(approval_state(&w, id), "expired");
    assert_string_equal(wish_state(&w, id), "expired");
    approves(&w, &d.d.finance, id);
    assert_said(&w, 409, "approval.over");
    tick(&w);
    assert_int_equal(sql_int(&w,
                             "SELECT count(*) FROM message WHERE kind = 'approval' AND user_id = "
                             "%lld",
                             (long long)d.d.sales.user_id),
                     1);
}

TEST(exactly_the_same_is_not_asked_for_twice_at_once)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'}]");
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    const char *id = wish_approval(&w), *before = world_digest(&w);
    wish(&w, 1, "x");
    assert_said(&w, 409, "approval.waiting");
    assert_string_equal(world_digest(&w), before);
    rejects(&w, &d.d.finance, id, "no");
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    assert_said_ok(&w);
}

TEST(a_level_that_could_never_be_decided_is_refused_at_once)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'sales'}]");
    const char *before = world_digest(&w);
    as(&w, &d.d.sales); /* the only one */
    wish(&w, 1, "x");
    assert_said(&w, 409, "approval.nobody");
    assert_string_equal(world_digest(&w), before);
    as(&w, &d.d.finance);
    wish(&w, 1, "x");
    assert_said_ok(&w);
    wish_flow(&w, &d, "[{'role':'finance','need':3}]"); /* there are two */
    as(&w, &d.d.sales);
    wish(&w, 2, "x");
    assert_said(&w, 409, "approval.nobody");
}

TEST(named_people_decide_and_nobody_else)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d,
              at(&w, "[{'people':[{'user_id':'%s'},{'user_id':'%s'}],'need':1}]",
                 outside(&w, "usr", d.d.op.user_id), outside(&w, "usr", d.d.tech.user_id)));
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    const char *id = wish_approval(&w);
    must_get(&w, "/v1/approvals/%s", id);
    assert_int_equal(count_of(&w, "steps.0.people"), 2);
    approves(&w, &d.d.admin, id);
    assert_said(&w, 403, "approval.not_yours");
    approves(&w, &d.d.finance, id); /* it does not concern him at all */
    assert_said(&w, 404, "not_found");
    as(&w, &d.d.tech);
    must_get(&w, "/v1/approvals");
    assert_string_equal(text_of(&w, "items.0.id"), id);
    approves(&w, &d.d.tech, id);
    assert_said_ok(&w);
    assert_string_equal(wish_state(&w, id), "granted");
}

TEST(a_flow_changed_meanwhile_does_not_change_what_waits)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'},{'role':'admin'}]");
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    const char *id = wish_approval(&w);
    wish_flow(&w, &d, "[]");
    approves(&w, &d.d.finance, id);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "approval.level"), 2);
    approves(&w, &d.d.admin, id);
    assert_string_equal(wish_state(&w, id), "granted");
    as(&w, &d.d.sales);
    wish(&w, 1, "y");
    assert_string_equal(text_of(&w, "state"), "granted");
}

TEST(lists_show_what_waits_for_me_what_i_asked_and_administrators_all)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance','min_fen':100}]");
    as(&w, &d.d.sales);
    wish(&w, 100, "first");
    const char *first = wish_approval(&w);
    wish(&w, 200, "second");
    wish(&w, 1, "by rule");
    must_get(&w, "/v1/approvals?view=asked");
    assert_int_equal(count_of(&w, "items"), 3);
    must_get(&w, "/v1/approvals?view=asked&state=waiting");
    assert_int_equal(count_of(&w, "items"), 2);
    must_get(&w, "/v1/approvals?view=asked&kind=recharge");
    assert_int_equal(count_of(&w, "items"), 0);
    must_get(&w, "/v1/approvals?view=asked&text=wish");
    assert_int_equal(count_of(&w, "items"), 3);
    must_get(&w, "/v1/approvals?view=asked&to_ms=1");
    assert_int_equal(count_of(&w, "items"), 0);
    get(&w, "/v1/approvals?view=all");
    assert_said(&w, 403, "route.denied");
    rejects(&w, &d.d.finance, first, "no");
    must_get(&w, "/v1/approvals");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_int_equal(number_of(&w, "items.0.amount_fen"), 200);
    must_get(&w, "/v1/approvals/%s", first); /* he decided it */
    as(&w, &d.d.admin);
    must_get(&w, "/v1/approvals?view=all");
    assert_int_equal(count_of(&w, "items"), 3);
    must_get(&w, "/v1/approvals");
    assert_int_equal(count_of(&w, "items"), 0);
    as(&w, &d.d.tech);
    get(&w, "/v1/approvals/%s", first);
    assert_said(&w, 404, "not_found");
    as(&w, &d.p.admin); /* another organisation's are not there */
    get(&w, "/v1/approvals/%s", first);
    assert_said(&w, 404, "not_found");
    approves(&w, &d.p.admin, first);
    assert_said(&w, 404, "not_found");
    must_get(&w, "/v1/approvals?view=all");
    assert_int_equal(count_of(&w, "items"), 0);
}

TEST(those_who_decide_are_told_and_so_is_who_asked)
{
    AUTO(world_close) struct world w;
    struct demo d;
    wish_open(&w, &d);
    wish_flow(&w, &d, "[{'role':'finance'},{'role':'admin'}]");
    as(&w, &d.d.sales);
    wish(&w, 1, "x");
    const char *id = wish_approval(&w);
    tick(&w);
    as(&w, &d.d.finance);
    must_get(&w, "/v1/messages");
    assert_string_equal(text_of(&w, "items.0.object_ref"), id);
    assert_string_equal(text_of(&w, "items.0.text_zh"), "待审批：愿望");
    assert_string_equal(text_of(&w, "items.0.text_en"), "For approval: A wish");
    as(&w, &d.d.admin);
    must_get(&w, "/v1/messages");
    assert_int_equal(count_of(&w, "items"), 0);
    approves(&w, &d.d.finance, id);
    tick(&w);
    as(&w, &d.d.admin);
    must_get(&w, "/v1/messages");
    assert_int_equal(count_of(&w, "items"), 1);
    rejects(&w, &d.d.admin, id, "not now");
    tick(&w);
    as(&w, &d.d.sales);
    must_get(&w, "/v1/messages");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_string_equal(text_of(&w, "items.0.text_en"), "Rejected: A wish: not now");
}

/* --- flows --- */

TEST(every_kind_has_a_flow_that_can_be_written_and_read_again)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.admin);
    must_get(&w, "/v1/approval-flows");
    size_t n = count_of(&w, "items");
    assert_int_equal(n, 8);
    for (const struct approval_kind *k = approval_kinds; k->kind; k++) {
        kt_row("%s", k->kind);
        must_say(&w, "POST", "/v1/approval-flows",
                 "{'kind':'%s','levels':[{'role':'finance','need':2,'min_fen':500}]}", k->kind);
        assert_string_equal(text_of(&w, "title_zh"), k->zh);
        assert_string_equal(text_of(&w, "levels.0.role"), "finance");
    }
    must_get(&w, "/v1/approval-flows");
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(number_of(&w, at(&w, "items.%zu.levels.0.min_fen", i)), 500);
        assert_int_equal(number_of(&w, at(&w, "items.%zu.levels.0.need", i)), 2);
    }
    as(&w, &d.p.admin); /* each organisation has its own */
    must_get(&w, "/v1/approval-flows");
    assert_int_equal(count_of(&w, "items.0.levels"), 0);
}

TEST(a_flow_that_makes_no_sense_is_refused_by_the_level_and_stores_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *me = outside(&w, "usr", d.d.admin.user_id);
    const char *theirs = outside(&w, "usr", d.p.finance.user_id);
    const struct {
        const char *levels, *field;
    } cases[] = {
        { "[{}]", "levels[0].role" },
        { "[{'role':'user'}]", "levels[0].role" },
        { "[{'role':'Finance'}]", "levels[0].role" },
        { "[{'role':'admin'},{'role':'admin','min_fen':-1}]", "levels[1].min_fen" },
        { "[{'role':'admin','need':11}]", "levels[0].need" },
        { at(&w, "[{'role':'admin','people':[{'user_id':'%s'}]}]", me), "levels[0].role" },
        { at(&w, "[{'people':[{'user_id':'%s'},{'user_id':'%s'}]}]", me, me), "levels[0].people" },
        { at(&w, "[{'people':[{'user_id':'%s'}],'need':2}]", me), "levels[0].need" },
        { at(&w, "[{'people':[{'user_id':'%s'}]}]", theirs), "levels[0].people" },
        { "[{'people':[{'user_id':'usr_0'}]}]", "levels[0].people[0].user_id" },
        { "[{'role':'admin','x':1}]", "levels[0].x" },
        { "[{'role':'admin'},{'role':'admin'},{'role':'admin'},{'role':'admin'},{'role':'admin'},"
          "{'role':'admin'}]",
          "levels" },
    };
    as(&w, &d.d.admin);
    const char *before = world_digest(&w);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].levels);
        say(&w, "POST", "/v1/approval-flows", "{'kind':'entry','levels':%s}", cases[i].levels);
        assert_int_equal(w.status, 400);
        assert_string_equal(text_of(&w, "field"), cases[i].field);
    }
    say(&w, "POST", "/v1/approval-flows", "{'kind':'entry','channel':'pigeon','levels':[]}");
    assert_int_equal(w.status, 400);
    assert_string_equal(text_of(&w, "field"), "channel");
    assert_string_equal(world_digest(&w), before);
}
