/* canon - text that hashes are taken of: words and whole numbers with spaces between, one record a
 * line, in a buffer of a stated size. Private to ledger. */
#ifndef LEDGER_CANON_H
#define LEDGER_CANON_H

#include "base/arena.h"

struct ledger_canon {
    char *at;
    size_t len, cap;
};

struct ledger_canon ledger_canon_new(struct kb_arena *a, size_t cap);
/* A word or number after a space, or at the start of a line without. More than cap is a broken
 * promise of the caller. */
void ledger_canon_word(struct ledger_canon *c, const char *s);
void ledger_canon_int(struct ledger_canon *c, int64_t x);
void ledger_canon_line(struct ledger_canon *c);

#endif
