/* 20,000 sales over random chains of 1 to 8 sellers in random modes, with coupons, holds,
 * releases, refunds and refusals, through the engine and through a model that knows only what
 * each organisation owes, owns, earns and spends; no difference in any account. */
#include "books.h"

#include <stdio.h>
#include <string.h>

#define LEVELS CHAIN_MAX
#define SALES  20000
#define FIRST  201

/* --- the model: debit positive, one array a kind of account, by the organisation's level --- */
struct model {
    int64_t bank[LEVELS], unclaimed[LEVELS], free[LEVELS], held[LEVELS];
    int64_t from_child[LEVELS], to_parent[LEVELS], k_from_parent[LEVELS], k_to_child[LEVELS];
    int64_t sales[LEVELS], allowance[LEVELS], earned_k[LEVELS], cost[LEVELS], promo[LEVELS],
        spent_k[LEVELS];
    int refused;
};

/* Half up, as a school would: for amounts this small no 128 bits are needed. */
static int64_t rounded(int64_t n, int64_t d)
{
    return (2 * n + d) / (2 * d);
}

static int64_t price_into(const struct chain *c, size_t i) /* what seller i pays above */
{
    if (c->edges[i].mode == 'R') return c->price_fen;
    return c->edges[i].mode == 'F' ? c->edges[i].value
                                   : rounded(c->list_fen * c->edges[i].value, 10000);
}

static int64_t commission_of(const struct chain *c, size_t i, int64_t base)
{
    return c->edges[i].mode == 'R' ? rounded(base * c->edges[i].value, 10000) : 0;
}

/* Money in at the bottom, each seller's revenue or pass-through, each one's cost, the
 * commissions. */
static void model_sale(struct model *m, const struct chain *c, int64_t coupon)
{
    size_t own = c->n - 1;
    m->held[own] += c->price_fen - coupon;
    for (size_t i = 0; i < c->n; i++) {
        bool agent = c->edges[i].mode == 'R';
        int64_t got = i == own ? c->price_fen : price_into(c, i + 1), paid = price_into(c, i);
        int64_t k = commission_of(c, i, c->price_fen);
        if (i == own)
            *(agent ? &m->promo[i] : &m->allowance[i]) += coupon;
        else
            m->from_child[i] += got;
        m->to_parent[i] -= paid;
        m->k_from_parent[i] += k;
        m->earned_k[i] -= k;
        if (!agent) m->sales[i] -= got;
        if (!agent) m->cost[i] += paid;
        if (i == own) continue;
        m->k_to_child[i] -= commission_of(c, i + 1, c->price_fen);
        m->spent_k[i] += commission_of(c, i + 1, c->price_fen);
    }
}

/* Back goes the sale less a sale of what is kept, cash to the customer's free money. */
static void model_refund(struct model *m, const struct chain *c, int64_t coupon, int64_t used,
                         int64_t whole)
{
    size_t own = c->n - 1;
    int64_t keep = rounded(c->price_fen * used, whole);
    int64_t kept_coupon = c->price_fen ? keep * coupon / c->price_fen : 0;
    int64_t left_coupon = c->price_fen ? keep * coupon % c->price_fen : 0;
    int64_t left_cash = c->price_fen ? keep * (c->price_fen - coupon) % c->price_fen : 0;
    if (left_coupon > left_cash) kept_coupon++;
    m->free[own] -= c->price_fen - coupon - (keep - kept_coupon);
    for (size_t i = 0; i < c->n; i++) {
        bool agent = c->edges[i].mode == 'R', below = i < own && c->edges[i + 1].mode == 'R';
        int64_t in = price_into(c, i), out = i == own ? c->price_fen : price_into(c, i + 1);
        in -= agent ? keep : rounded(in * used, whole);
        out -= i == own || below ? keep : rounded(out * used, whole);
        int64_t k = commission_of(c, i, c->price_fen) - commission_of(c, i, keep);
        if (i == own)
            *(agent ? &m->promo[i] : &m->allowance[i]) -= coupon - kept_coupon;
        else
            m->from_child[i] -= out;
        m->to_parent[i] += in;
        m->k_from_parent[i] -= k;
        m->earned_k[i] += k;
        if (!agent) m->sales[i] += out;
        if (!agent) m->cost[i] -= in;
        if (i == own) continue;
        k = commission_of(c, i + 1, c->price_fen) - commission_of(c, i + 1, keep);
        m->k_to_child[i] += k;
        m->spent_k[i] -= k;
    }
}

