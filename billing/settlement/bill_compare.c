/* bill_compare - a bill beside the book, line by line: the same, another price, something we do not
 * know, something of the period before or after, and what was bought but is not billed. */
#include "bill_priv.h"

#include <stdlib.h>
#include <string.h>

/* The first row of a list ordered by line_id, which is every row's first member, that is of this
 * line or behind it. */
static int64_t first_of(const struct kb_list *list, size_t size, int64_t line_id)
{
    int64_t low = 0, high = list->n;
    while (low < high) {
        int64_t mid = low + (high - low) / 2;
        const void *row = (const char *)list->at + (size_t)mid * size;
        if (*(const int64_t *)row < line_id)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const struct bill_ours *ours_of(const struct bill_books *b, int64_t line_id,
                                       enum bill_when when)
{
    const struct bill_ours *o = b->ours.at;
    for (int64_t i = first_of(&b->ours, sizeof *o, line_id);
         i < b->ours.n && o[i].line_id == line_id; i++)
        if (o[i].when == (int64_t)when) return &o[i];
    return NULL;
}

/* Whether another bill has it: what was bought then is billed in that bill's own period, or by one
 * that was shifted. */
static bool is_billed(const struct bill_books *b, int64_t line_id, enum bill_when when)
{
    const struct bill_billed *x = b->billed.at;
    for (int64_t i = first_of(&b->billed, sizeof *x, line_id);
         i < b->billed.n && x[i].line_id == line_id; i++)
        if (x[i].shifted || x[i].when == (int64_t)when) return true;
    return false;
}

static bool is_bought(const struct bill_books *b, int64_t line_id)
{
    const struct bill_ours *o = b->ours.at;
    int64_t i = first_of(&b->ours, sizeof *o, line_id);
    return i < b->ours.n && o[i].line_id == line_id;
}

static void row_is(struct bill_row *r, const char *verdict, int64_t ours_fen)
{
    r->verdict = verdict;
    r->ours_fen = ours_fen;
    r->state = strcmp(verdict, "matched") == 0 ? "matched" : "open";
}

static void row_compare(const struct bill_books *b, struct bill_row *r)
{
    static const enum bill_when near[] = { BILL_BEFORE, BILL_AFTER };
    const struct bill_ours *o = r->line_id ? ours_of(b, r->line_id, BILL_IN) : NULL;
    if (o && !is_billed(b, r->line_id, BILL_IN)) {
        row_is(r, o->fen == r->theirs_fen ? "matched" : "drift", o->fen);
        return;
    }
    for (size_t i = 0; i < COUNT(near); i++) {
        o = r->line_id ? ours_of(b, r->line_id, near[i]) : NULL;
        if (!o || is_billed(b, r->line_id, near[i])) continue;
        row_is(r, "shift", o->fen);
        return;
    }
    row_is(r, "orphan", 0);
    if (!is_bought(b, r->line_id)) r->line_id = 0; /* nothing of ours, or somebody else's */
}

static int by_line(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

void bill_compare(struct kb_arena *a, const struct bill_books *books, struct kb_list *rows,
                  struct kb_list *missing)
{
    struct bill_row *r = rows->at;
    const struct bill_ours *o = books->ours.at;
    int64_t *on_bill = kb_alloc(a, ((size_t)rows->n + 1) * sizeof *on_bill);
    struct bill_row *m = kb_alloc(a, ((size_t)books->ours.n + 1) * sizeof *m);
    for (int64_t i = 0; i < rows->n; i++) {
        row_compare(books, &r[i]);
        on_bill[i] = r[i].line_id;
    }
    qsort(on_bill, (size_t)rows->n, sizeof *on_bill, by_line);
    *missing = (struct kb_list){ m, 0 };
    for (int64_t i = 0; i < books->ours.n; i++) {
        if (o[i].when != BILL_IN || !o[i].fen) continue;
        if (bsearch(&o[i].line_id, on_bill, (size_t)rows->n, sizeof *on_bill, by_line)) continue;
        if (is_billed(books, o[i].line_id, BILL_IN)) continue;
        m[missing->n] =
            (struct bill_row){ .line_id = o[i].line_id, .ref = "", .memo = "", .note = "" };
        row_is(&m[missing->n++], "missing", o[i].fen);
    }
}
