/* run - the loop: take the earliest event, let it happen, look at everything it may have
 * changed; then the faults stop, and what is left must settle, and people must be able to finish
 * the rest. */
#include "run.h"

#include "check.h"
#include "setup.h"
#include "sim.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PULSE_MS 5000
#define FULL_EVERY 500
#define SETTLE_MS (5 * 60000)
#define LATE_MS (7 * 60000)
#define DRAIN_ROUNDS 40
#define DRAIN_AGAIN 60

/* --- the world --- */

void sim_wrong(struct sim *s, const char *what, const char *fmt, ...)
{
    va_list ap;
    if (s->wrong.found) return;
    s->wrong.found = true;
    snprintf(s->wrong.what, sizeof s->wrong.what, "%s", what);
    va_start(ap, fmt);
    vsnprintf(s->wrong.text, sizeof s->wrong.text, fmt, ap);
    va_end(ap);
    NOTE(s, "WRONG", s->wrong.what, 0);
}

void sim_note(struct sim *s, const struct trace_line *line)
{
    trace_put(&s->trace, s->mono_ms, line);
}

void sim_later(struct sim *s, int64_t in_ms, struct event e)
{
    e.due_ms = s->mono_ms + in_ms;
    queue_put(&s->queue, e);
}

static int64_t world_now(void *self)
{
    return ((struct sim *)self)->wall_ms;
}

static int64_t world_mono(void *self)
{
    return ((struct sim *)self)->mono_ms * 1000;
}

static void world_random(void *self, void *out, size_t n)
{
    for (unsigned char *at = out; n > 0; n--)
        *at++ = (unsigned char)rng_next(&((struct sim *)self)->rng);
}

static void row_changed(void *self, const char *table, int64_t rowid)
{
    seen_changed(&((struct sim *)self)->seen, table, rowid);
}

static struct sim *open_world(const struct run *r)
{
    struct sim *s = calloc(1, sizeof *s);
    KB_ASSERT(s);
    s->seed = r->seed;
    s->rng.at = r->seed * 0x9e3779b97f4a7c15u + 1;
    s->mono_ms = 1000000;
    s->wall_ms = 1767225600000 + rng_in(&s->rng, 0, 364) * 86400000;
    s->arena.limit = (size_t)512 << 20;
    s->cover = r->cover;
    s->trace.verbose = r->verbose;
    s->world = (struct kb_world){ .self = s, .now_ms = world_now, .mono_us = world_mono,
                                  .random = world_random };
    world_random(s, s->world.id_key.bytes, sizeof s->world.id_key.bytes);
    s->sites = calloc(SITES_MAX, sizeof *s->sites);
    KB_ASSERT(s->sites);
    dice_throw(s);
    enum disk_kind kind = r->seed % 32 == 7 ? DISK_FILE : r->seed % 2 ? DISK_KEPT : DISK_SHARED;
    disk_make(&s->disk, kind, r->seed);
    s->disk.self = s;
    s->disk.changed = row_changed;
    s->disk.refuses = ctl_refuses_commit;
    check_init(s);
    truth_init(s);
    ctl_init(s);
    return s;
}

static void close_world(struct sim *s)
{
    for (int i = 0; i < s->sites_n; i++) site_done(&s->sites[i]);
    ctl_done(s);
    check_done(s);
    truth_done(s);
    disk_done(&s->disk);
    queue_done(&s->queue);
    kb_arena_done(&s->arena);
    free(s->sites);
    free(s);
}

/* --- trouble --- */

/* As far as it likes while nothing is on its way. Else less than what controller and agents allow
 * their clocks to be apart, and not again while an attempt from before may still be out. */
static void clock_jumps(struct sim *s)
{
    int64_t ms = rng_skewed(&s->rng, 1000, people_quiet(s) ? 2 * 86400000LL : 40000);
    if (s->mono_ms - s->jumped_ms < 600000) return;
    s->jumped_ms = s->mono_ms;
    NOTE(s, "clock", "jumps", ms);
    for (size_t i = 0; i < s->seen.live_n; i++) check_befell(s, s->seen.live[i], FAULT_CLOCK);
    s->wall_ms += ms;
    ctl_look(s);
}

static void device_dies(struct sim *s)
{
    struct host *h = &s->truth.host[rng_in(&s->rng, 0, s->truth.hosts_n - 1)];
    h->dead_until_ms = s->mono_ms + rng_skewed(&s->rng, 2000, 900000);
    NOTE(s, "device", "dies for a while", h - s->truth.host);
}

static void controller_dies(struct sim *s)
{
    if (rng_hit(&s->rng, 300))
        ctl_kill(s);
    else
        ctl_kill_at_commit(s, (int)rng_in(&s->rng, 0, 5), rng_hit(&s->rng, 500));
}

static void trouble(struct sim *s)
{
    const struct dice *d = &s->dice;
    int site = (int)rng_in(&s->rng, 0, s->sites_n - 1);
    if (rng_hit(&s->rng, d->cut)) net_cut(s, site);
    if (rng_hit(&s->rng, d->kill_site)) {
        if (rng_hit(&s->rng, 300))
            site_kill(&s->sites[site]);
        else
            site_kill_soon(&s->sites[site], (int)rng_skewed(&s->rng, 0, 8));
    }
    if (s->ctl.up && rng_hit(&s->rng, d->kill_ctl)) controller_dies(s);
    if (rng_hit(&s->rng, d->dead)) device_dies(s);
    if (rng_hit(&s->rng, d->clock)) clock_jumps(s);
    if (rng_hit(&s->rng, d->revoke)) staff_replace_agent(s);
    if (!s->calm)
        sim_later(s, rng_in(&s->rng, 1, d->trouble_ms), (struct event){ .kind = EV_FAULT });
}

