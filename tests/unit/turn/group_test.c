/* Groups: one transaction for many requests, in which nobody pays for another's failure. */
#include "things.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static void make(struct things *s, char path[64], const char *verb)
{
    assert_int_equal(one(s, "admin", "POST", "/v1/things", "{'name':'x','qty':100}", NULL), 200);
    snprintf(path, 64, "/v1/things/%.17s/%s", strstr(reply(s), "thg_"), verb);
    things_forget(s);
    s->after[0] = '\0';
    s->after_n = s->runs = 0;
}

TEST(a_group_is_run_in_order_and_committed_once)
{
    struct kb_error err;
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    make(&s, path, "take");
    for (int i = 0; i < 5; i++) ask(&s, "admin", "POST", path, "{'n':1}", NULL);
    assert_ok(run_group(&s, &err));
    for (size_t i = 0; i < 5; i++) {
        char qty[16];
        snprintf(qty, sizeof qty, "\"qty\":%d,", 99 - (int)i);
        assert_int_equal(s.group[i].status, 200);
        assert_non_null(strstr(s.group[i].reply, qty));
    }
    assert_int_equal(s.runs, 5);
}

TEST(a_refusal_before_writing_costs_the_others_nothing)
{
    struct kb_error err;
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    make(&s, path, "take");
    ask(&s, "admin", "POST", path, "{'n':1}", NULL);
    ask(&s, "admin", "POST", path, "{'n':7}", NULL);
    ask(&s, "admin", "POST", path, "{'n':2}", NULL);
    assert_ok(run_group(&s, &err));
    assert_int_equal(s.runs, 3); /* nothing was run twice */
    assert_int_equal(s.group[1].status, 409);
    assert_int_equal(s.group[2].status, 200);
    assert_int_equal(things_int(&s, &q_total), 97);
}

TEST(a_late_failure_is_undone_and_the_others_still_succeed)
{
    struct kb_error err;
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    make(&s, path, "take");
    ask(&s, "admin", "POST", path, "{'n':1}", NULL);
    ask(&s, "admin", "POST", path, "{'n':13}", NULL);
    ask(&s, "admin", "POST", path, "{'n':2}", NULL);
    ask(&s, "admin", "POST", "/v1/things", "{'name':'x','qty':1}", NULL); /* taken: late too */
    ask(&s, "admin", "POST", path, "{'n':4}", NULL);
    assert_ok(run_group(&s, &err));
    assert_int_equal(things_int(&s, &q_total), 93);
    assert_int_equal(s.group[0].status, 200);
    assert_int_equal(s.group[1].status, 409);
    assert_non_null(strstr(s.group[1].reply, "not thirteen"));
    assert_int_equal(s.group[3].status, 409);
    assert_non_null(strstr(s.group[4].reply, "\"qty\":93,"));
    assert_string_equal(s.after, "taken taken taken "); /* of the successes only, once each */
    assert_int_equal(things_int(&s, &q_kept), 4);       /* the first and those three */
}

TEST(replies_and_what_follows_leave_after_the_commit)
{
    struct kb_error err;
    AUTO(things_close) struct things s;
    char path[64];
    things_open_file(&s, "/tmp/kboss-unit-turn-after.db");
    make(&s, path, "take");
    ask(&s, "admin", "POST", path, "{'n':1}", NULL);
    ask(&s, "admin", "POST", path, "{'n':1}", NULL);
    assert_ok(run_group(&s, &err));
    assert_int_equal(s.after_n, 2);
    assert_int_equal(s.after_open_n, 0);
}

static enum kb_code on_a_full_disk(struct things *s, struct kb_error *err)
{
    struct rlimit old, none;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    none = old;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_FSIZE, &none);
    enum kb_code code = run_group(s, err);
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    return code;
}

TEST(when_the_commit_fails_no_reply_is_a_success)
{
    struct kb_error err;
    AUTO(things_close) struct things s;
    char path[64];
    things_open_file(&s, "/tmp/kboss-unit-turn-full.db");
    make(&s, path, "take");
    ask(&s, "admin", "POST", path, "{'n':1}", NULL);
    ask(&s, "admin", "POST", path, "{'n':7}", NULL);
    assert_int_not_equal(on_a_full_disk(&s, &err), KB_OK);
    assert_true(db_broken(s.db));
    assert_true(s.group[0].status >= 500);
    assert_true(s.group[1].status >= 500);
    assert_int_equal(s.after_n, 0);
    things_restart(&s);
    assert_int_equal(things_int(&s, &q_total), 100);
}

TEST(when_the_database_is_full_only_who_needs_room_is_refused)
{
    static const struct db_query q_limit = { "limit", "PRAGMA max_page_count = 1" };
    struct kb_error err;
    int64_t pages;
    char body[8000];
    AUTO(things_close) struct things s;
    char path[64], big[5000];
    things_open(&s);
    make(&s, path, "guess");
    assert_ok(db_int(s.db, &q_limit, NO_ARGS, &pages, &err)); /* as many as there are now */
    memset(big, 'a', sizeof big);
    big[190] = '\0';
    for (int i = 0; i < 12; i++) {
        snprintf(body, sizeof body, "{'name':'n%d','note':'%s','qty':1}", i, big);
        ask(&s, "admin", "POST", "/v1/things", body, NULL);
    }
    ask(&s, "", "POST", path, "{'n':1}", NULL); /* writes in place */
    assert_ok(run_group(&s, &err));
    int ok = 0, full = 0;
    for (size_t i = 0; i < 12; i++) {
        ok += s.group[i].status == 200;
        full += s.group[i].status == 503;
    }
    assert_int_equal(ok + full, 12);
    assert_true(full > 0);
    assert_int_equal(s.group[12].status, 401);
    assert_int_equal(things_int(&s, &q_count), 1 + ok); /* what was answered is what is there */
    assert_int_equal(things_int(&s, &q_total), 99 + ok);
}

TEST(when_the_transaction_cannot_begin_everybody_is_told)
{
    struct kb_error err;
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    make(&s, path, "take");
    struct turn_request *r = ask(&s, "admin", "POST", path, "{'n':1}", NULL);
    assert_ok(db_begin(s.db, &err));
    assert_int_not_equal(run_group(&s, &err), KB_OK);
    assert_int_equal(r->status, 500);
    assert_non_null(r->reply);
    db_rollback(s.db);
    assert_int_equal(things_int(&s, &q_total), 100);
}

TEST(a_refusal_that_counts_keeps_what_it_wrote)
{
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    make(&s, path, "guess");
    assert_int_equal(one(&s, "", "POST", path, "{'n':1}", NULL), 401);
    assert_true(replied(&s, "login.wrong"));
    assert_int_equal(things_int(&s, &q_total), 99);
    assert_int_equal(things_int(&s, &q_kept), 1); /* no reply is kept for a route without keys */
}

TEST(who_lost_the_right_before_the_write_is_refused_there)
{
    struct kb_error err;
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    make(&s, path, "take");
    struct turn_request *r = ask(&s, "admin", "POST", path, "{'n':1}", NULL);
    r->bearer = "tech"; /* as if the roles had changed after preparation */
    assert_ok(run_group(&s, &err));
    assert_int_equal(r->status, 403);
    assert_int_equal(things_int(&s, &q_total), 100);
}
