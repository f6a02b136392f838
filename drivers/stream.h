/* stream - a terminal on a device: bytes both ways inside the caller's poll loop, no threads. The
 * caller owns flow control: without credit it does not read, and then the far side is held back
 * (ssh) or loses bytes that are counted (serial consoles). Nothing here waits, except that opening
 * looks names up (ssh) and asks libvirtd (libvirt): run terminals in a worker that can be killed.
 *
 *   drv_stream_open(...);
 *   for (;;) {
 *       n = drv_stream_poll(s, credit > 0, fds, &wait_ms);  poll(fds, n, wait_ms);
 *       if (drv_stream_turn(s) == DRV_STREAM_ENDED) { read what is left; break; }
 *       while (credit && (got = drv_stream_read(s, buf, credit, &gap))) ...
 *   }
 *   drv_stream_exit(s); drv_stream_close(s); */
#ifndef DRIVERS_STREAM_H
#define DRIVERS_STREAM_H

#include "drivers/driver.h"

#include <poll.h>

#define DRV_STREAM_FDS 4  /* most descriptors of one stream */
#define DRV_STREAM_WINDOW (256 * 1024)

enum drv_stream_state { DRV_STREAM_OPENING, DRV_STREAM_OPEN, DRV_STREAM_ENDED };

struct drv_stream_want {
    const char *kind;    /* "shell" or "console" */
    const char *target;  /* JSON text as in a job */
    int64_t resource;
    int64_t cols, rows;  /* 1..1000, 1..500 */
};

/* reason: exit (the program ended; code is its status, 128+n for signals), closed (the device ended
 * it), or the reason word of an error. */
struct drv_stream_exit {
    char reason[48];
    int code;
    char text[256];
};

/* First member of every driver's own stream. */
struct drv_stream {
    const struct drv_stream_type *type;
    enum drv_stream_state state;
    bool wrote;  /* bytes were taken since the last poll: more may fit at once */
    struct drv_stream_exit exit;
};

struct drv_stream_type {
    const char *const *kinds;  /* NULL-ended */
    enum kb_code (*open)(struct drv_ctx *ctx, const void *target,
                         const struct drv_stream_want *want, struct drv_stream **out,
                         struct kb_error *err);
    int (*poll)(struct drv_stream *s, bool want_read, struct pollfd *fds, int *wait_ms);
    void (*turn)(struct drv_stream *s);
    size_t (*read)(struct drv_stream *s, void *buf, size_t cap, uint64_t *gap);
    size_t (*write)(struct drv_stream *s, const void *buf, size_t n);
    void (*resize)(struct drv_stream *s, int64_t cols, int64_t rows);  /* NULL: no size */
    void (*send_break)(struct drv_stream *s);                         /* NULL: no break */
    void (*close)(struct drv_stream *s);
};

/* The stream is OPENING or OPEN; free it with drv_stream_close. Of the ctx it keeps only world. */
MUST_USE enum kb_code drv_stream_open(const struct drv_offer *offer, struct drv_ctx *ctx,
                                      const struct drv_stream_want *want, struct drv_stream **out,
                                      struct kb_error *err);
/* Fills fds (room for DRV_STREAM_FDS), returns how many, and lowers *wait_ms (-1: for ever) to when
 * it wants its next turn. want_read: the caller has credit. */
int drv_stream_poll(struct drv_stream *s, bool want_read, struct pollfd *fds, int *wait_ms);
/* Do what can be done without waiting. */
enum drv_stream_state drv_stream_turn(struct drv_stream *s);
/* Bytes read, 0: nothing now. *gap: bytes lost for good just before these. Works after the end
 * until it returns 0. Read until 0 (or out of credit) before polling again. */
size_t drv_stream_read(struct drv_stream *s, void *buf, size_t cap, uint64_t *gap);
/* Bytes the device side has taken, 0: none now (poll, turn, try the rest). */
size_t drv_stream_write(struct drv_stream *s, const void *buf, size_t n);
void drv_stream_resize(struct drv_stream *s, int64_t cols, int64_t rows);
/* False: this kind of stream has no break. */
bool drv_stream_break(struct drv_stream *s);
/* Valid when ENDED. */
const struct drv_stream_exit *drv_stream_exit(const struct drv_stream *s);
void drv_stream_close(struct drv_stream *s);  /* NULL is fine */

/* For drivers: end with a reason, once; later reasons are dropped. */
void drv_stream_end(struct drv_stream *s, const char *reason, int code, const char *text);

#endif
