/* orders_bare - the limit the order path is measured against: the same rows that one order
 * writes, by SQLite alone with the same durability, no HTTP, no checks, no JSON. argv: database,
 * orders, batch. */
#include "store/store.h"
#include "bench/stopwatch.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char voucher_line[] =
    "INSERT INTO vline (voucher_id, n, subject_id, party, dr_fen, cr_fen, after_dr_fen, "
    "after_cr_fen) "
    "VALUES (:voucher_id, :n, :subject_id, :party, :dr_fen, :cr_fen, :after_dr_fen, :after_cr_fen)";

/* One order of one line sold by a distributor under the platform: what the handler writes, in
 * order. */
static const struct { const char *sql; int times; } writes[] = {
    { "UPDATE quote SET state = 'used' WHERE id = :any", 1 },
    { "INSERT INTO orders (id, org_id, seller_id, quote_id, kind, price_fen, coupon_fen, user_id, "
      "staff_id, department_id, created_ms) VALUES (:id, :org_id, :seller_id, :quote_id, :kind, "
      ":total_fen, 0, :user_id, 0, 0, :created_ms)", 1 },
    { "INSERT INTO vgroup (id, event, biz_key, at_ms, object, object_id, order_id, user_id, "
      "reverses_id, digest) "
      "VALUES (:id, :event, :biz_key, :at_ms, :object, :object_id, :order_id, :user_id, "
      "0, :digest)", 1 },
    { "INSERT INTO voucher (id, group_id, book_id, no, acct_date, adjusts, late, event, "
      "template_id, version, total_fen, prev_hash, hash) VALUES (:id, :group_id, :book_id, :no, "
      ":acct_date, 0, 0, :event, :template_id, :version, :total_fen, :prev_hash, :hash)", 1 },
    { voucher_line, 2 },
    { "UPDATE balance SET dr_fen = dr_fen + 1 WHERE subject_id = (SELECT max(subject_id) "
      "FROM balance) "
      "AND guard < :n", 2 },
    { "UPDATE book SET last_id = :id WHERE id = (SELECT min(id) FROM book)", 1 },
    { "UPDATE slot SET stage = 'held', resource_id = :id, since_ms = :created_ms WHERE id = "
      ":slot", 1 },
    { "UPDATE loading SET free = free - 1 WHERE free > :n", 1 },
    { "INSERT INTO resource (id, org_id, seller_id, sku_id, slot_id, device_id, room_id, "
      "alias, cycle, state, auto_renew, start_ms, end_ms, next_ms, created_ms) VALUES (:id, "
      ":org_id, :seller_id, :sku_id, :slot_id, :device_id, :room_id, :alias, 'month', 'opening', "
      "0, 0, 0, 0, :created_ms)", 1 },
    { "INSERT INTO resource_access (resource_id, driver, access, sealed, ssh_key) "
      "VALUES (:id, :alias, '{}', '', '')", 1 },
    { "INSERT INTO job (id, org_id, room_id, agent_id, device_id, slot_id, resource_id, "
      "verb, driver, "
      "phase, attempt, epoch, accepted, lost, lease_ms, next_ms, deadline_ms, on_deadline, "
      "reason, text, "
      "created_ms, ended_ms, busy_ms) "
      "VALUES (:id, :org_id, :room_id, 0, :device_id, :slot_id, :id, 'open', "
      "'sim', 'queued', 0, 0, 0, 0, 0, :created_ms, :created_ms, 'degrade', '', '', "
      ":created_ms, 0, 0)", 1 },
    { "INSERT INTO job_body (job_id, endpoint_id, target, sealed, spec, ticket, result) "
      "VALUES (:id, :n, '{}', '', :spec, '', '{}')", 1 },
    { "INSERT INTO order_line (id, order_id, org_id, seller_id, sku_id, product_id, resource_id, "
      "job_id, cycle, periods, units_milli, price_fen, coupon_fen, coupon_id, replaces_id, "
      "by_refund_fen, from_ms, to_ms, state, back_fen, reason, created_ms, ended_ms) "
      "VALUES (:id, :order_id, :org_id, :seller_id, :sku_id, :sku_id, :id, :id, 'month', 1, "
      "1000, :total_fen, 0, 0, 0, 0, 0, 0, 'held', 0, '', :created_ms, 0)", 1 },
    { "INSERT INTO order_leg (line_id, idx, seller_id, buyer_id, agreement_id, item_id, mode, "
      "transfer_fen, commission_bp, refund_policy, refund_days) VALUES (:id, :times, :seller_id, "
      ":org_id, :n, :n, 'discount', :total_fen, 0, 'prorata', 0)", 2 },
    { "INSERT INTO order_placement (line_id, body) VALUES (:id, :spec)", 1 },
    { "INSERT INTO idempotency (id, scope, idem_key, op, body_hash, reply, money, "
      "created_ms) "
      "VALUES (:id, :org_id, :key, 'orders_create', :hash, :reply, 1, :created_ms)", 1 },
};

