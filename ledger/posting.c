/* posting - an event comes in, the vouchers of every organisation it touches go into the books
 * as one group: looked up by its key first (a repeat answers what was posted), planned and
 * checked, then written with nothing left that could refuse. */
#include "ledger/canon.h"
#include "ledger/day.h"
#include "ledger/posting_priv.h"

#include "posting_sql.h"
#include <string.h>

#define CUSTOMER_MONEY "2203.01" /* what a customer has paid in and may spend */
#define AT_MS_MAX INT64_C(9999999999999)

static const struct kb_field post_group_fields[] = {
    INT(post_group, id),       INT(post_group, at_ms),   INT(post_group, object_id),
    INT(post_group, order_id), INT(post_group, user_id), INT(post_group, reverses_id),
    STR(post_group, event),    STR(post_group, biz_key), STR(post_group, object),
    STR(post_group, digest),   { .name = NULL },
};
static SHAPE(post_group);

static const struct kb_field post_voucher_fields[] = {
    INT(post_voucher, id),        INT(post_voucher, group_id),
    INT(post_voucher, book_id),   INT(post_voucher, no),
    INT(post_voucher, version),   INT(post_voucher, template_id),
    INT(post_voucher, total_fen), INT(post_voucher, adjusts),
    INT(post_voucher, late),      STR(post_voucher, acct_date),
    STR(post_voucher, event),     STR(post_voucher, prev_hash),
    STR(post_voucher, hash),      { .name = NULL },
};
static SHAPE(post_voucher);

static const struct kb_field post_dims_fields[] = {
    INT(post_dims, voucher_id),  INT(post_dims, customer_id),   INT(post_dims, child_id),
    INT(post_dims, upstream_id), INT(post_dims, department_id), INT(post_dims, staff_id),
    INT(post_dims, product_id),  INT(post_dims, sku_id),        { .name = NULL },
};
static SHAPE(post_dims);

static const struct kb_field written_line_fields[] = {
    INT(post_line, voucher_id),
    INT(post_line, n),
    INT(post_line, subject_id),
    INT(post_line, party),
    INT(post_line, dr_fen),
    INT(post_line, cr_fen),
    INT(post_line, after_dr_fen),
    INT(post_line, after_cr_fen),
    { .name = NULL },
};
static const struct kb_shape written_line_shape = { "written_line", sizeof(struct post_line),
                                                    written_line_fields };

static const struct kb_field post_balance_fields[] = {
    INT(post_balance, subject_id), INT(post_balance, party), INT(post_balance, dr_fen),
    INT(post_balance, cr_fen),     INT(post_balance, guard), INT(post_balance, was_dr_fen),
    INT(post_balance, was_cr_fen), { .name = NULL },
};
static SHAPE(post_balance);

static const struct kb_field written_book_fields[] = {
    INT(post_book, id),     INT(post_book, last_no),   INT(post_book, last_id),
    INT(post_book, was_no), STR(post_book, head_hash), STR(post_book, last_date),
    { .name = NULL },
};
static const struct kb_shape written_book_shape = { "written_book", sizeof(struct post_book),
                                                    written_book_fields };

/* --- what is asked --- */

static bool key_ok(const char *key)
{
    size_t n = 0;
    for (; key && key[n]; n++) {
        char c = key[n];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (n == 80 || (!word && !strchr(":._-", c))) return false;
    }
    return n > 0;
}

static bool word_ok(const char *word)
{
    return word && strlen(word) <= LEDGER_NAME_MAX;
}

static enum kb_code leg_check(struct turn *t, const struct ledger_leg *leg)
{
    if (leg->org_id <= 0 || !word_ok(leg->role) || !word_ok(leg->mode) ||
        (leg->event && !(leg->event[0] && word_ok(leg->event))))
        return kb_fail(t->err, KB_INTERNAL, "ledger.event", "a leg needs org, role and mode");
    if (leg->department_id < 0 || leg->staff_id < 0 || leg->product_id < 0 || leg->sku_id < 0)
        return kb_fail(t->err, KB_INTERNAL, "ledger.event", "a dimension is out of range");
    for (size_t i = 0; i < LEDGER_VARS_MAX && leg->vars[i].name; i++) {
        const struct ledger_var *v = &leg->vars[i];
        if (strlen(v->name) > LEDGER_NAME_MAX)
            return kb_fail(t->err, KB_INTERNAL, "ledger.variable", "a variable's name is too long");
        if (v->fen < 0 || v->fen > LEDGER_FEN_MAX)
            return kb_fail(t->err, KB_INVALID, "ledger.amount", "%s is %lld fen", v->name,
                           (long long)v->fen);
    }
    return KB_OK;
}

