/* template - entry templates before they are used: written as drafts, proved to balance for every
 * value of their variables, published in place of the version before. */
#include "ledger/template_priv.h"

#include "template_sql.h"
#include <string.h>

struct template_row {
    int64_t id, book_id, version;
    const char *event, *role, *mode, *state;
};
static const struct kb_field template_row_fields[] = {
    INT(template_row, id),    INT(template_row, book_id), INT(template_row, version),
    STR(template_row, event), STR(template_row, role),    STR(template_row, mode),
    STR(template_row, state), { .name = NULL },
};
static SHAPE(template_row);

struct template_line {
    int64_t n;
    const char *side, *subject, *party, *amount, *dims;
};
static const struct kb_field template_line_fields[] = {
    INT(template_line, n),     STR(template_line, side),   STR(template_line, subject),
    STR(template_line, party), STR(template_line, amount), STR(template_line, dims),
    { .name = NULL },
};
static SHAPE(template_line);

/* --- the rules --- */

static int word_index(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0) return i;
    return 0;
}

bool ledger_party_fits(const char *dims, const char *party)
{
    if (strcmp(dims, "upstream") == 0)
        return strcmp(party, "parent") == 0 || strcmp(party, "supplier") == 0;
    return strcmp(dims, party) == 0;
}

enum post_party ledger_party_of(const char *word)
{
    return (enum post_party)word_index(post_party_words, word);
}

enum post_guard ledger_guard_of(const char *rule)
{
    static const char *const words[] = { "", "never_debit", "never_credit", NULL };
    return (enum post_guard)word_index(words, rule);
}

int ledger_mirror_of(const char *word)
{
    static const char *const words[] = { "", "goods", "collected", "commission", NULL };
    return word_index(words, word);
}

static enum kb_code line_valid(const struct template_line *l, struct ledger_form *f,
                               struct kb_error *err)
{
    long long n = (long long)l->n;
    if (!ledger_form_read(l->amount, f))
        return kb_fail(err, KB_INVALID, "ledger.template_invalid",
                       "line %lld: '%s' is not a sum of named amounts", n, l->amount);
    if (strcmp(l->dims, "?") == 0)
        return kb_fail(err, KB_INVALID, "ledger.template_invalid",
                       "line %lld: the chart has no subject %s", n, l->subject);
    if (!ledger_party_fits(l->dims, l->party))
        return kb_fail(err, KB_INVALID, "ledger.template_invalid",
                       "line %lld: subject %s is kept by '%s', not by '%s'", n, l->subject, l->dims,
                       l->party);
    return KB_OK;
}

static enum kb_code form_balanced(const struct ledger_form *sum, struct kb_arena *a,
                                  struct kb_error *err)
{
    if (sum->n > LEDGER_VARS_MAX)
        return kb_fail(err, KB_INVALID, "ledger.template_invalid", "more than %d named amounts",
                       LEDGER_VARS_MAX);
    if (ledger_form_zero(sum)) return KB_OK;
    return kb_fail(err, KB_INVALID, "ledger.unbalanced", "debits less credits is %s, not 0",
                   ledger_form_text(sum, a));
}

enum kb_code ledger_template_check(struct db *db, struct kb_arena *a, int64_t template_id,
                                   struct kb_error *err)
{
    struct template_row row;
    struct kb_list list;
    struct ledger_form sum = { 0 };
    TRY(db_one(db, a, &q_template_get, ARGS(ARG_INT(id, template_id)), &template_row_shape, &row,
               err));
    TRY(db_list(db, a, &q_template_lines,
                ARGS(ARG_INT(id, template_id), ARG_INT(book_id, row.book_id)), &template_line_shape,
                LEDGER_LINES_MAX, &list, err));
    if (list.n < 2)
        return kb_fail(err, KB_INVALID, "ledger.template_invalid",
                       "a voucher has two lines or more");
    const struct template_line *lines = list.at;
    for (int64_t i = 0; i < list.n; i++) {
        struct ledger_form f;
        TRY(line_valid(&lines[i], &f, err));
        if (!ledger_form_add(&sum, &f, lines[i].side[0] == 'D' ? 1 : -1))
            return kb_fail(err, KB_INVALID, "ledger.template_invalid", "too many named amounts");
    }
    return form_balanced(&sum, a, err);
}

