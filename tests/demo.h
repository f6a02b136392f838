/* demo - a world in which something can be sold: people of every role, a room with its agent,
 * devices and what is on the shelf, made through the API as its people would. */
#ifndef TESTS_DEMO_H
#define TESTS_DEMO_H

#include "world.h"

struct people {
    struct turn_actor admin, finance, finance2, sales, op, tech, user, delivery;
};
struct demo {
    struct people p, d, c, c2; /* platform, distributor, its customer, the platform's customer */
    const char *distributor, *customer, *customer2; /* ids */
    const char *region, *room, *rack, *model;
    int64_t agent;
    const char *hypervisor, *machine; /* devices: one in parts, one whole */
    const char *vm_sku, *box_sku;     /* driver sim; driver manual */
};
/* A platform that can sell: a distributor with terms, a customer of each with 10,000.00 yuan, a
 * room with its agent online, a hypervisor with 4 slots and one whole machine. */
void world_demo(struct world *w, struct demo *d);
/* Another distributor below a seller, with staff, and with terms when a rate is given. Returns its
 * id. */
const char *demo_distributor(struct world *w, const struct people *above, const char *name,
                             int rate_bp, struct people *dist);
/* A customer of a seller's own, with a user and with money. Returns its id. */
const char *demo_customer(struct world *w, const struct people *seller, const char *name,
                          int64_t fen, struct people *people);
/* A supplier of the platform's, with everybody it has. Returns its id. */
const char *demo_supplier(struct world *w, struct demo *d, const char *name, struct people *people);
/* Of the acting administrator or salesperson: new terms with a distributor of its own, all at one
 * rate, signed on paper and in force. */
void demo_terms(struct world *w, const char *buyer, int rate_bp);
/* A draft is signed on paper and comes into force. */
void demo_in_force(struct world *w, const char *id, const char *text_hash);
/* The acting customer's order of one SKU by a fresh quote; the reply is the order's page. */
int buy(struct world *w, const struct turn_actor *who, const char *sku, int months, int quantity);
/* A machine of the hypervisor, opened by the agent. Returns the resource's id. */
const char *open_vm(struct world *w, struct demo *d);
/* The whole machine, opened by the technician with the agent's help. */
const char *open_box(struct world *w, struct demo *d);
/* How many things of one kind stand in the way when the acting person closes a month. */
int64_t in_the_way(struct world *w, int64_t month, const char *check);
/* What /v1/balance says to a customer's user: "available_fen", "frozen_fen". He acts next. */
int64_t demo_money(struct world *w, const struct turn_actor *who, const char *what);
/* The state of a resource, as it is stored. */
const char *demo_state(struct world *w, const char *resource);
/* Recompute every book: nothing may be wrong. */
void assert_books_sound(struct world *w);

#endif
