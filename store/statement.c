/* statement - named queries run: prepared once, parameters bound by name from arguments or from a
 * struct's fields, columns fetched into a struct's fields of the same name. */
#include "store/statement_priv.h"

#include <stdlib.h>
#include <string.h>

void db_statement_free(struct db_statement *s)
{
    if (s) sqlite3_finalize(s->stmt);
    free(s);
}

static void names_keep(struct db *db, struct db_statement *s)
{
    for (int i = 0; i < s->params; i++) {
        const char *name = sqlite3_bind_parameter_name(s->stmt, i + 1);
        /* a copy: SQLite prepares anew after a change of the schema */
        s->param[i] = kb_strdup(&db->names, name ? name + 1 : "?");
    }
}

/* Open addressing by the query's address; a full table means too many queries: a programmer's
 * error. */
static enum kb_code prepared(struct db *db, const struct db_query *q, struct db_statement **out,
                             struct kb_error *err)
{
    sqlite3_stmt *stmt = NULL;
    size_t at = ((uintptr_t)q >> 4) * 2654435761u % DB_STATEMENTS_MAX;
    while (db->statements[at] && db->statements[at]->query != q) at = (at + 1) % DB_STATEMENTS_MAX;
    *out = db->statements[at];
    if (*out) return KB_OK;
    KB_ASSERT(db->used < DB_STATEMENTS_MAX * 3 / 4);
    if (sqlite3_prepare_v3(db->handle, q->sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) !=
        SQLITE_OK)
        return db_fail(db, q->name, err);
    struct db_statement *s = *out = db->statements[at] = calloc(1, sizeof *s);
    KB_ASSERT(s);
    s->query = q;
    s->stmt = stmt;
    s->params = sqlite3_bind_parameter_count(stmt);
    s->columns = sqlite3_column_count(stmt);
    KB_ASSERT(s->columns <= DB_COLUMNS_MAX && s->params < DB_COLUMNS_MAX);
    names_keep(db, s);
    db->used++;
    return KB_OK;
}

/* A query is asked from few places, and each lists its arguments in one order: the place of the
 * last time is tried first. */
static const struct db_arg *arg_of(struct db_statement *s, int i, const struct db_arg *args,
                                   size_t n)
{
    size_t at = s->arg[i];
    if (at < n && strcmp(args[at].name, s->param[i]) == 0) return &args[at];
    for (at = 0; at < n; at++) {
        if (strcmp(args[at].name, s->param[i]) != 0) continue;
        s->arg[i] = (unsigned char)at;
        return &args[at];
    }
    return NULL;
}

static void bind_field(sqlite3_stmt *st, int i, const struct kb_field *f, const void *row)
{
    const char *at = (const char *)row + f->offset;
    switch (f->type) {
    case KB_T_STR:
    case KB_T_JSON: {
        const char *s = *(const char *const *)(const void *)at;
        sqlite3_bind_text(st, i, s ? s : "", -1, SQLITE_STATIC);
        break;
    }
    case KB_T_INT:
    case KB_T_ID: sqlite3_bind_int64(st, i, *(const int64_t *)(const void *)at); break;
    case KB_T_BOOL: sqlite3_bind_int64(st, i, *(const bool *)at); break;
    case KB_T_LIST:
    case KB_T_OBJ: kb_broken("a list cannot be bound", __FILE__, __LINE__); break;
    }
}

static enum kb_code bind_args(struct db_statement *s, const struct db_arg *args,
                              struct kb_error *err)
{
    size_t n = 0;
    while (args && args[n].name) n++;
    for (int i = 0; i < s->params; i++) {
        const struct db_arg *a = arg_of(s, i, args, n);
        if (!a)
            return kb_fail(err, KB_INTERNAL, "store.parameter", "%s: :%s is not given",
                           s->query->name, s->param[i]);
        if (a->is_int)
            sqlite3_bind_int64(s->stmt, i + 1, a->i);
        else
            sqlite3_bind_text(s->stmt, i + 1, a->s ? a->s : "", -1, SQLITE_STATIC);
    }
    return KB_OK;
}

