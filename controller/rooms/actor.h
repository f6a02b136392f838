/* actor - what the files of the gateway share: its state, owned by the rooms thread alone. */
#ifndef CONTROLLER_ROOMS_ACTOR_H
#define CONTROLLER_ROOMS_ACTOR_H

#include "controller/rooms/cut.h"
#include "controller/rooms/mailbox.h"
#include "controller/rooms/rooms.h"

#include <czmq.h>
#include <zmq.h>

#define GUESTS_MAX        64 /* unknown keys that wait for the answer to their enrol */
#define GUEST_TRIES_MAX   5
#define GUEST_US          300000000 /* an enrol is forgotten after this */
#define OPENS_WAITING_MAX 16        /* per agent, while it connects its stream socket */
#define OPEN_WAIT_US      5000000
#define RENEWAL_US        5000000 /* what was under way on a renewed connection may still come */
#define PARTS_MAX         4
#define MALFORMED_MAX     100 /* bad messages of one connection before it is cut */

struct rooms_waiting {
    struct rooms_waiting *next;
    int64_t due_us;
    uint64_t session;
    size_t len;
    unsigned char frame[];
};

struct rooms_agent {
    int64_t id, room;
    char name[65], boot[PROTOCOL_BOOT_MAX + 1];
    struct cut_peer control, stream;
    struct cut_peer older; /* a connection this run has just renewed: heard until older_us */
    int64_t older_us;
    enum rooms_link link;
    int64_t heard_us;
    int malformed;
    int keys;                      /* that are allowed now */
    struct rooms_key *bound_by;    /* key of the control connection */
    struct rooms_waiting *waiting; /* OPEN frames */
    int waiting_n;
};

struct rooms_key {
    char hex[PROTOCOL_KEY_HEX];
    struct rooms_agent *agent;
};

struct rooms_guest {
    char hex[PROTOCOL_KEY_HEX];
    struct cut_peer peer;
    int64_t since_us;
    int tries;
};

struct rooms {
    struct rooms_config config;
    struct rooms_hooks hooks;
    struct kb_world world;
    char control_at[128], stream_at[128], key_hex[PROTOCOL_KEY_HEX];
    zsock_t *control, *stream;
    zactor_t *zap;
    struct mailbox mailbox;
    pthread_t thread;
    bool stop;
    zhashx_t *keys;   /* hex -> struct rooms_key, owned */
    zhashx_t *agents; /* &id -> struct rooms_agent, owned */
    struct rooms_guest guests[GUESTS_MAX];
    struct cut_list cuts;
    struct kb_arena arena; /* of one message */
    int64_t window_ms, next_look_us;
    pthread_mutex_t counts_lock;
    struct rooms_counts counts, shown;
};

/* One message as it came in; parts are closed by its taker. */
struct rooms_in {
    uint64_t routing; /* 0: a routing id the peer chose itself */
    zmq_msg_t part[PARTS_MAX];
    int parts;       /* after the routing id; PARTS_MAX + 1: more than that */
    const char *key; /* hex User-Id of the connection */
};

/* false: nothing waits. Parts are to be closed with rooms_in_done. */
bool rooms_take(zsock_t *sock, struct rooms_in *in);
void rooms_in_done(struct rooms_in *in);
/* Whose connection it came over, so that it can be answered or cut. */
void rooms_in_peer(struct rooms_in *in, struct cut_peer *out);
/* Without waiting. KB_NOT_FOUND: no such peer. KB_EXHAUSTED: its queue is full. type NULL: one
 * part. */
enum kb_code rooms_put(zsock_t *sock, uint64_t routing, const char *type, const void *body,
                       size_t len);

/* control.c */
void rooms_control_message(struct rooms *r, struct rooms_in *in);
void rooms_control_refuse(struct rooms *r, const struct cut_peer *p, const char *reason,
                          const char *text);
enum kb_code rooms_control_say(struct rooms *r, const struct cut_peer *p, enum protocol_type type,
                               const void *message);
void rooms_control_enrolled(struct rooms *r, const struct cut_peer *p, const struct rooms_agent *a);
/* The connection is no more: late until the agent says hello again, or lost when it does not. */
void rooms_control_gone(struct rooms *r, struct rooms_agent *a);
/* Give up the control connection, and with it the stream. */
void rooms_control_unbind(struct rooms *r, struct rooms_agent *a);
void rooms_link_set(struct rooms *r, struct rooms_agent *a, enum rooms_link link);

/* terminal.c */
void rooms_stream_message(struct rooms *r, struct rooms_in *in);
void rooms_stream_order(struct rooms *r, int64_t agent_id, const void *frame, size_t len);
void rooms_stream_unbind(struct rooms *r, struct rooms_agent *a);
void rooms_stream_expire(struct rooms *r, struct rooms_agent *a, int64_t now_us);

/* registry.c */
struct rooms_agent *rooms_agent_find(struct rooms *r, int64_t id);
struct rooms_key *rooms_key_find(struct rooms *r, const char *hex);
struct rooms_guest *rooms_guest_find(struct rooms *r, const char *hex);
/* NULL: too many wait. */
struct rooms_guest *rooms_guest_add(struct rooms *r, const char *hex, int64_t now_us);
void rooms_registry_init(struct rooms *r);
void rooms_registry_done(struct rooms *r);
void rooms_registry_obey(struct rooms *r, const struct mailbox_order *o);
/* Late, lost, expired: looked at a few times a second. */
void rooms_registry_look(struct rooms *r, int64_t now_us);

static inline int64_t rooms_now_us(struct rooms *r)
{
    return r->world.mono_us(r->world.self);
}

#endif
