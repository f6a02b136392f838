/* ledger_post - how many captures of a three-book chain a second go through ledger_post, and how
 * many a bare SQLite program writes of the same rows with the same statements, values ready
 * beforehand and the same durability. argv: captures, batch, folder (none: in memory); prints
 * both rates. */
#include "bench/books.h"
#include "bench/stopwatch.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { P = 101, D1, D2, S = 900, C = 501 };

/* --- through the ledger --- */

static void post(struct books *r, const char *event, const char *key, const struct ledger_leg *legs,
                 size_t n)
{
    struct ledger_posted out;
    const struct ledger_event ev = {
        .event = event, .biz_key = key, .object = "line", .product_id = 5, .sku_id = 6,
        .legs = legs, .legs_n = n
    };
    must(ledger_post(&r->t, &ev, &out), &r->err);
}

static void open_books(struct books *r, const char *path)
{
    static const struct { int64_t id, parent; const char *kind; } orgs[] = {
        { P, 0, "platform" }, { D1, P, "distributor" }, { D2, D1, "distributor" },
        { S, P, "supplier" }, { C, D2, "customer" },
    };
    books_open(r, path, 0);
    must(db_begin(r->db, &r->err), &r->err);
    for (size_t i = 0; i < COUNT(orgs); i++)
        books_org(r, orgs[i].id, orgs[i].parent, 0, orgs[i].kind);
}

static void fund(struct books *r, int64_t fen)
{
    struct ledger_leg own = { .org_id = D2, .role = "own", .mode = "", .customer_id = C,
                              .vars = { { "amount", fen } } };
    post(r, "recharge_offline.arrive", "a", &own, 1);
    post(r, "recharge_offline.confirm", "b", &own, 1);
    post(r, "hold", "h", &own, 1);
    must(db_commit(r->db, &r->err), &r->err);
}

static void capture(struct books *r, int64_t i)
{
    char key[40];
    const struct ledger_leg legs[] = {
        { .org_id = P, .role = "top", .mode = "principal", .child_id = D1, .supplier_id = S,
          .vars = { { "transfer_out", 7999 }, { "transfer_in", 6999 } } },
        { .org_id = D1, .role = "middle", .mode = "principal", .child_id = D2, .parent_id = P,
          .vars = { { "transfer_out", 8499 }, { "transfer_in", 7999 } } },
        { .org_id = D2, .role = "own", .mode = "principal", .customer_id = C, .parent_id = D1,
          .vars = { { "price", 9499 }, { "coupon", 0 }, { "transfer_in", 8499 } } },
    };
    snprintf(key, sizeof key, "capture:lin:%lld", (long long)i);
    post(r, "capture", key, legs, COUNT(legs));
}

static double ledger_s(const char *path, int64_t n, int64_t batch)
{
    static struct books r;
    open_books(&r, path);
    fund(&r, n * 9499);
    double start = now_s();
    for (int64_t i = 0; i < n; i += batch) {
        must(db_begin(r.db, &r.err), &r.err);
        for (int64_t k = i; k < i + batch && k < n; k++) {
            capture(&r, k);
            kb_arena_reset(&r.arena);
        }
        must(db_commit(r.db, &r.err), &r.err);
    }
    double s = now_s() - start;
    books_close(&r);
    return s;
}

/* --- bare --- */

