/* proof_source_priv - a trial as the files about it see it (proof.c), and the source that its plans
 * are made from (proof_source.c). */
#ifndef LEDGER_PROOF_SOURCE_PRIV_H
#define LEDGER_PROOF_SOURCE_PRIV_H

#include "ledger/proof_priv.h"

#define PROOF_BALANCES  4096 /* a power of two, far more than a chain has accounts */
#define PROOF_CODES_MAX 4096 /* and as many subjects as a book may have */

struct candidate {
    int64_t id, book_id, version;
    const char *event, *role, *mode, *state;
    struct post_template *loaded[2][PROOF_LEVELS]; /* for others and the owner, by seller */
};

struct made_up {
    int64_t subject_id, party, dr_fen, cr_fen;
    uint64_t round;
};

struct proof {
    struct turn *t;
    struct turn scratch; /* t, with an arena that lives for one chain and errors of its own */
    struct kb_arena arena;
    struct kb_error err;
    struct candidate *draft, *all;
    int64_t all_n, codes_n;
    const char *codes[PROOF_CODES_MAX];
    bool known;    /* an event of the selling chain: accounts begin empty */
    bool invents;  /* the draft names amounts that no sale has: any that fit will do */
    size_t own_at; /* the seller whose book the draft is of */
    uint64_t round;
    struct made_up balances[PROOF_BALANCES];
    struct ledger_proof *out;
};

/* Plans from a struct proof, which is the plan's self. */
extern const struct post_source proof_source;
/* The template that the voucher's leg would be posted by. NULL: there is none. */
MUST_USE enum kb_code proof_template(struct post *p, const struct post_voucher *v,
                                     const struct post_template **out);
/* What an account holds in the present round; it begins with nothing. */
struct made_up *proof_balance(struct proof *x, int64_t subject_id, int64_t party);

#endif
