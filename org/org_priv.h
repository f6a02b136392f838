/* What org's own files share: who a user is where, making a user, and the rules for logins. */
#ifndef ORG_ORG_PRIV_H
#define ORG_ORG_PRIV_H

#include "org/org.h"

#define SESSION_IDLE_MS (2 * 3600 * 1000LL)
#define SESSION_AGE_MS  (12 * 3600 * 1000LL)

/* An organisation as one of its people sees it. */
struct my_org {
    int64_t id, parent_id, role_bits;
    const char *kind, *name, *roles;
};
extern const struct kb_shape my_org_shape;
/* Where user_id has roles: struct my_org, active organisations only. */
MUST_USE enum kb_code org_memberships(struct turn *t, int64_t user_id, struct kb_list *out);

/* How somebody is reached; all may be "". */
struct org_contact {
    const char *contact_name, *contact_phone, *contact_email;
};
extern const struct kb_shape org_contact_shape;
MUST_USE enum kb_code org_contact_check(struct turn *t, const struct org_contact *c);
/* As an organisation says itself. */
MUST_USE enum kb_code org_contact_find(struct turn *t, int64_t org_id, struct org_contact *out);
/* Without line ends and other control characters. */
bool org_one_line(const char *s);

/* A department of the acting organisation that is open, or none (0); field names the input's. */
MUST_USE enum kb_code org_department_open(struct turn *t, int64_t id, const char *field);

extern const char *const org_forms[], *const org_states[];

/* A distributor stands at most ORG_LEVELS_MAX below the platform. */
MUST_USE enum kb_code org_check_level(struct turn *t, const struct org *parent, const char *kind);
/* A new organisation of this kind below parent_id, not yet written. Refuses one that would stand
 * too deep, and a name that is taken beside it, which is the input's field of that name. */
struct org_plan {
    const char *kind, *name, *form, *field;
    int64_t parent_id;
};
MUST_USE enum kb_code org_plan(struct turn *t, const struct org_plan *p, struct org *out);
MUST_USE enum kb_code org_name_free(struct turn *t, const struct org *o, const char *field);
/* Writes what was planned. The caller gives it its people and tells "org.created". */
MUST_USE enum kb_code org_found(struct turn *t, const struct org *o);
/* A customer's profile at its seller begins; staff_id 0: nobody's yet. */
MUST_USE enum kb_code org_customer_begin(struct turn *t, const struct org *customer,
                                         int64_t staff_id, const char *source);

struct who_am_i {
    int64_t id;
    const char *login, *name;
};
extern const struct kb_shape who_am_i_shape;

struct user_row {
    int64_t id;
    const char *login, *name, *password_hash, *state;
};
/* By login, or by id when login is "". KB_NOT_FOUND leaves *out zero. */
MUST_USE enum kb_code org_user_find(struct turn *t, const char *login, int64_t id,
                                    struct user_row *out);

struct user_new {
    const char *login, *name, *password_hash;
    int64_t org_id, roles, department_id; /* where he begins */
};
/* Refuses a login that is taken (user.login_taken). */
MUST_USE enum kb_code org_user_check(struct turn *t, const char *login, const char *password);
/* Writes users and membership. */
MUST_USE enum kb_code org_user_add(struct turn *t, const struct user_new *u, int64_t *id);
/* A user there is gets these roles too, in that organisation; back after he had left, he begins
 * anew. */
MUST_USE enum kb_code org_user_join(struct turn *t, int64_t user_id, const struct user_new *u);
/* t->prepared becomes the argon2id hash of password. For routes' prepare. */
MUST_USE enum kb_code org_prepare_hash(struct turn *t, const char *password);
/* Everybody of the organisation: what they have open is looked at again. */
MUST_USE enum kb_code org_people_changed(struct turn *t, int64_t org_id);

/* Wrong passwords of one login, there or not: until when the next is not even looked at. */
MUST_USE enum kb_code org_login_delay(struct turn *t, const char *login, int64_t *until_ms);
MUST_USE enum kb_code org_login_failed(struct turn *t, const char *login);
MUST_USE enum kb_code org_login_forget(struct turn *t, const char *login);

#endif
