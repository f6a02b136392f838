/* pay_order - see pay_order_priv.h. A payer who holds enough for all that he still has to pay may
 * pay at once: he needs nobody, and money that is elsewhere earlier only helps. On a tree with one
 * run an edge that alone finds an order when there is one. Runs in both directions on an edge can
 * make payers wait for each other; then payments are tried one after the other and taken back. */
#include "pay_order_priv.h"

static bool can_pay(const struct pay_order *p, const struct pay_item *x)
{
    return x->payer == PAY_OUTSIDE || p->banks[x->payer] >= x->fen;
}

static bool is_safe(const struct pay_order *p, const struct pay_item *x)
{
    return x->payer == PAY_OUTSIDE || p->banks[x->payer] >= p->owed[x->payer];
}

static void move(struct pay_order *p, struct pay_item *x, int64_t fen)
{
    if (x->payer != PAY_OUTSIDE) p->banks[x->payer] -= fen, p->owed[x->payer] -= fen;
    if (x->payee != PAY_OUTSIDE) p->banks[x->payee] += fen;
}

static void pay(struct pay_order *p, int64_t i)
{
    move(p, &p->items[i], p->items[i].fen);
    p->items[i].done = true;
    p->order[p->order_n++] = i;
}

static void take_back(struct pay_order *p, int64_t to_n)
{
    while (p->order_n > to_n) {
        struct pay_item *x = &p->items[p->order[--p->order_n]];
        move(p, x, -x->fen);
        x->done = false;
    }
}

/* The one of least rank that may be paid, after the one given (-1: of all); -1: none. */
static int64_t next_of(const struct pay_order *p, int64_t after,
                       bool (*may)(const struct pay_order *p, const struct pay_item *x))
{
    int64_t best = -1;
    for (int64_t i = 0; i < p->items_n; i++) {
        const struct pay_item *x = &p->items[i], *a = after < 0 ? NULL : &p->items[after];
        bool behind = !a || x->rank > a->rank || (x->rank == a->rank && i > after);
        bool before = best < 0 || x->rank < p->items[best].rank;
        if (!x->done && behind && before && may(p, x)) best = i;
    }
    return best;
}

static void pay_safe(struct pay_order *p, int64_t *tries)
{
    for (int64_t i = 0; i >= 0 && *tries > 0;) {
        i = next_of(p, -1, is_safe);
        if (i >= 0) pay(p, i), --*tries;
    }
}

/* Everything that is left, or nothing of it. */
static bool pay_all(struct pay_order *p, int64_t *tries)
{
    int64_t begin = p->order_n;
    pay_safe(p, tries);
    if (p->order_n == p->items_n) return true;
    int64_t mark = p->order_n;
    for (int64_t i = next_of(p, -1, can_pay); i >= 0 && *tries > 0; i = next_of(p, i, can_pay)) {
        --*tries;
        pay(p, i);
        if (pay_all(p, tries)) return true;
        take_back(p, mark);
    }
    take_back(p, begin);
    return false;
}

void pay_order_find(struct pay_order *p)
{
    int64_t tries = PAY_TRIES_MAX, rest = 2 * p->items_n + 2;
    for (int64_t i = 0; i < p->items_n; i++)
        if (p->items[i].payer != PAY_OUTSIDE) p->owed[p->items[i].payer] += p->items[i].fen;
    p->order_n = 0;
    p->all = pay_all(p, &tries);
    p->sure = p->all || tries > 0;
    if (p->all) return;
    for (int64_t i = 0; i >= 0;) {
        pay_safe(p, &rest);
        i = next_of(p, -1, can_pay);
        if (i >= 0) pay(p, i);
    }
}
