/* Drafts of entry templates: written, proved on made-up chains, published, retired. */
#include "asking.h"

#include <stdio.h>
#include <string.h>

static const struct turn_actor admin = {
    .org_id = P, .platform_id = P, .user_id = U1, .name = "", .who = WHO_P_ADMIN | WHO_P_FINANCE
};

/* One word for a list of lines: "D 6601.01 customer amount; C 1002 - amount". */
static const char *lines_of(struct books *b, const char *words)
{
    const char *out = "[";
    for (const char *p = words; *p;) {
        char side[2], subject[25], party[12], amount[100];
        int n = 0;
        if (sscanf(p, " %1s %24s %11s %99[^;]%n", side, subject, party, amount, &n) != 4)
            fail_msg("%s", p);
        p += n + (p[n] == ';');
        out =
            kb_printf(&b->keep, "%s%s{'side':'%s','subject':'%s','party':'%s','amount':'%s'}", out,
                      out[1] ? "," : "", side, subject, party[0] == '-' ? "" : party, amount);
    }
    return kb_printf(&b->keep, "%s]", out);
}

static const char *draft_in(struct books *b, const char *event, const char *role, const char *mode,
                            const char *lines)
{
    return kb_printf(&b->keep, "{'event':'%s','role':'%s','mode':'%s','lines':%s}", event, role,
                     mode, lines_of(b, lines));
}

static const char *id_in(struct books *b, json_t *template)
{
    return kb_printf(&b->keep, "{'id':'%s'}", str(template, "id"));
}

/* The draft's id as an input. */
static const char *draft(struct books *b, int64_t org, const char *event, const char *role,
                         const char *mode, const char *lines)
{
    return id_in(b, asked(b, org, "templates_create", "%s", draft_in(b, event, role, mode, lines)));
}

static json_t *proof(json_t *template)
{
    json_t *p = json_object_get(template, "proof");
    assert_true(json_is_object(p));
    return p;
}

static void add_event(struct books *b, int64_t org, const char *event)
{
    asked(b, org, "entry_events_create", "{'event':'%s','name_zh':'差旅','name_en':'Travel'}",
          event);
}

TEST(finance_adds_an_event_with_its_template_without_a_release)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    const struct ledger_leg leg = {
        .org_id = D1, .role = "own", .mode = "", .vars = { { "amount", 700 }, { "tax", 40 } }
    };
    json_t *out;
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 1000);
    add_event(&b, D1, "own.travel");
    const char *id = draft(&b, D1, "own.travel", "own", "",
                           "D 6601 - amount - tax; D 6602 - tax; C 1002 - amount");
    assert_refused(books_post(&b, "own.travel", "t", &leg, 1), KB_CONFLICT,
                   "ledger.template_missing");
    assert_ok(ask(&b, D1, "templates_prove", id, &out));
    assert_true(flag(proof(out), "ok"));
    assert_int_equal(num(proof(out), "chains"), 10000);
    assert_true(num(proof(out), "vouchers") >= 9000);
    assert_string_equal(str(out, "state"), "draft");
    assert_ok(ask(&b, D1, "templates_publish", id, &out));
    assert_string_equal(str(out, "state"), "active");
    assert_int_equal(num(proof(asked(&b, D1, "templates_get", "%s", id)), "chains"), 10000);
    assert_ok(books_post(&b, "own.travel", "t", &leg, 1));
    assert_int_equal(books_net(&b, D1, "6601", 0), 660);
    json_t *events = asked(&b, D1, "entry_events_list", "{}");
    assert_true(flag(item_of(events, "event", "own.travel"), "manual"));
    assert_false(flag(item_of(events, "event", "capture"), "manual"));
    books_assert_sound(&b);
}

