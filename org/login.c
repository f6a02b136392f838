/* login - signing in and the password. A token is 32 random bytes in a cookie, stored as a
 * digest. Wrong passwords are answered ever later per login instead of locking a victim out, and
 * a login that is nobody's behaves like one that is somebody's. */
#include "login_sql.h"
#include "org/org_priv.h"

#include <string.h>

#define FAILURES_FREE    5
#define DELAY_MAX_MS     (15 * 60 * 1000LL)
#define FAILURES_KEEP_MS (2 * 3600 * 1000LL)

/* --- how often a login was tried --- */

struct failure_row {
    int64_t failures, delayed_ms, last_ms;
};
static const struct kb_field failure_row_fields[] = {
    INT(failure_row, failures),
    INT(failure_row, delayed_ms),
    INT(failure_row, last_ms),
    { .name = NULL },
};
static SHAPE(failure_row);

/* All zero when there is none, or none that still counts. */
static enum kb_code failures_of(struct turn *t, const char *hash, struct failure_row *out)
{
    struct kb_error err;
    enum kb_code code = db_one(t->db, t->arena, &q_failure_find, ARGS(ARG_STR(login_hash, hash)),
                               &failure_row_shape, out, &err);
    if (code != KB_OK && code != KB_NOT_FOUND) return *t->err = err, code;
    if (code == KB_NOT_FOUND || t->now_ms - out->last_ms > FAILURES_KEEP_MS)
        *out = (struct failure_row){ 0 };
    return KB_OK;
}

enum kb_code org_login_delay(struct turn *t, const char *login, int64_t *until_ms)
{
    struct failure_row f;
    char hash[65];
    kb_digest(hash, login, strlen(login));
    TRY(failures_of(t, hash, &f));
    *until_ms = f.delayed_ms;
    return KB_OK;
}

enum kb_code org_login_failed(struct turn *t, const char *login)
{
    struct failure_row f;
    char hash[65];
    kb_digest(hash, login, strlen(login));
    TRY(failures_of(t, hash, &f));
    int64_t over = f.failures + 1 - FAILURES_FREE, delay = 0;
    if (over > 0) delay = over > 20 ? DELAY_MAX_MS : (int64_t)1000 << over;
    if (delay > DELAY_MAX_MS) delay = DELAY_MAX_MS;
    return turn_run(t, &q_failure_put,
                    ARGS(ARG_STR(login_hash, hash), ARG_INT(failures, f.failures + 1),
                         ARG_INT(delayed_ms, delay ? t->now_ms + delay : 0),
                         ARG_INT(last_ms, t->now_ms)));
}

enum kb_code org_login_forget(struct turn *t, const char *login)
{
    char hash[65];
    kb_digest(hash, login, strlen(login));
    return turn_run(t, &q_failure_forget, ARGS(ARG_STR(login_hash, hash)));
}

/* What a wrong password is answered with: the count of failures stays. */
static void refuse_counted(struct turn *t, enum kb_code code)
{
    if (code != KB_OK) t->refused = true;
}

static enum kb_code still_delayed(struct turn *t, int64_t until_ms)
{
    return kb_fail(t->err, KB_EXHAUSTED, "login.delayed", "too many wrong passwords: wait %lld s",
                   (long long)((until_ms - t->now_ms) / 1000 + 1));
}

/* --- users --- */

static const struct kb_field user_row_fields[] = {
    INT(user_row, id),    STR(user_row, login),
    STR(user_row, name),  STR(user_row, password_hash, .secret = true),
    STR(user_row, state), { .name = NULL },
};
static SHAPE(user_row);

static const struct kb_field who_am_i_fields[] = {
    ID(who_am_i, id, "usr"), STR(who_am_i, login), STR(who_am_i, name), { .name = NULL }
};
SHAPE(who_am_i);

enum kb_code org_user_find(struct turn *t, const char *login, int64_t id, struct user_row *out)
{
    const struct db_arg *args = ARGS(ARG_STR(login, login), ARG_INT(id, id));
    const struct db_query *q = login[0] ? &q_user_by_login : &q_user_by_id;
    *out = (struct user_row){ 0, "", "", "", "" };
    return turn_find(t, "user", q, args, &user_row_shape, out);
}

/* --- signing in --- */

struct login {
    const char *login, *password;
};
static const struct kb_field login_fields[] = {
    STR(login, login, .min = 1, .max = 64),
    STR(login, password, .min = 1, .max = 200, .secret = true),
    { .name = NULL },
};
static SHAPE(login);

struct signed_in {
    struct who_am_i *user;
    struct kb_list orgs;
};
static const struct kb_field signed_in_fields[] = { OBJ(signed_in, user, who_am_i_shape),
                                                    LIST(signed_in, orgs, my_org_shape),
                                                    { .name = NULL } };
static SHAPE(signed_in);

