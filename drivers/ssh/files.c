/* files - SFTP with libssh2's non-blocking calls turned into waiting ones that respect the
 * session's time limit. */
#include "drivers/ssh/files.h"

#include <string.h>

#define READ_FIRST 8192
#define UNSAFE_MODE (LIBSSH2_SFTP_S_IWGRP | LIBSSH2_SFTP_S_IWOTH)

/* rc = call, again and again while it would block. */
#define WAITING(s, err, rc, call)                                                                  \
    while (((rc) = (call)) == LIBSSH2_ERROR_EAGAIN) TRY(ssh_session_wait((s), (err)))

static enum kb_code failed(struct files *f, const char *what, const char *path,
                           struct kb_error *err)
{
    static const char *const words[] = {
        [LIBSSH2_FX_NO_SUCH_FILE] = "no such file",
        [LIBSSH2_FX_PERMISSION_DENIED] = "permission denied",
        [LIBSSH2_FX_FAILURE] = "the server failed (disk full, or not allowed)",
    };
    unsigned long why = libssh2_sftp_last_error(f->sftp);
    if (libssh2_session_last_errno(f->s->lib) != LIBSSH2_ERROR_SFTP_PROTOCOL)
        return ssh_session_again(f->s, "ssh.sftp", what, err);
    return kb_fail(err, KB_UNAVAILABLE, "ssh.sftp", "%s %.80s: %s (%lu)", what, path,
                   why < COUNT(words) && words[why] ? words[why] : "refused", why);
}

static bool no_such_file(struct files *f)
{
    return libssh2_session_last_errno(f->s->lib) == LIBSSH2_ERROR_SFTP_PROTOCOL &&
           libssh2_sftp_last_error(f->sftp) == LIBSSH2_FX_NO_SUCH_FILE;
}

enum kb_code files_open(struct files *f, struct ssh_session *s, struct kb_error *err)
{
    *f = (struct files){ .s = s };
    while (!(f->sftp = libssh2_sftp_init(s->lib)))
        TRY(ssh_session_again(s, "ssh.sftp", "starting SFTP", err));
    return KB_OK;
}

void files_close(struct files *f)
{
    struct kb_error ignored;
    if (!f->sftp) return;
    while (libssh2_sftp_shutdown(f->sftp) == LIBSSH2_ERROR_EAGAIN)
        if (ssh_session_wait(f->s, &ignored) != KB_OK) break;
    f->sftp = NULL;
}

struct handle {
    struct files *f;
    LIBSSH2_SFTP_HANDLE *h;
};

static enum kb_code handle_close(struct handle *h, const char *what, const char *path,
                                 struct kb_error *err)
{
    int rc;
    LIBSSH2_SFTP_HANDLE *at = h->h;
    h->h = NULL;
    WAITING(h->f->s, err, rc, libssh2_sftp_close_handle(at));
    return rc == 0 ? KB_OK : failed(h->f, what, path, err);
}

static void handle_drop(struct handle *h)
{
    struct kb_error ignored;
    if (h->h) (void)!handle_close(h, "closing", "", &ignored);
}

/* *found false: there is no such file, and that is no error. */
static enum kb_code handle_open(struct handle *h, const char *path, unsigned long flags,
                                bool *found, struct kb_error *err)
{
    *found = true;
    while (!(h->h = libssh2_sftp_open_ex(h->f->sftp, path, (unsigned)strlen(path), flags, 0600,
                                         LIBSSH2_SFTP_OPENFILE))) {
        if (no_such_file(h->f) && !(flags & LIBSSH2_FXF_CREAT)) {
            *found = false;
            return KB_OK;
        }
        if (libssh2_session_last_errno(h->f->s->lib) != LIBSSH2_ERROR_EAGAIN)
            return failed(h->f, "opening", path, err);
        TRY(ssh_session_wait(h->f->s, err));
    }
    return KB_OK;
}

