/* opening - what jobs do to money. Opened: the line's hold is captured in the books of everyone
 * in the chain. Failed for good: the hold is released and what may be half made is closed.
 * Closed: the slot is free again. All in the transaction that ends the job. */
#include "billing/change.h"
#include "billing/refund_priv.h"
#include "opening_sql.h"

#include "base/log.h"

#include <string.h>

static const struct kb_field order_line_fields[] = {
    ID(order_line, id, "lin"),
    ID(order_line, order_id, "ord"),
    ID(order_line, org_id, "org"),
    ID(order_line, seller_id, "org"),
    ID(order_line, sku_id, "sku"),
    ID(order_line, product_id, "prd"),
    ID(order_line, resource_id, "res"),
    ID(order_line, job_id, "job"),
    STR(order_line, cycle),
    INT(order_line, periods),
    INT(order_line, units_milli),
    INT(order_line, price_fen),
    INT(order_line, coupon_fen),
    ID(order_line, coupon_id, "cou"),
    ID(order_line, replaces_id, "res"),
    INT(order_line, by_refund_fen),
    INT(order_line, from_ms),
    INT(order_line, to_ms),
    STR(order_line, state),
    INT(order_line, back_fen),
    STR(order_line, reason),
    INT(order_line, created_ms),
    INT(order_line, ended_ms),
    { .name = NULL },
};
SHAPE(order_line);

static const struct kb_field placement_body_fields[] = {
    LIST(placement, candidates, candidate_shape),
    ID(placement, device_id, "dev"),
    STR(placement, driver),
    { .name = NULL },
};
const struct kb_shape placement_body_shape = { "placement", sizeof(struct placement),
                                               placement_body_fields };

enum kb_code billing_held_line(struct turn *t, int64_t resource_id, struct order_line *out)
{
    return turn_find(t, "order line", &q_held_line, ARGS(ARG_INT(resource_id, resource_id)),
                     &order_line_shape, out);
}

/* --- what came back, as a terminal needs it --- */

static json_t *pick(json_t *from, const char *a, const char *b)
{
    json_t *v = json_object_get(from, a);
    bool empty = json_is_string(v) && json_string_length(v) == 0;
    return v && !empty ? v : json_object_get(from, b);
}

static void copy(json_t *to, const char *as, json_t *v)
{
    if (v) json_object_set(to, as, v);
}

/* Drivers say address and ssh_port, technicians host and port; a terminal wants one form. */
static enum kb_code keep_access(struct turn *t, const struct job *job, const char *result)
{
    AUTO_JSON in = json_loads(result, 0, NULL);
    AUTO_JSON out = json_object();
    const char *sealed = json_string_value(json_object_get(in, "sealed"));
    copy(out, "host", pick(in, "host", "address"));
    copy(out, "port", pick(in, "port", "ssh_port"));
    copy(out, "user", pick(in, "user", "ssh_user"));
    copy(out, "host_key", json_object_get(in, "host_key"));
    copy(out, "seal_owner", json_object_get(in, "seal_owner"));
    char *text = kb_json_text(out, t->arena);
    return turn_run_one(t, &q_access_set,
                        ARGS(ARG_INT(resource_id, job->resource_id), ARG_STR(driver, job->driver),
                             ARG_STR(access, text), ARG_STR(sealed, sealed ? sealed : "")));
}

static void tell_customer(struct turn *t, const struct resource *r, int64_t order_id)
{
    turn_touch(t, r->org_id, "resource", r->id);
    if (order_id) turn_touch(t, r->org_id, "order", order_id);
}

static enum kb_code opened(struct turn *t, const struct job *job, struct resource *r)
{
    struct order_line l;
    const char *result;
    TRY(billing_held_line(t, r->id, &l));
    TRY(job_result(t, job->id, &result));
    TRY(billing_capture(t, &l));
    TRY(billing_change_end(t, &l));
    int64_t end_ms = billing_period_end(t->now_ms, l.cycle, l.periods);
    TRY(turn_run_one(t, &q_line_active,
                     ARGS(ARG_INT(id, l.id), ARG_INT(now_ms, t->now_ms), ARG_INT(to_ms, end_ms))));
    TRY(turn_run_one(
        t, &q_resource_begin,
        ARGS(ARG_INT(id, r->id), ARG_INT(start_ms, t->now_ms), ARG_INT(end_ms, end_ms),
             ARG_INT(next_ms, billing_next_look(t->now_ms, end_ms)))));
    TRY(keep_access(t, job, result));
    TRY(inventory_slot_move(t, r->slot_id, "in_use"));
    TRY(turn_tell(t, "resource.opened", r->id));
    tell_customer(t, r, l.order_id);
    turn_touch(t, r->org_id, "balance", r->org_id);
    return turn_notify(t, &(struct turn_notice){
                              .org_id = r->org_id,
                              .kind = "opened",
                              .object = "resource",
                              .object_id = r->id,
                              .text_zh = kb_printf(t->arena, "%s 已开通，可以使用", r->alias),
                              .text_en = kb_printf(t->arena, "%s is open and ready", r->alias) });
}

/* What may be half made is taken down before its slot can be sold again, by whoever began it; as
 * far as it was known how to reach it, that is known then. */
