/* call - one operation with its values, ready to be sent. */
#ifndef CLI_CALL_H
#define CLI_CALL_H

#include "cli/document.h"
#include "cli/options.h"

struct cli_call {
    const struct cli_op *op;
    const char *path;  /* with its values, percent-encoded */
    const char *query; /* "a=1&b=2" or "" */
    json_t *body;      /* owned; NULL when the operation has none */
};

/* words: what stands behind noun and verb; o tells --json. Secrets that are required and not given
 * are asked for. KB_INVALID cli.usage, cli.secret_typed, cli.file; err.field is the option. */
MUST_USE enum kb_code cli_call_read(const struct cli_op *op, const struct cli_options *o, int skip,
                                    struct kb_arena *a, struct cli_call *out, struct kb_error *err);
void cli_call_done(struct cli_call *c);
/* Text as it may stand in a path or query (RFC 3986 unreserved characters stay). */
const char *cli_percent(struct kb_arena *a, const char *text);

#endif
