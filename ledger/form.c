/* form - reading, adding and evaluating linear forms. Coefficients stay tiny: a template has at
 * most 24 lines of 16 terms. */
#include "ledger/form.h"

#include <stdlib.h>
#include <string.h>

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static bool term_add(struct ledger_form *f, const char *name, size_t len, int64_t k)
{
    for (size_t i = 0; i < f->n; i++) {
        struct ledger_term *t = &f->terms[i];
        if (t->len == len && memcmp(t->name, name, len) == 0) {
            t->k += k;
            return true;
        }
    }
    if (f->n == LEDGER_FORM_TERMS) return false;
    f->terms[f->n++] = (struct ledger_term){ name, len, k };
    return true;
}

bool ledger_form_read(const char *text, struct ledger_form *out)
{
    int64_t sign = 1;
    out->n = 0;
    for (const char *p = text;;) {
        size_t len = 0;
        while (*p == ' ') p++;
        while (name_char(p[len])) len++;
        if (len == 0 || len > LEDGER_NAME_MAX || (p[0] >= '0' && p[0] <= '9')) return false;
        if (!term_add(out, p, len, sign)) return false;
        p += len;
        while (*p == ' ') p++;
        if (!*p) return true;
        if (*p != '+' && *p != '-') return false;
        sign = *p++ == '+' ? 1 : -1;
    }
}

bool ledger_form_add(struct ledger_form *sum, const struct ledger_form *f, int64_t sign)
{
    for (size_t i = 0; i < f->n; i++)
        if (!term_add(sum, f->terms[i].name, f->terms[i].len, sign * f->terms[i].k)) return false;
    return true;
}

bool ledger_form_zero(const struct ledger_form *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->terms[i].k) return false;
    return true;
}

const char *ledger_form_text(const struct ledger_form *f, struct kb_arena *a)
{
    const char *text = "";
    for (size_t i = 0; i < f->n; i++) {
        const struct ledger_term *t = &f->terms[i];
        if (!t->k) continue;
        const char *join = t->k < 0 ? (*text ? " - " : "-") : (*text ? " + " : "");
        const char *times = llabs(t->k) == 1 ? "" : kb_printf(a, "%lld*", llabs(t->k));
        text = kb_printf(a, "%s%s%s%.*s", text, join, times, (int)t->len, t->name);
    }
    return *text ? text : "0";
}

enum kb_code ledger_terms_value(const struct ledger_term *terms, size_t n,
                                const struct ledger_var *vars, uint32_t *used, int64_t *out,
                                struct kb_error *err)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        const struct ledger_term *t = &terms[i];
        size_t v = 0;
        while (v < LEDGER_VARS_MAX && vars[v].name &&
               (strncmp(vars[v].name, t->name, t->len) != 0 || vars[v].name[t->len]))
            v++;
        if (v == LEDGER_VARS_MAX || !vars[v].name)
            return kb_fail(err, KB_INTERNAL, "ledger.variable", "%.*s is not given", (int)t->len,
                           t->name);
        *used |= UINT32_C(1) << v;
        int64_t product = 0;
        if (__builtin_mul_overflow(t->k, vars[v].fen, &product) ||
            __builtin_add_overflow(*out, product, out))
            return kb_fail(err, KB_INVALID, "ledger.overflow", "the amount does not fit");
    }
    return KB_OK;
}
