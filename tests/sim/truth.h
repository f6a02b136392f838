/* truth - what is really on the devices, whatever anybody believes: machines, who has a made-up
 * device, whose keys are in which account, and which attempt did what. Drivers with the real
 * shapes act on it; the made-up device is drivers/sim itself. */
#ifndef TESTS_SIM_TRUTH_H
#define TESTS_SIM_TRUTH_H

#include "cover.h"
#include "drivers/driver.h"
#include "seen.h"

#define HOSTS_MAX 16

struct sim;

/* One device that stands in a rack. */
struct host {
    char name[16];            /* "d3": of a made-up device, a libvirt host, or an ssh server */
    enum sold_driver driver;  /* as what it is sold */
    int64_t device_id, room_id, slots;
    int64_t dead_until_ms;    /* monotonic */
};

enum thing_kind { THING_MACHINE, THING_KEYS };

/* A machine (also: being the user of a made-up device), or a resource's keys in an account. */
struct thing {
    enum thing_kind kind;
    int host;
    int64_t resource;
    enum drv_state state;     /* ABSENT: it is not there any more */
    int64_t ready_ms;         /* STARTING until then, by the wall clock */
    int64_t opened, closed;
    bool in_machine;          /* keys in the machine's account, not the host's */
};

struct act {
    int64_t job, epoch;
};

struct truth {
    struct host host[HOSTS_MAX];
    int hosts_n;
    struct thing *thing;
    size_t things_n, things_cap;
    struct act *act;          /* open addressing */
    size_t acts_n, acts_cap;
    struct sim_room *room;
    enum fault fault;         /* done to the attempt that is at it; FAULT_KINDS: nothing */
};

void truth_init(struct sim *s);
void truth_done(struct sim *s);
struct host *truth_host_add(struct sim *s, enum sold_driver driver);
struct host *truth_host_named(struct sim *s, const char *name);  /* NULL: none */
struct host *truth_host_of(struct sim *s, int64_t device_id);
/* NULL: never was there. */
struct thing *truth_find(struct sim *s, enum thing_kind kind, int64_t resource);
/* Made by hand when there is none. */
struct thing *truth_put(struct sim *s, enum thing_kind kind, struct host *h, int64_t resource);
bool truth_there(struct sim *s, enum thing_kind kind, int64_t resource);
/* A technician makes it so, without any driver. Accounts on a device of its own are left alone. */
void truth_by_hand(struct sim *s, struct host *h, int64_t resource, enum drv_verb verb);
/* Counts the attempts that were let at a device; false: this one was before. */
bool truth_act(struct sim *s, int64_t job, int64_t epoch);
/* The drivers of every agent. Their self is the sim. */
void truth_offers(struct sim *s, struct drv_offer offers[4]);
/* The device an attempt is about, by its target; NULL: unknown. */
struct host *truth_target(struct sim *s, const char *driver, const char *target);

#endif
