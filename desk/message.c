/* message - notices in the console. They come through the outbox, so what caused one is never
 * undone or delayed by it; the key makes a notice that is carried out twice appear once. What has
 * been read is kept for each user, wherever he signs in. */
#include "desk/desk.h"
#include "message_sql.h"
#include "org/org.h"

#define MESSAGES_KEEP_MS (400 * 86400000LL)
#define UNREAD_MOST      1000 /* more are not counted */

static enum kb_code notice_send(struct turn *t, const char *key, const void *body)
{
    const struct turn_notice *n = body;
    turn_touch(t, n->org_id, "message", 0);
    return turn_run(t, &q_message_add,
                    ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(org_id, n->org_id),
                         ARG_INT(user_id, n->user_id), ARG_INT(role_bits, n->role_bits),
                         ARG_STR(kind, n->kind), ARG_STR(object, n->object),
                         ARG_INT(object_id, n->object_id), ARG_STR(text_zh, n->text_zh),
                         ARG_STR(text_en, n->text_en), ARG_STR(notice_key, key),
                         ARG_INT(created_ms, t->now_ms)));
}

const struct turn_topic message_topics[] = {
    { "notice.send", &turn_notice_shape, notice_send },
    { .topic = NULL },
};

/* --- reading them --- */

struct message {
    int64_t id, object_id, created_ms;
    const char *kind, *object, *text_zh, *text_en, *object_ref;
    bool read;
};
static const struct kb_field message_fields[] = {
    ID(message, id, "msg"),
    STR(message, kind),
    STR(message, object),
    INT(message, object_id, .secret = true),
    STR(message, object_ref, .doc = "The object's id."),
    STR(message, text_zh),
    STR(message, text_en),
    BOOL(message, read, .doc = "You have read it."),
    INT(message, created_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(message);

struct messages_in {
    const char *cursor, *kind, *text;
    int64_t limit, from_ms, to_ms;
    bool unread;
};
static const struct kb_field messages_in_fields[] = {
    TURN_PAGE_FIELDS(messages_in),
    STR(messages_in, kind, .max = 30, .optional = true, .doc = "opened, work_order, approval…"),
    STR(messages_in, text, .max = 60, .optional = true, .doc = "Part of the text."),
    BOOL(messages_in, unread, .optional = true, .doc = "Only those you have not read."),
    INT(messages_in, from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    INT(messages_in, to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(messages_in);

struct messages {
    struct kb_list items;
    const char *next;
    int64_t unread;
};
static const struct kb_field messages_fields[] = {
    LIST(messages, items, message_shape),
    STR(messages, next),
    INT(messages, unread, .doc = "How many you have not read; 1000: so many or more."),
    { .name = NULL },
};
static SHAPE(messages);

enum kb_code desk_messages_unread(struct turn *t, int64_t *n)
{
    return turn_int(t, &q_messages_unread,
                    ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(user_id, t->actor.user_id),
                         ARG_INT(role_bits, org_acting_roles(&t->actor)),
                         ARG_INT(most, UNREAD_MOST)),
                    n);
}

static enum kb_code messages_list(struct turn *t, const struct messages_in *in,
                                  struct messages *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_messages_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(user_id, t->actor.user_id),
                      ARG_INT(role_bits, org_acting_roles(&t->actor)),
                      ARG_INT(after_id, after_id), ARG_STR(kind, in->kind),
                      ARG_STR(text, in->text), ARG_INT(unread, in->unread),
                      ARG_INT(from_ms, in->from_ms), ARG_INT(to_ms, in->to_ms),
                      ARG_INT(rows, rows)),
                 &message_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &message_shape);
    struct message *m = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++)
        m[i].object_ref = turn_id_text(t, turn_object_prefix(m[i].object), m[i].object_id);
    return desk_messages_unread(t, &out->unread);
}
HANDLER(messages_list, messages_in, messages);

/* --- marking them --- */

struct message_key {
    int64_t id;
};
static const struct kb_field message_key_fields[] = { ID(message_key, id, "msg"),
                                                      { .name = NULL } };
static SHAPE(message_key);

struct messages_until {
    int64_t until_id;
};
static const struct kb_field messages_until_fields[] = {
    ID(messages_until, until_id, "msg", .optional = true,
       .doc = "The newest you have seen; all there are when not given."),
    { .name = NULL },
};
static SHAPE(messages_until);

struct messages_marked {
    int64_t unread;
};
static const struct kb_field messages_marked_fields[] = { INT(messages_marked, unread),
                                                          { .name = NULL } };
static SHAPE(messages_marked);

/* One that is told to somebody else is not there. */
static enum kb_code mine(struct turn *t, int64_t id)
{
    int64_t n;
    TRY(turn_int(t, &q_message_mine,
                 ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(user_id, t->actor.user_id),
                      ARG_INT(role_bits, org_acting_roles(&t->actor))),
                 &n));
    if (n) return KB_OK;
    return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such message");
}

static enum kb_code message_read(struct turn *t, const struct message_key *in,
                                 struct messages_marked *out)
{
    TRY(mine(t, in->id));
    TRY(turn_run(t, &q_message_read_add,
                 ARGS(ARG_INT(id, in->id), ARG_INT(user_id, t->actor.user_id))));
    return desk_messages_unread(t, &out->unread);
}
HANDLER(message_read, message_key, messages_marked);

static enum kb_code messages_seen(struct turn *t, const struct messages_until *in,
                                  struct messages_marked *out)
{
    int64_t until_id = in->until_id;
    if (until_id)
        TRY(mine(t, until_id));
    else
        TRY(turn_int(t, &q_message_newest, ARGS(ARG_INT(org_id, t->actor.org_id)), &until_id));
    TRY(turn_run(t, &q_message_mark_put,
                 ARGS(ARG_INT(user_id, t->actor.user_id), ARG_INT(org_id, t->actor.org_id),
                      ARG_INT(until_id, until_id))));
    return desk_messages_unread(t, &out->unread);
}
HANDLER(messages_seen, messages_until, messages_marked);

/* --- what is too old --- */

static enum kb_code purge_messages(struct turn *t, const struct nothing *in, struct purged *out)
{
    (void)in;
    TRY(turn_purge(t, &q_message_reads_purge, MESSAGES_KEEP_MS, &out->rows));
    return turn_purge(t, &q_messages_purge, MESSAGES_KEEP_MS, &out->rows);
}
HANDLER(purge_messages, nothing, purged);

#define READ (WHO_P_ANY | WHO_D_ANY | WHO_C_ANY | WHO_S_ANY)
const struct turn_route message_routes[] = {
    { "GET", "/v1/messages", READ, &messages_list_call, "messages_list",
      "Notices for your organisation and for you, newest first, and how many you have not read.",
      TURN_LIST },
    { "POST", "/v1/messages/{id}/read", READ, &message_read_call, "messages_read",
      "You have read this one." },
    { "POST", "/v1/messages/read", READ, &messages_seen_call, "messages_seen",
      "You have read all of them, or all up to one." },
    { "SYSTEM", "", WHO_SYSTEM, &purge_messages_call, "purge_messages",
      "Forget notices of long ago." },
    { .method = NULL },
};
