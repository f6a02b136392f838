/* The journal as a file: what survives, what is kept secret, what is forgotten, what is refused. */
#include "agent/journal.h"
#include "kt.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct shelf {
    struct kt_world world;
    struct kb_seal_key key;
    char path[64];
    struct agent_journal *journal;
    struct agent_journal_ops ops;
};

static enum kb_code reopen(struct shelf *s, struct kb_error *err)
{
    agent_journal_close(s->journal);
    s->journal = NULL;
    TRY(agent_journal_open(s->path, &s->key, &s->world.world, &s->journal, err));
    s->ops = agent_journal_ops(s->journal);
    return KB_OK;
}

static void shelf_open(struct shelf *s)
{
    struct kb_error err;
    *s = (struct shelf){ .path = "/tmp/kboss-journal-XXXXXX", .key = { "k" } };
    kt_world_init(&s->world, 1);
    int fd = mkstemp(s->path);
    assert_true(fd >= 0);
    close(fd);
    assert_ok(reopen(s, &err));
}

static void shelf_close(struct shelf *s)
{
    char beside[80];
    agent_journal_close(s->journal);
    unlink(s->path);
    snprintf(beside, sizeof beside, "%s-wal", s->path);
    unlink(beside);
}

static struct protocol_job job_of(int64_t job, int64_t epoch)
{
    return (struct protocol_job){ .job = job,
                                  .epoch = epoch,
                                  .controller_epoch = 2,
                                  .deadline_ms = 1800000060000,
                                  .key = "k",
                                  .verb = "open",
                                  .driver = "ssh",
                                  .target = "{\"password\":\"pl4nted\"}",
                                  .spec = "{\"resource\":4}",
                                  .ticket = "t" };
}

static struct protocol_result result_of(int64_t job, int64_t epoch)
{
    return (struct protocol_result){ .job = job,
                                     .epoch = epoch,
                                     .outcome = "done",
                                     .reason = "",
                                     .text = "",
                                     .ticket = "",
                                     .result = "{\"state\":\"running\"}" };
}

TEST(what_was_committed_is_there_after_reopening_and_what_was_not_is_gone)
{
    AUTO(shelf_close) struct shelf s;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_record *open;
    struct kb_error err;
    struct protocol_job j = job_of(1, 1), k = job_of(2, 1), l = job_of(3, 1);
    struct protocol_result r = result_of(2, 1);
    int64_t n, seen;
    shelf_open(&s);
    assert_ok(s.ops.intent(s.ops.self, &j, &err));
    assert_ok(s.ops.intent(s.ops.self, &k, &err));
    assert_ok(s.ops.result(s.ops.self, &r, &err));
    assert_ok(s.ops.epoch(s.ops.self, 7, &err));
    assert_ok(s.ops.commit(s.ops.self, &err));
    assert_ok(s.ops.intent(s.ops.self, &l, &err));
    assert_ok(s.ops.epoch(s.ops.self, 9, &err));
    assert_ok(reopen(&s, &err));
    assert_ok(s.ops.load(s.ops.self, &a, &open, &n, &seen, &err));
    assert_int_equal(n, 2);
    assert_int_equal(seen, 7);
    assert_int_equal(open[0].state, AGENT_RECORD_INTENT);
    assert_string_equal(open[0].job.target, "{\"password\":\"pl4nted\"}");
    assert_string_equal(open[0].job.ticket, "t");
    assert_int_equal(open[1].state, AGENT_RECORD_RESULT);
    assert_string_equal(open[1].result.result, "{\"state\":\"running\"}");
}

TEST(the_epoch_seen_never_goes_back)
{
    AUTO(shelf_close) struct shelf s;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_record *open;
    struct kb_error err;
    int64_t n, seen;
    shelf_open(&s);
    assert_ok(s.ops.epoch(s.ops.self, 9, &err));
    assert_ok(s.ops.epoch(s.ops.self, 4, &err));
    assert_ok(s.ops.commit(s.ops.self, &err));
    assert_ok(s.ops.load(s.ops.self, &a, &open, &n, &seen, &err));
    assert_int_equal(seen, 9);
}

