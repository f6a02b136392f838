/* dice - swarm testing: each seed has a random half of the faults, each as often as it happens to
 * be, so that rare meetings of few faults are not drowned by all the others. */
#include "dice.h"

#include "sim.h"

static int64_t some(struct rng *r, int64_t most)
{
    return rng_hit(r, 500) ? 0 : rng_skewed(r, most / 16 + 1, most);
}

void dice_throw(struct sim *s)
{
    struct rng *r = &s->rng;
    s->dice = (struct dice){
        .lose = some(r, 300), .twice = some(r, 300), .late = some(r, 400),
        .stuck = some(r, 40),
        .cut = some(r, 400), .kill_site = some(r, 400), .kill_ctl = some(r, 300),
        .dead = some(r, 300), .clock = some(r, 100), .revoke = some(r, 20),
        .slow = some(r, 400), .refuse = some(r, 400), .lose_answer = some(r, 300),
        .broken = some(r, 150), .worker = some(r, 300), .hang = some(r, 100),
        .ask_lost = some(r, 150), .reply_lost = some(r, 200),
        .leap = rng_in(r, 20, 150),
        .late_ms = rng_skewed(r, 200, 200000),
        .trouble_ms = rng_skewed(r, 3000, 60000),
        .moment_ms = rng_skewed(r, 100, 8000),
        .rooms = (int)rng_in(r, 1, 2), .customers = (int)rng_in(r, 3, 6),
        .distributors = (int)rng_in(r, 0, 5),
    };
    s->dice.sites = (int)rng_in(r, s->dice.rooms, 3);
    s->dice.hosts = (int)rng_in(r, 5, 12);
    if (s->seed % 16 == 0) dice_calm(s);
}

void dice_calm(struct sim *s)
{
    struct dice *d = &s->dice;
    d->lose = d->twice = d->late = d->stuck = d->cut = d->kill_site = d->kill_ctl = d->dead =
        d->clock = 0;
    d->revoke = d->slow = d->refuse = d->lose_answer = d->broken = d->worker = d->hang = 0;
    d->ask_lost = d->reply_lost = 0;
}
