/* template_priv - the words templates and subjects are written in, for all who read them. */
#ifndef LEDGER_TEMPLATE_PRIV_H
#define LEDGER_TEMPLATE_PRIV_H

#include "ledger/posting_priv.h"

struct entry_event {
    const char *event, *name_zh, *name_en;
    bool for_all, manual;
};
/* Fill the rules of out->id as org_id's book has its subjects (0: the default chart). */
MUST_USE enum kb_code ledger_template_load(struct turn *t, struct kb_arena *keep, int64_t org_id,
                                           struct post_template *out);
/* Every amount, subject and party of a draft fits; whether it balances is for the proof to say. */
MUST_USE enum kb_code ledger_template_lines_check(struct turn *t, const struct ledger_template *in);
/* One the acting organisation's book knows; ledger.event_unknown. */
MUST_USE enum kb_code ledger_event_find(struct turn *t, const char *event, struct entry_event *out);
/* The acting organisation's book, or 0 for all books: the platform's administrator only. */
MUST_USE enum kb_code ledger_book_or_all(struct turn *t, bool for_all, int64_t *book_id);

/* Whether a subject of these dims is kept by this party: "upstream" is a parent or a supplier. */
bool ledger_party_fits(const char *dims, const char *party);
enum post_party ledger_party_of(const char *word);
enum post_guard ledger_guard_of(const char *rule);
/* 0 for none, else a number for each word. */
int ledger_mirror_of(const char *word);

#endif
