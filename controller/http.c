/* http - between the edge's requests and turns: headers become fields, the reply becomes an
 * answer. A browser's write must come from our own origin; what it may not read it cannot send
 * either. */
#include "controller/app.h"

#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *header(const struct edge_request *r, const char *name)
{
    const char *value = edge_header(r, name);
    return value ? value : "";
}

/* The value of one cookie in the arena, or "" (RFC 6265 §5.4). */
static const char *cookie(struct kb_arena *a, const char *all, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = all; *p;) {
        while (*p == ' ' || *p == ';') p++;
        size_t len = strcspn(p, ";");
        if (len > n && strncmp(p, name, n) == 0 && p[n] == '=')
            return kb_strndup(a, p + n + 1, len - n - 1);
        p += len;
    }
    return "";
}

static const char *cookie_name(const struct app *app)
{
    return app->secure ? "__Host-kboss" : "kboss";
}

/* Browsers say where a request comes from: Sec-Fetch-Site, or Origin on older ones. A program
 * without either has no cookie to be abused. */
static bool cross_site(const struct app *app, const struct edge_request *r)
{
    const char *site = header(r, "Sec-Fetch-Site"), *origin = header(r, "Origin");
    const char *own = app->config.origin ? app->config.origin : "";
    if (origin[0] && strcmp(origin, own) != 0) return true;
    return site[0] && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0;
}

static const char *bearer(const struct edge_request *r)
{
    const char *value = header(r, "Authorization");
    return strncmp(value, "Bearer ", 7) == 0 ? value + 7 : "";
}

/* What broke inside is told to the asker by its request's number only. */
static void log_failure(const struct call *c)
{
    char text[320];
    const struct kb_error *err = &c->r.err;
    if (err->code != KB_INTERNAL && strncmp(err->reason, "store.", 6) != 0) return;
    kb_log(KB_LOG_ERROR, "request.failed", "request=%s op=%s reason=%s text=%s", c->r.request_id,
           c->r.route ? c->r.route->op : "", err->reason,
           kb_log_value(text, sizeof text, err->text));
}

void call_reply(struct call *c)
{
    log_failure(c);
    struct edge_pair headers[3] = { { "Content-Type", c->r.type ? c->r.type : "application/json" },
                                    { "Cache-Control", "no-store" } };
    char line[256];
    const char *token = c->r.turn.set_cookie;
    size_t n = 2;
    if (token && c->r.status == 200) {
        bool clear = strcmp(token, "-") == 0;
        snprintf(line, sizeof line, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
                 cookie_name(c->app), clear ? "" : token, c->app->secure ? "; Secure" : "",
                 clear ? "; Max-Age=0" : "");
        headers[n++] = (struct edge_pair){ "Set-Cookie", line };
    }
    edge_reply(c->edge, &(struct edge_answer){ .status = c->r.status,
                                               .headers = headers,
                                               .headers_n = n,
                                               .body = c->r.reply,
                                               .body_n = c->r.reply_len,
                                               .keep = EDGE_COPY });
    turn_request_done(&c->r);
    free(c);
}

static struct call *call_new(struct app *app, struct edge_request *r)
{
    struct call *c = calloc(1, sizeof *c);
    KB_ASSERT(c);
    c->app = app;
    c->edge = r;
    c->r.method = strcmp(r->method, "HEAD") == 0 ? "GET" : r->method;
    c->r.path = r->path;
    c->r.query = r->query;
    c->r.body = (const char *)r->body;
    c->r.body_len = r->body_n;
    c->r.key = header(r, "Idempotency-Key");
    c->r.session = cookie(&c->r.arena, header(r, "Cookie"), cookie_name(app));
    c->r.bearer = bearer(r);
    c->r.org = header(r, "X-Kboss-Org");
    c->r.origin = header(r, "Origin");
    c->r.accept = header(r, "Accept");
    c->r.peer = r->peer;
    c->r.cross_site = cross_site(app, r);
    snprintf(c->r.request_id, sizeof c->r.request_id, "%s", r->id);
    return c;
}

static void text_answer(struct edge_request *r, const char *text)
{
    static const struct edge_pair headers[] = { { "Content-Type", "application/json" },
                                                { "Cache-Control", "no-cache" } };
    edge_reply(r, &(struct edge_answer){ .status = 200,
                                         .headers = headers,
                                         .headers_n = COUNT(headers),
                                         .body = text,
                                         .body_n = strlen(text),
                                         .keep = EDGE_STATIC });
}

/* Documents made once at the start; they are the same for everybody. */
static bool document(const struct app *app, struct edge_request *r)
{
    const struct {
        const char *path, *text;
    } documents[] = { { "/v1/openapi.json", app->openapi },
                      { "/v1/reasons", app->reasons },
                      { "/v1/health", "{\"ok\":true,\"version\":\"" KBOSS_VERSION "\"}" } };
    if (strcmp(r->method, "GET") != 0 && strcmp(r->method, "HEAD") != 0) return false;
    for (size_t i = 0; i < COUNT(documents); i++) {
        if (strcmp(documents[i].path, r->path) != 0) continue;
        text_answer(r, documents[i].text);
        return true;
    }
    return false;
}

static void on_request(void *self, struct edge_request *r)
{
    struct app *app = self;
    if (document(app, r)) return;
    if (strncmp(r->path, "/v1/", 4) != 0 && assets_answer(app, r)) return;
    struct call *c = call_new(app, r);
    if (turn_request_route(&app->engine, &c->r) != KB_OK)
        call_reply(c);
    else
        readers_submit(app->readers, c);
}

void http_hooks(struct app *app, struct edge_hooks *hooks)
{
    hooks->self = app;
    hooks->request = on_request;
}
