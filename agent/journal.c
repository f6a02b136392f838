/* journal - one SQLite file, synchronous=FULL: a commit that returned is on disk. Writes open a
 * transaction by themselves; the core commits when it wants to speak. */
#include "agent/journal.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define VERSION     1
#define KEEP_MS     86400000
#define TEXT_OF(x)  TEXT_OF_(x)
#define TEXT_OF_(x) #x

enum statement {
    BEGIN,
    COMMIT,
    ROLLBACK,
    INTENT,
    RESULT,
    ACKED,
    EPOCH,
    FIND,
    NEWEST,
    LOAD,
    EPOCH_SEEN,
    FORGET_OLD,
    FORGET_MANY,
    STATEMENTS,
};

static const char *const texts[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [INTENT] = "INSERT INTO attempts (job, epoch, state, at_ms, body, result)"
               " VALUES (?1, ?2, 1, ?3, ?4, '')",
    [RESULT] =
        "INSERT INTO attempts (job, epoch, state, at_ms, body, result)"
        " VALUES (?1, ?2, 2, ?3, '', ?4) ON CONFLICT (job, epoch)"
        " DO UPDATE SET state = 2, at_ms = excluded.at_ms, body = '', result = excluded.result",
    [ACKED] =
        "UPDATE attempts SET state = 3, at_ms = ?3 WHERE job = ?1 AND epoch = ?2 AND state = 2",
    [EPOCH] = "UPDATE facts SET value = max(value, ?1) WHERE name = 'epoch_seen'",
    [FIND] = "SELECT state, body, result, job, epoch FROM attempts WHERE job = ?1 AND epoch = ?2",
    [NEWEST] = "SELECT coalesce(max(epoch), 0) FROM attempts WHERE job = ?1",
    [LOAD] =
        "SELECT state, body, result, job, epoch FROM attempts WHERE state IN (1, 2) ORDER BY rowid",
    [EPOCH_SEEN] = "SELECT value FROM facts WHERE name = 'epoch_seen'",
    [FORGET_OLD] = "DELETE FROM attempts WHERE state = 3 AND at_ms < ?1",
    [FORGET_MANY] =
        "DELETE FROM attempts WHERE rowid IN (SELECT rowid FROM attempts WHERE state = 3"
        " ORDER BY at_ms DESC LIMIT -1 OFFSET ?1)",
};

static const char schema[] =
    "CREATE TABLE attempts ("
    " job BIGINT NOT NULL CHECK (job BETWEEN 1 AND 9223372036854775807),"
    " epoch BIGINT NOT NULL CHECK (epoch BETWEEN 1 AND 9223372036854775807),"
    " state BIGINT NOT NULL CHECK (state BETWEEN 1 AND 3)," /* intent, result, acked */
    " at_ms BIGINT NOT NULL,"
    " body TEXT NOT NULL," /* the job, sealed; '' once the result is in */
    " result TEXT NOT NULL,"
    " UNIQUE (job, epoch));"
    "CREATE INDEX attempts_acked ON attempts (at_ms) WHERE state = 3;"
    "CREATE INDEX attempts_open ON attempts (state) WHERE state IN (1, 2);"
    "CREATE TABLE facts (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);"
    "INSERT INTO facts (name, value) VALUES ('epoch_seen', 0);"
    "PRAGMA user_version = " TEXT_OF(VERSION) ";";

struct agent_journal {
    sqlite3 *db;
    sqlite3_stmt *stmt[STATEMENTS];
    struct kb_seal_key key;
    struct kb_world *world;
    bool open; /* a transaction */
};

static enum kb_code broken(const struct agent_journal *j, struct kb_error *err)
{
    return kb_fail(err, KB_INTERNAL, "agent.journal", "the journal: %s", sqlite3_errmsg(j->db));
}

static enum kb_code step(struct agent_journal *j, enum statement s, struct kb_error *err)
{
    int rc = sqlite3_step(j->stmt[s]);
    enum kb_code code = rc == SQLITE_DONE || rc == SQLITE_ROW ? KB_OK : broken(j, err);
    sqlite3_reset(j->stmt[s]);
    sqlite3_clear_bindings(j->stmt[s]);
    return code;
}

static enum kb_code begin(struct agent_journal *j, struct kb_error *err)
{
    if (j->open) return KB_OK;
    TRY(step(j, BEGIN, err));
    j->open = true;
    return KB_OK;
}

static void bind_attempt(struct agent_journal *j, enum statement s, int64_t job, int64_t epoch)
{
    sqlite3_bind_int64(j->stmt[s], 1, job);
    sqlite3_bind_int64(j->stmt[s], 2, epoch);
    if (sqlite3_bind_parameter_count(j->stmt[s]) >= 3)
        sqlite3_bind_int64(j->stmt[s], 3, kb_now_ms(j->world));
}

