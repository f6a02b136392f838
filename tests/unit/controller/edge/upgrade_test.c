/* The strict upgrade parser: one perfect header, and everything that is nearly one. */
#include "controller/edge/upgrade_priv.h"

#include "kt.h"

#include <string.h>

#define REST                                                                                       \
    "Host: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"                         \
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"                 \
    "Sec-WebSocket-Protocol: kboss.live.1, kboss.term.1\r\nOrigin: https://k.test\r\n"
#define PERFECT "GET /v1/ws/term HTTP/1.1\r\n" REST "\r\n"

static const struct edge_ws_route routes[] = { { "/v1/ws/live", "kboss.live.1" },
                                               { "/v1/ws/term", "kboss.term.1" },
                                               { NULL, NULL } };

static bool parse(const char *text, size_t n, struct edge_upgrade *u)
{
    /* an exact copy, so that reading one byte too many is seen */
    char *copy = test_malloc(n ? n : 1);
    memcpy(copy, text, n);
    bool ok = edge_upgrade_parse(copy, n, routes, u);
    test_free(copy);
    return ok;
}

TEST(a_perfect_upgrade_is_taken_and_written_anew)
{
    struct edge_upgrade u;
    char out[EDGE_CANONICAL_MAX];
    assert_true(edge_upgrade_parse(PERFECT, strlen(PERFECT), routes, &u));
    assert_string_equal(u.route->path, "/v1/ws/term");
    assert_int_equal(u.origin.n, strlen("https://k.test"));
    size_t n = edge_upgrade_write(&u, out);
    assert_int_equal(n, strlen(out));
    assert_non_null(strstr(out, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
    assert_non_null(strstr(out, "Sec-WebSocket-Protocol: kboss.term.1\r\n\r\n"));
    assert_null(strstr(out, "k.test"));
}

TEST(no_truncation_of_a_perfect_upgrade_is_one)
{
    struct edge_upgrade u;
    for (size_t n = 0; n < strlen(PERFECT); n++) {
        kt_row("%zu bytes", n);
        assert_false(parse(PERFECT, n, &u));
    }
}

TEST(every_single_byte_changed_is_refused_or_harmless)
{
    char text[sizeof PERFECT];
    struct edge_upgrade u;
    for (size_t at = 0; at < strlen(PERFECT); at++) {
        for (int c = 0; c < 256; c++) {
            memcpy(text, PERFECT, sizeof text);
            text[at] = (char)c;
            if (!parse(text, strlen(PERFECT), &u)) continue;
            kt_row("byte %zu is %d", at, c);
            /* whatever passes is still plain ASCII with whole lines: nothing to disagree about */
            assert_true((c >= 0x20 && c < 0x7f) || c == '\t' || c == PERFECT[at]);
            assert_string_equal(u.route->protocol, "kboss.term.1");
        }
    }
}

TEST(what_is_nearly_an_upgrade_is_refused)
{
    static const char *const near[] = {
        "POST /v1/ws/term HTTP/1.1\r\n" REST "\r\n",
        "GET /v1/ws/term HTTP/1.0\r\n" REST "\r\n",
        "GET /v1/ws/term?x=1 HTTP/1.1\r\n" REST "\r\n",
        "GET /v1/ws/term/ HTTP/1.1\r\n" REST "\r\n",
        "GET /v1/ws/other HTTP/1.1\r\n" REST "\r\n",
        "GET  /v1/ws/term HTTP/1.1\r\n" REST "\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "Content-Length: 0\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "Transfer-Encoding: chunked\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "Upgrade: websocket\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "Origin: https://l.test\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST " folded: x\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "X : y\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST ": y\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "X: \x01\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "X: \xe4\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "X: y\n\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n" REST "\r\n\r\n\r\n",
        "GET /v1/ws/term HTTP/1.1\r\n\r\n",
        "\r\n\r\n",
    };
    struct edge_upgrade u;
    for (size_t i = 0; i < COUNT(near); i++) {
        kt_row("%s", near[i]);
        assert_false(parse(near[i], strlen(near[i]), &u));
    }
}

TEST(an_origin_is_allowed_only_byte_for_byte)
{
    static const char *const list[] = { "https://k.test", "http://127.0.0.1:8080", NULL };
    static const char *const foreign[] = { "",
                                           "https://k.tes",
                                           "https://k.test.",
                                           "https://K.test",
                                           "https://k.test/",
                                           "http://k.test",
                                           "null" };
    assert_true(edge_origin_allowed(list, "https://k.test", 14));
    assert_true(edge_origin_allowed(list, "http://127.0.0.1:8080", 21));
    assert_false(edge_origin_allowed(list, NULL, 0));
    assert_false(edge_origin_allowed(NULL, "https://k.test", 14));
    for (size_t i = 0; i < COUNT(foreign); i++)
        assert_false(edge_origin_allowed(list, foreign[i], strlen(foreign[i])));
}
