/* period - the months of a book: closed in order by one person and a second, reopened the latest
 * first with a reason and a second person, every step kept. A closed month takes no voucher any
 * more: what happened in it is entered in the next, marked as its adjustment. */
#include "ledger/period_priv.h"

#include "ledger/day.h"
#include "ledger/page_priv.h"
#include "ledger/posting_priv.h"

#include "period_sql.h"
#include <string.h>

#define PERIODS_MAX 600
#define STEPS_MAX   200

static const char *const states[] = { "open", "closing", "closed", "reopening", NULL };

struct period_step {
    int64_t user_id, at_ms;
    const char *step, *user_name, *reason;
};
static const struct kb_field period_step_fields[] = {
    STR(period_step, step, .doc = "close_asked, closed, reopen_asked, reopened, withdrawn."),
    ID(period_step, user_id, "usr"),
    STR(period_step, user_name),
    STR(period_step, reason),
    INT(period_step, at_ms, .unit = "ms"),
    END,
};
static SHAPE(period_step);

struct period {
    int64_t month, asked_by, asked_ms, closed_id, closed_no;
    const char *state, *reason, *first_day, *last_day;
    struct kb_list checks, steps;
};
#define PERIOD_ITEM_FIELDS                                                                         \
    INT(period, month, .doc = "YYYYMM."),                                                          \
    STR(period, state, .one_of = states),                                                          \
    STR(period, first_day),                                                                        \
    STR(period, last_day),                                                                         \
    ID(period, asked_by, "usr", .doc = "Who asked for it; another person confirms."),              \
    INT(period, asked_ms, .unit = "ms"),                                                           \
    STR(period, reason),                                                                           \
    INT(period, closed_no, .doc = "The last voucher when it was closed.")
static const struct kb_field period_item_fields[] = { PERIOD_ITEM_FIELDS, END };
static const struct kb_shape period_item_shape = { "period_item", sizeof(struct period),
                                                   period_item_fields };
static const struct kb_field period_fields[] = {
    PERIOD_ITEM_FIELDS,
    LIST(period, checks, period_check_shape),
    LIST(period, steps, period_step_shape, .doc = "What was done to it, the latest first."),
    END,
};
static SHAPE(period);

static const struct kb_field period_row_fields[] = {
    INT(period, month),  STR(period, state),     INT(period, asked_by),  INT(period, asked_ms),
    STR(period, reason), INT(period, closed_id), INT(period, closed_no), END,
};
static const struct kb_shape period_row_shape = { "period", sizeof(struct period),
                                                  period_row_fields };

static const struct kb_field period_book_fields[] = {
    INT(period_book, book_id),
    INT(period_book, utc_offset_min),
    INT(period_book, opened_ms),
    INT(period_book, closed_to),
    INT(period_book, last_id),
    INT(period_book, last_no),
    END,
};
static SHAPE(period_book);

/* --- which months there are --- */

static enum kb_code book_of(struct turn *t, struct period_book *out)
{
    return turn_find(t, "book", &q_period_book, ARGS(ARG_INT(org_id, t->actor.org_id)),
                     &period_book_shape, out);
}

static int64_t month_at(const struct period_book *book, int64_t at_ms)
{
    char day[LEDGER_DAY_SIZE];
    ledger_day(at_ms, book->utc_offset_min, day);
    return ledger_day_month(day);
}

/* The month to close next: after the last closed one, or that of the opening. */
static int64_t first_open(const struct period_book *book)
{
    return book->closed_to ? ledger_month_add(book->closed_to, 1) : month_at(book, book->opened_ms);
}

static void set_days(struct turn *t, struct period *p)
{
    char *first = kb_alloc(t->arena, LEDGER_DAY_SIZE), *last = kb_alloc(t->arena, LEDGER_DAY_SIZE);
    ledger_month_first(p->month, first);
    ledger_month_last(p->month, last);
    p->first_day = first;
    p->last_day = last;
}

