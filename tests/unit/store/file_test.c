/* The file: snapshots beside the writer, commits that fail, damage, copies, and the log's
 * length. */
#include "shelf.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

TEST(a_reader_keeps_its_snapshot_while_the_writer_goes_on)
{
    struct kb_error err;
    const char *path = shelf_file("snapshot");
    AUTO(shelf_close) struct db *db = shelf_open(path);
    AUTO(shelf_close) struct db *reader = NULL;
    assert_ok(db_open(path, DB_READER, &reader, &err));
    assert_ok(shelf_add(db, 1, "one", &err));
    assert_ok(db_begin(reader, &err));
    assert_int_equal(shelf_count(reader), 1);
    assert_ok(db_begin(db, &err));
    assert_ok(shelf_add(db, 2, "two", &err));
    assert_int_equal(shelf_count(reader), 1);
    assert_ok(db_commit(db, &err));
    assert_int_equal(shelf_count(reader), 1);
    db_rollback(reader);
    assert_int_equal(shelf_count(reader), 2);
    shelf_file("snapshot");
}

TEST(a_reader_cannot_write)
{
    struct kb_error err;
    const char *path = shelf_file("reader");
    AUTO(shelf_close) struct db *db = shelf_open(path);
    AUTO(shelf_close) struct db *reader = NULL;
    assert_ok(db_open(path, DB_READER, &reader, &err));
    assert_refused(shelf_add(reader, 1, "x", &err), KB_INTERNAL, "store.failed");
    assert_int_equal(shelf_count(db), 0);
    shelf_file("reader");
}

TEST(a_file_that_is_not_there_is_not_made_by_a_reader)
{
    struct kb_error err;
    struct db *db = NULL;
    const char *path = shelf_file("absent");
    assert_refused(db_open(path, DB_READER, &db, &err), KB_UNAVAILABLE, "store.open");
    assert_null(db);
    assert_int_equal(access(path, F_OK), -1);
    assert_refused(db_open("/nonexistent/kboss.db", DB_WRITER, &db, &err), KB_UNAVAILABLE,
                   "store.open");
    db_close(NULL);
}

TEST(a_rollback_takes_everything_back)
{
    struct kb_error err;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    assert_false(db_in_transaction(db));
    assert_ok(db_begin(db, &err));
    assert_true(db_in_transaction(db));
    assert_ok(shelf_add(db, 1, "x", &err));
    db_rollback(db);
    assert_int_equal(shelf_count(db), 0);
    db_rollback(db);                                                  /* nothing to take back */
    assert_refused(db_commit(db, &err), KB_INTERNAL, "store.failed"); /* nothing to keep */
}

TEST(what_was_committed_is_there_after_the_connection_is_gone)
{
    struct kb_error err;
    const char *path = shelf_file("durable");
    struct db *db = shelf_open(path);
    assert_ok(shelf_add(db, 1, "x", &err));
    assert_ok(db_begin(db, &err));
    assert_ok(shelf_add(db, 2, "y", &err));
    db_close(db); /* without commit */
    db = shelf_open(path);
    assert_int_equal(shelf_count(db), 1);
    db_close(db);
    shelf_file("durable");
}

/* The log of the database cannot grow: the write under COMMIT fails like a broken disk's. */
static enum kb_code commit_on_a_full_disk(struct db *db, struct kb_error *err)
{
    struct rlimit old, none;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    none = old;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_FSIZE, &none);
    enum kb_code code = db_commit(db, err);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    return code;
}

TEST(a_commit_that_fails_is_remembered_and_leaves_nothing)
{
    struct kb_error err;
    const char *path = shelf_file("full");
    AUTO(shelf_close) struct db *db = shelf_open(path);
    assert_ok(db_begin(db, &err));
    assert_ok(shelf_add(db, 1, "x", &err));
    assert_false(db_broken(db));
    assert_int_not_equal(commit_on_a_full_disk(db, &err), KB_OK);
    assert_true(db_broken(db));
    assert_false(db_in_transaction(db));
    assert_int_equal(shelf_count(db), 0);
    shelf_file("full");
}

