/* options - the options every command knows, and what is left of the line when they are taken
 * out. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/arena.h"

struct cli_options {
    const char *server, *profile, *org, *output, *json, *key, *get, *columns, *ca, *lang;
    int64_t timeout_s;
    bool all, help, version, api_key;
    int words_n;
    char **words; /* the rest, in order: noun, verb, positions, --field value */
    bool literal; /* nothing in the rest is an option any more from literal_at on (after "--") */
    int literal_at;
};

/* err.reason cli.usage. */
MUST_USE enum kb_code cli_options_read(int argc, char **argv, struct kb_arena *a,
                                       struct cli_options *out, struct kb_error *err);
/* One row an option: name, argument ("" for none), sentence. Ends with a NULL name. */
struct cli_option_row {
    const char *name, *argument, *doc;
    size_t offset;
    char letter;
};
extern const struct cli_option_row cli_option_rows[];

#endif
