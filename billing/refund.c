/* refund - what closing something early gives back: of every line that paid for time still to come,
 * the part of it, found when closing is asked for and paid when it is really closed. Each edge of
 * the chain gives back by its own terms; what is kept is rounded first and then split, so that
 * nothing is lost or made. */
#include "billing/refund_priv.h"
#include "desk/approval.h"
#include "ledger/muldiv.h"
#include "refund_sql.h"

#include <string.h>

#define DAY_MS INT64_C(86400000)

static const struct kb_field refund_fields[] = {
    ID(refund, id, "rfd"),
    ID(refund, org_id, "org"),
    STR(refund, customer),
    ID(refund, line_id, "lin"),
    ID(refund, resource_id, "res"),
    STR(refund, alias),
    INT(refund, used_s),
    INT(refund, total_s),
    INT(refund, price_fen, .unit = "fen", .doc = "What the line cost."),
    INT(refund, kept_fen, .unit = "fen", .doc = "What was used of it."),
    INT(refund, back_fen, .unit = "fen", .doc = "What the customer gets back."),
    STR(refund, state, .doc = "waiting until it is closed, done, dropped"),
    STR(refund, reason),
    INT(refund, created_ms, .unit = "ms"),
    INT(refund, ended_ms, .unit = "ms"),
    { .name = NULL },
};
static SHAPE(refund);
static const struct kb_field row_fields[] = {
    INT(refund, id),         INT(refund, org_id),      INT(refund, seller_id),
    INT(refund, line_id),    INT(refund, resource_id), INT(refund, order_id),
    INT(refund, used_s),     INT(refund, total_s),     INT(refund, price_fen),
    INT(refund, kept_fen),   INT(refund, back_fen),    STR(refund, state),
    STR(refund, reason),     INT(refund, created_by),  INT(refund, created_ms),
    INT(refund, ended_ms),   INT(refund, approval_id), STR(refund, customer),
    STR(refund, alias),
    { .name = NULL },
};
static const struct kb_shape row_shape = { "refund", sizeof(struct refund), row_fields };

/* --- how much --- */

static bool gives_back(const struct order_leg *l, const struct order_line *line, int64_t at_ms)
{
    if (strcmp(l->refund_policy, "days") == 0)
        return at_ms - line->from_ms <= l->refund_days * DAY_MS;
    return strcmp(l->refund_policy, "prorata") == 0;
}

enum kb_code billing_kept(struct turn *t, const struct order_line *line, const struct kb_list *list,
                          const struct line_use *u, struct line_kept *k)
{
    const struct order_leg *legs = list->at;
    int64_t weights[] = { line_cash_fen(line), line->coupon_fen }, parts[2];
    k->price_fen = line->price_fen;
    if (gives_back(&legs[list->n - 1], line, u->at_ms))
        TRY(ledger_muldiv(line->price_fen, u->used_s, u->total_s, &k->price_fen, t->err));
    TRY(ledger_split(k->price_fen, weights, 2, parts, t->err));
    k->coupon_fen = parts[1];
    for (int64_t i = 0; i < list->n; i++) {
        k->transfer_fen[i] = legs[i].transfer_fen;
        if (gives_back(&legs[i], line, u->at_ms))
            TRY(ledger_muldiv(legs[i].transfer_fen, u->used_s, u->total_s, &k->transfer_fen[i],
                              t->err));
    }
    return KB_OK;
}

static void time_of(const struct order_line *l, int64_t at_ms, struct refund *r)
{
    int64_t used_ms = at_ms > l->from_ms ? at_ms - l->from_ms : 0;
    r->total_s = (l->to_ms - l->from_ms) / 1000;
    r->used_s = used_ms / 1000;
    if (r->total_s < 1) r->total_s = 1;
    if (r->used_s > r->total_s) r->used_s = r->total_s;
}

