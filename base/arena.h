/* arena - memory of one turn: many small allocations, one release. Nothing in it is freed alone. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

struct kb_arena {
    struct kb_block *last;
    size_t used, limit;  /* bytes; limit 0 means KB_ARENA_LIMIT */
};

#define KB_ARENA_LIMIT ((size_t)64 << 20)

/* Zeroed, aligned for any type. Never NULL: aborts past the limit, so bound inputs first. */
void *kb_alloc(struct kb_arena *a, size_t size);
char *kb_strdup(struct kb_arena *a, const char *s);
char *kb_strndup(struct kb_arena *a, const char *s, size_t n);
char *kb_printf(struct kb_arena *a, const char *fmt, ...) PRINTF(2, 3);
/* Forget everything but keep one block for the next turn. */
void kb_arena_reset(struct kb_arena *a);
/* Release everything; the arena can be used again. */
void kb_arena_done(struct kb_arena *a);

#define KB_NEW(arena, type) ((type *)kb_alloc((arena), sizeof(type)))

#endif
