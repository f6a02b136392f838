/* sentences - what every driver promises, said once. */
#include "suite.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum kb_code peer_step(struct bench *b, const struct peer *p, enum drv_verb verb,
                       const char *ticket, struct drv_step *step, struct kb_error *err)
{
    const struct drv_offer *offer = drv_find(&b->ctx, p->driver);
    struct drv_job job = { .key = "contract", .target = p->target, .ticket = ticket };
    job.spec = verb == DRV_OPEN ? p->open_spec
                                : kb_printf(&b->arena, "{\"resource\":%" PRId64 "}", p->resource);
    assert_non_null(offer);
    b->ctx.deadline_ms = kb_now_ms(b->ctx.world) + 60000;
    return drv_do(offer, &b->ctx, verb, &job, step, err);
}

enum kb_code peer_do(struct bench *b, const struct peer *p, enum drv_verb verb,
                     struct drv_step *step, struct kb_error *err)
{
    const char *ticket = "";
    for (int i = 0; i < 120; i++) {
        enum kb_code code = peer_step(b, p, verb, ticket, step, err);
        if (code != KB_OK || step->phase == DRV_DONE) return code;
        assert_true(step->retry_ms > 0);
        ticket = kb_strdup(&b->arena, step->ticket);
        if (b->ctx.world == &b->still.world)
            kt_world_pass(&b->still, step->retry_ms);
        else
            usleep((useconds_t)step->retry_ms * 1000);
    }
    fail_msg("%s %s is pending for ever", p->driver, drv_verb_name(verb));
    return KB_INTERNAL;
}

const char *result_text(struct bench *b, const struct drv_step *step, const char *field)
{
    AUTO_JSON json = json_loads(step->result, 0, NULL);
    const char *text = json_string_value(json_object_get(json, field));
    return kb_strdup(&b->arena, text ? text : "(absent)");
}

int64_t result_int(const struct drv_step *step, const char *field)
{
    AUTO_JSON json = json_loads(step->result, 0, NULL);
    return json_integer_value(json_object_get(json, field));
}

static void sees(struct bench *b, const struct peer *p, enum drv_state state)
{
    struct drv_step step;
    struct kb_error err;
    assert_ok(peer_do(b, p, DRV_OBSERVE, &step, &err));
    assert_string_equal(drv_state_name(step.state), drv_state_name(state));
    assert_string_equal(result_text(b, &step, "state"), drv_state_name(state));
}

void says_observe_absent(struct bench *b, const struct peer *p)
{
    sees(b, p, DRV_ABSENT);
    assert_int_equal(p->count(b, p), 0);
}

void says_open_twice_is_once(struct bench *b, const struct peer *p)
{
    struct drv_step first, second;
    struct kb_error err;
    assert_ok(peer_do(b, p, DRV_OPEN, &first, &err));
    assert_int_equal(p->count(b, p), 1);
    assert_true(drv_wanted(DRV_OPEN, first.state));
    assert_ok(peer_do(b, p, DRV_OPEN, &second, &err));
    assert_int_equal(p->count(b, p), 1);
    assert_string_equal(first.result, second.result);
    sees(b, p, DRV_RUNNING);
    assert_ok(peer_do(b, p, DRV_CLOSE, &first, &err));
    assert_int_equal(p->count(b, p), 0);
}

void says_close_twice_is_once(struct bench *b, const struct peer *p)
{
    struct drv_step step;
    struct kb_error err;
    assert_ok(peer_do(b, p, DRV_CLOSE, &step, &err)); /* nothing was ever there */
    assert_ok(peer_do(b, p, DRV_OPEN, &step, &err));
    assert_ok(peer_do(b, p, DRV_CLOSE, &step, &err));
    assert_true(drv_wanted(DRV_CLOSE, step.state));
    assert_int_equal(p->count(b, p), 0);
    assert_ok(peer_do(b, p, DRV_CLOSE, &step, &err));
    assert_true(drv_wanted(DRV_CLOSE, step.state));
    sees(b, p, DRV_ABSENT);
}

