/* resource_end - how what a customer has goes on and ends: renewed from its anchor, reminded of its
 * end, renewed by itself, suspended at its end, closed after the days of grace. */
#include "billing/charge.h"
#include "billing/refund_priv.h"
#include "resource_end_sql.h"

#include <string.h>

#define CLOSE_MS (15 * 60 * 1000LL)

static enum kb_code work(struct turn *t, const struct resource *r, const char *verb,
                         struct job *out)
{
    bool manual = strcmp(r->driver, "manual") == 0;
    struct resource_access access;
    int64_t endpoint_id = 0;
    TRY(billing_access_find(t, r->id, &access));
    if (!manual) TRY(inventory_endpoint(t, r->device_id, r->driver, &endpoint_id));
    TRY(job_overtake(t, r->id));
    return job_add(
        t,
        &(struct job_new){ .room_id = r->room_id,
                           .device_id = r->device_id,
                           .slot_id = r->slot_id,
                           .resource_id = r->id,
                           .endpoint_id = endpoint_id,
                           .verb = verb,
                           .driver = r->driver,
                           .target = access.access,
                           .sealed = access.sealed,
                           .spec = billing_provision(
                               t, &(struct provision){ r->driver, "{}", r->alias, "", r->id }),
                           .deadline_ms = t->now_ms + (manual ? 86400000LL : CLOSE_MS),
                           .on_deadline = manual ? "remind" : "degrade" },
        out);
}

enum kb_code billing_close_job(struct turn *t, const struct resource *r, struct job *out)
{
    return work(t, r, "close", out);
}

/* From the anchor of the start, so that a month end does not drift. */
enum kb_code billing_extension(struct turn *t, const struct resource *r, struct extension *x)
{
    int64_t step = r->cycle[0] == 'y' ? 12 : 1, months = x->periods * step, paid = 0;
    int64_t base = x->old_end_ms > t->now_ms || !r->start_ms ? x->old_end_ms : t->now_ms;
    while (paid < 2400 && billing_months_after(r->start_ms, paid) < base) paid++;
    bool anchored = billing_months_after(r->start_ms, paid) == base;
    x->from_ms = base;
    x->to_ms = anchored ? billing_months_after(r->start_ms, paid + months)
                        : billing_months_after(base, months);
    if (x->to_ms < 9999999999999) return KB_OK;
    return kb_fail_field(t->err, "periods", "request.field", "nothing is sold for that long");
}

enum kb_code billing_resource_extend(struct turn *t, const struct resource *r,
                                     const struct extension *x)
{
    struct job job;
    TRY(turn_run_one(t, &q_resource_extend,
                     ARGS(ARG_INT(id, r->id), ARG_INT(end_ms, x->to_ms),
                          ARG_INT(next_ms, billing_next_look(t->now_ms, x->to_ms)),
                          ARG_INT(old_end_ms, x->old_end_ms))));
    turn_touch(t, r->org_id, "resource", r->id);
    if (strcmp(r->state, "suspended") != 0 || strcmp(r->driver, "libvirt") != 0) return KB_OK;
    return work(t, r, "resume", &job);
}

/* --- the end of a period --- */

static enum kb_code stop(struct turn *t, const struct resource *r, const char *zh, const char *en)
{
    struct job job;
    /* counted from now: after a long outage nothing is erased without its days of grace */
    TRY(billing_resource_state(t, r->id, "suspended", t->now_ms + BILLING_GRACE_MS));
    turn_touch(t, r->org_id, "resource", r->id);
    turn_then(t, "terminal.close", r->id, 0, "resource.suspended");
    if (strcmp(r->driver, "libvirt") == 0) TRY(work(t, r, "suspend", &job));
    TRY(turn_tell(t, "resource.suspended", r->id));
    return turn_notify(t, &(struct turn_notice){ .org_id = r->org_id,
                                                 .kind = "suspended",
                                                 .object = "resource",
                                                 .object_id = r->id,
                                                 .text_zh = zh,
                                                 .text_en = en });
}

enum kb_code billing_suspend(struct turn *t, const struct resource *r)
{
    return stop(
        t, r, kb_printf(t->arena, "%s 已到期停用，7 天内续费可恢复", r->alias),
        kb_printf(t->arena, "%s has expired and is suspended; renew within 7 days", r->alias));
}

enum kb_code billing_suspend_unpaid(struct turn *t, const struct resource *r)
{
    return stop(t, r, kb_printf(t->arena, "%s 因余额用尽已停用，7 天内充值可恢复", r->alias),
                kb_printf(t->arena,
                          "%s is suspended: the balance is used up; recharge within 7 days",
                          r->alias));
}

