/* print - a reply for people (tables, names and values, times and money made readable) or for
 * programs (JSON, CSV, one value). What comes from elsewhere cannot steer the terminal. */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include "base/text.h"
#include "cli/document.h"

struct cli_style {
    const char *output;  /* table, json, csv */
    const char *columns; /* "a,b", or NULL for those that fit */
    const char *get;     /* a path, or NULL */
    int width;           /* of the terminal; 0: no limit */
};

#define CLI_PRINT_MAX ((size_t)64 << 20)

/* Adds the text to out. cli.no_value when get names nothing that is there; cli.usage for an unknown
 * column or a CSV of what is no list. */
MUST_USE enum kb_code cli_print(const json_t *reply, const json_t *schema,
                                const struct cli_style *style, struct kb_text *out,
                                struct kb_error *err);
/* One value as people read it: fen as yuan, ms as UTC, true as yes. In the arena. */
const char *cli_show(const json_t *value, const json_t *schema, struct kb_arena *a);
/* How wide a text is on a terminal: CJK counts two. */
int cli_width(const char *text);

#endif