static enum kb_code bind_row(struct db_statement *s, const struct kb_shape *shape, const void *row,
                             struct kb_error *err)
{
    for (int i = 0; s->bind_shape != shape && i < s->params; i++) {
        s->bind[i] = kb_field_find(shape, s->param[i]);
        if (!s->bind[i])
            return kb_fail(err, KB_INTERNAL, "store.parameter", "%s: %s has no field :%s",
                           s->query->name, shape->name, s->param[i]);
    }
    s->bind_shape = shape;
    for (int i = 0; i < s->params; i++) bind_field(s->stmt, i + 1, s->bind[i], row);
    return KB_OK;
}

static enum kb_code plan_fetch(struct db_statement *s, const struct kb_shape *shape,
                               struct kb_error *err)
{
    if (s->fetch_shape == shape) return KB_OK;
    for (int i = 0; i < s->columns; i++) {
        const char *name = sqlite3_column_name(s->stmt, i);
        s->fetch[i] = kb_field_find(shape, name);
        if (!s->fetch[i])
            return kb_fail(err, KB_INTERNAL, "store.column", "%s: %s has no field %s",
                           s->query->name, shape->name, name);
    }
    s->fetch_shape = shape;
    return KB_OK;
}

static const char *column_text(sqlite3_stmt *st, int i, struct kb_arena *a)
{
    const char *s = (const char *)sqlite3_column_text(st, i);
    return s ? kb_strndup(a, s, (size_t)sqlite3_column_bytes(st, i)) : "";
}

/* Fields no column fills read as absent: "" or 0, never NULL. */
static void row_clear(const struct kb_shape *shape, void *out)
{
    memset(out, 0, shape->size);
    for (const struct kb_field *f = shape->fields; f->name; f++) {
        if (f->type == KB_T_STR) *(const char **)(void *)((char *)out + f->offset) = "";
        if (f->type == KB_T_JSON) *(const char **)(void *)((char *)out + f->offset) = "{}";
    }
}

static void fetch_row(struct db_statement *s, const struct kb_shape *shape, struct kb_arena *a,
                      void *out)
{
    row_clear(shape, out);
    for (int i = 0; i < s->columns; i++) {
        void *at = (char *)out + s->fetch[i]->offset;
        switch (s->fetch[i]->type) {
        case KB_T_STR:
        case KB_T_JSON: *(const char **)at = column_text(s->stmt, i, a); break;
        case KB_T_INT:
        case KB_T_ID: *(int64_t *)at = sqlite3_column_int64(s->stmt, i); break;
        case KB_T_BOOL: *(bool *)at = sqlite3_column_int64(s->stmt, i) != 0; break;
        case KB_T_LIST:
        case KB_T_OBJ: kb_broken("a list cannot be fetched", __FILE__, __LINE__); break;
        }
    }
}

static void statement_end(struct db_statement **s)
{
    if (*s && (*s)->stmt) sqlite3_reset((*s)->stmt);
}
#define AUTO_STATEMENT AUTO(statement_end) struct db_statement *

static enum kb_code step_done(struct db *db, struct db_statement *s, struct kb_error *err)
{
    int code = sqlite3_step(s->stmt);
    return code == SQLITE_DONE || code == SQLITE_ROW ? KB_OK : db_fail(db, s->query->name, err);
}

enum kb_code db_run(struct db *db, const struct db_query *q, const struct db_arg *args,
                    struct kb_error *err)
{
    AUTO_STATEMENT s = NULL;
    TRY(prepared(db, q, &s, err));
    TRY(bind_args(s, args, err));
    return step_done(db, s, err);
}

enum kb_code db_run_one(struct db *db, const struct db_query *q, const struct db_arg *args,
                        struct kb_error *err)
{
    TRY(db_run(db, q, args, err));
    if (sqlite3_changes64(db->handle) == 1) return KB_OK;
    return kb_fail(err, KB_NOT_FOUND, "store.not_found", "%s: no such row in that state", q->name);
}

