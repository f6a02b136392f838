/* checklist - what must be settled before a month is closed: the ledger's own questions, and those
 * that modules above have put into the engine's table for "period.close". */
#include "ledger/period_priv.h"

#include "ledger/day.h"
#include "ledger/page_priv.h"
#include "turn/engine.h"

#include "checklist_sql.h"
#include <string.h>

#define CHECKS_MAX 64

static const struct kb_field period_check_fields[] = {
    STR(period_check, name),
    STR(period_check, title_zh),
    STR(period_check, title_en),
    BOOL(period_check, ok),
    BOOL(period_check, blocking, .doc = "The month cannot be closed while it is not ok."),
    INT(period_check, count, .doc = "How many stand in the way."),
    STR(period_check, where, .doc = "The console's page that lists them."),
    STR(period_check, text, .doc = "The first of them."),
    END,
};
SHAPE(period_check);

enum own { CHAIN, MIRRORS, ENTRIES, GUARDS, OWN_CHECKS };
static const struct period_check own_checks[OWN_CHECKS] = {
    [CHAIN] = { .name = "chain",
                .title_zh = "账链校验",
                .title_en = "The book recomputed",
                .where = "/fin/verify",
                .blocking = true },
    [MIRRORS] = { .name = "mirrors",
                  .title_zh = "与上下级账簿一致",
                  .title_en = "Agreement with neighbours' books",
                  .where = "/fin/trial-balance",
                  .blocking = true },
    [ENTRIES] = { .name = "entries_waiting",
                  .title_zh = "待复核的手工分录",
                  .title_en = "Entries waiting for a second person",
                  .where = "/fin/entries?state=waiting",
                  .blocking = true },
    [GUARDS] = { .name = "guards",
                 .title_zh = "余额方向异常的科目",
                 .title_en = "Accounts on the side their rule forbids",
                 .where = "/fin/trial-balance",
                 .blocking = true },
};

enum kb_code ledger_period_chain(struct turn *t, struct period_chain *from)
{
    struct ledger_report report;
    TRY(ledger_verify_book(t->db, t->arena, t->actor.org_id, from->no, &report, t->err));
    for (size_t i = 0; i < LEDGER_CHECKS; i++) {
        const struct ledger_check *c = &report.checks[i];
        if (c->failures && !from->failures) from->text = c->text;
        from->failures += c->failures;
    }
    from->no = report.last_no;
    return KB_OK;
}

/* The modules above, in the order of their tables. */
static enum kb_code ask_above(struct turn *t, int64_t until_ms, struct period_check *out,
                              int64_t *n)
{
    const struct turn_check *const *table = t->engine ? t->engine->checks : NULL;
    for (; table && *table; table++)
        for (const struct turn_check *c = *table; c->asked; c++) {
            int64_t count = 0;
            if (strcmp(c->asked, "period.close") != 0) continue;
            KB_ASSERT(*n < CHECKS_MAX);
            TRY(c->count(t, until_ms, &count));
            out[(*n)++] = (struct period_check){ .name = c->name,
                                                 .title_zh = c->title_zh,
                                                 .title_en = c->title_en,
                                                 .where = c->where,
                                                 .text = "",
                                                 .blocking = c->blocking,
                                                 .count = count };
        }
    return KB_OK;
}

enum kb_code ledger_period_checks(struct turn *t, const struct period_book *book, int64_t month,
                                  const struct period_chain *chain, struct kb_list *out)
{
    static const struct db_query *const counts[OWN_CHECKS] = {
        [MIRRORS] = &q_check_mirrors, [ENTRIES] = &q_check_entries, [GUARDS] = &q_check_guards
    };
    struct period_check *checks = kb_alloc(t->arena, CHECKS_MAX * sizeof *checks);
    char last[LEDGER_DAY_SIZE];
    int64_t n = OWN_CHECKS;
    ledger_month_last(month, last);
    for (size_t i = 0; i < OWN_CHECKS; i++) {
        checks[i] = own_checks[i];
        checks[i].text = i == CHAIN && chain->text ? chain->text : "";
        checks[i].count = i == CHAIN ? chain->failures : 0;
        if (counts[i])
            TRY(turn_int(t, counts[i],
                         ARGS(ARG_INT(org_id, t->actor.org_id), ARG_STR(last_day, last)),
                         &checks[i].count));
    }
    TRY(ask_above(t, ledger_month_end_ms(month, book->utc_offset_min), checks, &n));
    for (int64_t i = 0; i < n; i++) checks[i].ok = checks[i].count == 0;
    *out = (struct kb_list){ checks, n };
    return KB_OK;
}
