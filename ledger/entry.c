/* entry - business events that people record in their own book: one voucher each, made from the
 * event's template of role own. What moves by itself, and what must agree with a neighbour's book,
 * is not recorded by hand. Above the book's limit a second person of finance decides. */
#include "ledger/entry_priv.h"

#include "ledger/day.h"
#include "ledger/page_priv.h"
#include "ledger/template_priv.h"
#include "turn/engine.h"

#include "entry_sql.h"
#include <stdlib.h>
#include <string.h>

#define REF_MAX  40
#define VARS_MAX 2000

static const char *const states[] = { "waiting", "posted", "rejected", NULL };

static const struct kb_field entry_fields[] = {
    ID(entry, id, "ent"),
    STR(entry, kind, .doc = "event; reversal: another with debit and credit exchanged."),
    STR(entry, event),
    STR(entry, event_zh),
    STR(entry, event_en),
    STR(entry, ref),
    STR(entry, text),
    STR(entry, date),
    JSON(entry, vars, .doc = "The amounts its template names, in fen."),
    ID(entry, party_id, "org"),
    STR(entry, party_name),
    ID(entry, department_id, LEDGER_DEPARTMENT),
    ID(entry, staff_id, LEDGER_STAFF),
    INT(entry, total_fen, .unit = "fen"),
    STR(entry, state, .one_of = states),
    STR(entry, reason, .doc = "Why it was rejected."),
    ID(entry, voucher_id, "vou"),
    ID(entry, reverses_id, "ent"),
    ID(entry, reversed_by, "ent"),
    ID(entry, created_by, "usr"),
    ID(entry, decided_by, "usr"),
    INT(entry, created_ms, .unit = "ms"),
    INT(entry, decided_ms, .unit = "ms"),
    END,
};
SHAPE(entry);

/* The row, and what only the ledger needs of it. */
static const struct kb_field entry_row_fields[] = {
    INT(entry, id),
    INT(entry, book_id),
    STR(entry, kind),
    STR(entry, event),
    STR(entry, event_zh),
    STR(entry, event_en),
    STR(entry, ref),
    STR(entry, text),
    STR(entry, date),
    STR(entry, vars),
    INT(entry, customer_id),
    INT(entry, child_id),
    INT(entry, party_id),
    STR(entry, party_name),
    INT(entry, department_id),
    INT(entry, staff_id),
    INT(entry, total_fen),
    INT(entry, reverses_id),
    INT(entry, reversed_by),
    STR(entry, state),
    INT(entry, group_id),
    STR(entry, reason),
    INT(entry, voucher_id),
    INT(entry, created_by),
    INT(entry, decided_by),
    INT(entry, created_ms),
    INT(entry, decided_ms),
    END,
};
static const struct kb_shape entry_row_shape = { "entry", sizeof(struct entry), entry_row_fields };
PAGE_OUT(entries, entry);

struct entry_book {
    int64_t utc_offset_min, entry_limit_fen, opened_ms;
};
static const struct kb_field entry_book_fields[] = { INT(entry_book, utc_offset_min),
                                                     INT(entry_book, entry_limit_fen),
                                                     INT(entry_book, opened_ms), END };
static SHAPE(entry_book);

static enum kb_code book_of(struct turn *t, struct entry_book *out)
{
    return turn_find(t, "book", &q_entry_book, ARGS(ARG_INT(org_id, t->actor.org_id)),
                     &entry_book_shape, out);
}

enum kb_code ledger_entry_find(struct turn *t, int64_t id, struct entry *out)
{
    return turn_find(t, "entry", &q_entry_find,
                     ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &entry_row_shape,
                     out);
}

/* --- what is asked --- */

struct entry_new {
    const char *event, *ref, *text, *date, *vars;
    int64_t party_id, department_id, staff_id;
};
static const struct kb_field entry_new_fields[] = {
    STR(entry_new, event, .min = 1, .max = LEDGER_NAME_MAX),
    STR(entry_new, ref, .min = 1, .max = REF_MAX,
        .doc = "Your own number for it, once in the book: letters, digits and : . _ -"),
    STR(entry_new, text, .min = 1, .max = 200, .doc = "What it is for."),
    JSON(entry_new, vars, .max = VARS_MAX,
         .doc = "The amounts that the event's template names, in fen: {\"amount\": 5000}."),
    STR(entry_new, date, .max = 10, .optional = true, .doc = "YYYY-MM-DD; today when not given."),
    ID(entry_new, party_id, "org", .optional = true,
       .doc = "The own customer or distributor it is about."),
    ID(entry_new, department_id, LEDGER_DEPARTMENT, .optional = true),
    ID(entry_new, staff_id, LEDGER_STAFF, .optional = true),
    END,
};
static SHAPE(entry_new);

