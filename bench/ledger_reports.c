/* ledger_reports - a book of a million lines, posted through the ledger into a file over two years
 * of days, and how long its reports take on a reader's connection: the median of several runs,
 * after one that warms it. argv: database, lines. Beside each: what it must not take longer
 * than. */
#include "bench/books.h"
#include "bench/stopwatch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BATCH     64
#define CUSTOMERS 2000
#define DAYS      730
#define RUNS      7
#define DAY_MS    INT64_C(86400000)
#define START_MS  INT64_C(1704067200000) /* 2024-01-01 */
enum { P = 101, S = 900, C = 2000 };

struct bench {
    struct books books;
    uint64_t seed;
    int64_t lines;
};

static int64_t pick(struct bench *b, int64_t n)
{
    b->seed = b->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((b->seed >> 33) % (uint64_t)n);
}

/* --- the book --- */

static void open_book(struct bench *b, const char *path)
{
    books_open(&b->books, path, START_MS);
    b->books.t.actor =
        (struct turn_actor){ .org_id = P, .user_id = 1, .who = WHO_P_ADMIN, .name = "" };
    must(db_begin(b->books.db, &b->books.err), &b->books.err);
    books_org(&b->books, P, 0, 0, "platform");
    books_org(&b->books, S, P, 0, "supplier");
    for (int64_t i = 0; i < CUSTOMERS; i++) books_org(&b->books, C + i, P, 0, "customer");
    must(db_commit(b->books.db, &b->books.err), &b->books.err);
}

static void post(struct bench *b, const char *event, const struct ledger_leg *leg, int64_t lines)
{
    books_post(&b->books, (struct ledger_event){ .event = event,
                                                 .product_id = 1 + pick(b, 20),
                                                 .sku_id = 1 + pick(b, 60),
                                                 .legs = leg,
                                                 .legs_n = 1 });
    b->lines += lines;
}

static void sale(struct bench *b, int64_t customer)
{
    struct ledger_leg cash = { .org_id = P,
                               .role = "own",
                               .mode = "",
                               .customer_id = customer,
                               .vars = { { "amount", 9499 } } };
    struct ledger_leg sold = { .org_id = P,
                               .role = "sole",
                               .mode = "principal",
                               .customer_id = customer,
                               .supplier_id = S,
                               .vars = {
                                   { "price", 9499 }, { "coupon", 0 }, { "transfer_in", 6999 } } };
    if (pick(b, 8) == 0) {
        cash.vars[0].fen = 9499 * 8;
        post(b, "recharge_offline.arrive", &cash, 2);
        post(b, "recharge_offline.confirm", &cash, 2);
        cash.vars[0].fen = 9499;
    }
    post(b, "hold", &cash, 2);
    post(b, "capture", &sold, 4);
}

static void fill(struct bench *b, int64_t lines)
{
    struct ledger_leg first = {
        .org_id = P, .role = "own", .mode = "", .vars = { { "amount", 9499 * 1000 } }
    };
    must(db_begin(b->books.db, &b->books.err), &b->books.err);
    for (int64_t i = 0; i < CUSTOMERS; i++) {
        first.customer_id = C + i;
        post(b, "recharge_offline.arrive", &first, 2);
        post(b, "recharge_offline.confirm", &first, 2);
        kb_arena_reset(&b->books.arena);
    }
    must(db_commit(b->books.db, &b->books.err), &b->books.err);
    while (b->lines < lines) {
        must(db_begin(b->books.db, &b->books.err), &b->books.err);
        for (int i = 0; i < BATCH; i++)
            sale(b, C + pick(b, CUSTOMERS)), kb_arena_reset(&b->books.arena);
        must(db_commit(b->books.db, &b->books.err), &b->books.err);
        int64_t at = START_MS + DAYS * (b->lines * 1000 / lines) / 1000 * DAY_MS;
        if (at > b->books.now_ms) books_clock(&b->books, at);
    }
}

/* --- routes --- */

static const struct turn_call *call_of(const char *op)
{
    static const struct turn_route *const tables[] = { trial_routes, account_routes, profit_routes,
                                                       cash_routes,  series_routes,  voucher_routes,
                                                       daily_routes, ledger_routes };
    for (size_t i = 0; i < COUNT(tables); i++)
        for (const struct turn_route *r = tables[i]; r->method; r++)
            if (strcmp(r->op, op) == 0) return r->call;
    exit(1);
}

