/* pay_order - in what order payments between banks can be made so that none goes below nothing.
 * Plain numbers: knows no organisation and no database. */
#ifndef BILLING_SETTLEMENT_PAY_ORDER_PRIV_H
#define BILLING_SETTLEMENT_PAY_ORDER_PRIV_H

#include "base/base.h"

#define PAY_OUTSIDE   (-1)
#define PAY_ITEMS_MAX 500
#define PAY_TRIES_MAX 20000 /* payments made and taken back, at most */

struct pay_item {
    int64_t payer, payee; /* indexes of banks; PAY_OUTSIDE: whose bank is no concern of ours */
    int64_t fen;          /* 0 or more */
    int64_t rank;         /* less comes first where the order does not matter */
    bool done;
};
struct pay_order {
    struct pay_item *items; /* done tells afterwards which can be paid */
    int64_t items_n;
    int64_t *banks; /* balances in fen; afterwards what paying leaves */
    int64_t *owed;  /* as many, of zeros: what each still has to pay */
    int64_t *order; /* room for items_n: indexes of items, first to last */
    int64_t order_n;
    bool all;  /* everything can be paid in this order */
    bool sure; /* false: not all, and not every order was tried */
};
/* Exact while it has tries left: what a payer can pay without waiting for anybody is paid first,
 * which never harms; only where every payer waits for another are orders tried. When not all can be
 * paid, order is what can be, by rank. */
void pay_order_find(struct pay_order *p);

#endif
