/* proof_priv - a template tried on generated chains before anybody may publish it: the chains
 * (proof_chain.c) and the trial (proof.c), which plans with the code that posts. */
#ifndef LEDGER_PROOF_PRIV_H
#define LEDGER_PROOF_PRIV_H

#include "ledger/posting_priv.h"

#define PROOF_CHAINS   10000
#define PROOF_LEVELS   8
#define PROOF_SUPPLIER 1001
#define PROOF_CUSTOMER 1002 /* sellers are 1 to PROOF_LEVELS from the top */

struct proof_random {
    uint64_t state;
};
int64_t proof_draw(struct proof_random *r, int64_t min, int64_t max);

/* A chain that could be agreed on: no seller buys for more than it sells for, principals first. */
struct proof_chain {
    size_t n, principals;
    uint64_t seed;
    int64_t list_fen, price_fen, coupon_fen, kept_fen, kept_coupon_fen, used, whole;
    int64_t amount_fen, fee_fen, goods_fen, collected_fen, commission_fen;
    int64_t transfer_fen[PROOF_LEVELS], rate_bp[PROOF_LEVELS]; /* by the edge a seller buys on */
};
void proof_chain_draw(struct proof_random *r, size_t n_min, size_t n_max, struct proof_chain *out);
/* What a template names, for the seller at i: known names as a sale has them, others one number for
 * the whole chain. */
int64_t proof_chain_value(const struct proof_chain *c, size_t i, const char *name, size_t len);
/* Whether it is one of the known names. */
bool proof_chain_tells(const char *name, size_t len);
/* "PPA": who buys for itself and who passes the price through, from the top. */
const char *proof_chain_modes(const struct proof_chain *c, struct kb_arena *a);

/* How the legs of an event spread over a chain. */
enum proof_spread {
    SPREAD_OWN,   /* the seller of the customer alone, role own */
    SPREAD_TOP,   /* the platform alone, role top */
    SPREAD_CHAIN, /* every seller, mode "" */
    SPREAD_SALE,  /* every seller, in its mode */
    SPREAD_EDGE,  /* a seller and the one above it, roles child and parent */
};
/* The legs without their variables; returns how many. */
size_t proof_chain_legs(const struct proof_chain *c, enum proof_spread spread,
                        struct ledger_leg legs[PROOF_LEVELS]);

/* What is stored with a template: the form that is left over, what was tried, and the first chain
 * it failed on. */
struct ledger_proof {
    int64_t template_id, chains, vouchers, levels, price_fen, coupon_fen, kept_fen, proved_ms;
    bool ok;
    const char *reason, *text, *modes, *against;
};
/* On the turn's connection and snapshot; nothing is written. Fails only when the database does. */
MUST_USE enum kb_code ledger_prove(struct turn *t, int64_t template_id, struct ledger_proof *out);
/* A digest of the templates in use and in draft that a proof for this book rests on. */
MUST_USE enum kb_code ledger_proof_against(struct turn *t, int64_t book_id, const char **out);

#endif
