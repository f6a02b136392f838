/* audit - the books looked at from outside: everything recomputed, and everything written out as
 * plain text for programs that know nothing of us. Seen through ledger/ledger.h. */
#ifndef LEDGER_AUDIT_H
#define LEDGER_AUDIT_H

#include "ledger/ledger.h"

/* --- verification --- */
struct ledger_check {
    const char *name; /* "vouchers_balance", "hash_chains", … */
    bool ok;
    const char *text; /* the first offence, without internal ids; "" when ok */
    int64_t failures;
    int64_t book_id, voucher_id, voucher_no; /* of the first offence; 0: not about one */
};
#define LEDGER_CHECKS 16
struct ledger_report {
    bool ok;
    int64_t vouchers, lines; /* looked at */
    int64_t last_voucher_id; /* give it to ledger_verify_since for the next step */
    int64_t last_no;         /* and this to ledger_verify_book */
    struct ledger_check checks[LEDGER_CHECKS];
};
/* Recompute everything of one book, or of all (book_id 0). Fails only when the database does;
 * what is wrong stands in the report. Texts live in the arena. While others write: inside one
 * db_begin, so that it sees one snapshot. */
MUST_USE enum kb_code ledger_verify(struct db *db, struct kb_arena *a, int64_t book_id,
                                    struct ledger_report *out, struct kb_error *err);
/* The vouchers after after_id and the balances, neighbours and heads they touch: for after each
 * event. */
MUST_USE enum kb_code ledger_verify_since(struct db *db, struct kb_arena *a, int64_t after_id,
                                          struct ledger_report *out, struct kb_error *err);

/* The vouchers of one book after its number after_no, the same way. */
MUST_USE enum kb_code ledger_verify_book(struct db *db, struct kb_arena *a, int64_t book_id,
                                         int64_t after_no, struct ledger_report *out,
                                         struct kb_error *err);

/* --- export --- */
struct ledger_sink {
    enum kb_code (*write)(void *self, const char *text, size_t n, struct kb_error *err);
    void *self;
};
struct ledger_export {
    const char *format; /* "hledger": a balance assertion on every line; "beancount": at the end */
    int64_t book_id;
    const struct kb_id_key *ids; /* parties as org_… text; NULL: as integers, with business keys */
};
/* The whole book, voucher by voucher. ledger.book_missing. */
MUST_USE enum kb_code ledger_export_as(struct db *db, const struct ledger_export *what,
                                       const struct ledger_sink *sink, struct kb_error *err);
/* As an hledger journal. */
MUST_USE enum kb_code ledger_export(struct db *db, int64_t book_id, const struct kb_id_key *ids,
                                    const struct ledger_sink *sink, struct kb_error *err);

#endif
