/* fetch - asking the server, and the OpenAPI document with its cache. The cache is one file a
 * server and version; it is asked for again after ten minutes, or before anything is refused
 * because of it. */
#include "cli/file.h"
#include "cli/run_priv.h"
#include "base/seal.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define CACHE_MS (10 * 60 * 1000LL)

enum kb_code cli_connect(struct cli *c)
{
    struct cli_profile *p = &c->profile;
    if (c->http) return KB_OK;
    if (c->options.server) p->server = c->options.server;
    if (c->options.ca) p->ca = c->options.ca;
    if (!p->server[0])
        return kb_fail(&c->err, KB_INVALID, "cli.server", "which server? kboss login --server URL");
    struct cli_http_config config = { p->server, p->ca, c->options.timeout_s };
    return cli_http_new(&config, &c->arena, &c->http, &c->err);
}

/* --- one request --- */

static const struct {
    const char *name;
    enum kb_code code;
} codes[] = {
    { "invalid", KB_INVALID },         { "unsigned", KB_UNSIGNED }, { "denied", KB_DENIED },
    { "not_found", KB_NOT_FOUND },     { "conflict", KB_CONFLICT }, { "exhausted", KB_EXHAUSTED },
    { "unavailable", KB_UNAVAILABLE }, { "unknown", KB_UNKNOWN },   { "internal", KB_INTERNAL },
};

static enum kb_code code_named(const char *name)
{
    for (size_t i = 0; i < COUNT(codes); i++)
        if (name && strcmp(codes[i].name, name) == 0) return codes[i].code;
    return KB_INTERNAL;
}

static const char *text_in(const json_t *doc, const char *name)
{
    const char *s = json_string_value(json_object_get(doc, name));
    return s ? s : "";
}

/* The server's own words: reason, field and text are its, so they are copied, not chosen. */
static enum kb_code refused(struct cli *c, json_t *doc)
{
    struct kb_error *e = &c->err;
    *e = (struct kb_error){ .code = code_named(text_in(doc, "code")) };
    snprintf(e->reason, sizeof e->reason, "%s", text_in(doc, "reason"));
    snprintf(e->field, sizeof e->field, "%s", text_in(doc, "field"));
    snprintf(e->text, sizeof e->text, "%s", text_in(doc, "text"));
    json_decref(c->refusal);
    c->refusal = doc;
    return e->code;
}

enum kb_code cli_ask_answer(struct cli *c, const struct cli_request *r, struct cli_answer *answer,
                            json_t **reply)
{
    json_error_t why;
    *reply = NULL;
    TRY(cli_connect(c));
    TRY(cli_http_send(c->http, r, answer, &c->err));
    json_t *doc = json_loadb(answer->body, answer->n, JSON_REJECT_DUPLICATES, &why);
    if (answer->status == 200 && doc) {
        *reply = doc;
        return KB_OK;
    }
    if (json_is_string(json_object_get(doc, "reason"))) return refused(c, doc);
    json_decref(doc);
    if (answer->status >= 502 && answer->status <= 504)
        return kb_fail(&c->err, KB_UNKNOWN, "cli.lost", "a proxy answered %ld", answer->status);
    return kb_fail(&c->err, KB_UNAVAILABLE, "cli.answer",
                   "status %ld and no answer of KBOSS; is this the right address?", answer->status);
}

static enum kb_code acting_org(struct cli *c, const char **org)
{
    *org = "";
    if (c->profile.api_key[0]) return KB_OK; /* a key belongs to one organisation */
    const char *text = c->options.org ? c->options.org : c->profile.org;
    return text[0] ? cli_profile_org(&c->profile, text, org, &c->err) : KB_OK;
}

enum kb_code cli_ask(struct cli *c, const struct cli_request *r, json_t **reply)
{
    struct cli_answer answer;
    struct cli_request mine = *r;
    mine.cookie = c->profile.cookie;
    mine.bearer = c->profile.api_key;
    TRY(acting_org(c, &mine.org));
    return cli_ask_answer(c, &mine, &answer, reply);
}

/* --- the document --- */

static enum kb_code cache_path(struct cli *c, const char **path)
{
    char digest[65];
    const char *home, *slash = strrchr(c->profile_path, '/');
    const char *server = c->options.server ? c->options.server : c->profile.server;
    kb_digest(digest, server, strlen(server));
    if (strchr(c->options.profile, '/')) { /* beside a profile that has a path */
        *path = kb_printf(&c->arena, "%.*s.cache-%.16s.json",
                          (int)(slash ? slash + 1 - c->profile_path : 0), c->profile_path, digest);
        return KB_OK;
    }
    TRY(cli_home(&c->arena, &home, &c->err));
    *path = kb_printf(&c->arena, "%s/.cache/kboss/%.16s.json", home, digest);
    return KB_OK;
}

static enum kb_code take(struct cli *c, const char *text, size_t n)
{
    cli_document_done(&c->document);
    return cli_document_read(text, n, &c->arena, &c->document, &c->err);
}

static enum kb_code read_cache(struct cli *c, int64_t age_max_ms)
{
    const char *path;
    char *text;
    struct stat st;
    size_t n;
    TRY(cache_path(c, &path));
    if (stat(path, &st) != 0)
        return kb_fail(&c->err, KB_NOT_FOUND, "cli.file", "nothing is cached for this server");
    int64_t age_ms = kb_now_ms(&c->world) - (int64_t)st.st_mtime * 1000;
    if (age_ms < -1000 || age_ms > age_max_ms)
        return kb_fail(&c->err, KB_NOT_FOUND, "cli.file", "what is cached is too old");
    TRY(cli_file_read(path, CLI_DOCUMENT_MAX, &c->arena, &text, &n, &c->err));
    return take(c, text, n);
}

enum kb_code cli_document_cached(struct cli *c)
{
    return read_cache(c, INT64_MAX);
}

/* A cache that cannot be written costs time, nothing else. */
static void write_cache(struct cli *c, const char *text, size_t n)
{
    const char *path;
    struct kb_error err;
    if (cache_path(c, &path) != KB_OK || cli_file_write(path, text, n, &err) != KB_OK)
        c->err = (struct kb_error){ 0 };
}

enum kb_code cli_document_refresh(struct cli *c)
{
    struct cli_answer answer;
    struct cli_request r = { .method = "GET", .path = "/v1/openapi.json" };
    if (c->fresh) return KB_OK;
    TRY(cli_connect(c));
    TRY(cli_http_send(c->http, &r, &answer, &c->err));
    if (answer.status != 200)
        return kb_fail(&c->err, KB_UNAVAILABLE, "cli.answer",
                       "status %ld and no OpenAPI document; is this the right address?",
                       answer.status);
    TRY(take(c, answer.body, answer.n));
    c->fresh = true;
    write_cache(c, answer.body, answer.n);
    return KB_OK;
}

enum kb_code cli_document_load(struct cli *c)
{
    if (c->document.ops_n) return KB_OK;
    TRY(cli_connect(c));
    if (read_cache(c, CACHE_MS) == KB_OK) return KB_OK;
    return cli_document_refresh(c);
}
