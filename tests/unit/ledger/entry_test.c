/* Manual entries: recorded by one, above the limit posted by two, corrected by reversal only. */
#include "asking.h"

#include "turn/engine.h"

#include <stdio.h>
#include <string.h>

static const struct turn_actor boss = {
    .org_id = D1, .platform_id = P, .user_id = U1, .name = "", .who = WHO_D_ADMIN
};

/* D1 with money in the bank, a customer with a deposit, and a fee that customers can be charged. */
static void open_book(struct books *b, struct kb_error *err)
{
    json_t *t;
    books_open_chain(b, err);
    books_fund(b, D1, C2, 5000000);
    asked(b, D1, "entry_events_create",
          "{'event':'own.penalty','name_zh':'违约金','name_en':'Penalty'}");
    t = asked(
        b, D1, "templates_create",
        "{'event':'own.penalty','role':'own','lines':[{'side':'D','subject':'2203.01',"
        "'party':'customer','amount':'fee + tax'},{'side':'C','subject':'6301','amount':'fee'},"
        "{'side':'C','subject':'6301','amount':'tax'}]}");
    asked(b, D1, "templates_publish", "{'id':'%s'}", str(t, "id"));
}

static const char *pay(struct books *b, const char *key, int64_t fen, const char *more)
{
    return kb_printf(&b->keep,
                     "{'event':'expense.paid','ref':'%s','text':'差旅','vars':{'amount':%lld}%s}",
                     key, (long long)fen, more);
}

static const char *id_of(struct books *b, json_t *entry)
{
    return kb_printf(&b->keep, "{'id':'%s'}", str(entry, "id"));
}

TEST(an_entry_below_the_limit_is_posted_at_once)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    open_book(&b, &err);
    json_t *e = asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 1000000, ""));
    assert_string_equal(str(e, "state"), "posted");
    assert_string_equal(str(e, "date"), "2026-01-05");
    assert_string_equal(str(e, "event_zh"), "支付费用");
    assert_int_equal(num(e, "total_fen"), 1000000);
    assert_true(str(e, "voucher_id")[0] != '\0');
    assert_int_equal(books_net(&b, D1, "6602", 0), 1000000);
    assert_int_equal(books_net(&b, D1, "1002", 0), 4000000);
    json_t *v = asked(&b, D1, "vouchers_get", "{'id':'%s'}", str(e, "voucher_id"));
    assert_string_equal(str(v, "event"), "expense.paid");
    books_assert_sound(&b);
}

TEST(an_entry_about_a_customer_moves_his_money_and_says_so)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    const char *in = kb_printf(&b.keep,
                               "{'event':'own.penalty','ref':'P1','text':'late','vars':{'fee':300,"
                               "'tax':18},'party_id':'%s'}",
                               text_id(&b, "org", C2));
    json_t *e = asked(&b, D1, "entries_create", "%s", in);
    assert_string_equal(str(e, "party_name"), "另一客户");
    assert_int_equal(books_net(&b, D1, "2203.01", C2), -5000000 + 318);
    assert_int_equal(books_int(&b, "SELECT customer_id FROM voucher_dim"), C2);
    in = kb_printf(&b.keep,
                   "{'event':'own.penalty','ref':'P2','text':'late','vars':{'fee':4999999,'tax':0},"
                   "'party_id':'%s'}",
                   text_id(&b, "org", C2));
    assert_refused(ask(&b, D1, "entries_create", in, &out), KB_CONFLICT, "ledger.balance_short");
    books_assert_sound(&b);
}

static const struct {
    const char *in, *field, *reason;
    enum kb_code code;
} refused[] = {
    { "'event':'expense.paid','vars':{'amount':0}", "vars", "ledger.vars", KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':-1}", "vars", "ledger.vars", KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':1.5}", "vars", "ledger.vars", KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':'5'}", "vars", "ledger.vars", KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':9007199254740992}", "vars", "ledger.vars",
      KB_INVALID },
    { "'event':'expense.paid','vars':{}", "vars", "ledger.vars", KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':5,'tax':1}", "vars", "ledger.vars", KB_INVALID },
    { "'event':'expense.paid','vars':{'Amount':5}", "vars", "ledger.vars", KB_INVALID },
    { "'event':'expense.paid','vars':[5]", "vars", "ledger.vars", KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':5},'date':'2026-02-30'", "date", "ledger.date",
      KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':5},'date':'2026-1-5'", "date", "ledger.date",
      KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':5},'date':'2026-01-06'", "date", "ledger.date",
      KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':5},'date':'2025-12-31'", "date", "ledger.date",
      KB_INVALID },
    { "'event':'nothing','vars':{'amount':5}", "event", "ledger.event_unknown", KB_INVALID },
    { "'event':'hold','vars':{'amount':5}", "event", "ledger.event_automatic", KB_INVALID },
    { "'event':'own.bare','vars':{'amount':5}", "event", "ledger.template_missing", KB_INVALID },
    { "'event':'own.mirror','vars':{'amount':5}", "", "ledger.entry_mirror", KB_CONFLICT },
    { "'event':'own.penalty','vars':{'fee':5,'tax':1}", "party_id", "ledger.entry_party",
      KB_INVALID },
    { "'event':'expense.paid','vars':{'amount':5000001}", "", "ledger.rule_broken", KB_CONFLICT },
};

