/* block - the lines of an authorized_keys file that belong to one name, between two marker
 * comments. Text in, text out; everything outside the markers stays byte for byte. */
#ifndef DRIVERS_SSH_BLOCK_H
#define DRIVERS_SSH_BLOCK_H

#include "base/arena.h"

struct block {
    const char *name;          /* a resource number, or "room" */
    const char *const *lines;  /* key lines without line ends; NULL: the block is to go */
    size_t n;                  /* 0: an empty block, which says that the name is there */
};

/* The text with the block as its last lines, or without it. In the arena. */
char *block_put(const char *text, const struct block *b, struct kb_arena *a);
/* Is exactly this block in the text? Without lines: is there none of that name? */
bool block_is(const char *text, const struct block *b, struct kb_arena *a);
/* Is there a block of that name, and how many key lines does it hold? */
bool block_there(const char *text, const char *name, size_t *keys);

#endif
