/* subject - the chart of a book as data: finance adds subjects below those there are, renames them,
 * and closes them for further posting. What lines rest on (code, side, whose it is, its rule) never
 * changes, and what must agree with a neighbour's book is not for people to make. */
#include "ledger/page_priv.h"
#include "ledger/template_priv.h"

#include "subject_sql.h"
#include <string.h>

#define SUBJECTS_MAX 2000
#define CODE_MAX     24

static const char *const sides[] = { "D", "C", NULL };
static const char *const dims_words[] = { "customer", "child",    "parent",
                                          "supplier", "upstream", NULL };
static const char *const rules[] = { "never_debit", "never_credit", NULL };

struct subject {
    int64_t id, book_id, created_ms, closed_ms;
    const char *code, *name_zh, *name_en, *side, *dims, *rule, *mirror;
};
static const struct kb_field subject_fields[] = {
    ID(subject, id, "sbj"),
    STR(subject, code),
    STR(subject, name_zh),
    STR(subject, name_en),
    STR(subject, side, .one_of = sides, .doc = "D: debits raise it; C: credits do."),
    STR(subject, dims, .doc = "Who its lines are about."),
    STR(subject, rule, .doc = "The side it may never go to."),
    STR(subject, mirror, .doc = "What must agree with the neighbour's book."),
    ID(subject, book_id, "org", .doc = "Whose book; empty in the default chart."),
    INT(subject, created_ms, .unit = "ms"),
    INT(subject, closed_ms, .unit = "ms", .doc = "0: open for posting."),
    END,
};
static SHAPE(subject);
PAGE_OUT(subjects, subject);

/* --- the rules --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "6601", "6601.02", "6601.02.A7": the class of 1 to 6 and three digits, then parts of one to four
 * digits and capitals. */
static bool code_ok(const char *code)
{
    size_t n = 0;
    if (code[0] < '1' || code[0] > '6') return false;
    for (size_t i = 1; i < 4; i++)
        if (!is_digit(code[i])) return false;
    for (const char *p = code + 4; *p; p += n) {
        if (*p++ != '.') return false;
        for (n = 0; is_digit(p[n]) || (p[n] >= 'A' && p[n] <= 'Z'); n++) {
        }
        if (n < 1 || n > 4) return false;
    }
    return strlen(code) <= CODE_MAX;
}

static enum kb_code find_code(struct turn *t, int64_t book_id, const char *code,
                              struct subject *out)
{
    return db_one(t->db, t->arena, &q_subject_by_code,
                  ARGS(ARG_STR(code, code), ARG_INT(book_id, book_id)), &subject_shape, out,
                  t->err);
}

static enum kb_code code_free(struct turn *t, int64_t book_id, const char *code)
{
    struct subject s;
    enum kb_code found = find_code(t, book_id, code, &s);
    if (found == KB_NOT_FOUND) return KB_OK;
    TRY(found);
    return kb_fail_field(t->err, "code", "ledger.subject_taken", "%s is there already: %s", code,
                         s.name_en);
}

static enum kb_code code_has_parent(struct turn *t, int64_t book_id, const char *code)
{
    struct subject s;
    const char *dot = strrchr(code, '.');
    if (!dot) return KB_OK;
    const char *above = kb_strndup(t->arena, code, (size_t)(dot - code));
    enum kb_code found = find_code(t, book_id, above, &s);
    if (found != KB_NOT_FOUND) return found;
    return kb_fail_field(t->err, "code", "ledger.subject_parent",
                         "%s would stand below %s, which is not there", code, above);
}

static enum kb_code room_left(struct turn *t, int64_t book_id)
{
    int64_t n = 0;
    TRY(turn_int(t, &q_subjects_below, ARGS(ARG_INT(book_id, book_id)), &n));
    if (n < SUBJECTS_MAX) return KB_OK;
    return kb_fail(t->err, KB_EXHAUSTED, "limit.reached", "a book has at most %d subjects",
                   SUBJECTS_MAX);
}

static enum kb_code find_own(struct turn *t, int64_t id, struct subject *out)
{
    int64_t chart_id = t->actor.who & WHO_P_ADMIN ? 0 : t->actor.org_id;
    return turn_find(
        t, "subject", &q_subject_find,
        ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id), ARG_INT(chart_id, chart_id)),
        &subject_shape, out);
}

static enum kb_code changed(struct turn *t, const struct subject *s, const char *verb)
{
    ledger_prepared_forget(t->db);
    return turn_change(t, t->actor.org_id, "subject", s->id, verb, "");
}

/* --- the handlers --- */

struct subjects_in {
    const char *cursor;
    int64_t limit;
    bool chart;
};
static const struct kb_field subjects_in_fields[] = {
    TURN_PAGE_FIELDS(subjects_in),
    BOOL(subjects_in, chart, .optional = true,
         .doc = "The default chart: a book gets a subject of it with its first line."),
    END,
};
static SHAPE(subjects_in);

static enum kb_code subjects_list(struct turn *t, const struct subjects_in *in,
                                  struct subjects *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_subjects,
                 ARGS(ARG_INT(book_id, in->chart ? 0 : t->actor.org_id),
                      ARG_INT(after_id, after_id), ARG_INT(rows, rows)),
                 &subject_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &subject_shape);
    return KB_OK;
}
HANDLER(subjects_list, subjects_in, subjects);

