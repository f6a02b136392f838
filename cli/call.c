/* call - words become path parameters, options become the query or the body. */
#include "cli/call.h"
#include "base/text.h"
#include "cli/file.h"
#include "cli/value.h"

#include <string.h>

#define TEXT_MAX ((size_t)64 << 10)

const char *cli_percent(struct kb_arena *a, const char *text)
{
    static const char kept[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    char *out = kb_alloc(a, 3 * strlen(text) + 1), *at = out;
    for (; *text; text++) {
        if (strchr(kept, *text)) {
            *at++ = *text;
            continue;
        }
        char hex[3];
        kb_hex(hex, text, 1);
        *at++ = '%';
        *at++ = hex[0];
        *at++ = hex[1];
    }
    return out;
}

struct reading {
    const struct cli_op *op;
    const struct cli_options *o;
    struct kb_arena *arena;
    struct kb_error *err;
    const char **at_path; /* values of the path, in order */
    size_t path_n;
    json_t *query, *body;
};

static enum kb_code missing(struct reading *r, const struct cli_field *f)
{
    const char *mark = f->where == CLI_IN_PATH ? "" : "--";
    return kb_fail_field(r->err, f->option, "cli.usage", "%s%s is missing: %s", mark, f->option,
                         cli_value_kind(f->schema, r->arena));
}

static enum kb_code put_field(struct reading *r, const struct cli_field *f, const char *typed)
{
    json_t *value, *to = f->where == CLI_IN_BODY ? r->body : r->query;
    TRY(cli_value_read(f, typed, r->arena, &value, r->err));
    KB_ASSERT(json_object_set_new(to, f->name, value) == 0);
    return KB_OK;
}

static enum kb_code put_word(struct reading *r, const char *word)
{
    if (r->path_n >= r->op->words_n)
        return kb_fail(r->err, KB_INVALID, "cli.usage", "\"%s\" is one word too many", word);
    if (!word[0]) return missing(r, &r->op->fields[r->path_n]);
    r->at_path[r->path_n++] = cli_percent(r->arena, word);
    return KB_OK;
}

static const struct cli_field *field_named(struct reading *r, const char *option, bool *no)
{
    const struct cli_field *f = cli_op_field(r->op, option);
    *no = false;
    if (!f && strncmp(option, "no-", 3) == 0) {
        f = cli_op_field(r->op, option + 3);
        *no = f && cli_value_is_bool(f);
        if (!*no) f = NULL;
    }
    return f && f->where != CLI_IN_PATH ? f : NULL;
}

/* "--on", "--no-on", "--on true", "--slots 4", "--slots=4": the value that was meant, and whether
 * the word behind it was used. */
static enum kb_code put_option(struct reading *r, const char *typed, const char *next, bool *used)
{
    bool no;
    size_t n = strcspn(typed, "=");
    const char *name = kb_strndup(r->arena, typed, n), *value = typed[n] ? typed + n + 1 : next;
    const struct cli_field *f = field_named(r, name, &no);
    *used = !typed[n];
    if (!f || (no && typed[n]))
        return kb_fail_field(r->err, name, "cli.usage", "--%s is no option of %s %s", name,
                             r->op->noun, r->op->verb);
    if (cli_value_is_bool(f) && !typed[n]) {
        *used = !no && next && (strcmp(next, "true") == 0 || strcmp(next, "false") == 0);
        value = *used ? next : no ? "false" : "true";
    }
    if (!value)
        return kb_fail_field(r->err, name, "cli.usage", "--%s needs a value: %s", name,
                             cli_value_kind(f->schema, r->arena));
    return put_field(r, f, value);
}

static enum kb_code read_words(struct reading *r, int skip)
{
    const struct cli_options *o = r->o;
    for (int i = skip; i < o->words_n; i++) {
        bool used = false, literal = o->literal && i >= o->literal_at;
        const char *word = o->words[i];
        if (literal || strncmp(word, "--", 2) != 0) {
            TRY(put_word(r, word));
            continue;
        }
        bool another = i + 1 < o->words_n && !(o->literal && i + 1 >= o->literal_at);
        TRY(put_option(r, word + 2, another ? o->words[i + 1] : NULL, &used));
        i += used;
    }
    return KB_OK;
}

/* The body of --json; secrets in it must not come from the command line either. */
static enum kb_code read_json(struct reading *r)
{
    const char *typed = r->o->json;
    char *text;
    size_t n;
    bool file = typed[0] == '@' || strcmp(typed, "-") == 0;
    if (file) {
        const char *path = typed[0] == '@' ? typed + 1 : typed;
        TRY(cli_file_read(path, CLI_VALUE_MAX, r->arena, &text, &n, r->err));
    } else {
        text = kb_strdup(r->arena, typed);
        n = strlen(text);
    }
    TRY(kb_json_parse(text, n, CLI_VALUE_MAX, &r->body, r->err));
    if (!json_is_object(r->body))
        return kb_fail_field(r->err, "json", "cli.usage", "--json: the body is a JSON object");
    for (size_t i = 0; i < r->op->fields_n && !file; i++) {
        const struct cli_field *f = &r->op->fields[i];
        if (f->secret && json_object_get(r->body, f->name))
            return kb_fail_field(r->err, f->option, "cli.secret_typed",
                                 "%s is a secret: give the body as --json @FILE or --json -",
                                 f->name);
    }
    return KB_OK;
}

static bool given(const struct reading *r, const struct cli_field *f)
{
    return json_object_get(f->where == CLI_IN_BODY ? r->body : r->query, f->name) != NULL;
}

static enum kb_code check_complete(struct reading *r)
{
    const struct cli_op *op = r->op;
    if (r->path_n < op->words_n) return missing(r, &op->fields[r->path_n]);
    for (size_t i = op->words_n; i < op->fields_n; i++) {
        const struct cli_field *f = &op->fields[i];
        if (f->required && !f->secret && !given(r, f)) return missing(r, f);
    }
    for (size_t i = op->words_n; i < op->fields_n; i++) {
        const struct cli_field *f = &op->fields[i];
        if (f->required && !given(r, f)) TRY(put_field(r, f, "-"));
    }
    return KB_OK;
}

static const char *fill_path(struct reading *r)
{
    const char *from = r->op->path;
    AUTO(kb_text_done) struct kb_text out = { 0 };
    kb_text_init(&out, TEXT_MAX);
    for (size_t i = 0; *from; from++) {
        const char *end = *from == '{' ? strchr(from, '}') : NULL;
        if (!end) {
            kb_text_addn(&out, from, 1);
            continue;
        }
        kb_text_add(&out, r->at_path[i++]);
        from = end;
    }
    return kb_strdup(r->arena, out.at);
}

static const char *fill_query(struct reading *r)
{
    AUTO(kb_text_done) struct kb_text out = { 0 };
    const char *name;
    json_t *value;
    kb_text_init(&out, TEXT_MAX);
    json_object_foreach(r->query, name, value) {
        const char *text = json_string_value(value);
        if (!text) text = kb_json_text(value, r->arena);
        kb_text_addf(&out, "%s%s=%s", out.len ? "&" : "", cli_percent(r->arena, name),
                     cli_percent(r->arena, text));
    }
    return kb_strdup(r->arena, out.at);
}

static enum kb_code read_call(struct reading *r, int skip)
{
    if (r->o->json) TRY(read_json(r));
    if (!r->body) r->body = json_object();
    TRY(read_words(r, skip));
    const struct cli_field *all = cli_op_field(r->op, "all"); /* its own, not "all pages" */
    if (r->o->all && all && cli_value_is_bool(all)) TRY(put_field(r, all, "true"));
    return check_complete(r);
}

enum kb_code cli_call_read(const struct cli_op *op, const struct cli_options *o, int skip,
                           struct kb_arena *a, struct cli_call *out, struct kb_error *err)
{
    AUTO_JSON query = json_object();
    struct reading r = { .op = op, .o = o, .arena = a, .err = err, .query = query };
    r.at_path = kb_alloc(a, sizeof *r.at_path * (op->words_n + 1));
    *out = (struct cli_call){ .op = op };
    enum kb_code code = read_call(&r, skip);
    if (code != KB_OK || strcmp(op->method, "GET") == 0) {
        json_decref(r.body);
        r.body = NULL;
    }
    if (code != KB_OK) return code;
    out->body = r.body;
    out->path = fill_path(&r);
    out->query = fill_query(&r);
    return KB_OK;
}

void cli_call_done(struct cli_call *c)
{
    json_decref(c->body);
    c->body = NULL;
}
