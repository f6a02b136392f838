/* The strict parser in front of libwebsockets. Two parsers that disagree about one byte are an
 * attack, so the second one never sees the client's header: what passes here is written anew. */
#include "controller/edge/upgrade_priv.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define FIELD(text, member)                                                                        \
    {                                                                                              \
        text, sizeof(text) - 1, offsetof(struct edge_upgrade, member)                              \
    }
static const struct {
    const char *name;
    size_t n, offset;
} fields[] = {
    FIELD("Upgrade", upgrade),
    FIELD("Connection", connection),
    FIELD("Sec-WebSocket-Version", version),
    FIELD("Sec-WebSocket-Key", key),
    FIELD("Sec-WebSocket-Protocol", protocol),
    FIELD("Host", host),
    FIELD("Origin", origin),
    FIELD("Cookie", cookie),
    FIELD("X-Forwarded-For", forwarded_for),
    FIELD("X-Forwarded-Proto", forwarded_proto),
    FIELD("Content-Length", content_length),
    FIELD("Transfer-Encoding", transfer_encoding),
};

bool edge_is_token_byte(unsigned char c)
{
    return c < 0x80 && (isalnum(c) || (c && strchr("!#$%&'*+-.^_`|~", c)));
}

static bool span_is(const struct edge_span *s, const char *word)
{
    size_t n = strlen(word);
    return s->at && s->n == n && strncasecmp(s->at, word, n) == 0;
}

/* A comma-separated list has this element; fold: without regard to case. */
static bool list_has(const struct edge_span *s, const char *word, bool fold)
{
    size_t n = strlen(word), i = 0;
    while (s->at && i < s->n) {
        size_t from, to;
        while (i < s->n && (s->at[i] == ' ' || s->at[i] == '\t')) i++;
        from = i;
        while (i < s->n && s->at[i] != ',') i++;
        to = i++;
        while (to > from && (s->at[to - 1] == ' ' || s->at[to - 1] == '\t')) to--;
        if (to - from != n) continue;
        if (fold ? strncasecmp(s->at + from, word, n) == 0 : memcmp(s->at + from, word, n) == 0)
            return true;
    }
    return false;
}

/* Keep the value of a field we know; twice is refused. */
static bool keep(struct edge_upgrade *u, const char *name, size_t name_n, struct edge_span value)
{
    for (size_t i = 0; i < COUNT(fields); i++) {
        if (fields[i].n != name_n || strncasecmp(fields[i].name, name, name_n) != 0) continue;
        struct edge_span *s = (struct edge_span *)(void *)((char *)u + fields[i].offset);
        if (s->at) return false;
        *s = value;
    }
    return true;
}

/* One "Name: value CRLF" at p. The byte behind it, or NULL when it is not perfect. */
static const char *read_line(const char *p, const char *end, struct edge_upgrade *u)
{
    const char *name = p, *value;
    while (p < end && edge_is_token_byte((unsigned char)*p)) p++;
    size_t name_n = (size_t)(p - name);
    if (name_n == 0 || p >= end || *p != ':') return NULL;
    p++;
    while (p < end && (*p == ' ' || *p == '\t')) p++;
    value = p;
    while (p < end && ((*p >= 0x20 && *p < 0x7f) || *p == '\t')) p++;
    if (end - p < 2 || p[0] != '\r' || p[1] != '\n') return NULL;
    size_t value_n = (size_t)(p - value);
    while (value_n && (value[value_n - 1] == ' ' || value[value_n - 1] == '\t')) value_n--;
    return keep(u, name, name_n, (struct edge_span){ value, value_n }) ? p + 2 : NULL;
}

static const struct edge_ws_route *find_route(const char *path, size_t n,
                                              const struct edge_ws_route *routes)
{
    for (; routes && routes->path; routes++)
        if (strlen(routes->path) == n && memcmp(routes->path, path, n) == 0) return routes;
    return NULL;
}

/* 16 bytes in base64 always are 22 characters and "==". */
static bool is_key(const struct edge_span *s)
{
    if (!s->at || s->n != 24 || memcmp(s->at + 22, "==", 2) != 0) return false;
    for (size_t i = 0; i < 22; i++) {
        unsigned char c = (unsigned char)s->at[i];
        if (!isalnum(c) && c != '+' && c != '/') return false;
    }
    return true;
}

static bool is_perfect(const struct edge_upgrade *u)
{
    return span_is(&u->upgrade, "websocket") && list_has(&u->connection, "upgrade", true) &&
           span_is(&u->version, "13") && is_key(&u->key) && u->host.at && !u->content_length.at &&
           !u->transfer_encoding.at && list_has(&u->protocol, u->route->protocol, false);
}

bool edge_upgrade_parse(const char *head, size_t n, const struct edge_ws_route *routes,
                        struct edge_upgrade *out)
{
    static const char verb[] = "GET ", version[] = " HTTP/1.1\r\n";
    const char *end = head + n, *p = head + sizeof verb - 1, *sp;
    *out = (struct edge_upgrade){ 0 };
    if (n < sizeof verb + sizeof version + 4 || n > EDGE_UPGRADE_MAX) return false;
    if (memcmp(head, verb, sizeof verb - 1) != 0 || memcmp(end - 4, "\r\n\r\n", 4) != 0)
        return false;
    sp = memchr(p, ' ', (size_t)(end - p));
    if (!sp || (size_t)(end - sp) < sizeof version - 1 ||
        memcmp(sp, version, sizeof version - 1) != 0)
        return false;
    out->route = find_route(p, (size_t)(sp - p), routes);
    if (!out->route) return false;
    end -= 2;
    p = sp + sizeof version - 1;
    while (p && p < end) p = read_line(p, end, out);
    return p == end && is_perfect(out);
}

size_t edge_upgrade_write(const struct edge_upgrade *u, char out[EDGE_CANONICAL_MAX])
{
    int n = snprintf(out, EDGE_CANONICAL_MAX,
                     "GET /ws HTTP/1.1\r\nHost: edge\r\nUpgrade: websocket\r\n"
                     "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: %.24s\r\nSec-WebSocket-Protocol: %s\r\n\r\n",
                     u->key.at, u->route->protocol);
    KB_ASSERT(n > 0 && n < EDGE_CANONICAL_MAX);
    return (size_t)n;
}

bool edge_origin_allowed(const char *const *origins, const char *origin, size_t n)
{
    for (; origin && origins && *origins; origins++)
        if (strlen(*origins) == n && memcmp(*origins, origin, n) == 0) return true;
    return false;
}
