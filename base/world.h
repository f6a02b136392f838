/* world - time, randomness and ids, handed down so that a whole system can be run on a virtual
 * clock from one seed. Nothing else may ask the system for any of them (tests/tidy bans the
 * calls). */
#ifndef BASE_WORLD_H
#define BASE_WORLD_H

#include "base/id.h"

struct kb_world {
    void *self;
    int64_t (*now_ms)(void *self);                        /* Unix time, ms */
    int64_t (*mono_us)(void *self);                       /* monotonic: only differences count */
    void (*random)(void *self, void *out, size_t n);      /* cryptographic in the real world */
    struct kb_id_maker ids;
    struct kb_id_key id_key;
};

/* The machine's clocks and libsodium's randomness. node: 0..1023, unique per writing process. */
void kb_world_real(struct kb_world *w, uint32_t node, const struct kb_id_key *key);

static inline int64_t kb_now_ms(struct kb_world *w)
{
    return w->now_ms(w->self);
}
static inline void kb_random(struct kb_world *w, void *out, size_t n)
{
    w->random(w->self, out, n);
}
static inline int64_t kb_new_id(struct kb_world *w)
{
    return kb_id_make(&w->ids, w->now_ms(w->self));
}

#endif
