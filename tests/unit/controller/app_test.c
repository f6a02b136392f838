/* The daemon put together: what browsers and programs get over a real socket. */
#include "daemon.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static void text_free(char **text)
{
    free(*text);
}
#define AUTO_TEXT AUTO(text_free) char *

#define LOGIN "{\"login\":\"root\",\"password\":\"" DAEMON_PASSWORD "\"}"

/* Sign in; the cookie as a request header. */
static void sign_in(struct daemon *d, char header[256])
{
    char cookie[200];
    AUTO_TEXT a = daemon_ask(d, "POST", "/v1/login", "", LOGIN);
    assert_int_equal(answer_status(a), 200);
    answer_header(a, "Set-Cookie", cookie, sizeof cookie);
    snprintf(header, 256, "Cookie: %.*s\r\n", (int)strcspn(cookie, ";"), cookie);
}

TEST(the_documents_of_the_program_are_there_for_everybody)
{
    static const struct {
        const char *path, *part;
    } cases[] = { { "/v1/health", "\"ok\":true" },
                  { "/v1/openapi.json", "\"openapi\":\"3.1.0\"" },
                  { "/v1/reasons", "ledger.balance_short" },
                  { "/v1/shop", "\"items\":[]" } };
    AUTO(daemon_stop) struct daemon d;
    daemon_start(&d, "http://kboss.test");
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].path);
        AUTO_TEXT a = daemon_ask(&d, "GET", cases[i].path, "", "");
        assert_int_equal(answer_status(a), 200);
        assert_non_null(strstr(answer_body(a), cases[i].part));
        AUTO_TEXT head = daemon_ask(&d, "HEAD", cases[i].path, "", "");
        assert_int_equal(answer_status(head), 200);
        assert_string_equal(answer_body(head), "");
    }
    AUTO_TEXT none = daemon_ask(&d, "GET", "/v1/nothing", "", "");
    assert_int_equal(answer_status(none), 404);
    assert_non_null(strstr(answer_body(none), "route.unknown"));
    AUTO_TEXT method = daemon_ask(&d, "DELETE", "/v1/shop", "", "");
    assert_int_equal(answer_status(method), 405);
    AUTO_TEXT post = daemon_ask(&d, "POST", "/v1/health", "", "{}");
    assert_int_equal(answer_status(post), 404);
}

TEST(a_session_is_a_cookie_that_scripts_and_other_sites_do_not_get)
{
    static const struct {
        const char *origin, *name;
        bool secure;
    } cases[] = { { "http://kboss.test", "kboss=", false },
                  { "https://kboss.test", "__Host-kboss=", true } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(daemon_stop) struct daemon d;
        char cookie[256], header[256];
        daemon_start(&d, cases[i].origin);
        kt_row("%s", cases[i].origin);
        AUTO_TEXT a = daemon_ask(&d, "POST", "/v1/login", "", LOGIN);
        answer_header(a, "Set-Cookie", cookie, sizeof cookie);
        assert_int_equal(strncmp(cookie, cases[i].name, strlen(cases[i].name)), 0);
        assert_non_null(strstr(cookie, "; Path=/; HttpOnly; SameSite=Strict"));
        assert_int_equal(strstr(cookie, "; Secure") != NULL, cases[i].secure);
        assert_null(strstr(answer_body(a), strchr(cookie, '=') + 1));
        sign_in(&d, header);
        AUTO_TEXT me = daemon_ask(&d, "GET", "/v1/me", header, "");
        assert_int_equal(answer_status(me), 200);
        AUTO_TEXT out = daemon_ask(&d, "POST", "/v1/logout", header, "");
        answer_header(out, "Set-Cookie", cookie, sizeof cookie);
        assert_non_null(strstr(cookie, "Max-Age=0"));
        AUTO_TEXT gone = daemon_ask(&d, "GET", "/v1/me", header, "");
        assert_int_equal(answer_status(gone), 401);
    }
}

