/* metered - a resource that is paid for as it is used, for this module's tests. */
#ifndef TESTS_UNIT_BILLING_METERING_METERED_H
#define TESTS_UNIT_BILLING_METERING_METERED_H

#include "demo.h"

#define HOUR INT64_C(3600000)
#define DAY  (24 * HOUR)

/* The demo's machine sold by "hour" or "usage" at so many µfen a unit, open. Returns its id. */
const char *open_metered(struct world *w, struct demo *d, const char *cycle, int64_t price_ufen);
/* To midnight in China, and this much on. */
void pass_midnight(struct world *w, int64_t on_ms);
/* One event of the platform's; the status. */
int report(struct world *w, struct demo *d, const char *event, const char *resource, int64_t at_ms,
           int64_t units_milli);
int64_t messages_of(struct world *w, const char *kind);
const char *state_of(struct world *w, const char *resource);
/* Confirmed by its seller's finance. */
void recharged(struct world *w, struct demo *d, int64_t fen);

#endif
