/* agreement_view - terms as both of their sides see them: all versions, what a version says, and
 * its text. Nobody else sees any of it. */
#include "catalog/agreement_priv.h"
#include "agreement_view_sql.h"

#include <string.h>

static const char *const agreement_states[] = { "draft",  "signed", "active",
                                                "winding", "ended", NULL };

const struct kb_field agreement_fields[] = {
    ID(agreement, id, "agr"),
    ID(agreement, root_id, "agr", .doc = "The first version of these terms."),
    INT(agreement, version),
    ID(agreement, seller_id, "org"),
    STR(agreement, seller),
    ID(agreement, buyer_id, "org"),
    STR(agreement, buyer),
    STR(agreement, kind),
    STR(agreement, title),
    STR(agreement, state, .one_of = agreement_states),
    STR(agreement, settle_cycle),
    INT(agreement, settle_day),
    STR(agreement, refund_policy),
    INT(agreement, refund_days),
    STR(agreement, wind_policy),
    INT(agreement, valid_from_ms, .unit = "ms"),
    INT(agreement, valid_to_ms, .unit = "ms"),
    STR(agreement, text_hash),
    STR(agreement, reason),
    ID(agreement, approval_id, "apr"),
    ID(agreement, drafted_by, "usr"),
    ID(agreement, signed_by, "usr"),
    INT(agreement, signed_ms, .unit = "ms"),
    INT(agreement, active_ms, .unit = "ms"),
    INT(agreement, winding_ms, .unit = "ms"),
    INT(agreement, ended_ms, .unit = "ms"),
    INT(agreement, created_ms, .unit = "ms"),
    { .name = NULL },
};
SHAPE(agreement);
const struct kb_field agreement_key_fields[] = { ID(agreement_key, id, "agr"), { .name = NULL } };
SHAPE(agreement_key);

enum kb_code agreement_find(struct turn *t, int64_t id, struct agreement *out)
{
    return turn_find(t, "agreement", &q_agreement_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &agreement_shape,
                     out);
}

enum kb_code catalog_terms_of(struct turn *t, int64_t id, struct catalog_terms *out)
{
    struct agreement a;
    TRY(agreement_find(t, id, &a));
    *out = (struct catalog_terms){ a.id, a.seller_id, a.buyer_id, a.kind, a.state };
    return KB_OK;
}

int64_t agreement_drafter(const struct agreement *a)
{
    return strcmp(a->kind, "distribution") == 0 ? a->seller_id : a->buyer_id;
}

struct agreement_text {
    const char *name, *media, *body;
};
static const struct kb_field agreement_text_fields[] = { STR(agreement_text, name),
                                                         STR(agreement_text, media),
                                                         STR(agreement_text, body),
                                                         { .name = NULL } };
static SHAPE(agreement_text);

struct agreement_page {
    struct agreement *agreement;
    struct agreement_text *text;
    struct kb_list items;
};
static const struct kb_field agreement_page_fields[] = {
    OBJ(agreement_page, agreement, agreement_shape),
    OBJ(agreement_page, text, agreement_text_shape),
    LIST(agreement_page, items, agreement_item_shape),
    { .name = NULL },
};
SHAPE(agreement_page);

enum kb_code agreement_page(struct turn *t, int64_t id, struct agreement_page *out)
{
    out->agreement = KB_NEW(t->arena, struct agreement);
    out->text = KB_NEW(t->arena, struct agreement_text);
    TRY(agreement_find(t, id, out->agreement));
    TRY(turn_find(t, "agreement", &q_text_of, ARGS(ARG_INT(agreement_id, id)),
                  &agreement_text_shape, out->text));
    return agreement_items(t, id, &out->items);
}

static enum kb_code agreement_get(struct turn *t, const struct agreement_key *in,
                                  struct agreement_page *out)
{
    return agreement_page(t, in->id, out);
}
HANDLER(agreement_get, agreement_key, agreement_page);

struct agreements_in {
    const char *cursor, *kind, *state, *text;
    int64_t limit, other_id;
};
static const struct kb_field agreements_in_fields[] = {
    TURN_PAGE_FIELDS(agreements_in),
    STR(agreements_in, kind, .max = 20, .optional = true),
    STR(agreements_in, state, .max = 20, .optional = true),
    STR(agreements_in, text, .max = 60, .optional = true, .doc = "Part of a title or name."),
    ID(agreements_in, other_id, "org", .reach = KB_REACH_PARENT, .optional = true,
       .reach_why = "the terms one buys at have the seller as their other side",
       .doc = "The other side."),
    { .name = NULL },
};
static SHAPE(agreements_in);

struct agreements {
    struct kb_list items;
    const char *next;
};
static const struct kb_field agreements_fields[] = { LIST(agreements, items, agreement_shape),
                                                     STR(agreements, next),
                                                     { .name = NULL } };
static SHAPE(agreements);

static enum kb_code agreements_list(struct turn *t, const struct agreements_in *in,
                                    struct agreements *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_agreements_of,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(kind, in->kind),
                      ARG_STR(state, in->state), ARG_STR(text, in->text),
                      ARG_INT(other_id, in->other_id), ARG_INT(after_id, after_id),
                      ARG_INT(rows, rows)),
                 &agreement_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &agreement_shape);
    return KB_OK;
}
HANDLER(agreements_list, agreements_in, agreements);

#define SEES (WHO_SALES | WHO_FINANCE | WHO_OPERATE | WHO_S_ADMIN | WHO_S_FINANCE)
const struct turn_route agreement_view_routes[] = {
    { "GET", "/v1/agreements", SEES, &agreements_list_call, "agreements_list",
      "List the terms with your neighbours of the selling chain, all versions.", TURN_LIST },
    { "GET", "/v1/agreements/{id}", SEES, &agreement_get_call, "agreements_get",
      "Read a version of terms: its text and every line." },
    { .method = NULL },
};