static enum kb_code event_check(struct turn *t, const struct ledger_event *ev)
{
    if (!word_ok(ev->event) || !ev->event[0] || !key_ok(ev->biz_key))
        return kb_fail(t->err, KB_INTERNAL, "ledger.event", "an event needs a name and a key");
    if (ev->legs_n < 1 || ev->legs_n > LEDGER_LEGS_MAX)
        return kb_fail(t->err, KB_INTERNAL, "ledger.event", "%s has %zu legs", ev->event,
                       ev->legs_n);
    if (ev->acct_date && !ledger_day_ok(ev->acct_date))
        return kb_fail_field(t->err, "date", "ledger.date", "%.20s is not a day, YYYY-MM-DD",
                             ev->acct_date);
    if (ev->at_ms < 0 || ev->at_ms > AT_MS_MAX || ev->object_id < 0 || ev->order_id < 0 ||
        ev->product_id < 0 || ev->sku_id < 0 || (ev->object && strlen(ev->object) > 24))
        return kb_fail(t->err, KB_INTERNAL, "ledger.event",
                       "%s is of a time or object out of range", ev->event);
    for (size_t i = 0; i < ev->legs_n; i++) TRY(leg_check(t, &ev->legs[i]));
    return KB_OK;
}

/* Words of at most LEDGER_NAME_MAX, numbers of at most 20 digits, a space each. */
static size_t digest_size(const struct ledger_event *ev)
{
    const size_t word = LEDGER_NAME_MAX + 1, number = 21;
    size_t size = 3 * word + 4 * number + 16;
    for (size_t i = 0; i < ev->legs_n; i++) {
        size += 3 * word + 9 * number + 1;
        for (size_t k = 0; k < LEDGER_VARS_MAX && ev->legs[i].vars[k].name; k++)
            size += word + number;
    }
    return size;
}

/* Everything the caller chose except the time: equal for a repeat, different for another event. */
static const char *event_digest(struct turn *t, const struct ledger_event *ev)
{
    char *out = kb_alloc(t->arena, 65);
    struct ledger_canon c = ledger_canon_new(t->arena, digest_size(ev));
    ledger_canon_word(&c, ev->event);
    ledger_canon_word(&c, ev->object ? ev->object : "");
    ledger_canon_word(&c, ev->acct_date ? ev->acct_date : "");
    ledger_canon_int(&c, ev->object_id);
    ledger_canon_int(&c, ev->order_id);
    ledger_canon_int(&c, ev->product_id);
    ledger_canon_int(&c, ev->sku_id);
    for (size_t i = 0; i < ev->legs_n; i++) {
        const struct ledger_leg *l = &ev->legs[i];
        const int64_t ids[] = { l->org_id,      l->customer_id,   l->child_id, l->parent_id,
                                l->supplier_id, l->department_id, l->staff_id, l->product_id,
                                l->sku_id };
        ledger_canon_line(&c);
        ledger_canon_word(&c, l->event ? l->event : "");
        ledger_canon_word(&c, l->role);
        ledger_canon_word(&c, l->mode);
        for (size_t k = 0; k < COUNT(ids); k++) ledger_canon_int(&c, ids[k]);
        for (size_t k = 0; k < LEDGER_VARS_MAX && l->vars[k].name; k++) {
            ledger_canon_word(&c, l->vars[k].name);
            ledger_canon_int(&c, l->vars[k].fen);
        }
    }
    kb_digest(out, c.at, c.len);
    return out;
}

static enum kb_code replay(struct turn *t, const struct ledger_event *ev, const char *digest,
                           struct ledger_posted *out)
{
    struct post_group seen;
    enum kb_code code =
        db_one(t->db, t->arena, &q_group_by_key, ARGS(ARG_STR(biz_key, ev->biz_key)),
               &post_group_shape, &seen, t->err);
    if (code == KB_NOT_FOUND) return KB_OK;
    if (code != KB_OK) return code;
    if (strcmp(seen.digest, digest) != 0)
        return kb_fail(t->err, KB_CONFLICT, "ledger.key_reused",
                       "%s was posted before with other content", ev->biz_key);
    *out = (struct ledger_posted){ .group_id = seen.id, .replayed = true };
    return KB_OK;
}

