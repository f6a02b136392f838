/* Posting: what is refused leaves nothing, what is repeated posts once, what is posted stays. */
#include "books.h"

#include <stdio.h>
#include <string.h>

TEST(a_new_book_has_the_chart_and_no_voucher)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM subject WHERE book_id = 101"),
                     books_int(&b, "SELECT count(*) FROM subject WHERE book_id = 0"));
    assert_int_equal(books_int(&b, "SELECT count(*) FROM book"),
                     3); /* no customer's, no supplier's */
    assert_refused(ledger_book_open(&b.t, P, "platform"), KB_CONFLICT, "ledger.book_exists");
    assert_refused(ledger_book_open(&b.t, C, "customer"), KB_INTERNAL, "ledger.event");
    books_assert_sound(&b);
}

TEST(a_customer_sees_what_is_free_and_what_is_held)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    int64_t available = 7, frozen = 7;
    books_open_chain(&b, &err);
    assert_ok(ledger_available(&b.t, D1, C2, &available, &frozen));
    assert_int_equal(available + frozen, 0);
    books_fund(&b, D1, C2, 1000);
    assert_ok(POST(&b, "hold", "h", HOLD(D1, C2, 300)));
    assert_ok(ledger_available(&b.t, D1, C2, &available, &frozen));
    assert_int_equal(available, 700);
    assert_int_equal(frozen, 300);
    assert_ok(ledger_available(&b.t, D1, C, &available, &frozen));
    assert_int_equal(available + frozen, 0);
}

TEST(every_refusal_leaves_nothing_behind)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        const char *event, *key;
        struct ledger_leg leg;
        enum kb_code code;
        const char *reason;
    } rows[] = {
        { "hold", "k", HOLD(D1, C2, 1001), KB_CONFLICT, "ledger.balance_short" },
        { "hold", "k", HOLD(D1, C, 1), KB_CONFLICT, "ledger.balance_short" },
        { "release", "k", HOLD(D1, C2, 1), KB_CONFLICT, "ledger.balance_short" },
        { "recharge_offline.confirm", "k", HOLD(D1, C2, 1), KB_CONFLICT, "ledger.rule_broken" },
        { "withdraw",
          "k",
          { .org_id = D1,
            .role = "sole",
            .mode = "",
            .customer_id = C2,
            .vars = { { "amount", 1001 } } },
          KB_CONFLICT,
          "ledger.balance_short" },
        { "hold", "k", HOLD(D1, 0, 1), KB_INTERNAL, "ledger.party" },
        { "hold", "k", HOLD(D1, C2, -1), KB_INVALID, "ledger.amount" },
        { "hold", "k", HOLD(D1, C2, LEDGER_FEN_MAX + 1), KB_INVALID, "ledger.amount" },
        { "hold", "k", HOLD(999, C2, 1), KB_NOT_FOUND, "ledger.book_missing" },
        { "hold", "k", HOLD(C2, C2, 1), KB_NOT_FOUND, "ledger.book_missing" },
        { "hold", "", HOLD(D1, C2, 1), KB_INTERNAL, "ledger.event" },
        { "hold", "a key", HOLD(D1, C2, 1), KB_INTERNAL, "ledger.event" },
        { "", "k", HOLD(D1, C2, 1), KB_INTERNAL, "ledger.event" },
        { "holding", "k", HOLD(D1, C2, 1), KB_CONFLICT, "ledger.template_missing" },
        { "hold",
          "k",
          { .org_id = D1, .role = "top", .mode = "", .vars = { { "amount", 1 } } },
          KB_CONFLICT,
          "ledger.template_missing" },
        { "hold",
          "k",
          { .org_id = D1, .role = "own", .mode = "", .customer_id = C2 },
          KB_INTERNAL,
          "ledger.variable" },
        { "hold",
          "k",
          { .org_id = D1,
            .role = "own",
            .mode = "",
            .customer_id = C2,
            .vars = { { "amount", 1 }, { "fee", 1 } } },
          KB_INTERNAL,
          "ledger.variable" },
        { "capital.in", "k", HOLD(D1, 0, LEDGER_FEN_MAX), KB_INVALID, "ledger.overflow" },
        { "recharge_online.payout",
          "k",
          { .org_id = D1, .role = "top", .mode = "", .vars = { { "amount", 1 }, { "fee", 2 } } },
          KB_INVALID,
          "ledger.amount" },
    };
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 1000);
    int64_t before = books_rows(&b);
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("row %zu: %s", i, rows[i].reason);
        assert_refused(books_post(&b, rows[i].event, rows[i].key, &rows[i].leg, 1), rows[i].code,
                       rows[i].reason);
        assert_int_equal(books_rows(&b), before);
    }
    books_assert_sound(&b);
}

