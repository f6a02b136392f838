/* quote - a price found once, with every step said in a sentence, and kept: orders, renewals and
 * years later refunds read their amounts here and nowhere else. A customer asks for one, or its
 * seller's sales people make one for it. */
#include "billing/order_priv.h"
#include "billing/quote_priv.h"
#include "quote_sql.h"

#include <string.h>

#define QUOTE_STAFF_MS (7 * 86400000LL) /* made by people, for people to decide on */
#define QUOTE_KEEP_MS  (30 * 86400000LL)

static const struct kb_field quote_line_fields[] = {
    INT(quote_line, sku_id),
    INT(quote_line, periods),
    INT(quote_line, quantity),
    INT(quote_line, cart_line_id),
    INT(quote_line, list_ufen),
    INT(quote_line, unit_ufen),
    INT(quote_line, list_fen),
    INT(quote_line, price_fen),
    INT(quote_line, coupon_fen),
    INT(quote_line, approval_id, .optional = true),
    STR(quote_line, cycle),
    STR(quote_line, sku),
    STR(quote_line, product),
    STR(quote_line, unit),
    STR(quote_line, alias),
    STR(quote_line, ssh_key),
    LIST(quote_line, legs, price_leg_shape),
    LIST(quote_line, offs, price_off_shape),
    { .name = NULL },
};
SHAPE(quote_line);
static const struct kb_field quote_body_fields[] = { LIST(quote_body, lines, quote_line_shape),
                                                     { .name = NULL } };
SHAPE(quote_body);

/* How the prices came about, line by line: long, and read by nobody who sells. */
struct line_why {
    struct kb_list steps;
};
static const struct kb_field line_why_fields[] = { LIST(line_why, steps, price_step_shape),
                                                   { .name = NULL } };
static SHAPE(line_why);
struct quote_why {
    struct kb_list lines;
};
static const struct kb_field quote_why_fields[] = { LIST(quote_why, lines, line_why_shape),
                                                    { .name = NULL } };
static SHAPE(quote_why);

static const struct kb_field quote_fields[] = {
    INT(quote, id),         INT(quote, org_id),      INT(quote, seller_id),
    STR(quote, kind),       INT(quote, resource_id), INT(quote, old_end_ms),
    INT(quote, price_fen),  INT(quote, coupon_id),   INT(quote, coupon_fen),
    INT(quote, back_fen),   INT(quote, approval_id), INT(quote, expires_ms),
    STR(quote, state),      INT(quote, created_by),  INT(quote, created_ms),
    { .name = NULL },
};
SHAPE(quote);

enum kb_code quote_write(struct turn *t, const struct quote *q, const struct quote_body *body)
{
    const struct quote_line *l = body->lines.at;
    struct line_why *lines = kb_alloc(t->arena, sizeof *lines * (size_t)(body->lines.n + 1));
    struct quote_why why = { { lines, body->lines.n } };
    for (int64_t i = 0; i < body->lines.n; i++) lines[i].steps = l[i].steps;
    TRY(turn_put(t, &q_quote_add, &quote_shape, q));
    return turn_run(t, &q_quote_body_add,
                    ARGS(ARG_INT(quote_id, q->id),
                         ARG_STR(body, kb_write_text(&quote_body_shape, body, t->arena)),
                         ARG_STR(why, kb_write_text(&quote_why_shape, &why, t->arena))));
}

struct kept {
    const char *json;
};
static const struct kb_field kept_fields[] = { STR(kept, json), { .name = NULL } };
static SHAPE(kept);

static enum kb_code read_kept(struct turn *t, const struct db_query *q, int64_t id,
                              const struct kb_shape *shape, void *out)
{
    struct kept kept;
    AUTO_JSON json = NULL;
    TRY(turn_find(t, "quote", q, ARGS(ARG_INT(quote_id, id)), &kept_shape, &kept));
    TRY(kb_json_parse(kept.json, strlen(kept.json), 1 << 20, &json, t->err));
    return kb_read(shape, json, NULL, out, t->arena, t->err);
}

enum kb_code quote_body_of(struct turn *t, int64_t id, struct quote_body *body)
{
    return read_kept(t, &q_quote_body_find, id, &quote_body_shape, body);
}

