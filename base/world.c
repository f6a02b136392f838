/* world - the real one: the machine's clocks and libsodium's randomness. */
#include "base/world.h"

#include <sodium.h>
#include <time.h>

static int64_t clock_read(clockid_t clock, int64_t per_second)
{
    struct timespec ts;
    KB_ASSERT(clock_gettime(clock, &ts) == 0);
    return (int64_t)ts.tv_sec * per_second + ts.tv_nsec / (1000000000 / per_second);
}

static int64_t real_now_ms(void *self)
{
    (void)self;
    return clock_read(CLOCK_REALTIME, 1000);
}

static int64_t real_mono_us(void *self)
{
    (void)self;
    return clock_read(CLOCK_MONOTONIC, 1000000);
}

static void real_random(void *self, void *out, size_t n)
{
    (void)self;
    randombytes_buf(out, n);
}

void kb_world_real(struct kb_world *w, uint32_t node, const struct kb_id_key *key)
{
    KB_ASSERT(sodium_init() >= 0);
    *w = (struct kb_world){
        .now_ms = real_now_ms,
        .mono_us = real_mono_us,
        .random = real_random,
        .ids = { .node = node },
        .id_key = *key,
    };
}
