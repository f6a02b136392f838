/* metering - what is paid for as it is used. Time is counted by the clock, anything else comes as
 * events, each counted once. Usage stands by the hour at the price of that hour; a day's usage
 * makes a bill that is rounded once and hands on what is left over; the balance pays it. When the
 * balance runs low its customer is warned, when it is used up what costs is suspended, when money
 * is there it goes on. Owns meter, meter_event, rate(_leg), usage_hour, bill, meter_carry,
 * meter_account, meter_policy. */
#ifndef BILLING_METERING_METERING_H
#define BILLING_METERING_METERING_H

#include "billing/charge.h"

extern const struct turn_route meter_routes[], meter_event_routes[], usage_routes[], bill_routes[],
    meter_policy_routes[];
extern const struct turn_listener meter_listeners[], account_listeners[];
extern const struct turn_check metering_checks[], overdue_checks[]; /* before a month is closed */

#endif
