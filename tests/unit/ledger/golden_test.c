/* The worked example, voucher by voucher: three selling levels in each of four modes, one selling
 * level below the platform, and the platform alone. Expected entries: tests/golden/ledger/. */
#include "books.h"

#include "base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *biz_key, *code, *book;
    int64_t id, party, dr_fen, cr_fen;
};
static const struct kb_field entry_fields[] = {
    STR(entry, biz_key), STR(entry, code),   STR(entry, book),   INT(entry, id),
    INT(entry, party),   INT(entry, dr_fen), INT(entry, cr_fen), { .name = NULL },
};
static SHAPE(entry);
static const struct db_query q_entries = {
    "entries",
    "SELECT g.biz_key, s.code, v.id, l.party, l.dr_fen, l.cr_fen, CASE v.book_id "
    "WHEN 101 THEN 'P' WHEN 102 THEN 'D1' ELSE 'D2' END AS book "
    "FROM voucher v JOIN vgroup g ON g.id = v.group_id JOIN vline l ON l.voucher_id = v.id "
    "JOIN subject s ON s.id = l.subject_id ORDER BY v.id, l.n"
};

static const char *party_name(int64_t id)
{
    static const struct {
        int64_t id;
        const char *name;
    } names[] = { { P, ".P" }, { D1, ".D1" }, { D2, ".D2" }, { S, ".S" }, { C, ".C" } };
    for (size_t i = 0; i < COUNT(names); i++)
        if (names[i].id == id) return names[i].name;
    return "";
}

static void add_side(struct kb_text *out, const struct entry *e, int64_t n, bool debit)
{
    bool first = true;
    for (int64_t i = 0; i < n; i++) {
        int64_t fen = debit ? e[i].dr_fen : e[i].cr_fen;
        if (!fen) continue;
        kb_text_addf(out, "%s%s%s %lld", first ? "" : "; ", e[i].code, party_name(e[i].party),
                     (long long)fen);
        first = false;
    }
}

/* "E3.hold.1 | D2 | 2203.01.C 94999 | 2203.02.C 94999" for every voucher. */
static void render(struct books *b, struct kb_text *out)
{
    struct kb_list list;
    books_must(b,
               db_list(b->db, &b->arena, &q_entries, NO_ARGS, &entry_shape, 1000, &list, b->err));
    const struct entry *e = list.at;
    for (int64_t i = 0, n; i < list.n; i += n) {
        for (n = 1; i + n < list.n && e[i + n].id == e[i].id; n++) {
        }
        kb_text_addf(out, "%s | %s | ", e[i].biz_key, e[i].book);
        add_side(out, e + i, n, true);
        kb_text_add(out, " | ");
        add_side(out, e + i, n, false);
        kb_text_add(out, "\n");
    }
}

static void assert_golden(struct books *b, const char *file)
{
    char path[128], want[16384];
    struct kb_text got;
    snprintf(path, sizeof path, "tests/golden/ledger/%s.txt", file);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = fread(want, 1, sizeof want - 1, f);
    fclose(f);
    want[n] = 0;
    kb_text_init(&got, sizeof want);
    render(b, &got);
    assert_string_equal(got.at, want);
    kb_text_done(&got);
}

/* Recharges, a cart of two lines of which one opens, a renewal with a coupon that is closed
 * early. */
static void buy(struct books *b, const struct chain *c)
{
    int64_t own = c->orgs[c->n - 1], price = c->price_fen, coupon = 5000;
    const struct ledger_leg cash = {
        .org_id = own, .role = "own", .mode = "", .customer_id = C, .vars = { { "amount", 50000 } }
    };
    books_must(b, chain_online(b, c, "E1", 200000));
    books_must(b, POST(b, "recharge_online.payout", "E1b",
                       { .org_id = P,
                         .role = "top",
                         .mode = "",
                         .vars = { { "amount", 200000 }, { "fee", 1200 } } }));
    books_must(b, books_post(b, "recharge_offline.arrive", "E2a", &cash, 1));
    books_must(b, books_post(b, "recharge_offline.confirm", "E2b", &cash, 1));
    books_must(b, chain_hold(b, c, "E3.hold.1", price));
    books_must(b, chain_hold(b, c, "E3.hold.2", price));
    books_must(b, chain_capture(b, c, "E3.capture.1", 0));
    books_must(b, chain_release(b, c, "E3.release.2", price));
    books_must(b, chain_hold(b, c, "E4.hold", price - coupon));
    books_must(b, chain_capture(b, c, "E4.capture", coupon));
    books_must(b, chain_refund(b, c, "E5", coupon, 10, 30));
}

static void settle(struct books *b, const struct chain *c)
{
    static const char *const keys[] = { "E7.D1-P", "E7.D2-D1" };
    books_must(b, chain_withdraw(b, c, "E8", 10000));
    for (size_t i = 1; i < c->n; i++) books_must(b, chain_settle(b, c, keys[i - 1], i));
    books_must(b, chain_settle_supplier(b, c, "E6"));
}

static void run_example(const char *file, const struct chain *c)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    books_open_chain(&b, &err);
    kt_row("%s", file);
    buy(&b, c);
    books_assert_sound(&b);
    settle(&b, c);
    books_assert_sound(&b);
    assert_golden(&b, file);
    assert_int_equal(books_int(&b, "SELECT count(*) FROM balance b JOIN subject s ON s.id = "
                                   "b.subject_id WHERE s.mirror <> '' AND b.dr_fen <> b.cr_fen"),
                     0);
}

#define CHAIN3(list, price, ...)                                                                   \
    &(const struct chain)                                                                          \
    {                                                                                              \
        .n = 3, .orgs = { P, D1, D2 }, .supplier = S, .customer = C, .list_fen = (list),           \
        .price_fen = (price), .edges = {                                                           \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

TEST(the_worked_example_by_discount_posts_every_voucher_to_the_fen)
{
    run_example("discount", CHAIN3(99999, 94999, { 'D', 7000 }, { 'D', 8000 }, { 'D', 8500 }));
}

TEST(the_worked_example_by_rebate_posts_every_voucher_to_the_fen)
{
    run_example("rebate", CHAIN3(99999, 99999, { 'R', 2500 }, { 'R', 1500 }, { 'R', 800 }));
}

TEST(the_worked_example_by_floor_price_posts_every_voucher_to_the_fen)
{
    run_example("floor", CHAIN3(99999, 88888, { 'F', 65000 }, { 'F', 72000 }, { 'F', 78000 }));
}

TEST(the_worked_example_with_an_agent_at_the_end_posts_every_voucher_to_the_fen)
{
    run_example("mixed", CHAIN3(99999, 94999, { 'D', 7000 }, { 'D', 8000 }, { 'R', 1000 }));
}

TEST(one_distributor_below_the_platform_posts_every_voucher_to_the_fen)
{
    run_example("one_level", &(const struct chain){ .n = 2,
                                                    .orgs = { P, D1 },
                                                    .supplier = S,
                                                    .customer = C,
                                                    .list_fen = 99999,
                                                    .price_fen = 94999,
                                                    .edges = { { 'D', 7000 }, { 'D', 8000 } } });
}

TEST(the_platform_selling_alone_posts_every_voucher_to_the_fen)
{
    run_example("alone", &(const struct chain){ .n = 1,
                                                .orgs = { P },
                                                .supplier = S,
                                                .customer = C,
                                                .list_fen = 99999,
                                                .price_fen = 94999,
                                                .edges = { { 'D', 7000 } } });
}
