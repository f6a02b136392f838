/* daily - the ledger's sums by day and month, kept in the background: new vouchers are folded in a
 * few hundred at a time and counted in the same transaction, so that none is twice in a sum.
 * Reports add what is not folded yet. */
#include "ledger/moves_priv.h"

#include "daily_sql.h"

#define BOOKS_MAX    8   /* in one turn */
#define VOUCHERS_MAX 250 /* of each */
#define AGAIN_MS     50

struct fold_book {
    int64_t book_id, no, last_no;
};
static const struct kb_field fold_book_fields[] = {
    INT(fold_book, book_id), INT(fold_book, no), INT(fold_book, last_no), { .name = NULL }
};
static SHAPE(fold_book);

static enum kb_code fold(struct turn *t, const struct fold_book *b, int64_t to_no)
{
    for (int64_t kind = MOVES_SUBJECT; kind < MOVES_KINDS; kind++) {
        const struct db_arg *args = ARGS(ARG_INT(book_id, b->book_id), ARG_INT(after_no, b->no),
                                         ARG_INT(to_no, to_no), ARG_INT(kind, kind));
        const struct db_query *q = kind == MOVES_SUBJECT ? &q_fold_subjects
                                   : kind == MOVES_CASH  ? &q_fold_cash
                                                         : &q_fold_days;
        TRY(turn_run(t, q, args));
        if (kind > MOVES_CASH) TRY(turn_run(t, &q_fold_months, args));
    }
    return turn_run(t, &q_fold_mark, ARGS(ARG_INT(book_id, b->book_id), ARG_INT(to_no, to_no)));
}

static enum kb_code ledger_rollup(struct turn *t, const struct nothing *in, struct ticked *out)
{
    struct kb_list list;
    (void)in;
    TRY(turn_all(t, &q_fold_books, ARGS(ARG_INT(rows, BOOKS_MAX)), &fold_book_shape, BOOKS_MAX,
                 &list));
    const struct fold_book *books = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        const struct fold_book *b = &books[i];
        bool more = b->last_no - b->no > VOUCHERS_MAX;
        if (more || list.n == BOOKS_MAX) out->next_ms = t->now_ms + AGAIN_MS;
        TRY(fold(t, b, more ? b->no + VOUCHERS_MAX : b->last_no));
    }
    return KB_OK;
}
HANDLER(ledger_rollup, nothing, ticked);

const struct turn_route daily_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &ledger_rollup_call, "ledger_rollup",
      "Fold new vouchers into the sums by day and month." },
    { .method = NULL },
};
