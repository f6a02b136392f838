/* A change of plan: another SKU in the place of what a customer has, paid by what the old one gives
 * back. */
#include "demo.h"

#include <string.h>

#define DAY INT64_C(86400000)

/* 100.00 paid for the 31 days from 2026-01-05, of which 16 are used: 51.61 is kept, 48.39 given
 * back. The new ones: */
#define BACK 4839
struct plans {
    const char *big, *small; /* 300.00 and 30.00 a month, of a host of their own */
};

static const char *plan(struct world *w, struct demo *d, const char *kind, int fen)
{
    as(w, &d->p.op);
    must_say(w, "POST", "/v1/products", "{'kind':'%s','name':'p%d'}", kind, fen);
    must_say(w, "POST", "/v1/skus",
             "{'product_id':'%s','name':'%d','spec':{'vcpu':8,'memory_mib':2048,'disk_gib':20},"
             "'driver':'sim','prices':[{'cycle':'month','price_fen':%d},{'cycle':'hour',"
             "'price_fen':10}]}",
             text_of(w, "id"), fen, fen);
    return text_of(w, "id");
}

static void host(struct world *w, struct demo *d, const char *sku, int u)
{
    as(w, &d->p.tech);
    must_say(w, "POST", "/v1/devices",
             "{'asset_tag':'HV-%d','model_id':'%s','rack_id':'%s','u':%d}", u, d->model, d->rack,
             u);
    const char *id = text_of(w, "id");
    must_say(w, "POST", at(w, "/v1/devices/%s/endpoints", id),
             "{'driver':'sim','target':{'device':'hv-%d','seed':1},'secret':'s3cret'}", u);
    as(w, &d->p.op);
    must_say(w, "POST", at(w, "/v1/devices/%s/load", id), "{'sku_id':'%s','slots':4}", sku);
}

/* A machine 16 days old, and two plans it can be changed to. */
static const char *begin(struct world *w, struct demo *d, struct plans *p)
{
    world_open(w);
    world_demo(w, d);
    const char *vm = open_vm(w, d);
    p->big = plan(w, d, "vm", 30000);
    p->small = plan(w, d, "vm", 3000);
    host(w, d, p->big, 10);
    host(w, d, p->small, 20);
    pass(w, 16 * DAY);
    as(w, &d->c.admin);
    return vm;
}

static int quote(struct world *w, struct demo *d, const char *vm, const char *sku)
{
    as(w, &d->c.admin);
    return say(w, "POST", "/v1/quotes", "{'resource_id':'%s','sku_id':'%s'}", vm, sku);
}

/* Ordered: the new machine's id. */
static const char *change(struct world *w, struct demo *d, const char *vm, const char *sku)
{
    quote(w, d, vm, sku);
    assert_said_ok(w);
    must_say(w, "POST", "/v1/orders", "{'quote_id':'%s'}", text_of(w, "id"));
    return text_of(w, "lines.0.resource_id");
}

static void opens(struct world *w, struct demo *d)
{
    agent_does(w, d->agent, "open", "{'address':'192.0.2.21','ssh_port':22,'ssh_user':'root'}");
}

static const char *state_of(struct world *w, struct demo *d, const char *id)
{
    as(w, &d->c.admin);
    must_get(w, "/v1/resources/%s", id);
    return text_of(w, "resource.state");
}

static int64_t balance(struct world *w, int64_t book, const char *code)
{
    return sql_int(w,
                   "SELECT coalesce(sum(b.dr_fen - b.cr_fen), 0) FROM balance b JOIN subject s ON "
                   "s.id = b.subject_id WHERE s.book_id = %lld AND s.code LIKE '%s%%'",
                   (long long)book, code);
}

TEST(a_bigger_plan_is_paid_by_what_the_old_one_gives_back_and_by_the_rest)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    const char *vm = begin(&w, &d, &p);
    quote(&w, &d, vm, p.big);
    assert_said_ok(&w);
    assert_string_equal(text_of(&w, "kind"), "change");
    assert_int_equal(number_of(&w, "price_fen"), 30000);
    assert_int_equal(number_of(&w, "back_fen"), BACK);
    assert_int_equal(number_of(&w, "by_refund_fen"), BACK);
    assert_int_equal(number_of(&w, "total_fen"), 30000 - BACK);

    const char *new = change(&w, &d, vm, p.big);
    assert_string_equal(text_of(&w, "order.kind"), "change");
    assert_string_equal(text_of(&w, "lines.0.replaces_id"), vm);
    assert_int_equal(number_of(&w, "lines.0.by_refund_fen"), BACK);
    assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 30000 - BACK);
    must_get(&w, "/v1/resources/%s", vm);
    assert_true(strlen(text_of(&w, "changing_order_id")) > 4);

    int64_t groups = sql_int(&w, "SELECT count(*) FROM vgroup");
    opens(&w, &d);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM vgroup") - groups, 1);
    assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 0);
    assert_int_equal(demo_money(&w, &d.c.admin, "available_fen"), 1000000 - 10000 + BACK - 30000);
    assert_string_equal(state_of(&w, &d, new), "active");
    assert_string_equal(text_of(&w, "resource.alias"), "云主机 2C2G-2");
    assert_int_equal(number_of(&w, "resource.end_ms") - w.k.now_ms, 31 * DAY);

    /* the chain's books: 51.61 of the old one is kept, and the new one's price */
    assert_int_equal(balance(&w, d.d.admin.org_id, "6001"), -(10000 - BACK) - 30000);
    assert_int_equal(balance(&w, w.platform_id, "6001"), -4129 - 24000);
    must_get(&w, "/v1/refunds");
    assert_string_equal(text_of(&w, "items.0.state"), "done");
    assert_int_equal(number_of(&w, "items.0.back_fen"), BACK);
    /* what was given back is of the old product, what was charged of the new one */
    assert_int_equal(sql_int(&w,
                             "SELECT count(*) FROM voucher v JOIN voucher_dim x ON "
                             "x.voucher_id = v.id WHERE v.event = 'refund' AND x.sku_id = %lld",
                             (long long)inside(&w, "sku", d.vm_sku)),
                     2);
    assert_books_sound(&w);
}

