/* ledger - the books of every organisation: subjects, entry templates, vouchers, balances, what
 * people record, months, reports. One business event posts the vouchers of all organisations it
 * touches, as one group, in the current transaction. Owns book, book_day, subject, entry_event,
 * entry_template(_line), template_proof, vgroup, voucher, voucher_dim, vline, balance, entry,
 * period(_step), ledger_daily, ledger_monthly and ledger_fold. Never prices, never rounds (see
 * muldiv.h), never changes what is posted. */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include "turn/turn.h"

#define LEDGER_FEN_MAX   INT64_C(9007199254740991) /* of any amount and total: exact in JSON too */
#define LEDGER_VARS_MAX  12
#define LEDGER_LEGS_MAX  32
#define LEDGER_LINES_MAX 24 /* of one voucher */
#define LEDGER_NAME_MAX  32

/* --- books --- */
/* A book with the default chart for organisation org_id. kind: "platform" or "distributor".
 * ledger.book_exists. Dates are China's until a book gets an offset of its own. */
MUST_USE enum kb_code ledger_book_open(struct turn *t, int64_t org_id, const char *kind);
/* A customer's money in book_org's book: free to spend, and held for orders. 0 when it never had
 * any. */
MUST_USE enum kb_code ledger_available(struct turn *t, int64_t book_org, int64_t customer_id,
                                       int64_t *available_fen, int64_t *frozen_fen);

/* What an account of a book comes to, debits less credits; party 0: of a subject without them. */
MUST_USE enum kb_code ledger_account_fen(struct turn *t, int64_t book_org, const char *code,
                                         int64_t party, int64_t *fen);

/* --- posting --- */
struct ledger_var {
    const char *name; /* "price", "coupon", "transfer_in", …: what the template's amounts name */
    int64_t fen;      /* 0..LEDGER_FEN_MAX */
};
/* One organisation's part, one voucher. Template: (event, role, mode); see 0031_ledger_data.sql for
 * the words. Several legs may be of one organisation. */
struct ledger_leg {
    int64_t org_id;
    const char *role, *mode; /* mode "" where an event has none */
    const char *event;       /* of this voucher, NULL: the group's: a refund and a capture in one */
    int64_t customer_id, child_id, parent_id, supplier_id; /* the parties; 0: none */
    int64_t department_id, staff_id;         /* of org_id, whose business it is; 0: nobody's */
    int64_t product_id, sku_id;              /* what this is about; 0: what the event is about */
    struct ledger_var vars[LEDGER_VARS_MAX]; /* ends with a NULL name when shorter */
};
/* A voucher with a line on a subject of class 6 keeps its dimensions: of the parties those its
 * organisation may know (the customer for roles own and sole, the supplier for top and sole). */
struct ledger_event {
    const char *event;
    const char *biz_key; /* 1..80 of A-Z a-z 0-9 : . _ -, unique for ever: "capture:lin:42" */
    int64_t at_ms;       /* 0: now */
    const char *object;  /* what it is about: "line", "recharge", or NULL */
    int64_t object_id, order_id; /* 0: none */
    int64_t product_id, sku_id;  /* what was sold; 0: none */
    /* "YYYY-MM-DD" that a person chose, refused in a closed period. NULL: the day of at_ms; from a
     * closed period it moves to the first open day. */
    const char *acct_date;
    const struct ledger_leg *legs;
    size_t legs_n;
};
struct ledger_posted {
    int64_t group_id;
    bool replayed; /* the same event under this key was posted before: nothing was written now */
};
/* Post all vouchers of the event, in the order of its legs, or refuse and have written nothing.
 * Lines of 0 are left out; neighbours must mirror each other over the whole group.
 * Reasons: ledger.balance_short (a customer's money), ledger.rule_broken, ledger.key_reused (other
 * content), ledger.template_missing, ledger.unbalanced, ledger.mirror_broken, ledger.amount,
 * ledger.overflow, ledger.variable, ledger.party, ledger.subject_missing, ledger.book_missing,
 * ledger.event. */
MUST_USE enum kb_code ledger_post(struct turn *t, const struct ledger_event *ev,
                                  struct ledger_posted *out);

/* --- entry templates --- */
struct ledger_template_line {
    const char *side;    /* "D" or "C" */
    const char *subject; /* code */
    const char *party;   /* "", "customer", "child", "parent", "supplier" */
    const char *amount;  /* "price - coupon" */
};
struct ledger_template {
    int64_t book_id; /* 0: for all books */
    const char *event, *role, *mode;
    const struct ledger_template_line *lines;
    size_t lines_n;
};
/* Write a draft, the next version of its (event, role, mode). */
MUST_USE enum kb_code ledger_template_add(struct turn *t, const struct ledger_template *in,
                                          int64_t *template_id);
/* KB_OK when debits minus credits is the zero form and every subject and party fits; else
 * ledger.unbalanced with the form that is left over, or ledger.template_invalid. */
MUST_USE enum kb_code ledger_template_check(struct db *db, struct kb_arena *a, int64_t template_id,
                                            struct kb_error *err);
/* Check a draft, retire the version in use, and put the draft in its place. */
MUST_USE enum kb_code ledger_template_publish(struct turn *t, int64_t template_id);

#include "ledger/audit.h"

/* an organisation's books */
extern const struct turn_route book_routes[], subject_routes[], entry_event_routes[],
    template_routes[], entry_routes[], decision_routes[], reverse_routes[], period_routes[],
    voucher_routes[], trial_routes[], account_routes[], profit_routes[], cash_routes[],
    series_routes[], ledger_routes[], export_routes[], daily_routes[];
extern const struct turn_route money_routes[]; /* a customer's balance and statement */

#endif
