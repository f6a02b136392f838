/* states - one look-up for every state machine, so that a refused move reads the same
 * everywhere. */
#include "base/states.h"

#include <string.h>

enum kb_code kb_states_check(const struct kb_states *s, const char *from, const char *to,
                             struct kb_error *err)
{
    for (const struct kb_move *m = s->moves; m->from; m++)
        if (strcmp(m->from, from) == 0 && strcmp(m->to, to) == 0) return KB_OK;
    return kb_fail(err, KB_CONFLICT, "state.move", "a %s that is %s cannot become %s", s->noun,
                   from, to);
}
