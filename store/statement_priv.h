/* statement - what sqlite.c and statement.c share: the connection and its kept statements. */
#ifndef STORE_STATEMENT_PRIV_H
#define STORE_STATEMENT_PRIV_H

#include "store/store.h"

#include <sqlite3.h>

#define DB_STATEMENTS_MAX 2048
#define DB_COLUMNS_MAX    64
#define DB_MEMOS_MAX      8

struct db_statement {
    const struct db_query *query;
    sqlite3_stmt *stmt;
    int params, columns;
    const char *param[DB_COLUMNS_MAX];            /* names, without the colon */
    unsigned char arg[DB_COLUMNS_MAX];            /* where each stood among the arguments last */
    const struct kb_shape *fetch_shape;           /* the shape the plan below is for */
    const struct kb_field *fetch[DB_COLUMNS_MAX]; /* field of each column */
    const struct kb_shape *bind_shape;
    const struct kb_field *bind[DB_COLUMNS_MAX]; /* field of each parameter */
};

struct db {
    sqlite3 *handle;
    enum db_mode mode;
    bool broken;           /* a commit failed */
    int64_t foreign;       /* grows when another connection writes */
    struct kb_arena names; /* of parameters */
    struct db_memo memos[DB_MEMOS_MAX];
    size_t used;
    struct db_statement *statements[DB_STATEMENTS_MAX];
};

void db_forget_all(struct db *db);
MUST_USE enum kb_code db_fail(struct db *db, const char *what, struct kb_error *err);
void db_statement_free(struct db_statement *s); /* NULL is fine */

#endif
