/* sample - sample.json, written as turn/openapi.c writes. Programs run in the project's folder. */
#include "sample.h"
#include "cli/file.h"
#include "kt.h"

void sample_open(struct sample *s)
{
    struct kb_error err;
    char *text;
    size_t n;
    *s = (struct sample){ { 0 } };
    const char *path = "tests/unit/cli/sample.json";
    assert_ok(cli_file_read(path, CLI_VALUE_MAX, &s->arena, &text, &n, &err));
    assert_ok(cli_document_read(text, n, &s->arena, &s->document, &err));
}

void sample_done(struct sample *s)
{
    cli_document_done(&s->document);
    kb_arena_done(&s->arena);
}

const struct cli_op *sample_op(struct sample *s, const char *noun, const char *verb)
{
    const struct cli_op *op = cli_document_find(&s->document, noun, verb);
    assert_non_null(op);
    return op;
}
