/* invitation - a link that lets somebody join an organisation, or bring one of his own below it.
 * The code in it is shown once and kept as a digest; the link works once, for seven days, while
 * whoever made it may still invite. Nothing is sent: the inviter hands it over himself. */
#include "invitation_sql.h"
#include "org/invitation_priv.h"

#include <string.h>

#define WAITING_MAX         200 /* of one organisation */
#define INVITATIONS_KEEP_MS (400 * 86400000LL)

static const struct kb_field invitation_fields[] = {
    ID(invitation, id, "inv"),
    INT(invitation, org_id, .secret = true),
    STR(invitation, kind),
    INT(invitation, role_bits, .secret = true),
    JSON(invitation, roles),
    ID(invitation, department_id, "dpt"),
    STR(invitation, note),
    ID(invitation, user_id, "usr", .doc = "Who invites."),
    STR(invitation, inviter),
    STR(invitation, state, .doc = "waiting, accepted, revoked, expired"),
    INT(invitation, tries, .doc = "How often accepting it was refused."),
    ID(invitation, accepted_by, "usr"),
    STR(invitation, accepted_name),
    ID(invitation, accepted_org, "org"),
    INT(invitation, expires_ms, .unit = "ms"),
    INT(invitation, created_ms, .unit = "ms"),
    INT(invitation, ended_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(invitation);

static const struct {
    const char *kind;
    uint32_t who;
} inviters[] = {
    { "member", INVITE_MEMBER },
    { "distributor", INVITE_DISTRIBUTOR },
    { "customer", INVITE_CUSTOMER },
};

bool org_may_invite(const char *kind, uint32_t who)
{
    for (size_t i = 0; i < COUNT(inviters); i++)
        if (strcmp(inviters[i].kind, kind) == 0) return (who & inviters[i].who) != 0;
    return false;
}

/* --- making one --- */

struct invitation_made {
    int64_t id, expires_ms;
    const char *kind, *code, *link;
};
static const struct kb_field invitation_made_fields[] = {
    ID(invitation_made, id, "inv"),
    STR(invitation_made, kind),
    STR(invitation_made, code, .doc = "Shown once."),
    STR(invitation_made, link,
        .doc = "A page of the console; the code stands behind #, so no server writes it down."),
    INT(invitation_made, expires_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(invitation_made);

static enum kb_code check_waiting(struct turn *t)
{
    int64_t n;
    TRY(turn_int(t, &q_invitations_waiting,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(now_ms, t->now_ms)), &n));
    if (n < WAITING_MAX) return KB_OK;
    return kb_fail(t->err, KB_EXHAUSTED, "limit.reached", "%d invitations wait", WAITING_MAX);
}

static enum kb_code invite(struct turn *t, const struct invitation *i, struct invitation_made *out)
{
    char hash[65];
    TRY(check_waiting(t));
    *out = (struct invitation_made){ .id = turn_new_id(t),
                                     .kind = i->kind,
                                     .code = kb_token(t->world, 32, t->arena),
                                     .expires_ms = t->now_ms + INVITATION_MS };
    out->link = kb_printf(t->arena, "/invite#%s", out->code);
    kb_digest(hash, out->code, strlen(out->code));
    TRY(turn_run(t, &q_invitation_add,
                 ARGS(ARG_INT(id, out->id), ARG_INT(org_id, t->actor.org_id),
                      ARG_STR(kind, i->kind), ARG_STR(token_hash, hash),
                      ARG_INT(role_bits, i->role_bits), ARG_INT(department_id, i->department_id),
                      ARG_STR(note, i->note), ARG_INT(user_id, t->actor.user_id),
                      ARG_INT(expires_ms, out->expires_ms), ARG_INT(created_ms, t->now_ms))));
    return turn_change(t, t->actor.org_id, "invitation", out->id, "created", "");
}

struct invite_member {
    const char *roles, *note;
    int64_t department_id;
};
static const struct kb_field invite_member_fields[] = {
    JSON(invite_member, roles, .max = 200, .doc = "A list of role words."),
    ID(invite_member, department_id, "dpt", .optional = true),
    STR(invite_member, note, .max = 120, .optional = true, .doc = "For whom; he does not see it."),
    { .name = NULL },
};
static SHAPE(invite_member);

static enum kb_code member_invite(struct turn *t, const struct invite_member *in,
                                  struct invitation_made *out)
{
    struct org me;
    struct invitation i = { .kind = "member",
                            .note = in->note,
                            .department_id = in->department_id };
    TRY(org_find(t, t->actor.org_id, &me));
    TRY(org_roles_read(t, me.kind, in->roles, &i.role_bits));
    TRY(org_department_open(t, in->department_id, "department_id"));
    return invite(t, &i, out);
}
HANDLER(member_invite, invite_member, invitation_made);

struct invite_org {
    const char *note;
};
static const struct kb_field invite_org_fields[] = {
    STR(invite_org, note, .max = 120, .optional = true, .doc = "For whom; he does not see it."),
    { .name = NULL },
};
static SHAPE(invite_org);

static enum kb_code distributor_invite(struct turn *t, const struct invite_org *in,
                                       struct invitation_made *out)
{
    struct org me;
    TRY(org_find(t, t->actor.org_id, &me));
    TRY(org_check_level(t, &me, "distributor"));
    return invite(t, &(struct invitation){ .kind = "distributor", .note = in->note }, out);
}
HANDLER(distributor_invite, invite_org, invitation_made);

static enum kb_code customer_invite(struct turn *t, const struct invite_org *in,
                                    struct invitation_made *out)
{
    return invite(t, &(struct invitation){ .kind = "customer", .note = in->note }, out);
}
HANDLER(customer_invite, invite_org, invitation_made);

/* --- seeing and revoking them --- */

static const char *const kinds[] = { "member", "distributor", "customer", NULL };
static const char *const states[] = { "waiting", "accepted", "revoked", "expired", NULL };

struct invitations_in {
    const char *cursor, *kind, *state, *text;
    int64_t limit;
};
static const struct kb_field invitations_in_fields[] = {
    TURN_PAGE_FIELDS(invitations_in),
    STR(invitations_in, kind, .one_of = kinds, .optional = true),
    STR(invitations_in, state, .one_of = states, .optional = true),
    STR(invitations_in, text, .max = 60, .optional = true, .doc = "Part of the note."),
    { .name = NULL },
};
static SHAPE(invitations_in);

struct invitations {
    struct kb_list items;
    const char *next;
};
static const struct kb_field invitations_fields[] = { LIST(invitations, items, invitation_shape),
                                                      STR(invitations, next),
                                                      { .name = NULL } };
static SHAPE(invitations);

/* Sales sees whom it sells to, not who is hired. */
static bool sees_members(const struct turn *t)
{
    return (t->actor.who & INVITE_MEMBER) != 0;
}

static enum kb_code invitations_list(struct turn *t, const struct invitations_in *in,
                                     struct invitations *out)
{
    int64_t after_id, rows;
    struct org me;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(org_find(t, t->actor.org_id, &me));
    TRY(turn_all(t, &q_invitations_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_INT(members, sees_members(t)), ARG_STR(kind, in->kind),
                      ARG_STR(state, in->state), ARG_STR(text, in->text),
                      ARG_INT(now_ms, t->now_ms), ARG_INT(tries, INVITATION_TRIES),
                      ARG_INT(rows, rows)),
                 &invitation_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &invitation_shape);
    struct invitation *list = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++)
        list[i].roles = org_roles_write(t, me.kind, list[i].role_bits);
    return KB_OK;
}
HANDLER(invitations_list, invitations_in, invitations);

struct invitation_key {
    int64_t id;
};
static const struct kb_field invitation_key_fields[] = { ID(invitation_key, id, "inv"),
                                                         { .name = NULL } };
static SHAPE(invitation_key);

static enum kb_code invitation_revoke(struct turn *t, const struct invitation_key *in,
                                      struct done *out)
{
    struct invitation i;
    TRY(turn_find(t, "invitation", &q_invitation_find,
                  ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id),
                       ARG_INT(members, sees_members(t))),
                  &invitation_shape, &i));
    if (strcmp(i.state, "waiting") != 0)
        return kb_fail(t->err, KB_CONFLICT, "invitation.over", "it is %s already", i.state);
    TRY(turn_run_one(t, &q_invitation_revoke,
                     ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id),
                          ARG_INT(now_ms, t->now_ms))));
    out->ok = true;
    return turn_change(t, t->actor.org_id, "invitation", in->id, "revoked", "");
}
HANDLER(invitation_revoke, invitation_key, done);

