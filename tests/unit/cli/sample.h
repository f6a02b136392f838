/* sample - a small OpenAPI document with one of everything the command line has to understand. */
#ifndef TESTS_UNIT_CLI_SAMPLE_H
#define TESTS_UNIT_CLI_SAMPLE_H

#include "cli/document.h"

struct sample {
    struct kb_arena arena;
    struct cli_document document;
};
void sample_open(struct sample *s);
void sample_done(struct sample *s); /* AUTO(sample_done) */
const struct cli_op *sample_op(struct sample *s, const char *noun, const char *verb);

#endif
