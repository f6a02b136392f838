/* stage - a browser and an agent, both played, with a relay between them: what is said travels in
 * queues that a test empties message by message, and every byte is checked where it arrives. */
#ifndef TESTS_UNIT_WEB_TERMINAL_STAGE_H
#define TESTS_UNIT_WEB_TERMINAL_STAGE_H

#include "kt.h"
#include "web-terminal/relay.h"

#define QUEUE 4096 /* messages under way on one leg */

struct message {
    unsigned char *bytes; /* a browser frame, or an agent frame's payload */
    size_t n;
    struct stream_frame f; /* agent frames */
};
struct queue {
    struct message at[QUEUE];
    size_t first, last;
};

/* Both ends and the wires between them. */
struct stage {
    struct terminal_relay relay;
    struct queue to_browser, to_agent, from_agent;
    size_t waiting; /* bytes in to_browser */
    uint64_t seed;
    int64_t now_ms;
    char ticket[64];
    enum terminal_close code;
    int overs, redeems;
    char reason[48];
    /* browser */
    uint64_t shown, granted, in_limit, in_sent, in_taken;
    bool welcome, exited;
    uint64_t out_end, window;
    /* device and agent */
    uint64_t out_sent, out_limit, in_got, taken, in_granted;
    int opens, closes, resizes, breaks;
    char open[512];
    size_t refuse_after; /* messages the browser's queue takes; 0: all */
};

uint64_t stage_below(struct stage *s, uint64_t n);
bool stage_pop(struct queue *q, struct message *m);
struct stage *stage_new(uint64_t seed);
void stage_free(struct stage **at);
void stage_browser_says(struct stage *s, const struct terminal_frame *f);
void stage_browser_hello(struct stage *s, uint64_t window);
void stage_browser_types(struct stage *s, size_t n);
bool stage_browser_takes_one(struct stage *s);
void stage_agent_says(struct stage *s, enum stream_type type, uint64_t offset, const void *bytes,
                      size_t n);
void stage_agent_prints(struct stage *s, size_t n);
void stage_agent_acks(struct stage *s, uint64_t taken, uint64_t limit);
void stage_agent_takes_one(struct stage *s);
void stage_relay_takes_one(struct stage *s);
void stage_settle(struct stage *s);
void stage_admit(struct stage *s);
struct stage *stage_live(uint64_t seed, uint64_t window, uint64_t in_window);
void stage_say_exit(struct stage *s);

#endif