TEST(an_event_is_named_by_its_book)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        const char *in, *field, *reason;
    } rows[] = {
        { "'event':'travel'", "event", "ledger.event_name" },
        { "'event':'own.'", "event", "ledger.event_name" },
        { "'event':'own.Travel'", "event", "ledger.event_name" },
        { "'event':'own..x'", "event", "ledger.event_name" },
        { "'event':'own.a b'", "event", "ledger.event_name" },
        { "'event':'own.x','automatic':true", "automatic", "ledger.event_name" },
        { "'event':'own.there'", "event", "ledger.event_taken" },
        { "'event':'own.12345678901234567890123456789'", "event", "request.field" },
    };
    json_t *out;
    books_open_chain(&b, &err);
    add_event(&b, D1, "own.there");
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].in);
        assert_refused(ask(&b, D1, "entry_events_create",
                           kb_printf(&b.keep, "{%s,'name_zh':'x','name_en':'x'}", rows[i].in),
                           &out),
                       KB_INVALID, rows[i].reason);
        assert_string_equal(err.field, rows[i].field);
    }
    add_event(&b, D2, "own.there"); /* another book's */
    static const char all[] = "{'event':'tax','for_all':true,'name_zh':'x','name_en':'x'}";
    assert_refused(ask(&b, P, "entry_events_create", all, &out), KB_DENIED, "ledger.for_all");
    assert_ok(ask_as(&b, &admin, "entry_events_create", all, &out));
    assert_true(flag(item_of(asked(&b, D2, "entry_events_list", "{}"), "event", "tax"), "for_all"));
}

TEST(a_draft_that_does_not_balance_is_shown_and_never_published)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    books_open_chain(&b, &err);
    add_event(&b, D1, "own.travel");
    const char *id =
        draft(&b, D1, "own.travel", "own", "", "D 6601 - amount; D 6602 - tax; C 1002 - amount");
    assert_ok(ask(&b, D1, "templates_prove", id, &out));
    assert_false(flag(proof(out), "ok"));
    assert_string_equal(str(proof(out), "reason"), "ledger.unbalanced");
    assert_non_null(strstr(str(proof(out), "text"), "debits less credits is tax"));
    assert_refused(ask(&b, D1, "templates_publish", id, &out), KB_CONFLICT,
                   "ledger.template_unproved");
    assert_int_equal(books_int(&b, "SELECT count(*) FROM entry_template WHERE book_id = 102 AND "
                                   "state = 'active'"),
                     0);
}

static const struct {
    const char *event, *role, *mode, *lines, *reason;
} broken[] = {
    /* balanced, but owes the parent another amount than the parent books */
    { "capture", "own", "principal",
      "D 2203.02 customer price - coupon; D 6001.90 - coupon; C 6001 - price; D 6401 - price; "
      "C 2202 parent price",
      "ledger.mirror_broken" },
    { "settle", "child", "child_pays",
      "D 2202 parent goods; C 1002 - goods - collected; C 1221 parent collected",
      "ledger.mirror_broken" },
    { "refund", "middle", "principal",
      "D 6001 - transfer_out - kept_transfer_out; C 1122 child transfer_out - kept_transfer_out; "
      "D 2202 parent transfer_out - kept_transfer_in; C 6401 - transfer_out - kept_transfer_in",
      "ledger.mirror_broken" },
    /* the money held is not where the capture takes it from */
    { "hold", "own", "", "D 2203.01 customer amount; C 2203 customer amount",
      "ledger.balance_short" },
    { "recharge_offline.confirm", "own", "", "D 2241.99 - amount; C 2241.99 - amount",
      "ledger.balance_short" },
    /* more comes out of it than went in */
    { "release", "own", "",
      "D 2203.02 customer amount; D 2203.02 customer amount; "
      "C 2203.01 customer amount; C 2203.01 customer amount",
      "ledger.balance_short" },
    /* comes below 0 on a chain there can be */
    { "capture", "own", "principal",
      "D 2203.02 customer price - coupon; D 6001.90 - coupon; C 6001 - transfer_in; "
      "C 6051 - price - coupon - transfer_in; C 6051 - coupon; D 6401 - transfer_in; "
      "C 2202 parent transfer_in",
      "ledger.amount" },
};

TEST(a_draft_that_balances_and_is_still_wrong_has_a_counterexample)
{
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct kb_error err;
        AUTO(books_close) struct books b;
        json_t *out;
        kt_row("%s %s", broken[i].event, broken[i].lines);
        books_open_chain(&b, &err);
        const char *id =
            draft(&b, D2, broken[i].event, broken[i].role, broken[i].mode, broken[i].lines);
        assert_ok(ask(&b, D2, "templates_prove", id, &out));
        assert_false(flag(proof(out), "ok"));
        assert_string_equal(str(proof(out), "reason"), broken[i].reason);
        assert_true(num(proof(out), "chains") < 10000);
        assert_int_equal(strlen(str(proof(out), "modes")), num(proof(out), "levels"));
        assert_refused(ask(&b, D2, "templates_publish", id, &out), KB_CONFLICT,
                       "ledger.template_unproved");
    }
}

