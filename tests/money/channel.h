/* channel - the payment channel's own rows: its account and its payments, which `kbossd verify`
 * compares with the books. */
#ifndef TESTS_MONEY_CHANNEL_H
#define TESTS_MONEY_CHANNEL_H

#include "engine.h"

MUST_USE enum kb_code channel_open(struct engine *e, int64_t platform_id);
/* The customer of the chain has paid fen for seller_id's book; what was posted last was this. */
MUST_USE enum kb_code channel_paid(struct engine *e, int64_t seller_id, int64_t fen);
/* fen have left the channel, to the bank and as its fee. */
MUST_USE enum kb_code channel_paid_out(struct engine *e, int64_t fen);

#endif
