/* moves_priv - what moved on subjects between two days, by month and by who or what it was about,
 * as of now or of any voucher: from the sums by day and month, and the few vouchers they do not
 * say. */
#ifndef LEDGER_MOVES_PRIV_H
#define LEDGER_MOVES_PRIV_H

#include "ledger/ledger.h"

/* As in ledger_daily. */
enum moves_kind {
    MOVES_SUBJECT,
    MOVES_CASH,
    MOVES_DEPARTMENT,
    MOVES_STAFF,
    MOVES_PRODUCT,
    MOVES_SKU,
    MOVES_CUSTOMER,
    MOVES_UPSTREAM,
    MOVES_CHILD,
    MOVES_KINDS
};

struct moves {
    enum moves_kind kind;
    const char *from_day, *to_day; /* both included */
    int64_t as_of_no;              /* vouchers up to this number; 0: all */
};
struct move {
    int64_t month, value, dr_fen, cr_fen;
    const char *code;
};
/* Each (month, value, code) may come several times, with sums to be added; amounts may be
 * negative. */
struct moves_visitor {
    enum kb_code (*row)(void *self, const struct move *m, struct kb_error *err);
    void *self;
};
/* Of the acting organisation's book. */
MUST_USE enum kb_code ledger_moves(struct turn *t, const struct moves *wanted,
                                   const struct moves_visitor *visitor);

/* 6001 to 6399 earn, 64xx cost what was sold, the rest of class 6 is spent. */
enum moves_class { CLASS_NONE, CLASS_INCOME, CLASS_COST, CLASS_EXPENSE };
enum moves_class ledger_class_of(const char *code);
bool ledger_code_is_cash(const char *code);

#endif
