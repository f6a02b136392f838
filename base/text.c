/* text - a growing string with a maximum, the encodings of RFC 4648, strict numbers, strict
 * UTF-8. */
#include "base/text.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_FIRST 64

void kb_text_init(struct kb_text *t, size_t max)
{
    KB_ASSERT(max < SIZE_MAX);
    *t = (struct kb_text){ .max = max, .cap = max + 1 < TEXT_FIRST ? max + 1 : TEXT_FIRST };
    t->at = calloc(1, t->cap);
    KB_ASSERT(t->at);
}

void kb_text_done(struct kb_text *t)
{
    free(t->at);
    *t = (struct kb_text){ 0 };
}

void kb_text_clear(struct kb_text *t)
{
    t->len = 0;
    t->at[0] = '\0';
    t->overflowed = false;
}

/* Room for n more bytes and the NUL, or false for good: a text never continues behind a hole. */
static bool room(struct kb_text *t, size_t n)
{
    if (t->overflowed || n > t->max - t->len) {
        t->overflowed = true;
        return false;
    }
    size_t need = t->len + n + 1, cap = t->cap;
    if (need <= cap) return true;
    while (cap < need) cap = cap <= t->max / 2 ? cap * 2 : t->max + 1;
    t->at = realloc(t->at, cap);
    KB_ASSERT(t->at);
    t->cap = cap;
    return true;
}

void kb_text_addn(struct kb_text *t, const char *s, size_t n)
{
    if (!n || !room(t, n)) return;
    memcpy(t->at + t->len, s, n);
    t->len += n;
    t->at[t->len] = '\0';
}

void kb_text_add(struct kb_text *t, const char *s)
{
    kb_text_addn(t, s, strlen(s));
}

void kb_text_addf(struct kb_text *t, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    KB_ASSERT(n >= 0);
    if (room(t, (size_t)n)) {
        vsnprintf(t->at + t->len, (size_t)n + 1, fmt, again);
        t->len += (size_t)n;
    }
    va_end(again);
    va_end(ap);
}

/* Length of the UTF-8 character at s, 0 when there is none: RFC 3629, so no overlong forms, no
 * surrogates, nothing above U+10FFFF, and here no NUL. */
static size_t utf8_length(const unsigned char *s, size_t n)
{
    static const struct {
        unsigned char first, last, low, high; /* lead bytes, and the range of the second byte */
        size_t length;
    } forms[] = {
        { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
        { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
        { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
    };
    if (s[0] - 1u < 0x7f) return 1; /* nearly all of it */
    for (size_t i = 0; i < COUNT(forms); i++) {
        if (s[0] < forms[i].first || s[0] > forms[i].last) continue;
        if (forms[i].length > n) return 0;
        if (s[1] < forms[i].low || s[1] > forms[i].high) return 0;
        for (size_t k = 2; k < forms[i].length; k++)
            if ((s[k] & 0xc0) != 0x80) return 0;
        return forms[i].length;
    }
    return 0;
}

bool kb_utf8_valid(const char *s, size_t n)
{
    for (size_t i = 0, length; i < n; i += length) {
        length = utf8_length((const unsigned char *)s + i, n - i);
        if (!length) return false;
    }
    return true;
}

void kb_utf8_clean(char *s)
{
    size_t n = strlen(s);
    for (size_t i = 0, length; i < n; i += length) {
        length = utf8_length((const unsigned char *)s + i, n - i);
        if (length) continue;
        s[i] = '?';
        length = 1;
    }
}

static void add_json_char(struct kb_text *t, const char *s, size_t length)
{
    static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    unsigned char c = (unsigned char)s[0];
    if (!length) {
        kb_text_add(t, "\xef\xbf\xbd");
        return;
    }
    for (size_t i = 0; i + 1 < sizeof shorts; i += 2)
        if (s[0] == shorts[i]) {
            kb_text_addf(t, "\\%c", shorts[i + 1]);
            return;
        }
    if (c < 0x20)
        kb_text_addf(t, "\\u%04x", c);
    else
        kb_text_addn(t, s, length);
}

void kb_text_add_json(struct kb_text *t, const char *s, size_t n)
{
    size_t start = t->len;
    kb_text_add(t, "\"");
    for (size_t i = 0; i < n && !t->overflowed;) {
        size_t length = utf8_length((const unsigned char *)s + i, n - i);
        if (!length && s[i] == '\0')
            kb_text_add(t, "\\u0000");
        else
            add_json_char(t, s + i, length);
        i += length ? length : 1;
    }
    kb_text_add(t, "\"");
    if (!t->overflowed) return;
    t->len = start;
    t->at[start] = '\0';
}

void kb_hex(char *out, const void *in, size_t n)
{
    sodium_bin2hex(out, 2 * n + 1, in, n);
}

void kb_base64(char *out, const void *in, size_t n)
{
    sodium_bin2base64(out, 4 * ((n + 2) / 3) + 1, in, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool kb_unbase64(const char *in, void *out, size_t cap, size_t *len)
{
    return sodium_base642bin(out, cap, in, strlen(in), NULL, len, NULL,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
}

bool kb_parse_int(const char *s, int64_t min, int64_t max, int64_t *out)
{
    bool negative = s[0] == '-';
    const char *digits = s + negative;
    int64_t n = 0;
    if (!*digits) return false;
    for (; *digits; digits++) {
        if (*digits < '0' || *digits > '9') return false;
        int digit = negative ? '0' - *digits : *digits - '0';
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, digit, &n)) return false;
    }
    if (n < min || n > max) return false;
    *out = n;
    return true;
}
