/* posting_priv - one event on its way into the books: planned and checked (plan.c), then written
 * (posting.c). What a plan is made of comes from a source: the books themselves (prepared.c), or a
 * world made up to prove a template in (proof_source.c). All of it lives in the turn's arena. */
#ifndef LEDGER_POSTING_PRIV_H
#define LEDGER_POSTING_PRIV_H

#include "ledger/form.h"
#include "ledger/ledger.h"

enum post_party { PARTY_NONE, PARTY_CUSTOMER, PARTY_CHILD, PARTY_PARENT, PARTY_SUPPLIER, PARTIES };
enum post_guard { GUARD_NONE, GUARD_NEVER_DEBIT, GUARD_NEVER_CREDIT };
extern const char *const post_party_words[]; /* "", "customer", …; ends with NULL */

/* A line of a template as one book posts it. */
struct post_rule {
    int64_t subject_id; /* 0: the book has none */
    const char *code, *amount;
    const struct ledger_term *terms;
    size_t terms_n;
    enum post_party party;
    enum post_guard guard;
    int mirror;                /* 0: none */
    bool debit, closed, unfit; /* unfit: the subject is kept by another kind of party */
    bool adopt;                /* the default chart has the subject, the book not yet */
};
struct post_template {
    int64_t id, version;
    const char *left; /* debits less credits as a form, "" when it is proved to be 0 */
    const struct post_rule *rules;
    size_t rules_n;
};

/* A book as the event finds it, and as it will leave it. */
struct post_book {
    int64_t id, utc_offset_min, last_no, last_id, was_no, closed_to;
    const char *head_hash, *last_date;
};

struct post_balance {
    int64_t subject_id, party, dr_fen, cr_fen, guard;
    int64_t was_dr_fen, was_cr_fen;
    bool exists;
};

struct post_line {
    int64_t voucher_id, n, subject_id, party, dr_fen, cr_fen, after_dr_fen, after_cr_fen;
    const char *code;
    const struct post_rule *rule;
};

/* What the voucher is about, as far as its organisation may know: for profit and loss. */
struct post_dims {
    int64_t voucher_id, customer_id, child_id, upstream_id, department_id, staff_id, product_id,
        sku_id;
};

struct post_voucher {
    int64_t id, group_id, book_id, no, template_id, version, total_fen, adjusts, late;
    const char *acct_date, *event, *prev_hash, *hash;
    const struct ledger_leg *leg;
    struct post_dims *dims; /* NULL: no line is of class 6 */
    struct post_book *book;
    struct post_line *lines; /* those that are not 0 */
    size_t lines_n;
};

struct post_group {
    int64_t id, at_ms, object_id, order_id, user_id, reverses_id;
    const char *event, *biz_key, *object, *digest;
};

/* A subject of the default chart that a book gets with its first line on it. */
struct post_adopted {
    int64_t id, book_id;
    const char *code;
};

struct post;
struct post_source {
    /* ledger.book_missing when the organisation keeps none */
    enum kb_code (*book)(struct post *p, int64_t org_id, struct post_book *out);
    /* NULL: none is in use */
    enum kb_code (*find)(struct post *p, const struct post_voucher *v,
                         const struct post_template **out);
    /* of b's subject and party, as they stand now */
    enum kb_code (*balance)(struct post *p, struct post_balance *b);
    enum kb_code (*keeps_book)(struct post *p, int64_t org_id, bool *yes);
};
extern const struct post_source post_from_books;

struct post {
    struct turn *t;
    const struct ledger_event *ev;
    const struct post_source *from;
    void *self; /* the source's own */
    struct post_group group;
    struct post_book *books;
    struct post_voucher *vouchers; /* one for each leg; without lines it is not written */
    struct post_balance *balances;
    struct post_adopted *adopted;
    size_t books_n, vouchers_n, balances_n, adopted_n;
};

/* Fill p->books, vouchers and balances from p->ev and p->group, or refuse. Writes nothing. */
MUST_USE enum kb_code ledger_plan(struct post *p);
/* Room for vouchers of n legs, with their books and balances to come. */
void ledger_plan_begin(struct post *p, size_t n);
/* What follows when every voucher has its lines: mirrors and balances. */
MUST_USE enum kb_code ledger_plan_end(struct post *p);
/* Its book, and the day that book enters it on. */
MUST_USE enum kb_code ledger_plan_book(struct post *p, struct post_voucher *v, int64_t org_id);
/* Write what was planned, as a group of a new id. */
MUST_USE enum kb_code ledger_write(struct post *p);
/* Forget what is remembered of templates and subjects: after each change of them. And when it is
 * much; not while a plan is made, which points into it. */
void ledger_prepared_forget(struct db *db);
void ledger_prepared_bound(struct db *db);

/* BLAKE2b-256, in hex, of
 *   kboss-voucher 1 <book> <no> <voucher> <group> <at_ms> <object id> <order> <user> <template>
 *   <version> <month adjusted> <group reversed> <date> <event> <group's event> <object> <key>
 *   <hash before>                                                               (one line)
 *   dims <customer> <child> <upstream> <department> <staff> <product> <sku>     (if it has any)
 *   line <n> <subject code> <party> <debit> <credit>                            (for each line)
 * with single spaces and "-" for an empty word. Also what verification recomputes. */
void ledger_voucher_hash(const struct post_group *g, const struct post_voucher *v, char hash[65],
                         struct kb_arena *a);
/* Before the first voucher of a book. */
void ledger_book_genesis(int64_t book_id, char hash[65]);

#endif