TEST(a_full_database_says_so)
{
    static const struct db_query q_limit = { "limit", "PRAGMA max_page_count = 8" };
    struct kb_error err;
    enum kb_code code = KB_OK;
    char big[4000];
    int64_t ignored;
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    assert_ok(db_int(db, &q_limit, NO_ARGS, &ignored, &err));
    for (int i = 1; i < 50 && code == KB_OK; i++) {
        big[0] = (char)('0' + i);
        code = shelf_add(db, i, big, &err);
    }
    assert_refused(code, KB_UNAVAILABLE, "store.full");
}

TEST(a_second_writer_waits_and_then_says_busy)
{
    static const struct db_query q_impatient = { "impatient", "PRAGMA busy_timeout = 20" };
    struct kb_error err;
    int64_t ignored;
    const char *path = shelf_file("busy");
    AUTO(shelf_close) struct db *db = shelf_open(path);
    AUTO(shelf_close) struct db *other = NULL;
    assert_ok(db_open(path, DB_WRITER, &other, &err));
    assert_ok(db_int(other, &q_impatient, NO_ARGS, &ignored, &err));
    assert_ok(db_begin(db, &err));
    assert_refused(db_begin(other, &err), KB_UNAVAILABLE, "store.busy");
    db_rollback(db);
    assert_ok(db_begin(other, &err));
    shelf_file("busy");
}

TEST(the_log_is_cut_when_it_is_long_and_left_when_it_is_short)
{
    struct kb_error err;
    struct stat st;
    char wal[80];
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const char *path = shelf_file("wal");
    AUTO(shelf_close) struct db *db = shelf_open(path);
    snprintf(wal, sizeof wal, "%s-wal", path);
    for (int64_t i = 1; i <= 100; i++)
        assert_ok(shelf_add(db, i, kb_printf(&a, "item %lld", (long long)i), &err));
    assert_int_equal(stat(wal, &st), 0);
    int64_t grown = st.st_size;
    assert_true(grown > 100000);
    db_wal_trim(db, grown * 2);
    db_wal_trim(db, 1000); /* everything is in the file now: the log begins anew */
    for (int64_t i = 101; i <= 120; i++)
        assert_ok(shelf_add(db, i, kb_printf(&a, "item %lld", (long long)i), &err));
    assert_int_equal(stat(wal, &st), 0);
    assert_int_equal(st.st_size, grown);
    assert_int_equal(shelf_count(db), 120);
    AUTO(shelf_close) struct db *memory = shelf_open(":memory:");
    db_wal_trim(memory, 0); /* has none */
    shelf_file("wal");
}

TEST(a_copy_is_whole_and_never_over_another_file)
{
    struct kb_error err;
    const char *path = shelf_file("copy");
    AUTO(shelf_close) struct db *db = shelf_open(":memory:");
    assert_ok(shelf_add(db, 1, "x", &err));
    assert_ok(db_backup(db, path, &err));
    assert_int_not_equal(db_backup(db, path, &err), KB_OK);
    AUTO(shelf_close) struct db *copy = shelf_open(path);
    assert_int_equal(shelf_count(copy), 1);
    shelf_file("copy");
}

static void spoil(const char *path, off_t from)
{
    char junk[3000];
    memset(junk, 0x5a, sizeof junk);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, junk, sizeof junk, from), sizeof junk);
    close(fd);
}

TEST(a_damaged_file_is_told_from_a_sound_one)
{
    struct kb_error err;
    const char *verdict = "";
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const char *path = shelf_file("damage");
    struct db *db = shelf_open(path);
    for (int64_t i = 1; i <= 500; i++)
        assert_ok(shelf_add(db, i, kb_printf(&a, "item %lld", (long long)i), &err));
    assert_ok(db_integrity(db, &a, &verdict, &err));
    assert_string_equal(verdict, "ok");
    db_close(db);
    spoil(path, 4096 * 4 + 200);
    assert_ok(db_open(path, DB_READER, &db, &err));
    enum kb_code code = db_integrity(db, &a, &verdict, &err);
    assert_true(code != KB_OK || strcmp(verdict, "ok") != 0);
    db_close(db);
    shelf_file("damage");
}
