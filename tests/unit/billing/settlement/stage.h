/* stage - a demo in which settling can be played: money collected online for a distributor, periods
 * that end, both sides' word, payment. */
#ifndef TESTS_UNIT_BILLING_SETTLEMENT_STAGE_H
#define TESTS_UNIT_BILLING_SETTLEMENT_STAGE_H

#include "demo.h"

#define DAY INT64_C(86400000)

/* The demo begins on 1 January. */
#define FEBRUARY_MS INT64_C(1769875200000) /* 2026-02-01 00:00 in China */

struct stage {
    struct world w;
    struct demo d;
    const char
        *supplier; /* the virtual one, from whom the platform buys all of the demo's things */
};
void stage_open(struct stage *s);
void stage_close(struct stage *s); /* AUTO(stage_close) */

/* Move to an instant, doing what is due on the way. */
void until(struct world *w, int64_t at_ms);
/* Post an event as some module above would; the reason when it was refused, "" when it was not. */
struct ledger_event;
const char *post(struct world *w, const struct ledger_event *ev);
/* Money that the platform collects online for a customer of the distributor. */
void collect_online(struct stage *s, int64_t fen);
/* Cash for an organisation, from its owners. */
void bank(struct world *w, int64_t org_id, int64_t fen);
int64_t bank_fen(struct world *w, int64_t org_id);

/* The newest settlement between the two, as somebody who may look at it; "" when there is none. */
const char *run_between(struct world *w, const struct turn_actor *who, const char *other);
/* Both sides confirm, the payer submits; the reply is the run. */
void approve_run(struct stage *s, const char *run, const struct turn_actor *seller,
                 const struct turn_actor *buyer);
/* The same with a supplier that nobody of has a login. */
void approve_supply(struct stage *s, const char *run);
void pay_run(struct world *w, const char *run, const struct turn_actor *payer);
/* All that organisations owe each other, in every book: 0 when everything is paid. */
int64_t owed_between(struct world *w);

#endif
