/* Real shells on pseudo-terminals, served by one poll loop. Output is read only as far as credit
 * goes; input is acknowledged only when the terminal has taken it. */
#include "shells.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHELLS 256

struct shell {
    uint64_t session;
    int fd;
    pid_t pid;
    uint64_t out_next, out_limit, in_taken;
    unsigned char in[STREAM_IN_WINDOW];
    size_t in_n;
};
struct post {
    struct post *next;
    struct stream_frame f;
    unsigned char bytes[];
};
struct shells {
    void (*deliver)(void *self, const struct stream_frame *f);
    void *self;
    pthread_t thread;
    pthread_mutex_t lock;
    struct post *posts, **posts_end;
    bool stop;
    int wake;
    struct shell *open[SHELLS];
    size_t n;
};

void shells_send(struct shells *s, const struct stream_frame *f)
{
    struct post *p = malloc(sizeof *p + f->len);
    uint64_t one = 1;
    KB_ASSERT(p);
    p->next = NULL;
    p->f = *f;
    if (f->len) memcpy(p->bytes, f->bytes, f->len);
    p->f.bytes = p->bytes;
    pthread_mutex_lock(&s->lock);
    *s->posts_end = p;
    s->posts_end = &p->next;
    pthread_mutex_unlock(&s->lock);
    KB_ASSERT(write(s->wake, &one, sizeof one) == sizeof one);
}

static void tell(struct shells *s, const struct shell *h, enum stream_type type, uint64_t offset,
                 const void *bytes, size_t n)
{
    s->deliver(s->self, &(struct stream_frame){ type, h->session, offset, bytes, n });
}

static void set_size(int fd, int64_t cols, int64_t rows)
{
    struct winsize w = { .ws_col = (unsigned short)cols, .ws_row = (unsigned short)rows };
    ioctl(fd, TIOCSWINSZ, &w);
}

static void open_shell(struct shells *s, const struct stream_frame *f)
{
    AUTO(kb_arena_done) struct kb_arena arena = { .limit = 1 << 20 };
    struct stream_open open;
    struct kb_error err;
    struct shell *h = calloc(1, sizeof *h);
    KB_ASSERT(h && s->n < SHELLS);
    KB_ASSERT(stream_open_read(f, &arena, &open, &err) == KB_OK);
    h->session = f->session;
    h->out_limit = f->offset;
    h->pid = forkpty(&h->fd, NULL, NULL, NULL);
    KB_ASSERT(h->pid >= 0);
    if (h->pid == 0) {
        signal(SIGINT, SIG_DFL); /* a server started in the background ignores it */
        signal(SIGQUIT, SIG_DFL);
        static char *const env[] = { "TERM=xterm", "PS1=$ ", "PATH=/usr/bin:/bin", NULL };
        execle("/bin/sh", "sh", (char *)NULL, env);
        _exit(127);
    }
    set_size(h->fd, open.cols, open.rows);
    s->open[s->n++] = h;
    tell(s, h, STREAM_OPENED, STREAM_IN_WINDOW, NULL, 0);
}

