/* session - where one is signed in: used, listed, ended. */
#include "org/org_priv.h"
#include "session_sql.h"

static enum kb_code logout(struct turn *t, const struct nothing *in, struct done *out)
{
    (void)in;
    out->ok = true;
    t->set_cookie = "-";
    if (!t->actor.session_id) return KB_OK;
    turn_then(t, "session.ended", t->actor.session_id, 0, "");
    return turn_run(t, &q_session_end,
                    ARGS(ARG_INT(id, t->actor.session_id), ARG_INT(user_id, t->actor.user_id),
                         ARG_INT(now_ms, t->now_ms)));
}
HANDLER(logout, nothing, done);

static const struct kb_field session_seen_fields[] = { ID(session_seen, id, "ses"),
                                                       { .name = NULL } };
static SHAPE(session_seen);

static enum kb_code session_seen(struct turn *t, const struct session_seen *in, struct done *out)
{
    out->ok = true;
    return turn_run(t, &q_session_seen, ARGS(ARG_INT(id, in->id), ARG_INT(now_ms, t->now_ms)));
}
HANDLER(session_seen, session_seen, done);

struct session {
    int64_t id, user_id, created_ms, seen_ms;
    const char *peer;
    bool current;
};
static const struct kb_field session_fields[] = {
    ID(session, id, "ses"),
    ID(session, user_id, "usr"),
    STR(session, peer),
    INT(session, created_ms, .unit = "ms"),
    INT(session, seen_ms, .unit = "ms"),
    BOOL(session, current),
    { .name = NULL },
};
static SHAPE(session);

struct sessions {
    struct kb_list items;
    const char *next;
};
static const struct kb_field sessions_fields[] = { LIST(sessions, items, session_shape),
                                                   STR(sessions, next),
                                                   { .name = NULL } };
static SHAPE(sessions);

static enum kb_code sessions_list(struct turn *t, const struct turn_list_in *in,
                                  struct sessions *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_sessions_of,
                 ARGS(ARG_INT(user_id, t->actor.user_id), ARG_INT(after_id, after_id),
                      ARG_INT(idle_ms, t->now_ms - SESSION_IDLE_MS),
                      ARG_INT(age_ms, t->now_ms - SESSION_AGE_MS), ARG_INT(rows, rows)),
                 &session_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &session_shape);
    struct session *list = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++) list[i].current = list[i].id == t->actor.session_id;
    return KB_OK;
}
HANDLER(sessions_list, turn_list_in, sessions);

static enum kb_code session_revoke(struct turn *t, const struct session_seen *in, struct done *out)
{
    enum kb_code code = turn_run_one(
        t, &q_session_end,
        ARGS(ARG_INT(id, in->id), ARG_INT(now_ms, t->now_ms), ARG_INT(user_id, t->actor.user_id)));
    if (code == KB_NOT_FOUND) return kb_fail(t->err, code, "not_found", "there is no such session");
    TRY(code);
    turn_then(t, "session.ended", in->id, 0, "");
    out->ok = true;
    return KB_OK;
}
HANDLER(session_revoke, session_seen, done);

/* --- for what stays open longer than a request: live channels and terminals --- */

static enum kb_code session_check(struct turn *t, const struct session_seen *in, struct done *out)
{
    int64_t n;
    TRY(turn_int(t, &q_session_live,
                 ARGS(ARG_INT(id, in->id), ARG_INT(age_ms, t->now_ms - SESSION_AGE_MS)), &n));
    out->ok = n == 1;
    return KB_OK;
}
HANDLER(session_check, session_seen, done);

const struct turn_route session_routes[] = {
    { "POST", "/v1/logout", WHO_ANYONE, &logout_call, "logout", "End this session.", TURN_NO_KEY },
    { "GET", "/v1/sessions", WHO_SIGNED_IN, &sessions_list_call, "sessions_list",
      "List where you are signed in.", TURN_LIST },
    { "POST", "/v1/sessions/{id}/revoke", WHO_SIGNED_IN, &session_revoke_call, "sessions_revoke",
      "End one of your sessions and its terminals." },
    { "SYSTEM", "", WHO_SYSTEM, &session_seen_call, "session_seen", "A session was used." },
    { "SYSTEM", "", WHO_SYSTEM, &session_check_call, "session_check", "Whether a session lives." },
    { .method = NULL },
};
