/* terminal - one loop over the socket to the agent and the driver's descriptors. At most one packet
 * waits to be sent; while it waits nothing more is read from the device. */
#include "agent/terminal.h"
#include "agent/relay.h"
#include "agent/spawn.h"
#include "agent/worker.h"
#include "base/log.h"
#include "drivers/stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define RESIZE_EVERY_US 50000
#define DRAIN_US        120000000 /* how long an ended device's last bytes wait for credit */

struct terminal {
    struct kb_world world;
    struct kb_arena arena; /* setup and OPEN */
    struct drv_ctx ctx;
    uint64_t session;
    struct relay relay;
    struct drv_stream *device;
    bool opened, closing, exit_sent, gone; /* gone: the agent is */
    char reason[STREAM_REASON_MAX + 1];    /* of CLOSE */
    int64_t cols, rows, resized_us, ended_us;
    bool resize;
    unsigned char packet[STREAM_HEADER + STREAM_OUT_MAX];
    size_t waiting; /* bytes of packet that could not be sent yet */
};

static int64_t now_us(struct terminal *t)
{
    return t->world.mono_us(t->world.self);
}

static void flush(struct terminal *t)
{
    if (!t->waiting) return;
    ssize_t n = send(WORKER_FD, t->packet, t->waiting, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n >= 0)
        t->waiting = 0;
    else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
        t->gone = true;
}

/* The payload is in the packet behind the header already. Only when nothing waits. */
static void put(struct terminal *t, enum stream_type type, uint64_t offset, size_t len)
{
    struct stream_frame f = { .type = type, .session = t->session, .offset = offset };
    KB_ASSERT(!t->waiting);
    stream_header_write(t->packet, &f);
    t->waiting = STREAM_HEADER + len;
    flush(t);
}

static void put_ack(struct terminal *t)
{
    if (!t->relay.ack || t->waiting) return;
    t->relay.ack = false;
    stream_u64_write(t->packet + STREAM_HEADER, t->relay.in_limit);
    put(t, STREAM_IN_ACK, t->relay.in_taken, 8);
}

static void put_exit(struct terminal *t, const char *reason, int code, const char *text)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct stream_exit e = { .reason = reason, .code = code, .text = text };
    const char *json = kb_write_text(&stream_exit_shape, &e, &a);
    size_t n = strlen(json);
    if (t->waiting || t->exit_sent) return;
    KB_ASSERT(n <= STREAM_OUT_MAX);
    memcpy(t->packet + STREAM_HEADER, json, n);
    t->exit_sent = true;
    put(t, STREAM_EXIT, t->relay.out_end, n);
}

/* IN that leaves a hole or goes beyond the limit: the other side has lost count. */
static void fail(struct terminal *t)
{
    t->closing = true;
    memcpy(t->reason, "stream.frame", sizeof "stream.frame");
}

static void take_frame(struct terminal *t, const struct stream_frame *f)
{
    if (f->session != t->session) return;
    switch (f->type) {
    case STREAM_OUT_CREDIT: relay_credit(&t->relay, f->offset); break;
    case STREAM_IN:
        if (!relay_in(&t->relay, f->offset, f->bytes, f->len)) fail(t);
        break;
    case STREAM_RESIZE:
        stream_size(f, &t->cols, &t->rows);
        t->resize = true;
        break;
    case STREAM_BREAK: drv_stream_break(t->device); break;
    case STREAM_CLOSE:
        t->closing = true;
        memcpy(t->reason, f->bytes, f->len);
        t->reason[f->len] = '\0';
        break;
    case STREAM_OPEN:
    case STREAM_OPENED:
    case STREAM_OUT:
    case STREAM_IN_ACK:
    case STREAM_GAP:
    case STREAM_EXIT:
    case STREAM_TYPES: break;
    }
}

