/* cut - ending a peer's TCP connection, which libzmq has no call for. The descriptor comes from the
 * message; the kernel's cookie makes sure that it still is the same connection. */
#ifndef CONTROLLER_ROOMS_CUT_H
#define CONTROLLER_ROOMS_CUT_H

#include "base/base.h"

#define CUT_WAITING_MAX 256
#define CUT_GRACE_US    200000 /* for a refusal to get out first */

struct cut_peer {
    uint64_t routing; /* 0: none; else bit 32 and the four bytes libzmq chose */
    uint64_t cookie;
    int fd;
};

struct cut_list {
    struct {
        struct cut_peer peer;
        int64_t due_us;
    } waiting[CUT_WAITING_MAX];
    size_t n;
    int64_t done; /* connections ended */
};

void cut_peer_note(struct cut_peer *p, uint64_t routing, int fd);
/* End it after the grace, or at once when too many wait. */
void cut_later(struct cut_list *l, const struct cut_peer *p, int64_t now_us);
void cut_due(struct cut_list *l, int64_t now_us);

#endif
