/* bench - plays the agent: a folder with a room key and a customer's key, all drivers on offer, the
 * machine's clock; and runs programs by argv. */
#include "suite.h"

#include "base/log.h"
#include "drivers/libvirt/libvirt.h"
#include "drivers/manual/manual.h"
#include "drivers/sim/sim.h"
#include "drivers/ssh/ssh.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define OUTPUT_MAX 16384

extern char **environ;

int64_t clock_ms(void)
{
    struct kb_id_key none = { { 0 } };
    struct kb_world w;
    kb_world_real(&w, 1, &none);
    return w.mono_us(w.self) / 1000;
}

const char *bench_file(struct bench *b, const char *name, const char *text, unsigned mode)
{
    const char *path = kb_printf(&b->arena, "%s/%s", b->folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
    return path;
}

static void make_keys(struct bench *b)
{
    drv_key_make(&b->world, "kboss-room", &b->arena, &b->room);
    drv_key_make(&b->world, "customer", &b->arena, &b->customer);
    b->ctx.room_key_path = bench_file(b, "room_key", b->room.openssh, 0600);
    b->ctx.room_key_public = b->room.line;
    b->customer_path = bench_file(b, "customer_key", b->customer.openssh, 0600);
}

void bench_init(struct bench *b)
{
    static const struct drv_offer offers[] = {
        { &sim_type, NULL }, { &manual_type, NULL }, { &ssh_type, NULL },
        { &libvirt_type, NULL }, { NULL, NULL },
    };
    struct kb_id_key key = { { 1 } };
    kb_log_level(KB_LOG_ERROR); /* refusals are what is tested */
    memset(b, 0, sizeof *b);
    kb_world_real(&b->world, 1, &key);
    memcpy(b->offers, offers, sizeof offers);
    b->limits = drv_limits_default;
    snprintf(b->folder, sizeof b->folder, "/tmp/kboss-contract-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    /* a user of sshd's must get to its home in there */
    assert_int_equal(chmod(b->folder, 0711), 0);
    b->ctx = (struct drv_ctx){ .world = &b->world, .arena = &b->arena, .offers = b->offers,
                               .state_dir = b->folder, .templates_dir = b->folder,
                               .limits = &b->limits };
    make_keys(b);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

void bench_done(struct bench *b)
{
    nftw(b->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    kb_arena_done(&b->arena);
}

pid_t start_program(const char *const *argv, const char *log)
{
    posix_spawn_file_actions_t files;
    pid_t pid = 0;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    int rc = posix_spawnp(&pid, argv[0], &files, NULL, (char *const *)argv, environ);
    posix_spawn_file_actions_destroy(&files);
    assert_int_equal(rc, 0);
    return pid;
}

void stop_program(pid_t pid)
{
    int status;
    if (pid <= 0) return;
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
}

static const char *read_back(struct bench *b, int fd)
{
    char *text = kb_alloc(&b->arena, OUTPUT_MAX + 1);
    ssize_t n = pread(fd, text, OUTPUT_MAX, 0);
    text[n < 0 ? 0 : n] = 0;
    return text;
}

int run_program(struct bench *b, const char *const *argv, const char *input, const char **output)
{
    posix_spawn_file_actions_t files;
    const char *in_path = bench_file(b, "stdin", input ? input : "", 0600);
    const char *out_path = bench_file(b, "stdout", "", 0600);
    pid_t pid = 0;
    int status = 0;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, in_path, O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, out_path, O_WRONLY | O_APPEND, 0);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    int rc = posix_spawnp(&pid, argv[0], &files, NULL, (char *const *)argv, environ);
    posix_spawn_file_actions_destroy(&files);
    if (rc != 0) return 127;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    int fd = open(out_path, O_RDONLY | O_CLOEXEC);
    if (output) *output = read_back(b, fd);
    close(fd);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
