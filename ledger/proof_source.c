/* proof_source - what a trial is planned from: the templates of the draft and its neighbours, and
 * books that exist in memory only. */
#include "ledger/proof_source_priv.h"

#include "ledger/template_priv.h"

#include <string.h>

#define PLENTY_FEN INT64_C(1000000000000)

static int64_t made_up_subject(struct proof *x, size_t seller, const char *code)
{
    int64_t i = 0;
    while (i < x->codes_n && strcmp(x->codes[i], code) != 0) i++;
    KB_ASSERT(i < PROOF_CODES_MAX);
    if (i == x->codes_n) x->codes[x->codes_n++] = code;
    return ((int64_t)seller + 1) * PROOF_CODES_MAX + i;
}

static enum kb_code load(struct proof *x, struct candidate *c, size_t seller, bool own)
{
    struct turn *t = x->t;
    struct post_template *found = KB_NEW(t->arena, struct post_template);
    *found = (struct post_template){ .id = c->id, .version = c->version };
    TRY(ledger_template_load(t, t->arena, own ? x->draft->book_id : 0, found));
    struct post_rule *rules = kb_alloc(t->arena, (found->rules_n + 1) * sizeof *rules);
    for (size_t i = 0; i < found->rules_n; i++) {
        rules[i] = found->rules[i];
        if (rules[i].subject_id || rules[i].adopt)
            rules[i].subject_id = made_up_subject(x, seller, rules[i].code);
    }
    found->rules = rules;
    c->loaded[own][seller] = found;
    return KB_OK;
}

/* The draft itself; else what is in use in the book of its owner, then in all books; else, for
 * neighbours that are not published yet, the newest draft beside it. */
static struct candidate *candidate_for(struct proof *x, const struct post_voucher *v)
{
    const struct ledger_leg *leg = v->leg;
    struct candidate *best = NULL;
    bool own = (size_t)leg->org_id == x->own_at + 1;
    int best_rank = 0;
    for (int64_t i = 0; i < x->all_n; i++) {
        struct candidate *c = &x->all[i];
        if (strcmp(c->event, v->event) != 0 || strcmp(c->role, leg->role) != 0 ||
            strcmp(c->mode, leg->mode) != 0)
            continue;
        if (c->book_id && !own) continue;
        bool active = strcmp(c->state, "active") == 0;
        int rank = c == x->draft ? 4 : active ? (c->book_id ? 3 : 2) : 1;
        if (!active && c != x->draft && c->book_id != x->draft->book_id) rank = 0;
        if (rank > best_rank) best = c, best_rank = rank;
    }
    return best;
}

enum kb_code proof_template(struct post *p, const struct post_voucher *v,
                            const struct post_template **out)
{
    struct proof *x = p->self;
    struct candidate *c = candidate_for(x, v);
    size_t seller = (size_t)v->leg->org_id - 1;
    *out = NULL;
    if (!c) return KB_OK;
    bool own = x->draft->book_id && seller == x->own_at;
    if (!c->loaded[own][seller]) TRY(load(x, c, seller, own));
    *out = c->loaded[own][seller];
    return KB_OK;
}

static enum kb_code book_made_up(struct post *p, int64_t org_id, struct post_book *out)
{
    (void)p;
    *out = (struct post_book){ .id = org_id, .head_hash = "", .last_date = "" };
    return KB_OK;
}

struct made_up *proof_balance(struct proof *x, int64_t subject_id, int64_t party)
{
    uint64_t at = (uint64_t)subject_id * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)party * 31;
    struct made_up *m;
    for (at >>= 20;; at++) {
        m = &x->balances[at % PROOF_BALANCES];
        if (m->round != x->round) break;
        if (m->subject_id == subject_id && m->party == party) return m;
    }
    *m = (struct made_up){ .subject_id = subject_id, .party = party, .round = x->round };
    return m;
}

/* Cash there is plenty of, since it is not what is on trial; customers' money only where the
 * event is no part of the selling chain. */
static enum kb_code balance_from_made_up(struct post *p, struct post_balance *b)
{
    struct proof *x = p->self;
    struct made_up *m = proof_balance(x, b->subject_id, b->party);
    if (m->dr_fen == 0 && m->cr_fen == 0) {
        if (b->guard == GUARD_NEVER_CREDIT) m->dr_fen = PLENTY_FEN;
        if (b->guard == GUARD_NEVER_DEBIT && !x->known) m->cr_fen = PLENTY_FEN;
    }
    b->exists = true;
    b->dr_fen = m->dr_fen;
    b->cr_fen = m->cr_fen;
    return KB_OK;
}

static enum kb_code keeps_made_up(struct post *p, int64_t org_id, bool *yes)
{
    (void)p;
    *yes = org_id <= PROOF_LEVELS;
    return KB_OK;
}

const struct post_source proof_source = { book_made_up, proof_template, balance_from_made_up,
                                                   keeps_made_up };
