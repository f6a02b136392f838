/* text - a string that grows up to a stated maximum and then remembers that it overflowed. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/base.h"

struct kb_text {
    char *at;            /* NUL-terminated; "" at first; owned */
    size_t len, cap, max;
    bool overflowed;     /* something did not fit: it and all that followed was left out whole */
};

void kb_text_init(struct kb_text *t, size_t max);
void kb_text_done(struct kb_text *t);  /* AUTO(kb_text_done) */
void kb_text_add(struct kb_text *t, const char *s);
void kb_text_addn(struct kb_text *t, const char *s, size_t n);
void kb_text_addf(struct kb_text *t, const char *fmt, ...) PRINTF(2, 3);
/* A JSON string literal with its quotes (RFC 8259 §7). */
void kb_text_add_json(struct kb_text *t, const char *s, size_t n);
void kb_text_clear(struct kb_text *t);

/* Hex and URL-safe base64 without padding (RFC 4648 §5). out holds 2n+1, or 4*((n+2)/3)+1 chars. */
void kb_hex(char *out, const void *in, size_t n);
void kb_base64(char *out, const void *in, size_t n);
/* Decodes at most cap bytes; returns false when the text is not URL-safe base64 or too long. */
bool kb_unbase64(const char *in, void *out, size_t cap, size_t *len);
/* A whole decimal int64 in the range, and nothing behind it. */
bool kb_parse_int(const char *s, int64_t min, int64_t max, int64_t *out);
/* Well-formed UTF-8 without NUL (RFC 3629). */
bool kb_utf8_valid(const char *s, size_t n);
/* Put '?' for every byte that is not part of a well-formed character: foreign text made
 * showable. */
void kb_utf8_clean(char *s);

#endif
