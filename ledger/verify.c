/* verify - the books recomputed from their lines, sharing only the hash with the code that posted:
 * voucher by voucher, each line against the line before it and the balance it left. The same walk
 * serves a whole audit and the few vouchers of one event. */
#include "ledger/verify_priv.h"

#include "verify_sql.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const check_names[LEDGER_CHECKS] = {
    [VOUCHERS_BALANCE] = "vouchers_balance",
    [NUMBERS_GAPLESS] = "numbers_gapless",
    [HASH_CHAINS] = "hash_chains",
    [GROUPS_COMPLETE] = "groups_complete",
    [RUNNING_TOTALS] = "running_totals",
    [BALANCES_EQUAL_LINES] = "balances_equal_lines",
    [RULES_KEPT] = "rules_kept",
    [MIRRORS_AGREE] = "mirrors_agree",
    [BOOK_HEADS] = "book_heads",
    [TEMPLATES_PROVED] = "templates_proved",
    [DIMS_KEPT] = "dims_kept",
    [ENTRIES_AGREE] = "entries_agree",
    [REVERSALS_EXACT] = "reversals_exact",
    [DAYS_KEPT] = "days_kept",
    [PERIODS_KEPT] = "periods_kept",
    [SUMS_EQUAL_LINES] = "sums_equal_lines",
};

static const struct kb_field seen_voucher_fields[] = {
    INT(seen_voucher, id),
    INT(seen_voucher, group_id),
    INT(seen_voucher, book_id),
    INT(seen_voucher, no),
    INT(seen_voucher, template_id),
    INT(seen_voucher, version),
    INT(seen_voucher, total_fen),
    INT(seen_voucher, g_id),
    INT(seen_voucher, at_ms),
    INT(seen_voucher, object_id),
    INT(seen_voucher, order_id),
    INT(seen_voucher, user_id),
    INT(seen_voucher, before_id),
    INT(seen_voucher, last_no),
    INT(seen_voucher, last_id),
    INT(seen_voucher, template_version),
    STR(seen_voucher, acct_date),
    STR(seen_voucher, event),
    STR(seen_voucher, prev_hash),
    STR(seen_voucher, hash),
    STR(seen_voucher, g_event),
    STR(seen_voucher, biz_key),
    STR(seen_voucher, object),
    STR(seen_voucher, before_hash),
    STR(seen_voucher, head_hash),
    STR(seen_voucher, t_event),
    STR(seen_voucher, role),
    INT(seen_voucher, dims_of),
    INT(seen_voucher, reverses_id),
    INT(seen_voucher, adjusts),
    INT(seen_voucher, late),
    INT(seen_voucher, folded_no),
    INT(seen_voucher, closed_to),
    INT(seen_voucher, entry_id),
    INT(seen_voucher, entry_group_id),
    INT(seen_voucher, entry_total_fen),
    INT(seen_voucher, entry_reverses),
    INT(seen_voucher, day_no),
    INT(seen_voucher, day_id),
    STR(seen_voucher, entry_state),
    STR(seen_voucher, entry_date),
    INT(seen_voucher, customer_id),
    INT(seen_voucher, child_id),
    INT(seen_voucher, upstream_id),
    INT(seen_voucher, department_id),
    INT(seen_voucher, staff_id),
    INT(seen_voucher, product_id),
    INT(seen_voucher, sku_id),
    { .name = NULL },
};
static SHAPE(seen_voucher);

static const struct kb_field seen_line_fields[] = {
    INT(seen_line, n),
    INT(seen_line, subject_id),
    INT(seen_line, party),
    INT(seen_line, dr_fen),
    INT(seen_line, cr_fen),
    INT(seen_line, after_dr_fen),
    INT(seen_line, after_cr_fen),
    INT(seen_line, subject_book),
    STR(seen_line, code),
    STR(seen_line, rule),
    STR(seen_line, mirror),
    { .name = NULL },
};
static SHAPE(seen_line);

static const struct kb_field seen_book_fields[] = {
    INT(seen_book, id),         INT(seen_book, last_no),  INT(seen_book, last_id),
    INT(seen_book, found_no),   INT(seen_book, found_id), STR(seen_book, head_hash),
    STR(seen_book, found_hash), INT(seen_book, month),    STR(seen_book, day),
    { .name = NULL },
};
SHAPE(seen_book);

void verify_offence(struct verify *v, enum check which, const struct seen_voucher *at,
                    const char *fmt, ...)
{
    struct ledger_check *c = &v->report->checks[which];
    char text[200];
    va_list args;
    v->report->ok = c->ok = false;
    if (c->failures++ > 0) return;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    c->book_id = at->book_id;
    c->voucher_id = at->id;
    c->voucher_no = at->no;
    c->text = at->no ? kb_printf(v->keep, "voucher no. %lld: %s", (long long)at->no, text)
                     : kb_strdup(v->keep, text);
}

/* --- one voucher --- */

