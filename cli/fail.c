/* fail - what went wrong, for people: the case, what to do about it, and how to repeat safely. The
 * exit status tells a script the class of the error. */
#include "cli/run_priv.h"
#include "cli/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The class says what a script may do: 8 and 9 may be tried again, 9 only with the same key. */
static const int statuses[] = {
    [KB_OK] = 0,          [KB_INVALID] = 2,   [KB_UNSIGNED] = 3,
    [KB_DENIED] = 4,      [KB_NOT_FOUND] = 5, [KB_CONFLICT] = 6,
    [KB_EXHAUSTED] = 7,   [KB_UNAVAILABLE] = 8, [KB_UNKNOWN] = 9,
    [KB_INTERNAL] = 10,
};
const char cli_exit_doc[] =
    "Exit status: 0 done; 2 invalid input; 3 not signed in; 4 not allowed; 5 not there;\n"
    "  6 the state does not allow it; 7 a limit; 8 not available, try again; 9 the answer was "
    "lost:\n"
    "  look, or repeat with the same --key; 10 an error of the server; 64 the command line is "
    "wrong.\n";

static int status_of(const struct kb_error *err)
{
    if (strcmp(err->reason, "cli.usage") == 0) return 64;
    return (size_t)err->code < COUNT(statuses) ? statuses[err->code] : 1;
}

static const char *said(const struct cli *c, const char *name)
{
    const char *s = json_string_value(json_object_get(c->refusal, name));
    return s ? s : "";
}

static const char *shown(struct kb_arena *a, const char *text)
{
    AUTO_JSON value = json_string(text);
    return cli_show(value, NULL, a);
}

/* Headline and advice in the language chosen: the server's where it has them, else our own. */
static void words(const struct cli *c, bool zh, const char **headline, const char **advice)
{
    const struct kb_reason *r = kb_reason_find(c->err.reason);
    *headline = zh ? said(c, "text_zh") : "";
    *advice = said(c, zh ? "advice_zh" : "advice");
    if (!(*headline)[0] && r) *headline = zh ? r->zh : r->en;
    if (!(*advice)[0] && r) *advice = zh ? r->zh_advice : r->en_advice;
}

int cli_fail(const struct cli *c)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const struct kb_error *e = &c->err;
    const char *lang = c->options.lang ? c->options.lang : c->profile.lang;
    const char *headline, *advice;
    if (c->options.output && strcmp(c->options.output, "json") == 0 && c->refusal) {
        fprintf(stderr, "%s\n", kb_json_text(c->refusal, &a));
        return status_of(e);
    }
    words(c, lang && strcmp(lang, "zh") == 0, &headline, &advice);
    fprintf(stderr, "kboss: %s (%s%s%s)\n",
            headline[0] ? shown(&a, headline) : kb_code_name(e->code), shown(&a, e->reason),
            e->field[0] ? ", " : "", shown(&a, e->field));
    if (e->text[0]) fprintf(stderr, "  %s\n", shown(&a, e->text));
    if (advice[0]) fprintf(stderr, "  > %s\n", shown(&a, advice));
    if (c->key && (e->code == KB_UNKNOWN || e->code == KB_UNAVAILABLE))
        fprintf(stderr, "  > the same command with --key %s cannot be done twice\n", c->key);
    if (said(c, "request_id")[0])
        fprintf(stderr, "  request %s\n", shown(&a, said(c, "request_id")));
    return status_of(e);
}
