/* Trial balances and subjects' ledgers against the plainest way to the same figures. */
#include "life.h"

#include <string.h>

/* --- trial balance --- */

static void assert_trial(struct books *b, const char *in, struct plain span)
{
    json_t *t = asked(b, D1, "trial_balance_get", "%s", in);
    assert_true(flag(t, "balanced") && flag(t, "opening_balanced") && flag(t, "closing_balanced"));
    assert_true(items(t) > 5);
    for (size_t i = 0; i < items(t); i++) {
        json_t *row = item(t, i);
        struct plain p = span;
        int64_t sign = str(row, "side")[0] == 'D' ? 1 : -1;
        kt_row("%s: %s of %s", in, str(row, "code"), str(row, "party_name"));
        p.code = str(row, "code");
        p.party = strstr(in, "subject") ? -1 : inside(b, str(row, "party"));
        p.side = "D";
        assert_int_equal(num(row, "dr_fen"), plain(b, p));
        p.side = "C";
        assert_int_equal(num(row, "cr_fen"), plain(b, p));
        p.side = "";
        p.from_day = NULL;
        p.from_no = 0;
        assert_int_equal(num(row, "balance_fen"), sign * plain(b, p));
        assert_int_equal(num(row, "opening_fen") + sign * (num(row, "dr_fen") - num(row, "cr_fen")),
                         num(row, "balance_fen"));
    }
}

TEST(a_trial_balance_is_right_as_of_any_day_and_any_number)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 7;
    live(&b, &err, &seed);
    int64_t last = books_int(&b, "SELECT last_no FROM book WHERE id = 102");
    assert_trial(&b, "{}", (struct plain){ 0 });
    assert_trial(&b, "{'by':'subject'}", (struct plain){ 0 });
    for (int i = 0; i < 40; i++) {
        int64_t from_no = 1 + pick(&seed, last), to_no = from_no + pick(&seed, last - from_no + 1);
        const char *by = i % 2 ? "'by':'subject'," : "";
        const char *to = day_back(&b, pick(&seed, 140)), *from = day_back(&b, 150);
        assert_trial(&b,
                     kb_printf(&b.keep, "{%s'from_no':%lld,'to_no':%lld}", by, (long long)from_no,
                               (long long)to_no),
                     (struct plain){ .from_no = from_no, .to_no = to_no });
        assert_trial(&b, kb_printf(&b.keep, "{%s'to':'%s'}", by, to),
                     (struct plain){ .to_day = to });
        if (i % 2) from = to, to = day_back(&b, pick(&seed, 3));
        if (strcmp(from, to) > 0) continue;
        assert_trial(&b, kb_printf(&b.keep, "{%s'from':'%s','to':'%s'}", by, from, to),
                     (struct plain){ .from_day = from, .to_day = to });
    }
}

TEST(a_span_that_cannot_be_is_refused_by_its_field)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        const char *in, *field, *reason;
    } rows[] = {
        { "'from':'2026-02-30'", "from", "ledger.date" },
        { "'to':'yesterday'", "to", "ledger.date" },
        { "'from':'2026-02-02','to':'2026-02-01'", "to", "ledger.span" },
        { "'from_no':5,'to_no':4", "to_no", "ledger.span" },
        { "'from':'2026-01-01','from_no':4", "from_no", "ledger.span" },
        { "'to':'2026-01-01','to_no':4", "to_no", "ledger.span" },
        { "'to_no':-1", "to_no", "request.field" },
    };
    json_t *out;
    books_open_chain(&b, &err);
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].in);
        assert_refused(
            ask(&b, D1, "trial_balance_get", kb_printf(&b.keep, "{%s}", rows[i].in), &out),
            KB_INVALID, rows[i].reason);
        assert_string_equal(err.field, rows[i].field);
        assert_refused(ask(&b, D1, "subject_ledger_list",
                           kb_printf(&b.keep, "{'subject':'1002',%s}", rows[i].in), &out),
                       KB_INVALID, rows[i].reason);
    }
}

/* --- the ledger of a subject --- */

