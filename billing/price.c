/* price - list price, the seller's sale price, the customer's own price, promotions: each step is
 * one rule, in this order, and the sentence that says so. Transfer prices come from the list
 * price on every edge, never one from another. */
#include "billing/price.h"
#include "ledger/muldiv.h"

#include <string.h>

#define MILLI_UFEN_OF_FEN INT64_C(1000000000)
#define A_MILLION_UNITS   INT64_C(1000000000) /* thousandths: their fen are µfen of one */
#define STEPS_MAX         40

static const struct kb_field price_leg_fields[] = {
    INT(price_leg, agreement_id),  INT(price_leg, item_id),     INT(price_leg, version),
    INT(price_leg, seller_id),     INT(price_leg, buyer_id),    INT(price_leg, transfer_fen),
    INT(price_leg, commission_bp), INT(price_leg, cap_fen),     INT(price_leg, refund_days),
    STR(price_leg, mode),          STR(price_leg, refund_policy), { .name = NULL },
};
SHAPE(price_leg);
static const struct kb_field price_step_fields[] = {
    STR(price_step, rule),
    INT(price_step, rule_id),
    STR(price_step, text_zh),
    STR(price_step, text_en),
    INT(price_step, amount_fen),
    { .name = NULL },
};
SHAPE(price_step);
/* Without the number of the rule's row. */
static const struct kb_field price_step_told_fields[] = {
    STR(price_step, rule, .doc = "list, sale, customer, promotion or coupon"),
    STR(price_step, text_zh),
    STR(price_step, text_en),
    INT(price_step, amount_fen, .unit = "fen", .doc = "After this step."),
    { .name = NULL },
};
const struct kb_shape price_step_told_shape = { "price_step", sizeof(struct price_step),
                                                price_step_told_fields };
static const struct kb_field price_off_fields[] = { INT(price_off, promotion_id),
                                                    INT(price_off, off_fen),
                                                    { .name = NULL } };
SHAPE(price_off);

bool price_leg_agent(const struct price_leg *l)
{
    return strcmp(l->mode, "rebate") == 0;
}

const char *price_yuan(struct turn *t, int64_t fen)
{
    return kb_printf(t->arena, "%lld.%02lld", (long long)(fen / 100), (long long)(fen % 100));
}

/* A unit price may be a fraction of a fen. */
static const char *yuan_of_ufen(struct turn *t, int64_t ufen)
{
    if (ufen % 1000000 == 0) return price_yuan(t, ufen / 1000000);
    return kb_printf(t->arena, "%lld.%08lld", (long long)(ufen / 100000000),
                     (long long)(ufen % 100000000));
}

void price_say(struct turn *t, struct price *p, const struct price_step *step)
{
    struct price_step *steps = p->steps.at;
    if (!steps) p->steps.at = steps = kb_alloc(t->arena, STEPS_MAX * sizeof *steps);
    if (p->steps.n == STEPS_MAX) return;
    steps[p->steps.n] = *step;
    if (p->metered) steps[p->steps.n].amount_fen = (step->amount_fen + 500000) / 1000000;
    p->steps.n++;
}

/* --- the chain --- */

static enum kb_code find_legs(struct turn *t, const struct price_ask *ask, struct price *p)
{
    struct catalog_ask chain = { ask->sku, ask->cycle, ask->seller_id, ask->running, 0 };
    struct catalog_edge edges[CATALOG_EDGES_MAX];
    int64_t n;
    TRY(catalog_chain(t, &chain, edges, &n));
    struct price_leg *legs = kb_alloc(t->arena, sizeof *legs * (size_t)n);
    for (int64_t i = 0; i < n; i++) {
        const struct catalog_edge *e = &edges[i];
        bool agent = catalog_edge_agent(e);
        legs[i] = (struct price_leg){ .agreement_id = e->agreement_id,
                                      .item_id = e->item_id,
                                      .version = e->version,
                                      .seller_id = e->seller_id,
                                      .buyer_id = e->buyer_id,
                                      .commission_bp = agent ? e->rate_bp : 0,
                                      .refund_days = e->refund_days,
                                      .mode = e->mode,
                                      .refund_policy = e->refund_policy };
        TRY(ledger_muldiv(e->cap_ufen, ask->units_milli, MILLI_UFEN_OF_FEN, &legs[i].cap_fen,
                          t->err));
        if (!agent)
            TRY(catalog_transfer(e, p->list_ufen, ask->units_milli, &legs[i].transfer_fen, t->err));
    }
    p->legs = (struct kb_list){ legs, n };
    return KB_OK;
}

/* --- the customer's side --- */

