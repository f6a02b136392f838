/* agreement_state - draft, signed, active, winding down, ended. The other side signs the text it
 * has read, by its hash. Activating puts a version in the place of the one before, after every
 * chain that would run through it was looked at. */
#include "catalog/agreement_priv.h"
#include "agreement_state_sql.h"
#include "desk/approval.h"

#include "base/states.h"

#include <string.h>

#define OWN_DEVICES_RATE_BP 7000 /* until the platform agrees on another with itself */

static const struct kb_move agreement_moves[] = {
    { "draft", "signed" },   { "draft", "ended" },  { "signed", "active" },
    { "signed", "ended" },   { "active", "winding" }, { "active", "ended" },
    { "winding", "active" }, { "winding", "ended" }, { NULL, NULL },
};
static const struct kb_states agreement_states = { "agreement", agreement_moves };

static enum kb_code move(struct turn *t, struct agreement *a, const char *to, const char *reason)
{
    TRY(kb_states_check(&agreement_states, a->state, to, t->err));
    a->state = to;
    a->reason = reason;
    if (strcmp(to, "active") == 0) a->active_ms = t->now_ms, a->winding_ms = 0;
    if (strcmp(to, "winding") == 0) a->winding_ms = t->now_ms;
    if (strcmp(to, "ended") == 0) a->ended_ms = t->now_ms;
    TRY(turn_put(t, &q_agreement_move, &agreement_shape, a));
    turn_touch(t, a->seller_id, "agreement", a->id);
    turn_touch(t, a->buyer_id, "agreement", a->id);
    TRY(turn_change(t, agreement_drafter(a), "agreement", a->id, to, ""));
    return strcmp(to, "active") == 0 ? turn_tell(t, "agreement.active", a->id) : KB_OK;
}

/* --- signing --- */

struct agreement_sign {
    int64_t id;
    const char *text_hash;
    bool paper;
};
static const struct kb_field agreement_sign_fields[] = {
    ID(agreement_sign, id, "agr"),
    STR(agreement_sign, text_hash, .min = 64, .max = 64, .doc = "Of the text that was read."),
    BOOL(agreement_sign, paper, .optional = true,
         .doc = "By whoever drafted it: the other side has signed on paper."),
    { .name = NULL },
};
static SHAPE(agreement_sign);

static enum kb_code agreement_sign(struct turn *t, const struct agreement_sign *in,
                                   struct agreement_page *out)
{
    struct agreement a;
    TRY(agreement_find(t, in->id, &a));
    bool drafter = agreement_drafter(&a) == t->actor.org_id;
    if (drafter != in->paper && strcmp(a.kind, "virtual") != 0)
        return kb_fail(t->err, KB_DENIED, "agreement.sign",
                       "the other side signs, or its drafter says that it has signed on paper");
    if (strcmp(a.text_hash, in->text_hash) != 0)
        return kb_fail_field(t->err, "text_hash", "agreement.text",
                             "the text has changed since it was read");
    a.signed_by = t->actor.user_id;
    a.signed_ms = t->now_ms;
    TRY(move(t, &a, "signed", ""));
    return agreement_page(t, a.id, out);
}
HANDLER(agreement_sign, agreement_sign, agreement_page);

/* --- coming into force --- */

/* The version in force before makes room; its running orders keep the terms they were made on. */
static enum kb_code take_place(struct turn *t, struct agreement *a)
{
    struct kb_list list;
    TRY(turn_all(t, &q_agreement_in_force,
                 ARGS(ARG_INT(seller_id, a->seller_id), ARG_INT(buyer_id, a->buyer_id)),
                 &agreement_shape, 2, &list));
    struct agreement *old = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(move(t, &old[i], "ended", "superseded"));
    return move(t, a, "active", "");
}

/* What the drafter's people agree to: the text that was signed, and every line of the terms. */
struct agreement_terms {
    int64_t agreement_id, version, seller_id, buyer_id, settle_day, refund_days, valid_to_ms,
        items_n;
    const char *title, *text_hash, *settle_cycle, *refund_policy, *wind_policy, *items_digest;
};
static const struct kb_field agreement_terms_fields[] = {
    ID(agreement_terms, agreement_id, "agr"), INT(agreement_terms, version),
    ID(agreement_terms, seller_id, "org"),    ID(agreement_terms, buyer_id, "org"),
    STR(agreement_terms, title),              STR(agreement_terms, text_hash),
    STR(agreement_terms, settle_cycle),       INT(agreement_terms, settle_day),
    STR(agreement_terms, refund_policy),      INT(agreement_terms, refund_days),
    STR(agreement_terms, wind_policy),        INT(agreement_terms, valid_to_ms),
    INT(agreement_terms, items_n),            STR(agreement_terms, items_digest),
    { .name = NULL },
};
static SHAPE(agreement_terms);

struct agreement_lines {
    struct kb_list items;
};
static const struct kb_field agreement_lines_fields[] = {
    LIST(agreement_lines, items, agreement_item_shape), { .name = NULL }
};
static SHAPE(agreement_lines);

