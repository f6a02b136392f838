/* setting - what a book is set to: the amount above which an entry needs a second person, and where
 * its days begin, which stays once a voucher has a day. */
#include "ledger/page_priv.h"
#include "ledger/posting_priv.h"

#include "setting_sql.h"

struct book {
    int64_t id, utc_offset_min, entry_limit_fen, closed_to, last_no, opened_ms;
    const char *kind, *last_date, *head_hash;
};
static const struct kb_field book_fields[] = {
    ID(book, id, "org"),
    STR(book, kind),
    INT(book, utc_offset_min, .doc = "Where its days begin: minutes east of UTC."),
    INT(book, entry_limit_fen, .unit = "fen", .doc = "Entries above it need a second person."),
    INT(book, closed_to, .doc = "The last closed month, YYYYMM; 0: none."),
    INT(book, last_no, .doc = "The last voucher's number."),
    STR(book, last_date),
    STR(book, head_hash, .doc = "Of the last voucher: keep it elsewhere to prove the book later."),
    INT(book, opened_ms, .unit = "ms"),
    END,
};
static SHAPE(book);

static enum kb_code book_get(struct turn *t, const struct nothing *in, struct book *out)
{
    (void)in;
    return turn_find(t, "book", &q_book_show, ARGS(ARG_INT(org_id, t->actor.org_id)), &book_shape,
                     out);
}
HANDLER(book_get, nothing, book);

struct book_limit {
    int64_t entry_limit_fen;
};
static const struct kb_field book_limit_fields[] = {
    INT(book_limit, entry_limit_fen, .min = 0, .max = LEDGER_FEN_MAX, .unit = "fen",
        .doc = "0: every entry needs a second person."),
    END,
};
static SHAPE(book_limit);

static enum kb_code book_limit(struct turn *t, const struct book_limit *in, struct book *out)
{
    TRY(book_get(t, &(struct nothing){ 0 }, out));
    TRY(turn_run_one(
        t, &q_book_limit,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(entry_limit_fen, in->entry_limit_fen))));
    out->entry_limit_fen = in->entry_limit_fen;
    return turn_change(
        t, out->id, "book", out->id, "limit",
        kb_printf(t->arena, "{\"entry_limit_fen\":%lld}", (long long)in->entry_limit_fen));
}
HANDLER(book_limit, book_limit, book);

struct book_zone {
    int64_t utc_offset_min;
};
static const struct kb_field book_zone_fields[] = {
    INT(book_zone, utc_offset_min, .min = -840, .max = 840, .doc = "Minutes east of UTC."),
    END,
};
static SHAPE(book_zone);

static enum kb_code book_zone(struct turn *t, const struct book_zone *in, struct book *out)
{
    TRY(book_get(t, &(struct nothing){ 0 }, out));
    if (out->last_no)
        return kb_fail(t->err, KB_CONFLICT, "ledger.book_in_use",
                       "the book has vouchers, whose days stay as they are");
    TRY(turn_run_one(
        t, &q_book_zone,
        ARGS(ARG_INT(org_id, t->actor.org_id), ARG_INT(utc_offset_min, in->utc_offset_min))));
    out->utc_offset_min = in->utc_offset_min;
    return turn_change(t, out->id, "book", out->id, "zone", "");
}
HANDLER(book_zone, book_zone, book);

const struct turn_route book_routes[] = {
    { "GET", "/v1/book", WHO_FINANCE, &book_get_call, "book_get",
      "Show what your organisation's book is set to." },
    { "POST", "/v1/book/limit", WHO_ADMIN, &book_limit_call, "book_limit",
      "Set the amount above which an entry needs a second person." },
    { "POST", "/v1/book/zone", WHO_ADMIN, &book_zone_call, "book_zone",
      "Set where the days of a book without vouchers begin." },
    { .method = NULL },
};
