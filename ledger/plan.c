/* plan - what an event will write, worked out before anything is written: amounts from templates,
 * each voucher's balance proved as a form and counted in numbers, neighbours' mirrors, every
 * account's rule, the day each book is at. Whatever can refuse refuses here. */
#include "ledger/day.h"
#include "ledger/posting_priv.h"

#include <string.h>

const char *const post_party_words[] = { "", "customer", "child", "parent", "supplier", NULL };

/* --- the book and the day --- */

static enum kb_code book_for(struct post *p, int64_t org_id, struct post_book **out)
{
    for (size_t i = 0; i < p->books_n; i++) {
        *out = &p->books[i];
        if ((*out)->id == org_id) return KB_OK;
    }
    *out = &p->books[p->books_n];
    TRY(p->from->book(p, org_id, *out));
    p->books_n++;
    return KB_OK;
}

/* What happened in a closed month is entered on the first open day and says which month it
 * belongs to; what a person dates there is refused. */
static enum kb_code voucher_day(struct post *p, struct post_voucher *v)
{
    const struct post_book *book = v->book;
    const char *chosen = p->ev->acct_date;
    char *day = kb_alloc(p->t->arena, LEDGER_DAY_SIZE);
    if (chosen)
        memcpy(day, chosen, LEDGER_DAY_SIZE);
    else
        ledger_day(p->group.at_ms, book->utc_offset_min, day);
    int64_t month = ledger_day_month(day);
    if (month <= book->closed_to) {
        if (chosen)
            return kb_fail_field(p->t->err, "date", "ledger.period_closed",
                                 "%s is in a closed period: the books are closed to the end of "
                                 "%lld-%02lld",
                                 chosen, (long long)(book->closed_to / 100),
                                 (long long)(book->closed_to % 100));
        v->adjusts = month;
        ledger_month_first(ledger_month_add(book->closed_to, 1), day);
    }
    v->acct_date = day;
    return KB_OK;
}

enum kb_code ledger_plan_book(struct post *p, struct post_voucher *v, int64_t org_id)
{
    v->book_id = org_id;
    TRY(book_for(p, org_id, &v->book));
    return voucher_day(p, v);
}

/* --- lines --- */

static int64_t party_of(const struct ledger_leg *leg, enum post_party party)
{
    switch (party) {
    case PARTY_CUSTOMER: return leg->customer_id;
    case PARTY_CHILD: return leg->child_id;
    case PARTY_PARENT: return leg->parent_id;
    case PARTY_SUPPLIER: return leg->supplier_id;
    case PARTY_NONE:
    case PARTIES: return 0;
    }
    return 0;
}

/* The subject's id in this book, a new one when the book has to adopt it from the chart. */
static int64_t subject_of(struct post *p, const struct post_voucher *v, const struct post_rule *r)
{
    if (r->subject_id || !r->adopt) return r->subject_id;
    for (size_t i = 0; i < p->adopted_n; i++)
        if (p->adopted[i].book_id == v->book_id && strcmp(p->adopted[i].code, r->code) == 0)
            return p->adopted[i].id;
    if (!p->adopted)
        p->adopted = kb_alloc(p->t->arena, p->vouchers_n * LEDGER_LINES_MAX * sizeof *p->adopted);
    struct post_adopted *a = &p->adopted[p->adopted_n++];
    *a = (struct post_adopted){ kb_new_id(p->t->world), v->book_id, r->code };
    return a->id;
}

static enum kb_code line_check(const struct post *p, const struct post_voucher *v,
                               const struct post_line *l, int64_t fen)
{
    struct kb_error *err = p->t->err;
    const struct post_rule *r = l->rule;
    if (fen < 0 || fen > LEDGER_FEN_MAX)
        return kb_fail(err, KB_INVALID, "ledger.amount", "%s: %s comes to %lld fen", v->event,
                       r->amount, (long long)fen);
    if (fen == 0) return KB_OK;
    if (!r->subject_id && !r->adopt)
        return kb_fail(err, KB_CONFLICT, "ledger.subject_missing", "the book has no subject %s",
                       r->code);
    if (r->closed)
        return kb_fail(err, KB_CONFLICT, "ledger.subject_closed",
                       "subject %s is closed for further posting", r->code);
    if (r->unfit)
        return kb_fail(err, KB_CONFLICT, "ledger.template_invalid",
                       "subject %s of this book is not kept by '%s'", r->code,
                       post_party_words[r->party]);
    if (r->party != PARTY_NONE && l->party <= 0)
        return kb_fail(err, KB_INTERNAL, "ledger.party", "%s needs the %s", v->event,
                       post_party_words[r->party]);
    return KB_OK;
}

