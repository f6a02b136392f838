/* One row that the clock cannot deal with holds up none of the others, in every tick that goes
 * through rows: it is put off, ever longer, and somebody is told. */
#include "demo.h"

#include "base/text.h"

#include <string.h>

/* controller/routes.c */
extern const char *const app_ticks[];
extern const struct turn_topic *const app_topics[];

#define MINUTE INT64_C(60000)

/* Two or more rows of each kind that are due now, :now for now. The first of them is poisoned. */
static const struct poison {
    const char *object, *table, *key, *due;
    const char *prepare;
} poisons[] = {
    { "resource", "resource", "id", "state = 'active' AND next_ms <= :now",
      "UPDATE resource SET next_ms = :now, end_ms = :now WHERE state = 'active'" },
    { "meter", "meter", "resource_id", "next_ms > 0",
      "INSERT INTO meter (resource_id, org_id, seller_id, cycle, start_ms, stop_ms, since_ms, "
      "run_ms, billed_ms, next_ms, told_ms) SELECT id, org_id, seller_id, 'hour', :now - 1, "
      ":now - 1, 0, 0, :now - 1, :now, 0 FROM resource WHERE state = 'active'" },
    { "balance", "meter_account", "org_id", "next_ms > 0",
      "INSERT INTO meter_account (org_id, seller_id, short_ms, warned_ms, next_ms) SELECT id, "
      "parent_id, 0, 0, :now FROM org WHERE kind = 'customer'" },
    { "payment", "payment", "id", "state = 'open' AND next_ms <= :now",
      "UPDATE payment SET next_ms = :now" },
    { "settle_edge", "settle_edge", "id", "due_ms = 0", "UPDATE settle_edge SET due_ms = 0" },
    { "job", "job", "id", "phase = 'queued'", "SELECT 1" },
    { "agreement", "agreement", "id", "state = 'active' AND valid_to_ms > 0",
      "UPDATE agreement SET valid_to_ms = :now, valid_from_ms = 1 WHERE state = 'active' AND kind "
      "<> 'virtual'" },
};

static const char *with_now(struct world *w, const char *text)
{
    AUTO(kb_text_done) struct kb_text out;
    kb_text_init(&out, 4096);
    for (const char *at = text; *at;) {
        const char *mark = strstr(at, ":now");
        if (!mark) mark = at + strlen(at);
        kb_text_addn(&out, at, (size_t)(mark - at));
        if (*mark) kb_text_addf(&out, "%lld", (long long)w->k.now_ms);
        at = *mark ? mark + 4 : mark;
    }
    return kb_strdup(&w->arena, out.at);
}

static int64_t due_of(struct world *w, const struct poison *p, const char *what)
{
    return sql_int(w, "SELECT coalesce(%s, 0) FROM %s WHERE %s", what, p->table,
                   with_now(w, p->due));
}

static void ask_clock(struct world *w, int64_t ms)
{
    struct kb_error err, refused;
    int64_t next, tried;
    assert_ok(turn_ticks(&w->engine, w->db, app_ticks, &next, &refused, &err));
    assert_ok(turn_outbox_run(&w->engine, w->db, app_topics, &tried, &next, &err));
    kt_world_pass(&w->k, ms);
}

static int64_t put_off(struct world *w, const struct poison *p, int64_t id, const char *what)
{
    return sql_int(w,
                   "SELECT coalesce(max(%s), 0) FROM put_off WHERE object = '%s' AND row_id = %lld",
                   what, p->object, (long long)id);
}

/* What is open, what is being opened, what is being paid; two distributors with terms. */
static void trade(struct world *w, struct demo *d)
{
    struct people other;
    world_demo(w, d);
    demo_distributor(w, &d->p, "分销二", 9000, &other);
    open_vm(w, d);
    buy(w, &d->c2.admin, d->vm_sku, 1, 1);
    agent_does(w, d->agent, "open", "{'address':'192.0.2.8','ssh_port':22,'ssh_user':'root'}");
    as(w, &d->p.admin);
    must_say(w, "POST", "/v1/pay-accounts", "{'channel':'simulator'}");
    const struct turn_actor *payers[] = { &d->c.admin, &d->c2.admin };
    for (size_t i = 0; i < COUNT(payers); i++) {
        buy(w, payers[i], d->vm_sku, 1, 1);
        as(w, payers[i]);
        must_say(w, "POST", "/v1/payments", "{'channel':'simulator','amount_fen':4200}");
    }
}

TEST(a_row_that_cannot_be_dealt_with_holds_up_none_of_the_others)
{
    for (size_t i = 0; i < COUNT(poisons); i++) {
        AUTO(world_close) struct world w;
        struct demo d;
        const struct poison *p = &poisons[i];
        world_open(&w);
        trade(&w, &d);
        sql(&w, "%s", with_now(&w, p->prepare));
        int64_t id = due_of(&w, p, at(&w, "min(%s)", p->key));
        kt_row("%s", p->object);
        assert_true(due_of(&w, p, "count(*)") >= 2);
        sql(&w,
            "CREATE TRIGGER poison BEFORE UPDATE ON %s WHEN old.%s = %lld BEGIN SELECT "
            "RAISE(ABORT, 'poison'); END",
            p->table, p->key, (long long)id);
        for (int n = 0; n < 3; n++) ask_clock(&w, 1000);
        assert_int_equal(due_of(&w, p, "count(*)"), 1);
        assert_int_equal(due_of(&w, p, p->key), id);
        assert_int_equal(put_off(&w, p, id, "tries"), 1);
        sql(&w, "DROP TRIGGER poison");
        kt_world_pass(&w.k, MINUTE);
        ask_clock(&w, 0);
        assert_int_equal(due_of(&w, p, "count(*)"), 0);
        assert_int_equal(put_off(&w, p, id, "tries"), 0);
    }
}

TEST(it_is_put_off_ever_longer_and_told_at_once_and_then_every_day)
{
    AUTO(world_close) struct world w;
    struct demo d;
    const struct poison *p = &poisons[0];
    world_open(&w);
    trade(&w, &d);
    sql(&w, "%s", with_now(&w, p->prepare));
    int64_t id = due_of(&w, p, "min(id)"), last = 0;
    sql(&w,
        "CREATE TRIGGER poison BEFORE UPDATE ON resource WHEN old.id = %lld BEGIN SELECT "
        "RAISE(ABORT, 'poison'); END",
        (long long)id);
    static const int64_t waits[] = { 1, 5, 30, 120, 360, 1440, 1440 };
    for (size_t i = 0; i < COUNT(waits); i++) {
        kt_row("try %zu", i + 1);
        ask_clock(&w, 0);
        assert_int_equal(put_off(&w, p, id, "tries"), i + 1);
        last = put_off(&w, p, id, "until_ms");
        assert_int_equal(last, w.k.now_ms + waits[i] * MINUTE);
        ask_clock(&w, last - w.k.now_ms); /* looked at in between: let be */
        assert_int_equal(put_off(&w, p, id, "tries"), i + 1);
    }
    as(&w, &d.p.op);
    must_get(&w, "/v1/messages?kind=put_off");
    assert_int_equal(count_of(&w, "items"), 3);
    assert_non_null(strstr(w.raw, outside(&w, "res", id)));
    as(&w, &d.p.finance);
    must_get(&w, "/v1/messages?kind=put_off");
    assert_int_equal(count_of(&w, "items"), 0);
}
