/* rooms - the controller's gateway to its agents: two CURVE ROUTER sockets (control, terminals), a
 * ZAP handler, a thread of its own. It knows who is connected, answers hello and beat itself, and
 * hands on the rest. It stores nothing: what is allowed is told to it, again after every start. Who
 * a message is from is the key of its connection, never a field. One in a process (the ZAP endpoint
 * is global). */
#ifndef CONTROLLER_ROOMS_ROOMS_H
#define CONTROLLER_ROOMS_ROOMS_H

#include "base/world.h"
#include "protocol/key.h"
#include "protocol/message.h"
#include "protocol/stream.h"

struct rooms;

/* ONLINE; LATE: silent, should get no new work, what runs goes on; LOST: the connection is given up
 * and only a new hello brings it back. */
enum rooms_link { ROOMS_ONLINE, ROOMS_LATE, ROOMS_LOST };

struct rooms_config {
    const char *control, *stream; /* "tcp://0.0.0.0:7780"; port * for any */
    unsigned char secret_key[PROTOCOL_KEY_BYTES];
    int64_t controller_epoch;
    int64_t heartbeat_ms, late_ms, lost_ms; /* 0: 5 s, 15 s, 60 s */
    int64_t agents_max;                     /* 0: 1000; sets how many files are needed */
    struct kb_world *world;                 /* a real one; its clocks and the key of ids, copied */
};

/* A message as it came and as it was read. key_hex: of its connection. */
struct rooms_message {
    const char *key_hex, *body;
    size_t len;
    int64_t agent_id;
    const struct protocol_message *read;
};

/* All run on the rooms thread: be quick, post elsewhere, call nothing here but the posts below.
 * Pointers are valid during the call only. */
struct rooms_hooks {
    void *self;
    /* A well-formed message: enrol of an unknown key (agent_id 0: check code, then rooms_allow or
     * rooms_enrol_refuse), hello (after welcome is sent), accepted, result, and answers to beats
     * that were sent with rooms_send. */
    void (*message)(void *self, const struct rooms_message *m);
    void (*link)(void *self, int64_t agent_id, enum rooms_link link);
    /* A well-formed frame the agent may send (payload JSON not yet read). */
    void (*stream)(void *self, int64_t agent_id, const struct stream_frame *frame);
    /* false: every terminal of this agent is over; its agent has ended them too. */
    void (*stream_link)(void *self, int64_t agent_id, bool up);
    /* rooms_send (session 0) or rooms_stream (type "") that could not be handed to the agent. */
    void (*undelivered)(void *self, int64_t agent_id, const char *type, uint64_t session);
};

/* Binds, starts its threads and asks itself with a random key, which must be turned away:
 * KB_INTERNAL rooms.open when it is not. KB_UNAVAILABLE rooms.bind, KB_EXHAUSTED rooms.files.
 * Takes no signals; sets malloc's M_MMAP_THRESHOLD for the process. KB_OK: *out is to be ended with
 * rooms_stop. */
MUST_USE enum kb_code rooms_start(const struct rooms_config *config,
                                  const struct rooms_hooks *hooks, struct rooms **out,
                                  struct kb_error *err);
void rooms_stop(struct rooms *r); /* NULL is fine; no hook runs afterwards */

/* Where it is bound, and what agents pin. Valid until rooms_stop. */
const char *rooms_control_endpoint(const struct rooms *r);
const char *rooms_stream_endpoint(const struct rooms *r);
const char *rooms_key_hex(const struct rooms *r);

/* Posts: from any thread, carried out in the order of one poster. false: the mailbox is full
 * (64 MiB); the small ones always fit. */

/* This key is that agent's: admits it, and tells it so when it waits for its enrolment. An agent
 * may have two keys while it changes them. */
void rooms_allow(struct rooms *r, const char *key_hex, int64_t agent_id, int64_t room_id,
                 const char *name);
/* From now on nothing of this key is heard, and its connection is cut. Sends link LOST. */
void rooms_revoke(struct rooms *r, const char *key_hex);
/* Unknown keys may connect, and say enrol, until then (Unix ms; 0 closes). */
void rooms_enrol_window(struct rooms *r, int64_t until_ms);
/* Answer to an enrol that is not admitted; the connection is cut. */
void rooms_enrol_refuse(struct rooms *r, const char *key_hex, const char *reason, const char *text);
/* body: JSON text of the type's shape. */
MUST_USE bool rooms_send(struct rooms *r, int64_t agent_id, const char *type, const char *body);
/* A frame with its payload. OPEN waits up to 5 s while the agent connects its stream socket. */
MUST_USE bool rooms_stream(struct rooms *r, int64_t agent_id, const struct stream_frame *frame);

/* For operators and tests. */
struct rooms_counts {
    int64_t connected, streams;      /* now */
    int64_t messages, frames;        /* taken since the start */
    int64_t refused, malformed, cut; /* strangers and old connections; bad messages; cut by us */
};
struct rooms_counts rooms_counts(struct rooms *r);

#endif
