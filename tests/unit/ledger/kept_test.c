/* One fen, one day, one word planted in whatever else a book is kept with is named. */
#include "life.h"

#include <string.h>

static const char *const triggers[] = {
    "DROP TRIGGER entry_update",       "DROP TRIGGER entry_delete",
    "DROP TRIGGER book_day_update",    "DROP TRIGGER book_day_delete",
    "DROP TRIGGER period_step_update", "DROP TRIGGER period_step_delete",
    "DROP TRIGGER period_delete",      "DROP TRIGGER voucher_update",
    "DROP TRIGGER vgroup_update",      "DROP TRIGGER vline_update",
    "DROP TRIGGER voucher_dim_update",
};

#define REVERSAL                                                                                   \
    "(SELECT v.id FROM voucher v JOIN vgroup g ON g.id = v.group_id WHERE g.reverses_id > 0 "      \
    "ORDER BY v.id LIMIT 1)"
#define LATE "(SELECT id FROM voucher WHERE late = 1 AND adjusts = 0 ORDER BY id LIMIT 1)"

static const struct {
    const char *sql, *says;
} planted[] = {
    /* sums */
    { "UPDATE ledger_daily SET dr_fen = dr_fen + 1 WHERE kind = 0 AND day = (SELECT min(day) FROM "
      "ledger_daily WHERE kind = 0)",
      "sums_equal_lines: the sums of kind 0 differ from their lines on 20" },
    { "UPDATE ledger_daily SET cr_fen = cr_fen - 1 WHERE kind = 6 AND cr_fen > 0 AND value = 502",
      "sums_equal_lines: the sums of kind 6" },
    { "UPDATE ledger_daily SET value = 503 WHERE kind = 6 AND value = 502",
      "sums_equal_lines: the sums of kind 6" },
    { "UPDATE ledger_monthly SET dr_fen = dr_fen + 1 WHERE kind = 8 AND month = 202603 AND value = "
      "103",
      "sums_equal_lines: the sums of kind 8 differ from their lines on 202603 by 1 and 0 fen" },
    { "DELETE FROM ledger_daily WHERE kind = 1", "sums_equal_lines: the sums of kind 1" },
    { "INSERT INTO ledger_daily SELECT 102, 2, '2026-01-09', 7, id, 1, 0 FROM subject WHERE "
      "book_id "
      "= 102 AND code = '6001'",
      "sums_equal_lines: the sums of kind 2 differ from their lines on 2026-01-09 by 1 and 0 fen" },
    { "UPDATE ledger_fold SET no = no + 1 WHERE book_id = 101", "sums_equal_lines: " },
    { "UPDATE ledger_fold SET no = no - 1 WHERE book_id = 102", "sums_equal_lines: " },
    /* entries and reversals */
    { "UPDATE entry SET total_fen = total_fen + 1 WHERE id = (SELECT min(id) FROM entry)",
      "entries_agree: voucher no. " },
    { "UPDATE entry SET acct_date = '2026-01-06' WHERE id = (SELECT min(id) FROM entry)",
      "entries_agree: voucher no. " },
    { "DELETE FROM entry WHERE id = (SELECT min(id) FROM entry)", "entries_agree: voucher no. " },
    { "UPDATE entry SET group_id = 7 WHERE id = (SELECT min(id) FROM entry)", "entries_agree: " },
    { "INSERT INTO entry SELECT 77, book_id, kind, event, 'other', text, acct_date, vars, "
      "customer_id, child_id, department_id, staff_id, total_fen, reverses_id, state, 7, reason, "
      "created_by, decided_by, created_ms, decided_ms FROM entry WHERE kind = 'event' LIMIT 1",
      "entries_agree: 1 posted entries have no voucher" },
    { "UPDATE entry SET kind = 'event', reverses_id = 0 WHERE kind = 'reversal' AND id = (SELECT "
      "min(id) FROM entry WHERE kind = 'reversal')",
      "reversals_exact: voucher no. " },
    { "UPDATE vline SET party = 502 WHERE voucher_id = " REVERSAL " AND n = 1",
      "reversals_exact: voucher no. " },
    { "UPDATE vgroup SET reverses_id = (SELECT min(id) FROM vgroup) WHERE id = (SELECT group_id "
      "FROM "
      "voucher WHERE id = " REVERSAL ")",
      "reversals_exact: voucher no. " },
    /* days */
    { "UPDATE voucher SET late = 0 WHERE id = " LATE, "days_kept: voucher no. " },
    { "UPDATE voucher SET late = 1 WHERE book_id = 102 AND no = 2",
      "days_kept: voucher no. 2: of" },
    { "DELETE FROM book_day WHERE book_id = 102 AND day = '2026-01-05'",
      "days_kept: voucher no. 1: 2026-01-05 begins with it" },
    { "UPDATE book_day SET first_no = first_no + 1 WHERE book_id = 102 AND day = '2026-01-05'",
      "days_kept: voucher no. " },
    { "INSERT INTO book_day VALUES (102, '2025-12-31', 1, 5)",
      "days_kept: 1 days do not begin with the voucher they name" },
    { "UPDATE book SET last_date = '2026-01-06' WHERE id = 102",
      "days_kept: 1 days are missing behind the book's last" },
    /* periods */
    { "UPDATE book SET closed_to = 202601 WHERE id = 102",
      "periods_kept: 1 months up to the closed one are not closed" },
    { "UPDATE book SET closed_to = 202601 WHERE id = 103", "periods_kept: " },
    { "UPDATE period SET state = 'open' WHERE month = 202601",
      "periods_kept: 1 months are closed" },
    { "UPDATE period SET closed_no = closed_no - 30 WHERE month = 202602", "periods_kept: " },
    { "DELETE FROM period_step WHERE month = 202602",
      "periods_kept: 1 months are in a state their last step did not bring" },
    { "UPDATE voucher SET adjusts = 202605 WHERE adjusts > 0", "periods_kept: voucher no. " },
    { "UPDATE voucher SET adjusts = 202601 WHERE id = " LATE, "periods_kept: voucher no. " },
    /* templates */
    { "INSERT INTO template_proof VALUES (22, 0, 'x', 'x', 0, 0, 0, '', 0, 0, 0, printf('%064d', "
      "0), "
      "0, 1)",
      "templates_proved: a template is in use whose proof failed" },
};