static const struct { const char *name, *text; } texts[] = {
    { ":kind", "new" }, { ":event", "hold" }, { ":object", "line" }, { ":acct_date", "2026-01-01" },
    { ":alias", "bench" },
    { ":digest", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
    { ":prev_hash", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
    { ":hash", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
};

static char filler[2048];

static void bind(sqlite3_stmt *st, int64_t id, int time)
{
    static char key[64];
    for (int i = 1; i <= sqlite3_bind_parameter_count(st); i++) {
        const char *name = sqlite3_bind_parameter_name(st, i);
        const char *text = NULL;
        for (size_t k = 0; k < COUNT(texts); k++)
            if (strcmp(texts[k].name, name) == 0) text = texts[k].text;
        snprintf(key, sizeof key, "bench-key-%020lld", (long long)id);
        if (strcmp(name, ":biz_key") == 0 || strcmp(name, ":key") == 0) text = key;
        if (text)
            sqlite3_bind_text(st, i, text, -1, SQLITE_STATIC);
        else if (strcmp(name, ":spec") == 0)
            sqlite3_bind_text(st, i, filler, 220, SQLITE_STATIC);
        else if (strcmp(name, ":reply") == 0)
            sqlite3_bind_text(st, i, filler, 900, SQLITE_STATIC);
        else if (strcmp(name, ":created_ms") == 0 || strcmp(name, ":at_ms") == 0)
            sqlite3_bind_int64(st, i, 1790000000000 + id % 1000000);
        else if (strcmp(name, ":dr_fen") == 0)
            sqlite3_bind_int64(st, i, time ? 0 : 9900);
        else if (strcmp(name, ":cr_fen") == 0)
            sqlite3_bind_int64(st, i, time ? 9900 : 0);
        else if (strcmp(name, ":n") == 0)
            sqlite3_bind_int64(st, i, time + 1);
        else if (strcmp(name, ":times") == 0)
            sqlite3_bind_int64(st, i, time);
        else if (strcmp(name, ":book_id") == 0 || strcmp(name, ":version") == 0 ||
                 strcmp(name, ":subject_id") == 0 || strcmp(name, ":party") == 0 ||
                 strcmp(name, ":org_id") == 0)
            sqlite3_bind_int64(st, i, 77);
        else if (strcmp(name, ":slot") == 0)
            sqlite3_bind_int64(st, i, id % 1000 + 1);
        else if (strstr(name, "_fen"))
            sqlite3_bind_int64(st, i, 9900);
        else
            sqlite3_bind_int64(st, i, id);
    }
}

static void must(bool ok, sqlite3 *db, const char *what)
{
    if (ok) return;
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *st[COUNT(writes)];
    struct kb_error err;
    struct db *schema = NULL;
    long orders = argc > 2 ? strtol(argv[2], NULL, 10) : 1000;
    long batch = argc > 3 ? strtol(argv[3], NULL, 10) : 1;
    if (argc < 2) return 64;
    memset(filler, 'x', sizeof filler - 1);
    if (db_open(argv[1], DB_WRITER, &schema, &err) != KB_OK ||
        db_migrate(schema, db_migrations, 1790000000000, &err) != KB_OK)
        return fprintf(stderr, "%s\n", err.text), 1;
    db_close(schema);
    must(sqlite3_open(argv[1], &db) == SQLITE_OK, db, "open");
    must(sqlite3_exec(db,
                      "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000;"
                      "PRAGMA cache_size = -16384;",
                      NULL, NULL, NULL) == SQLITE_OK,
         db, "pragma");
    for (size_t i = 0; i < COUNT(writes); i++)
        must(sqlite3_prepare_v2(db, writes[i].sql, -1, &st[i], NULL) == SQLITE_OK, db,
             writes[i].sql);
    double start = now_s();
    for (long n = 0; n < orders; n++) {
        if (n % batch == 0)
            must(sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0) == SQLITE_OK, db, "begin");
        for (size_t i = 0; i < COUNT(writes); i++) {
            for (int k = 0; k < writes[i].times; k++) {
                bind(st[i], (int64_t)1000000 + n, k);
                must(sqlite3_step(st[i]) == SQLITE_DONE, db, writes[i].sql);
                sqlite3_reset(st[i]);
            }
        }
        if ((n + 1) % batch == 0 || n + 1 == orders)
            must(sqlite3_exec(db, "COMMIT", 0, 0, 0) == SQLITE_OK, db, "commit");
    }
    printf("%.0f\n", (double)orders / (now_s() - start));
    for (size_t i = 0; i < COUNT(writes); i++) sqlite3_finalize(st[i]);
    return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
