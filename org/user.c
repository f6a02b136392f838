/* user - a person with a login, made with the first place he belongs to; and joining another one
 * later. Logins are one namespace for all organisations. */
#include "org/org_priv.h"
#include "user_sql.h"

#include <ctype.h>
#include <string.h>

enum kb_code org_prepare_hash(struct turn *t, const char *password)
{
    const char *hash = "";
    TRY(kb_password_hash(password, t->arena, &hash, t->err));
    t->prepared = (void *)(uintptr_t)hash;
    return KB_OK;
}

enum kb_code org_user_check(struct turn *t, const char *login, const char *password)
{
    int64_t taken;
    for (const char *p = login; *p; p++)
        if (!isalnum((unsigned char)*p) && !strchr("._-@+", *p))
            return kb_fail_field(t->err, "login", "user.login_form",
                                 "a login has letters, digits and . _ - @ + only");
    if (password && strcmp(password, login) == 0)
        return kb_fail_field(t->err, "password", "user.password_weak", "not the login again");
    TRY(turn_int(t, &q_user_taken, ARGS(ARG_STR(login, login)), &taken));
    if (!taken) return KB_OK;
    return kb_fail_field(t->err, "login", "user.login_taken", "%s is in use", login);
}

enum kb_code org_user_add(struct turn *t, const struct user_new *u, int64_t *id)
{
    *id = turn_new_id(t);
    TRY(turn_run(t, &q_user_add,
                 ARGS(ARG_INT(id, *id), ARG_STR(login, u->login), ARG_STR(name, u->name),
                      ARG_STR(password_hash, u->password_hash), ARG_INT(created_ms, t->now_ms))));
    return org_user_join(t, *id, u);
}

enum kb_code org_user_join(struct turn *t, int64_t user_id, const struct user_new *u)
{
    return turn_run(t, &q_membership_join,
                    ARGS(ARG_INT(user_id, user_id), ARG_INT(org_id, u->org_id),
                         ARG_INT(roles, u->roles), ARG_INT(department_id, u->department_id)));
}
