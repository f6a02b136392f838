/* proof - a draft on trial: 10,000 chains are made up, and what happens on them is planned by the
 * code that posts, with the draft in its place and the templates in use for its neighbours, in
 * books that exist in memory only. The first chain that does not balance, does not mirror or
 * would put an account on its wrong side is kept. */
#include "ledger/proof_priv.h"

#include "ledger/canon.h"
#include "ledger/template_priv.h"
#include "proof_sql.h"
#include <string.h>

#define TEMPLATES_MAX 4000
#define SCENE_MAX     6
#define ATTEMPTS_MAX  (20 * PROOF_CHAINS)
#define BALANCES      4096 /* a power of two, far more than a chain has accounts */
#define CODES_MAX     4096 /* and as many subjects as a book may have */
#define PLENTY_FEN    INT64_C(1000000000000)

struct candidate {
    int64_t id, book_id, version;
    const char *event, *role, *mode, *state;
    struct post_template *loaded[2][PROOF_LEVELS]; /* for others and the owner, by seller */
};
static const struct kb_field candidate_fields[] = {
    INT(candidate, id),   INT(candidate, book_id), INT(candidate, version), STR(candidate, event),
    STR(candidate, role), STR(candidate, mode),    STR(candidate, state),   { .name = NULL },
};
static SHAPE(candidate);

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
    const char *codes[CODES_MAX];
    bool known;    /* an event of the selling chain: accounts begin empty */
    bool invents;  /* the draft names amounts that no sale has: any that fit will do */
    size_t own_at; /* the seller whose book the draft is of */
    uint64_t round;
    struct made_up balances[BALANCES];
    struct ledger_proof *out;
};

/* --- what happens on a chain --- */

static const struct {
    const char *event;
    enum proof_spread spread;
} known_events[] = {
    { "recharge_offline.arrive", SPREAD_OWN },
    { "recharge_offline.confirm", SPREAD_OWN },
    { "recharge_offline.return", SPREAD_OWN },
    { "recharge_online", SPREAD_CHAIN },
    { "recharge_online.payout", SPREAD_TOP },
    { "withdraw", SPREAD_CHAIN },
    { "hold", SPREAD_OWN },
    { "release", SPREAD_OWN },
    { "capture", SPREAD_SALE },
    { "refund", SPREAD_SALE },
    { "settle", SPREAD_EDGE },
    { "settle.supplier", SPREAD_TOP },
    { "capital.in", SPREAD_OWN },
};
static const char *const scenes[][SCENE_MAX] = {
    { "recharge_offline.arrive", "recharge_offline.confirm", "hold", "capture", "refund" },
    { "recharge_offline.arrive", "recharge_offline.confirm", "hold", "release" },
    { "recharge_offline.arrive", "recharge_offline.return" },
    { "recharge_online", "recharge_online.payout", "withdraw" },
    { "settle" },
    { "settle.supplier" },
    { "capital.in" },
};

static bool in_scene(size_t scene, const char *event)
{
    for (size_t i = 0; i < SCENE_MAX && scenes[scene][i]; i++)
        if (strcmp(scenes[scene][i], event) == 0) return true;
    return false;
}

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* An event nobody knew before spreads as the roles of its templates say. */
static enum proof_spread spread_of(const struct proof *x, const char *event)
{
    bool own = false, above = false, edge = false, sale = false;
    for (size_t i = 0; i < COUNT(known_events); i++)
        if (is(known_events[i].event, event)) return known_events[i].spread;
    for (int64_t i = 0; i < x->all_n; i++) {
        const struct candidate *c = &x->all[i];
        if (!is(c->event, event)) continue;
        own |= is(c->role, "own");
        above |= is(c->role, "top") || is(c->role, "middle") || is(c->role, "sole");
        edge |= is(c->role, "child") || is(c->role, "parent");
        sale |= is(c->mode, "principal") || is(c->mode, "agent") || is(c->mode, "principal_agent");
    }
    if (sale) return SPREAD_SALE;
    if (edge) return SPREAD_EDGE;
    if (is(x->draft->role, "top") && !own) return SPREAD_TOP;
    return above ? SPREAD_CHAIN : SPREAD_OWN;
}

/* --- the source of the plans --- */

static int64_t made_up_subject(struct proof *x, size_t seller, const char *code)
{
    int64_t i = 0;
    while (i < x->codes_n && !is(x->codes[i], code)) i++;
    KB_ASSERT(i < CODES_MAX);
    if (i == x->codes_n) x->codes[x->codes_n++] = code;
    return ((int64_t)seller + 1) * CODES_MAX + i;
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
        if (!is(c->event, v->event) || !is(c->role, leg->role) || !is(c->mode, leg->mode)) continue;
        if (c->book_id && !own) continue;
        bool active = is(c->state, "active");
        int rank = c == x->draft ? 4 : active ? (c->book_id ? 3 : 2) : 1;
        if (!active && c != x->draft && c->book_id != x->draft->book_id) rank = 0;
        if (rank > best_rank) best = c, best_rank = rank;
    }
    return best;
}

