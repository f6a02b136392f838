/* queue - a binary heap ordered by time and then by the order of putting, so that a run does not
 * depend on anything but its seed. */
#include "queue.h"

#include "base/base.h"

#include <stdlib.h>

static bool before(const struct event *a, const struct event *b)
{
    return a->due_ms != b->due_ms ? a->due_ms < b->due_ms : a->seq < b->seq;
}

static void swap(struct event *a, struct event *b)
{
    struct event t = *a;
    *a = *b;
    *b = t;
}

void queue_put(struct queue *q, struct event e)
{
    if (q->n == q->cap) {
        q->cap = q->cap ? q->cap * 2 : 256;
        q->at = realloc(q->at, q->cap * sizeof *q->at);
        KB_ASSERT(q->at);
    }
    e.seq = q->seq++;
    size_t i = q->n++;
    q->at[i] = e;
    for (; i && before(&q->at[i], &q->at[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&q->at[i], &q->at[(i - 1) / 2]);
}

static void sink(struct queue *q)
{
    for (size_t i = 0;;) {
        size_t least = i, left = 2 * i + 1, right = left + 1;
        if (left < q->n && before(&q->at[left], &q->at[least])) least = left;
        if (right < q->n && before(&q->at[right], &q->at[least])) least = right;
        if (least == i) return;
        swap(&q->at[i], &q->at[least]);
        i = least;
    }
}

bool queue_take(struct queue *q, struct event *out)
{
    if (!q->n) return false;
    *out = q->at[0];
    q->at[0] = q->at[--q->n];
    sink(q);
    return true;
}

size_t queue_count(const struct queue *q, enum event_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < q->n; i++) n += q->at[i].kind == kind;
    return n;
}

void queue_done(struct queue *q)
{
    free(q->at);
    *q = (struct queue){ 0 };
}
