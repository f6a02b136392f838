/* Months are closed in order by two persons, take nothing more, and are reopened the latest
 * first. */
#include "asking.h"

#include "turn/engine.h"
#include <stdio.h>
#include <string.h>

#define DAY_MS INT64_C(86400000)

/* From 5 January on: some business of January in D1's book, and the clock in February. */
static void open_january(struct books *b, struct kb_error *err)
{
    books_open_chain(b, err);
    books_fund(b, D1, C2, 500000);
    kt_world_pass(&b->w, 30 * DAY_MS); /* 4 February */
}

static enum kb_code move(struct books *b, int64_t user, const char *op, int64_t month, json_t **out)
{
    return ask_by(b, D1, user, op, kb_printf(&b->keep, "{'month':%lld}", (long long)month), out);
}

static void close_month(struct books *b, int64_t month)
{
    json_t *out;
    books_must(b, move(b, U1, "periods_close", month, &out));
    assert_string_equal(str(out, "state"), "closing");
    books_must(b, move(b, U2, "periods_confirm", month, &out));
    assert_string_equal(str(out, "state"), "closed");
}

static void reopen_month(struct books *b, int64_t month)
{
    json_t *out;
    asked(b, D1, "periods_reopen", "{'month':%lld,'reason':'漏记'}", (long long)month);
    books_must(b, move(b, U2, "periods_confirm", month, &out));
    assert_string_equal(str(out, "state"), "open");
}

static int64_t closed_to(struct books *b)
{
    return num(asked(b, D1, "book_get", "{}"), "closed_to");
}

static json_t *check_of(json_t *period, const char *name)
{
    json_t *list = json_object_get(period, "checks"), *c;
    size_t i;
    json_array_foreach(list, i, c)
        if (strcmp(str(c, "name"), name) == 0) return c;
    fail_msg("no check %s", name);
    return NULL;
}

TEST(a_month_is_closed_by_one_person_and_a_second)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_january(&b, &err);
    assert_refused(move(&b, U2, "periods_confirm", 202601, &out), KB_CONFLICT, "state.move");
    assert_ok(move(&b, U1, "periods_close", 202601, &out));
    assert_int_equal(closed_to(&b), 0);
    assert_true(flag(check_of(out, "chain"), "ok"));
    assert_string_equal(str(check_of(out, "chain"), "title_zh"), "账链校验");
    assert_refused(move(&b, U1, "periods_close", 202601, &out), KB_CONFLICT, "state.move");
    assert_refused(move(&b, U1, "periods_confirm", 202601, &out), KB_CONFLICT, "ledger.period_own");
    assert_ok(move(&b, U2, "periods_confirm", 202601, &out));
    assert_int_equal(closed_to(&b), 202601);
    json_t *steps = json_object_get(out, "steps");
    assert_int_equal(json_array_size(steps), 2);
    assert_string_equal(str(json_array_get(steps, 0), "step"), "closed");
    assert_string_equal(str(json_array_get(steps, 0), "user_id"), text_id(&b, "usr", U2));
    json_t *list = asked(&b, D1, "periods_list", "{}");
    assert_int_equal(items(list), 2);
    assert_string_equal(str(item(list, 0), "state"), "open");
    assert_string_equal(str(item(list, 1), "state"), "closed");
    assert_string_equal(str(item(list, 1), "last_day"), "2026-01-31");
    assert_int_equal(num(asked(&b, D2, "book_get", "{}"), "closed_to"), 0); /* another book */
}

TEST(the_current_month_and_months_out_of_order_stay_open)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_january(&b, &err);
    assert_refused(move(&b, U1, "periods_close", 202602, &out), KB_CONFLICT,
                   "ledger.period_current");
    assert_refused(move(&b, U1, "periods_close", 202603, &out), KB_NOT_FOUND, "not_found");
    assert_refused(move(&b, U1, "periods_close", 202512, &out), KB_NOT_FOUND, "not_found");
    assert_refused(move(&b, U1, "periods_close", 202613, &out), KB_INVALID, "request.field");
    kt_world_pass(&b.w, 60 * DAY_MS); /* April */
    assert_refused(move(&b, U1, "periods_close", 202602, &out), KB_CONFLICT, "ledger.period_order");
    assert_non_null(strstr(err.text, "2026-01 first"));
    close_month(&b, 202601);
    close_month(&b, 202602);
    assert_int_equal(closed_to(&b), 202602);
}

TEST(a_month_ends_where_its_book_is)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    const struct turn_actor d2 = { .org_id = D2, .user_id = U1, .name = "", .who = WHO_D_ADMIN };
    json_t *out;
    open_january(&b, &err);
    assert_ok(ask_as(&b, &d2, "book_zone", "{'utc_offset_min':-720}", &out));
    b.w.now_ms = INT64_C(1769877000000); /* 31 January 16:30 UTC: February in China only */
    close_month(&b, 202601);
    assert_refused(ask_as(&b, &d2, "periods_close", "{'month':202601}", &out), KB_CONFLICT,
                   "ledger.period_current");
}

/* --- what is dated in a closed month --- */

