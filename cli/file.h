/* file - small files and lines from people: values of options, secrets, what is kept between
 * runs. */
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include "base/arena.h"

#define CLI_VALUE_MAX ((size_t)1 << 20)

/* The whole file (or, for "-", standard input), NUL behind it. cli.file when it cannot be read,
 * request.too_large beyond max. */
MUST_USE enum kb_code cli_file_read(const char *path, size_t max, struct kb_arena *a, char **text,
                                    size_t *n, struct kb_error *err);
/* Whole or not at all, mode 0600; folders on the way are made with 0700. */
MUST_USE enum kb_code cli_file_write(const char *path, const char *text, size_t n,
                                     struct kb_error *err);
/* One line a person types (asked on the terminal) or a script gives (standard input, without a
 * question). hidden: not shown while it is typed. cli.file when there is none. */
MUST_USE enum kb_code cli_line_read(const char *question, bool hidden, struct kb_arena *a,
                                    const char **line, struct kb_error *err);
/* The folder of the user's account, from the password database. */
MUST_USE enum kb_code cli_home(struct kb_arena *a, const char **out, struct kb_error *err);

#endif
