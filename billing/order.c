/* order - a quote becomes an order with one line a unit, of all suppliers together. In one
 * transaction the money of each line is held, its slot taken, its resource made and its opening
 * queued; either all of it or none. */
#include "billing/change.h"
#include "billing/quote_priv.h"
#include "ledger/muldiv.h"
#include "order_sql.h"

#include <string.h>

#define OPEN_AUTOMATIC_MS (10 * 60 * 1000LL)
#define OPEN_MANUAL_MS    (24 * 3600 * 1000LL)
#define METERED_UNITS_AHEAD 24 /* an hour's price a day ahead; other units alike */

struct order_new {
    int64_t quote_id;
    const char *alias, *ssh_key;
};
static const struct kb_field order_new_fields[] = {
    ID(order_new, quote_id, "quo"),
    STR(order_new, alias, .max = 40, .optional = true, .doc = "Your name for it."),
    STR(order_new, ssh_key, .max = 1000, .optional = true,
        .doc = "Your public key (ssh-ed25519 or ecdsa), to log in from outside."),
    { .name = NULL },
};
static SHAPE(order_new);

/* Only what one line of an authorized_keys file may hold: type, blob, and a short comment. */
enum kb_code billing_check_ssh_key(struct turn *t, const char *key)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    static const struct {
        const char *type;
        size_t blob; /* base64 letters of a key of this type */
    } types[] = { { "ssh-ed25519 ", 68 },
                  { "ecdsa-sha2-nistp256 ", 140 },
                  { "ecdsa-sha2-nistp384 ", 184 },
                  { "ecdsa-sha2-nistp521 ", 232 } };
    if (!key[0]) return KB_OK;
    for (const char *p = key; *p; p++)
        if (*p < 0x20 || *p == '"' || *p == '\\' || *p == 0x7f)
            return kb_fail_field(t->err, "ssh_key", "order.ssh_key",
                                 "it has characters no key has");
    for (size_t i = 0; i < COUNT(types); i++) {
        size_t n = strlen(types[i].type);
        if (strncmp(key, types[i].type, n) != 0) continue;
        size_t blob = strspn(key + n, letters);
        if (blob == types[i].blob && (!key[n + blob] || key[n + blob] == ' ')) return KB_OK;
        return kb_fail_field(t->err, "ssh_key", "order.ssh_key", "this key is not whole");
    }
    return kb_fail_field(t->err, "ssh_key", "order.ssh_key",
                         "give an ssh-ed25519 or ecdsa public key; RSA cannot be used here");
}

static enum kb_code no_place(struct turn *t)
{
    return kb_fail(t->err, KB_CONFLICT, "placement.none", "nothing free fits just now");
}

struct buying {
    const struct quote *quote;
    const struct quote_line *line;
    const struct sku *sku;
    const char *alias, *ssh_key;
    int64_t order_id;
};

static enum kb_code resource_add(struct turn *t, const struct buying *b, const struct order_line *l,
                                 const struct placement *p, const char *alias)
{
    TRY(turn_run(t, &q_resource_add,
                 ARGS(ARG_INT(id, l->resource_id), ARG_INT(org_id, b->quote->org_id),
                      ARG_INT(seller_id, b->quote->seller_id), ARG_INT(sku_id, b->sku->id),
                      ARG_INT(slot_id, p->slot_id), ARG_INT(device_id, p->device_id),
                      ARG_INT(room_id, p->room_id), ARG_STR(alias, alias),
                      ARG_STR(cycle, b->line->cycle), ARG_INT(created_ms, t->now_ms))));
    return turn_run(t, &q_access_add,
                    ARGS(ARG_INT(resource_id, l->resource_id), ARG_STR(driver, b->sku->driver),
                         ARG_STR(ssh_key, b->ssh_key)));
}

