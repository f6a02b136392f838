/* The routes, asked the way the engine asks them: JSON in, JSON out, an acting organisation. */
#include "asking.h"

#include <stdio.h>
#include <string.h>

static const struct chain one = { .n = 2,
                                  .orgs = { P, D1 },
                                  .supplier = S,
                                  .customer = C2,
                                  .list_fen = 99999,
                                  .price_fen = 94999,
                                  .edges = { { 'D', 7000 }, { 'D', 8000 } } };

static void sell(struct books *b, struct kb_error *err)
{
    books_open_chain(b, err);
    books_fund(b, D1, C2, 200000);
    books_must(b, chain_hold(b, &one, "h1", 94999));
    books_must(b, chain_hold(b, &one, "h2", 94999));
    books_must(b, chain_capture(b, &one, "c1", 0));
    books_must(b, chain_release(b, &one, "r2", 94999));
}

TEST(finance_reads_a_voucher_with_names_and_hashes)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *list, *v;
    char in[64];
    sell(&b, &err);
    assert_ok(ask(&b, D1, "vouchers_list", "{\"event\":\"capture\"}", &list));
    assert_int_equal(items(list), 1);
    assert_string_equal(str(item(list, 0), "event_zh"), "开通扣款");
    assert_int_equal(num(item(list, 0), "total_fen"), 94999 + 79999);
    snprintf(in, sizeof in, "{\"id\":\"%s\"}", str(item(list, 0), "id"));
    assert_ok(ask(&b, D1, "vouchers_get", in, &v));
    json_t *lines = json_object_get(v, "lines"), *first = json_array_get(lines, 0);
    assert_int_equal(json_array_size(lines), 4);
    assert_string_equal(str(first, "subject"), "2203.02");
    assert_string_equal(str(first, "party_name"), "另一客户");
    assert_int_equal(num(first, "dr_fen"), 94999);
    assert_int_equal(strlen(str(v, "hash")), 64);
    assert_string_equal(str(v, "role"), "own");
}

TEST(another_organisations_voucher_is_absent)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *list, *v;
    char in[64];
    sell(&b, &err);
    assert_ok(ask(&b, D1, "vouchers_list", "{}", &list));
    for (size_t i = 0; i < items(list); i++) {
        snprintf(in, sizeof in, "{\"id\":\"%s\"}", str(item(list, i), "id"));
        assert_refused(ask(&b, P, "vouchers_get", in, &v), KB_NOT_FOUND, "not_found");
        assert_refused(ask(&b, D2, "vouchers_get", in, &v), KB_NOT_FOUND, "not_found");
    }
    assert_ok(ask(&b, D2, "vouchers_list", "{}", &list));
    assert_int_equal(items(list), 0);
}

TEST(vouchers_are_paged_newest_first_and_filtered)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *page;
    char in[96] = "{\"limit\":4}";
    int64_t expect = 6;
    sell(&b, &err);
    for (int pages = 0; pages < 2; pages++) {
        assert_ok(ask(&b, D1, "vouchers_list", in, &page));
        for (size_t i = 0; i < items(page); i++)
            assert_int_equal(num(item(page, i), "no"), expect--);
        snprintf(in, sizeof in, "{\"limit\":4,\"cursor\":\"%s\"}", str(page, "next"));
    }
    assert_int_equal(expect, 0);
    assert_string_equal(in, "{\"limit\":4,\"cursor\":\"\"}");
    assert_ok(ask(&b, D1, "vouchers_list", "{\"subject\":\"2241.99\"}", &page));
    assert_int_equal(items(page), 2);
    assert_ok(ask(&b, D1, "vouchers_list", "{\"subject\":\"6051\"}", &page));
    assert_int_equal(items(page), 0);
    assert_refused(ask(&b, D1, "vouchers_list", "{\"cursor\":\"nonsense\"}", &page), KB_INVALID,
                   "request.field");
}

