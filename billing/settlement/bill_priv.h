/* bill - what the files about suppliers' bills share: a bill, its file's lines, and how they
 * compare with what was bought. */
#ifndef BILLING_SETTLEMENT_BILL_PRIV_H
#define BILLING_SETTLEMENT_BILL_PRIV_H

#include "billing/settlement/settlement_priv.h"

#define BILL_CSV_MAX   262144
#define BILL_LINES_MAX 5000
#define BILL_OURS_MAX  50000 /* order lines of a supplier in three periods */
#define BILL_REF_MAX   80
#define BILL_MEMO_MAX  200

struct supplier_bill {
    int64_t id, buyer_id, supplier_id, from_ms, to_ms, lines_n, theirs_fen, ours_fen, created_by,
        created_ms, open_n, disputed_n;
    const char *bill_no, *digest, *supplier;
};
extern const struct kb_shape supplier_bill_shape, supplier_bill_row_shape;
/* The acting organisation is its platform or its supplier, else not_found. */
MUST_USE enum kb_code supplier_bill_find(struct turn *t, int64_t id, struct supplier_bill *out);

/* A line of the file, and afterwards what it is: a row. */
struct bill_row {
    int64_t id, bill_id, supplier_id, n, line_id, theirs_fen, ours_fen, group_id, decided_by,
        decided_ms;
    const char *ref, *verdict, *memo, *state, *note, *product, *sku;
};
extern const struct kb_shape bill_row_shape, bill_row_row_shape;

/* The whole file, or the first that is wrong with it: bill.csv, about field csv, naming line and
 * column. A header names the columns ref, amount and memo (which may be left out) in any order. */
MUST_USE enum kb_code bill_csv_read(struct kb_arena *a, const struct kb_id_key *ids,
                                    const char *csv, struct kb_list *out, struct kb_error *err);

/* What the platform's book holds as the cost of an order line, by when it was posted: before the
 * bill's period, in it, behind it. */
enum bill_when { BILL_BEFORE, BILL_IN, BILL_AFTER, BILL_WHENS };
struct bill_ours {
    int64_t line_id, when, fen;
};
/* An order line that another bill of the supplier has: */
struct bill_billed {
    int64_t line_id, when; /* in whose period */
    bool shifted;          /* but it was bought in another one */
};
struct bill_books {
    struct kb_list ours, billed; /* each ordered by line_id, when */
};
/* Fill verdict, ours_fen and state of every row; *missing: rows for what was bought in the period
 * and is on no bill. Reads nothing: all in *books. */
void bill_compare(struct kb_arena *a, const struct bill_books *books, struct kb_list *rows,
                  struct kb_list *missing);

#endif
