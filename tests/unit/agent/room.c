/* room - the ports and a journal that counts what is staged, so that tests can tell speaking before
 * a commit from speaking behind it. */
#include "room.h"

#include <stdio.h>
#include <string.h>

static int64_t port_now(void *self)
{
    return ((struct room *)self)->world.mono_us / 1000;
}

/* Counts down to the crash. */
static bool dies(struct room *r)
{
    if (r->calls_left > 0)
        r->calls_left--;
    else if (r->calls_left == 0)
        r->dead = true;
    return r->dead;
}

static void note_result(struct room_said *s, const struct protocol_result *m)
{
    s->job = m->job;
    s->epoch = m->epoch;
    snprintf(s->outcome, sizeof s->outcome, "%s", m->outcome);
    snprintf(s->reason, sizeof s->reason, "%s", m->reason);
    snprintf(s->text, sizeof s->text, "%s", m->text);
}

static void port_send(void *self, enum protocol_type type, const void *message)
{
    struct room *r = self;
    if (dies(r)) return;
    assert_true(r->said_n < ROOM_SAID_MAX);
    struct room_said *s = &r->said[r->said_n++];
    *s = (struct room_said){ .type = type };
    if (type == PROTOCOL_RESULT) note_result(s, message);
    if (type == PROTOCOL_ACCEPTED) {
        const struct protocol_accepted *m = message;
        s->job = m->job;
        s->epoch = m->epoch;
        assert_int_equal(r->staged, 0);
    }
}

static const char *port_start(void *self, const struct protocol_job *job, enum agent_mode mode,
                              int64_t left_ms)
{
    struct room *r = self;
    if (dies(r)) return NULL;
    if (r->no_worker) return "agent.worker";
    assert_int_equal(r->staged, 0);
    assert_true(r->work_n < ROOM_WORK_MAX && r->work_n < r->limits.running_max);
    r->work[r->work_n++] = (struct room_work){ .job = *job, .mode = mode, .left_ms = left_ms };
    if (r->on_start) r->on_start(r->self, job, mode);
    return NULL;
}

static void port_kill(void *self, int64_t job, int64_t epoch)
{
    struct room *r = self;
    if (dies(r)) return;
    struct room_work *w = room_work_find(r, job, epoch);
    assert_non_null(w);
    w->killed = true;
}

static enum kb_code stage(struct room *r, enum kb_code code)
{
    r->staged++;
    return code;
}

static enum kb_code ops_intent(void *self, const struct protocol_job *job, struct kb_error *err)
{
    struct room *r = self;
    return stage(r, r->real.intent(r->real.self, job, err));
}

static enum kb_code ops_result(void *self, const struct protocol_result *m, struct kb_error *err)
{
    struct room *r = self;
    return stage(r, r->real.result(r->real.self, m, err));
}

static enum kb_code ops_acked(void *self, int64_t job, int64_t epoch, struct kb_error *err)
{
    struct room *r = self;
    return stage(r, r->real.acked(r->real.self, job, epoch, err));
}

static enum kb_code ops_epoch(void *self, int64_t epoch, struct kb_error *err)
{
    struct room *r = self;
    return stage(r, r->real.epoch(r->real.self, epoch, err));
}

static enum kb_code ops_find(void *self, int64_t job, int64_t epoch, struct kb_arena *a,
                             struct agent_record *out, struct kb_error *err)
{
    struct room *r = self;
    return r->real.find(r->real.self, job, epoch, a, out, err);
}

static enum kb_code ops_load(void *self, struct kb_arena *a, struct agent_record **open, int64_t *n,
                             int64_t *seen, struct kb_error *err)
{
    struct room *r = self;
    return r->real.load(r->real.self, a, open, n, seen, err);
}

static enum kb_code ops_commit(void *self, struct kb_error *err)
{
    struct room *r = self;
    if (dies(r)) return kb_fail(err, KB_INTERNAL, "agent.journal", "crashed before the commit");
    if (r->disk_full) return kb_fail(err, KB_INTERNAL, "agent.journal", "no space left");
    r->staged = 0;
    return r->real.commit(r->real.self, err);
}

static void start_core(struct room *r)
{
    struct kb_error err;
    struct agent_ports ports = { r, port_now, port_send, port_start, port_kill };
    struct agent_journal_ops ops = { r,         ops_intent, ops_result, ops_acked,
                                     ops_epoch, ops_find,   ops_load,   ops_commit };
    assert_ok(agent_core_new(&r->limits, &ports, &ops, &r->core, &err));
}

