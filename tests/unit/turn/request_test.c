/* Requests: which route, who may, what is read of path, query and body, and how refusals look. */
#include "things.h"

#include <stdio.h>
#include <string.h>

static const char *made(struct things *s, const char *name, int qty)
{
    static char id[32];
    char body[80];
    snprintf(body, sizeof body, "{'name':'%s','qty':%d}", name, qty);
    assert_int_equal(one(s, "admin", "POST", "/v1/things", body, NULL), 200);
    snprintf(id, sizeof id, "%.17s", strstr(reply(s), "thg_"));
    return id;
}

TEST(a_path_finds_its_route_and_only_its_route)
{
    static const struct {
        const char *method, *path;
        int status;
        const char *reason;
    } cases[] = {
        { "GET", "/v1/things", 200, "" },
        { "GET", "/v1/things/", 404, "route.unknown" },
        { "GET", "/v1/thing", 404, "route.unknown" },
        { "GET", "/v1/thingss", 404, "route.unknown" },
        { "GET", "/", 404, "route.unknown" },
        { "GET", "", 404, "route.unknown" },
        { "GET", "/v1/things/a/b", 404, "route.unknown" },
        { "POST", "/v1/things//take", 404, "route.unknown" },
        { "DELETE", "/v1/things", 405, "route.method" },
        { "get", "/v1/things", 405, "route.method" },
        { "GET", "/v1/things/x/take", 405, "route.method" },
        { "SYSTEM", "", 404, "route.unknown" },
    };
    AUTO(things_close) struct things s;
    things_open(&s);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s %s", cases[i].method, cases[i].path);
        assert_int_equal(one(&s, "admin", cases[i].method, cases[i].path, "", NULL),
                         cases[i].status);
        assert_true(replied(&s, cases[i].reason));
    }
}

TEST(who_may_not_is_told_apart_from_who_is_nobody)
{
    static const struct {
        const char *bearer;
        int status;
        const char *reason;
    } cases[] = {
        { "", 401, "session.none" },
        { "stranger", 401, "session.none" },
        { "homeless", 403, "route.org" },
        { "admin", 200, "" },
        { "tech", 200, "" },
        { "broken", 403, "session.cross_site" },
    };
    AUTO(things_close) struct things s;
    things_open(&s);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].bearer);
        assert_int_equal(one(&s, cases[i].bearer, "GET", "/v1/things", NULL, NULL),
                         cases[i].status);
        assert_true(replied(&s, cases[i].reason));
    }
    const char *id = made(&s, "x", 1);
    char path[64];
    snprintf(path, sizeof path, "/v1/things/%s/take", id);
    assert_int_equal(one(&s, "tech", "POST", path, "{'n':1}", NULL), 403);
    assert_true(replied(&s, "route.denied"));
    assert_int_equal(things_int(&s, &q_total), 1);
}

TEST(what_cannot_be_read_names_the_field_and_stores_nothing)
{
    static const struct {
        const char *body, *reason, *field;
    } cases[] = {
        { "", "request.missing", "name" },
        { "{}", "request.missing", "name" },
        { "[]", "request.body", "" },
        { "null", "request.body", "" },
        { "{'name':'x','qty':1", "request.body", "" },
        { "{'name':'x','qty':1}}", "request.body", "" },
        { "{'name':'x','name':'y','qty':1}", "request.body", "" },
        { "{'name':1,'qty':1}", "request.field", "name" },
        { "{'name':'','qty':1}", "request.field", "name" },
        { "{'name':'x','qty':'1'}", "request.field", "qty" },
        { "{'name':'x','qty':1.0}", "request.field", "qty" },
        { "{'name':'x','qty':-1}", "request.field", "qty" },
        { "{'name':'x','qty':5001}", "request.field", "qty" },
        { "{'name':'x','qty':9223372036854775808}", "request.body", "" },
        { "{'name':'x','qty':null}", "request.field", "qty" },
        { "{'name':'x','qty':1,'price':0}", "request.unknown_field", "price" },
        { "{'name':'x','qty':1,'id':'thg_1'}", "request.unknown_field", "id" },
    };
    AUTO(things_close) struct things s;
    things_open(&s);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char field[64];
        kt_row("%s", cases[i].body);
        snprintf(field, sizeof field, "\"field\":\"%s\"", cases[i].field);
        int64_t before = db_changes(s.db);
        assert_int_equal(one(&s, "admin", "POST", "/v1/things", cases[i].body, NULL), 400);
        assert_true(replied(&s, cases[i].reason));
        assert_true(replied(&s, field));
        assert_int_equal(db_changes(s.db), before);
    }
}

