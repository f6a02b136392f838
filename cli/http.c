/* http - libcurl's easy interface, one handle, so that the pages of a list share a connection. */
#include "cli/http.h"
#include "base/text.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#define CONNECT_S 5

struct cli_http {
    CURL *curl;
    struct kb_arena *arena;
    const char *base, *socket, *ca;
    int64_t timeout_s;
    struct kb_text body;
    const char *cookie;
};

/* --- where to --- */

static bool is_loopback(const char *host)
{
    return strcmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 ||
           strcmp(host, "[::1]") == 0;
}

static void free_url(CURLU **u)
{
    curl_url_cleanup(*u);
}

static void free_text(char **s)
{
    curl_free(*s);
}

static enum kb_code check_url(const char *server, struct kb_error *err)
{
    AUTO(free_url) CURLU *u = curl_url();
    AUTO(free_text) char *scheme = NULL;
    AUTO(free_text) char *host = NULL;
    AUTO(free_text) char *user = NULL;
    KB_ASSERT(u);
    if (curl_url_set(u, CURLUPART_URL, server, 0) != CURLUE_OK ||
        curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
        curl_url_get(u, CURLUPART_HOST, &host, 0) != CURLUE_OK)
        return kb_fail_field(err, "server", "cli.server", "\"%s\" is no address", server);
    if (curl_url_get(u, CURLUPART_USER, &user, 0) == CURLUE_OK)
        return kb_fail_field(err, "server", "cli.server",
                             "leave user and password out of the address");
    if (strcmp(scheme, "https") == 0) return KB_OK;
    if (strcmp(scheme, "http") == 0 && is_loopback(host)) return KB_OK;
    return kb_fail_field(err, "server", "cli.server",
                         "%s: passwords go over https only; plain http is for this machine",
                         server);
}

enum kb_code cli_http_new(const struct cli_http_config *c, struct kb_arena *a,
                          struct cli_http **out, struct kb_error *err)
{
    struct cli_http *h = KB_NEW(a, struct cli_http);
    *out = NULL;
    *h = (struct cli_http){ .arena = a, .base = c->server, .socket = "", .ca = c->ca,
                            .timeout_s = c->timeout_s };
    if (strncmp(c->server, "unix:/", 6) == 0) {
        h->socket = c->server + 5;
        h->base = "http://localhost";
    } else {
        TRY(check_url(c->server, err));
    }
    size_t n = strlen(h->base);
    while (n && h->base[n - 1] == '/') n--;
    h->base = kb_strndup(a, h->base, n);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(h->curl = curl_easy_init()))
        return kb_fail(err, KB_INTERNAL, "internal", "libcurl does not start");
    kb_text_init(&h->body, CLI_ANSWER_MAX);
    *out = h;
    return KB_OK;
}

void cli_http_free(struct cli_http *h)
{
    if (!h) return;
    kb_text_done(&h->body);
    curl_easy_cleanup(h->curl);
    curl_global_cleanup();
}

/* --- one request --- */

static size_t on_body(char *bytes, size_t size, size_t n, void *self)
{
    struct cli_http *h = self;
    kb_text_addn(&h->body, bytes, size * n);
    return h->body.overflowed ? 0 : size * n;
}

/* Keeps "name=value" of the session's cookie. */
static size_t on_header(char *line, size_t size, size_t n, void *self)
{
    static const char name[] = "set-cookie:";
    struct cli_http *h = self;
    const char *all = kb_strndup(h->arena, line, size * n);
    if (strncasecmp(all, name, sizeof name - 1) != 0) return size * n;
    const char *value = all + sizeof name - 1;
    while (*value == ' ') value++;
    if (strncmp(value, "kboss=", 6) == 0 || strncmp(value, "__Host-kboss=", 13) == 0)
        h->cookie = kb_strndup(h->arena, value, strcspn(value, ";\r\n"));
    return size * n;
}

