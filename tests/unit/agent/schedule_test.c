/* Whole schedules from a seed: messages lost, doubled and reordered, workers that finish, die or
 * hang, and the agent killed between any two of its steps. Afterwards the faults stop, and every
 * attempt the agent answered for must have one result that has arrived. */
#include "room.h"

#include <stdio.h>
#include <string.h>

#define SEEDS   2000
#define STEPS   120
#define JOBS    8
#define EPOCHS  4
#define MAIL    64
#define DEVICES 3

struct mail {
    enum protocol_type type;
    int64_t job, epoch;
};

struct fate { /* of one attempt, as the controller and the devices see it */
    int acts;
    bool accepted, settled;
    char outcome[16], reason[48];
};

struct schedule {
    struct room room;
    uint64_t seed;
    struct mail mail[MAIL];
    int mail_n, heard; /* heard: how far the record of what the agent said was read */
    struct fate fate[JOBS + 1][EPOCHS + 1];
    int64_t epoch[JOBS + 1]; /* the attempt the controller is at; 0: not begun */
    bool done[JOBS + 1];
    bool calm;
    int restarts;
};

static uint64_t pick(struct schedule *s, uint64_t n)
{
    return kt_next(&s->seed) % n;
}

static void post(struct schedule *s, enum protocol_type type, int64_t job, int64_t epoch)
{
    int copies = s->calm ? 1 : (int)pick(s, 4); /* 0: lost, 2 and 3: doubled */
    while (copies-- > 0 && s->mail_n < MAIL)
        s->mail[s->mail_n++] = (struct mail){ type, job, epoch };
}

static const char *target_of(int64_t job)
{
    static const char *const targets[DEVICES] = { "{\"device\":\"a\"}", "{\"device\":\"b\"}",
                                                  "{\"device\":\"c\"}" };
    return targets[job % DEVICES];
}

static void on_start(void *self, const struct protocol_job *job, enum agent_mode mode)
{
    struct schedule *s = self;
    if (mode == AGENT_OBSERVE) return;
    struct fate *f = &s->fate[job->job][job->epoch];
    f->acts++;
    assert_int_equal(f->acts, 1);
    assert_false(f->settled);
    for (int i = 0; i < s->room.work_n - 1; i++)
        assert_true(s->room.work[i].job.job % DEVICES != job->job % DEVICES);
}

static void deliver(struct schedule *s)
{
    if (!s->mail_n) return;
    int at = s->calm ? 0 : (int)pick(s, (uint64_t)s->mail_n);
    struct mail m = s->mail[at];
    memmove(&s->mail[at], &s->mail[at + 1], (size_t)(--s->mail_n - at) * sizeof m);
    struct kb_error err;
    struct protocol_ack ack = { m.job, m.epoch };
    struct protocol_cancel cancel = { m.job, m.epoch, "why" };
    struct protocol_job j = room_job(m.job, m.epoch, target_of(m.job));
    j.deadline_ms = s->room.world.now_ms + 20000;
    if (m.type == PROTOCOL_JOB) (void)!room_message(&s->room, m.type, &j, &err);
    if (m.type == PROTOCOL_ACK) (void)!room_message(&s->room, m.type, &ack, &err);
    if (m.type == PROTOCOL_CANCEL) (void)!room_message(&s->room, m.type, &cancel, &err);
}

/* What the controller makes of a result: the first one settles the attempt, all others must agree.
 * */
static void hear_result(struct schedule *s, const struct room_said *said)
{
    struct fate *f = &s->fate[said->job][said->epoch];
    if (f->settled) {
        assert_string_equal(f->outcome, said->outcome);
        assert_string_equal(f->reason, said->reason);
    }
    f->settled = true;
    memcpy(f->outcome, said->outcome, sizeof f->outcome);
    memcpy(f->reason, said->reason, sizeof f->reason);
    post(s, PROTOCOL_ACK, said->job, said->epoch);
    if (said->epoch != s->epoch[said->job] || s->done[said->job]) return;
    if (strcmp(said->outcome, "done") == 0 || s->epoch[said->job] == EPOCHS)
        s->done[said->job] = true;
    else
        s->epoch[said->job]++;
}