enum kb_code db_put(struct db *db, const struct db_query *q, const struct kb_shape *shape,
                    const void *row, struct kb_error *err)
{
    AUTO_STATEMENT s = NULL;
    TRY(prepared(db, q, &s, err));
    TRY(bind_row(s, shape, row, err));
    return step_done(db, s, err);
}

enum kb_code db_one(struct db *db, struct kb_arena *a, const struct db_query *q,
                    const struct db_arg *args, const struct kb_shape *shape, void *out,
                    struct kb_error *err)
{
    AUTO_STATEMENT s = NULL;
    TRY(prepared(db, q, &s, err));
    TRY(bind_args(s, args, err));
    TRY(plan_fetch(s, shape, err));
    switch (sqlite3_step(s->stmt)) {
    case SQLITE_ROW: fetch_row(s, shape, a, out); return KB_OK;
    case SQLITE_DONE:
        return kb_fail(err, KB_NOT_FOUND, "store.not_found", "%s: there is no such row", q->name);
    default: return db_fail(db, q->name, err);
    }
}

enum kb_code db_int(struct db *db, const struct db_query *q, const struct db_arg *args,
                    int64_t *out, struct kb_error *err)
{
    AUTO_STATEMENT s = NULL;
    *out = 0;
    TRY(prepared(db, q, &s, err));
    TRY(bind_args(s, args, err));
    switch (sqlite3_step(s->stmt)) {
    case SQLITE_ROW: *out = sqlite3_column_int64(s->stmt, 0); return KB_OK;
    case SQLITE_DONE: return KB_OK;
    default: return db_fail(db, q->name, err);
    }
}

enum kb_code db_list(struct db *db, struct kb_arena *a, const struct db_query *q,
                     const struct db_arg *args, const struct kb_shape *shape, int64_t max,
                     struct kb_list *out, struct kb_error *err)
{
    AUTO_STATEMENT s = NULL;
    int64_t cap = 0;
    *out = (struct kb_list){ 0 };
    TRY(prepared(db, q, &s, err));
    TRY(bind_args(s, args, err));
    TRY(plan_fetch(s, shape, err));
    for (;;) {
        int code = sqlite3_step(s->stmt);
        if (code == SQLITE_DONE) return KB_OK;
        if (code != SQLITE_ROW) return db_fail(db, q->name, err);
        if (out->n == max)
            return kb_fail(err, KB_INTERNAL, "store.too_many", "%s: more than %lld rows", q->name,
                           (long long)max);
        if (out->n == cap) {
            void *old = out->at;
            cap = cap ? cap * 2 : 16;
            out->at = kb_alloc(a, (size_t)cap * shape->size);
            if (out->n) memcpy(out->at, old, (size_t)out->n * shape->size);
        }
        fetch_row(s, shape, a, (char *)out->at + (size_t)out->n++ * shape->size);
    }
}

enum kb_code db_each(struct db *db, const struct db_query *q, const struct db_arg *args,
                     const struct kb_shape *shape, const struct db_visitor *visitor,
                     struct kb_error *err)
{
    AUTO_STATEMENT s = NULL;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    TRY(prepared(db, q, &s, err));
    TRY(bind_args(s, args, err));
    TRY(plan_fetch(s, shape, err));
    for (;;) {
        int code = sqlite3_step(s->stmt);
        if (code == SQLITE_DONE) return KB_OK;
        if (code != SQLITE_ROW) return db_fail(db, q->name, err);
        kb_arena_reset(&a);
        void *row = kb_alloc(&a, shape->size);
        fetch_row(s, shape, &a, row);
        TRY(visitor->row(visitor->self, row, err));
    }
}

enum kb_code db_integrity(struct db *db, struct kb_arena *a, const char **verdict,
                          struct kb_error *err)
{
    static const struct db_query q_integrity = { "integrity", "PRAGMA integrity_check(1)" };
    AUTO_STATEMENT s = NULL;
    TRY(prepared(db, &q_integrity, &s, err));
    if (sqlite3_step(s->stmt) != SQLITE_ROW) return db_fail(db, "integrity", err);
    *verdict = column_text(s->stmt, 0, a);
    return KB_OK;
}
