/* agreement - drafts of the terms between two neighbours: the contract's text, how it is settled
 * and refunded, and line by line what the buyer pays. Terms are versions: a draft is written
 * freely, what was signed is not changed any more, the next version follows it. */
#include "catalog/agreement_priv.h"
#include "catalog/price_priv.h"
#include "catalog/scope.h"
#include "agreement_sql.h"

#include <string.h>

#define TEXT_MAX 262144

static const char *const settle_cycles[] = { "day", "week", "month", "quarter", NULL };
static const char *const refund_policies[] = { "prorata", "none", "days", NULL };
static const char *const wind_policies[] = { "renew", "expire", NULL };
static const char *const modes[] = { "discount", "rebate", "floor", "excluded", NULL };

const struct kb_field agreement_item_fields[] = {
    SCOPE_FIELDS(agreement_item),
    STR(agreement_item, cycle, .one_of = catalog_cycles, .optional = true,
        .doc = "For this cycle only."),
    STR(agreement_item, mode, .one_of = modes,
        .doc = "discount 折扣: the buyer pays rate_bp of the list price; floor 底价: a price; "
               "rebate 返佣: it earns rate_bp of what the customer pays; excluded: not sold."),
    INT(agreement_item, rate_bp, .min = 0, .max = 10000, .optional = true, .unit = "bp"),
    INT(agreement_item, floor_fen, .min = 0, .max = PRICE_FEN_MAX, .optional = true,
        .unit = "fen"),
    INT(agreement_item, floor_ufen, .min = 0, .max = PRICE_UFEN_MAX, .optional = true,
        .unit = "ufen"),
    INT(agreement_item, cap_fen, .min = 0, .max = PRICE_FEN_MAX, .optional = true, .unit = "fen",
        .doc = "Of a floor: the most the buyer may ask."),
    INT(agreement_item, cap_ufen, .min = 0, .max = PRICE_UFEN_MAX, .optional = true,
        .unit = "ufen"),
    { .name = NULL },
};
SHAPE(agreement_item);

/* A row of the table: what a scope points at is ref_id or ref_kind. */
static const struct kb_field item_row_fields[] = {
    INT(agreement_item, id),         INT(agreement_item, agreement_id),
    SCOPE_ROW_FIELDS(agreement_item), STR(agreement_item, cycle),
    STR(agreement_item, mode),       INT(agreement_item, rate_bp),
    INT(agreement_item, floor_ufen), INT(agreement_item, cap_ufen),
    { .name = NULL },
};
static const struct kb_shape item_row_shape = { "agreement_item", sizeof(struct agreement_item),
                                                item_row_fields };

enum kb_code agreement_items(struct turn *t, int64_t id, struct kb_list *out)
{
    TRY(turn_all(t, &q_items_of, ARGS(ARG_INT(agreement_id, id)), &item_row_shape,
                 AGREEMENT_ITEMS_MAX, out));
    struct agreement_item *i = out->at, *end = i + out->n;
    for (; i < end; i++) {
        struct scope s = SCOPE_OF(i);
        scope_show(&s);
        SCOPE_BACK(i, s);
        i->floor_fen = i->floor_ufen % UFEN == 0 ? i->floor_ufen / UFEN : 0;
        i->cap_fen = i->cap_ufen % UFEN == 0 ? i->cap_ufen / UFEN : 0;
    }
    return KB_OK;
}

/* --- what a draft says --- */