static int end_shell(struct shells *s, size_t i)
{
    struct shell *h = s->open[i];
    int status = 0;
    kill(-h->pid, SIGHUP);
    kill(-h->pid, SIGKILL);
    close(h->fd);
    waitpid(h->pid, &status, 0);
    free(h);
    s->open[i] = s->open[--s->n];
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void shell_ended(struct shells *s, size_t i)
{
    struct shell h = { .session = s->open[i]->session, .out_next = s->open[i]->out_next };
    char json[100];
    int code, n;
    usleep(20000); /* its exit status may come a moment after its terminal's end */
    code = end_shell(s, i);
    n = snprintf(json, sizeof json, "{\"reason\":\"exit\",\"code\":%d,\"text\":\"\"}", code);
    tell(s, &h, STREAM_EXIT, h.out_next, json, (size_t)n);
}

static void take_input(struct shell *h, const struct stream_frame *f)
{
    KB_ASSERT(f->offset == h->in_taken + h->in_n && h->in_n + f->len <= sizeof h->in);
    memcpy(h->in + h->in_n, f->bytes, f->len);
    h->in_n += f->len;
}

static void serve(struct shells *s, const struct stream_frame *f)
{
    size_t i = 0;
    int64_t cols, rows;
    if (f->type == STREAM_OPEN) {
        open_shell(s, f);
        return;
    }
    while (i < s->n && s->open[i]->session != f->session) i++;
    if (i == s->n) return;
    struct shell *h = s->open[i];
    if (f->type == STREAM_OUT_CREDIT && f->offset > h->out_limit) h->out_limit = f->offset;
    if (f->type == STREAM_IN) take_input(h, f);
    if (f->type == STREAM_CLOSE) (void)end_shell(s, i);
    if (f->type == STREAM_RESIZE) {
        stream_size(f, &cols, &rows);
        set_size(h->fd, cols, rows);
    }
}

static bool serve_posts(struct shells *s)
{
    uint64_t ignored;
    ssize_t got = read(s->wake, &ignored, sizeof ignored);
    (void)got;
    pthread_mutex_lock(&s->lock);
    struct post *p = s->posts;
    bool stop = s->stop;
    s->posts = NULL;
    s->posts_end = &s->posts;
    pthread_mutex_unlock(&s->lock);
    while (p) {
        struct post *done = p;
        p = p->next;
        serve(s, &done->f);
        free(done);
    }
    return !stop;
}

static void read_shell(struct shells *s, size_t i)
{
    static const size_t most = STREAM_OUT_MAX;
    struct shell *h = s->open[i];
    unsigned char bytes[STREAM_OUT_MAX];
    uint64_t room = h->out_limit - h->out_next;
    ssize_t n = read(h->fd, bytes, room < most ? (size_t)room : most);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0) {
        shell_ended(s, i);
        return;
    }
    tell(s, h, STREAM_OUT, h->out_next, bytes, (size_t)n);
    h->out_next += (uint64_t)n;
}

static void write_shell(struct shells *s, struct shell *h)
{
    unsigned char limit[8];
    ssize_t n = write(h->fd, h->in, h->in_n < 1024 ? h->in_n : 1024);
    if (n <= 0) return;
    h->in_n -= (size_t)n;
    memmove(h->in, h->in + n, h->in_n);
    h->in_taken += (uint64_t)n;
    stream_u64_write(limit, h->in_taken + STREAM_IN_WINDOW);
    tell(s, h, STREAM_IN_ACK, h->in_taken, limit, 8);
}

static void *run(void *arg)
{
    struct shells *s = arg;
    bool going = true;
    while (going) {
        struct pollfd p[SHELLS + 1] = { { s->wake, POLLIN, 0 } };
        size_t n = s->n;
        for (size_t i = 0; i < n; i++) {
            struct shell *h = s->open[i];
            short in = h->out_next < h->out_limit ? POLLIN : 0;
            p[i + 1] = (struct pollfd){ h->fd, (short)(in | (h->in_n ? POLLOUT : 0)), 0 };
        }
        poll(p, n + 1, -1);
        for (size_t i = n; i-- > 0;) {
            struct shell *h = s->open[i];
            if (p[i + 1].revents & POLLOUT) write_shell(s, h);
            if (p[i + 1].revents & (POLLIN | POLLHUP | POLLERR) && h->out_next < h->out_limit)
                read_shell(s, i);
        }
        going = serve_posts(s);
    }
    while (s->n) (void)end_shell(s, 0);
    return NULL;
}

struct shells *shells_start(void (*deliver)(void *self, const struct stream_frame *f), void *self)
{
    struct shells *s = calloc(1, sizeof *s);
    KB_ASSERT(s);
    s->deliver = deliver;
    s->self = self;
    s->posts_end = &s->posts;
    s->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&s->lock, NULL);
    KB_ASSERT(s->wake >= 0 && pthread_create(&s->thread, NULL, run, s) == 0);
    return s;
}

void shells_stop(struct shells *s)
{
    uint64_t one = 1;
    pthread_mutex_lock(&s->lock);
    s->stop = true;
    pthread_mutex_unlock(&s->lock);
    KB_ASSERT(write(s->wake, &one, sizeof one) == sizeof one);
    pthread_join(s->thread, NULL);
    while (s->posts) {
        struct post *p = s->posts;
        s->posts = p->next;
        free(p);
    }
    close(s->wake);
    free(s);
}
