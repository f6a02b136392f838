/* point_priv - where a report stands in a book: before a day, after a day, after a voucher, or now;
 * and what an account's totals were there, from the running totals on its lines. */
#ifndef LEDGER_POINT_PRIV_H
#define LEDGER_POINT_PRIV_H

#include "ledger/ledger.h"

struct account {
    int64_t subject_id, party, dr_fen, cr_fen; /* as they are now; or any totals */
    const char *code, *name, *name_en, *side, *party_name;
};
extern const struct kb_shape account_shape;

/* Vouchers before cut_id, and those that came late: of days before before_day. */
struct point {
    int64_t cut_id;         /* INT64_MAX: now */
    const char *before_day; /* "": none came late */
    int64_t below_id;       /* late ones before this voucher only */
    struct kb_list late;    /* of struct account: totals of what came late, by subject and party */
};
/* Of the acting organisation's book. A day: "YYYY-MM-DD". */
MUST_USE enum kb_code ledger_point_before(struct turn *t, const char *day, struct point *out);
MUST_USE enum kb_code ledger_point_after(struct turn *t, const char *day, struct point *out);
MUST_USE enum kb_code ledger_point_no(struct turn *t, int64_t no, struct point *out);
void ledger_point_now(struct point *out);
/* The same point as it was known after the voucher of this number. */
MUST_USE enum kb_code ledger_point_known(struct turn *t, int64_t no, struct point *at);

/* Set out's totals to what the account's were at the point; now holds its present ones. */
MUST_USE enum kb_code ledger_point_total(struct turn *t, const struct point *at,
                                         const struct account *now, struct account *out);
/* The accounts of a subject ("": of all), of a party (-1: of all), with their present totals. */
MUST_USE enum kb_code ledger_accounts(struct turn *t, const char *code, int64_t party,
                                      struct kb_list *out);

/* The two points of a report as people say them: days or numbers, one kind for each end. */
struct span_in {
    const char *from, *to;
    int64_t from_no, to_no;
};
#define LEDGER_SPAN_FIELDS(S)                                                                      \
    STR(S, from, .max = 10, .optional = true,                                                      \
        .doc = "From the beginning of this day, "                                                  \
               "YYYY-MM-DD."),                                                                     \
        STR(S, to, .max = 10, .optional = true,                                                    \
            .doc = "To the end of this day; now when not "                                         \
                   "given."),                                                                      \
        INT(S, from_no, .min = 0, .max = LEDGER_FEN_MAX, .optional = true,                         \
            .doc = "Or: from after the voucher of this number."),                                  \
        INT(S, to_no, .min = 0, .max = LEDGER_FEN_MAX, .optional = true,                           \
            .doc = "Or: to the voucher of this number, and it.")
MUST_USE enum kb_code ledger_span(struct turn *t, const struct span_in *in, struct point *from,
                                  struct point *to);

#endif
