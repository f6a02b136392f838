/* help - the commands, and what one of them takes, from the document; the shells' completion asks
 * here too. */
#include "cli/run_priv.h"
#include "cli/print.h"
#include "cli/value.h"

#include <stdio.h>
#include <string.h>

void cli_help_usage(FILE *to)
{
    fputs("kboss COMMAND…            KBOSS from a shell\n\n", to);
    for (const struct cli_command *k = cli_session_commands; k->name; k++)
        fprintf(to, "  kboss %-7s %-8s %s\n", k->name, k->argument, k->doc);
    for (const struct cli_command *k = cli_help_commands; k->doc; k++)
        fprintf(to, "  kboss %-7s %-8s %s\n", k->name, k->argument, k->doc);
    fputs("  kboss NOUN VERB [ID] [--field VALUE…]   an operation of the API\n\nOptions:\n", to);
    for (const struct cli_option_row *r = cli_option_rows; r->name; r++)
        fprintf(to, "  --%-9s %-8s %s\n", r->name, r->argument, r->doc);
    fputs(
        "\nA value @FILE is the file's content. Secrets are asked for, or come from @FILE or -.\n",
        to);
    fputs(cli_exit_doc, to);
    fputs("The daemon's own commands (init, verify, backup) are kbossd's: kbossd --help.\n", to);
}

/* --- one operation --- */

static const char *text_of(const json_t *from, const char *name)
{
    const char *s = json_string_value(json_object_get(from, name));
    return s ? s : "";
}

static void tell_field(struct cli *c, const struct cli_field *f)
{
    const char *kind = cli_value_kind(f->schema, &c->arena);
    const char *name =
        f->where == CLI_IN_PATH ? f->option : kb_printf(&c->arena, "--%s", f->option);
    printf("  %-18s %-14s %s%s\n", name, kind, f->required ? "" : "[optional] ",
           text_of(f->schema, "description"));
}

enum kb_code cli_help_op(struct cli *c, const struct cli_op *op)
{
    size_t i;
    const json_t *word;
    printf("kboss %s %s", op->noun, op->verb);
    for (size_t n = 0; n < op->words_n; n++) printf(" %s", op->fields[n].option);
    printf("%s\n\n%s\n", op->fields_n > op->words_n ? " [--field VALUE…]" : "", op->summary);
    if (op->fields_n) puts("");
    for (size_t n = 0; n < op->fields_n; n++) tell_field(c, &op->fields[n]);
    printf("\nFor:");
    json_array_foreach(op->who, i, word) printf(" %s", json_string_value(word));
    printf("\n%s %s\n", op->method, op->path);
    return KB_OK;
}

static bool tell_noun(const struct cli_document *d, const char *noun)
{
    bool any = false;
    for (size_t i = 0; i < d->ops_n; i++) {
        const struct cli_op *op = &d->ops[i];
        if (!op->verb[0] || (noun && strcmp(op->noun, noun) != 0)) continue;
        char name[80];
        snprintf(name, sizeof name, "%s %s", op->noun, op->verb);
        printf("  kboss %-28s %s\n", name, op->summary);
        any = true;
    }
    return any;
}

static enum kb_code unknown(struct cli *c, const char *noun, const char *verb)
{
    const char *near = verb ? NULL : cli_help_near(c, noun);
    return kb_fail(&c->err, KB_INVALID, "cli.usage", "there is no command %s%s%s%s%s%s", noun,
                   verb ? " " : "", verb ? verb : "", near ? "; did you mean " : "",
                   near ? near : "", near ? "?" : "");
}

static enum kb_code run_help(struct cli *c)
{
    const struct cli_options *o = &c->options;
    if (o->words_n == 1) {
        cli_help_usage(stdout);
        if (cli_document_load(c) != KB_OK) {
            puts("\nOperations: sign in first (kboss login --server URL), or say --server.");
            return KB_OK;
        }
        printf("\nOperations of %s (version %s):\n", c->profile.server, c->document.version);
        tell_noun(&c->document, NULL);
        return KB_OK;
    }
    TRY(cli_document_load(c));
    const struct cli_op *op =
        o->words_n > 2 ? cli_document_find(&c->document, o->words[1], o->words[2]) : NULL;
    if (op) return cli_help_op(c, op);
    if (o->words_n == 2 && tell_noun(&c->document, o->words[1])) return KB_OK;
    return unknown(c, o->words[1], o->words_n > 2 ? o->words[2] : NULL);
}

/* --- a word most like another --- */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Levenshtein's distance of words of at most 31 characters. */
static size_t distance(const char *a, const char *b)
{
    size_t row[32], n = strlen(a), m = strlen(b);
    if (n > 31 || m > 31) return 32;
    for (size_t j = 0; j <= m; j++) row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t before = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t was = row[j];
            row[j] = least(row[j] + 1, row[j - 1] + 1, before + (a[i - 1] != b[j - 1]));
            before = was;
        }
    }
    return row[m];
}

