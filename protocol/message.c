/* message - the table of control messages: who may send each, its word and its shape. Reading
 * refuses everything the table does not name, so that a new message begins as a row here. */
#include "protocol/message.h"

#include <string.h>

struct row {
    const char *word;
    unsigned from; /* sides that may send it */
    const struct kb_shape *shape;
};

static const struct row rows[PROTOCOL_TYPES] = {
    [PROTOCOL_ENROL] = { "enrol", PROTOCOL_AGENT, &protocol_enrol_shape },
    [PROTOCOL_ENROLLED] = { "enrolled", PROTOCOL_CONTROLLER, &protocol_enrolled_shape },
    [PROTOCOL_HELLO] = { "hello", PROTOCOL_AGENT, &protocol_hello_shape },
    [PROTOCOL_WELCOME] = { "welcome", PROTOCOL_CONTROLLER, &protocol_welcome_shape },
    [PROTOCOL_REFUSE] = { "refuse", PROTOCOL_CONTROLLER, &protocol_refuse_shape },
    [PROTOCOL_BEAT] = { "beat", PROTOCOL_AGENT | PROTOCOL_CONTROLLER, &protocol_beat_shape },
    [PROTOCOL_JOB] = { "job", PROTOCOL_CONTROLLER, &protocol_job_shape },
    [PROTOCOL_ACCEPTED] = { "accepted", PROTOCOL_AGENT, &protocol_accepted_shape },
    [PROTOCOL_RESULT] = { "result", PROTOCOL_AGENT, &protocol_result_shape },
    [PROTOCOL_ACK] = { "ack", PROTOCOL_CONTROLLER, &protocol_ack_shape },
    [PROTOCOL_CANCEL] = { "cancel", PROTOCOL_CONTROLLER, &protocol_cancel_shape },
    [PROTOCOL_STREAM] = { "stream", PROTOCOL_CONTROLLER, &protocol_stream_shape },
};

const char *protocol_type_name(enum protocol_type type)
{
    return type < PROTOCOL_TYPES ? rows[type].word : "";
}

enum protocol_type protocol_type_find(const char *word, size_t len)
{
    for (int i = 0; i < PROTOCOL_TYPES; i++)
        if (strlen(rows[i].word) == len && memcmp(rows[i].word, word, len) == 0)
            return (enum protocol_type)i;
    return PROTOCOL_TYPES;
}

const struct kb_shape *protocol_shape(enum protocol_type type)
{
    KB_ASSERT(type < PROTOCOL_TYPES);
    return rows[type].shape;
}

/* A peer of another version may use fields we do not know, so this comes before the shape. */
static enum kb_code check_version(json_t *json, struct kb_error *err)
{
    json_t *v = json_object_get(json, "protocol");
    if (!json_is_integer(v))
        return kb_fail_field(err, "protocol", "request.missing", "protocol is missing");
    if (json_integer_value(v) == PROTOCOL_VERSION) return KB_OK;
    return kb_fail(err, KB_CONFLICT, "protocol.version", "protocol %lld is spoken there, %d here",
                   (long long)json_integer_value(v), PROTOCOL_VERSION);
}

enum kb_code protocol_read(enum protocol_side from, const char *type, size_t type_len,
                           const char *body, size_t len, struct kb_arena *a,
                           struct protocol_message *out, struct kb_error *err)
{
    AUTO_JSON json = NULL;
    *out = (struct protocol_message){ .type = protocol_type_find(type, type_len) };
    if (out->type == PROTOCOL_TYPES)
        return kb_fail(err, KB_INVALID, "protocol.type", "not a message type (%zu bytes)",
                       type_len);
    if (!(rows[out->type].from & from))
        return kb_fail(err, KB_INVALID, "protocol.direction", "%s does not come from this side",
                       rows[out->type].word);
    if (len > PROTOCOL_BODY_MAX)
        return kb_fail(err, KB_INVALID, "protocol.size", "%s has %zu bytes; at most %zu are read",
                       rows[out->type].word, len, PROTOCOL_BODY_MAX);
    TRY(kb_json_parse(body, len, PROTOCOL_BODY_MAX, &json, err));
    if (out->type == PROTOCOL_ENROL || out->type == PROTOCOL_HELLO) TRY(check_version(json, err));
    void *made = kb_alloc(a, rows[out->type].shape->size);
    TRY(kb_read(rows[out->type].shape, json, NULL, made, a, err));
    out->body = made;
    return KB_OK;
}

enum kb_code protocol_write(enum protocol_type type, const void *body, struct kb_arena *a,
                            const char **text, struct kb_error *err)
{
    AUTO_JSON json = kb_write_secret(protocol_shape(type), body, NULL);
    size_t n = json_dumpb(json, NULL, 0, JSON_COMPACT);
    *text = "";
    if (n > PROTOCOL_BODY_MAX)
        return kb_fail(err, KB_INVALID, "protocol.size", "%s has %zu bytes; at most %zu are sent",
                       rows[type].word, n, PROTOCOL_BODY_MAX);
    char *out = kb_alloc(a, n + 1);
    KB_ASSERT(json_dumpb(json, out, n, JSON_COMPACT) == n);
    *text = out;
    return KB_OK;
}