enum kb_code quote_whole_of(struct turn *t, int64_t id, struct quote_body *body)
{
    struct quote_why why;
    TRY(quote_body_of(t, id, body));
    TRY(read_kept(t, &q_quote_why_find, id, &quote_why_shape, &why));
    KB_ASSERT(why.lines.n == body->lines.n); /* both were written by quote_write */
    struct quote_line *l = body->lines.at;
    const struct line_why *lines = why.lines.at;
    for (int64_t i = 0; i < body->lines.n; i++) l[i].steps = lines[i].steps;
    return KB_OK;
}

enum kb_code quote_take(struct turn *t, int64_t id, struct quote *q, struct quote_body *body)
{
    TRY(turn_find(t, "quote", &q_quote_find,
                  ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &quote_shape, q));
    if (q->org_id != t->actor.org_id)
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such quote");
    if (strcmp(q->state, "open") != 0)
        return kb_fail(t->err, KB_CONFLICT, "quote.used", "this quote was used for an order");
    if (q->expires_ms <= t->now_ms)
        return kb_fail(t->err, KB_CONFLICT, "quote.expired", "this quote is too old");
    TRY(org_check_trading(t, q->org_id));
    return quote_body_of(t, id, body);
}

enum kb_code quote_use(struct turn *t, int64_t id)
{
    return turn_run_one(t, &q_quote_use, ARGS(ARG_INT(id, id)));
}

/* --- what is asked for --- */

struct quote_new {
    int64_t sku_id, resource_id, customer_id, periods, quantity;
    const char *cycle, *coupon, *cart;
};
static const struct kb_field quote_new_fields[] = {
    ID(quote_new, sku_id, "sku", .optional = true, .doc = "To buy this; or"),
    ID(quote_new, resource_id, "res", .optional = true,
       .doc = "to renew this, or with sku_id to put that in its place; or"),
    JSON(quote_new, cart, .max = 2000, .optional = true,
         .doc = "to buy these lines of the cart, a list of ids."),
    STR(quote_new, cycle, .one_of = catalog_cycles, .optional = true,
        .doc = "month, or the first one it is sold by, when not given."),
    INT(quote_new, periods, .min = 1, .max = 120, .optional = true,
        .doc = "How many cycles; 1 when not given."),
    INT(quote_new, quantity, .min = 1, .max = 20, .optional = true, .doc = "1 when not given."),
    STR(quote_new, coupon, .max = 32, .optional = true, .doc = "A coupon's code."),
    ID(quote_new, customer_id, "org", .optional = true,
       .doc = "Of a seller's people: for this customer of theirs."),
    { .name = NULL },
};
static SHAPE(quote_new);

/* The customer and its seller. */
static enum kb_code parties(struct turn *t, const struct quote_new *in, struct quote *q)
{
    struct org customer;
    bool self = (t->actor.who & WHO_C_ANY) != 0;
    if (self && in->customer_id)
        return kb_fail_field(t->err, "customer_id", "request.field", "a customer asks for itself");
    if (!self && !in->customer_id)
        return kb_fail_field(t->err, "customer_id", "request.missing", "say for which customer");
    if (self)
        TRY(org_find(t, t->actor.org_id, &customer));
    else
        TRY(org_find_child(t, t->actor.org_id, in->customer_id, "customer", &customer));
    TRY(org_check_trading(t, customer.id));
    q->org_id = customer.id;
    q->seller_id = customer.parent_id;
    q->expires_ms = t->now_ms + (self ? QUOTE_MS : QUOTE_STAFF_MS);
    return KB_OK;
}

static enum kb_code for_sku(struct turn *t, const struct quote_new *in, struct quote *q,
                            struct quote_body *body)
{
    struct sku sku;
    struct quote_line *l = KB_NEW(t->arena, struct quote_line);
    *l = (struct quote_line){ .cycle = in->cycle,
                              .periods = in->periods ? in->periods : 1,
                              .quantity = in->quantity ? in->quantity : 1,
                              .alias = "",
                              .ssh_key = "" };
    TRY(catalog_sku_find(t, in->sku_id, &sku));
    if (!l->cycle[0]) TRY(catalog_usual_cycle(t, sku.id, &l->cycle));
    body->lines = (struct kb_list){ l, 1 };
    return quote_price_line(t, q, &sku, false, l);
}

