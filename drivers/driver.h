/* driver - one way of making a device do something: a table of verbs, NULL where it cannot. Every
 * verb looks before it acts, so that asking twice acts once: opening what is open is done with the
 * same result, closing what is absent is done. drv_do is the only way in: it checks the documents
 * against their shapes, bounds, times and logs once, so that drivers need not. */
#ifndef DRIVERS_DRIVER_H
#define DRIVERS_DRIVER_H

#include "base/field.h"
#include "base/world.h"

enum drv_verb {
    DRV_OBSERVE,
    DRV_OPEN,
    DRV_CLOSE,
    DRV_SUSPEND,
    DRV_RESUME,
    DRV_POWER_ON,
    DRV_POWER_OFF,
    DRV_VERIFY,
    DRV_VERBS,
};

/* DONE now; PENDING: ask the same verb again after retry_ms with the ticket. */
enum drv_phase { DRV_DONE, DRV_PENDING };

/* What is there, told by every verb. STARTING: it exists and is not yet usable. */
enum drv_state {
    DRV_UNSEEN,
    DRV_ABSENT,
    DRV_STARTING,
    DRV_RUNNING,
    DRV_SUSPENDED,
    DRV_OFF,
    DRV_STATES,
};

#define DRV_TICKET_MAX 128
#define DRV_DOCUMENT_MAX ((size_t)256 << 10)  /* bytes of a target, spec or result */
#define DRV_CHECKS_MAX 16

struct drv_job {
    const char *key;     /* of the job, for the log and for drivers that pass it on */
    const char *target;  /* JSON text; holds secrets: never log it */
    const char *spec;    /* JSON text with "resource": names what is made by that number */
    const char *ticket;  /* from the PENDING step before, or "" */
    bool lost;           /* an earlier answer was lost; verbs look first anyway */
};

struct drv_step {
    enum drv_phase phase;
    enum drv_state state;
    bool retry;                  /* after an error: doing the same again later can help */
    int64_t retry_ms;            /* PENDING: wait this long */
    char ticket[DRV_TICKET_MAX]; /* the driver's memory between steps */
    const char *result;          /* JSON text in the arena, "{}": none; some errors have one too */
};

struct drv_limits {
    int64_t call_ms;     /* one step of any verb, whatever the deadline says */
    int64_t connect_ms;  /* reaching a device */
    int64_t login_ms;    /* handshake and login */
    int64_t memory_mib, vcpu, disk_gib; /* most that one machine may be given */
};
extern const struct drv_limits drv_limits_default;

/* A driver on offer; self is what the type says it is (sim: its room, NULL otherwise). */
struct drv_offer {
    const struct drv_type *type;
    void *self;
};

/* What the agent lends to a call. One thread at a time. */
struct drv_ctx {
    struct kb_world *world;
    struct kb_arena *arena;          /* results live here */
    const struct drv_offer *offers;  /* ends with { NULL }: drivers find each other here */
    const char *state_dir;           /* a folder of the agent's own, mode 0700 */
    const char *templates_dir;       /* folders with template.json */
    const char *room_key_path;       /* the room's ed25519 private key in OpenSSH format */
    const char *room_key_public;     /* its line: "ssh-ed25519 AAAA… comment" */
    const struct drv_limits *limits;
    int64_t deadline_ms;             /* Unix; 0: only limits->call_ms counts */
    int64_t until_us;                /* set by drv_do: the deadline on the monotonic clock */
};

/* What a verb is given: target and spec are structs of the type's shapes, checked; result is a
 * struct of its result shape with empty strings. */
struct drv_call {
    struct drv_ctx *ctx;
    void *self;
    enum drv_verb verb;
    const struct drv_job *job;
    const void *target, *spec;
    void *result;
    bool show_result;      /* set to send the result along with an error */
    struct drv_step *step;
};
typedef enum kb_code drv_act(struct drv_call *call, struct kb_error *err);

struct drv_verb_row {
    drv_act *act;                /* NULL: this driver cannot */
    const struct kb_shape *spec; /* what this verb needs; NULL: the text is not read here */
};

struct drv_type {
    const char *name, *doc;
    const struct kb_shape *target, *result;  /* NULL: not read, not written here */
    struct drv_verb_row verb[DRV_VERBS];
    const struct drv_stream_type *stream;    /* NULL: no terminals; see drivers/stream.h */
};

/* NULL: not on offer. */
const struct drv_offer *drv_find(const struct drv_ctx *ctx, const char *name);
const char *drv_verb_name(enum drv_verb verb);
bool drv_verb_parse(const char *name, enum drv_verb *verb);
const char *drv_state_name(enum drv_state state);

/* One step. Errors: KB_INVALID request.*, driver.cannot; KB_UNKNOWN: it may have happened, observe;
 * KB_UNAVAILABLE and KB_EXHAUSTED: step->retry is set; the rest as the driver says. */
MUST_USE enum kb_code drv_do(const struct drv_offer *offer, struct drv_ctx *ctx, enum drv_verb verb,
                             const struct drv_job *job, struct drv_step *step,
                             struct kb_error *err);

/* After a restart: does what was observed mean that the verb's work is there? Never for verify. */
bool drv_wanted(enum drv_verb verb, enum drv_state observed);

/* For drivers: milliseconds left before the deadline, at least 0 and at most `most`. */
int64_t drv_left_ms(const struct drv_ctx *ctx, int64_t most);

#endif
