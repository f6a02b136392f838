/* mailbox - the lock is held for a few pointer moves; the eventfd is written only when the queue
 * was empty, so a burst costs one system call. */
#include "controller/rooms/mailbox.h"

#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

void mailbox_init(struct mailbox *m)
{
    *m = (struct mailbox){ .wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK) };
    KB_ASSERT(m->wake >= 0);
    KB_ASSERT(pthread_mutex_init(&m->lock, NULL) == 0);
    m->last = &m->first;
}

void mailbox_done(struct mailbox *m)
{
    for (struct mailbox_order *o = m->first, *next; o; o = next) {
        next = o->next;
        free(o);
    }
    close(m->wake);
    pthread_mutex_destroy(&m->lock);
}

struct mailbox_order *mailbox_order_new(enum mailbox_kind kind, size_t len)
{
    struct mailbox_order *o = calloc(1, sizeof *o + len + 1);
    KB_ASSERT(o);
    o->kind = kind;
    o->len = len;
    return o;
}

bool mailbox_post(struct mailbox *m, struct mailbox_order *o, bool must)
{
    uint64_t one = 1;
    size_t cost = sizeof *o + o->len;
    pthread_mutex_lock(&m->lock);
    bool fits = must || m->bytes + cost <= MAILBOX_BYTES_MAX;
    bool was_empty = !m->first;
    if (fits) {
        *m->last = o;
        m->last = &o->next;
        m->bytes += cost;
    }
    pthread_mutex_unlock(&m->lock);
    if (!fits)
        free(o);
    else if (was_empty)
        (void)!write(m->wake, &one, sizeof one);
    return fits;
}

struct mailbox_order *mailbox_take(struct mailbox *m)
{
    uint64_t n;
    if (read(m->wake, &n, sizeof n) < 0) return NULL;
    pthread_mutex_lock(&m->lock);
    struct mailbox_order *first = m->first;
    m->first = NULL;
    m->last = &m->first;
    m->bytes = 0;
    pthread_mutex_unlock(&m->lock);
    return first;
}
