/* lane - which device or resource an attempt touches: attempts in the same lane never run at once.
 * */
#ifndef AGENT_LANE_H
#define AGENT_LANE_H

#include "protocol/message.h"

/* A number for the lane. Two lanes may share a number, which only costs waiting. */
uint64_t agent_lane(const struct protocol_job *job);

#endif
