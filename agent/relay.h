/* relay - the byte positions of one terminal, by the rules of protocol/stream.h: what may be read
 * from the device, what was typed and not yet taken by it. No descriptors; memory is bounded by the
 * window. */
#ifndef AGENT_RELAY_H
#define AGENT_RELAY_H

#include "protocol/stream.h"

struct relay {
    uint64_t out_end, out_limit;          /* OUT: bytes told so far, and how far we may go */
    uint64_t in_next, in_taken, in_limit; /* IN: next byte to come, taken by the device, granted */
    unsigned char in[STREAM_IN_WINDOW];   /* bytes in_taken .. in_next */
    bool ack;                             /* an IN_ACK is owed */
};

void relay_init(struct relay *r, uint64_t out_limit);
/* Credit is absolute: lower than before changes nothing. */
void relay_credit(struct relay *r, uint64_t out_limit);
/* How much to read from the device now, at most STREAM_OUT_MAX. */
size_t relay_out_room(const struct relay *r);
/* Bytes typed. Repeated ones are dropped by their offset. false: a hole, or beyond the limit. */
MUST_USE bool relay_in(struct relay *r, uint64_t offset, const void *bytes, size_t len);
/* What the device is to be given next; n may be 0. */
const unsigned char *relay_in_pending(const struct relay *r, size_t *n);
void relay_in_took(struct relay *r, size_t n);

#endif