TEST(a_book_overrides_a_template_and_gives_it_up_again)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 1000);
    books_fund(&b, D2, C, 1000);
    const struct ledger_leg at_d1 = {
        .org_id = D1, .role = "own", .mode = "", .customer_id = C2, .vars = { { "amount", 10 } }
    };
    struct ledger_leg at_d2 = at_d1;
    at_d2.org_id = D2;
    at_d2.customer_id = C;
    assert_ok(books_post(&b, "hold", "1", &at_d1, 1));
    const char *id =
        draft(&b, D1, "hold", "own", "",
              "D 2203.01 customer amount; C 2203.02 customer amount; D 2203.02 customer amount; "
              "C 2203.02 customer amount");
    assert_ok(ask(&b, D1, "templates_publish", id, &out));
    assert_ok(books_post(&b, "hold", "2", &at_d1, 1));
    assert_ok(books_post(&b, "hold", "3", &at_d2, 1));
    assert_int_equal(books_int(&b, "SELECT count(*) FROM vline"), 4 * 2 + 2 + 4 + 2);
    assert_ok(ask(&b, D1, "templates_retire", id, &out));
    assert_string_equal(str(out, "state"), "retired");
    assert_ok(books_post(&b, "hold", "4", &at_d1, 1));
    assert_int_equal(
        books_int(&b, "SELECT template_id FROM voucher WHERE book_id = 102 AND no = 5"), 4);
    books_assert_sound(&b);
}

TEST(templates_of_all_books_and_of_others_are_not_for_everybody)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    books_open_chain(&b, &err);
    add_event(&b, D1, "own.travel");
    const char *mine = draft(&b, D1, "own.travel", "own", "", "D 6601 - amount; C 1002 - amount");
    static const char *const ops[] = { "templates_prove", "templates_publish", "templates_retire" };
    const char *all = kb_printf(&b.keep, "{'id':'%s'}", text_id(&b, "tpl", 4));
    for (size_t i = 0; i < COUNT(ops); i++) {
        kt_row("%s", ops[i]);
        assert_refused(ask(&b, D2, ops[i], mine, &out), KB_NOT_FOUND, "not_found");
        assert_refused(ask(&b, P, ops[i], mine, &out), KB_NOT_FOUND, "not_found");
        assert_refused(ask_as(&b, &admin, ops[i], mine, &out), KB_NOT_FOUND, "not_found");
        assert_refused(ask(&b, D1, ops[i], all, &out), KB_DENIED, "ledger.for_all");
        assert_refused(ask(&b, P, ops[i], all, &out), KB_DENIED, "ledger.for_all");
    }
    assert_refused(ask(&b, D2, "templates_get", mine, &out), KB_NOT_FOUND, "not_found");
    assert_ok(ask(&b, D2, "templates_get", all, &out));
    assert_int_equal(items(asked(&b, D2, "templates_list", "{'event':'own.travel'}")), 0);
    assert_refused(ask_as(&b, &admin, "templates_retire", all, &out), KB_CONFLICT,
                   "ledger.template_used");
    assert_refused(ask(&b, D2, "templates_create",
                       draft_in(&b, "own.travel", "own", "", "D 6601 - a; C 1002 - a"), &out),
                   KB_INVALID, "ledger.event_unknown");
}

TEST(a_draft_with_a_line_that_fits_nothing_is_refused_by_its_line)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const char *const lines[] = {
        "D 6601 - amount; C 9999 - amount",     "D 6601 - amount; C 2203.01 - amount",
        "D 6601 - amount; C 1002 child amount", "D 6601 - amount; C 1002 - amount * 2",
        "D 6601 - amount; C 1002 - 5",
    };
    json_t *out;
    books_open_chain(&b, &err);
    for (size_t i = 0; i < COUNT(lines); i++) {
        kt_row("%s", lines[i]);
        assert_refused(ask(&b, D1, "templates_create",
                           draft_in(&b, "expense.paid", "own", "", lines[i]), &out),
                       KB_INVALID, "ledger.template_invalid");
        assert_string_equal(err.field, "lines");
        assert_non_null(strstr(err.text, "line 2"));
    }
    assert_refused(ask(&b, D1, "templates_create",
                       draft_in(&b, "expense.paid", "own", "A b", "D 6601 - a; C 1002 - a"), &out),
                   KB_INVALID, "request.field");
    assert_refused(ask(&b, D1, "templates_create",
                       draft_in(&b, "expense.paid", "owner", "", "D 6601 - a; C 1002 - a"), &out),
                   KB_INVALID, "request.field");
}