static const char hash64[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
enum { GROUP, VOUCHER, DIMS, LINE, BALANCE, BOOK, STATEMENTS };
static const char *const statements[STATEMENTS] = {
    [GROUP] = "INSERT INTO vgroup (id, event, biz_key, at_ms, object, object_id, order_id, "
              "user_id, reverses_id, digest) "
              "VALUES (?1, 'capture', ?2, ?3, 'line', 0, 0, 0, 0, ?4)",
    [VOUCHER] = "INSERT INTO voucher (id, group_id, book_id, no, acct_date, adjusts, late, event, "
                "template_id, version, total_fen, prev_hash, hash) "
                "VALUES (?1, ?2, ?3, ?4, '2026-01-05', 0, 0, 'capture', 22, 1, 14998, ?5, ?5)",
    [DIMS] = "INSERT INTO voucher_dim (voucher_id, customer_id, child_id, upstream_id, "
             "department_id, staff_id, product_id, sku_id) VALUES (?1, 0, ?2, 900, 0, 0, 5, 6)",
    [LINE] = "INSERT INTO vline (voucher_id, n, subject_id, party, dr_fen, cr_fen, after_dr_fen, "
             "after_cr_fen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [BALANCE] = "UPDATE balance SET dr_fen = ?3, cr_fen = ?4 WHERE subject_id = ?1 AND party = ?2",
    [BOOK] = "UPDATE book SET last_no = ?2, last_id = ?3, head_hash = ?4, "
             "last_date = '2026-01-05' WHERE id = ?1",
};

struct bare {
    sqlite3 *db;
    sqlite3_stmt *st[STATEMENTS];
    int64_t id;
};

static void ran(sqlite3 *db, int code)
{
    if (code == SQLITE_OK || code == SQLITE_DONE) return;
    fprintf(stderr, "bare: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static void step(struct bare *b, int which)
{
    ran(b->db, sqlite3_step(b->st[which]));
    ran(b->db, sqlite3_reset(b->st[which]));
}

static void bare_open(struct bare *b, const char *path)
{
    ran(NULL, sqlite3_open(path, &b->db));
    ran(b->db, sqlite3_exec(b->db,
                            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                            "PRAGMA wal_autocheckpoint = 10000; PRAGMA cache_size = -16384;",
                            NULL, NULL, NULL));
    for (const struct db_migration *m = db_migrations; m->id; m++)
        ran(b->db, sqlite3_exec(b->db, m->sql, NULL, NULL, NULL));
    for (int i = 0; i < STATEMENTS; i++)
        ran(b->db, sqlite3_prepare_v3(b->db, statements[i], -1, SQLITE_PREPARE_PERSISTENT,
                                      &b->st[i], NULL));
    for (int64_t book = 0; book < 3; book++) {
        char sql[300];
        snprintf(sql, sizeof sql,
                 "INSERT INTO book (id, kind, utc_offset_min, last_no, last_id, "
                 "head_hash, last_date, closed_to, entry_limit_fen, opened_ms) "
                 "VALUES (%d, 'distributor', 480, 0, 0, '%s', '', 0, 0, 1)",
                 (int)book + 1, hash64);
        ran(b->db, sqlite3_exec(b->db, sql, NULL, NULL, NULL));
        for (int k = 0; k < 4; k++) {
            snprintf(sql, sizeof sql, "INSERT INTO balance VALUES (%d, %d, 0, 0, 0)",
                     (int)book * 4 + k + 1, k);
            ran(b->db, sqlite3_exec(b->db, sql, NULL, NULL, NULL));
        }
    }
}

static void bind_ints(sqlite3_stmt *st, int n, const int64_t *values)
{
    for (int i = 0; i < n; i++) sqlite3_bind_int64(st, i + 1, values[i]);
}

static void bare_voucher(struct bare *b, int64_t group, int64_t book, int64_t i)
{
    int64_t id = ++b->id, total = 7999 * (i + 1);
    bind_ints(b->st[VOUCHER], 4, (int64_t[]){ id, group, book + 1, i + 1 });
    sqlite3_bind_text(b->st[VOUCHER], 5, hash64, 64, SQLITE_STATIC);
    step(b, VOUCHER);
    bind_ints(b->st[DIMS], 2, (int64_t[]){ id, book + 1 });
    step(b, DIMS);
    for (int64_t k = 0; k < 4; k++) {
        int64_t dr = k % 2 ? 0 : 7999, cr = 7999 - dr;
        bind_ints(b->st[LINE], 8, (int64_t[]){ id, k + 1, book * 4 + k + 1, k, dr, cr,
                                               dr ? total : 0, cr ? total : 0 });
        step(b, LINE);
        bind_ints(b->st[BALANCE], 4, (int64_t[]){ book * 4 + k + 1, k, dr ? total : 0,
                                                  cr ? total : 0 });
        step(b, BALANCE);
    }
    bind_ints(b->st[BOOK], 3, (int64_t[]){ book + 1, i + 1, id });
    sqlite3_bind_text(b->st[BOOK], 4, hash64, 64, SQLITE_STATIC);
    step(b, BOOK);
}

static double bare_s(const char *path, int64_t n, int64_t batch)
{
    struct bare b = { 0 };
    char key[40];
    bare_open(&b, path);
    double start = now_s();
    for (int64_t i = 0; i < n; i++) {
        if (i % batch == 0) ran(b.db, sqlite3_exec(b.db, "BEGIN", NULL, NULL, NULL));
        int64_t group = ++b.id;
        snprintf(key, sizeof key, "capture:lin:%lld", (long long)i);
        sqlite3_bind_int64(b.st[GROUP], 1, group);
        sqlite3_bind_text(b.st[GROUP], 2, key, -1, SQLITE_STATIC);
        sqlite3_bind_int64(b.st[GROUP], 3, 1767571200000);
        sqlite3_bind_text(b.st[GROUP], 4, hash64, 64, SQLITE_STATIC);
        step(&b, GROUP);
        for (int64_t book = 0; book < 3; book++) bare_voucher(&b, group, book, i);
        if (i % batch == batch - 1 || i == n - 1)
            ran(b.db, sqlite3_exec(b.db, "COMMIT", NULL, NULL, NULL));
    }
    double s = now_s() - start;
    for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(b.st[i]);
    sqlite3_close(b.db);
    return s;
}

int main(int argc, char **argv)
{
    char own[300] = ":memory:", bare[300] = ":memory:";
    int64_t n = argc > 1 ? strtoll(argv[1], NULL, 10) : 20000;
    int64_t batch = argc > 2 ? strtoll(argv[2], NULL, 10) : 64;
    if (n < 1 || batch < 1) return 64;
    if (argc > 3) snprintf(own, sizeof own, "%s/own-%d.db", argv[3], (int)batch);
    if (argc > 3) snprintf(bare, sizeof bare, "%s/bare-%d.db", argv[3], (int)batch);
    printf("%.0f ", (double)n / ledger_s(own, n, batch));
    printf("%.0f\n", (double)n / bare_s(bare, n, batch));
    return 0;
}