static enum kb_code worth(struct turn *t, const struct order_line *l, int64_t at_ms,
                          struct refund *r, struct line_kept *k, struct kb_list *legs)
{
    time_of(l, at_ms, r);
    TRY(billing_legs_of(t, l->id, legs));
    TRY(billing_kept(t, l, legs, &(struct line_use){ r->used_s, r->total_s, at_ms }, k));
    r->price_fen = l->price_fen;
    r->kept_fen = k->price_fen;
    r->back_fen = line_cash_fen(l) - (k->price_fen - k->coupon_fen);
    return KB_OK;
}

/* --- above an amount its seller wants it approved --- */

struct refund_terms {
    int64_t line_id, used_s, total_s, price_fen, kept_fen, back_fen;
};
static const struct kb_field refund_terms_fields[] = {
    ID(refund_terms, line_id, "lin"), INT(refund_terms, used_s),   INT(refund_terms, total_s),
    INT(refund_terms, price_fen),     INT(refund_terms, kept_fen), INT(refund_terms, back_fen),
    { .name = NULL },
};
static SHAPE(refund_terms);

static const char *terms(struct turn *t, const struct refund *f)
{
    return desk_approval_payload(t, &refund_terms_shape,
                                 &(struct refund_terms){ f->line_id, f->used_s, f->total_s,
                                                         f->price_fen, f->kept_fen, f->back_fen });
}

static enum kb_code ask(struct turn *t, struct refund *f)
{
    struct approval a;
    const char *yuan = price_yuan(t, f->back_fen);
    TRY(desk_approval_need_for(
        t,
        &(struct approval_ask){ .org_id = f->seller_id,
                                .kind = "refund",
                                .object = "refund",
                                .object_id = f->id,
                                .amount_fen = f->back_fen,
                                .payload_json = terms(t, f),
                                .title_zh = kb_printf(t->arena, "退款 %s 元", yuan),
                                .title_en = kb_printf(t->arena, "Refund of %s", yuan) },
        &a));
    f->approval_id = a.id;
    return KB_OK;
}

/* Nobody had to be asked, or exactly this was agreed to. */
static enum kb_code allowed(struct turn *t, const struct refund *f, bool *yes)
{
    struct approval a;
    *yes = !f->approval_id;
    if (*yes) return KB_OK;
    TRY(desk_approval_find(t, f->approval_id, &a));
    *yes = desk_approved(&a);
    return *yes ? desk_approval_check(t, a.id, terms(t, f)) : KB_OK;
}

/* --- when closing is asked for --- */

enum kb_code billing_lines_with_time_left(struct turn *t, int64_t resource_id, int64_t at_ms,
                                          struct kb_list *out)
{
    return turn_all(t, &q_lines_with_time_left,
                    ARGS(ARG_INT(resource_id, resource_id), ARG_INT(at_ms, at_ms)),
                    &order_line_shape, 200, out);
}

enum kb_code billing_refund_of(struct turn *t, const struct order_line *l, int64_t at_ms,
                               struct refund *out)
{
    struct kb_list legs;
    struct line_kept k = { 0 };
    *out = (struct refund){ .id = turn_new_id(t),
                            .org_id = l->org_id,
                            .seller_id = l->seller_id,
                            .line_id = l->id,
                            .resource_id = l->resource_id,
                            .state = "waiting",
                            .reason = "",
                            .created_by = t->actor.user_id,
                            .created_ms = at_ms };
    return worth(t, l, at_ms, out, &k, &legs);
}

enum kb_code billing_refund_add(struct turn *t, const struct refund *f)
{
    return turn_put(t, &q_refund_add, &row_shape, f);
}

enum kb_code billing_refunds_add(struct turn *t, const struct resource *r, const char *reason)
{
    struct kb_list lines;
    TRY(billing_lines_with_time_left(t, r->id, t->now_ms, &lines));
    const struct order_line *l = lines.at;
    for (int64_t i = 0; i < lines.n; i++) {
        struct refund f;
        TRY(billing_refund_of(t, &l[i], t->now_ms, &f));
        f.reason = reason;
        TRY(ask(t, &f));
        TRY(billing_refund_add(t, &f));
    }
    return KB_OK;
}

