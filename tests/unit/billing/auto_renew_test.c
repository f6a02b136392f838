/* Renewing by itself: a day before the end, once, where the money is there. */
#include "demo.h"

#include <string.h>

#define DAY INT64_C(86400000)

static int64_t messages(struct world *w, const char *kind)
{
    return sql_int(w, "SELECT count(*) FROM message WHERE kind = '%s'", kind);
}

static int64_t end_of(struct world *w, const char *id)
{
    return sql_int(w, "SELECT end_ms FROM resource WHERE id = %lld",
                   (long long)inside(w, "res", id));
}

static void by_itself(struct world *w, struct demo *d, const char *vm, bool on)
{
    as(w, &d->c.admin);
    must_say(w, "POST", at(w, "/v1/resources/%s/auto-renew", vm), "{'on':%s}",
             on ? "true" : "false");
}

TEST(it_renews_a_day_before_its_end_and_then_again)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    int64_t end = end_of(&w, vm);
    by_itself(&w, &d, vm, true);
    pass(&w, end - DAY - 1 - w.k.now_ms);
    assert_int_equal(end_of(&w, vm), end);
    assert_int_equal(messages(&w, "expiring"), 0); /* nobody has to do anything */
    pass(&w, 2);
    int64_t next = end_of(&w, vm);
    assert_int_equal(next - end, 28 * DAY); /* of February */
    assert_int_equal(messages(&w, "renewed"), 1);
    pass(&w, next - w.k.now_ms);
    assert_int_equal(end_of(&w, vm) - next, 31 * DAY);
    assert_int_equal(sql_int(&w, "SELECT count(*) FROM orders WHERE kind = 'renew'"), 2);
    assert_int_equal(sql_int(&w, "SELECT sum(price_fen) FROM order_line"), 30000);
    by_itself(&w, &d, vm, false);
    int64_t last = end_of(&w, vm);
    pass(&w, last - w.k.now_ms + 1);
    assert_int_equal(end_of(&w, vm), last);
    assert_int_equal(messages(&w, "expiring"), 2);
    assert_books_sound(&w);
}

/* It is told a day before, tries again at the end, and is then suspended as any other. */
TEST(without_money_it_is_told_tries_at_the_end_and_is_suspended)
{
    static const struct {
        bool topped_up;
        const char *state;
    } cases[] = { { false, "suspended" }, { true, "active" } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        kt_row("topped up %d", cases[i].topped_up);
        world_open(&w);
        world_demo(&w, &d);
        const char *vm = open_vm(&w, &d);
        by_itself(&w, &d, vm, true);
        kt_world_pass(&w.k, 1);
        as(&w, &d.p.op);
        must_say(&w, "POST", at(&w, "/v1/skus/%s/prices", d.vm_sku),
                 "{'cycle':'month','price_fen':1500000}");
        pass(&w, end_of(&w, vm) - DAY - w.k.now_ms);
        assert_int_equal(messages(&w, "expiring"), 1);
        assert_non_null(strstr(sql_text(&w, "SELECT text_zh AS s FROM message WHERE kind = "
                                            "'expiring'"),
                               "余额不足"));
        if (cases[i].topped_up) {
            as(&w, &d.d.finance);
            must_say(&w, "POST", "/v1/recharges",
                     "{'customer_id':'%s','amount_fen':1000000,'payer':'x'}", d.customer);
            const char *id = text_of(&w, "id");
            as(&w, &d.d.finance2);
            must_say(&w, "POST", at(&w, "/v1/recharges/%s/confirm", id), NULL);
        }
        pass(&w, DAY);
        assert_string_equal(sql_text(&w, "SELECT state AS s FROM resource"), cases[i].state);
        assert_books_sound(&w);
    }
}

TEST(who_does_not_renew_by_itself_is_told_a_week_and_a_day_before)
{
    AUTO(world_close) struct world w;
    struct demo d;
    world_open(&w);
    world_demo(&w, &d);
    const char *vm = open_vm(&w, &d);
    int64_t end = end_of(&w, vm);
    static const struct {
        int64_t before_ms, told;
    } moments[] = { { 7 * DAY + 1, 0 }, { 7 * DAY, 1 }, { DAY + 1, 1 }, { DAY, 2 }, { 1, 2 } };
    for (size_t i = 0; i < COUNT(moments); i++) {
        kt_row("%lld ms before", (long long)moments[i].before_ms);
        pass(&w, end - moments[i].before_ms - w.k.now_ms);
        assert_int_equal(messages(&w, "expiring"), moments[i].told);
    }
}
