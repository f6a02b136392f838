/* books - a ledger in memory for tests: a database, a turn set up by hand, and chains of sellers
 * whose events are posted the way billing will. */
#ifndef TESTS_UNIT_LEDGER_BOOKS_H
#define TESTS_UNIT_LEDGER_BOOKS_H

#include "kt.h"
#include "ledger/ledger.h"

enum { P = 101, D1, D2, D3, S = 900, C = 501, C2 };

struct books {
    struct kt_world w;
    struct db *db;
    struct kb_arena arena, keep;
    struct kb_error *err;
    struct turn t;
    int64_t serial;
    json_t *replies;                  /* asking.h's */
    void (*between)(struct books *b); /* run after a route's prepare and before its run */
};
/* Empty, at 2026-01-05 08:00 in China, in a transaction. Refusals are put into err. */
void books_open(struct books *b, struct kb_error *err);
void books_close(struct books *b); /* AUTO(books_close) */
/* P with a book, D1 below it and D2 below that with theirs, C a customer of D2, C2 of D1. */
void books_open_chain(struct books *b, struct kb_error *err);
void books_must(struct books *b, enum kb_code code); /* fails the test with what err says */
void books_org(struct books *b, int64_t id, const char *kind, int64_t parent_id, const char *name);
/* Any statement, and the integer of any query. */
void books_sql(struct books *b, const char *sql);
int64_t books_int(struct books *b, const char *sql);
/* Rows of everything the ledger writes when it posts. */
int64_t books_rows(struct books *b);
int64_t books_net(struct books *b, int64_t org, const char *code,
                  int64_t party); /* debit positive */

/* One leg with its variables: LEG(own, P, "own", "", .customer_id = C, .vars = {{"amount", 5}}). */
enum kb_code books_post(struct books *b, const char *event, const char *key,
                        const struct ledger_leg *legs, size_t n);
#define POST(b, event, key, ...)                                                                   \
    books_post((b), (event), (key), (const struct ledger_leg[]){ __VA_ARGS__ },                    \
               COUNT(((const struct ledger_leg[]){ __VA_ARGS__ })))
/* A leg that holds money of its customer. */
#define HOLD(org, customer, fen)                                                                   \
    {                                                                                              \
        .org_id = (org), .role = "own", .mode = "", .customer_id = (customer), .vars = {           \
            { "amount", (fen) }                                                                    \
        }                                                                                          \
    }
/* Money of customer c in org's book, from nothing. */
void books_fund(struct books *b, int64_t org, int64_t c, int64_t fen);
/* Every check of ledger_verify holds; and the first that does not. */
void books_assert_sound(struct books *b);
const char *books_offence(struct books *b);

/* --- chains --- */
#define CHAIN_MAX 8
struct edge {
    char mode;     /* 'D' discount, 'F' floor price, 'R' rebate */
    int64_t value; /* basis points; F: fen */
};
struct chain {
    size_t n;                /* selling organisations */
    int64_t orgs[CHAIN_MAX]; /* the first buys from supplier, the last sells to customer */
    struct edge edges[CHAIN_MAX];
    int64_t supplier, customer, list_fen, price_fen;
};
extern const struct chain chain_of_two; /* P and D1, for C2 */
enum kb_code chain_online(struct books *b, const struct chain *c, const char *key, int64_t fen);
enum kb_code chain_hold(struct books *b, const struct chain *c, const char *key, int64_t fen);
enum kb_code chain_release(struct books *b, const struct chain *c, const char *key, int64_t fen);
enum kb_code chain_capture(struct books *b, const struct chain *c, const char *key,
                           int64_t coupon_fen);
/* Closed after used of whole: the rest goes back. */
enum kb_code chain_refund(struct books *b, const struct chain *c, const char *key,
                          int64_t coupon_fen, int64_t used, int64_t whole);
enum kb_code chain_withdraw(struct books *b, const struct chain *c, const char *key, int64_t fen);
/* Organisation i settles with the one above it, all that is open; the supplier with the first. */
enum kb_code chain_settle(struct books *b, const struct chain *c, const char *key, size_t i);
enum kb_code chain_settle_supplier(struct books *b, const struct chain *c, const char *key);

#endif