void says_reopen_after_close(struct bench *b, const struct peer *p)
{
    struct drv_step step;
    struct kb_error err;
    for (int i = 0; i < 2; i++) {
        assert_ok(peer_do(b, p, DRV_OPEN, &step, &err));
        assert_int_equal(p->count(b, p), 1);
        assert_ok(peer_do(b, p, DRV_CLOSE, &step, &err));
        assert_int_equal(p->count(b, p), 0);
    }
}

void says_wrong_target_names_field(struct bench *b, const struct peer *p)
{
    struct peer wrong = *p;
    struct drv_step step;
    struct kb_error err;
    wrong.target = p->refused_target;
    assert_int_equal(peer_step(b, &wrong, DRV_OPEN, "", &step, &err), KB_INVALID);
    assert_string_equal(err.field, p->refused_field);
    assert_false(step.retry);
    assert_int_equal(p->count(b, p), 0);
}

void says_unknown_field_is_refused(struct bench *b, const struct peer *p)
{
    struct peer wrong = *p;
    struct drv_step step;
    struct kb_error err;
    wrong.open_spec = "{\"resource\":7,\"shell\":\"rm\"}";
    assert_refused(peer_step(b, &wrong, DRV_OPEN, "", &step, &err), KB_INVALID,
                   "request.unknown_field");
    assert_string_equal(err.field, "shell");
}

void says_no_time_left(struct bench *b, const struct peer *p)
{
    const struct drv_offer *offer = drv_find(&b->ctx, p->driver);
    struct drv_job job = { .key = "late", .target = p->target, .spec = p->open_spec, .ticket = "" };
    struct drv_step step;
    struct kb_error err;
    b->ctx.deadline_ms = kb_now_ms(b->ctx.world) - 1;
    assert_refused(drv_do(offer, &b->ctx, DRV_OPEN, &job, &step, &err), KB_UNAVAILABLE,
                   "driver.deadline");
    assert_true(step.retry);
    assert_int_equal(p->count(b, p), 0);
}

void says_power_and_suspension(struct bench *b, const struct peer *p)
{
    static const struct {
        enum drv_verb verb;
        enum drv_state state;
    } moves[] = {
        { DRV_SUSPEND, DRV_SUSPENDED }, { DRV_SUSPEND, DRV_SUSPENDED },
        { DRV_RESUME, DRV_RUNNING },    { DRV_RESUME, DRV_RUNNING },
        { DRV_POWER_OFF, DRV_OFF },     { DRV_POWER_OFF, DRV_OFF },
        { DRV_SUSPEND, DRV_OFF },       { DRV_RESUME, DRV_OFF },
        { DRV_POWER_ON, DRV_RUNNING },  { DRV_POWER_ON, DRV_RUNNING },
    };
    struct drv_step step;
    struct kb_error err;
    assert_refused(peer_step(b, p, DRV_POWER_ON, "", &step, &err), KB_NOT_FOUND, "driver.absent");
    assert_ok(peer_do(b, p, DRV_OPEN, &step, &err));
    for (size_t i = 0; i < COUNT(moves); i++) {
        kt_row("move %zu: %s", i, drv_verb_name(moves[i].verb));
        assert_ok(peer_do(b, p, moves[i].verb, &step, &err));
        sees(b, p, moves[i].state);
        assert_int_equal(p->count(b, p), 1);
    }
    assert_ok(peer_do(b, p, DRV_SUSPEND, &step, &err));
    assert_refused(peer_step(b, p, DRV_POWER_ON, "", &step, &err), KB_CONFLICT, "driver.suspended");
    assert_ok(peer_do(b, p, DRV_CLOSE, &step, &err));
    assert_int_equal(p->count(b, p), 0);
}