static struct post_line *hash_lines(struct verify *v, const struct kb_list *list)
{
    const struct seen_line *l = list->at;
    struct post_line *out = kb_alloc(&v->scratch, (size_t)(list->n + 1) * sizeof *out);
    for (int64_t i = 0; i < list->n; i++)
        out[i] = (struct post_line){ .n = l[i].n,
                                     .code = l[i].code,
                                     .party = l[i].party,
                                     .dr_fen = l[i].dr_fen,
                                     .cr_fen = l[i].cr_fen };
    return out;
}

static void check_chain(struct verify *v, const struct seen_voucher *s, const struct kb_list *list)
{
    char hash[65], before[65];
    const struct post_group g = { .id = s->g_id,
                                  .at_ms = s->at_ms,
                                  .object_id = s->object_id,
                                  .order_id = s->order_id,
                                  .user_id = s->user_id,
                                  .reverses_id = s->reverses_id,
                                  .event = s->g_event,
                                  .biz_key = s->biz_key,
                                  .object = s->object };
    struct post_dims dims = { .customer_id = s->customer_id,
                              .child_id = s->child_id,
                              .upstream_id = s->upstream_id,
                              .department_id = s->department_id,
                              .staff_id = s->staff_id,
                              .product_id = s->product_id,
                              .sku_id = s->sku_id };
    const struct post_voucher p = { .id = s->id,
                                    .event = s->event,
                                    .adjusts = s->adjusts,
                                    .dims = s->dims_of ? &dims : NULL,
                                    .book_id = s->book_id,
                                    .no = s->no,
                                    .template_id = s->template_id,
                                    .version = s->version,
                                    .acct_date = s->acct_date,
                                    .prev_hash = s->prev_hash,
                                    .lines = hash_lines(v, list),
                                    .lines_n = (size_t)list->n };
    ledger_voucher_hash(&g, &p, hash, &v->scratch);
    if (strcmp(hash, s->hash) != 0)
        verify_offence(v, HASH_CHAINS, s, "its content has another hash");
    ledger_book_genesis(s->book_id, before);
    if (strcmp(s->prev_hash, s->no == 1 ? before : s->before_hash) != 0)
        verify_offence(v, HASH_CHAINS, s, "it does not follow from the voucher before");
}

static void check_voucher(struct verify *v, const struct seen_voucher *s,
                          const struct kb_list *list)
{
    const struct seen_line *l = list->at;
    int64_t dr = 0, cr = 0;
    for (int64_t i = 0; i < list->n; i++) {
        dr += l[i].dr_fen;
        cr += l[i].cr_fen;
        if (l[i].n != i + 1)
            verify_offence(v, VOUCHERS_BALANCE, s, "line %lld is missing", (long long)i + 1);
        if (l[i].subject_book != s->book_id)
            verify_offence(v, VOUCHERS_BALANCE, s, "line %lld is of another book",
                           (long long)l[i].n);
    }
    if (dr != cr || dr != s->total_fen || list->n < 2)
        verify_offence(v, VOUCHERS_BALANCE, s, "debits %lld, credits %lld, total %lld fen",
                       (long long)dr, (long long)cr, (long long)s->total_fen);
    if (s->no > 1 && (s->before_id == 0 || s->before_id >= s->id))
        verify_offence(v, NUMBERS_GAPLESS, s, "no. %lld is missing or younger",
                       (long long)s->no - 1);
    if (s->g_id == 0) verify_offence(v, GROUPS_COMPLETE, s, "its group is missing");
    if (s->template_version != s->version || strcmp(s->t_event, s->event) != 0)
        verify_offence(v, GROUPS_COMPLETE, s, "its entry template is missing or of another event");
    bool last = s->no == s->last_no;
    if (s->no > s->last_no || (last && (s->id != s->last_id || strcmp(s->hash, s->head_hash) != 0)))
        verify_offence(v, BOOK_HEADS, s, "the book's head is not at its last voucher");
}

static enum kb_code on_voucher(void *self, const void *row, struct kb_error *err)
{
    struct verify *v = self;
    const struct seen_voucher *s = row;
    struct kb_list list;
    kb_arena_reset(&v->scratch);
    TRY(db_list(v->db, &v->scratch, &q_voucher_lines, ARGS(ARG_INT(voucher_id, s->id)),
                &seen_line_shape, LEDGER_LINES_MAX, &list, err));
    check_voucher(v, s, &list);
    check_chain(v, s, &list);
    TRY(verify_kept(v, s, &list, err));
    verify_sums_add(v, s, &list);
    const struct seen_line *lines = list.at;
    for (int64_t i = 0; i < list.n; i++) TRY(verify_line(v, s, &lines[i], err));
    v->report->vouchers++;
    v->report->lines += list.n;
    v->report->last_voucher_id = s->id;
    v->report->last_no = s->no;
    return KB_OK;
}

/* --- the whole book --- */