static void add_header(struct curl_slist **list, struct kb_arena *a, const char *name,
                       const char *value)
{
    if (!value || !value[0]) return;
    *list = curl_slist_append(*list, kb_printf(a, "%s: %s", name, value));
    KB_ASSERT(*list);
}

static struct curl_slist *headers_of(const struct cli_http *h, const struct cli_request *r)
{
    struct curl_slist *list = NULL;
    const char *bearer =
        r->bearer && r->bearer[0] ? kb_printf(h->arena, "Bearer %s", r->bearer) : "";
    add_header(&list, h->arena, "Accept", r->accept ? r->accept : "application/json");
    add_header(&list, h->arena, "Content-Type", r->body ? "application/json" : "");
    add_header(&list, h->arena, "Authorization", bearer);
    add_header(&list, h->arena, "Cookie", bearer[0] ? "" : r->cookie);
    add_header(&list, h->arena, "X-Kboss-Org", r->org);
    add_header(&list, h->arena, "Idempotency-Key", r->key);
    list = curl_slist_append(list, "Expect:");
    KB_ASSERT(list);
    return list;
}

static void set_limits(const struct cli_http *h, CURL *c)
{
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)h->timeout_s);
    curl_easy_setopt(c, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    curl_easy_setopt(c, CURLOPT_USERAGENT, "kboss/" KBOSS_VERSION);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (h->ca && h->ca[0]) curl_easy_setopt(c, CURLOPT_CAINFO, h->ca);
    if (h->socket[0]) curl_easy_setopt(c, CURLOPT_UNIX_SOCKET_PATH, h->socket);
}

static enum kb_code failed(const struct cli_http *h, CURLcode why, struct kb_error *err)
{
    long sent = 0;
    const char *where = h->socket[0] ? h->socket : h->base;
    curl_easy_getinfo(h->curl, CURLINFO_REQUEST_SIZE, &sent);
    if (h->body.overflowed)
        return kb_fail(err, KB_UNKNOWN, "cli.lost", "%s answers with more than %zu bytes", where,
                       CLI_ANSWER_MAX);
    if (why == CURLE_PEER_FAILED_VERIFICATION || why == CURLE_SSL_CACERT_BADFILE ||
        why == CURLE_SSL_CONNECT_ERROR)
        return kb_fail(err, KB_UNAVAILABLE, "cli.tls", "%s: %s", where, curl_easy_strerror(why));
    if (sent > 0)
        return kb_fail(err, KB_UNKNOWN, "cli.lost", "%s: %s", where, curl_easy_strerror(why));
    return kb_fail(err, KB_UNAVAILABLE, "cli.unreachable", "%s: %s", where,
                   curl_easy_strerror(why));
}

static CURLcode perform(struct cli_http *h, const struct cli_request *r)
{
    CURL *c = h->curl;
    struct curl_slist *headers = headers_of(h, r);
    bool query = r->query && r->query[0];
    curl_easy_reset(c);
    set_limits(h, c);
    curl_easy_setopt(
        c, CURLOPT_URL,
        kb_printf(h->arena, "%s%s%s%s", h->base, r->path, query ? "?" : "", query ? r->query : ""));
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    if (strcmp(r->method, "GET") != 0) {
        curl_easy_setopt(c, CURLOPT_POSTFIELDS, r->body ? r->body : "");
        curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, r->method);
    }
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, h);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, h);
    CURLcode why = curl_easy_perform(c);
    curl_slist_free_all(headers);
    return why;
}

enum kb_code cli_http_send(struct cli_http *h, const struct cli_request *r, struct cli_answer *out,
                           struct kb_error *err)
{
    kb_text_clear(&h->body);
    h->cookie = "";
    CURLcode why = perform(h, r);
    if (why != CURLE_OK) return failed(h, why, err);
    curl_easy_getinfo(h->curl, CURLINFO_RESPONSE_CODE, &out->status);
    out->n = h->body.len;
    out->body = h->body.at;
    out->cookie = h->cookie;
    return KB_OK;
}