static void listen(struct schedule *s)
{
    for (; s->heard < s->room.said_n; s->heard++) {
        const struct room_said *said = &s->room.said[s->heard];
        if (said->type == PROTOCOL_ACCEPTED) s->fate[said->job][said->epoch].accepted = true;
        if (!s->calm && pick(s, 5) == 0) continue; /* lost on the way */
        if (said->type == PROTOCOL_RESULT) hear_result(s, said);
    }
    s->heard = 0;
    room_clear(&s->room);
}

static void work(struct schedule *s)
{
    static const char *const outcomes[] = { "done", "done", "failed", "pending", "unknown" };
    if (!s->room.work_n) return;
    struct room_work *w = &s->room.work[pick(s, (uint64_t)s->room.work_n)];
    int64_t job = w->job.job, epoch = w->job.epoch;
    uint64_t what = pick(s, 10);
    if (w->killed || what == 0)
        room_die(&s->room, job, epoch);
    else if (what < 8 || s->calm)
        room_finish(&s->room, job, epoch, outcomes[pick(s, COUNT(outcomes))]);
    /* else it hangs on */
}

static void revive(struct schedule *s)
{
    s->restarts++;
    s->mail_n = 0; /* a fresh connection */
    room_restart(&s->room);
    room_flush(&s->room);
    room_link(&s->room, 1);
}

static void ask(struct schedule *s)
{
    int64_t job = 1 + (int64_t)pick(s, JOBS);
    if (s->done[job]) return;
    if (!s->epoch[job]) s->epoch[job] = 1;
    bool cancel = !s->calm && pick(s, 12) == 0;
    post(s, cancel ? PROTOCOL_CANCEL : PROTOCOL_JOB, job, s->epoch[job]);
}

static void disturb(struct schedule *s)
{
    switch (pick(s, 12)) {
    case 0: s->room.calls_left = (int)pick(s, 6); break; /* dies inside a later flush */
    case 1: revive(s); break;                            /* dies between two inputs */
    case 2: agent_core_unlinked(s->room.core); break;
    case 3: room_link(&s->room, 1); break;
    case 4: room_pass(&s->room, (int64_t)pick(s, 25000)); break;
    default: break;
    }
}

static void turn(struct schedule *s)
{
    switch (pick(s, 5)) {
    case 0:
    case 1: ask(s); break;
    case 2:
    case 3: deliver(s); break;
    default: work(s); break;
    }
    if (!s->calm) disturb(s);
    if (s->room.dead) revive(s);
    listen(s);
    room_pass(&s->room, (int64_t)pick(s, 300));
    if (s->room.dead) revive(s);
    listen(s);
}

static bool settled(const struct schedule *s)
{
    for (int64_t job = 1; job <= JOBS; job++) {
        if (!s->done[job]) return false;
        for (int e = 1; e <= EPOCHS; e++)
            if (s->fate[job][e].accepted && !s->fate[job][e].settled) return false;
    }
    struct agent_core_counts n = agent_core_counts(s->room.core);
    return !n.queued && !n.running && !n.unacknowledged;
}

static void run(uint64_t seed, int *restarts)
{
    struct schedule s = { .seed = seed };
    s.room.limits = agent_limits_default;
    s.room.limits.running_max = 2;
    s.room.limits.queue_max = 4;
    s.room.on_start = on_start;
    room_open(&s.room, seed);
    s.room.self = &s;
    room_link(&s.room, 1);
    for (int i = 0; i < STEPS; i++) turn(&s);
    s.calm = true;
    s.room.calls_left = -1;
    room_link(&s.room, 1);
    for (int i = 0; i < 3000 && !settled(&s); i++) turn(&s);
    assert_true(settled(&s));
    *restarts += s.restarts;
    room_close(&s.room);
}

TEST(whatever_is_lost_doubled_reordered_or_killed_no_attempt_acts_twice_and_each_ends_in_one_result)
{
    int restarts = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        kt_row("seed %llu", (unsigned long long)seed);
        run(seed, &restarts);
    }
    assert_true(restarts > SEEDS); /* the faults do happen */
}
