/* libvirt's event loop, turned by hand: descriptors, timers, removal inside callbacks, owners. */
#include "drivers/libvirt/events.h"
#include "kt.h"

#include <libvirt/libvirt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct kt_world world;
static int users;

struct heard {
    int times, last_events, freed, remove_id;
};

static void on_fd(int watch, int fd, int events, void *opaque)
{
    struct heard *h = opaque;
    char c;
    (void)watch;
    h->times++;
    h->last_events = events;
    if (events & VIR_EVENT_HANDLE_READABLE) assert_int_equal(read(fd, &c, 1), 1);
    if (h->remove_id) virEventRemoveHandle(h->remove_id);
}

static void on_time(int timer, void *opaque)
{
    struct heard *h = opaque;
    (void)timer;
    h->times++;
}

static void freed(void *opaque)
{
    ((struct heard *)opaque)->freed++;
}

/* One process, one loop: libvirt's rule. */
static void begin(void)
{
    if (!world.now_ms) kt_world_init(&world, 1);
    libvirt_events_start(&world.world);
    users++;
}

static void end(void)
{
    libvirt_events_stop();
    users--;
}

TEST(a_readable_descriptor_is_called_back_and_belongs_to_its_owner)
{
    struct heard h = { 0 };
    struct pollfd fds[4];
    int p[2], wait_ms = -1, owner = 0, other = 0;
    begin();
    assert_int_equal(pipe(p), 0);
    assert_int_equal(libvirt_events_poll(&owner, fds, 4, &wait_ms), 0);
    libvirt_events_owner(&owner);
    int id = virEventAddHandle(p[0], VIR_EVENT_HANDLE_READABLE, on_fd, &h, freed);
    libvirt_events_owner(NULL);
    assert_true(id > 0);
    assert_int_equal(libvirt_events_poll(&owner, fds, 4, &wait_ms), 1);
    assert_int_equal(fds[0].fd, p[0]);
    assert_int_equal(fds[0].events, POLLIN);
    assert_int_equal(libvirt_events_poll(&other, fds, 4, &wait_ms), 0);
    libvirt_events_turn();
    assert_int_equal(h.times, 0);
    assert_int_equal(write(p[1], "xy", 2), 2);
    libvirt_events_turn();
    assert_int_equal(h.times, 1);
    virEventUpdateHandle(id, 0);
    libvirt_events_turn();
    assert_int_equal(h.times, 1);
    virEventUpdateHandle(id, VIR_EVENT_HANDLE_READABLE);
    h.remove_id = id;
    libvirt_events_turn();
    assert_int_equal(h.times, 2);
    assert_int_equal(h.freed, 1); /* after the callback that removed it, not inside */
    assert_int_equal(libvirt_events_poll(&owner, fds, 4, &wait_ms), 0);
    close(p[0]);
    close(p[1]);
}

TEST(a_timer_is_called_when_its_time_has_come_and_not_while_it_sleeps)
{
    struct heard h = { 0 };
    int wait_ms = -1;
    begin();
    libvirt_events_owner(&h);
    int id = virEventAddTimeout(200, on_time, &h, freed);
    libvirt_events_owner(NULL);
    assert_int_equal(libvirt_events_poll(&h, NULL, 0, &wait_ms), 0);
    assert_int_equal(wait_ms, 200);
    libvirt_events_turn();
    assert_int_equal(h.times, 0);
    kt_world_pass(&world, 201);
    libvirt_events_turn();
    libvirt_events_turn();
    assert_int_equal(h.times, 1);
    virEventUpdateTimeout(id, -1);
    kt_world_pass(&world, 10000);
    libvirt_events_turn();
    assert_int_equal(h.times, 1);
    virEventUpdateTimeout(id, 0);
    libvirt_events_turn();
    assert_int_equal(h.times, 2);
    assert_int_equal(virEventRemoveTimeout(id), 0);
    assert_int_equal(h.freed, 0);
    libvirt_events_turn();
    assert_int_equal(h.freed, 1);
    assert_int_equal(virEventRemoveTimeout(id), -1);
}

/* libvirt moves its timers when it likes, also when the terminal that lent its clock is gone. */
TEST(without_users_timers_stand_still_and_nothing_of_theirs_is_touched)
{
    struct heard h = { 0 };
    struct kt_world *lent = malloc(sizeof *lent);
    begin();
    kt_world_init(lent, 2);
    libvirt_events_start(&lent->world);
    int id = virEventAddTimeout(100, on_time, &h, freed);
    libvirt_events_stop();
    while (users > 0) end();
    memset(lent, 0xff, sizeof *lent);
    virEventUpdateTimeout(id, 50);
    libvirt_events_turn();
    assert_int_equal(h.times, 0);
    free(lent);
    begin();
    kt_world_pass(&world, 1000000);
    libvirt_events_turn();
    assert_int_equal(h.times, 1);
    virEventRemoveTimeout(id);
    libvirt_events_turn();
    assert_int_equal(h.freed, 1);
}

TEST(a_full_table_refuses_and_recovers)
{
    struct heard h = { 0 };
    int ids[100], n = 0, got;
    begin();
    while (n < 100 && (got = virEventAddTimeout(-1, on_time, &h, freed)) > 0) ids[n++] = got;
    assert_in_range(n, 16, 99);
    for (int i = 0; i < n; i++) virEventRemoveTimeout(ids[i]);
    libvirt_events_turn();
    assert_int_equal(h.freed, n);
    got = virEventAddTimeout(-1, on_time, &h, freed);
    assert_true(got > 0);
    virEventRemoveTimeout(got);
    libvirt_events_turn();
}
