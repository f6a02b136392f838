/* options - one table for parsing, help and completion. They may stand anywhere on the line;
 * what is not in the table belongs to the operation. */
#include "cli/options.h"
#include "base/text.h"

#include <string.h>

#define ROW(n, member, letter_, argument_, doc_)                                                   \
    { .name = n, .offset = offsetof(struct cli_options, member), .letter = letter_,                \
      .argument = argument_, .doc = doc_ }
const struct cli_option_row cli_option_rows[] = {
    ROW("server", server, 's', "URL", "https://host, http://127.0.0.1:8600, unix:/path; kept"),
    ROW("profile", profile, 'p', "NAME", "another sign-in: a name, or a file's path"),
    ROW("org", org, 0, "ORG", "the acting organisation: its id, or its name as login told it"),
    ROW("output", output, 'o', "KIND", "table, json or csv"),
    ROW("columns", columns, 0, "A,B", "which columns of a table, and in which order"),
    ROW("get", get, 0, "PATH", "one value of the reply: order.id, items.0.id; or each: items.*.id"),
    ROW("all", all, 0, "", "all pages of a list"),
    ROW("json", json, 0, "BODY", "the whole body: JSON, @FILE, or - for standard input"),
    ROW("key", key, 0, "KEY", "the Idempotency-Key of a write, to repeat it safely"),
    ROW("api-key", api_key, 0, "", "login: keep an API key, read from standard input"),
    ROW("timeout", timeout_s, 0, "SECONDS", "how long to wait for an answer; 60"),
    ROW("ca", ca, 0, "FILE", "certificates to trust besides the system's; kept by login"),
    ROW("lang", lang, 0, "zh|en", "the language of errors; kept by login"),
    ROW("help", help, 'h', "", "what this command takes"),
    ROW("version", version, 0, "", "the version of this program"),
    { .name = NULL },
};

static const struct cli_option_row *row_of(const char *arg)
{
    size_t n;
    if (arg[0] != '-' || !arg[1]) return NULL;
    for (const struct cli_option_row *r = cli_option_rows; r->name; r++) {
        if (arg[1] != '-' && r->letter && arg[1] == r->letter && !arg[2]) return r;
        n = strlen(r->name);
        if (arg[1] != '-' || strncmp(arg + 2, r->name, n) != 0) continue;
        /* "--all=true" is a field of an operation: flags here take no value */
        if (!arg[2 + n] || (arg[2 + n] == '=' && r->argument[0])) return r;
    }
    return NULL;
}

static enum kb_code set(struct cli_options *o, const struct cli_option_row *r, const char *value,
                        struct kb_error *err)
{
    void *at = (char *)o + r->offset;
    if (at == (void *)&o->timeout_s) {
        if (kb_parse_int(value, 1, 3600, &o->timeout_s)) return KB_OK;
        return kb_fail_field(err, r->name, "cli.usage", "--timeout: 1 to 3600 seconds, not \"%s\"",
                             value);
    }
    *(const char **)at = value;
    return KB_OK;
}

/* Takes the option at argv[*i], and the word behind it when it has an argument. */
static enum kb_code take(struct cli_options *o, const struct cli_option_row *r, char **argv, int *i,
                         struct kb_error *err)
{
    const char *equals = argv[*i][1] == '-' ? strchr(argv[*i], '=') : NULL;
    if (!r->argument[0]) {
        *(bool *)((char *)o + r->offset) = true;
        return KB_OK;
    }
    if (equals) return set(o, r, equals + 1, err);
    if (!argv[*i + 1])
        return kb_fail_field(err, r->name, "cli.usage", "--%s needs a value: %s", r->name,
                             r->argument);
    return set(o, r, argv[++*i], err);
}

static enum kb_code check(const struct cli_options *o, struct kb_error *err)
{
    if (strcmp(o->output, "table") != 0 && strcmp(o->output, "json") != 0 &&
        strcmp(o->output, "csv") != 0)
        return kb_fail_field(err, "output", "cli.usage", "--output: table, json or csv, not \"%s\"",
                             o->output);
    if (o->lang && strcmp(o->lang, "zh") != 0 && strcmp(o->lang, "en") != 0)
        return kb_fail_field(err, "lang", "cli.usage", "--lang: zh or en, not \"%s\"", o->lang);
    return KB_OK;
}

enum kb_code cli_options_read(int argc, char **argv, struct kb_arena *a, struct cli_options *out,
                              struct kb_error *err)
{
    *out = (struct cli_options){ .output = "table", .profile = "default", .timeout_s = 60 };
    out->words = kb_alloc(a, sizeof *out->words * (size_t)(argc + 1));
    for (int i = 1; i < argc; i++) {
        const struct cli_option_row *r = out->literal ? NULL : row_of(argv[i]);
        if (r) {
            TRY(take(out, r, argv, &i, err));
        } else if (!out->literal && strcmp(argv[i], "--") == 0) {
            out->literal = true;
            out->literal_at = out->words_n;
        } else {
            out->words[out->words_n++] = argv[i];
        }
    }
    return check(out, err);
}