static enum kb_code line_plan(struct post *p, struct post_voucher *v, const struct post_rule *r,
                              uint32_t *used)
{
    int64_t fen = 0;
    struct post_line *l = &v->lines[v->lines_n];
    TRY(ledger_terms_value(r->terms, r->terms_n, v->leg->vars, used, &fen, p->t->err));
    *l = (struct post_line){ .code = r->code, .rule = r, .party = party_of(v->leg, r->party) };
    TRY(line_check(p, v, l, fen));
    if (fen == 0) return KB_OK;
    l->subject_id = subject_of(p, v, r);
    l->n = (int64_t)++v->lines_n;
    l->dr_fen = r->debit ? fen : 0;
    l->cr_fen = r->debit ? 0 : fen;
    v->total_fen += l->dr_fen;
    return KB_OK;
}

static enum kb_code vars_used(const struct post *p, const struct post_voucher *v, uint32_t used)
{
    const struct ledger_leg *leg = v->leg;
    for (size_t i = 0; i < LEDGER_VARS_MAX && leg->vars[i].name; i++)
        if (!(used & UINT32_C(1) << i))
            return kb_fail(p->t->err, KB_INTERNAL, "ledger.variable",
                           "%s of role %s, mode '%s' has no use for %s", v->event, leg->role,
                           leg->mode, leg->vars[i].name);
    return KB_OK;
}

static enum kb_code voucher_balanced(const struct post *p, const struct post_voucher *v,
                                     const char *left)
{
    int64_t dr = 0, cr = 0;
    for (size_t i = 0; i < v->lines_n; i++) {
        dr += v->lines[i].dr_fen;
        cr += v->lines[i].cr_fen;
    }
    if (dr > LEDGER_FEN_MAX)
        return kb_fail(p->t->err, KB_INVALID, "ledger.overflow", "the voucher's total overflows");
    if (!left[0] && dr == cr) return KB_OK;
    return kb_fail(p->t->err, KB_INTERNAL, "ledger.unbalanced",
                   "%s: debits less credits is %s (%lld fen), not 0", v->event,
                   left[0] ? left : "0", (long long)(dr - cr));
}

static bool among(const char *word, const char *a, const char *b)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

/* Whatever the poster has filled in, a customer is written down only by who sells to it and a
 * supplier only by who buys from it. */
static void voucher_dims(struct post *p, struct post_voucher *v)
{
    const struct ledger_leg *l = v->leg;
    bool profit = false;
    for (size_t i = 0; i < v->lines_n; i++) profit |= v->lines[i].code[0] == '6';
    if (!profit) return;
    v->dims = KB_NEW(p->t->arena, struct post_dims);
    *v->dims = (struct post_dims){
        .customer_id = among(l->role, "own", "sole") ? l->customer_id : 0,
        .child_id = l->child_id,
        .upstream_id = among(l->role, "top", "sole") ? l->supplier_id : l->parent_id,
        .department_id = l->department_id,
        .staff_id = l->staff_id,
        .product_id = l->product_id ? l->product_id : p->ev->product_id,
        .sku_id = l->sku_id ? l->sku_id : p->ev->sku_id,
    };
}

static enum kb_code voucher_plan(struct post *p, struct post_voucher *v)
{
    const struct post_template *found = NULL;
    const struct ledger_leg *leg = v->leg;
    uint32_t used = 0;
    TRY(ledger_plan_book(p, v, leg->org_id));
    TRY(p->from->find(p, v, &found));
    if (!found || !found->rules_n)
        return kb_fail(p->t->err, KB_CONFLICT, "ledger.template_missing",
                       "no entry template is in use for %s of role %s, mode '%s'", v->event,
                       leg->role, leg->mode);
    v->template_id = found->id;
    v->version = found->version;
    v->lines = kb_alloc(p->t->arena, (found->rules_n + 1) * sizeof *v->lines);
    for (size_t i = 0; i < found->rules_n; i++) TRY(line_plan(p, v, &found->rules[i], &used));
    TRY(vars_used(p, v, used));
    voucher_dims(p, v);
    return voucher_balanced(p, v, found->left);
}

/* --- mirrors: what a books about its neighbour b, b books about a with the opposite sign --- */

struct mirror {
    int64_t org, party, net;
    int word;
    const struct post_line *line;
};

static void mirror_add(struct mirror *all, size_t *n, int64_t org, const struct post_line *l)
{
    int64_t net = l->dr_fen - l->cr_fen;
    for (size_t i = 0; i < *n; i++) {
        if (all[i].org != org || all[i].party != l->party || all[i].word != l->rule->mirror)
            continue;
        all[i].net += net;
        return;
    }
    all[(*n)++] = (struct mirror){ org, l->party, net, l->rule->mirror, l };
}

static enum kb_code keeps_book(struct post *p, int64_t org_id, bool *yes)
{
    *yes = true;
    for (size_t i = 0; i < p->books_n; i++)
        if (p->books[i].id == org_id) return KB_OK;
    return p->from->keeps_book(p, org_id, yes);
}

