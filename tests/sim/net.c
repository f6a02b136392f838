/* net - see net.h. Texts live in the world's arena: a seed is short. */
#include "net.h"

#include "check.h"
#include "sim.h"

static int64_t delay(struct sim *s, const struct message *m)
{
    bool stuck = rng_hit(&s->rng, s->dice.stuck);
    if (!stuck && !rng_hit(&s->rng, s->dice.late)) return rng_in(&s->rng, 1, 20);
    if (m->job) check_befell(s, m->job, FAULT_LATE);
    if (stuck) return rng_in(&s->rng, 100000, 400000);
    return rng_skewed(&s->rng, 20, s->dice.late_ms);
}

static void put(struct sim *s, enum event_kind kind, int site, const struct message *m,
                int64_t in_ms)
{
    s->net.on_the_way++;
    sim_later(s, in_ms,
              (struct event){ .kind = kind, .a = site, .b = s->net.line[site].conn,
                              .p = (void *)(uintptr_t)m });
}

/* A line that is cut loses what is put in, or gives it out in a heap when it is whole again. */
static bool swallowed(struct sim *s, int site, const struct message *m, bool cut, int64_t *wait_ms)
{
    *wait_ms = 0;
    if (!cut && !rng_hit(&s->rng, s->dice.lose)) return false;
    if (m->job) check_befell(s, m->job, cut ? FAULT_CUT : FAULT_LOST);
    if (cut && rng_hit(&s->rng, 250)) {
        *wait_ms = s->net.line[site].heals_ms - s->mono_ms + rng_in(&s->rng, 1, 300);
        return false;
    }
    NOTE(s, "lost", m->type, site, m->job);
    return true;
}

static void send(struct sim *s, enum event_kind kind, int site, const struct message *m, bool cut)
{
    int64_t wait_ms;
    if (swallowed(s, site, m, cut, &wait_ms)) return;
    struct message *copy = KB_NEW(&s->arena, struct message);
    *copy = (struct message){ m->type, kb_strdup(&s->arena, m->text), m->job };
    put(s, kind, site, copy, wait_ms ? wait_ms : delay(s, m));
    if (!rng_hit(&s->rng, s->dice.twice)) return;
    if (m->job) check_befell(s, m->job, FAULT_TWICE);
    put(s, kind, site, copy, delay(s, m));
}

void net_to_site(struct sim *s, int site, const struct message *m)
{
    send(s, EV_TO_SITE, site, m, s->net.line[site].cut_to_site);
}

void net_to_ctl(struct sim *s, int site, const struct message *m)
{
    send(s, EV_TO_CTL, site, m, s->net.line[site].cut_to_ctl);
}

/* What was sent over a connection that broke is gone, unless this seed has messages that come late:
 * then a dead controller's may still come. */
bool net_arrives(struct sim *s, const struct event *e)
{
    s->net.on_the_way--;
    if (e->b == s->net.line[e->a].conn) return true;
    return s->dice.late + s->dice.stuck > 0 && rng_hit(&s->rng, 500);
}

void net_break(struct sim *s, int site)
{
    s->net.line[site].conn++;
}

void net_cut(struct sim *s, int site)
{
    struct line *l = &s->net.line[site];
    int64_t ways = rng_in(&s->rng, 1, 3), ms = rng_skewed(&s->rng, 1000, 600000);
    l->cut_to_site = ways & 1;
    l->cut_to_ctl = ways & 2;
    l->heals_ms = s->mono_ms + ms;
    NOTE(s, "cut",
         ways == 3   ? "both ways"
         : ways == 1 ? "to the agent"
                     : "to the controller",
         site);
    sim_later(s, ms, (struct event){ .kind = EV_HEAL, .a = site });
}

void net_heal(struct sim *s, int site)
{
    s->net.line[site].cut_to_site = s->net.line[site].cut_to_ctl = false;
    NOTE(s, "healed", "", site);
}