TEST(the_trial_balance_balances_by_party_and_by_subject)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const char *const ways[] = { "{}", "{\"by\":\"subject\"}" };
    sell(&b, &err);
    for (size_t i = 0; i < COUNT(ways); i++) {
        json_t *t;
        assert_ok(ask(&b, D1, "trial_balance_get", ways[i], &t));
        assert_true(json_is_true(json_object_get(t, "balanced")));
        assert_int_equal(num(t, "total_dr_fen"), num(t, "total_cr_fen"));
        assert_int_equal(num(t, "last_no"), 6);
        assert_int_equal(items(t), 7);
        assert_string_equal(str(item(t, 0), "code"), "1002");
        assert_int_equal(num(item(t, 0), "balance_fen"), 200000);
    }
}

TEST(subjects_and_templates_are_listed_with_their_meaning)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *list;
    sell(&b, &err);
    assert_ok(ask(&b, D1, "subjects_list", "{\"limit\":200}", &list));
    assert_int_equal(items(list), books_int(&b, "SELECT count(*) FROM subject WHERE book_id = 0"));
    assert_ok(ask(&b, D1, "templates_list", "{\"event\":\"hold\"}", &list));
    assert_int_equal(items(list), 1);
    assert_string_equal(str(item(list, 0), "event_en"), "Held for an order");
    json_t *lines = json_object_get(item(list, 0), "lines");
    assert_int_equal(json_array_size(lines), 2);
    assert_string_equal(str(json_array_get(lines, 0), "amount"), "amount");
}

TEST(a_customer_reads_its_own_statement_with_a_running_balance)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        const char *kind;
        int64_t in, out, held, balance, frozen;
    } rows[] = {
        { "release", 0, 0, -94999, 105001, 0 },
        { "capture", 0, 94999, -94999, 105001, 94999 },
        { "hold", 0, 0, 94999, 200000, 189998 },
        { "hold", 0, 0, 94999, 200000, 94999 },
        { "recharge_offline.confirm", 200000, 0, 0, 200000, 0 },
    };
    json_t *flow, *money;
    sell(&b, &err);
    assert_ok(ask(&b, C2, "flow_list", "{}", &flow));
    assert_int_equal(items(flow), COUNT(rows));
    for (size_t i = 0; i < COUNT(rows); i++) {
        json_t *r = item(flow, i);
        kt_row("row %zu", i);
        assert_string_equal(str(r, "kind"), rows[i].kind);
        assert_int_equal(num(r, "in_fen"), rows[i].in);
        assert_int_equal(num(r, "out_fen"), rows[i].out);
        assert_int_equal(num(r, "held_fen"), rows[i].held);
        assert_int_equal(num(r, "balance_fen"), rows[i].balance);
        assert_int_equal(num(r, "frozen_fen"), rows[i].frozen);
    }
    assert_ok(ask(&b, C2, "balance_get", "{}", &money));
    assert_int_equal(num(money, "available_fen"), 105001);
    assert_int_equal(num(money, "frozen_fen"), 0);
}

TEST(the_statement_is_paged_and_another_customers_is_empty)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *page;
    char in[96] = "{\"limit\":2}";
    size_t seen = 0;
    sell(&b, &err);
    for (int pages = 0; pages < 3; pages++) {
        assert_ok(ask(&b, C2, "flow_list", in, &page));
        seen += items(page);
        snprintf(in, sizeof in, "{\"limit\":2,\"cursor\":\"%s\"}", str(page, "next"));
    }
    assert_int_equal(seen, 5);
    assert_ok(ask(&b, C, "flow_list", "{}", &page));
    assert_int_equal(items(page), 0);
    assert_ok(ask(&b, D1, "customer_balances_list", "{}", &page));
    assert_int_equal(items(page), 1);
    assert_int_equal(num(item(page, 0), "available_fen"), 105001);
}

TEST(a_book_is_verified_by_its_owner_and_all_by_the_platform_only)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    json_t *v;
    sell(&b, &err);
    assert_ok(ask(&b, D1, "books_verify", "{}", &v));
    assert_true(json_is_true(json_object_get(v, "ok")));
    assert_int_equal(num(v, "vouchers"), 6);
    assert_ok(ask(&b, P, "books_verify", "{\"all\":true}", &v));
    assert_int_equal(num(v, "vouchers"), 7);
    assert_int_equal(json_array_size(json_object_get(v, "checks")), LEDGER_CHECKS);
    assert_refused(ask(&b, D1, "books_verify", "{\"all\":true}", &v), KB_DENIED, "ledger.scope");
}
