/* work - a worker starts, touches its device once a little later, and answers a little later still;
 * it may die before or behind the touch, or hang until it is killed. */
#include "work.h"

#include "agent/worker.h"
#include "check.h"
#include "sim.h"

#include <string.h>

static void later(struct site *site, int at, enum event_kind kind, int64_t in_ms)
{
    sim_later(site->s, in_ms,
              (struct event){ .kind = kind, .a = site->at, .b = at,
                              .p = (void *)(uintptr_t)site->work[at].serial });
}

void work_start(struct site *site, const struct protocol_job *job, enum agent_mode mode,
                int64_t left_ms)
{
    struct sim *s = site->s;
    int at = 0;
    while (at < WORKS_MAX && site->work[at].used) at++;
    if (at == WORKS_MAX) {
        sim_wrong(s, "workers", "the agent started more workers than its limit");
        return;
    }
    site->work[at] = (struct work){ .used = true, .serial = ++site->serial, .mode = mode,
                                    .job = memo_copy_job(&s->arena, job),
                                    .until_ms = s->mono_ms + left_ms };
    NOTE(s, mode == AGENT_ACT ? "starts" : "looks", job->verb, site->at, job->job, job->epoch);
    if (rng_hit(&s->rng, s->dice.hang)) {
        site->work[at].hung = true;
        check_befell(s, job->job, FAULT_HANG);
        return;
    }
    later(site, at, EV_WORK, rng_skewed(&s->rng, 2, 3000));
}

void work_go_on(struct site *site, int at)
{
    site->work[at].hung = false;
    later(site, at, EV_WORK, 1);
}

void work_kill(struct site *site, int64_t job, int64_t epoch)
{
    for (int i = 0; i < WORKS_MAX; i++) {
        struct work *w = &site->work[i];
        if (!w->used || w->job.job != job || w->job.epoch != epoch) continue;
        if (site->s->mono_ms >= w->until_ms) SAW(site->s, worker_killed_at_deadline);
        w->killed = true;
        w->answered = false;
        w->serial = ++site->serial;
        later(site, i, EV_WORK_END, rng_in(&site->s->rng, 1, 5));
    }
}

/* What goes wrong with this one, if anything does. */
static enum fault fault_for(struct sim *s, const struct work *w)
{
    const struct { int64_t chance; enum fault fault; } dice[] = {
        { s->dice.slow, FAULT_SLOW },          { s->dice.refuse, FAULT_REFUSE },
        { s->dice.lose_answer, FAULT_LOSE },   { s->dice.broken, FAULT_BROKEN },
        { s->dice.worker, FAULT_WORKER },
    };
    if (strcmp(w->job.verb, "observe") == 0) return FAULT_KINDS;
    for (size_t i = 0; i < COUNT(dice); i++)
        if (rng_hit(&s->rng, dice[i].chance)) return dice[i].fault;
    return FAULT_KINDS;
}

static void touch(struct site *site, struct work *w)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct sim *s = site->s;
    struct drv_offer offers[4];
    struct drv_ctx ctx = { .world = &s->world, .arena = &a, .offers = offers, .state_dir = "",
                           .templates_dir = "", .room_key_path = "", .room_key_public = "",
                           .limits = &drv_limits_default };
    struct worker_task task = { .observe = w->mode == AGENT_OBSERVE, .job = &w->job,
                                .left_ms = w->until_ms - s->mono_ms };
    struct protocol_result result;
    if (w->mode == AGENT_ACT && !truth_act(s, w->job.job, w->job.epoch))
        sim_wrong(s, "acts_once", "attempt %lld of job %lld (%s) acted twice",
                  (long long)w->job.epoch, (long long)w->job.job, w->job.verb);
    truth_offers(s, offers);
    worker_run(&ctx, &task, &result);
    w->result = memo_copy_result(&s->arena, &result);
    w->answered = true;
    if (w->mode == AGENT_OBSERVE && strcmp(result.outcome, "done") == 0)
        SAW(s, observed_done_after_restart);
    if (w->mode == AGENT_OBSERVE && strcmp(result.outcome, "unknown") == 0)
        SAW(s, observed_unknown_after_restart);
}

void work_act(struct site *site, const struct event *e)
{
    struct sim *s = site->s;
    struct work *w = &site->work[e->b];
    if (!site->up || !w->used || w->killed || w->serial != (uint32_t)(uintptr_t)e->p) return;
    enum fault f = fault_for(s, w);
    bool before = f == FAULT_WORKER && rng_hit(&s->rng, 500);
    const struct host *h = truth_target(s, w->job.driver, w->job.target);
    if (f != FAULT_KINDS) check_befell(s, w->job.job, f);
    if (h && h->dead_until_ms > s->mono_ms) check_befell(s, w->job.job, FAULT_DEAD);
    s->truth.fault = f;
    if (!before) touch(site, w);
    s->truth.fault = FAULT_KINDS;
    if (f == FAULT_WORKER) w->answered = false;
    NOTE(s, "acts", w->answered ? w->result.outcome : "dies", site->at, w->job.job, w->job.epoch);
    if (w->answered && w->result.reason[0]) NOTE(s, "", w->result.reason, 0);
    later(site, e->b, EV_WORK_END, rng_skewed(&s->rng, 1, 500));
    check_things(s);
}