TEST(the_old_one_is_there_for_a_day_then_goes_the_way_of_what_has_expired)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    const char *vm = begin(&w, &d, &p);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/auto-renew", vm), "{'on':true}");
    change(&w, &d, vm, p.big);
    opens(&w, &d);
    assert_string_equal(state_of(&w, &d, vm), "active");
    assert_int_equal(number_of(&w, "resource.end_ms") - w.k.now_ms, DAY);
    assert_false(json_is_true(json_object_get(json_object_get(w.reply, "resource"), "auto_renew")));
    assert_string_equal(text_of(&w, "changing_order_id"), "");
    pass(&w, 1000);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM message WHERE kind = 'replaced'"), 1);
    as(&w, &d.c.admin);
    must_get(&w, "/v1/resources/%s/refund", vm);
    assert_int_equal(number_of(&w, "back_fen"), 0); /* it was given back already */
    pass(&w, DAY + 1000);
    assert_string_equal(state_of(&w, &d, vm), "suspended");
    pass(&w, 7 * DAY + 1000);
    agent_does(&w, d.agent, "close", "{}");
    assert_string_equal(state_of(&w, &d, vm), "closed");
    assert_int_equal(demo_money(&w, &d.c.admin, "available_fen"), 1000000 - 10000 + BACK - 30000);
    assert_books_sound(&w);
}

TEST(a_smaller_plan_costs_nothing_now_and_the_rest_goes_to_the_balance)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    const char *vm = begin(&w, &d, &p);
    change(&w, &d, vm, p.small);
    assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 0);
    assert_int_equal(demo_money(&w, &d.c.admin, "available_fen"), 990000);
    opens(&w, &d);
    assert_int_equal(demo_money(&w, &d.c.admin, "available_fen"), 990000 + BACK - 3000);
    assert_books_sound(&w);
}

/* Two periods paid: the one that has not begun comes back whole. */
TEST(a_period_paid_ahead_is_given_back_whole_and_a_third_is_too_many)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    const char *vm = begin(&w, &d, &p);
    for (int i = 0; i < 2; i++) {
        must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s'}", vm);
        must_say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}",
                 text_of(&w, "id"));
        quote(&w, &d, vm, p.big);
        if (i) break;
        assert_said_ok(&w);
        assert_int_equal(number_of(&w, "back_fen"), BACK + 10000);
    }
    assert_said(&w, 409, "change.lines");
}

TEST(when_the_new_one_does_not_open_the_old_one_stays_as_it_was)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    const char *vm = begin(&w, &d, &p);
    int64_t end_ms = sql_int(&w, "SELECT end_ms FROM resource");
    for (int wish = 0; wish < 2; wish++) {
        const char *new = change(&w, &d, vm, p.big), *order = text_of(&w, "order.id");
        const char *job = outside(&w, "job", sql_int(&w, "SELECT max(id) FROM job"));
        if (wish) {
            must_say(&w, "POST", at(&w, "/v1/orders/%s/cancel", order), NULL);
        } else {
            as(&w, &d.p.tech);
            must_say(&w, "POST", at(&w, "/v1/jobs/%s/give-up", job), "{'reason':'no'}");
        }
        assert_string_equal(state_of(&w, &d, new), "failed");
        assert_int_equal(demo_money(&w, &d.c.admin, "available_fen"), 990000);
        assert_int_equal(demo_money(&w, &d.c.admin, "frozen_fen"), 0);
        assert_string_equal(state_of(&w, &d, vm), "active");
        assert_true(number_of(&w, "resource.end_ms") == end_ms);
        must_get(&w, "/v1/refunds");
        assert_string_equal(text_of(&w, "items.0.state"), "dropped");
        must_get(&w, "/v1/resources/%s/refund", vm);
        assert_int_equal(number_of(&w, "back_fen"), BACK);
    }
    assert_books_sound(&w);
}

