/* table - rows of objects as a table or as CSV; for print.c and the tests. */
#ifndef CLI_TABLE_PRIV_H
#define CLI_TABLE_PRIV_H

#include "cli/print.h"

/* rows: an array of objects; schema: of one of them, or NULL. err may be NULL when
 * style->columns is NULL: then nothing can fail. */
MUST_USE enum kb_code cli_table(const json_t *rows, const json_t *schema,
                                const struct cli_style *style, struct kb_text *out,
                                struct kb_error *err);
MUST_USE enum kb_code cli_csv(const json_t *rows, const json_t *schema,
                              const struct cli_style *style, struct kb_text *out,
                              struct kb_error *err);

#endif
