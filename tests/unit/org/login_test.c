/* The door: who knows the password comes in, who guesses waits ever longer, and nobody learns who
 * exists. */
#include "door.h"

#include <string.h>

TEST(the_right_password_opens_a_session)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    const char *token = door_in(&w);
    assert_true(strlen(token) >= 43);
    assert_string_equal(text_of(&w, "user.login"), LOGIN);
    assert_string_equal(text_of(&w, "orgs.0.kind"), "platform");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM session WHERE token_hash = '%s'", token), 0);
    must_get(&w, "/v1/me");
    assert_string_equal(text_of(&w, "org.name"), "开元云");
    assert_true(has(&w, "operations.0"));
    assert_null(strstr(w.raw, "$argon2"));
}

TEST(a_wrong_password_and_an_unknown_login_answer_alike)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    static const char *const logins[] = { LOGIN, "nobody.here" };
    for (int round = 0; round < 7; round++) {
        const char *said[COUNT(logins)];
        int status[COUNT(logins)];
        for (size_t i = 0; i < COUNT(logins); i++) {
            w.serial = 1000; /* the same request id */
            status[i] = door_login(&w, logins[i], "wrong horse");
            said[i] = w.raw;
        }
        kt_row("round %d", round);
        assert_int_equal(status[0], status[1]);
        assert_string_equal(said[0], said[1]);
        assert_int_equal(status[0], round < 6 ? 401 : 429);
    }
}

TEST(every_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour)
{
    AUTO(world_close) struct world w;
    int64_t before = 0;
    world_open(&w);
    for (int i = 0; i < 16; i++) {
        kt_row("failure %d", i + 1);
        door_login(&w, "nobody.here", "wrong horse");
        assert_said(&w, 401, "login.wrong");
        int64_t until = sql_int(&w, "SELECT delayed_ms FROM login_failure");
        int64_t wait = until ? until - w.k.now_ms : 0;
        if (i < 5) assert_int_equal(wait, 0);
        if (i == 5) assert_int_equal(wait, 2000);
        if (i > 5) assert_int_equal(wait, before * 2 < 900000 ? before * 2 : 900000);
        before = wait;
        if (!wait) continue;
        kt_world_pass(&w.k, wait - 1);
        door_login(&w, "nobody.here", "wrong horse");
        assert_said(&w, 429, "login.delayed");
        kt_world_pass(&w.k, 1);
    }
}

TEST(while_it_waits_even_the_right_password_waits_and_then_all_is_forgotten)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    for (int i = 0; i < 6; i++) door_login(&w, LOGIN, "wrong horse");
    door_login(&w, LOGIN, PASSWORD);
    assert_said(&w, 429, "login.delayed");
    kt_world_pass(&w.k, 2000);
    door_in(&w);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM login_failure"), 0);
}

TEST(a_delay_that_began_after_preparation_still_counts)
{
    AUTO(world_close) struct world w;
    struct kb_error err;
    world_open(&w);
    door_person(&w, "['tech']");
    const char *body = "{\"login\":\"" LOGIN "\",\"password\":\"" PASSWORD "\"}";
    struct turn_request r = {
        .method = "POST", .path = "/v1/login", .body = body, .body_len = strlen(body)
    };
    struct turn_request *one = &r;
    assert_int_equal(turn_request_route(&w.engine, &r), KB_OK);
    assert_int_equal(turn_request_prepare(&w.engine, w.db, &r), KB_OK);
    for (int i = 0; i < 6; i++) door_login(&w, LOGIN, "wrong horse");
    assert_ok(turn_group_run(&w.engine, w.db, &one, 1, &err));
    assert_int_equal(r.status, 429);
    turn_request_done(&r);
}

TEST(failures_of_long_ago_do_not_count)
{
    AUTO(world_close) struct world w;
    struct kb_error err;
    struct purged out;
    world_open(&w);
    for (int i = 0; i < 6; i++) door_login(&w, "nobody.here", "wrong horse");
    kt_world_pass(&w.k, 2 * 3600 * 1000 + 1);
    door_login(&w, "nobody.here", "wrong horse");
    assert_int_equal(sql_int(&w, "SELECT failures FROM login_failure"), 1);
    kt_world_pass(&w.k, 2 * 3600 * 1000 + 1);
    assert_ok(world_system(&w, "purge_logins", 0, &(struct nothing){ 0 }, &out, &err));
    assert_int_equal(out.rows, 1);
}

TEST(a_disabled_person_is_told_what_a_stranger_is_told)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    sql(&w, "UPDATE users SET state = 'disabled' WHERE login = '" LOGIN "'");
    door_login(&w, LOGIN, PASSWORD);
    assert_said(&w, 401, "login.wrong");
}

TEST(another_site_cannot_sign_anybody_in_nor_use_a_cookie)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    w.cross_site = true;
    door_login(&w, LOGIN, PASSWORD);
    assert_said(&w, 403, "session.cross_site");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM session"), 0);
    w.cross_site = false;
    door_in(&w);
    w.cross_site = true;
    get(&w, "/v1/me");
    assert_said(&w, 403, "session.cross_site");
    say(&w, "POST", "/v1/logout", NULL);
    assert_said(&w, 403, "session.cross_site");
    w.session = NULL;
    must_get(&w, "/v1/shop"); /* public */
}

TEST(a_changed_password_ends_the_other_sessions_and_opens_the_door_anew)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    const char *old = door_in(&w);
    door_in(&w);
    must_say(&w, "POST", "/v1/password",
             "{'old_password':'" PASSWORD "','new_password':'battery staple'}");
    must_get(&w, "/v1/me");
    w.session = old;
    get(&w, "/v1/me");
    assert_said(&w, 401, "session.none");
    door_login(&w, LOGIN, PASSWORD);
    assert_said(&w, 401, "login.wrong");
    door_login(&w, LOGIN, "battery staple");
    assert_said_ok(&w);
    assert_non_null(left_of(&w, "sessions.changed"));
}

TEST(who_holds_a_session_guesses_the_password_no_faster_than_at_the_door)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    door_in(&w);
    for (int i = 0; i < 6; i++) {
        say(&w, "POST", "/v1/password",
            "{'old_password':'wrong horse','new_password':'battery staple'}");
        assert_said(&w, 400, "user.password_wrong");
    }
    say(&w, "POST", "/v1/password",
        "{'old_password':'" PASSWORD "','new_password':'battery staple'}");
    assert_said(&w, 429, "login.delayed");
    door_login(&w, LOGIN, PASSWORD);
    assert_said(&w, 429, "login.delayed");
}

TEST(a_weak_new_password_is_refused)
{
    AUTO(world_close) struct world w;
    world_open(&w);
    door_person(&w, "['tech']");
    door_in(&w);
    say(&w, "POST", "/v1/password", "{'old_password':'" PASSWORD "','new_password':'short'}");
    assert_said(&w, 400, "request.field");
    struct turn_actor root = door_root(&w);
    as(&w, &root);
    say(&w, "POST", "/v1/members",
        "{'login':'long.enough','name':'x','password':'long.enough','roles':['tech']}");
    assert_said(&w, 400, "user.password_weak");
}
