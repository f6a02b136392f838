/* Sessions: for how long a cookie is believed, for whom it acts, and what ends with it. */
#include "door.h"

#include <string.h>

#define HOUR 3600000LL

TEST(a_session_that_rests_for_two_hours_is_over)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    door_in(&w);
    kt_world_pass(&w.k, 2 * HOUR);
    must_get(&w, "/v1/me");
    kt_world_pass(&w.k, 1);
    get(&w, "/v1/me");
    assert_said(&w, 401, "session.none");
}

TEST(a_session_in_use_lasts_twelve_hours_and_no_longer)
{
    AUTO(world_close) struct world w;
    struct kb_error err;
    struct done done;
    world_open(&w);
    door_person(&w, "['tech']");
    door_in(&w);
    for (int h = 0; h < 12; h++) {
        kt_row("hour %d", h);
        must_get(&w, "/v1/me");
        const struct world_left *seen = left_of(&w, "session.seen");
        if (h) assert_non_null(seen);
        if (seen)
            assert_ok(world_system(&w, "session_seen", 0, &(struct session_seen){ seen->a }, &done,
                                   &err));
        world_forget(&w);
        kt_world_pass(&w.k, HOUR);
    }
    must_get(&w, "/v1/me");
    kt_world_pass(&w.k, 1);
    get(&w, "/v1/me");
    assert_said(&w, 401, "session.none");
}

TEST(being_seen_is_told_once_a_minute_at_most)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    door_in(&w);
    kt_world_pass(&w.k, 60000);
    must_get(&w, "/v1/me");
    assert_null(left_of(&w, "session.seen"));
    kt_world_pass(&w.k, 1);
    must_get(&w, "/v1/me");
    assert_non_null(left_of(&w, "session.seen"));
}

TEST(a_token_that_is_none_is_nobody)
{
    static const char *const tokens[] = { "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "'" };
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    for (size_t i = 0; i < COUNT(tokens); i++) {
        w.session = tokens[i];
        get(&w, "/v1/me");
        assert_said(&w, 401, "session.none");
    }
}

TEST(signing_out_ends_the_session_and_takes_the_cookie_back)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    door_in(&w);
    must_say(&w, "POST", "/v1/logout", NULL);
    assert_string_equal(w.cookie, "-");
    assert_non_null(left_of(&w, "session.ended"));
    get(&w, "/v1/me");
    assert_said(&w, 401, "session.none");
    must_say(&w, "POST", "/v1/logout", NULL); /* as nobody: nothing to end */
}

TEST(one_lists_and_ends_ones_own_sessions_only)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    const char *first = door_in(&w);
    door_in(&w);
    must_get(&w, "/v1/sessions");
    assert_int_equal(count_of(&w, "items"), 2);
    assert_int_equal(number_of(&w, "items.0.current"), 1);
    assert_int_equal(number_of(&w, "items.1.current"), 0);
    const char *other = text_of(&w, "items.1.id");
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    say(&w, "POST", at(&w, "/v1/sessions/%s/revoke", other), NULL);
    assert_said(&w, 404, "not_found");
    as(&w, NULL);
    must_say(&w, "POST", at(&w, "/v1/sessions/%s/revoke", other), NULL);
    assert_int_equal(left_of(&w, "session.ended")->a, inside(&w, "ses", other));
    say(&w, "POST", at(&w, "/v1/sessions/%s/revoke", other), NULL);
    assert_said(&w, 404, "not_found");
    w.session = first;
    get(&w, "/v1/me");
    assert_said(&w, 401, "session.none");
}

TEST(what_stays_open_is_told_when_its_session_is_over)
{
    AUTO(world_close) struct world w;
    struct kb_error err;
    struct done done;
    world_open(&w);
    door_person(&w, "['tech']");
    door_in(&w);
    struct session_seen in = { sql_int(&w, "SELECT max(id) FROM session") };
    assert_ok(world_system(&w, "session_check", 0, &in, &done, &err));
    assert_true(done.ok);
    sql(&w, "UPDATE users SET state = 'disabled' WHERE login = '" LOGIN "'");
    assert_ok(world_system(&w, "session_check", 0, &in, &done, &err));
    assert_false(done.ok);
    sql(&w, "UPDATE users SET state = 'active'");
    kt_world_pass(&w.k, 12 * HOUR + 1);
    assert_ok(world_system(&w, "session_check", 0, &in, &done, &err));
    assert_false(done.ok);
}

TEST(one_acts_for_an_organisation_of_ones_own_and_for_no_other)
{
    AUTO(world_close) struct world w;
    struct turn_actor root, boss;
    world_open(&w);
    const char *user = door_person(&w, "['sales']");
    root = door_root(&w);
    as(&w, &root);
    const char *dist = door_org(&w, "/v1/distributors", "D", &boss, WHO_D_ADMIN);
    door_in(&w);
    must_get(&w, "/v1/distributors"); /* the only one there is */
    w.org = dist;
    get(&w, "/v1/customers");
    assert_said(&w, 404, "not_found");
    w.org = "org_zzz";
    get(&w, "/v1/customers");
    assert_said(&w, 400, "request.field");
    w.org = NULL;
    sql(&w, "INSERT INTO membership (user_id, org_id, roles) VALUES (%lld, %lld, 1)",
        (long long)inside(&w, "usr", user), (long long)boss.org_id);
    get(&w, "/v1/customers");
    assert_said(&w, 403, "route.org"); /* two: say which */
    w.org = dist;
    must_get(&w, "/v1/customers");
    must_get(&w, "/v1/me");
    assert_string_equal(text_of(&w, "org.name"), "D");
}

TEST(who_belongs_nowhere_can_only_see_himself)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    const char *user = door_person(&w, "['tech']");
    door_in(&w);
    sql(&w, "UPDATE membership SET roles = 0 WHERE user_id = %lld",
        (long long)inside(&w, "usr", user));
    must_get(&w, "/v1/me");
    assert_int_equal(count_of(&w, "orgs"), 0);
    get(&w, "/v1/devices");
    assert_said(&w, 403, "route.org");
}

TEST(old_sessions_are_forgotten)
{
    AUTO(world_close) struct world w;
    struct kb_error err;
    struct purged out;
    world_open(&w);
    door_person(&w, "['tech']");
    door_in(&w);
    kt_world_pass(&w.k, 90 * 24 * HOUR + 1);
    assert_ok(world_system(&w, "purge_logins", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM session"), 0);
}
