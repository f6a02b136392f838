/* reach - a TCP connection with a time limit and without blocking. */
#ifndef DRIVERS_SSH_REACH_H
#define DRIVERS_SSH_REACH_H

#include "base/base.h"

#include <sys/socket.h>

#define REACH_ADDRESSES 4

struct reach {
    struct sockaddr_storage at[REACH_ADDRESSES];
    socklen_t len[REACH_ADDRESSES];
    size_t n, next;  /* addresses; the one to try after this one */
    int fd;          /* being connected, or -1; the caller closes it */
    char why[96];    /* of the last failure */
};

/* Look the name up, waiting at most wait_ms. Numbers need no waiting. ssh.name, request.field. */
MUST_USE enum kb_code reach_lookup(struct reach *r, const char *host, int64_t port, int64_t wait_ms,
                                   struct kb_error *err);
/* Start, or find out how it stands. *done: fd is connected. ssh.unreachable: all of them failed. */
MUST_USE enum kb_code reach_step(struct reach *r, bool *done, struct kb_error *err);

#endif
