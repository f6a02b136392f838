/* What people complain of in other systems' balances and holds, as it is here: see
 * tests/complaints/table. */
#include "books.h"

#include <string.h>

static const struct chain chain1 = { .n = 3,
                                     .orgs = { P, D1, D2 },
                                     .supplier = S,
                                     .customer = C,
                                     .list_fen = 99999,
                                     .price_fen = 60000,
                                     .edges = { { 'D', 3000 }, { 'D', 4000 }, { 'D', 5000 } } };

/* --- 15: a wallet below zero --- */

TEST(a_customers_balance_below_zero_is_refused_by_the_schema_itself)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    books_fund(&b, D2, C, 100);
    static const struct db_query rows[] = {
        { "below", "UPDATE balance SET dr_fen = cr_fen + 1 WHERE party = 501" },
        { "negative", "UPDATE balance SET cr_fen = -1 WHERE party = 501" },
        { "new",
          "INSERT INTO balance SELECT id, 502, 1, 0, 1 FROM subject WHERE code = '2203.01'" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].name);
        assert_refused(db_run(b.db, &rows[i], NO_ARGS, &err), KB_CONFLICT, "store.constraint");
    }
    books_assert_sound(&b);
}

/* --- 16: holds that are not counted, and one hold taken twice --- */

TEST(money_is_held_once_and_a_hold_is_taken_once)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    books_fund(&b, D2, C, 100000);
    books_must(&b, chain_hold(&b, &chain1, "hold.1", 60000));
    assert_refused(chain_hold(&b, &chain1, "hold.2", 60000), KB_CONFLICT, "ledger.balance_short");
    assert_refused(chain_withdraw(&b, &chain1, "w", 40001), KB_CONFLICT, "ledger.balance_short");
    books_must(&b, chain_capture(&b, &chain1, "capture.1", 0));
    int64_t rows = books_rows(&b);
    books_must(&b, chain_capture(&b, &chain1, "capture.1", 0)); /* again: nothing more */
    assert_int_equal(books_rows(&b), rows);
    assert_refused(chain_capture(&b, &chain1, "capture.2", 0), KB_CONFLICT, "ledger.balance_short");
    assert_refused(chain_release(&b, &chain1, "release.1", 60000), KB_CONFLICT,
                   "ledger.balance_short");
    assert_int_equal(books_net(&b, D2, "2203.01", C), -40000);
    assert_int_equal(books_net(&b, D2, "2203.02", C), 0);
    books_assert_sound(&b);
}
