/* shapes - the fields of every message, with their limits: the one place where both sides agree. */
#include "protocol/message.h"
#include "protocol/stream.h"

#define ID_MAX       INT64_MAX
#define TIME_MAX     9999999999999 /* ms: the year 2286 */
#define JOB_FIELD(S) INT(S, job, .min = 1, .max = ID_MAX, .doc = "The controller's job id.")
#define EPOCH_FIELD(S)                                                                             \
    INT(S, epoch, .min = 1, .max = ID_MAX, .doc = "Which attempt of the job; grows by one.")

static const char *const verbs[] = { "observe",  "open",      "close",  "suspend", "resume",
                                     "power_on", "power_off", "verify", NULL };
static const char *const outcomes[] = { "done", "pending", "failed", "unknown", NULL };
static const char *const open_states[] = { "intent", "result", NULL };

static const struct kb_field protocol_enrol_fields[] = {
    INT(protocol_enrol, protocol, .min = 1, .max = 1000000, .doc = "Version of this protocol."),
    STR(protocol_enrol, code, .min = 1, .max = 128, .secret = true, .doc = "The one-time code."),
    STR(protocol_enrol, name, .min = 1, .max = 64, .doc = "What people call the agent."),
    STR(protocol_enrol, version, .min = 1, .max = 64, .doc = "Version of the agent program."),
    STR(protocol_enrol, fingerprint, .min = 1, .max = 64,
        .doc = "Of the agent's public key, for people to compare."),
    { 0 },
};
SHAPE(protocol_enrol);

static const struct kb_field protocol_enrolled_fields[] = {
    INT(protocol_enrolled, agent, .min = 1, .max = ID_MAX),
    INT(protocol_enrolled, room, .min = 1, .max = ID_MAX),
    STR(protocol_enrolled, name, .max = 64),
    STR(protocol_enrolled, agent_id, .max = KB_ID_TEXT_MAX, .optional = true),
    STR(protocol_enrolled, room_id, .max = KB_ID_TEXT_MAX, .optional = true),
    { 0 },
};
SHAPE(protocol_enrolled);

static const struct kb_field protocol_driver_fields[] = {
    STR(protocol_driver, name, .min = 1, .max = 32),
    STR(protocol_driver, doc, .max = 512, .optional = true),
    { 0 },
};
static SHAPE(protocol_driver);

static const struct kb_field protocol_open_job_fields[] = {
    JOB_FIELD(protocol_open_job),
    EPOCH_FIELD(protocol_open_job),
    STR(protocol_open_job, state, .one_of = open_states),
    { 0 },
};
static SHAPE(protocol_open_job);

static const struct kb_field protocol_hello_fields[] = {
    INT(protocol_hello, protocol, .min = 1, .max = 1000000),
    STR(protocol_hello, version, .min = 1, .max = 64),
    STR(protocol_hello, boot, .min = 8, .max = PROTOCOL_BOOT_MAX,
        .doc = "Random hex, new for every run of the agent."),
    INT(protocol_hello, epoch_seen, .min = 0, .max = ID_MAX,
        .doc = "Highest controller epoch this agent has obeyed."),
    LIST(protocol_hello, drivers, protocol_driver_shape, .max = 64),
    LIST(protocol_hello, open, protocol_open_job_shape, .max = PROTOCOL_OPEN_MAX),
    { 0 },
};
SHAPE(protocol_hello);

static const struct kb_field protocol_welcome_fields[] = {
    INT(protocol_welcome, agent, .min = 1, .max = ID_MAX),
    INT(protocol_welcome, room, .min = 1, .max = ID_MAX),
    INT(protocol_welcome, controller_epoch, .min = 1, .max = ID_MAX),
    INT(protocol_welcome, heartbeat_ms, .min = 10, .max = 600000, .unit = "ms"),
    { 0 },
};
SHAPE(protocol_welcome);

static const struct kb_field protocol_refuse_fields[] = {
    STR(protocol_refuse, reason, .min = 1, .max = 47),
    STR(protocol_refuse, text, .max = 255, .optional = true),
    { 0 },
};
SHAPE(protocol_refuse);

