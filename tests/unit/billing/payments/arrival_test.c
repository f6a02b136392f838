/* Receipts: recorded once, by hand or from a statement, whole files or nothing. */
#include "payer.h"

#include <string.h>

static int64_t receipts(struct world *w)
{
    return sql_int(w, "SELECT count(*) FROM arrival WHERE state = 'unclaimed'");
}

TEST(a_receipt_is_recorded_once_and_lies_unclaimed_in_the_books)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    int64_t bank = account(&w, d.d.admin.org_id, "1002", NULL);
    for (int i = 0; i < 2; i++) {
        as(&w, &d.d.finance);
        must_say(&w, "POST", "/v1/arrivals",
                 "{'bank_ref':'B1','amount_fen':12345,'payer':'某公司','memo':'货款'}");
        assert_string_equal(text_of(&w, "state"), "unclaimed");
        assert_int_equal(receipts(&w), 1);
        assert_int_equal(account(&w, d.d.admin.org_id, "2241.99", NULL), -12345);
        assert_int_equal(account(&w, d.d.admin.org_id, "1002", NULL), bank + 12345);
    }
    say(&w, "POST", "/v1/arrivals", "{'bank_ref':'B1','amount_fen':12346,'payer':'某公司'}");
    assert_said(&w, 400, "arrival.other");
    as(&w, &d.p.finance); /* another bank has numbers of its own */
    must_say(&w, "POST", "/v1/arrivals", "{'bank_ref':'B1','amount_fen':1,'payer':'x'}");
    must_get(&w, "/v1/arrivals?state=unclaimed");
    assert_int_equal(count_of(&w, "items"), 1);
    assert_money_sound(&w);
}

TEST(a_receipt_has_a_day_there_was)
{
    static const struct {
        const char *day, *reason;
    } cases[] = { { "2026-02-30", "request.field" },
                  { "2200-01-01", "arrival.day" },
                  { "2001-01-01", "arrival.day" } };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    as(&w, &d.d.finance);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].day);
        say(&w, "POST", "/v1/arrivals", "{'bank_ref':'B','amount_fen':1,'payer':'x','day':'%s'}",
            cases[i].day);
        assert_said(&w, 400, cases[i].reason);
        assert_string_equal(text_of(&w, "field"), "day");
    }
    assert_int_equal(receipts(&w), 0);
}

TEST(what_nobody_can_place_is_sent_back_and_cannot_be_claimed_then)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    int64_t bank = account(&w, d.d.admin.org_id, "1002", NULL);
    as(&w, &d.d.finance);
    must_say(&w, "POST", "/v1/arrivals", "{'bank_ref':'B1','amount_fen':700,'payer':'x'}");
    const char *id = text_of(&w, "id");
    must_say(&w, "POST", at(&w, "/v1/arrivals/%s/return", id), "{'reason':'误汇'}");
    assert_string_equal(text_of(&w, "state"), "returned");
    say(&w, "POST", at(&w, "/v1/arrivals/%s/return", id), "{'reason':'误汇'}");
    assert_said(&w, 409, "arrival.claimed");
    as(&w, &d.d.finance2);
    say(&w, "POST", at(&w, "/v1/arrivals/%s/claim", id),
        "{'parts':[{'customer_id':'%s','amount_fen':700}]}", d.customer);
    assert_said(&w, 409, "arrival.claimed");
    assert_int_equal(account(&w, d.d.admin.org_id, "1002", NULL), bank);
    assert_money_sound(&w);
}

/* --- statements --- */

static int import(struct world *w, const char *csv)
{
    AUTO_JSON body = json_pack("{s:s}", "csv", csv);
    char *text = json_dumps(body, JSON_COMPACT);
    int status = world_ask(w, "POST", "/v1/arrivals/import", text, strlen(text));
    free(text);
    return status;
}

