/* Suppliers' bills: a file is whole or nothing, and every line of it finds its verdict. */
#include "stage.h"

#include "billing/settlement/bill_priv.h"

#include <string.h>

static const struct kb_id_key key = { { 1 } };

TEST(a_file_that_is_wrong_is_refused_by_line_and_column)
{
    static const struct {
        const char *csv, *said; /* NULL: it is right */
    } cases[] = {
        { "ref,amount\na,1\n", NULL },
        { "\xef\xbb\xbf"
          "amount,memo,ref\r\n-1.5,\"x, \"\"y\"\"\",a\r\n\r\n",
          NULL },
        { "ref,amount\na,90071992547.40", NULL },
        { "", "line 1, column " },
        { "ref,amount\n", "no line behind the header" },
        { "ref,price\na,1\n", "line 1, column price" },
        { "ref,ref,amount\na,a,1\n", "line 1, column ref: it stands in the header twice" },
        { "amount\n1\n", "line 1, column ref: the header does not have it" },
        { "ref,amount\na\n", "line 2, column ?: there are fewer columns" },
        { "ref,amount\n,1\n", "line 2, column ref: it is empty" },
        { "ref,amount\na,1\nb,1.234\n", "line 3, column amount" },
        { "ref,amount\na,1,000.00,x,x,x,x,x,x\n", "line 2, column 9" },
        { "ref,amount\na,1e3\n", "line 2, column amount" },
        { "ref,amount\na, 1\n", "line 2, column amount" },
        { "ref,amount\na,\n", "line 2, column amount" },
        { "ref,amount\na,1.\n", "line 2, column amount" },
        { "ref,amount\na,--1\n", "line 2, column amount" },
        { "ref,amount\na,99999999999999999999\n", "line 2, column amount" },
        { "ref,amount\na,\"1\n", "line 2, column amount: the quote is never closed" },
        { "ref,amount\n\"a\"b,1\n", "line 2, column ref: there is text behind" },
        { "ref,amount\n\"a\nb\",1\nc,x\n", "line 4, column amount" },
        { "ref,amount\nb,1\na,1\nb,2\n", "line 4, column ref: it stands on line 2 already" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct kb_error err = { 0 };
        struct kb_list rows;
        kt_row("%zu", i);
        enum kb_code code = bill_csv_read(&a, &key, cases[i].csv, &rows, &err);
        assert_int_equal(code, cases[i].said ? KB_INVALID : KB_OK);
        if (!cases[i].said) continue;
        assert_string_equal(err.reason, "bill.csv");
        assert_string_equal(err.field, "csv");
        if (!strstr(err.text, cases[i].said)) fail_msg("%zu: %s", i, err.text);
    }
}

TEST(amounts_are_fen_to_the_last)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err = { 0 };
    struct kb_list rows;
    static const int64_t fen[] = { 100, -150, 7, 0, 9007199254740 * 100 + 99 };
    assert_ok(bill_csv_read(&a, &key, "ref,amount\na,1\nb,-1.5\nc,+0.07\nd,0\ne,9007199254740.99\n",
                            &rows, &err));
    const struct bill_row *r = rows.at;
    assert_int_equal(rows.n, COUNT(fen));
    for (size_t i = 0; i < COUNT(fen); i++) assert_int_equal(r[i].theirs_fen, fen[i]);
}