/* --- writing --- */

void ledger_book_genesis(int64_t book_id, char hash[65])
{
    char text[64];
    struct ledger_canon c = { .at = text, .cap = sizeof text };
    ledger_canon_word(&c, "kboss-book");
    ledger_canon_int(&c, 1);
    ledger_canon_int(&c, book_id);
    ledger_canon_line(&c);
    kb_digest(hash, text, c.len);
}

static void hash_dims(struct ledger_canon *c, const struct post_dims *d)
{
    const int64_t ids[] = { d->customer_id, d->child_id,   d->upstream_id, d->department_id,
                            d->staff_id,    d->product_id, d->sku_id };
    ledger_canon_line(c);
    ledger_canon_word(c, "dims");
    for (size_t i = 0; i < COUNT(ids); i++) ledger_canon_int(c, ids[i]);
}

static void hash_lines(struct ledger_canon *c, const struct post_voucher *v)
{
    for (size_t i = 0; i < v->lines_n; i++) {
        const struct post_line *l = &v->lines[i];
        ledger_canon_line(c);
        ledger_canon_word(c, "line");
        ledger_canon_int(c, l->n);
        ledger_canon_word(c, l->code);
        ledger_canon_int(c, l->party);
        ledger_canon_int(c, l->dr_fen);
        ledger_canon_int(c, l->cr_fen);
    }
    ledger_canon_line(c);
}

void ledger_voucher_hash(const struct post_group *g, const struct post_voucher *v, char hash[65],
                         struct kb_arena *a)
{
    struct ledger_canon c = ledger_canon_new(a, 832 + v->lines_n * 112);
    const int64_t head[] = { 1,          v->book_id,   v->no,         v->id,      g->id,
                             g->at_ms,   g->object_id, g->order_id,   g->user_id, v->template_id,
                             v->version, v->adjusts,   g->reverses_id };
    ledger_canon_word(&c, "kboss-voucher");
    for (size_t i = 0; i < COUNT(head); i++) ledger_canon_int(&c, head[i]);
    ledger_canon_word(&c, v->acct_date);
    ledger_canon_word(&c, v->event);
    ledger_canon_word(&c, g->event);
    ledger_canon_word(&c, g->object);
    ledger_canon_word(&c, g->biz_key);
    ledger_canon_word(&c, v->prev_hash);
    if (v->dims) hash_dims(&c, v->dims);
    hash_lines(&c, v);
    kb_digest(hash, c.at, c.len);
}

/* Ids of a book's vouchers grow with their numbers, also when the clock went back between two runs
 * of the process: the maker is then moved past the book's last id. */
static int64_t id_after(struct turn *t, int64_t last_id)
{
    int64_t id = kb_new_id(t->world);
    if (id > last_id) return id;
    t->world->ids.last_ms = kb_id_ms(last_id) + 1;
    t->world->ids.sequence = 0;
    return kb_new_id(t->world);
}

/* The day begins in this book with this voucher, or the voucher is late: of a day that has gone. */
static enum kb_code day_write(struct turn *t, struct post_voucher *v)
{
    struct post_book *book = v->book;
    int order = strcmp(v->acct_date, book->last_date);
    v->late = order < 0;
    if (order <= 0) return KB_OK;
    book->last_date = v->acct_date;
    return db_run(t->db, &q_day_add,
                  ARGS(ARG_INT(book_id, book->id), ARG_STR(day, v->acct_date),
                       ARG_INT(first_no, v->no), ARG_INT(first_id, v->id)),
                  t->err);
}

