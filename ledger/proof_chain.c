/* proof_chain - chains of sellers made up from a seed, the way agreements make them: one to eight
 * levels, principals first and then agents, prices that rise downwards, a coupon, a refund at some
 * fraction; and what each seller's leg is told of it. */
#include "ledger/proof_priv.h"

#include "ledger/muldiv.h"
#include <string.h>

#define LIST_FEN_MAX INT64_C(5000000)

/* --- chance: splitmix64, so that a seed is a proof that can be repeated --- */

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

int64_t proof_draw(struct proof_random *r, int64_t min, int64_t max)
{
    r->state += UINT64_C(0x9e3779b97f4a7c15);
    return min + (int64_t)(mix(r->state) % (uint64_t)(max - min + 1));
}

/* --- a chain --- */

static int64_t scaled(int64_t fen, int64_t part, int64_t whole)
{
    int64_t out = 0;
    struct kb_error err;
    enum kb_code code = ledger_muldiv(fen, part, whole, &out, &err);
    KB_ASSERT(code == KB_OK); /* amounts of a chain are small */
    return out;
}

static void draw_prices(struct proof_random *r, struct proof_chain *c)
{
    int64_t floor_fen = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (i < c->principals)
            floor_fen = c->transfer_fen[i] = proof_draw(r, floor_fen, c->list_fen);
        else
            c->rate_bp[i] = proof_draw(r, 0, 3000);
    }
    c->price_fen = proof_draw(r, floor_fen, c->list_fen);
    c->coupon_fen = proof_draw(r, 0, 1) ? proof_draw(r, 0, c->price_fen) : 0;
}

static void draw_refund(struct proof_random *r, struct proof_chain *c)
{
    static const int64_t wholes[] = { 28, 29, 30, 31, 365, 366, 720, 2678400 };
    int64_t parts[2];
    struct kb_error err;
    c->whole = wholes[proof_draw(r, 0, (int64_t)COUNT(wholes) - 1)];
    c->used = proof_draw(r, 0, c->whole);
    c->kept_fen = scaled(c->price_fen, c->used, c->whole);
    const int64_t weights[2] = { c->price_fen - c->coupon_fen, c->coupon_fen };
    enum kb_code code = ledger_split(c->kept_fen, weights, 2, parts, &err);
    KB_ASSERT(code == KB_OK); /* nothing is kept of a price of 0 */
    c->kept_coupon_fen = parts[1];
}

void proof_chain_draw(struct proof_random *r, size_t n_min, size_t n_max, struct proof_chain *out)
{
    *out = (struct proof_chain){ .n = (size_t)proof_draw(r, (int64_t)n_min, (int64_t)n_max) };
    out->principals = (size_t)proof_draw(r, 0, (int64_t)out->n);
    out->seed = r->state;
    out->list_fen = proof_draw(r, 1, LIST_FEN_MAX);
    draw_prices(r, out);
    draw_refund(r, out);
    out->amount_fen = out->price_fen - out->coupon_fen;
    out->fee_fen = proof_draw(r, 0, out->amount_fen);
    out->goods_fen = proof_draw(r, 0, LIST_FEN_MAX);
    out->collected_fen = proof_draw(r, 0, LIST_FEN_MAX);
    out->commission_fen = proof_draw(r, 0, out->goods_fen);
}

const char *proof_chain_modes(const struct proof_chain *c, struct kb_arena *a)
{
    char *modes = kb_alloc(a, c->n + 1);
    for (size_t i = 0; i < c->n; i++) modes[i] = i < c->principals ? 'P' : 'A';
    return modes;
}

/* --- what a seller is told --- */

static bool agent(const struct proof_chain *c, size_t i)
{
    return i >= c->principals;
}

/* What passes over the edge that i buys on; the customer's price where an agent buys. */
static int64_t over_edge(const struct proof_chain *c, size_t i, bool kept)
{
    int64_t price = kept ? c->kept_fen : c->price_fen;
    if (i >= c->n || agent(c, i)) return price;
    return kept ? scaled(c->transfer_fen[i], c->used, c->whole) : c->transfer_fen[i];
}

static int64_t commission(const struct proof_chain *c, size_t i, bool kept)
{
    if (i >= c->n || !agent(c, i)) return 0;
    return scaled(kept ? c->kept_fen : c->price_fen, c->rate_bp[i], LEDGER_BP);
}