TEST(the_cookie_is_found_among_others_and_not_confused_with_them)
{
    AUTO(daemon_stop) struct daemon d;
    char header[256], mine[200], all[600];
    daemon_start(&d, "http://kboss.test");
    sign_in(&d, header);
    snprintf(mine, sizeof mine, "%.*s", (int)strcspn(header + 8, "\r"), header + 8);
    const struct {
        const char *format;
        int status;
    } cases[] = { { "Cookie: a=1; %s; b=2\r\n", 200 },
                  { "Cookie: %s;\r\n", 200 },
                  { "Cookie:%s\r\n", 200 },
                  { "Cookie: x%s\r\n", 401 },
                  { "Cookie: a=%s\r\n", 401 },
                  { "Cookie: kboss=; x=%s\r\n", 401 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *hole = strstr(cases[i].format, "%s");
        snprintf(all, sizeof all, "%.*s%s%s", (int)(hole - cases[i].format), cases[i].format, mine,
                 hole + 2);
        kt_row("%s", cases[i].format);
        AUTO_TEXT a = daemon_ask(&d, "GET", "/v1/me", all, "");
        assert_int_equal(answer_status(a), cases[i].status);
    }
}

TEST(a_browser_that_another_site_made_ask_is_refused)
{
    static const struct {
        const char *header;
        int status;
    } cases[] = { { "Sec-Fetch-Site: same-origin\r\n", 200 },
                  { "Sec-Fetch-Site: none\r\n", 200 },
                  { "Sec-Fetch-Site: cross-site\r\n", 403 },
                  { "Sec-Fetch-Site: same-site\r\n", 403 },
                  { "Origin: http://kboss.test\r\n", 200 },
                  { "Origin: http://evil.test\r\n", 403 },
                  { "Origin: null\r\n", 403 },
                  { "Origin: http://kboss.test.evil.test\r\n", 403 } };
    AUTO(daemon_stop) struct daemon d;
    char cookie[256], headers[512];
    daemon_start(&d, "http://kboss.test");
    sign_in(&d, cookie);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kt_row("%s", cases[i].header);
        snprintf(headers, sizeof headers, "%s%s", cookie, cases[i].header);
        AUTO_TEXT me = daemon_ask(&d, "GET", "/v1/me", headers, "");
        assert_int_equal(answer_status(me), cases[i].status);
        AUTO_TEXT in = daemon_ask(&d, "POST", "/v1/login", cases[i].header, LOGIN);
        assert_int_equal(answer_status(in), cases[i].status);
    }
}

TEST(the_console_gets_a_nonce_of_its_own_each_time)
{
    AUTO(daemon_stop) struct daemon d;
    char csp[2][200], value[100];
    daemon_start(&d, "http://kboss.test");
    for (int i = 0; i < 2; i++) {
        AUTO_TEXT a = daemon_ask(&d, "GET", "/o/org_x/resources", "", ""); /* the router's */
        assert_int_equal(answer_status(a), 200);
        answer_header(a, "Content-Security-Policy", csp[i], sizeof csp[i]);
        const char *nonce = strstr(csp[i], "nonce-") + 6;
        snprintf(value, sizeof value, "nonce=\"%.*s\"", (int)strcspn(nonce, "'"), nonce);
        assert_non_null(strstr(answer_body(a), value));
        assert_null(strstr(answer_body(a), "__KBOSS"));
        assert_string_equal(answer_header(a, "Cache-Control", value, sizeof value), "no-store");
    }
    assert_string_not_equal(csp[0], csp[1]);
}

TEST(the_consoles_files_are_kept_and_missing_ones_are_missing)
{
    static const char *const missing[] = { "/assets/b.js", "/etc/passwd.txt", "/assets/..%2fx.js",
                                           "/.git.js", "/assets/a-1.js.map" };
    AUTO(daemon_stop) struct daemon d;
    char value[100];
    daemon_start(&d, "http://kboss.test");
    AUTO_TEXT plain = daemon_ask(&d, "GET", "/assets/a-1.js", "", "");
    assert_string_equal(answer_body(plain), "console.log(1)");
    answer_header(plain, "Cache-Control", value, sizeof value);
    assert_non_null(strstr(value, "immutable"));
    AUTO_TEXT gzip = daemon_ask(&d, "GET", "/assets/a-1.js", "Accept-Encoding: gzip\r\n", "");
    assert_string_equal(answer_header(gzip, "Content-Encoding", value, sizeof value), "gzip");
    assert_string_equal(answer_body(gzip), "not really gzip");
    for (size_t i = 0; i < COUNT(missing); i++) {
        kt_row("%s", missing[i]);
        AUTO_TEXT a = daemon_ask(&d, "GET", missing[i], "", "");
        assert_true(answer_status(a) == 404 || answer_status(a) == 400);
    }
    daemon_console_file(&d, "assets/a-1.js", ""); /* rebuilt under our feet */
    AUTO_TEXT after = daemon_ask(&d, "GET", "/assets/a-1.js", "", "");
    assert_string_equal(answer_body(after), "console.log(1)");
}

