/* prepared - what a plan is made of, from the books: each book's template lines with their subjects
 * are read once a connection and remembered, because every capture asks for the same few; heads and
 * balances are read each time. */
#include "ledger/posting_priv.h"

#include "ledger/template_priv.h"
#include "prepared_sql.h"
#include <string.h>

#define BUCKETS     2048
#define ENTRIES_MAX 8192

/* A template of a book; or, with event "", whether the organisation keeps a book at all. */
struct entry {
    struct entry *next;
    int64_t org_id;
    const char *event, *role, *mode;
    bool keeps;
    struct post_template found;
};
struct prepared {
    size_t n;
    struct entry *buckets[BUCKETS];
};
static const char prepared_key[] = "ledger templates";

static const struct kb_field post_book_fields[] = {
    INT(post_book, id),        INT(post_book, utc_offset_min), INT(post_book, last_no),
    INT(post_book, last_id),   INT(post_book, was_no),         INT(post_book, closed_to),
    STR(post_book, head_hash), STR(post_book, last_date),      { .name = NULL },
};
static SHAPE(post_book);

struct rule_row {
    int64_t subject_id, closed_ms;
    const char *side, *amount, *party, *code, *rule, *mirror, *dims;
    bool adopt;
};
static const struct kb_field rule_row_fields[] = {
    INT(rule_row, subject_id), INT(rule_row, closed_ms), STR(rule_row, side), STR(rule_row, amount),
    STR(rule_row, party),      STR(rule_row, code),      STR(rule_row, rule), STR(rule_row, mirror),
    STR(rule_row, dims),       BOOL(rule_row, adopt),    { .name = NULL },
};
static SHAPE(rule_row);

static const struct kb_field template_head_fields[] = { INT(post_template, id),
                                                        INT(post_template, version),
                                                        { .name = NULL } };
static const struct kb_shape template_head_shape = { "template", sizeof(struct post_template),
                                                     template_head_fields };

static const struct kb_field money_fields[] = { INT(post_balance, dr_fen),
                                                INT(post_balance, cr_fen),
                                                { .name = NULL } };
static const struct kb_shape money_shape = { "balance", sizeof(struct post_balance), money_fields };

/* --- remembering --- */

static size_t bucket_of(int64_t org_id, const char *const words[3])
{
    uint64_t h = (uint64_t)org_id * UINT64_C(0x9e3779b97f4a7c15);
    for (size_t i = 0; i < 3; i++)
        for (const char *c = words[i]; *c; c++)
            h = (h ^ (unsigned char)*c) * UINT64_C(0x100000001b3);
    return (size_t)(h >> 32) % BUCKETS;
}

static struct entry *entry_find(const struct prepared *all, int64_t org_id,
                                const char *const words[3])
{
    struct entry *e = all->buckets[bucket_of(org_id, words)];
    while (e && (e->org_id != org_id || strcmp(e->event, words[0]) != 0 ||
                 strcmp(e->role, words[1]) != 0 || strcmp(e->mode, words[2]) != 0))
        e = e->next;
    return e;
}

static struct entry *entry_add(struct db_memo *memo, int64_t org_id, const char *const words[3])
{
    struct prepared *all = memo->at;
    struct entry **at = &all->buckets[bucket_of(org_id, words)];
    struct entry *e = KB_NEW(&memo->arena, struct entry);
    *e = (struct entry){ .next = *at,
                         .org_id = org_id,
                         .event = kb_strdup(&memo->arena, words[0]),
                         .role = kb_strdup(&memo->arena, words[1]),
                         .mode = kb_strdup(&memo->arena, words[2]) };
    all->n++;
    return *at = e;
}

void ledger_prepared_forget(struct db *db)
{
    db_memo_forget(db_memo(db, prepared_key));
}

void ledger_prepared_bound(struct db *db)
{
    struct db_memo *memo = db_memo(db, prepared_key);
    const struct prepared *all = memo->at;
    if (all && all->n > ENTRIES_MAX) db_memo_forget(memo);
}

static struct db_memo *remembered(struct post *p)
{
    struct db_memo *memo = db_memo(p->t->db, prepared_key);
    if (!memo->at) memo->at = KB_NEW(&memo->arena, struct prepared);
    return memo;
}

/* --- templates --- */