static enum kb_code find_made_up(struct post *p, const struct post_voucher *v,
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

static struct made_up *made_up_balance(struct proof *x, int64_t subject_id, int64_t party)
{
    uint64_t at = (uint64_t)subject_id * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)party * 31;
    struct made_up *m;
    for (at >>= 20;; at++) {
        m = &x->balances[at % BALANCES];
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
    struct made_up *m = made_up_balance(x, b->subject_id, b->party);
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

static const struct post_source made_up_source = { book_made_up, find_made_up, balance_from_made_up,
                                                   keeps_made_up };

/* --- one chain --- */

static bool leg_has(const struct ledger_leg *leg, const struct ledger_term *term)
{
    for (size_t i = 0; i < LEDGER_VARS_MAX && leg->vars[i].name; i++)
        if (strlen(leg->vars[i].name) == term->len &&
            memcmp(leg->vars[i].name, term->name, term->len) == 0)
            return true;
    return false;
}

static void tell(struct proof *x, const struct proof_chain *c, const struct post_template *found,
                 struct ledger_leg *leg)
{
    size_t n = 0;
    for (size_t i = 0; i < found->rules_n; i++)
        for (size_t k = 0; k < found->rules[i].terms_n; k++) {
            const struct ledger_term *term = &found->rules[i].terms[k];
            if (n == LEDGER_VARS_MAX || leg_has(leg, term)) continue;
            leg->vars[n++] = (struct ledger_var){ kb_strndup(&x->arena, term->name, term->len),
                                                  proof_chain_value(c, (size_t)leg->org_id - 1,
                                                                    term->name, term->len) };
        }
}

static size_t legs_of(struct proof *x, const struct proof_chain *c, const char *event,
                      struct ledger_leg legs[PROOF_LEVELS])
{
    enum proof_spread spread = spread_of(x, event);
    size_t n = proof_chain_legs(c, spread, legs);
    bool by_payer = is(x->draft->mode, "child_pays") || is(x->draft->mode, "parent_pays");
    bool plain = spread == SPREAD_EDGE ? !by_payer : spread != SPREAD_SALE;
    plain &= is(event, x->draft->event);
    for (size_t i = 0; plain && i < n; i++) legs[i].mode = x->draft->mode;
    return n;
}

static enum kb_code happen(struct proof *x, const struct proof_chain *c, const char *event)
{
    struct ledger_leg legs[PROOF_LEVELS];
    struct ledger_event ev = { .event = event, .biz_key = "proof", .legs = legs };
    struct post p = { .t = &x->scratch, .ev = &ev, .from = &made_up_source, .self = x };
    const struct post_template *found;
    p.group = (struct post_group){ .at_ms = x->t->now_ms, .event = event };
    ev.legs_n = legs_of(x, c, event, legs);
    for (size_t i = 0; i < ev.legs_n; i++) {
        struct post_voucher v = { .leg = &legs[i], .event = event };
        TRY(find_made_up(&p, &v, &found));
        if (found) tell(x, c, found, &legs[i]);
    }
    TRY(ledger_plan(&p));
    for (size_t i = 0; i < p.balances_n; i++) {
        const struct post_balance *b = &p.balances[i];
        struct made_up *m = made_up_balance(x, b->subject_id, b->party);
        m->dr_fen = b->dr_fen;
        m->cr_fen = b->cr_fen;
    }
    for (size_t i = 0; i < p.vouchers_n; i++) x->out->vouchers += p.vouchers[i].lines_n > 0;
    return KB_OK;
}

/* Whose leg of this chain the draft would serve; false: nobody's. */
static bool placed(struct proof *x, const struct proof_chain *c)
{
    struct ledger_leg legs[PROOF_LEVELS];
    size_t n = legs_of(x, c, x->draft->event, legs), fits[PROOF_LEVELS], fits_n = 0;
    for (size_t i = 0; i < n; i++)
        if (is(legs[i].role, x->draft->role) && is(legs[i].mode, x->draft->mode))
            fits[fits_n++] = (size_t)legs[i].org_id - 1;
    if (fits_n) x->own_at = fits[c->seed % fits_n];
    return fits_n > 0;
}

static enum kb_code play(struct proof *x, const struct proof_chain *c, size_t scene)
{
    x->round++;
    kb_arena_reset(&x->arena);
    if (!x->known) return happen(x, c, x->draft->event);
    for (size_t i = 0; i < SCENE_MAX && scenes[scene][i]; i++) TRY(happen(x, c, scenes[scene][i]));
    return KB_OK;
}

/* --- the trial --- */

static void counterexample(struct proof *x, const struct proof_chain *c)
{
    struct kb_arena *a = x->t->arena;
    x->out->ok = false;
    x->out->reason = kb_strdup(a, x->err.reason);
    x->out->text = kb_strdup(a, x->err.text);
    x->out->levels = (int64_t)c->n;
    x->out->modes = proof_chain_modes(c, a);
    x->out->price_fen = c->price_fen;
    x->out->coupon_fen = c->coupon_fen;
    x->out->kept_fen = c->kept_fen;
}

static size_t levels_min(const struct proof *x)
{
    if (is(x->draft->role, "middle")) return 3;
    enum proof_spread spread = spread_of(x, x->draft->event);
    bool several = spread == SPREAD_CHAIN || spread == SPREAD_SALE || spread == SPREAD_EDGE;
    return several && !is(x->draft->role, "sole") ? 2 : 1;
}

static void next_scene(const struct proof *x, size_t *scene)
{
    for (size_t i = 0; x->known && i < COUNT(scenes); i++) {
        *scene = (*scene + 1) % COUNT(scenes);
        if (in_scene(*scene, x->draft->event)) return;
    }
}

static enum kb_code try_chains(struct proof *x)
{
    struct proof_random r = { (uint64_t)x->draft->id };
    size_t n_max = is(x->draft->role, "sole") ? 1 : PROOF_LEVELS, scene = 0;
    struct proof_chain c;
    for (int64_t tries = 0; x->out->chains < PROOF_CHAINS && tries < ATTEMPTS_MAX; tries++) {
        proof_chain_draw(&r, levels_min(x), n_max, &c);
        if (!placed(x, &c)) continue;
        next_scene(x, &scene);
        if (play(x, &c, scene) == KB_OK) {
            x->out->chains++;
            continue;
        }
        if (strncmp(x->err.reason, "ledger.", 7) != 0) return *x->t->err = x->err, x->err.code;
        if (x->invents && is(x->err.reason, "ledger.amount")) continue;
        counterexample(x, &c);
        return KB_OK;
    }
    if (x->out->chains == PROOF_CHAINS) return KB_OK;
    x->out->ok = false;
    x->out->reason = "ledger.proof_short";
    x->out->text = kb_printf(x->t->arena, "only %lld of %d chains used it with amounts that fit",
                             (long long)x->out->chains, PROOF_CHAINS);
    return KB_OK;
}

static enum kb_code cast(struct proof *x, int64_t template_id)
{
    struct turn *t = x->t;
    struct candidate draft;
    struct kb_list list;
    TRY(turn_find(t, "template", &q_proof_draft, ARGS(ARG_INT(id, template_id)), &candidate_shape,
                  &draft));
    TRY(turn_all(t, &q_proof_templates, ARGS(ARG_INT(book_id, draft.book_id)), &candidate_shape,
                 TEMPLATES_MAX, &list));
    x->all = list.at;
    x->all_n = list.n;
    for (int64_t i = 0; i < list.n; i++)
        if (x->all[i].id == template_id) x->draft = &x->all[i];
    if (!x->draft)
        return kb_fail(t->err, KB_CONFLICT, "ledger.template_state", "version %lld is %s",
                       (long long)draft.version, draft.state);
    for (size_t i = 0; i < COUNT(known_events); i++)
        x->known |= is(known_events[i].event, draft.event);
    return KB_OK;
}

static enum kb_code find_inventions(struct proof *x)
{
    struct post_template found = { .id = x->draft->id };
    TRY(ledger_template_load(x->t, x->t->arena, x->draft->book_id, &found));
    for (size_t i = 0; i < found.rules_n; i++)
        for (size_t k = 0; k < found.rules[i].terms_n; k++)
            x->invents |=
                !proof_chain_tells(found.rules[i].terms[k].name, found.rules[i].terms[k].len);
    x->invents |= !x->known;
    return KB_OK;
}

enum kb_code ledger_prove(struct turn *t, int64_t template_id, struct ledger_proof *out)
{
    struct proof *x = KB_NEW(t->arena, struct proof);
    x->t = t;
    x->out = out;
    *out = (struct ledger_proof){ .template_id = template_id, .ok = true, .proved_ms = t->now_ms };
    out->reason = out->text = out->modes = "";
    TRY(cast(x, template_id));
    TRY(ledger_proof_against(t, x->draft->book_id, &out->against));
    if (ledger_template_check(t->db, t->arena, template_id, t->err) != KB_OK) {
        if (t->err->code != KB_INVALID) return t->err->code;
        out->ok = false;
        out->reason = kb_strdup(t->arena, t->err->reason);
        out->text = kb_strdup(t->arena, t->err->text);
        return KB_OK;
    }
    TRY(find_inventions(x));
    x->scratch = *t;
    x->scratch.arena = &x->arena;
    x->scratch.err = &x->err;
    enum kb_code code = try_chains(x);
    kb_arena_done(&x->arena);
    return code;
}

enum kb_code ledger_proof_against(struct turn *t, int64_t book_id, const char **out)
{
    struct kb_list list;
    char *hash = kb_alloc(t->arena, 65);
    TRY(turn_all(t, &q_proof_templates, ARGS(ARG_INT(book_id, book_id)), &candidate_shape,
                 TEMPLATES_MAX, &list));
    const struct candidate *all = list.at;
    struct ledger_canon c = ledger_canon_new(t->arena, (size_t)(list.n + 1) * 40);
    for (int64_t i = 0; i < list.n; i++) {
        ledger_canon_int(&c, all[i].id);
        ledger_canon_word(&c, all[i].state);
    }
    kb_digest(hash, c.at, c.len);
    *out = hash;
    return KB_OK;
}
