/* Profit, cash and series against the plainest way to the same figures, and the way down from them
 * to vouchers. */
#include "ledger/day.h"
#include "life.h"

#include <string.h>

/* --- profit and loss --- */

static void assert_profit(struct books *b, const char *by, int64_t kind, const char *more,
                          struct plain span)
{
    json_t *p = asked(b, D1, "profit_list", "{'by':'%s','limit':200%s}", by, more);
    int64_t sum = 0;
    for (size_t i = 0; i < items(p); i++) {
        json_t *row = item(p, i);
        char from[LEDGER_DAY_SIZE], to[LEDGER_DAY_SIZE];
        struct plain m = span;
        int64_t month = num(row, "month");
        ledger_month_first(month, from);
        ledger_month_last(month, to);
        kt_row("by %s%s: %s %lld", by, more, str(row, "name"), (long long)month);
        m.from_day = strcmp(from, span.from_day) > 0 ? from : span.from_day;
        m.to_day = strcmp(to, span.to_day) < 0 ? to : span.to_day;
        m.kind = kind;
        m.party = -1;
        m.side = "";
        if (kind == 6 || kind == 7 || kind == 8) m.value = inside(b, str(row, "org_id"));
        if (kind == 4) kb_id_parse(&b->w.world.id_key, "prd", str(row, "product_id"), &m.value);
        m.code = kind ? "60%" : str(row, "subject");
        int64_t revenue = -plain(b, m);
        m.code = "63%";
        if (kind) revenue -= plain(b, m);
        if (kind || str(row, "subject")[1] < '4')
            assert_int_equal(num(row, "revenue_fen"), revenue);
        m.code = "64%";
        if (kind) assert_int_equal(num(row, "cost_fen"), plain(b, m));
        m.code = "6%";
        if (kind) assert_int_equal(num(row, "profit_fen"), -plain(b, m));
        sum += num(row, "profit_fen");
    }
    struct plain all = span;
    all.code = "6%";
    all.party = -1;
    all.side = "";
    assert_int_equal(sum, -plain(b, all));
    assert_int_equal(num(p, "profit_fen"), sum);
}

TEST(profit_by_any_dimension_is_right_as_of_any_day_and_number)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        const char *by;
        int64_t kind;
    } rows[] = { { "customer", 6 },
                 { "supplier", 7 },
                 { "distributor", 8 },
                 { "product", 4 },
                 { "subject", 0 } };
    uint64_t seed = 9;
    live(&b, &err, &seed);
    int64_t last = books_int(&b, "SELECT last_no FROM book WHERE id = 102");
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < COUNT(rows) * 4; i++) {
            const char *from = day_back(&b, 70 + pick(&seed, 80)),
                       *to = day_back(&b, pick(&seed, 70));
            int64_t no = 1 + pick(&seed, last);
            const char *span = kb_printf(&b.keep, ",'from':'%s','to':'%s'", from, to);
            assert_profit(&b, rows[i / 4].by, rows[i / 4].kind, span,
                          (struct plain){ .from_day = from, .to_day = to });
            assert_profit(&b, rows[i / 4].by, rows[i / 4].kind,
                          kb_printf(&b.keep, "%s,'as_of_no':%lld", span, (long long)no),
                          (struct plain){ .from_day = from, .to_day = to, .to_no = no });
        }
        for (int i = 0; round == 0 && i < 10; i++) roll_up(&b); /* all of it */
        if (round == 1) books_sql(&b, "DELETE FROM ledger_daily");
        if (round == 1) books_sql(&b, "DELETE FROM ledger_monthly");
        if (round == 1) books_sql(&b, "DELETE FROM ledger_fold"); /* nothing of it */
    }
}

