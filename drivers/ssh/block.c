/* block - cuts and pastes the marked lines of authorized_keys. A begin without its end (somebody
 * edited) reaches to the next blank or comment line: access that was given must not outlive its
 * name because of a lost comment. */
#include "drivers/ssh/block.h"

#include "base/text.h"

#include <string.h>

#define BEGIN "# kboss begin "
#define END   "# kboss end "

static size_t line_len(const char *p)
{
    size_t n = strcspn(p, "\n");
    return n + (p[n] == '\n');
}

static bool line_is(const char *p, const char *word, const char *name)
{
    size_t n = strcspn(p, "\r\n"), word_n = strlen(word), name_n = strlen(name);
    return n == word_n + name_n && memcmp(p, word, word_n) == 0 &&
           memcmp(p + word_n, name, name_n) == 0;
}

/* Bytes of the block that begins at p, its markers included. */
static size_t block_len(const char *p, const char *name)
{
    size_t whole = line_len(p), torn = whole;
    for (const char *q = p + whole; *q; q += line_len(q)) {
        whole += line_len(q);
        if (line_is(q, END, name)) return whole;
        if (strncmp(q, BEGIN, strlen(BEGIN)) == 0) break;
    }
    while (p[torn] && !strchr("#\r\n", p[torn])) torn += line_len(p + torn);
    return torn;
}

static const char *block_find(const char *text, const char *name)
{
    for (const char *p = text; *p; p += line_len(p))
        if (line_is(p, BEGIN, name)) return p;
    return NULL;
}

static char *without(const char *text, const char *name, struct kb_arena *a)
{
    char *out = kb_strdup(a, text);
    for (const char *p; (p = block_find(out, name)) != NULL;) {
        size_t at = (size_t)(p - out), n = block_len(p, name);
        memmove(out + at, out + at + n, strlen(out + at + n) + 1);
    }
    return out;
}

static char *written(const struct block *b, struct kb_arena *a)
{
    char *out = kb_printf(a, BEGIN "%s\n", b->name);
    for (size_t i = 0; i < b->n; i++) out = kb_printf(a, "%s%s\n", out, b->lines[i]);
    return kb_printf(a, "%s" END "%s\n", out, b->name);
}

char *block_put(const char *text, const struct block *b, struct kb_arena *a)
{
    char *rest = without(text, b->name, a);
    size_t n = strlen(rest);
    if (!b->lines) return rest;
    return kb_printf(a, "%s%s%s", rest, n && rest[n - 1] != '\n' ? "\n" : "", written(b, a));
}

bool block_is(const char *text, const struct block *b, struct kb_arena *a)
{
    const char *p = block_find(text, b->name);
    if (!p || !b->lines) return !p && !b->lines;
    size_t n = block_len(p, b->name);
    const char *want = written(b, a);
    return strlen(want) == n && memcmp(p, want, n) == 0 && !block_find(p + n, b->name);
}

bool block_there(const char *text, const char *name, size_t *keys)
{
    const char *p = block_find(text, name);
    *keys = 0;
    if (!p) return false;
    for (const char *end = p + block_len(p, name); p < end; p += line_len(p))
        if (!strchr("#\r\n", *p)) ++*keys;
    return true;
}
