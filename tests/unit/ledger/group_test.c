/* Groups of several vouchers an organisation, of several events, and what their vouchers are
 * about. */
#include "books.h"

#include <stdio.h>
#include <string.h>

/* What a change of plan is: the old closed, the new held and charged, one event of one key. */
static const struct ledger_leg change[] = {
    { .org_id = P,
      .event = "refund",
      .role = "top",
      .mode = "principal",
      .child_id = D1,
      .supplier_id = S,
      .vars = { { "transfer_out", 800 },
                { "kept_transfer_out", 300 },
                { "transfer_in", 700 },
                { "kept_transfer_in", 200 } } },
    { .org_id = D1,
      .event = "refund",
      .role = "own",
      .mode = "principal",
      .parent_id = P,
      .customer_id = C2,
      .vars = { { "price", 900 },
                { "kept_price", 400 },
                { "coupon", 0 },
                { "kept_coupon", 0 },
                { "transfer_in", 800 },
                { "kept_transfer_in", 300 } } },
    { .org_id = D1,
      .event = "hold",
      .role = "own",
      .mode = "",
      .customer_id = C2,
      .vars = { { "amount", 500 } } },
    { .org_id = P,
      .event = "capture",
      .role = "top",
      .mode = "principal",
      .child_id = D1,
      .supplier_id = S,
      .vars = { { "transfer_out", 450 }, { "transfer_in", 400 } } },
    { .org_id = D1,
      .event = "capture",
      .role = "own",
      .mode = "principal",
      .parent_id = P,
      .customer_id = C2,
      .vars = { { "price", 500 }, { "coupon", 0 }, { "transfer_in", 450 } } },
};

TEST(one_group_holds_vouchers_of_several_events)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct ledger_leg legs[COUNT(change)];
    struct chain first = chain_of_two;
    first.price_fen = 900;
    first.edges[0] = (struct edge){ 'F', 700 };
    first.edges[1] = (struct edge){ 'F', 800 };
    memcpy(legs, change, sizeof legs);
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 900);
    assert_ok(chain_hold(&b, &first, "h", 900));
    assert_ok(chain_capture(&b, &first, "c", 0));
    int64_t before = books_rows(&b);
    legs[4].vars[2].fen = 449; /* one fen, in the last of five */
    assert_refused(books_post(&b, "change", "k", legs, COUNT(legs)), KB_INTERNAL,
                   "ledger.mirror_broken");
    assert_int_equal(books_rows(&b), before);
    legs[4].vars[2].fen = 450;
    assert_ok(books_post(&b, "change", "k", legs, COUNT(legs)));
    assert_int_equal(books_int(&b, "SELECT count(*) FROM voucher v JOIN vgroup g ON g.id = "
                                   "v.group_id WHERE g.event = 'change'"),
                     5);
    assert_int_equal(books_int(&b, "SELECT count(DISTINCT event) FROM voucher WHERE group_id = "
                                   "(SELECT id FROM vgroup WHERE event = 'change')"),
                     3);
    assert_int_equal(books_net(&b, D1, "2203.01", C2), 0);
    assert_int_equal(books_net(&b, D1, "6001", 0), -900);
    assert_int_equal(books_net(&b, P, "1122", D1), 750);
    books_assert_sound(&b);
    before = books_rows(&b);
    assert_ok(books_post(&b, "change", "k", legs, COUNT(legs)));
    legs[2].event = "release"; /* the same but for one leg's event */
    assert_refused(books_post(&b, "change", "k", legs, COUNT(legs)), KB_CONFLICT,
                   "ledger.key_reused");
    assert_int_equal(books_rows(&b), before);
}