enum told {
    TOLD_PRICE,
    TOLD_COUPON,
    TOLD_TRANSFER_IN,
    TOLD_TRANSFER_OUT,
    TOLD_COMMISSION_IN,
    TOLD_COMMISSION_OUT,
    TOLD_AMOUNT,
    TOLD_FEE,
    TOLD_GOODS,
    TOLD_COLLECTED,
    TOLD_COMMISSION,
    TOLDS
};
static const char *const told_names[TOLDS] = {
    [TOLD_PRICE] = "price",
    [TOLD_COUPON] = "coupon",
    [TOLD_TRANSFER_IN] = "transfer_in",
    [TOLD_TRANSFER_OUT] = "transfer_out",
    [TOLD_COMMISSION_IN] = "commission_in",
    [TOLD_COMMISSION_OUT] = "commission_out",
    [TOLD_AMOUNT] = "amount",
    [TOLD_FEE] = "fee",
    [TOLD_GOODS] = "goods",
    [TOLD_COLLECTED] = "collected",
    [TOLD_COMMISSION] = "commission",
};

static int64_t told(const struct proof_chain *c, size_t i, enum told what, bool kept)
{
    switch (what) {
    case TOLD_PRICE: return kept ? c->kept_fen : c->price_fen;
    case TOLD_COUPON: return kept ? c->kept_coupon_fen : c->coupon_fen;
    case TOLD_TRANSFER_IN: return over_edge(c, i, kept);
    case TOLD_TRANSFER_OUT: return over_edge(c, i + 1, kept);
    case TOLD_COMMISSION_IN: return commission(c, i, kept);
    case TOLD_COMMISSION_OUT: return commission(c, i + 1, kept);
    case TOLD_AMOUNT: return c->amount_fen;
    case TOLD_FEE: return c->fee_fen;
    case TOLD_GOODS: return c->goods_fen;
    case TOLD_COLLECTED: return c->collected_fen;
    case TOLD_COMMISSION: return c->commission_fen;
    case TOLDS: break;
    }
    return 0;
}

/* TOLDS when it is none of them; kept: what is kept of it after a refund. */
static enum told told_of(const char *name, size_t len, bool *kept)
{
    *kept = len > 5 && memcmp(name, "kept_", 5) == 0;
    const char *word = *kept ? name + 5 : name;
    size_t n = *kept ? len - 5 : len;
    int k = 0;
    while (k < TOLDS && (strlen(told_names[k]) != n || memcmp(told_names[k], word, n) != 0)) k++;
    return (enum told)k;
}

bool proof_chain_tells(const char *name, size_t len)
{
    bool kept;
    return told_of(name, len, &kept) != TOLDS;
}

int64_t proof_chain_value(const struct proof_chain *c, size_t i, const char *name, size_t len)
{
    bool kept;
    enum told what = told_of(name, len, &kept);
    if (what != TOLDS) return told(c, i, what, kept);
    uint64_t h = c->seed;
    for (size_t k = 0; k < len; k++) h = mix(h ^ (unsigned char)name[k]);
    return (int64_t)(h % (uint64_t)(c->list_fen + 1));
}

/* --- legs --- */

static struct ledger_leg leg_of(const struct proof_chain *c, size_t i)
{
    bool own = i + 1 == c->n, top = i == 0;
    struct ledger_leg l = { .org_id = (int64_t)i + 1, .mode = "" };
    l.role = own ? (top ? "sole" : "own") : top ? "top" : "middle";
    l.customer_id = own ? PROOF_CUSTOMER : 0;
    l.child_id = own ? 0 : (int64_t)i + 2;
    l.parent_id = (int64_t)i;
    l.supplier_id = top ? PROOF_SUPPLIER : 0;
    return l;
}

static size_t one_leg(const struct proof_chain *c, size_t i, const char *role,
                      struct ledger_leg *out)
{
    *out = leg_of(c, i);
    out->role = role;
    return 1;
}

size_t proof_chain_legs(const struct proof_chain *c, enum proof_spread spread,
                        struct ledger_leg legs[PROOF_LEVELS])
{
    size_t edge = c->n > 1 ? 1 + (size_t)(c->seed % (c->n - 1)) : 0; /* some edge below the top */
    if (spread == SPREAD_OWN) return one_leg(c, c->n - 1, "own", legs);
    if (spread == SPREAD_TOP) return one_leg(c, 0, "top", legs);
    if (spread == SPREAD_EDGE && edge == 0) return 0;
    if (spread == SPREAD_EDGE) {
        bool child_pays = c->goods_fen >= c->collected_fen + c->commission_fen;
        one_leg(c, edge, "child", &legs[0]);
        one_leg(c, edge - 1, "parent", &legs[1]);
        legs[0].mode = legs[1].mode = child_pays ? "child_pays" : "parent_pays";
        legs[0].child_id = legs[1].parent_id = 0;
        return 2;
    }
    for (size_t i = 0; i < c->n; i++) {
        legs[i] = leg_of(c, i);
        if (spread != SPREAD_SALE) continue;
        bool sells_by_agent = i + 1 < c->n && agent(c, i + 1);
        legs[i].mode = agent(c, i) ? "agent" : sells_by_agent ? "principal_agent" : "principal";
    }
    return c->n;
}
