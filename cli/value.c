/* value - integers, booleans, words of a list, texts and free JSON, by the schema of the field. */
#include "cli/value.h"
#include "base/text.h"
#include "cli/file.h"

#include <stdio.h>
#include <string.h>

static const char *type_of(const json_t *schema)
{
    const char *type = json_string_value(json_object_get(cli_schema_plain(schema), "type"));
    return type ? type : "";
}

bool cli_value_is_bool(const struct cli_field *f)
{
    return strcmp(type_of(f->schema), "boolean") == 0;
}

static int64_t bound(const json_t *schema, const char *name, int64_t otherwise)
{
    const json_t *v = json_object_get(schema, name);
    return json_is_integer(v) ? json_integer_value(v) : otherwise;
}

static enum kb_code read_integer(const struct cli_field *f, const char *text, json_t **out,
                                 struct kb_error *err)
{
    int64_t v, min = bound(f->schema, "minimum", INT64_MIN);
    int64_t max = bound(f->schema, "maximum", INT64_MAX);
    if (!kb_parse_int(text, INT64_MIN, INT64_MAX, &v))
        return kb_fail_field(err, f->option, "cli.usage", "--%s: \"%s\" is not a whole number",
                             f->option, text);
    if (v < min || v > max)
        return kb_fail_field(err, f->option, "cli.usage", "--%s: %lld is not within %lld and %lld",
                             f->option, (long long)v, (long long)min, (long long)max);
    *out = json_integer(v);
    return KB_OK;
}

static enum kb_code read_bool(const struct cli_field *f, const char *text, json_t **out,
                              struct kb_error *err)
{
    bool yes = strcmp(text, "true") == 0 || strcmp(text, "yes") == 0;
    if (!yes && strcmp(text, "false") != 0 && strcmp(text, "no") != 0)
        return kb_fail_field(err, f->option, "cli.usage", "--%s: say true or false, not \"%s\"",
                             f->option, text);
    *out = json_boolean(yes);
    return KB_OK;
}

static bool one_of(const json_t *words, const char *text)
{
    size_t i;
    const json_t *w;
    json_array_foreach(words, i, w)
        if (strcmp(json_string_value(w) ? json_string_value(w) : "", text) == 0) return true;
    return false;
}

static enum kb_code read_string(const struct cli_field *f, const char *text, struct kb_arena *a,
                                json_t **out, struct kb_error *err)
{
    const json_t *words = json_object_get(f->schema, "enum");
    if (json_is_array(words) && !one_of(words, text))
        return kb_fail_field(err, f->option, "cli.usage", "--%s: \"%s\" is none of %s", f->option,
                             text, cli_value_kind(f->schema, a));
    *out = json_string(text);
    if (*out) return KB_OK;
    return kb_fail_field(err, f->option, "cli.usage", "--%s: not UTF-8 text", f->option);
}

static enum kb_code read_json(const struct cli_field *f, const char *text, json_t **out,
                              struct kb_error *err)
{
    if (kb_json_parse(text, strlen(text), CLI_VALUE_MAX, out, err) == KB_OK) return KB_OK;
    char why[sizeof err->text];
    snprintf(why, sizeof why, "%s", err->text);
    return kb_fail_field(err, f->option, "cli.usage", "--%s is JSON: %.180s", f->option, why);
}

/* The text meant by what was typed: itself, or a file's content. The line end that editors put
 * behind a secret or a key is not part of it. */
static enum kb_code text_meant(const struct cli_field *f, const char *typed, struct kb_arena *a,
                               const char **out, struct kb_error *err)
{
    char *text;
    size_t n;
    bool file = typed[0] == '@' && typed[1] != '@';
    if (f->secret && strcmp(typed, "-") == 0) return cli_line_read(f->name, true, a, out, err);
    if (f->secret && !file)
        return kb_fail_field(err, f->option, "cli.secret_typed",
                             "--%s: a secret on the command line can be read by everyone on this "
                             "machine; use --%s @FILE, or --%s - for standard input",
                             f->option, f->option, f->option);
    *out = typed[0] == '@' ? typed + 1 : typed;
    if (!file) return KB_OK;
    TRY(cli_file_read(typed + 1, CLI_VALUE_MAX, a, &text, &n, err));
    if (strlen(text) != n)
        return kb_fail_field(err, f->option, "cli.file", "%s is not text", typed + 1);
    while (n && (text[n - 1] == '\n' || text[n - 1] == '\r')) text[--n] = '\0';
    *out = text;
    return KB_OK;
}

enum kb_code cli_value_read(const struct cli_field *f, const char *typed, struct kb_arena *a,
                            json_t **out, struct kb_error *err)
{
    const char *type = type_of(f->schema), *text;
    *out = NULL;
    TRY(text_meant(f, typed, a, &text, err));
    if (strcmp(type, "integer") == 0) return read_integer(f, text, out, err);
    if (strcmp(type, "boolean") == 0) return read_bool(f, text, out, err);
    if (strcmp(type, "string") == 0) return read_string(f, text, a, out, err);
    return read_json(f, text, out, err);
}

static const char *words_kind(const json_t *words, struct kb_arena *a)
{
    const char *all = "";
    size_t i;
    const json_t *w;
    json_array_foreach(words, i, w) {
        const char *s = json_string_value(w);
        if (s && s[0]) all = kb_printf(a, "%s%s%s", all, all[0] ? "|" : "", s);
    }
    return all;
}

const char *cli_value_kind(const json_t *schema, struct kb_arena *a)
{
    const char *type = type_of(schema);
    const json_t *words = json_object_get(schema, "enum");
    const char *id = json_string_value(json_object_get(schema, "x-id"));
    if (json_is_array(words)) return words_kind(words, a);
    if (id) return kb_printf(a, "%s_…", id);
    if (json_is_true(json_object_get(schema, "writeOnly"))) return "@FILE or -";
    if (strcmp(type, "integer") == 0) return "INTEGER";
    if (strcmp(type, "boolean") == 0) return "true|false";
    return strcmp(type, "string") == 0 ? "TEXT" : "JSON";
}