/* "0.25 × 6", "0.25 an hour" */
static void say_list(struct turn *t, const struct price_ask *ask, struct price *p)
{
    long long units = ask->units_milli / 1000, rest = ask->units_milli % 1000;
    const char *price = yuan_of_ufen(t, p->list_ufen);
    const char *many =
        rest ? kb_printf(t->arena, "%lld.%03lld", units, rest) : kb_printf(t->arena, "%lld", units);
    struct price_step s = { "list", kb_printf(t->arena, "列表价 %s × %s", price, many),
                            kb_printf(t->arena, "list price %s x %s", price, many), 0,
                            p->list_fen };
    bool hour = strcmp(ask->cycle, "hour") == 0;
    if (p->metered) {
        s.text_zh = kb_printf(t->arena, "列表价 %s / %s", price, hour ? "小时" : ask->sku->unit);
        s.text_en =
            kb_printf(t->arena, "list price %s per %s", price, hour ? "hour" : ask->sku->unit);
    }
    price_say(t, p, &s);
}

static enum kb_code list_price(struct turn *t, const struct price_ask *ask, struct price *p)
{
    TRY(catalog_list_price(t, ask->sku->id, ask->cycle, t->now_ms, &p->list_ufen));
    if (!p->list_ufen)
        return kb_fail_field(t->err, "cycle", "quote.cycle", "it is not sold by the %s",
                             ask->cycle);
    TRY(ledger_muldiv(p->list_ufen, ask->units_milli, MILLI_UFEN_OF_FEN, &p->list_fen, t->err));
    say_list(t, ask, p);
    return KB_OK;
}

static enum kb_code sale_price(struct turn *t, const struct price_ask *ask, struct price *p)
{
    p->unit_ufen = p->list_ufen;
    p->price_fen = p->list_fen;
    int64_t own_ufen;
    TRY(catalog_sale_price(t, ask->seller_id, ask->sku->id, ask->cycle, &own_ufen));
    if (!own_ufen) return KB_OK;
    p->unit_ufen = own_ufen;
    TRY(ledger_muldiv(own_ufen, ask->units_milli, MILLI_UFEN_OF_FEN, &p->price_fen, t->err));
    const char *unit = yuan_of_ufen(t, p->unit_ufen);
    price_say(t, p,
              &(struct price_step){ "sale", kb_printf(t->arena, "销售价 %s", unit),
                                    kb_printf(t->arena, "sale price %s", unit), 0, p->price_fen });
    return KB_OK;
}

static enum kb_code customer_price(struct turn *t, const struct price_ask *ask,
                                   const struct grant_ask *g, struct price *p)
{
    struct customer_price c;
    TRY(catalog_customer_price(t, g, &c));
    if (!c.id) return KB_OK;
    const char *zh, *en;
    p->under_cost = c.under_cost;
    p->approval_id = c.under_cost ? c.approval_id : 0;
    if (strcmp(c.kind, "price") == 0) {
        p->unit_ufen = c.price_ufen;
        TRY(ledger_muldiv(c.price_ufen, ask->units_milli, MILLI_UFEN_OF_FEN, &p->price_fen,
                          t->err));
        zh = kb_printf(t->arena, "专属价 %s", yuan_of_ufen(t, c.price_ufen));
        en = kb_printf(t->arena, "your own price %s", yuan_of_ufen(t, c.price_ufen));
    } else {
        TRY(ledger_muldiv3(p->unit_ufen, ask->units_milli, c.rate_bp, MILLI_UFEN_OF_FEN * LEDGER_BP,
                           &p->price_fen, t->err));
        zh = kb_printf(t->arena, "专属折扣 %lld.%02lld%%", (long long)(c.rate_bp / 100),
                       (long long)(c.rate_bp % 100));
        en = kb_printf(t->arena, "your own discount: %lld.%02lld%% is paid",
                       (long long)(c.rate_bp / 100), (long long)(c.rate_bp % 100));
    }
    price_say(t, p, &(struct price_step){ "customer", zh, en, c.id, p->price_fen });
    return KB_OK;
}

/* What a promotion takes off. */
static enum kb_code off_by(struct turn *t, const struct price_ask *ask, const struct promotion *m,
                           int64_t price_fen, int64_t *off_fen)
{
    int64_t after = price_fen;
    if (strcmp(m->kind, "discount") == 0) TRY(ledger_rate(price_fen, m->rate_bp, &after, t->err));
    if (strcmp(m->kind, "reduce") == 0) {
        TRY(ledger_muldiv(m->amount_fen, ask->units_milli, 1000, &after, t->err));
        after = after > price_fen ? 0 : price_fen - after;
    }
    if (strcmp(m->kind, "price") == 0)
        TRY(ledger_muldiv(m->amount_fen, ask->units_milli, 1000, &after, t->err));
    *off_fen = after < price_fen ? price_fen - after : 0;
    if (m->left_fen >= 0 && *off_fen > m->left_fen) *off_fen = 0; /* not enough of its budget */
    return KB_OK;
}

