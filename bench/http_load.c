/* http_load - a closed loop of clients on one port: each keeps one connection and sends its next
 * request when the answer is there. Requests come from a file, one "METHOD PATH BODY" a line,
 * headers from argv. Prints requests per second and latencies in microseconds. argv: port,
 * connections, file, where answers' bodies are kept or "-", header… */
#include "base/base.h"
#include "bench/stopwatch.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BUFFER (64 * 1024)

struct client {
    int fd;
    size_t have, body_from, body_n;
    double sent_s;
    char buf[BUFFER];
};

static char **lines;
static size_t lines_n, next_line, done, failed;
static double *latencies;
static char headers[4096];
static FILE *answers;  /* bodies, one a line; NULL: not kept */

static void load_lines(const char *path)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0, room = 0;
    if (!f) exit(1);
    for (ssize_t n; (n = getline(&line, &cap, f)) > 0;) {
        if (line[n - 1] == '\n') line[n - 1] = 0;
        if (lines_n == room) {
            room = room ? room * 2 : 1024;
            lines = realloc(lines, room * sizeof *lines);
            if (!lines) exit(1);
        }
        lines[lines_n++] = strdup(line);
    }
    free(line);
    fclose(f);
    latencies = calloc(lines_n + 1, sizeof *latencies);
}

/* false: nothing is left to send */
static bool send_next(struct client *c)
{
    char out[8192], method[8], path[512];
    int at = 0;
    if (next_line == lines_n) return false;
    const char *line = lines[next_line];
    if (sscanf(line, "%7s %511s %n", method, path, &at) < 2) exit(1);
    const char *body = line + at;
    int n = snprintf(out, sizeof out,
                     "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s"
                     "Idempotency-Key: load-%ld-%012zu\r\nContent-Length: %zu\r\n\r\n%s",
                     method, path, headers, (long)getpid(), next_line, strlen(body), body);
    next_line++;
    c->have = c->body_from = c->body_n = 0;
    c->sent_s = now_s();
    return write(c->fd, out, (size_t)n) == n;
}

/* A whole answer is in the buffer. */
static bool complete(struct client *c)
{
    if (!c->body_from) {
        char *end = memmem(c->buf, c->have, "\r\n\r\n", 4);
        if (!end) return false;
        *end = 0;
        char *length = strcasestr(c->buf, "content-length:");
        c->body_from = (size_t)(end - c->buf) + 4;
        c->body_n = length ? strtoul(length + 15, NULL, 10) : 0;
    }
    return c->have >= c->body_from + c->body_n;
}

static void take(struct client *c, int ep)
{
    ssize_t n = read(c->fd, c->buf + c->have, BUFFER - c->have - 1);
    if (n <= 0) {
        fprintf(stderr, "connection lost: %s\n", n ? strerror(errno) : "closed");
        exit(1);
    }
    c->have += (size_t)n;
    c->buf[c->have] = 0;
    if (!complete(c)) return;
    latencies[done++] = now_s() - c->sent_s;
    if (answers) fprintf(answers, "%.*s\n", (int)c->body_n, c->buf + c->body_from);
    if (strncmp(c->buf, "HTTP/1.1 200", 12) != 0 && failed++ == 0)
        fprintf(stderr, "%.40s … %.300s\n", c->buf, c->buf + c->body_from);
    if (!send_next(c)) epoll_ctl(ep, EPOLL_CTL_DEL, c->fd, NULL);
}

static int connect_to(int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
    if (connect(fd, (struct sockaddr *)&a, sizeof a) != 0) exit(1);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
    if (argc < 5) return 64;
    int port = (int)strtol(argv[1], NULL, 10), n = (int)strtol(argv[2], NULL, 10);
    for (int i = 5; i < argc; i++) {
        size_t used = strlen(headers);
        snprintf(headers + used, sizeof headers - used, "%s\r\n", argv[i]);
    }
    load_lines(argv[3]);
    if (strcmp(argv[4], "-") != 0) answers = fopen(argv[4], "w");
    struct client *clients = calloc((size_t)n, sizeof *clients);
    int ep = epoll_create1(EPOLL_CLOEXEC);
    if (!clients) return 1;
    for (int i = 0; i < n; i++) {
        struct epoll_event e = { .events = EPOLLIN, .data.ptr = &clients[i] };
        clients[i].fd = connect_to(port);
        epoll_ctl(ep, EPOLL_CTL_ADD, clients[i].fd, &e);
    }
    double start = now_s();
    for (int i = 0; i < n; i++) send_next(&clients[i]);
    while (done < lines_n) {
        struct epoll_event events[64];
        int k = epoll_wait(ep, events, 64, 10000);
        if (k <= 0) return fprintf(stderr, "no answer for 10 s\n"), 1;
        for (int i = 0; i < k; i++) take(events[i].data.ptr, ep);
    }
    double took = now_s() - start;
    qsort(latencies, done, sizeof *latencies, by_value);
    printf("%.0f %.0f %.0f %zu\n", (double)done / took, latencies[done / 2] * 1e6,
           latencies[done * 99 / 100] * 1e6, failed);
    if (answers) fclose(answers);
    return failed ? 1 : 0;
}
