/* shells - an agent's stream side without an agent: a thread that opens a shell per session and
 * speaks protocol/stream.h about it, never beyond its credit. */
#ifndef TESTS_CONTRACT_TERMINAL_SHELLS_H
#define TESTS_CONTRACT_TERMINAL_SHELLS_H

#include "protocol/stream.h"

struct shells;

/* deliver runs on the thread of the shells. */
struct shells *shells_start(void (*deliver)(void *self, const struct stream_frame *f), void *self);
void shells_stop(struct shells *s);
void shells_send(struct shells *s, const struct stream_frame *f); /* any thread; copied */

#endif
