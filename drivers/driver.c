/* driver - the one way into every driver: documents are checked against their shapes, the deadline
 * is made one of the monotonic clock, what came out is logged once and turned into a step. */
#include "drivers/driver.h"

#include "base/log.h"
#include "drivers/parts.h"

#include <inttypes.h>
#include <string.h>

const struct drv_limits drv_limits_default = {
    .call_ms = 120000,
    .connect_ms = 10000,
    .login_ms = 20000,
    .memory_mib = 65536,
    .vcpu = 64,
    .disk_gib = 4096,
};

static const char *const verbs[DRV_VERBS] = {
    [DRV_OBSERVE] = "observe",     [DRV_OPEN] = "open",     [DRV_CLOSE] = "close",
    [DRV_SUSPEND] = "suspend",     [DRV_RESUME] = "resume", [DRV_POWER_ON] = "power_on",
    [DRV_POWER_OFF] = "power_off", [DRV_VERIFY] = "verify",
};

static const char *const states[DRV_STATES] = {
    [DRV_UNSEEN] = "",         [DRV_ABSENT] = "absent",       [DRV_STARTING] = "starting",
    [DRV_RUNNING] = "running", [DRV_SUSPENDED] = "suspended", [DRV_OFF] = "off",
};

/* The state that each verb wants to see; UNSEEN: seeing is not enough. */
static const enum drv_state wanted[DRV_VERBS] = {
    [DRV_OPEN] = DRV_RUNNING,   [DRV_CLOSE] = DRV_ABSENT,     [DRV_SUSPEND] = DRV_SUSPENDED,
    [DRV_RESUME] = DRV_RUNNING, [DRV_POWER_ON] = DRV_RUNNING, [DRV_POWER_OFF] = DRV_OFF,
};

const char *drv_verb_name(enum drv_verb verb)
{
    return verb < DRV_VERBS ? verbs[verb] : "";
}

const char *drv_state_name(enum drv_state state)
{
    return state < DRV_STATES ? states[state] : "";
}

bool drv_verb_parse(const char *name, enum drv_verb *verb)
{
    for (size_t i = 0; i < DRV_VERBS; i++) {
        if (strcmp(verbs[i], name) != 0) continue;
        *verb = (enum drv_verb)i;
        return true;
    }
    return false;
}

bool drv_wanted(enum drv_verb verb, enum drv_state observed)
{
    return verb < DRV_VERBS && wanted[verb] != DRV_UNSEEN && wanted[verb] == observed;
}

const struct drv_offer *drv_find(const struct drv_ctx *ctx, const char *name)
{
    for (const struct drv_offer *o = ctx->offers; o && o->type; o++)
        if (strcmp(o->type->name, name) == 0) return o;
    return NULL;
}

static int64_t mono_us(const struct drv_ctx *ctx)
{
    return ctx->world->mono_us(ctx->world->self);
}

int64_t drv_left_ms(const struct drv_ctx *ctx, int64_t most)
{
    int64_t left = (ctx->until_us - mono_us(ctx)) / 1000;
    if (left < 0) return 0;
    return left < most ? left : most;
}

/* The wall clock may jump while a call runs; the monotonic one does not. */
struct drv_ctx drv_bounded(const struct drv_ctx *ctx)
{
    struct drv_ctx b = *ctx;
    int64_t left = b.limits->call_ms;
    int64_t now_us = mono_us(ctx);
    if (b.deadline_ms) {
        int64_t until_deadline = b.deadline_ms - kb_now_ms(b.world);
        if (until_deadline < left) left = until_deadline;
    }
    if (left < 0) left = 0;
    int64_t until_us = now_us + left * 1000;
    if (!b.until_us || until_us < b.until_us) b.until_us = until_us;
    return b;
}

enum kb_code drv_read(const struct kb_shape *shape, const char *text, struct kb_arena *a,
                      void **out, struct kb_error *err)
{
    AUTO_JSON json = NULL;
    *out = NULL;
    if (!shape) return KB_OK;
    TRY(kb_json_parse(text, strlen(text), DRV_DOCUMENT_MAX, &json, err));
    *out = kb_alloc(a, shape->size);
    return kb_read(shape, json, NULL, *out, a, err);
}

/* A struct whose strings are "" and whose documents are empty, as a reader would make it. */
static void *blank(const struct kb_shape *shape, struct kb_arena *a)
{
    char *at = kb_alloc(a, shape->size);
    for (const struct kb_field *f = shape->fields; f->name; f++) {
        const char *empty = f->type == KB_T_STR ? "" : f->type == KB_T_JSON ? "{}" : NULL;
        if (empty) memcpy(at + f->offset, &empty, sizeof empty);
    }
    return at;
}

static void log_step(const struct drv_type *type, const struct drv_call *c, enum kb_code code,
                     const struct kb_error *err, int64_t took_ms)
{
    char key[96], text[320];
    bool pending = code == KB_OK && c->step->phase == DRV_PENDING;
    enum kb_log_level level = code != KB_OK                       ? KB_LOG_WARN
                              : pending || c->verb == DRV_OBSERVE ? KB_LOG_DEBUG
                                                                  : KB_LOG_INFO;
    kb_log(level, "driver.step",
           "driver=%s verb=%s key=%s outcome=%s state=%s ms=%" PRId64 "%s%s%s%s", type->name,
           drv_verb_name(c->verb), kb_log_value(key, sizeof key, c->job->key),
           code != KB_OK ? kb_code_name(code)
           : pending     ? "pending"
                         : "done",
           drv_state_name(c->step->state), took_ms, code ? " reason=" : "", code ? err->reason : "",
           code ? " text=" : "", code ? kb_log_value(text, sizeof text, err->text) : "");
}

static enum kb_code act(const struct drv_type *type, struct drv_call *c, struct kb_error *err)
{
    const struct drv_verb_row *row = c->verb < DRV_VERBS ? &type->verb[c->verb] : NULL;
    void *target, *spec;
    if (!row || !row->act)
        return kb_fail(err, KB_INVALID, "driver.cannot", "%s cannot %s", type->name,
                       drv_verb_name(c->verb));
    TRY(drv_read(type->target, c->job->target, c->ctx->arena, &target, err));
    TRY(drv_read(row->spec, c->job->spec, c->ctx->arena, &spec, err));
    c->target = target;
    c->spec = spec;
    if (drv_left_ms(c->ctx, 1) == 0)
        return kb_fail(err, KB_UNAVAILABLE, "driver.deadline", "no time is left to %s",
                       drv_verb_name(c->verb));
    return row->act(c, err);
}

enum kb_code drv_do(const struct drv_offer *offer, struct drv_ctx *ctx, enum drv_verb verb,
                    const struct drv_job *job, struct drv_step *step, struct kb_error *err)
{
    const struct drv_type *type = offer->type;
    struct drv_ctx bounded = drv_bounded(ctx);
    struct drv_call c = {
        .ctx = &bounded, .self = offer->self, .verb = verb, .job = job, .step = step
    };
    int64_t from_us = mono_us(ctx);
    *step = (struct drv_step){ .result = "{}" };
    if (type->result) c.result = blank(type->result, ctx->arena);
    enum kb_code code = act(type, &c, err);
    step->retry = code == KB_UNAVAILABLE || code == KB_EXHAUSTED;
    if (type->result && (code == KB_OK || c.show_result))
        step->result = kb_write_text(type->result, c.result, ctx->arena);
    log_step(type, &c, code, err, (mono_us(ctx) - from_us) / 1000);
    return code;
}
