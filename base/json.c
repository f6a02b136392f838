/* json - JSON text in and out. Hostile text is bounded by one pass over its bytes before
 * jansson, which recurses and allocates per value, sees any of it. */
#include "base/field.h"
#include "base/text.h"

#include <string.h>

struct scan {
    size_t depth, nodes;
    bool in_string, after_open; /* after_open: an empty container would hold no value */
};

static void scan_byte(struct scan *s, char c)
{
    switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r': return;
    case '[':
    case '{':
        s->depth++;
        s->nodes++;
        s->after_open = true;
        return;
    case ']':
    case '}':
        if (s->depth) s->depth--;
        if (s->after_open) s->nodes--;
        break;
    case ',': s->nodes++; break;
    case '"': s->in_string = true; break;
    default: break;
    }
    s->after_open = false;
}

/* The deepest nesting and the number of values, exact for well-formed text. */
static enum kb_code check_bounds(const char *text, size_t len, struct kb_error *err)
{
    struct scan s = { .nodes = 1 };
    for (size_t i = 0; i < len; i++) {
        if (!s.in_string)
            scan_byte(&s, text[i]);
        else if (text[i] == '\\')
            i++;
        else if (text[i] == '"')
            s.in_string = false;
        if (s.depth > KB_JSON_DEPTH_MAX)
            return kb_fail(err, KB_INVALID, "request.body", "nested deeper than %d levels",
                           KB_JSON_DEPTH_MAX);
        if (s.nodes > KB_JSON_NODES_MAX + (size_t)s.after_open)
            return kb_fail(err, KB_INVALID, "request.too_large", "more than %d values",
                           KB_JSON_NODES_MAX);
    }
    return KB_OK;
}

enum kb_code kb_json_parse(const char *text, size_t len, size_t max, json_t **out,
                           struct kb_error *err)
{
    json_error_t why;
    *out = NULL;
    if (len > max)
        return kb_fail(err, KB_INVALID, "request.too_large", "%zu bytes; at most %zu are read", len,
                       max);
    if (!kb_utf8_valid(text, len))
        return kb_fail(err, KB_INVALID, "request.body", "not UTF-8 text");
    TRY(check_bounds(text, len, err));
    *out = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    if (*out) return KB_OK;
    return kb_fail(err, KB_INVALID, "request.body", "line %d, column %d: %s", why.line, why.column,
                   why.text);
}

char *kb_json_text(const json_t *json, struct kb_arena *a)
{
    const size_t flags = JSON_COMPACT | JSON_ENCODE_ANY;
    size_t n = json_dumpb(json, NULL, 0, flags);
    KB_ASSERT(n > 0);
    char *text = kb_alloc(a, n + 1);
    KB_ASSERT(json_dumpb(json, text, n, flags) == n);
    return text;
}
