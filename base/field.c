/* field - a shape's rows walked in both directions: JSON to struct with every refusal naming the
 * field by its path, struct to JSON with secrets left out. */
#include "base/field.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define JSON_TEXT_MAX 16384 /* bytes of a free JSON value whose field names no other maximum */
#define LIST_MAX 1000       /* items of a list whose field names no other maximum */
#define WRITE_DEPTH_MAX KB_JSON_DEPTH_MAX

struct reader {
    const struct kb_id_key *ids;
    struct kb_arena *a;
    struct kb_error *err;
    char path[96]; /* "items[3].qty": of the value being read */
};

const struct kb_field *kb_field_find(const struct kb_shape *shape, const char *name)
{
    for (const struct kb_field *f = shape->fields; f->name; f++)
        if (strcmp(f->name, name) == 0) return f;
    return NULL;
}

PRINTF(3, 4)
static enum kb_code bad(struct reader *r, const char *reason, const char *fmt, ...)
{
    char why[160];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    return kb_fail_field(r->err, r->path, reason, "%s %s", r->path, why);
}

/* Append one step to the path; returns the length to cut it back to. */
static size_t path_push(struct reader *r, const char *name, int64_t index)
{
    size_t n = strlen(r->path), left = sizeof r->path - n;
    if (!name)
        snprintf(r->path + n, left, "[%lld]", (long long)index);
    else
        snprintf(r->path + n, left, "%s%s", n ? "." : "", name);
    return n;
}

static bool listed(const char *const *words, const char *s)
{
    for (; *words; words++)
        if (strcmp(*words, s) == 0) return true;
    return false;
}

static enum kb_code read_str(struct reader *r, const struct kb_field *f, json_t *v,
                             const char **out)
{
    if (!json_is_string(v)) return bad(r, "request.field", "must be a string");
    const char *s = json_string_value(v);
    size_t n = json_string_length(v);
    *out = "";
    if (!kb_utf8_valid(s, n)) return bad(r, "request.field", "must be UTF-8 text without NUL");
    if (n == 0 && f->optional) return KB_OK;
    if ((int64_t)n < f->min)
        return bad(r, "request.field", "must have at least %lld bytes", (long long)f->min);
    if (f->max && (int64_t)n > f->max)
        return bad(r, "request.field", "must have at most %lld bytes", (long long)f->max);
    if (f->one_of && !listed(f->one_of, s))
        return bad(r, "request.field", "is not one of the allowed words");
    *out = kb_strndup(r->a, s, n);
    return KB_OK;
}

static enum kb_code read_int(struct reader *r, const struct kb_field *f, json_t *v, int64_t *out)
{
    if (!json_is_integer(v)) return bad(r, "request.field", "must be an integer");
    int64_t n = json_integer_value(v);
    bool bounded = f->max || f->min < 0;
    if (n == 0 && f->optional) return KB_OK;
    if (n < f->min && (f->min || f->max))
        return bad(r, "request.field", "must be at least %lld", (long long)f->min);
    if (n > f->max && bounded)
        return bad(r, "request.field", "must be at most %lld", (long long)f->max);
    *out = n;
    return KB_OK;
}

static enum kb_code read_bool(struct reader *r, json_t *v, bool *out)
{
    if (!json_is_boolean(v)) return bad(r, "request.field", "must be true or false");
    *out = json_is_true(v);
    return KB_OK;
}

static enum kb_code read_id_number(struct reader *r, const struct kb_field *f, json_t *v,
                                   int64_t *out)
{
    if (!json_is_integer(v)) return bad(r, "request.field", "must be an integer");
    *out = json_integer_value(v);
    if (*out < 0 || (*out == 0 && !f->optional))
        return bad(r, "request.field", "must be an id, which is positive");
    return KB_OK;
}

