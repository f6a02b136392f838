/* quote - what finding and guarding a price over six levels costs in processor time: terms on every
 * edge, a sale price and a customer's discount, no HTTP and nothing written. argv: how many. Prints
 * microseconds for one. */
#include "bench/books.h"
#include "billing/price.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LEVELS 6
enum { FIRST = 101, SUPPLIER = 900, CUSTOMER = 950, PRODUCT = 5, SKU = 6 };
#define NOW_MS INT64_C(1790000000000)

struct run {
    struct books books;
    struct kb_arena keep;
};

static void sql(struct run *r, const char *text)
{
    struct db_query *q = KB_NEW(&r->keep, struct db_query);
    *q = (struct db_query){ "bench", text };
    must(db_run(r->books.db, q, NO_ARGS, &r->books.err), &r->books.err);
}

/* Seller i, what it pays above (70 % and more), and its way from the platform. */
static void seller(struct run *r, int i)
{
    int id = FIRST + i, above = i ? id - 1 : SUPPLIER;
    sql(r, kb_printf(&r->keep,
                     "INSERT INTO org (id, kind, parent_id, name, form, level, own_devices, state, "
                     "created_ms) VALUES (%d, '%s', %d, 'x', 'company', %d, 0, 'active', 1)",
                     id, i ? "distributor" : "platform", i ? above : 0, i));
    sql(r, kb_printf(&r->keep,
                     "INSERT INTO agreement (id, root_id, version, seller_id, buyer_id, kind, "
                     "title, state, settle_cycle, settle_day, refund_policy, refund_days, "
                     "wind_policy, valid_from_ms, valid_to_ms, text_hash, reason, approval_id, "
                     "drafted_by, signed_by, signed_ms, active_ms, winding_ms, ended_ms, "
                     "created_ms) VALUES (%d, %d, 1, %d, %d, '%s', 't', 'active', 'month', 1, "
                     "'prorata', 0, 'renew', 0, 0, '', '', 0, 0, 0, 1, 1, 0, 0, 1)",
                     id, id, above, id, i ? "distribution" : "supply"));
    sql(r, kb_printf(&r->keep,
                     "INSERT INTO agreement_item (id, agreement_id, scope, ref_id, ref_kind, "
                     "cycle, mode, rate_bp, floor_ufen, cap_ufen) VALUES (%d, %d, 'all', 0, '', "
                     "'', 'discount', %d, 0, 0)",
                     id, id, 7000 + i * 200));
    for (int k = 0; k <= i; k++)
        sql(r,
            kb_printf(&r->keep, "INSERT INTO org_path (org_id, idx, node_id) VALUES (%d, %d, %d)",
                      id, k, FIRST + k));
}

static void open_all(struct run *r)
{
    books_open(&r->books, ":memory:", NOW_MS);
    must(db_begin(r->books.db, &r->books.err), &r->books.err);
    for (int i = 0; i < LEVELS; i++) seller(r, i);
    sql(r, "INSERT INTO product (id, org_id, supplier_id, kind, name, summary, state, created_ms) "
           "VALUES (5, 101, 900, 'vm', 'p', '', 'on', 1)");
    sql(r, "INSERT INTO sku (id, org_id, product_id, name, spec, driver, unit, ready_s, state, "
           "created_ms) VALUES (6, 101, 5, 's', '{}', 'sim', '', 0, 'on', 1)");
    sql(r, "INSERT INTO list_price (id, sku_id, cycle, price_ufen, from_ms, created_by, "
           "created_ms) VALUES (7, 6, 'month', 99999000000, 0, 1, 1)");
    sql(r, "INSERT INTO sale_price (id, org_id, sku_id, cycle, price_ufen, from_ms, created_by, "
           "created_ms) VALUES (8, 106, 6, 'month', 98000000000, 0, 1, 1)");
    must(db_commit(r->books.db, &r->books.err), &r->books.err);
}

static double cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void one(struct run *r)
{
    struct sku sku;
    struct price p;
    must(db_begin(r->books.db, &r->books.err), &r->books.err);
    must(catalog_sku_find(&r->books.t, SKU, &sku), &r->books.err);
    const struct price_ask ask = { .customer_id = CUSTOMER, .seller_id = FIRST + LEVELS - 1,
                                   .sku = &sku, .cycle = "month", .units_milli = 3000 };
    must(price_find(&r->books.t, &ask, &p), &r->books.err);
    must(price_guard(&r->books.t, &p, 0), &r->books.err);
    if (p.legs.n != LEVELS || p.price_fen != 294000) exit(1);
    db_rollback(r->books.db);
    kb_arena_reset(&r->books.arena);
}

int main(int argc, char **argv)
{
    static struct run r;
    long n = argc > 1 ? strtol(argv[1], NULL, 10) : 10000;
    open_all(&r);
    one(&r);
    double start = cpu_us();
    for (long i = 0; i < n; i++) one(&r);
    printf("%.1f\n", (cpu_us() - start) / (double)n);
    books_close(&r.books);
    kb_arena_done(&r.keep);
    return 0;
}
