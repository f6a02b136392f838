/* kboss-sim - runs seeds, in worker processes that share the work, and tells what failed and
 * what was seen. The same seed is the same run. */
#include "disk.h"
#include "run.h"

#include "base/log.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define JOBS_MAX 64

static const char usage[] =
    "usage: kboss-sim [--seeds A..B] [--events N] [--jobs N] [--verbose] [--twice] [--cover]\n"
    "                 [--until-failure] [--save FILE] [--planted NAME]\n";

struct options {
    int64_t from, to, events, jobs;
    bool verbose, twice, cover, until_failure;
    const char *save;
};

/* What a worker process tells its parent. */
struct shared {
    struct cover_counts cover;
    int64_t passed, failed, seed; /* seed: the one it is at */
};

static bool number(const char *s, int64_t *out)
{
    char *end;
    *out = strtoll(s, &end, 10);
    return *s && !*end;
}

static bool seeds(const char *s, struct options *o)
{
    char *end;
    o->from = o->to = strtoll(s, &end, 10);
    if (strncmp(end, "..", 2) == 0) return number(end + 2, &o->to);
    return *s && !*end;
}

static bool one_option(int c, struct options *o)
{
    switch (c) {
    case 's': return seeds(optarg, o);
    case 'e': return number(optarg, &o->events);
    case 'j': return number(optarg, &o->jobs) && o->jobs > 0 && o->jobs <= JOBS_MAX;
    case 'v': o->verbose = true; return true;
    case '2': o->twice = true; return true;
    case 'c': o->cover = true; return true;
    case 'u': o->until_failure = true; return true;
    case 'f': o->save = optarg; return true;
    default: return false;
    }
}

static bool parse(int argc, char **argv, struct options *o)
{
    static const struct option longs[] = {
        { "seeds", 1, 0, 's' },   { "events", 1, 0, 'e' }, { "jobs", 1, 0, 'j' },
        { "verbose", 0, 0, 'v' }, { "twice", 0, 0, '2' },  { "cover", 0, 0, 'c' },
        { "until-failure", 0, 0, 'u' }, { "save", 1, 0, 'f' }, { 0, 0, 0, 0 },
    };
    int c;
    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1)
        if (!one_option(c, o)) return false;
    return optind == argc && o->from <= o->to && o->events > 0;
}

static bool same_twice(const struct run *r)
{
    struct cover_counts unused = { 0 };
    struct run again = { .seed = r->seed, .events = r->events, .cover = &unused,
                         .want_disk_hash = true };
    bool ok = run_seed(&again);
    if (ok && again.hash == r->hash && again.disk_hash == r->disk_hash) return true;
    printf("seed %llu: not the same twice\n", (unsigned long long)r->seed);
    return false;
}

static void work(const struct options *o, struct shared *me, int64_t job)
{
    disk_prepare();
    for (int64_t seed = o->from + job; seed <= o->to; seed += o->jobs) {
        struct run r = { .seed = (uint64_t)seed, .events = o->events, .verbose = o->verbose,
                         .cover = &me->cover, .want_disk_hash = o->twice,
                         .save = o->save };
        me->seed = seed;
        bool ok = run_seed(&r) && (!o->twice || same_twice(&r));
        if (ok)
            me->passed++;
        else
            me->failed++;
        if (o->verbose)
            printf("seed %lld: hash %016llx\n", (long long)seed, (unsigned long long)r.hash);
        if (!ok && o->until_failure) return;
    }
}

static void start(const struct options *o, struct shared *all)
{
    for (int64_t i = 0; i < o->jobs; i++) {
        fflush(stdout);
        pid_t pid = fork();
        if (pid != 0) continue;
        work(o, &all[i], i);
        fflush(stdout);
        _exit(0);
    }
}

/* A process that did not end by itself has found something, too. */
static void wait_all(const struct options *o, struct shared *all)
{
    for (int64_t i = 0; i < o->jobs; i++) {
        int status = 0;
        wait(&status);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
        printf("a worker process died (status %x); seeds in hand:", (unsigned)status);
        for (int64_t k = 0; k < o->jobs; k++) printf(" %lld", (long long)all[k].seed);
        printf("\n");
        all[i].failed++;
    }
}

static double seconds(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* Of the worker processes that have ended. */
static double cpu_seconds(void)
{
    struct rusage u;
    getrusage(RUSAGE_CHILDREN, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv)
{
    struct options o = { .from = 1, .to = 20, .events = 5000, .jobs = 1 };
    struct cover_counts sum = { 0 };
    int64_t passed = 0, failed = 0;
    double from = seconds();
    if (!parse(argc, argv, &o)) return fputs(usage, stderr), 64;
    kb_log_level(KB_LOG_ERROR + 1);
    struct shared *all = mmap(NULL, JOBS_MAX * sizeof *all, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    KB_ASSERT(all != MAP_FAILED);
    start(&o, all);
    wait_all(&o, all);
    for (int64_t i = 0; i < o.jobs; i++) {
        cover_add(&sum, &all[i].cover);
        passed += all[i].passed;
        failed += all[i].failed;
    }
    int empty = o.cover ? cover_print(&sum) : 0;
    double cpu = cpu_seconds();
    printf("%lld seeds, %lld events, %lld turns, %lld days in %.1f s; %.1f s of CPU, %.1f us an "
           "event\n",
           (long long)sum.seeds, (long long)sum.events, (long long)sum.turns, (long long)sum.days,
           seconds() - from, cpu, cpu * 1e6 / (double)(sum.events ? sum.events : 1));
    if (empty) printf("%d cells are empty\n", empty);
    printf("# sim: %lld passed, %lld failed\n", (long long)passed,
           (long long)(failed + (empty > 0)));
    return failed || empty || !passed;
}