TEST(what_an_entry_may_not_be_is_refused_by_its_field)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    books_sql(&b, "INSERT INTO entry_event VALUES (102, 'own.bare', 'x', 'x', 1)");
    books_sql(&b, "INSERT INTO entry_event VALUES (102, 'own.mirror', 'x', 'x', 1)");
    books_sql(&b, "INSERT INTO entry_template VALUES (900, 102, 'own.mirror', 'own', '', 1, "
                  "'draft', 1)");
    books_sql(&b, "INSERT INTO entry_template_line VALUES (900, 1, 'D', '1122', 'child', 'amount'),"
                  "(900, 2, 'C', '6001', '', 'amount')");
    books_sql(&b, "UPDATE entry_template SET state = 'active' WHERE id = 900");
    int64_t before = books_rows(&b);
    for (size_t i = 0; i < COUNT(refused); i++) {
        kt_row("%s", refused[i].in);
        assert_refused(ask(&b, D1, "entries_create",
                           kb_printf(&b.keep, "{%s,'ref':'k','text':'x'}", refused[i].in), &out),
                       refused[i].code, refused[i].reason);
        assert_string_equal(err.field, refused[i].field);
    }
    assert_refused(ask(&b, D1, "entries_create", pay(&b, "a key", 5, ""), &out), KB_INVALID,
                   "request.field");
    assert_int_equal(books_rows(&b), before);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM entry"), 0);
}

TEST(a_party_that_is_not_ones_own_is_absent)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    const int64_t strangers[] = { C, P, S, D1, 424242 };
    json_t *out;
    open_book(&b, &err);
    for (size_t i = 0; i < COUNT(strangers); i++) {
        kt_row("%lld", (long long)strangers[i]);
        const char *party =
            kb_printf(&b.keep, ",'party_id':'%s'", text_id(&b, "org", strangers[i]));
        assert_refused(ask(&b, D1, "entries_create", pay(&b, "k", 5, party), &out), KB_NOT_FOUND,
                       "not_found");
    }
    const char *child = kb_printf(&b.keep, ",'party_id':'%s'", text_id(&b, "org", D2));
    asked(&b, D1, "entries_create", "%s", pay(&b, "k", 5, child));
    assert_int_equal(books_int(&b, "SELECT child_id FROM voucher_dim"), D2);
    const char *nobodys = kb_printf(&b.keep, ",'department_id':'%s'", text_id(&b, "dpt", 7));
    assert_refused(ask(&b, D1, "entries_create", pay(&b, "k2", 5, nobodys), &out), KB_NOT_FOUND,
                   "not_found");
}

static enum kb_code own_department(struct turn *t, int64_t id)
{
    if (id == 71) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such department");
}

TEST(a_department_is_checked_by_whoever_keeps_departments)
{
    static const struct turn_listener heard[] = { { "ledger.department", own_department },
                                                  { "ledger.staff", own_department },
                                                  { NULL, NULL } };
    static const struct turn_listener *const tables[] = { heard, NULL };
    struct turn_engine engine = { .listeners = tables };
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    b.t.engine = &engine;
    const char *own = kb_printf(&b.keep, ",'department_id':'%s','staff_id':'%s'",
                                text_id(&b, "dpt", 71), text_id(&b, "usr", 71));
    const char *other = kb_printf(&b.keep, ",'department_id':'%s'", text_id(&b, "dpt", 72));
    assert_refused(ask(&b, D1, "entries_create", pay(&b, "k", 5, other), &out), KB_NOT_FOUND,
                   "not_found");
    json_t *e = asked(&b, D1, "entries_create", "%s", pay(&b, "k", 5, own));
    assert_string_equal(str(e, "department_id"), text_id(&b, "dpt", 71));
    assert_int_equal(books_int(&b, "SELECT department_id + staff_id FROM voucher_dim"), 142);
}

