/* arena - a chain of blocks filled from the front. The first few are small, as most turns are, then
 * they double so that a turn of any size needs few of them; what is larger than a block stands
 * alone behind the one being filled. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_FIRST ((size_t)16 << 10)
#define BLOCK_LARGEST ((size_t)1 << 20)
/* Up to here blocks stay small: a larger one may be a mapping of its own (rooms_start), which costs
 * a turn more than all that it does. */
#define SMALL_UNTIL ((size_t)64 << 10)
#define ALIGN _Alignof(max_align_t)

struct kb_block {
    struct kb_block *prev;
    size_t cap, used;
    max_align_t data[];
};

static struct kb_block *block_new(size_t cap)
{
    struct kb_block *b = calloc(1, sizeof *b + cap);
    KB_ASSERT(b);
    b->cap = cap;
    return b;
}

static struct kb_block *block_for(struct kb_arena *a, size_t size)
{
    struct kb_block *last = a->last;
    if (last && size <= last->cap - last->used) return last;
    size_t cap = BLOCK_FIRST;
    if (last && a->used >= SMALL_UNTIL)
        cap = last->cap < BLOCK_LARGEST ? last->cap * 2 : BLOCK_LARGEST;
    struct kb_block *b = block_new(size > cap / 2 ? size : cap);
    if (last && b->cap == size) {
        b->prev = last->prev;
        last->prev = b;
    } else {
        b->prev = last;
        a->last = b;
    }
    return b;
}

void *kb_alloc(struct kb_arena *a, size_t size)
{
    size_t limit = a->limit ? a->limit : KB_ARENA_LIMIT;
    KB_ASSERT(size <= limit && a->used <= limit - size);
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    struct kb_block *b = block_for(a, size);
    void *at = (char *)b->data + b->used;
    b->used += size;
    a->used += size;
    return at;
}

char *kb_strndup(struct kb_arena *a, const char *s, size_t n)
{
    char *copy = kb_alloc(a, n + 1);
    if (n) memcpy(copy, s, n);
    return copy;
}

char *kb_strdup(struct kb_arena *a, const char *s)
{
    return kb_strndup(a, s, strlen(s));
}

char *kb_printf(struct kb_arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    KB_ASSERT(n >= 0);
    char *s = kb_alloc(a, (size_t)n + 1);
    vsnprintf(s, (size_t)n + 1, fmt, again);
    va_end(again);
    va_end(ap);
    return s;
}

void kb_arena_reset(struct kb_arena *a)
{
    struct kb_block *keep = NULL;
    for (struct kb_block *b = a->last, *prev; b; b = prev) {
        prev = b->prev;
        struct kb_block *drop = b;
        if (b->cap <= BLOCK_LARGEST && (!keep || b->cap > keep->cap)) {
            drop = keep;
            keep = b;
        }
        free(drop);
    }
    if (keep) {
        memset(keep->data, 0, keep->used);
        keep->used = 0;
        keep->prev = NULL;
    }
    a->last = keep;
    a->used = 0;
}

void kb_arena_done(struct kb_arena *a)
{
    while (a->last) {
        struct kb_block *b = a->last;
        a->last = b->prev;
        free(b);
    }
    a->used = 0;
}
