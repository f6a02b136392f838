/* zap - who may connect (RFC 27): a thread that answers libzmq's question about every CURVE key. It
 * has its own list; the rooms thread tells it changes and waits until they hold. Strangers get in
 * only while an enrolment window is open, and few at a time. */
#ifndef CONTROLLER_ROOMS_ZAP_H
#define CONTROLLER_ROOMS_ZAP_H

#include "base/world.h"

#include <czmq.h>

#define ZAP_DOMAIN               "kboss"
#define ZAP_STRANGERS_PER_MINUTE 120

/* NULL: the endpoint is taken, by another gateway of this process. zactor_destroy ends it. */
zactor_t *zap_start(struct kb_world *world);
void zap_allow(zactor_t *zap, const char *key_hex);
void zap_revoke(zactor_t *zap, const char *key_hex);
void zap_window(zactor_t *zap, int64_t until_ms);

#endif
