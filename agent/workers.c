/* workers - epoll over each worker's pipe and pidfd. The pipe tells answers, the pidfd deaths; an
 * answer that was written before a death still counts. */
#include "agent/workers.h"
#include "agent/pipe.h"
#include "agent/spawn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

#define KIND_MAX   33
#define EVENTS_MAX 32

struct one {
    struct spawn_child child;
    struct pipe_side pipe;
    char kind[KIND_MAX];
    bool busy, dying, writing, ready;
    int64_t job, epoch; /* while busy */
    int64_t attempts, idle_since_ms;
};

struct workers {
    struct workers_plan plan;
    int epoll;
    struct one **one; /* plan.max of them, NULL: free */
};

static void watch(struct workers *w, struct one *o, int op, int fd, uint32_t events)
{
    struct epoll_event e = { .events = events, .data.ptr = o };
    KB_ASSERT(epoll_ctl(w->epoll, op, fd, &e) == 0);
}

struct workers *workers_new(const struct workers_plan *plan)
{
    struct workers *w = calloc(1, sizeof *w);
    KB_ASSERT(w);
    w->plan = *plan;
    w->epoll = epoll_create1(EPOLL_CLOEXEC);
    w->one = calloc((size_t)plan->max, sizeof(struct one *));
    KB_ASSERT(w->one && w->epoll >= 0);
    return w;
}

static void forget(struct workers *w, struct one *o)
{
    for (int i = 0; i < w->plan.max; i++)
        if (w->one[i] == o) w->one[i] = NULL;
    pipe_side_done(&o->pipe);
    free(o);
}

void workers_free(struct workers *w)
{
    if (!w) return;
    for (int i = 0; i < w->plan.max; i++) {
        struct one *o = w->one[i];
        if (!o) continue;
        spawn_kill(&o->child);
        waitpid(o->child.pid, NULL, 0);
        close(o->child.pidfd);
        close(o->child.fd);
        forget(w, o);
    }
    close(w->epoll);
    free(w->one);
    free(w);
}

int workers_fd(const struct workers *w)
{
    return w->epoll;
}

int workers_count(const struct workers *w)
{
    int n = 0;
    for (int i = 0; i < w->plan.max; i++) n += w->one[i] != NULL;
    return n;
}

/* Ends it; what it was on is told when it is gone. */
static void end(struct one *o)
{
    o->dying = true;
    spawn_kill(&o->child);
}

static void push(struct workers *w, struct one *o)
{
    bool waiting = false;
    if (!pipe_write(&o->pipe, &waiting)) {
        end(o);
        return;
    }
    if (waiting == o->writing) return;
    o->writing = waiting;
    watch(w, o, EPOLL_CTL_MOD, o->child.fd, EPOLLIN | (waiting ? EPOLLOUT : 0));
}

static struct one *spawn_one(struct workers *w, int slot, const char *kind)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct spawn_plan plan = { .program = w->plan.program,
                               .kind = kind,
                               .home = w->plan.setup.work_dir,
                               .lock = w->plan.lock };
    struct worker_setup setup = w->plan.setup;
    struct one *o = calloc(1, sizeof *o);
    KB_ASSERT(o);
    if (!spawn_child(&plan, &o->child)) {
        free(o);
        return NULL;
    }
    snprintf(o->kind, sizeof o->kind, "%s", kind);
    pipe_side_init(&o->pipe, o->child.fd);
    setup.parent = getpid();
    const char *text = kb_write_text(&worker_setup_shape, &setup, &a);
    pipe_add(&o->pipe, text, strlen(text));
    watch(w, o, EPOLL_CTL_ADD, o->child.fd, EPOLLIN);
    watch(w, o, EPOLL_CTL_ADD, o->child.pidfd, EPOLLIN);
    w->one[slot] = o;
    return o;
}

/* An idle one of the kind, else a new one in a free slot. */
static struct one *one_for(struct workers *w, const char *kind)
{
    int free_slot = -1;
    for (int i = 0; i < w->plan.max; i++) {
        struct one *o = w->one[i];
        if (!o)
            free_slot = i;
        else if (!o->busy && !o->dying && strcmp(o->kind, kind) == 0)
            return o;
    }
    return free_slot < 0 ? NULL : spawn_one(w, free_slot, kind);
}

