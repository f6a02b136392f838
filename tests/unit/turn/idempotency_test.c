/* Keys: the same request twice is done once, and answered twice. */
#include "things.h"

#include <stdio.h>
#include <string.h>

#define KEY  "a-key-of-the-caller"
#define BODY "{'name':'x','qty':1}"

TEST(the_same_key_and_body_are_answered_from_memory)
{
    AUTO(things_close) struct things s;
    char first[512];
    things_open(&s);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, KEY), 200);
    snprintf(first, sizeof first, "%s", reply(&s));
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, KEY), 200);
    assert_string_equal(reply(&s), first);
    assert_int_equal(s.runs, 1);
    assert_int_equal(things_int(&s, &q_count), 1);
    assert_string_equal(s.after, "made ");
}

TEST(a_key_answers_after_a_restart_too)
{
    AUTO(things_close) struct things s;
    char first[512];
    things_open_file(&s, "/tmp/kboss-unit-turn-key.db");
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, KEY), 200);
    snprintf(first, sizeof first, "%s", reply(&s));
    things_restart(&s);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, KEY), 200);
    assert_string_equal(reply(&s), first);
}

TEST(the_same_key_for_something_else_is_refused)
{
    static const struct {
        const char *path, *body;
    } others[] = {
        { "/v1/things", "{'name':'x','qty':2}" },
        { "/v1/things", "{'qty':1,'name':'x'}" }, /* other bytes */
        { "/v1/things/thg_0000000000000/take", BODY },
    };
    AUTO(things_close) struct things s;
    things_open(&s);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, KEY), 200);
    for (size_t i = 0; i < COUNT(others); i++) {
        int status = one(&s, "admin", "POST", others[i].path, others[i].body, KEY);
        kt_row("%s %s", others[i].path, others[i].body);
        assert_true(status == 409 || status == 400);
    }
    assert_int_equal(things_int(&s, &q_count), 1);
}

TEST(a_key_is_its_users_own)
{
    AUTO(things_close) struct things s;
    things_open(&s);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, KEY), 200);
    assert_int_equal(one(&s, "other", "POST", "/v1/things", "{'name':'y','qty':1}", KEY), 200);
    assert_true(replied(&s, "\"y\""));
    assert_int_equal(things_int(&s, &q_count), 2);
}

TEST(two_in_one_group_with_one_key_are_done_once)
{
    struct kb_error err;
    AUTO(things_close) struct things s;
    things_open(&s);
    struct turn_request *a = ask(&s, "admin", "POST", "/v1/things", BODY, KEY);
    struct turn_request *b = ask(&s, "admin", "POST", "/v1/things", BODY, KEY);
    assert_ok(run_group(&s, &err));
    assert_int_equal(a->status, 200);
    assert_int_equal(b->status, 200);
    assert_string_equal(a->reply, b->reply);
    assert_int_equal(things_int(&s, &q_count), 1);
}

TEST(a_refusal_is_not_kept_so_that_it_can_be_tried_again)
{
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, NULL), 200);
    snprintf(path, sizeof path, "/v1/things/%.17s/take", strstr(reply(&s), "thg_"));
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':7}", KEY), 409);
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':1}", KEY), 200);
}

TEST(a_write_without_a_proper_key_is_refused)
{
    static const char *const keys[] = { "",
                                        "short",
                                        "fifteen-letters",
                                        "with blank in the middle",
                                        "tab\tis-not-a-letter",
                                        "zeichen-\xc3\xa4-zeichen-xyz" };
    AUTO(things_close) struct things s;
    char long_key[80];
    things_open(&s);
    for (size_t i = 0; i < COUNT(keys); i++) {
        kt_row("%s", keys[i]);
        assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, keys[i]), 400);
        assert_true(replied(&s, "idempotency.missing"));
    }
    memset(long_key, 'k', sizeof long_key);
    long_key[65] = '\0';
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, long_key), 400);
    long_key[64] = '\0';
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, long_key), 200);
    assert_int_equal(one(&s, "admin", "POST", "/v1/count", "", ""), 200); /* only reads */
}

static int64_t purge(struct things *s)
{
    struct kb_error err;
    struct purged out;
    struct turn_actor clock = { .who = WHO_SYSTEM, .name = "clock" };
    assert_ok(turn_system(&s->engine, s->db, "purge_turns", &clock, &(struct nothing){ 0 }, &out,
                          NULL, &err));
    return out.rows;
}

TEST(keys_are_forgotten_after_ninety_days_except_where_money_moved)
{
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, KEY), 200);
    snprintf(path, sizeof path, "/v1/things/%.17s/take", strstr(reply(&s), "thg_"));
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':1}", "money-" KEY), 200);
    kt_world_pass(&s.k, 89 * 86400000LL);
    assert_int_equal(purge(&s), 0);
    kt_world_pass(&s.k, 2 * 86400000LL);
    assert_int_equal(purge(&s), 1);
    assert_int_equal(purge(&s), 0);
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':1}", "money-" KEY), 200);
    assert_int_equal(things_int(&s, &q_total), 0); /* not taken again */
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", BODY, KEY), 409);
    assert_true(replied(&s, "store.constraint")); /* it was run again: its name is taken */
}

TEST(forgetting_is_done_a_bounded_piece_at_a_time)
{
    static const struct db_query q_many = {
        "many", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) "
                "INSERT INTO idempotency (id, scope, idem_key, op, body_hash, reply, money, "
                "created_ms) SELECT i, i, 'aaaaaaaaaaaaaaaa', 'x', printf('%064d', i), '', 0, 1 "
                "FROM n"
    };
    struct kb_error err;
    AUTO(things_close) struct things s;
    things_open(&s);
    assert_ok(db_run(s.db, &q_many, NO_ARGS, &err));
    assert_int_equal(purge(&s), 500);
    assert_int_equal(purge(&s), 500);
    assert_int_equal(purge(&s), 200);
    assert_int_equal(things_int(&s, &q_kept), 0);
}