TEST(while_it_is_being_changed_it_is_neither_closed_nor_renewed_nor_changed)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    const char *vm = begin(&w, &d, &p);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/auto-renew", vm), "{'on':true}");
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s'}", vm);
    const char *renewal = text_of(&w, "id");
    quote(&w, &d, vm, p.small);
    const char *other = text_of(&w, "id");
    change(&w, &d, vm, p.big);
    must_get(&w, "/v1/resources/%s", vm);
    const char *alias = text_of(&w, "resource.alias");
    say(&w, "POST", at(&w, "/v1/resources/%s/close", vm), "{'confirm':'%s'}", alias);
    assert_said(&w, 409, "resource.changing");
    say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}", renewal);
    assert_said(&w, 409, "resource.changing");
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", other);
    assert_said(&w, 409, "resource.changing");
    say(&w, "POST", "/v1/quotes", "{'resource_id':'%s'}", vm);
    assert_said(&w, 409, "resource.changing");
    quote(&w, &d, vm, p.small);
    assert_said(&w, 409, "resource.changing");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM orders"), 2);
}

TEST(a_quote_made_before_a_renewal_or_too_long_ago_changes_nothing)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    const char *vm = begin(&w, &d, &p);
    quote(&w, &d, vm, p.big);
    const char *stale = text_of(&w, "id");
    must_say(&w, "POST", "/v1/quotes", "{'resource_id':'%s'}", vm);
    must_say(&w, "POST", at(&w, "/v1/resources/%s/renew", vm), "{'quote_id':'%s'}",
             text_of(&w, "id"));
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", stale);
    assert_said(&w, 409, "resource.renewed");
    /* made by sales people it counts no longer either: it gives back less every day */
    as(&w, &d.d.sales);
    must_say(&w, "POST", "/v1/quotes", "{'customer_id':'%s','resource_id':'%s','sku_id':'%s'}",
             d.customer, vm, p.big);
    const char *late = text_of(&w, "id");
    pass(&w, 15 * 60000 + 1);
    as(&w, &d.c.admin);
    say(&w, "POST", "/v1/orders", "{'quote_id':'%s'}", late);
    assert_said(&w, 409, "quote.expired");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM refund"), 0);
}

TEST(what_cannot_be_changed_is_told_with_its_field)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    const char *vm = begin(&w, &d, &p), *box = open_box(&w, &d);
    quote(&w, &d, vm, d.vm_sku);
    assert_said(&w, 400, "change.same");
    quote(&w, &d, vm, d.box_sku);
    assert_said(&w, 400, "change.kind");
    quote(&w, &d, box, p.big);
    assert_said(&w, 400, "change.kind");
    say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','sku_id':'%s','cycle':'hour'}", vm, p.big);
    assert_said(&w, 400, "quote.cycle");
    say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','sku_id':'%s','quantity':2}", vm, p.big);
    assert_said(&w, 400, "request.field");
    say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','sku_id':'%s','cart':['crt_1']}", vm, p.big);
    assert_said(&w, 400, "request.field");
    as(&w, &d.c2.admin); /* another's */
    say(&w, "POST", "/v1/quotes", "{'resource_id':'%s','sku_id':'%s'}", vm, p.big);
    assert_said(&w, 404, "not_found");
    as(&w, &d.d.admin); /* a refund its seller wants approved is closed and bought, one by one */
    must_say(&w, "POST", "/v1/approval-flows",
             "{'kind':'refund','levels':[{'role':'finance','need':1,'min_fen':4839}]}");
    quote(&w, &d, vm, p.big);
    assert_said(&w, 409, "change.approval");
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM approval"), 0);
}

/* Each edge gives back by its own terms: the supplier nothing. */
TEST(what_the_supplier_keeps_is_the_platforms_cost)
{
    AUTO(world_close) struct world w;
    struct demo d;
    struct plans p;
    world_open(&w);
    world_demo(&w, &d);
    kt_world_pass(&w.k, 1);
    as(&w, &d.p.admin);
    must_get(&w, "/v1/suppliers");
    must_say(&w, "POST", "/v1/agreements",
             "{'supplier_id':'%s','title':'t','refund_policy':'none','items':[{'scope':'all',"
             "'mode':'discount','rate_bp':7000}]}",
             text_of(&w, "items.0.id"));
    demo_in_force(&w, text_of(&w, "agreement.id"), text_of(&w, "agreement.text_hash"));
    const char *vm = open_vm(&w, &d);
    p.big = plan(&w, &d, "vm", 30000);
    host(&w, &d, p.big, 10);
    pass(&w, 16 * DAY);
    change(&w, &d, vm, p.big);
    opens(&w, &d);
    assert_int_equal(demo_money(&w, &d.c.admin, "available_fen"), 990000 + BACK - 30000);
    assert_int_equal(balance(&w, w.platform_id, "6001"), -4129 - 24000);
    assert_int_equal(balance(&w, w.platform_id, "6401"), 7000 + 21000);
    assert_books_sound(&w);
}