static enum kb_code period_row(struct turn *t, const struct period_book *book, int64_t month,
                               struct period *out)
{
    if (!ledger_month_ok(month))
        return kb_fail_field(t->err, "month", "request.field", "month must be YYYYMM");
    if (month < month_at(book, book->opened_ms) || month > month_at(book, t->now_ms))
        return kb_fail(t->err, KB_NOT_FOUND, "not_found", "the book has no such period");
    enum kb_code code = db_one(t->db, t->arena, &q_period_find,
                               ARGS(ARG_INT(org_id, book->book_id), ARG_INT(month, month)),
                               &period_row_shape, out, t->err);
    if (code == KB_NOT_FOUND)
        *out = (struct period){ .month = month, .state = "open", .reason = "" };
    else
        TRY(code);
    set_days(t, out);
    return KB_OK;
}

/* --- reading --- */

struct periods {
    struct kb_list items;
};
static const struct kb_field periods_fields[] = { LIST(periods, items, period_item_shape), END };
static SHAPE(periods);

static enum kb_code periods_list(struct turn *t, const struct nothing *in, struct periods *out)
{
    struct period_book book;
    struct kb_list rows;
    (void)in;
    TRY(book_of(t, &book));
    TRY(turn_all(t, &q_periods, ARGS(ARG_INT(org_id, book.book_id), ARG_INT(rows, PERIODS_MAX)),
                 &period_row_shape, PERIODS_MAX, &rows));
    struct period *items = kb_alloc(t->arena, PERIODS_MAX * sizeof *items);
    const struct period *row = rows.at;
    int64_t first = month_at(&book, book.opened_ms), k = 0;
    for (int64_t m = month_at(&book, t->now_ms); m >= first && out->items.n < PERIODS_MAX;
         m = ledger_month_add(m, -1)) {
        struct period *p = &items[out->items.n++];
        while (k < rows.n && row[k].month > m) k++;
        *p = k < rows.n && row[k].month == m
                 ? row[k]
                 : (struct period){ .month = m, .state = "open", .reason = "" };
        set_days(t, p);
    }
    out->items.at = items;
    return KB_OK;
}
HANDLER(periods_list, nothing, periods);

struct period_id {
    int64_t month;
};
static const struct kb_field period_id_fields[] = {
    INT(period_id, month, .min = LEDGER_MONTH_MIN, .max = LEDGER_MONTH_MAX, .doc = "YYYYMM."), END
};
static SHAPE(period_id);

/* What was closed before was looked at then. */
static enum kb_code chain_from(struct turn *t, const struct period_book *book,
                               struct period_chain *out)
{
    struct period closed;
    *out = (struct period_chain){ .text = "" };
    if (!book->closed_to) return KB_OK;
    TRY(period_row(t, book, book->closed_to, &closed));
    out->no = closed.closed_no;
    return KB_OK;
}

static enum kb_code fill(struct turn *t, const struct period_book *book,
                         const struct period_chain *chain, struct period *out)
{
    TRY(ledger_period_checks(t, book, out->month, chain, &out->checks));
    return turn_all(
        t, &q_period_steps,
        ARGS(ARG_INT(org_id, book->book_id), ARG_INT(month, out->month), ARG_INT(rows, STEPS_MAX)),
        &period_step_shape, STEPS_MAX, &out->steps);
}

static enum kb_code period_get(struct turn *t, const struct period_id *in, struct period *out)
{
    struct period_book book;
    struct period_chain chain;
    TRY(book_of(t, &book));
    TRY(period_row(t, &book, in->month, out));
    TRY(chain_from(t, &book, &chain));
    TRY(ledger_period_chain(t, &chain));
    return fill(t, &book, &chain, out);
}
HANDLER(period_get, period_id, period);

/* --- moving --- */