enum kb_code ledger_entry_day(struct turn *t, const char *wanted, const char **out)
{
    struct entry_book book;
    char *today = kb_alloc(t->arena, LEDGER_DAY_SIZE), first[LEDGER_DAY_SIZE];
    TRY(book_of(t, &book));
    ledger_day(t->now_ms, book.utc_offset_min, today);
    *out = wanted[0] ? wanted : today;
    if (!ledger_day_ok(*out))
        return kb_fail_field(t->err, "date", "ledger.date", "date must be a day, YYYY-MM-DD");
    if (strcmp(*out, today) > 0)
        return kb_fail_field(t->err, "date", "ledger.date", "%s is still to come", *out);
    ledger_day(book.opened_ms, book.utc_offset_min, first);
    ledger_month_first(ledger_day_month(first), first);
    if (strcmp(*out, first) < 0)
        return kb_fail_field(t->err, "date", "ledger.date", "the book was opened on %s", first);
    return KB_OK;
}

static enum kb_code ref_check(struct turn *t, const char *ref)
{
    static const char chars[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:._-";
    if (!ref[strspn(ref, chars)]) return KB_OK;
    return kb_fail_field(t->err, "ref", "request.field", "a ref is letters, digits and : . _ -");
}

static enum kb_code var_read(struct turn *t, const char *name, const json_t *value,
                             struct ledger_var *out)
{
    static const char chars[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    if (!name[0] || name[strspn(name, chars)] || strlen(name) > LEDGER_NAME_MAX)
        return kb_fail_field(t->err, "vars", "ledger.vars", "%.40s is not the name of an amount",
                             name);
    if (!json_is_integer(value) || json_integer_value(value) < 0 ||
        json_integer_value(value) > LEDGER_FEN_MAX)
        return kb_fail_field(t->err, "vars", "ledger.vars",
                             "%s must be a whole number of fen, not negative", name);
    *out = (struct ledger_var){ kb_strdup(t->arena, name), json_integer_value(value) };
    return KB_OK;
}

static enum kb_code vars_read(struct turn *t, const char *text, struct ledger_leg *leg,
                              const char **canonical)
{
    AUTO_JSON vars = NULL;
    const char *name;
    json_t *value;
    size_t n = 0;
    TRY(kb_json_parse(text, strlen(text), VARS_MAX, &vars, t->err));
    if (!json_is_object(vars) || json_object_size(vars) > LEDGER_VARS_MAX)
        return kb_fail_field(t->err, "vars", "ledger.vars",
                             "vars is an object of at most %d amounts", LEDGER_VARS_MAX);
    json_object_foreach(vars, name, value) TRY(var_read(t, name, value, &leg->vars[n++]));
    char *sorted = json_dumps(vars, JSON_COMPACT | JSON_SORT_KEYS);
    KB_ASSERT(sorted);
    *canonical = kb_strdup(t->arena, sorted);
    free(sorted);
    return KB_OK;
}

/* Own customers and own distributors; everybody else is absent. */
static enum kb_code party_find(struct turn *t, int64_t party_id, struct entry *e)
{
    int64_t kind = 0;
    if (!party_id) return KB_OK;
    TRY(turn_int(t, &q_entry_party,
                 ARGS(ARG_INT(party_id, party_id), ARG_INT(org_id, t->actor.org_id)), &kind));
    if (!kind) return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such party");
    *(kind == 1 ? &e->customer_id : &e->child_id) = party_id;
    return KB_OK;
}

/* Departments and staff are kept elsewhere: whoever keeps them hears "ledger.department" and
 * "ledger.staff" and refuses what is not the acting organisation's. Nobody hears: there are
 * none. */
static enum kb_code dimension_check(struct turn *t, const char *event, const char *thing,
                                    int64_t id)
{
    const struct turn_listener *const *table = t->engine ? t->engine->listeners : NULL;
    bool heard = false;
    if (!id) return KB_OK;
    for (; table && *table; table++)
        for (const struct turn_listener *l = *table; l->event; l++)
            heard |= strcmp(l->event, event) == 0;
    if (!heard) return kb_fail(t->err, KB_NOT_FOUND, "not_found", "there is no such %s", thing);
    return turn_tell(t, event, id);
}

/* --- recording --- */

static enum kb_code plan_check(struct turn *t, struct entry *e, const struct ledger_leg *leg)
{
    const struct ledger_event ev = {
        .event = e->event, .acct_date = e->date, .legs = leg, .legs_n = 1
    };
    struct post p = { .t = t, .ev = &ev, .from = &post_from_books };
    p.group = (struct post_group){ .at_ms = t->now_ms, .event = e->event };
    ledger_prepared_bound(t->db);
    TRY(ledger_plan(&p));
    e->total_fen = p.vouchers[0].total_fen;
    if (e->total_fen > 0) return KB_OK;
    return kb_fail_field(t->err, "vars", "ledger.vars", "nothing would be posted");
}

enum kb_code ledger_entry_post(struct turn *t, const struct entry *e, int64_t *group_id)
{
    const char *ignored;
    struct ledger_posted out;
    struct ledger_leg leg = ledger_entry_leg(e);
    if (e->reverses_id) return ledger_reverse_post(t, e, group_id);
    TRY(vars_read(t, e->vars, &leg, &ignored));
    TRY(ledger_post(
        t,
        &(struct ledger_event){ .event = e->event,
                                .acct_date = e->date,
                                .object = "entry",
                                .object_id = e->id,
                                .biz_key = kb_printf(t->arena, "entry:%lld", (long long)e->id),
                                .legs = &leg,
                                .legs_n = 1 },
        &out));
    *group_id = out.group_id;
    return KB_OK;
}

enum kb_code ledger_entry_record(struct turn *t, struct entry *e)
{
    struct entry_book book;
    TRY(book_of(t, &book));
    e->id = turn_new_id(t);
    e->created_by = t->actor.user_id;
    e->created_ms = t->now_ms;
    e->state = e->total_fen > book.entry_limit_fen ? "waiting" : "posted";
    if (strcmp(e->state, "posted") == 0) {
        TRY(ledger_entry_post(t, e, &e->group_id));
        e->decided_ms = t->now_ms;
    }
    TRY(turn_put(t, &q_entry_add, &entry_row_shape, e));
    TRY(turn_change(t, e->book_id, "entry", e->id, e->state, ""));
    return ledger_entry_find(t, e->id, e);
}

static bool same(const struct entry *a, const struct entry *b)
{
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->event, b->event) == 0 &&
           strcmp(a->text, b->text) == 0 && strcmp(a->date, b->date) == 0 &&
           strcmp(a->vars, b->vars) == 0 && a->customer_id == b->customer_id &&
           a->child_id == b->child_id && a->department_id == b->department_id &&
           a->staff_id == b->staff_id;
}

/* The same ref with the same content answers what there is; id 0: there is none. */
static enum kb_code known_ref(struct turn *t, const struct entry *e, struct entry *seen)
{
    enum kb_code code = db_one(t->db, t->arena, &q_entry_of_key,
                               ARGS(ARG_STR(ref, e->ref), ARG_INT(org_id, e->book_id)),
                               &entry_row_shape, seen, t->err);
    if (code == KB_NOT_FOUND) return seen->id = 0, KB_OK;
    TRY(code);
    if (same(e, seen)) return ledger_entry_find(t, seen->id, seen);
    return kb_fail_field(t->err, "ref", "ledger.key_reused",
                         "%s is the ref of another entry of this book", e->ref);
}

static enum kb_code entry_create(struct turn *t, const struct entry_new *in, struct entry *out)
{
    struct entry_event event;
    struct entry e = { .book_id = t->actor.org_id,
                       .kind = "event",
                       .event = in->event,
                       .ref = in->ref,
                       .text = in->text,
                       .department_id = in->department_id,
                       .staff_id = in->staff_id };
    TRY(ledger_event_find(t, in->event, &event));
    if (!event.manual)
        return kb_fail_field(t->err, "event", "ledger.event_automatic",
                             "%s is posted by the system alone", in->event);
    TRY(ref_check(t, in->ref));
    TRY(ledger_entry_day(t, in->date, &e.date));
    TRY(party_find(t, in->party_id, &e));
    TRY(dimension_check(t, "ledger.department", "department", in->department_id));
    TRY(dimension_check(t, "ledger.staff", "person", in->staff_id));
    struct ledger_leg leg = ledger_entry_leg(&e);
    TRY(vars_read(t, in->vars, &leg, &e.vars));
    TRY(known_ref(t, &e, out));
    if (out->id) return KB_OK;
    TRY(ledger_entry_match(t, &e, &leg));
    TRY(plan_check(t, &e, &leg));
    TRY(ledger_entry_record(t, &e));
    *out = e;
    return KB_OK;
}
HANDLER(entry_create, entry_new, entry);

/* --- reading --- */

struct entries_in {
    const char *cursor, *state;
    int64_t limit;
};
static const struct kb_field entries_in_fields[] = {
    TURN_PAGE_FIELDS(entries_in),
    STR(entries_in, state, .one_of = states, .optional = true),
    END,
};
static SHAPE(entries_in);

static enum kb_code entries_list(struct turn *t, const struct entries_in *in, struct entries *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_entries,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(state, in->state), ARG_INT(rows, rows)),
                 &entry_row_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &entry_shape);
    return KB_OK;
}
HANDLER(entries_list, entries_in, entries);

struct entry_id {
    int64_t id;
};
static const struct kb_field entry_id_fields[] = { ID(entry_id, id, "ent"), END };
static SHAPE(entry_id);

static enum kb_code entry_get(struct turn *t, const struct entry_id *in, struct entry *out)
{
    return ledger_entry_find(t, in->id, out);
}
HANDLER(entry_get, entry_id, entry);

const struct turn_route entry_routes[] = {
    { "GET", "/v1/entries", WHO_FINANCE, &entries_list_call, "entries_list",
      "List what people recorded in your organisation's book.", TURN_LIST },
    { "POST", "/v1/entries", WHO_FINANCE, &entry_create_call, "entries_create",
      "Record a business event in your organisation's book.", TURN_MONEY },
    { "GET", "/v1/entries/{id}", WHO_FINANCE, &entry_get_call, "entries_get",
      "Show what was recorded." },
    { .method = NULL },
};
