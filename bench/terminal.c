/* terminal - one terminal as its user has it: a WebSocket that speaks kboss.term.1 and grants
 * credit like the page, or "ssh -tt" behind two pipes, measured by the same code. argv: cat FILE
 * BYTES | echo KEYS, then ws PORT TICKET | ssh PROGRAM ARGUMENT…; or hold PORT, which takes
 * tickets from standard input, one a line, and keeps what it opened until that ends. */
#include "base/base.h"
#include "base/text.h"
#include "web-terminal/frame.h"
#include "bench/stopwatch.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define BUFFER   (256 * 1024)
#define WINDOW   (256 * 1024) /* as the page */
#define WAIT_MS  30000
#define KEYS_MAX 4000 /* a line of a terminal holds 4095 */

struct line {
    int in, out;
    bool ws;
    unsigned char buf[BUFFER];
    size_t have;
    uint64_t drawn, granted, sent;
};

/* What comes out of the device, in order. */
typedef void (*taker)(void *self, const unsigned char *bytes, size_t n);

static void die(const char *why)
{
    fprintf(stderr, "terminal: %s\n", why);
    exit(1);
}

static void put(int fd, const void *bytes, size_t n)
{
    const char *at = bytes;
    while (n > 0) {
        ssize_t done = write(fd, at, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) die("the other side takes no more");
        at += done;
        n -= (size_t)done;
    }
}

/* --- WebSocket --- */

/* One binary message; the mask is zero, which is a mask. */
static void ws_put(struct line *l, const struct terminal_frame *f)
{
    unsigned char out[16 + TERMINAL_HEAD_MAX + 1024], head[TERMINAL_HEAD_MAX];
    size_t n = terminal_frame_head(f, head), total = n + f->n, at = 0;
    if (f->n > 1024) die("too much input at once");
    out[at++] = 0x82;
    out[at++] = (unsigned char)(0x80 | (total < 126 ? total : 126));
    if (total >= 126) {
        out[at++] = (unsigned char)(total >> 8);
        out[at++] = (unsigned char)total;
    }
    memset(out + at, 0, 4);
    memcpy(out + at + 4, head, n);
    if (f->n) memcpy(out + at + 4 + n, f->bytes, f->n);
    put(l->out, out, at + 4 + total);
}

static void ws_frame(struct line *l, const unsigned char *bytes, size_t n, taker take, void *self)
{
    struct terminal_frame f;
    struct kb_error err;
    if (terminal_frame_read(bytes, n, false, &f, &err) != KB_OK) die("a frame that is none");
    if (f.type == TERMINAL_EXIT) {
        fprintf(stderr, "terminal: ended, %s %.*s\n", f.reason, (int)f.n, (const char *)f.bytes);
        exit(1);
    }
    if (f.type == TERMINAL_GAP) die("bytes are missing");
    if (f.type != TERMINAL_OUTPUT) return;
    if (f.offset != l->drawn) die("output at another place");
    take(self, f.bytes, f.n);
    l->drawn += f.n;
    if (l->drawn + WINDOW - l->granted < WINDOW / 2) return;
    l->granted = l->drawn + WINDOW;
    ws_put(l, &(struct terminal_frame){ .type = TERMINAL_CREDIT, .offset = l->granted });
}

/* Bytes of the first whole message, 0: not there yet. */
static size_t ws_message(const unsigned char *b, size_t have, size_t *head)
{
    *head = 2;
    if (have < 2) return 0;
    size_t n = b[1];
    if ((b[0] & 0x0f) == 8) die("the socket is closed");
    if (n == 126) {
        *head = 4;
        n = have < 4 ? BUFFER : (size_t)b[2] << 8 | b[3];
    } else if (n == 127) {
        *head = 10;
        n = have < 10 ? BUFFER : (size_t)b[6] << 24 | (size_t)b[7] << 16 | (size_t)b[8] << 8 | b[9];
    }
    return have >= *head + n ? *head + n : 0;
}

static void ws_take(struct line *l, taker take, void *self)
{
    size_t at = 0, head, n;
    while ((n = ws_message(l->buf + at, l->have - at, &head)) > 0) {
        if ((l->buf[at] & 0x0f) == 2) ws_frame(l, l->buf + at + head, n - head, take, self);
        at += n;
    }
    l->have -= at;
    memmove(l->buf, l->buf + at, l->have);
}