TEST(every_line_finds_its_verdict)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct bill_ours ours[] = { { 1, BILL_IN, 700 },     { 2, BILL_IN, 700 },
                                { 3, BILL_BEFORE, 700 }, { 4, BILL_AFTER, 700 },
                                { 5, BILL_IN, 700 },     { 6, BILL_BEFORE, 700 },
                                { 7, BILL_IN, 700 },     { 8, BILL_IN, 0 },
                                { 9, BILL_BEFORE, 700 }, { 9, BILL_IN, -300 } };
    struct bill_billed billed[] = { { 6, BILL_BEFORE, false }, { 7, BILL_BEFORE, true } };
    struct bill_row rows[] = {
        { .line_id = 1, .theirs_fen = 700 }, { .line_id = 2, .theirs_fen = 701 },
        { .line_id = 3, .theirs_fen = 700 }, { .line_id = 4, .theirs_fen = 600 },
        { .line_id = 0, .theirs_fen = 5 },   { .line_id = 6, .theirs_fen = 700 },
        { .line_id = 77, .theirs_fen = 5 },  { .line_id = 9, .theirs_fen = -300 },
    };
    static const struct {
        const char *verdict, *state;
        int64_t ours;
    } want[] = { { "matched", "matched", 700 }, { "drift", "open", 700 },
                 { "shift", "open", 700 },      { "shift", "open", 700 },
                 { "orphan", "open", 0 },       { "orphan", "open", 0 }, /* billed before */
                 { "orphan", "open", 0 },       { "matched", "matched", -300 } };
    struct bill_books books = { { ours, COUNT(ours) }, { billed, COUNT(billed) } };
    struct kb_list list = { rows, COUNT(rows) }, missing;
    bill_compare(&a, &books, &list, &missing);
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("row %zu", i);
        assert_string_equal(rows[i].verdict, want[i].verdict);
        assert_string_equal(rows[i].state, want[i].state);
        assert_int_equal(rows[i].ours_fen, want[i].ours);
    }
    assert_int_equal(rows[6].line_id, 0); /* nothing of ours, nothing is told of it */
    assert_int_equal(missing.n, 1);       /* 7 was billed by a shifted line, 8 came to nothing */
    assert_int_equal(((struct bill_row *)missing.at)->line_id, 5);
    assert_string_equal(((struct bill_row *)missing.at)->verdict, "missing");
}

/* --- over the API --- */

static const char *line_of(struct world *w, const char *resource)
{
    return outside(w, "lin",
                   sql_int(w, "SELECT id FROM order_line WHERE resource_id = %lld",
                           (long long)inside(w, "res", resource)));
}

static int send(struct stage *s, const char *no, const char *csv)
{
    as(&s->w, &s->d.p.finance);
    return say(&s->w, "POST", "/v1/supplier-bills",
               "{'supplier_id':'%s','bill_no':'%s','from':'2026-01-01','to':'2026-01-31','csv':"
               "'%s'}",
               s->supplier, no, csv);
}

static const char *row_with(struct world *w, const char *bill, const char *verdict)
{
    must_get(w, "/v1/supplier-bills/%s/rows?verdict=%s", bill, verdict);
    assert_int_equal(count_of(w, "items"), 1);
    return text_of(w, "items.0.id");
}

TEST(a_bill_is_taken_in_once_and_its_differences_are_settled)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    const char *same = line_of(w, open_vm(w, &s.d)), *dear = line_of(w, open_vm(w, &s.d));
    open_vm(w, &s.d); /* which they forget */
    until(w, FEBRUARY_MS);
    const char *csv =
        at(w, "ref,amount,memo\\n%s,70.00,\\n%s,71.50,new price\\nZZ-9,3,\\n", same, dear);
    const char *before = world_digest(w);
    send(&s, "B-0", "ref,amount\\na,b\\n");
    assert_said(w, 400, "bill.csv");
    assert_string_equal(world_digest(w), before);
    send(&s, "B-1", csv);
    assert_said_ok(w);
    const char *bill = text_of(w, "id");
    assert_int_equal(number_of(w, "lines_n"), 3);
    assert_int_equal(number_of(w, "theirs_fen"), 7000 + 7150 + 300);
    assert_int_equal(number_of(w, "ours_fen"), 3 * 7000);
    assert_int_equal(number_of(w, "open_n"), 3);
    before = world_digest(w);
    send(&s, "B-1", csv);
    assert_string_equal(text_of(w, "id"), bill);
    assert_int_equal(sql_int(w, "SELECT count(*) FROM supplier_bill"), 1);
    send(&s, "B-1", "ref,amount\\na,1\\n");
    assert_said(w, 409, "bill.there");
    const char *drift = row_with(w, bill, "drift"), *orphan = row_with(w, bill, "orphan"),
               *missing = row_with(w, bill, "missing");
    row_with(w, bill, "matched");
    /* more for one, nothing for the one they forgot; what nobody knows is disputed */
    must_say(w, "POST", at(w, "/v1/supplier-bill-rows/%s/accept", drift), "{'note':'ok'}");
    say(w, "POST", at(w, "/v1/supplier-bill-rows/%s/accept", drift), "{}");
    assert_said(w, 409, "bill.decided");
    must_say(w, "POST", at(w, "/v1/supplier-bill-rows/%s/accept", missing), "{}");
    must_say(w, "POST", at(w, "/v1/supplier-bill-rows/%s/dispute", orphan), "{'note':'whose?'}");
    must_get(w, "/v1/supplier-bills/%s", bill);
    assert_int_equal(number_of(w, "open_n"), 0);
    assert_int_equal(number_of(w, "disputed_n"), 1);
    /* the run nobody had confirmed takes both in */
    const char *run = run_between(w, &s.d.p.finance, s.supplier);
    assert_int_equal(number_of(w, "items.0.lines_n"), 5);
    assert_int_equal(number_of(w, "items.0.net_fen"), 7000 + 7150);
    assert_books_sound(w);
    approve_supply(&s, run);
    pay_run(w, run, &s.d.p.finance);
    must_say(w, "POST", at(w, "/v1/supplier-bill-rows/%s/accept", orphan), "{}"); /* after all */
    until(w, FEBRUARY_MS + 28 * DAY);
    run_between(w, &s.d.p.finance, s.supplier);
    assert_int_equal(number_of(w, "items.0.net_fen"), 300);
    assert_books_sound(w);
}

