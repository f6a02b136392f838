/* invitation_accept - whoever has the link sees what it is to, and accepts it: with the user he is
 * signed in as, or with a new login. A new organisation begins with him as its administrator. All
 * of it is one turn, and accepting again is answered as the first time. Wrong codes are counted by
 * address, refused acceptances by invitation, so that neither can be used to guess. */
#include "invitation_accept_sql.h"
#include "org/invitation_priv.h"

#include <string.h>

struct invitation_code {
    const char *code;
};
static const struct kb_field invitation_code_fields[] = {
    STR(invitation_code, code, .min = 20, .max = 64, .secret = true, .doc = "From the link."),
    { .name = NULL },
};
static SHAPE(invitation_code);

/* --- finding one by its code --- */

/* Guesses are counted where sign-in counts its own, by the address they come from. */
static const char *guesser(struct turn *t)
{
    return kb_printf(t->arena, "invitation|%s", t->peer);
}

/* What a wrong guess is answered with: the count stays. */
static enum kb_code refuse_counted(struct turn *t, enum kb_code code)
{
    if (code != KB_OK) t->refused = true;
    return KB_OK;
}

static enum kb_code unknown(struct turn *t)
{
    TRY(org_login_failed(t, guesser(t)));
    return refuse_counted(
        t, kb_fail(t->err, KB_NOT_FOUND, "invitation.unknown", "there is no such invitation"));
}

static enum kb_code check_delay(struct turn *t)
{
    int64_t until_ms;
    TRY(org_login_delay(t, guesser(t), &until_ms));
    if (until_ms <= t->now_ms) return KB_OK;
    return kb_fail(t->err, KB_EXHAUSTED, "login.delayed", "too many wrong links: wait %lld s",
                   (long long)((until_ms - t->now_ms) / 1000 + 1));
}

static enum kb_code by_code(struct turn *t, const char *secret, struct invitation *out)
{
    char hash[65];
    kb_digest(hash, secret, strlen(secret));
    return turn_find(t, "invitation", &q_invitation_by_code, ARGS(ARG_STR(token_hash, hash)),
                     &invitation_shape, out);
}

static enum kb_code over(struct turn *t, const char *why)
{
    return kb_fail(t->err, KB_CONFLICT, "invitation.over", "this invitation %s", why);
}

/* It waits, and whoever made it could still make it. */
static enum kb_code check_open(struct turn *t, const struct invitation *i, const struct org *org)
{
    int64_t roles;
    if (strcmp(i->state, "accepted") == 0) return over(t, "was accepted");
    if (strcmp(i->state, "revoked") == 0) return over(t, "was revoked");
    if (i->expires_ms <= t->now_ms) return over(t, "is too old");
    if (i->tries >= INVITATION_TRIES) return over(t, "was tried too often");
    TRY(org_roles_of(t, i->user_id, i->org_id, &roles));
    if (strcmp(org->state, "active") == 0 && org_may_invite(i->kind, org_who(org->kind, roles)))
        return KB_OK;
    return over(t, "does not hold any more");
}

/* --- looking at it --- */