const char *cli_help_near(const struct cli *c, const char *word)
{
    const char *best = NULL;
    size_t least_so_far = 3;
    for (const struct cli_command *k = cli_session_commands; k->name; k++) {
        if (distance(word, k->name) >= least_so_far) continue;
        least_so_far = distance(word, k->name);
        best = k->name;
    }
    for (size_t i = 0; i < c->document.ops_n; i++) {
        if (distance(word, c->document.ops[i].noun) >= least_so_far) continue;
        least_so_far = distance(word, c->document.ops[i].noun);
        best = c->document.ops[i].noun;
    }
    return best;
}

/* --- completion --- */

static void offer(const char *word, const char *typed, const char *before)
{
    if (word[0] && strncmp(word, typed, strlen(typed)) == 0) printf("%s%s\n", before, word);
}

static void offer_nouns(const struct cli *c, const char *typed)
{
    const char *last = "";
    for (const struct cli_command *k = cli_session_commands; k->name; k++)
        offer(k->name, typed, "");
    for (const struct cli_command *k = cli_help_commands; k->doc; k++) offer(k->name, typed, "");
    for (size_t i = 0; i < c->document.ops_n; i++) {
        const struct cli_op *op = &c->document.ops[i];
        if (op->verb[0] && strcmp(op->noun, last) != 0) offer(op->noun, typed, "");
        last = op->noun;
    }
}

static void offer_values(const struct cli_field *f, const char *typed)
{
    size_t i;
    const json_t *w;
    if (cli_value_is_bool(f)) {
        offer("true", typed, "");
        offer("false", typed, "");
    }
    json_array_foreach(json_object_get(f->schema, "enum"), i, w)
        offer(json_string_value(w), typed, "");
}

static void offer_options(const struct cli_op *op, const char *typed)
{
    const char *name = typed + (strncmp(typed, "--", 2) == 0 ? 2 : strlen(typed));
    for (size_t i = op->words_n; i < op->fields_n; i++) offer(op->fields[i].option, name, "--");
    for (const struct cli_option_row *r = cli_option_rows; r->name; r++) offer(r->name, name, "--");
}

static void offer_rest(const struct cli *c, char **words, int n)
{
    const struct cli_op *op = cli_document_find(&c->document, words[0], words[1]);
    const char *typed = words[n - 1], *before = words[n - 2];
    if (!op) return;
    const struct cli_field *f = strncmp(before, "--", 2) == 0 ? cli_op_field(op, before + 2) : NULL;
    if (f)
        offer_values(f, typed);
    else if (typed[0] == '-')
        offer_options(op, typed);
}

/* kboss complete -- WORD…: what may stand for the last word. Never fails, never waits. */
static enum kb_code run_complete(struct cli *c)
{
    char **words = c->options.words + 1;
    int n = c->options.words_n - 1;
    if (n < 1 || cli_document_cached(c) != KB_OK) return KB_OK;
    bool help = n > 1 && strcmp(words[0], "help") == 0;
    words += help;
    n -= help;
    if (n == 1) offer_nouns(c, words[0]);
    for (size_t i = 0; n == 2 && i < c->document.ops_n; i++)
        if (strcmp(c->document.ops[i].noun, words[0]) == 0)
            offer(c->document.ops[i].verb, words[1], "");
    if (n > 2 && !help) offer_rest(c, words, n);
    return KB_OK;
}

static const char bash_script[] =
    "# bash: eval \"$(kboss completion bash)\"\n"
    "_kboss() {\n"
    "    local IFS=$'\\n'\n"
    "    COMPREPLY=($(kboss complete -- \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null))\n"
    "}\n"
    "complete -o default -F _kboss kboss\n";
static const char zsh_script[] =
    "# zsh: eval \"$(kboss completion zsh)\"\n"
    "_kboss() {\n"
    "    local -a found\n"
    "    found=(\"${(@f)$(kboss complete -- \"${(@)words[2,CURRENT]}\" 2>/dev/null)}\")\n"
    "    compadd -a found\n"
    "}\n"
    "compdef _kboss kboss\n";

static enum kb_code run_completion(struct cli *c)
{
    const struct cli_options *o = &c->options;
    const char *shell = o->words_n == 2 ? o->words[1] : "";
    if (strcmp(shell, "bash") != 0 && strcmp(shell, "zsh") != 0)
        return kb_fail(&c->err, KB_INVALID, "cli.usage", "kboss completion bash|zsh");
    fputs(shell[0] == 'b' ? bash_script : zsh_script, stdout);
    return KB_OK;
}

/* The one without a sentence is for the shells, and the last that is found. */
const struct cli_command cli_help_commands[] = {
    { "help", "[WORDS]", "all commands, or what one takes: kboss help orders create", run_help },
    { "completion", "SHELL", "the completion of bash or zsh: eval \"$(kboss completion bash)\"",
      run_completion },
    { "complete", "", NULL, run_complete },
    { .name = NULL },
};
