/* draft - entry templates in finance's hands: a draft is written, proved as a form and on generated
 * chains, published in place of the version before, or retired. Finance has its own book's, the
 * platform's administrator those of all books. Proving takes long and is done on a reader. */
#include "ledger/page_priv.h"
#include "ledger/proof_priv.h"
#include "ledger/template_priv.h"

#include "draft_sql.h"
#include <string.h>

#define DRAFTS_MAX 200

static const char *const roles[] = { "own", "sole", "top", "middle", "child", "parent", NULL };
static const char *const sides[] = { "D", "C", NULL };
static const char *const parties[] = { "customer", "child", "parent", "supplier", NULL };
static const char *const states[] = { "draft", "active", "retired", NULL };

struct template_line {
    int64_t n;
    const char *side, *subject, *party, *amount;
};
static const struct kb_field template_line_fields[] = {
    INT(template_line, n),     STR(template_line, side),   STR(template_line, subject),
    STR(template_line, party), STR(template_line, amount), END,
};
static SHAPE(template_line);

static const struct kb_field proof_fields[] = {
    BOOL(ledger_proof, ok),
    STR(ledger_proof, reason, .doc = "Why not: a word of the list of reasons."),
    STR(ledger_proof, text, .doc = "What was found, in English."),
    INT(ledger_proof, chains, .doc = "Generated chains it held on."),
    INT(ledger_proof, vouchers, .doc = "Vouchers that were planned on them."),
    INT(ledger_proof, levels, .doc = "Of the first chain it failed on."),
    STR(ledger_proof, modes, .doc = "P buys for itself, A passes the price through; top first."),
    INT(ledger_proof, price_fen, .unit = "fen"),
    INT(ledger_proof, coupon_fen, .unit = "fen"),
    INT(ledger_proof, kept_fen, .unit = "fen", .doc = "Of the price, after the refund."),
    INT(ledger_proof, proved_ms, .unit = "ms"),
    END,
};
static const struct kb_shape proof_shape = { "template_proof", sizeof(struct ledger_proof),
                                             proof_fields };

struct template
{
    int64_t id, book_id, version, created_ms;
    const char *event, *event_zh, *event_en, *role, *mode, *state;
    struct kb_list lines;
    struct ledger_proof *proof;
};
static const struct kb_field template_fields[] = {
    ID(template, id, "tpl"),
    ID(template, book_id, "org", .doc = "Whose book; empty for all books."),
    STR(template, event),
    STR(template, event_zh),
    STR(template, event_en),
    STR(template, role),
    STR(template, mode),
    INT(template, version),
    STR(template, state, .one_of = states),
    LIST(template, lines, template_line_shape),
    OBJ(template, proof, proof_shape, .optional = true, .doc = "Of the last time it was proved."),
    INT(template, created_ms, .unit = "ms"),
    END,
};
static SHAPE(template);
PAGE_OUT(templates, template);

/* --- reading --- */

static enum kb_code fill(struct turn *t, struct template *out)
{
    TRY(turn_all(t, &q_templates_lines, ARGS(ARG_INT(id, out->id)), &template_line_shape,
                 LEDGER_LINES_MAX, &out->lines));
    struct ledger_proof *proof = KB_NEW(t->arena, struct ledger_proof);
    enum kb_code code = db_one(t->db, t->arena, &q_proof_of, ARGS(ARG_INT(id, out->id)),
                               &proof_shape, proof, t->err);
    if (code == KB_OK) out->proof = proof;
    return code == KB_NOT_FOUND ? KB_OK : code;
}

struct templates_in {
    const char *cursor, *event, *state;
    int64_t limit;
};
static const struct kb_field templates_in_fields[] = {
    TURN_PAGE_FIELDS(templates_in),
    STR(templates_in, event, .max = LEDGER_NAME_MAX, .optional = true,
        .doc = "Templates of this event only."),
    STR(templates_in, state, .one_of = states, .optional = true),
    END,
};
static SHAPE(templates_in);

static enum kb_code templates_list(struct turn *t, const struct templates_in *in,
                                   struct templates *out)
{
    int64_t after_id, rows;
    TRY(turn_page(t, in->cursor, in->limit, &after_id, &rows));
    TRY(turn_all(t, &q_templates,
                 ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(after_id, after_id),
                      ARG_STR(event, in->event), ARG_STR(state, in->state), ARG_INT(rows, rows)),
                 &template_shape, rows, &out->items));
    out->next = turn_page_next(t, &out->items, in->limit, &template_shape);
    struct template *items = out->items.at;
    for (int64_t i = 0; i < out->items.n; i++) TRY(fill(t, &items[i]));
    return KB_OK;
}
HANDLER(templates_list, templates_in, templates);

