/* document - reads OpenAPI 3.1 as turn/openapi.c writes it. Where noun and verb part is told by the
 * path: "jobs_give_up" under /v1/jobs is "jobs give-up". */
#include "cli/document.h"

#include <string.h>

const json_t *cli_schema_plain(const json_t *schema)
{
    const json_t *either = json_object_get(schema, "anyOf");
    return json_is_array(either) ? json_array_get(either, 0) : schema;
}

static const char *text_of(const json_t *from, const char *name)
{
    const char *s = json_string_value(json_object_get(from, name));
    return s ? s : "";
}

static const char *dashed(struct kb_arena *a, const char *s, size_t n)
{
    char *out = kb_strndup(a, s, n);
    for (char *p = out; *p; p++)
        if (*p == '_') *p = '-';
    return out;
}

/* How many bytes of the id are the noun: the path's first part when the id begins with it, else all
 * before the last underscore. */
static size_t noun_length(const char *id, const char *path)
{
    const char *first = strncmp(path, "/v1/", 4) == 0 ? path + 4 : path;
    size_t n = strcspn(first, "/");
    const char *last = strrchr(id, '_');
    for (size_t i = 0; i < n; i++)
        if (id[i] != first[i] && !(id[i] == '_' && first[i] == '-'))
            return last ? (size_t)(last - id) : strlen(id);
    if (id[n] == '_' && id[n + 1]) return n;
    return last ? (size_t)(last - id) : strlen(id);
}

static void name_op(struct kb_arena *a, struct cli_op *op)
{
    size_t n = noun_length(op->id, op->path);
    op->noun = dashed(a, op->id, n);
    op->verb = op->id[n] ? dashed(a, op->id + n + 1, strlen(op->id + n + 1)) : "";
}

static bool listed(const json_t *list, const char *name)
{
    size_t i;
    const json_t *word;
    json_array_foreach(list, i, word)
        if (strcmp(json_string_value(word) ? json_string_value(word) : "", name) == 0) return true;
    return false;
}

static struct cli_field field_of(struct kb_arena *a, const char *name, enum cli_where where,
                                 const json_t *schema)
{
    return (struct cli_field){ .name = name, .option = dashed(a, name, strlen(name)),
                               .where = where, .schema = schema,
                               .secret = json_is_true(json_object_get(schema, "writeOnly")) };
}

static const json_t *body_schema(const json_t *operation)
{
    const json_t *at = json_object_get(operation, "requestBody");
    at = json_object_get(json_object_get(at, "content"), "application/json");
    return json_object_get(at, "schema");
}

static size_t add_parameters(struct kb_arena *a, const json_t *parameters, const char *where,
                             struct cli_field *to)
{
    size_t i, n = 0;
    const json_t *p;
    bool path = strcmp(where, "path") == 0;
    json_array_foreach(parameters, i, p) {
        if (strcmp(text_of(p, "in"), where) != 0) continue;
        to[n] = field_of(a, text_of(p, "name"), path ? CLI_IN_PATH : CLI_IN_QUERY,
                         json_object_get(p, "schema"));
        to[n++].required = path || json_is_true(json_object_get(p, "required"));
    }
    return n;
}

static size_t add_body(struct kb_arena *a, const json_t *schema, struct cli_field *to)
{
    const char *name;
    json_t *property;
    size_t n = 0;
    const json_t *required = json_object_get(schema, "required");
    /* jansson's loop wants a pointer that may write; it does not */
    json_t *properties = (json_t *)(uintptr_t)json_object_get(schema, "properties");
    json_object_foreach(properties, name, property) {
        to[n] = field_of(a, name, CLI_IN_BODY, property);
        to[n++].required = listed(required, name);
    }
    return n;
}

static void read_fields(struct kb_arena *a, const json_t *operation, struct cli_op *op)
{
    const json_t *parameters = json_object_get(operation, "parameters");
    const json_t *body = body_schema(operation);
    size_t most =
        json_array_size(parameters) + json_object_size(json_object_get(body, "properties"));
    struct cli_field *fields = kb_alloc(a, (most + 1) * sizeof *fields);
    op->words_n = add_parameters(a, parameters, "path", fields);
    op->fields_n = op->words_n + add_parameters(a, parameters, "query", fields + op->words_n);
    op->fields_n += add_body(a, body, fields + op->fields_n);
    op->fields = fields;
}