TEST(what_they_bill_a_period_late_is_a_shift_and_is_billed_once)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    stage_open(&s);
    until(w, FEBRUARY_MS + DAY);
    const char *csv = at(w, "ref,amount\\n%s,70.00\\n", line_of(w, open_vm(w, &s.d)));
    send(&s, "JAN", csv); /* January's bill has what was bought in February */
    const char *bill = text_of(w, "id"), *shift = row_with(w, bill, "shift");
    must_say(w, "POST", at(w, "/v1/supplier-bill-rows/%s/accept", shift), "{}");
    assert_int_equal(sql_int(w, "SELECT count(*) FROM vgroup WHERE event = 'supplier.adjust'"), 0);
    must_say(w, "POST", "/v1/supplier-bills",
             "{'supplier_id':'%s','bill_no':'FEB','from':'2026-02-01','to':'2026-02-28','csv':"
             "'%s'}",
             s.supplier, csv);
    row_with(w, text_of(w, "id"), "orphan"); /* a second time */
}

TEST(a_supplier_sees_its_own_bills_and_nobody_elses)
{
    AUTO(stage_close) struct stage s;
    struct world *w = &s.w;
    struct people one, two;
    stage_open(&s);
    demo_supplier(w, &s.d, "供应商一", &one);
    const char *other = demo_supplier(w, &s.d, "供应商二", &two);
    const char *foreign = line_of(w, open_vm(w, &s.d)); /* of the virtual one's */
    as(w, &one.finance);
    must_say(w, "POST", "/v1/supplier-bills",
             "{'bill_no':'1','from':'2026-01-01','to':'2026-01-31','csv':'ref,amount\\n%s,70\\n'}",
             foreign);
    const char *bill = text_of(w, "id"), *row = row_with(w, bill, "orphan");
    assert_string_equal(text_of(w, "items.0.product"), "");
    say(w, "POST", "/v1/supplier-bills",
        "{'supplier_id':'%s','bill_no':'2','from':'2026-01-01','to':'2026-01-31','csv':'x'}",
        other);
    assert_said(w, 400, "not_found");
    as(w, &two.finance);
    get(w, "/v1/supplier-bills/%s", bill);
    assert_said(w, 404, "not_found");
    get(w, "/v1/supplier-bills/%s/rows", bill);
    assert_said(w, 404, "not_found");
    must_get(w, "/v1/supplier-bills");
    assert_int_equal(count_of(w, "items"), 0);
    as(w, &one.finance);
    say(w, "POST", at(w, "/v1/supplier-bill-rows/%s/accept", row), "{}");
    assert_int_equal(w->status, 403);
    as(w, &s.d.p.finance);
    static const struct {
        const char *from, *to, *field;
    } periods[] = { { "2026-02-30", "2026-03-01", "from" },
                    { "2026-01-01", "2026-1-31x", "to" },
                    { "2026-02-01", "2026-01-31", "to" },
                    { "2024-01-01", "2026-01-31", "to" } };
    for (size_t i = 0; i < COUNT(periods); i++) {
        kt_row("%s to %s", periods[i].from, periods[i].to);
        say(w, "POST", "/v1/supplier-bills",
            "{'supplier_id':'%s','bill_no':'9','from':'%s','to':'%s','csv':'ref,amount\\na,1\\n'}",
            other, periods[i].from, periods[i].to);
        assert_said(w, 400, "bill.period");
        assert_string_equal(text_of(w, "field"), periods[i].field);
    }
}
