/* The one way in: shapes, verbs that are missing, deadlines, retry, and what verbs mean in
 * states. */
#include "base/log.h"
#include "drivers/driver.h"
#include "drivers/parts.h"
#include "kt.h"

#include <string.h>

struct target {
    const char *host;
};
static const struct kb_field target_fields[] = { STR(target, host, .min = 1, .max = 8), { 0 } };
static SHAPE(target);

struct spec {
    int64_t resource;
};
static const struct kb_field spec_fields[] = { INT(spec, resource, .min = 1, .max = 99), { 0 } };
static SHAPE(spec);

struct result {
    const char *state, *more;
};
static const struct kb_field result_fields[] = { STR(result, state), JSON(result, more), { 0 } };
static SHAPE(result);

/* Does what its self says. */
struct behaviour {
    enum kb_code code;
    bool show;
    int64_t left_ms, calls;
};

static enum kb_code behave(struct drv_call *c, struct kb_error *err)
{
    struct behaviour *b = c->self;
    struct result *r = c->result;
    b->calls++;
    b->left_ms = drv_left_ms(c->ctx, 1000000);
    c->show_result = b->show;
    r->state = ((const struct target *)c->target)->host;
    if (b->code == KB_OK) return KB_OK;
    return kb_fail(err, b->code, "driver.refused", "told to");
}

static const struct drv_type type = {
    .name = "behave",
    .doc = "Does as it is told.",
    .target = &target_shape,
    .result = &result_shape,
    .verb = { [DRV_OPEN] = { behave, &spec_shape } },
};

struct desk {
    struct kt_world w;
    struct kb_arena arena;
    struct drv_limits limits;
    struct behaviour b;
    struct drv_offer offers[2];
    struct drv_ctx ctx;
    struct drv_step step;
};

static void desk_init(struct desk *d)
{
    memset(d, 0, sizeof *d);
    kb_log_level(KB_LOG_ERROR);
    kt_world_init(&d->w, 1);
    d->limits = drv_limits_default;
    d->offers[0] = (struct drv_offer){ &type, &d->b };
    d->ctx = (struct drv_ctx){ .world = &d->w.world, .arena = &d->arena, .offers = d->offers,
                               .limits = &d->limits };
}

static void desk_done(struct desk *d)
{
    kb_arena_done(&d->arena);
}

static enum kb_code ask(struct desk *d, enum drv_verb verb, const char *target, const char *spec,
                        struct kb_error *err)
{
    struct drv_job job = { .key = "k", .target = target, .spec = spec, .ticket = "" };
    return drv_do(drv_find(&d->ctx, "behave"), &d->ctx, verb, &job, &d->step, err);
}

TEST(documents_are_checked_before_the_driver_is_asked)
{
    static const struct {
        const char *target, *spec, *reason, *field;
    } rows[] = {
        { "{}", "{\"resource\":1}", "request.missing", "host" },
        { "{\"host\":\"\"}", "{\"resource\":1}", "request.field", "host" },
        { "{\"host\":\"123456789\"}", "{\"resource\":1}", "request.field", "host" },
        { "{\"host\":\"a\",\"x\":1}", "{\"resource\":1}", "request.unknown_field", "x" },
        { "{\"host\":\"a\"}", "{\"resource\":0}", "request.field", "resource" },
        { "{\"host\":\"a\"}", "{\"resource\":\"1\"}", "request.field", "resource" },
        { "{\"host\":\"a\"}", "{\"resource\":1", "request.body", "" },
        { "[]", "{\"resource\":1}", "request.body", "" },
    };
    AUTO(desk_done) struct desk d;
    struct kb_error err;
    desk_init(&d);
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s %s", rows[i].target, rows[i].spec);
        assert_refused(ask(&d, DRV_OPEN, rows[i].target, rows[i].spec, &err), KB_INVALID,
                       rows[i].reason);
        assert_string_equal(err.field, rows[i].field);
        assert_false(d.step.retry);
        assert_string_equal(d.step.result, "{}");
    }
    assert_int_equal(d.b.calls, 0);
    assert_ok(ask(&d, DRV_OPEN, "{\"host\":\"a\"}", "{\"resource\":1}", &err));
    assert_int_equal(d.b.calls, 1);
    assert_string_equal(d.step.result, "{\"state\":\"a\",\"more\":{}}");
}

TEST(verbs_that_are_not_there_are_refused)
{
    AUTO(desk_done) struct desk d;
    struct kb_error err;
    desk_init(&d);
    for (size_t v = 0; v < DRV_VERBS; v++) {
        if (v == DRV_OPEN) continue;
        assert_refused(ask(&d, (enum drv_verb)v, "{\"host\":\"a\"}", "{\"resource\":1}", &err),
                       KB_INVALID, "driver.cannot");
        assert_non_null(strstr(err.text, drv_verb_name((enum drv_verb)v)));
    }
    assert_null(drv_find(&d.ctx, "other"));
}

