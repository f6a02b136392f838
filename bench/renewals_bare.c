/* renewals_bare - the limit that renewals are measured against: the rows one writes in three books,
 * hold and capture, by SQLite alone with the same durability, no HTTP, no checks, no JSON; values
 * are bound by place and need no thought. argv: database, renewals, batch. */
#include "store/store.h"
#include "bench/stopwatch.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOOKS     3
#define PER_BOOK  4
#define IDS_EACH  64 /* of one renewal */
#define HASH      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* ?1 an id of its own, ?2 the how-manieth, ?3 of the renewal, ?4 a key, ?5 a reply of 900 */
struct write {
    const char *sql;
    int times;
};
#define VGROUP(event)                                                                              \
    "INSERT INTO vgroup (id, event, biz_key, at_ms, object, object_id, order_id, user_id, "        \
    "reverses_id, digest) VALUES (?1, '" event "', '" event ":' || ?4, 1790000000000, 'line', "    \
    "?3, ?3, 7, 0, '" HASH "')"
#define VOUCHER(event, book)                                                                       \
    "INSERT INTO voucher (id, group_id, book_id, no, acct_date, adjusts, late, event, "            \
    "template_id, version, total_fen, prev_hash, hash) VALUES (?1, ?3, " book ", ?1, "             \
    "'2026-01-05', 0, 0, '" event "', 22, 1, 14998, '" HASH "', '" HASH "')"
#define LINES(of)                                                                                  \
    "INSERT INTO vline (voucher_id, n, subject_id, party, dr_fen, cr_fen, after_dr_fen, "          \
    "after_cr_fen) VALUES (?3 + " of ", ?2 % 4 + 1, ?2 + 1, 0, 9900 * (?2 % 2), "                  \
    "9900 * (1 - ?2 % 2), ?3, ?3)"
#define BALANCE                                                                                    \
    "UPDATE balance SET dr_fen = ?3, cr_fen = ?3 WHERE subject_id = ?2 + 1 AND party = 0"
#define BOOK                                                                                       \
    "UPDATE book SET last_no = last_no + 1, last_id = ?1, head_hash = '" HASH "', "                \
    "last_date = '2026-01-05' WHERE id = ?2 + 1"

static const struct write writes[] = {
    { "UPDATE quote SET state = 'used' WHERE id = ?1", 1 },
    { "INSERT INTO orders (id, org_id, seller_id, quote_id, kind, price_fen, coupon_fen, user_id, "
      "staff_id, department_id, created_ms) VALUES (?3, 7, 8, ?3, 'renew', 9900, 0, 9, 0, 0, "
      "1790000000000)", 1 },
    { VGROUP("hold"), 1 },
    { VOUCHER("hold", "1"), 1 },
    { LINES("3"), 2 },
    { BALANCE, 2 },
    { BOOK, 1 },
    { "INSERT INTO order_line (id, order_id, org_id, seller_id, sku_id, product_id, resource_id, "
      "job_id, cycle, periods, units_milli, price_fen, coupon_fen, coupon_id, replaces_id, "
      "by_refund_fen, from_ms, to_ms, state, back_fen, reason, created_ms, ended_ms) VALUES (?3, "
      "?3, 7, 8, 5, 6, ?3, 0, 'month', 1, 1000, 9900, 0, 0, 0, 0, "
      "1790000000000, 1792000000000, 'active', 0, '', 1790000000000, 0)", 1 },
    { "INSERT INTO order_leg (line_id, idx, seller_id, buyer_id, agreement_id, item_id, mode, "
      "transfer_fen, commission_bp, refund_policy, refund_days) VALUES (?3, ?2, 7, 8, 9, 9, "
      "'discount', 7920, 0, 'prorata', 0)", 3 },
    { VGROUP("capture"), 1 },
    { VOUCHER("capture", "?2 + 1"), 3 },
    { "INSERT INTO voucher_dim (voucher_id, customer_id, child_id, upstream_id, department_id, "
      "staff_id, product_id, sku_id) VALUES (?1, 0, 8, 7, 0, 0, 5, 6)", 3 },
    { LINES("14 + ?2 / 4"), 12 },
    { BALANCE, 12 },
    { BOOK, 3 },
    { "UPDATE resource SET end_ms = 1792000000000, next_ms = 1792000000000 WHERE id = ?3", 1 },
    { "INSERT INTO idempotency (id, scope, idem_key, op, body_hash, reply, money, created_ms) "
      "VALUES (?3, 7, ?4, 'resources_renew', '" HASH "', ?5, 1, 1790000000000)", 1 },
};

