/* shell - pumps one SSH channel inside the caller's poll loop. Two rules of libssh2 shape it: a
 * packet that was sent in part must be finished by the same call with the same bytes, so bytes on
 * their way are kept here; and it buffers what it has read, so a poll must not wait while it still
 * has some. */
#include "drivers/ssh/shell.h"

#include "drivers/ssh/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_IN    16384
#define CHUNK_OUT   32768
#define PACKET_MAX  32768
#define KEEPALIVE_S 15
#define LEAVE_US    3000000
#define NO_END_US   (INT64_MAX / 2)

enum stage { LOGIN, CHANNEL, PTY, SHELL, RUN };

struct ssh_term {
    struct drv_stream stream;
    struct ssh_session *s;
    LIBSSH2_CHANNEL *channel;
    enum stage stage;
    int64_t cols, rows;
    bool resize_due, resize_busy, resize_again; /* again: asked while one was being sent */
    bool read_busy, write_blocked;
    bool far_end_done, leaving;
    char in[CHUNK_IN]; /* given to libssh2 and not yet taken whole */
    size_t in_n;
    char out[CHUNK_OUT]; /* read and not yet taken by the caller */
    size_t out_at, out_n;
    int64_t keepalive_us, leave_us;
};

static struct ssh_term *term(struct drv_stream *s)
{
    return CONTAINER(s, struct ssh_term, stream);
}

static int64_t now_us(const struct ssh_term *t)
{
    return t->s->world->mono_us(t->s->world->self);
}

static void broke(struct ssh_term *t, const char *reason, const char *what)
{
    char *why = NULL, text[200];
    libssh2_session_last_error(t->s->lib, &why, NULL, 0);
    snprintf(text, sizeof text, "%s: %s", what, why ? why : "");
    drv_stream_end(&t->stream, reason, 0, text);
}

/* False: not now. Ends the stream when it will never be. A packet of somebody else that is not yet
 * out (BAD_USE) has to be waited for like a full socket. */
static bool went(struct ssh_term *t, int rc, const char *reason, const char *what)
{
    if (rc >= 0) return true;
    if (rc != LIBSSH2_ERROR_EAGAIN && rc != LIBSSH2_ERROR_BAD_USE) broke(t, reason, what);
    return false;
}

static bool open_channel(struct ssh_term *t)
{
    t->channel =
        libssh2_channel_open_ex(t->s->lib, "session", 7, DRV_STREAM_WINDOW, PACKET_MAX, NULL, 0);
    return t->channel ||
           went(t, libssh2_session_last_errno(t->s->lib), "ssh.shell", "opening a channel");
}

static bool start_pty(struct ssh_term *t)
{
    int rc = libssh2_channel_request_pty_ex(t->channel, "xterm-256color", 14, NULL, 0, (int)t->cols,
                                            (int)t->rows, 0, 0);
    return went(t, rc, "ssh.shell", "asking for a terminal");
}

static bool start_shell(struct ssh_term *t)
{
    int rc = libssh2_channel_process_startup(t->channel, "shell", 5, NULL, 0);
    if (!went(t, rc, "ssh.shell", "starting the shell")) return false;
    /* no reply is asked for: libssh2 1.10 would keep each one for ever. TCP_USER_TIMEOUT sees a
     * dead peer by what it no longer acknowledges. */
    libssh2_keepalive_config(t->s->lib, 0, KEEPALIVE_S);
    t->keepalive_us = now_us(t);
    t->s->until_us = t->s->call_until_us = NO_END_US;
    t->stream.state = DRV_STREAM_OPEN;
    return true;
}

static bool log_in(struct ssh_term *t)
{
    struct kb_error err;
    if (ssh_session_step(t->s, &err) != KB_OK) {
        drv_stream_end(&t->stream, err.reason, 0, err.text);
        return false;
    }
    return t->s->phase == SSH_READY;
}

static void open_up(struct ssh_term *t)
{
    static bool (*const steps[])(struct ssh_term *) = {
        [LOGIN] = log_in,
        [CHANNEL] = open_channel,
        [PTY] = start_pty,
        [SHELL] = start_shell,
    };
    while (t->stage < RUN && steps[t->stage](t)) t->stage++;
    if (t->stage < RUN && t->stream.state == DRV_STREAM_OPENING && now_us(t) >= t->s->until_us)
        drv_stream_end(&t->stream, "ssh.timeout", 0, "no answer in time");
}

