/* The outbox: an effect is carried out once it can be, tried ever later, and given up in the
 * end. */
#include "things.h"

#include <stdio.h>
#include <string.h>

static void thing(struct things *s, const char *name, char path[64])
{
    char body[64];
    snprintf(body, sizeof body, "{'name':'%s','qty':100}", name);
    assert_int_equal(one(s, "admin", "POST", "/v1/things", body, NULL), 200);
    snprintf(path, 64, "/v1/things/%.17s/ring", strstr(reply(s), "thg_"));
    s->after[0] = '\0';
}

/* Run what is due; returns how many were tried. */
static int64_t run(struct things *s, int64_t *next_ms)
{
    struct kb_error err;
    int64_t tried;
    assert_ok(turn_outbox_run(&s->engine, s->db, things_topics, &tried, next_ms, &err));
    return tried;
}

TEST(an_effect_is_carried_out_once)
{
    AUTO(things_close) struct things s;
    char path[64];
    int64_t next;
    things_open(&s);
    assert_int_equal(run(&s, &next), 0);
    assert_true(next == INT64_MAX);
    thing(&s, "x", path);
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':5}", NULL), 200);
    assert_string_equal(s.after, "clock ");
    assert_int_equal(run(&s, &next), 1);
    assert_int_equal(things_int(&s, &q_total), 99);
    assert_string_equal(s.after, "clock rang ");
    assert_int_equal(run(&s, &next), 0);
    assert_true(next == INT64_MAX);
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':5}", NULL),
                     200); /* the same effect key */
    assert_int_equal(run(&s, &next), 0);
}

TEST(a_failing_effect_is_undone_and_tried_later_and_later_until_it_is_dead)
{
    AUTO(things_close) struct things s;
    char path[64];
    int64_t next, waited = 0;
    int tries = 0;
    things_open(&s);
    thing(&s, "x", path);
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':1}", NULL), 200);
    while (run(&s, &next) == 1) {
        tries++;
        assert_int_equal(things_int(&s, &q_total), 100);
        if (next == INT64_MAX) break;
        assert_true(next - s.k.now_ms >= waited); /* never sooner than before */
        waited = next - s.k.now_ms;
        assert_true(waited <= 4096 * 1000);
        assert_int_equal(run(&s, &next), 0); /* not before its time */
        kt_world_pass(&s.k, waited);
    }
    assert_int_equal(tries, 20);
    assert_int_equal(things_int(&s, &q_dead), 1);
    assert_int_equal(things_int(&s, &q_due), 0);
}

TEST(one_failing_effect_does_not_hold_up_the_others)
{
    AUTO(things_close) struct things s;
    char a[64], b[64], c[64], d[64];
    int64_t next;
    things_open(&s);
    thing(&s, "a", a);
    thing(&s, "b", b);
    thing(&s, "c", c);
    thing(&s, "d", d);
    assert_int_equal(one(&s, "admin", "POST", a, "{'n':5}", NULL), 200);
    assert_int_equal(one(&s, "admin", "POST", b, "{'n':1}", NULL), 200); /* fails late */
    assert_int_equal(one(&s, "admin", "POST", c, "{'n':2}", NULL), 200); /* nobody's topic */
    assert_int_equal(one(&s, "admin", "POST", d, "{'n':5}", NULL), 200);
    s.after[0] = '\0';
    assert_int_equal(run(&s, &next), 4);
    assert_int_equal(things_int(&s, &q_total), 398);
    assert_string_equal(s.after, "rang rang ");
    assert_int_equal(things_int(&s, &q_due), 2);
    assert_int_equal(next, s.k.now_ms + 1000);
}

TEST(more_effects_than_one_round_takes_are_done_in_the_next)
{
    static const struct db_query q_many = {
        "many", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) "
                "INSERT INTO outbox (id, topic, effect_key, body, state, due_ms, tries, reason) "
                "SELECT i, 'nobody', 'k' || i, '{}', 'due', 0, 0, '' FROM n"
    };
    struct kb_error err;
    AUTO(things_close) struct things s;
    int64_t next;
    things_open(&s);
    assert_ok(db_run(s.db, &q_many, NO_ARGS, &err));
    assert_int_equal(run(&s, &next), 64);
    assert_int_equal(next, 0); /* at once */
    assert_int_equal(run(&s, &next), 64);
    assert_int_equal(run(&s, &next), 22);
    assert_true(next > s.k.now_ms);
}