struct subject_new {
    const char *code, *name_zh, *name_en, *side, *dims, *rule;
    bool chart;
};
static const struct kb_field subject_new_fields[] = {
    STR(subject_new, code, .min = 4, .max = CODE_MAX,
        .doc = "Four digits of the chart, or below one that is there: 6601.02."),
    STR(subject_new, name_zh, .min = 1, .max = 60),
    STR(subject_new, name_en, .min = 1, .max = 80),
    STR(subject_new, side, .one_of = sides, .doc = "D: debits raise it; C: credits do."),
    STR(subject_new, dims, .one_of = dims_words, .optional = true,
        .doc = "Who its lines are about."),
    STR(subject_new, rule, .one_of = rules, .optional = true,
        .doc = "The side it may never go to."),
    BOOL(subject_new, chart, .optional = true,
         .doc = "In the default chart, for all books: the platform's administrator only."),
    END,
};
static SHAPE(subject_new);

static enum kb_code subject_create(struct turn *t, const struct subject_new *in,
                                   struct subject *out)
{
    int64_t book_id;
    TRY(ledger_book_or_all(t, in->chart, &book_id));
    if (!code_ok(in->code))
        return kb_fail_field(t->err, "code", "ledger.subject_code",
                             "a code is four digits from 1000 to 6999, then parts of up to four "
                             "digits or capitals behind dots, as 6601.02");
    TRY(code_free(t, book_id, in->code));
    TRY(code_has_parent(t, book_id, in->code));
    TRY(room_left(t, book_id));
    *out = (struct subject){ .id = turn_new_id(t),
                             .book_id = book_id,
                             .created_ms = t->now_ms,
                             .code = in->code,
                             .name_zh = in->name_zh,
                             .name_en = in->name_en,
                             .side = in->side,
                             .dims = in->dims,
                             .rule = in->rule,
                             .mirror = "" };
    TRY(turn_put(t, &q_subject_new, &subject_shape, out));
    return changed(t, out, "created");
}
HANDLER(subject_create, subject_new, subject);

struct subject_rename {
    int64_t id;
    const char *name_zh, *name_en;
};
static const struct kb_field subject_rename_fields[] = {
    ID(subject_rename, id, "sbj"),
    STR(subject_rename, name_zh, .min = 1, .max = 60),
    STR(subject_rename, name_en, .min = 1, .max = 80),
    END,
};
static SHAPE(subject_rename);

static enum kb_code subject_rename(struct turn *t, const struct subject_rename *in,
                                   struct subject *out)
{
    TRY(find_own(t, in->id, out));
    out->name_zh = in->name_zh;
    out->name_en = in->name_en;
    TRY(turn_put(t, &q_subject_rename, &subject_shape, out));
    return changed(t, out, "renamed");
}
HANDLER(subject_rename, subject_rename, subject);

struct subject_id {
    int64_t id;
};
static const struct kb_field subject_id_fields[] = { ID(subject_id, id, "sbj"), END };
static SHAPE(subject_id);

static enum kb_code subject_get(struct turn *t, const struct subject_id *in, struct subject *out)
{
    return find_own(t, in->id, out);
}
HANDLER(subject_get, subject_id, subject);

/* What orders and settlements post by themselves would stop where it stands, for everybody. */
static enum kb_code may_close(struct turn *t, const struct subject *s)
{
    int64_t n = 0;
    TRY(turn_int(t, &q_subject_automatic,
                 ARGS(ARG_INT(book_id, s->book_id), ARG_STR(code, s->code)), &n));
    if (n == 0 && !s->mirror[0]) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.subject_used",
                   "%s is posted to by the system itself: retire its entry templates first",
                   s->code);
}

static enum kb_code set_closed(struct turn *t, const struct subject_id *in, struct subject *out,
                               bool closed)
{
    TRY(find_own(t, in->id, out));
    if ((out->closed_ms > 0) == closed)
        return kb_fail(t->err, KB_CONFLICT, "state.move", "%s is %s already", out->code,
                       closed ? "closed" : "open");
    if (closed) TRY(may_close(t, out));
    out->closed_ms = closed ? t->now_ms : 0;
    TRY(turn_put(t, &q_subject_close, &subject_shape, out));
    return changed(t, out, closed ? "closed" : "opened");
}

static enum kb_code subject_close(struct turn *t, const struct subject_id *in, struct subject *out)
{
    return set_closed(t, in, out, true);
}
HANDLER(subject_close, subject_id, subject);

static enum kb_code subject_open(struct turn *t, const struct subject_id *in, struct subject *out)
{
    return set_closed(t, in, out, false);
}
HANDLER(subject_open, subject_id, subject);

const struct turn_route subject_routes[] = {
    { "GET", "/v1/subjects", WHO_FINANCE, &subjects_list_call, "subjects_list",
      "List the subjects of your organisation's book.", TURN_LIST },
    { "POST", "/v1/subjects", WHO_FINANCE, &subject_create_call, "subjects_create",
      "Add a subject to your organisation's book." },
    { "GET", "/v1/subjects/{id}", WHO_FINANCE, &subject_get_call, "subjects_get",
      "Show a subject." },
    { "POST", "/v1/subjects/{id}/rename", WHO_FINANCE, &subject_rename_call, "subjects_rename",
      "Give a subject other names." },
    { "POST", "/v1/subjects/{id}/close", WHO_FINANCE, &subject_close_call, "subjects_close",
      "Close a subject for further posting." },
    { "POST", "/v1/subjects/{id}/open", WHO_FINANCE, &subject_open_call, "subjects_open",
      "Open a closed subject for posting again." },
    { .method = NULL },
};
