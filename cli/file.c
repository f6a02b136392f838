/* file - bounded reads, whole writes, and the question for a secret with echo off. */
#include "cli/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4096

static enum kb_code file_failed(const char *what, const char *path, struct kb_error *err)
{
    return kb_fail(err, KB_INVALID, "cli.file", "%s %s: %s", what, path, strerror(errno));
}

static void close_file(FILE **f)
{
    if (*f && *f != stdin) fclose(*f);
}

enum kb_code cli_file_read(const char *path, size_t max, struct kb_arena *a, char **text, size_t *n,
                           struct kb_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    AUTO(close_file) FILE *f = standard ? stdin : fopen(path, "re");
    if (!f) return file_failed("cannot read", path, err);
    char *all = malloc(max + 1);
    KB_ASSERT(all);
    *n = fread(all, 1, max + 1, f);
    bool bad = ferror(f) != 0;
    if (!bad && *n <= max) *text = kb_strndup(a, all, *n);
    free(all);
    if (bad) return file_failed("cannot read", path, err);
    if (*n > max)
        return kb_fail(err, KB_INVALID, "request.too_large", "%s has more than %zu bytes", path,
                       max);
    return KB_OK;
}

/* Make the folders of path; those that are there stay as they are. */
static enum kb_code make_folders(const char *path, struct kb_error *err)
{
    char part[4096];
    if (strlen(path) >= sizeof part)
        return kb_fail(err, KB_INVALID, "cli.file", "the path is too long");
    for (size_t i = 1; path[i]; i++) {
        if (path[i] != '/') continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST) return file_failed("cannot make", part, err);
    }
    return KB_OK;
}

static bool write_all(int fd, const char *text, size_t n)
{
    while (n) {
        ssize_t done = write(fd, text, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        text += done;
        n -= (size_t)done;
    }
    return fsync(fd) == 0;
}

enum kb_code cli_file_write(const char *path, const char *text, size_t n, struct kb_error *err)
{
    char temporary[4096];
    TRY(make_folders(path, err));
    if (snprintf(temporary, sizeof temporary, "%s.XXXXXX", path) >= (int)sizeof temporary)
        return kb_fail(err, KB_INVALID, "cli.file", "the path is too long");
    int fd = mkostemp(temporary, O_CLOEXEC); /* mode 0600 */
    if (fd < 0) return file_failed("cannot write", path, err);
    bool ok = write_all(fd, text, n);
    int why = errno;
    ok = close(fd) == 0 && ok;
    if (ok && rename(temporary, path) == 0) return KB_OK;
    if (ok) why = errno;
    unlink(temporary);
    errno = why;
    return file_failed("cannot write", path, err);
}

/* Byte by byte, so that what follows the line stays for whoever reads next. */
static bool read_line(char *line, size_t size)
{
    size_t n = 0;
    char c = 0;
    ssize_t got;
    while ((got = read(STDIN_FILENO, &c, 1)) == 1 || (got < 0 && errno == EINTR)) {
        if (got < 0) continue;
        if (c == '\n') break;
        if (n + 1 >= size) return false;
        line[n++] = c;
    }
    if (n && line[n - 1] == '\r') n--;
    line[n] = '\0';
    return n > 0 || c == '\n';
}

static bool line_or_signal(int signals, char *line, size_t size, int *signal_no)
{
    struct pollfd at[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
                            { .fd = signals, .events = POLLIN } };
    struct signalfd_siginfo info;
    while (poll(at, 2, -1) < 0)
        if (errno != EINTR) return false;
    if (!at[1].revents) return read_line(line, size);
    if (read(signals, &info, sizeof info) == (ssize_t)sizeof info) *signal_no = (int)info.ssi_signo;
    return false;
}

/* Signals wait until the echo is on again, so that none leaves the terminal mute; then they do what
 * they always do. */
static bool read_hidden(char *line, size_t size)
{
    static const int stops[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
    struct termios before, mute;
    sigset_t set, old;
    int signal_no = 0;
    if (tcgetattr(STDIN_FILENO, &before) != 0) return read_line(line, size);
    sigemptyset(&set);
    for (size_t i = 0; i < COUNT(stops); i++) sigaddset(&set, stops[i]);
    sigprocmask(SIG_BLOCK, &set, &old);
    int signals = signalfd(-1, &set, SFD_CLOEXEC);
    mute = before;
    mute.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &mute);
    bool ok = line_or_signal(signals, line, size, &signal_no);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    if (signals >= 0) close(signals);
    if (signal_no) raise(signal_no);
    sigprocmask(SIG_SETMASK, &old, NULL);
    fputc('\n', stderr);
    return ok;
}

enum kb_code cli_line_read(const char *question, bool hidden, struct kb_arena *a, const char **line,
                           struct kb_error *err)
{
    char buf[LINE_MAX_BYTES];
    bool ok;
    if (isatty(STDIN_FILENO)) {
        fprintf(stderr, "%s: ", question);
        fflush(stderr);
        ok = hidden ? read_hidden(buf, sizeof buf) : read_line(buf, sizeof buf);
    } else {
        ok = read_line(buf, sizeof buf);
    }
    if (ok) *line = kb_strdup(a, buf);
    explicit_bzero(buf, sizeof buf);
    if (ok) return KB_OK;
    return kb_fail(err, KB_INVALID, "cli.file", "no line on standard input for: %s", question);
}

enum kb_code cli_home(struct kb_arena *a, const char **out, struct kb_error *err)
{
    struct passwd row, *found = NULL;
    char buf[4096];
    if (getpwuid_r(geteuid(), &row, buf, sizeof buf, &found) != 0 || !found || !row.pw_dir[0])
        return kb_fail(err, KB_INVALID, "cli.file",
                       "your account has no home folder; use --profile FILE");
    *out = kb_strdup(a, row.pw_dir);
    return KB_OK;
}
