/* site - processes by posix_spawn, no shell; everything waits with a limit. */
#include "site.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGS_MAX   24
#define WAIT_STEPS 1500 /* of 10 ms */

static pid_t launch(const char *const *args, const char *output)
{
    char *argv[ARGS_MAX + 2] = { KBOSS_AGENT };
    posix_spawn_file_actions_t files;
    pid_t pid;
    for (int i = 0; args[i]; i++) argv[i + 1] = (char *)args[i];
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    assert_int_equal(posix_spawn(&pid, KBOSS_AGENT, &files, NULL, argv, environ), 0);
    posix_spawn_file_actions_destroy(&files);
    return pid;
}

int site_wait(pid_t pid)
{
    int status = 0;
    for (int i = 0; i < WAIT_STEPS; i++) {
        if (waitpid(pid, &status, WNOHANG) == pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        usleep(10000);
    }
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    fail_msg("process %d did not end", (int)pid);
    return -1;
}

void site_open(struct site *s)
{
    gate_open(&s->gate);
    snprintf(s->dir, sizeof s->dir, "/tmp/kboss-site-XXXXXX");
    assert_non_null(mkdtemp(s->dir));
    snprintf(s->state, sizeof s->state, "%s/state", s->dir);
}

static void remove_tree(const char *path)
{
    struct dirent *e;
    DIR *d = opendir(path);
    while (d && (e = readdir(d))) {
        char at[512];
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
        snprintf(at, sizeof at, "%s/%s", path, e->d_name);
        if (e->d_type == DT_DIR)
            remove_tree(at);
        else
            unlink(at);
    }
    if (d) closedir(d);
    rmdir(path);
}

void site_close(struct site *s)
{
    if (s->agent) site_kill(s, SIGTERM);
    gate_close(&s->gate);
    remove_tree(s->dir);
}

char *site_output(struct site *s, const char *name, char *out, size_t size)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", s->dir, name);
    int fd = open(path, O_RDONLY);
    ssize_t n = fd < 0 ? 0 : read(fd, out, size - 1);
    if (fd >= 0) close(fd);
    out[n > 0 ? n : 0] = '\0';
    return out;
}

int site_command(struct site *s, const char *const *args, char *out, size_t size)
{
    char path[160];
    snprintf(path, sizeof path, "%s/command.out", s->dir);
    unlink(path);
    int status = site_wait(launch(args, path));
    site_output(s, "command.out", out, size);
    return status;
}

pid_t site_enrol_start(struct site *s, const char *code, const char *server_key)
{
    char path[160];
    const char *args[] = { "enrol",
                           "--state",
                           s->state,
                           "--controller",
                           rooms_control_endpoint(s->gate.rooms),
                           "--stream",
                           rooms_stream_endpoint(s->gate.rooms),
                           "--server-key",
                           server_key,
                           "--code",
                           code,
                           "--name",
                           "site",
                           NULL };
    snprintf(path, sizeof path, "%s/enrol.out", s->dir);
    unlink(path);
    return launch(args, path);
}

void site_enrol(struct site *s)
{
    struct gate *g = &s->gate;
    rooms_enrol_window(g->rooms, kb_now_ms(&g->world) + 60000);
    gate_settle(g);
    pid_t pid = site_enrol_start(s, "good-code", rooms_key_hex(g->rooms));
    struct gate_event e = gate_next(g, GATE_MESSAGE);
    assert_string_equal(e.type, "enrol");
    memcpy(s->key, e.key, sizeof s->key);
    rooms_allow(g->rooms, e.key, SITE_AGENT, 3, "room three");
    assert_int_equal(site_wait(pid), 0);
    rooms_enrol_window(g->rooms, 0);
}

pid_t site_run_from(struct site *s, const char *state, const char *log)
{
    char path[160];
    const char *args[] = { "run", "--state", state, NULL };
    snprintf(path, sizeof path, "%s/%s", s->dir, log);
    return launch(args, path);
}