static void assert_same(struct books *b, const struct model *m)
{
    for (size_t i = 0; i < LEVELS; i++) {
        int64_t org = FIRST + (int64_t)i, up = i ? org - 1 : S, down = org + 1, c = org + 500;
        const struct {
            const char *code;
            int64_t party, want;
        } rows[] = {
            { "1002", 0, m->bank[i] },
            { "2241.99", 0, m->unclaimed[i] },
            { "2203.01", c, m->free[i] },
            { "2203.02", c, m->held[i] },
            { "1122", down, m->from_child[i] },
            { "2202", up, m->to_parent[i] },
            { "1122K", up, m->k_from_parent[i] },
            { "2202K", down, m->k_to_child[i] },
            { "6001", 0, m->sales[i] },
            { "6001.90", 0, m->allowance[i] },
            { "6051", 0, m->earned_k[i] },
            { "6401", 0, m->cost[i] },
            { "6601.01", 0, m->promo[i] },
            { "6601.K", 0, m->spent_k[i] },
        };
        for (size_t k = 0; k < COUNT(rows); k++) {
            kt_row("level %zu, account %s", i, rows[k].code);
            assert_int_equal(books_net(b, org, rows[k].code, rows[k].party), rows[k].want);
        }
    }
}

/* --- the same moves to both --- */

static int64_t up_to(uint64_t *seed, int64_t max)
{
    return (int64_t)(kt_next(seed) % (uint64_t)(max + 1));
}

static struct chain random_chain(uint64_t *seed)
{
    size_t x = (size_t)up_to(seed, LEVELS - 1), y = (size_t)up_to(seed, LEVELS - 1);
    struct chain c = { .n = 1 + (x < y ? x : y), .supplier = S }; /* short ones more often */
    size_t principals = (size_t)up_to(seed, (int64_t)c.n);
    c.list_fen = 1 + up_to(seed, 5000000);
    c.price_fen = up_to(seed, c.list_fen);
    for (size_t i = 0; i < c.n; i++) {
        bool floor = up_to(seed, 1);
        c.orgs[i] = FIRST + (int64_t)i;
        if (i >= principals)
            c.edges[i] = (struct edge){ 'R', up_to(seed, 3000) };
        else if (floor)
            c.edges[i] = (struct edge){ 'F', up_to(seed, c.list_fen) };
        else
            c.edges[i] = (struct edge){ 'D', up_to(seed, 10000) };
    }
    c.customer = c.orgs[c.n - 1] + 500;
    return c;
}

static const char *next_key(char *buf, size_t size)
{
    int64_t n = 0;
    for (size_t i = 0; buf[i]; i++) n = n * 10 + (buf[i] - '0');
    snprintf(buf, size, "%lld", (long long)(n + 1));
    return buf;
}

static void fund(struct books *b, struct model *m, const struct chain *c, int64_t fen)
{
    books_fund(b, c->orgs[c->n - 1], c->customer, fen);
    m->bank[c->n - 1] += fen;
    m->free[c->n - 1] -= fen;
}

/* One sale from money to opened, released or closed early. */
static void sale(struct books *b, struct model *m, uint64_t *seed, char key[24])
{
    struct chain c = random_chain(seed);
    size_t own = c.n - 1;
    int64_t coupon = up_to(seed, 1) ? up_to(seed, c.price_fen) : 0, cash = c.price_fen - coupon;
    int64_t whole = 28 + up_to(seed, 3);
    if (up_to(seed, 7) == 0) fund(b, m, &c, up_to(seed, 10000000));
    if (m->free[own] + cash > 0) {
        assert_int_equal(chain_hold(b, &c, next_key(key, 24), cash), KB_CONFLICT);
        assert_string_equal(b->err->reason, "ledger.balance_short");
        m->refused++;
        return;
    }
    books_must(b, chain_hold(b, &c, next_key(key, 24), cash));
    if (up_to(seed, 9) == 0) {
        books_must(b, chain_release(b, &c, next_key(key, 24), cash));
        return;
    }
    books_must(b, chain_capture(b, &c, next_key(key, 24), coupon));
    m->free[own] += cash;
    m->held[own] -= cash;
    model_sale(m, &c, coupon);
    if (up_to(seed, 3)) return;
    int64_t used = up_to(seed, whole);
    books_must(b, chain_refund(b, &c, next_key(key, 24), coupon, used, whole));
    model_refund(m, &c, coupon, used, whole);
}

TEST(twenty_thousand_random_sales_leave_every_account_as_the_model_has_it)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct model m = { 0 };
    struct ledger_report r = { 0 };
    uint64_t seed = 20260105;
    char key[24] = "0";
    books_open(&b, &err);
    for (int64_t i = 0; i < LEVELS; i++)
        books_org(&b, FIRST + i, i ? "distributor" : "platform", i ? FIRST + i - 1 : 0, "卖家");
    for (int i = 0; i < SALES; i++) {
        kt_row("sale %d", i);
        sale(&b, &m, &seed, key);
        if (i % 500) continue;
        assert_same(&b, &m);
        kb_arena_reset(&b.arena);
        assert_ok(ledger_verify_since(b.db, &b.arena, r.last_voucher_id, &r, &err));
        assert_true(r.ok);
    }
    kt_row("%d sales, %d short of money", SALES, m.refused);
    assert_in_range(m.refused, SALES / 50, SALES / 2);
    assert_same(&b, &m);
    books_assert_sound(&b);
}
