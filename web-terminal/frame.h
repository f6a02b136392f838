/* frame - the leg between browser and controller: sub-protocol kboss.term.1, one binary WebSocket
 * message per frame, u8 type and a big-endian body. PROTOCOL.md here lists the frames and tells the
 * conversation. Positions are absolute byte offsets from the session's start, at most 2^53: what a
 * browser can count. Types 16..31 and 144..159 are kept for files. */
#ifndef WEB_TERMINAL_FRAME_H
#define WEB_TERMINAL_FRAME_H

#include "base/base.h"

#define TERMINAL_VERSION    1
#define TERMINAL_INPUT_MAX  16384
#define TERMINAL_OUTPUT_MAX 32768
#define TERMINAL_SECRET     32
#define TERMINAL_COLS_MAX   1000
#define TERMINAL_ROWS_MAX   500
#define TERMINAL_OFFSET_MAX ((uint64_t)1 << 53)
#define TERMINAL_TEXT_MAX   512
#define TERMINAL_HEAD_MAX   192 /* bytes of any frame before its payload */

enum terminal_type {
    TERMINAL_HELLO = 1,
    TERMINAL_INPUT,
    TERMINAL_CREDIT,
    TERMINAL_RESIZE,
    TERMINAL_BREAK,
    TERMINAL_PING,
    TERMINAL_DETACH,
    TERMINAL_WELCOME = 129,
    TERMINAL_OUTPUT,
    TERMINAL_IN_ACK,
    TERMINAL_GAP,
    TERMINAL_STATE,
    TERMINAL_NOTICE,
    TERMINAL_EXIT,
    TERMINAL_PONG,
};
enum terminal_role { TERMINAL_OWNER = 1, TERMINAL_PEER, TERMINAL_OBSERVER };
enum terminal_state { TERMINAL_PAUSED = 1, TERMINAL_VIEWERS, TERMINAL_MODERATOR, TERMINAL_EXPIRY };

/* One frame taken apart. Which members count is in the list above; the others are zero. */
struct terminal_frame {
    enum terminal_type type;
    uint64_t offset; /* offset, out_limit, taken, from, out_end, stamp, value */
    uint64_t limit;  /* in_limit, to */
    uint32_t number; /* of RESIZE */
    int32_t code;    /* of EXIT */
    uint16_t cols, rows, grace_s;
    uint8_t version, state; /* of HELLO, of STATE */
    bool resume, recording;
    enum terminal_role role;
    unsigned char secret[TERMINAL_SECRET]; /* ticket or resume token */
    uint64_t out_have, out_limit, in_next; /* HELLO; WELCOME: out_base, out_head, in_ack */
    char name[24], reason[49], language[3];
    const unsigned char *bytes; /* payload or text: inside the buffer that was read */
    size_t n;
};

/* Exactly one frame the browser (or, for from_browser false, the controller) may send; anything
 * else is KB_INVALID terminal.frame. */
MUST_USE enum kb_code terminal_frame_read(const void *buf, size_t len, bool from_browser,
                                          struct terminal_frame *f, struct kb_error *err);
/* Write all but the payload (f->bytes, f->n), which is to follow. Returns the bytes written. */
size_t terminal_frame_head(const struct terminal_frame *f, unsigned char out[TERMINAL_HEAD_MAX]);

#endif