TEST(a_second_intent_of_the_same_attempt_is_an_error)
{
    AUTO(shelf_close) struct shelf s;
    struct kb_error err;
    struct protocol_job j = job_of(1, 1);
    shelf_open(&s);
    assert_ok(s.ops.intent(s.ops.self, &j, &err));
    assert_refused(s.ops.intent(s.ops.self, &j, &err), KB_INTERNAL, "agent.journal");
}

TEST(jobs_are_sealed_while_they_are_open_and_erased_with_their_result)
{
    AUTO(shelf_close) struct shelf s;
    static char text[1 << 20];
    struct kb_error err;
    struct protocol_job j = job_of(1, 1);
    struct protocol_result r = result_of(1, 1);
    sqlite3 *db;
    sqlite3_stmt *q;
    struct stat st;
    shelf_open(&s);
    assert_ok(s.ops.intent(s.ops.self, &j, &err));
    assert_ok(s.ops.commit(s.ops.self, &err));
    assert_ok(reopen(&s, &err));
    assert_int_equal(stat(s.path, &st), 0);
    assert_int_equal(st.st_mode & 077, 0);
    FILE *f = fopen(s.path, "r");
    size_t n = fread(text, 1, sizeof text, f);
    fclose(f);
    assert_null(memmem(text, n, "pl4nted", 7));
    assert_ok(s.ops.result(s.ops.self, &r, &err));
    assert_ok(s.ops.commit(s.ops.self, &err));
    agent_journal_close(s.journal);
    s.journal = NULL;
    assert_int_equal(sqlite3_open(s.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT sum(length(body)) FROM attempts", -1, &q, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(q, 0), 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
}

TEST(another_key_or_a_damaged_or_newer_file_is_refused_and_not_guessed_about)
{
    AUTO(shelf_close) struct shelf s;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_record *open;
    struct kb_error err;
    struct protocol_job j = job_of(1, 1);
    sqlite3 *db;
    int64_t n, seen;
    shelf_open(&s);
    assert_ok(s.ops.intent(s.ops.self, &j, &err));
    assert_ok(s.ops.commit(s.ops.self, &err));
    s.key.bytes[0] = 'x';
    assert_ok(reopen(&s, &err));
    assert_int_not_equal(s.ops.load(s.ops.self, &a, &open, &n, &seen, &err), KB_OK);
    agent_journal_close(s.journal);
    s.journal = NULL;
    assert_int_equal(sqlite3_open(s.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 2", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_refused(reopen(&s, &err), KB_INTERNAL, "agent.journal");
    FILE *f = fopen(s.path, "r+");
    for (int i = 0; i < 3000; i++) fputc(i, f);
    fclose(f);
    assert_refused(reopen(&s, &err), KB_INTERNAL, "agent.journal");
}

static int64_t known(struct shelf *s, int64_t job)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct agent_record r;
    struct kb_error err;
    assert_ok(s->ops.find(s->ops.self, job, 1, &a, &r, &err));
    return r.newest;
}

TEST(acknowledged_results_are_kept_a_day_and_open_ones_for_ever)
{
    AUTO(shelf_close) struct shelf s;
    struct kb_error err;
    shelf_open(&s);
    for (int64_t job = 1; job <= 6; job++) {
        struct protocol_result r = result_of(job, 1);
        assert_ok(s.ops.result(s.ops.self, &r, &err));
        kt_world_pass(&s.world, 10);
        if (job > 1) assert_ok(s.ops.acked(s.ops.self, job, 1, &err));
    }
    assert_ok(s.ops.commit(s.ops.self, &err));
    kt_world_pass(&s.world, 86400000 - 25);
    assert_ok(agent_journal_compact(s.journal, 100, &err));
    for (int64_t job = 1; job <= 6; job++) {
        kt_row("job %d", (int)job);
        assert_int_equal(known(&s, job), job == 2 || job == 3 ? 0 : 1);
    }
    assert_ok(agent_journal_compact(s.journal, 2, &err)); /* more than it may keep */
    for (int64_t job = 1; job <= 6; job++) {
        kt_row("job %d of two kept", (int)job);
        assert_int_equal(known(&s, job), job == 1 || job >= 5 ? 1 : 0);
    }
}
