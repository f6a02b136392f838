/* life - see life.h. */
#include "life.h"
#include "ledger/day.h"

#include <string.h>

#define STEPS 420

static const struct chain two = { .n = 2,
                                  .orgs = { P, D1 },
                                  .supplier = S,
                                  .customer = C2,
                                  .list_fen = 9999,
                                  .price_fen = 9499,
                                  .edges = { { 'D', 7000 }, { 'D', 8000 } } };
static const struct chain three = { .n = 3,
                                    .orgs = { P, D1, D2 },
                                    .supplier = S,
                                    .customer = C,
                                    .list_fen = 9999,
                                    .price_fen = 9499,
                                    .edges = { { 'D', 7000 }, { 'D', 8000 }, { 'R', 1000 } } };

void roll_up(struct books *b)
{
    struct ticked out = { 0 };
    for (const struct turn_route *r = daily_routes; r->method; r++)
        books_must(b, r->call->run(&b->t, &(struct nothing){ 0 }, &out));
}

/* --- five months --- */

int64_t pick(uint64_t *seed, int64_t n)
{
    return (int64_t)(kt_next(seed) % (uint64_t)n);
}

const char *day_back(struct books *b, int64_t days)
{
    char day[LEDGER_DAY_SIZE];
    ledger_day(b->w.now_ms - days * DAY_MS, 480, day);
    return strcmp(day, "2026-01-01") < 0 ? "2026-01-01" : kb_strdup(&b->keep, day);
}

static void expense(struct books *b, uint64_t *seed, int step)
{
    const char *in =
        kb_printf(&b->keep,
                  "{'event':'expense.paid','ref':'k%d','text':'x','vars':{'amount':%lld},'date':"
                  "'%s','party_id':'%s'}",
                  step, (long long)(1 + pick(seed, 500)), day_back(b, pick(seed, 4) * 9),
                  pick(seed, 2) ? text_id(b, "org", C2) : "");
    json_t *e, *out;
    kb_arena_reset(&b->arena);
    if (ask(b, D1, "entries_create", in, &e) != KB_OK) { /* the month is closed already */
        assert_string_equal(b->err->reason, "ledger.period_closed");
        return;
    }
    if (pick(seed, 5)) return;
    books_must(b, ask(b, D1, "vouchers_reverse",
                      kb_printf(&b->keep, "{'id':'%s','reason':'x'}", str(e, "voucher_id")), &out));
}

/* What happened a while ago is told only now: late, or of a closed month. */
static void told_late(struct books *b, uint64_t *seed, const char *key)
{
    const struct ledger_leg leg = {
        .org_id = D1, .role = "own", .mode = "", .vars = { { "amount", 1 + pick(seed, 900) } }
    };
    struct ledger_posted out;
    const struct ledger_event ev = { .event = "income.other",
                                     .biz_key = key,
                                     .at_ms = b->w.now_ms - pick(seed, 75) * DAY_MS,
                                     .product_id = 1 + pick(seed, 3),
                                     .sku_id = 4,
                                     .legs = &leg,
                                     .legs_n = 1 };
    books_must(b, ledger_post(&b->t, &ev, &out));
}

static void step(struct books *b, uint64_t *seed, int i)
{
    const struct chain *c = pick(seed, 3) ? &two : &three;
    const char *key = kb_printf(&b->keep, "s%d", i);
    kt_world_pass(&b->w, pick(seed, 2 * 150 * 24) * DAY_MS / (STEPS * 24));
    b->t.now_ms = b->w.now_ms;
    switch (pick(seed, 6)) {
    case 0: expense(b, seed, i); break;
    case 1: told_late(b, seed, key); break;
    case 2: roll_up(b); break;
    default:
        books_must(b, chain_hold(b, c, kb_printf(&b->keep, "h%d", i), c->price_fen - 300));
        books_must(b, chain_capture(b, c, key, 300));
        if (pick(seed, 4) == 0)
            books_must(b,
                       chain_refund(b, c, kb_printf(&b->keep, "r%d", i), 300, pick(seed, 31), 30));
    }
}

static void close_month(struct books *b, int64_t month)
{
    json_t *out;
    const char *in = kb_printf(&b->keep, "{'month':%lld}", (long long)month);
    books_must(b, ask_by(b, D1, U1, "periods_close", in, &out));
    books_must(b, ask_by(b, D1, U2, "periods_confirm", in, &out));
}

void live(struct books *b, struct kb_error *err, uint64_t *seed)
{
    books_open_chain(b, err);
    books_fund(b, D1, C2, 50000000);
    books_fund(b, D2, C, 50000000);
    books_sql(b, "UPDATE book SET entry_limit_fen = 9000000");
    for (int i = 0; i < STEPS; i++) {
        step(b, seed, i);
        if (i != STEPS / 2) continue;
        close_month(b, 202601);
        close_month(b, 202602);
    }
    assert_true(books_int(b, "SELECT count(*) FROM voucher WHERE late = 1") > 20);
    assert_true(books_int(b, "SELECT count(*) FROM voucher WHERE adjusts > 0") > 0);
    assert_true(books_int(b, "SELECT no FROM ledger_fold WHERE book_id = 102") > 100);
}

/* --- the plain way --- */

static const struct db_query q_plain = {
    "plain",
    "SELECT coalesce(sum(CASE :side WHEN 'D' THEN l.dr_fen WHEN 'C' THEN l.cr_fen ELSE l.dr_fen - "
    "l.cr_fen END), 0) FROM voucher v JOIN vline l ON l.voucher_id = v.id JOIN subject s ON s.id = "
    "l.subject_id LEFT JOIN voucher_dim d ON d.voucher_id = v.id WHERE v.book_id = 102 AND s.code "
    "LIKE :code AND (:party = -1 OR l.party = :party) AND v.acct_date >= :from_day AND v.acct_date "
    "<= :to_day AND v.no > :from_no AND v.no <= :to_no AND (:kind = 0 OR CASE :kind WHEN 4 THEN "
    "d.product_id WHEN 5 THEN d.sku_id WHEN 6 THEN d.customer_id WHEN 7 THEN d.upstream_id WHEN 8 "
    "THEN d.child_id ELSE 0 END = :value)"
};
int64_t plain(struct books *b, struct plain p)
{
    int64_t fen = 0;
    books_must(
        b, db_int(b->db, &q_plain,
                  ARGS(ARG_STR(side, p.side), ARG_STR(code, p.code),
                       ARG_STR(from_day, p.from_day ? p.from_day : ""),
                       ARG_STR(to_day, p.to_day ? p.to_day : "9999"), ARG_INT(party, p.party),
                       ARG_INT(from_no, p.from_no), ARG_INT(to_no, p.to_no ? p.to_no : INT64_MAX),
                       ARG_INT(kind, p.kind), ARG_INT(value, p.value)),
                  &fen, b->err));
    return fen;
}

int64_t inside(struct books *b, const char *text)
{
    int64_t id = 0;
    if (text[0] && !kb_id_parse(&b->w.world.id_key, "org", text, &id)) fail_msg("%s", text);
    return id;
}
