/* kt_main - the one main of every unit program: runs what registered itself, and ends with one line
 * that scripts add up. */
#include "kt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define CASES_MAX 2000

static struct kt_case *first, **last = &first;
static int passed;
static char row[512];
static bool finished;

void kt_register(struct kt_case *c)
{
    *last = c;
    last = &c->next;
}

void kt_row(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(row, sizeof row, fmt, ap);
    va_end(ap);
}

static void run(void **state)
{
    const struct kt_case *c = *state;
    row[0] = '\0';
    finished = false;
    c->run();
    finished = true;
    passed++;
}

static int tell_row(void **state)
{
    const struct kt_case *c = *state;
    if (!finished && row[0]) fprintf(stderr, "%s: at %s\n", c->name, row);
    return 0;
}

void kt_assert_ok(enum kb_code got, const struct kb_error *err, struct kt_here here)
{
    if (got == KB_OK) return;
    fprintf(stderr, "%s\n  failed: %s %s (field \"%s\"): %s\n", here.step, kb_code_name(got),
            err->reason, err->field, err->text);
    _fail(here.file, here.line);
}

void kt_assert_refused(enum kb_code got, enum kb_code code, const char *reason,
                       const struct kb_error *err, struct kt_here here)
{
    if (got == code && err->code == code && strcmp(err->reason, reason) == 0) return;
    bool passed_by = got == KB_OK;
    fprintf(stderr, "%s\n  must be refused: %s %s\n  but: %s %s (field \"%s\"): %s\n", here.step,
            kb_code_name(code), reason, kb_code_name(got), passed_by ? "" : err->reason,
            passed_by ? "" : err->field, passed_by ? "" : err->text);
    _fail(here.file, here.line);
}

bool kt_aborts(void (*child)(void *arg), void *arg)
{
    int status = 0;
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
        if (!freopen("/dev/null", "w", stderr)) _exit(2);
        signal(SIGABRT, SIG_DFL);
        child(arg);
        _exit(0);
    }
    while (waitpid(pid, &status, 0) < 0) assert_int_equal(errno, EINTR);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

uint64_t kt_next(uint64_t *seed)
{
    uint64_t z = *seed += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static int64_t world_now_ms(void *self)
{
    return ((struct kt_world *)self)->now_ms;
}

static int64_t world_mono_us(void *self)
{
    return ((struct kt_world *)self)->mono_us;
}

static void world_random(void *self, void *out, size_t n)
{
    for (unsigned char *at = out; n > 0; n--)
        *at++ = (unsigned char)kt_next(&((struct kt_world *)self)->seed);
}

void kt_world_init(struct kt_world *w, uint64_t seed)
{
    *w = (struct kt_world){ .now_ms = 1800000000000, .mono_us = 1000000, .seed = seed };
    w->world = (struct kb_world){
        .self = w, .now_ms = world_now_ms, .mono_us = world_mono_us, .random = world_random
    };
    world_random(w, w->world.id_key.bytes, sizeof w->world.id_key.bytes);
}

void kt_world_pass(struct kt_world *w, int64_t ms)
{
    w->now_ms += ms;
    w->mono_us += ms * 1000;
}

int main(int argc, char **argv)
{
    static struct CMUnitTest tests[CASES_MAX];
    const char *name = strrchr(argv[0], '/');
    size_t n = 0;
    name = name ? name + 1 : argv[0];
    if (argc > 1) cmocka_set_test_filter(argv[1]);
    for (struct kt_case *c = first; c; c = c->next) {
        KB_ASSERT(n < CASES_MAX);
        tests[n++] = (struct CMUnitTest){ c->name, run, NULL, tell_row, c };
    }
    int failed = _cmocka_run_group_tests(name, tests, n, NULL, NULL);
    printf("# %s: %d passed, %d failed\n", name, passed, failed);
    fflush(stdout); /* what looks for leaks may end the process before it is written */
    return failed != 0 || passed == 0;
}
