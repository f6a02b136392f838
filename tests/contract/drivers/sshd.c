/* sshd - starts and stops the server, and makes the one user it lets in. */
#include "sshd.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

int free_port(void)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &n), 0);
    close(fd);
    return ntohs(at.sin_port);
}

static bool answers(int port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                              .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = connect(fd, (struct sockaddr *)&at, sizeof at) == 0;
    close(fd);
    return ok;
}

/* A name of this process's own: suites may run side by side. --force: a session that was cut off
 * may still be on its way out. */
static void drop_user(struct bench *b, const char *user)
{
    const char *del[] = { "/usr/sbin/userdel", "--force", user, NULL };
    run_program(b, del, NULL, NULL);
}

static void make_user(struct bench *b, struct sshd *d)
{
    d->user = kb_printf(&b->arena, "kbct%d", (int)getpid());
    const char *add[] = { "/usr/sbin/useradd", "--no-create-home", "--home-dir", d->home,
                          "--shell", "/bin/bash", d->user, NULL };
    const char *set[] = { "/usr/sbin/chpasswd", NULL };
    drop_user(b, d->user);
    assert_int_equal(run_program(b, add, NULL, NULL), 0);
    const char *line = kb_printf(&b->arena, "%s:" SSHD_PASSWORD "\n", d->user);
    assert_int_equal(run_program(b, set, line, NULL), 0);
    struct passwd *pw = getpwnam(d->user);
    assert_non_null(pw);
    assert_int_equal(chown(d->home, pw->pw_uid, pw->pw_gid), 0);
    d->with_password = true;
}

bool sshd_is_root(void)
{
    if (geteuid() != 0)
        printf("SKIP an sshd without root has no passwords and may have no terminals\n");
    return geteuid() == 0;
}

static void choose_user(struct bench *b, struct sshd *d)
{
    d->home = kb_printf(&b->arena, "%s/home", b->folder);
    mkdir(d->home, 0755);
    if (geteuid() == 0)
        make_user(b, d);
    else
        d->user = kb_strdup(&b->arena, getpwuid(geteuid())->pw_name);
}

static const char *make_host_key(struct bench *b, const char *type)
{
    const char *output = "";
    const char *path = kb_printf(&b->arena, "%s/host_%s", b->folder, type);
    const char *pub = kb_printf(&b->arena, "%s.pub", path);
    const char *make[] = { "ssh-keygen", "-q", "-t", type, "-N", "", "-f", path, NULL };
    const char *print[] = { "ssh-keygen", "-lf", pub, NULL };
    if (access(path, F_OK) != 0) assert_int_equal(run_program(b, make, NULL, NULL), 0);
    assert_int_equal(run_program(b, print, NULL, &output), 0);
    const char *at = strstr(output, "SHA256:");
    assert_non_null(at);
    return kb_strndup(&b->arena, at, strcspn(at, " "));
}

static char *add_host_keys(struct bench *b, struct sshd *d, const char *host_keys)
{
    char *lines = kb_strdup(&b->arena, "");
    static const char *const types[] = { "ed25519", "ecdsa", "rsa" };
    for (size_t i = 0; i < COUNT(types); i++) {
        if (!strstr(host_keys, types[i])) continue;
        const char *fingerprint = make_host_key(b, types[i]);
        if (i == 0) d->ed25519 = fingerprint;
        if (i == 1) d->ecdsa = fingerprint;
        lines = kb_printf(&b->arena, "%sHostKey %s/host_%s\n", lines, b->folder, types[i]);
    }
    return lines;
}

void sshd_start(struct bench *b, struct sshd *d, const char *host_keys, const char *more)
{
    *d = (struct sshd){ .port = free_port() };
    choose_user(b, d);
    const char *keys = add_host_keys(b, d, host_keys);
    const char *config =
        kb_printf(&b->arena,
                  "%s\nListenAddress 127.0.0.1\nPort %d\n%sPidFile none\nAllowUsers %s\n"
                  "AuthorizedKeysFile %s/.ssh/authorized_keys\nStrictModes %s\n"
                  "PasswordAuthentication yes\nKbdInteractiveAuthentication no\nUsePAM no\n"
                  "MaxStartups 100\nLogLevel VERBOSE\nSubsystem sftp internal-sftp -d %s\n",
                  more, d->port, keys, d->user, d->home, d->with_password ? "yes" : "no", d->home);
    const char *path = bench_file(b, "sshd_config", config, 0600);
    /* it must not outlive a suite that was killed */
    const char *argv[] = { "setpriv", "--pdeathsig", "KILL", "/usr/sbin/sshd", "-D", "-e",
                           "-f",      path,          NULL };
    d->log = kb_printf(&b->arena, "%s/sshd.log", b->folder);
    if (geteuid() == 0) mkdir("/run/sshd", 0755);
    d->pid = start_program(argv, d->log);
    for (int i = 0; i < 100 && !answers(d->port); i++) usleep(50000);
    assert_true(answers(d->port));
}

void sshd_stop(struct sshd *d)
{
    struct bench b;
    stop_program(d->pid);
    if (!d->with_password) return;
    bench_init(&b);
    drop_user(&b, d->user);
    bench_done(&b);
}

static const char *keys_path(struct bench *b, const struct sshd *d)
{
    return kb_printf(&b->arena, "%s/.ssh/authorized_keys", d->home);
}

const char *sshd_keys(struct bench *b, const struct sshd *d)
{
    char *text = kb_alloc(&b->arena, 8192);
    int fd = open(keys_path(b, d), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return NULL;
    ssize_t n = read(fd, text, 8191);
    close(fd);
    assert_true(n >= 0);
    return text;
}

void sshd_keys_set(struct bench *b, const struct sshd *d, const char *text)
{
    const char *folder = kb_printf(&b->arena, "%s/.ssh", d->home);
    struct passwd *pw = getpwnam(d->user);
    mkdir(folder, 0700);
    const char *path = bench_file(b, "home/.ssh/authorized_keys", text, 0600);
    if (geteuid() != 0) return;
    assert_int_equal(chown(folder, pw->pw_uid, pw->pw_gid), 0);
    assert_int_equal(chown(path, pw->pw_uid, pw->pw_gid), 0);
}

const char *sshd_target(struct bench *b, const struct sshd *d, const char *host_key,
                        const char *password)
{
    return kb_printf(&b->arena,
                     "{\"host\":\"127.0.0.1\",\"port\":%d,\"user\":\"%s\",\"host_key\":\"%s\""
                     "%s%s%s}",
                     d->port, d->user, host_key, password ? ",\"password\":\"" : "",
                     password ? password : "", password ? "\"" : "");
}

bool sshd_lets_in(struct bench *b, const struct sshd *d, const char *key_path)
{
    const char *output = "";
    const char *port = kb_printf(&b->arena, "%d", d->port);
    const char *who = kb_printf(&b->arena, "%s@127.0.0.1", d->user);
    const char *argv[] = { "ssh", "-F", "none", "-i", key_path, "-p", port, "-o", "BatchMode=yes",
                           "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o",
                           "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=10", who,
                           "echo let-in", NULL };
    return run_program(b, argv, NULL, &output) == 0 && strstr(output, "let-in");
}
