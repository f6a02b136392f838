/* books - a fresh database with organisations and their books, for what is timed on it without a
 * daemon: a turn to post in, on a clock that is set by hand. */
#ifndef BENCH_BOOKS_H
#define BENCH_BOOKS_H

#include "ledger/ledger.h"

struct books {
    struct kb_world world;
    int64_t now_ms; /* the world's clock, unless it is the real one */
    struct kb_arena arena;
    struct kb_error err;
    struct db *db;
    struct turn t;
    int64_t posted; /* events, by books_post */
};

/* Ends the program with what went wrong. */
void must(enum kb_code code, const struct kb_error *err);
/* Replaces what is at path. start_ms 0: the clock is the real one. The turn has no actor yet. */
void books_open(struct books *b, const char *path, int64_t start_ms);
void books_clock(struct books *b, int64_t now_ms);
/* In a transaction: an organisation, and its book when it sells. */
void books_org(struct books *b, int64_t id, int64_t parent_id, int64_t level, const char *kind);
/* In a transaction: an event with a key of its own. */
void books_post(struct books *b, struct ledger_event event);
void books_close(struct books *b);

#endif