static void assert_account(struct books *b, const char *code, int64_t party, const char *more,
                           struct plain span)
{
    const char *cursor = "";
    int64_t below = INT64_MAX, dr = 0, cr = 0, next_balance = 0;
    span.code = code;
    span.party = party ? party : -1;
    for (int pages = 0; pages == 0 || cursor[0]; pages++) {
        const char *in = kb_printf(&b->keep, "{'subject':'%s','limit':7,'cursor':'%s'%s%s%s%s}",
                                   code, cursor, more, party ? ",'party_id':'" : "",
                                   party ? text_id(b, "org", party) : "", party ? "'" : "");
        json_t *page = asked(b, D1, "subject_ledger_list", "%s", in);
        int64_t sign = str(page, "side")[0] == 'D' ? 1 : -1;
        kt_row("%s", in);
        if (pages == 0) next_balance = num(page, "closing_fen");
        for (size_t i = 0; i < items(page); i++) {
            json_t *l = item(page, i);
            int64_t net = num(l, "dr_fen") - num(l, "cr_fen");
            assert_true(num(l, "no") <= below);
            below = num(l, "no");
            assert_int_equal(num(l, "balance_fen"), next_balance);
            next_balance -= sign * net;
            dr += num(l, "dr_fen");
            cr += num(l, "cr_fen");
            assert_true(str(l, "counter")[0] != '\0');
        }
        cursor = str(page, "next");
        if (cursor[0]) continue;
        assert_int_equal(next_balance, num(page, "opening_fen"));
        assert_int_equal(dr, num(page, "dr_fen"));
        assert_int_equal(cr, num(page, "cr_fen"));
        span.side = "D";
        assert_int_equal(dr, plain(b, span));
        span.side = "C";
        assert_int_equal(cr, plain(b, span));
    }
}

TEST(every_line_of_a_subject_has_the_balance_it_left)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        const char *code;
        int64_t party;
    } rows[] = { { "1002", 0 }, { "2203.01", C2 }, { "2203.01", 0 }, { "2202", P },
                 { "6602", 0 }, { "6001", 0 },     { "1122", 0 } };
    uint64_t seed = 8;
    live(&b, &err, &seed);
    int64_t last = books_int(&b, "SELECT last_no FROM book WHERE id = 102");
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t from_no = 1 + pick(&seed, last / 2), to_no = from_no + pick(&seed, last / 2);
        const char *from = day_back(&b, 60 + pick(&seed, 80)), *to = day_back(&b, pick(&seed, 60));
        assert_account(&b, rows[i].code, rows[i].party, "", (struct plain){ 0 });
        assert_account(&b, rows[i].code, rows[i].party,
                       kb_printf(&b.keep, ",'from_no':%lld,'to_no':%lld", (long long)from_no,
                                 (long long)to_no),
                       (struct plain){ .from_no = from_no, .to_no = to_no });
        assert_account(&b, rows[i].code, rows[i].party,
                       kb_printf(&b.keep, ",'from':'%s','to':'%s'", from, to),
                       (struct plain){ .from_day = from, .to_day = to });
    }
    json_t *out;
    assert_refused(ask(&b, D1, "subject_ledger_list", "{'subject':'9999'}", &out), KB_NOT_FOUND,
                   "not_found");
    assert_int_equal(items(asked(&b, P, "subject_ledger_list", "{'subject':'6602'}")), 0);
}

/* More parties than are merged: the vouchers of the book are walked instead. */
TEST(a_subject_of_many_parties_is_listed_in_the_order_of_its_vouchers)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    for (int64_t i = 0; i < 230; i++) {
        books_org(&b, 2000 + i, "customer", D1, "许多客户之一");
        books_fund(&b, D1, 2000 + i, 100 + i);
        if (i % 20 == 0) kt_world_pass(&b.w, DAY_MS);
    }
    const struct ledger_leg late = {
        .org_id = D1, .role = "own", .mode = "", .customer_id = 2100, .vars = { { "amount", 7 } }
    };
    struct ledger_posted out;
    const struct ledger_event ev = { .event = "hold",
                                     .biz_key = "late",
                                     .at_ms = b.w.now_ms - 5 * DAY_MS,
                                     .legs = &late,
                                     .legs_n = 1 };
    assert_ok(ledger_post(&b.t, &ev, &out));
    assert_account(&b, "2203.01", 0, "", (struct plain){ 0 });
    assert_account(&b, "2203.01", 0, ",'from':'2026-01-08','to':'2026-01-13'",
                   (struct plain){ .from_day = "2026-01-08", .to_day = "2026-01-13" });
    assert_account(&b, "2203.01", 0, ",'from_no':100,'to_no':300",
                   (struct plain){ .from_no = 100, .to_no = 300 });
    assert_account(&b, "2203.01", 2100, "", (struct plain){ 0 });
}
