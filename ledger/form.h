/* form - amounts of entry templates: sums and differences of named integers, kept as linear
 * forms so that a template is proved to balance for every value, not tried with some. Private to
 * ledger. */
#ifndef LEDGER_FORM_H
#define LEDGER_FORM_H

#include "ledger/ledger.h"

#define LEDGER_FORM_TERMS 16

struct ledger_term {
    const char *name; /* not ended: len bytes of the expression it was read from */
    size_t len;
    int64_t k;
};
struct ledger_form {
    size_t n;
    struct ledger_term terms[LEDGER_FORM_TERMS];
};

/* "price - coupon": names of a-z 0-9 _ joined by + and -. false: not such an expression. */
bool ledger_form_read(const char *text, struct ledger_form *out);
/* sum += sign * f. false: more names than a form holds. */
bool ledger_form_add(struct ledger_form *sum, const struct ledger_form *f, int64_t sign);
bool ledger_form_zero(const struct ledger_form *f);
/* For people: "price - coupon", "0". */
const char *ledger_form_text(const struct ledger_form *f, struct kb_arena *a);
/* The value of n terms; used gets a bit for each variable they name. */
MUST_USE enum kb_code ledger_terms_value(const struct ledger_term *terms, size_t n,
                                         const struct ledger_var *vars, uint32_t *used,
                                         int64_t *out, struct kb_error *err);

#endif