TEST(neighbours_mirror_each_other_over_the_whole_group)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    const struct ledger_leg half = { .org_id = P,
                                     .role = "top",
                                     .mode = "principal",
                                     .child_id = D1,
                                     .supplier_id = S,
                                     .vars = { { "transfer_in", 350 }, { "transfer_out", 400 } } };
    const struct ledger_leg own = {
        .org_id = D1,
        .role = "own",
        .mode = "principal",
        .parent_id = P,
        .customer_id = C2,
        .vars = { { "price", 900 }, { "coupon", 0 }, { "transfer_in", 800 } }
    };
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 900);
    assert_ok(POST(&b, "hold", "h", HOLD(D1, C2, 900)));
    assert_refused(POST(&b, "capture", "c", half, own), KB_INTERNAL, "ledger.mirror_broken");
    assert_ok(POST(&b, "capture", "c", half, own, half));
    assert_int_equal(books_net(&b, P, "1122", D1), 800);
    books_assert_sound(&b);
}

/* --- dimensions --- */

static int64_t dim(struct books *b, int64_t org, const char *event, const char *name)
{
    char text[240];
    snprintf(text, sizeof text,
             "SELECT coalesce(max(d.%s), -1) FROM voucher_dim d JOIN voucher v ON v.id = "
             "d.voucher_id WHERE v.book_id = %lld AND v.event = '%s'",
             name, (long long)org, event);
    return books_int(b, text);
}

TEST(a_book_is_told_of_a_sale_what_its_organisation_may_know)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const struct {
        int64_t org;
        const char *name;
        int64_t want;
    } rows[] = {
        { P, "customer_id", 0 },    { P, "child_id", D1 },      { P, "upstream_id", S },
        { P, "department_id", 71 }, { P, "staff_id", 72 },      { P, "product_id", 5 },
        { P, "sku_id", 6 },         { D1, "customer_id", C2 },  { D1, "child_id", 0 },
        { D1, "upstream_id", P },   { D1, "department_id", 0 }, { D1, "staff_id", 0 },
        { D1, "product_id", 5 },    { D1, "sku_id", 6 },
    };
    /* a poster that tells everybody everything */
    const struct ledger_leg legs[] = {
        { .org_id = P,
          .role = "top",
          .mode = "principal",
          .customer_id = C2,
          .child_id = D1,
          .supplier_id = S,
          .department_id = 71,
          .staff_id = 72,
          .vars = { { "transfer_in", 700 }, { "transfer_out", 800 } } },
        { .org_id = D1,
          .role = "own",
          .mode = "principal",
          .customer_id = C2,
          .parent_id = P,
          .supplier_id = S,
          .vars = { { "price", 900 }, { "coupon", 0 }, { "transfer_in", 800 } } },
    };
    const struct ledger_event ev = {
        .event = "capture", .biz_key = "c", .product_id = 5, .sku_id = 6, .legs = legs, .legs_n = 2
    };
    struct ledger_posted out;
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 900);
    assert_ok(POST(&b, "hold", "h", HOLD(D1, C2, 900)));
    assert_ok(ledger_post(&b.t, &ev, &out));
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s in the book of %lld", rows[i].name, (long long)rows[i].org);
        assert_int_equal(dim(&b, rows[i].org, "capture", rows[i].name), rows[i].want);
    }
    assert_int_equal(dim(&b, D1, "hold", "customer_id"), -1); /* no line of class 6 */
    books_assert_sound(&b);
}

TEST(the_same_key_with_other_dimensions_is_another_event)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    struct ledger_leg leg = HOLD(D1, C2, 5);
    struct ledger_event ev = { .event = "hold", .biz_key = "h", .legs = &leg, .legs_n = 1 };
    struct ledger_posted out;
    books_open_chain(&b, &err);
    books_fund(&b, D1, C2, 900);
    assert_ok(ledger_post(&b.t, &ev, &out));
    leg.department_id = 1;
    assert_refused(ledger_post(&b.t, &ev, &out), KB_CONFLICT, "ledger.key_reused");
    leg.department_id = 0;
    ev.sku_id = 1;
    assert_refused(ledger_post(&b.t, &ev, &out), KB_CONFLICT, "ledger.key_reused");
    ev.sku_id = -1;
    assert_refused(ledger_post(&b.t, &ev, &out), KB_INTERNAL, "ledger.event");
}
