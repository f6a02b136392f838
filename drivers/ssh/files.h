/* files - the few file operations that authorized_keys needs, over SFTP, each until it is done or
 * the session's time is up. Paths are relative to the user's home. Errors: ssh.sftp, ssh.timeout,
 * ssh.lost; after the rename was sent and not answered: KB_UNKNOWN driver.lost. */
#ifndef DRIVERS_SSH_FILES_H
#define DRIVERS_SSH_FILES_H

#include "drivers/ssh/session.h"

#include <libssh2_sftp.h>

struct files {
    struct ssh_session *s;
    LIBSSH2_SFTP *sftp;
};

MUST_USE enum kb_code files_open(struct files *f, struct ssh_session *s, struct kb_error *err);
void files_close(struct files *f);  /* AUTO(files_close) */
/* The text; *text is NULL when there is no such file. More than max bytes, or NULs: ssh.sftp. */
MUST_USE enum kb_code files_read(struct files *f, const char *path, size_t max, struct kb_arena *a,
                                 char **text, struct kb_error *err);
/* A new file with mode 0600; an old one of that name is replaced. */
MUST_USE enum kb_code files_write(struct files *f, const char *path, const char *text,
                                  struct kb_error *err);
/* The folder with mode 0700, also when it was there and others could write to it. */
MUST_USE enum kb_code files_folder(struct files *f, const char *path, struct kb_error *err);
/* Replace `to` in one step (posix-rename@openssh.com). */
MUST_USE enum kb_code files_replace(struct files *f, const char *from, const char *to,
                                    struct kb_error *err);

#endif