void room_open(struct room *r, uint64_t seed)
{
    struct kb_error err;
    if (!r->limits.running_max) r->limits = agent_limits_default;
    kt_world_init(&r->world, seed);
    r->calls_left = -1;
    assert_ok(agent_journal_open(":memory:", &r->key, &r->world.world, &r->journal, &err));
    r->real = agent_journal_ops(r->journal);
    start_core(r);
}

void room_close(struct room *r)
{
    agent_core_free(r->core);
    agent_journal_close(r->journal);
}

void room_restart(struct room *r)
{
    agent_core_free(r->core);
    agent_journal_crash(r->journal);
    r->work_n = r->staged = 0;
    r->dead = false;
    r->calls_left = -1;
    start_core(r);
}

void room_flush(struct room *r)
{
    struct kb_error err;
    enum kb_code code = agent_core_flush(r->core, &err);
    if (!r->dead && !r->disk_full) assert_ok(code);
}

void room_pass(struct room *r, int64_t ms)
{
    kt_world_pass(&r->world, ms);
    agent_core_tick(r->core);
    room_flush(r);
}

enum kb_code room_message(struct room *r, enum protocol_type type, const void *body,
                          struct kb_error *err)
{
    struct protocol_message m = { type, body };
    enum kb_code code = agent_core_message(r->core, &m, err);
    room_flush(r);
    return code;
}

void room_link(struct room *r, int64_t controller_epoch)
{
    struct kb_error err;
    struct protocol_welcome w = { 7, 3, controller_epoch, 5000 };
    struct protocol_beat b = { .at_ms = r->world.now_ms };
    assert_ok(room_message(r, PROTOCOL_WELCOME, &w, &err));
    assert_ok(room_message(r, PROTOCOL_BEAT, &b, &err));
}

struct protocol_job room_job(int64_t job, int64_t epoch, const char *target)
{
    return (struct protocol_job){ .job = job,
                                  .epoch = epoch,
                                  .controller_epoch = 1,
                                  .key = "k",
                                  .verb = "open",
                                  .driver = "sim",
                                  .target = target,
                                  .spec = "{\"resource\":1}",
                                  .ticket = "" };
}

enum kb_code room_give(struct room *r, int64_t job, int64_t epoch, const char *target)
{
    struct kb_error err;
    struct protocol_job j = room_job(job, epoch, target);
    j.deadline_ms = r->world.now_ms + 60000;
    return room_message(r, PROTOCOL_JOB, &j, &err);
}

struct room_work *room_work_find(struct room *r, int64_t job, int64_t epoch)
{
    for (int i = 0; i < r->work_n; i++)
        if (r->work[i].job.job == job && r->work[i].job.epoch == epoch) return &r->work[i];
    return NULL;
}

static void forget(struct room *r, int64_t job, int64_t epoch)
{
    struct room_work *w = room_work_find(r, job, epoch);
    assert_non_null(w);
    *w = r->work[--r->work_n];
}

void room_finish(struct room *r, int64_t job, int64_t epoch, const char *outcome)
{
    struct protocol_result m = { .job = job,
                                 .epoch = epoch,
                                 .outcome = outcome,
                                 .reason = "",
                                 .text = "",
                                 .ticket = "",
                                 .result = "{}" };
    forget(r, job, epoch);
    agent_core_finished(r->core, &m);
    room_flush(r);
}

void room_die(struct room *r, int64_t job, int64_t epoch)
{
    forget(r, job, epoch);
    agent_core_died(r->core, job, epoch, "signal 9");
    room_flush(r);
}

int room_count(const struct room *r, enum protocol_type type, int64_t job, int64_t epoch)
{
    int n = 0;
    for (int i = 0; i < r->said_n; i++)
        n += r->said[i].type == type && r->said[i].job == job && r->said[i].epoch == epoch;
    return n;
}

const struct room_said *room_last(const struct room *r, enum protocol_type type, int64_t job)
{
    for (int i = r->said_n; i > 0; i--)
        if (r->said[i - 1].type == type && r->said[i - 1].job == job) return &r->said[i - 1];
    fail_msg("%s of job %lld was not said", protocol_type_name(type), (long long)job);
    return NULL;
}

void room_clear(struct room *r)
{
    r->said_n = 0;
}