TEST(one_short_balance_refuses_the_vouchers_of_every_book)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 94999);
    assert_ok(chain_hold(&b, &chain_of_two, "h", 94998));
    int64_t before = books_rows(&b);
    assert_refused(chain_capture(&b, &chain_of_two, "c", 0), KB_CONFLICT, "ledger.balance_short");
    assert_non_null(strstr(err.text, "1 fen short"));
    assert_int_equal(books_rows(&b), before);
    assert_int_equal(books_net(&b, P, "6001", 0), 0);
}

TEST(neighbours_that_would_disagree_are_refused)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    const struct ledger_leg top = { .org_id = P,
                                    .role = "top",
                                    .mode = "principal",
                                    .child_id = D1,
                                    .supplier_id = S,
                                    .vars = { { "transfer_in", 700 }, { "transfer_out", 800 } } };
    struct ledger_leg own = { .org_id = D1,
                              .role = "own",
                              .mode = "principal",
                              .parent_id = P,
                              .customer_id = C2,
                              .vars = {
                                  { "price", 900 }, { "coupon", 0 }, { "transfer_in", 800 } } };
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 900);
    assert_ok(POST(&b, "hold", "h", HOLD(D1, C2, 900)));
    int64_t before = books_rows(&b);
    own.vars[2].fen = 799; /* one fen */
    assert_refused(POST(&b, "capture", "c", top, own), KB_INTERNAL, "ledger.mirror_broken");
    own.vars[2].fen = 800;
    own.parent_id = D2; /* somebody else */
    assert_refused(POST(&b, "capture", "c", top, own), KB_INTERNAL, "ledger.mirror_broken");
    own.parent_id = P; /* one side only, either one */
    assert_refused(POST(&b, "capture", "c", own), KB_INTERNAL, "ledger.mirror_broken");
    assert_refused(POST(&b, "capture", "c", top), KB_INTERNAL, "ledger.mirror_broken");
    assert_int_equal(books_rows(&b), before);
    assert_ok(POST(&b, "capture", "c", top, own));
    books_assert_sound(&b);
}

TEST(the_same_event_again_answers_what_was_posted)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct ledger_posted first, again;
    const struct ledger_leg leg = {
        .org_id = D1, .role = "own", .mode = "", .customer_id = C2, .vars = { { "amount", 600 } }
    };
    struct ledger_event ev = { .event = "hold",
                               .biz_key = "hold:lin:1",
                               .object = "line",
                               .object_id = 1,
                               .order_id = 2,
                               .legs = &leg,
                               .legs_n = 1 };
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 1000);
    assert_ok(ledger_post(&b.t, &ev, &first));
    assert_false(first.replayed);
    int64_t before = books_rows(&b);
    ev.at_ms = b.w.now_ms + 5000; /* later, and the money would be short now */
    assert_ok(ledger_post(&b.t, &ev, &again));
    assert_true(again.replayed);
    assert_int_equal(again.group_id, first.group_id);
    assert_int_equal(books_rows(&b), before);
}

TEST(a_key_with_other_content_is_refused)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct ledger_leg legs[4] = { HOLD(D1, C2, 600), HOLD(D1, C2, 601), HOLD(D2, C2, 600),
                                  HOLD(D1, C, 600) };
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 10000);
    assert_ok(books_post(&b, "hold", "k", &legs[0], 1));
    int64_t before = books_rows(&b);
    for (size_t i = 1; i < COUNT(legs); i++) {
        kt_row("leg %zu", i);
        assert_refused(books_post(&b, "hold", "k", &legs[i], 1), KB_CONFLICT, "ledger.key_reused");
    }
    assert_refused(books_post(&b, "release", "k", &legs[0], 1), KB_CONFLICT, "ledger.key_reused");
    assert_int_equal(books_rows(&b), before);
}

TEST(an_event_of_zeros_is_remembered_but_posts_no_voucher)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct chain gift = chain_of_two;
    gift.price_fen = 0;
    gift.list_fen = 0;
    books_open_chain(&b, &err);
    assert_ok(chain_hold(&b, &gift, "h", 0));
    assert_ok(chain_capture(&b, &gift, "c", 0));
    assert_int_equal(books_int(&b, "SELECT count(*) FROM voucher"), 0);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM vgroup"), 2);
    books_assert_sound(&b);
}