static enum kb_code on_head(void *self, const void *row, struct kb_error *err)
{
    struct verify *v = self;
    const struct seen_book *b = row;
    char genesis[65];
    (void)err;
    ledger_book_genesis(b->id, genesis);
    const char *hash = b->found_no ? b->found_hash : genesis;
    if (b->last_no != b->found_no || b->last_id != b->found_id || strcmp(b->head_hash, hash) != 0)
        verify_offence(v, BOOK_HEADS, &(struct seen_voucher){ .book_id = b->id },
                       "the book ends at no. %lld, its last voucher is no. %lld",
                       (long long)b->last_no, (long long)b->found_no);
    return KB_OK;
}

static enum kb_code on_balance_orphan(void *self, const void *row, struct kb_error *err)
{
    const struct seen_book *b = row;
    (void)err;
    verify_offence(self, BALANCES_EQUAL_LINES, &(struct seen_voucher){ .book_id = b->id },
                   "%lld balances rest on no line", (long long)b->found_no);
    return KB_OK;
}

static enum kb_code on_line_orphan(void *self, const void *row, struct kb_error *err)
{
    const struct seen_book *b = row;
    (void)err;
    verify_offence(self, GROUPS_COMPLETE, &(struct seen_voucher){ .book_id = b->id },
                   "%lld lines belong to no voucher", (long long)b->found_no);
    return KB_OK;
}

static enum kb_code on_template(void *self, const void *row, struct kb_error *err)
{
    struct verify *v = self;
    const struct seen_book *b = row;
    kb_arena_reset(&v->scratch);
    enum kb_code code = ledger_template_check(v->db, &v->scratch, b->id, err);
    if (code == KB_OK && b->found_no)
        verify_offence(v, TEMPLATES_PROVED, &(struct seen_voucher){ 0 },
                       "a template is in use whose proof failed");
    if (code == KB_OK || code != KB_INVALID) return code;
    verify_offence(v, TEMPLATES_PROVED, &(struct seen_voucher){ 0 }, "%.180s", err->text);
    return KB_OK;
}

static enum kb_code whole_books(struct verify *v, struct kb_error *err)
{
    const struct {
        const struct db_query *q;
        enum kb_code (*row)(void *self, const void *row, struct kb_error *err);
    } passes[] = {
        { &q_book_heads, on_head },
        { &q_balance_orphans, on_balance_orphan },
        { &q_line_orphans, on_line_orphan },
        { &q_templates_active, on_template },
    };
    for (size_t i = 0; i < COUNT(passes); i++)
        TRY(db_each(v->db, passes[i].q,
                    ARGS(ARG_INT(book_low, v->book_low), ARG_INT(book_high, v->book_high)),
                    &seen_book_shape, &(struct db_visitor){ passes[i].row, v }, err));
    return KB_OK;
}

static void begin(struct verify *v)
{
    *v->report = (struct ledger_report){ .ok = true };
    for (size_t i = 0; i < LEDGER_CHECKS; i++)
        v->report->checks[i] =
            (struct ledger_check){ .name = check_names[i], .ok = true, .text = "" };
}

static enum kb_code vouchers(struct verify *v, int64_t after_id, struct kb_error *err)
{
    begin(v);
    v->report->last_voucher_id = after_id;
    return db_each(v->db, &q_vouchers_after,
                   ARGS(ARG_INT(after_id, after_id), ARG_INT(book_low, v->book_low),
                        ARG_INT(book_high, v->book_high)),
                   &seen_voucher_shape, &(struct db_visitor){ on_voucher, v }, err);
}

enum kb_code ledger_verify(struct db *db, struct kb_arena *a, int64_t book_id,
                           struct ledger_report *out, struct kb_error *err)
{
    struct verify v = { .db = db,
                        .keep = a,
                        .report = out,
                        .book_low = book_id ? book_id : 1,
                        .book_high = book_id ? book_id : INT64_MAX };
    enum kb_code code = vouchers(&v, 0, err);
    if (code == KB_OK) code = whole_books(&v, err);
    if (code == KB_OK) code = verify_kept_whole(&v, err);
    if (code == KB_OK) code = verify_sums_whole(&v, err);
    kb_arena_done(&v.scratch);
    return code;
}

enum kb_code ledger_verify_since(struct db *db, struct kb_arena *a, int64_t after_id,
                                 struct ledger_report *out, struct kb_error *err)
{
    struct verify v = { .db = db, .keep = a, .report = out, .book_low = 1, .book_high = INT64_MAX };
    enum kb_code code = vouchers(&v, after_id, err);
    kb_arena_done(&v.scratch);
    return code;
}

enum kb_code ledger_verify_book(struct db *db, struct kb_arena *a, int64_t book_id,
                                int64_t after_no, struct ledger_report *out, struct kb_error *err)
{
    struct verify v = { .db = db, .keep = a, .report = out };
    begin(&v);
    out->last_no = after_no;
    enum kb_code code = db_each(db, &q_vouchers_of_book,
                                ARGS(ARG_INT(book_id, book_id), ARG_INT(after_no, after_no)),
                                &seen_voucher_shape, &(struct db_visitor){ on_voucher, &v }, err);
    kb_arena_done(&v.scratch);
    return code;
}