static enum kb_code terms(struct turn *t, const struct agreement *a, const char **out)
{
    char digest[65];
    struct agreement_lines lines;
    TRY(agreement_items(t, a->id, &lines.items));
    const char *text = desk_approval_payload(t, &agreement_lines_shape, &lines);
    kb_digest(digest, text, strlen(text));
    *out = desk_approval_payload(t, &agreement_terms_shape,
                                 &(struct agreement_terms){ .agreement_id = a->id,
                                                            .version = a->version,
                                                            .seller_id = a->seller_id,
                                                            .buyer_id = a->buyer_id,
                                                            .title = a->title,
                                                            .text_hash = a->text_hash,
                                                            .settle_cycle = a->settle_cycle,
                                                            .settle_day = a->settle_day,
                                                            .refund_policy = a->refund_policy,
                                                            .refund_days = a->refund_days,
                                                            .wind_policy = a->wind_policy,
                                                            .valid_to_ms = a->valid_to_ms,
                                                            .items_n = lines.items.n,
                                                            .items_digest = digest });
    return KB_OK;
}

/* *given: nobody needs to be asked. Else its approval puts it in force. */
static enum kb_code ask(struct turn *t, struct agreement *a, bool *given)
{
    struct approval out;
    const char *payload;
    TRY(terms(t, a, &payload));
    struct approval_ask what = {
        .org_id = agreement_drafter(a),
        .kind = "agreement",
        .object = "agreement",
        .object_id = a->id,
        .payload_json = payload,
        .title_zh = kb_printf(t->arena, "协议“%.100s”第 %lld 版生效", a->title,
                              (long long)a->version),
        .title_en = kb_printf(t->arena, "The terms “%.100s”, version %lld, come into force",
                              a->title, (long long)a->version)
    };
    TRY(t->actor.user_id ? desk_approval_need(t, &what, &out)
                         : desk_approval_need_for(t, &what, &out));
    *given = desk_approved(&out);
    if (*given) return KB_OK;
    a->approval_id = out.id;
    return turn_run_one(t, &q_agreement_approval,
                        ARGS(ARG_INT(id, a->id), ARG_INT(approval_id, out.id)));
}

/* On a reader's snapshot, because it asks for every SKU and every seller below. */
static enum kb_code prepare_activate(struct turn *t, const struct agreement_key *in)
{
    struct agreement a;
    TRY(agreement_find(t, in->id, &a));
    return agreement_check_chains(t, &a);
}

static enum kb_code agreement_activate(struct turn *t, const struct agreement_key *in,
                                       struct agreement_page *out)
{
    struct agreement a;
    bool given;
    TRY(agreement_find(t, in->id, &a));
    if (agreement_drafter(&a) != t->actor.org_id)
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such draft of yours");
    TRY(kb_states_check(&agreement_states, a.state, "active", t->err));
    if (a.valid_from_ms > t->now_ms)
        return kb_fail(t->err, KB_CONFLICT, "agreement.not_yet",
                       "it comes into force by itself when its time has come");
    TRY(ask(t, &a, &given));
    if (given) TRY(take_place(t, &a));
    return agreement_page(t, a.id, out);
}
HANDLER_PREPARED(agreement_activate, agreement_key, agreement_page, prepare_activate);

/* --- winding down and ending --- */

struct agreement_stop {
    int64_t id;
    const char *reason;
};
static const struct kb_field agreement_stop_fields[] = {
    ID(agreement_stop, id, "agr"),
    STR(agreement_stop, reason, .min = 1, .max = 200),
    { .name = NULL },
};
static SHAPE(agreement_stop);

/* Either side may; own devices are always there to be sold from. */
static enum kb_code stop(struct turn *t, const struct agreement_stop *in, const char *to,
                         struct agreement_page *out)
{
    struct agreement a;
    TRY(agreement_find(t, in->id, &a));
    TRY(move(t, &a, to, in->reason));
    return agreement_page(t, a.id, out);
}

static enum kb_code agreement_wind_down(struct turn *t, const struct agreement_stop *in,
                                        struct agreement_page *out)
{
    return stop(t, in, "winding", out);
}
HANDLER(agreement_wind_down, agreement_stop, agreement_page);

static enum kb_code agreement_end(struct turn *t, const struct agreement_stop *in,
                                  struct agreement_page *out)
{
    return stop(t, in, "ended", out);
}
HANDLER(agreement_end, agreement_stop, agreement_page);

/* --- by itself --- */

/* Asked for now, it comes into force with its approval. */
static enum kb_code in_force(struct turn *t, struct agreement *a)
{
    bool given = a->approval_id != 0;
    if (given) {
        struct approval old;
        TRY(desk_approval_find(t, a->approval_id, &old));
        given = desk_approved(&old);
    }
    if (!given) TRY(ask(t, a, &given));
    if (given) return take_place(t, a);
    return turn_run(t, &q_agreement_waits, ARGS(ARG_INT(id, a->id)));
}

