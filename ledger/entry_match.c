/* entry_match - what the template of an event wants, held against what a person typed in: every
 * number it names and no other, and a party where a line needs one. */
#include "ledger/entry_priv.h"

#include "ledger/template_priv.h"
#include <string.h>

static bool names_var(const struct post_template *found, const char *name)
{
    for (size_t i = 0; i < found->rules_n; i++)
        for (size_t k = 0; k < found->rules[i].terms_n; k++) {
            const struct ledger_term *term = &found->rules[i].terms[k];
            if (strlen(name) == term->len && memcmp(term->name, name, term->len) == 0) return true;
        }
    return false;
}

static bool has_var(const struct ledger_leg *leg, const struct ledger_term *term)
{
    for (size_t i = 0; i < LEDGER_VARS_MAX && leg->vars[i].name; i++)
        if (strlen(leg->vars[i].name) == term->len &&
            memcmp(leg->vars[i].name, term->name, term->len) == 0)
            return true;
    return false;
}

static enum kb_code vars_match(struct turn *t, const struct post_template *found,
                               const struct ledger_leg *leg)
{
    for (size_t i = 0; i < LEDGER_VARS_MAX && leg->vars[i].name; i++)
        if (!names_var(found, leg->vars[i].name))
            return kb_fail_field(t->err, "vars", "ledger.vars", "the template has no use for %s",
                                 leg->vars[i].name);
    for (size_t i = 0; i < found->rules_n; i++)
        for (size_t k = 0; k < found->rules[i].terms_n; k++) {
            const struct ledger_term *term = &found->rules[i].terms[k];
            if (!has_var(leg, term))
                return kb_fail_field(t->err, "vars", "ledger.vars", "%.*s is not given",
                                     (int)term->len, term->name);
        }
    return KB_OK;
}

static enum kb_code rule_match(struct turn *t, const struct post_rule *r, const struct entry *e)
{
    if (r->mirror)
        return kb_fail(t->err, KB_CONFLICT, "ledger.entry_mirror",
                       "%s moves only by events that post in both books", r->code);
    if (r->party == PARTY_PARENT || r->party == PARTY_SUPPLIER)
        return kb_fail(t->err, KB_CONFLICT, "ledger.entry_mirror",
                       "%s is kept by the %s, which no entry is about", r->code,
                       post_party_words[r->party]);
    if ((r->party == PARTY_CUSTOMER && !e->customer_id) ||
        (r->party == PARTY_CHILD && !e->child_id))
        return kb_fail_field(t->err, "party_id", "ledger.entry_party",
                             "%s is kept by %s: say which", r->code,
                             r->party == PARTY_CUSTOMER ? "customers" : "distributors");
    return KB_OK;
}

struct ledger_leg ledger_entry_leg(const struct entry *e)
{
    return (struct ledger_leg){ .org_id = e->book_id,
                                .role = "own",
                                .mode = "",
                                .customer_id = e->customer_id,
                                .child_id = e->child_id,
                                .department_id = e->department_id,
                                .staff_id = e->staff_id };
}

enum kb_code ledger_entry_match(struct turn *t, const struct entry *e, const struct ledger_leg *leg)
{
    const struct post_template *found;
    struct post p = { .t = t, .from = &post_from_books };
    struct post_voucher v = { .leg = leg, .event = e->event };
    TRY(p.from->find(&p, &v, &found));
    if (!found)
        return kb_fail_field(t->err, "event", "ledger.template_missing",
                             "%s has no template of role own in use", e->event);
    for (size_t i = 0; i < found->rules_n; i++) TRY(rule_match(t, &found->rules[i], e));
    return vars_match(t, found, leg);
}