static enum kb_code voucher_write(struct post *p, struct post_voucher *v)
{
    struct turn *t = p->t;
    char *hash = kb_alloc(t->arena, 65);
    struct post_book *book = v->book;
    v->id = id_after(t, book->last_id);
    v->group_id = p->group.id;
    v->no = book->last_no + 1;
    v->prev_hash = book->head_hash;
    ledger_voucher_hash(&p->group, v, hash, t->arena);
    v->hash = hash;
    book->last_no = v->no;
    book->last_id = v->id;
    book->head_hash = hash;
    TRY(day_write(t, v));
    TRY(db_put(t->db, &q_voucher_add, &post_voucher_shape, v, t->err));
    if (v->dims) {
        v->dims->voucher_id = v->id;
        TRY(db_put(t->db, &q_dims_add, &post_dims_shape, v->dims, t->err));
    }
    for (size_t i = 0; i < v->lines_n; i++) {
        v->lines[i].voucher_id = v->id;
        TRY(db_put(t->db, &q_line_add, &written_line_shape, &v->lines[i], t->err));
    }
    return KB_OK;
}

/* An update of one row that must still be as the plan found it. */
static enum kb_code put_one(struct turn *t, const struct db_query *q, const struct kb_shape *shape,
                            const void *row)
{
    int64_t before = db_changes(t->db);
    TRY(db_put(t->db, q, shape, row, t->err));
    if (db_changes(t->db) == before + 1) return KB_OK;
    return kb_fail(t->err, KB_INTERNAL, "internal", "%s: the row changed underfoot", q->name);
}

static enum kb_code balance_write(struct turn *t, const struct post_balance *b)
{
    if (b->exists) return put_one(t, &q_balance_set, &post_balance_shape, b);
    return db_put(t->db, &q_balance_add, &post_balance_shape, b, t->err);
}

static enum kb_code book_write(struct turn *t, const struct post_book *b)
{
    if (b->last_no == b->was_no) return KB_OK;
    return put_one(t, &q_book_head, &written_book_shape, b);
}

static enum kb_code adopted_write(struct post *p)
{
    struct turn *t = p->t;
    for (size_t i = 0; i < p->adopted_n; i++) {
        const struct post_adopted *a = &p->adopted[i];
        TRY(db_run(t->db, &q_subject_adopt,
                   ARGS(ARG_INT(id, a->id), ARG_INT(book_id, a->book_id), ARG_STR(code, a->code),
                        ARG_INT(now_ms, t->now_ms)),
                   t->err));
    }
    if (p->adopted_n) ledger_prepared_forget(t->db);
    return KB_OK;
}

/* Money that a customer can spend has come, from wherever: whoever waits for it is told. */
static enum kb_code credits_tell(const struct post *p)
{
    for (size_t i = 0; i < p->vouchers_n; i++) {
        const struct post_voucher *v = &p->vouchers[i];
        for (size_t k = 0; k < v->lines_n; k++) {
            const struct post_line *l = &v->lines[k];
            if (l->party && l->cr_fen > l->dr_fen && strcmp(l->code, CUSTOMER_MONEY) == 0)
                TRY(turn_tell(p->t, "balance.credited", l->party));
        }
    }
    return KB_OK;
}

enum kb_code ledger_write(struct post *p)
{
    struct turn *t = p->t;
    p->group.id = kb_new_id(t->world);
    TRY(db_put(t->db, &q_group_add, &post_group_shape, &p->group, t->err));
    for (size_t i = 0; i < p->vouchers_n; i++)
        if (p->vouchers[i].lines_n > 0) TRY(voucher_write(p, &p->vouchers[i]));
    for (size_t i = 0; i < p->balances_n; i++) TRY(balance_write(t, &p->balances[i]));
    for (size_t i = 0; i < p->books_n; i++) TRY(book_write(t, &p->books[i]));
    TRY(adopted_write(p));
    return credits_tell(p);
}

enum kb_code ledger_post(struct turn *t, const struct ledger_event *ev, struct ledger_posted *out)
{
    *out = (struct ledger_posted){ 0 };
    TRY(event_check(t, ev));
    const char *digest = event_digest(t, ev);
    TRY(replay(t, ev, digest, out));
    if (out->replayed) return KB_OK;
    ledger_prepared_bound(t->db);
    struct post p = { .t = t, .ev = ev, .from = &post_from_books };
    p.group = (struct post_group){
        .at_ms = ev->at_ms ? ev->at_ms : t->now_ms,
        .object_id = ev->object_id,
        .order_id = ev->order_id,
        .user_id = t->actor.user_id,
        .event = ev->event,
        .biz_key = ev->biz_key,
        .object = ev->object ? ev->object : "",
        .digest = digest,
    };
    TRY(ledger_plan(&p));
    TRY(ledger_write(&p));
    out->group_id = p.group.id;
    return KB_OK;
}
