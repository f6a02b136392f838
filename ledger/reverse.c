/* reverse - a correction: the vouchers of a manual entry once more, debit and credit exchanged, in
 * a group of its own that names the one it reverses. Only once, and only what people recorded:
 * events of the selling chain are in several books and are corrected by refunds. */
#include "ledger/entry_priv.h"
#include "ledger/template_priv.h"

#include "reverse_sql.h"
#include <string.h>

#define VOUCHERS_MAX LEDGER_LEGS_MAX

struct reverse_voucher {
    int64_t id, template_id, version, total_fen;
    const char *event;
};
static const struct kb_field reverse_voucher_fields[] = {
    INT(reverse_voucher, id),      INT(reverse_voucher, template_id),
    INT(reverse_voucher, version), INT(reverse_voucher, total_fen),
    STR(reverse_voucher, event),   { .name = NULL },
};
static SHAPE(reverse_voucher);

struct reverse_line {
    int64_t subject_id, party, dr_fen, cr_fen, closed_ms;
    const char *code, *rule, *mirror, *dims;
};
static const struct kb_field reverse_line_fields[] = {
    INT(reverse_line, subject_id), INT(reverse_line, party),
    INT(reverse_line, dr_fen),     INT(reverse_line, cr_fen),
    INT(reverse_line, closed_ms),  STR(reverse_line, code),
    STR(reverse_line, rule),       STR(reverse_line, mirror),
    STR(reverse_line, dims),       { .name = NULL },
};
static SHAPE(reverse_line);

static const struct kb_field dims_fields[] = {
    INT(post_dims, customer_id),   INT(post_dims, child_id), INT(post_dims, upstream_id),
    INT(post_dims, department_id), INT(post_dims, staff_id), INT(post_dims, product_id),
    INT(post_dims, sku_id),        { .name = NULL },
};
static const struct kb_shape dims_shape = { "dims", sizeof(struct post_dims), dims_fields };

static const struct kb_field source_entry_fields[] = {
    STR(entry, event),         INT(entry, group_id), INT(entry, customer_id), INT(entry, child_id),
    INT(entry, department_id), INT(entry, staff_id), INT(entry, total_fen),   { .name = NULL },
};
static const struct kb_shape source_entry_shape = { "entry", sizeof(struct entry),
                                                    source_entry_fields };

/* --- the plan --- */

static enum kb_code line_exchange(struct post *p, const struct reverse_line *from,
                                  struct post_line *to)
{
    struct post_rule *r = KB_NEW(p->t->arena, struct post_rule);
    *r = (struct post_rule){ .subject_id = from->subject_id,
                             .code = from->code,
                             .party = ledger_party_of(from->dims),
                             .guard = ledger_guard_of(from->rule),
                             .mirror = ledger_mirror_of(from->mirror) };
    *to = (struct post_line){ .subject_id = from->subject_id,
                              .party = from->party,
                              .dr_fen = from->dr_fen,
                              .cr_fen = from->cr_fen,
                              .code = from->code,
                              .rule = r };
    if (!from->closed_ms) return KB_OK;
    return kb_fail(p->t->err, KB_CONFLICT, "ledger.subject_closed",
                   "subject %s is closed for further posting", from->code);
}

static enum kb_code voucher_exchange(struct post *p, const struct reverse_voucher *from,
                                     struct post_voucher *v)
{
    struct turn *t = p->t;
    struct kb_list list;
    struct post_dims *dims = KB_NEW(t->arena, struct post_dims);
    TRY(ledger_plan_book(p, v, t->actor.org_id));
    v->event = from->event;
    v->template_id = from->template_id;
    v->version = from->version;
    v->total_fen = from->total_fen;
    TRY(turn_all(t, &q_reverse_lines,
                 ARGS(ARG_INT(voucher_id, from->id), ARG_INT(org_id, t->actor.org_id)),
                 &reverse_line_shape, LEDGER_LINES_MAX, &list));
    v->lines = kb_alloc(t->arena, (size_t)(list.n + 1) * sizeof *v->lines);
    for (; (int64_t)v->lines_n < list.n; v->lines_n++) {
        const struct reverse_line *rows = list.at;
        TRY(line_exchange(p, &rows[v->lines_n], &v->lines[v->lines_n]));
        v->lines[v->lines_n].n = (int64_t)v->lines_n + 1;
    }
    enum kb_code code = db_one(t->db, t->arena, &q_reverse_dims,
                               ARGS(ARG_INT(voucher_id, from->id)), &dims_shape, dims, t->err);
    if (code == KB_OK) v->dims = dims;
    return code == KB_NOT_FOUND ? KB_OK : code;
}

static const char *digest_of(struct turn *t, const struct entry *e)
{
    char *hash = kb_alloc(t->arena, 65);
    const char *text = kb_printf(t->arena, "reversal %lld", (long long)e->reverses_id);
    kb_digest(hash, text, strlen(text));
    return hash;
}

