/* approval - somebody else must agree before it is done. Who, and from which amount on, is data of
 * the organisation (its flows); what is agreed to is bound by a digest of its content: whoever
 * decides names the digest he saw, and whoever carries it out compares the digest of what he is
 * about to do, in the same transaction. Tells "approval.decided" with the approval's id. */
#ifndef DESK_APPROVAL_H
#define DESK_APPROVAL_H

#include "desk/desk.h"

#define APPROVAL_LEVELS_MAX 5
#define APPROVAL_PEOPLE_MAX 10 /* named at one level */
#define APPROVAL_MS         (14 * 86400000LL)

/* What may need an approval: every kind there is. */
struct approval_kind {
    const char *kind, *zh, *en;
};
extern const struct approval_kind approval_kinds[]; /* ends with NULLs */

struct approval {
    int64_t id, org_id, object_id, amount_fen, level, asker_id, expires_ms, created_ms, ended_ms;
    const char *kind, *object, *object_ref, *title_zh, *title_en, *digest, *channel, *asker;
    const char *state; /* waiting, approved, rejected, withdrawn, expired */
    const char *reason;
    bool by_rule; /* approved because no level of the flow applies: nobody was asked */
};
extern const struct kb_shape approval_shape;

/* What is asked for: object and object_id are what it is about, as in journals and notices; the
 * payload is a JSON object that says all of what will be done. People read it, so ids stand in it
 * as they stand outside: desk_approval_payload writes it so. */
struct approval_ask {
    int64_t org_id, object_id, amount_fen;
    const char *kind, *object, *payload_json, *title_zh, *title_en;
};
/* Ask in the actor's name. No flow of this kind, or no level that applies to the amount: approved
 * at once, and nothing is told, because the caller sees it. Refuses when a level could never have
 * the people it needs (approval.nobody), and the same content twice at once (approval.waiting). It
 * checks before it writes, so ask before the first write of your own. */
MUST_USE enum kb_code desk_approval_ask(struct turn *t, const struct approval_ask *ask,
                                        struct approval *out);
/* The same, but where nobody needs to be asked nothing is written: approved, with id 0. */
MUST_USE enum kb_code desk_approval_need(struct turn *t, const struct approval_ask *ask,
                                         struct approval *out);
/* Would somebody have to be asked? Nothing is written. */
MUST_USE enum kb_code desk_approval_needed(struct turn *t, const struct approval_ask *ask,
                                           bool *needed);
/* That in nobody's name: for what a customer asks of his seller, and for the clock. */
MUST_USE enum kb_code desk_approval_need_for(struct turn *t, const struct approval_ask *ask,
                                             struct approval *out);
bool desk_approved(const struct approval *a);
/* May this be done now? The approval is there, was given, and was given to exactly this. */
MUST_USE enum kb_code desk_approval_check(struct turn *t, int64_t approval_id,
                                          const char *payload_json);
/* What it was about is not wanted any more: one that waits is withdrawn, whoever asked. */
MUST_USE enum kb_code desk_approval_drop(struct turn *t, int64_t approval_id);
/* not_found when there is none. For listeners: routes go by the acting organisation. */
MUST_USE enum kb_code desk_approval_find(struct turn *t, int64_t id, struct approval *out);
/* How many wait for the actor in the acting organisation. */
MUST_USE enum kb_code desk_approvals_mine(struct turn *t, int64_t *n);
/* A struct as a payload. */
const char *desk_approval_payload(struct turn *t, const struct kb_shape *shape, const void *in);

/* One person's word, whatever way it came. role_bits: what he may decide with. The caller has made
 * sure who he is; everything else is looked at here. */
struct approval_vote {
    int64_t approval_id, user_id, role_bits;
    const char *digest; /* of what he saw */
    const char *reason; /* a rejection needs one */
    bool agree;
};
MUST_USE enum kb_code desk_approval_decide(struct turn *t, const struct approval_vote *vote,
                                           struct approval *out);

/* A way of asking people outside of their approvals' page. The console is one; another (DingTalk)
 * is a row: submit leaves an outbox effect that makes the instance there, with the approval's id
 * and level as its key; what comes back, by callback or poller, finds the person, takes his roles
 * from org_roles_of, and calls desk_approval_decide with the digest that was shown; ended takes the
 * instance back when it was decided elsewhere. A flow names its channel; the console's page shows
 * and decides every approval whatever its channel. */
struct approval_channel {
    const char *name;
    enum kb_code (*submit)(struct turn *t, const struct approval *a); /* a->level begins */
    enum kb_code (*ended)(struct turn *t, const struct approval *a);  /* or was withdrawn, … */
};
extern const struct approval_channel
    approval_channels[]; /* ends with NULLs; the first by default */

extern const struct turn_route approval_routes[], approval_view_routes[], approval_flow_routes[];
extern const struct turn_topic approval_topics[];

#endif
