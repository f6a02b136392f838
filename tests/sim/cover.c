/* cover - see cover.h. */
#include "cover.h"

#include <stdio.h>

const char *const fault_names[FAULT_KINDS] = {
    [FAULT_LOST] = "message lost",       [FAULT_TWICE] = "message twice",
    [FAULT_LATE] = "message late",       [FAULT_CUT] = "agent cut off",
    [FAULT_SITE] = "agent killed",       [FAULT_CTL] = "controller killed",
    [FAULT_SLOW] = "device slow",        [FAULT_REFUSE] = "device refused",
    [FAULT_LOSE] = "device lost answer", [FAULT_DEAD] = "device dead a while",
    [FAULT_BROKEN] = "device broken",    [FAULT_WORKER] = "worker died",
    [FAULT_HANG] = "worker hung",        [FAULT_CLOCK] = "clock jumped",
};

static const char *const moment_names[COVERS] = {
#define COVER(name) #name,
#include "cover.def"
#undef COVER
};

static const char *const outcome_names[OUTCOMES] = { "job done", "job failed", "given to people" };

void cover_add(struct cover_counts *sum, const struct cover_counts *one)
{
    for (int i = 0; i < COVERS; i++) sum->moment[i] += one->moment[i];
    for (int f = 0; f < FAULT_KINDS; f++)
        for (int o = 0; o < OUTCOMES; o++) sum->met[f][o] += one->met[f][o];
    sum->events += one->events;
    sum->seeds += one->seeds;
    sum->turns += one->turns;
    sum->days += one->days;
}

int cover_print(const struct cover_counts *c)
{
    int empty = 0;
    printf("%-24s %14s %14s %16s\n", "a fault, and the job", outcome_names[0], outcome_names[1],
           outcome_names[2]);
    for (int f = 0; f < FAULT_KINDS; f++) {
        printf("  %-22s", fault_names[f]);
        for (int o = 0; o < OUTCOMES; o++) {
            printf(" %14lld", (long long)c->met[f][o]);
            empty += c->met[f][o] == 0;
        }
        printf("\n");
    }
    printf("seen\n");
    for (int i = 0; i < COVERS; i++) {
        printf("  %-40s %12lld\n", moment_names[i], (long long)c->moment[i]);
        empty += c->moment[i] == 0;
    }
    return empty;
}