static bool needs_key(const json_t *parameters)
{
    size_t i;
    const json_t *p;
    json_array_foreach(parameters, i, p)
        if (strcmp(text_of(p, "name"), "Idempotency-Key") == 0) return true;
    return false;
}

static const json_t *reply_schema(const json_t *operation)
{
    const json_t *at = json_object_get(json_object_get(operation, "responses"), "200");
    at = json_object_get(json_object_get(at, "content"), "application/json");
    return json_object_get(at, "schema");
}

static void read_op(struct kb_arena *a, const json_t *operation, struct cli_op *op)
{
    op->id = text_of(operation, "operationId");
    op->summary = text_of(operation, "summary");
    op->who = json_object_get(operation, "x-kboss-who");
    op->list = json_is_true(json_object_get(operation, "x-kboss-list"));
    op->keyed = needs_key(json_object_get(operation, "parameters"));
    op->reply = reply_schema(operation);
    name_op(a, op);
    read_fields(a, operation, op);
}

static const char *upper(struct kb_arena *a, const char *s)
{
    char *out = kb_strdup(a, s);
    for (char *p = out; *p; p++)
        if (*p >= 'a' && *p <= 'z') *p = (char)(*p - 'a' + 'A');
    return out;
}

static size_t read_paths(struct kb_arena *a, json_t *paths, struct cli_op *ops)
{
    const char *path, *method;
    json_t *methods, *operation;
    size_t n = 0;
    json_object_foreach(paths, path, methods) {
        json_object_foreach(methods, method, operation) {
            if (!text_of(operation, "operationId")[0]) continue;
            ops[n] = (struct cli_op){ .path = path, .method = upper(a, method) };
            read_op(a, operation, &ops[n++]);
        }
    }
    return n;
}

enum kb_code cli_document_read(const char *text, size_t n, struct kb_arena *a,
                               struct cli_document *out, struct kb_error *err)
{
    json_error_t why;
    size_t most = 0;
    const char *path;
    json_t *methods;
    *out = (struct cli_document){ .version = "" };
    if (n > CLI_DOCUMENT_MAX)
        return kb_fail(err, KB_INVALID, "cli.document", "the document has %zu bytes", n);
    out->root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &why);
    json_t *paths = json_object_get(out->root, "paths");
    json_object_foreach(paths, path, methods) most += json_object_size(methods);
    if (!most) {
        cli_document_done(out);
        return kb_fail(err, KB_INVALID, "cli.document",
                       "this is no OpenAPI document with operations");
    }
    struct cli_op *ops = kb_alloc(a, most * sizeof *ops);
    out->ops_n = read_paths(a, paths, ops);
    out->ops = ops;
    out->version = text_of(json_object_get(out->root, "info"), "version");
    return KB_OK;
}

void cli_document_done(struct cli_document *d)
{
    json_decref(d->root);
    *d = (struct cli_document){ .version = "" };
}

static bool same_word(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (*a != *b && !(*a == '-' && *b == '_') && !(*a == '_' && *b == '-')) return false;
    return *a == *b;
}

const struct cli_op *cli_document_find(const struct cli_document *d, const char *noun,
                                       const char *verb)
{
    for (size_t i = 0; i < d->ops_n; i++)
        if (same_word(d->ops[i].noun, noun) && same_word(d->ops[i].verb, verb)) return &d->ops[i];
    return NULL;
}

bool cli_document_noun(const struct cli_document *d, const char *noun)
{
    for (size_t i = 0; i < d->ops_n; i++)
        if (same_word(d->ops[i].noun, noun)) return true;
    return false;
}

const struct cli_field *cli_op_field(const struct cli_op *op, const char *name)
{
    for (size_t i = 0; i < op->fields_n; i++)
        if (same_word(op->fields[i].option, name)) return &op->fields[i];
    return NULL;
}