/* --- events --- */

static void happens(struct sim *s, const struct event *e)
{
    switch (e->kind) {
    case EV_CORE: ctl_core(s); break;
    case EV_ASK: ask_arrives(s, e->p); break;
    case EV_REPLY: ask_heard(s, e->p); break;
    case EV_AGAIN: ask_again(s, e->p); break;
    case EV_TO_SITE: site_message(&s->sites[e->a], e); break;
    case EV_TO_CTL: gate_message(s, e); break;
    case EV_SITE_TICK: site_tick(&s->sites[e->a], e); break;
    case EV_WORK: site_work(&s->sites[e->a], e); break;
    case EV_WORK_END: site_work_end(&s->sites[e->a], e); break;
    case EV_PULSE:
        gate_pulse(s);
        sim_later(s, PULSE_MS, (struct event){ .kind = EV_PULSE });
        break;
    case EV_PEOPLE:
        if (s->busy_people) people_moment(s);
        break;
    case EV_FAULT:
        if (!s->calm) trouble(s);
        break;
    case EV_HEAL: net_heal(s, e->a); break;
    case EV_CTL_UP:
        if (!s->ctl.up) ctl_start(s);
        break;
    case EV_SITE_UP:
        if (!s->sites[e->a].up) site_start(&s->sites[e->a]);
        break;
    case EV_KINDS: break;
    }
}

static bool step(struct sim *s)
{
    struct event e;
    if (s->wrong.found || !queue_take(&s->queue, &e)) return false;
    if (e.due_ms > s->mono_ms) {
        s->wall_ms += e.due_ms - s->mono_ms;
        s->mono_ms = e.due_ms;
    }
    happens(s, &e);
    if (s->ctl.up && !s->ctl.dead) check_changes(s);
    if (++s->cover->events % FULL_EVERY == 0) check_full(s);
    return !s->wrong.found;
}

/* --- the end --- */

static void faults_stop(struct sim *s)
{
    s->calm = true;
    s->busy_people = false;
    dice_calm(s);
    s->ctl.dies_in = -1;
    NOTE(s, "calm", "the faults stop", 0);
    for (int i = 0; i < s->truth.hosts_n; i++) s->truth.host[i].dead_until_ms = 0;
    for (int i = 0; i < s->sites_n; i++) {
        net_heal(s, i);
        s->sites[i].calls_left = -1;
        if (!s->sites[i].up) site_start(&s->sites[i]);
        site_unhang(&s->sites[i]);
    }
    if (!s->ctl.up) ctl_start(s);
    staff_man_rooms(s);
}

static void run_until(struct sim *s, int64_t mono_ms)
{
    while (s->mono_ms < mono_ms && step(s)) continue;
}

/* People finish what waits for them; false: nothing came after it. Time goes by meanwhile, so that
 * something may expire. */
static bool drain(struct sim *s)
{
    for (int i = 0; i < DRAIN_ROUNDS && !s->wrong.found && s->seen.live_n; i++) {
        people_tidy_up(s);
        run_until(s, s->mono_ms + 70000);
    }
    if (!s->wrong.found) run_until(s, s->mono_ms + SETTLE_MS);
    return s->seen.live_n > 0;
}

static void run_out(struct sim *s)
{
    faults_stop(s);
    run_until(s, s->mono_ms + SETTLE_MS);
    if (!s->wrong.found) check_settled(s, false);
    run_until(s, s->mono_ms + LATE_MS);
    if (!s->wrong.found) check_settled(s, true);
    for (int i = 0; i < DRAIN_AGAIN && !s->wrong.found; i++)
        if (!drain(s)) break;
    if (!s->wrong.found) check_drained(s);
}

static void tell(const struct sim *s, const struct run *r)
{
    printf("seed %llu: %s: %s\n", (unsigned long long)r->seed, s->wrong.what, s->wrong.text);
    if (!r->verbose) trace_print(&s->trace, stdout);
    fflush(stdout);
}

static void save_disk(struct sim *s, const char *path)
{
    sqlite3_int64 n = 0;
    unsigned char *bytes = sqlite3_serialize(s->disk.raw, "main", &n, 0);
    FILE *f = fopen(path, "wb");
    if (f && bytes) (void)!fwrite(bytes, 1, (size_t)n, f);
    if (f) fclose(f);
    sqlite3_free(bytes);
}

static void disk_digest(struct sim *s, struct run *r)
{
    sqlite3_int64 n = 0;
    unsigned char *bytes = sqlite3_serialize(s->disk.raw, "main", &n, 0);
    struct trace t = { 0 };
    if (bytes) trace_mix(&t, bytes, (size_t)n);
    sqlite3_free(bytes);
    r->disk_hash = t.hash;
}

bool run_seed(struct run *r)
{
    struct sim *s = open_world(r);
    setup_world(s);
    if (!s->wrong.found) ctl_start(s);
    s->busy_people = true;
    sim_later(s, 1, (struct event){ .kind = EV_PULSE });
    sim_later(s, 2000, (struct event){ .kind = EV_PEOPLE });
    sim_later(s, 3000, (struct event){ .kind = EV_FAULT });
    int64_t until = s->cover->events + r->events;
    while (s->cover->events < until && step(s)) continue;
    if (!s->wrong.found) run_out(s);
    s->cover->seeds++;
    s->cover->days += (s->wall_ms - s->people.started_ms) / 86400000;
    r->hash = s->trace.hash;
    if (r->want_disk_hash) disk_digest(s, r);
    bool ok = !s->wrong.found;
    if (!ok) tell(s, r);
    if (!ok && r->save) save_disk(s, r->save);
    close_world(s);
    return ok;
}
