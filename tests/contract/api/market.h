/* market - the demo; a second distributor, and one below the first, each with a customer of its
 * own; a supplier; everybody of every role, and something of every kind in every organisation. Each
 * organisation's words carry a canary of its own, by what kind of word it is: "nm-c1" in names,
 * "pp-c1" in people, "mm-c1" in memos, "al-c1" in aliases, "bk-c1" in what is nobody else's
 * business at all: bank accounts, departments, notes on customers, approvals. */
#ifndef TESTS_CONTRACT_API_MARKET_H
#define TESTS_CONTRACT_API_MARKET_H

#include "demo.h"

#define ACTORS_MAX  40
#define OBJECTS_MAX 1600

/* E1 stands below D1 and sells to C4. */
enum market_org {
    ORG_P,
    ORG_D1,
    ORG_D2,
    ORG_E1,
    ORG_C1,
    ORG_C2,
    ORG_C3,
    ORG_C4,
    ORG_S1,
    MARKET_ORGS
};

/* What only E1, its seller and its customer may read: amounts that come up nowhere else. */
#define MARKET_E1_RATE_BP  9377
#define MARKET_C4_MONTHS   3
#define MARKET_C4_MONEY    7654321

struct market_actor {
    char name[24]; /* "d1 finance" */
    enum market_org org;
    struct turn_actor actor;
};

/* A thing with an id outside: whose it is, and the prefix of its id. */
struct market_object {
    const char *prefix, *id;
    int64_t owner, owner2; /* organisations; owner2: the other one it belongs to, or 0 */
};

struct market {
    struct world w;
    struct demo d;
    struct people d2, e1, c3, c4, s1;
    int64_t orgs[MARKET_ORGS];
    struct market_actor actors[ACTORS_MAX];
    size_t actors_n;
    struct market_object objects[OBJECTS_MAX];
    size_t objects_n;
};
extern const char *const market_org_words[MARKET_ORGS]; /* "p", "d1", … */

void market_open(struct market *m);
void market_close(struct market *m); /* AUTO(market_close) */

/* --- things with ids (market_object.c) --- */
void market_objects(struct market *m); /* find them all */
bool market_owns(const struct market *m, enum market_org org, const struct market_object *o);
/* Some object of this prefix that org owns, or that it does not; NULL: there is none. */
const struct market_object *market_object(const struct market *m, enum market_org org,
                                          const char *prefix, bool own);
/* Whether o, which org does not own, is what field f says may be named besides. */
bool market_reaches(const struct market *m, enum market_org org, const struct kb_field *f,
                    const struct market_object *o);
bool market_may(const struct market_actor *a, const struct turn_route *r);

#endif