/* Its time has come: what could not be sold by it would be refused at every quote, so it waits as
 * signed and its drafter is told, rather than coming into force broken. */
static enum kb_code begins(struct turn *t, struct agreement *a)
{
    struct kb_error why = { 0 }, *err = t->err;
    t->err = &why;
    enum kb_code code = agreement_check_chains(t, a);
    t->err = err;
    if (code == KB_OK) return in_force(t, a);
    TRY(turn_run(t, &q_agreement_waits, ARGS(ARG_INT(id, a->id))));
    return turn_notify(
        t, &(struct turn_notice){
               .org_id = agreement_drafter(a),
               .kind = "agreement",
               .object = "agreement",
               .object_id = a->id,
               .text_zh = kb_printf(t->arena, "协议“%s”到了生效时间但不能生效：%s", a->title, why.text),
               .text_en = kb_printf(t->arena, "The terms “%s” could not come into force: %s",
                                    a->title, why.text) });
}

static enum kb_code on_decided(struct turn *t, int64_t approval_id)
{
    struct approval a;
    struct agreement g;
    const char *payload;
    TRY(desk_approval_find(t, approval_id, &a));
    if (strcmp(a.object, "agreement") != 0 || !desk_approved(&a)) return KB_OK;
    TRY(turn_find(t, "agreement", &q_agreement_by_id, ARGS(ARG_INT(id, a.object_id)),
                  &agreement_shape, &g));
    if (strcmp(g.state, "signed") != 0 || g.approval_id != a.id) return KB_OK;
    TRY(terms(t, &g, &payload));
    TRY(desk_approval_check(t, a.id, payload));
    return begins(t, &g);
}

static enum kb_code terms_tick(struct turn *t, const struct nothing *in, struct ticked *out)
{
    struct kb_list list;
    (void)in;
    TRY(turn_all(t, &q_agreements_to_begin, ARGS(ARG_INT(now_ms, t->now_ms)), &agreement_shape, 8,
                 &list));
    struct agreement *a = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(turn_due(t, "agreement", a[i].id, begins(t, &a[i])));
    TRY(turn_all(t, &q_agreements_to_end, ARGS(ARG_INT(now_ms, t->now_ms)), &agreement_shape, 64,
                 &list));
    a = list.at;
    for (int64_t i = 0; i < list.n; i++)
        TRY(turn_due(t, "agreement", a[i].id, move(t, &a[i], "ended", "expired")));
    return turn_int(t, &q_agreement_next, ARGS(ARG_INT(now_ms, t->now_ms)), &out->next_ms);
}
HANDLER(terms_tick, nothing, ticked);

/* The platform's own devices come from a virtual supplier under terms of their own. */
static enum kb_code on_org_created(struct turn *t, int64_t id)
{
    struct org o;
    TRY(org_find(t, id, &o));
    if (!o.own_devices) return KB_OK;
    char hash[65];
    int64_t agreement_id = turn_new_id(t);
    kb_digest(hash, "", 0);
    TRY(turn_run(t, &q_own_devices_add,
                 ARGS(ARG_INT(id, agreement_id), ARG_INT(seller_id, id),
                      ARG_INT(buyer_id, o.parent_id), ARG_STR(text_hash, hash),
                      ARG_INT(now_ms, t->now_ms))));
    TRY(turn_run(t, &q_own_devices_text, ARGS(ARG_INT(id, agreement_id), ARG_STR(hash, hash))));
    TRY(turn_run(t, &q_own_devices_item,
                 ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(agreement_id, agreement_id),
                      ARG_INT(rate_bp, OWN_DEVICES_RATE_BP))));
    return turn_tell(t, "agreement.active", agreement_id);
}

const struct turn_listener catalog_listeners[] = {
    { "org.created", on_org_created },
    { "approval.decided", on_decided },
    { .event = NULL },
};

#define TERMS (WHO_ADMIN | WHO_P_SALES | WHO_P_OPERATOR)
const struct turn_route agreement_state_routes[] = {
    { "POST", "/v1/agreements/{id}/sign", WHO_ADMIN | WHO_P_SALES | WHO_S_ADMIN,
      &agreement_sign_call, "agreements_sign", "Sign the text you have read." },
    { "POST", "/v1/agreements/{id}/activate", TERMS, &agreement_activate_call,
      "agreements_activate", "Put signed terms in force in the place of the version before." },
    { "POST", "/v1/agreements/{id}/wind-down", WHO_ADMIN | WHO_S_ADMIN, &agreement_wind_down_call,
      "agreements_wind_down", "Sell nothing new; what runs renews or expires, as agreed." },
    { "POST", "/v1/agreements/{id}/end", WHO_ADMIN | WHO_S_ADMIN, &agreement_end_call,
      "agreements_end", "End terms, or drop a draft." },
    { "SYSTEM", "", WHO_SYSTEM, &terms_tick_call, "terms_tick", "What the clock does to terms." },
    { .method = NULL },
};
