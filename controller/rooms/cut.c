/* cut - shutdown(2) on the descriptor of a connection that libzmq owns: its I/O thread sees the end
 * of the stream and tidies up as if the peer had left. */
#include "controller/rooms/cut.h"

#include <sys/socket.h>

static uint64_t cookie_of(int fd)
{
    uint64_t cookie = 0;
    socklen_t n = sizeof cookie;
    if (fd < 0 || getsockopt(fd, SOL_SOCKET, SO_COOKIE, &cookie, &n) != 0) return 0;
    return cookie;
}

void cut_peer_note(struct cut_peer *p, uint64_t routing, int fd)
{
    *p = (struct cut_peer){ .routing = routing, .fd = fd, .cookie = cookie_of(fd) };
}

static void cut_now(struct cut_list *l, const struct cut_peer *p)
{
    if (!p->cookie || cookie_of(p->fd) != p->cookie) return;
    if (shutdown(p->fd, SHUT_RDWR) == 0) l->done++;
}

void cut_later(struct cut_list *l, const struct cut_peer *p, int64_t now_us)
{
    if (!p->routing) return;
    for (size_t i = 0; i < l->n; i++)
        if (l->waiting[i].peer.cookie == p->cookie) return;
    if (l->n == CUT_WAITING_MAX) {
        cut_now(l, p);
        return;
    }
    l->waiting[l->n].peer = *p;
    l->waiting[l->n++].due_us = now_us + CUT_GRACE_US;
}

void cut_due(struct cut_list *l, int64_t now_us)
{
    for (size_t i = 0; i < l->n;) {
        if (l->waiting[i].due_us > now_us) {
            i++;
            continue;
        }
        cut_now(l, &l->waiting[i].peer);
        l->waiting[i] = l->waiting[--l->n];
    }
}