/* Room for more, doubling; the arena keeps the old ones until the job is over. */
static char *wider(struct kb_arena *a, const char *old, size_t n, size_t *cap)
{
    *cap = *cap ? *cap * 2 : READ_FIRST;
    char *out = kb_alloc(a, *cap + 1);
    memcpy(out, old, n);
    return out;
}

enum kb_code files_read(struct files *f, const char *path, size_t max, struct kb_arena *a,
                        char **text, struct kb_error *err)
{
    AUTO(handle_drop) struct handle h = { .f = f };
    char *buf = NULL;
    bool found;
    ssize_t rc = 1;
    size_t n = 0, cap = 0;
    *text = NULL;
    TRY(handle_open(&h, path, LIBSSH2_FXF_READ, &found, err));
    if (!found) return KB_OK;
    while (rc > 0 && n <= max) {
        if (n == cap) buf = wider(a, buf ? buf : "", n, &cap);
        WAITING(f->s, err, rc, libssh2_sftp_read(h.h, buf + n, cap - n));
        if (rc < 0) return failed(f, "reading", path, err);
        n += (size_t)rc;
    }
    if (n > max || memchr(buf, 0, n))
        return kb_fail(err, KB_CONFLICT, "ssh.sftp", "%.80s is too large or not text", path);
    *text = buf;
    return KB_OK;
}

static enum kb_code write_all(struct handle *h, const char *path, const char *text,
                              struct kb_error *err)
{
    ssize_t rc;
    for (size_t n = strlen(text), at = 0; at < n; at += (size_t)rc) {
        WAITING(h->f->s, err, rc, libssh2_sftp_write(h->h, text + at, n - at));
        if (rc < 0) return failed(h->f, "writing", path, err);
    }
    return KB_OK;
}

/* Servers without fsync@openssh.com refuse it; the close has to do there. */
static enum kb_code flush(struct handle *h, struct kb_error *err)
{
    int rc;
    WAITING(h->f->s, err, rc, libssh2_sftp_fsync(h->h));
    return KB_OK;
}

static enum kb_code set_mode(struct files *f, const char *path, unsigned long mode,
                             struct kb_error *err)
{
    LIBSSH2_SFTP_ATTRIBUTES attrs = { .flags = LIBSSH2_SFTP_ATTR_PERMISSIONS, .permissions = mode };
    int rc;
    WAITING(
        f->s, err, rc,
        libssh2_sftp_stat_ex(f->sftp, path, (unsigned)strlen(path), LIBSSH2_SFTP_SETSTAT, &attrs));
    return rc == 0 ? KB_OK : failed(f, "setting the mode of", path, err);
}

enum kb_code files_write(struct files *f, const char *path, const char *text, struct kb_error *err)
{
    AUTO(handle_drop) struct handle h = { .f = f };
    bool found;
    TRY(handle_open(&h, path, LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC, &found,
                    err));
    TRY(set_mode(f, path, 0600, err));
    TRY(write_all(&h, path, text, err));
    TRY(flush(&h, err));
    return handle_close(&h, "closing", path, err);
}

enum kb_code files_folder(struct files *f, const char *path, struct kb_error *err)
{
    LIBSSH2_SFTP_ATTRIBUTES attrs = { 0 };
    unsigned n = (unsigned)strlen(path);
    int rc;
    WAITING(f->s, err, rc, libssh2_sftp_stat_ex(f->sftp, path, n, LIBSSH2_SFTP_STAT, &attrs));
    if (rc == 0 && !LIBSSH2_SFTP_S_ISDIR(attrs.permissions))
        return kb_fail(err, KB_CONFLICT, "ssh.sftp", "%.80s is not a folder", path);
    if (rc == 0 && !(attrs.permissions & UNSAFE_MODE)) return KB_OK;
    if (rc == 0) return set_mode(f, path, 0700, err);
    if (!no_such_file(f)) return failed(f, "looking at", path, err);
    WAITING(f->s, err, rc, libssh2_sftp_mkdir_ex(f->sftp, path, n, 0700));
    return rc == 0 ? KB_OK : failed(f, "making", path, err);
}