static enum kb_code plan(struct turn *t, const struct entry *e, struct post *p)
{
    struct entry source;
    struct kb_list list;
    struct ledger_event *ev = KB_NEW(t->arena, struct ledger_event);
    TRY(turn_find(t, "entry", &q_reverse_entry,
                  ARGS(ARG_INT(id, e->reverses_id), ARG_INT(org_id, t->actor.org_id)),
                  &source_entry_shape, &source));
    TRY(turn_all(t, &q_reverse_vouchers,
                 ARGS(ARG_INT(group_id, source.group_id), ARG_INT(org_id, t->actor.org_id)),
                 &reverse_voucher_shape, VOUCHERS_MAX, &list));
    *ev = (struct ledger_event){ .event = e->event, .acct_date = e->date };
    *p = (struct post){ .t = t, .ev = ev, .from = &post_from_books };
    p->group = (struct post_group){ .at_ms = t->now_ms,
                                    .object_id = e->id,
                                    .user_id = t->actor.user_id,
                                    .reverses_id = source.group_id,
                                    .event = e->event,
                                    .object = "entry",
                                    .digest = digest_of(t, e) };
    p->group.biz_key = kb_printf(t->arena, "entry:%lld", (long long)e->id);
    ledger_plan_begin(p, (size_t)list.n);
    const struct reverse_voucher *rows = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(voucher_exchange(p, &rows[i], &p->vouchers[i]));
    return ledger_plan_end(p);
}

enum kb_code ledger_reverse_post(struct turn *t, const struct entry *e, int64_t *group_id)
{
    struct post p;
    TRY(plan(t, e, &p));
    TRY(ledger_write(&p));
    *group_id = p.group.id;
    return KB_OK;
}

/* --- the route --- */

struct reverse_source {
    int64_t voucher_id, group_id, object_id, reverses_id, foreign_n, reversals_n;
    const char *object;
};
static const struct kb_field reverse_source_fields[] = {
    INT(reverse_source, voucher_id), INT(reverse_source, group_id),
    INT(reverse_source, object_id),  INT(reverse_source, reverses_id),
    INT(reverse_source, foreign_n),  INT(reverse_source, reversals_n),
    STR(reverse_source, object),     { .name = NULL },
};
static SHAPE(reverse_source);

struct reverse_in {
    int64_t id;
    const char *reason, *date;
};
static const struct kb_field reverse_in_fields[] = {
    ID(reverse_in, id, "vou"),
    STR(reverse_in, reason, .min = 1, .max = 200),
    STR(reverse_in, date, .max = 10, .optional = true, .doc = "YYYY-MM-DD; today when not given."),
    { .name = NULL },
};
static SHAPE(reverse_in);

static enum kb_code may_reverse(struct turn *t, const struct reverse_source *s)
{
    if (strcmp(s->object, "entry") != 0 || s->foreign_n)
        return kb_fail(t->err, KB_CONFLICT, "ledger.reverse_chain",
                       "it is of an event that the system posted, in several books: refund it");
    if (s->reverses_id)
        return kb_fail(t->err, KB_CONFLICT, "ledger.reversed",
                       "it is a reversal itself: record the entry anew");
    if (s->reversals_n)
        return kb_fail(t->err, KB_CONFLICT, "ledger.reversed",
                       "it is reversed already, or a reversal waits for a second person");
    return KB_OK;
}

static enum kb_code voucher_reverse(struct turn *t, const struct reverse_in *in, struct entry *out)
{
    struct reverse_source source;
    struct post p;
    struct entry e;
    TRY(turn_find(t, "voucher", &q_reverse_source,
                  ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id)),
                  &reverse_source_shape, &source));
    TRY(may_reverse(t, &source));
    TRY(turn_find(t, "entry", &q_reverse_entry,
                  ARGS(ARG_INT(id, source.object_id), ARG_INT(org_id, t->actor.org_id)),
                  &source_entry_shape, &e));
    e.book_id = t->actor.org_id;
    e.kind = "reversal";
    e.group_id = 0;
    e.reverses_id = source.object_id;
    e.ref = kb_printf(t->arena, "reversal:%s", turn_id_text(t, "ent", source.object_id));
    e.text = in->reason;
    e.vars = "{}";
    TRY(ledger_entry_day(t, in->date, &e.date));
    TRY(plan(t, &e, &p));
    TRY(ledger_entry_record(t, &e));
    *out = e;
    return KB_OK;
}
HANDLER(voucher_reverse, reverse_in, entry);

const struct turn_route reverse_routes[] = {
    { "POST", "/v1/vouchers/{id}/reverse", WHO_FINANCE, &voucher_reverse_call, "vouchers_reverse",
      "Reverse a manual entry by a voucher with debit and credit exchanged.", TURN_MONEY },
    { .method = NULL },
};
