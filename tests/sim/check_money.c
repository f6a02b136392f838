/* check_money - the books by the ledger's own verification, and each customer's money against what
 * recharges, orders and their ends come to. */
#include "check.h"
#include "sim.h"

#include "ledger/ledger.h"

#include <stdlib.h>
#include <string.h>

static const char money_sql[] =
    "SELECT s.code, b.cr_fen - b.dr_fen FROM subject s JOIN balance b ON b.subject_id = s.id"
    " AND b.party = ?2 WHERE s.book_id = ?1 AND s.code IN ('2203.01', '2203.02')";

static void purse_right(struct sim *s, const struct purse *p)
{
    int64_t available = 0, frozen = 0;
    sqlite3_stmt **st = &s->check->money;
    if (!*st) KB_ASSERT(sqlite3_prepare_v2(s->disk.raw, money_sql, -1, st, NULL) == SQLITE_OK);
    sqlite3_bind_int64(*st, 1, p->seller);
    sqlite3_bind_int64(*st, 2, p->customer);
    while (sqlite3_step(*st) == SQLITE_ROW) {
        bool held = strcmp((const char *)sqlite3_column_text(*st, 0), "2203.02") == 0;
        *(held ? &frozen : &available) = sqlite3_column_int64(*st, 1);
    }
    sqlite3_reset(*st);
    if (available < 0 || frozen < 0)
        sim_wrong(s, "negative", "customer %lld has %lld fen, %lld held", (long long)p->customer,
                  (long long)available, (long long)frozen);
    if (frozen != p->held_fen)
        sim_wrong(s, "held_money", "customer %lld: %lld fen are held, its lines hold %lld",
                  (long long)p->customer, (long long)frozen, (long long)p->held_fen);
    if (available != p->confirmed_fen - p->held_fen - p->captured_fen)
        sim_wrong(s, "money", "customer %lld has %lld fen; %lld came in, %lld held, %lld spent",
                  (long long)p->customer, (long long)available, (long long)p->confirmed_fen,
                  (long long)p->held_fen, (long long)p->captured_fen);
}

static int64_t number_behind(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at ? strtoll(at + strlen(name), NULL, 10) : -1;
}

void check_told_balance(struct sim *s, int64_t customer, const char *reply)
{
    int64_t available = number_behind(reply, "\"available_fen\":");
    int64_t frozen = number_behind(reply, "\"frozen_fen\":");
    for (int i = 0; i < s->check->purses_n; i++) {
        const struct purse *p = &s->check->purse[i];
        int64_t left = p->confirmed_fen - p->held_fen - p->captured_fen;
        if (p->customer == customer && (available != left || frozen != p->held_fen))
            sim_wrong(s, "told_balance", "customer %lld was told %lld and %lld fen, has %lld, %lld",
                      (long long)customer, (long long)available, (long long)frozen, (long long)left,
                      (long long)p->held_fen);
    }
}

static void books_right(struct sim *s, bool all)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct ledger_report r = { 0 };
    struct kb_error err;
    enum kb_code code = all ? ledger_verify(s->disk.db, &a, 0, &r, &err)
                            : ledger_verify_since(s->disk.db, &a, s->check->last_voucher, &r, &err);
    if (code != KB_OK) {
        sim_wrong(s, "verify", "%s", err.text);
        return;
    }
    s->check->last_voucher = r.last_voucher_id;
    for (int i = 0; i < LEDGER_CHECKS; i++)
        if (!r.checks[i].ok) sim_wrong(s, "books", "%s: %s", r.checks[i].name, r.checks[i].text);
}

void check_money(struct sim *s, bool all)
{
    struct check *c = s->check;
    if (c->new_vouchers || all) books_right(s, all);
    c->new_vouchers = false;
    for (int i = 0; i < c->purses_n; i++) {
        if (c->purse[i].touched || all) purse_right(s, &c->purse[i]);
        c->purse[i].touched = false;
    }
}