TEST(profit_is_compared_with_the_same_months_of_another_time)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 10;
    live(&b, &err, &seed);
    json_t *now = asked(&b, D1, "profit_list",
                        "{'by':'subject','from':'2026-03-01','to':'2026-03-31','limit':200}");
    json_t *before = asked(&b, D1, "profit_list",
                           "{'by':'subject','from':'2026-02-01','to':'2026-02-28','limit':200}");
    json_t *both = asked(&b, D1, "profit_list",
                         "{'by':'subject','from':'2026-03-01','to':'2026-03-31','compare_from':"
                         "'2026-02-01','limit':200}");
    assert_string_equal(str(both, "compare_to"), "2026-02-28");
    assert_int_equal(num(both, "profit_fen"), num(now, "profit_fen"));
    assert_int_equal(num(both, "was_profit_fen"), num(before, "profit_fen"));
    for (size_t i = 0; i < items(both); i++) {
        json_t *row = item(both, i);
        const char *code = str(row, "subject");
        int64_t was = 0;
        for (size_t k = 0; k < items(before); k++)
            if (strcmp(str(item(before, k), "subject"), code) == 0)
                was = num(item(before, k), "profit_fen");
        kt_row("%s", code);
        assert_int_equal(num(row, "was_profit_fen"), was);
        assert_int_equal(num(row, "month"), 202603);
    }
    /* what was known of March after voucher 300, beside what is known now */
    json_t *known =
        asked(&b, D1, "profit_list",
              "{'by':'subject','from':'2026-03-01','to':'2026-03-31','compare_no':300}");
    assert_int_equal(num(known, "was_profit_fen"),
                     -plain(&b, (struct plain){ .code = "6%",
                                                .side = "",
                                                .party = -1,
                                                .from_day = "2026-03-01",
                                                .to_day = "2026-03-31",
                                                .to_no = 300 }));
}

TEST(profit_comes_a_page_at_a_time_the_largest_first)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 11;
    live(&b, &err, &seed);
    json_t *page = asked(&b, D1, "profit_list", "{'by':'customer','limit':1}");
    assert_int_equal(num(page, "values"), 2);
    const char *first = str(item(page, 0), "org_id");
    for (size_t i = 0; i < items(page); i++)
        assert_string_equal(str(item(page, i), "org_id"), first);
    json_t *rest = asked(&b, D1, "profit_list", "{'by':'customer','limit':1,'cursor':'%s'}",
                         str(page, "next"));
    assert_string_not_equal(str(item(rest, 0), "org_id"), first);
    assert_string_equal(str(rest, "next"), "");
    assert_string_equal(str(item_of(rest, "org_id", str(item(rest, 0), "org_id")), "name"),
                        str(item(rest, 0), "name"));
    json_t *out;
    assert_refused(ask(&b, D1, "profit_list", "{'by':'customer','from':'2022-01-01'}", &out),
                   KB_INVALID, "limit.reached");
    assert_refused(ask(&b, D1, "profit_list", "{'by':'colour'}", &out), KB_INVALID,
                   "request.field");
}

/* --- cash --- */

TEST(cash_flow_says_where_the_cash_came_from)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 12;
    live(&b, &err, &seed);
    int64_t last = books_int(&b, "SELECT last_no FROM book WHERE id = 102");
    for (int i = 0; i < 20; i++) {
        const char *from = day_back(&b, 70 + pick(&seed, 80)), *to = day_back(&b, pick(&seed, 70));
        int64_t no = i % 2 ? 1 + pick(&seed, last) : 0;
        json_t *c = asked(&b, D1, "cash_flow_list",
                          "{'from':'%s','to':'%s','as_of_no':%lld,'compare_from':'2026-01-01'}",
                          from, to, (long long)no);
        struct plain p = { .code = "1002", .side = "", .to_no = no };
        kt_row("%s to %s as of %lld", from, to, (long long)no);
        assert_true(flag(c, "balanced"));
        p.to_day = to;
        assert_int_equal(num(c, "closing_fen"), plain(&b, p));
        p.from_day = from;
        assert_int_equal(num(c, "net_fen"), plain(&b, p));
    }
    json_t *all = asked(&b, D1, "cash_flow_list", "{'from':'2026-01-01'}");
    json_t *spent = item_of(all, "subject", "6602");
    assert_int_equal(num(spent, "out_fen"),
                     plain(&b, (struct plain){ .code = "6602", .side = "D", .party = -1 }));
    assert_string_equal(str(spent, "activity"), "operating");
    assert_string_equal(str(item_of(all, "subject", "2241.99"), "name_en"), "Unclaimed receipts");
}

TEST(a_series_has_a_few_figures_for_each_month)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 13;
    live(&b, &err, &seed);
    json_t *s = asked(&b, D1, "series_list", "{'months':4}");
    assert_int_equal(items(s), 4);
    for (size_t i = 0; i < 4; i++) {
        json_t *row = item(s, i);
        int64_t month = num(row, "month");
        char from[LEDGER_DAY_SIZE], to[LEDGER_DAY_SIZE];
        ledger_month_first(month, from);
        ledger_month_last(month, to);
        kt_row("%lld", (long long)month);
        struct plain p = { .side = "", .party = -1, .to_day = to, .code = "1002" };
        assert_int_equal(num(row, "cash_fen"), plain(&b, p));
        p.code = "2203%";
        assert_int_equal(num(row, "deposits_fen"), -plain(&b, p));
        p.from_day = from;
        p.code = "6%";
        assert_int_equal(num(row, "profit_fen"), -plain(&b, p));
        p.code = "64%";
        assert_int_equal(num(row, "cost_fen"), plain(&b, p));
    }
    assert_int_equal(items(asked(&b, D1, "series_list", "{}")), 12);
}