static void rule_make(struct kb_arena *a, const struct rule_row *row, struct post_rule *out,
                      struct ledger_form *sum)
{
    struct ledger_form f = { 0 };
    bool read = ledger_form_read(kb_strdup(a, row->amount), &f);
    *out = (struct post_rule){ .subject_id = row->subject_id,
                               .code = kb_strdup(a, row->code),
                               .amount = kb_strdup(a, row->amount),
                               .debit = row->side[0] == 'D',
                               .closed = row->closed_ms > 0,
                               .unfit =
                                   row->dims[0] != '?' && !ledger_party_fits(row->dims, row->party),
                               .adopt = row->adopt,
                               .party = ledger_party_of(row->party),
                               .guard = ledger_guard_of(row->rule),
                               .mirror = ledger_mirror_of(row->mirror),
                               .terms_n = f.n };
    struct ledger_term *terms = kb_alloc(a, (f.n + 1) * sizeof *terms);
    memcpy(terms, f.terms, f.n * sizeof *terms);
    out->terms = terms;
    if (!read || !ledger_form_add(sum, &f, out->debit ? 1 : -1)) out->unfit = true;
}

enum kb_code ledger_template_load(struct turn *t, struct kb_arena *keep, int64_t org_id,
                                  struct post_template *out)
{
    struct kb_list list;
    struct ledger_form sum = { 0 };
    TRY(db_list(t->db, t->arena, &q_template_rules,
                ARGS(ARG_INT(id, out->id), ARG_INT(org_id, org_id)), &rule_row_shape,
                LEDGER_LINES_MAX, &list, t->err));
    struct post_rule *rules = kb_alloc(keep, (size_t)(list.n + 1) * sizeof *rules);
    const struct rule_row *rows = list.at;
    for (int64_t i = 0; i < list.n; i++) rule_make(keep, &rows[i], &rules[i], &sum);
    out->rules = rules;
    out->rules_n = (size_t)list.n;
    out->left = ledger_form_zero(&sum) ? "" : ledger_form_text(&sum, keep);
    return KB_OK;
}

static enum kb_code find_from_books(struct post *p, const struct post_voucher *v,
                                    const struct post_template **out)
{
    struct turn *t = p->t;
    struct db_memo *memo = remembered(p);
    const struct ledger_leg *leg = v->leg;
    const char *const words[3] = { v->event, leg->role, leg->mode };
    struct post_template found = { 0 };
    struct entry *e = entry_find(memo->at, leg->org_id, words);
    *out = e ? &e->found : NULL;
    if (e) return KB_OK;
    enum kb_code code = db_one(t->db, t->arena, &q_template_in_use,
                               ARGS(ARG_INT(org_id, leg->org_id), ARG_STR(event, v->event),
                                    ARG_STR(role, leg->role), ARG_STR(mode, leg->mode)),
                               &template_head_shape, &found, t->err);
    if (code == KB_NOT_FOUND) return KB_OK; /* it may come later: not remembered */
    TRY(code);
    TRY(ledger_template_load(t, &memo->arena, leg->org_id, &found));
    e = entry_add(memo, leg->org_id, words);
    e->found = found;
    *out = &e->found;
    return KB_OK;
}

/* --- books and balances --- */

static enum kb_code book_from_books(struct post *p, int64_t org_id, struct post_book *out)
{
    struct turn *t = p->t;
    enum kb_code code = db_one(t->db, t->arena, &q_book_get, ARGS(ARG_INT(id, org_id)),
                               &post_book_shape, out, t->err);
    if (code != KB_NOT_FOUND) return code;
    return kb_fail(t->err, KB_NOT_FOUND, "ledger.book_missing", "this organisation keeps no book");
}

static enum kb_code balance_from_books(struct post *p, struct post_balance *b)
{
    struct post_balance found;
    enum kb_code code = db_one(p->t->db, p->t->arena, &q_balance_get,
                               ARGS(ARG_INT(subject_id, b->subject_id), ARG_INT(party, b->party)),
                               &money_shape, &found, p->t->err);
    if (code == KB_NOT_FOUND) return KB_OK;
    TRY(code);
    b->exists = true;
    b->dr_fen = b->was_dr_fen = found.dr_fen;
    b->cr_fen = b->was_cr_fen = found.cr_fen;
    return KB_OK;
}

static enum kb_code keeps_from_books(struct post *p, int64_t org_id, bool *yes)
{
    static const char *const none[3] = { "", "", "" };
    int64_t n = 0;
    struct db_memo *memo = remembered(p);
    struct entry *e = entry_find(memo->at, org_id, none);
    if (!e) {
        TRY(db_int(p->t->db, &q_book_exists, ARGS(ARG_INT(id, org_id)), &n, p->t->err));
        e = entry_add(memo, org_id, none);
        e->keeps = n > 0;
    }
    *yes = e->keeps;
    return KB_OK;
}

const struct post_source post_from_books = { book_from_books, find_from_books, balance_from_books,
                                             keeps_from_books };