static enum kb_code step(struct turn *t, const struct period_book *book, struct period *p,
                         const char *what)
{
    TRY(turn_run(t, &q_period_set,
                 ARGS(ARG_INT(book_id, book->book_id), ARG_INT(month, p->month),
                      ARG_STR(state, p->state), ARG_INT(closed_id, p->closed_id),
                      ARG_INT(closed_no, p->closed_no), ARG_INT(asked_by, p->asked_by),
                      ARG_INT(asked_ms, p->asked_ms), ARG_STR(reason, p->reason))));
    TRY(turn_run(t, &q_period_step_add,
                 ARGS(ARG_INT(id, turn_new_id(t)), ARG_INT(book_id, book->book_id),
                      ARG_INT(month, p->month), ARG_STR(step, what),
                      ARG_INT(user_id, t->actor.user_id), ARG_STR(reason, p->reason),
                      ARG_INT(at_ms, t->now_ms))));
    return turn_change(t, book->book_id, "period", book->book_id, what,
                       kb_printf(t->arena, "{\"month\":%lld}", (long long)p->month));
}

static enum kb_code in_state(struct turn *t, const struct period *p, const char *a, const char *b)
{
    if (strcmp(p->state, a) == 0 || strcmp(p->state, b) == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "state.move", "the period is %s", p->state);
}

static enum kb_code may_close(struct turn *t, const struct period_book *book, int64_t month)
{
    int64_t next = first_open(book);
    if (month >= month_at(book, t->now_ms))
        return kb_fail(t->err, KB_CONFLICT, "ledger.period_current",
                       "the month is not over: it can be closed from its end on");
    if (month == next) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.period_order", "close %lld-%02lld first",
                   (long long)(next / 100), (long long)(next % 100));
}

static enum kb_code nothing_in_the_way(struct turn *t, const struct kb_list *checks)
{
    const struct period_check *c = checks->at;
    for (int64_t i = 0; i < checks->n; i++)
        if (!c[i].ok && c[i].blocking)
            return kb_fail(t->err, KB_CONFLICT, "ledger.period_blocked", "%s: %lld. See %s",
                           c[i].title_en, (long long)c[i].count, c[i].where);
    return KB_OK;
}

/* Recomputing the book takes long: on a reader's snapshot, what came since is looked at in the
 * turn. */
static enum kb_code period_look(struct turn *t, const struct period_id *in)
{
    struct period_book book;
    struct period_chain *chain = KB_NEW(t->arena, struct period_chain);
    (void)in;
    TRY(book_of(t, &book));
    TRY(chain_from(t, &book, chain));
    t->prepared = chain;
    return ledger_period_chain(t, chain);
}

static enum kb_code check_all(struct turn *t, const struct period_book *book, struct period *p)
{
    struct period_chain *chain = t->prepared;
    TRY(ledger_period_chain(t, chain));
    TRY(fill(t, book, chain, p));
    return nothing_in_the_way(t, &p->checks);
}

static enum kb_code period_close(struct turn *t, const struct period_id *in, struct period *out)
{
    struct period_book book;
    TRY(book_of(t, &book));
    TRY(period_row(t, &book, in->month, out));
    TRY(in_state(t, out, "open", "open"));
    TRY(may_close(t, &book, in->month));
    TRY(check_all(t, &book, out));
    out->state = "closing";
    out->asked_by = t->actor.user_id;
    out->asked_ms = t->now_ms;
    out->reason = "";
    TRY(step(t, &book, out, "close_asked"));
    return fill(t, &book, t->prepared, out);
}
HANDLER_PREPARED(period_close, period_id, period, period_look);

struct period_reopen {
    int64_t month;
    const char *reason;
};
static const struct kb_field period_reopen_fields[] = {
    INT(period_reopen, month, .min = LEDGER_MONTH_MIN, .max = LEDGER_MONTH_MAX, .doc = "YYYYMM."),
    STR(period_reopen, reason, .min = 1, .max = 200),
    END,
};
static SHAPE(period_reopen);

