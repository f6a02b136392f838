/* entry_priv - what people record in their own book, shared by recording (entry.c), deciding and
 * reversing (decision.c, reverse.c). */
#ifndef LEDGER_ENTRY_PRIV_H
#define LEDGER_ENTRY_PRIV_H

#include "ledger/posting_priv.h"

struct entry {
    int64_t id, book_id, customer_id, child_id, party_id, department_id, staff_id, total_fen,
        reverses_id, reversed_by, group_id, voucher_id, created_by, decided_by, created_ms,
        decided_ms;
    const char *kind, *event, *event_zh, *event_en, *ref, *text, *date, *vars, *state, *reason,
        *party_name;
};
/* Ids outside of what other modules keep and vouchers are told by. */
#define LEDGER_DEPARTMENT "dpt"
#define LEDGER_STAFF      "usr"

extern const struct kb_shape entry_shape; /* as its book reads it */

/* One of the acting organisation's book, with names; not_found. */
MUST_USE enum kb_code ledger_entry_find(struct turn *t, int64_t id, struct entry *out);
/* Its leg, without numbers; and whether the template in use fits entry and leg (entry_match.c). */
struct ledger_leg ledger_entry_leg(const struct entry *e);
MUST_USE enum kb_code ledger_entry_match(struct turn *t, const struct entry *e,
                                         const struct ledger_leg *leg);
/* Post the entry or the reversal, on its day. In a turn whose checks are done. */
MUST_USE enum kb_code ledger_entry_post(struct turn *t, const struct entry *e, int64_t *group_id);
/* Post at once, or leave it waiting when it is above the book's limit; writes the row. */
MUST_USE enum kb_code ledger_entry_record(struct turn *t, struct entry *e);
/* The day a person chose, or today: a day there is, in the book's time, not to come. */
MUST_USE enum kb_code ledger_entry_day(struct turn *t, const char *wanted, const char **out);

/* Post the vouchers of the entry e reverses with debit and credit exchanged. */
MUST_USE enum kb_code ledger_reverse_post(struct turn *t, const struct entry *e, int64_t *group_id);

#endif
