/* canon - written by hand because it is on the path of every capture: formatted printing of the
 * same text costs more than the hash. */
#include "ledger/canon.h"

#include <string.h>

struct ledger_canon ledger_canon_new(struct kb_arena *a, size_t cap)
{
    return (struct ledger_canon){ .at = kb_alloc(a, cap), .cap = cap };
}

static void put(struct ledger_canon *c, const char *s, size_t n)
{
    bool space = c->len > 0 && c->at[c->len - 1] != '\n';
    KB_ASSERT(n + 1 < c->cap - c->len);
    if (space) c->at[c->len++] = ' ';
    memcpy(c->at + c->len, s, n);
    c->len += n;
}

void ledger_canon_word(struct ledger_canon *c, const char *s)
{
    if (!s[0])
        put(c, "-", 1);
    else
        put(c, s, strlen(s));
}

void ledger_canon_int(struct ledger_canon *c, int64_t x)
{
    char digits[20], *p = digits + sizeof digits;
    uint64_t m = x < 0 ? UINT64_C(0) - (uint64_t)x : (uint64_t)x;
    do *--p = (char)('0' + m % 10);
    while (m /= 10);
    if (x < 0) *--p = '-';
    put(c, p, (size_t)(digits + sizeof digits - p));
}

void ledger_canon_line(struct ledger_canon *c)
{
    KB_ASSERT(c->len < c->cap);
    c->at[c->len++] = '\n';
}