/* The offence of this check, whatever else is found too. */
static const char *says_of(struct books *b, const char *check)
{
    struct ledger_report r;
    kb_arena_reset(&b->arena);
    books_must(b, ledger_verify(b->db, &b->arena, 0, &r, b->err));
    for (size_t i = 0; i < LEDGER_CHECKS; i++)
        if (!r.checks[i].ok && strncmp(r.checks[i].name, check, strlen(r.checks[i].name)) == 0)
            return kb_printf(&b->arena, "%s: %s", r.checks[i].name, r.checks[i].text);
    return "nothing";
}

TEST(whatever_a_book_is_kept_with_is_looked_at)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 18;
    live(&b, &err, &seed);
    books_assert_sound(&b);
    for (size_t i = 0; i < COUNT(triggers); i++) books_sql(&b, triggers[i]);
    books_sql(&b, "PRAGMA ignore_check_constraints = ON");
    for (size_t i = 0; i < COUNT(planted); i++) {
        books_sql(&b, "SAVEPOINT planted");
        books_sql(&b, planted[i].sql);
        const char *says = says_of(&b, planted[i].says);
        kt_row("%s -> %s", planted[i].sql, says);
        assert_true(strncmp(says, planted[i].says, strlen(planted[i].says)) == 0);
        books_sql(&b, "ROLLBACK TO planted");
    }
    books_assert_sound(&b);
}

TEST(a_book_that_is_wholly_folded_or_not_at_all_is_sound)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    uint64_t seed = 19;
    live(&b, &err, &seed);
    for (int i = 0; i < 20; i++) roll_up(&b);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM book b JOIN ledger_fold f ON f.book_id = "
                                   "b.id WHERE f.no = b.last_no"),
                     3);
    books_assert_sound(&b);
    roll_up(&b); /* nothing is left to fold */
    books_assert_sound(&b);
    books_sql(&b, "DELETE FROM ledger_daily");
    books_sql(&b, "DELETE FROM ledger_monthly");
    books_sql(&b, "DELETE FROM ledger_fold");
    books_assert_sound(&b);
}

/* From a number on, the day before it is looked up. */
TEST(a_part_of_a_book_is_verified_from_a_number_on)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct ledger_report r;
    uint64_t seed = 20;
    live(&b, &err, &seed);
    int64_t last = books_int(&b, "SELECT last_no FROM book WHERE id = 102");
    for (int64_t no = 0; no <= last; no += last / 7) {
        assert_ok(ledger_verify_book(b.db, &b.arena, D1, no, &r, &err));
        assert_true(r.ok);
        assert_int_equal(r.vouchers, last - no);
        assert_int_equal(r.last_no, last);
    }
    books_sql(&b, "DROP TRIGGER voucher_update");
    books_sql(&b, "UPDATE voucher SET total_fen = total_fen + 1 WHERE book_id = 102 AND no = 50");
    assert_ok(ledger_verify_book(b.db, &b.arena, D1, 50, &r, &err));
    assert_true(r.ok);
    assert_ok(ledger_verify_book(b.db, &b.arena, D1, 49, &r, &err));
    assert_false(r.ok);
}