TEST(a_daemon_without_a_console_answers_the_api_only)
{
    struct assets *assets = NULL;
    struct kb_error err;
    assert_refused(assets_open("/nonexistent", &assets, &err), KB_NOT_FOUND, "app.console");
    assets_free(assets);
    assert_ok(assets_open(NULL, &assets, &err));
    assets_free(assets);
}

#define WRITERS 6
struct writer {
    struct daemon *d;
    const char *cookie;
    int n, ok;
};
static void *write_some(void *arg)
{
    struct writer *w = arg;
    char headers[400], body[64];
    for (int i = 0; i < 10; i++) {
        snprintf(headers, sizeof headers, "%sIdempotency-Key: writer-%02d-%08d\r\n", w->cookie,
                 w->n, i);
        snprintf(body, sizeof body, "{\"name\":\"region %d-%d\"}", w->n, i);
        AUTO_TEXT a = daemon_ask(w->d, "POST", "/v1/regions", headers, body);
        w->ok += answer_status(a) == 200;
    }
    return NULL;
}

TEST(many_writers_at_once_are_all_answered)
{
    AUTO(daemon_stop) struct daemon d;
    struct writer w[WRITERS];
    pthread_t threads[WRITERS];
    char cookie[256];
    int ok = 0;
    daemon_start(&d, "http://kboss.test");
    sign_in(&d, cookie);
    for (int i = 0; i < WRITERS; i++) {
        w[i] = (struct writer){ &d, cookie, i, 0 };
        assert_int_equal(pthread_create(&threads[i], NULL, write_some, &w[i]), 0);
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], NULL);
        ok += w[i].ok;
    }
    assert_int_equal(ok, WRITERS * 10);
    AUTO_TEXT list = daemon_ask(&d, "GET", "/v1/regions?limit=200", cookie, "");
    int n = 0;
    for (const char *p = list; (p = strstr(p, "\"reg_")) != NULL; p++) n++;
    assert_int_equal(n, WRITERS * 10);
}

TEST(a_daemon_whose_disk_is_full_confirms_nothing_more_and_ends)
{
    AUTO(daemon_stop) struct daemon d;
    char cookie[256], headers[400];
    struct rlimit old, none;
    daemon_start(&d, "http://kboss.test");
    sign_in(&d, cookie);
    void (*term)(int) = signal(SIGTERM, SIG_IGN), (*xfsz)(int) = signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    none = old;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_FSIZE, &none);
    snprintf(headers, sizeof headers, "%sIdempotency-Key: first-of-the-full-disk\r\n", cookie);
    AUTO_TEXT first = daemon_ask(&d, "POST", "/v1/regions", headers, "{\"name\":\"x\"}");
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, xfsz);
    assert_true(answer_status(first) >= 500);
    assert_true(atomic_load(&d.app->halted));
    snprintf(headers, sizeof headers, "%sIdempotency-Key: second-of-the-full-disk\r\n", cookie);
    AUTO_TEXT second = daemon_ask(&d, "POST", "/v1/regions", headers, "{\"name\":\"y\"}");
    assert_int_equal(answer_status(second), 503); /* there is room again, but it is not believed */
    assert_non_null(strstr(answer_body(second), "app.stopping"));
    AUTO_TEXT list = daemon_ask(&d, "GET", "/v1/regions", cookie, "");
    assert_non_null(strstr(answer_body(list), "\"items\":[]"));
    signal(SIGTERM, term);
}