void site_run(struct site *s)
{
    s->agent = site_run_from(s, s->state, "agent.log");
    struct gate_event e;
    do e = gate_next(&s->gate, GATE_MESSAGE); /* what the run before still said comes first */
    while (strcmp(e.type, "hello") != 0);
    assert_int_equal(e.agent, SITE_AGENT);
}

void site_kill(struct site *s, int signal_number)
{
    kill(s->agent, signal_number);
    int status = site_wait(s->agent);
    s->agent = 0;
    if (signal_number == SIGTERM) assert_int_equal(status, 0);
}

static bool is_worker(pid_t pid, pid_t agent, const char *kind)
{
    char path[64], text[512];
    char want[64];
    int parent = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *f = fopen(path, "r");
    if (!f) return false;
    if (fscanf(f, "%*d (%*[^)]) %*c %d", &parent) != 1) parent = 0;
    fclose(f);
    if (parent != agent) return false;
    snprintf(path, sizeof path, "/proc/%d/cmdline", (int)pid);
    int fd = open(path, O_RDONLY);
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text);
    if (fd >= 0) close(fd);
    int len = snprintf(want, sizeof want, "kboss-agent%cworker%c%s", 0, 0, kind);
    return n == len + 1 && memcmp(text, want, (size_t)len) == 0;
}

pid_t site_worker(pid_t agent, const char *kind)
{
    struct dirent *e;
    pid_t found = 0;
    DIR *d = opendir("/proc");
    while (d && !found && (e = readdir(d))) {
        pid_t pid = (pid_t)strtol(e->d_name, NULL, 10);
        if (pid > 0 && is_worker(pid, agent, kind)) found = pid;
    }
    if (d) closedir(d);
    return found;
}

void site_send_job(struct site *s, const struct protocol_job *job, int64_t left_ms)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct protocol_job j = *job;
    struct kb_error err;
    const char *text;
    j.controller_epoch = s->gate.config.controller_epoch;
    j.key = kb_printf(&a, "job-%lld", (long long)j.job);
    j.ticket = "";
    j.deadline_ms = kb_now_ms(&s->gate.world) + left_ms;
    assert_ok(protocol_write(PROTOCOL_JOB, &j, &a, &text, &err));
    assert_true(rooms_send(s->gate.rooms, SITE_AGENT, "job", text));
}

void site_job(struct site *s, int64_t job, int64_t epoch, const char *verb, const char *device,
              const char *fault)
{
    char target[96], spec[96];
    struct protocol_job j = {
        .job = job, .epoch = epoch, .driver = "sim", .verb = verb, .target = target, .spec = spec
    };
    snprintf(target, sizeof target, "{\"device\":\"%s\",\"seed\":0}", device);
    snprintf(spec, sizeof spec, "{\"resource\":5,\"fault\":\"%s\"}", fault);
    site_send_job(s, &j, 30000);
}

void site_ack(struct site *s, int64_t job, int64_t epoch)
{
    char body[96];
    snprintf(body, sizeof body, "{\"job\":%lld,\"epoch\":%lld}", (long long)job, (long long)epoch);
    assert_true(rooms_send(s->gate.rooms, SITE_AGENT, "ack", body));
}

struct gate_event site_hears(struct site *s, const char *type, int64_t job)
{
    char about[40];
    snprintf(about, sizeof about, "{\"job\":%lld,", (long long)job);
    for (;;) {
        struct gate_event e = gate_next(&s->gate, GATE_MESSAGE);
        if (strcmp(e.type, type) == 0 && strstr(e.body, about)) return e;
    }
}

int64_t site_switched(struct site *s, const char *device)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct sim_device d = { 0 };
    struct kb_error err;
    char work[128];
    snprintf(work, sizeof work, "%s/work", s->state);
    return sim_file_read(work, device, &a, &d, &err) == KB_OK ? d.switched : 0;
}
