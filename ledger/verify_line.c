/* verify_line - one line against the line before it on its account, the balance it left, its
 * subject's rule and the neighbour's book. */
#include "ledger/verify_priv.h"

#include "verify_line_sql.h"
#include <string.h>

static const struct kb_field running_fields[] = { INT(seen_line, after_dr_fen),
                                                  INT(seen_line, after_cr_fen),
                                                  { .name = NULL } };
static const struct kb_shape running_shape = { "running", sizeof(struct seen_line),
                                               running_fields };

struct seen_balance {
    int64_t dr_fen, cr_fen, guard, newest;
};
static const struct kb_field seen_balance_fields[] = {
    INT(seen_balance, dr_fen), INT(seen_balance, cr_fen), INT(seen_balance, guard),
    INT(seen_balance, newest), { .name = NULL },
};
static SHAPE(seen_balance);

static bool breaks_rule(const char *rule, int64_t dr_fen, int64_t cr_fen)
{
    return (strcmp(rule, "never_debit") == 0 && dr_fen > cr_fen) ||
           (strcmp(rule, "never_credit") == 0 && cr_fen > dr_fen);
}

static enum kb_code check_running(struct verify *v, const struct seen_voucher *s,
                                  const struct seen_line *l, struct kb_error *err)
{
    struct seen_line before = { 0 };
    enum kb_code code = db_one(v->db, &v->scratch, &q_line_before,
                               ARGS(ARG_INT(subject_id, l->subject_id), ARG_INT(party, l->party),
                                    ARG_INT(voucher_id, s->id), ARG_INT(n, l->n)),
                               &running_shape, &before, err);
    if (code != KB_OK && code != KB_NOT_FOUND) return code;
    if (before.after_dr_fen + l->dr_fen != l->after_dr_fen ||
        before.after_cr_fen + l->cr_fen != l->after_cr_fen)
        verify_offence(v, RUNNING_TOTALS, s, "line %lld, account %s, does not add up",
                       (long long)l->n, l->code);
    if (breaks_rule(l->rule, l->after_dr_fen, l->after_cr_fen))
        verify_offence(v, RULES_KEPT, s, "account %s went to the side its rule forbids", l->code);
    return KB_OK;
}

static enum kb_code check_mirror(struct verify *v, const struct seen_voucher *s,
                                 const struct seen_line *l, struct kb_error *err)
{
    int64_t gap = 0;
    if (!l->mirror[0] || l->party <= 0) return KB_OK;
    TRY(db_int(
        v->db, &q_mirror_gap,
        ARGS(ARG_INT(book_id, s->book_id), ARG_INT(party, l->party), ARG_STR(mirror, l->mirror)),
        &gap, err));
    if (gap)
        verify_offence(v, MIRRORS_AGREE, s, "account %s and the neighbour's book do not agree",
                       l->code);
    return KB_OK;
}

/* The newest line of an account stands for its balance and its mirror. */
static enum kb_code check_balance(struct verify *v, const struct seen_voucher *s,
                                  const struct seen_line *l, struct kb_error *err)
{
    struct seen_balance b;
    enum kb_code code = db_one(v->db, &v->scratch, &q_line_balance,
                               ARGS(ARG_INT(subject_id, l->subject_id), ARG_INT(party, l->party),
                                    ARG_INT(voucher_id, s->id), ARG_INT(n, l->n)),
                               &seen_balance_shape, &b, err);
    if (code == KB_NOT_FOUND) {
        verify_offence(v, BALANCES_EQUAL_LINES, s, "account %s has no balance", l->code);
        return KB_OK;
    }
    if (code != KB_OK || !b.newest) return code;
    if (b.dr_fen != l->after_dr_fen || b.cr_fen != l->after_cr_fen)
        verify_offence(v, BALANCES_EQUAL_LINES, s,
                       "the balance of account %s is not its lines' sum", l->code);
    int64_t guard = strcmp(l->rule, "never_debit") == 0    ? 1
                    : strcmp(l->rule, "never_credit") == 0 ? 2
                                                           : 0;
    if (b.guard != guard || breaks_rule(l->rule, b.dr_fen, b.cr_fen))
        verify_offence(v, RULES_KEPT, s, "the balance of account %s is not under its rule",
                       l->code);
    return check_mirror(v, s, l, err);
}

enum kb_code verify_line(struct verify *v, const struct seen_voucher *s, const struct seen_line *l,
                         struct kb_error *err)
{
    TRY(check_running(v, s, l, err));
    return check_balance(v, s, l, err);
}