TEST(longest_words_and_largest_numbers_fit)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    int64_t id = 0;
    char word[33], key[81];
    memset(word, 'w', 32);
    memset(key, 'k', 80);
    word[32] = key[80] = 0;
    const struct ledger_template t = {
        .event = word,
        .role = word + 16,
        .mode = word + 8,
        .lines = (const struct ledger_template_line[]){ { "D", "1002", "", word },
                                                        { "C", "4001", "", word } },
        .lines_n = 2
    };
    const struct ledger_leg leg = { .org_id = P,
                                    .role = word + 16,
                                    .mode = word + 8,
                                    .event = word,
                                    .department_id = INT64_MAX,
                                    .staff_id = INT64_MAX,
                                    .customer_id = INT64_MAX,
                                    .child_id = INT64_MAX,
                                    .parent_id = INT64_MAX,
                                    .supplier_id = INT64_MAX,
                                    .vars = { { word, LEDGER_FEN_MAX } } };
    const struct ledger_event ev = { .event = word,
                                     .biz_key = key,
                                     .object = word + 8,
                                     .object_id = INT64_MAX,
                                     .order_id = INT64_MAX,
                                     .product_id = INT64_MAX,
                                     .sku_id = INT64_MAX,
                                     .legs = &leg,
                                     .legs_n = 1,
                                     .at_ms = INT64_C(9999999999999) };
    struct ledger_posted out;
    books_open_chain(&b, &err);
    assert_ok(ledger_template_add(&b.t, &t, &id));
    assert_ok(ledger_template_publish(&b.t, id));
    assert_ok(ledger_post(&b.t, &ev, &out));
    assert_int_equal(books_net(&b, P, "1002", 0), LEDGER_FEN_MAX);
    books_assert_sound(&b);
}

TEST(a_voucher_has_the_local_date_of_its_book)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        int64_t at_ms;
        const char *date;
    } rows[] = {
        { INT64_C(1767571200000), "2026-01-05" }, { INT64_C(1767542399999), "2026-01-04" },
        { INT64_C(1767542400000), "2026-01-05" }, { INT64_C(1709136000000), "2024-02-29" },
        { INT64_C(1709222400000), "2024-03-01" }, { INT64_C(951782400000), "2000-02-29" },
        { INT64_C(4107513599999), "2100-02-28" }, { INT64_C(4107513600000), "2100-03-01" },
        { INT64_C(1735660800000), "2025-01-01" }, { 1, "1970-01-01" },
    };
    char key[16], sql[160];
    books_open_chain(&b, &err);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct ledger_leg leg = {
            .org_id = P, .role = "own", .mode = "", .vars = { { "amount", 1 } }
        };
        const struct ledger_event ev = {
            .event = "capital.in", .biz_key = key, .legs = &leg, .legs_n = 1, .at_ms = rows[i].at_ms
        };
        struct ledger_posted out;
        snprintf(key, sizeof key, "k%zu", i);
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM voucher WHERE acct_date = '%s' AND no = %zu", rows[i].date,
                 i + 1);
        kt_row("%s", rows[i].date);
        assert_ok(ledger_post(&b.t, &ev, &out));
        assert_int_equal(books_int(&b, sql), 1);
    }
}

TEST(voucher_ids_grow_though_the_clock_went_back)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 1000);
    b.w.now_ms -= 86400000;
    b.w.world.ids.last_ms = 0; /* a new process */
    assert_ok(POST(&b, "hold", "h", HOLD(D1, C2, 1)));
    assert_ok(POST(&b, "hold", "h2", HOLD(D1, C2, 1)));
    books_assert_sound(&b);
}

TEST(what_is_posted_cannot_be_changed_by_sql)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const char *const tries[] = {
        "UPDATE vline SET dr_fen = dr_fen + 1 WHERE dr_fen > 0",
        "DELETE FROM vline",
        "UPDATE voucher SET total_fen = 1",
        "DELETE FROM voucher",
        "UPDATE vgroup SET at_ms = 1",
        "UPDATE voucher_dim SET customer_id = 0",
        "DELETE FROM voucher_dim",
        "DELETE FROM vgroup",
        "DELETE FROM balance",
        "DELETE FROM book",
        "DELETE FROM subject",
        "UPDATE subject SET code = 'x'",
        "UPDATE subject SET rule = ''",
        "UPDATE balance SET dr_fen = cr_fen + 1 WHERE guard = 1", /* below zero */
        "UPDATE balance SET dr_fen = 'much'",
        "UPDATE balance SET cr_fen = -1",
        "INSERT INTO vline VALUES (1, 1, 1, 1, 5, 5, 5, 5)",
        "INSERT INTO vline VALUES (1, 1, 1, 1, 0, 0, 5, 5)",
    };
    struct db_query q[COUNT(tries)];
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 94999);
    books_must(&b, chain_hold(&b, &chain_of_two, "h", 94999));
    books_must(&b, chain_capture(&b, &chain_of_two, "c", 0));
    for (size_t i = 0; i < COUNT(tries); i++) {
        q[i] = (struct db_query){ "try", tries[i] };
        kt_row("%s", tries[i]);
        assert_refused(db_run(b.db, &q[i], NO_ARGS, &err), KB_CONFLICT, "store.constraint");
    }
    books_assert_sound(&b);
}
