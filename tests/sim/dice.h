/* dice - which faults a seed has and how often; and the size of its world. */
#ifndef TESTS_SIM_DICE_H
#define TESTS_SIM_DICE_H

#include <stdint.h>

struct sim;

/* Chances in a thousand. */
struct dice {
    int64_t lose, twice, late, stuck;              /* of a message; stuck: for minutes */
    int64_t cut, kill_site, kill_ctl, dead, clock, revoke; /* of a time of trouble */
    int64_t slow, refuse, lose_answer, broken, worker, hang; /* of a worker's attempt */
    int64_t ask_lost, reply_lost;                  /* of a person's request */
    int64_t leap;                                  /* of a person's moment: days without anything */
    int64_t late_ms, trouble_ms, moment_ms;        /* most that a message is late; between two */
    int rooms, sites, hosts, customers, distributors;
};

void dice_throw(struct sim *s);
/* No more faults. */
void dice_calm(struct sim *s);

#endif
