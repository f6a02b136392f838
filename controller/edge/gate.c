/* The gate of HTTP requests. libmicrohttpd 0.9.75 takes the first of two lengths, waits for ever on
 * unknown transfer codings and reads "Name : value" as another name; each is a way to smuggle a
 * request past a proxy, so each ends here. */
#include "controller/edge/gate_priv.h"

#include "base/text.h"
#include "controller/edge/upgrade_priv.h"

#include <string.h>
#include <strings.h>

#define LENGTH_DIGITS_MAX 15

enum once { LENGTH, CODING, HOST, FIRST_PLAIN };
static const char *const once[] = {
    [LENGTH] = "Content-Length",
    [CODING] = "Transfer-Encoding",
    [HOST] = "Host",
    "Content-Type",
    "Origin",
    "Cookie",
    "Authorization",
    "Idempotency-Key",
    "X-Kboss-Org",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "Upgrade",
    "Expect",
    "Range",
};

static bool is_plain(const struct edge_bytes *value)
{
    const unsigned char *p = value->at;
    for (size_t i = 0; i < value->n; i++)
        if ((p[i] < 0x20 && p[i] != '\t') || p[i] == 0x7f) return false;
    return true;
}

static bool read_length(const struct edge_bytes *value, int64_t *out)
{
    const char *p = value->at;
    *out = 0;
    if (value->n == 0 || value->n > LENGTH_DIGITS_MAX) return false;
    for (size_t i = 0; i < value->n; i++) {
        if (p[i] < '0' || p[i] > '9') return false;
        *out = *out * 10 + (p[i] - '0');
    }
    return true;
}

static void show_known(struct edge_gate *g, size_t i, const struct edge_bytes *value)
{
    if (g->seen & 1u << i) g->bad = true;
    g->seen |= 1u << i;
    if (i == LENGTH && !read_length(value, &g->length)) g->bad = true;
    if (i == CODING) {
        g->chunked = value->n == 7 && strncasecmp(value->at, "chunked", 7) == 0;
        if (!g->chunked) g->bad = true;
    }
}

void edge_gate_show(struct edge_gate *g, const struct edge_bytes *name,
                    const struct edge_bytes *value)
{
    const unsigned char *p = name->at;
    if (name->n == 0 || !is_plain(value)) g->bad = true;
    for (size_t i = 0; i < name->n; i++)
        if (!edge_is_token_byte(p[i])) g->bad = true;
    for (size_t i = 0; i < COUNT(once); i++)
        if (strlen(once[i]) == name->n && strncasecmp(once[i], name->at, name->n) == 0)
            show_known(g, i, value);
    g->headers++;
    g->bytes += name->n + value->n + 4;
}

bool edge_gate_is_open(const struct edge_gate *g)
{
    unsigned both = 1u << LENGTH | 1u << CODING;
    return !g->bad && g->headers <= EDGE_HEADERS_MAX && (g->seen & both) != both;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* Decode n bytes to *room and a NUL; form: '+' is a blank. NULL when it cannot be plain text. */
static char *decode(const char *raw, size_t n, char **room, bool form)
{
    char *out = *room, *p = out;
    for (size_t i = 0; i < n; i++) {
        int c = (unsigned char)raw[i];
        if (c == '%') {
            int hi = i + 2 < n ? hex(raw[i + 1]) : -1;
            int lo = hi >= 0 ? hex(raw[i + 2]) : -1;
            if (lo < 0) return NULL;
            c = hi << 4 | lo;
            i += 2;
            if (!form && c == '/') return NULL;
        } else if (c == '+' && form) {
            c = ' ';
        } else if (c <= 0x20 || c >= 0x7f) {
            return NULL;
        }
        if (c < 0x20 && !(form && (c == '\n' || c == '\r' || c == '\t'))) return NULL;
        if (c == 0x7f) return NULL;
        *p++ = (char)c;
    }
    *p++ = 0;
    *room = p;
    return kb_utf8_valid(out, (size_t)(p - 1 - out)) ? out : NULL;
}

static bool has_dot_part(const char *path)
{
    for (const char *p = strchr(path, '/'); p; p = strchr(p + 1, '/')) {
        const char *part = p + 1;
        size_t n = strcspn(part, "/");
        if ((n == 1 && part[0] == '.') || (n == 2 && memcmp(part, "..", 2) == 0)) return true;
    }
    return false;
}

static bool read_params(const char *query, char **room, struct edge_uri *out)
{
    while (*query) {
        size_t n = strcspn(query, "&"), name_n = strcspn(query, "=&");
        if (n > 0) {
            if (out->params_n == EDGE_PARAMS_MAX) return false;
            size_t skip = name_n < n ? name_n + 1 : n;
            struct edge_pair *p = &out->params[out->params_n++];
            p->name = decode(query, name_n, room, true);
            p->value = decode(query + skip, n - skip, room, true);
            if (!p->name || !p->value) return false;
        }
        query += n;
        if (*query) query++;
    }
    return true;
}

bool edge_uri_parse(const char *raw, size_t n, char *room, struct edge_uri *out)
{
    out->params_n = 0;
    out->query = "";
    if (n == 0 || n > EDGE_URI_MAX || raw[0] != '/') return false;
    const char *mark = memchr(raw, '?', n);
    size_t path_n = mark ? (size_t)(mark - raw) : n;
    out->path = decode(raw, path_n, &room, false);
    if (!out->path || has_dot_part(out->path)) return false;
    if (!mark) return true;
    memcpy(room, mark + 1, n - path_n - 1);
    room[n - path_n - 1] = 0;
    out->query = room;
    room += n - path_n;
    return read_params(out->query, &room, out);
}
