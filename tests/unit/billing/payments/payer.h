/* payer - whoever stands behind the simulated channel: it has the secret and signs what it says, in
 * code of its own. And what the tests of this folder ask for again and again: an organisation's
 * flow of approvals, its word on one, an account's balance. */
#ifndef TESTS_UNIT_BILLING_PAYMENTS_PAYER_H
#define TESTS_UNIT_BILLING_PAYMENTS_PAYER_H

#include "demo.h"

struct payer {
    struct world *w;
    const char *secret;
};
/* The platform sets up its account at the simulator. */
void payer_open(struct payer *p, struct world *w, struct demo *d);
/* A notice of these values; NULL or 0 leaves one out. Returns the status of what was answered. */
struct said {
    const char *kind, *trade, *no, *currency, *outcome;
    int64_t fen, at_ms;   /* at_ms 0: now */
    const char *sign;     /* NULL: the right one */
};
int payer_says(struct payer *p, const struct said *s);
/* The usual one: this trade was paid, so much, under this number of the channel. */
int payer_paid(struct payer *p, const char *trade, const char *no, int64_t fen);
int payer_took_back(struct payer *p, const char *trade, const char *no, int64_t fen);
/* How many questions wait for it; the first one's trade in *trade. */
size_t payer_asked(struct payer *p, const char **trade);

/* A payment begun by the actor into its balance. Returns its id; the trade's number is the same. */
const char *pays(struct world *w, const struct turn_actor *who, int64_t fen);

/* This much of an account: debits less credits. party NULL: of a subject without parties. */
int64_t account(struct world *w, int64_t org_id, const char *code, const char *party);
int64_t spendable(struct world *w, const struct turn_actor *customer);
/* Every level of this kind is decided by this role of the admin's organisation. */
void flow(struct world *w, const struct turn_actor *admin, const char *kind, const char *role,
          int64_t min_fen);
/* The newest approval of the organisation, agreed to or rejected by who. Returns the status. */
int agrees(struct world *w, const struct turn_actor *who);
int rejects(struct world *w, const struct turn_actor *who);
/* The books are sound, and say what the rows of payments say. */
void assert_money_sound(struct world *w);

#endif
