/* Verification: what somebody with the database in hand changes is named, with its voucher. */
#include "books.h"

#include <stdio.h>
#include <string.h>

static const struct chain chain3 = { .n = 3,
                                     .orgs = { P, D1, D2 },
                                     .supplier = S,
                                     .customer = C,
                                     .list_fen = 99999,
                                     .price_fen = 94999,
                                     .edges = { { 'D', 7000 }, { 'D', 8000 }, { 'R', 1000 } } };

static void sell(struct books *b, struct kb_error *err)
{
    books_open_chain(b, err);
    books_fund(b, D2, C, 200000);
    books_must(b, chain_hold(b, &chain3, "h", 94999));
    books_must(b, chain_capture(b, &chain3, "c", 0));
    books_must(b, chain_refund(b, &chain3, "r", 0, 10, 30));
}

static void drop_triggers(struct books *b)
{
    static const char *const sql[] = {
        "DROP TRIGGER vline_update",
        "DROP TRIGGER vline_delete",
        "DROP TRIGGER voucher_update",
        "DROP TRIGGER voucher_delete",
        "DROP TRIGGER vgroup_update",
        "DROP TRIGGER vgroup_delete",
        "DROP TRIGGER balance_delete",
        "DROP TRIGGER voucher_dim_update",
        "DROP TRIGGER voucher_dim_delete",
        "DROP TRIGGER subject_update",
        "PRAGMA ignore_check_constraints = ON",
    };
    for (size_t i = 0; i < COUNT(sql); i++) books_sql(b, sql[i]);
}

/* D2's voucher 4 is the capture: D 2203.02, D 1122K, C 2202, C 6051. */
#define V4 "(SELECT id FROM voucher WHERE book_id = 103 AND no = 4)"

TEST(whatever_is_changed_is_named)
{
    static const struct {
        const char *sql, *says;
    } rows[] = {
        { "UPDATE vline SET dr_fen = dr_fen + 1 WHERE n = 1 AND voucher_id = " V4,
          "vouchers_balance: voucher no. 4" },
        { "UPDATE vline SET party = 502 WHERE n = 1 AND voucher_id = " V4,
          "hash_chains: voucher no. 4: its content has another hash" },
        { "UPDATE vline SET after_dr_fen = after_dr_fen + 1 WHERE n = 1 AND voucher_id = " V4,
          "running_totals: voucher no. 4" },
        { "UPDATE vline SET n = 9 WHERE n = 2 AND voucher_id = " V4,
          "vouchers_balance: voucher no. 4" },
        { "DELETE FROM vline WHERE n = 1 AND voucher_id = " V4, "vouchers_balance: voucher no. 4" },
        { "UPDATE voucher SET acct_date = '2025-12-31' WHERE id = " V4,
          "hash_chains: voucher no. 4: its content" },
        { "UPDATE voucher SET total_fen = 5 WHERE id = " V4, "vouchers_balance: voucher no. 4" },
        { "UPDATE voucher SET version = 2 WHERE id = " V4, "hash_chains: voucher no. 4" },
        { "UPDATE voucher SET prev_hash = hash WHERE id = " V4, "hash_chains: voucher no. 4" },
        { "UPDATE voucher SET no = 9 WHERE id = " V4, "numbers_gapless: voucher no. 9" },
        { "DELETE FROM voucher WHERE id = " V4, "numbers_gapless: voucher no. 5" },
        { "DELETE FROM voucher WHERE id = (SELECT max(id) FROM voucher)",
          "groups_complete: 4 lines belong to no voucher" },
        { "UPDATE vgroup SET at_ms = at_ms + 1 WHERE biz_key = 'c'", "hash_chains: voucher no. 1" },
        { "UPDATE vgroup SET order_id = 7 WHERE biz_key = 'h'", "hash_chains: voucher no. 3" },
        { "DELETE FROM vgroup WHERE biz_key = 'h'", "hash_chains: voucher no. 3" },
        { "UPDATE balance SET cr_fen = cr_fen + 1, dr_fen = dr_fen + 1 WHERE party = 501",
          "balances_equal_lines: voucher no. " },
        { "UPDATE balance SET guard = 0 WHERE guard = 1", "rules_kept: voucher no. " },
        { "DELETE FROM balance WHERE party = 501", "balances_equal_lines: voucher no. " },
        { "INSERT INTO balance SELECT id, 77, 5, 5, 0 FROM subject WHERE book_id = 103 AND code = "
          "'6001'",
          "balances_equal_lines: 1 balances rest on no line" },
        { "UPDATE book SET last_no = last_no - 1 WHERE id = 103", "book_heads: voucher no. " },
        { "UPDATE book SET head_hash = (SELECT hash FROM voucher WHERE no = 1 AND book_id = 103) "
          "WHERE id = 103",
          "book_heads: voucher no. " },
        { "UPDATE subject SET rule = 'never_credit' WHERE book_id = 103 AND code = '6051'",
          "rules_kept: voucher no. 4" },
        { "UPDATE voucher SET event = 'refund' WHERE id = " V4,
          "hash_chains: voucher no. 4: its content has another hash" },
        { "UPDATE vgroup SET event = 'refund' WHERE biz_key = 'c'", "hash_chains: voucher no. 1" },
        { "UPDATE voucher_dim SET sku_id = 1 WHERE voucher_id = " V4,
          "hash_chains: voucher no. 4: its content has another hash" },
        { "DELETE FROM voucher_dim WHERE voucher_id = " V4, "hash_chains: voucher no. 4" },
        { "INSERT INTO voucher_dim SELECT id, 0, 0, 0, 0, 0, 0, 0 FROM voucher WHERE book_id = 103 "
          "AND no = 3",
          "hash_chains: voucher no. 3" },
        { "INSERT INTO voucher_dim VALUES (1, 0, 0, 0, 0, 0, 0, 0)",
          "dims_kept: 1 rows of dimensions are of no voucher" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct kb_error err;
        AUTO(books_close) struct books b;
        sell(&b, &err);
        books_assert_sound(&b);
        drop_triggers(&b);
        books_sql(&b, rows[i].sql);
        const char *says = books_offence(&b);
        kt_row("%s -> %s", rows[i].sql, says);
        assert_non_null(strstr(says, rows[i].says));
    }
}

/* Somebody rewrites D2's last voucher wholly: amounts, totals, balances, hash and head agree. */
TEST(a_book_rewritten_from_end_to_end_still_disagrees_with_its_neighbour)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct ledger_report r;
    sell(&b, &err);
    drop_triggers(&b);
    books_sql(&b, "UPDATE vline SET dr_fen = dr_fen - 5, after_dr_fen = after_dr_fen - 5 "
                  "WHERE dr_fen > 0 AND voucher_id = (SELECT max(id) FROM voucher) "
                  "AND subject_id IN (SELECT id FROM subject WHERE code = '2202')");
    books_sql(&b, "UPDATE balance SET dr_fen = dr_fen - 5 WHERE party = 102 AND subject_id = "
                  "(SELECT id FROM subject WHERE book_id = 103 AND code = '2202')");
    assert_ok(ledger_verify(b.db, &b.arena, 0, &r, &err));
    bool mirrors = true;
    for (size_t i = 0; i < LEDGER_CHECKS; i++)
        if (strcmp(r.checks[i].name, "mirrors_agree") == 0) mirrors = r.checks[i].ok;
    assert_false(mirrors);
}