enum kb_code ledger_template_lines_check(struct turn *t, const struct ledger_template *in)
{
    for (size_t i = 0; i < in->lines_n; i++) {
        const struct ledger_template_line *l = &in->lines[i];
        struct template_line line = {
            (int64_t)i + 1, l->side, l->subject, l->party, l->amount, "?"
        };
        struct ledger_form f;
        enum kb_code code = db_one(t->db, t->arena, &q_subject_dims,
                                   ARGS(ARG_INT(book_id, in->book_id), ARG_STR(code, l->subject)),
                                   &template_line_shape, &line, t->err);
        if (code != KB_OK && code != KB_NOT_FOUND) return code;
        const char *dims = code == KB_OK ? line.dims : "?";
        line = (struct template_line){ (int64_t)i + 1, l->side,   l->subject,
                                       l->party,       l->amount, dims };
        if (line_valid(&line, &f, t->err) == KB_OK) continue;
        struct kb_error why = *t->err;
        return kb_fail_field(t->err, "lines", why.reason, "%s", why.text);
    }
    return KB_OK;
}

/* --- drafts and publishing --- */

static enum kb_code lines_add(struct turn *t, int64_t id, const struct ledger_template *in)
{
    for (size_t i = 0; i < in->lines_n; i++) {
        const struct ledger_template_line *l = &in->lines[i];
        TRY(db_run(t->db, &q_template_line_add,
                   ARGS(ARG_INT(template_id, id), ARG_INT(n, (int64_t)i + 1),
                        ARG_STR(side, l->side), ARG_STR(subject, l->subject),
                        ARG_STR(party, l->party), ARG_STR(amount, l->amount)),
                   t->err));
    }
    return KB_OK;
}

enum kb_code ledger_template_add(struct turn *t, const struct ledger_template *in,
                                 int64_t *template_id)
{
    int64_t last = 0;
    if (in->lines_n < 2 || in->lines_n > LEDGER_LINES_MAX)
        return kb_fail(t->err, KB_INVALID, "ledger.template_invalid", "%zu lines", in->lines_n);
    TRY(db_int(t->db, &q_template_last,
               ARGS(ARG_STR(event, in->event), ARG_STR(role, in->role), ARG_STR(mode, in->mode),
                    ARG_INT(book_id, in->book_id)),
               &last, t->err));
    *template_id = kb_new_id(t->world);
    TRY(db_run(t->db, &q_template_add,
               ARGS(ARG_INT(id, *template_id), ARG_INT(book_id, in->book_id),
                    ARG_STR(event, in->event), ARG_STR(role, in->role), ARG_STR(mode, in->mode),
                    ARG_INT(version, last + 1), ARG_INT(created_ms, t->now_ms)),
               t->err));
    return lines_add(t, *template_id, in);
}

enum kb_code ledger_template_publish(struct turn *t, int64_t template_id)
{
    struct template_row row;
    TRY(db_one(t->db, t->arena, &q_template_get, ARGS(ARG_INT(id, template_id)),
               &template_row_shape, &row, t->err));
    if (strcmp(row.state, "draft") != 0)
        return kb_fail(t->err, KB_CONFLICT, "ledger.template_state", "version %lld is %s",
                       (long long)row.version, row.state);
    TRY(ledger_template_check(t->db, t->arena, template_id, t->err));
    TRY(db_run(t->db, &q_template_retire,
               ARGS(ARG_STR(event, row.event), ARG_STR(role, row.role), ARG_STR(mode, row.mode),
                    ARG_INT(book_id, row.book_id)),
               t->err));
    TRY(db_run_one(t->db, &q_template_activate, ARGS(ARG_INT(id, template_id)), t->err));
    ledger_prepared_forget(t->db);
    return KB_OK;
}
