/* verify_priv - what the parts of verification share: verify.c walks vouchers and whole books,
 * verify_line.c looks at each line, verify_kept.c at what a voucher is kept with, verify_sums.c at
 * the sums that reports are made from. */
#ifndef LEDGER_VERIFY_PRIV_H
#define LEDGER_VERIFY_PRIV_H

#include "ledger/posting_priv.h"

enum check {
    VOUCHERS_BALANCE,
    NUMBERS_GAPLESS,
    HASH_CHAINS,
    GROUPS_COMPLETE,
    RUNNING_TOTALS,
    BALANCES_EQUAL_LINES,
    RULES_KEPT,
    MIRRORS_AGREE,
    BOOK_HEADS,
    TEMPLATES_PROVED,
    DIMS_KEPT,
    ENTRIES_AGREE,
    REVERSALS_EXACT,
    DAYS_KEPT,
    PERIODS_KEPT,
    SUMS_EQUAL_LINES,
};

struct seen_voucher {
    int64_t id, group_id, book_id, no, template_id, version, total_fen, g_id, at_ms, object_id,
        order_id, user_id, reverses_id, adjusts, late, before_id, template_version, last_no,
        last_id, folded_no, closed_to;
    int64_t dims_of, customer_id, child_id, upstream_id, department_id, staff_id, product_id,
        sku_id;
    int64_t entry_id, entry_group_id, entry_total_fen, entry_reverses, day_no, day_id;
    const char *acct_date, *event, *prev_hash, *hash, *g_event, *biz_key, *object, *before_hash,
        *head_hash, *t_event, *role, *entry_state, *entry_date;
};
struct seen_line {
    int64_t n, subject_id, party, dr_fen, cr_fen, after_dr_fen, after_cr_fen, subject_book;
    const char *code, *rule, *mirror;
};
/* One number of a book that is not as it should be. */
struct seen_book {
    int64_t id, last_no, last_id, found_no, found_id, month;
    const char *head_hash, *found_hash, *day;
};
extern const struct kb_shape seen_book_shape;

struct verify_day;
struct verify {
    struct db *db;
    struct kb_arena *keep;   /* the report's */
    struct kb_arena scratch; /* one voucher's */
    struct ledger_report *report;
    int64_t book_low, book_high;
    struct verify_day *days[256]; /* the latest day of each book that was walked so far */
    struct {
        uint64_t dr, cr;
    } sums[2][9]; /* by day and by month, by kind: what the lines say less what is stored */
};

/* Count a failure; the first of each kind is told. */
void verify_offence(struct verify *v, enum check which, const struct seen_voucher *at,
                    const char *fmt, ...) PRINTF(4, 5);

MUST_USE enum kb_code verify_line(struct verify *v, const struct seen_voucher *s,
                                  const struct seen_line *l, struct kb_error *err);
/* Dimensions, entry, reversal, day and month of one voucher. */
MUST_USE enum kb_code verify_kept(struct verify *v, const struct seen_voucher *s,
                                  const struct kb_list *lines, struct kb_error *err);
/* What no voucher leads to. */
MUST_USE enum kb_code verify_kept_whole(struct verify *v, struct kb_error *err);
/* Add a voucher's lines to what the sums should be, if they are folded in. */
void verify_sums_add(struct verify *v, const struct seen_voucher *s, const struct kb_list *lines);
/* Compare with what is stored; after all vouchers were walked. */
MUST_USE enum kb_code verify_sums_whole(struct verify *v, struct kb_error *err);

#endif