static enum kb_code clean_up(struct turn *t, const struct job *job, const struct resource *r)
{
    struct slot slot;
    struct job close;
    const char *known;
    TRY(inventory_slot_find(t, r->slot_id, &slot));
    if (strcmp(slot.stage, "held") == 0) return inventory_slot_move(t, r->slot_id, "free");
    TRY(job_result(t, job->id, &known));
    TRY(keep_access(t, job, known));
    TRY(inventory_slot_move(t, r->slot_id, "closing"));
    return billing_close_job(t, r, &close);
}

static enum kb_code tell_not_opened(struct turn *t, const struct job *job, const struct resource *r)
{
    bool wish = strcmp(job->reason, BILLING_CANCELLED) == 0;
    const char *zh = wish ? "已取消" : "开通失败";
    const char *en = wish ? "was cancelled" : "could not be opened";
    zh = kb_printf(t->arena, "%s %s，冻结的金额已退回余额", r->alias, zh);
    en = kb_printf(t->arena, "%s %s; the held money is back on your balance", r->alias, en);
    return turn_notify(t, &(struct turn_notice){ .org_id = r->org_id,
                                                 .kind = wish ? "cancelled" : "not_opened",
                                                 .object = "resource",
                                                 .object_id = r->id,
                                                 .text_zh = zh,
                                                 .text_en = en });
}

static enum kb_code not_opened(struct turn *t, const struct job *job, struct resource *r)
{
    struct order_line l;
    TRY(billing_held_line(t, r->id, &l));
    TRY(billing_release(t, &l, job->reason));
    TRY(billing_resource_state(t, r->id, "failed", 0));
    TRY(clean_up(t, job, r));
    tell_customer(t, r, l.order_id);
    turn_touch(t, r->org_id, "balance", r->org_id);
    return tell_not_opened(t, job, r);
}

/* A resource that failed to open stays failed; its clean-up frees only the slot. */
static enum kb_code closed(struct turn *t, const struct job *job, struct resource *r)
{
    (void)job;
    TRY(inventory_slot_move(t, r->slot_id, "free"));
    TRY(turn_run(t, &q_access_forget, ARGS(ARG_INT(resource_id, r->id))));
    if (strcmp(r->state, "failed") == 0) return KB_OK;
    TRY(billing_resource_state(t, r->id, "closed", 0));
    TRY(billing_refunds_pay(t, r->id));
    tell_customer(t, r, 0);
    return turn_notify(
        t, &(struct turn_notice){ .org_id = r->org_id,
                                  .kind = "closed",
                                  .object = "resource",
                                  .object_id = r->id,
                                  .text_zh = kb_printf(t->arena, "%s 已关闭", r->alias),
                                  .text_en = kb_printf(t->arena, "%s is closed", r->alias) });
}

static enum kb_code nothing_to_do(struct turn *t, const struct job *job, struct resource *r)
{
    (void)t, (void)job, (void)r;
    return KB_OK;
}

static enum kb_code opening_now(struct turn *t, const struct job *job, struct resource *r)
{
    (void)job;
    return inventory_slot_move(t, r->slot_id, "opening");
}

static const struct {
    const char *verb;
    enum kb_code (*started)(struct turn *t, const struct job *job, struct resource *r);
    enum kb_code (*done)(struct turn *t, const struct job *job, struct resource *r);
    enum kb_code (*failed)(struct turn *t, const struct job *job, struct resource *r);
} verbs[] = {
    { "open", opening_now, opened, not_opened },
    { "close", nothing_to_do, closed, nothing_to_do },
    { "suspend", nothing_to_do, nothing_to_do, nothing_to_do },
    { "resume", nothing_to_do, nothing_to_do, nothing_to_do },
};

enum job_moment { JOB_STARTED, JOB_DONE, JOB_FAILED };

static enum kb_code on_job(struct turn *t, int64_t id, enum job_moment moment)
{
    struct job job;
    struct resource r;
    TRY(job_find(t, id, &job));
    /* nothing is sold as ssh: that is a work order's check, and the work order's job is told of */
    if (!job.resource_id || strcmp(job.driver, "ssh") == 0) return KB_OK;
    for (size_t i = 0; i < COUNT(verbs); i++) {
        if (strcmp(verbs[i].verb, job.verb) != 0) continue;
        TRY(billing_resource_find(t, job.resource_id, &r));
        return moment == JOB_STARTED ? verbs[i].started(t, &job, &r)
               : moment == JOB_DONE  ? verbs[i].done(t, &job, &r)
                                     : verbs[i].failed(t, &job, &r);
    }
    return KB_OK;
}

static enum kb_code on_started(struct turn *t, int64_t id)
{
    return on_job(t, id, JOB_STARTED);
}
static enum kb_code on_done(struct turn *t, int64_t id)
{
    return on_job(t, id, JOB_DONE);
}
static enum kb_code on_failed(struct turn *t, int64_t id)
{
    return on_job(t, id, JOB_FAILED);
}

const struct turn_listener opening_listeners[] = {
    { "job.started", on_started },
    { "job.done", on_done },
    { "job.failed", on_failed },
    { .event = NULL },
};
