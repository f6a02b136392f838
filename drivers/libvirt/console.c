/* console - the serial line of a machine. A guest cannot be made to wait for a slow reader for
 * long, so what comes is always taken in; past CONSOLE_RING bytes the oldest are given up and
 * counted, and the reader is told of the gap. */
#include "drivers/libvirt/events.h"
#include "drivers/libvirt/parts.h"

#include <libvirt/virterror.h>
#include <stdlib.h>
#include <string.h>

#define CONSOLE_RING     DRV_STREAM_WINDOW
#define CHUNK            16384
#define SEND_MAX         4096
#define KEEPALIVE_S      5
#define KEEPALIVE_MISSED 3

struct console {
    struct drv_stream stream;
    virConnectPtr conn;
    virDomainPtr dom;
    virStreamPtr st;
    bool watching;
    uint64_t lost; /* given up before the oldest byte in the ring */
    size_t at, n;  /* first byte, bytes */
    char ring[CONSOLE_RING];
};

static struct console *console(struct drv_stream *s)
{
    return CONTAINER(s, struct console, stream);
}

static void keep(struct console *c, const char *in, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t to = (c->at + c->n) % sizeof c->ring;
        size_t run = sizeof c->ring - to < n - i ? sizeof c->ring - to : n - i;
        memcpy(c->ring + to, in + i, run);
        i += run;
        c->n += run;
        size_t over = c->n > sizeof c->ring ? c->n - sizeof c->ring : 0;
        c->at = (c->at + over) % sizeof c->ring;
        c->n -= over;
        c->lost += over;
    }
}

static void take_in(struct console *c)
{
    char buf[CHUNK];
    int n;
    while ((n = virStreamRecv(c->st, buf, sizeof buf)) > 0) keep(c, buf, (size_t)n);
    if (n == 0) drv_stream_end(&c->stream, "closed", 0, "the machine closed its console");
    if (n == -1) drv_stream_end(&c->stream, "libvirt.console", 0, virGetLastErrorMessage());
}

static void on_event(virStreamPtr st, int events, void *opaque)
{
    struct console *c = opaque;
    (void)st;
    if (c->stream.state == DRV_STREAM_ENDED) return;
    if (events & (VIR_STREAM_EVENT_READABLE | VIR_STREAM_EVENT_HANGUP | VIR_STREAM_EVENT_ERROR))
        take_in(c);
    if (events & (VIR_STREAM_EVENT_HANGUP | VIR_STREAM_EVENT_ERROR))
        drv_stream_end(&c->stream, "closed", 0, "the machine closed its console");
}

static void console_turn(struct drv_stream *s)
{
    struct console *c = console(s);
    libvirt_events_turn();
    if (s->state == DRV_STREAM_OPENING) s->state = DRV_STREAM_OPEN;
    if (s->state == DRV_STREAM_OPEN && virConnectIsAlive(c->conn) != 1)
        drv_stream_end(s, "libvirt.unreachable", 0, "the connection to libvirt broke");
}

static int console_poll(struct drv_stream *s, bool want_read, struct pollfd *fds, int *wait_ms)
{
    struct console *c = console(s);
    if (s->state == DRV_STREAM_OPENING || (want_read && c->n)) *wait_ms = 0;
    return libvirt_events_poll(c, fds, DRV_STREAM_FDS, wait_ms);
}

static size_t console_read(struct drv_stream *s, void *buf, size_t cap, uint64_t *gap)
{
    struct console *c = console(s);
    size_t n = sizeof c->ring - c->at < c->n ? sizeof c->ring - c->at : c->n;
    if (n > cap) n = cap;
    if (n == 0) return 0;
    memcpy(buf, c->ring + c->at, n);
    c->at = (c->at + n) % sizeof c->ring;
    c->n -= n;
    *gap = c->lost;
    c->lost = 0;
    return n;
}

static size_t console_write(struct drv_stream *s, const void *buf, size_t n)
{
    struct console *c = console(s);
    int sent = virStreamSend(c->st, buf, n < SEND_MAX ? n : SEND_MAX);
    if (sent == -1) drv_stream_end(s, "libvirt.console", 0, virGetLastErrorMessage());
    return sent > 0 ? (size_t)sent : 0;
}

static void console_free(struct console *c)
{
    if (c->watching) virStreamEventRemoveCallback(c->st);
    if (c->st) virStreamAbort(c->st);
    if (c->st) virStreamFree(c->st);
    if (c->dom) virDomainFree(c->dom);
    if (c->conn) virConnectClose(c->conn);
    libvirt_events_turn();
    libvirt_events_stop();
    explicit_bzero(c->ring, sizeof c->ring);
    free(c);
}

static void console_drop(struct console **c)
{
    if (*c) console_free(*c);
}

static void console_close(struct drv_stream *s)
{
    console_free(console(s));
}

static enum kb_code attach(struct console *c, struct kb_error *err)
{
    (void)virConnectSetKeepAlive(c->conn, KEEPALIVE_S, KEEPALIVE_MISSED);
    c->st = virStreamNew(c->conn, VIR_STREAM_NONBLOCK);
    if (!c->st || virDomainOpenConsole(c->dom, NULL, c->st, VIR_DOMAIN_CONSOLE_SAFE) != 0)
        return libvirt_failed("libvirt.console", "opening the console", err);
    int events = VIR_STREAM_EVENT_READABLE | VIR_STREAM_EVENT_HANGUP | VIR_STREAM_EVENT_ERROR;
    if (virStreamEventAddCallback(c->st, events, on_event, c, NULL) != 0)
        return libvirt_failed("libvirt.console", "watching the console", err);
    c->watching = true;
    return KB_OK;
}

/* Find the machine the way verbs do: by its number and our mark. */
static enum kb_code find(struct console *c, struct drv_ctx *ctx, const void *target,
                         int64_t resource, struct kb_error *err)
{
    AUTO(libvirt_unlink) struct libvirt_link l = { 0 };
    struct libvirt_spec spec = { .resource = resource };
    struct drv_call call = { .ctx = ctx, .target = target, .spec = &spec };
    TRY(libvirt_look(&l, &call, err));
    if (l.state == DRV_ABSENT || l.state == DRV_OFF)
        return kb_fail(err, KB_CONFLICT, "libvirt.console", "%.64s is %s", l.name,
                       drv_state_name(l.state));
    c->conn = l.conn;
    c->dom = l.dom;
    l.conn = NULL;
    l.dom = NULL;
    return KB_OK;
}

static enum kb_code console_open(struct drv_ctx *ctx, const void *target,
                                 const struct drv_stream_want *want, struct drv_stream **out,
                                 struct kb_error *err)
{
    AUTO(console_drop) struct console *c = calloc(1, sizeof *c);
    KB_ASSERT(c);
    libvirt_events_start(ctx->world);
    libvirt_events_owner(c);
    enum kb_code code = find(c, ctx, target, want->resource, err);
    if (code == KB_OK) code = attach(c, err);
    libvirt_events_owner(NULL);
    if (code != KB_OK) return code;
    *out = &c->stream;
    c = NULL;
    return KB_OK;
}

static const char *const kinds[] = { "console", NULL };

const struct drv_stream_type libvirt_console = {
    .kinds = kinds,
    .open = console_open,
    .poll = console_poll,
    .turn = console_turn,
    .read = console_read,
    .write = console_write,
    .close = console_close,
};