static int connect_to(int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
    if (connect(fd, (struct sockaddr *)&a, sizeof a) != 0) die("cannot connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

static void ws_open(struct line *l, int port, const char *ticket)
{
    char head[512];
    size_t n, got = 0;
    l->in = l->out = connect_to(port);
    l->ws = true;
    n = (size_t)snprintf(
        head, sizeof head,
        "GET /v1/ws/term HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        "Sec-WebSocket-Protocol: kboss.term.1\r\n\r\n",
        port, port);
    put(l->out, head, n);
    while (got < 4 || memcmp(l->buf + got - 4, "\r\n\r\n", 4) != 0)
        if (read(l->in, l->buf + got++, 1) != 1) die("no upgrade");
    if (memcmp(l->buf, "HTTP/1.1 101", 12) != 0) die("the upgrade is refused");
    struct terminal_frame f = { .type = TERMINAL_HELLO,
                                .version = TERMINAL_VERSION,
                                .cols = 80,
                                .rows = 24,
                                .out_limit = WINDOW };
    l->granted = WINDOW;
    if (sodium_base642bin(f.secret, sizeof f.secret, ticket, strlen(ticket), NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        die("that is no ticket");
    ws_put(l, &f);
}

/* --- ssh --- */

static void ssh_open(struct line *l, char **argv)
{
    int to[2], from[2];
    if (pipe(to) != 0 || pipe(from) != 0) die("no pipes");
    pid_t pid = fork();
    if (pid < 0) die("no process");
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        dup2(to[0], 0);
        dup2(from[1], 1);
        for (int i = 3; i < 32; i++) close(i);
        execvp(argv[0], argv);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    l->in = from[0];
    l->out = to[1];
}

/* --- both --- */

static void type(struct line *l, const void *bytes, size_t n)
{
    if (!l->ws) {
        put(l->out, bytes, n);
        return;
    }
    ws_put(l, &(struct terminal_frame){
                  .type = TERMINAL_INPUT, .offset = l->sent, .bytes = bytes, .n = n });
    l->sent += n;
}

/* Waits for bytes and hands on what there is. */
static void hear(struct line *l, taker take, void *self)
{
    struct pollfd p = { .fd = l->in, .events = POLLIN };
    if (poll(&p, 1, WAIT_MS) <= 0) die("nothing came");
    ssize_t n = read(l->in, l->buf + l->have, BUFFER - l->have);
    if (n <= 0) die("the line is cut");
    l->have += (size_t)n;
    if (l->ws) {
        ws_take(l, take, self);
        return;
    }
    take(self, l->buf, l->have);
    l->have = 0;
}

/* Everything up to the mark is what was before; what follows counts. */
struct after {
    const char *mark;
    size_t matched;
    uint64_t bytes, wanted, pieces;
    double first_s;
    crypto_generichash_state digest;
};

static void count(void *self, const unsigned char *b, size_t n)
{
    struct after *a = self;
    a->pieces++;
    while (n > 0 && a->mark[a->matched]) {
        a->matched = *b == (unsigned char)a->mark[a->matched] ? a->matched + 1
                                                              : *b == (unsigned char)a->mark[0];
        b++;
        n--;
        a->first_s = now_s();
    }
    if (n > a->wanted - a->bytes) n = (size_t)(a->wanted - a->bytes);
    if (a->wanted < UINT64_MAX && n) crypto_generichash_update(&a->digest, b, n);
    a->bytes += n;
}

/* The command prints MARK from two halves, so that its echo is not taken for it. */
static void start(struct line *l, struct after *a, const char *command)
{
    char text[1024];
    a->mark = "BEGIN\n";
    int n = snprintf(text, sizeof text, "stty -onlcr; printf 'BEG%%s\\n' IN; %s\r", command);
    while (l->ws && l->drawn == 0) hear(l, count, a); /* the prompt: input is welcome */
    type(l, text, (size_t)n);
    while (a->mark[a->matched]) hear(l, count, a);
}

static void measure_cat(struct line *l, const char *file, uint64_t bytes)
{
    struct after a = { .wanted = bytes };
    char command[512], hex[65];
    unsigned char digest[32];
    crypto_generichash_init(&a.digest, NULL, 0, sizeof digest);
    snprintf(command, sizeof command, "stty raw -echo; cat %s", file);
    start(l, &a, command);
    while (a.bytes < bytes) hear(l, count, &a);
    double took = now_s() - a.first_s;
    crypto_generichash_final(&a.digest, digest, sizeof digest);
    kb_hex(hex, digest, sizeof digest);
    printf("%.0f %s %.0f\n", (double)bytes / took, hex, (double)bytes / (double)a.pieces);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void measure_echo(struct line *l, size_t keys)
{
    static double took[KEYS_MAX];
    struct after a = { .wanted = UINT64_MAX };
    if (keys < 1 || keys > KEYS_MAX) die("too many keys for one line");
    start(l, &a, "cat >/dev/null");
    usleep(200000);
    a.bytes = 0;
    for (size_t i = 0; i < keys; i++) {
        double from = now_s();
        type(l, "k", 1);
        while (a.bytes < i + 1) hear(l, count, &a);
        took[i] = now_s() - from;
        usleep(
            1000); /* nobody types faster, and a pipeline that sleeps is what is to be measured */
    }
    qsort(took, keys, sizeof *took, by_value);
    printf("%.1f %.1f %.1f\n", took[keys / 2] * 1e6, took[keys * 9 / 10] * 1e6,
           took[keys * 99 / 100] * 1e6);
}

static int hold(int port)
{
    char ticket[128];
    while (fgets(ticket, sizeof ticket, stdin)) {
        struct line *l = calloc(1, sizeof *l);
        struct after a = { .mark = "", .wanted = UINT64_MAX };
        if (!l) return 1;
        ticket[strcspn(ticket, "\n")] = 0;
        ws_open(l, port, ticket);
        while (a.bytes == 0) hear(l, count, &a);
        puts("open");
        fflush(stdout);
    }
    return 0;
}

int main(int argc, char **argv)
{
    static struct line l;
    if (sodium_init() < 0) return 1;
    if (argc == 3 && strcmp(argv[1], "hold") == 0) return hold((int)strtol(argv[2], NULL, 10));
    bool cat = argc > 1 && strcmp(argv[1], "cat") == 0;
    int at = cat ? 4 : 3;
    if (argc < at + 2) return 64;
    if (strcmp(argv[at], "ws") == 0 && argc == at + 3)
        ws_open(&l, (int)strtol(argv[at + 1], NULL, 10), argv[at + 2]);
    else if (strcmp(argv[at], "ssh") == 0)
        ssh_open(&l, argv + at + 1);
    else
        return 64;
    if (cat)
        measure_cat(&l, argv[2], strtoull(argv[3], NULL, 10));
    else
        measure_echo(&l, strtoul(argv[2], NULL, 10));
    return 0;
}