static void fill(struct ssh_term *t)
{
    if (t->out_at < t->out_n || t->far_end_done) return;
    ssize_t rc = libssh2_channel_read(t->channel, t->out, sizeof t->out);
    t->read_busy =
        rc < 0 && (libssh2_session_block_directions(t->s->lib) & LIBSSH2_SESSION_BLOCK_OUTBOUND);
    t->out_at = 0;
    t->out_n = rc > 0 ? (size_t)rc : 0;
    if (rc < 0) (void)went(t, (int)rc, "ssh.lost", "receiving");
    if (rc <= 0 && libssh2_channel_eof(t->channel)) t->far_end_done = true;
}

static void signal_text(struct ssh_term *t, char *out, size_t size)
{
    char *name = NULL;
    size_t n = 0;
    out[0] = 0;
    libssh2_channel_get_exit_signal(t->channel, &name, &n, NULL, NULL, NULL, NULL);
    if (name) snprintf(out, size, "%.*s", (int)n, name);
    if (name) libssh2_free(t->s->lib, name);
}

static int signal_number(const char *name)
{
    static const struct {
        const char *name;
        int number;
    } signals[] = {
        { "HUP", 1 },   { "INT", 2 },   { "QUIT", 3 },  { "ABRT", 6 },  { "KILL", 9 },
        { "SEGV", 11 }, { "PIPE", 13 }, { "ALRM", 14 }, { "TERM", 15 },
    };
    for (size_t i = 0; i < COUNT(signals); i++)
        if (strcmp(signals[i].name, name) == 0) return signals[i].number;
    return 0;
}

/* The status comes after the last byte and before the channel's close. */
static void leave(struct ssh_term *t)
{
    char name[24], text[64];
    int rc = libssh2_channel_wait_closed(t->channel);
    if (!t->leaving) t->leave_us = now_us(t) + LEAVE_US;
    t->leaving = true;
    if (rc == LIBSSH2_ERROR_EAGAIN && now_us(t) < t->leave_us) return;
    signal_text(t, name, sizeof name);
    int code = libssh2_channel_get_exit_status(t->channel);
    if (name[0]) code = 128 + signal_number(name);
    snprintf(text, sizeof text, name[0] ? "ended by signal %s" : "the session ended%s", name);
    drv_stream_end(&t->stream, "exit", code, text);
}

static void resize_step(struct ssh_term *t)
{
    if (!t->resize_due) return;
    int rc = libssh2_channel_request_pty_size(t->channel, (int)t->cols, (int)t->rows);
    t->resize_busy = rc == LIBSSH2_ERROR_EAGAIN;
    if (!went(t, rc, "ssh.lost", "telling the size")) return;
    t->resize_due = t->resize_again;
    t->resize_again = false;
}

/* libssh2 forgets a keepalive that went out in part and then refuses every other packet, so it is
 * sent only when the socket has room. */
static void keepalive_step(struct ssh_term *t)
{
    struct pollfd p = { .fd = t->s->reach.fd, .events = POLLOUT };
    int next = 0;
    if (now_us(t) < t->keepalive_us) return;
    t->keepalive_us = now_us(t) + 1000000;
    if (poll(&p, 1, 0) != 1 || !(p.revents & POLLOUT)) return;
    int rc = libssh2_keepalive_send(t->s->lib, &next);
    if (next > 1) t->keepalive_us = now_us(t) + next * 1000000LL;
    (void)went(t, rc, "ssh.lost", "keepalive");
}

static bool running(const struct ssh_term *t)
{
    return t->stream.state == DRV_STREAM_OPEN;
}

static void shell_turn(struct drv_stream *s)
{
    struct ssh_term *t = term(s);
    if (t->stage < RUN) open_up(t);
    if (running(t) && t->read_busy) fill(t);
    if (running(t) && t->in_n == 0) resize_step(t);
    if (running(t) && t->in_n == 0 && !t->resize_busy && !t->read_busy) keepalive_step(t);
    if (running(t) && t->far_end_done && t->out_at == t->out_n) leave(t);
}

