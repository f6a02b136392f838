/* dial - a fresh CURVE DEALER for every attempt to connect: libzmq never reconnects by itself here,
 * since what it would resend or lose then is nobody's to know. Its monitor tells how the attempt
 * went. */
#ifndef AGENT_DIAL_H
#define AGENT_DIAL_H

#include "base/base.h"
#include "protocol/key.h"

#include <czmq.h>

struct dial {
    zsock_t *sock, *monitor; /* NULL: not connected */
};

struct dial_plan {
    const char *endpoint;
    const unsigned char *secret, *server; /* PROTOCOL_KEY_BYTES each */
    int send_max, receive_max;
};

enum dial_news {
    DIAL_NOTHING,
    DIAL_UP,      /* handshake done: it is the pinned controller, and it lets us in */
    DIAL_REFUSED, /* our key is not admitted */
    DIAL_WRONG,   /* not the pinned key, or no CURVE at all */
    DIAL_GONE,    /* no connection, or the end of one */
};

void dial_open(struct dial *d, const struct dial_plan *plan);
void dial_close(struct dial *d);
enum dial_news dial_news(struct dial *d); /* without waiting */

#endif
