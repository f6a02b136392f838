/* document - the OpenAPI document of a server, taken apart into what can be typed: an operation
 * noun_verb is the command "noun verb", its path parameters are words, everything else options. */
#ifndef CLI_DOCUMENT_H
#define CLI_DOCUMENT_H

#include "base/field.h"

#define CLI_DOCUMENT_MAX ((size_t)8 << 20)

enum cli_where { CLI_IN_PATH, CLI_IN_QUERY, CLI_IN_BODY };

struct cli_field {
    const char *name;   /* as the API says it: sku_id */
    const char *option; /* as it is typed: sku-id */
    enum cli_where where;
    bool required, secret;
    const json_t *schema;
};

struct cli_op {
    const char *id, *noun, *verb, *method, *path, *summary;
    const json_t *who, *reply;       /* who may; the schema of what comes back */
    const struct cli_field *fields;  /* those of the path first, in its order */
    size_t fields_n, words_n;        /* words_n: of the path */
    bool list, keyed;                /* {items, next}; needs an Idempotency-Key */
};

struct cli_document {
    json_t *root; /* owned */
    const char *version;
    const struct cli_op *ops;
    size_t ops_n;
};

/* Everything else of *out lives in the arena. KB_INVALID cli.document when it is not one. */
MUST_USE enum kb_code cli_document_read(const char *text, size_t n, struct kb_arena *a,
                                        struct cli_document *out, struct kb_error *err);
void cli_document_done(struct cli_document *d);
const struct cli_op *cli_document_find(const struct cli_document *d, const char *noun,
                                       const char *verb);
bool cli_document_noun(const struct cli_document *d, const char *noun);
/* By its API name or as typed; NULL when there is none. */
const struct cli_field *cli_op_field(const struct cli_op *op, const char *name);
/* What a schema is about when it also allows null. */
const json_t *cli_schema_plain(const json_t *schema);

#endif
