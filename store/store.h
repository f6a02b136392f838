/* store - one database: transactions, named queries, the schema's history. SQL reads alike on
 * SQLite and PostgreSQL (":name" parameters, TEXT and BIGINT only, ids and times made by us). A
 * connection belongs to one thread. Owns the table migration; every other table belongs to a
 * module above. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/field.h"

struct db;

struct db_query {
    const char *name, *sql;
};

struct db_migration {
    const char *id, *sql;
};
extern const struct db_migration db_migrations[]; /* made from store/migrations; ends with NULLs */

enum db_mode {
    DB_WRITER, /* the only one that may write; creates the file; WAL, synchronous=FULL */
    DB_READER, /* read-only; every db_begin sees one snapshot */
};

/* A parameter by name. Absent is "" or 0: nothing in the schema is NULL. */
struct db_arg {
    const char *name;
    bool is_int;
    int64_t i;
    const char *s;
};
#define ARG_INT(n, v) ((struct db_arg){ .name = #n, .is_int = true, .i = (v) })
#define ARG_STR(n, v) ((struct db_arg){ .name = #n, .s = (v) })
#define ARGS(...)     ((const struct db_arg[]){ __VA_ARGS__, { .name = NULL } })
#define NO_ARGS       ((const struct db_arg *)NULL)

/* path ":memory:" is a database of its own for tests. err: store.open. */
MUST_USE enum kb_code db_open(const char *path, enum db_mode mode, struct db **out,
                              struct kb_error *err);
void db_close(struct db *db); /* NULL is fine */
/* Apply what is missing, each file in a transaction of its own, in order. */
MUST_USE enum kb_code db_migrate(struct db *db, const struct db_migration *m, int64_t now_ms,
                                 struct kb_error *err);

MUST_USE enum kb_code db_begin(struct db *db, struct kb_error *err);
/* On failure the transaction is gone and db_broken tells so from then on: halt rather than guess
 * (fsync errors are not retried). */
MUST_USE enum kb_code db_commit(struct db *db, struct kb_error *err);
bool db_broken(const struct db *db);
/* Whether db_begin's transaction is still there: a full disk takes it away under a statement. */
bool db_in_transaction(const struct db *db);
void db_rollback(struct db *db);
/* Rows changed by this connection so far: tells whether a failed turn has written. */
int64_t db_changes(struct db *db);
/* Reset the WAL when it is longer than max_bytes; call between transactions. */
void db_wal_trim(struct db *db, int64_t max_bytes);

/* What a module remembers beside a connection and could read again from its tables: one for each
 * key, an address of its own. It is emptied (at is NULL, the arena's memory gone) by
 * db_memo_forget, at a rollback, and at a db_begin after another connection has written. */
struct db_memo {
    const void *key;
    void *at;
    struct kb_arena arena;
};
struct db_memo *db_memo(struct db *db, const void *key);
void db_memo_forget(struct db_memo *m);

/* Statements are prepared once per connection and kept. Errors: store.constraint (KB_CONFLICT),
 * store.busy (KB_UNAVAILABLE), store.failed (KB_INTERNAL), store.not_found (KB_NOT_FOUND). */
MUST_USE enum kb_code db_run(struct db *db, const struct db_query *q, const struct db_arg *args,
                             struct kb_error *err);
/* The same and it must change exactly one row, else store.not_found: for conditional updates. */
MUST_USE enum kb_code db_run_one(struct db *db, const struct db_query *q, const struct db_arg *args,
                                 struct kb_error *err);
/* Parameters come from the fields of *row (args first, where both know a name). */
MUST_USE enum kb_code db_put(struct db *db, const struct db_query *q, const struct kb_shape *shape,
                             const void *row, struct kb_error *err);
/* One row into *out, columns to fields of the same name. Text lives in the arena. */
MUST_USE enum kb_code db_one(struct db *db, struct kb_arena *a, const struct db_query *q,
                             const struct db_arg *args, const struct kb_shape *shape, void *out,
                             struct kb_error *err);
/* At most max rows; more is store.too_many. */
MUST_USE enum kb_code db_list(struct db *db, struct kb_arena *a, const struct db_query *q,
                              const struct db_arg *args, const struct kb_shape *shape, int64_t max,
                              struct kb_list *out, struct kb_error *err);
/* The single integer the query answers; no row is *out = 0. */
MUST_USE enum kb_code db_int(struct db *db, const struct db_query *q, const struct db_arg *args,
                             int64_t *out, struct kb_error *err);
struct db_visitor {
    enum kb_code (*row)(void *self, const void *row, struct kb_error *err);
    void *self;
};
/* Called for each row while it is read (sums of any length); the row's text lives until the next.
 * A code other than KB_OK ends it. */
MUST_USE enum kb_code db_each(struct db *db, const struct db_query *q, const struct db_arg *args,
                              const struct kb_shape *shape, const struct db_visitor *visitor,
                              struct kb_error *err);
/* A consistent copy of the whole database into a new file (VACUUM INTO). */
MUST_USE enum kb_code db_backup(struct db *db, const char *path, struct kb_error *err);
/* SQLite's own check of the file: "ok" or what is wrong, in the arena. */
MUST_USE enum kb_code db_integrity(struct db *db, struct kb_arena *a, const char **verdict,
                                   struct kb_error *err);

#endif
