/* value - what is typed, as JSON of the type that the schema asks for. Checked here only as far
 * as a clear sentence helps; the server checks everything. */
#ifndef CLI_VALUE_H
#define CLI_VALUE_H

#include "cli/document.h"

/* "@FILE" stands for the file's content, "@@…" for a text that begins with one @, "@-" for standard
 * input. *out is owned. err.field is the option. A secret is only taken from a file, standard input
 * or the terminal: as a plain word it is refused (cli.secret_typed). */
MUST_USE enum kb_code cli_value_read(const struct cli_field *f, const char *text,
                                     struct kb_arena *a, json_t **out, struct kb_error *err);
/* For help: "INTEGER", "on|off", "sku_…", "JSON". */
const char *cli_value_kind(const json_t *schema, struct kb_arena *a);
bool cli_value_is_bool(const struct cli_field *f);

#endif