/* Another SKU in the place of what is there. */
static enum kb_code for_change(struct turn *t, const struct quote_new *in, struct quote *q,
                               struct quote_body *body)
{
    struct resource r;
    struct sku sku;
    struct quote_line *l = KB_NEW(t->arena, struct quote_line);
    if (in->quantity > 1)
        return kb_fail_field(t->err, "quantity", "request.field",
                             "one resource is changed at a time");
    TRY(billing_resource_of(t, q->org_id, in->resource_id, &r));
    TRY(catalog_sku_find(t, in->sku_id, &sku));
    *l = (struct quote_line){ .cycle = in->cycle[0] ? in->cycle : r.cycle,
                              .periods = in->periods ? in->periods : 1,
                              .quantity = 1 };
    body->lines = (struct kb_list){ l, 1 };
    return quote_change(t, &r, &sku, q, l);
}

static enum kb_code for_renewal(struct turn *t, const struct quote_new *in, struct quote *q,
                                struct quote_body *body)
{
    struct resource r;
    TRY(billing_resource_of(t, q->org_id, in->resource_id, &r));
    if (strcmp(r.state, "active") != 0 && strcmp(r.state, "suspended") != 0)
        return kb_fail(t->err, KB_CONFLICT, "resource.not_active",
                       "only what is open can be renewed");
    if (in->quantity > 1)
        return kb_fail_field(t->err, "quantity", "request.field",
                             "one resource is renewed at a time");
    if (in->cycle[0] && strcmp(in->cycle, r.cycle) != 0)
        return kb_fail_field(t->err, "cycle", "quote.cycle", "it is paid by the %s", r.cycle);
    return quote_renewal(t, &r, in->periods ? in->periods : 1, q, body);
}

static enum kb_code lines_of(struct turn *t, const struct quote_new *in, struct quote *q,
                             struct quote_body *body)
{
    bool cart = strcmp(in->cart, "{}") != 0 && in->cart[0];
    if ((in->sku_id || in->resource_id) == cart)
        return kb_fail_field(t->err, "sku_id", "request.field",
                             "give sku_id, resource_id, both to change it, or cart alone");
    if (in->sku_id && in->resource_id) return for_change(t, in, q, body);
    if (in->sku_id) return for_sku(t, in, q, body);
    if (in->resource_id) return for_renewal(t, in, q, body);
    return billing_cart_quote(t, in->cart, q, body);
}

static enum kb_code quote_create(struct turn *t, const struct quote_new *in, struct quote_page *out)
{
    struct quote q = { .kind = "new", .state = "open", .created_ms = t->now_ms };
    struct quote_body body;
    TRY(parties(t, in, &q));
    TRY(lines_of(t, in, &q, &body));
    TRY(quote_close(t, &q, &body, in->coupon));
    q.id = turn_new_id(t);
    q.created_by = t->actor.user_id;
    TRY(quote_write(t, &q, &body));
    quote_show(t, &q, &body, out);
    return KB_OK;
}
HANDLER(quote_create, quote_new, quote_page);

/* A quote that nobody used is forgotten; one that was is the reason for an amount. */
static enum kb_code purge_quotes(struct turn *t, const struct nothing *in, struct purged *out)
{
    (void)in;
    TRY(turn_purge(t, &q_quote_bodies_purge, QUOTE_KEEP_MS, &out->rows));
    return turn_purge(t, &q_quotes_purge, QUOTE_KEEP_MS, &out->rows);
}
HANDLER(purge_quotes, nothing, purged);

const struct turn_route quote_routes[] = {
    { "POST", "/v1/quotes", WHO_C_ANY | WHO_SALES, &quote_create_call, "quotes_create",
      "Price something to buy, a renewal, a change, or a cart: the price counts for 15 minutes, "
      "one made by sales people for a week." },
    { "SYSTEM", "", WHO_SYSTEM, &purge_quotes_call, "purge_quotes",
      "Forget quotes of long ago that nobody used." },
    { .method = NULL },
};