/* Names the row, so that a sealed body moved to another row does not open. */
static const char *place_of(int64_t job, int64_t epoch, struct kb_arena *a)
{
    return kb_printf(a, "attempt|%lld|%lld", (long long)job, (long long)epoch);
}

static enum kb_code put_intent(void *self, const struct protocol_job *job, struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_journal *j = self;
    const char *text;
    TRY(begin(j, err));
    TRY(protocol_write(PROTOCOL_JOB, job, &a, &text, err));
    const char *sealed = kb_seal(&j->key, j->world, place_of(job->job, job->epoch, &a), text, &a);
    bind_attempt(j, INTENT, job->job, job->epoch);
    sqlite3_bind_text(j->stmt[INTENT], 4, sealed, -1, SQLITE_TRANSIENT);
    return step(j, INTENT, err);
}

static enum kb_code put_result(void *self, const struct protocol_result *r, struct kb_error *err)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_journal *j = self;
    const char *text;
    TRY(begin(j, err));
    TRY(protocol_write(PROTOCOL_RESULT, r, &a, &text, err));
    bind_attempt(j, RESULT, r->job, r->epoch);
    sqlite3_bind_text(j->stmt[RESULT], 4, text, -1, SQLITE_TRANSIENT);
    return step(j, RESULT, err);
}

static enum kb_code put_acked(void *self, int64_t job, int64_t epoch, struct kb_error *err)
{
    struct agent_journal *j = self;
    TRY(begin(j, err));
    bind_attempt(j, ACKED, job, epoch);
    return step(j, ACKED, err);
}

static enum kb_code put_epoch(void *self, int64_t controller_epoch, struct kb_error *err)
{
    struct agent_journal *j = self;
    TRY(begin(j, err));
    sqlite3_bind_int64(j->stmt[EPOCH], 1, controller_epoch);
    return step(j, EPOCH, err);
}

static enum kb_code read_body(const char *text, enum protocol_type type, struct kb_arena *a,
                              struct protocol_message *m, struct kb_error *err)
{
    const char *word = protocol_type_name(type);
    enum protocol_side from = type == PROTOCOL_JOB ? PROTOCOL_CONTROLLER : PROTOCOL_AGENT;
    return protocol_read(from, word, strlen(word), text, strlen(text), a, m, err);
}

/* From the columns state, body, result, job, epoch. */
static enum kb_code read_row(struct agent_journal *j, sqlite3_stmt *s, struct kb_arena *a,
                             struct agent_record *out, struct kb_error *err)
{
    struct protocol_message m;
    int64_t job = sqlite3_column_int64(s, 3), epoch = sqlite3_column_int64(s, 4);
    const char *text = (const char *)sqlite3_column_text(s, 2);
    *out = (struct agent_record){ .state = (enum agent_record_state)sqlite3_column_int(s, 0) };
    if (out->state == AGENT_RECORD_INTENT) {
        const char *sealed = (const char *)sqlite3_column_text(s, 1);
        TRY(kb_unseal(&j->key, place_of(job, epoch, a), sealed, a, &text, err));
        TRY(read_body(text, PROTOCOL_JOB, a, &m, err));
        out->job = *(const struct protocol_job *)m.body;
        return KB_OK;
    }
    TRY(read_body(text, PROTOCOL_RESULT, a, &m, err));
    out->result = *(const struct protocol_result *)m.body;
    out->job.job = job;
    out->job.epoch = epoch;
    return KB_OK;
}

/* The newest epoch of a job, 0: none. */
static enum kb_code newest(struct agent_journal *j, int64_t job, int64_t *out, struct kb_error *err)
{
    sqlite3_bind_int64(j->stmt[NEWEST], 1, job);
    int rc = sqlite3_step(j->stmt[NEWEST]);
    *out = rc == SQLITE_ROW ? sqlite3_column_int64(j->stmt[NEWEST], 0) : 0;
    enum kb_code code = rc == SQLITE_ROW ? KB_OK : broken(j, err);
    sqlite3_reset(j->stmt[NEWEST]);
    return code;
}

static enum kb_code find(void *self, int64_t job, int64_t epoch, struct kb_arena *a,
                         struct agent_record *out, struct kb_error *err)
{
    struct agent_journal *j = self;
    enum kb_code code = KB_OK;
    int64_t top;
    *out = (struct agent_record){ .state = AGENT_RECORD_NONE };
    TRY(newest(j, job, &top, err));
    if (top == 0) return KB_OK;
    sqlite3_bind_int64(j->stmt[FIND], 1, job);
    sqlite3_bind_int64(j->stmt[FIND], 2, epoch);
    int rc = sqlite3_step(j->stmt[FIND]);
    if (rc == SQLITE_ROW)
        code = read_row(j, j->stmt[FIND], a, out, err);
    else if (rc != SQLITE_DONE)
        code = broken(j, err);
    sqlite3_reset(j->stmt[FIND]);
    out->newest = top;
    return code;
}

