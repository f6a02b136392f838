/* invitation - what making and accepting one share: the row, and who may invite to what. */
#ifndef ORG_INVITATION_PRIV_H
#define ORG_INVITATION_PRIV_H

#include "org/org_priv.h"

#define INVITATION_MS    (7 * 86400000LL)
#define INVITATION_TRIES 20 /* refusals that are counted, then it is over */

/* The same for the routes and for an invitation whose maker may have lost his role since. */
#define INVITE_MEMBER      WHO_HEAD
#define INVITE_DISTRIBUTOR (WHO_ADMIN | WHO_P_SALES)
#define INVITE_CUSTOMER    WHO_SALES
bool org_may_invite(const char *kind, uint32_t who);

struct invitation {
    int64_t id, org_id, role_bits, department_id, user_id, tries, accepted_by, accepted_org;
    int64_t expires_ms, created_ms, ended_ms;
    const char *kind, *roles, *note, *inviter, *state, *accepted_name;
};
extern const struct kb_shape invitation_shape;

#endif
