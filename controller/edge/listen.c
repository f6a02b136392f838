/* The listening socket: loopback TCP or a unix socket. A unix path left behind by a dead process is
 * replaced; one that answers is somebody else's. */
#include "controller/edge/inside_priv.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 4096
#define DEFER_S 3 /* the kernel wakes us when the request is there, not at the handshake */

static enum kb_code refuse(struct kb_error *err, const char *where, const char *step)
{
    return kb_fail(err, KB_UNAVAILABLE, "edge.listen", "cannot listen on %s: %s: %s", where, step,
                   strerror(errno));
}

static bool is_dead_socket(const struct sockaddr_un *u)
{
    struct stat st;
    int fd, rc;
    if (lstat(u->sun_path, &st) != 0 || !S_ISSOCK(st.st_mode)) return false;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    rc = connect(fd, (const struct sockaddr *)u, sizeof *u);
    int why = errno;
    close(fd);
    return rc != 0 && why == ECONNREFUSED;
}

static enum kb_code listen_unix(struct edge *e, struct kb_error *err)
{
    const char *path = e->config.unix_path;
    struct sockaddr_un u = { .sun_family = AF_UNIX };
    size_t n = strlen(path);
    if (n >= sizeof u.sun_path)
        return kb_fail(err, KB_INVALID, "edge.listen", "the socket path is longer than %zu bytes",
                       sizeof u.sun_path - 1);
    memcpy(u.sun_path, path, n);
    if (is_dead_socket(&u) && unlink(path) != 0) return refuse(err, path, "unlink");
    e->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (e->listener < 0) return refuse(err, path, "socket");
    /* the mode is set on the descriptor before bind: no moment in which others could connect */
    if (fchmod(e->listener, 0660) != 0) return refuse(err, path, "fchmod");
    if (bind(e->listener, (const struct sockaddr *)&u, sizeof u) != 0)
        return refuse(err, path, "bind");
    if (chmod(path, 0660) != 0) return refuse(err, path, "chmod");
    if (listen(e->listener, BACKLOG) != 0) return refuse(err, path, "listen");
    return KB_OK;
}

static void read_port(struct edge *e)
{
    struct sockaddr_storage sa = { 0 };
    socklen_t n = sizeof sa;
    if (getsockname(e->listener, (struct sockaddr *)&sa, &n) != 0) return;
    if (sa.ss_family == AF_INET) e->port = ntohs(((struct sockaddr_in *)(void *)&sa)->sin_port);
    if (sa.ss_family == AF_INET6) e->port = ntohs(((struct sockaddr_in6 *)(void *)&sa)->sin6_port);
}

static enum kb_code listen_at(struct edge *e, const struct addrinfo *at, struct kb_error *err)
{
    const char *where = e->config.address;
    int one = 1, defer_s = DEFER_S;
    e->listener = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (e->listener < 0) return refuse(err, where, "socket");
    if (setsockopt(e->listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0)
        return refuse(err, where, "SO_REUSEADDR");
    if (setsockopt(e->listener, IPPROTO_TCP, TCP_DEFER_ACCEPT, &defer_s, sizeof defer_s) != 0)
        return refuse(err, where, "TCP_DEFER_ACCEPT");
    if (bind(e->listener, at->ai_addr, at->ai_addrlen) != 0) return refuse(err, where, "bind");
    if (listen(e->listener, BACKLOG) != 0) return refuse(err, where, "listen");
    read_port(e);
    return KB_OK;
}

static enum kb_code listen_tcp(struct edge *e, struct kb_error *err)
{
    struct addrinfo want = { .ai_socktype = SOCK_STREAM,
                             .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE };
    struct addrinfo *at = NULL;
    char port[8];
    if (!e->config.address || e->config.port < 0 || e->config.port > 65535)
        return kb_fail(err, KB_INVALID, "edge.listen", "no address, or a port outside 0..65535");
    snprintf(port, sizeof port, "%d", e->config.port);
    if (getaddrinfo(e->config.address, port, &want, &at) != 0)
        return kb_fail(err, KB_INVALID, "edge.listen", "%s is not an IPv4 or IPv6 address",
                       e->config.address);
    enum kb_code code = listen_at(e, at, err);
    freeaddrinfo(at);
    return code;
}

enum kb_code edge_listen(struct edge *e, struct kb_error *err)
{
    enum kb_code code = e->config.unix_path ? listen_unix(e, err) : listen_tcp(e, err);
    if (code != KB_OK && e->listener >= 0) { /* closed here, so that a foreign path stays */
        close(e->listener);
        e->listener = -1;
    }
    return code;
}

void edge_unlisten(struct edge *e)
{
    if (e->listener < 0) return;
    close(e->listener);
    e->listener = -1;
    if (e->config.unix_path) unlink(e->config.unix_path);
}
