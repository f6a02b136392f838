/* disk - migrations run once in a process; every world gets a copy of the pages. The connection
 * that db_open makes is caught as it is made, to hook its commits and the rows it changes. */
#include "disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sqlite3 *caught;
static struct db *pattern;
static sqlite3 *pattern_raw;

static int catch_one(sqlite3 *db, char **why, const void *api)
{
    (void)why, (void)api;
    caught = db;
    return SQLITE_OK;
}

static struct db *open_caught(const char *path, sqlite3 **raw)
{
    struct db *db = NULL;
    struct kb_error err;
    caught = NULL;
    if (db_open(path, DB_WRITER, &db, &err) != KB_OK) {
        fprintf(stderr, "%s: %s\n", path, err.text);
        abort();
    }
    *raw = caught;
    KB_ASSERT(*raw);
    return db;
}

void disk_prepare(void)
{
    struct kb_error err;
    KB_ASSERT(sqlite3_config(SQLITE_CONFIG_URI, 1) == SQLITE_OK);
    KB_ASSERT(sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) == SQLITE_OK);
    KB_ASSERT(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK);
    KB_ASSERT(sqlite3_auto_extension((void (*)(void))catch_one) == SQLITE_OK);
    pattern = open_caught(":memory:", &pattern_raw);
    if (db_migrate(pattern, db_migrations, 1767225600000, &err) == KB_OK) return;
    fprintf(stderr, "migrations: %s\n", err.text);
    abort();
}

static void on_change(void *self, int what, const char *db, const char *table, sqlite3_int64 rowid)
{
    struct disk *d = self;
    (void)what, (void)db;
    if (d->changed) d->changed(d->self, table, rowid);
}

static int on_commit(void *self)
{
    struct disk *d = self;
    return d->refuses && d->refuses(d->self);
}

static void on_rollback(void *self)
{
    ((struct disk *)self)->rollbacks++;
}

static void open_it(struct disk *d)
{
    d->db = open_caught(d->path, &d->raw);
    sqlite3_update_hook(d->raw, on_change, d);
    sqlite3_commit_hook(d->raw, on_commit, d);
    sqlite3_rollback_hook(d->raw, on_rollback, d);
}

static void name_it(struct disk *d, uint64_t name)
{
    switch (d->kind) {
    case DISK_KEPT: snprintf(d->path, sizeof d->path, ":memory:"); break;
    case DISK_SHARED:
        snprintf(d->path, sizeof d->path, "file:/%llx-%d?vfs=memdb", (unsigned long long)name,
                 d->copies);
        break;
    case DISK_FILE:
        snprintf(d->path, sizeof d->path, "%s/kboss-sim-%d-%llx-%d.db",
                 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (int)getpid(),
                 (unsigned long long)name, d->copies);
        break;
    case DISK_KINDS: break;
    }
}

void disk_make(struct disk *d, enum disk_kind kind, uint64_t name)
{
    d->kind = kind;
    name_it(d, name);
    open_it(d);
    sqlite3_backup *b = sqlite3_backup_init(d->raw, "main", pattern_raw, "main");
    KB_ASSERT(b);
    KB_ASSERT(sqlite3_backup_step(b, -1) == SQLITE_DONE);
    KB_ASSERT(sqlite3_backup_finish(b) == SQLITE_OK);
}

/* As kill -9 leaves it: bytes up to now, no checkpoint when it ends. */
static void copy_file(const char *from, const char *to)
{
    char buf[65536];
    size_t n;
    FILE *in = fopen(from, "rb");
    if (!in) return;
    FILE *out = fopen(to, "wb");
    KB_ASSERT(out);
    while ((n = fread(buf, 1, sizeof buf, in)) > 0) KB_ASSERT(fwrite(buf, 1, n, out) == n);
    fclose(in);
    KB_ASSERT(fclose(out) == 0);
}

static void with_suffix(char *out, size_t n, const char *path, const char *suffix)
{
    KB_ASSERT((size_t)snprintf(out, n, "%s%s", path, suffix) < n);
}

static void remove_file(const char *path)
{
    char name[160];
    with_suffix(name, sizeof name, path, "-wal");
    unlink(name);
    with_suffix(name, sizeof name, path, "-shm");
    unlink(name);
    unlink(path);
}

static void keep_file(struct disk *d)
{
    char old[128], from[160], to[160];
    snprintf(old, sizeof old, "%s", d->path);
    char *dash = strrchr(d->path, '-');
    snprintf(dash, sizeof d->path - (size_t)(dash - d->path), "-%d.db", ++d->copies);
    copy_file(old, d->path);
    with_suffix(from, sizeof from, old, "-wal");
    with_suffix(to, sizeof to, d->path, "-wal");
    copy_file(from, to);
    db_close(d->db);
    remove_file(old);
}

/* A shared memory database lives while somebody has it open. */
static sqlite3 *hold(const struct disk *d)
{
    sqlite3 *keep = NULL;
    KB_ASSERT(sqlite3_open_v2(d->path, &keep, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, NULL) ==
              SQLITE_OK);
    return keep;
}

void disk_crash(struct disk *d)
{
    db_rollback(d->db);
    if (d->kind == DISK_KEPT) return;
    if (d->kind == DISK_SHARED) {
        sqlite3 *keep = hold(d);
        KB_ASSERT(sqlite3_exec(keep, "SELECT count(*) FROM migration", NULL, NULL, NULL) ==
                  SQLITE_OK);
        db_close(d->db);
        d->db = NULL;
        open_it(d);
        sqlite3_close(keep);
        return;
    }
    keep_file(d);
    open_it(d);
}

void disk_done(struct disk *d)
{
    if (d->db) db_close(d->db);
    if (d->kind == DISK_FILE) remove_file(d->path);
    *d = (struct disk){ 0 };
}
