/* attrs - an SKU's attributes against its kind's schema: the part of JSON Schema (2020-12) that
 * typed attributes need. A schema that says anything else is refused when it is put, so that
 * nothing in it is silently left unchecked. */
#include "attrs_sql.h"
#include "catalog/catalog.h"

#include <string.h>

#define PROPERTIES_MAX 64

struct attr_schema {
    int64_t version, created_ms;
    const char *kind, *body;
};
static const struct kb_field attr_schema_fields[] = {
    STR(attr_schema, kind, .one_of = catalog_kinds),
    INT(attr_schema, version),
    JSON(attr_schema, body, .max = 16384, .doc = "JSON Schema of the attributes."),
    INT(attr_schema, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(attr_schema);

static enum kb_code wrong(struct kb_error *err, const char *name, const char *what)
{
    return kb_fail_field(err, "spec", "catalog.attributes", "%s %s", name, what);
}

/* --- a value against its property --- */

static enum kb_code integer_fits(const json_t *p, const char *name, const json_t *v,
                                 struct kb_error *err)
{
    const json_t *min = json_object_get(p, "minimum"), *max = json_object_get(p, "maximum");
    if (!json_is_integer(v)) return wrong(err, name, "must be a whole number");
    if (min && json_integer_value(v) < json_integer_value(min))
        return wrong(err, name, "is too small");
    if (max && json_integer_value(v) > json_integer_value(max))
        return wrong(err, name, "is too large");
    return KB_OK;
}

static enum kb_code string_fits(const json_t *p, const char *name, const json_t *v,
                                struct kb_error *err)
{
    const json_t *max = json_object_get(p, "maxLength"), *words = json_object_get(p, "enum");
    size_t i;
    json_t *word;
    if (!json_is_string(v)) return wrong(err, name, "must be text");
    if (max && json_string_length(v) > (size_t)json_integer_value(max))
        return wrong(err, name, "is too long");
    if (!words) return KB_OK;
    json_array_foreach(words, i, word) {
        if (json_equal(word, v)) return KB_OK;
    }
    return wrong(err, name, "is none of the words of its schema");
}

static enum kb_code value_fits(const json_t *p, const char *name, const json_t *v,
                               struct kb_error *err)
{
    const char *type = json_string_value(json_object_get(p, "type"));
    if (strcmp(type, "integer") == 0) return integer_fits(p, name, v, err);
    if (strcmp(type, "string") == 0) return string_fits(p, name, v, err);
    return json_is_boolean(v) ? KB_OK : wrong(err, name, "must be true or false");
}

static enum kb_code fits(json_t *schema, json_t *attrs, struct kb_error *err)
{
    const char *name;
    size_t i;
    json_t *value, *must, *required = json_object_get(schema, "required");
    json_t *properties = json_object_get(schema, "properties");
    json_object_foreach(attrs, name, value) {
        const json_t *p = json_object_get(properties, name);
        if (!p) return wrong(err, name, "is not an attribute of this kind");
        TRY(value_fits(p, name, value, err));
    }
    json_array_foreach(required, i, must) {
        if (!json_object_get(attrs, json_string_value(must)))
            return wrong(err, json_string_value(must), "is missing");
    }
    return KB_OK;
}

static enum kb_code newest(struct turn *t, const char *kind, struct attr_schema *out)
{
    return turn_find(t, "schema", &q_attr_schema_newest, ARGS(ARG_STR(kind, kind)),
                     &attr_schema_shape, out);
}

enum kb_code catalog_attrs_check(struct turn *t, const char *kind, const char *attrs)
{
    struct attr_schema s;
    AUTO_JSON schema = NULL;
    AUTO_JSON in = json_loads(attrs, 0, NULL);
    TRY(newest(t, kind, &s));
    schema = json_loads(s.body, 0, NULL);
    if (!json_is_object(in)) return wrong(t->err, "spec", "must be an object");
    return fits(schema, in, t->err);
}

enum kb_code catalog_performance(struct turn *t, const struct sku *sku, int64_t *out)
{
    struct attr_schema s;
    const char *name;
    json_t *p;
    *out = 0;
    TRY(newest(t, sku->kind, &s));
    AUTO_JSON schema = json_loads(s.body, 0, NULL);
    AUTO_JSON attrs = json_loads(sku->spec, 0, NULL);
    json_object_foreach(json_object_get(schema, "properties"), name, p) {
        int64_t value = json_integer_value(json_object_get(attrs, name));
        int64_t weight = json_integer_value(json_object_get(p, "x-weight")), part;
        if (__builtin_mul_overflow(value, weight, &part) || __builtin_add_overflow(*out, part, out))
            return *out = INT64_MAX, KB_OK;
    }
    return KB_OK;
}

/* --- schemas as data --- */

static bool known(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(*words, word) == 0) return true;
    return false;
}

static enum kb_code unfit(struct kb_error *err, const char *name, const char *what)
{
    return kb_fail_field(err, "body", "catalog.schema", "%s %s", name, what);
}

static enum kb_code property_check(const char *name, json_t *p, struct kb_error *err)
{
    static const char *const words[] = { "type",      "minimum", "maximum", "maxLength",
                                         "enum",      "x-zh",    "x-en",    "x-unit",
                                         "x-better",  "x-weight", NULL };
    static const char *const numbers[] = { "minimum", "maximum", "maxLength", "x-weight", NULL };
    static const char *const types[] = { "integer", "string", "boolean", NULL };
    const char *word, *type = json_string_value(json_object_get(p, "type"));
    json_t *value;
    if (!type || !known(type, types))
        return unfit(err, name, "needs a type: integer, string, boolean");
    json_object_foreach(p, word, value) {
        if (!known(word, words)) return unfit(err, name, "says something that is not checked here");
        bool right = strcmp(word, "enum") == 0 ? json_is_array(value)
                     : known(word, numbers)    ? json_is_integer(value)
                                               : json_is_string(value);
        if (!right) return unfit(err, name, "has a keyword of the wrong type");
    }
    if (json_object_get(p, "x-zh") && json_object_get(p, "x-en")) return KB_OK;
    return unfit(err, name, "needs x-zh and x-en, its names");
}

static enum kb_code schema_check(json_t *schema, struct kb_error *err)
{
    static const char *const words[] = { "type", "required", "additionalProperties", "properties",
                                         NULL };
    const char *name;
    size_t i;
    json_t *value, *properties = json_object_get(schema, "properties");
    json_object_foreach(schema, name, value) {
        if (!known(name, words)) return unfit(err, name, "is not checked here");
    }
    if (!json_is_object(properties) || json_object_size(properties) > PROPERTIES_MAX)
        return unfit(err, "properties", "must be an object of at most 64");
    if (!json_is_false(json_object_get(schema, "additionalProperties")))
        return unfit(err, "additionalProperties", "must be false");
    json_object_foreach(properties, name, value) TRY(property_check(name, value, err));
    json_array_foreach(json_object_get(schema, "required"), i, value) {
        if (!json_is_string(value) || !json_object_get(properties, json_string_value(value)))
            return unfit(err, "required", "names what is not a property");
    }
    return KB_OK;
}

struct attr_schema_new {
    const char *kind, *body;
};
static const struct kb_field attr_schema_new_fields[] = {
    STR(attr_schema_new, kind, .one_of = catalog_kinds),
    JSON(attr_schema_new, body, .max = 16384,
         .doc = "type, required, properties, additionalProperties false; see the first version."),
    { .name = NULL },
};
static SHAPE(attr_schema_new);

/* What was sold under an older version keeps its attributes; what is written next must fit this. */
static enum kb_code attr_schema_put(struct turn *t, const struct attr_schema_new *in,
                                    struct attr_schema *out)
{
    AUTO_JSON schema = json_loads(in->body, 0, NULL);
    TRY(schema_check(schema, t->err));
    TRY(newest(t, in->kind, out));
    out->version++;
    out->body = in->body;
    out->created_ms = t->now_ms;
    TRY(turn_put(t, &q_attr_schema_add, &attr_schema_shape, out));
    return turn_change(t, t->actor.org_id, "attr_schema", out->version, in->kind, "");
}
HANDLER(attr_schema_put, attr_schema_new, attr_schema);

struct attr_schemas {
    struct kb_list items;
};
static const struct kb_field attr_schemas_fields[] = { LIST(attr_schemas, items, attr_schema_shape),
                                                       { .name = NULL } };
static SHAPE(attr_schemas);

static enum kb_code attr_schemas_list(struct turn *t, const struct nothing *in,
                                      struct attr_schemas *out)
{
    (void)in;
    return turn_all(t, &q_attr_schemas_newest, NO_ARGS, &attr_schema_shape, 10, &out->items);
}
HANDLER(attr_schemas_list, nothing, attr_schemas);

const struct turn_route attr_routes[] = {
    { "GET", "/v1/attr-schemas", WHO_ANYONE, &attr_schemas_list_call, "attr_schemas_list",
      "The attributes of every kind of product, as JSON Schema." },
    { "POST", "/v1/attr-schemas", WHO_P_ADMIN, &attr_schema_put_call, "attr_schemas_put",
      "Give a kind the next version of its attributes." },
    { .method = NULL },
};