TEST(a_query_is_read_by_its_fields_kinds)
{
    static const struct {
        const char *query;
        int status;
        const char *field;
    } cases[] = {
        { "limit=1", 200, "" },
        { "limit=1&", 200, "" },
        { "&&limit=1", 200, "" },
        { "limit=%31", 200, "" },
        { "limit=201", 400, "limit" },
        { "limit=-1", 400, "limit" },
        { "limit=1x", 400, "limit" },
        { "limit=", 400, "limit" },
        { "limit", 400, "limit" },
        { "limit=1&limit=2", 400, "limit" },
        { "limit=99999999999999999999", 400, "limit" },
        { "cursor=thg_0000000000000", 400, "cursor" },
        { "cursor=%ff", 400, "cursor" },
        { "cursor=%00", 400, "" },
        { "cursor=%4", 400, "" },
        { "%zz=1", 400, "" },
        { "nobody=1", 400, "nobody" },
        { "%ff%fe=1", 400, "??" },
        { "=1", 400, "" },
    };
    AUTO(things_close) struct things s;
    things_open(&s);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char path[80], field[64];
        kt_row("%s", cases[i].query);
        snprintf(path, sizeof path, "/v1/things?%s", cases[i].query);
        snprintf(field, sizeof field, "\"field\":\"%s\"", cases[i].field);
        assert_int_equal(one(&s, "admin", "GET", path, NULL, NULL), cases[i].status);
        if (cases[i].status != 200) assert_true(replied(&s, field));
    }
}

TEST(an_id_in_the_path_is_ours_or_it_is_refused)
{
    static const char *const ids[] = {
        "thg_0000000000000", "ord_0000000000000", "x", "%41", "thg_", "%2f", "%00",
        "thg_zzzzzzzzzzzzz"
    };
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    snprintf(path, sizeof path, "/v1/things/%s", made(&s, "x", 1));
    assert_int_equal(one(&s, "admin", "GET", path, NULL, NULL), 200);
    for (size_t i = 0; i < COUNT(ids); i++) {
        kt_row("%s", ids[i]);
        snprintf(path, sizeof path, "/v1/things/%s", ids[i]);
        int status = one(&s, "admin", "GET", path, NULL, NULL);
        assert_true(status == 400 || status == 404);
    }
}

TEST(a_write_takes_no_query_and_a_path_value_is_not_said_twice)
{
    AUTO(things_close) struct things s;
    char path[64], body[64];
    things_open(&s);
    const char *id = made(&s, "x", 5);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things?name=y", "{'qty':1}", NULL), 400);
    snprintf(path, sizeof path, "/v1/things/%s/take", id);
    snprintf(body, sizeof body, "{'id':'%s','n':1}", id);
    assert_int_equal(one(&s, "admin", "POST", path, body, NULL), 400);
    assert_true(replied(&s, "twice"));
    assert_int_equal(things_int(&s, &q_total), 5);
}

TEST(what_is_prepared_on_a_reader_reaches_the_handler)
{
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    snprintf(path, sizeof path, "/v1/things/%s/note", made(&s, "x", 5));
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':3}", NULL), 200);
    assert_true(replied(&s, "prepared 3"));
    assert_int_equal(one(&s, "admin", "POST", path, "{'n':-1}", NULL), 400);
    assert_true(replied(&s, "less than nothing"));
}

TEST(the_databases_words_stay_inside)
{
    AUTO(things_close) struct things s;
    things_open(&s);
    made(&s, "x", 1);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", "{'name':'x','qty':1}", NULL), 409);
    assert_true(replied(&s, "store.constraint"));
    assert_false(replied(&s, "UNIQUE"));
    assert_false(replied(&s, "thing."));
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", "{'name':'y','qty':1001}", NULL), 409);
    assert_false(replied(&s, "CHECK"));
    assert_false(replied(&s, "qty"));
    struct turn_request r = { .request_id = "req-x" };
    struct kb_error err;
    if (kb_fail(&err, KB_INTERNAL, "store.failed", "no such table: secret") != KB_OK)
        turn_request_fail(&r, &err);
    assert_int_equal(r.status, 500);
    assert_null(strstr(r.reply, "secret"));
    assert_non_null(strstr(r.reply, "req-x"));
    turn_request_done(&r);
}