static enum kb_code purge_invitations(struct turn *t, const struct nothing *in, struct purged *out)
{
    (void)in;
    return turn_purge(t, &q_invitations_purge, INVITATIONS_KEEP_MS, &out->rows);
}
HANDLER(purge_invitations, nothing, purged);

#define SEE (INVITE_MEMBER | INVITE_DISTRIBUTOR | INVITE_CUSTOMER)
const struct turn_route invitation_routes[] = {
    { "POST", "/v1/members/invite", INVITE_MEMBER, &member_invite_call, "members_invite",
      "Make a link by which somebody joins your organisation, with or without a login of his own.",
      TURN_NO_KEY },
    { "POST", "/v1/distributors/invite", INVITE_DISTRIBUTOR, &distributor_invite_call,
      "distributors_invite", "Make a link by which a new distributor joins directly below yours.",
      TURN_NO_KEY },
    { "POST", "/v1/customers/invite", INVITE_CUSTOMER, &customer_invite_call, "customers_invite",
      "Make a link by which a new customer joins.", TURN_NO_KEY },
    { "GET", "/v1/invitations", SEE, &invitations_list_call, "invitations_list",
      "List your organisation's invitations.", TURN_LIST },
    { "POST", "/v1/invitations/{id}/revoke", SEE, &invitation_revoke_call, "invitations_revoke",
      "End an invitation that nobody has accepted." },
    { "SYSTEM", "", WHO_SYSTEM, &purge_invitations_call, "purge_invitations",
      "Forget invitations of long ago." },
    { .method = NULL },
};