static size_t shell_read(struct drv_stream *s, void *buf, size_t cap, uint64_t *gap)
{
    struct ssh_term *t = term(s);
    (void)gap;
    if (s->state == DRV_STREAM_OPEN) fill(t);
    size_t n = t->out_n - t->out_at < cap ? t->out_n - t->out_at : cap;
    memcpy(buf, t->out + t->out_at, n);
    t->out_at += n;
    return n;
}

static size_t shell_write(struct drv_stream *s, const void *buf, size_t n)
{
    struct ssh_term *t = term(s);
    if (t->resize_busy || t->far_end_done) return 0;
    if (t->in_n == 0) {
        t->in_n = n < sizeof t->in ? n : sizeof t->in;
        memcpy(t->in, buf, t->in_n);
    }
    ssize_t rc = libssh2_channel_write(t->channel, t->in, t->in_n);
    t->write_blocked = rc <= 0;
    if (rc == LIBSSH2_ERROR_EAGAIN) return 0;
    t->in_n = 0;
    return went(t, (int)rc, "ssh.lost", "sending") ? (size_t)rc : 0;
}

/* Without credit the socket is not watched for input, unless a write waits for what is behind it.
 */
static short events_wanted(const struct ssh_term *t, bool want_read)
{
    int dir = libssh2_session_block_directions(t->s->lib);
    short events = 0;
    if (want_read || t->stage < RUN || t->write_blocked || t->leaving) events |= POLLIN;
    if (dir & LIBSSH2_SESSION_BLOCK_OUTBOUND) events |= POLLOUT;
    return events;
}

static int64_t next_turn_ms(const struct ssh_term *t, bool want_read)
{
    int64_t next_us = t->stage < RUN ? t->s->until_us : t->leaving ? t->leave_us : t->keepalive_us;
    int64_t ms = (next_us - now_us(t) + 999) / 1000;
    bool now = ms < 0 || (want_read && t->out_at < t->out_n);
    if (t->far_end_done && !t->leaving && t->out_at == t->out_n) now = true;
    return now ? 0 : ms;
}

static int shell_poll(struct drv_stream *s, bool want_read, struct pollfd *fds, int *wait_ms)
{
    struct ssh_term *t = term(s);
    if (t->stage == LOGIN) {
        fds[0] = ssh_session_poll(t->s, wait_ms);
        return 1;
    }
    int64_t ms = next_turn_ms(t, want_read);
    if (*wait_ms < 0 || ms < *wait_ms) *wait_ms = (int)ms;
    fds[0] = (struct pollfd){ .fd = t->s->reach.fd, .events = events_wanted(t, want_read) };
    return 1;
}

static void shell_resize(struct drv_stream *s, int64_t cols, int64_t rows)
{
    struct ssh_term *t = term(s);
    t->cols = cols;
    t->rows = rows;
    if (t->stage > PTY) t->resize_due = true;
    if (t->resize_busy) t->resize_again = true;
    if (running(t) && t->in_n == 0 && !t->resize_busy) resize_step(t);
}

static void shell_close(struct drv_stream *s)
{
    struct ssh_term *t = term(s);
    ssh_session_free(t->s);
    explicit_bzero(t->in, sizeof t->in);
    free(t);
}

static enum kb_code shell_open(struct drv_ctx *ctx, const void *target,
                               const struct drv_stream_want *want, struct drv_stream **out,
                               struct kb_error *err)
{
    AUTO_SSH s = NULL;
    TRY(ssh_session_new(ctx, target, SSH_LOGIN_ANY, false, &s, err));
    struct ssh_term *t = calloc(1, sizeof *t);
    KB_ASSERT(t);
    t->s = s;
    t->cols = want->cols;
    t->rows = want->rows;
    s = NULL;
    *out = &t->stream;
    return KB_OK;
}

static const char *const kinds[] = { "shell", NULL };

const struct drv_stream_type ssh_shell = {
    .kinds = kinds,
    .open = shell_open,
    .poll = shell_poll,
    .turn = shell_turn,
    .read = shell_read,
    .write = shell_write,
    .resize = shell_resize,
    .close = shell_close,
};