static enum kb_code hold_at(struct books *b, const char *key, int64_t at_ms)
{
    const struct ledger_leg leg = {
        .org_id = D1, .role = "own", .mode = "", .customer_id = C2, .vars = { { "amount", 10 } }
    };
    struct ledger_posted out;
    const struct ledger_event ev = {
        .event = "hold", .biz_key = key, .at_ms = at_ms, .legs = &leg, .legs_n = 1
    };
    b->t.now_ms = b->w.now_ms;
    return ledger_post(&b->t, &ev, &out);
}

TEST(what_the_system_posts_of_a_closed_month_goes_to_the_first_open_day)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    open_january(&b, &err);
    int64_t january = b.w.now_ms - 10 * DAY_MS;
    assert_ok(hold_at(&b, "before", january));
    assert_int_equal(books_int(&b, "SELECT count(*) FROM voucher WHERE acct_date = '2026-01-25' "
                                   "AND adjusts = 0"),
                     1);
    assert_ok(hold_at(&b, "today", 0));
    close_month(&b, 202601);
    assert_ok(hold_at(&b, "after", january));
    assert_int_equal(books_int(&b, "SELECT count(*) FROM voucher WHERE acct_date = '2026-02-01' "
                                   "AND adjusts = 202601 AND late = 1"),
                     1);
    books_assert_sound(&b);
}

TEST(what_a_person_dates_in_a_closed_month_is_refused)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_january(&b, &err);
    asked(&b, D1, "entries_create",
          "{'event':'expense.paid','ref':'1','text':'x','vars':{'amount':5},'date':'2026-01-31'}");
    close_month(&b, 202601);
    assert_refused(ask(&b, D1, "entries_create",
                       "{'event':'expense.paid','ref':'2','text':'x','vars':{'amount':5},'date':"
                       "'2026-01-31'}",
                       &out),
                   KB_INVALID, "ledger.period_closed");
    assert_string_equal(err.field, "date");
    json_t *e = asked(&b, D1, "entries_get", "{'id':'%s'}",
                      str(item(asked(&b, D1, "entries_list", "{}"), 0), "id"));
    assert_refused(ask(&b, D1, "vouchers_reverse",
                       kb_printf(&b.keep, "{'id':'%s','reason':'x','date':'2026-01-31'}",
                                 str(e, "voucher_id")),
                       &out),
                   KB_INVALID, "ledger.period_closed");
    assert_ok(ask(&b, D1, "vouchers_reverse",
                  kb_printf(&b.keep, "{'id':'%s','reason':'x'}", str(e, "voucher_id")), &out));
    assert_string_equal(str(out, "date"), "2026-02-04");
    books_assert_sound(&b);
}

/* --- what stands in the way --- */

TEST(what_stands_in_the_way_is_counted_and_told_where)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_january(&b, &err);
    asked(&b, D1, "book_get", "{}");
    books_sql(&b, "UPDATE book SET entry_limit_fen = 0");
    json_t *e = asked(&b, D1, "entries_create",
                      "{'event':'expense.paid','ref':'1','text':'x','vars':{'amount':5},'date':"
                      "'2026-01-31'}");
    assert_refused(move(&b, U1, "periods_close", 202601, &out), KB_CONFLICT,
                   "ledger.period_blocked");
    assert_non_null(strstr(err.text, "Entries waiting for a second person: 1. See /fin/entries"));
    json_t *p = asked(&b, D1, "periods_get", "{'month':202601}");
    assert_int_equal(num(check_of(p, "entries_waiting"), "count"), 1);
    assert_false(flag(check_of(p, "entries_waiting"), "ok"));
    assert_ok(ask_by(&b, D1, U2, "entries_confirm", kb_printf(&b.keep, "{'id':'%s'}", str(e, "id")),
                     &out));
    /* one of February does not matter to January */
    asked(&b, D1, "entries_create",
          "{'event':'expense.paid','ref':'2','text':'x','vars':{'amount':5},'date':'2026-02-01'}");
    close_month(&b, 202601);
}