enum kb_code billing_resume(struct turn *t, const struct resource *r)
{
    struct job job;
    TRY(billing_resource_state(t, r->id, "active", billing_next_look(t->now_ms, r->end_ms)));
    turn_touch(t, r->org_id, "resource", r->id);
    if (strcmp(r->driver, "libvirt") == 0) TRY(work(t, r, "resume", &job));
    TRY(turn_tell(t, "resource.resumed", r->id));
    return turn_notify(t, &(struct turn_notice){
                              .org_id = r->org_id,
                              .kind = "resumed",
                              .object = "resource",
                              .object_id = r->id,
                              .text_zh = kb_printf(t->arena, "%s 已恢复使用", r->alias),
                              .text_en = kb_printf(t->arena, "%s can be used again", r->alias) });
}

enum kb_code billing_start_closing(struct turn *t, const struct resource *r, struct job *job)
{
    TRY(billing_refunds_add(t, r, "closed"));
    TRY(billing_resource_state(t, r->id, "closing", 0));
    TRY(inventory_slot_move(t, r->slot_id, "closing"));
    turn_touch(t, r->org_id, "resource", r->id);
    turn_then(t, "terminal.close", r->id, 0, "resource.closed");
    TRY(turn_tell(t, "resource.closing", r->id));
    return billing_close_job(t, r, job);
}

/* A week before, and a day before its end; then it may renew itself. */
static enum kb_code remind(struct turn *t, const struct resource *r, const char *why)
{
    const char *days_zh = r->end_ms - t->now_ms > 2 * 86400000LL ? "7 天" : "1 天";
    const char *days_en = r->end_ms - t->now_ms > 2 * 86400000LL ? "7 days" : "a day";
    bool poor = strcmp(why, "ledger.balance_short") == 0;
    return turn_notify(
        t,
        &(struct turn_notice){
            .org_id = r->org_id,
            .kind = "expiring",
            .object = "resource",
            .object_id = r->id,
            .text_zh = poor ? kb_printf(t->arena, "%s 将在 %s 内到期，余额不足以自动续费，请充值",
                                        r->alias, days_zh)
                            : kb_printf(t->arena, "%s 将在 %s 内到期，请及时续费", r->alias, days_zh),
            .text_en =
                poor ? kb_printf(t->arena, "%s ends within %s; the balance cannot pay its renewal",
                                 r->alias, days_en)
                     : kb_printf(t->arena, "%s ends within %s: renew it in time", r->alias,
                                 days_en) });
}

static enum kb_code before_end(struct turn *t, const struct resource *r)
{
    bool renewed = false, last_day = r->end_ms - t->now_ms <= 86400000LL;
    const char *why = "";
    if (r->auto_renew && last_day) TRY(billing_auto_renew(t, r, &renewed, &why));
    if (renewed) return KB_OK;
    int64_t next_ms = billing_next_look(t->now_ms, r->end_ms);
    TRY(turn_run(t, &q_resource_look_again, ARGS(ARG_INT(id, r->id), ARG_INT(next_ms, next_ms))));
    return r->auto_renew && !last_day ? KB_OK : remind(t, r, why);
}

static enum kb_code at_end(struct turn *t, const struct resource *r)
{
    bool renewed = false;
    const char *why;
    if (r->auto_renew) TRY(billing_auto_renew(t, r, &renewed, &why));
    return renewed ? KB_OK : billing_suspend(t, r);
}

static enum kb_code look(struct turn *t, const struct resource *r)
{
    struct job job;
    if (strcmp(r->state, "suspended") == 0) return billing_start_closing(t, r, &job);
    return r->end_ms > t->now_ms ? before_end(t, r) : at_end(t, r);
}

static enum kb_code resources_tick(struct turn *t, const struct nothing *in, struct ticked *out)
{
    struct kb_list list;
    (void)in;
    TRY(turn_all(t, &q_resources_due, ARGS(ARG_INT(now_ms, t->now_ms)), &resource_shape, 64,
                 &list));
    const struct resource *r = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(turn_due(t, "resource", r[i].id, look(t, &r[i])));
    return turn_int(t, &q_resource_next_due, ARGS(ARG_INT(now_ms, t->now_ms)), &out->next_ms);
}
HANDLER(resources_tick, nothing, ticked);

const struct turn_route resource_end_routes[] = {
    { "SYSTEM", "", WHO_SYSTEM, &resources_tick_call, "resources_tick",
      "What the clock does to resources." },
    { .method = NULL },
};