/* The slow part, on a reader's thread: an unknown login costs the same time as a wrong password. */
static enum kb_code prepare_login(struct turn *t, const struct login *in)
{
    struct user_row u;
    int64_t until_ms;
    TRY(org_login_delay(t, in->login, &until_ms));
    if (until_ms > t->now_ms) return KB_OK; /* not even looked at */
    enum kb_code code = org_user_find(t, in->login, 0, &u);
    if (code != KB_OK && code != KB_NOT_FOUND) return code;
    bool ok = kb_password_ok(u.password_hash, in->password) && strcmp(u.state, "active") == 0;
    t->prepared = kb_strdup(t->arena, ok ? "ok" : "wrong");
    return KB_OK;
}

static enum kb_code session_start(struct turn *t, const struct user_row *u)
{
    char hash[65];
    char *token = kb_token(t->world, 32, t->arena);
    kb_digest(hash, token, strlen(token));
    t->actor.user_id = u->id;
    t->actor.session_id = turn_new_id(t);
    t->actor.name = u->name;
    t->set_cookie = token;
    return turn_run(t, &q_session_add,
                    ARGS(ARG_INT(id, t->actor.session_id), ARG_STR(token_hash, hash),
                         ARG_INT(user_id, u->id), ARG_STR(peer, t->peer),
                         ARG_INT(created_ms, t->now_ms)));
}

static enum kb_code login(struct turn *t, const struct login *in, struct signed_in *out)
{
    struct user_row u;
    int64_t until_ms;
    TRY(org_login_delay(t, in->login, &until_ms));
    if (until_ms > t->now_ms || !t->prepared) return still_delayed(t, until_ms);
    if (strcmp(t->prepared, "ok") != 0) {
        TRY(org_login_failed(t, in->login));
        refuse_counted(
            t, kb_fail(t->err, KB_UNSIGNED, "login.wrong", "the login or password is wrong"));
        return KB_OK;
    }
    TRY(org_user_find(t, in->login, 0, &u));
    TRY(org_login_forget(t, in->login));
    TRY(session_start(t, &u));
    out->user = KB_NEW(t->arena, struct who_am_i);
    *out->user = (struct who_am_i){ .id = u.id, .login = u.login, .name = u.name };
    return org_memberships(t, u.id, &out->orgs);
}
HANDLER_PREPARED(login, login, signed_in, prepare_login);

/* --- the password --- */

struct password_change {
    const char *old_password, *new_password;
};
static const struct kb_field password_change_fields[] = {
    STR(password_change, old_password, .min = 1, .max = 200, .secret = true),
    STR(password_change, new_password, .min = 10, .max = 200, .secret = true),
    { .name = NULL },
};
static SHAPE(password_change);

/* Whoever holds a session may guess no more often than at the door. */
static enum kb_code prepare_password(struct turn *t, const struct password_change *in)
{
    struct user_row u;
    int64_t until_ms;
    TRY(org_user_find(t, "", t->actor.user_id, &u));
    TRY(org_login_delay(t, u.login, &until_ms));
    if (until_ms > t->now_ms) return still_delayed(t, until_ms);
    if (strcmp(in->new_password, u.login) == 0)
        return kb_fail_field(t->err, "new_password", "user.password_weak", "not the login again");
    t->prepared = NULL;
    if (!kb_password_ok(u.password_hash, in->old_password)) return KB_OK;
    return org_prepare_hash(t, in->new_password);
}

static enum kb_code password_change(struct turn *t, const struct password_change *in,
                                    struct done *out)
{
    struct user_row u;
    (void)in;
    out->ok = true;
    TRY(org_user_find(t, "", t->actor.user_id, &u));
    if (!t->prepared) {
        TRY(org_login_failed(t, u.login));
        refuse_counted(t, kb_fail_field(t->err, "old_password", "user.password_wrong",
                                        "that is not your password"));
        return KB_OK;
    }
    TRY(turn_run(t, &q_session_end_others,
                 ARGS(ARG_INT(user_id, u.id), ARG_INT(id, t->actor.session_id),
                      ARG_INT(now_ms, t->now_ms))));
    turn_then(t, "sessions.changed", u.id, 0, "");
    return turn_run(t, &q_password_set,
                    ARGS(ARG_INT(id, u.id), ARG_STR(password_hash, t->prepared)));
}
HANDLER_PREPARED(password_change, password_change, done, prepare_password);

/* --- what has been kept long enough --- */

static enum kb_code purge_logins(struct turn *t, const struct nothing *in, struct purged *out)
{
    (void)in;
    TRY(turn_purge(t, &q_failures_purge, FAILURES_KEEP_MS, &out->rows));
    return turn_purge(t, &q_sessions_purge, 90 * 86400000LL, &out->rows);
}
HANDLER(purge_logins, nothing, purged);

const struct turn_route login_routes[] = {
    { "POST", "/v1/login", WHO_ANYONE, &login_call, "login", "Sign in with login and password.",
      TURN_NO_KEY },
    { "POST", "/v1/password", WHO_SIGNED_IN, &password_change_call, "password_change",
      "Change your password; your other sessions end." },
    { "SYSTEM", "", WHO_SYSTEM, &purge_logins_call, "purge_logins",
      "Forget failures and sessions of long ago." },
    { .method = NULL },
};
