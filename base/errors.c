/* errors - failing: a closed code for programs, a reason word, the field it is about, and one
 * sentence. Texts may quote foreign bytes, so what does not fit or is not UTF-8 is cut to what
 * can be shown. */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct code_row {
    const char *name;
    int http;
};
static const struct code_row codes[] = {
    [KB_OK] = { "ok", 200 },
    [KB_INVALID] = { "invalid", 400 },
    [KB_UNSIGNED] = { "unsigned", 401 },
    [KB_DENIED] = { "denied", 403 },
    [KB_NOT_FOUND] = { "not_found", 404 },
    [KB_CONFLICT] = { "conflict", 409 },
    [KB_EXHAUSTED] = { "exhausted", 429 },
    [KB_UNAVAILABLE] = { "unavailable", 503 },
    [KB_UNKNOWN] = { "unknown", 504 },
    [KB_INTERNAL] = { "internal", 500 },
};

#define KB_REASON(word, zh, en, zh_advice, en_advice) { word, zh, en, zh_advice, en_advice },
const struct kb_reason kb_reasons[] = {
#include "base/reasons.def"
    { 0 },
};
#undef KB_REASON

static const struct code_row *code_row(enum kb_code code)
{
    size_t at = (size_t)code;
    return &codes[at < COUNT(codes) ? at : (size_t)KB_INTERNAL];
}

int kb_http_status(enum kb_code code)
{
    return code_row(code)->http;
}

const char *kb_code_name(enum kb_code code)
{
    return code_row(code)->name;
}

/* The arguments may quote err itself ("opening: %s"), so everything is formatted before it is
 * stored. */
PRINTF(5, 0)
static enum kb_code fail(struct kb_error *err, enum kb_code code, const char *field,
                         const char *reason, const char *fmt, va_list ap)
{
    struct kb_error e = { .code = code };
    vsnprintf(e.text, sizeof e.text, fmt, ap);
    snprintf(e.reason, sizeof e.reason, "%s", reason);
    snprintf(e.field, sizeof e.field, "%s", field);
    kb_utf8_clean(e.text);
    kb_utf8_clean(e.field);
    *err = e;
    return code;
}

enum kb_code kb_fail(struct kb_error *err, enum kb_code code, const char *reason, const char *fmt,
                     ...)
{
    va_list ap;
    va_start(ap, fmt);
    code = fail(err, code, "", reason, fmt, ap);
    va_end(ap);
    return code;
}

enum kb_code kb_fail_field(struct kb_error *err, const char *field, const char *reason,
                           const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    enum kb_code code = fail(err, KB_INVALID, field, reason, fmt, ap);
    va_end(ap);
    return code;
}

void kb_broken(const char *what, const char *file, int line)
{
    fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, what);
    abort();
}

const struct kb_reason *kb_reason_find(const char *reason)
{
    for (const struct kb_reason *r = kb_reasons; r->reason; r++)
        if (strcmp(r->reason, reason) == 0) return r;
    return NULL;
}