TEST(a_statement_is_recorded_whole_and_may_be_sent_again)
{
    static const char csv[] = "\xef\xbb\xbf流水号,日期,金额,付款人,付款账号,附言\r\n"
                              "N1,2026-01-05,\"1,234.5\",\"甲, \"\"总\"\"公司\",6222,货款\r\n"
                              "\r\n"
                              "N2,2026-01-06,0.01,乙,,\r\n";
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    sql(&w, "UPDATE book SET closed_to = 0");
    w.k.now_ms = INT64_C(1768000000000); /* 2026-01-09 */
    as(&w, &d.d.finance);
    import(&w, csv);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "added"), 2);
    assert_int_equal(number_of(&w, "amount_fen"), 123451);
    assert_string_equal(sql_text(&w, "SELECT payer AS s FROM arrival WHERE bank_ref = 'N1'"),
                        "甲, \"总\"公司");
    import(&w, csv);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "added"), 0);
    assert_int_equal(number_of(&w, "repeated"), 2);
    assert_int_equal(account(&w, d.d.admin.org_id, "2241.99", NULL), -123451);
    assert_money_sound(&w);
}

TEST(a_statement_with_one_wrong_line_stores_nothing_and_says_which)
{
    static const struct {
        const char *csv, *text;
    } cases[] = {
        { "bank_ref,amount\nA,1\n", "line 1, column payer: " },
        { "bank_ref,amount,payer,day,day\n", "line 1, column day: it is there twice" },
        { "bank_ref,amount,payer,day\n", "there is no receipt" },
        { "bank_ref,amount,payer,day\nA,1.00,x,2026-01-05\nB,1.005,x,2026-01-05\n",
          "line 3, column amount: " },
        { "bank_ref,amount,payer,day\nA,-1,x,2026-01-05\n", "line 2, column amount: " },
        { "bank_ref,amount,payer,day\nA,0.00,x,2026-01-05\n", "line 2, column amount: " },
        { "bank_ref,amount,payer,day\nA,99999999999999.99,x,2026-01-05\n", "column amount: " },
        { "bank_ref,amount,payer,day\nA,1.00,,2026-01-05\n", "line 2, column payer: it is empty" },
        { "bank_ref,amount,payer,day\nA,1.00,x,05.01.2026\n", "line 2, column day: " },
        { "bank_ref,amount,payer,day\nA,1.00,\"x,2026-01-05\n", "line 2: a quote does not end" },
        { "bank_ref,amount,payer,day\nA,1.00,x,2026-01-05\nA,2.00,x,2026-01-05\n",
          "line 3, column bank_ref: a line above" },
        { "bank_ref,amount,payer,day\nOLD,2.00,x,2026-01-05\n",
          "line 2, column bank_ref: it was recorded before" },
    };
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    w.k.now_ms = INT64_C(1768000000000);
    as(&w, &d.d.finance);
    must_say(&w, "POST", "/v1/arrivals", "{'bank_ref':'OLD','amount_fen':100,'payer':'x'}");
    const char *before = sql_text(&w, "SELECT count(*) || ' ' || max(id) AS s FROM arrival");
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].csv);
        import(&w, cases[i].csv);
        assert_int_equal(w.status, 400);
        assert_string_equal(text_of(&w, "field"), "csv");
        if (!strstr(w.raw, cases[i].text)) fail_msg("%s", w.raw);
        assert_string_equal(sql_text(&w, "SELECT count(*) || ' ' || max(id) AS s FROM arrival"),
                            before);
    }
}

TEST(a_statement_has_at_most_1000_receipts)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *csv = "bank_ref,amount,payer,day\n";
    size_t cap = 64 * 1003;
    char *all = kb_alloc(&w.arena, cap), *p = all;
    w.k.now_ms = INT64_C(1768000000000);
    p += snprintf(p, cap, "%s", csv);
    for (int i = 0; i < 1001; i++) p += snprintf(p, 64, "R%d,1.00,x,2026-01-05\n", i);
    as(&w, &d.d.finance);
    import(&w, all);
    assert_said(&w, 400, "arrival.csv");
    assert_int_equal(receipts(&w), 0);
    strrchr(all, 'R')[0] = '\0'; /* without the last */
    import(&w, all);
    assert_said_ok(&w);
    assert_int_equal(number_of(&w, "added"), 1000);
    assert_money_sound(&w);
}
