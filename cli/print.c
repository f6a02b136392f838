/* print - which parts of a reply are shown, and how they are laid out. */
#include "cli/print.h"
#include "base/field.h"
#include "cli/table_priv.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_WIDTH 16

/* --- one value: --get --- */

static const json_t *step_to(const json_t *at, const char *step)
{
    int64_t i;
    if (!json_is_array(at)) return json_object_get(at, step);
    if (!kb_parse_int(step, 0, INT32_MAX, &i)) return NULL;
    return json_array_get(at, (size_t)i);
}

/* A text that ends its line itself is not given another end. */
static void print_value(const json_t *value, struct kb_text *out)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const char *text = json_is_string(value) ? json_string_value(value) : kb_json_text(value, &a);
    size_t n = strlen(text);
    kb_text_add(out, text);
    if (n == 0 || text[n - 1] != '\n') kb_text_add(out, "\n");
}

/* "items.0.id"; "*" is each of a list, one after the other. false: there is no such value. */
static bool print_path(const json_t *at, const char *path, struct kb_text *out)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    size_t n = strcspn(path, "."), i;
    const char *step = kb_strndup(&a, path, n), *rest = path[n] ? path + n + 1 : NULL;
    json_t *row, *list = (json_t *)(uintptr_t)at; /* jansson's loop */
    if (strcmp(step, "*") != 0 || !json_is_array(at)) {
        at = step_to(at, step);
        if (at && !rest) print_value(at, out);
        return at && rest ? print_path(at, rest, out) : at != NULL;
    }
    json_array_foreach(list, i, row) {
        if (!rest)
            print_value(row, out);
        else if (!print_path(row, rest, out))
            return false;
    }
    return true;
}

static enum kb_code print_one(const json_t *reply, const char *path, struct kb_text *out,
                              struct kb_error *err)
{
    if (print_path(reply, path, out)) return KB_OK;
    kb_text_clear(out);
    return kb_fail_field(err, "get", "cli.no_value", "there is no %s in the reply", path);
}

/* --- objects --- */

static const char *label(const char *name, const json_t *schema, struct kb_arena *a)
{
    const char *unit = json_string_value(json_object_get(schema, "x-unit"));
    size_t n = strlen(name), u = unit ? strlen(unit) : 0;
    bool said = u && n > u + 1 && name[n - u - 1] == '_' && strcmp(name + n - u, unit) == 0;
    return said ? kb_strndup(a, name, n - u - 1) : name; /* the value tells its unit */
}

static bool is_rows(const json_t *value)
{
    return json_is_array(value) && json_is_object(json_array_get(value, 0));
}

static void print_scalars(const json_t *object, const json_t *properties, int indent,
                          struct kb_text *out)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const char *name;
    json_t *value, *all = (json_t *)(uintptr_t)object; /* jansson's loop */
    json_object_foreach(all, name, value) {
        const json_t *schema = json_object_get(properties, name);
        if (is_rows(value) || (json_is_object(value) && cli_schema_plain(schema) != schema))
            continue;
        const char *shown = label(name, schema, &a);
        int gap = LABEL_WIDTH - cli_width(shown);
        kb_text_addf(out, "%*s%s%*s %s\n", indent, "", shown, gap > 0 ? gap : 0, "",
                     cli_show(value, schema, &a));
    }
}

static enum kb_code print_object(const json_t *object, const json_t *schema, int indent,
                                 const struct cli_style *style, struct kb_text *out);

static enum kb_code print_part(const char *name, const json_t *value, const json_t *schema,
                               const struct cli_style *style, struct kb_text *out)
{
    if (is_rows(value)) {
        struct cli_style inner = { .output = "table", .width = style->width };
        kb_text_addf(out, "%s%s:\n", out->len ? "\n" : "", name);
        return cli_table(value, json_object_get(schema, "items"), &inner, out, NULL);
    }
    const json_t *plain = cli_schema_plain(schema);
    if (!json_is_object(value) || plain == schema) return KB_OK;
    kb_text_addf(out, "%s%s:\n", out->len ? "\n" : "", name);
    return print_object(value, plain, 2, style, out);
}

static enum kb_code print_object(const json_t *object, const json_t *schema, int indent,
                                 const struct cli_style *style, struct kb_text *out)
{
    const json_t *properties = json_object_get(schema, "properties");
    const char *name;
    json_t *value, *all = (json_t *)(uintptr_t)object;
    print_scalars(object, properties, indent, out);
    json_object_foreach(all, name, value)
        TRY(print_part(name, value, json_object_get(properties, name), style, out));
    return KB_OK;
}

/* --- the whole --- */

static void print_json(const json_t *reply, struct kb_text *out)
{
    char *text = json_dumps(reply, JSON_INDENT(2) | JSON_ENCODE_ANY);
    KB_ASSERT(text);
    kb_text_add(out, text);
    kb_text_add(out, "\n");
    free(text);
}

enum kb_code cli_print(const json_t *reply, const json_t *schema, const struct cli_style *style,
                       struct kb_text *out, struct kb_error *err)
{
    const json_t *items = json_object_get(reply, "items");
    const json_t *row = json_object_get(json_object_get(schema, "properties"), "items");
    if (style->get) return print_one(reply, style->get, out, err);
    if (strcmp(style->output, "json") == 0 ||
        !json_is_object(json_object_get(schema, "properties"))) {
        print_json(reply, out);
        return KB_OK;
    }
    row = json_object_get(row, "items");
    if (strcmp(style->output, "csv") == 0) {
        if (json_is_array(items)) return cli_csv(items, row, style, out, err);
        return kb_fail_field(err, "output", "cli.usage", "only lists can be CSV");
    }
    if (json_is_array(items)) return cli_table(items, row, style, out, err);
    return print_object(reply, schema, 0, style, out);
}