/* --- when it is closed --- */

enum kb_code billing_refund_legs(struct turn *t, const struct refund *f, struct ledger_leg *book,
                                 size_t *n)
{
    struct order_line l;
    struct kb_list legs;
    struct line_kept k = { 0 };
    struct refund again = { 0 };
    TRY(turn_find(t, "order line", &q_refund_line, ARGS(ARG_INT(id, f->line_id)),
                  &order_line_shape, &l));
    TRY(worth(t, &l, f->created_ms, &again, &k, &legs));
    KB_ASSERT(again.back_fen == f->back_fen);
    TRY(billing_book_legs(t, &l, &legs, &k, book + *n));
    for (size_t end = *n + (size_t)legs.n; *n < end; (*n)++) {
        book[*n].event = "refund";
        book[*n].product_id = l.product_id;
        book[*n].sku_id = l.sku_id;
    }
    return KB_OK;
}

enum kb_code billing_refund_done(struct turn *t, const struct refund *f)
{
    TRY(turn_run_one(t, &q_line_back,
                     ARGS(ARG_INT(id, f->line_id), ARG_INT(back_fen, f->back_fen))));
    return turn_run_one(t, &q_refund_done, ARGS(ARG_INT(id, f->id), ARG_INT(now_ms, t->now_ms)));
}

static enum kb_code pay(struct turn *t, const struct refund *f)
{
    struct order_line l;
    struct ledger_leg book[CATALOG_EDGES_MAX];
    struct ledger_posted posted;
    size_t n = 0;
    TRY(turn_find(t, "order line", &q_refund_line, ARGS(ARG_INT(id, f->line_id)),
                  &order_line_shape, &l));
    TRY(billing_refund_legs(t, f, book, &n));
    TRY(ledger_post(t,
                    &(struct ledger_event){
                        .event = "refund",
                        .object = "line",
                        .object_id = l.id,
                        .order_id = l.order_id,
                        .legs = book,
                        .legs_n = n,
                        .biz_key = kb_printf(t->arena, "refund:rfd:%lld", (long long)f->id) },
                    &posted));
    return billing_refund_done(t, f);
}

static enum kb_code tell_paid(struct turn *t, const struct refund *f, int64_t back_fen)
{
    turn_touch(t, f->org_id, "balance", f->org_id);
    const char *yuan = price_yuan(t, back_fen);
    return turn_notify(
        t, &(struct turn_notice){
               .org_id = f->org_id,
               .kind = "refunded",
               .object = "resource",
               .object_id = f->resource_id,
               .text_zh = kb_printf(t->arena, "已退款 %s 元到您的余额", yuan),
               .text_en = kb_printf(t->arena, "%s was given back to your balance", yuan) });
}

enum kb_code billing_refunds_of_change(struct turn *t, const struct order_line *l,
                                       struct kb_list *out)
{
    return turn_all(t, &q_refunds_of_change,
                    ARGS(ARG_INT(org_id, l->org_id), ARG_INT(order_id, l->order_id)), &row_shape,
                    200, out);
}

enum kb_code billing_refunds_pay(struct turn *t, int64_t resource_id)
{
    struct kb_list list;
    int64_t back_fen = 0;
    TRY(turn_all(t, &q_refunds_waiting, ARGS(ARG_INT(resource_id, resource_id)), &row_shape, 200,
                 &list));
    const struct refund *f = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        bool yes;
        TRY(allowed(t, &f[i], &yes));
        if (!yes) continue;
        TRY(pay(t, &f[i]));
        back_fen += f[i].back_fen;
    }
    return back_fen ? tell_paid(t, f, back_fen) : KB_OK;
}