/* Three templates of a new event of the chain lean on each other before any is published. */
TEST(a_new_event_of_the_chain_is_proved_with_its_neighbours_drafts)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        const char *role, *lines;
    } rows[] = {
        { "own", "D 2203.01 customer toll; C 1221 parent toll" },
        { "middle", "D 2241 child toll; C 1221 parent toll" },
        { "top", "D 2241 child toll; C 6051 - toll" },
    };
    const char *ids[3];
    json_t *out;
    books_open_chain(&b, &err);
    assert_ok(ask_as(&b, &admin, "entry_events_create",
                     "{'event':'toll','for_all':true,'automatic':true,'name_zh':'x','name_en':'x'}",
                     &out));
    for (size_t i = 0; i < 3; i++) {
        const char *in =
            kb_printf(&b.keep, "{'event':'toll','role':'%s','lines':%s,'for_all':true}",
                      rows[i].role, lines_of(&b, rows[i].lines));
        assert_ok(ask_as(&b, &admin, "templates_create", in, &out));
        ids[i] = id_in(&b, out);
        assert_ok(ask_as(&b, &admin, "templates_prove", ids[i], &out));
        assert_int_equal(flag(proof(out), "ok"), i == 2); /* not while a neighbour is missing */
    }
    for (size_t i = 0; i < 3; i++) {
        kt_row("%s", rows[i].role);
        assert_ok(ask_as(&b, &admin, "templates_publish", ids[i], &out));
    }
    books_fund(&b, D2, C, 100);
    assert_ok(POST(
        &b, "toll", "t",
        { .org_id = D2,
          .role = "own",
          .mode = "",
          .customer_id = C,
          .parent_id = D1,
          .vars = { { "toll", 7 } } },
        { .org_id = D1,
          .role = "middle",
          .mode = "",
          .child_id = D2,
          .parent_id = P,
          .vars = { { "toll", 7 } } },
        { .org_id = P, .role = "top", .mode = "", .child_id = D1, .vars = { { "toll", 7 } } }));
    books_assert_sound(&b);
}

static void publish_another(struct books *b)
{
    b->between = NULL;
    books_sql(b, "UPDATE entry_template SET state = 'retired' WHERE id = 45");
}

TEST(a_proof_that_rests_on_templates_of_before_is_not_believed)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    books_open_chain(&b, &err);
    const char *id = draft(&b, D1, "income.other", "own", "", "D 1002 - amount; C 6301 - amount");
    b.between = publish_another;
    assert_refused(ask(&b, D1, "templates_publish", id, &out), KB_CONFLICT,
                   "ledger.template_moved");
    assert_ok(ask(&b, D1, "templates_publish", id, &out));
}

/* Every template there is from the start would be published again. */
TEST(the_templates_in_use_from_the_start_stand_the_trial)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    books_sql(&b,
              "INSERT INTO entry_template SELECT id + 100000, 0, event, role, mode, 2, 'draft', 1 "
              "FROM entry_template");
    books_sql(&b, "INSERT INTO entry_template_line SELECT template_id + 100000, n, side, subject, "
                  "party, amount FROM entry_template_line");
    int64_t n = books_int(&b, "SELECT count(*) FROM entry_template WHERE id > 100000");
    for (int64_t i = 0, more = n; more; more--) {
        json_t *out;
        i = books_int(&b, kb_printf(&b.keep, "SELECT min(id) FROM entry_template WHERE id > %lld",
                                    (long long)i));
        const char *id = kb_printf(&b.keep, "{'id':'%s'}", text_id(&b, "tpl", 100000 + i));
        assert_ok(ask_as(&b, &admin, "templates_prove", id, &out));
        kt_row("%s %s %s: %s", str(out, "event"), str(out, "role"), str(out, "mode"),
               str(proof(out), "text"));
        assert_true(flag(proof(out), "ok"));
        n--;
    }
    assert_int_equal(n, 0);
}
