/* Lists: pages to the end without a gap or a repeat, and as CSV that no spreadsheet runs. */
#include "things.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fill(struct things *s, int n)
{
    char body[64];
    for (int i = 0; i < n; i++) {
        snprintf(body, sizeof body, "{'name':'thing %03d','qty':%d}", i, i);
        assert_int_equal(one(s, "admin", "POST", "/v1/things", body, NULL), 200);
        kt_world_pass(&s->k, i % 3); /* several in one millisecond */
    }
}

/* Walk all pages; returns how many rows came, newest first. */
static int walk(struct things *s, int limit)
{
    char path[128] = "", cursor[64] = "";
    int seen = 0;
    do {
        snprintf(path, sizeof path, "/v1/things?limit=%d%s%s", limit, cursor[0] ? "&cursor=" : "",
                 cursor);
        assert_int_equal(one(s, "admin", "GET", path, NULL, NULL), 200);
        AUTO_JSON doc = json_loads(reply(s), 0, NULL);
        json_t *items = json_object_get(doc, "items"), *row;
        size_t i;
        json_array_foreach(items, i, row) {
            char name[32];
            snprintf(name, sizeof name, "thing %03d", 119 - seen++);
            assert_string_equal(json_string_value(json_object_get(row, "name")), name);
        }
        assert_true(json_array_size(items) <= (size_t)(limit ? limit : 50));
        snprintf(cursor, sizeof cursor, "%s", json_string_value(json_object_get(doc, "next")));
    } while (cursor[0]);
    return seen;
}

TEST(pages_of_any_size_reach_the_end_without_gap_or_repeat)
{
    static const int limits[] = { 0, 1, 7, 60, 119, 120, 121, 200 };
    AUTO(things_close) struct things s;
    things_open(&s);
    assert_int_equal(one(&s, "admin", "GET", "/v1/things", NULL, NULL), 200);
    assert_string_equal(reply(&s), "{\"items\":[],\"next\":\"\"}");
    fill(&s, 120);
    for (size_t i = 0; i < COUNT(limits); i++) {
        kt_row("limit %d", limits[i]);
        assert_int_equal(walk(&s, limits[i]), 120);
    }
}

TEST(csv_has_a_row_a_thing_and_nothing_that_runs)
{
    static const char *const names[] = { "=1+1", "+1",    "-1",    "@x",  "a\\\"b",
                                         "a,b",  "a\\nb", "\\t=1", "中文" };
    AUTO(things_close) struct things s;
    char body[64];
    things_open(&s);
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(body, sizeof body, "{'name':'%s','qty':%zu}", names[i], i);
        assert_int_equal(one(&s, "admin", "POST", "/v1/things", body, NULL), 200);
    }
    things_forget(&s);
    struct turn_request *r = ask(&s, "admin", "GET", "/v1/things", NULL, NULL);
    turn_request_done(r);
    *r = (struct turn_request){
        .method = "GET", .path = "/v1/things", .query = "", .bearer = "admin", .accept = "text/csv"
    };
    assert_int_equal(turn_request_route(&s.engine, r), KB_OK);
    turn_request_read(&s.engine, s.db, r);
    assert_int_equal(r->status, 200);
    assert_string_equal(r->type, "text/csv; charset=utf-8");
    static const char *const wanted[] = { "\xef\xbb\xbfid,name,qty,note\r\n",
                                          "\"'=1+1\",0,\"\"\r\n",
                                          "\"'+1\",",
                                          "\"'-1\",",
                                          "\"'@x\",",
                                          "\"a\"\"b\",",
                                          "\"a,b\",",
                                          "\"a\nb\",",
                                          "\"'\t=1\",",
                                          "\"中文\"," };
    for (size_t i = 0; i < COUNT(wanted); i++) {
        kt_row("%s in %s", wanted[i], r->reply);
        assert_non_null(strstr(r->reply, wanted[i]));
    }
}

TEST(csv_is_for_lists_only)
{
    AUTO(things_close) struct things s;
    char path[64];
    things_open(&s);
    assert_int_equal(one(&s, "admin", "POST", "/v1/things", "{'name':'x','qty':1}", NULL), 200);
    snprintf(path, sizeof path, "/v1/things/%.17s", strstr(reply(&s), "thg_"));
    things_forget(&s);
    struct turn_request r = {
        .method = "GET", .path = path, .query = "", .bearer = "admin", .accept = "text/csv"
    };
    assert_int_equal(turn_request_route(&s.engine, &r), KB_OK);
    turn_request_read(&s.engine, s.db, &r);
    assert_string_equal(r.type, "application/json");
    turn_request_done(&r);
}
