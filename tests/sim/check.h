/* check - the invariants, after every commit and every touch of a device: what changed is looked
 * at with all that hangs on it, everything now and then and at the end. */
#ifndef TESTS_SIM_CHECK_H
#define TESTS_SIM_CHECK_H

#include "cover.h"
#include "ctl.h"
#include "seen.h"

struct sim;

/* What a customer's money must come to. */
struct purse {
    int64_t customer, seller, confirmed_fen, held_fen, captured_fen;
    bool touched;
};
#define PURSES_MAX 8

struct change {
    enum seen_table table;
    int64_t id;
    int64_t before[40];
};

struct check {
    struct change *change;
    size_t changes_n, changes_cap;
    struct purse purse[PURSES_MAX];
    int purses_n;
    int64_t last_voucher, effects_due;
    sqlite3_stmt *money, *message;
    bool new_vouchers, reopening;
    int64_t started;  /* ctl_start calls */
};

void check_init(struct sim *s);
void check_done(struct sim *s);
void check_close(struct sim *s); /* before the connection is closed */
void check_purse(struct sim *s, int64_t customer, int64_t seller);

/* After each commit. */
void check_changes(struct sim *s);
/* After the clock's work: nothing is overdue. */
void check_clock(struct sim *s);
/* The database is what it was. */
void check_reopened(struct sim *s);
/* An agent's report changed the job only if it was of the attempt in hand. */
void check_report(struct sim *s, struct turn_wait **group, size_t n, size_t at);
/* A job goes out: after an answer was lost it must say so. */
void check_sent(struct sim *s, int64_t job, const char *text);
/* What a customer is shown is what the books say. */
void check_told_balance(struct sim *s, int64_t customer, const char *reply);
/* A fault befell a job, for the table. */
void check_befell(struct sim *s, int64_t job, enum fault f);
/* After each touch of a device. */
void check_things(struct sim *s);
void check_full(struct sim *s);
/* Some minutes after the faults stopped. late: also what waited for an earlier attempt that was not
 * answered, and may still have acted, has had its time. */
void check_settled(struct sim *s, bool late);
/* And after people have done all that was left to them. */
void check_drained(struct sim *s);

/* --- check_rows.c, check_money.c --- */
void check_resource(struct sim *s, int64_t id);
void check_row(struct sim *s, const struct change *c);
void check_row_sums(struct sim *s, const struct change *c);
void check_money(struct sim *s, bool all);

#endif
