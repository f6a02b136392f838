/* export_priv - a book on its way out as plain text: export.c walks it, hledger.c and beancount.c
 * say how it is written. */
#ifndef LEDGER_EXPORT_PRIV_H
#define LEDGER_EXPORT_PRIV_H

#include "base/text.h"
#include "ledger/ledger.h"

struct export_account {
    const char *code, *name_zh, *side;
    int64_t party, dr_fen, cr_fen;
};
struct export_voucher {
    int64_t id, no, adjusts, reverses_no;
    const char *acct_date, *event, *hash, *biz_key, *text;
    const char *entered; /* the latest day there was when it was entered: never goes back */
};
struct export_line {
    const char *code, *side;
    int64_t party, dr_fen, cr_fen, after_dr_fen, after_cr_fen;
};

struct export
{
    struct db *db;
    const struct ledger_export *what;
    const struct export_format *format;
    struct kb_arena scratch;
    struct kb_text text;
    char entered[11], last_date[11];
    int64_t last_no;
};
struct export_format {
    const char *name;
    void (*head)(struct export *x);
    void (*account)(struct export *x, const struct export_account *a); /* declared */
    void (*voucher)(struct export *x, const struct export_voucher *v);
    void (*line)(struct export *x, const struct export_line *l);
    void (*closing)(struct export *x, const struct export_account *a); /* NULL: not said */
};
extern const struct export_format export_hledger, export_beancount;

MUST_USE enum kb_code export_begin(struct export *x, struct kb_error *err);
void export_end(struct export *x);
/* Each adds to x->text. */
MUST_USE enum kb_code export_head(struct export *x, struct kb_error *err);
MUST_USE enum kb_code export_tail(struct export *x, struct kb_error *err);
/* Words people wrote, on one line and without what a format would read as its own. */
void export_words(struct export *x, const char *words, const char *without);

#endif
