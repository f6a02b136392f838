/* daemon - see daemon.h. */
#include "daemon.h"

#include "base/log.h"
#include "org/org.h"

#include <arpa/inet.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static void make_platform(struct daemon *d)
{
    AUTO(kb_arena_done) struct kb_arena arena = { 0 };
    struct turn_actor actor = { .who = WHO_SYSTEM, .name = "init" };
    struct platform_init in = { "开元云", "root", "Root", "" };
    struct kb_error err;
    struct org out;
    struct db *db = NULL;
    assert_ok(kb_password_hash(DAEMON_PASSWORD, &arena, &in.password_hash, &err));
    assert_ok(app_database(d->app, DB_WRITER, &db, &err));
    d->app->engine.after = NULL;
    assert_ok(turn_system(&d->app->engine, db, "platform_init", &actor, &in, &out, &arena, &err));
    db_close(db);
}

void daemon_console_file(struct daemon *d, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", d->console, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void make_console(struct daemon *d)
{
    char path[160];
    snprintf(d->console, sizeof d->console, "%s/console", d->dir);
    assert_int_equal(mkdir(d->console, 0700), 0);
    snprintf(path, sizeof path, "%s/assets", d->console);
    assert_int_equal(mkdir(path, 0700), 0);
    daemon_console_file(d, "index.html", "<script nonce=\"__KBOSS_NONCE__\"></script>");
    daemon_console_file(d, "CSP.txt", "script-src 'nonce-__KBOSS_NONCE__'\n");
    daemon_console_file(d, "assets/a-1.js", "console.log(1)");
    daemon_console_file(d, "assets/a-1.js.gz", "not really gzip");
}

void daemon_start(struct daemon *d, const char *origin)
{
    struct kb_error err;
    void (*after)(void *self, const struct turn_after *list);
    memset(d, 0, sizeof *d);
    kb_log_level(KB_LOG_ERROR + 1); /* quiet: also about what fails on purpose */
    snprintf(d->dir, sizeof d->dir, "/tmp/kboss-daemon-XXXXXX");
    assert_non_null(mkdtemp(d->dir));
    make_console(d);
    snprintf(d->origin, sizeof d->origin, "%s", origin);
    struct app_config config = { .data_dir = d->dir,
                                 .address = "127.0.0.1",
                                 .origin = d->origin,
                                 .console_dir = d->console,
                                 .control = "tcp://127.0.0.1:*",
                                 .stream = "tcp://127.0.0.1:*",
                                 .readers = 2 };
    assert_ok(app_open(&config, &d->app, &err));
    after = d->app->engine.after;
    make_platform(d);
    d->app->engine.after = after;
    assert_ok(app_start(d->app, &err));
    d->port = edge_port(d->app->edge);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

void daemon_stop(struct daemon *d)
{
    app_stop(d->app);
    if (d->dir[0]) nftw(d->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int daemon_connect(struct daemon *d)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)d->port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const struct timeval patience = { 20, 0 };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

char *daemon_ask(struct daemon *d, const char *method, const char *path, const char *headers,
                 const char *body)
{
    size_t cap = 1 << 20, n = 0;
    char *text = malloc(cap);
    assert_non_null(text);
    int fd = daemon_connect(d);
    int sent = snprintf(
        text, cap, "%s %s HTTP/1.1\r\nHost: kboss.test\r\nConnection: close\r\n%s%s%zu\r\n\r\n%s",
        method, path, headers, "Content-Length: ", strlen(body), body);
    assert_int_equal(send(fd, text, (size_t)sent, MSG_NOSIGNAL), sent);
    for (ssize_t got; (got = recv(fd, text + n, cap - 1 - n, 0)) > 0;) n += (size_t)got;
    close(fd);
    text[n] = '\0';
    return text;
}

int answer_status(const char *answer)
{
    int status = 0;
    return sscanf(answer, "HTTP/1.1 %d", &status) == 1 ? status : -1;
}

const char *answer_body(const char *answer)
{
    const char *at = strstr(answer, "\r\n\r\n");
    return at ? at + 4 : "";
}

const char *answer_header(const char *answer, const char *name, char *out, size_t n)
{
    size_t len = strlen(name);
    out[0] = '\0';
    for (const char *p = strstr(answer, "\r\n"); p && p[2] != '\r'; p = strstr(p + 2, "\r\n")) {
        if (strncasecmp(p + 2, name, len) != 0 || p[2 + len] != ':') continue;
        const char *value = p + 3 + len + strspn(p + 3 + len, " ");
        snprintf(out, n, "%.*s", (int)strcspn(value, "\r"), value);
        break;
    }
    return out;
}

/* --- people --- */

void person_done(struct person *p)
{
    json_decref(p->reply);
}

void person_acts_for(struct person *p, const char *org)
{
    snprintf(p->headers, sizeof p->headers, "%s%s%s%s", p->cookie, org[0] ? "X-Kboss-Org: " : "",
             org, org[0] ? "\r\n" : "");
}

void person_posts(struct person *p, const char *path, const char *body)
{
    char headers[700];
    snprintf(headers, sizeof headers, "%sIdempotency-Key: live-test-%s-%d\r\n", p->headers,
             p->cookie[0] ? "signed" : "nobody", ++p->serial);
    char *answer = daemon_ask(p->d, "POST", path, headers, body);
    if (answer_status(answer) != 200) fail_msg("%s: %s", path, answer);
    json_decref(p->reply);
    p->reply = json_loads(answer_body(answer), 0, NULL);
    free(answer);
    assert_non_null(p->reply);
}

const char *person_was_told(struct person *p, const char *object, const char *name)
{
    json_t *in = object[0] ? json_object_get(p->reply, object) : p->reply;
    const char *s = json_string_value(json_object_get(in, name));
    assert_non_null(s);
    return s;
}

void person_signs_in(struct daemon *d, struct person *p, const char *login)
{
    char body[200], cookie[200];
    *p = (struct person){ .d = d };
    snprintf(body, sizeof body, "{\"login\":\"%s\",\"password\":\"" DAEMON_PASSWORD "\"}", login);
    char *a = daemon_ask(d, "POST", "/v1/login", "", body);
    assert_int_equal(answer_status(a), 200);
    answer_header(a, "Set-Cookie", cookie, sizeof cookie);
    snprintf(p->cookie, sizeof p->cookie, "Cookie: %.*s\r\n", (int)strcspn(cookie, ";"), cookie);
    free(a);
    person_acts_for(p, "");
}