static const struct kb_field protocol_beat_fields[] = {
    INT(protocol_beat, at_ms, .min = 0, .max = TIME_MAX, .unit = "ms"),
    BOOL(protocol_beat, answer, .optional = true, .doc = "Send a beat back."),
    { 0 },
};
SHAPE(protocol_beat);

static const struct kb_field protocol_job_fields[] = {
    JOB_FIELD(protocol_job),
    STR(protocol_job, key, .min = 1, .max = 64, .doc = "Names the work in devices and logs."),
    EPOCH_FIELD(protocol_job),
    INT(protocol_job, controller_epoch, .min = 1, .max = ID_MAX),
    STR(protocol_job, verb, .one_of = verbs),
    STR(protocol_job, driver, .min = 1, .max = 32),
    JSON(protocol_job, target, .max = PROTOCOL_DOCUMENT_MAX, .secret = true),
    JSON(protocol_job, spec, .max = PROTOCOL_DOCUMENT_MAX, .secret = true),
    STR(protocol_job, ticket, .max = 127, .doc = "The driver's, from a pending result, or empty."),
    INT(protocol_job, deadline_ms, .min = 1, .max = TIME_MAX, .unit = "ms"),
    BOOL(protocol_job, lost, .optional = true),
    { 0 },
};
SHAPE(protocol_job);

static const struct kb_field protocol_accepted_fields[] = {
    JOB_FIELD(protocol_accepted),
    EPOCH_FIELD(protocol_accepted),
    { 0 },
};
SHAPE(protocol_accepted);

static const struct kb_field protocol_result_fields[] = {
    JOB_FIELD(protocol_result),
    EPOCH_FIELD(protocol_result),
    STR(protocol_result, outcome, .one_of = outcomes),
    STR(protocol_result, reason, .max = 47, .optional = true),
    STR(protocol_result, text, .max = 255, .optional = true),
    BOOL(protocol_result, retry, .optional = true),
    STR(protocol_result, ticket, .max = 127, .optional = true),
    INT(protocol_result, retry_ms, .min = 0, .max = 86400000, .optional = true, .unit = "ms"),
    JSON(protocol_result, result, .max = PROTOCOL_DOCUMENT_MAX, .optional = true),
    { 0 },
};
SHAPE(protocol_result);

static const struct kb_field protocol_ack_fields[] = {
    JOB_FIELD(protocol_ack),
    EPOCH_FIELD(protocol_ack),
    { 0 },
};
SHAPE(protocol_ack);

static const struct kb_field protocol_cancel_fields[] = {
    JOB_FIELD(protocol_cancel),
    EPOCH_FIELD(protocol_cancel),
    STR(protocol_cancel, reason, .max = 200, .optional = true),
    { 0 },
};
SHAPE(protocol_cancel);

static const struct kb_field protocol_stream_fields[] = {
    STR(protocol_stream, reason, .max = 47, .optional = true),
    { 0 },
};
SHAPE(protocol_stream);

static const char *const kinds[] = { "shell", "console", NULL };

static const struct kb_field stream_open_fields[] = {
    STR(stream_open, driver, .min = 1, .max = 32),
    STR(stream_open, kind, .one_of = kinds),
    JSON(stream_open, target, .max = STREAM_JSON_MAX, .secret = true),
    INT(stream_open, cols, .min = 1, .max = STREAM_COLS_MAX),
    INT(stream_open, rows, .min = 1, .max = STREAM_ROWS_MAX),
    INT(stream_open, resource, .min = 0, .max = ID_MAX, .optional = true),
    { 0 },
};
SHAPE(stream_open);

static const struct kb_field stream_exit_fields[] = {
    STR(stream_exit, reason, .min = 1, .max = 47),
    INT(stream_exit, code, .min = -1, .max = 65535),
    STR(stream_exit, text, .max = 255, .optional = true),
    { 0 },
};
SHAPE(stream_exit);
