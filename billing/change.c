/* change - another SKU in the place of what a customer has: the new one is placed and opened like
 * any other; when it opens, what the old one still had is given back and pays for it, in the group
 * of its capture; then the old one is there for a day more, so that what is on it can be moved.
 * When the new one does not open, the old one stays as it was. */
#include "billing/change.h"
#include "billing/quote_priv.h"
#include "billing/refund_priv.h"
#include "change_sql.h"
#include "desk/approval.h"

#include <string.h>

#define MOVE_MS (24 * 3600 * 1000LL) /* for the customer, to move */
#define CHANGE_LINES_MAX 2           /* refunds and capture are legs of one group */

_Static_assert((CHANGE_LINES_MAX + 1) * CATALOG_EDGES_MAX + 1 <= LEDGER_LEGS_MAX,
               "a change's group has room for its legs");

enum kb_code billing_changing(struct turn *t, const struct resource *r, int64_t *order_id)
{
    return turn_int(t, &q_change_waiting,
                    ARGS(ARG_INT(resource_id, r->id), ARG_INT(org_id, r->org_id)), order_id);
}

enum kb_code billing_check_unchanging(struct turn *t, const struct resource *r)
{
    int64_t order_id;
    TRY(billing_changing(t, r, &order_id));
    if (!order_id) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "resource.changing", "another is about to take its place");
}

/* --- what it gives back --- */

/* Whom its seller wants asked about a refund has to be asked before: then it is bought and closed
 * one after the other. */
static enum kb_code check_approval(struct turn *t, const struct refund *f)
{
    bool needed;
    TRY(desk_approval_needed(t,
                             &(struct approval_ask){ .org_id = f->seller_id,
                                                     .kind = "refund",
                                                     .object = "refund",
                                                     .object_id = f->id,
                                                     .amount_fen = f->back_fen },
                             &needed));
    if (!needed) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "change.approval", "%lld fen would be given back",
                   (long long)f->back_fen);
}

/* The refunds of all its lines as of an instant, and their sum. */
static enum kb_code refunds_at(struct turn *t, int64_t resource_id, int64_t at_ms,
                               struct kb_list *out, int64_t *back_fen)
{
    struct kb_list lines;
    TRY(billing_lines_with_time_left(t, resource_id, at_ms, &lines));
    if (lines.n > CHANGE_LINES_MAX)
        return kb_fail(t->err, KB_CONFLICT, "change.lines", "%lld periods are paid ahead",
                       (long long)lines.n);
    const struct order_line *l = lines.at;
    struct refund *f = kb_alloc(t->arena, CHANGE_LINES_MAX * sizeof *f);
    *back_fen = 0;
    for (int64_t i = 0; i < lines.n; i++) {
        TRY(billing_refund_of(t, &l[i], at_ms, &f[i]));
        TRY(check_approval(t, &f[i]));
        *back_fen += f[i].back_fen;
    }
    *out = (struct kb_list){ f, lines.n };
    return KB_OK;
}

/* --- the quote --- */

static bool by_the_period(const char *cycle)
{
    return cycle[0] == 'm' || cycle[0] == 'y';
}

static enum kb_code changeable(struct turn *t, const struct resource *r)
{
    if (strcmp(r->state, "active") != 0)
        return kb_fail(t->err, KB_CONFLICT, "resource.not_active",
                       "only what is open can be changed");
    if (!by_the_period(r->cycle))
        return kb_fail(t->err, KB_CONFLICT, "resource.no_end",
                       "what is paid by the %s is closed and bought anew", r->cycle);
    return billing_check_unchanging(t, r);
}

enum kb_code quote_change(struct turn *t, const struct resource *r, const struct sku *sku,
                          struct quote *q, struct quote_line *l)
{
    struct resource_access access;
    struct kb_list refunds;
    TRY(changeable(t, r));
    if (sku->id == r->sku_id)
        return kb_fail_field(t->err, "sku_id", "change.same", "it is one of these already");
    if (strcmp(sku->kind, r->kind) != 0)
        return kb_fail_field(t->err, "sku_id", "change.kind", "it is of kind %s, not %s", sku->kind,
                             r->kind);
    if (!by_the_period(l->cycle))
        return kb_fail_field(t->err, "cycle", "quote.cycle", "a change is by month or year");
    TRY(billing_access_find(t, r->id, &access));
    TRY(refunds_at(t, r->id, q->created_ms, &refunds, &q->back_fen));
    l->alias = billing_alias(t, r->alias, 2);
    l->ssh_key = access.ssh_key;
    q->kind = "change";
    q->resource_id = r->id;
    q->old_end_ms = r->end_ms;
    q->expires_ms = q->created_ms + QUOTE_MS; /* what it gives back is less every day */
    return quote_price_line(t, q, sku, false, l);
}

