/* cover - what a run has seen: faults against outcomes, and a list of moments that a good run must
 * meet. Counters live in memory that the worker processes share with their parent. */
#ifndef TESTS_SIM_COVER_H
#define TESTS_SIM_COVER_H

#include <stdbool.h>
#include <stdint.h>

enum fault {
    FAULT_LOST,      /* a message of the job was lost */
    FAULT_TWICE,     /* came twice */
    FAULT_LATE,      /* came late, behind others */
    FAULT_CUT,       /* its agent was cut off */
    FAULT_SITE,      /* its agent died and started again */
    FAULT_CTL,       /* the controller did */
    FAULT_SLOW,      /* the device was slow */
    FAULT_REFUSE,    /* refused */
    FAULT_LOSE,      /* acted and lost the answer */
    FAULT_DEAD,      /* could not be reached for a while */
    FAULT_BROKEN,    /* failed in a way that no repeat can help */
    FAULT_WORKER,    /* the worker died, before or behind the act */
    FAULT_HANG,      /* the worker hung */
    FAULT_CLOCK,     /* the controller's clock jumped */
    FAULT_KINDS,
};
extern const char *const fault_names[FAULT_KINDS];

enum outcome { OUTCOME_DONE, OUTCOME_FAILED, OUTCOME_HELD, OUTCOMES };

enum cover {
#define COVER(name) COVER_##name,
#include "cover.def"
#undef COVER
    COVERS,
};

struct cover_counts {
    int64_t moment[COVERS];
    int64_t met[FAULT_KINDS][OUTCOMES];
    int64_t events, seeds, turns, days;
};

void cover_add(struct cover_counts *sum, const struct cover_counts *one);
/* Prints the tables; the number of empty cells. */
int cover_print(const struct cover_counts *c);

#endif
