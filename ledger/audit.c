/* audit - a book recomputed when its own finance asks, and all books when the platform does. */
#include "ledger/ledger.h"
#include "ledger/page_priv.h"

struct check {
    const char *name, *text;
    bool ok;
    int64_t failures, book_id, voucher_id;
};
static const struct kb_field check_fields[] = {
    STR(check, name),
    BOOL(check, ok),
    STR(check, text, .doc = "The first that is wrong."),
    INT(check, failures),
    ID(check, book_id, "org"),
    ID(check, voucher_id, "vou"),
    END,
};
static SHAPE(check);

struct verdict {
    bool ok;
    int64_t vouchers, lines;
    struct kb_list checks;
};
static const struct kb_field verdict_fields[] = {
    BOOL(verdict, ok),
    INT(verdict, vouchers),
    INT(verdict, lines),
    LIST(verdict, checks, check_shape),
    END,
};
static SHAPE(verdict);

struct verify_in {
    bool all;
};
static const struct kb_field verify_in_fields[] = {
    BOOL(verify_in, all, .optional = true, .doc = "Every organisation's book: the platform only."),
    END,
};
static SHAPE(verify_in);

static enum kb_code books_verify(struct turn *t, const struct verify_in *in, struct verdict *out)
{
    struct ledger_report report;
    if (in->all && !(t->actor.who & (WHO_P_ADMIN | WHO_P_FINANCE | WHO_SYSTEM)))
        return kb_fail(t->err, KB_DENIED, "ledger.scope", "only the platform verifies all books");
    TRY(ledger_verify(t->db, t->arena, in->all ? 0 : t->actor.org_id, &report, t->err));
    struct check *checks = kb_alloc(t->arena, sizeof *checks * LEDGER_CHECKS);
    for (size_t i = 0; i < LEDGER_CHECKS; i++) {
        const struct ledger_check *c = &report.checks[i];
        checks[i] =
            (struct check){ c->name, c->text, c->ok, c->failures, c->book_id, c->voucher_id };
    }
    *out = (struct verdict){ report.ok, report.vouchers, report.lines, { checks, LEDGER_CHECKS } };
    return KB_OK;
}
HANDLER(books_verify, verify_in, verdict);

const struct turn_route ledger_routes[] = {
    { "POST", "/v1/verify", WHO_FINANCE, &books_verify_call, "books_verify",
      "Recompute your organisation's book and say what is wrong.", TURN_READ },
    { .method = NULL },
};