struct terms {
    int64_t id, buyer_id, supplier_id, settle_day, refund_days, valid_from_ms, valid_to_ms;
    const char *title, *settle_cycle, *refund_policy, *wind_policy, *text_name, *text_media, *text;
    struct kb_list items;
};
#define TERMS_FIELDS                                                                               \
    STR(terms, title, .min = 1, .max = 120),                                                       \
        STR(terms, settle_cycle, .one_of = settle_cycles, .optional = true,                        \
            .doc = "month when not given."),                                                       \
        INT(terms, settle_day, .min = 0, .max = 31, .optional = true,                              \
            .doc = "Day of the month or week; 0: the first after the period."),                    \
        STR(terms, refund_policy, .one_of = refund_policies, .optional = true,                     \
            .doc = "prorata when not given; days: only within refund_days."),                      \
        INT(terms, refund_days, .min = 0, .max = 3650, .optional = true),                          \
        STR(terms, wind_policy, .one_of = wind_policies, .optional = true,                         \
            .doc = "Of what runs when the terms wind down: renew (when not given) or expire."),    \
        INT(terms, valid_from_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"), \
        INT(terms, valid_to_ms, .min = 0, .max = 9999999999999, .optional = true, .unit = "ms"),   \
        STR(terms, text_name, .max = 120, .optional = true),                                       \
        STR(terms, text_media, .max = 80, .optional = true,                                        \
            .doc = "text/plain when not given; other files in base64."),                           \
        STR(terms, text, .max = TEXT_MAX, .optional = true, .doc = "The contract."),               \
        LIST(terms, items, agreement_item_shape, .min = 1, .max = AGREEMENT_ITEMS_MAX)
static const struct kb_field terms_new_fields[] = {
    ID(terms, buyer_id, "org", .optional = true, .doc = "A distributor directly below yours; or"),
    ID(terms, supplier_id, "org", .optional = true, .doc = "a supplier of the platform."),
    TERMS_FIELDS,
    { .name = NULL },
};
static const struct kb_shape terms_new_shape = { "agreement_new", sizeof(struct terms),
                                                 terms_new_fields };
static const struct kb_field terms_edit_fields[] = { ID(terms, id, "agr"), TERMS_FIELDS,
                                                     { .name = NULL } };
static const struct kb_shape terms_edit_shape = { "agreement_edit", sizeof(struct terms),
                                                  terms_edit_fields };

static enum kb_code amount_of(struct turn *t, const char *field, int64_t fen, int64_t ufen,
                              int64_t *out)
{
    if (fen && ufen && fen * UFEN != ufen)
        return kb_fail_field(t->err, field, "price.one_of", "give fen or ufen, one of them");
    *out = fen ? fen * UFEN : ufen;
    return KB_OK;
}

static enum kb_code mode_of(struct turn *t, const struct agreement_item *i)
{
    bool floor = strcmp(i->mode, "floor") == 0, excluded = strcmp(i->mode, "excluded") == 0;
    if (floor && (strcmp(i->scope, "sku") != 0 || !i->cycle[0] || !i->floor_ufen))
        return kb_fail_field(t->err, "items", "agreement.item",
                             "a floor needs an SKU, a cycle and a price");
    if (!floor && (i->floor_ufen || i->cap_ufen))
        return kb_fail_field(t->err, "items", "agreement.item", "only a floor has a price");
    if (floor && catalog_cycle_prepaid(i->cycle) &&
        (i->floor_ufen % UFEN != 0 || i->cap_ufen % UFEN != 0))
        return kb_fail_field(t->err, "items", "price.whole_fen",
                             "what is paid in advance costs whole fen");
    if (floor && i->cap_ufen && i->cap_ufen < i->floor_ufen)
        return kb_fail_field(t->err, "items", "agreement.item", "a cap below its floor");
    if ((floor || excluded) == (i->rate_bp != 0) && strcmp(i->mode, "rebate") != 0)
        return kb_fail_field(t->err, "items", "agreement.item",
                             "rate_bp goes with discount and rebate");
    return KB_OK;
}

static bool same_line(const struct agreement_item *a, const struct agreement_item *b)
{
    return strcmp(a->scope, b->scope) == 0 && a->ref_id == b->ref_id &&
           strcmp(a->ref_kind, b->ref_kind) == 0 && strcmp(a->cycle, b->cycle) == 0;
}

static enum kb_code items_check(struct turn *t, const struct kb_list *items)
{
    struct agreement_item *i = items->at;
    for (int64_t n = 0; n < items->n; n++) {
        TRY(amount_of(t, "items", i[n].floor_fen, i[n].floor_ufen, &i[n].floor_ufen));
        TRY(amount_of(t, "items", i[n].cap_fen, i[n].cap_ufen, &i[n].cap_ufen));
        struct scope s = SCOPE_OF(&i[n]);
        TRY(scope_read(t, "items", &s));
        SCOPE_BACK(&i[n], s);
        TRY(mode_of(t, &i[n]));
        for (int64_t k = 0; k < n; k++)
            if (same_line(&i[k], &i[n]))
                return kb_fail_field(t->err, "items", "agreement.item",
                                     "two items are about the same");
    }
    return KB_OK;
}

static enum kb_code terms_check(struct turn *t, const struct terms *in)
{
    bool days = strcmp(in->refund_policy, "days") == 0;
    if (days != (in->refund_days > 0))
        return kb_fail_field(t->err, "refund_days", "agreement.item",
                             "refund_days goes with refund policy days");
    if (in->valid_to_ms && in->valid_to_ms <= (in->valid_from_ms ? in->valid_from_ms : t->now_ms))
        return kb_fail_field(t->err, "valid_to_ms", "agreement.dates",
                             "it would end before it begins");
    if (strcmp(in->settle_cycle, "week") == 0 && in->settle_day > 7)
        return kb_fail_field(t->err, "settle_day", "agreement.dates", "a week has seven days");
    return items_check(t, &in->items);
}

/* --- writing it --- */

static const char *or_else(const char *s, const char *other)
{
    return s[0] ? s : other;
}

static void fill(struct turn *t, const struct terms *in, struct agreement *a)
{
    char hash[65];
    kb_digest(hash, in->text, strlen(in->text));
    a->title = in->title;
    a->settle_cycle = or_else(in->settle_cycle, "month");
    a->settle_day = in->settle_day;
    a->refund_policy = or_else(in->refund_policy, "prorata");
    a->refund_days = in->refund_days;
    a->wind_policy = or_else(in->wind_policy, "renew");
    a->valid_from_ms = in->valid_from_ms;
    a->valid_to_ms = in->valid_to_ms;
    a->text_hash = kb_strdup(t->arena, hash);
    a->drafted_by = t->actor.user_id;
}

static enum kb_code content_write(struct turn *t, const struct terms *in, const struct agreement *a)
{
    const struct agreement_item *items = in->items.at;
    TRY(turn_run(t, &q_text_put,
                 ARGS(ARG_INT(agreement_id, a->id), ARG_STR(name, in->text_name),
                      ARG_STR(media, or_else(in->text_media, "text/plain")),
                      ARG_STR(body, in->text), ARG_STR(hash, a->text_hash))));
    TRY(turn_run(t, &q_items_drop, ARGS(ARG_INT(agreement_id, a->id))));
    for (int64_t n = 0; n < in->items.n; n++) {
        struct agreement_item i = items[n];
        i.id = turn_new_id(t);
        i.agreement_id = a->id;
        TRY(turn_put(t, &q_item_add, &item_row_shape, &i));
    }
    return KB_OK;
}

/* The two sides, as the acting organisation may write them. */
static enum kb_code sides(struct turn *t, const struct terms *in, struct agreement *a)
{
    struct org other;
    if (!in->buyer_id == !in->supplier_id)
        return kb_fail_field(t->err, "buyer_id", "request.field",
                             "give buyer_id or supplier_id, one of them");
    if (in->supplier_id && t->actor.org_id != t->actor.platform_id)
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "suppliers are the platform's");
    if (in->supplier_id) {
        TRY(org_find_supplier(t, in->supplier_id, &other));
        a->seller_id = other.id;
        a->buyer_id = t->actor.org_id;
        a->kind = other.own_devices ? "virtual" : "supply";
        return KB_OK;
    }
    TRY(org_find_child(t, t->actor.org_id, in->buyer_id, "distributor", &other));
    a->seller_id = t->actor.org_id;
    a->buyer_id = other.id;
    a->kind = "distribution";
    return KB_OK;
}

