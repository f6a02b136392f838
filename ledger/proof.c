/* proof - a draft on trial: 10,000 chains are made up, and what happens on them is planned by the
 * code that posts, with the draft in its place and the templates in use for its neighbours, in
 * books that exist in memory only. The first chain that does not balance, does not mirror or
 * would put an account on its wrong side is kept. */
#include "ledger/proof_source_priv.h"

#include "ledger/canon.h"
#include "ledger/template_priv.h"
#include "proof_sql.h"

#include <string.h>

#define TEMPLATES_MAX 4000
#define SCENE_MAX     6
#define ATTEMPTS_MAX  (20 * PROOF_CHAINS)

static const struct kb_field candidate_fields[] = {
    INT(candidate, id),   INT(candidate, book_id), INT(candidate, version), STR(candidate, event),
    STR(candidate, role), STR(candidate, mode),    STR(candidate, state),   { .name = NULL },
};
static SHAPE(candidate);

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
    struct post p = { .t = &x->scratch, .ev = &ev, .from = &proof_source, .self = x };
    const struct post_template *found;
    p.group = (struct post_group){ .at_ms = x->t->now_ms, .event = event };
    ev.legs_n = legs_of(x, c, event, legs);
    for (size_t i = 0; i < ev.legs_n; i++) {
        struct post_voucher v = { .leg = &legs[i], .event = event };
        TRY(proof_template(&p, &v, &found));
        if (found) tell(x, c, found, &legs[i]);
    }
    TRY(ledger_plan(&p));
    for (size_t i = 0; i < p.balances_n; i++) {
        const struct post_balance *b = &p.balances[i];
        struct made_up *m = proof_balance(x, b->subject_id, b->party);
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