static enum kb_code take_off(struct turn *t, struct price *p, const struct promotion *m,
                             int64_t off_fen)
{
    struct price_off *offs = p->offs.at;
    if (!off_fen) return KB_OK;
    p->price_fen -= off_fen;
    offs[p->offs.n++] = (struct price_off){ m->id, off_fen };
    const char *yuan = price_yuan(t, off_fen);
    price_say(t, p,
              &(struct price_step){ "promotion",
                                    kb_printf(t->arena, "促销“%s” −%s", m->name, yuan),
                                    kb_printf(t->arena, "promotion “%s” -%s", m->name, yuan),
                                    m->id, p->price_fen });
    return KB_OK;
}

/* Of each stack group the one that takes off most; groups one after the other. */
static enum kb_code promotions(struct turn *t, const struct price_ask *ask,
                               const struct grant_ask *g, struct price *p)
{
    struct kb_list list;
    TRY(catalog_promotions(t, g, &list));
    p->offs.at = kb_alloc(t->arena, sizeof(struct price_off) * (size_t)(list.n + 1));
    const struct promotion *m = list.at;
    for (int64_t i = 0; i < list.n;) {
        const struct promotion *best = NULL;
        int64_t best_fen = 0, k = i;
        for (; k < list.n && strcmp(m[k].stack_group, m[i].stack_group) == 0; k++) {
            int64_t off_fen;
            TRY(off_by(t, ask, &m[k], p->price_fen, &off_fen));
            if (off_fen > best_fen) best = &m[k], best_fen = off_fen;
        }
        if (best) TRY(take_off(t, p, best, best_fen));
        i = k;
    }
    return KB_OK;
}

enum kb_code price_find(struct turn *t, const struct price_ask *asked, struct price *out)
{
    struct price_ask ask = *asked;
    struct grant_ask g = { ask.seller_id, ask.customer_id, ask.sku, ask.cycle };
    *out = (struct price){ .metered = !catalog_cycle_prepaid(ask.cycle) };
    if (out->metered) ask.units_milli = A_MILLION_UNITS;
    if (strcmp(ask.sku->state, "on") != 0 && !ask.running)
        return kb_fail_field(t->err, "sku_id", "quote.off_shelf", "it is not on sale");
    TRY(list_price(t, &ask, out));
    TRY(find_legs(t, &ask, out));
    TRY(sale_price(t, &ask, out));
    TRY(customer_price(t, &ask, &g, out));
    if (!out->metered) return promotions(t, &ask, &g, out);
    out->unit_ufen = out->price_fen;
    return KB_OK;
}

/* --- nobody sells below what it pays --- */

static enum kb_code under(struct turn *t, const struct price_leg *l, const char *what)
{
    bool mine = l->buyer_id == t->actor.org_id;
    return kb_fail(t->err, KB_CONFLICT, "quote.under_cost", "%s",
                   mine ? what : "the price would be below a seller's own cost");
}

/* What org i gets less what it pays on; agents keep a part of what passes through them. */
enum kb_code price_guard(struct turn *t, const struct price *p, int64_t coupon_fen)
{
    const struct price_leg *legs = p->legs.at;
    int64_t n = p->legs.n, paid_out;
    for (int64_t i = 0; i < n; i++) {
        bool last = i == n - 1, agent = price_leg_agent(&legs[i]);
        int64_t gets =
            last || price_leg_agent(&legs[i + 1]) ? p->price_fen : legs[i + 1].transfer_fen;
        int64_t pays = legs[i].transfer_fen;
        if (last) gets -= coupon_fen;
        if (agent) TRY(ledger_rate(p->price_fen, LEDGER_BP - legs[i].commission_bp, &pays, t->err));
        if (!last && price_leg_agent(&legs[i + 1])) {
            TRY(ledger_rate(p->price_fen, legs[i + 1].commission_bp, &paid_out, t->err));
            pays += paid_out;
        }
        if (gets < pays && !(last && p->under_cost))
            return under(t, &legs[i], "the price would be below your own cost");
        if (legs[i].cap_fen && gets > legs[i].cap_fen)
            return under(t, &legs[i], "the price would be above what its supplier allows");
    }
    return KB_OK;
}
