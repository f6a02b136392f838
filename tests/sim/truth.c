/* truth - the things and the counting; devices.c acts on them. */
#include "truth.h"

#include "drivers/sim/sim.h"
#include "sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void truth_init(struct sim *s)
{
    s->truth = (struct truth){ .fault = FAULT_KINDS, .room = sim_room_new() };
}

void truth_done(struct sim *s)
{
    sim_room_free(s->truth.room);
    free(s->truth.thing);
    free(s->truth.act);
}

struct host *truth_host_add(struct sim *s, enum sold_driver driver)
{
    struct truth *t = &s->truth;
    KB_ASSERT(t->hosts_n < HOSTS_MAX);
    struct host *h = &t->host[t->hosts_n];
    *h = (struct host){ .driver = driver };
    snprintf(h->name, sizeof h->name, "d%d", t->hosts_n++);
    return h;
}

struct host *truth_host_named(struct sim *s, const char *name)
{
    for (int i = 0; i < s->truth.hosts_n; i++)
        if (strcmp(s->truth.host[i].name, name) == 0) return &s->truth.host[i];
    return NULL;
}

struct host *truth_host_of(struct sim *s, int64_t device_id)
{
    for (int i = 0; i < s->truth.hosts_n; i++)
        if (s->truth.host[i].device_id == device_id) return &s->truth.host[i];
    return NULL;
}

struct thing *truth_find(struct sim *s, enum thing_kind kind, int64_t resource)
{
    struct truth *t = &s->truth;
    for (size_t i = t->things_n; i > 0; i--)
        if (t->thing[i - 1].resource == resource && t->thing[i - 1].kind == kind)
            return &t->thing[i - 1];
    return NULL;
}

struct thing *truth_put(struct sim *s, enum thing_kind kind, struct host *h, int64_t resource)
{
    struct truth *t = &s->truth;
    struct thing *x = truth_find(s, kind, resource);
    if (!x) {
        if (t->things_n == t->things_cap) {
            t->things_cap = t->things_cap ? t->things_cap * 2 : 64;
            t->thing = realloc(t->thing, t->things_cap * sizeof *t->thing);
            KB_ASSERT(t->thing);
        }
        x = &t->thing[t->things_n++];
        *x = (struct thing){ .kind = kind, .host = (int)(h - t->host), .resource = resource };
    }
    x->state = DRV_RUNNING;
    x->opened++;
    return x;
}

bool truth_there(struct sim *s, enum thing_kind kind, int64_t resource)
{
    const struct thing *x = truth_find(s, kind, resource);
    return x && x->state != DRV_ABSENT;
}

static size_t act_place(const struct truth *t, int64_t job, int64_t epoch)
{
    size_t mask = t->acts_cap - 1;
    size_t at = (size_t)(((uint64_t)job + (uint64_t)epoch) * 0x9e3779b97f4a7c15u >> 24) & mask;
    while (t->act[at].job && (t->act[at].job != job || t->act[at].epoch != epoch))
        at = (at + 1) & mask;
    return at;
}

static void acts_grow(struct truth *t)
{
    struct act *old = t->act;
    size_t n = t->acts_cap;
    t->acts_cap = n ? n * 2 : 256;
    t->act = calloc(t->acts_cap, sizeof *t->act);
    KB_ASSERT(t->act);
    for (size_t i = 0; i < n; i++)
        if (old[i].job) t->act[act_place(t, old[i].job, old[i].epoch)] = old[i];
    free(old);
}

bool truth_act(struct sim *s, int64_t job, int64_t epoch)
{
    struct truth *t = &s->truth;
    if (t->acts_n * 2 >= t->acts_cap) acts_grow(t);
    size_t at = act_place(t, job, epoch);
    if (t->act[at].job) return false;
    t->act[at] = (struct act){ job, epoch };
    t->acts_n++;
    return true;
}