/* --- drilling down --- */

TEST(vouchers_are_found_by_what_they_are_about)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 14;
    live(&b, &err, &seed);
    const char *c2 = text_id(&b, "org", C2), *d2 = text_id(&b, "org", D2);
    const struct {
        const char *in, *sql;
    } rows[] = {
        { kb_printf(&b.keep, "'customer_id':'%s'", c2), "d.customer_id = 502" },
        { kb_printf(&b.keep, "'distributor_id':'%s'", d2), "d.child_id = 103" },
        { kb_printf(&b.keep, "'party_id':'%s'", c2),
          "EXISTS (SELECT 1 FROM vline l WHERE l.voucher_id = v.id AND l.party = 502)" },
        { kb_printf(&b.keep, "'party_id':'%s','subject':'2203.02'", c2),
          "EXISTS (SELECT 1 FROM vline l JOIN subject s ON s.id = l.subject_id WHERE l.voucher_id "
          "= "
          "v.id AND l.party = 502 AND s.code = '2203.02')" },
        { kb_printf(&b.keep, "'product_id':'%s'", text_id(&b, "prd", 2)), "d.product_id = 2" },
        { "'event':'refund'", "v.event = 'refund'" },
        { "'from':'2026-02-10','to':'2026-03-05'", "v.acct_date BETWEEN '2026-02-10' AND "
                                                   "'2026-03-05'" },
        { "'from':'2026-02-10','to':'2026-03-05','event':'expense.paid'",
          "v.acct_date BETWEEN '2026-02-10' AND '2026-03-05' AND v.event = 'expense.paid'" },
        { kb_printf(&b.keep, "'customer_id':'%s'", text_id(&b, "org", C)), "d.customer_id = 501" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *cursor = "";
        int64_t n = 0, below = INT64_MAX;
        for (int pages = 0; pages == 0 || cursor[0]; pages++) {
            json_t *page =
                asked(&b, D1, "vouchers_list", "{%s,'limit':9,'cursor':'%s'}", rows[i].in, cursor);
            for (size_t k = 0; k < items(page); k++) {
                assert_true(num(item(page, k), "no") < below);
                below = num(item(page, k), "no");
                n++;
            }
            cursor = str(page, "next");
        }
        kt_row("%s", rows[i].in);
        assert_int_equal(n, books_int(&b, kb_printf(&b.keep,
                                                    "SELECT count(*) FROM voucher v LEFT JOIN "
                                                    "voucher_dim d ON d.voucher_id = v.id WHERE "
                                                    "v.book_id = 102 AND %s",
                                                    rows[i].sql)));
    }
}

TEST(a_voucher_says_what_it_is_about_and_what_it_belongs_to)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 15;
    live(&b, &err, &seed);
    json_t *list = asked(&b, D1, "vouchers_list", "{'event':'capture','limit':200}");
    for (size_t i = 0; i < items(list); i++) {
        json_t *v = asked(&b, D1, "vouchers_get", "{'id':'%s'}", str(item(list, i), "id"));
        bool own = strcmp(str(v, "role"), "own") == 0;
        assert_string_equal(str(v, "customer_id"), own ? text_id(&b, "org", C2) : "");
        assert_string_equal(str(v, "distributor_name"), own ? "" : "二级");
        assert_string_equal(str(v, "supplier_name"), "平台");
        assert_int_equal(json_array_size(json_object_get(v, "group")), 1);
    }
    json_t *e = item(asked(&b, D1, "entries_list", "{'limit':200}"), 0);
    for (size_t i = 0; strcmp(str(e, "kind"), "reversal") != 0; i++)
        e = item(asked(&b, D1, "entries_list", "{'limit':200}"), i);
    json_t *v = asked(&b, D1, "vouchers_get", "{'id':'%s'}", str(e, "voucher_id"));
    json_t *old = asked(&b, D1, "vouchers_get", "{'id':'%s'}", str(v, "reverses_id"));
    assert_string_equal(str(old, "reversed_by"), str(v, "id"));
    assert_string_equal(str(v, "entry_id"), str(e, "id"));
    assert_string_equal(str(v, "text"), "x");
}
