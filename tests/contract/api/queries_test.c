/* Every query of every module can be prepared on the schema the migrations make, and names no
 * parameter that another spelling hides. */
#include "kt.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

extern const struct db_query all_queries[];

TEST(every_query_of_every_module_prepares)
{
    struct kb_error err;
    struct db *db = NULL;
    int n = 0;
    assert_ok(db_open(":memory:", DB_WRITER, &db, &err));
    assert_ok(db_migrate(db, db_migrations, 1, &err));
    for (const struct db_query *q = all_queries; q->name; q++, n++) {
        int64_t ignored;
        kt_row("%s", q->name);
        enum kb_code code = db_int(db, q, NO_ARGS, &ignored, &err);
        /* it was prepared: then it ran, or it wants the parameters it was not given */
        assert_true(code == KB_OK || strcmp(err.reason, "store.parameter") == 0);
    }
    assert_true(n > 200);
    db_close(db);
}

TEST(no_two_queries_of_a_file_have_one_name)
{
    for (const struct db_query *a = all_queries; a->name; a++)
        for (const struct db_query *b = a + 1; b->name; b++) {
            kt_row("%s", a->name);
            assert_string_not_equal(a->name, b->name);
        }
}

/* --- what grows with the years is found by an index --- */

/* Tables with a row a request, an order or a day. */
static const char *const growing[] = {
    "job",     "job_log",   "job_body",    "orders",   "order_line", "order_leg", "resource",
    "quote",   "recharge",  "vgroup",      "voucher",  "vline",      "balance",   "change_log",
    "outbox",  "message",   "idempotency", "terminal", "slot",       "session",   "work_order",
    "loading", "live_ticket", "approval", "approval_payload", "approval_step", "approval_decider",
    "approval_decision", "message_read", "invitation", "customer_profile",
    "voucher_dim", "entry",      "ledger_daily", "ledger_monthly",
    "book_day", "period_step",
    "settlement", "settle_line", "settle_objection", "supplier_bill", "bill_row",
    "arrival", "claim", "claim_part", "payment", "payout", "chargeback",
    "pay_stray", "withdrawal", "refund", NULL,
};

/* A step of a plan that reads a whole growing table: "SCAN t" without an index of its own. A
 * partial index is as long as what is open, and those are allowed. */
static bool reads_all(const char *step, const char *sql)
{
    char name[64], from[160];
    if (strncmp(step, "SCAN ", 5) != 0 || strstr(step, "USING INDEX")) return false;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(step + 5, " "), step + 5);
    for (size_t i = 0; growing[i]; i++) {
        snprintf(from, sizeof from, " %s %s ", growing[i], name); /* scanned by its alias */
        if (strcmp(growing[i], name) == 0 || strstr(sql, from)) return true;
    }
    return false;
}

static void plan_reads_by_index(sqlite3 *db, const struct db_query *q)
{
    char sql[16384];
    sqlite3_stmt *st = NULL;
    snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", q->sql);
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
        fail_msg("%s: %s", q->name, sqlite3_errmsg(db));
    while (sqlite3_step(st) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(st, 3);
        if (reads_all(step, q->sql)) fail_msg("%s reads a whole table: %s", q->name, step);
    }
    sqlite3_finalize(st);
}

TEST(no_query_reads_a_whole_table_that_grows)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    for (const struct db_migration *m = db_migrations; m->id; m++)
        assert_int_equal(sqlite3_exec(db, m->sql, NULL, NULL, NULL), SQLITE_OK);
    for (const struct db_query *q = all_queries; q->name; q++) plan_reads_by_index(db, q);
    sqlite3_close(db);
}

/* --- what a row costs to be checked --- */

/* SQLite builds a table for "x IN (three or more)" at every insert; an OR of comparisons is
 * free. */
static bool builds_a_table(const char *sql)
{
    for (const char *at = sql; (at = strstr(at, " IN (")); at++) {
        const char *end = strchr(at, ')');
        int commas = 0;
        for (const char *c = at; end && c < end; c++) commas += *c == ',';
        if (commas > 1) return true;
    }
    return false;
}

TEST(no_row_is_checked_or_indexed_by_a_list_that_is_made_for_it)
{
    struct kb_error err;
    struct db *db = NULL;
    struct kb_list list;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    static const struct kb_field fields[] = { { .name = "sql", .type = KB_T_STR },
                                              { .name = NULL } };
    static const struct kb_shape shape = { "sql", sizeof(const char *), fields };
    static const struct db_query q = {
        "schema", "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql <> ''"
    };
    assert_true(builds_a_table("CHECK (x IN ('a', 'b', 'c'))"));
    assert_false(builds_a_table("CHECK (x IN ('a', 'b'))"));
    assert_ok(db_open(":memory:", DB_WRITER, &db, &err));
    assert_ok(db_migrate(db, db_migrations, 1, &err));
    assert_ok(db_list(db, &a, &q, NO_ARGS, &shape, 1000, &list, &err));
    assert_true(list.n > 50);
    for (int64_t i = 0; i < list.n; i++) {
        const char *sql = ((const char *const *)list.at)[i];
        kt_row("%.60s", sql);
        assert_false(builds_a_table(sql));
    }
    db_close(db);
}
