/* relay - arithmetic of offsets. */
#include "agent/relay.h"

#include <string.h>

void relay_init(struct relay *r, uint64_t out_limit)
{
    r->out_end = r->in_next = r->in_taken = 0;
    r->out_limit = out_limit;
    r->in_limit = STREAM_IN_WINDOW;
    r->ack = false;
}

void relay_credit(struct relay *r, uint64_t out_limit)
{
    if (out_limit > r->out_limit) r->out_limit = out_limit;
}

size_t relay_out_room(const struct relay *r)
{
    uint64_t room = r->out_limit > r->out_end ? r->out_limit - r->out_end : 0;
    return room < STREAM_OUT_MAX ? (size_t)room : STREAM_OUT_MAX;
}

bool relay_in(struct relay *r, uint64_t offset, const void *bytes, size_t len)
{
    const unsigned char *b = bytes;
    if (offset > r->in_next || offset + len > r->in_limit) return false;
    r->ack = true; /* also for a repetition: its answer was lost */
    if (offset + len <= r->in_next) return true;
    size_t known = (size_t)(r->in_next - offset);
    memcpy(r->in + (r->in_next - r->in_taken), b + known, len - known);
    r->in_next += len - known;
    return true;
}

const unsigned char *relay_in_pending(const struct relay *r, size_t *n)
{
    *n = (size_t)(r->in_next - r->in_taken);
    return r->in;
}

void relay_in_took(struct relay *r, size_t n)
{
    KB_ASSERT(n <= r->in_next - r->in_taken);
    if (!n) return;
    r->in_taken += n;
    r->in_limit = r->in_taken + STREAM_IN_WINDOW;
    memmove(r->in, r->in + n, (size_t)(r->in_next - r->in_taken));
    r->ack = true;
}
