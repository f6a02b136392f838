/* states - state machines as tables: a move that is not in the table is refused. */
#ifndef BASE_STATES_H
#define BASE_STATES_H

#include "base/base.h"

struct kb_move {
    const char *from, *to;
};
struct kb_states {
    const char *noun;             /* "device", "job": names the thing in errors */
    const struct kb_move *moves;  /* ends with { NULL, NULL } */
};

/* KB_OK when the table has from -> to; else state.move with both names. */
MUST_USE enum kb_code kb_states_check(const struct kb_states *s, const char *from, const char *to,
                                      struct kb_error *err);

#endif
