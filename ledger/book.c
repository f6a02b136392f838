/* book - opening a book with its chart, and a customer's money in it. */
#include "ledger/template_priv.h"

#include "book_sql.h"
#include <string.h>

#define CHINA_OFFSET_MIN 480
#define ENTRY_LIMIT_FEN  1000000 /* 10,000.00 yuan */
#define CHART_MAX        500

struct chart_subject {
    int64_t id, book_id, created_ms;
    const char *code, *name_zh, *name_en, *side, *dims, *rule, *mirror;
};
static const struct kb_field chart_subject_fields[] = {
    INT(chart_subject, id),
    INT(chart_subject, book_id),
    INT(chart_subject, created_ms),
    STR(chart_subject, code),
    STR(chart_subject, name_zh),
    STR(chart_subject, name_en),
    STR(chart_subject, side),
    STR(chart_subject, dims),
    STR(chart_subject, rule),
    STR(chart_subject, mirror),
    { .name = NULL },
};
static SHAPE(chart_subject);

struct customer_money {
    int64_t available_fen, frozen_fen;
};
static const struct kb_field customer_money_fields[] = {
    INT(customer_money, available_fen),
    INT(customer_money, frozen_fen),
    { .name = NULL },
};
static SHAPE(customer_money);

static enum kb_code chart_copy(struct turn *t, int64_t book_id)
{
    struct kb_list chart;
    TRY(db_list(t->db, t->arena, &q_chart_list, NO_ARGS, &chart_subject_shape, CHART_MAX, &chart,
                t->err));
    struct chart_subject *s = chart.at;
    for (int64_t i = 0; i < chart.n; i++) {
        s[i].id = kb_new_id(t->world);
        s[i].book_id = book_id;
        s[i].created_ms = t->now_ms;
        TRY(db_put(t->db, &q_subject_add, &chart_subject_shape, &s[i], t->err));
    }
    return KB_OK;
}

enum kb_code ledger_book_open(struct turn *t, int64_t org_id, const char *kind)
{
    char hash[65];
    int64_t seen = 0;
    if (org_id <= 0 || (strcmp(kind, "platform") != 0 && strcmp(kind, "distributor") != 0))
        return kb_fail(t->err, KB_INTERNAL, "ledger.event", "a %s keeps no book", kind);
    TRY(db_int(t->db, &q_book_count, ARGS(ARG_INT(id, org_id)), &seen, t->err));
    if (seen)
        return kb_fail(t->err, KB_CONFLICT, "ledger.book_exists",
                       "this organisation has a book already");
    ledger_book_genesis(org_id, hash);
    TRY(db_run(t->db, &q_book_add,
               ARGS(ARG_INT(id, org_id), ARG_STR(kind, kind),
                    ARG_INT(utc_offset_min, CHINA_OFFSET_MIN), ARG_STR(head_hash, hash),
                    ARG_INT(entry_limit_fen, ENTRY_LIMIT_FEN), ARG_INT(opened_ms, t->now_ms)),
               t->err));
    ledger_prepared_forget(t->db); /* that it keeps none */
    return chart_copy(t, org_id);
}

enum kb_code ledger_available(struct turn *t, int64_t book_org, int64_t customer_id,
                              int64_t *available_fen, int64_t *frozen_fen)
{
    struct customer_money money;
    TRY(db_one(t->db, t->arena, &q_customer_money,
               ARGS(ARG_INT(book_id, book_org), ARG_INT(customer_id, customer_id)),
               &customer_money_shape, &money, t->err));
    *available_fen = money.available_fen;
    *frozen_fen = money.frozen_fen;
    return KB_OK;
}

enum kb_code ledger_account_fen(struct turn *t, int64_t book_org, const char *code, int64_t party,
                                int64_t *fen)
{
    return turn_int(t, &q_account_fen,
                    ARGS(ARG_INT(book_id, book_org), ARG_STR(code, code), ARG_INT(party, party)),
                    fen);
}

enum kb_code ledger_book_or_all(struct turn *t, bool for_all, int64_t *book_id)
{
    *book_id = for_all ? 0 : t->actor.org_id;
    if (!for_all || t->actor.who & WHO_P_ADMIN) return KB_OK;
    return kb_fail(t->err, KB_DENIED, "ledger.for_all",
                   "what is for all books is the platform's administrator's");
}