static enum kb_code mirror_check(struct post *p, const struct mirror *all, size_t n,
                                 const struct mirror *m)
{
    bool neighbour = false;
    int64_t gap = m->net;
    for (size_t i = 0; i < n; i++)
        if (all[i].org == m->party && all[i].party == m->org && all[i].word == m->word)
            gap += all[i].net;
    if (gap == 0) return KB_OK;
    TRY(keeps_book(p, m->party, &neighbour));
    if (!neighbour) return KB_OK;
    return kb_fail(p->t->err, KB_INTERNAL, "ledger.mirror_broken",
                   "%s: account %s and the %s's book differ by %lld fen", p->group.event,
                   m->line->code, post_party_words[m->line->rule->party], (long long)gap);
}

static enum kb_code mirrors_check(struct post *p, size_t lines_n)
{
    struct mirror *all = kb_alloc(p->t->arena, (lines_n + 1) * sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < p->vouchers_n; i++) {
        const struct post_voucher *v = &p->vouchers[i];
        for (size_t k = 0; k < v->lines_n; k++)
            if (v->lines[k].rule->mirror && v->lines[k].party > 0)
                mirror_add(all, &n, v->book_id, &v->lines[k]);
    }
    for (size_t i = 0; i < n; i++) TRY(mirror_check(p, all, n, &all[i]));
    return KB_OK;
}

/* --- balances --- */

/* The balance as the lines before have left it; in the order of first use. */
static enum kb_code balance_for(struct post *p, const struct post_line *l,
                                struct post_balance **out)
{
    for (size_t i = 0; i < p->balances_n; i++) {
        *out = &p->balances[i];
        if ((*out)->subject_id == l->subject_id && (*out)->party == l->party) return KB_OK;
    }
    *out = &p->balances[p->balances_n++];
    **out = (struct post_balance){ .subject_id = l->subject_id,
                                   .party = l->party,
                                   .guard = l->rule->guard };
    return l->rule->subject_id ? p->from->balance(p, *out) : KB_OK;
}

static enum kb_code guard_check(const struct post *p, const struct post_voucher *v,
                                const struct post_balance *b, const struct post_line *l)
{
    struct kb_error *err = p->t->err;
    bool debit = b->guard == GUARD_NEVER_DEBIT && b->dr_fen > b->cr_fen;
    if (!debit && !(b->guard == GUARD_NEVER_CREDIT && b->cr_fen > b->dr_fen)) return KB_OK;
    long long short_fen = (long long)(debit ? b->dr_fen - b->cr_fen : b->cr_fen - b->dr_fen);
    if (l->rule->party == PARTY_CUSTOMER)
        return kb_fail(err, KB_CONFLICT, "ledger.balance_short",
                       "the customer's balance is %lld fen short for %s", short_fen, v->event);
    return kb_fail(err, KB_CONFLICT, "ledger.rule_broken",
                   "%s would put account %s %lld fen on the wrong side", v->event, l->code,
                   short_fen);
}

static enum kb_code balance_move(struct post *p, const struct post_voucher *v, struct post_line *l)
{
    struct post_balance *b;
    TRY(balance_for(p, l, &b));
    b->dr_fen += l->dr_fen;
    b->cr_fen += l->cr_fen;
    if (b->dr_fen > LEDGER_FEN_MAX || b->cr_fen > LEDGER_FEN_MAX)
        return kb_fail(p->t->err, KB_INVALID, "ledger.overflow", "account %s would overflow",
                       l->code);
    l->after_dr_fen = b->dr_fen;
    l->after_cr_fen = b->cr_fen;
    return guard_check(p, v, b, l);
}

/* --- all of it --- */

void ledger_plan_begin(struct post *p, size_t n)
{
    struct kb_arena *a = p->t->arena;
    p->books = kb_alloc(a, n * sizeof *p->books);
    p->vouchers = kb_alloc(a, n * sizeof *p->vouchers);
    p->vouchers_n = n;
}

enum kb_code ledger_plan_end(struct post *p)
{
    size_t lines_n = 0;
    for (size_t i = 0; i < p->vouchers_n; i++) lines_n += p->vouchers[i].lines_n;
    TRY(mirrors_check(p, lines_n));
    p->balances = kb_alloc(p->t->arena, (lines_n + 1) * sizeof *p->balances);
    for (size_t i = 0; i < p->vouchers_n; i++) {
        struct post_voucher *v = &p->vouchers[i];
        for (size_t k = 0; k < v->lines_n; k++) TRY(balance_move(p, v, &v->lines[k]));
    }
    return KB_OK;
}

enum kb_code ledger_plan(struct post *p)
{
    const struct ledger_event *ev = p->ev;
    ledger_plan_begin(p, ev->legs_n);
    for (size_t i = 0; i < ev->legs_n; i++) {
        struct post_voucher *v = &p->vouchers[i];
        v->leg = &ev->legs[i];
        v->event = v->leg->event ? v->leg->event : ev->event;
        TRY(voucher_plan(p, v));
    }
    return ledger_plan_end(p);
}
