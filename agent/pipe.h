/* pipe - JSON texts over a byte stream: four bytes of length, big-endian, then the text. */
#ifndef AGENT_PIPE_H
#define AGENT_PIPE_H

#include "base/base.h"

#define PIPE_TEXT_MAX ((size_t)1 << 20)
#define PIPE_HEAD     4

/* One side of it that never waits: what could not be written yet, what has come in part. */
struct pipe_side {
    int fd;
    char *out, *in; /* owned */
    size_t out_len, out_at, out_cap, in_len, in_cap;
};

void pipe_side_init(struct pipe_side *p, int fd);
void pipe_side_done(struct pipe_side *p); /* leaves the descriptor */
void pipe_add(struct pipe_side *p, const char *text, size_t len);
/* false: the other side is gone. *waiting: there is more to write than fits now. */
MUST_USE bool pipe_write(struct pipe_side *p, bool *waiting);
/* Reads what is there. false: gone, or it sent nonsense. Whole texts are taken with pipe_next. */
MUST_USE bool pipe_read(struct pipe_side *p);
/* The next whole text, owned and NUL-terminated, or NULL. */
char *pipe_next(struct pipe_side *p, size_t *len);

/* The waiting kind, for workers. NULL and false: the other side is gone. The text is owned. */
char *pipe_wait(int fd, size_t *len);
MUST_USE bool pipe_send(int fd, const char *text, size_t len);

#endif
