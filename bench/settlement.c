/* settlement - how long a settlement of so many vouchers takes to be drawn up: a platform and one
 * distributor whose sales are posted through the ledger into a file, then the clock's turn, from
 * the due edge to the commit. argv: database, lines. Beside it: what it must not take longer
 * than. */
#include "bench/books.h"
#include "bench/stopwatch.h"
#include "billing/settlement/settlement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BATCH    64
#define RUNS     5
#define START_MS INT64_C(1767225600000) /* 2026-01-01 */
#define DUE_MS   INT64_C(1769875200000) /* 2026-02-01 in China */
enum { P = 101, D = 201, S = 900, C = 2000, EDGE = 1 };

static void open_books(struct books *b, const char *path)
{
    static const struct db_query q_terms = {
        "terms",
        "INSERT INTO agreement (id, root_id, version, seller_id, buyer_id, kind, title, state, "
        "settle_cycle, settle_day, refund_policy, refund_days, wind_policy, valid_from_ms, "
        "valid_to_ms, text_hash, reason, approval_id, drafted_by, signed_by, signed_ms, active_ms, "
        "winding_ms, ended_ms, created_ms) VALUES (1, 1, 1, 101, 201, 'distribution', 'x', "
        "'active', 'month', 0, 'prorata', 0, 'renew', 0, 0, '', '', 0, 0, 0, 0, 1, 0, 0, 1)"
    };
    static const struct db_query q_edge = {
        "edge", "INSERT INTO settle_edge (id, seller_id, buyer_id, kind, from_ms, due_ms, cut_id) "
                "VALUES (1, 101, 201, 'distribution', :from_ms, 0, 0)"
    };
    static const struct {
        int64_t id, parent, level;
        const char *kind;
    } orgs[] = { { P, 0, 0, "platform" },
                 { D, P, 1, "distributor" },
                 { S, P, 0, "supplier" },
                 { C, D, 1, "customer" } };
    books_open(b, path, START_MS);
    b->t.actor = (struct turn_actor){ .org_id = P, .user_id = 1, .who = WHO_SYSTEM, .name = "" };
    must(db_begin(b->db, &b->err), &b->err);
    for (size_t i = 0; i < COUNT(orgs); i++)
        books_org(b, orgs[i].id, orgs[i].parent, orgs[i].level, orgs[i].kind);
    must(db_run(b->db, &q_terms, NO_ARGS, &b->err), &b->err);
    must(db_run(b->db, &q_edge, ARGS(ARG_INT(from_ms, START_MS)), &b->err), &b->err);
    must(db_commit(b->db, &b->err), &b->err);
}

static void post(struct books *b, const char *event, const struct ledger_leg *legs, size_t n)
{
    books_post(b, (struct ledger_event){ .event = event,
                                         .object = "line",
                                         .object_id = b->posted + 1,
                                         .legs = legs,
                                         .legs_n = n });
}

static void fill(struct books *b, int64_t lines)
{
    struct ledger_leg money = { .org_id = D,
                                .role = "own",
                                .mode = "",
                                .customer_id = C,
                                .vars = { { "amount", 9499 * lines } } };
    struct ledger_leg sale[] = {
        { .org_id = P,
          .role = "top",
          .mode = "principal",
          .supplier_id = S,
          .child_id = D,
          .vars = { { "transfer_out", 7999 }, { "transfer_in", 6999 } } },
        { .org_id = D,
          .role = "own",
          .mode = "principal",
          .parent_id = P,
          .customer_id = C,
          .vars = { { "price", 9499 }, { "coupon", 0 }, { "transfer_in", 7999 } } },
    };
    must(db_begin(b->db, &b->err), &b->err);
    post(b, "recharge_offline.arrive", &money, 1);
    post(b, "recharge_offline.confirm", &money, 1);
    post(b, "hold", &money, 1);
    must(db_commit(b->db, &b->err), &b->err);
    for (int64_t i = 0; i < lines;) {
        must(db_begin(b->db, &b->err), &b->err);
        for (int k = 0; k < BATCH && i < lines; k++, i++) {
            post(b, "capture", sale, 2);
            kb_arena_reset(&b->arena);
        }
        must(db_commit(b->db, &b->err), &b->err);
        books_clock(b, b->now_ms + 1000); /* ids are of a time; a month holds them all */
    }
}

static const struct turn_call *tick_call(void)
{
    const struct turn_route *r = settlement_draft_routes;
    while (strcmp(r->op, "settlements_tick") != 0) r++;
    return r->call;
}

static double draw_up(struct books *b, bool keep)
{
    struct ticked out = { 0 };
    kb_arena_reset(&b->arena);
    must(db_begin(b->db, &b->err), &b->err);
    double start = now_s();
    must(tick_call()->run(&b->t, &(struct nothing){ 0 }, &out), &b->err);
    if (keep)
        must(db_commit(b->db, &b->err), &b->err);
    else
        db_rollback(b->db);
    return now_s() - start;
}

int main(int argc, char **argv)
{
    static struct books b;
    static const struct db_query q_lines = { "lines", "SELECT count(*) FROM settle_line" };
    double runs[RUNS];
    int64_t n = 0;
    if (argc != 3) return fprintf(stderr, "usage: bench_settlement DATABASE LINES\n"), 64;
    open_books(&b, argv[1]);
    fill(&b, strtoll(argv[2], NULL, 10));
    draw_up(&b, true); /* finds the edge's day */
    books_clock(&b, DUE_MS);
    for (int i = 0; i < RUNS; i++) runs[i] = draw_up(&b, false);
    double s = median(runs, RUNS);
    clock_t cpu = clock(); /* beside the time that passes, which others at work lengthen */
    double kept = draw_up(&b, true);
    double cpu_ms = (double)(clock() - cpu) * 1000 / CLOCKS_PER_SEC;
    must(db_int(b.db, &q_lines, NO_ARGS, &n, &b.err), &b.err);
    printf("a settlement of %lld lines drawn up %31.1f ms   <= 1000 ms  %s\n", (long long)n,
           s * 1000, s <= 1 ? "yes" : "no");
    printf("the same with its commit %37.1f ms, %.1f ms of a processor\n", kept * 1000, cpu_ms);
    books_close(&b);
    return 0;
}