static void read_frames(struct terminal *t)
{
    unsigned char buf[STREAM_FRAME_MAX];
    struct stream_frame f;
    struct kb_error err;
    while (!t->closing) {
        ssize_t n = recv(WORKER_FD, buf, sizeof buf, MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return;
        if (n <= 0) {
            t->gone = true;
            return;
        }
        if (stream_frame_read(buf, (size_t)n, &f, &err) == KB_OK) take_frame(t, &f);
    }
}

static void give_input(struct terminal *t)
{
    for (;;) {
        size_t n;
        const unsigned char *bytes = relay_in_pending(&t->relay, &n);
        size_t took = n ? drv_stream_write(t->device, bytes, n) : 0;
        if (!took) return;
        relay_in_took(&t->relay, took);
    }
}

/* What the device has, as far as credit goes and the agent takes it. */
static void tell_output(struct terminal *t)
{
    size_t room;
    while (!t->waiting && (room = relay_out_room(&t->relay)) > 0) {
        uint64_t gap = 0, from = t->relay.out_end;
        unsigned char *at = t->packet + STREAM_HEADER;
        size_t n = drv_stream_read(t->device, at, room, &gap);
        if (gap) {
            AUTO(kb_arena_done) struct kb_arena a = { 0 };
            unsigned char *keep = n ? kb_alloc(&a, n) : NULL;
            if (n) memcpy(keep, at, n);
            t->relay.out_end += gap;
            stream_u64_write(at, t->relay.out_end);
            put(t, STREAM_GAP, from, 8);
            while (t->waiting && !t->gone) { /* rare, and it must not be overtaken */
                struct pollfd p = { .fd = WORKER_FD, .events = POLLOUT };
                poll(&p, 1, -1);
                flush(t);
            }
            if (n) memcpy(at, keep, n);
        }
        if (!n || t->gone) return;
        from = t->relay.out_end;
        t->relay.out_end += n;
        put(t, STREAM_OUT, from, n);
    }
}

static void apply_size(struct terminal *t)
{
    if (!t->resize || now_us(t) - t->resized_us < RESIZE_EVERY_US) return;
    t->resize = false;
    t->resized_us = now_us(t);
    drv_stream_resize(t->device, t->cols, t->rows);
}

static void turn(struct terminal *t)
{
    enum drv_stream_state state = drv_stream_turn(t->device);
    if (state == DRV_STREAM_OPEN && !t->opened && !t->waiting) {
        t->opened = true;
        put(t, STREAM_OPENED, t->relay.in_limit, 0);
    }
    if (state == DRV_STREAM_OPEN) {
        apply_size(t);
        give_input(t);
    }
    put_ack(t);
    if (state == DRV_STREAM_OPENING) return;
    tell_output(t);
    if (state != DRV_STREAM_ENDED || t->waiting) return;
    if (!t->ended_us) t->ended_us = now_us(t);
    bool dry = relay_out_room(&t->relay) > 0; /* it was asked, and had no more */
    const struct drv_stream_exit *e = drv_stream_exit(t->device);
    if (dry || now_us(t) - t->ended_us > DRAIN_US) put_exit(t, e->reason, e->code, e->text);
}

static void wait_for_something(struct terminal *t)
{
    struct pollfd fds[1 + DRV_STREAM_FDS] = { { .fd = WORKER_FD, .events = POLLIN } };
    int wait_ms = t->resize ? RESIZE_EVERY_US / 1000 : -1;
    if (t->waiting) fds[0].events |= POLLOUT;
    if (t->ended_us) wait_ms = 1000;
    bool want = !t->waiting && relay_out_room(&t->relay) > 0;
    int n = t->ended_us ? 0 : drv_stream_poll(t->device, want, fds + 1, &wait_ms);
    poll(fds, (nfds_t)(1 + n), wait_ms);
}

static void relay(struct terminal *t)
{
    while (!t->gone && !t->exit_sent) {
        flush(t);
        read_frames(t);
        if (t->closing) break;
        turn(t);
        if (!t->exit_sent && !t->gone) wait_for_something(t);
    }
    drv_stream_close(t->device);
    t->device = NULL;
    while (!t->gone && (t->waiting || !t->exit_sent)) {
        flush(t);
        if (!t->waiting) put_exit(t, t->reason[0] ? t->reason : "closed", 0, "");
        struct pollfd p = { .fd = WORKER_FD, .events = POLLOUT };
        if (t->waiting) poll(&p, 1, 1000);
    }
}

/* The first two packets: setup, OPEN. */
static enum kb_code receive(unsigned char *buf, size_t size, ssize_t *n, struct kb_error *err)
{
    do *n = recv(WORKER_FD, buf, size, 0);
    while (*n < 0 && errno == EINTR);
    return *n > 0 ? KB_OK : kb_fail(err, KB_UNAVAILABLE, "agent.worker", "the agent is gone");
}

static enum kb_code set_up(struct terminal *t, unsigned char *buf, size_t size,
                           struct kb_error *err)
{
    AUTO_JSON json = NULL;
    struct worker_setup setup;
    struct kb_id_key none = { { 0 } };
    ssize_t n;
    TRY(receive(buf, size, &n, err));
    TRY(kb_json_parse((char *)buf, (size_t)n, size, &json, err));
    TRY(kb_read(&worker_setup_shape, json, NULL, &setup, &t->arena, err));
    if (!worker_confine(setup.parent))
        return kb_fail(err, KB_INTERNAL, "agent.worker", "the process could not be confined");
    kb_world_real(&t->world, 0, &none);
    worker_ctx(&setup, &t->world, &t->arena, &t->ctx);
    return KB_OK;
}

static enum kb_code open_device(struct terminal *t, const struct stream_frame *f,
                                struct kb_error *err)
{
    struct stream_open o;
    TRY(stream_open_read(f, &t->arena, &o, err));
    const struct drv_offer *offer = drv_find(&t->ctx, o.driver);
    struct drv_stream_want want = {
        .kind = o.kind, .target = o.target, .resource = o.resource, .cols = o.cols, .rows = o.rows
    };
    if (!offer) return kb_fail(err, KB_NOT_FOUND, "driver.unknown", "no driver %s here", o.driver);
    return drv_stream_open(offer, &t->ctx, &want, &t->device, err);
}

static int run(struct terminal *t, unsigned char *buf, size_t size)
{
    struct stream_frame f;
    struct kb_error err;
    ssize_t n;
    if (set_up(t, buf, size, &err) != KB_OK) return 2;
    if (receive(buf, size, &n, &err) != KB_OK) return 0;
    if (stream_frame_read(buf, (size_t)n, &f, &err) != KB_OK || f.type != STREAM_OPEN) return 2;
    t->session = f.session;
    relay_init(&t->relay, f.offset);
    enum kb_code code = open_device(t, &f, &err);
    explicit_bzero(buf, size);
    if (code == KB_OK)
        relay(t);
    else
        put_exit(t, err.reason, 0, err.text);
    return 0;
}

int terminal_main(void)
{
    struct terminal *t = calloc(1, sizeof *t);
    unsigned char *buf = calloc(1, STREAM_FRAME_MAX);
    KB_ASSERT(t && buf);
    int status = run(t, buf, STREAM_FRAME_MAX);
    kb_arena_done(&t->arena);
    free(buf);
    free(t);
    return status;
}
