/* rng - numbers from a seed: the same seed, the same world. */
#ifndef TESTS_SIM_RNG_H
#define TESTS_SIM_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
    uint64_t at;
};

static inline uint64_t rng_next(struct rng *r)
{
    uint64_t z = r->at += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* low..high, both included. */
static inline int64_t rng_in(struct rng *r, int64_t low, int64_t high)
{
    return low + (int64_t)(rng_next(r) % (uint64_t)(high - low + 1));
}

/* Mostly small, now and then up to high: 2 to the power of something even. */
static inline int64_t rng_skewed(struct rng *r, int64_t low, int64_t high)
{
    int64_t most = low > 0 ? low : 1;
    int doublings = 0;
    while (most << doublings < high) doublings++;
    int64_t top = most << rng_in(r, 0, doublings);
    return rng_in(r, low, top < high ? top : high);
}

static inline bool rng_hit(struct rng *r, int64_t per_mille)
{
    return per_mille > 0 && rng_in(r, 0, 999) < per_mille;
}

#endif
