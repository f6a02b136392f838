/* spawn - posix_spawn with everything closed, signals as they were at boot and an environment of
 * three words. The child bounds itself further (worker.c). */
#include "agent/spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOCKET_BYTES (512 * 1024) /* both windows of a terminal fit */

static void prepare_files(posix_spawn_file_actions_t *files, int end, int lock)
{
    /* Above what they become, so that neither is overwritten before it is copied. */
    posix_spawn_file_actions_init(files);
    posix_spawn_file_actions_addopen(files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(files, end, WORKER_FD);
    if (lock >= 0) posix_spawn_file_actions_adddup2(files, lock, WORKER_LOCK_FD);
    posix_spawn_file_actions_addclosefrom_np(files, lock >= 0 ? WORKER_LOCK_FD + 1 : WORKER_FD + 1);
}

static void prepare_signals(posix_spawnattr_t *attr)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(attr);
    posix_spawnattr_setsigmask(attr, &none);
    posix_spawnattr_setsigdefault(attr, &all);
    posix_spawnattr_setpgroup(attr, 0);
    posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                       POSIX_SPAWN_SETPGROUP);
}

static bool spawn(const struct spawn_plan *plan, int end, int lock, pid_t *pid)
{
    const char *program = plan->program ? plan->program : "/proc/self/exe";
    char home[512];
    char *argv[] = { "kboss-agent", "worker", (char *)plan->kind, NULL };
    char *env[] = { "PATH=/usr/bin:/bin", "LANG=C.UTF-8", home, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    snprintf(home, sizeof home, "HOME=%s", plan->home);
    prepare_files(&files, end, lock);
    prepare_signals(&attr);
    int rc = posix_spawn(pid, program, &files, &attr, argv, env);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attr);
    return rc == 0;
}

static void close_fd(int fd)
{
    if (fd >= 0) close(fd);
}

static bool make_pair(bool packets, int pair[2])
{
    int bytes = SOCKET_BYTES;
    if (socketpair(AF_UNIX, (packets ? SOCK_SEQPACKET : SOCK_STREAM) | SOCK_CLOEXEC, 0, pair) != 0)
        return false;
    for (int i = 0; i < 2; i++) setsockopt(pair[i], SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    return fcntl(pair[0], F_SETFL, O_NONBLOCK) == 0;
}

bool spawn_child(const struct spawn_plan *plan, struct spawn_child *out)
{
    int pair[2];
    *out = (struct spawn_child){ .pid = -1, .pidfd = -1, .fd = -1 };
    if (!make_pair(plan->packets, pair)) return false;
    int end = fcntl(pair[1], F_DUPFD_CLOEXEC, WORKER_LOCK_FD + 1);
    int lock = plan->lock >= 0 ? fcntl(plan->lock, F_DUPFD_CLOEXEC, WORKER_LOCK_FD + 1) : -1;
    bool ok = end >= 0 && (plan->lock < 0 || lock >= 0) && spawn(plan, end, lock, &out->pid);
    close_fd(pair[1]);
    close_fd(end);
    close_fd(lock);
    out->fd = pair[0];
    if (ok) out->pidfd = pidfd_open(out->pid, 0);
    if (ok && out->pidfd >= 0) return true;
    if (ok) {
        kill(out->pid, SIGKILL);
        waitpid(out->pid, NULL, 0);
    }
    close(out->fd);
    return false;
}

void spawn_kill(const struct spawn_child *c)
{
    if (c->pid <= 0) return;
    kill(-c->pid, SIGKILL);
    kill(c->pid, SIGKILL);
}

int spawn_collect(struct spawn_child *c)
{
    int status = -1;
    if (waitpid(c->pid, &status, WNOHANG) != c->pid) return -1;
    close_fd(c->pidfd);
    close_fd(c->fd);
    *c = (struct spawn_child){ .pid = -1, .pidfd = -1, .fd = -1 };
    return status;
}
