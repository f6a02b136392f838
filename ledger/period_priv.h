/* period_priv - a month of a book and what stands in the way of closing it: period.c moves it,
 * checklist.c asks the ledger and the modules above. */
#ifndef LEDGER_PERIOD_PRIV_H
#define LEDGER_PERIOD_PRIV_H

#include "ledger/ledger.h"

struct period_book {
    int64_t book_id, utc_offset_min, opened_ms, closed_to, last_id, last_no;
};
struct period_check {
    const char *name, *title_zh, *title_en, *where, *text;
    bool ok, blocking;
    int64_t count;
};
extern const struct kb_shape period_check_shape;

/* How far the book's chain was looked at on a snapshot, for the turn that writes to go on from. */
struct period_chain {
    int64_t no, failures;
    const char *text;
};
/* Recompute the vouchers after from->no and add what is wrong to it. */
MUST_USE enum kb_code ledger_period_chain(struct turn *t, struct period_chain *from);
/* Everything that is asked before a month is closed; chain is what became of it. */
MUST_USE enum kb_code ledger_period_checks(struct turn *t, const struct period_book *book,
                                           int64_t month, const struct period_chain *chain,
                                           struct kb_list *out);

#endif