struct template_id {
    int64_t id;
};
static const struct kb_field template_id_fields[] = { ID(template_id, id, "tpl"), END };
static SHAPE(template_id);

static enum kb_code template_get(struct turn *t, const struct template_id *in, struct template *out)
{
    TRY(turn_find(t, "template", &q_template_of,
                  ARGS(ARG_INT(id, in->id), ARG_INT(org_id, t->actor.org_id)), &template_shape,
                  out));
    return fill(t, out);
}
HANDLER(template_get, template_id, template);

/* --- a draft --- */

struct line_new {
    const char *side, *subject, *party, *amount;
};
static const struct kb_field line_new_fields[] = {
    STR(line_new, side, .one_of = sides),
    STR(line_new, subject, .min = 1, .max = 24, .doc = "Its code."),
    STR(line_new, party, .one_of = parties, .optional = true, .doc = "Who the line is about."),
    STR(line_new, amount, .min = 1, .max = 200, .doc = "A sum of named integers: price - coupon."),
    END,
};
static SHAPE(line_new);

struct template_new {
    const char *event, *role, *mode;
    struct kb_list lines;
    bool for_all;
};
static const struct kb_field template_new_fields[] = {
    STR(template_new, event, .min = 1, .max = LEDGER_NAME_MAX),
    STR(template_new, role, .one_of = roles, .doc = "Where in the chain the book's owner stands."),
    STR(template_new, mode, .max = 24, .optional = true,
        .doc = "How it buys and sells, where the event tells: principal, agent, principal_agent."),
    LIST(template_new, lines, line_new_shape, .min = 2, .max = LEDGER_LINES_MAX),
    BOOL(template_new, for_all, .optional = true,
         .doc = "For all books: the platform's administrator only."),
    END,
};
static SHAPE(template_new);

static enum kb_code mode_check(struct turn *t, const char *mode)
{
    size_t n = strspn(mode, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (!mode[n]) return KB_OK;
    return kb_fail_field(t->err, "mode", "request.field", "a mode is small letters, digits and _");
}

static enum kb_code template_create(struct turn *t, const struct template_new *in,
                                    struct template *out)
{
    struct ledger_template_line lines[LEDGER_LINES_MAX];
    struct ledger_template draft = { .event = in->event, .role = in->role, .mode = in->mode };
    struct entry_event event;
    int64_t drafts = 0;
    TRY(ledger_book_or_all(t, in->for_all, &draft.book_id));
    TRY(ledger_event_find(t, in->event, &event));
    TRY(mode_check(t, in->mode));
    const struct line_new *rows = in->lines.at;
    for (int64_t i = 0; i < in->lines.n; i++)
        lines[i] = (struct ledger_template_line){ rows[i].side, rows[i].subject, rows[i].party,
                                                  rows[i].amount };
    draft.lines = lines;
    draft.lines_n = (size_t)in->lines.n;
    TRY(ledger_template_lines_check(t, &draft));
    TRY(turn_int(t, &q_templates_drafts, ARGS(ARG_INT(book_id, draft.book_id)), &drafts));
    if (drafts >= DRAFTS_MAX)
        return kb_fail(t->err, KB_EXHAUSTED, "limit.reached",
                       "at most %d drafts: retire what is not needed", DRAFTS_MAX);
    TRY(ledger_template_add(t, &draft, &out->id));
    TRY(turn_change(t, t->actor.org_id, "template", out->id, "drafted", ""));
    return template_get(t, &(struct template_id){ out->id }, out);
}
HANDLER(template_create, template_new, template);

/* --- proving --- */

/* A template the actor may do something about: of his own book, or the administrator's. */
static enum kb_code find_own(struct turn *t, int64_t id, struct template *out)
{
    int64_t book_id;
    TRY(turn_find(t, "template", &q_template_of,
                  ARGS(ARG_INT(id, id), ARG_INT(org_id, t->actor.org_id)), &template_shape, out));
    return ledger_book_or_all(t, out->book_id == 0, &book_id);
}

static enum kb_code find_draft(struct turn *t, int64_t id, struct template *out)
{
    TRY(find_own(t, id, out));
    if (strcmp(out->state, "draft") == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.template_state", "version %lld is %s",
                   (long long)out->version, out->state);
}

static enum kb_code template_try(struct turn *t, const struct template_id *in)
{
    struct template found;
    struct ledger_proof *proof = KB_NEW(t->arena, struct ledger_proof);
    TRY(find_draft(t, in->id, &found));
    TRY(ledger_prove(t, in->id, proof));
    t->prepared = proof;
    return KB_OK;
}

/* The trial was on a snapshot: what it rested on must still be so. */
static enum kb_code proof_of(struct turn *t, const struct template *found,
                             const struct ledger_proof **out)
{
    const char *against;
    *out = t->prepared;
    TRY(ledger_proof_against(t, found->book_id, &against));
    if (strcmp(against, (*out)->against) == 0) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.template_moved",
                   "other templates were changed while this one was proved");
}