TEST(the_same_ref_answers_the_same_entry_and_refuses_another)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    json_t *first = asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 500, ""));
    json_t *again = asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 500, ""));
    assert_string_equal(str(first, "id"), str(again, "id"));
    assert_refused(ask(&b, D1, "entries_create", pay(&b, "T-1", 501, ""), &out), KB_INVALID,
                   "ledger.key_reused");
    books_fund(&b, D2, C, 1000);
    asked(&b, D2, "entries_create", "%s", pay(&b, "T-1", 501, "")); /* another book */
    assert_int_equal(books_net(&b, D1, "6602", 0), 500);
}

TEST(above_the_limit_a_second_person_posts_it)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    int64_t before = books_rows(&b);
    json_t *e = asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 1000001, ""));
    const char *id = id_of(&b, e);
    assert_string_equal(str(e, "state"), "waiting");
    assert_int_equal(books_rows(&b), before);
    assert_int_equal(items(asked(&b, D1, "entries_list", "{'state':'waiting'}")), 1);
    assert_refused(ask_by(&b, D1, U1, "entries_confirm", id, &out), KB_CONFLICT,
                   "ledger.entry_own");
    assert_refused(ask_by(&b, D2, U2, "entries_confirm", id, &out), KB_NOT_FOUND, "not_found");
    assert_refused(ask_by(&b, P, U2, "entries_get", id, &out), KB_NOT_FOUND, "not_found");
    assert_ok(ask_by(&b, D1, U2, "entries_confirm", id, &out));
    assert_string_equal(str(out, "state"), "posted");
    assert_int_equal(books_net(&b, D1, "6602", 0), 1000001);
    assert_refused(ask_by(&b, D1, U2, "entries_confirm", id, &out), KB_CONFLICT,
                   "ledger.entry_decided");
    assert_refused(ask_by(&b, D1, U2, "entries_reject",
                          kb_printf(&b.keep, "{'id':'%s','reason':'no'}", str(e, "id")), &out),
                   KB_CONFLICT, "ledger.entry_decided");
    books_assert_sound(&b);
}

TEST(what_waits_can_be_rejected_and_its_ref_used_again)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    int64_t before = books_rows(&b);
    json_t *e = asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 2000000, ""));
    const char *no = kb_printf(&b.keep, "{'id':'%s','reason':'数字不对'}", str(e, "id"));
    assert_refused(ask_by(&b, D2, U2, "entries_reject", no, &out), KB_NOT_FOUND, "not_found");
    assert_ok(ask_by(&b, D1, U1, "entries_reject", no, &out)); /* taken back */
    assert_string_equal(str(out, "reason"), "数字不对");
    assert_int_equal(books_rows(&b), before);
    asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 200, ""));
}

TEST(a_limit_of_nothing_makes_every_entry_wait)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    assert_ok(ask_as(&b, &boss, "book_limit", "{'entry_limit_fen':0}", &out));
    assert_int_equal(num(asked(&b, D1, "book_get", "{}"), "entry_limit_fen"), 0);
    assert_string_equal(str(asked(&b, D1, "entries_create", "%s", pay(&b, "k", 1, "")), "state"),
                        "waiting");
    assert_int_equal(num(asked(&b, D2, "book_get", "{}"), "entry_limit_fen"), 1000000);
}

TEST(the_days_of_a_book_are_set_before_its_first_voucher)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    const struct turn_actor d2 = { .org_id = D2, .user_id = U1, .name = "", .who = WHO_D_ADMIN };
    json_t *out;
    open_book(&b, &err);
    assert_refused(ask_as(&b, &boss, "book_zone", "{'utc_offset_min':0}", &out), KB_CONFLICT,
                   "ledger.book_in_use");
    assert_refused(ask_as(&b, &d2, "book_zone", "{'utc_offset_min':841}", &out), KB_INVALID,
                   "request.field");
    assert_ok(ask_as(&b, &d2, "book_zone", "{'utc_offset_min':-600}", &out));
    books_fund(&b, D2, C, 1);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM voucher WHERE book_id = 103 AND acct_date "
                                   "= '2026-01-04'"),
                     2);
}

/* --- reversal --- */

static const char *reverse_in(struct books *b, json_t *entry, const char *more)
{
    return kb_printf(&b->keep, "{'id':'%s','reason':'录错了'%s}", str(entry, "voucher_id"), more);
}

