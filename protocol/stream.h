/* stream - frames of the terminal leg between controller and agent: one ZeroMQ message part each.
 * Header of 20 bytes, big-endian: u8 version, u8 type, u16 zero, u64 session, u64 offset; then the
 * payload. All positions are absolute byte offsets from the session's start, so lost, repeated and
 * reordered credit does no harm. PROTOCOL.md tells the conversation. */
#ifndef PROTOCOL_STREAM_H
#define PROTOCOL_STREAM_H

#include "base/field.h"

#define STREAM_VERSION    1
#define STREAM_HEADER     20
#define STREAM_OUT_MAX    32768        /* bytes of one OUT */
#define STREAM_IN_MAX     16384        /* bytes of one IN */
#define STREAM_WINDOW     (256 * 1024) /* most bytes in flight towards the browser */
#define STREAM_IN_WINDOW  (64 * 1024)  /* most bytes in flight towards the device */
#define STREAM_JSON_MAX   65536
#define STREAM_REASON_MAX 47
#define STREAM_COLS_MAX   1000
#define STREAM_ROWS_MAX   500
#define STREAM_FRAME_MAX  (STREAM_HEADER + STREAM_JSON_MAX)
#define STREAM_BIND_MAX   33 /* a zero byte and the boot text of the agent's hello */

/* Direction: C> controller to agent, A> agent to controller. */
enum stream_type {
    STREAM_OPEN = 1,   /* C> payload: JSON struct stream_open; offset: first OUT credit limit */
    STREAM_OPENED,     /* A> offset: first IN credit limit */
    STREAM_OUT,        /* A> bytes at offset, device to user */
    STREAM_OUT_CREDIT, /* C> offset: OUT may go up to here */
    STREAM_IN,         /* C> bytes at offset, user to device */
    STREAM_IN_ACK,     /* A> offset: bytes the device has taken; payload u64: new IN limit */
    STREAM_RESIZE,     /* C> payload u16 cols, u16 rows */
    STREAM_BREAK,      /* C> serial break */
    STREAM_GAP,        /* A> offset: from, payload u64: to - bytes that are gone, marked */
    STREAM_CLOSE,      /* C> payload: reason word; agent closes the device side at once */
    STREAM_EXIT,       /* A> offset: out_end; payload: JSON struct stream_exit */
    STREAM_TYPES,
};

struct stream_frame {
    enum stream_type type;
    uint64_t session, offset;
    const unsigned char *bytes; /* payload, inside the buffer it was parsed from */
    size_t len;
};

/* What OPEN asks for. kind: shell or console. target: JSON text as in a job. */
struct stream_open {
    const char *driver, *kind, *target;
    int64_t cols, rows, resource;
};

/* reason: exit (the program ended, code is its status), closed (by the device), or a reason word.
 */
struct stream_exit {
    const char *reason, *text;
    int64_t code;
};
extern const struct kb_shape stream_open_shape, stream_exit_shape;

/* Write the header; the payload of f->len bytes is to follow it. */
void stream_header_write(unsigned char out[STREAM_HEADER], const struct stream_frame *f);
/* Refuses short, oversized, unknown and wrong-version frames, and payloads of the wrong size. */
MUST_USE enum kb_code stream_frame_read(const void *buf, size_t len, struct stream_frame *f,
                                        struct kb_error *err);
/* The JSON payload of an OPEN or EXIT frame, strictly. */
MUST_USE enum kb_code stream_open_read(const struct stream_frame *f, struct kb_arena *a,
                                       struct stream_open *out, struct kb_error *err);
MUST_USE enum kb_code stream_exit_read(const struct stream_frame *f, struct kb_arena *a,
                                       struct stream_exit *out, struct kb_error *err);
/* Payloads that are numbers: u64 of IN_ACK and GAP, u16 pair of RESIZE. */
uint64_t stream_u64(const unsigned char *bytes);
void stream_u64_write(unsigned char out[8], uint64_t v);
void stream_size(const struct stream_frame *f, int64_t *cols, int64_t *rows);
void stream_size_write(unsigned char out[4], int64_t cols, int64_t rows);

/* The first message of a stream connection: which run of the agent it belongs to. */
size_t stream_bind_write(unsigned char out[STREAM_BIND_MAX], const char *boot);
/* boot needs room for STREAM_BIND_MAX bytes. */
bool stream_bind_read(const void *buf, size_t len, char boot[STREAM_BIND_MAX]);

#endif
