/* site - see site.h. The ports of the core are the world of one agent; workers are in work.c. */
#include "site.h"

#include "check.h"
#include "sim.h"
#include "work.h"

#include <stdlib.h>
#include <string.h>

#define SILENT_MS 15000

/* --- the ports --- */

static int64_t port_now(void *self)
{
    return ((struct site *)self)->s->mono_ms;
}

static bool dies(struct site *site)
{
    if (site->calls_left > 0)
        site->calls_left--;
    else if (site->calls_left == 0)
        site->dead = true;
    return site->dead;
}

static void say(struct site *site, enum protocol_type type, const void *body, int64_t job)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err;
    struct message m = { .type = protocol_type_name(type), .job = job };
    if (protocol_write(type, body, &a, &m.text, &err) != KB_OK) {
        sim_wrong(site->s, "agent_message", "%s", err.text);
        return;
    }
    net_to_ctl(site->s, site->at, &m);
}

static void port_send(void *self, enum protocol_type type, const void *body)
{
    struct site *site = self;
    int64_t job = 0;
    if (dies(site)) return;
    if (type == PROTOCOL_ACCEPTED) {
        job = ((const struct protocol_accepted *)body)->job;
        if (site->staged)
            sim_wrong(site->s, "journal_before_word", "job %lld accepted before it was journaled",
                      (long long)job);
    }
    if (type == PROTOCOL_RESULT) job = ((const struct protocol_result *)body)->job;
    if (site->linked) say(site, type, body, job);
}

static const char *port_start(void *self, const struct protocol_job *job, enum agent_mode mode,
                              int64_t left_ms)
{
    struct site *site = self;
    if (dies(site)) return NULL;
    if (site->staged)
        sim_wrong(site->s, "journal_before_act", "job %lld started before it was journaled",
                  (long long)job->job);
    work_start(site, job, mode, left_ms);
    return NULL;
}

static void port_kill(void *self, int64_t job, int64_t epoch)
{
    struct site *site = self;
    if (!dies(site)) work_kill(site, job, epoch);
}

/* --- the journal, counted --- */

static enum kb_code ops_intent(void *self, const struct protocol_job *job, struct kb_error *err)
{
    struct site *site = self;
    site->staged++;
    return site->real.intent(site->real.self, job, err);
}

static enum kb_code ops_result(void *self, const struct protocol_result *r, struct kb_error *err)
{
    struct site *site = self;
    site->staged++;
    if (site->unanswered && strcmp(r->outcome, "unknown") != 0)
        sim_wrong(site->s, "said_more", "of job %lld, whose worker died, the agent says %s",
                  (long long)r->job, r->outcome);
    return site->real.result(site->real.self, r, err);
}

static enum kb_code ops_acked(void *self, int64_t job, int64_t epoch, struct kb_error *err)
{
    struct site *site = self;
    site->staged++;
    return site->real.acked(site->real.self, job, epoch, err);
}

static enum kb_code ops_epoch(void *self, int64_t epoch, struct kb_error *err)
{
    struct site *site = self;
    site->staged++;
    return site->real.epoch(site->real.self, epoch, err);
}

static enum kb_code ops_find(void *self, int64_t job, int64_t epoch, struct kb_arena *a,
                             struct agent_record *out, struct kb_error *err)
{
    struct site *site = self;
    return site->real.find(site->real.self, job, epoch, a, out, err);
}

static enum kb_code ops_load(void *self, struct kb_arena *a, struct agent_record **open, int64_t *n,
                             int64_t *seen, struct kb_error *err)
{
    struct site *site = self;
    enum kb_code code = site->real.load(site->real.self, a, open, n, seen, err);
    for (int64_t i = 0; code == KB_OK && i < *n; i++)
        if ((*open)[i].state == AGENT_RECORD_INTENT) SAW(site->s, intent_found_after_restart);
    return code;
}

