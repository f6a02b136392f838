/* turn - one run of a handler: who asks, what they may, what they send, what they get. A handler
 * is a function of (turn, input) to (output, rows, effects): it sees no socket, clock, global or
 * driver. Check, then write: a handler that refuses has written nothing. Owns the tables
 * idempotency, outbox and change_log. */
#ifndef TURN_TURN_H
#define TURN_TURN_H

#include "base/seal.h"
#include "store/store.h"

/* Who may: one bit per kind of organisation and role, WHO_ANYONE for no login at all. */
enum turn_who {
    WHO_P_ADMIN = 1 << 0,
    WHO_P_FINANCE = 1 << 1,
    WHO_P_SALES = 1 << 2,
    WHO_P_OPERATOR = 1 << 3,
    WHO_P_TECH = 1 << 4, /* the platform's */
    WHO_D_ADMIN = 1 << 8,
    WHO_D_FINANCE = 1 << 9,
    WHO_D_SALES = 1 << 10,
    WHO_D_OPERATOR = 1 << 11,
    WHO_D_TECH = 1 << 12, /* a distributor's */
    WHO_C_ADMIN = 1 << 16,
    WHO_C_USER = 1 << 17, /* a customer's */
    WHO_S_ADMIN = 1 << 20,
    WHO_S_FINANCE = 1 << 21,
    WHO_S_DELIVERY = 1 << 22, /* a supplier's */
    WHO_SIGNED_IN = 1 << 24, /* any user, also without an acting organisation */
    WHO_ANYONE = 1 << 25,
    WHO_SYSTEM = 1 << 26, /* timers, runners, agents' messages: never from outside */
};
#define WHO_P_ANY   (WHO_P_ADMIN | WHO_P_FINANCE | WHO_P_SALES | WHO_P_OPERATOR | WHO_P_TECH)
#define WHO_D_ANY   (WHO_D_ADMIN | WHO_D_FINANCE | WHO_D_SALES | WHO_D_OPERATOR | WHO_D_TECH)
#define WHO_C_ANY   (WHO_C_ADMIN | WHO_C_USER)
#define WHO_S_ANY   (WHO_S_ADMIN | WHO_S_FINANCE | WHO_S_DELIVERY)
#define WHO_ADMIN   (WHO_P_ADMIN | WHO_D_ADMIN)
#define WHO_HEAD    (WHO_ADMIN | WHO_C_ADMIN | WHO_S_ADMIN) /* of any organisation */
#define WHO_FINANCE (WHO_ADMIN | WHO_P_FINANCE | WHO_D_FINANCE)
#define WHO_SALES   (WHO_ADMIN | WHO_P_SALES | WHO_D_SALES)
#define WHO_OPERATE (WHO_ADMIN | WHO_P_OPERATOR | WHO_D_OPERATOR)

struct turn_actor {
    int64_t user_id, org_id, session_id; /* 0: none */
    int64_t platform_id;                 /* the platform's organisation, always known */
    int64_t agent_id;                    /* an agent's message */
    int64_t key_id;                      /* signed in by API key instead of a session */
    uint32_t who;                        /* what the actor is, bits of enum turn_who */
    const char *name;                    /* for the change log */
};

/* Something to do once the transaction is on disk; lost when the process dies, so only for what
 * can be found again from the tables: pushes to browsers, nudges to agents, closing terminals. */
struct turn_after {
    struct turn_after *next;
    const char *kind; /* "live", "agent.job", "terminal.close", "clock" (look at a), … */
    int64_t a, b;     /* meaning by kind */
    const char *text, *more;
};

struct turn {
    struct db *db;
    struct kb_arena *arena;
    struct kb_world *world;
    struct kb_error *err;
    const struct turn_engine *engine;
    const struct turn_route *route;
    struct turn_actor actor;
    int64_t now_ms;
    const char *request_id;
    const char *peer;         /* address of the asker, "" inside */
    void *prepared;           /* what the route's prepare left */
    struct turn_after *after; /* newest first */
    const char *stuck_object; /* of a tick: the due row that failed (turn_due); NULL: none */
    int64_t stuck_id;
    const char *set_cookie;   /* session token to set; "-" clears it; NULL leaves it */
    bool refused;             /* run returned KB_OK and filled err: what it wrote stays, the
                                      reply is the refusal (a wrong password is counted) */
};

struct turn_call {
    const struct kb_shape *in, *out;
    enum kb_code (*run)(struct turn *t, const void *in, void *out);
    /* Expensive and pure (password hashing): on a reader's thread and snapshot, before run. */
    enum kb_code (*prepare)(struct turn *t, const void *in);
};

/* A handler with the shapes it reads and writes: made here, so the three cannot disagree. */
#define HANDLER(name, In, Out)                                                                     \
    static enum kb_code name##_run(struct turn *t, const void *in, void *out)                      \
    {                                                                                              \
        const struct In *in_ = in;                                                                 \
        struct Out *out_ = out;                                                                    \
        return name(t, in_, out_);                                                                 \
    }                                                                                              \
    static const struct turn_call name##_call = { &In##_shape, &Out##_shape, name##_run, NULL }
#define HANDLER_PREPARED(name, In, Out, prepare_fn)                                                \
    static enum kb_code name##_prepare(struct turn *t, const void *in)                             \
    {                                                                                              \
        const struct In *in_ = in;                                                                 \
        return prepare_fn(t, in_);                                                                 \
    }                                                                                              \
    static enum kb_code name##_run(struct turn *t, const void *in, void *out)                      \
    {                                                                                              \
        const struct In *in_ = in;                                                                 \
        struct Out *out_ = out;                                                                    \
        return name(t, in_, out_);                                                                 \
    }                                                                                              \
    static const struct turn_call name##_call = { &In##_shape, &Out##_shape, name##_run,           \
                                                  name##_prepare }

enum turn_flag {
    TURN_NO_KEY = 1, /* a write that takes no Idempotency-Key (login, tickets) */
    TURN_READ = 2,   /* a POST that only reads */
    TURN_LIST = 4,   /* {items, next}: also as CSV */
    TURN_MONEY = 8,  /* moves money: what was answered to its key is kept for ever */
};

/* One row is everything about a route: permission, OpenAPI operation, kboss verb, TypeScript
 * type. Path parameters are fields of the input shape. method "SYSTEM": never from outside. */
struct turn_route {
    const char *method, *path;
    uint32_t who;
    const struct turn_call *call;
    const char *op;  /* operation id: noun_verb, the kboss verb is "noun verb" */
    const char *doc; /* one sentence */
    unsigned flags;
};

/* SYSTEM ops named purge_…: what they forgot this time. Called again at once while there was
 * much. */
struct purged {
    int64_t rows;
};
extern const struct kb_shape purged_shape;
/* SYSTEM ops of the clock, which take nothing: when to be called again; 0: nothing waits. */
struct ticked {
    int64_t next_ms;
};
extern const struct kb_shape ticked_shape;
extern const struct turn_route turn_routes[], put_off_routes[];

#include "turn/handler.h"

#endif