static enum kb_code open_job(struct turn *t, const struct buying *b, const struct placement *p,
                             int64_t resource_id, const char *alias, struct job *job)
{
    bool manual = strcmp(b->sku->driver, "manual") == 0;
    int64_t endpoint_id = 0;
    if (!manual) TRY(inventory_endpoint(t, p->device_id, b->sku->driver, &endpoint_id));
    return job_add(
        t,
        &(struct job_new){
            .room_id = p->room_id,
            .device_id = p->device_id,
            .slot_id = p->slot_id,
            .resource_id = resource_id,
            .endpoint_id = endpoint_id,
            .verb = "open",
            .driver = b->sku->driver,
            .target = "{}",
            .spec = billing_provision(t, &(struct provision){ b->sku->driver, b->sku->spec, alias,
                                                              b->ssh_key, resource_id }),
            .deadline_ms = t->now_ms + (manual ? OPEN_MANUAL_MS : OPEN_AUTOMATIC_MS),
            .on_deadline = manual ? "give_up" : "degrade" },
        job);
}

/* Unit n: its money held, its slot taken, its resource made and its opening queued. */
static enum kb_code unit_add(struct turn *t, const struct buying *b, int64_t n)
{
    struct job job;
    struct placement p;
    struct unit_share share = { b->quote, b->line, n };
    struct order_line l = { .id = turn_new_id(t),
                            .order_id = b->order_id,
                            .org_id = b->quote->org_id,
                            .seller_id = b->quote->seller_id,
                            .sku_id = b->sku->id,
                            .product_id = b->sku->product_id,
                            .resource_id = turn_new_id(t),
                            .cycle = b->line->cycle,
                            .periods = b->line->periods,
                            .replaces_id = b->quote->resource_id,
                            .by_refund_fen = quote_by_refund_fen(b->quote),
                            .units_milli = catalog_cycle_prepaid(b->line->cycle)
                                               ? b->line->periods * 1000
                                               : 0,
                            .state = "held",
                            .reason = "",
                            .created_ms = t->now_ms };
    const char *alias = b->alias[0] ? b->alias : b->sku->name;
    alias = billing_alias(t, alias, b->line->quantity > 1 ? n + 1 : 0);
    TRY(billing_unit_amounts(t, &share, &l));
    TRY(inventory_place(t, b->sku, &p)); /* the one before may have filled a device */
    if (!p.slot_id) return no_place(t);
    TRY(inventory_slot_hold(t, p.slot_id, l.resource_id));
    TRY(resource_add(t, b, &l, &p, alias));
    TRY(open_job(t, b, &p, l.resource_id, alias, &job));
    l.job_id = job.id;
    TRY(billing_line_book(t, &share, &l));
    return turn_run(t, &q_placement_add,
                    ARGS(ARG_INT(line_id, l.id),
                         ARG_STR(body, kb_write_text(&placement_body_shape, &p, t->arena))));
}

/* How many units the devices that fit can take between them. */
static int64_t places(const struct placement *p)
{
    const struct candidate *c = p->candidates.at;
    int64_t n = 0;
    for (int64_t i = 0; i < p->candidates.n; i++)
        if (c[i].score > 0) n += c[i].free;
    return n;
}

/* Of one SKU over all lines. */
static int64_t wanted(const struct quote_body *body, int64_t sku_id)
{
    const struct quote_line *l = body->lines.at;
    int64_t n = 0;
    for (int64_t i = 0; i < body->lines.n; i++)
        if (l[i].sku_id == sku_id) n += l[i].quantity;
    return n;
}

/* What is paid for as it is used needs something to be paid from. */
static enum kb_code check_metered(struct turn *t, const struct quote *q, const struct quote_line *l)
{
    int64_t available, frozen, need_fen;
    if (catalog_cycle_prepaid(l->cycle)) return KB_OK;
    TRY(ledger_available(t, q->seller_id, q->org_id, &available, &frozen));
    TRY(ledger_muldiv(l->unit_ufen, METERED_UNITS_AHEAD * l->quantity, 1000000, &need_fen, t->err));
    if (available > 0 && available >= need_fen) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.balance_short",
                   "%lld fen are there, %lld are needed to begin with", (long long)available,
                   (long long)(need_fen ? need_fen : 1));
}