static enum kb_code ops_commit(void *self, struct kb_error *err)
{
    struct site *site = self;
    if (dies(site)) return kb_fail(err, KB_INTERNAL, "agent.journal", "died before the commit");
    site->staged = 0;
    return site->real.commit(site->real.self, err);
}

/* --- life and death --- */

void site_open(struct sim *s, struct site *site, int64_t agent_id, int64_t room_id)
{
    struct kb_error err;
    int at = (int)(site - s->sites);
    *site = (struct site){ .s = s, .at = at, .agent_id = agent_id, .room_id = room_id };
    site->memo.arena = &s->arena;
    site->real = memo_ops(&site->memo);
    if (s->seed % 16 == 5) { /* a few worlds with the real one */
        if (agent_journal_open(":memory:", &site->key, &s->world, &site->journal, &err) != KB_OK)
            sim_wrong(s, "journal", "%s", err.text);
        else
            site->real = agent_journal_ops(site->journal);
    }
    site_start(site);
}

void site_start(struct site *site)
{
    struct kb_error err;
    struct agent_ports ports = { site, port_now, port_send, port_start, port_kill };
    struct agent_journal_ops ops = { site,      ops_intent, ops_result, ops_acked,
                                     ops_epoch, ops_find,   ops_load,   ops_commit };
    site->staged = 0;
    site->dead = false;
    site->calls_left = -1;
    site->tick_ms = 0;
    site->boot++;
    site->up = true;
    if (agent_core_new(&agent_limits_default, &ports, &ops, &site->core, &err) != KB_OK)
        sim_wrong(site->s, "agent_start", "%s", err.text);
}

static void befall(struct site *site)
{
    for (size_t i = 0; i < site->s->seen.live_n; i++) {
        const struct job_row *j = seen_find(&site->s->seen, SEEN_JOB, site->s->seen.live[i]);
        if (j->agent == site->agent_id && j->phase != JOB_QUEUED)
            check_befell(site->s, j->id, FAULT_SITE);
    }
}

void site_kill(struct site *site)
{
    if (!site->up) return;
    NOTE(site->s, "agent dies", "", site->at);
    befall(site);
    agent_core_free(site->core);
    site->core = NULL;
    site->up = site->linked = false;
    memo_crash(&site->memo);
    if (site->journal) agent_journal_crash(site->journal);
    memset(site->work, 0, sizeof site->work);
    net_break(site->s, site->at);
    sim_later(site->s, rng_skewed(&site->s->rng, 200, 120000),
              (struct event){ .kind = EV_SITE_UP, .a = site->at });
}

void site_kill_soon(struct site *site, int calls)
{
    if (site->up) site->calls_left = calls;
}

void site_done(struct site *site)
{
    agent_core_free(site->core);
    agent_journal_close(site->journal);
    memo_done(&site->memo);
}

/* What follows from what came in; it may die on the way. */
static void flush(struct site *site)
{
    struct kb_error err;
    enum kb_code code = agent_core_flush(site->core, &err);
    if (site->dead) {
        SAW(site->s, agent_died_in_flush);
        site_kill(site);
        return;
    }
    if (code != KB_OK) sim_wrong(site->s, "agent_flush", "%s: %s", err.reason, err.text);
    int64_t due = agent_core_due_ms(site->core);
    if (due == INT64_MAX || (site->tick_ms && site->tick_ms <= due)) return;
    site->tick_ms = due > site->s->mono_ms ? due : site->s->mono_ms + 1;
    sim_later(site->s, site->tick_ms - site->s->mono_ms,
              (struct event){ .kind = EV_SITE_TICK, .a = site->at, .b = (int)site->boot });
}

/* --- what comes in --- */

static int64_t epoch_of(const struct protocol_message *m)
{
    if (m->type == PROTOCOL_JOB) return ((const struct protocol_job *)m->body)->controller_epoch;
    if (m->type == PROTOCOL_WELCOME)
        return ((const struct protocol_welcome *)m->body)->controller_epoch;
    return 0;
}

