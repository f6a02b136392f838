/* ledger_reports - a book of a million lines, posted through the ledger into a file over two years
 * of days, and how long its reports take on a reader's connection: the median of several runs,
 * after one that warms it. argv: database, lines. Beside each: what it must not take longer
 * than. */
#include "ledger/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BATCH     64
#define CUSTOMERS 2000
#define DAYS      730
#define RUNS      7
#define DAY_MS    INT64_C(86400000)
#define START_MS  INT64_C(1704067200000) /* 2024-01-01 */
enum { P = 101, S = 900, C = 2000 };

struct bench {
    struct kb_world world;
    int64_t now_ms; /* the world's clock */
    uint64_t seed;
    struct kb_arena arena;
    struct kb_error err;
    struct db *db;
    struct turn t;
    int64_t lines, serial;
};

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(enum kb_code code, const struct kb_error *err)
{
    if (code == KB_OK) return;
    fprintf(stderr, "ledger_reports: %s (%s): %s\n", err->reason, err->field, err->text);
    exit(1);
}

static int64_t bench_now(void *self)
{
    return ((struct bench *)self)->now_ms;
}

static int64_t pick(struct bench *b, int64_t n)
{
    b->seed = b->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((b->seed >> 33) % (uint64_t)n);
}

/* --- the book --- */

static void open_book(struct bench *b, const char *path)
{
    static const struct kb_id_key key = { { 1 } };
    static const struct db_query q_org = {
        "org", "INSERT INTO org (id, kind, parent_id, name, form, level, own_devices, state, "
               "created_ms) VALUES (:id, :kind, :parent, 'x', 'company', 0, 0, 'active', 1)"
    };
    kb_world_real(&b->world, 1, &key);
    b->world.now_ms = bench_now;
    b->world.self = b;
    b->now_ms = START_MS;
    unlink(path);
    must(db_open(path, DB_WRITER, &b->db, &b->err), &b->err);
    must(db_migrate(b->db, db_migrations, b->now_ms, &b->err), &b->err);
    b->t = (struct turn){ .db = b->db,
                          .arena = &b->arena,
                          .world = &b->world,
                          .err = &b->err,
                          .now_ms = b->now_ms,
                          .request_id = "bench",
                          .peer = "",
                          .actor = { .org_id = P, .user_id = 1, .who = WHO_P_ADMIN, .name = "" } };
    must(db_begin(b->db, &b->err), &b->err);
    for (int64_t i = 0; i < CUSTOMERS + 2; i++)
        must(db_run(b->db, &q_org,
                    ARGS(ARG_INT(id, i == 0   ? P
                                     : i == 1 ? S
                                              : C + i - 2),
                         ARG_STR(kind, i == 0   ? "platform"
                                       : i == 1 ? "supplier"
                                                : "customer"),
                         ARG_INT(parent, i ? P : 0)),
                    &b->err),
             &b->err);
    must(ledger_book_open(&b->t, P, "platform"), &b->err);
    must(db_commit(b->db, &b->err), &b->err);
}

static void post(struct bench *b, const char *event, const struct ledger_leg *leg, int64_t lines)
{
    char key[40];
    struct ledger_posted out;
    snprintf(key, sizeof key, "k:%lld", (long long)++b->serial);
    must(ledger_post(&b->t,
                     &(struct ledger_event){ .event = event,
                                             .biz_key = key,
                                             .product_id = 1 + pick(b, 20),
                                             .sku_id = 1 + pick(b, 60),
                                             .legs = leg,
                                             .legs_n = 1 },
                     &out),
         &b->err);
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
    must(db_begin(b->db, &b->err), &b->err);
    for (int64_t i = 0; i < CUSTOMERS; i++) {
        first.customer_id = C + i;
        post(b, "recharge_offline.arrive", &first, 2);
        post(b, "recharge_offline.confirm", &first, 2);
        kb_arena_reset(&b->arena);
    }
    must(db_commit(b->db, &b->err), &b->err);
    while (b->lines < lines) {
        must(db_begin(b->db, &b->err), &b->err);
        for (int i = 0; i < BATCH; i++) sale(b, C + pick(b, CUSTOMERS)), kb_arena_reset(&b->arena);
        must(db_commit(b->db, &b->err), &b->err);
        int64_t at = START_MS + DAYS * (b->lines * 1000 / lines) / 1000 * DAY_MS;
        if (at > b->now_ms) b->now_ms = b->t.now_ms = at;
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
    kb_arena_reset(&b->arena);
    void *in = kb_alloc(&b->arena, call->in->size + 1);
    void *out = kb_alloc(&b->arena, call->out->size + 1);
    must(kb_read(call->in, json, &b->world.id_key, in, &b->arena, &b->err), &b->err);
    json_decref(json);
    must(db_begin(b->db, &b->err), &b->err);
    double start = now_s();
    must(call->run(&b->t, in, out), &b->err);
    double s = now_s() - start;
    db_rollback(b->db);
    return s;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void measure(struct bench *b, const char *what, const char *op, const char *in, int most_ms)
{
    double runs[RUNS];
    ask(b, op, in);
    for (int i = 0; i < RUNS; i++) runs[i] = ask(b, op, in);
    qsort(runs, RUNS, sizeof *runs, by_size);
    double ms = runs[RUNS / 2] * 1000;
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
        must(db_begin(b->db, &b->err), &b->err);
        must(call_of("ledger_rollup")->run(&b->t, &(struct nothing){ 0 }, &out), &b->err);
        must(db_commit(b->db, &b->err), &b->err);
        kb_arena_reset(&b->arena);
        turns++;
    } while (out.next_ms);
    double s = now_s() - start;
    printf("%-52s %9.1f ms   %.0f vouchers/s\n", "folding, a turn", s * 1000 / (double)turns,
           (double)b->serial / s);
}

static void reports(struct bench *b)
{
    char half[64];
    snprintf(half, sizeof half, "{\"to_no\":%lld}", (long long)b->serial / 2);
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
           (long long)b.serial, CUSTOMERS, now_s() - start);
    roll_up(&b);
    db_close(b.db);
    must(db_open(path, DB_READER, &b.db, &b.err), &b.err);
    b.t.db = b.db;
    reports(&b);
    db_close(b.db);
    unlink(path);
    return 0;
}