static enum kb_code load_rows(struct agent_journal *j, struct kb_arena *a,
                              struct agent_record *rows, int64_t max, int64_t *n,
                              struct kb_error *err)
{
    int rc;
    while ((rc = sqlite3_step(j->stmt[LOAD])) == SQLITE_ROW && *n < max)
        TRY(read_row(j, j->stmt[LOAD], a, &rows[(*n)++], err));
    return rc == SQLITE_DONE ? KB_OK : broken(j, err);
}

static enum kb_code load(void *self, struct kb_arena *a, struct agent_record **open, int64_t *n,
                         int64_t *epoch_seen, struct kb_error *err)
{
    struct agent_journal *j = self;
    const int64_t max = PROTOCOL_OPEN_MAX + 1; /* the core never has more */
    *n = 0;
    *open = kb_alloc(a, (size_t)max * sizeof **open);
    int rc = sqlite3_step(j->stmt[EPOCH_SEEN]);
    *epoch_seen = rc == SQLITE_ROW ? sqlite3_column_int64(j->stmt[EPOCH_SEEN], 0) : 0;
    sqlite3_reset(j->stmt[EPOCH_SEEN]);
    if (rc != SQLITE_ROW) return broken(j, err);
    enum kb_code code = load_rows(j, a, *open, max, n, err);
    sqlite3_reset(j->stmt[LOAD]);
    return code;
}

static enum kb_code commit(void *self, struct kb_error *err)
{
    struct agent_journal *j = self;
    if (!j->open) return KB_OK;
    TRY(step(j, COMMIT, err));
    j->open = false;
    return KB_OK;
}

void agent_journal_crash(struct agent_journal *j)
{
    struct kb_error err;
    if (j->open) (void)!step(j, ROLLBACK, &err);
    j->open = false;
}

static enum kb_code exec(struct agent_journal *j, const char *sql, struct kb_error *err)
{
    return sqlite3_exec(j->db, sql, NULL, NULL, NULL) == SQLITE_OK ? KB_OK : broken(j, err);
}

static int64_t pragma(struct agent_journal *j, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int64_t v = -1;
    if (sqlite3_prepare_v2(j->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        v = sqlite3_column_type(s, 0) == SQLITE_TEXT
                ? strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0
                : sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return v;
}

static enum kb_code prepare(struct agent_journal *j, struct kb_error *err)
{
    TRY(exec(j,
             "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
             "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304;",
             err));
    if (pragma(j, "PRAGMA quick_check(1)") != 1)
        return kb_fail(err, KB_INTERNAL, "agent.journal", "the journal is damaged");
    int64_t version = pragma(j, "PRAGMA user_version");
    if (version == 0)
        TRY(exec(j, schema, err));
    else if (version != VERSION)
        return kb_fail(err, KB_INTERNAL, "agent.journal", "the journal has version %lld, not %d",
                       (long long)version, VERSION);
    for (int s = 0; s < STATEMENTS; s++)
        if (sqlite3_prepare_v3(j->db, texts[s], -1, SQLITE_PREPARE_PERSISTENT, &j->stmt[s], NULL))
            return broken(j, err);
    return KB_OK;
}

enum kb_code agent_journal_open(const char *path, const struct kb_seal_key *key,
                                struct kb_world *world, struct agent_journal **out,
                                struct kb_error *err)
{
    struct agent_journal *j = calloc(1, sizeof *j);
    KB_ASSERT(j);
    j->key = *key;
    j->world = world;
    *out = NULL;
    enum kb_code code = KB_OK;
    if (sqlite3_open(path, &j->db) != SQLITE_OK) code = broken(j, err);
    if (code == KB_OK && path[0] == '/' && chmod(path, 0600) != 0)
        code = kb_fail(err, KB_INTERNAL, "agent.journal", "%s: its mode cannot be set", path);
    if (code == KB_OK) code = prepare(j, err);
    if (code == KB_OK)
        *out = j;
    else
        agent_journal_close(j);
    return code;
}

void agent_journal_close(struct agent_journal *j)
{
    if (!j) return;
    for (int s = 0; s < STATEMENTS; s++) sqlite3_finalize(j->stmt[s]);
    sqlite3_close(j->db);
    free(j);
}

struct agent_journal_ops agent_journal_ops(struct agent_journal *j)
{
    return (struct agent_journal_ops){ j,         put_intent, put_result, put_acked,
                                       put_epoch, find,       load,       commit };
}

enum kb_code agent_journal_compact(struct agent_journal *j, int64_t keep_max, struct kb_error *err)
{
    TRY(begin(j, err));
    sqlite3_bind_int64(j->stmt[FORGET_OLD], 1, kb_now_ms(j->world) - KEEP_MS);
    TRY(step(j, FORGET_OLD, err));
    sqlite3_bind_int64(j->stmt[FORGET_MANY], 1, keep_max);
    TRY(step(j, FORGET_MANY, err));
    return commit(j, err);
}
