/* people - customers, sales, finance, technicians and operators, who ask the controller for things
 * through its public routes, lose replies, ask again with the same key, and click twice. */
#ifndef TESTS_SIM_PEOPLE_H
#define TESTS_SIM_PEOPLE_H

#include "turn/engine.h"

struct sim;

#define CUSTOMERS_MAX 6
#define SKUS_MAX 4
#define SELLERS_MAX 6
#define QUOTES_KEPT 6

/* A customer, with quotes he has put aside. */
struct customer {
    struct turn_actor actor;
    int64_t org_id, seller_id;
    struct {
        int64_t id, resource_id; /* resource 0: to buy */
    } quote[QUOTES_KEPT];
    int quotes_n;
};

struct people {
    struct turn_actor admin, operator, tech[2];
    /* of each seller: two, for one confirms what the other enters */
    struct turn_actor finance[SELLERS_MAX][2];
    struct seller {
        int64_t id, parent, rate_bp; /* what it pays, or earns as an agent */
        bool agent;
        struct turn_actor admin;
    } seller[SELLERS_MAX];
    int sellers_n;
    int64_t room[2];
    struct customer customer[CUSTOMERS_MAX];
    int customers_n;
    struct {
        int64_t id, product_id;
        const char *driver;
    } sku[SKUS_MAX];
    int skus_n;
    int64_t asking; /* requests without a reply that somebody still waits for */
    int64_t started_ms;
};

/* One request: it may be sent several times, with one key. */
struct ask {
    const char *what, *method, *path, *body;
    char key[33];
    struct turn_actor actor;
    int tries, sends;
    bool answered, accepted;     /* accepted: it was answered 200, whether that was heard or not */
    uint64_t reply_hash;         /* of that */
    int status;
    char reason[48], id[24];     /* first "id" of the reply */
    char code[40];               /* an agent's one-time code */
    char text_hash[68];          /* of terms */
    void (*then)(struct sim *s, struct ask *a); /* heard, status 200 */
    struct customer *customer;
    int64_t a;
};

/* --- ask.c --- */
struct ask *ask_new(struct sim *s, const struct turn_actor *who, const char *method,
                    const char *path, const char *body);
void ask_send(struct sim *s, struct ask *a);
void ask_arrives(struct sim *s, struct ask *a);
void ask_answered(struct sim *s, struct ask *a, const struct turn_request *r);
void ask_heard(struct sim *s, struct ask *a);
void ask_again(struct sim *s, struct ask *a);
int64_t ask_id(struct sim *s, const struct ask *a, const char *prefix);
const char *id_text(struct sim *s, const char *prefix, int64_t id);

/* --- people.c, staff.c --- */
void people_moment(struct sim *s);
/* Nothing is on its way, nothing is asked for, nobody is at work. */
bool people_quiet(const struct sim *s);
/* A technician does every open work order as it should be done. */
void people_tidy_up(struct sim *s);
void staff_moment(struct sim *s);
void staff_replace_agent(struct sim *s);
void staff_man_rooms(struct sim *s); /* a new agent for each room that has none */

#endif
