/* claim - a receipt split to the fen over customers and recharges that wait. One claim at a time is
 * open for a receipt; who records a receipt does not also say whose it is, and where the
 * organisation wants an approval, the money stays unclaimed until it is given. */
#include "billing/payments/payments_priv.h"
#include "billing/price.h"
#include "claim_sql.h"

#include <string.h>

static const char *const claim_states[] = { "asked", "waiting", "done", "rejected", NULL };

static const struct kb_field claim_fields[] = {
    ID(claim, id, "clm"),
    ID(claim, org_id, "org"),
    ID(claim, arrival_id, "arv"),
    INT(claim, amount_fen, .unit = "fen"),
    ID(claim, approval_id, "apr"),
    STR(claim, state, .one_of = claim_states),
    STR(claim, reason),
    ID(claim, created_by, "usr"),
    ID(claim, decided_by, "usr"),
    INT(claim, created_ms, .unit = "ms"),
    INT(claim, decided_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(claim);
static const struct kb_field claim_part_fields[] = {
    INT(claim_part, claim_id, .secret = true),
    INT(claim_part, n, .secret = true),
    ID(claim_part, customer_id, "org"),
    ID(claim_part, recharge_id, "rch"),
    INT(claim_part, amount_fen, .unit = "fen"),
    { .name = NULL },
};
static SHAPE(claim_part);

/* What is agreed to: all of the receipt that matters, and all of its parts. */
struct claim_terms {
    const char *bank_ref, *payer, *payer_account, *day;
    int64_t amount_fen;
    struct kb_list parts;
};
static const struct kb_field claim_terms_fields[] = {
    STR(claim_terms, bank_ref),   STR(claim_terms, payer),
    STR(claim_terms, payer_account), STR(claim_terms, day),
    INT(claim_terms, amount_fen), LIST(claim_terms, parts, claim_part_shape),
    { .name = NULL },
};
static SHAPE(claim_terms);

static const char *terms(struct turn *t, const struct arrival *a, const struct kb_list *parts)
{
    return desk_approval_payload(t, &claim_terms_shape,
                                 &(struct claim_terms){ .bank_ref = a->bank_ref,
                                                        .payer = a->payer,
                                                        .payer_account = a->payer_account,
                                                        .day = a->day,
                                                        .amount_fen = a->amount_fen,
                                                        .parts = *parts });
}

/* --- deciding --- */

enum kb_code pay_claim_ask(struct turn *t, struct claim *c, const struct arrival *a,
                           const struct kb_list *parts)
{
    struct approval out;
    const char *yuan = price_yuan(t, a->amount_fen);
    if (!c->id) c->id = turn_new_id(t);
    TRY(desk_approval_need(
        t,
        &(struct approval_ask){
            .org_id = a->org_id,
            .kind = "recharge",
            .object = "claim",
            .object_id = c->id,
            .amount_fen = a->amount_fen,
            .payload_json = terms(t, a, parts),
            .title_zh = kb_printf(t->arena, "认领到账 %s 元（付款方 %.60s）", yuan, a->payer),
            .title_en = kb_printf(t->arena, "Claim %s received from %.60s", yuan, a->payer) },
        &out));
    c->approval_id = out.id;
    c->state = desk_approved(&out) ? "done" : "waiting";
    return KB_OK;
}

static enum kb_code credit(struct turn *t, const struct claim *c, const struct arrival *a,
                           const struct kb_list *parts)
{
    const struct claim_part *p = parts->at;
    for (int64_t i = 0; i < parts->n; i++) {
        int64_t id;
        struct pay_credit x = { c->org_id,   p[i].recharge_id, p[i].customer_id, p[i].amount_fen,
                                a->payer, a->memo };
        TRY(pay_recharge_credit(t, &x, &id));
        TRY(turn_run_one(t, &q_claim_part_credited,
                         ARGS(ARG_INT(claim_id, c->id), ARG_INT(n, p[i].n),
                              ARG_INT(recharge_id, id))));
    }
    return pay_arrival_claim(t, a, c->id, "claimed");
}

/* Where it stands now; one that is done is credited. */
static enum kb_code move(struct turn *t, struct claim *c, const struct arrival *a,
                         const struct kb_list *parts)
{
    bool over = strcmp(c->state, "waiting") != 0;
    c->decided_by = over ? t->actor.user_id : 0;
    c->decided_ms = over ? t->now_ms : 0;
    TRY(turn_put(t, &q_claim_move, &claim_shape, c));
    TRY(turn_change(t, c->org_id, "claim", c->id, c->state, ""));
    turn_touch(t, c->org_id, "claim", c->id);
    return strcmp(c->state, "done") == 0 ? credit(t, c, a, parts) : KB_OK;
}

enum kb_code pay_claim_add(struct turn *t, struct claim *c, const struct arrival *a,
                           const struct kb_list *parts)
{
    struct claim_part *p = parts->at;
    if (!c->id) c->id = turn_new_id(t);
    c->org_id = a->org_id;
    c->arrival_id = a->id;
    c->amount_fen = a->amount_fen;
    c->reason = "";
    c->created_by = t->actor.user_id;
    c->created_ms = t->now_ms;
    TRY(turn_put(t, &q_claim_add, &claim_shape, c));
    for (int64_t i = 0; i < parts->n; i++) {
        p[i].claim_id = c->id;
        p[i].n = i + 1;
        TRY(turn_put(t, &q_claim_part_add, &claim_part_shape, &p[i]));
        if (p[i].recharge_id) TRY(pay_recharge_take(t, a->org_id, p[i].recharge_id, c->id));
    }
    TRY(pay_arrival_claim(t, a, c->id, "unclaimed"));
    if (strcmp(c->state, "asked") != 0) return move(t, c, a, parts);
    return turn_change(t, c->org_id, "claim", c->id, "asked", "");
}

/* --- reading it back --- */

static enum kb_code find(struct turn *t, int64_t org_id, int64_t id, struct claim *out)
{
    return turn_find(t, "claim", &q_claim_find, ARGS(ARG_INT(id, id), ARG_INT(org_id, org_id)),
                     &claim_shape, out);
}

static enum kb_code parts_of(struct turn *t, int64_t id, struct kb_list *out)
{
    return turn_all(t, &q_claim_parts, ARGS(ARG_INT(claim_id, id)), &claim_part_shape,
                    CLAIM_PARTS_MAX, out);
}

struct claim_page {
    struct claim *claim;
    struct arrival *arrival;
    struct kb_list parts;
};
static const struct kb_field claim_page_fields[] = {
    OBJ(claim_page, claim, claim_shape),
    OBJ(claim_page, arrival, arrival_shape),
    LIST(claim_page, parts, claim_part_shape),
    { .name = NULL },
};
static SHAPE(claim_page);

static enum kb_code page(struct turn *t, int64_t id, struct claim_page *out)
{
    out->claim = KB_NEW(t->arena, struct claim);
    out->arrival = KB_NEW(t->arena, struct arrival);
    TRY(find(t, t->actor.org_id, id, out->claim));
    TRY(pay_arrival_find(t, t->actor.org_id, out->claim->arrival_id, out->arrival));
    return parts_of(t, id, &out->parts);
}

/* --- what was rejected, or taken back: the money is unclaimed again --- */

static enum kb_code reject(struct turn *t, struct claim *c, const char *reason)
{
    struct arrival a;
    struct kb_list parts;
    TRY(pay_arrival_find(t, c->org_id, c->arrival_id, &a));
    TRY(parts_of(t, c->id, &parts));
    const struct claim_part *p = parts.at;
    c->state = "rejected";
    c->reason = reason;
    for (int64_t i = 0; i < parts.n; i++)
        if (p[i].recharge_id) TRY(pay_recharge_take(t, c->org_id, p[i].recharge_id, 0));
    TRY(pay_arrival_claim(t, &a, 0, "unclaimed"));
    return move(t, c, &a, &parts);
}

enum kb_code pay_claim_decided(struct turn *t, const struct approval *a)
{
    struct claim c;
    struct arrival arrival;
    struct kb_list parts;
    TRY(find(t, a->org_id, a->object_id, &c));
    if (strcmp(c.state, "waiting") != 0 || c.approval_id != a->id) return KB_OK;
    if (!desk_approved(a)) return reject(t, &c, a->reason[0] ? a->reason : a->state);
    TRY(pay_arrival_find(t, c.org_id, c.arrival_id, &arrival));
    TRY(parts_of(t, c.id, &parts));
    TRY(desk_approval_check(t, a->id, terms(t, &arrival, &parts)));
    c.state = "done";
    return move(t, &c, &arrival, &parts);
}

/* --- claiming --- */

struct claim_new {
    int64_t id;
    struct kb_list parts;
};
static const struct kb_field claim_new_fields[] = {
    ID(claim_new, id, "arv"),
    LIST(claim_new, parts, claim_new_part_shape, .min = 1, .max = CLAIM_PARTS_MAX,
         .doc = "Together all of the receipt, to the fen."),
    { .name = NULL },
};
static SHAPE(claim_new);

static enum kb_code claim_create(struct turn *t, const struct claim_new *in, struct claim_page *out)
{
    struct arrival a;
    struct kb_list parts;
    struct claim c = { .state = "asked" };
    TRY(pay_arrival_find(t, t->actor.org_id, in->id, &a));
    bool own = a.created_by == t->actor.user_id;
    if (strcmp(a.state, "unclaimed") != 0 || a.claim_id)
        return kb_fail(t->err, KB_CONFLICT, "arrival.claimed",
                       "somebody else has claimed this receipt already");
    TRY(pay_claim_parts_read(t, &in->parts, &a, &parts, &own));
    if (!own && t->actor.who & WHO_FINANCE) TRY(pay_claim_ask(t, &c, &a, &parts));
    TRY(pay_claim_add(t, &c, &a, &parts));
    return page(t, c.id, out);
}
HANDLER(claim_create, claim_new, claim_page);

/* --- what somebody asked, for finance to decide --- */

struct claim_key {
    int64_t id;
};
static const struct kb_field claim_key_fields[] = { ID(claim_key, id, "clm"), { .name = NULL } };
static SHAPE(claim_key);

static enum kb_code asked(struct turn *t, int64_t id, struct claim *c)
{
    TRY(find(t, t->actor.org_id, id, c));
    if (strcmp(c->state, "asked") == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "claim.decided",
                   strcmp(c->state, "waiting") == 0 ? "its approval decides it now"
                                                    : "it was decided already");
}

static enum kb_code claim_confirm(struct turn *t, const struct claim_key *in,
                                  struct claim_page *out)
{
    struct claim c;
    struct arrival a;
    struct kb_list parts;
    TRY(asked(t, in->id, &c));
    if (c.created_by == t->actor.user_id)
        return kb_fail(t->err, KB_DENIED, "recharge.own",
                       "someone else must confirm what you entered");
    TRY(pay_arrival_find(t, c.org_id, c.arrival_id, &a));
    TRY(parts_of(t, c.id, &parts));
    TRY(pay_claim_ask(t, &c, &a, &parts));
    TRY(move(t, &c, &a, &parts));
    return page(t, c.id, out);
}
HANDLER(claim_confirm, claim_key, claim_page);

struct claim_reject {
    int64_t id;
    const char *reason;
};
static const struct kb_field claim_reject_fields[] = { ID(claim_reject, id, "clm"),
                                                       STR(claim_reject, reason, .min = 1,
                                                           .max = 200),
                                                       { .name = NULL } };
static SHAPE(claim_reject);

static enum kb_code claim_reject(struct turn *t, const struct claim_reject *in,
                                 struct claim_page *out)
{
    struct claim c;
    TRY(asked(t, in->id, &c));
    if (!(t->actor.who & WHO_FINANCE) && c.created_by != t->actor.user_id)
        return kb_fail(t->err, KB_DENIED, "route.denied", "finance, or who asked, can reject it");
    TRY(reject(t, &c, in->reason));
    return page(t, c.id, out);
}
HANDLER(claim_reject, claim_reject, claim_page);

/* --- seen --- */

static enum kb_code claim_get(struct turn *t, const struct claim_key *in, struct claim_page *out)
{
    return page(t, in->id, out);
}
HANDLER(claim_get, claim_key, claim_page);

struct claims_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field claims_in_fields[] = {
    TURN_PAGE_FIELDS(claims_in),
    STR(claims_in, state, .one_of = claim_states, .optional = true),
    { .name = NULL },
};
static SHAPE(claims_in);
struct claims {
    struct kb_list items;
    const char *next;
};
static const struct kb_field claims_fields[] = { LIST(claims, items, claim_shape),
                                                 STR(claims, next),
                                                 { .name = NULL } };
static SHAPE(claims);

static enum kb_code claims_list(struct turn *t, const struct claims_in *in, struct claims *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_claims_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(state, in->state),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &claim_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &claim_shape);
    return KB_OK;
}
HANDLER(claims_list, claims_in, claims);

const struct turn_route claim_routes[] = {
    { "GET", "/v1/claims", WHO_FINANCE | WHO_SALES, &claims_list_call, "claims_list",
      "List who claimed which receipt, and what became of it.", TURN_LIST },
    { "GET", "/v1/claims/{id}", WHO_FINANCE | WHO_SALES, &claim_get_call, "claims_get",
      "Show a claim with its receipt and its parts." },
    { "POST", "/v1/arrivals/{id}/claim", WHO_FINANCE | WHO_SALES, &claim_create_call,
      "arrivals_claim",
      "Say whose a receipt is, to the fen; what sales people ask, or who recorded it, another of "
      "finance decides.",
      TURN_MONEY },
    { "POST", "/v1/claims/{id}/confirm", WHO_FINANCE, &claim_confirm_call, "claims_confirm",
      "Agree to a claim somebody else asked for; it is credited, or its approval is asked for.",
      TURN_MONEY },
    { "POST", "/v1/claims/{id}/reject", WHO_FINANCE | WHO_SALES, &claim_reject_call,
      "claims_reject", "Refuse a claim, or take your own back: the receipt is unclaimed again.",
      TURN_MONEY },
    { .method = NULL },
};