TEST(the_check_after_an_event_looks_at_that_event_only)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct ledger_report r = { 0 };
    sell(&b, &err);
    assert_ok(ledger_verify_since(b.db, &b.arena, 0, &r, &err));
    assert_true(r.ok);
    assert_int_equal(r.vouchers, books_int(&b, "SELECT count(*) FROM voucher"));
    int64_t seen = r.last_voucher_id;
    books_fund(&b, D2, C, 5);
    assert_ok(ledger_verify_since(b.db, &b.arena, seen, &r, &err));
    assert_true(r.ok);
    assert_int_equal(r.vouchers, 2);
    assert_int_equal(r.lines, 4);
    drop_triggers(&b);
    books_sql(&b, "UPDATE balance SET cr_fen = cr_fen + 9 WHERE party = 501");
    assert_ok(ledger_verify_since(b.db, &b.arena, seen, &r, &err));
    assert_false(r.ok);
    assert_ok(ledger_verify_since(b.db, &b.arena, r.last_voucher_id, &r, &err));
    assert_int_equal(r.vouchers, 0);
    assert_true(r.ok);
}

struct sealed {
    int64_t id, group_id, at_ms;
    const char *prev_hash, *hash;
};
static const struct kb_field sealed_fields[] = {
    INT(sealed, id),        INT(sealed, group_id), INT(sealed, at_ms),
    STR(sealed, prev_hash), STR(sealed, hash),     { .name = NULL },
};
static SHAPE(sealed);
static const struct db_query q_sealed = {
    "sealed", "SELECT v.id, v.group_id, g.at_ms, v.prev_hash, v.hash FROM voucher v "
              "JOIN vgroup g ON g.id = v.group_id WHERE v.book_id = 103 AND v.no = :no"
};

/* What an auditor without our code needs to know. */
TEST(a_vouchers_hash_is_blake2b_of_its_text_and_the_hash_before)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct sealed third, fourth;
    char text[1000], hash[65];
    sell(&b, &err);
    assert_ok(db_one(b.db, &b.keep, &q_sealed, ARGS(ARG_INT(no, 3)), &sealed_shape, &third, &err));
    assert_ok(db_one(b.db, &b.keep, &q_sealed, ARGS(ARG_INT(no, 4)), &sealed_shape, &fourth, &err));
    int n = snprintf(text, sizeof text,
                     "kboss-voucher 1 103 4 %lld %lld %lld 0 0 0 23 1 0 0 2026-01-05 capture "
                     "capture - c %s\n"
                     "dims 501 0 102 0 0 0 0\n"
                     "line 1 2203.02 501 94999 0\nline 2 2202 102 0 94999\n"
                     "line 3 1122K 102 9500 0\nline 4 6051 0 0 9500\n",
                     (long long)fourth.id, (long long)fourth.group_id, (long long)fourth.at_ms,
                     third.hash);
    kb_digest(hash, text, (size_t)n);
    assert_string_equal(fourth.hash, hash);
    assert_string_equal(fourth.prev_hash, third.hash);
    assert_ok(db_one(b.db, &b.keep, &q_sealed, ARGS(ARG_INT(no, 1)), &sealed_shape, &third, &err));
    kb_digest(hash, "kboss-book 1 103\n", 17);
    assert_string_equal(third.prev_hash, hash);
}

TEST(one_book_is_verified_without_the_others)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct ledger_report r;
    sell(&b, &err);
    drop_triggers(&b);
    books_sql(&b, "UPDATE voucher SET acct_date = '2025-12-31' WHERE book_id = 102 AND no = 1");
    assert_ok(ledger_verify(b.db, &b.arena, D2, &r, &err));
    assert_true(r.ok);
    assert_int_equal(r.vouchers, books_int(&b, "SELECT last_no FROM book WHERE id = 103"));
    assert_ok(ledger_verify(b.db, &b.arena, D1, &r, &err));
    assert_false(r.ok);
    assert_int_equal(r.checks[2].book_id, D1);
    assert_int_equal(r.checks[2].voucher_no, 1);
}
