/* approval - what its own files share: a level as it applies to one approval, and who decides. */
#ifndef DESK_APPROVAL_PRIV_H
#define DESK_APPROVAL_PRIV_H

#include "desk/approval.h"
#include "org/org.h"

struct approval_step {
    int64_t level, role_bits, need, flow_id;
    const char *channel;
};
extern const struct kb_shape approval_step_shape;
/* The levels of the organisation's flow that apply to this amount, lowest first. */
MUST_USE enum kb_code desk_flow_steps(struct turn *t, const struct approval_ask *ask,
                                      struct kb_list *out);
/* How many could decide a step, one left out. */
MUST_USE enum kb_code desk_flow_people(struct turn *t, int64_t org_id,
                                       const struct approval_step *s, int64_t but_user_id,
                                       int64_t *n);

/* The level that is being decided. */
MUST_USE enum kb_code desk_step_now(struct turn *t, const struct approval *a,
                                    struct approval_step *out);
/* Refuses with the reason why this person cannot decide it now. */
MUST_USE enum kb_code desk_may_decide(struct turn *t, const struct approval *a, int64_t user_id,
                                      int64_t role_bits);

extern const char *const desk_approval_states[];

/* NULL: there is no such channel. */
const struct approval_channel *desk_channel(const char *name);

/* Body of the effect approval.expire. */
struct approval_due {
    int64_t id;
};
extern const struct kb_shape approval_due_shape;

struct approval_key {
    int64_t id;
};
extern const struct kb_shape approval_key_shape;
struct approval_page {
    struct approval *approval;
    struct kb_list steps, decisions;
    const char *payload, *why_not;
    bool may_decide;
};
extern const struct kb_shape approval_page_shape;
/* One of the acting organisation's that concerns the actor, else not_found. */
MUST_USE enum kb_code desk_approval_mine(struct turn *t, int64_t id, struct approval *out);
MUST_USE enum kb_code desk_approval_page(struct turn *t, int64_t id, struct approval_page *out);

#endif
