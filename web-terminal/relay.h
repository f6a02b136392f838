/* relay - one terminal session between a browser's frames and an agent's. A pure state machine: in
 * go frames and the time, out go calls of the sink; no sockets, threads or clocks. It holds at most
 * RELAY_HOLD bytes of output: the agent is granted no more than the browser granted, and no more
 * than our own queue towards the browser has room for. */
#ifndef WEB_TERMINAL_RELAY_H
#define WEB_TERMINAL_RELAY_H

#include "protocol/stream.h"
#include "web-terminal/frame.h"

#define RELAY_HOLD      (64 * 1024)
#define RELAY_HELLO_MS  10000 /* from open to HELLO */
#define RELAY_TICKET_MS 10000 /* from HELLO to the ticket's answer */
#define RELAY_OPEN_MS   60000 /* from OPEN to OPENED */
#define RELAY_RESIZE_MS 50    /* between two resizes that reach the device */
#define RELAY_BREAK_MS  100

/* How the browser's socket is closed; the reason word is the close frame's text. */
enum terminal_close {
    TERMINAL_CLOSE_DONE = 1000,   /* the session ended; an EXIT frame came before */
    TERMINAL_CLOSE_BROKEN = 4400, /* a frame that is not one, or not now */
    TERMINAL_CLOSE_TICKET = 4401, /* the ticket is not good */
    TERMINAL_CLOSE_LATE = 4408,   /* no HELLO in time */
    TERMINAL_CLOSE_WINDOW = 4409, /* bytes beyond the credit */
    TERMINAL_CLOSE_FULL = 4429,   /* no room for another session */
};

struct terminal_relay_sink {
    void *self;
    /* A message of two parts. The bytes now waiting for the browser, or -1: it takes no more. */
    int64_t (*to_browser)(void *self, const void *head, size_t head_n, const void *bytes, size_t n);
    bool (*to_agent)(void *self, const struct stream_frame *f); /* false: it cannot be reached */
    /* HELLO came: redeem its ticket (base64 as the API gave it), then admit or refuse. */
    void (*redeem)(void *self, const char *ticket, const struct terminal_frame *hello);
    /* Once, last: close the browser's socket. Nothing is sent to anybody afterwards. */
    void (*over)(void *self, enum terminal_close code, const char *reason);
};

enum terminal_phase { RELAY_WAITING, RELAY_ASKING, RELAY_OPENING, RELAY_LIVE, RELAY_OVER };

/* Members are the relay's own; tests look at them. */
struct terminal_relay {
    struct terminal_relay_sink sink;
    enum terminal_phase phase;
    int64_t deadline_ms; /* of the phase; 0 when there is none */
    uint64_t session;
    uint16_t cols, rows; /* what the device has */
    uint16_t next_cols, next_rows;
    uint32_t resize_number;
    int64_t resized_ms, broke_ms;
    bool resize_waits;
    uint64_t out_next;    /* first byte of output that has not been passed on */
    uint64_t out_limit;   /* what the browser granted */
    uint64_t out_granted; /* what the agent was granted */
    uint64_t in_next;     /* first byte of input that has not been passed on */
    uint64_t in_taken, in_limit;
    size_t queued; /* waiting for the browser, as last told */
    char name[24], reason[48];
};

/* open: JSON of struct stream_open without cols and rows. name: the session's id as the API tells
 * it. Texts are used during the call only. */
struct terminal_grant {
    uint64_t session;
    const char *name, *open;
};

void terminal_relay_init(struct terminal_relay *r, const struct terminal_relay_sink *sink,
                         int64_t now_ms);
/* A message from the browser's socket, from the agent, and the socket's queue getting shorter. */
void terminal_relay_browser(struct terminal_relay *r, const void *bytes, size_t n, int64_t now_ms);
void terminal_relay_agent(struct terminal_relay *r, const struct stream_frame *f);
void terminal_relay_drained(struct terminal_relay *r, size_t queued);
/* The answer to redeem. */
void terminal_relay_admit(struct terminal_relay *r, const struct terminal_grant *g, int64_t now_ms);
void terminal_relay_refuse(struct terminal_relay *r, const char *reason);
/* End it for a reason of ours: the device side closes at once, the browser gets EXIT. */
void terminal_relay_end(struct terminal_relay *r, const char *reason);
/* The browser's socket is gone: the device side closes at once. */
void terminal_relay_gone(struct terminal_relay *r);
/* The agent cannot be reached any more: nothing is sent there. */
void terminal_relay_lost(struct terminal_relay *r);
/* Deadlines and the resize that waits. Milliseconds to the next call, -1: none needed. */
int64_t terminal_relay_tick(struct terminal_relay *r, int64_t now_ms);

#endif
