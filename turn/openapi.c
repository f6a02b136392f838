/* openapi - the route tables as an OpenAPI 3.1 document; the command line and the console's types
 * are made from it, so nothing about a route is written twice. */
#include "turn/engine.h"

#include <ctype.h>
#include <string.h>

static const struct {
    uint32_t bit;
    const char *name;
} who_names[] = {
    { WHO_P_ADMIN, "platform:admin" },
    { WHO_P_FINANCE, "platform:finance" },
    { WHO_P_SALES, "platform:sales" },
    { WHO_P_OPERATOR, "platform:operator" },
    { WHO_P_TECH, "platform:tech" },
    { WHO_D_ADMIN, "distributor:admin" },
    { WHO_D_FINANCE, "distributor:finance" },
    { WHO_D_SALES, "distributor:sales" },
    { WHO_D_OPERATOR, "distributor:operator" },
    { WHO_D_TECH, "distributor:tech" },
    { WHO_C_ADMIN, "customer:admin" },
    { WHO_C_USER, "customer:user" },
    { WHO_S_ADMIN, "supplier:admin" },
    { WHO_S_FINANCE, "supplier:finance" },
    { WHO_S_DELIVERY, "supplier:delivery" },
    { WHO_SIGNED_IN, "signed-in" },
    { WHO_ANYONE, "anyone" },
};

static json_t *who_list(uint32_t who)
{
    json_t *list = json_array();
    for (size_t i = 0; i < COUNT(who_names); i++)
        if (who & who_names[i].bit) json_array_append_new(list, json_string(who_names[i].name));
    return list;
}

static json_t *parameter(const char *name, const char *where, bool required, json_t *schema)
{
    return json_pack("{s:s,s:s,s:b,s:o}", "name", name, "in", where, "required", required, "schema",
                     schema);
}

static bool in_path(const char *path, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = strchr(path, '{'); at; at = strchr(at + 1, '{'))
        if (strncmp(at + 1, name, n) == 0 && at[1 + n] == '}') return true;
    return false;
}

/* Fields of the input that the path carries, and for a GET all the others as query parameters. */
static json_t *parameters(const struct turn_route *r, json_t *schema)
{
    json_t *list = json_array(), *props = json_object_get(schema, "properties");
    bool get = strcmp(r->method, "GET") == 0;
    for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
        bool path = in_path(r->path, f->name);
        if (path || get)
            json_array_append_new(list,
                                  parameter(f->name, path ? "path" : "query", path || !f->optional,
                                            json_incref(json_object_get(props, f->name))));
    }
    if (!get && !(r->flags & (TURN_NO_KEY | TURN_READ)))
        json_array_append_new(list, parameter("Idempotency-Key", "header", true,
                                              json_pack("{s:s,s:i,s:i}", "type", "string",
                                                        "minLength", 16, "maxLength", 64)));
    if (!(r->who & (WHO_ANYONE | WHO_SIGNED_IN)))
        json_array_append_new(
            list, parameter("X-Kboss-Org", "header", false, json_pack("{s:s}", "type", "string")));
    return list;
}

/* The body's schema is the input without what the path carries. */
static void body_of(const struct turn_route *r, json_t *op, json_t *schema)
{
    json_t *body = json_deep_copy(schema), *props = json_object_get(body, "properties");
    json_t *required = json_object_get(body, "required");
    if (strcmp(r->method, "GET") == 0) {
        json_decref(body);
        return;
    }
    for (const struct kb_field *f = r->call->in->fields; f->name; f++) {
        if (!in_path(r->path, f->name)) continue;
        json_object_del(props, f->name);
        for (size_t i = json_array_size(required); i-- > 0;)
            if (strcmp(json_string_value(json_array_get(required, i)), f->name) == 0)
                json_array_remove(required, i);
    }
    json_object_set_new(op, "requestBody",
                        json_pack("{s:b,s:{s:{s:o}}}", "required", json_object_size(props) > 0,
                                  "content", "application/json", "schema", body));
}

static json_t *operation(const struct turn_route *r)
{
    AUTO_JSON schema = kb_schema(r->call->in, true);
    json_t *op =
        json_pack("{s:s,s:s,s:o,s:b,s:o,s:{s:{s:s,s:{s:{s:o}}},s:{s:s,s:{s:{s:{s:s}}}}}}",
                  "operationId", r->op, "summary", r->doc, "x-kboss-who", who_list(r->who),
                  "x-kboss-list", (r->flags & TURN_LIST) != 0, "parameters", parameters(r, schema),
                  "responses", "200", "description", "done", "content", "application/json",
                  "schema", kb_schema(r->call->out, false), "default", "description", "refused",
                  "content", "application/json", "schema", "$ref", "#/components/schemas/error");
    KB_ASSERT(op);
    body_of(r, op, schema);
    return op;
}

static json_t *error_schema(void)
{
    static const char *const names[] = { "code",       "reason",  "field",  "text",
                                         "request_id", "text_zh", "advice", "advice_zh" };
    json_t *props = json_object();
    for (size_t i = 0; i < COUNT(names); i++)
        json_object_set_new(props, names[i], json_pack("{s:s}", "type", "string"));
    return json_pack("{s:s,s:o,s:[s,s,s,s,s]}", "type", "object", "properties", props, "required",
                     "code", "reason", "field", "text", "request_id");
}

json_t *turn_openapi(const struct turn_engine *e)
{
    json_t *paths = json_object();
    for (const struct turn_route *const *table = e->routes; *table; table++) {
        for (const struct turn_route *r = *table; r->method; r++) {
            char verb[8] = "";
            if (r->who & WHO_SYSTEM) continue;
            json_t *path = json_object_get(paths, r->path);
            if (!path) json_object_set_new(paths, r->path, path = json_object());
            for (size_t i = 0; r->method[i] && i + 1 < sizeof verb; i++)
                verb[i] = (char)tolower((unsigned char)r->method[i]);
            json_object_set_new(path, verb, operation(r));
        }
    }
    return json_pack("{s:s,s:{s:s,s:s,s:s},s:o,s:{s:{s:o}}}", "openapi", "3.1.0", "info", "title",
                     "KBOSS", "version", KBOSS_VERSION, "description",
                     "Kaiyuancld Business Operation Support System", "paths", paths, "components",
                     "schemas", "error", error_schema());
}