TEST(a_book_that_is_not_sound_is_not_closed)
{
    static const struct {
        const char *sql, *check;
    } rows[] = {
        { "UPDATE voucher SET total_fen = total_fen + 1 WHERE book_id = 102 AND no = 2", "chain" },
        { "UPDATE balance SET dr_fen = dr_fen + 1 WHERE party = 103", "mirrors" },
        { "UPDATE balance SET dr_fen = cr_fen + 1 WHERE party = 502", "guards" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct kb_error err;
        AUTO(books_close) struct books b;
        json_t *out;
        kt_row("%s", rows[i].check);
        open_january(&b, &err);
        const struct chain chain = { .n = 3, .orgs = { P, D1, D2 }, .supplier = S, .customer = C };
        books_must(&b, chain_online(&b, &chain, "o", 5));
        books_sql(&b, "DROP TRIGGER voucher_update");
        books_sql(&b, "PRAGMA ignore_check_constraints = ON");
        books_sql(&b, rows[i].sql);
        json_t *p = asked(&b, D1, "periods_get", "{'month':202601}");
        assert_int_equal(num(check_of(p, rows[i].check), "count") > 0, 1);
        assert_refused(move(&b, U1, "periods_close", 202601, &out), KB_CONFLICT,
                       "ledger.period_blocked");
        assert_int_equal(books_int(&b, "SELECT count(*) FROM period"), 0);
    }
}

static enum kb_code two_unclaimed(struct turn *t, int64_t until_ms, int64_t *n)
{
    *n = t->actor.org_id == D1 && until_ms == INT64_C(1769875200000) ? 2 : 0;
    return KB_OK;
}
static enum kb_code one_to_know_of(struct turn *t, int64_t until_ms, int64_t *n)
{
    (void)t;
    (void)until_ms;
    *n = 1;
    return KB_OK;
}

TEST(modules_above_put_their_own_questions_into_the_list)
{
    static const struct turn_check asked_above[] = {
        { "period.close", "unclaimed", "未认领款", "Unclaimed receipts", "/fin/arrivals", true,
          two_unclaimed },
        { "period.close", "hint", "提示", "To know of", "/fin", false, one_to_know_of },
        { "something.else", "other", "", "", "", true, one_to_know_of },
        { .asked = NULL },
    };
    static const struct turn_check *const tables[] = { asked_above, NULL };
    struct turn_engine engine = { .checks = tables };
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_january(&b, &err);
    b.t.engine = &engine;
    json_t *p = asked(&b, D1, "periods_get", "{'month':202601}");
    assert_int_equal(num(check_of(p, "unclaimed"), "count"), 2);
    assert_string_equal(str(check_of(p, "unclaimed"), "where"), "/fin/arrivals");
    assert_int_equal(json_array_size(json_object_get(p, "checks")), 6);
    assert_refused(move(&b, U1, "periods_close", 202601, &out), KB_CONFLICT,
                   "ledger.period_blocked");
    assert_non_null(strstr(err.text, "Unclaimed receipts: 2"));
    assert_ok(ask_by(&b, D2, U1, "periods_close", "{'month':202601}", &out)); /* a hint only */
}

/* --- reopening --- */

TEST(the_latest_closed_month_is_reopened_with_a_reason_by_two)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_january(&b, &err);
    kt_world_pass(&b.w, 30 * DAY_MS); /* March */
    close_month(&b, 202601);
    close_month(&b, 202602);
    assert_refused(ask(&b, D1, "periods_reopen", "{'month':202601,'reason':'x'}", &out),
                   KB_CONFLICT, "ledger.period_order");
    assert_refused(ask(&b, D1, "periods_reopen", "{'month':202602}", &out), KB_INVALID,
                   "request.missing");
    assert_refused(ask(&b, D1, "periods_reopen", "{'month':202603,'reason':'x'}", &out),
                   KB_CONFLICT, "state.move");
    reopen_month(&b, 202602);
    reopen_month(&b, 202601);
    assert_int_equal(closed_to(&b), 0);
    assert_ok(hold_at(&b, "late", b.w.now_ms - 40 * DAY_MS));
    assert_int_equal(books_int(&b, "SELECT count(*) FROM voucher WHERE acct_date = '2026-01-25' "
                                   "AND adjusts = 0"),
                     1);
    close_month(&b, 202601);
    json_t *p = asked(&b, D1, "periods_get", "{'month':202601}");
    assert_int_equal(json_array_size(json_object_get(p, "steps")), 6);
    assert_string_equal(str(json_array_get(json_object_get(p, "steps"), 3), "reason"), "漏记");
    books_assert_sound(&b);
}

TEST(who_asked_or_another_takes_it_back)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *out;
    open_january(&b, &err);
    assert_refused(move(&b, U1, "periods_withdraw", 202601, &out), KB_CONFLICT, "state.move");
    assert_ok(move(&b, U1, "periods_close", 202601, &out));
    assert_ok(move(&b, U1, "periods_withdraw", 202601, &out));
    assert_string_equal(str(out, "state"), "open");
    close_month(&b, 202601);
    asked(&b, D1, "periods_reopen", "{'month':202601,'reason':'x'}");
    assert_ok(move(&b, U2, "periods_withdraw", 202601, &out));
    assert_string_equal(str(out, "state"), "closed");
    assert_int_equal(closed_to(&b), 202601);
}

TEST(a_book_knows_its_days_and_what_came_late)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    open_january(&b, &err);
    assert_ok(hold_at(&b, "a", 0));
    assert_ok(hold_at(&b, "b", b.w.now_ms - DAY_MS));
    assert_ok(hold_at(&b, "c", b.w.now_ms + DAY_MS));
    assert_ok(hold_at(&b, "d", 0));
    assert_int_equal(books_int(&b, "SELECT count(*) FROM book_day WHERE book_id = 102"), 3);
    assert_int_equal(books_int(&b, "SELECT first_no FROM book_day WHERE book_id = 102 AND day = "
                                   "'2026-02-05'"),
                     5);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM voucher WHERE book_id = 102 AND late = 1 "
                                   "AND no IN (4, 6)"),
                     2);
    assert_int_equal(books_int(&b, "SELECT sum(late) FROM voucher"), 2);
    books_assert_sound(&b);
}
