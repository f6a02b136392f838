/* run - one seed from nothing to the end. */
#ifndef TESTS_SIM_RUN_H
#define TESTS_SIM_RUN_H

#include "cover.h"

#include <stdbool.h>
#include <stdint.h>

struct run {
    uint64_t seed;
    int64_t events;
    bool verbose;
    struct cover_counts *cover;
    uint64_t hash;      /* of all that happened */
    uint64_t disk_hash; /* of the database at the end; only when want_disk_hash */
    bool want_disk_hash;
    const char *save;   /* where the database goes when an invariant does not hold, or NULL */
};

/* false: an invariant does not hold; it has been told on stdout. */
bool run_seed(struct run *r);

#endif