static enum kb_code proof_keep(struct turn *t, const struct ledger_proof *p)
{
    return turn_run(t, &q_proof_keep,
                    ARGS(ARG_INT(template_id, p->template_id), ARG_INT(ok, p->ok),
                         ARG_STR(reason, p->reason), ARG_STR(text, p->text),
                         ARG_INT(chains, p->chains), ARG_INT(vouchers, p->vouchers),
                         ARG_INT(levels, p->levels), ARG_STR(modes, p->modes),
                         ARG_INT(price_fen, p->price_fen), ARG_INT(coupon_fen, p->coupon_fen),
                         ARG_INT(kept_fen, p->kept_fen), ARG_STR(against, p->against),
                         ARG_INT(user_id, t->actor.user_id), ARG_INT(proved_ms, p->proved_ms)));
}

static enum kb_code template_prove(struct turn *t, const struct template_id *in,
                                   struct template *out)
{
    const struct ledger_proof *proof;
    TRY(find_draft(t, in->id, out));
    TRY(proof_of(t, out, &proof));
    TRY(proof_keep(t, proof));
    return template_get(t, in, out);
}
HANDLER_PREPARED(template_prove, template_id, template, template_try);

/* --- in use, and out of it --- */

static enum kb_code template_publish(struct turn *t, const struct template_id *in,
                                     struct template *out)
{
    const struct ledger_proof *proof;
    TRY(find_draft(t, in->id, out));
    TRY(proof_of(t, out, &proof));
    if (!proof->ok)
        return kb_fail(t->err, KB_CONFLICT, "ledger.template_unproved", "%s: %.200s", proof->reason,
                       proof->text);
    TRY(ledger_template_publish(t, in->id));
    TRY(proof_keep(t, proof));
    TRY(turn_change(t, t->actor.org_id, "template", in->id, "published", ""));
    return template_get(t, in, out);
}
HANDLER_PREPARED(template_publish, template_id, template, template_try);

/* Orders and settlements would stop in every book without a template of all books. */
static enum kb_code may_retire(struct turn *t, const struct template *found)
{
    struct entry_event event = { .manual = true };
    if (strcmp(found->state, "retired") == 0)
        return kb_fail(t->err, KB_CONFLICT, "ledger.template_state", "version %lld is retired",
                       (long long)found->version);
    if (found->book_id || strcmp(found->state, "active") != 0) return KB_OK;
    TRY(ledger_event_find(t, found->event, &event));
    if (event.manual) return KB_OK;
    return kb_fail(t->err, KB_CONFLICT, "ledger.template_used",
                   "the system posts %s with it: publish a new version instead", found->event);
}

static enum kb_code template_retire(struct turn *t, const struct template_id *in,
                                    struct template *out)
{
    TRY(find_own(t, in->id, out));
    TRY(may_retire(t, out));
    TRY(turn_run_one(t, &q_template_discard, ARGS(ARG_INT(id, in->id))));
    ledger_prepared_forget(t->db);
    TRY(turn_change(t, t->actor.org_id, "template", in->id, "retired", ""));
    return template_get(t, in, out);
}
HANDLER(template_retire, template_id, template);

const struct turn_route template_routes[] = {
    { "GET", "/v1/templates", WHO_FINANCE, &templates_list_call, "templates_list",
      "List the entry templates your book is posted with.", TURN_LIST },
    { "POST", "/v1/templates", WHO_FINANCE, &template_create_call, "templates_create",
      "Write a draft of an entry template." },
    { "GET", "/v1/templates/{id}", WHO_FINANCE, &template_get_call, "templates_get",
      "Show an entry template with its proof." },
    { "POST", "/v1/templates/{id}/prove", WHO_FINANCE, &template_prove_call, "templates_prove",
      "Prove a draft as a form and on 10,000 generated chains." },
    { "POST", "/v1/templates/{id}/publish", WHO_FINANCE, &template_publish_call,
      "templates_publish", "Prove a draft and put it in place of the version in use." },
    { "POST", "/v1/templates/{id}/retire", WHO_FINANCE, &template_retire_call, "templates_retire",
      "Take a template out of use, or drop a draft." },
    { .method = NULL },
};
