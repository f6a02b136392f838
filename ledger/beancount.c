/* beancount - a book as a beancount 2 file: accounts under its five roots by the class of the
 * subject, and a balance of every account on the day after the last. */
#include "ledger/export_priv.h"

#include "ledger/day.h"
#include "ledger/moves_priv.h"
#include <string.h>

#define BEFORE_ALL "1970-01-01"

static const char *root_of(const char *code, const char *side)
{
    switch (code[0]) {
    case '1': return "Assets";
    case '2': return "Liabilities";
    case '3': return side[0] == 'D' ? "Assets" : "Liabilities";
    case '4': return "Equity";
    case '6': return ledger_class_of(code) == CLASS_INCOME ? "Income" : "Expenses";
    default: return "Expenses";
    }
}

/* A part of a name begins with a capital or digit and has letters, digits and hyphens: org_0ab is
 * Org-0AB. 6001.90 is 6001-90 and not below 6001, whose balance would else have it in it. */
static void add_account(struct export *x, const char *code, const char *side, int64_t party)
{
    char id[KB_ID_TEXT_MAX];
    kb_text_addf(&x->text, "%s:", root_of(code, side));
    for (const char *p = code; *p; p++) kb_text_addn(&x->text, *p == '.' ? "-" : p, 1);
    if (party == 0) return;
    if (!x->what->ids) {
        kb_text_addf(&x->text, ":%lld", (long long)party);
        return;
    }
    kb_id_text(x->what->ids, "org", party, id);
    for (char *c = id + 4; *c; c++)
        if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
    kb_text_addf(&x->text, ":Org-%s", id + 4);
}

static void head(struct export *x)
{
    kb_text_add(&x->text, "option \"title\" \"KBOSS book, amounts in fen, debit positive\"\n"
                          "option \"operating_currency\" \"FEN\"\n");
}

static void account(struct export *x, const struct export_account *a)
{
    kb_text_add(&x->text, BEFORE_ALL " open ");
    add_account(x, a->code, a->side, a->party);
    kb_text_add(&x->text, " FEN ; ");
    export_words(x, a->name_zh, "");
    kb_text_add(&x->text, "\n");
}

static void voucher(struct export *x, const struct export_voucher *v)
{
    kb_text_addf(&x->text, "\n%s * \"%s\" \"", v->acct_date, v->event);
    export_words(x, v->text, "\"\\");
    kb_text_addf(&x->text, "\"\n  no: %lld\n  hash: \"%s\"\n", (long long)v->no, v->hash);
    if (v->adjusts) kb_text_addf(&x->text, "  adjusts: %lld\n", (long long)v->adjusts);
    if (v->reverses_no) kb_text_addf(&x->text, "  reverses: %lld\n", (long long)v->reverses_no);
}

static void line(struct export *x, const struct export_line *l)
{
    kb_text_add(&x->text, "  ");
    add_account(x, l->code, l->side, l->party);
    kb_text_addf(&x->text, "  %lld FEN\n", (long long)(l->dr_fen - l->cr_fen));
}

static void closing(struct export *x, const struct export_account *a)
{
    char day[LEDGER_DAY_SIZE];
    ledger_day_next(x->last_date, day);
    kb_text_addf(&x->text, "%s balance ", day);
    add_account(x, a->code, a->side, a->party);
    kb_text_addf(&x->text, "  %lld FEN\n", (long long)(a->dr_fen - a->cr_fen));
}

const struct export_format export_beancount = { .name = "beancount",
                                                .head = head,
                                                .account = account,
                                                .voucher = voucher,
                                                .line = line,
                                                .closing = closing };
