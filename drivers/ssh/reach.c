/* reach - name look-up on glibc's own helper thread so that it can be given up, then one connection
 * attempt after the other over the addresses found. */
#include "drivers/ssh/reach.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HOST_CHARS   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:"
#define DEAD_PEER_MS 45000 /* three keepalives of 15 s without an answer */

/* One look-up, on the heap: when it is given up, glibc's thread still writes to it. */
struct lookup {
    struct gaicb call;
    struct addrinfo hints;
    char host[256], port[8];
};

static void keep_addresses(struct reach *r, const struct addrinfo *list)
{
    for (; list && r->n < REACH_ADDRESSES; list = list->ai_next) {
        if (list->ai_addrlen > sizeof r->at[0]) continue;
        memcpy(&r->at[r->n], list->ai_addr, list->ai_addrlen);
        r->len[r->n++] = list->ai_addrlen;
    }
}

static struct lookup *lookup_new(const char *host, int64_t port)
{
    struct lookup *l = calloc(1, sizeof *l);
    KB_ASSERT(l);
    snprintf(l->host, sizeof l->host, "%s", host);
    snprintf(l->port, sizeof l->port, "%d", (int)port);
    l->hints = (struct addrinfo){ .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV };
    l->call = (struct gaicb){ .ar_name = l->host, .ar_service = l->port, .ar_request = &l->hints };
    return l;
}

static enum kb_code wait_for(struct lookup *l, int64_t wait_ms, struct kb_error *err)
{
    struct gaicb *list[] = { &l->call };
    struct timespec limit = { wait_ms / 1000, wait_ms % 1000 * 1000000 };
    if (getaddrinfo_a(GAI_NOWAIT, list, 1, NULL) != 0)
        return kb_fail(err, KB_UNAVAILABLE, "ssh.name", "no look-up could be started");
    const struct gaicb *const waiting[] = { &l->call };
    while (gai_error(&l->call) == EAI_INPROGRESS)
        if (gai_suspend(waiting, 1, &limit) == EAI_AGAIN) break;
    int rc = gai_error(&l->call);
    if (rc == 0) return KB_OK;
    return kb_fail(err, KB_UNAVAILABLE, "ssh.name", "%.100s: %s", l->host,
                   rc == EAI_INPROGRESS ? "no answer from the name servers" : gai_strerror(rc));
}

enum kb_code reach_lookup(struct reach *r, const char *host, int64_t port, int64_t wait_ms,
                          struct kb_error *err)
{
    *r = (struct reach){ .fd = -1 };
    if (!*host || strlen(host) > 253 || *host == '-' || host[strspn(host, HOST_CHARS)])
        return kb_fail_field(err, "host", "request.field", "host must be a name or an IP address");
    struct lookup *l = lookup_new(host, port);
    enum kb_code code = wait_for(l, wait_ms, err);
    if (code == KB_OK) keep_addresses(r, l->call.ar_result);
    if (l->call.ar_result && code == KB_OK) freeaddrinfo(l->call.ar_result);
    if (code == KB_OK || gai_cancel(&l->call) != EAI_NOTCANCELED) free(l);
    return code;
}

static void set_options(int fd)
{
    unsigned dead_ms = DEAD_PEER_MS;
    int on = 1;
    (void)setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &dead_ms, sizeof dead_ms);
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static void give_up(struct reach *r, int why)
{
    snprintf(r->why, sizeof r->why, "%s", strerror(why));
    if (r->fd >= 0) close(r->fd);
    r->fd = -1;
}

static void start(struct reach *r)
{
    size_t i = r->next++;
    r->fd = socket(r->at[i].ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (r->fd < 0) {
        give_up(r, errno);
        return;
    }
    set_options(r->fd);
    if (connect(r->fd, (const struct sockaddr *)&r->at[i], r->len[i]) != 0 && errno != EINPROGRESS)
        give_up(r, errno);
}

static void look(struct reach *r, bool *done)
{
    struct pollfd p = { .fd = r->fd, .events = POLLOUT };
    int why = 0;
    socklen_t n = sizeof why;
    if (poll(&p, 1, 0) <= 0) return;
    if (getsockopt(r->fd, SOL_SOCKET, SO_ERROR, &why, &n) != 0) why = errno;
    if (why)
        give_up(r, why);
    else
        *done = true;
}

enum kb_code reach_step(struct reach *r, bool *done, struct kb_error *err)
{
    *done = false;
    if (r->fd >= 0) look(r, done);
    while (r->fd < 0 && r->next < r->n) start(r);
    if (r->fd >= 0) return KB_OK;
    return kb_fail(err, KB_UNAVAILABLE, "ssh.unreachable", "%s", r->why[0] ? r->why : "no address");
}