/* Everything that can refuse, before the first write. */
static enum kb_code check(struct turn *t, const struct quote *q, const struct quote_body *body)
{
    const struct quote_line *l = body->lines.at;
    TRY(billing_change_check(t, q));
    TRY(billing_check_money(t, q));
    TRY(billing_check_grants(t, q, body));
    for (int64_t i = 0; i < body->lines.n; i++) {
        struct sku sku;
        struct placement p;
        TRY(check_metered(t, q, &l[i]));
        TRY(catalog_sku_find(t, l[i].sku_id, &sku));
        TRY(inventory_place(t, &sku, &p));
        if (!p.slot_id || places(&p) < wanted(body, sku.id)) return no_place(t);
    }
    return KB_OK;
}

static int64_t coupon_units(const struct quote_body *body)
{
    const struct quote_line *l = body->lines.at;
    int64_t n = 0;
    for (int64_t i = 0; i < body->lines.n; i++)
        if (l[i].coupon_fen) n += l[i].quantity < l[i].coupon_fen ? l[i].quantity : l[i].coupon_fen;
    return n;
}

static enum kb_code line_add(struct turn *t, const struct quote *q, const struct quote_line *l,
                             const struct order_new *in, int64_t order_id)
{
    struct sku sku;
    TRY(catalog_sku_find(t, l->sku_id, &sku));
    bool own = l->cart_line_id; /* names it itself */
    struct buying b = { q, l, &sku, own || !in->alias[0] ? l->alias : in->alias,
                        own || !in->ssh_key[0] ? l->ssh_key : in->ssh_key, order_id };
    for (int64_t n = 0; n < l->quantity; n++) TRY(unit_add(t, &b, n));
    return l->cart_line_id ? billing_cart_drop(t, q->org_id, l->cart_line_id) : KB_OK;
}

static enum kb_code buy(struct turn *t, const struct order_new *in, const struct quote *q,
                        const struct quote_body *body, int64_t *order_id)
{
    *order_id = turn_new_id(t);
    TRY(check(t, q, body));
    TRY(billing_order_add(t, q, &(struct order_new_row){ *order_id, t->actor.user_id, q->kind },
                          coupon_units(body)));
    TRY(billing_change_begin(t, q, *order_id));
    const struct quote_line *l = body->lines.at;
    for (int64_t i = 0; i < body->lines.n; i++) TRY(line_add(t, q, &l[i], in, *order_id));
    turn_touch(t, q->org_id, "order", *order_id);
    turn_touch(t, q->org_id, "balance", q->org_id);
    return KB_OK;
}

enum kb_code billing_order_place(struct turn *t, const struct order_by *by, int64_t *order_id)
{
    struct quote q;
    struct quote_body body;
    struct order_new in = { by->quote_id, by->alias, by->ssh_key };
    TRY(billing_check_alias(t, in.alias));
    TRY(billing_check_ssh_key(t, in.ssh_key));
    TRY(quote_take(t, by->quote_id, &q, &body));
    if (strcmp(q.kind, "renew") == 0) return billing_renew(t, &q, &body, order_id);
    return buy(t, &in, &q, &body, order_id);
}

enum kb_code billing_quote_cost(struct turn *t, int64_t quote_id, int64_t *fen, int64_t *expires_ms)
{
    struct quote q;
    struct quote_body body;
    TRY(quote_take(t, quote_id, &q, &body));
    *fen = quote_cash_fen(&q);
    *expires_ms = q.expires_ms;
    return KB_OK;
}

static enum kb_code order_create(struct turn *t, const struct order_new *in, struct order_page *out)
{
    struct quote q;
    struct quote_body body;
    int64_t order_id;
    TRY(billing_check_alias(t, in->alias));
    TRY(billing_check_ssh_key(t, in->ssh_key));
    TRY(quote_take(t, in->quote_id, &q, &body));
    if (strcmp(q.kind, "renew") == 0)
        return kb_fail_field(t->err, "quote_id", "quote.for_renewal",
                             "this quote is about a resource that is there");
    TRY(buy(t, in, &q, &body, &order_id));
    return billing_order_page(t, order_id, out);
}
HANDLER(order_create, order_new, order_page);

const struct turn_route order_routes[] = {
    { "POST", "/v1/orders", WHO_C_ADMIN, &order_create_call, "orders_create",
      "Buy now what a quote says, also a change: the money is held until it opens.", TURN_MONEY },
    { .method = NULL },
};