struct last_version {
    int64_t root_id, version, waiting;
};
static const struct kb_field last_version_fields[] = { INT(last_version, root_id),
                                                       INT(last_version, version),
                                                       INT(last_version, waiting),
                                                       { .name = NULL } };
static SHAPE(last_version);

static enum kb_code next_version(struct turn *t, struct agreement *a)
{
    struct last_version last;
    TRY(db_one(t->db, t->arena, &q_last_version,
               ARGS(ARG_INT(seller_id, a->seller_id), ARG_INT(buyer_id, a->buyer_id)),
               &last_version_shape, &last, t->err));
    if (last.waiting)
        return kb_fail(t->err, KB_CONFLICT, "agreement.draft_there",
                       "a draft of these terms is there already: change it or drop it");
    a->id = turn_new_id(t);
    a->root_id = last.root_id ? last.root_id : a->id;
    a->version = last.version + 1;
    return KB_OK;
}

static enum kb_code agreement_create(struct turn *t, const struct terms *in,
                                     struct agreement_page *out)
{
    struct agreement a = { .state = "draft", .reason = "", .created_ms = t->now_ms };
    TRY(sides(t, in, &a));
    TRY(terms_check(t, in));
    TRY(next_version(t, &a));
    fill(t, in, &a);
    TRY(turn_put(t, &q_agreement_add, &agreement_shape, &a));
    TRY(content_write(t, in, &a));
    TRY(turn_change(t, t->actor.org_id, "agreement", a.id, "drafted", ""));
    return agreement_page(t, a.id, out);
}

static enum kb_code agreement_edit(struct turn *t, const struct terms *in,
                                   struct agreement_page *out)
{
    struct agreement a;
    TRY(agreement_find(t, in->id, &a));
    if (agreement_drafter(&a) != t->actor.org_id)
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such draft of yours");
    if (strcmp(a.state, "draft") != 0)
        return kb_fail(t->err, KB_CONFLICT, "state.move", "what is %s is not changed any more",
                       a.state);
    TRY(terms_check(t, in));
    fill(t, in, &a);
    TRY(turn_put(t, &q_agreement_edit, &agreement_shape, &a));
    TRY(content_write(t, in, &a));
    TRY(turn_change(t, t->actor.org_id, "agreement", a.id, "edited", ""));
    return agreement_page(t, a.id, out);
}

static enum kb_code agreement_create_run(struct turn *t, const void *in, void *out)
{
    return agreement_create(t, in, out);
}
static const struct turn_call agreement_create_call = { &terms_new_shape, &agreement_page_shape,
                                                        agreement_create_run, NULL };
static enum kb_code agreement_edit_run(struct turn *t, const void *in, void *out)
{
    return agreement_edit(t, in, out);
}
static const struct turn_call agreement_edit_call = { &terms_edit_shape, &agreement_page_shape,
                                                      agreement_edit_run, NULL };

#define TERMS (WHO_ADMIN | WHO_P_SALES | WHO_P_OPERATOR)
const struct turn_route agreement_routes[] = {
    { "POST", "/v1/agreements", TERMS, &agreement_create_call, "agreements_create",
      "Draft the next version of the terms with a distributor or supplier." },
    { "POST", "/v1/agreements/{id}/draft", TERMS, &agreement_edit_call, "agreements_edit",
      "Write a draft anew." },
    { .method = NULL },
};