static enum kb_code period_reopen(struct turn *t, const struct period_reopen *in,
                                  struct period *out)
{
    struct period_book book;
    struct period_chain chain = { .text = "" };
    TRY(book_of(t, &book));
    TRY(period_row(t, &book, in->month, out));
    TRY(in_state(t, out, "closed", "closed"));
    if (in->month != book.closed_to)
        return kb_fail(t->err, KB_CONFLICT, "ledger.period_order", "reopen %lld-%02lld first",
                       (long long)(book.closed_to / 100), (long long)(book.closed_to % 100));
    out->state = "reopening";
    out->asked_by = t->actor.user_id;
    out->asked_ms = t->now_ms;
    out->reason = in->reason;
    TRY(step(t, &book, out, "reopen_asked"));
    return fill(t, &book, &chain, out);
}
HANDLER(period_reopen, period_reopen, period);

static enum kb_code set_closed_to(struct turn *t, const struct period_book *book, int64_t month)
{
    return turn_run_one(t, &q_period_close,
                        ARGS(ARG_INT(book_id, book->book_id), ARG_INT(closed_to, month),
                             ARG_INT(was_closed_to, book->closed_to)));
}

static enum kb_code confirm_close(struct turn *t, const struct period_book *book, struct period *p)
{
    TRY(may_close(t, book, p->month));
    TRY(check_all(t, book, p));
    p->state = "closed";
    p->closed_id = book->last_id;
    p->closed_no = book->last_no;
    TRY(set_closed_to(t, book, p->month));
    return step(t, book, p, "closed");
}

static enum kb_code confirm_reopen(struct turn *t, const struct period_book *book, struct period *p)
{
    bool first = p->month == month_at(book, book->opened_ms);
    p->state = "open";
    p->closed_id = p->closed_no = 0;
    TRY(set_closed_to(t, book, first ? 0 : ledger_month_add(p->month, -1)));
    return step(t, book, p, "reopened");
}

static enum kb_code period_confirm(struct turn *t, const struct period_id *in, struct period *out)
{
    struct period_book book;
    TRY(book_of(t, &book));
    TRY(period_row(t, &book, in->month, out));
    TRY(in_state(t, out, "closing", "reopening"));
    if (out->asked_by == t->actor.user_id)
        return kb_fail(t->err, KB_CONFLICT, "ledger.period_own",
                       "you asked for it: another person of finance confirms it");
    TRY(strcmp(out->state, "closing") == 0 ? confirm_close(t, &book, out)
                                           : confirm_reopen(t, &book, out));
    return fill(t, &book, t->prepared, out);
}
HANDLER_PREPARED(period_confirm, period_id, period, period_look);

static enum kb_code period_withdraw(struct turn *t, const struct period_id *in, struct period *out)
{
    struct period_book book;
    struct period_chain chain = { .text = "" };
    TRY(book_of(t, &book));
    TRY(period_row(t, &book, in->month, out));
    TRY(in_state(t, out, "closing", "reopening"));
    out->state = strcmp(out->state, "closing") == 0 ? "open" : "closed";
    TRY(step(t, &book, out, "withdrawn"));
    return fill(t, &book, &chain, out);
}
HANDLER(period_withdraw, period_id, period);

const struct turn_route period_routes[] = {
    { "GET", "/v1/periods", WHO_FINANCE, &periods_list_call, "periods_list",
      "List the months of your organisation's book." },
    { "GET", "/v1/periods/{month}", WHO_FINANCE, &period_get_call, "periods_get",
      "Show a month with what stands in the way of closing it." },
    { "POST", "/v1/periods/{month}/close", WHO_FINANCE, &period_close_call, "periods_close",
      "Ask to close a month; another person confirms." },
    { "POST", "/v1/periods/{month}/reopen", WHO_FINANCE, &period_reopen_call, "periods_reopen",
      "Ask to reopen the last closed month; another person confirms." },
    { "POST", "/v1/periods/{month}/confirm", WHO_FINANCE, &period_confirm_call, "periods_confirm",
      "Close or reopen a month that another person asked for." },
    { "POST", "/v1/periods/{month}/withdraw", WHO_FINANCE, &period_withdraw_call,
      "periods_withdraw", "Leave a month as it is after all." },
    { .method = NULL },
};