static double ask(struct bench *b, const char *op, const char *text)
{
    const struct turn_call *call = call_of(op);
    json_t *json = json_loads(text, 0, NULL);
    kb_arena_reset(&b->books.arena);
    void *in = kb_alloc(&b->books.arena, call->in->size + 1);
    void *out = kb_alloc(&b->books.arena, call->out->size + 1);
    must(kb_read(call->in, json, &b->books.world.id_key, in, &b->books.arena, &b->books.err),
         &b->books.err);
    json_decref(json);
    must(db_begin(b->books.db, &b->books.err), &b->books.err);
    double start = now_s();
    must(call->run(&b->books.t, in, out), &b->books.err);
    double s = now_s() - start;
    db_rollback(b->books.db);
    return s;
}

static void measure(struct bench *b, const char *what, const char *op, const char *in, int most_ms)
{
    double runs[RUNS];
    ask(b, op, in);
    for (int i = 0; i < RUNS; i++) runs[i] = ask(b, op, in);
    double ms = median(runs, RUNS) * 1000;
    printf("%-52s %9.1f ms", what, ms);
    if (most_ms) printf("   <= %d ms  %s", most_ms, ms <= most_ms ? "yes" : "no");
    printf("\n");
}

static void roll_up(struct bench *b)
{
    struct ticked out;
    double start = now_s();
    int64_t turns = 0;
    do {
        out.next_ms = 0;
        must(db_begin(b->books.db, &b->books.err), &b->books.err);
        must(call_of("ledger_rollup")->run(&b->books.t, &(struct nothing){ 0 }, &out),
             &b->books.err);
        must(db_commit(b->books.db, &b->books.err), &b->books.err);
        kb_arena_reset(&b->books.arena);
        turns++;
    } while (out.next_ms);
    double s = now_s() - start;
    printf("%-52s %9.1f ms   %.0f vouchers/s\n", "folding, a turn", s * 1000 / (double)turns,
           (double)b->books.posted / s);
}

static void reports(struct bench *b)
{
    char half[64];
    snprintf(half, sizeof half, "{\"to_no\":%lld}", (long long)b->books.posted / 2);
    measure(b, "trial balance by party, now", "trial_balance_get", "{}", 50);
    measure(b, "trial balance by subject, now", "trial_balance_get", "{\"by\":\"subject\"}", 50);
    measure(b, "trial balance by party, as of a voucher half way", "trial_balance_get", half, 50);
    measure(b, "trial balance by party, as of a day", "trial_balance_get",
            "{\"to\":\"2025-03-31\"}", 50);
    measure(b, "trial balance by party, between two days", "trial_balance_get",
            "{\"from\":\"2025-01-01\",\"to\":\"2025-03-31\"}", 50);
    measure(b, "ledger of bank deposits, a page", "subject_ledger_list", "{\"subject\":\"1002\"}",
            0);
    measure(b, "ledger of all customers' deposits, a page", "subject_ledger_list",
            "{\"subject\":\"2203.01\"}", 0);
    measure(b, "profit by customer, 12 months", "profit_list", "{\"by\":\"customer\"}", 0);
    measure(b, "profit by product, 12 months, as of half way", "profit_list",
            "{\"by\":\"product\",\"as_of_no\":300000}", 0);
    measure(b, "cash flow of a quarter", "cash_flow_list",
            "{\"from\":\"2025-01-01\",\"to\":\"2025-03-31\"}", 0);
    measure(b, "series of 24 months", "series_list", "{\"months\":24}", 0);
    measure(b, "vouchers of one day, a page", "vouchers_list",
            "{\"from\":\"2024-06-01\",\"to\":\"2024-06-01\"}", 0);
}

int main(int argc, char **argv)
{
    static struct bench b;
    const char *path = argc > 1 ? argv[1] : "/var/tmp/kboss-ledger-reports.db";
    int64_t lines = argc > 2 ? strtoll(argv[2], NULL, 10) : 1000000;
    double start = now_s();
    open_book(&b, path);
    fill(&b, lines);
    printf("%lld lines of %lld vouchers, %d customers, posted in %.0f s\n", (long long)b.lines,
           (long long)b.books.posted, CUSTOMERS, now_s() - start);
    roll_up(&b);
    db_close(b.books.db);
    must(db_open(path, DB_READER, &b.books.db, &b.books.err), &b.books.err);
    b.books.t.db = b.books.db;
    reports(&b);
    books_close(&b.books);
    unlink(path);
    return 0;
}
