/* The gate of HTTP headers and of request targets, row by row. */
#include "controller/edge/gate_priv.h"

#include "kt.h"

#include <string.h>

static bool passes(const char *const pairs[][2], size_t n, struct edge_gate *g)
{
    *g = (struct edge_gate){ .length = -1 };
    for (size_t i = 0; i < n; i++)
        edge_gate_show(g, &(struct edge_bytes){ pairs[i][0], strlen(pairs[i][0]) },
                       &(struct edge_bytes){ pairs[i][1], strlen(pairs[i][1]) });
    return edge_gate_is_open(g);
}

TEST(a_header_that_reads_in_one_way_only_passes)
{
    static const char *const plain[][2] = { { "Host", "a" },
                                            { "X", "" },
                                            { "content-length", "12" } };
    static const char *const chunked[][2] = { { "Host", "a" }, { "Transfer-Encoding", "Chunked" } };
    struct edge_gate g;
    assert_true(passes(plain, COUNT(plain), &g));
    assert_int_equal(g.length, 12);
    assert_false(g.chunked);
    assert_true(passes(chunked, COUNT(chunked), &g));
    assert_true(g.chunked);
    assert_int_equal(g.length, -1);
}

TEST(a_header_that_reads_in_two_ways_does_not_pass)
{
    static const char *const bad[][2][2] = {
        { { "Content-Length", "3" }, { "Content-Length", "3" } },
        { { "Content-Length", "3" }, { "Transfer-Encoding", "chunked" } },
        { { "Host", "a" }, { "host", "a" } },
        { { "Origin", "a" }, { "Origin", "b" } },
        { { "Cookie", "a" }, { "Cookie", "b" } },
        { { "Content-Length", "" }, { "X", "" } },
        { { "Content-Length", "+3" }, { "X", "" } },
        { { "Content-Length", "-1" }, { "X", "" } },
        { { "Content-Length", "3 " }, { "X", "" } },
        { { "Content-Length", "18446744073709551619" }, { "X", "" } },
        { { "Content-Length ", "3" }, { "X", "" } },
        { { "Transfer-Encoding", "gzip, chunked" }, { "X", "" } },
        { { "Transfer-Encoding", "" }, { "X", "" } },
        { { "", "x" }, { "X", "" } },
        { { "X Y", "x" }, { "X", "" } },
        { { "X", "a\rb" }, { "Y", "" } },
        { { "X", "a\x7f" }, { "Y", "" } },
    };
    struct edge_gate g;
    for (size_t i = 0; i < COUNT(bad); i++) {
        kt_row("%s: %s", bad[i][0][0], bad[i][0][1]);
        assert_false(passes(bad[i], 2, &g));
    }
}

TEST(a_hundred_headers_pass_and_one_more_does_not)
{
    struct edge_gate g = { .length = -1 };
    for (int i = 0; i < EDGE_HEADERS_MAX; i++)
        edge_gate_show(&g, &(struct edge_bytes){ "X", 1 }, &(struct edge_bytes){ "y", 1 });
    assert_true(edge_gate_is_open(&g));
    edge_gate_show(&g, &(struct edge_bytes){ "X", 1 }, &(struct edge_bytes){ "y", 1 });
    assert_false(edge_gate_is_open(&g));
}

static bool parse(const char *raw, struct edge_uri *u, char *room)
{
    return edge_uri_parse(raw, strlen(raw), room, u);
}

TEST(a_target_is_taken_apart_and_decoded)
{
    char room[EDGE_URI_ROOM(EDGE_URI_MAX)];
    struct edge_uri u;
    assert_true(parse("/v1/a%20b/%E4%BD%A0?x=1&y=%E5%A5%BD+z&&flag&e=&x=a%3Db", &u, room));
    assert_string_equal(u.path, "/v1/a b/\xE4\xBD\xA0");
    assert_string_equal(u.query, "x=1&y=%E5%A5%BD+z&&flag&e=&x=a%3Db");
    assert_int_equal(u.params_n, 5);
    assert_string_equal(u.params[1].value, "\xE5\xA5\xBD z");
    assert_string_equal(u.params[2].name, "flag");
    assert_string_equal(u.params[2].value, "");
    assert_string_equal(u.params[3].value, "");
    assert_string_equal(u.params[4].value, "a=b");
    assert_true(parse("/", &u, room));
    assert_int_equal(u.params_n, 0);
    assert_true(parse("/a..b/.c/...", &u, room));
}

TEST(a_target_with_two_meanings_is_refused)
{
    static const char *const bad[] = {
        "",       "a",       "*",         "http://x/", "/..",     "/../a",    "/a/..",
        "/a/./b", "/.",      "/%2e%2E/a", "/a%2fb",    "/a%2Fb",  "/%00",     "/a%0a",
        "/%7f",   "/%",      "/%4",       "/%zz",      "/a b",    "/\x7f",    "/\xe4\xbd\xa0",
        "/%ff",   "/%c0%af", "/?a=%00",   "/?a=%zz",   "/?%ff=1", "/?a=\x01",
    };
    char room[EDGE_URI_ROOM(EDGE_URI_MAX)];
    struct edge_uri u;
    for (size_t i = 0; i < COUNT(bad); i++) {
        kt_row("%s", bad[i]);
        assert_false(parse(bad[i], &u, room));
    }
}

TEST(the_longest_target_fits_its_room_and_a_longer_one_is_refused)
{
    char raw[EDGE_URI_MAX + 2];
    size_t room_n = EDGE_URI_ROOM(EDGE_URI_MAX);
    char *room = test_malloc(room_n);
    struct edge_uri u;
    for (size_t kind = 0; kind < 3; kind++) {
        memset(raw, kind == 0 ? 'a' : kind == 1 ? '=' : '&', sizeof raw);
        memcpy(raw, "/?", 2);
        raw[EDGE_URI_MAX] = 0;
        assert_true(parse(raw, &u, room));
        raw[EDGE_URI_MAX] = 'a';
        assert_false(edge_uri_parse(raw, EDGE_URI_MAX + 1, room, &u));
    }
    for (int i = 0; i < EDGE_PARAMS_MAX; i++) memcpy(raw + 2 + i * 2, "a&", 2);
    raw[2 + EDGE_PARAMS_MAX * 2] = 0;
    assert_true(parse(raw, &u, room));
    memcpy(raw + 2 + EDGE_PARAMS_MAX * 2, "a", 2);
    assert_false(parse(raw, &u, room));
    test_free(room);
}
