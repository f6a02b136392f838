/* hledger - a book as an hledger journal: every line asserts the running balance of its account.
 * Accounts are 2203:01:<party>. Assertions follow the first date, so that is the day a voucher was
 * entered; the day it is dated stands second where it is another. */
#include "ledger/export_priv.h"

#include <string.h>

/* Dots of a code part levels: 2203.01 of party 7 is 2203:01:7. */
static void add_account(struct export *x, const char *code, int64_t party)
{
    char id[KB_ID_TEXT_MAX];
    for (const char *p = code; *p; p++) kb_text_addn(&x->text, *p == '.' ? ":" : p, 1);
    if (party == 0) return;
    if (x->what->ids) {
        kb_id_text(x->what->ids, "org", party, id);
        kb_text_addf(&x->text, ":%s", id);
    } else {
        kb_text_addf(&x->text, ":%lld", (long long)party);
    }
}

static void head(struct export *x)
{
    kb_text_add(&x->text, "; KBOSS book, amounts in fen, debit positive\ncommodity 1. FEN\n");
}

static void account(struct export *x, const struct export_account *a)
{
    kb_text_add(&x->text, "account ");
    add_account(x, a->code, a->party);
    kb_text_add(&x->text, "  ; ");
    export_words(x, a->name_zh, ";:,");
    kb_text_add(&x->text, "\n");
}

static void voucher(struct export *x, const struct export_voucher *v)
{
    bool other = strcmp(v->entered, v->acct_date) != 0;
    kb_text_addf(&x->text, "\n%s%s%s (%lld) %s", v->entered, other ? "=" : "",
                 other ? v->acct_date : "", (long long)v->no, v->event);
    if (v->text[0]) kb_text_add(&x->text, " | ");
    export_words(x, v->text, ";|");
    kb_text_add(&x->text, "  ; ");
    if (!x->what->ids) kb_text_addf(&x->text, "key:%s, ", v->biz_key);
    if (v->adjusts) kb_text_addf(&x->text, "adjusts:%lld, ", (long long)v->adjusts);
    if (v->reverses_no) kb_text_addf(&x->text, "reverses:%lld, ", (long long)v->reverses_no);
    kb_text_addf(&x->text, "hash:%s\n", v->hash);
}

static void line(struct export *x, const struct export_line *l)
{
    kb_text_add(&x->text, "    ");
    add_account(x, l->code, l->party);
    kb_text_addf(&x->text, "  %lld FEN = %lld FEN\n", (long long)(l->dr_fen - l->cr_fen),
                 (long long)(l->after_dr_fen - l->after_cr_fen));
}

const struct export_format export_hledger = {
    .name = "hledger", .head = head, .account = account, .voucher = voucher, .line = line
};
