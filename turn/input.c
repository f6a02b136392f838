/* input - one JSON object out of a request's path, query and body, for the route's input shape.
 * Query and path values are text, so the field's kind says what they are read as. */
#include "turn/input_priv.h"

#include <string.h>

static enum kb_code put_text(struct turn_request *r, json_t *to, const char *name,
                             const char *value)
{
    const struct kb_field *f = kb_field_find(r->route->call->in, name);
    int64_t n;
    if (!f)
        return kb_fail_field(&r->err, name, "request.unknown_field", "%s is not known here", name);
    if (json_object_get(to, name))
        return kb_fail_field(&r->err, name, "request.field", "%s is given twice", name);
    if (f->type == KB_T_INT) {
        if (!kb_parse_int(value, INT64_MIN, INT64_MAX, &n))
            return kb_fail_field(&r->err, name, "request.field", "%s must be a whole number", name);
        json_object_set_new(to, name, json_integer(n));
    } else if (f->type == KB_T_BOOL) {
        if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
            return kb_fail_field(&r->err, name, "request.field", "%s must be true or false", name);
        json_object_set_new(to, name, json_boolean(value[0] == 't'));
    } else {
        json_t *s = json_string(value);
        if (!s) return kb_fail_field(&r->err, name, "request.field", "%s is not UTF-8", name);
        json_object_set_new(to, name, s);
    }
    return KB_OK;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* Percent-decoding in the arena (RFC 3986 §2.1; '+' is a space in queries). NULL: malformed. */
static char *decoded(struct kb_arena *a, const char *s, size_t n, bool query)
{
    char *out = kb_alloc(a, n + 1), *w = out;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '%') {
            if (i + 2 >= n || hex_digit(s[i + 1]) < 0 || hex_digit(s[i + 2]) < 0) return NULL;
            *w = (char)(hex_digit(s[i + 1]) * 16 + hex_digit(s[i + 2]));
            if (!*w++) return NULL;
            i += 2;
        } else {
            *w++ = query && s[i] == '+' ? ' ' : s[i];
        }
    }
    return out;
}

static enum kb_code read_path(struct turn_request *r, json_t *to)
{
    const char *p = r->route->path, *s = r->path;
    while (*p) {
        if (*p != '{') {
            p++, s++;
            continue;
        }
        size_t name_len = strcspn(p + 1, "}"), len = strcspn(s, "/");
        char *value = decoded(&r->arena, s, len, false);
        if (!value) return kb_fail(&r->err, KB_INVALID, "request.body", "the path is malformed");
        TRY(put_text(r, to, kb_strndup(&r->arena, p + 1, name_len), value));
        p += name_len + 2;
        s += len;
    }
    return KB_OK;
}

static enum kb_code read_query(struct turn_request *r, json_t *to)
{
    const char *s = r->query ? r->query : "";
    while (*s) {
        size_t n = strcspn(s, "&"), eq = strcspn(s, "=");
        if (n) {
            size_t name_len = eq < n ? eq : n;
            char *name = decoded(&r->arena, s, name_len, true);
            char *value = eq < n ? decoded(&r->arena, s + eq + 1, n - eq - 1, true) : "";
            if (!name || !value)
                return kb_fail(&r->err, KB_INVALID, "request.body", "the query is malformed");
            TRY(put_text(r, to, name, value));
        }
        s += n + (s[n] == '&');
    }
    return KB_OK;
}

static enum kb_code read_body(struct turn_request *r, json_t **out)
{
    *out = NULL;
    if (!r->body_len) {
        *out = json_object();
        return KB_OK;
    }
    TRY(kb_json_parse(r->body, r->body_len, (size_t)1 << 20, out, &r->err));
    if (json_is_object(*out)) return KB_OK;
    return kb_fail(&r->err, KB_INVALID, "request.body", "the body must be a JSON object");
}

enum kb_code turn_input_read(const struct turn_engine *e, struct turn_request *r)
{
    AUTO_JSON body = NULL;
    const struct kb_shape *shape = r->route->call->in;
    bool get = strcmp(r->route->method, "GET") == 0;
    if (get)
        body = json_object();
    else
        TRY(read_body(r, &body));
    if (get)
        TRY(read_query(r, body));
    else if (r->query && r->query[0])
        return kb_fail(&r->err, KB_INVALID, "request.body", "a write takes no query string");
    TRY(read_path(r, body));
    return kb_read(shape, body, &e->world->id_key, r->in, &r->arena, &r->err);
}