static enum kb_code read_id(struct reader *r, const struct kb_field *f, json_t *v, int64_t *out)
{
    if (!r->ids) return read_id_number(r, f, v, out);
    if (!json_is_string(v)) return bad(r, "request.field", "must be a string");
    const char *s = json_string_value(v);
    if (json_string_length(v) == 0 && f->optional) return KB_OK;
    if (strlen(s) == json_string_length(v) && kb_id_parse(r->ids, f->prefix, s, out)) return KB_OK;
    return bad(r, "request.field", "must be an id that begins with %s_", f->prefix);
}

static enum kb_code read_json(struct reader *r, const struct kb_field *f, json_t *v,
                              const char **out)
{
    size_t max = f->max ? (size_t)f->max : JSON_TEXT_MAX;
    if (json_dumpb(v, NULL, 0, JSON_COMPACT | JSON_ENCODE_ANY) > max)
        return bad(r, "request.field", "must have at most %zu bytes as JSON", max);
    *out = kb_json_text(v, r->a);
    return KB_OK;
}

static enum kb_code read_struct(struct reader *r, const struct kb_shape *shape, json_t *json,
                                void *out);

static enum kb_code read_list(struct reader *r, const struct kb_field *f, json_t *v,
                              struct kb_list *out)
{
    if (!json_is_array(v)) return bad(r, "request.field", "must be an array");
    size_t n = json_array_size(v), max = f->max ? (size_t)f->max : LIST_MAX;
    if ((int64_t)n < f->min && !(n == 0 && f->optional))
        return bad(r, "request.field", "must have at least %lld items", (long long)f->min);
    if (n > max) return bad(r, "request.field", "must have at most %zu items", max);
    if (n == 0) return KB_OK;
    out->at = kb_alloc(r->a, n * f->of->size);
    out->n = (int64_t)n;
    for (size_t i = 0; i < n; i++) {
        size_t back = path_push(r, NULL, (int64_t)i);
        TRY(read_struct(r, f->of, json_array_get(v, i), (char *)out->at + i * f->of->size));
        r->path[back] = '\0';
    }
    return KB_OK;
}

static enum kb_code read_obj(struct reader *r, const struct kb_field *f, json_t *v, void **out)
{
    if (json_is_null(v) && f->optional) return KB_OK;
    void *made = kb_alloc(r->a, f->of->size);
    TRY(read_struct(r, f->of, v, made));
    *out = made;
    return KB_OK;
}

static enum kb_code read_value(struct reader *r, const struct kb_field *f, json_t *v, void *at)
{
    switch (f->type) {
    case KB_T_STR: return read_str(r, f, v, at);
    case KB_T_INT: return read_int(r, f, v, at);
    case KB_T_BOOL: return read_bool(r, v, at);
    case KB_T_ID: return read_id(r, f, v, at);
    case KB_T_JSON: return read_json(r, f, v, at);
    case KB_T_LIST: return read_list(r, f, v, at);
    case KB_T_OBJ: return read_obj(r, f, v, at);
    }
    kb_broken("a field has a kind", __FILE__, __LINE__);
}

/* What a field holds when the input leaves it out; everything else is zero already. */
static void set_absent(const struct kb_field *f, void *at)
{
    if (f->type == KB_T_STR) *(const char **)at = "";
    if (f->type == KB_T_JSON) *(const char **)at = "{}";
}

static enum kb_code refuse_unknown(struct reader *r, const struct kb_shape *shape, json_t *json)
{
    const char *name;
    json_t *v;
    json_object_foreach(json, name, v) {
        if (kb_field_find(shape, name)) continue;
        path_push(r, name, 0);
        return bad(r, "request.unknown_field", "is not a field of this request");
    }
    return KB_OK;
}

