/* events - two small tables, descriptors and timers, behind virEventRegisterImpl. Entries that
 * libvirt removes inside a callback are only marked, and freed after the round. */
#include "drivers/libvirt/events.h"

#include <libvirt/libvirt.h>

#define ENTRIES_MAX 64

struct entry {
    int id;    /* 0: free */
    bool gone; /* removed, waiting for its free function */
    const void *owner;
    int fd, events;               /* of a descriptor */
    virEventHandleCallback on_fd; /* NULL: a timer */
    virEventTimeoutCallback on_time;
    int64_t every_ms, due_us; /* of a timer; every_ms -1: asleep */
    void *opaque;
    virFreeCallback release;
};

struct loop {
    struct kb_world *world;  /* NULL while nobody uses the loop */
    int64_t users, now_us;   /* the time when it was last asked for */
    bool registered;
    const void *owner;
    int last_id;
    struct entry at[ENTRIES_MAX];
};

/* libvirt's registration takes no context pointer and cannot be undone: the one place where the
 * drivers keep state of the process. */
static struct loop *loop(void)
{
    static struct loop the_loop;
    return &the_loop;
}

/* libvirt may set timers after the last user has gone, and the user's world with it. */
static int64_t now_us(void)
{
    struct loop *l = loop();
    if (l->world) l->now_us = l->world->mono_us(l->world->self);
    return l->now_us;
}

static struct entry *entry_new(void *opaque, virFreeCallback release)
{
    struct loop *l = loop();
    for (size_t i = 0; i < ENTRIES_MAX; i++) {
        if (l->at[i].id) continue;
        l->at[i] = (struct entry){
            .id = ++l->last_id, .owner = l->owner, .fd = -1, .opaque = opaque, .release = release
        };
        return &l->at[i];
    }
    return NULL;
}

static struct entry *entry_of(int id)
{
    struct loop *l = loop();
    for (size_t i = 0; i < ENTRIES_MAX; i++)
        if (l->at[i].id == id && !l->at[i].gone) return &l->at[i];
    return NULL;
}

static int add_handle(int fd, int events, virEventHandleCallback cb, void *opaque,
                      virFreeCallback release)
{
    struct entry *e = entry_new(opaque, release);
    if (!e) return -1;
    e->fd = fd;
    e->events = events;
    e->on_fd = cb;
    return e->id;
}

static void update_handle(int id, int events)
{
    struct entry *e = entry_of(id);
    if (e) e->events = events;
}

static int remove_entry(int id)
{
    struct entry *e = entry_of(id);
    if (!e) return -1;
    e->gone = true;
    return 0;
}

static void update_timeout(int id, int every_ms)
{
    struct entry *e = entry_of(id);
    if (!e) return;
    e->every_ms = every_ms;
    e->due_us = now_us() + (every_ms > 0 ? every_ms : 0) * 1000LL;
}

static int add_timeout(int every_ms, virEventTimeoutCallback cb, void *opaque,
                       virFreeCallback release)
{
    struct entry *e = entry_new(opaque, release);
    if (!e) return -1;
    e->on_time = cb;
    update_timeout(e->id, every_ms);
    return e->id;
}

void libvirt_events_start(struct kb_world *w)
{
    struct loop *l = loop();
    l->world = w;
    l->users++;
    if (l->registered) return;
    l->registered = true;
    virEventRegisterImpl(add_handle, update_handle, remove_entry, add_timeout, update_timeout,
                         remove_entry);
}

void libvirt_events_stop(void)
{
    struct loop *l = loop();
    KB_ASSERT(l->users > 0);
    if (--l->users == 0) l->world = NULL;
}

void libvirt_events_owner(const void *owner)
{
    loop()->owner = owner;
}

static short to_poll(int events)
{
    return (short)((events & VIR_EVENT_HANDLE_READABLE ? POLLIN : 0) |
                   (events & VIR_EVENT_HANDLE_WRITABLE ? POLLOUT : 0));
}

static int from_poll(short events)
{
    return (events & POLLIN ? VIR_EVENT_HANDLE_READABLE : 0) |
           (events & POLLOUT ? VIR_EVENT_HANDLE_WRITABLE : 0) |
           (events & (POLLERR | POLLNVAL) ? VIR_EVENT_HANDLE_ERROR : 0) |
           (events & POLLHUP ? VIR_EVENT_HANDLE_HANGUP : 0);
}

static bool timer_on(const struct entry *e)
{
    return e->on_time && e->every_ms >= 0;
}

int libvirt_events_poll(const void *owner, struct pollfd *fds, int max, int *wait_ms)
{
    struct loop *l = loop();
    int n = 0;
    for (size_t i = 0; i < ENTRIES_MAX; i++) {
        struct entry *e = &l->at[i];
        if (!e->id || e->gone || (e->owner && e->owner != owner)) continue;
        if (e->on_fd && e->events && n < max)
            fds[n++] = (struct pollfd){ .fd = e->fd, .events = to_poll(e->events) };
        if (!timer_on(e)) continue;
        int64_t left = (e->due_us - now_us() + 999) / 1000;
        if (left < 0) left = 0;
        if (*wait_ms < 0 || left < *wait_ms) *wait_ms = (int)left;
    }
    return n;
}

static void turn_fd(struct entry *e)
{
    struct pollfd p = { .fd = e->fd, .events = to_poll(e->events) };
    if (e->events && poll(&p, 1, 0) > 0 && p.revents)
        e->on_fd(e->id, e->fd, from_poll(p.revents), e->opaque);
}

static void turn_timer(struct entry *e)
{
    if (!timer_on(e) || now_us() < e->due_us) return;
    e->due_us = now_us() + e->every_ms * 1000;
    e->on_time(e->id, e->opaque);
}

static void sweep(struct entry *e)
{
    struct entry old = *e;
    *e = (struct entry){ 0 };
    if (old.release) old.release(old.opaque);
}

void libvirt_events_turn(void)
{
    struct loop *l = loop();
    if (!l->registered) return;
    for (size_t i = 0; i < ENTRIES_MAX; i++) {
        struct entry *e = &l->at[i];
        if (e->id && !e->gone && e->on_fd) turn_fd(e);
        if (e->id && !e->gone && e->on_time) turn_timer(e);
    }
    for (size_t i = 0; i < ENTRIES_MAX; i++)
        if (l->at[i].gone) sweep(&l->at[i]);
}
