/* org - organisations and people: platform, distributors, suppliers, customers; users with roles
 * and departments in them; invitations; what a seller keeps of its customers; sign-in, sessions and
 * API keys. Owns the tables org, org_path, org_data, users, membership, department,
 * customer_profile, invitation, session, login_failure, api_key. Never knows what an organisation
 * buys or owes. Tells "org.created" with the new organisation's id. */
#ifndef ORG_ORG_H
#define ORG_ORG_H

#include "turn/engine.h"

/* Distributors below the platform, one below the other. */
#define ORG_LEVELS_MAX 8

struct org {
    int64_t id, parent_id, level, created_ms;
    const char *kind, *name, *form, *state;
    bool own_devices; /* the virtual supplier of the operator's own devices */
};
extern const struct kb_shape org_shape;

/* Who asks: session cookie or API key, and the acting organisation of X-Kboss-Org. */
MUST_USE enum kb_code org_authenticate(struct turn *t, const struct turn_request *r);

/* Whether whoever got a ticket as *a may still use it: the session lives (when there is one), and
 * the user still has a role in that organisation. */
MUST_USE enum kb_code org_still_in(struct turn *t, const struct turn_actor *a, bool *in);

/* not_found when there is none. */
MUST_USE enum kb_code org_find(struct turn *t, int64_t id, struct org *out);
/* The one that is a child of parent_id, else not_found. */
MUST_USE enum kb_code org_find_child(struct turn *t, int64_t parent_id, int64_t id,
                                     const char *kind, struct org *out);
MUST_USE enum kb_code org_platform(struct turn *t, int64_t *id);
/* A supplier of the platform, else not_found. */
MUST_USE enum kb_code org_find_supplier(struct turn *t, int64_t id, struct org *out);
/* The virtual supplier. */
MUST_USE enum kb_code org_own_devices(struct turn *t, int64_t *id);
/* The sellers from the platform (0) down to seller_id. */
MUST_USE enum kb_code org_path(struct turn *t, int64_t seller_id, int64_t path[ORG_LEVELS_MAX + 1],
                               int64_t *n);
/* Whether a customer may buy: it and its seller are not disabled, else org.disabled. */
MUST_USE enum kb_code org_check_trading(struct turn *t, int64_t customer_id);

/* A new customer of a seller with its first administrator, for routes whose prepare is
 * org_prepare_password. Refuses like customers_create. */
struct org_customer_new {
    int64_t seller_id, staff_id; /* whose customer it becomes */
    const char *name, *form, *login, *person, *password;
};
MUST_USE enum kb_code org_prepare_password(struct turn *t, const char *password);
MUST_USE enum kb_code org_add_customer(struct turn *t, const struct org_customer_new *in,
                                       int64_t *id);

/* Roles as bits and as a JSON array of words, by the organisation's kind. */
MUST_USE enum kb_code org_roles_read(struct turn *t, const char *kind, const char *json,
                                     int64_t *roles);
const char *org_roles_write(struct turn *t, const char *kind, int64_t roles);
uint32_t org_who(const char *kind, int64_t roles);
/* One word as its bit, 0: no such role there; and the other way round ("" when it is not one). */
int64_t org_role_bit(const char *kind, const char *word);
const char *org_role_word(const char *kind, int64_t bit);
/* The roles the actor has in the acting organisation, with the key or session he asks by. */
int64_t org_acting_roles(const struct turn_actor *a);
/* A user's roles in an organisation; 0: he is not one of its people (any more). */
MUST_USE enum kb_code org_roles_of(struct turn *t, int64_t user_id, int64_t org_id, int64_t *roles);
/* The department somebody belongs to in an organisation, 0: none. */
MUST_USE enum kb_code org_staff(struct turn *t, int64_t user_id, int64_t org_id,
                                int64_t *department_id);
/* What a customer counts for in its seller's books: the sales person, and his department unless
 * the customer has one of its own. 0: none. */
MUST_USE enum kb_code org_customer_dims(struct turn *t, int64_t customer_id, int64_t *staff_id,
                                        int64_t *department_id);
/* How many of its people have one of these roles, one of them left out. */
MUST_USE enum kb_code org_people_with(struct turn *t, int64_t org_id, int64_t roles,
                                      int64_t but_user_id, int64_t *n);

/* The first organisation and its administrator, in a new database: SYSTEM op platform_init. */
struct platform_init {
    const char *name, *admin_login, *admin_name, *password_hash;
};

/* SYSTEM ops session_seen and session_check (done.ok: it lives). */
struct session_seen {
    int64_t id;
};

/* Hears which department and person an entry in the books names. */
extern const struct turn_listener department_listeners[];
extern const struct turn_route org_routes[], child_routes[], data_routes[], department_routes[],
    customer_routes[], invitation_routes[], invitation_accept_routes[], login_routes[],
    session_routes[], me_routes[], member_routes[], key_routes[];

#endif