static void take(struct site *site, const struct protocol_message *m)
{
    struct kb_error err = { 0 };
    int64_t epoch = epoch_of(m);
    enum kb_code code = agent_core_message(site->core, m, &err);
    if (code != KB_OK) NOTE(site->s, "refused", err.reason, site->at, epoch);
    if (code != KB_OK && strcmp(err.reason, "agent.stale") == 0) SAW(site->s, message_stale);
    if (epoch && epoch < site->epoch_seen) {
        SAW(site->s, message_fenced);
        if (code == KB_OK)
            sim_wrong(site->s, "fencing", "the agent obeyed epoch %lld and had seen %lld",
                      (long long)epoch, (long long)site->epoch_seen);
    }
    if (m->type == PROTOCOL_WELCOME && code == KB_OK) site->linked = true;
    flush(site);
    if (site->up && code == KB_OK && epoch > site->epoch_seen) site->epoch_seen = epoch;
}

void site_message(struct site *site, const struct event *e)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const struct message *m = e->p;
    struct protocol_message in;
    struct kb_error err;
    if (!net_arrives(site->s, e) || !site->up) return;
    NOTE(site->s, "to agent", m->type, site->at, m->job);
    site->heard_ms = site->s->mono_ms;
    if (protocol_read(PROTOCOL_CONTROLLER, m->type, strlen(m->type), m->text, strlen(m->text), &a,
                      &in, &err) != KB_OK)
        sim_wrong(site->s, "controller_message", "%s: %s in %s", m->type, err.text, m->text);
    else
        take(site, &in);
}

void site_tick(struct site *site, const struct event *e)
{
    if (!site->up || e->b != (int)site->boot) return;
    site->tick_ms = 0;
    agent_core_tick(site->core);
    flush(site);
}

void site_beat(struct site *site)
{
    struct protocol_beat beat = { .at_ms = site->s->wall_ms };
    struct protocol_message m = { PROTOCOL_BEAT, &beat };
    site->heard_ms = site->s->mono_ms;
    take(site, &m);
}

static void hello(struct site *site)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct protocol_hello h = { .protocol = PROTOCOL_VERSION, .version = "sim",
                                .boot = kb_printf(&a, "%08x%08x", site->boot, (unsigned)site->at) };
    agent_core_hello(site->core, &a, &h);
    site->heard_ms = site->s->mono_ms;
    say(site, PROTOCOL_HELLO, &h, 0);
}

void site_pulse(struct site *site)
{
    if (!site->up || site->revoked) return;
    int64_t silent = site->s->mono_ms - site->heard_ms;
    if (site->linked && silent > SILENT_MS) {
        site->linked = false;
        agent_core_unlinked(site->core);
        net_break(site->s, site->at);
        flush(site);
    }
    if (site->up && !site->linked && silent > 2000) hello(site);
}

void site_work(struct site *site, const struct event *e)
{
    work_act(site, e);
}

void site_work_end(struct site *site, const struct event *e)
{
    struct work *w = &site->work[e->b];
    if (!site->up || !w->used || w->serial != (uint32_t)(uintptr_t)e->p) return;
    struct work was = *w;
    *w = (struct work){ 0 };
    site->unanswered = !was.answered;
    if (was.answered)
        agent_core_finished(site->core, &was.result);
    else
        agent_core_died(site->core, was.job.job, was.job.epoch, "killed");
    site->unanswered = false;
    flush(site);
}

void site_unhang(struct site *site)
{
    for (int i = 0; i < WORKS_MAX; i++)
        if (site->work[i].used && site->work[i].hung) work_go_on(site, i);
}

bool site_idle(const struct site *site)
{
    if (!site->up) return false;
    struct agent_core_counts c = agent_core_counts(site->core);
    return c.queued + c.running + c.unacknowledged == 0;
}