/* Agreed to, it is paid as soon as what it is for is closed, which may have been before. */
static enum kb_code on_decided(struct turn *t, int64_t approval_id)
{
    struct approval a;
    struct refund f;
    struct resource r;
    TRY(desk_approval_find(t, approval_id, &a));
    if (strcmp(a.object, "refund") != 0) return KB_OK;
    TRY(turn_find(t, "refund", &q_refund_find,
                  ARGS(ARG_INT(id, a.object_id), ARG_INT(org_id, a.org_id)), &row_shape, &f));
    if (strcmp(f.state, "waiting") != 0 || f.approval_id != a.id) return KB_OK;
    if (!desk_approved(&a))
        return turn_run_one(t, &q_refund_dropped,
                            ARGS(ARG_INT(id, f.id), ARG_INT(org_id, a.org_id),
                                 ARG_STR(reason, a.reason[0] ? a.reason : a.state),
                                 ARG_INT(now_ms, t->now_ms)));
    TRY(billing_resource_find(t, f.resource_id, &r));
    return strcmp(r.state, "closed") == 0 ? billing_refunds_pay(t, r.id) : KB_OK;
}

const struct turn_listener refund_listeners[] = {
    { "approval.decided", on_decided },
    { .event = NULL },
};

/* --- to be seen beforehand, and afterwards --- */

struct refund_ask {
    int64_t id;
};
static const struct kb_field refund_ask_fields[] = { ID(refund_ask, id, "res"),
                                                     { .name = NULL } };
static SHAPE(refund_ask);
struct refund_plan {
    int64_t back_fen, at_ms;
    struct kb_list lines;
};
static const struct kb_field refund_plan_fields[] = {
    INT(refund_plan, back_fen, .unit = "fen", .doc = "If it were closed now."),
    INT(refund_plan, at_ms, .unit = "ms"),
    LIST(refund_plan, lines, refund_shape),
    { .name = NULL },
};
static SHAPE(refund_plan);

static enum kb_code refund_plan(struct turn *t, const struct refund_ask *in,
                                struct refund_plan *out)
{
    struct resource r;
    struct kb_list lines;
    TRY(billing_resource_of(t, t->actor.org_id, in->id, &r));
    TRY(billing_lines_with_time_left(t, r.id, t->now_ms, &lines));
    const struct order_line *l = lines.at;
    struct refund *f = kb_alloc(t->arena, sizeof *f * (size_t)(lines.n + 1));
    for (int64_t i = 0; i < lines.n; i++) {
        TRY(billing_refund_of(t, &l[i], t->now_ms, &f[i]));
        f[i].id = 0; /* a plan: there is none yet */
        f[i].state = "";
        f[i].alias = r.alias;
        f[i].customer = "";
        out->back_fen += f[i].back_fen;
    }
    out->at_ms = t->now_ms;
    out->lines = (struct kb_list){ f, lines.n };
    return KB_OK;
}
HANDLER(refund_plan, refund_ask, refund_plan);

struct refunds {
    struct kb_list items;
    const char *next;
};
static const struct kb_field refunds_fields[] = { LIST(refunds, items, refund_shape),
                                                  STR(refunds, next),
                                                  { .name = NULL } };
static SHAPE(refunds);

static enum kb_code refunds_list(struct turn *t, const struct turn_list_in *in, struct refunds *out)
{
    int64_t after_id, rows;
    bool customer = (t->actor.who & WHO_C_ANY) != 0;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(
        t, customer ? &q_refunds_of : &q_refunds_given,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
        &row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &refund_shape);
    return KB_OK;
}
HANDLER(refunds_list, turn_list_in, refunds);

const struct turn_route refund_routes[] = {
    { "GET", "/v1/resources/{id}/refund", WHO_C_ANY, &refund_plan_call, "resources_refund",
      "What closing a resource now would give back, line by line." },
    { "GET", "/v1/refunds", WHO_C_ANY | WHO_SALES | WHO_FINANCE, &refunds_list_call,
      "refunds_list", "List refunds: your own, or those to your customers.", TURN_LIST },
    { .method = NULL },
};
