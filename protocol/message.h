/* message - what controller and agent say to each other on the control socket: one message is two
 * parts, a type word and a JSON body. PROTOCOL.md tells the conversation. Ids are plain integers,
 * times are Unix milliseconds by the controller's clock. Strings of what is read live in the arena.
 */
#ifndef PROTOCOL_MESSAGE_H
#define PROTOCOL_MESSAGE_H

#include "base/field.h"

#define PROTOCOL_VERSION      1
#define PROTOCOL_BODY_MAX     ((size_t)1 << 20)
#define PROTOCOL_TYPE_MAX     16           /* bytes of a type word */
#define PROTOCOL_DOCUMENT_MAX (256 * 1024) /* bytes of a target, spec or result document */
#define PROTOCOL_OPEN_MAX     2000         /* unfinished jobs one agent may hold */
#define PROTOCOL_BOOT_MAX     32

enum protocol_type {
    PROTOCOL_ENROL,
    PROTOCOL_ENROLLED,
    PROTOCOL_HELLO,
    PROTOCOL_WELCOME,
    PROTOCOL_REFUSE,
    PROTOCOL_BEAT,
    PROTOCOL_JOB,
    PROTOCOL_ACCEPTED,
    PROTOCOL_RESULT,
    PROTOCOL_ACK,
    PROTOCOL_CANCEL,
    PROTOCOL_STREAM,
    PROTOCOL_TYPES,
};

enum protocol_side { PROTOCOL_AGENT = 1, PROTOCOL_CONTROLLER = 2 };

struct protocol_enrol {
    int64_t protocol;
    const char *code, *name, *version, *fingerprint;
};

struct protocol_enrolled {
    int64_t agent, room;
    const char *name;
    const char *agent_id, *room_id; /* the same, as people read them */
};

struct protocol_driver {
    const char *name, *doc;
};

/* state: intent (accepted, not finished) or result (finished, not acknowledged). */
struct protocol_open_job {
    int64_t job, epoch;
    const char *state;
};

/* boot: new random hex for every run of the agent. epoch_seen: highest controller epoch so far. */
struct protocol_hello {
    int64_t protocol, epoch_seen;
    const char *version, *boot;
    struct kb_list drivers; /* struct protocol_driver */
    struct kb_list open;    /* struct protocol_open_job */
};

struct protocol_welcome {
    int64_t agent, room, controller_epoch, heartbeat_ms;
};

struct protocol_refuse {
    const char *reason, *text;
};

/* answer: the receiver sends a beat of its own back, which asks for nothing. */
struct protocol_beat {
    int64_t at_ms;
    bool answer;
};

/* epoch: this attempt. lost: the answer of an earlier attempt was lost. */
struct protocol_job {
    int64_t job, epoch, controller_epoch, deadline_ms;
    const char *key, *verb, *driver, *target, *spec, *ticket;
    bool lost;
};

struct protocol_accepted {
    int64_t job, epoch;
};

/* outcome: done, pending (ask again after retry_ms, with the ticket), failed (did not happen;
 * retry: the same may work later), unknown (may have happened: observe before repeating). */
struct protocol_result {
    int64_t job, epoch, retry_ms;
    const char *outcome, *reason, *text, *ticket, *result;
    bool retry;
};

struct protocol_ack {
    int64_t job, epoch;
};

struct protocol_cancel {
    int64_t job, epoch;
    const char *reason;
};

/* Connect the stream socket: a terminal is wanted. */
struct protocol_stream {
    const char *reason;
};

extern const struct kb_shape protocol_enrol_shape, protocol_enrolled_shape, protocol_hello_shape,
    protocol_welcome_shape, protocol_refuse_shape, protocol_beat_shape, protocol_job_shape,
    protocol_accepted_shape, protocol_result_shape, protocol_ack_shape, protocol_cancel_shape,
    protocol_stream_shape;

const char *protocol_type_name(enum protocol_type type);
/* PROTOCOL_TYPES: not a type word. */
enum protocol_type protocol_type_find(const char *word, size_t len);
const struct kb_shape *protocol_shape(enum protocol_type type);

/* A message as it was read: body is the struct of the type. */
struct protocol_message {
    enum protocol_type type;
    const void *body;
};

/* Strict: protocol.type, .direction, .size, .version, request.* name what is wrong. from: the side
 * that sent it. The version of enrol and hello is looked at before anything else of them. */
MUST_USE enum kb_code protocol_read(enum protocol_side from, const char *type, size_t type_len,
                                    const char *body, size_t len, struct kb_arena *a,
                                    struct protocol_message *out, struct kb_error *err);
/* JSON text of the type's struct in the arena, with secrets: for the encrypted channel and sealed
 * storage only. KB_INVALID protocol.size when it would not be readable. */
MUST_USE enum kb_code protocol_write(enum protocol_type type, const void *body, struct kb_arena *a,
                                     const char **text, struct kb_error *err);

#endif