TEST(what_is_left_is_the_smaller_of_deadline_and_limit_whatever_the_wall_clock_does)
{
    static const struct {
        int64_t deadline_in_ms, call_ms, left_ms;
    } rows[] = { { 5000, 120000, 5000 }, { 500000, 120000, 120000 }, { 0, 7000, 7000 } };
    AUTO(desk_done) struct desk d;
    struct kb_error err;
    desk_init(&d);
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t in = rows[i].deadline_in_ms;
        d.ctx.deadline_ms = in ? d.w.now_ms + in : 0;
        d.limits.call_ms = rows[i].call_ms;
        assert_ok(ask(&d, DRV_OPEN, "{\"host\":\"a\"}", "{\"resource\":1}", &err));
        assert_int_equal(d.b.left_ms, rows[i].left_ms);
    }
    d.ctx.deadline_ms = d.w.now_ms;
    assert_refused(ask(&d, DRV_OPEN, "{\"host\":\"a\"}", "{\"resource\":1}", &err), KB_UNAVAILABLE,
                   "driver.deadline");
    struct drv_ctx bounded = d.ctx;
    bounded.until_us = d.w.mono_us + 3000000;
    d.w.now_ms -= 86400000; /* a clock set back gives nobody more time */
    assert_int_equal(drv_left_ms(&bounded, 10000), 3000);
    assert_int_equal(drv_left_ms(&bounded, 1000), 1000);
}

TEST(retry_is_said_of_what_can_pass_and_of_nothing_else)
{
    AUTO(desk_done) struct desk d;
    struct kb_error err;
    desk_init(&d);
    for (enum kb_code code = KB_INVALID; code <= KB_INTERNAL; code++) {
        d.b.code = code;
        assert_int_equal(ask(&d, DRV_OPEN, "{\"host\":\"a\"}", "{\"resource\":1}", &err), code);
        assert_int_equal(d.step.retry, code == KB_UNAVAILABLE || code == KB_EXHAUSTED);
        assert_string_equal(d.step.result, "{}");
    }
    d.b.show = true;
    assert_int_equal(ask(&d, DRV_OPEN, "{\"host\":\"b\"}", "{\"resource\":1}", &err), KB_INTERNAL);
    assert_string_equal(d.step.result, "{\"state\":\"b\",\"more\":{}}");
}

TEST(verb_and_state_names_go_both_ways)
{
    enum drv_verb verb;
    for (size_t v = 0; v < DRV_VERBS; v++) {
        assert_true(drv_verb_parse(drv_verb_name((enum drv_verb)v), &verb));
        assert_int_equal(verb, v);
    }
    assert_false(drv_verb_parse("reboot", &verb));
    assert_string_equal(drv_state_name(DRV_SUSPENDED), "suspended");
}

/* Whatever a verb does not have to act on is either what it wants, or a machine that is off. */
TEST(the_plan_acts_exactly_where_something_is_missing)
{
    static const struct {
        enum drv_verb verb;
        enum drv_state state;
        bool act;
        const char *refused;
    } rows[] = {
        { DRV_OPEN, DRV_ABSENT, true, NULL },
        { DRV_OPEN, DRV_STARTING, false, NULL },
        { DRV_OPEN, DRV_RUNNING, false, NULL },
        { DRV_OPEN, DRV_OFF, true, NULL },
        { DRV_CLOSE, DRV_ABSENT, false, NULL },
        { DRV_CLOSE, DRV_SUSPENDED, true, NULL },
        { DRV_CLOSE, DRV_OFF, true, NULL },
        { DRV_SUSPEND, DRV_ABSENT, false, "driver.absent" },
        { DRV_SUSPEND, DRV_RUNNING, true, NULL },
        { DRV_SUSPEND, DRV_STARTING, true, NULL },
        { DRV_SUSPEND, DRV_OFF, false, NULL },
        { DRV_RESUME, DRV_SUSPENDED, true, NULL },
        { DRV_RESUME, DRV_RUNNING, false, NULL },
        { DRV_POWER_ON, DRV_OFF, true, NULL },
        { DRV_POWER_ON, DRV_SUSPENDED, false, "driver.suspended" },
        { DRV_POWER_ON, DRV_ABSENT, false, "driver.absent" },
        { DRV_POWER_OFF, DRV_SUSPENDED, true, NULL },
        { DRV_POWER_OFF, DRV_OFF, false, NULL },
    };
    struct kb_error err;
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool act = !rows[i].act;
        kt_row("%s while %s", drv_verb_name(rows[i].verb), drv_state_name(rows[i].state));
        enum kb_code code = drv_plan(rows[i].verb, rows[i].state, &act, &err);
        assert_int_equal(code == KB_OK, rows[i].refused == NULL);
        if (rows[i].refused) assert_string_equal(err.reason, rows[i].refused);
        assert_int_equal(act, rows[i].act);
        if (rows[i].act) assert_false(drv_wanted(rows[i].verb, rows[i].state));
    }
    assert_false(drv_wanted(DRV_VERIFY, DRV_RUNNING));
    assert_false(drv_wanted(DRV_OPEN, DRV_STARTING));
}