static void must(int code, sqlite3 *db, const char *what)
{
    if (code == SQLITE_OK || code == SQLITE_DONE) return;
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static void schema(const char *path)
{
    struct kb_error err;
    struct db *db = NULL;
    if (db_open(path, DB_WRITER, &db, &err) == KB_OK &&
        db_migrate(db, db_migrations, 1790000000000, &err) == KB_OK) {
        db_close(db);
        return;
    }
    fprintf(stderr, "%s\n", err.text);
    exit(1);
}

/* The books with the accounts that are moved. */
static void books(sqlite3 *db)
{
    char sql[300];
    for (int i = 1; i <= BOOKS * PER_BOOK; i++) {
        snprintf(sql, sizeof sql, "INSERT INTO balance VALUES (%d, 0, 0, 0, 0)", i);
        must(sqlite3_exec(db, sql, NULL, NULL, NULL), db, sql);
        if (i > BOOKS) continue;
        snprintf(sql, sizeof sql,
                 "INSERT INTO book (id, kind, utc_offset_min, last_no, last_id, head_hash, "
                 "last_date, closed_to, entry_limit_fen, opened_ms) VALUES (%d, 'distributor', "
                 "480, 0, 0, '" HASH "', '', 0, 0, 1)",
                 i);
        must(sqlite3_exec(db, sql, NULL, NULL, NULL), db, sql);
    }
}

static void renewal(sqlite3 *db, sqlite3_stmt *const *st, int64_t n)
{
    static char reply[901];
    char key[40];
    int64_t base = 1000000 + n * IDS_EACH, id = base;
    if (!reply[0]) memset(reply, 'x', sizeof reply - 1);
    snprintf(key, sizeof key, "bench-key-%020lld", (long long)n);
    for (size_t i = 0; i < COUNT(writes); i++) {
        int params = sqlite3_bind_parameter_count(st[i]);
        for (int k = 0; k < writes[i].times; k++) {
            sqlite3_bind_int64(st[i], 1, id++);
            if (params > 1) sqlite3_bind_int64(st[i], 2, k);
            if (params > 2) sqlite3_bind_int64(st[i], 3, base);
            if (params > 3) sqlite3_bind_text(st[i], 4, key, -1, SQLITE_STATIC);
            if (params > 4) sqlite3_bind_text(st[i], 5, reply, 900, SQLITE_STATIC);
            must(sqlite3_step(st[i]), db, writes[i].sql);
            must(sqlite3_reset(st[i]), db, writes[i].sql);
        }
    }
}

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *st[COUNT(writes)];
    if (argc < 4) return 64;
    long n = strtol(argv[2], NULL, 10), batch = strtol(argv[3], NULL, 10);
    schema(argv[1]);
    must(sqlite3_open(argv[1], &db), db, "open");
    must(sqlite3_exec(db,
                      "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000;"
                      "PRAGMA cache_size = -16384;",
                      NULL, NULL, NULL),
         db, "pragma");
    books(db);
    for (size_t i = 0; i < COUNT(writes); i++)
        must(sqlite3_prepare_v3(db, writes[i].sql, -1, SQLITE_PREPARE_PERSISTENT, &st[i], NULL), db,
             writes[i].sql);
    double start = now_s();
    for (long i = 0; i < n; i++) {
        if (i % batch == 0) must(sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0), db, "begin");
        renewal(db, st, i);
        if ((i + 1) % batch == 0 || i + 1 == n)
            must(sqlite3_exec(db, "COMMIT", 0, 0, 0), db, "commit");
    }
    printf("%.0f\n", (double)n / (now_s() - start));
    for (size_t i = 0; i < COUNT(writes); i++) sqlite3_finalize(st[i]);
    return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
