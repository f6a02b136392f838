/* gate - a gateway on loopback, a record of what its hooks were told, and peers that speak to it
 * with bare sockets, so that they can say what no agent would. */
#ifndef TESTS_UNIT_CONTROLLER_ROOMS_GATE_H
#define TESTS_UNIT_CONTROLLER_ROOMS_GATE_H

#include "controller/rooms/rooms.h"
#include "kt.h"

#include <czmq.h>
#include <pthread.h>

#define GATE_EVENTS_MAX 32768 /* that nobody has read yet; what comes then is dropped */
#define GATE_WAIT_MS    30000

enum gate_kind { GATE_MESSAGE, GATE_LINK, GATE_FRAME, GATE_STREAM_LINK, GATE_UNDELIVERED };

struct gate_event {
    enum gate_kind kind;
    int64_t agent;
    char key[PROTOCOL_KEY_HEX], type[PROTOCOL_TYPE_MAX];
    char body[512];
    int value; /* link, up, frame type */
    uint64_t session, offset;
    size_t len; /* of a frame's payload */
};

struct gate {
    struct kb_world world;
    struct rooms_config config;
    struct rooms *rooms;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct gate_event *events;
    int n, seen;
    int settled;
};

void gate_open(struct gate *g); /* config beats as set before, or the defaults */
void gate_close(struct gate *g);
/* The controller process dies and comes back at the same addresses, one epoch later. */
void gate_restart(struct gate *g, const char *control, const char *stream);
/* Everything posted so far has been carried out. */
void gate_settle(struct gate *g);
/* The next event of the kind, skipping others; fails the test after GATE_WAIT_MS. */
struct gate_event gate_next(struct gate *g, enum gate_kind kind);
/* The next event whatever it is. */
struct gate_event gate_any(struct gate *g);
/* The next event of the kind, if it comes within ms. */
bool gate_try(struct gate *g, enum gate_kind kind, int ms, struct gate_event *out);
/* No event of that kind within ms. */
bool gate_quiet(struct gate *g, enum gate_kind kind, int ms);

struct peer {
    zsock_t *sock, *monitor;
    zcert_t *cert;
    char hex[PROTOCOL_KEY_HEX];
    char type[PROTOCOL_TYPE_MAX], body[2048]; /* last heard */
};
void peer_open(struct peer *p, const struct peer *same_key); /* NULL: a fresh key */
void peer_close(struct peer *p);
void peer_dial(struct peer *p, struct gate *g, const char *endpoint);
void peer_say(struct peer *p, const char *type, const char *body);
/* The next message, into type and body. false: nothing within ms. */
bool peer_hears(struct peer *p, int ms);
/* Skips beats; fails the test unless that type comes. */
void peer_expects(struct peer *p, const char *type);
/* The connection is ended by the other side within GATE_WAIT_MS. */
bool peer_is_cut(struct peer *p);
bool peer_is_turned_away(struct peer *p); /* in the handshake */

/* Allowed, connected, hello said and welcome heard. */
void peer_join(struct peer *p, struct gate *g, int64_t agent_id, const char *boot);
void peer_hello(struct peer *p, const char *boot);

#endif