TEST(a_reversal_exchanges_both_sides_and_is_linked_both_ways)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    json_t *e = asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 700, ""));
    const char *in = reverse_in(&b, e, "");
    assert_refused(ask(&b, D2, "vouchers_reverse", in, &out), KB_NOT_FOUND, "not_found");
    assert_ok(ask(&b, D1, "vouchers_reverse", in, &out));
    assert_string_equal(str(out, "kind"), "reversal");
    assert_string_equal(str(out, "state"), "posted");
    assert_string_equal(str(out, "reverses_id"), str(e, "id"));
    assert_int_equal(books_net(&b, D1, "6602", 0), 0);
    assert_int_equal(books_net(&b, D1, "1002", 0), 5000000);
    json_t *old = asked(&b, D1, "entries_get", "%s", id_of(&b, e));
    assert_string_equal(str(old, "reversed_by"), str(out, "id"));
    json_t *v = asked(&b, D1, "vouchers_get", "{'id':'%s'}", str(out, "voucher_id"));
    json_t *first = json_array_get(json_object_get(v, "lines"), 0);
    assert_string_equal(str(first, "subject"), "6602");
    assert_int_equal(num(first, "cr_fen"), 700);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM vgroup WHERE reverses_id > 0"), 1);
    books_assert_sound(&b);
}

TEST(a_reversal_is_made_once_and_not_reversed_again)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    json_t *e = asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 700, ""));
    json_t *r = asked(&b, D1, "vouchers_reverse", "%s", reverse_in(&b, e, ""));
    int64_t before = books_rows(&b);
    assert_refused(ask(&b, D1, "vouchers_reverse", reverse_in(&b, e, ""), &out), KB_CONFLICT,
                   "ledger.reversed");
    assert_refused(ask(&b, D1, "vouchers_reverse", reverse_in(&b, r, ""), &out), KB_CONFLICT,
                   "ledger.reversed");
    assert_int_equal(books_rows(&b), before);
}

TEST(a_large_reversal_waits_for_a_second_person_too)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out, *e = NULL;
    open_book(&b, &err);
    e = asked(&b, D1, "entries_create", "%s", pay(&b, "T-1", 2000000, ""));
    assert_ok(ask_by(&b, D1, U2, "entries_confirm", id_of(&b, e), &out));
    json_t *r = asked(&b, D1, "vouchers_reverse", "%s", reverse_in(&b, out, ""));
    assert_string_equal(str(r, "state"), "waiting");
    assert_refused(ask_by(&b, D1, U2, "vouchers_reverse", reverse_in(&b, out, ""), &e), KB_CONFLICT,
                   "ledger.reversed");
    assert_refused(ask(&b, D1, "entries_confirm", id_of(&b, r), &e), KB_CONFLICT,
                   "ledger.entry_own");
    assert_int_equal(books_net(&b, D1, "6602", 0), 2000000);
    assert_ok(ask_by(&b, D1, U2, "entries_confirm", id_of(&b, r), &e));
    assert_int_equal(books_net(&b, D1, "6602", 0), 0);
    books_assert_sound(&b);
}

TEST(events_of_the_chain_are_not_reversed_but_refunded)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    json_t *list = asked(&b, D1, "vouchers_list", "{}");
    assert_refused(ask(&b, D1, "vouchers_reverse",
                       kb_printf(&b.keep, "{'id':'%s','reason':'x'}", str(item(list, 0), "id")),
                       &out),
                   KB_CONFLICT, "ledger.reverse_chain");
    assert_non_null(strstr(err.text, "refund"));
}

TEST(a_reversal_that_would_break_a_rule_is_refused)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_book(&b, &err);
    json_t *in = asked(&b, D1, "entries_create",
                       "{'event':'income.other','ref':'i','text':'x','vars':{'amount':900000}}");
    asked(&b, D1, "entries_create", "%s", pay(&b, "1", 1000000, ""));
    for (int i = 0; i < 4; i++)
        asked(&b, D1, "entries_create", "%s", pay(&b, kb_printf(&b.keep, "o%d", i), 1000000, ""));
    for (int i = 0; i < 8; i++)
        asked(&b, D1, "entries_create", "%s", pay(&b, kb_printf(&b.keep, "p%d", i), 100000, ""));
    assert_refused(ask(&b, D1, "vouchers_reverse", reverse_in(&b, in, ""), &out), KB_CONFLICT,
                   "ledger.rule_broken");
}
