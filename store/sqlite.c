/* sqlite - the embedded default: one writer in WAL mode with synchronous=FULL, any number of
 * readers on snapshots. Prepared statements are kept per connection, found by the query's
 * address. */
#include "store/statement_priv.h"

#include <stdlib.h>
#include <string.h>

enum kb_code db_fail(struct db *db, const char *what, struct kb_error *err)
{
    int code = sqlite3_extended_errcode(db->handle);
    if (sqlite3_get_autocommit(db->handle)) db_forget_all(db); /* it may have taken a transaction */
    const char *msg = sqlite3_errmsg(db->handle);
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return kb_fail(err, KB_CONFLICT, "store.constraint", "%s: %s", what, msg);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return kb_fail(err, KB_UNAVAILABLE, "store.busy", "%s: %s", what, msg);
    case SQLITE_FULL: return kb_fail(err, KB_UNAVAILABLE, "store.full", "%s: %s", what, msg);
    default: return kb_fail(err, KB_INTERNAL, "store.failed", "%s: %s (%d)", what, msg, code);
    }
}

static enum kb_code script(struct db *db, const char *sql, const char *what, struct kb_error *err)
{
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? KB_OK
                                                                        : db_fail(db, what, err);
}

static const char writer_setup[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;"
    "PRAGMA wal_autocheckpoint = 10000; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;";
static const char reader_setup[] = "PRAGMA query_only = ON; PRAGMA cache_size = -4096;";

enum kb_code db_open(const char *path, enum db_mode mode, struct db **out, struct kb_error *err)
{
    int flags =
        mode == DB_WRITER ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    struct db *db = calloc(1, sizeof *db);
    KB_ASSERT(db);
    db->mode = mode;
    *out = NULL;
    /* its statistics take a lock at every allocation; after the first time this is refused */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        enum kb_code code = kb_fail(err, KB_UNAVAILABLE, "store.open", "cannot open %s: %s", path,
                                    sqlite3_errmsg(db->handle));
        db_close(db);
        return code;
    }
    sqlite3_busy_timeout(db->handle, 5000);
    if (script(db, mode == DB_WRITER ? writer_setup : reader_setup, "setting up", err) != KB_OK) {
        db_close(db);
        return err->code;
    }
    *out = db;
    return KB_OK;
}

struct db_memo *db_memo(struct db *db, const void *key)
{
    size_t i = 0;
    while (i < DB_MEMOS_MAX && db->memos[i].key && db->memos[i].key != key) i++;
    KB_ASSERT(i < DB_MEMOS_MAX);
    db->memos[i].key = key;
    return &db->memos[i];
}

void db_memo_forget(struct db_memo *m)
{
    m->at = NULL;
    kb_arena_done(&m->arena);
}

void db_forget_all(struct db *db)
{
    for (size_t i = 0; i < DB_MEMOS_MAX; i++) db_memo_forget(&db->memos[i]);
}

void db_close(struct db *db)
{
    if (!db) return;
    for (size_t i = 0; i < DB_STATEMENTS_MAX; i++) db_statement_free(db->statements[i]);
    db_forget_all(db);
    kb_arena_done(&db->names);
    sqlite3_close(db->handle);
    free(db);
}

enum kb_code db_begin(struct db *db, struct kb_error *err)
{
    static const struct db_query q_foreign = { "foreign", "PRAGMA data_version" };
    int64_t foreign;
    TRY(script(db, db->mode == DB_WRITER ? "BEGIN IMMEDIATE" : "BEGIN", "begin", err));
    if (db_int(db, &q_foreign, NO_ARGS, &foreign, err) != KB_OK) {
        db_rollback(db);
        return err->code;
    }
    if (db->foreign && foreign != db->foreign) db_forget_all(db);
    db->foreign = foreign;
    return KB_OK;
}

enum kb_code db_commit(struct db *db, struct kb_error *err)
{
    if (script(db, "COMMIT", "commit", err) == KB_OK) return KB_OK;
    db->broken = true;
    db_rollback(db);
    return err->code;
}

bool db_broken(const struct db *db)
{
    return db->broken;
}

bool db_in_transaction(const struct db *db)
{
    return !sqlite3_get_autocommit(db->handle);
}

void db_rollback(struct db *db)
{
    if (!sqlite3_get_autocommit(db->handle)) sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db_forget_all(db);
}

int64_t db_changes(struct db *db)
{
    return sqlite3_total_changes64(db->handle);
}

void db_wal_trim(struct db *db, int64_t max_bytes)
{
    sqlite3_file *wal = NULL;
    sqlite3_int64 size = 0;
    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, (void *)&wal);
    if (!wal || !wal->pMethods || wal->pMethods->xFileSize(wal, &size) != SQLITE_OK) return;
    if (size > max_bytes)
        sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
}

static const struct db_query q_migration_seen = {
    "migration_seen", "SELECT count(*) AS n FROM migration WHERE id = :id"
};
static const struct db_query q_migration_add = {
    "migration_add", "INSERT INTO migration (id, applied_ms) VALUES (:id, :applied_ms)"
};

static enum kb_code migrate_one(struct db *db, const struct db_migration *m, int64_t now_ms,
                                struct kb_error *err)
{
    int64_t seen = 0;
    TRY(db_int(db, &q_migration_seen, ARGS(ARG_STR(id, m->id)), &seen, err));
    if (seen) return KB_OK;
    TRY(db_begin(db, err));
    if (script(db, m->sql, m->id, err) != KB_OK ||
        db_run(db, &q_migration_add, ARGS(ARG_STR(id, m->id), ARG_INT(applied_ms, now_ms)), err) !=
            KB_OK) {
        db_rollback(db);
        return err->code;
    }
    return db_commit(db, err);
}

enum kb_code db_migrate(struct db *db, const struct db_migration *m, int64_t now_ms,
                        struct kb_error *err)
{
    TRY(script(db,
               "CREATE TABLE IF NOT EXISTS migration (id TEXT NOT NULL PRIMARY KEY, applied_ms "
               "BIGINT NOT NULL)",
               "migration table", err));
    for (; m->id; m++) TRY(migrate_one(db, m, now_ms, err));
    return KB_OK;
}

enum kb_code db_backup(struct db *db, const char *path, struct kb_error *err)
{
    static const struct db_query q_backup = { "backup", "VACUUM INTO :path" };
    return db_run(db, &q_backup, ARGS(ARG_STR(path, path)), err);
}
