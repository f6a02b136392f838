/* terminals - the caller's side of a stream, as the agent has it: poll, turn, read while there is
 * credit, write what is taken. */
#include "suite.h"

#include <stdlib.h>
#include <string.h>

static void append(struct seen *seen, const char *in, size_t n)
{
    if (seen->n + n + 1 > seen->cap) {
        seen->cap = (seen->n + n + 1) * 2;
        seen->at = realloc(seen->at, seen->cap);
        assert_non_null(seen->at);
    }
    memcpy(seen->at + seen->n, in, n);
    seen->n += n;
    seen->at[seen->n] = 0;
}

static void drain(struct drv_stream *s, struct seen *seen)
{
    char buf[32768];
    uint64_t gap;
    for (size_t n; (n = drv_stream_read(s, buf, sizeof buf, &gap)) > 0; seen->gaps += gap)
        append(seen, buf, n);
}

static void wait_turn(struct drv_stream *s, bool want_read, int most_ms)
{
    struct pollfd fds[DRV_STREAM_FDS];
    int wait_ms = most_ms;
    int n = drv_stream_poll(s, want_read, fds, &wait_ms);
    poll(fds, (nfds_t)n, wait_ms);
    drv_stream_turn(s);
}

bool stream_until(struct drv_stream *s, struct seen *seen, const char *text, int64_t most_ms)
{
    int64_t until = clock_ms() + most_ms;
    while (clock_ms() < until) {
        wait_turn(s, true, 200);
        drain(s, seen);
        if (text && seen->at && strstr(seen->at, text)) return true;
        if (s->state == DRV_STREAM_ENDED) return text == NULL;
    }
    return false;
}

bool stream_type(struct drv_stream *s, const char *text, int64_t most_ms)
{
    int64_t until = clock_ms() + most_ms;
    size_t at = 0, n = strlen(text);
    while (at < n && clock_ms() < until && s->state != DRV_STREAM_ENDED) {
        wait_turn(s, false, 50);
        at += drv_stream_write(s, text + at, n - at);
    }
    return at == n;
}
