/* engine - what runs turns: finds the route, knows the actor, reads the input, groups the writes
 * in one transaction, keeps replies for repeated keys, and lets replies out after the commit. */
#ifndef TURN_ENGINE_H
#define TURN_ENGINE_H

#include "turn/turn.h"

struct turn_request {
    /* what was asked; all text lives until the reply is given */
    const char *method, *path, *query, *body;
    size_t body_len;
    const char *key;     /* Idempotency-Key or "" */
    const char *session; /* cookie's token or "" */
    const char *bearer;  /* API key or "" */
    const char *org;     /* X-Kboss-Org or "" */
    const char *origin;  /* Origin header or ""; same_site decided by the caller */
    const char *peer;    /* address of the asker */
    const char *accept;  /* Accept or "" */
    bool cross_site;     /* a browser said that another site asks: no cookie is honoured */
    char request_id[24];
    /* inside, for SYSTEM turns: the actor is given, not found */
    const struct turn_actor *actor;
    const struct turn_route *route;
    const void *input; /* SYSTEM: already a struct of route->call->in */
    /* the engine's own, zero at first */
    struct kb_arena arena;
    struct turn turn;
    void *in, *out;
    struct kb_error err;
    char body_hash[65];
    bool replayed;
    /* the reply */
    int status;
    const char *type, *reply;
    size_t reply_len;
    void *owner; /* the caller's */
};

struct turn_listener {
    const char *event;
    enum kb_code (*run)(struct turn *t, int64_t id);
};

/* Where agents reach this controller and the key they pin: told to whoever enrols one. */
struct turn_gateway {
    const char *server_key, *control, *stream; /* hex; tcp://host:port */
};

/* What a module above answers when one below asks, by name, whether something may go ahead: how
 * many of the acting organisation's things of before until_ms stand in the way. */
struct turn_check {
    const char *asked; /* "period.close" */
    const char *name, *title_zh, *title_en;
    const char *where; /* the console's page that lists them */
    bool blocking;
    enum kb_code (*count)(struct turn *t, int64_t until_ms, int64_t *n);
};

struct turn_engine {
    struct kb_world *world;
    /* NULL-ended list of tables ending with zeros, or NULL */
    const struct turn_check *const *checks;
    const struct turn_listener *const *listeners; /* NULL-ended list of tables ending with zeros */
    const struct turn_route *const *routes; /* NULL-ended list of tables that end with zeros */
    struct kb_seal_key seal;
    /* who is it: fills t->actor from the request's tokens; nobody is KB_OK with WHO_ANYONE */
    enum kb_code (*authenticate)(struct turn *t, const struct turn_request *r);
    /* after the commit, on the thread that ran the turn, oldest first; lists of one turn */
    void (*after)(void *self, const struct turn_after *list);
    void *self;
    const struct turn_gateway *gateway; /* NULL: none runs */
    int64_t epoch; /* of this controller: grows with every start; agents refuse lower */
};

/* Find the route and its path parameters. 404 and 405 are told apart in r's reply. */
MUST_USE enum kb_code turn_request_route(const struct turn_engine *e, struct turn_request *r);
bool turn_request_writes(const struct turn_request *r);
/* Authenticate, check permission, read the input and run prepare, on a reading connection. Always
 * ends with either the input ready (KB_OK) or a refusal written as the reply. */
MUST_USE enum kb_code turn_request_prepare(const struct turn_engine *e, struct db *reader,
                                           struct turn_request *r);
/* A GET on a snapshot, prepared before: fills the reply. */
void turn_request_read(const struct turn_engine *e, struct db *reader, struct turn_request *r);
/* Writing turns in one transaction, in order. Those that fail late are undone and the others
 * run again without them. Returns other than KB_OK only when the database did not begin or
 * commit: then every reply is that failure, nothing was stored, and when db_broken the process
 * must halt. */
MUST_USE enum kb_code turn_group_run(const struct turn_engine *e, struct db *writer,
                                     struct turn_request **requests, size_t n,
                                     struct kb_error *err);
/* One SYSTEM turn from inside: routes are found by op. in and out are structs of the route's
 * shapes; out may be NULL. Text in out lives in arena. */
MUST_USE enum kb_code turn_system(const struct turn_engine *e, struct db *writer, const char *op,
                                  const struct turn_actor *actor, const void *in, void *out,
                                  struct kb_arena *arena, struct kb_error *err);
/* The clock's SYSTEM ops of a NULL-ended list, in one transaction: *next_ms is the soonest that one
 * of them wants to be called again, INT64_MAX: none does. One that fails is undone alone, told in
 * *refused (code KB_OK: none was) and asked again in a second. */
MUST_USE enum kb_code turn_ticks(const struct turn_engine *e, struct db *writer,
                                 const char *const *ops, int64_t *next_ms, struct kb_error *refused,
                                 struct kb_error *err);
const struct turn_route *turn_route_op(const struct turn_engine *e, const char *op);
void turn_request_fail(struct turn_request *r, const struct kb_error *err);
void turn_request_done(struct turn_request *r); /* releases the arena; the reply goes with it */

/* The OpenAPI 3.1 document of the tables. Owned by the caller. */
json_t *turn_openapi(const struct turn_engine *e);

/* Effects whose time has come are claimed, carried out by their topic's runner, and closed or put
 * off, each in a SYSTEM turn of its own. */
struct turn_topic {
    const char *topic;
    const struct kb_shape *shape;
    enum kb_code (*run)(struct turn *t, const char *key, const void *body);
};
/* Returns how many were tried; *next_ms: when the next is due (INT64_MAX: none). */
MUST_USE enum kb_code turn_outbox_run(const struct turn_engine *e, struct db *writer,
                                      const struct turn_topic *const *topics, int64_t *tried,
                                      int64_t *next_ms, struct kb_error *err);

#endif
