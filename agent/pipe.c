/* pipe - buffers around read(2) and write(2). */
#include "agent/pipe.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_STEP 65536

static void head_write(unsigned char out[PIPE_HEAD], size_t n)
{
    for (int i = 0; i < PIPE_HEAD; i++) out[i] = (unsigned char)(n >> (24 - 8 * i) & 0xff);
}

static size_t head_read(const char *in)
{
    const unsigned char *b = (const unsigned char *)in;
    return (size_t)b[0] << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 | b[3];
}

static void grow(char **at, size_t *cap, size_t need)
{
    if (*cap >= need) return;
    *at = realloc(*at, need);
    KB_ASSERT(*at);
    *cap = need;
}

void pipe_side_init(struct pipe_side *p, int fd)
{
    *p = (struct pipe_side){ .fd = fd };
}

void pipe_side_done(struct pipe_side *p)
{
    free(p->out);
    free(p->in);
    *p = (struct pipe_side){ .fd = -1 };
}

void pipe_add(struct pipe_side *p, const char *text, size_t len)
{
    KB_ASSERT(len <= PIPE_TEXT_MAX);
    grow(&p->out, &p->out_cap, p->out_len + PIPE_HEAD + len);
    head_write((unsigned char *)p->out + p->out_len, len);
    memcpy(p->out + p->out_len + PIPE_HEAD, text, len);
    p->out_len += PIPE_HEAD + len;
}

bool pipe_write(struct pipe_side *p, bool *waiting)
{
    while (p->out_at < p->out_len) {
        ssize_t n = send(p->fd, p->out + p->out_at, p->out_len - p->out_at, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
        if (n < 0) return false;
        p->out_at += (size_t)n;
    }
    *waiting = p->out_at < p->out_len;
    if (!*waiting) p->out_at = p->out_len = 0;
    return true;
}

bool pipe_read(struct pipe_side *p)
{
    for (;;) {
        grow(&p->in, &p->in_cap, p->in_len + READ_STEP + 1);
        ssize_t n = recv(p->fd, p->in + p->in_len, READ_STEP, MSG_DONTWAIT);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
        if (n == 0) return false;
        p->in_len += (size_t)n;
        if (head_read(p->in) > PIPE_TEXT_MAX || p->in_len > 2 * (PIPE_TEXT_MAX + PIPE_HEAD))
            return false;
    }
}

char *pipe_next(struct pipe_side *p, size_t *len)
{
    if (p->in_len < PIPE_HEAD) return NULL;
    *len = head_read(p->in);
    if (*len > PIPE_TEXT_MAX || p->in_len < PIPE_HEAD + *len) return NULL;
    char *text = malloc(*len + 1);
    KB_ASSERT(text);
    memcpy(text, p->in + PIPE_HEAD, *len);
    text[*len] = '\0';
    p->in_len -= PIPE_HEAD + *len;
    memmove(p->in, p->in + PIPE_HEAD + *len, p->in_len);
    return text;
}

static bool read_all(int fd, char *out, size_t n)
{
    while (n > 0) {
        ssize_t got = read(fd, out, n);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        out += got;
        n -= (size_t)got;
    }
    return true;
}

char *pipe_wait(int fd, size_t *len)
{
    char head[PIPE_HEAD];
    if (!read_all(fd, head, sizeof head)) return NULL;
    *len = head_read(head);
    if (*len > PIPE_TEXT_MAX) return NULL;
    char *text = malloc(*len + 1);
    KB_ASSERT(text);
    text[*len] = '\0';
    if (read_all(fd, text, *len)) return text;
    free(text);
    return NULL;
}

bool pipe_send(int fd, const char *text, size_t len)
{
    unsigned char head[PIPE_HEAD];
    head_write(head, len);
    const struct {
        const void *at;
        size_t n;
    } parts[] = { { head, sizeof head }, { text, len } };
    for (size_t i = 0; i < COUNT(parts); i++) {
        for (size_t done = 0; done < parts[i].n;) {
            ssize_t n = send(fd, (const char *)parts[i].at + done, parts[i].n - done, MSG_NOSIGNAL);
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return false;
            done += (size_t)n;
        }
    }
    return true;
}