/* --- the order --- */

static bool is_change(const struct quote *q)
{
    return strcmp(q->kind, "change") == 0;
}

enum kb_code billing_change_check(struct turn *t, const struct quote *q)
{
    struct resource r;
    struct kb_list refunds;
    int64_t back_fen;
    if (!is_change(q)) return KB_OK;
    TRY(billing_resource_of(t, q->org_id, q->resource_id, &r));
    TRY(changeable(t, &r));
    if (r.end_ms != q->old_end_ms)
        return kb_fail(t->err, KB_CONFLICT, "resource.renewed", "it was renewed since this quote");
    TRY(refunds_at(t, r.id, q->created_ms, &refunds, &back_fen));
    if (back_fen == q->back_fen) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "quote.expired", "it gives back another amount by now");
}

enum kb_code billing_change_begin(struct turn *t, const struct quote *q, int64_t order_id)
{
    struct kb_list list;
    int64_t back_fen;
    if (!is_change(q)) return KB_OK;
    TRY(refunds_at(t, q->resource_id, q->created_ms, &list, &back_fen));
    struct refund *f = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        f[i].order_id = order_id;
        f[i].reason = "changed";
        TRY(billing_refund_add(t, &f[i]));
    }
    turn_touch(t, q->org_id, "resource", q->resource_id);
    return KB_OK;
}

/* --- when the new one opens, or does not --- */

enum kb_code billing_change_legs(struct turn *t, const struct order_line *l,
                                 struct ledger_leg *book, size_t *n)
{
    struct kb_list list;
    if (!l->replaces_id) return KB_OK;
    TRY(billing_refunds_of_change(t, l, &list));
    const struct refund *f = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(billing_refund_legs(t, &f[i], book, n));
    if (l->by_refund_fen) book[(*n)++] = billing_hold_leg(l, "hold", l->by_refund_fen);
    return KB_OK;
}

static enum kb_code tell_moving(struct turn *t, const struct resource *r, int64_t end_ms)
{
    turn_touch(t, r->org_id, "resource", r->id);
    if (end_ms <= t->now_ms) return KB_OK;
    return turn_notify(
        t, &(struct turn_notice){
               .org_id = r->org_id,
               .kind = "replaced",
               .object = "resource",
               .object_id = r->id,
               .text_zh = kb_printf(
                   t->arena, "%s 的变更已完成，旧资源最多再保留 24 小时，请尽快迁移数据", r->alias),
               .text_en = kb_printf(t->arena,
                                    "%s has been replaced; it is kept for up to 24 hours more, "
                                    "move your data",
                                    r->alias) });
}

enum kb_code billing_change_end(struct turn *t, const struct order_line *l)
{
    struct kb_list list;
    struct resource old;
    if (!l->replaces_id) return KB_OK;
    TRY(billing_refunds_of_change(t, l, &list));
    const struct refund *f = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(billing_refund_done(t, &f[i]));
    TRY(billing_resource_find(t, l->replaces_id, &old));
    int64_t end_ms = t->now_ms + MOVE_MS;
    if (old.end_ms < end_ms) end_ms = old.end_ms;
    TRY(turn_run(t, &q_resource_cut,
                 ARGS(ARG_INT(id, old.id), ARG_INT(org_id, l->org_id), ARG_INT(end_ms, end_ms),
                      ARG_INT(next_ms, billing_next_look(t->now_ms, end_ms)))));
    TRY(turn_run_one(t, &q_resource_no_renewal,
                     ARGS(ARG_INT(id, old.id), ARG_INT(org_id, l->org_id))));
    return tell_moving(t, &old, end_ms);
}

enum kb_code billing_change_drop(struct turn *t, const struct order_line *l, const char *reason)
{
    struct kb_list list;
    if (!l->replaces_id) return KB_OK;
    TRY(billing_refunds_of_change(t, l, &list));
    const struct refund *f = list.at;
    for (int64_t i = 0; i < list.n; i++)
        TRY(turn_run_one(t, &q_refund_drop,
                         ARGS(ARG_INT(id, f[i].id), ARG_INT(org_id, l->org_id),
                              ARG_STR(reason, reason), ARG_INT(now_ms, t->now_ms))));
    turn_touch(t, l->org_id, "resource", l->replaces_id);
    return KB_OK;
}
