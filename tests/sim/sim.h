/* sim - the whole world of one seed in one thread: the controller's real turns on a database, the
 * agents' real cores, devices with a truth of their own, the lines between them, the people, and a
 * clock that only events move. Whatever happens is decided by the seed. */
#ifndef TESTS_SIM_SIM_H
#define TESTS_SIM_SIM_H

#include "cover.h"
#include "ctl.h"
#include "dice.h"
#include "net.h"
#include "people.h"
#include "queue.h"
#include "rng.h"
#include "seen.h"
#include "site.h"
#include "trace.h"
#include "truth.h"

struct wrong {
    bool found;
    char what[48], text[400];
};

struct sim {
    uint64_t seed;
    struct rng rng;
    int64_t mono_ms, wall_ms; /* the controller's clock; agents have the monotonic one alone */
    int64_t jumped_ms;        /* when its clock last did, by the other */
    struct kb_world world;
    struct kb_arena arena;    /* of everything that lives as long as the seed */
    struct dice dice;
    struct queue queue;
    struct trace trace;
    struct disk disk;
    struct seen seen;
    struct ctl ctl;
    struct net net;
    struct site *sites;
    int sites_n;
    struct truth truth;
    struct people people;
    struct check *check;
    struct cover_counts *cover;
    struct wrong wrong;
    bool calm;                /* no faults any more */
    bool busy_people;         /* people still start things of their own */
};

/* An invariant does not hold: the first is kept, the run ends. */
void sim_wrong(struct sim *s, const char *what, const char *fmt, ...) PRINTF(3, 4);
void sim_note(struct sim *s, const struct trace_line *line);
#define NOTE(s, w, t, ...) sim_note((s), &(struct trace_line){ (w), (t), __VA_ARGS__ })
#define SAW(s, name) ((s)->cover->moment[COVER_##name]++)
void sim_later(struct sim *s, int64_t in_ms, struct event e);

#endif