static enum kb_code read_struct(struct reader *r, const struct kb_shape *shape, json_t *json,
                                void *out)
{
    memset(out, 0, shape->size);
    if (!json_is_object(json) && r->path[0]) return bad(r, "request.field", "must be an object");
    if (!json_is_object(json))
        return kb_fail(r->err, KB_INVALID, "request.body", "must be a JSON object");
    TRY(refuse_unknown(r, shape, json));
    for (const struct kb_field *f = shape->fields; f->name; f++) {
        json_t *v = json_object_get(json, f->name);
        void *at = (char *)out + f->offset;
        set_absent(f, at);
        if (!v && f->optional) continue;
        size_t back = path_push(r, f->name, 0);
        if (!v) return bad(r, "request.missing", "is missing");
        TRY(read_value(r, f, v, at));
        r->path[back] = '\0';
    }
    return KB_OK;
}

enum kb_code kb_read(const struct kb_shape *shape, json_t *json, const struct kb_id_key *ids,
                     void *out, struct kb_arena *a, struct kb_error *err)
{
    struct reader r = { .ids = ids, .a = a, .err = err };
    return read_struct(&r, shape, json, out);
}

struct writer {
    const struct kb_id_key *ids;
    bool secrets;
    int depth;
};

static json_t *write_struct(struct writer *w, const struct kb_shape *shape, const void *in);

static json_t *write_str(const char *s)
{
    json_t *v = json_string(s ? s : "");
    if (v) return v;
    /* Foreign bytes that got past a boundary: shown rather than making the whole answer fail. */
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    char *clean = kb_strdup(&a, s);
    kb_utf8_clean(clean);
    return json_string(clean);
}

static json_t *write_id(const struct writer *w, const struct kb_field *f, int64_t id)
{
    char text[KB_ID_TEXT_MAX];
    if (!w->ids) return json_integer(id);
    kb_id_text(w->ids, f->prefix, id, text);
    return json_string(text);
}

static json_t *write_json(const char *text)
{
    json_t *v = text ? json_loads(text, JSON_DECODE_ANY, NULL) : NULL;
    return v ? v : json_object();
}

static json_t *write_list(struct writer *w, const struct kb_field *f, const struct kb_list *list)
{
    json_t *v = json_array();
    for (int64_t i = 0; i < list->n; i++) {
        const char *item = (const char *)list->at + (size_t)i * f->of->size;
        KB_ASSERT(json_array_append_new(v, write_struct(w, f->of, item)) == 0);
    }
    return v;
}

static json_t *write_value(struct writer *w, const struct kb_field *f, const void *at)
{
    switch (f->type) {
    case KB_T_STR: return write_str(*(const char *const *)at);
    case KB_T_INT: return json_integer(*(const int64_t *)at);
    case KB_T_BOOL: return json_boolean(*(const bool *)at);
    case KB_T_ID: return write_id(w, f, *(const int64_t *)at);
    case KB_T_JSON: return write_json(*(const char *const *)at);
    case KB_T_LIST: return write_list(w, f, at);
    case KB_T_OBJ: {
        const void *of = *(void *const *)at;
        return of ? write_struct(w, f->of, of) : json_null();
    }
    }
    kb_broken("a field has a kind", __FILE__, __LINE__);
}

static json_t *write_struct(struct writer *w, const struct kb_shape *shape, const void *in)
{
    json_t *json = json_object();
    KB_ASSERT(++w->depth <= WRITE_DEPTH_MAX);
    for (const struct kb_field *f = shape->fields; f->name; f++) {
        if (f->secret && !w->secrets) continue;
        json_t *v = write_value(w, f, (const char *)in + f->offset);
        KB_ASSERT(json_object_set_new(json, f->name, v) == 0);
    }
    w->depth--;
    return json;
}

json_t *kb_write(const struct kb_shape *shape, const void *in, const struct kb_id_key *ids)
{
    return write_struct(&(struct writer){ .ids = ids }, shape, in);
}

json_t *kb_write_secret(const struct kb_shape *shape, const void *in, const struct kb_id_key *ids)
{
    return write_struct(&(struct writer){ .ids = ids, .secrets = true }, shape, in);
}

char *kb_write_text(const struct kb_shape *shape, const void *in, struct kb_arena *a)
{
    AUTO_JSON json = kb_write(shape, in, NULL);
    return kb_json_text(json, a);
}