struct invitation_seen {
    const char *kind, *org_name, *org_kind, *inviter, *roles;
    int64_t expires_ms;
};
static const struct kb_field invitation_seen_fields[] = {
    STR(invitation_seen, kind, .doc = "member: join it; distributor, customer: bring your own."),
    STR(invitation_seen, org_name),
    STR(invitation_seen, org_kind),
    STR(invitation_seen, inviter),
    JSON(invitation_seen, roles),
    INT(invitation_seen, expires_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(invitation_seen);

static enum kb_code invitation_look(struct turn *t, const struct invitation_code *in,
                                    struct invitation_seen *out)
{
    struct invitation i;
    struct org org;
    TRY(check_delay(t));
    enum kb_code code = by_code(t, in->code, &i);
    if (code == KB_NOT_FOUND) return unknown(t);
    TRY(code);
    TRY(org_find(t, i.org_id, &org));
    TRY(check_open(t, &i, &org));
    *out = (struct invitation_seen){ .kind = i.kind,
                                     .org_name = org.name,
                                     .org_kind = org.kind,
                                     .inviter = i.inviter,
                                     .roles = org_roles_write(t, org.kind, i.role_bits),
                                     .expires_ms = i.expires_ms };
    return KB_OK;
}
HANDLER(invitation_look, invitation_code, invitation_seen);

/* --- accepting it --- */

struct accept {
    const char *code, *login, *name, *password, *org_name, *form;
};
static const struct kb_field accept_fields[] = {
    STR(accept, code, .min = 20, .max = 64, .secret = true, .doc = "From the link."),
    STR(accept, login, .min = 3, .max = 64, .optional = true, .doc = "Unless you are signed in."),
    STR(accept, name, .max = 64, .optional = true, .doc = "Yours, unless you are signed in."),
    STR(accept, password, .min = 10, .max = 200, .optional = true, .secret = true),
    STR(accept, org_name, .max = 120, .optional = true,
        .doc = "Of the organisation you bring, as on contracts."),
    STR(accept, form, .one_of = org_forms, .optional = true, .doc = "company unless said."),
    { .name = NULL },
};
static SHAPE(accept);

struct accepted {
    struct my_org *org;
    struct who_am_i *user;
};
static const struct kb_field accepted_fields[] = { OBJ(accepted, org, my_org_shape),
                                                   OBJ(accepted, user, who_am_i_shape),
                                                   { .name = NULL } };
static SHAPE(accepted);

static bool signed_in(const struct turn *t)
{
    return t->actor.user_id != 0;
}

/* Hashing is dear, so nobody gets it for a code that is none. */
static enum kb_code prepare_accept(struct turn *t, const struct accept *in)
{
    struct invitation i;
    struct kb_error kept = *t->err;
    if (signed_in(t) || !in->password[0]) return KB_OK;
    if (check_delay(t) == KB_OK && by_code(t, in->code, &i) == KB_OK)
        return org_prepare_hash(t, in->password);
    *t->err = kept;
    return KB_OK;
}

static enum kb_code missing(struct turn *t, const char *field, const char *text)
{
    return kb_fail_field(t->err, field, "request.missing", "%s", text);
}

static enum kb_code too_much(struct turn *t, const char *field, const char *text)
{
    return kb_fail_field(t->err, field, "request.field", "%s", text);
}

/* What has to be said, and what makes no sense to say. */
static enum kb_code check_said(struct turn *t, const struct accept *in, const struct invitation *i)
{
    bool joins = strcmp(i->kind, "member") == 0;
    if (t->actor.key_id)
        return kb_fail(t->err, KB_DENIED, "route.denied", "a person accepts, not an API key");
    if (signed_in(t) && (in->login[0] || in->password[0] || in->name[0]))
        return too_much(t, "login", "you are signed in; sign out to make another login");
    if (!signed_in(t) && !in->login[0]) return missing(t, "login", "sign in, or choose a login");
    if (!signed_in(t) && !in->name[0]) return missing(t, "name", "say your name");
    if (!signed_in(t) && !in->password[0]) return missing(t, "password", "choose a password");
    if (joins && in->org_name[0]) return too_much(t, "org_name", "you join one that is there");
    if (!joins && !in->org_name[0]) return missing(t, "org_name", "name your organisation");
    return KB_OK;
}

/* What is about to be written: where he will belong, and who he is. */
struct joining {
    struct invitation *i;
    struct org *inviter, org; /* org: the one he joins; new unless he becomes a member */
    struct user_row user;
    bool new_org;
};

static enum kb_code plan_org(struct turn *t, const struct accept *in, struct joining *j)
{
    j->new_org = strcmp(j->i->kind, "member") != 0;
    j->org = *j->inviter;
    if (!j->new_org) return KB_OK;
    return org_plan(t,
                    &(struct org_plan){ .kind = j->i->kind,
                                        .name = in->org_name,
                                        .form = in->form,
                                        .field = "org_name",
                                        .parent_id = j->i->org_id },
                    &j->org);
}

static enum kb_code plan_user(struct turn *t, const struct accept *in, struct joining *j)
{
    if (signed_in(t)) return org_user_find(t, "", t->actor.user_id, &j->user);
    TRY(org_user_check(t, in->login, in->password));
    j->user = (struct user_row){ 0, in->login, in->name, t->prepared, "active" };
    if (t->prepared) return KB_OK;
    return kb_fail(t->err, KB_UNAVAILABLE, "store.busy", "try again"); /* it was not there yet */
}

static enum kb_code write_user(struct turn *t, struct joining *j)
{
    struct user_new u = { .login = j->user.login,
                          .name = j->user.name,
                          .password_hash = j->user.password_hash,
                          .org_id = j->org.id,
                          .roles = j->new_org ? 1 : j->i->role_bits };
    if (!j->new_org)
        TRY(turn_int(t, &q_department_still,
                     ARGS(ARG_INT(id, j->i->department_id), ARG_INT(org_id, j->org.id)),
                     &u.department_id));
    if (!j->user.id) return org_user_add(t, &u, &j->user.id);
    return org_user_join(t, j->user.id, &u);
}

/* The inviter has his customer, when selling is what he does. */
static enum kb_code write_org(struct turn *t, const struct joining *j)
{
    int64_t roles;
    if (!j->new_org) return KB_OK;
    TRY(org_found(t, &j->org));
    if (strcmp(j->org.kind, "customer") != 0) return KB_OK;
    TRY(org_roles_of(t, j->i->user_id, j->i->org_id, &roles));
    bool sales = (org_who(j->inviter->kind, roles) & (WHO_P_SALES | WHO_D_SALES)) != 0;
    return org_customer_begin(t, &j->org, sales ? j->i->user_id : 0, "invitation");
}

/* In the journal it is he who did it, also when nobody was signed in. */
static enum kb_code write_journal(struct turn *t, const struct joining *j)
{
    struct turn_actor kept = t->actor;
    t->actor.user_id = j->user.id;
    t->actor.name = j->user.name;
    TRY(turn_change(t, j->i->org_id, "invitation", j->i->id, "accepted", ""));
    if (j->new_org)
        TRY(turn_change(t, j->i->org_id, j->org.kind, j->org.id, "created", ""));
    else
        TRY(turn_change(t, j->i->org_id, "member", j->user.id, "joined", ""));
    t->actor = kept;
    return KB_OK;
}

static enum kb_code tell_inviter(struct turn *t, const struct joining *j)
{
    const char *who = j->new_org ? j->org.name : j->user.name;
    return turn_notify(
        t, &(struct turn_notice){ .org_id = j->i->org_id,
                                  .user_id = j->i->user_id,
                                  .kind = "invitation",
                                  .object = "invitation",
                                  .object_id = j->i->id,
                                  .text_zh = kb_printf(t->arena, "%s 已接受邀请", who),
                                  .text_en = kb_printf(t->arena, "%s has accepted the invitation",
                                                       who) });
}

static enum kb_code join(struct turn *t, struct joining *j)
{
    TRY(write_org(t, j));
    TRY(write_user(t, j));
    TRY(turn_run_one(t, &q_invitation_accept,
                     ARGS(ARG_INT(id, j->i->id), ARG_INT(org_id, j->i->org_id),
                          ARG_INT(accepted_by, j->user.id), ARG_INT(accepted_org, j->org.id),
                          ARG_INT(now_ms, t->now_ms))));
    if (j->new_org) TRY(turn_tell(t, "org.created", j->org.id));
    TRY(write_journal(t, j));
    return tell_inviter(t, j);
}

/* Where he now belongs. */
static enum kb_code answer(struct turn *t, int64_t user_id, int64_t org_id, struct accepted *out)
{
    struct user_row u;
    struct org org;
    int64_t roles;
    TRY(org_user_find(t, "", user_id, &u));
    TRY(org_find(t, org_id, &org));
    TRY(org_roles_of(t, user_id, org_id, &roles));
    out->user = KB_NEW(t->arena, struct who_am_i);
    *out->user = (struct who_am_i){ .id = u.id, .login = u.login, .name = u.name };
    out->org = KB_NEW(t->arena, struct my_org);
    *out->org = (struct my_org){ .id = org.id,
                                 .kind = org.kind,
                                 .parent_id = org.parent_id,
                                 .name = org.name,
                                 .role_bits = roles,
                                 .roles = org_roles_write(t, org.kind, roles) };
    return KB_OK;
}

/* Whether a login or a name is taken is told to whoever has the link, a few times only. */
static enum kb_code refuse_tried(struct turn *t, const struct invitation *i, enum kb_code code)
{
    const char *reason = t->err->reason;
    if (strcmp(reason, "user.login_taken") != 0 && strcmp(reason, "org.name_taken") != 0)
        return code;
    struct kb_error kept = *t->err;
    TRY(turn_run_one(t, &q_invitation_tried, ARGS(ARG_INT(id, i->id), ARG_INT(org_id, i->org_id))));
    *t->err = kept;
    return refuse_counted(t, code);
}

static enum kb_code accept_open(struct turn *t, const struct accept *in, struct invitation *i,
                                struct accepted *out)
{
    struct org inviter;
    struct joining j = { .i = i, .inviter = &inviter };
    TRY(org_find(t, i->org_id, &inviter));
    TRY(check_open(t, i, &inviter));
    TRY(check_said(t, in, i));
    enum kb_code code = plan_user(t, in, &j);
    if (code == KB_OK) code = plan_org(t, in, &j);
    if (code != KB_OK) return refuse_tried(t, i, code);
    TRY(join(t, &j));
    return answer(t, j.user.id, j.org.id, out);
}

static enum kb_code invitation_accept(struct turn *t, const struct accept *in, struct accepted *out)
{
    struct invitation i;
    TRY(check_delay(t));
    enum kb_code code = by_code(t, in->code, &i);
    if (code == KB_NOT_FOUND) return unknown(t);
    TRY(code);
    if (strcmp(i.state, "accepted") == 0 && i.accepted_by == t->actor.user_id)
        return answer(t, i.accepted_by, i.accepted_org, out);
    return accept_open(t, in, &i, out);
}
HANDLER_PREPARED(invitation_accept, accept, accepted, prepare_accept);

const struct turn_route invitation_accept_routes[] = {
    { "POST", "/v1/invitations/look", WHO_ANYONE, &invitation_look_call, "invitations_look",
      "See who invites to what, by the code of the link.", TURN_NO_KEY },
    { "POST", "/v1/invitations/accept", WHO_ANYONE, &invitation_accept_call, "invitations_accept",
      "Accept an invitation with the user you are signed in as, or with a new login." },
    { .method = NULL },
};