/* So that there is always a slot for another kind: half of them may idle. */
static bool too_many_idle(const struct workers *w)
{
    int idle = 0;
    for (int i = 0; i < w->plan.max; i++)
        idle += w->one[i] && !w->one[i]->busy && !w->one[i]->dying;
    return idle > w->plan.max / 2;
}

static bool give(struct workers *w, struct one *o, const struct worker_task *task)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO_JSON json = kb_write_secret(&worker_task_shape, task, NULL);
    char *text = kb_json_text(json, &a);
    size_t n = strlen(text);
    bool fits = n <= PIPE_TEXT_MAX;
    if (fits) pipe_add(&o->pipe, text, n);
    explicit_bzero(text, n);
    if (fits) push(w, o);
    return fits;
}

bool workers_start(struct workers *w, const struct protocol_job *job, enum agent_mode mode,
                   int64_t left_ms, int64_t now_ms)
{
    struct worker_task task = { .observe = mode == AGENT_OBSERVE,
                                .left_ms = left_ms > 0 ? left_ms : 0,
                                .job = (void *)job };
    struct one *o = one_for(w, job->driver);
    if (!o || !give(w, o, &task)) return false;
    o->busy = true;
    o->job = job->job;
    o->epoch = job->epoch;
    o->attempts++;
    o->idle_since_ms = now_ms;
    return true;
}

void workers_kill(struct workers *w, int64_t job, int64_t epoch)
{
    for (int i = 0; i < w->plan.max; i++) {
        struct one *o = w->one[i];
        if (o && o->busy && o->job == job && o->epoch == epoch) end(o);
    }
}

/* An answer for something else, or none that can be read, is a broken worker. */
static void answer(struct workers *w, struct one *o, const char *text, size_t len, int64_t now_ms)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct protocol_message m;
    struct kb_error err;
    if (protocol_read(PROTOCOL_AGENT, "result", 6, text, len, &a, &m, &err) != KB_OK) {
        end(o);
        return;
    }
    const struct protocol_result *r = m.body;
    if (!o->busy || r->job != o->job || r->epoch != o->epoch) {
        end(o);
        return;
    }
    o->busy = false;
    o->idle_since_ms = now_ms;
    if (o->attempts >= w->plan.attempts_max || too_many_idle(w)) end(o);
    w->plan.finished(w->plan.self, r);
}

static void read_answers(struct workers *w, struct one *o, int64_t now_ms)
{
    size_t len;
    char *text;
    bool there = pipe_read(&o->pipe);
    while ((text = pipe_next(&o->pipe, &len))) {
        answer(w, o, text, len, now_ms);
        free(text);
    }
    if (there || o->dying) return;
    epoll_ctl(w->epoll, EPOLL_CTL_DEL, o->child.fd, NULL);
    end(o);
}

static void bury(struct workers *w, struct one *o, int64_t now_ms)
{
    char text[64];
    read_answers(w, o, now_ms);
    int status = spawn_collect(&o->child);
    if (status == -1) return;
    bool busy = o->busy;
    int64_t job = o->job, epoch = o->epoch;
    if (WIFSIGNALED(status))
        snprintf(text, sizeof text, "ended by signal %d", WTERMSIG(status));
    else
        snprintf(text, sizeof text, "ended with status %d", WEXITSTATUS(status));
    forget(w, o);
    if (busy) w->plan.died(w->plan.self, job, epoch, text);
}

static bool has_ended(const struct one *o)
{
    siginfo_t info = { 0 };
    return waitid(P_PIDFD, (id_t)o->child.pidfd, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid != 0;
}

static void turn_one(struct workers *w, struct one *o, int64_t now_ms)
{
    o->ready = false;
    if (has_ended(o)) {
        bury(w, o, now_ms);
        return;
    }
    if (o->writing) push(w, o);
    read_answers(w, o, now_ms);
}

void workers_turn(struct workers *w, int64_t now_ms)
{
    struct epoll_event e[EVENTS_MAX];
    int n = epoll_wait(w->epoll, e, EVENTS_MAX, 0);
    for (int i = 0; i < n; i++) ((struct one *)e[i].data.ptr)->ready = true;
    for (int i = 0; i < w->plan.max; i++) {
        struct one *o = w->one[i];
        if (!o) continue;
        if (!o->busy && !o->dying && now_ms - o->idle_since_ms >= w->plan.idle_ms) end(o);
        if (o->ready) turn_one(w, o, now_ms);
    }
}
