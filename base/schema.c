/* schema - a shape told to others as JSON Schema 2020-12: the OpenAPI document, the console's
 * types and its forms are made from it. Lengths count bytes inside and characters in JSON
 * Schema; both are told. */
#include "base/field.h"

#include <stdio.h>
#include <string.h>

static void put(json_t *to, const char *key, json_t *value)
{
    KB_ASSERT(json_object_set_new(to, key, value) == 0);
}

static void put_words(json_t *to, const struct kb_field *f)
{
    json_t *words = json_array();
    for (const char *const *w = f->one_of; *w; w++)
        KB_ASSERT(json_array_append_new(words, json_string(*w)) == 0);
    if (f->optional) KB_ASSERT(json_array_append_new(words, json_string("")) == 0);
    put(to, "enum", words);
}

/* A character has at most four bytes, so min bytes are at least min/4 characters. */
static void put_str(json_t *to, const struct kb_field *f)
{
    put(to, "type", json_string("string"));
    if (f->one_of) put_words(to, f);
    if (f->min && !f->optional) put(to, "minLength", json_integer((f->min + 3) / 4));
    if (f->max) put(to, "maxLength", json_integer(f->max));
    if (f->min) put(to, "x-min-bytes", json_integer(f->min));
    if (f->max) put(to, "x-max-bytes", json_integer(f->max));
}

static void put_int(json_t *to, const struct kb_field *f)
{
    put(to, "type", json_string("integer"));
    put(to, "format", json_string("int64"));
    if (f->min || f->max) put(to, "minimum", json_integer(f->optional && f->min > 0 ? 0 : f->min));
    if (f->max || f->min < 0)
        put(to, "maximum", json_integer(f->optional && f->max < 0 ? 0 : f->max));
}

static void put_id(json_t *to, const struct kb_field *f, bool input)
{
    bool may_be_absent = f->optional || !input;
    char pattern[64];
    snprintf(pattern, sizeof pattern, "^%s%s_[0-9a-f][0-9a-hjkmnp-tv-z]{12}%s$",
             may_be_absent ? "(" : "", f->prefix, may_be_absent ? ")?" : "");
    put(to, "type", json_string("string"));
    put(to, "pattern", json_string(pattern));
    put(to, "x-id", json_string(f->prefix));
}

static json_t *schema(const struct kb_shape *shape, bool input, int depth);

static void put_list(json_t *to, const struct kb_field *f, bool input, int depth)
{
    put(to, "type", json_string("array"));
    put(to, "items", schema(f->of, input, depth + 1));
    if (f->min && !f->optional) put(to, "minItems", json_integer(f->min));
    if (f->max) put(to, "maxItems", json_integer(f->max));
}

static json_t *put_obj(const struct kb_field *f, bool input, int depth)
{
    json_t *of = schema(f->of, input, depth + 1);
    if (input && !f->optional) return of;
    json_t *either = json_pack("{s:[o,{s:s}]}", "anyOf", of, "type", "null");
    KB_ASSERT(either);
    return either;
}

static json_t *field_schema(const struct kb_field *f, bool input, int depth)
{
    json_t *to = f->type == KB_T_OBJ ? put_obj(f, input, depth) : json_object();
    switch (f->type) {
    case KB_T_STR: put_str(to, f); break;
    case KB_T_INT: put_int(to, f); break;
    case KB_T_BOOL: put(to, "type", json_string("boolean")); break;
    case KB_T_ID: put_id(to, f, input); break;
    case KB_T_LIST: put_list(to, f, input, depth); break;
    case KB_T_JSON: /* any value: a schema without a type */
    case KB_T_OBJ: break;
    }
    if (f->doc) put(to, "description", json_string(f->doc));
    if (f->unit) put(to, "x-unit", json_string(f->unit));
    if (f->secret) put(to, "writeOnly", json_true());
    return to;
}

static json_t *schema(const struct kb_shape *shape, bool input, int depth)
{
    json_t *to = json_object(), *properties = json_object(), *required = json_array();
    KB_ASSERT(depth < KB_JSON_DEPTH_MAX);
    for (const struct kb_field *f = shape->fields; f->name; f++) {
        if (f->secret && !input) continue;
        put(properties, f->name, field_schema(f, input, depth));
        if (!input || !f->optional)
            KB_ASSERT(json_array_append_new(required, json_string(f->name)) == 0);
    }
    put(to, "title", json_string(shape->name));
    put(to, "type", json_string("object"));
    put(to, "properties", properties);
    put(to, "required", required);
    put(to, "additionalProperties", json_false());
    return to;
}

json_t *kb_schema(const struct kb_shape *shape, bool input)
{
    return schema(shape, input, 0);
}
